"""What counts towards a standing, in plain words: the rules in full, and those a reader has changed."""

from __future__ import annotations

from stance.counting import MIN_CONFIDENCE, Rules
from stance.positions import CONTESTED_DAYS
from stance.records import Issue
from stance.written import many

# The rules that no switch changes.
ALWAYS = (
    "A standing is the latest statement that counts, carried forward until the same government or "
    "organisation is found saying something else.",
    "What counts: words of those who speak for a government or an organisation, where they take a position. "
    "A statement that takes none neither makes nor ends a standing. The report of a vote counts with "
    "the votes only.",
    "What outranks what: the later the earlier; a person's coding a model's, and a model's counts from a "
    f"confidence of {MIN_CONFIDENCE:.0%}; of several positions on one day the first on the codebook's scale; "
    "a state's own words the words of its blocs.",
    f"Contested: two speakers of one government differed within the {CONTESTED_DAYS} days up to its latest "
    "words.",
)


def in_force(rules: Rules, issue: Issue, whose: str = "Rules in force") -> str:
    """The rules that are not the default, in one sentence; empty where all are."""
    parts = []
    if rules.blocs:
        parts.append("a bloc's words count for members that have said nothing themselves")
    if rules.votes:
        parts.append("votes at the United Nations count beside words")
    if rules.skip:
        names = " and ".join(f"“{issue.position(name).name}”" for name in rules.skip)
        parts.append(f"{names} {'does' if len(rules.skip) == 1 else 'do'} not count")
    if rules.max_age:
        parts.append(f"a standing lapses {many(rules.max_age, 'day')} after its latest words")
    if rules.min_sources > 1:
        parts.append(f"a standing needs {many(rules.min_sources, 'source')}")
    return f"{whose}: {'; '.join(parts)}." if parts else ""


def in_full(rules: Rules, issue: Issue) -> list[str]:
    """Every rule, one sentence each, as they are in force."""
    if rules.max_age:
        ends = f"A standing lapses {many(rules.max_age, 'day')} after its latest words."
    else:
        ends = "A standing never lapses by age; where its latest words are old it is drawn paler."
    beside = {
        (False, False): "Votes and the words of blocs do not count.",
        (True, False): "A bloc's words count for members that have said nothing; votes do not count.",
        (False, True): "Votes at the United Nations count by their date; the words of blocs do not count.",
        (True, True): "Votes count by their date, and a bloc's words for members that have said nothing.",
    }[rules.blocs, rules.votes]
    more = in_force(Rules(skip=rules.skip, min_sources=rules.min_sources), issue)
    more = more.removeprefix("Rules in force: ")
    # ``capitalize`` would make the names of positions small.
    return [*ALWAYS, beside, ends, *([more[0].upper() + more[1:]] if more else [])]
