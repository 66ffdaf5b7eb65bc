"""What the words of a statement say of each concept: mentions, the cues that govern them, conditions.

No model and no country names: a reader can follow every step. The classifier weighs these findings; the deciding words
and the condition that a coding shows come from here and are always verbatim parts of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from stance.coding import lexicon as lex

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " ", "\t": " ", "\r": " "})


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of stopping, pausing or going on, with what governs it.

    ``verdict`` is supports, opposes or none; ``start:end`` the span of mention and cue in the text.
    """

    kind: str
    verdict: str
    start: int
    end: int
    features: tuple[str, ...]


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
    return low if len(low) == len(made) else "".join(c.lower() if len(c.lower()) == 1 else c for c in made)


def analyse(text: str) -> Evidence:
    """Find the evidence in ``text``."""
    low = plain(text)
    clauses = _clauses(low)
    mentions = tuple(
        _read(low, kind, start, end, *_clause_of(clauses, start)) for kind, start, end in _mentions(low)
    )
    condition = _condition(low, mentions)
    return Evidence(mentions, condition, _features(low, mentions, condition))


def _mentions(low: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for kind, pattern in lex.MENTIONS.items():
        for match in pattern.finditer(low):
            if not any(match.start() < end and start < match.end() for _, start, end in found):
                found.append((kind, match.start(), match.end()))
    return sorted(found, key=lambda item: item[1])


def _clauses(low: str) -> list[tuple[int, int]]:
    edges = [0, *(match.end() for match in lex.CONTRAST.finditer(low)), len(low)]
    return [(a, b) for a, b in zip(edges, edges[1:], strict=False) if b > a] or [(0, len(low))]


def _clause_of(clauses: list[tuple[int, int]], place: int) -> tuple[int, int]:
    return next((clause for clause in clauses if clause[0] <= place < clause[1]), clauses[-1])


def _nearest(patterns: dict[str, re.Pattern[str]], part: str, last: bool) -> tuple[str, int, int] | None:
    found = [
        (name, match.start(), match.end()) for name, pattern in patterns.items() for match in pattern.finditer(part)
    ]
    if not found:
        return None
    return max(found, key=lambda item: item[2]) if last else min(found, key=lambda item: item[1])


def _read(low: str, kind: str, start: int, end: int, left: int, right: int) -> Mention:
    before, after = low[left:start], low[end:right]
    cue = _nearest(lex.BEFORE, before, last=True)
    follows = _nearest(lex.AFTER, after, last=False)
    names = [f"{kind}"]
    first, final = start, end
    cue_name, negated = "", False
    if cue:
        cue_name = cue[0]
        negated = bool(lex.NEGATION.search(before[max(0, cue[1] - 28) : cue[1]]))
        first = left + cue[1]
        names.append(f"{kind}<{cue_name}{'!' if negated else ''}")
    denied = bool(lex.NO_MENTION.search(before))
    if denied:
        names.append(f"{kind}<no")
    after_name = ""
    if follows:
        after_name = follows[0]
        if lex.NEGATION.search(after[: follows[1]]):
            after_name += "!"
        names.append(f"{kind}>{after_name}")
        if not cue or after_name.startswith(("bad", "small")):
            final = end + follows[2]
    verdict = _verdict(kind, cue_name, negated, denied, after_name)
    names.append(f"{kind}={verdict}")
    return Mention(kind, verdict, first, final, tuple(names))


def _verdict(kind: str, cue: str, negated: bool, denied: bool, after: str) -> str:
    """A first reading of one mention, before the classifier weighs it."""
    if kind == "goes_on":
        return "none" if negated else "opposes"
    if after in ("bad", "bad_judged", "small"):
        return "opposes"
    if denied and cue not in ("without",):
        return "opposes"
    if cue in ("refuse", "vote_no", "instead"):
        return "none" if negated else "opposes"
    if cue == "abstain":
        return "none"
    if cue in ("call", "want", "back", "act", "vote_yes"):
        if not negated:
            return "supports"
        return "opposes" if cue == "back" else "none"
    if cue in ("without", "regret") or after == "good":
        return "supports"
    return "none" if cue == "deny" or kind != "end" else "supports"


def _condition(low: str, mentions: tuple[Mention, ...]) -> tuple[int, int] | None:
    if not mentions:
        return None
    for match in lex.CONDITION.finditer(low):
        end = match.start() + len(match.group().rstrip(" ,\"'"))
        inside = any(m.start < end and match.start() < m.end for m in mentions if m.kind != "goes_on")
        if not inside and end - match.start() > 8:
            return match.start(), end
    return None


def _features(
    low: str, mentions: tuple[Mention, ...], condition: tuple[int, int] | None
) -> dict[str, float]:
    names: list[str] = [name for mention in mentions for name in mention.features]
    kinds = {mention.kind for mention in mentions}
    names += [f"has:{kind}" for kind in kinds] if kinds else ["has:nothing"]
    if condition:
        names.append("condition:" + low[condition[0] : condition[1]].split(" ")[0])
    if {"pause", "ceasefire"} <= kinds and lex.LATER.search(low):
        names.append("later")
    if lex.OTHER_WAR.search(low):
        names.append("other_war" if not lex.GAZA.search(low) else "other_war_too")
    if lex.OTHERS_SAY.search(low):
        names.append("others_say")
    for name in ("vote_yes", "vote_no", "abstain"):
        if lex.BEFORE[name].search(low):
            names.append(f"any:{name}")
    return dict.fromkeys(names, 1.0)
