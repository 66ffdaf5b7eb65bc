"""What did a state say, and how did it vote?

Every roll call that the codebook reads as a position is laid beside the standing that each state held on
that day in its own words, the report of the vote left out. A vote for or against *agrees* with the
words where it carries the same position, else it *differs*. An abstention or an absence carries no
position, and a state of which no words that take one were found said nothing that a vote could contradict:
neither is a mismatch.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from stance.counting import Rules, scale
from stance.filters import Filters, marks
from stance.positions import Standing, on_days
from stance.ranks import Correlation, kendall, spearman
from stance.records import Issue
from stance.snapshot import Snapshot

AGREES, DIFFERS, NO_SIDE, NO_WORDS = "agrees", "differs", "no side", "no words"
VERDICTS = (DIFFERS, AGREES, NO_SIDE, NO_WORDS)
# Fewer comparisons than this make no share.
MIN_CASES = 5
# Who voted is chosen as who speaks is: a bloc's members are those of the day.
_CAST = """SELECT s.rollcall, s.country, s.vote
FROM (SELECT v.rollcall, v.country, v.vote, r.date FROM rollcalls r JOIN votes v ON v.rollcall = r.id) s
WHERE s.rollcall IN ({calls}) AND {where}"""


@dataclass(frozen=True, slots=True)
class Case:
    """One state in one roll call.

    ``vote`` is Y, N, A or X; ``voted`` the position that the codebook reads in it (empty: none), ``said`` the
    standing in own words on that day (empty: none), ``stated`` the day of its latest words, by ``speaker`` in
    ``statement_id``, and ``steps`` how far the two lie apart on the codebook's scale.
    """

    rollcall: str
    date: str
    country: str
    vote: str
    voted: str
    said: str
    stated: str
    statement_id: str
    speaker: str
    steps: int

    @property
    def verdict(self) -> str:
        """One of ``VERDICTS``."""
        if not self.said:
            return NO_WORDS
        if not self.voted:
            return NO_SIDE
        return AGREES if self.said == self.voted else DIFFERS

    @property
    def age(self) -> int:
        """Days from the latest words to the vote; -1 without words."""
        if not self.stated:
            return -1
        return (dt.date.fromisoformat(self.date) - dt.date.fromisoformat(self.stated)).days


@dataclass(frozen=True, slots=True)
class Share:
    """How many of ``n`` votes with a side agree with the words, with the 95 % interval of Wilson (1927);
    the share is None below ``MIN_CASES``."""

    agree: int
    n: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Call:
    """A roll call that carries a position, with its title and totals."""

    id: str
    date: str
    body: str
    title: str
    outcome: str
    url: str
    yes: int
    no: int
    abstain: int


def calls(snapshot: Snapshot, issue: Issue) -> list[Call]:
    """The roll calls that the codebook reads as a position, the newest first."""
    mapped = sorted(issue.votes)
    rows = snapshot.rows(
        "SELECT id, date, body, title, outcome, url, yes, no, abstain FROM rollcalls "  # noqa: S608
        f"WHERE id IN ({marks(mapped) or 'NULL'}) AND date <> '' ORDER BY date DESC, id",
        mapped,
    )
    return [Call(**row) for row in rows]


def cases(snapshot: Snapshot, filters: Filters, rules: Rules) -> list[Case]:
    """Every state in every roll call that carries a position, mismatches first, the farthest apart and the
    freshest words before others. ``rules`` say what counts; votes and blocs never do here."""
    issue = snapshot.issues[filters.issue]
    called = {call.id: call for call in calls(snapshot, issue) if _within(call.date, filters)}
    if not called:
        return []
    days = sorted({call.date for call in called.values()})
    own = replace(rules, votes=False, blocs=False)
    until = replace(filters, start="", end="", blocs=())
    held = {
        (day, item.country): item
        for day, items in on_days(snapshot, until, own, days).items()
        for item in items
    }
    where, values = filters.placed()
    rows = snapshot.rows(_CAST.format(calls=marks(tuple(called)), where=where), [*called, *values])
    made = [
        _case(issue, own, called[row["rollcall"]], row["country"], row["vote"],
              held.get((called[row["rollcall"]].date, row["country"])))
        for row in rows
    ]  # fmt: skip
    return sorted(made, key=order)


def order(case: Case) -> tuple[int, int, int, str, str]:
    """The order in which cases are read: mismatches first."""
    return VERDICTS.index(case.verdict), -case.steps, case.age, case.country, case.rollcall


def _within(date: str, filters: Filters) -> bool:
    return filters.start <= date and (not filters.end or date <= filters.end)


def _case(
    issue: Issue, rules: Rules, call: Call, country: str, vote: str, held: Standing | None
) -> Case:
    line = [name for name in scale(issue) if name not in rules.skip]
    voted = issue.votes[call.id].get(vote, "none")
    voted = voted if voted in line else ""
    said = held.position if held else ""
    places = _orders(issue)
    both = said in places and voted in places
    steps = abs(line.index(said) - line.index(voted)) if both else 0
    return Case(
        call.id, call.date, country, vote, voted, said, held.stated if held else "",
        held.statement_id if held else "", held.speaker if held else "", steps,
    )  # fmt: skip


def share(found: Iterable[Case]) -> Share:
    """The share of the cases that can be compared in which words and vote agree."""
    verdicts = [case.verdict for case in found]
    agree = verdicts.count(AGREES)
    n = agree + verdicts.count(DIFFERS)
    if n < MIN_CASES:
        return Share(agree, n, None, None, None)
    low, high = wilson(agree, n)
    return Share(agree, n, agree / n, low, high)


def wilson(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of Wilson for ``hits`` of ``n``."""
    rate, extra = hits / n, z * z / n
    middle = (rate + extra / 2) / (1 + extra)
    half = z * (rate * (1 - rate) / n + extra / (4 * n)) ** 0.5 / (1 + extra)
    return max(0.0, middle - half), min(1.0, middle + half)


def ranks(found: Sequence[Case], issue: Issue) -> tuple[Correlation, Correlation]:
    """Spearman's rho and Kendall's tau-b over states, between where their words put them on the scale and how
    they voted, each state with its mean over the roll calls in which both are known.

    Here, and only here, an abstention lies halfway between yes and no where both carry a position, as in
    studies of roll calls: it is nearer to either than they are to each other.
    """
    said: dict[str, list[float]] = {}
    cast: dict[str, list[float]] = {}
    orders = _orders(issue)
    for case in found:
        score = _score(issue, orders, case)
        if case.said in orders and score is not None:
            said.setdefault(case.country, []).append(orders[case.said])
            cast.setdefault(case.country, []).append(score)
    means = [[sum(held[c]) / len(held[c]) for c in sorted(held)] for held in (said, cast)]
    return spearman(*means), kendall(*means)


def _orders(issue: Issue) -> dict[str, float]:
    """The positions that have a place on the scale; others can be held, and are neither near nor far."""
    return {p.id: float(p.order) for p in issue.positions if p.order is not None}


def _score(issue: Issue, orders: dict[str, float], case: Case) -> float | None:
    """Where a vote lies on the scale; None where it lies nowhere."""
    if case.voted:
        return orders.get(case.voted)
    ends = [orders.get(issue.votes[case.rollcall].get(side, "none")) for side in "YN"]
    if case.vote != "A" or ends[0] is None or ends[1] is None:
        return None
    return (ends[0] + ends[1]) / 2
