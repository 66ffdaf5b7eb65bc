"""Statements become codings: which position each states, how surely, and which words decided it."""

from __future__ import annotations

from collections.abc import Sequence

from stance.codebook import derive
from stance.coding import rule, spans
from stance.coding.adapt import model_of
from stance.coding.evidence import analyse
from stance.coding.lexicon import words
from stance.coding.model import POSITION, Model
from stance.coding.traits import read, traits
from stance.records import Coding, Issue, Stance

# What a coding of a text that is not read keeps of its lead; the rest is shared out evenly. More than half of
# such codings were wrong (9 of 16), so of four positions none is surer than 0.55: too unsure for any page.
UNREAD = 0.4


def version(issue: Issue, model: Model | None = None) -> str:
    """What a coding made now would name as its coder: issue, codebook and what the coder learnt from."""
    return f"{issue.id}-{issue.version}-{(model or model_of(issue)).learnt_from[:8]}"


def code(issue: Issue, texts: Sequence[str], model: Model | None = None) -> list[Coding]:
    """One coding a text, in order; ``statement_id`` is empty and is filled in by the caller.

    ``model`` is the coder to use, by default the issue's own (``adapt.learn`` gives one that learnt more).
    The probabilities cover every position of the issue and add up to 1; the position is the likeliest of
    them, and the stances are the likeliest from which the codebook's rule derives it. ``because`` and
    ``condition`` are verbatim parts of the text, or empty.
    """
    if not texts:
        return []
    model = model or model_of(issue)
    seen = traits(issue, texts)
    heads = model.probabilities(*seen)
    # Of a text that is not read, every stance is as likely as the others.
    stances_of = seen.first[:, len(issue.positions) :]
    unread = stances_of.max(axis=1) == stances_of.min(axis=1)
    made = []
    for row, probabilities in enumerate(heads[POSITION]):
        if unread[row]:
            even = (1 - UNREAD) / len(probabilities)
            probabilities = {name: UNREAD * chance + even for name, chance in probabilities.items()}
        position = max(probabilities, key=lambda name: probabilities[name])
        chances = {concept.id: heads[concept.id][row] for concept in issue.concepts}
        stances = rule.likeliest(issue, position, chances)
        made.append((position, probabilities, _too_little(issue, texts[row], position, stances, chances)))
    because = _because(issue, texts, [(position, stances) for position, _, stances in made])
    return [
        Coding(
            statement_id="",
            issue=issue.id,
            position=position,
            confidence=probabilities[position],
            coder=version(issue, model),
            because=because[row],
            condition="" if position == "none" else _condition(issue, texts[row]),
            probabilities=probabilities,
            stances=stances,
        )
        for row, (position, probabilities, stances) in enumerate(made)
    ]


def _too_little(
    issue: Issue, text: str, position: str, stances: dict[str, Stance], chances: dict[str, dict[str, float]]
) -> dict[str, Stance]:
    """The stances, where what is called too little is opposed: "a pause is not enough". The first reader may
    pass over it, so here the words decide, where the position stays the same."""
    lex = words(issue.id)
    if not lex:
        return stances
    for mention in analyse(text, lex).mentions:
        concept, _ = lex.kinds[mention.kind]
        silent = concept in stances and stances[concept].stance == "none"
        if silent and mention.sign < 0 and ">small" in mention.marks:
            turned = {**stances, concept: Stance("opposes", chances[concept]["opposes"])}
            if derive(issue, {name: held.stance for name, held in turned.items()}) == position:
                stances = turned
    return stances


def _because(
    issue: Issue, texts: Sequence[str], made: Sequence[tuple[str, dict[str, Stance]]]
) -> list[str]:
    """The words that decided each coding; empty where no position was found."""
    lex = words(issue.id)
    found = [""] * len(texts)
    unclear: list[int] = []
    for row, (text, (position, stances)) in enumerate(zip(texts, made, strict=True)):
        if position == "none":
            continue
        decided = rule.decided_by(issue, stances)
        found[row] = spans.mentioned(text, analyse(text, lex), lex, decided) if lex else ""
        if not found[row]:
            unclear.append(row)
    plainest = _plainest(issue, [texts[row] for row in unclear], [made[row][0] for row in unclear])
    for row, said in zip(unclear, plainest, strict=True):
        found[row] = said
    return found


def _plainest(issue: Issue, texts: Sequence[str], positions: Sequence[str]) -> list[str]:
    """Of each text the part that, read alone, gives its position the best chance."""
    cut = [spans.parts(text) for text in texts]
    said = [
        text[start:end]
        for text, pieces in zip(texts, cut, strict=True)
        for start, end in pieces
        if len(pieces) > 1
    ]
    chances = iter(rule.positions(issue, read(issue, said))) if said else iter(())
    names = [position.id for position in issue.positions]
    found = []
    for text, pieces, position in zip(texts, cut, positions, strict=True):
        best = pieces[0]
        if len(pieces) > 1:
            place = names.index(position)
            scored = [(float(next(chances)[place]), -number) for number in range(len(pieces))]
            best = pieces[-max(scored)[1]]
        found.append(spans.stripped(text, *best))
    return found


def _condition(issue: Issue, text: str) -> str:
    """The words under which the position is taken, or an empty string."""
    lex = words(issue.id)
    if not lex:
        return spans.condition(text)
    found = analyse(text, lex).condition
    return text[slice(*found)] if found else ""
