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
# The words shown as the reason reach back no further than this to a negation.
WIDEST = 120
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
    r"\W*(?:(?:to )?(?:those|the ones|people|all) (?:(?:who|that) )?|whoever |anyone |to [a-z]+ |[a-z]+ing "
    r"|(?:an? |the )?(?:calls?|demands?|refusal|pressure|veto) )"
)
_TURNS = ("turn", "deed", "judge", "ruin", "not", "instead", "lacking")
# "Those who demand that we ...": what is asked of the speaker is no wish of the speaker's.
_OF_US = re.compile(r"\b(?:us|we|our)\b")
_AUXILIARY = re.compile(r"\b(?:do|does|did|is|are|was|were|will|would|can|could|has|have|had) $")
# What governs a mention and turns it round right after it: "let the truce collapse", "want it to be delayed".
_FINITE = re.compile(r"^ (?:is|was|were|has|have|had|did|does|could|can|be|been)\b[^,]*$")
_GOVERNED = re.compile(r"^ (?:to |from )?(?:be |being )?$")
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
    taken = [m.span() for name in ("disarm", "unrelated") for m in lex.marks[name].finditer(low)]
    waived = [match.span() for match in lex.marks["waived"].finditer(low)]
    for kind, pattern in lex.mentions.items():
        for match in pattern.finditer(low):
            others = taken + (waived if lex.kinds[kind][1] < 0 else [])
            if all(match.end() <= start or end <= match.start() for start, end in others):
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
    before = [op for op in before if not _beside_the_point(low, op, kind)]
    inside = len(_operators({"not": lex.left["not"]}, low, start, end)) if kind in ("goes_on", "end") else 0
    after = _operators(lex.right, low, end, right_edge)
    names = [name for _, _, name in before]
    of_act = _is_act(low, left_edge, before)
    verdicts = [name for _, _, name in after]
    aside = _aside(low, places, index, lex) or _reported(names, kind, verdicts, of_act)
    direction = lex.kinds[kind][1]
    left = 0 if aside else _left(names, kind, direction, inside)
    right = 0 if aside else _right(verdicts, kind, direction)
    if of_act and _OF_US.search(low, before[0][0], start) and ("asked_us" in names or left > 0 == right):
        left, right = left or direction, -1
    ended = _ended(low[end : after[0][0]], after[0][2]) if after else ""
    sign = _together(names, left, right, of_act, ended)
    first, last = _span(low, before, after, start, end, right)
    marks = [f"<{names[-1]}" if before else "<", f">{after[0][2]}" if after else ">"]
    marks += [aside] if aside else []
    marks += ["not+call"] if "not" in names and "call" in names else []
    marks += [f"subject{left}{right}"] if of_act else []
    return Mention(kind, sign, first, last, tuple(marks))


def _beside_the_point(low: str, operator: tuple[int, int, str], kind: str) -> bool:
    """Whether an operator is none for this kind: only a halt is broken, and waiting is no refusal."""
    if operator[2] == "ruin":
        return kind not in ("ceasefire", "pause")
    return kind == "goes_on" and low.startswith("wait", operator[0])


def _ended(between: str, verdict: str) -> str:
    """The verdict right after a mention; "governed" where the mention is its object, "" for another's."""
    if verdict == "turned" and _GOVERNED.match(between):
        return "governed"
    return "" if verdict == "not" and not _FINITE.match(between) else verdict


def _is_act(low: str, left_edge: int, before: list[tuple[int, int, str]]) -> bool:
    """Whether the clause speaks of the act of asking or refusing itself, as its subject."""
    subject = _SUBJECT.match(low, left_edge)
    return subject is not None and bool(before) and before[0][0] < max(left_edge + 12, subject.end() + 3)


def _reported(names: list[str], kind: str, after: list[str], of_act: bool) -> str:
    """Why a mention is nobody's wish here: others hold it, it is asked of the speaker, or it is mourned."""
    for name in ("others", "asked_us", "left_open"):
        if name in names and not of_act:
            return name
    if kind == "renewed" and "grief" in (*names[-1:], *after[:1]):
        return "grief"
    return "price" if kind in ("goes_on", "destroy") and "price" in names[-1:] else ""


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
    low: str,
    before: list[tuple[int, int, str]],
    after: list[tuple[int, int, str]],
    start: int,
    end: int,
    right: int,
) -> tuple[int, int]:
    """The mention together with the operators that decided how it is read, and every word that negates it."""
    if before:
        turns = [op[0] for op in before if op[2] in _TURNS and start - op[0] < WIDEST]
        start = min([before[-1][0], *turns])
        auxiliary = _AUXILIARY.search(low, 0, start)
        start = auxiliary.start() if auxiliary else start
    if after and (not before or right < 0):
        both = len(after) > 1 and after[0][2] == "not" and after[1][0] - after[0][1] < 30
        end = after[both][1]
    return start, end


def _together(names: list[str], left: int, right: int, subject: bool, ended: str) -> int:
    """Both sides of a mention as one sign: the left one leads, but a verdict on the act turns it round.

    ``ended`` is the first operator on the right, "governed" where the mention is its object.
    """
    nearest = names[-1] if names else ""
    if nearest == "about" or ("abstain" in names and "vote_yes" not in names[names.index("abstain") :]):
        return 0
    judged = "judge" in names and ended in ("turned", "governed", "not")
    if right < 0 and (nearest in ("deed", "ruin") or (subject and left) or (left and judged)):
        return -left
    if ended == "governed" and left and right < 0:
        return -left
    if names == ["ruin"]:
        return 0
    if nearest == "lacking":
        return 1 if right < 0 or "not" in names else -1
    if right < 0 and left > 0 and not set(names) & {"call", "back", "act", "vote_yes"}:
        return right
    return left or right


def _left(names: list[str], kind: str, direction: int, inside: int) -> int:
    """The attitude left of a mention: every word that turns, judges or negates turns it round once."""
    turns = inside + sum(name in _TURNS for name in names)
    asks = any(name in _ASKS for name in names)
    if kind == "renewed" and not turns:
        return -1 if asks else 1
    if not turns and not asks:
        return direction if kind in ("end", "stop", "goes_on", "destroy") else 0
    if turns == 1 and not inside and "not" in names and "call" in names and "back" not in names:
        return 0
    return direction * (-1 if turns % 2 else 1)


def _right(names: list[str], kind: str, direction: int) -> int:
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
    halts = [m for m in mentions if lex.kinds[m.kind][1] > 0]
    if not halts:
        return None
    waived = [match.span() for match in lex.marks["waived"].finditer(low)]
    found = list(lex.marks["condition"].finditer(low))
    staked = lex.marks["staked"].finditer(low)
    found += [match for match in staked if lex.marks["stakes"].search(match.group())]
    for match in sorted(found, key=lambda m: m.start()):
        end = match.start() + len(match.group().rstrip(" '"))
        if any(start <= match.start() < stop for start, stop in waived):
            continue
        if end - match.start() > 8 and not any(match.start() <= m.start < end for m in halts):
            return match.start(), end
    return None
