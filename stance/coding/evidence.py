"""What the words of a statement say: mentions, the operators that govern them, conditions.

No model: a reader can follow every step. The deciding words and the condition that a coding shows come from
here and are always verbatim parts of the text. ``findings`` turns them into what the classifier weighs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stance.coding.lexicon import Words

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " ", "\t": " ", "\r": " "}
)
# A statement is no longer than this; more is a document, whose end costs time and says nothing of its start.
LONGEST = 5000
_SENTENCE = re.compile(r"[.!?;:](?=\s|$)\"?|\s[–—-]\s")
# A reason that says what a text asks for belongs to the vote on it ("against it because it calls for ...").
_CONTRAST = re.compile(
    r",? \b(?:but|yet|however|while|whereas|although|though|nevertheless|lest)\b"
    r"|,? \b(?:because|since)\b"
    r"(?! (?:it|the (?:\w+ )?(?:text|draft|resolution)) (?:\w+ ){0,3}?(?:call|demand|ask))"
    r"|, (?:and|so)\b|,(?= (?:said|he|she|it|the)\b)"
    r"|\band (?:that|who|therefore|still|now|then)\b"
    r"|\band (?=(?:support|oppose|back|reject|call|ask|demand)s? )|\band (?=\w+(?:ed|aid) )"
)
# A clause whose subject is the act of asking or refusing ("Those who ask for ...", "To refuse it ...").
_SUBJECT = re.compile(
    r"\W*(?:(?:to )?those |whoever |anyone |to [a-z]+ |[a-z]+ing "
    r"|(?:an? |the )?(?:calls?|demands?|refusal|pressure|veto) )"
)
# Mentions that speak of an end to the fighting point one way, those of its going on the other way.
DIRECTION = {"ceasefire": 1, "end": 1, "stop": 1, "pause": 1, "goes_on": -1, "destroy": -1, "renewed": -1}
_TURNS = ("turn", "deed", "judge", "not", "instead", "lacking")
_ASKS = ("call", "want", "back", "act", "vote_yes")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention, with the attitude read from the operators around it.

    ``sign`` is +1 where the words ask for the fighting to stop or pause, -1 where they are against it, 0
    where no attitude was found. ``start:end`` spans the mention and the operators nearest to it;
    ``marks`` name these.
    """

    kind: str
    sign: int
    start: int
    end: int
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The mentions of one statement in order, the span of its condition, and the text they were found in."""

    low: str
    mentions: tuple[Mention, ...]
    condition: tuple[int, int] | None


def plain(text: str) -> str:
    """``text`` in lower case with plain quotation marks; the same length, so offsets hold in both."""
    made = text.translate(_PLAIN)
    low = made.lower()
    return low if len(low) == len(made) else "".join(c if len(c.lower()) > 1 else c.lower() for c in made)


def analyse(text: str, lex: Words) -> Evidence:
    """Find in the first ``LONGEST`` characters of ``text`` what the words ``lex`` of an issue name."""
    low = plain(text[:LONGEST])
    places = _mentions(low, lex)
    mentions = tuple(_read(low, places, index, lex) for index in range(len(places)))
    return Evidence(low, mentions, _condition(low, mentions, lex))


def _mentions(low: str, lex: Words) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    taken = [match.span() for match in lex.marks["disarm"].finditer(low)]
    for kind, pattern in lex.mentions.items():
        for match in pattern.finditer(low):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                found.append((kind, match.start(), match.end()))
                taken.append(match.span())
    return sorted(found, key=lambda item: item[1])


def _edges(low: str, start: int, end: int) -> tuple[int, int]:
    """The clause around ``start:end``: from the last break before it to the first one after it.

    A question is read together with its answer, the next sentence.
    """
    left = max((m.end() for p in (_SENTENCE, _CONTRAST) for m in p.finditer(low, 0, start)), default=0)
    breaks = sorted(m.start() for p in (_SENTENCE, _CONTRAST) for m in p.finditer(low, end))
    right = breaks[0] if breaks else len(low)
    if breaks and low[right] == "?":
        right = breaks[1] if len(breaks) > 1 else len(low)
    return left, right


def _operators(
    patterns: dict[str, re.Pattern[str]], low: str, start: int, end: int
) -> list[tuple[int, int, str]]:
    """The operators of this stretch in order; where two overlap, the longer one."""
    found = sorted(
        ((m.start(), m.end(), name) for name, p in patterns.items() for m in p.finditer(low, start, end)),
        key=lambda item: item[0] - item[1],
    )
    kept: list[tuple[int, int, str]] = []
    for item in found:
        if all(item[1] <= other[0] or other[1] <= item[0] for other in kept):
            kept.append(item)
    return sorted(kept)


def _read(low: str, places: list[tuple[str, int, int]], index: int, lex: Words) -> Mention:
    kind, start, end = places[index]
    left_edge, right_edge = _edges(low, start, end)
    if index + 1 < len(places) and places[index + 1][1] < right_edge:
        right_edge = places[index + 1][1]
    before = _operators(lex.left, low, left_edge, start)
    inside = len(_operators({"not": lex.left["not"]}, low, start, end)) if kind in ("goes_on", "end") else 0
    after = _operators(lex.right, low, end, right_edge)
    names = [name for _, _, name in before]
    aside = _aside(low, places, index, lex)
    left = 0 if aside else _left(names, kind, inside)
    right = 0 if aside else _right([name for _, _, name in after], kind)
    subject = bool(before) and before[0][0] - left_edge < 12 and bool(_SUBJECT.match(low, left_edge))
    sign = _together(names, left, right, subject, bool(after) and after[0][2] == "turned")
    first, last = _span(before, after, start, end, right)
    marks = [f"<{names[-1]}" if before else "<", f">{after[0][2]}" if after else ">"]
    marks += [aside] if aside else []
    marks += ["not+call"] if "not" in names and "call" in names else []
    marks += [f"subject{left}{right}"] if subject else []
    return Mention(kind, sign, first, last, tuple(marks))


def _aside(low: str, places: list[tuple[str, int, int]], index: int, lex: Words) -> str:
    """Why a mention asks for nothing now: it lies in the past, or is the later goal of a pause."""
    kind, start, end = places[index]
    if any(m.start() < end and start < m.end() for m in lex.marks["past"].finditer(low)):
        return "past"
    pauses = [place[2] for place in places[:index] if place[0] == "pause"]
    if kind not in ("ceasefire", "end") or not pauses:
        return ""
    between = low[pauses[-1] : start]
    at_once = any(lex.marks[name].search(low) for name in ("at_once", "into_lasting"))
    return "later" if lex.marks["later"].search(between) and not at_once and "." not in between else ""


def _span(
    before: list[tuple[int, int, str]], after: list[tuple[int, int, str]], start: int, end: int, right: int
) -> tuple[int, int]:
    """The mention together with the operators that decided how it is read."""
    if before:
        start = before[-1][0]
        if before[-1][2] == "not" and len(before) > 1 and start - before[-2][1] < 30:
            start = before[-2][0]
    if after and (not before or right < 0):
        end = after[0][1]
    return start, end


def _together(names: list[str], left: int, right: int, subject: bool, ended: bool) -> int:
    """Both sides of a mention as one sign: the left one leads, but a verdict on the act turns it round."""
    nearest = names[-1] if names else ""
    if nearest == "about" or ("abstain" in names and "vote_yes" not in names[names.index("abstain") :]):
        return 0
    if right < 0 and (nearest == "deed" or (subject and left) or (nearest == "judge" and ended)):
        return -left
    if nearest == "lacking":
        return 1 if right < 0 or "not" in names else -1
    if right < 0 and left > 0 and not set(names) & {"call", "back", "act", "vote_yes"}:
        return right
    return left or right


def _left(names: list[str], kind: str, inside: int) -> int:
    """The attitude left of a mention: every word that turns, judges or negates turns it round once."""
    turns = inside + sum(name in _TURNS for name in names)
    asks = any(name in _ASKS for name in names)
    direction = DIRECTION[kind]
    if kind == "renewed" and not turns:
        return -1 if asks else 1
    if not turns and not asks:
        return direction if kind in ("end", "stop", "goes_on", "destroy") else 0
    if turns == 1 and not inside and "not" in names and "call" in names and "back" not in names:
        return 0
    return direction * (-1 if turns % 2 else 1)


def _right(names: list[str], kind: str) -> int:
    direction = DIRECTION[kind]
    if not names or kind in ("goes_on", "destroy"):
        return 0
    if "small" in names or "bad" in names:
        return -direction
    if "turned" in names:
        return direction if "not" in names else -direction
    if "for" in names:
        return -direction if names[0] == "not" else direction
    return -direction if names[0] == "not" else 0


def _condition(low: str, mentions: tuple[Mention, ...], lex: Words) -> tuple[int, int] | None:
    """The span of the first words that make a halt depend on something, outside the mentions themselves."""
    halts = [m for m in mentions if DIRECTION[m.kind] > 0]
    if not halts:
        return None
    found = list(lex.marks["condition"].finditer(low))
    staked = lex.marks["staked"].finditer(low)
    found += [match for match in staked if lex.marks["stakes"].search(match.group())]
    for match in sorted(found, key=lambda m: m.start()):
        end = match.start() + len(match.group().rstrip(" '"))
        if end - match.start() > 8 and not any(match.start() <= m.start < end for m in halts):
            return match.start(), end
    return None
