"""Statements become codings: which position each states, how surely, and which words decided it."""

from __future__ import annotations

from itertools import product

from stance.codebook import derive
from stance.coding.evidence import Evidence, analyse
from stance.coding.findings import findings
from stance.coding.lexicon import words
from stance.coding.model import load
from stance.records import STANCES, Coding, Issue, Stance


def version(issue: Issue) -> str:
    """What a coding made now would name as its coder: issue, codebook and what the coder learnt from."""
    return f"{issue.id}-{issue.version}-{load(issue.id).learnt_from[:8]}"


def code(issue: Issue, texts: list[str]) -> list[Coding]:
    """One coding a text, in order; ``statement_id`` is empty and is filled in by the caller.

    The probabilities cover every position of the issue and add up to 1; the position is the likeliest of
    them, and the stances are the likeliest from which the codebook's rule derives it. ``because`` and
    ``condition`` are verbatim parts of the text, or empty. Raises InputError where the issue has no coder.
    """
    from stance.embedding import embed

    if not texts:
        return []
    # First, so that an issue nobody has trained a coder for is named as such.
    model = load(issue.id)
    lex = words(issue.id)
    evidence = [analyse(text, lex) for text in texts]
    heads = model.probabilities([findings(found, lex) for found in evidence], embed(texts))
    codings = []
    for row, (text, found) in enumerate(zip(texts, evidence, strict=True)):
        probabilities = heads["position"][row]
        position = max(probabilities, key=lambda name: probabilities[name])
        stances = _stances(issue, position, {c.id: heads[c.id][row] for c in issue.concepts})
        codings.append(
            Coding(
                statement_id="",
                issue=issue.id,
                position=position,
                confidence=probabilities[position],
                coder=version(issue),
                because=_because(text, found, position),
                condition="" if position == "none" or not found.condition else text[slice(*found.condition)],
                probabilities={p.id: probabilities.get(p.id, 0.0) for p in issue.positions},
                stances=stances,
            )
        )
    return codings


def _stances(issue: Issue, position: str, heads: dict[str, dict[str, float]]) -> dict[str, Stance]:
    """The likeliest stances among those from which the rule derives ``position``."""
    best: dict[str, Stance] = {}
    best_chance = -1.0
    for stances in product(STANCES, repeat=len(heads)):
        chosen = dict(zip(heads, stances, strict=True))
        if derive(issue, chosen) != position:
            continue
        chance = 1.0
        for concept, stance in chosen.items():
            chance *= heads[concept].get(stance, 0.0)
        if chance > best_chance:
            best_chance = chance
            best = {c: Stance(s, heads[c].get(s, 0.0)) for c, s in chosen.items()}
    return best


def _because(text: str, found: Evidence, position: str) -> str:
    """The mention, with the words that govern it, that speaks most plainly for the position."""
    if position == "none" or not found.mentions:
        return ""
    sign = -1 if position == "oppose_ceasefire" else 1
    pause = position == "humanitarian_pause"
    ranked = sorted(
        found.mentions,
        key=lambda m: (m.sign == sign, (m.kind == "pause") == pause, m.kind != "destroy"),
        reverse=True,
    )
    return text[ranked[0].start : ranked[0].end]
