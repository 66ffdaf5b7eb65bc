"""What would make a draft better though its file can be read: more examples, a rule that reaches all."""

from __future__ import annotations

from collections import Counter
from itertools import product

from stance.drafting.text import WANTED
from stance.records import STANCES, Issue

# WCAG 2.2, success criterion 1.4.11: what carries meaning stands out from its background by 3 to 1.
LEAST_CONTRAST = 3.0
_PAPER = {"light": "#ffffff", "dark": "#0e1117"}


def hints(issue: Issue) -> list[str]:
    """One sentence each, in the order of the steps. Plain text: names in it are the visitor's own."""
    return [*_about(issue), *_examples(issue), *_colours(issue), *_rule(issue)]


def examples_missing(issue: Issue) -> dict[str, int]:
    """How many examples each position still wants, by id; positions with enough are left out."""
    return {p.id: WANTED - len(p.examples) for p in issue.positions if len(p.examples) < WANTED}


def decides(issue: Issue) -> list[int]:
    """For each line of the rule, for how many combinations of stances it is the first to hold."""
    counts = [0] * len(issue.rule)
    names = [concept.id for concept in issue.concepts]
    for stances in product(STANCES, repeat=len(names)):
        said = dict(zip(names, stances, strict=True))
        for at, (when, _) in enumerate(issue.rule):
            if all(said.get(concept, "none") == stance for concept, stance in when.items()):
                counts[at] += 1
                break
    return counts


def contrast(one: str, two: str) -> float:
    """The contrast of two colours ``#RRGGBB`` as WCAG counts it, from 1 (none) to 21."""
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def _about(issue: Issue) -> list[str]:
    if issue.about:
        return []
    return ["No words under “about”: a ceasefire in any war, a tax in any country would count as this issue."]


def _examples(issue: Issue) -> list[str]:
    found = [
        f"“{issue.position(name).name or name}” has {WANTED - missing} of {WANTED} examples."
        for name, missing in examples_missing(issue).items()
    ]
    counts = Counter(
        example.casefold() for position in issue.positions for example in {*position.examples}
    )
    return found + [f"Two positions share the example “{said}”." for said, n in counts.items() if n > 1]


def _colours(issue: Issue) -> list[str]:
    found = []
    for field, name in (("colour", "light"), ("colour_dark", "dark")):
        for position in issue.positions:
            colour = getattr(position, field)
            if contrast(colour, _PAPER[name]) < LEAST_CONTRAST:
                shown = position.name or position.id
                found.append(f"The colour of “{shown}” is hard to see on a {name} page.")
    counts = Counter(position.colour.upper() for position in issue.positions)
    for position in issue.positions:
        if counts.pop(position.colour.upper(), 0) > 1:
            found.append(f"Another position has the colour of “{position.name or position.id}”.")
    return found


def _rule(issue: Issue) -> list[str]:
    counts = decides(issue)
    given = {then for (_, then), n in zip(issue.rule, counts, strict=True) if n}
    lost = [p.name or p.id for p in issue.positions if p.id not in given]
    found = [f"No line of the rule gives “{name}”." for name in lost]
    idle = [at + 1 for at, n in enumerate(counts) if not n]
    return found + [f"Line {at} of the rule never decides: a line above it holds first." for at in idle]


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
