"""Changes to a draft, each giving a new one in which rule and votes still name what is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from stance.drafting.text import MAX_ENTRIES, MAX_RULE, PALETTE, closed, line, lines, slug
from stance.records import Concept, Issue, Position

_LISTS = ("counts", "does_not_count", "examples")


def set_text(issue: Issue, field: str, value: str) -> Issue:
    """The issue with a field of its own as typed: one entry a line for ``about``, an id for ``id``."""
    typed: Any = lines(value) if field == "about" else slug(value) if field == "id" else line(value)
    return replace(issue, **{field: typed})


def set_concept(issue: Issue, at: int, field: str, value: str) -> Issue:
    """The concept at this place with ``id``, ``name`` or ``definition`` changed.

    An id that was made from the name follows it, and the rule follows the id.
    """
    old = issue.concepts[at]
    others = [concept.id for concept in issue.concepts if concept is not old]
    name = _id(old.id, old.name, field, value, others)
    # A phrase names the concept in full; under another name it would speak of another thing.
    phrase = "" if field == "name" else old.phrase
    new = replace(old, **{field: line(value), "id": name, "phrase": phrase})
    concepts = (*issue.concepts[:at], new, *issue.concepts[at + 1 :])
    rule = tuple(
        ({name if key == old.id else key: stance for key, stance in when.items()}, then)
        for when, then in issue.rule
    )
    return replace(issue, concepts=concepts, rule=rule)


def add_concept(issue: Issue) -> Issue:
    """One more concept, empty; the same draft where there are as many as a page can hold."""
    if len(issue.concepts) >= MAX_ENTRIES:
        return issue
    name = _free("concept", [concept.id for concept in issue.concepts])
    return replace(issue, concepts=(*issue.concepts, Concept(name, "", "")))


def remove_concept(issue: Issue, at: int) -> Issue:
    """Without the concept at this place, and without the lines of the rule that ask for it."""
    gone = issue.concepts[at].id
    rule = tuple((when, then) for when, then in issue.rule if gone not in when)
    return replace(issue, concepts=(*issue.concepts[:at], *issue.concepts[at + 1 :]), rule=rule)


def set_position(issue: Issue, at: int, field: str, value: str) -> Issue:
    """The position at this place with a field of it as typed: one entry a line where the field is a list.

    An id that was made from the name follows it; rule and votes follow the id.
    """
    old = issue.positions[at]
    others = [position.id for position in issue.positions if position is not old]
    name = _id(old.id, old.name, field, value, others)
    typed: Any = lines(value) if field in _LISTS else line(value)
    return _with(issue, at, replace(old, **{field: typed, "id": name}))


def set_colour(issue: Issue, at: int, name: str) -> Issue:
    """The position at this place in a colour of the palette; unchanged for a name that is not in it."""
    old = issue.positions[at]
    colour, dark = PALETTE.get(name, (old.colour, old.colour_dark))
    return _with(issue, at, replace(old, colour=colour, colour_dark=dark))


def turn_scale(issue: Issue, at: int) -> Issue:
    """The position at this place taken off the scale, or put on it; "none" has no place."""
    old = issue.positions[at]
    put = old.order is None and old.id != "none"
    return _with(issue, at, replace(old, order=1 if put else None))


def add_position(issue: Issue) -> Issue:
    """One more position before the last, in a colour that no other has."""
    if len(issue.positions) >= MAX_ENTRIES:
        return issue
    name = _free("position", [position.id for position in issue.positions])
    used = {position.colour for position in issue.positions}
    colour, dark = next((pair for pair in PALETTE.values() if pair[0] not in used), PALETTE["Blue"])
    new = Position(name, "", "", (), (), (), 1, colour, dark)
    return _numbered(replace(issue, positions=(*issue.positions[:-1], new, *issue.positions[-1:])))


def remove_position(issue: Issue, at: int) -> Issue:
    """Without the position at this place, and without what rule and votes say of it."""
    gone = issue.positions[at].id
    rule = tuple((when, then) for when, then in issue.rule if then != gone)
    votes = {
        key: {vote: says for vote, says in meaning.items() if says != gone}
        for key, meaning in issue.votes.items()
    }
    positions = (*issue.positions[:at], *issue.positions[at + 1 :])
    return _numbered(replace(issue, positions=positions, rule=closed(rule, positions), votes=votes))


def move_position(issue: Issue, at: int, by: int) -> Issue:
    """The position at this place ``by`` places further down (or up, below 0)."""
    positions = list(issue.positions)
    to = min(max(at + by, 0), len(positions) - 1)
    positions.insert(to, positions.pop(at))
    return _numbered(replace(issue, positions=tuple(positions)))


def set_stance(issue: Issue, at: int, concept: str, stance: str) -> Issue:
    """The line of the rule at this place asking for this stance on a concept, or for none (empty)."""
    when, then = issue.rule[at]
    when = {key: value for key, value in when.items() if key != concept}
    return _line(issue, at, when | ({concept: stance} if stance else {}), then)


def set_then(issue: Issue, at: int, position: str) -> Issue:
    """The line of the rule at this place giving this position."""
    return _line(issue, at, issue.rule[at][0], position)


def add_line(issue: Issue) -> Issue:
    """One more line before the last: the first concept supported, for a position that no line gives yet."""
    if len(issue.rule) >= MAX_RULE or not issue.concepts:
        return issue
    given = {then for _, then in issue.rule}
    ids = [position.id for position in issue.positions]
    then = next((name for name in ids if name not in given), ids[0])
    new = ({issue.concepts[-1].id: "supports"}, then)
    return replace(issue, rule=(*issue.rule[:-1], new, *issue.rule[-1:]))


def remove_line(issue: Issue, at: int) -> Issue:
    """Without the line of the rule at this place."""
    return replace(issue, rule=(*issue.rule[:at], *issue.rule[at + 1 :]))


def move_line(issue: Issue, at: int, by: int) -> Issue:
    """The line at this place ``by`` places further down; the last line, which always holds, stays last."""
    rule = list(issue.rule)
    to = min(max(at + by, 0), len(rule) - 2)
    rule.insert(to, rule.pop(at))
    return replace(issue, rule=tuple(rule))


def _with(issue: Issue, at: int, new: Position) -> Issue:
    old = issue.positions[at]
    positions = (*issue.positions[:at], new, *issue.positions[at + 1 :])
    rule = tuple((when, new.id if then == old.id else then) for when, then in issue.rule)
    votes = {
        key: {vote: new.id if says == old.id else says for vote, says in meaning.items()}
        for key, meaning in issue.votes.items()
    }
    return _numbered(replace(issue, positions=positions, rule=rule, votes=votes))


def _line(issue: Issue, at: int, when: dict[str, str], then: str) -> Issue:
    return replace(issue, rule=(*issue.rule[:at], (when, then), *issue.rule[at + 1 :]))


def _id(old: str, name: str, field: str, value: str, others: list[str]) -> str:
    """The id after a change: a new id as typed, one that was made from the name made anew, else the old."""
    made = slug(name)
    if field == "id":
        return _free(slug(value, old), others)
    # "none" has a meaning of its own, and a name typed by hand is kept.
    follows = field == "name" and old != "none" and (old == made or not name or made.startswith(old))
    return _free(slug(value, old), others) if follows else old


def _free(name: str, taken: list[str]) -> str:
    number = 2
    found = name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def _numbered(issue: Issue) -> Issue:
    """The places on the scale counted anew, in the order of the positions."""
    number = 0
    positions = []
    for position in issue.positions:
        if position.order is not None:
            number += 1
            position = replace(position, order=number)
        positions.append(position)
    return replace(issue, positions=tuple(positions))
