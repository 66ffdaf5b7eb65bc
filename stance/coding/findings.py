"""What the classifier weighs: the evidence of one statement as names of findings."""

from __future__ import annotations

from stance.coding.evidence import Evidence, Mention
from stance.coding.lexicon import Words


def findings(evidence: Evidence, lex: Words) -> tuple[str, ...]:
    """The findings of one statement, each once, in order.

    Where the words name a place elsewhere and nothing of the issue's own, that alone is said: whatever is
    asked there is no position on this issue.
    """
    kinds = {mention.kind for mention in evidence.mentions if "past" not in mention.marks}
    halts = kinds & {kind for kind, (_, direction) in lex.kinds.items() if direction > 0}
    here = bool(lex.marks["here"].search(evidence.low))
    elsewhere = bool(lex.marks["elsewhere"].search(evidence.low))
    if elsewhere and not here:
        return ("elsewhere", "elsewhere:halt" if halts else "has:nothing")
    names = [name for mention in evidence.mentions for name in _of_mention(mention, lex)]
    names += [] if halts else ["has:war" if kinds else "has:nothing"]
    names += _verdict(evidence.mentions)
    names += ["here"] if here else []
    names += ["elsewhere too"] if elsewhere else []
    names += ["others"] if halts and lex.marks["others"].search(evidence.low) else []
    if evidence.condition:
        names.append("if:" + evidence.low[slice(*evidence.condition)].split(" ")[0])
    if "pause" in kinds and len(halts) > 1:
        names += _order(evidence.low, lex)
    names += _votes(evidence, lex, bool(halts))
    return tuple(dict.fromkeys(names))


def _of_mention(mention: Mention, lex: Words) -> list[str]:
    sign = {1: "+", -1: "-", 0: "0"}[mention.sign]
    group = "pause" if mention.kind == "pause" else "halt"
    marks = [f"{group}{mark}" for mark in mention.marks] if lex.kinds[mention.kind][1] > 0 else []
    return [f"{mention.kind}{sign}", *marks]


def _order(low: str, lex: Words) -> list[str]:
    """Whether a ceasefire beside a pause is asked for now, later, or as what the pause is to become."""
    names = ["pause+halt"]
    if lex.marks["later"].search(low):
        names.append("later+now" if lex.marks["at_once"].search(low) else "later")
        names += ["into lasting"] if lex.marks["into_lasting"].search(low) else []
    return names


def _votes(evidence: Evidence, lex: Words, halts: bool) -> list[str]:
    """Which vote the words report, and whether they say that the text was one on stopping or pausing."""
    names = []
    asked_in_vain = any("not+call" in mention.marks for mention in evidence.mentions)
    patterns = (("yes", lex.left["vote_yes"]), ("no", lex.marks["vote_no"]), ("abstain", lex.left["abstain"]))
    for name, pattern in patterns:
        if pattern.search(evidence.low):
            names.append(f"vote:{name}" + ("" if halts else "?"))
            names += [f"vote:{name}&not+call"] if asked_in_vain else []
    return names + [f"any:{name}" for name in ("turn", "judge") if lex.left[name].search(evidence.low)]


def _verdict(mentions: tuple[Mention, ...]) -> list[str]:
    """What the signs alone would say of the whole statement: one name a concept, and both together."""
    found = []
    for concept, of_pause in (("halt", False), ("pause", True)):
        signs = [m.sign for m in mentions if (m.kind == "pause") == of_pause and m.sign]
        word = {1: "supports", -1: "opposes", 0: "none"}
        if not signs or min(signs) == max(signs):
            found.append(f"{concept}:{word[signs[0] if signs else 0]}")
        else:
            found.append(f"{concept}:mixed, first {word[signs[0]]}")
    return [*found, "|".join(name.split(",")[0] for name in found)]
