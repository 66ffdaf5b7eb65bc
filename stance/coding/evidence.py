"""What the words of a statement say of each concept: mentions, the operators that govern them, conditions.

No model and no country names: a reader can follow every step. The classifier weighs these findings; the deciding words
and the condition that a coding shows come from here and are always verbatim parts of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from stance.coding.lexicon import Words

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " ", "\t": " ", "\r": " "}
)
_SENTENCE = re.compile(r"[.!?;:](?=\s|$)\"?|\s[–—-]\s")
_CONTRAST = re.compile(
    r",? \b(?:but|yet|however|while|whereas|although|though|nevertheless|because|since|lest)\b|, (?:and|so)\b|\band (?:that|who|therefore)\b|\band (?=\w+(?:ed|sked|aid) )|,(?= (?:said|he|she|it|the)\b)"
)
# Mentions that speak of an end to the fighting point one way, those of its going on the other way.
_DIRECTION = {"ceasefire": 1, "end": 1, "stop": 1, "pause": 1, "goes_on": -1, "destroy": -1, "renewed": -1}
_TURNS = ("turn", "judge", "not", "instead", "lacking")
_ASKS = ("call", "want", "back", "act", "vote_yes")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention, with the attitude read from the operators around it.

    ``left`` and ``right`` are +1 (for), -1 (against) or 0 (nothing found) on that side, with the mention's own direction
    taken in; ``sign`` is their reading together. ``start:end`` spans the mention and the operators nearest to it.
    """

    kind: str
    sign: int
    left: int
    right: int
    start: int
    end: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything found in one statement; ``features`` maps a name to a weight."""

    mentions: tuple[Mention, ...]
    condition: tuple[int, int] | None
    features: dict[str, float] = field(default_factory=dict)


def plain(text: str) -> str:
    """``text`` in lower case with plain quotation marks; the same length, so offsets hold in both."""
    made = text.translate(_PLAIN)
    low = made.lower()
    return low if len(low) == len(made) else "".join(c if len(c.lower()) > 1 else c.lower() for c in made)


def analyse(text: str, lex: Words) -> Evidence:
    """Find in ``text`` what the words ``lex`` of an issue name."""
    low = plain(text)
    places = _mentions(low, lex)
    mentions = tuple(_read(low, places, index, lex) for index in range(len(places)))
    condition = _condition(low, mentions, lex)
    return Evidence(mentions, condition, _features(low, mentions, condition, lex))


def _mentions(low: str, lex: Words) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    barred = [match.span() for match in lex.marks["disarm"].finditer(low)]
    for kind, pattern in lex.mentions.items():
        for match in pattern.finditer(low):
            if match.end() > match.start() and not any(
                match.start() < end and start < match.end() for start, end in (*barred, *(f[1:] for f in found))
            ):
                found.append((kind, match.start(), match.end()))
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
    past = any(m.start() < end and start < m.end() for m in lex.marks["past"].finditer(low))
    left = 0 if past else _left(names, kind, inside)
    right = 0 if past else _right([name for _, _, name in after], kind)
    subject = bool(before) and before[0][0] - left_edge < 12 and bool(_SUBJECT.match(low, left_edge))
    sign = _together(names, left, right, subject)
    first = before[-1][0] if before else start
    if before and before[-1][2] == "not" and len(before) > 1:
        first = before[-2][0] if before[-1][0] - before[-2][1] < 30 else first
    last = after[0][1] if after and (not before or right < 0) else end
    marks = [f"<{names[-1]}" if before else "<", f"<<{'+'.join(names[-2:])}"]
    marks += [f">{after[0][2]}" if after else ">", *(["past"] if past else [])]
    marks += ["not+call"] if "not" in names and "call" in names else []
    marks += [f"subject{left}{right}"] if subject else []
    return Mention(kind, sign, left, right, first, last, tuple(marks))


# A clause whose subject is the act of asking or refusing ("Those who ask for a truce ...", "To refuse it ...").
_SUBJECT = re.compile(r"\W*(?:(?:to )?those |whoever |anyone |(?:to |a )?[a-z]+(?:ing)? |to [a-z]+ )")


def _together(names: list[str], left: int, right: int, subject: bool) -> int:
    """Both sides of a mention as one sign: the left one leads, but a verdict on the act turns it round."""
    if "abstain" in names or (names and names[-1] == "about"):
        return 0
    if subject and left and right < 0:
        return -left
    if names and names[-1] == "lacking":
        return 1 if right < 0 or "not" in names else -1
    if right < 0 and left > 0 and not set(names) & {"call", "back", "act", "vote_yes"}:
        return right
    return left or right


def _left(names: list[str], kind: str, inside: int) -> int:
    """The attitude left of a mention: every word that turns, judges or negates turns it round once."""
    turns = inside + sum(name in _TURNS for name in names)
    asks = any(name in _ASKS for name in names)
    direction = _DIRECTION[kind]
    if kind == "renewed" and not turns:
        return -1 if asks else 1
    if not turns and not asks:
        return direction if kind in ("end", "stop", "goes_on", "destroy") else 0
    if turns == 1 and not inside and "not" in names and "call" in names and "back" not in names:
        return 0
    return direction * (-1 if turns % 2 else 1)


def _right(names: list[str], kind: str) -> int:
    direction = _DIRECTION[kind]
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
    halts = [m for m in mentions if _DIRECTION[m.kind] > 0]
    if not halts:
        return None
    found = list(lex.marks["condition"].finditer(low))
    found += [match for match in lex.marks["staked"].finditer(low) if lex.marks["stakes"].search(match.group())]
    for match in sorted(found, key=lambda m: m.start()):
        end = match.start() + len(match.group().rstrip(" '"))
        if end - match.start() > 8 and not any(match.start() <= m.start < end for m in halts):
            return match.start(), end
    return None


def _features(
    low: str, mentions: tuple[Mention, ...], condition: tuple[int, int] | None, lex: Words
) -> dict[str, float]:
    names: list[str] = []
    for mention in mentions:
        group = "pause" if mention.kind == "pause" else "halt" if _DIRECTION[mention.kind] > 0 else "war"
        sign = {1: "+", -1: "-", 0: "0"}[mention.sign]
        names += [f"{mention.kind}{sign}", f"{group}{sign}", f"{group}?{mention.left}{mention.right}"]
        if group != "war":
            names += [f"{group}{mark}" for mark in mention.names]
    kinds = {mention.kind for mention in mentions if "past" not in mention.names}
    halts = kinds & {"ceasefire", "end", "stop", "pause"}
    names += [f"has:{kind}" for kind in halts] or ["has:war" if kinds else "has:nothing"]
    names += _verdict(mentions)
    if condition:
        names.append("if:" + low[condition[0] : condition[1]].split(" ")[0])
    if "pause" in kinds and len(halts) > 1:
        names.append("pause+halt")
        if lex.marks["later"].search(low):
            names.append("into_lasting") if lex.marks["into_lasting"].search(low) else None
            names.append("later" + ("+now" if lex.marks["at_once"].search(low) else ""))
    gaza = lex.marks["gaza"].search(low)
    if lex.marks["other_war"].search(low):
        if not gaza:
            return {"other_war": 1.0, "other_war_halt" if halts else "has:nothing": 1.0}
        names.append("other_war_too")
    if gaza:
        names.append("gaza")
    if halts and lex.marks["others"].search(low):
        names.append("others")
    names += _votes(low, lex, bool(halts), {mark for m in mentions for mark in m.names})
    return {name: _weight(name) for name in names}


def _weight(name: str) -> float:
    """Readings of a whole mention count more than the single words from which they come."""
    return 2.0 if name[-1] in "+-" or "|" in name or ":supports" in name or ":opposes" in name else 0.7 if "<<" in name else 1.0


def _votes(low: str, lex: Words, halts: bool, marks: set[str]) -> list[str]:
    """Which vote the words report, and whether they say that the text was one on stopping or pausing."""
    names = []
    patterns = (("yes", lex.left["vote_yes"]), ("no", lex.marks["vote_no"]), ("abstain", lex.left["abstain"]))
    for name, pattern in patterns:
        if pattern.search(low):
            names.append(f"vote:{name}" + ("" if halts else "?"))
            if "not+call" in marks:
                names.append(f"vote:{name}&not+call")
    for name in ("turn", "judge"):
        if lex.left[name].search(low):
            names.append(f"any:{name}")
    return names


def _verdict(mentions: tuple[Mention, ...]) -> list[str]:
    """The reading of the whole statement that the signs alone would give, one name a concept."""
    halts = [m.sign for m in mentions if m.kind != "pause" and m.sign]
    pauses = [m.sign for m in mentions if m.kind == "pause" and m.sign]
    found = []
    for concept, signs in (("halt", halts), ("pause", pauses)):
        if not signs:
            found.append(f"{concept}:none")
        elif min(signs) == max(signs):
            found.append(f"{concept}:{'supports' if signs[0] > 0 else 'opposes'}")
        else:
            found += [f"{concept}:mixed", f"{concept}:mixed,first{'+' if signs[0] > 0 else '-'}"]
    return [*found, "|".join(name for name in found if "," not in name)]
