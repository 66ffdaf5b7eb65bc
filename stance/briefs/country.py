"""A country on one issue up to a day: what it holds, how it came there, how it voted, who spoke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from stance import export, plain_rules
from stance.against_votes import AGREES, DIFFERS, NO_SIDE, Case, cases
from stance.briefs.brief import (
    Brief,
    Section,
    Sentence,
    called,
    finished,
    statements,
    who,
    written,
)  # fmt: skip
from stance.counting import Rules
from stance.countries import name
from stance.filters import Filters
from stance.positions import CONTESTED_DAYS, Evidence, Standing, evidence, standings
from stance.records import Issue
from stance.runs import Run, runs
from stance.snapshot import Snapshot
from stance.written import day, many, said

# So many runs, speakers and statements with conditions are told; the number of the others is said.
MOST = 8
LAST_WORDS = 3
VOTES = {"Y": "voted yes on", "N": "voted no on", "A": "abstained on", "X": "was absent from the vote on"}


def of_country(snapshot: Snapshot, filters: Filters, rules: Rules, country: str) -> Brief:
    """The brief of ``country`` up to ``filters.end``; ``rules`` say what counts."""
    issue, own = snapshot.issues[filters.issue], replace(filters, countries=(country,), blocs=())
    n = count(snapshot, own)
    held = next((item for item in standings(snapshot, own, rules) if item.country == country), None)
    past = [run for run in runs(snapshot, own, rules) if run.country == country]
    voted = [case for case in cases(snapshot, own, rules) if case.country == country]
    last = _rows(snapshot, own, LAST_WORDS)
    stands = _holds(issue, own.end, country, held, past, n, last)
    if held and differs(held):
        stands.append(_contested(snapshot, issue, own, rules, held))
    sections = [
        Section("What it holds", tuple(stands)),
        Section("How it came there", tuple(_road(issue, held, past))),
        Section("How it voted", tuple(_votes(snapshot, issue, voted))),
        Section("Who spoke for it", tuple(_speakers(snapshot, own))),
        Section("Conditions it named", tuple(_conditions(_rows(snapshot, own, MOST, "condition <> ''")))),
        Section("Its latest words", tuple(_last(issue, last))),
    ]
    title = f"{name(country)}: {issue.title}"
    made_of = basis(snapshot, replace(own, countries=()), rules, n)
    return finished(snapshot, filters.issue, title, made_of, sections)


def basis(snapshot: Snapshot, filters: Filters, rules: Rules, n: int) -> str:
    """One sentence on what the brief is made of."""
    said = plain_rules.in_force(rules, snapshot.issues[filters.issue])
    told = export.describe(replace(filters, issue="", end=""))
    return " ".join(filter(None, (
        f"Made from {many(n, 'statement')} up to {day(filters.end)} in data version {snapshot.id}.",
        f"Filters: {told}." if told else "",
        said or "What counts: words of its own, with no rule changed.",
        "A statement that is not in the data is not in this brief.",
    )))  # fmt: skip


def count(snapshot: Snapshot, filters: Filters) -> int:
    """How many statements the filters keep."""
    where, values = filters.where()
    return int(snapshot.rows(f"SELECT count(*) AS n FROM coded s WHERE {where}", values)[0]["n"])  # noqa: S608


def _rows(snapshot: Snapshot, filters: Filters, most: int, also: str = "true") -> list[dict[str, Any]]:
    """The newest ``most`` statements that the filters keep and of which ``also`` (SQL of ours) is true."""
    where, values = filters.where()
    ids = snapshot.rows(
        f"SELECT id, date FROM coded s WHERE {where} AND date <> '' AND {also} "  # noqa: S608
        "ORDER BY date DESC, position = 'none', coding_confidence DESC, id LIMIT ?",
        [*values, most],
    )
    place = {row["id"]: index for index, row in enumerate(ids)}
    found = statements(snapshot, filters.issue, list(place), {row["date"] for row in ids})
    return sorted(found, key=lambda row: place[row["id"]])


def _holds(
    issue: Issue, end: str, country: str, held: Standing | None, past: Sequence[Run], n: int,
    last: Sequence[dict[str, Any]],
) -> list[Sentence]:  # fmt: skip
    who_is_it, when = called(country), day(end)
    if held is None:
        if not n:
            text = f"No statement of {who_is_it} up to {when} is in the data."
            return [Sentence(f"{text} That is not the same as no position.")]
        text = f"Statements of {who_is_it} up to {when} in the data: {n:,}. None of them takes"
        return [Sentence(f"{text} a position that counts.", tuple(row["id"] for row in last[:1]))]
    position = issue.position(held.position)
    made = [Sentence(
        f"On {when}, {who_is_it} holds “{position.name}”, {_how(held, past)}.",
        (held.statement_id,),
    ), Sentence(f"The codebook defines this position so: {position.definition}")]  # fmt: skip
    days = (dt.date.fromisoformat(end) - dt.date.fromisoformat(held.stated)).days
    if held.basis == "own words":
        made.append(Sentence(
            f"It rests on {many(held.statements, 'statement')} in {many(held.sources, 'source')}; the "
            f"latest is of {day(held.stated)}, {many(days, 'day')} before.", (held.statement_id,),
        ))  # fmt: skip
    return made


def _how(held: Standing, past: Sequence[Run]) -> str:
    since, ways = f"since {day(held.since)}", {"own words": "in its own words", "vote": "by its vote"}
    if held.basis not in ways:
        return f"through {called(held.basis.removeprefix('bloc:'))} and not in its own words, {since}"
    # It stands in its last run, which words may have begun and a vote confirmed, or the other way round.
    began = past[-1].basis if past else held.basis
    if began == held.basis:
        return f"{ways[began]} {since}"
    return f"{since}, first {ways[began]} and last {ways[held.basis]}"


def differs(held: Standing) -> bool:
    """Whether voices of a government are to be told: they differ, and its own words or vote count."""
    return held.contested and not held.basis.startswith("bloc:")


def voices(snapshot: Snapshot, filters: Filters, rules: Rules, held: Standing) -> list[Evidence]:
    """The latest of each voice of a government in the ``CONTESTED_DAYS`` up to its latest words."""
    since = (dt.date.fromisoformat(held.stated) - dt.timedelta(days=CONTESTED_DAYS)).isoformat()
    window = replace(filters, start=since, end=held.stated, blocs=())
    found: dict[str, Evidence] = {}
    for item in reversed(evidence(snapshot, window, rules).get(held.country, [])):
        if item.speaker:
            found.setdefault(item.speaker, item)
    return list(found.values())


def _contested(
    snapshot: Snapshot, issue: Issue, filters: Filters, rules: Rules, held: Standing
) -> Sentence:
    heard = voices(snapshot, filters, rules, held)
    told = "; ".join(f"{item.speaker}: {issue.position(item.position).name}" for item in heard)
    text = f"Its voices differed in the {CONTESTED_DAYS} days up to its latest words: {told}."
    return Sentence(text, tuple(item.statement_id for item in heard))


def _road(issue: Issue, held: Standing | None, past: Sequence[Run]) -> list[Sentence]:
    """Each run of a position, the first one first."""
    own = [run for run in past if run.basis in ("own words", "vote")]
    if not own:
        return []
    if len(own) == 1:
        only = own[0]
        # It may have said more: on one day the first position on the scale counts, and not what is unsure.
        text = f"By what counts here it held no other position; this one was first taken by {_by(only)}."
        if not held or held.basis.startswith("bloc:"):
            text = f"{_span(only)} it held “{issue.position(only.position).name}”, first {_by(only)}."
        return [Sentence(text, (only.statement_id,))]
    made = []
    if len(own) > MOST:
        made.append(Sentence(f"{many(len(own) - MOST, 'earlier position')} are left out here."))
    for run in own[-MOST:]:
        text = f"{_span(run)}: “{issue.position(run.position).name}”, first {_by(run)}."
        made.append(Sentence(text, (run.statement_id,)))
    return made


def _span(run: Run) -> str:
    if not run.end:
        return f"Since {day(run.start)}"
    return f"From {day(run.start)} to {day(run.end)}" if run.end > run.start else f"On {day(run.start)}"


def _by(run: Run) -> str:
    if run.basis == "vote":
        return f"its vote of {day(run.start)}"
    return f"{run.speaker or 'a speaker not named'} on {day(run.start)}"


def _votes(snapshot: Snapshot, issue: Issue, voted: Sequence[Case]) -> list[Sentence]:
    names = {row["id"]: row["title"] for row in snapshot.rows("SELECT id, title FROM rollcalls")}
    made = []
    for case in sorted(voted, key=lambda case: (case.date, case.rollcall)):
        act = VOTES.get(case.vote, "took part in the vote on")
        title = names.get(case.rollcall, "")
        text = f"On {day(case.date)} it {act} {case.rollcall}{f' ({title})' if title else ''}"
        cites = (case.rollcall, case.statement_id) if case.statement_id else (case.rollcall,)
        made.append(Sentence(f"{text}{_against(issue, case)}.", cites))
    return made


def _against(issue: Issue, case: Case) -> str:
    words = f"its words of {day(case.stated)}" if case.stated else ""
    if case.verdict == AGREES:
        return f", which the codebook reads as “{issue.position(case.voted).name}”, as {words} do"
    if case.verdict == DIFFERS:
        return (
            f", which the codebook reads as “{issue.position(case.voted).name}”; {words} stand "
            f"for “{issue.position(case.said).name}”"
        )
    if case.verdict == NO_SIDE:
        return f", which carries no position; {words} stand for “{issue.position(case.said).name}”"
    read = f", which the codebook reads as “{issue.position(case.voted).name}”" if case.voted else ""
    return f"{read}; no position in words of its own up to that day is found"


def _speakers(snapshot: Snapshot, filters: Filters) -> list[Sentence]:
    where, values = filters.where()
    rows = snapshot.rows(
        "SELECT speaker, count(*) AS n, arg_max(role, (date, id)) AS role, arg_max(id, (date, id)) AS id, "  # noqa: S608
        "max(date) AS last, min(date) AS first, count(*) OVER () AS speakers, "
        "min(min(date)) OVER () AS began, max(max(date)) OVER () AS ended "
        f"FROM coded s WHERE {where} AND speaker <> '' AND date <> '' GROUP BY speaker "
        "ORDER BY n DESC, speaker LIMIT ?",
        [*values, MOST],
    )
    if not rows:
        return []
    all_of_them = int(rows[0]["speakers"])
    text = f"{many(all_of_them, 'speaker')} from {day(rows[0]['began'])} to {day(rows[0]['ended'])}."
    made = [Sentence(text)]
    for row in rows:
        office = f" ({row['role']})" if row["role"] else ""
        made.append(Sentence(
            f"{row['speaker']}{office}: {many(row['n'], 'statement')}, the latest of {day(row['last'])}.",
            (row["id"],),
        ))  # fmt: skip
    if all_of_them > MOST:
        made.append(Sentence(f"{many(all_of_them - MOST, 'other')} spoke less often."))
    return made


def _conditions(found: Sequence[dict[str, Any]]) -> list[Sentence]:
    """As coders put them: the words themselves stand in the list of sources."""
    return [
        Sentence(f"{written(row)}, {who(row)}: {row['condition']}.", (row["id"],)) for row in found
    ]


def _last(issue: Issue, found: Sequence[dict[str, Any]]) -> list[Sentence]:
    return [
        Sentence(
            f"{written(row)}, {who(row)}, coded as “{issue.position(row['position']).name}”: {said(row)}",
            (row["id"],),
        )
        for row in found
    ]  # fmt: skip
