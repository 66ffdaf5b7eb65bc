"""An issue up to a day: who holds which position, what moved, whose voices differ, how the votes went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from stance.against_votes import calls, cases, share
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
from stance.briefs.country import basis, differs, voices
from stance.counting import Rules
from stance.countries import is_state, name
from stance.filters import Filters
from stance.positions import CONTESTED_DAYS, Standing, standings
from stance.records import Issue
from stance.runs import newest
from stance.snapshot import Snapshot
from stance.written import day, many, said

# States and organisations named for a position, moves told, and days that a move may lie back.
NAMED = 5
MOVES = 12
RECENT = 90
LAST_WORDS = 3


def of_issue(snapshot: Snapshot, filters: Filters, rules: Rules) -> Brief:
    """The brief of an issue up to ``filters.end``; ``rules`` say what counts."""
    issue = snapshot.issues[filters.issue]
    held = standings(snapshot, filters, rules)
    speaking = _speaking(snapshot, filters)
    differ = _contested(snapshot, issue, filters, rules, held)
    sections = [
        Section("Where states stand", tuple(_standings(issue, filters.end, held))),
        Section(f"What moved in the {RECENT} days before", tuple(_moves(snapshot, issue, filters, rules))),
        Section("Where voices of one government differ", tuple(differ)),
        Section("How the votes went", tuple(_votes(snapshot, issue, filters, rules))),
        Section("Who spoke", tuple(_speakers(snapshot, filters, speaking))),
        Section("The latest words", tuple(_last(snapshot, issue, filters))),
    ]
    made_of = basis(snapshot, filters, rules, _total(speaking))
    return finished(snapshot, filters.issue, issue.title, made_of, sections)


def _speaking(snapshot: Snapshot, filters: Filters) -> list[dict[str, Any]]:
    """Every speaker of every country (``""``: not named) with statements and their first and last day, those
    with the most first."""
    where, values = filters.where()
    return snapshot.rows(
        "SELECT speaker, country, count(*) AS n, min(nullif(date, '')) AS first, max(date) AS last "  # noqa: S608
        f"FROM coded s WHERE {where} GROUP BY speaker, country ORDER BY n DESC, speaker, country",
        values,
    )


def _standings(issue: Issue, end: str, held: Sequence[Standing]) -> list[Sentence]:
    states = [item for item in held if is_state(item.country)]
    if not states:
        return [Sentence(f"No state holds a position on {day(end)} in the data.")]
    made = [Sentence(
        f"On {day(end)}, {many(len(states), 'state')} hold a position in the data. Of all other states none "
        "that counts was found, which is not the same as no position."
    )]  # fmt: skip
    for position in issue.positions:
        those = [item for item in states if item.position == position.id]
        if position.id == "none" or not those:
            continue
        latest = sorted(those, key=lambda item: item.stated, reverse=True)[:NAMED]
        among = "the latest: " if len(those) > len(latest) else ""
        named = ", ".join(f"{name(item.country)} ({_by(item)}{day(item.stated)})" for item in latest)
        made.append(Sentence(
            f"{position.name}: {many(len(those), 'state')}; {among}{named}.",
            tuple(item.statement_id for item in latest),
        ))  # fmt: skip
    bodies = [item for item in held if not is_state(item.country)]
    if bodies:
        told = ", ".join(
            f"{name(body.country)} (“{issue.position(body.position).name}”, {day(body.stated)})"
            for body in bodies[:NAMED]
        )
        more = f" and {len(bodies) - NAMED} more" if len(bodies) > NAMED else ""
        ids = tuple(item.statement_id for item in bodies[:NAMED])
        made.append(Sentence(f"Organisations hold positions of their own: {told}{more}.", ids))
    return made


def _by(held: Standing) -> str:
    """What speaks for a state that does not hold a position in words of its own."""
    if held.basis == "vote":
        return "by its vote of "
    through = held.basis.removeprefix("bloc:")
    return f"through {called(through)}, " if through != held.basis else ""


def _moves(snapshot: Snapshot, issue: Issue, filters: Filters, rules: Rules) -> list[Sentence]:
    since = (dt.date.fromisoformat(filters.end) - dt.timedelta(days=RECENT)).isoformat()
    found = newest(snapshot, filters, rules, since, MOVES)
    if not found.total:
        return [Sentence(f"No change of position since {day(since)} is in the data.")]
    made = []
    for item in found.shifts:
        before, after = (issue.position(key).name for key in (item.before, item.after))
        by = " by its vote" if item.basis == "vote" else f" ({item.speaker})" if item.speaker else ""
        mover = called(item.country)
        made.append(Sentence(
            f"{mover[:1].upper()}{mover[1:]} moved from “{before}” to “{after}” on {day(item.date)}{by}.",
            (item.statement_id,),
        ))  # fmt: skip
    if found.total > MOVES:
        made.append(Sentence(f"{many(found.total - MOVES, 'earlier change')} in this time are left out."))
    return made


def _contested(
    snapshot: Snapshot, issue: Issue, filters: Filters, rules: Rules, held: Sequence[Standing]
) -> list[Sentence]:
    """Each government whose voices differed in the last days of its words, the latest words first."""
    differ = [item for item in held if is_state(item.country) and differs(item)]
    differ.sort(key=lambda item: item.stated, reverse=True)
    made = []
    for item in differ[:MOVES]:
        heard = voices(snapshot, filters, rules, item)
        told = "; ".join(
            f"{voice.speaker} “{issue.position(voice.position).name}” ({day(voice.date)})" for voice in heard
        )
        last = f"in the {CONTESTED_DAYS} days up to its latest words, of {day(item.stated)}"
        text = f"{name(item.country)}: {last}, its voices differed: {told}."
        made.append(Sentence(text, tuple(voice.statement_id for voice in heard)))
    if len(differ) > MOVES:
        left_out = many(len(differ) - MOVES, "government")
        made.append(Sentence(f"{left_out} whose voices differed earlier are left out."))
    return made


def _votes(snapshot: Snapshot, issue: Issue, filters: Filters, rules: Rules) -> list[Sentence]:
    voted = cases(snapshot, filters, rules)
    made = []
    for call in reversed(calls(snapshot, issue)):
        if not filters.start <= call.date <= filters.end:
            continue
        found = share([case for case in voted if case.rollcall == call.id])
        text = (
            f"{day(call.date)}: {call.id}{f' ({call.title})' if call.title else ''}, {call.yes} in favour, "
            f"{call.no} against, {call.abstain} abstaining{f'; {call.outcome}' if call.outcome else ''}."
        )
        if found.value is not None:
            text += (
                f" Of {many(found.n, 'state')} with words of their own and a vote for or against, "
                f"{found.agree} voted as they spoke ({found.value:.0%})."
            )
        made.append(Sentence(text, (call.id,)))
    return made


def _speakers(
    snapshot: Snapshot, filters: Filters, speaking: Sequence[dict[str, Any]]
) -> list[Sentence]:
    if not speaking:
        return []
    named = [row for row in speaking if row["speaker"]]
    first = min((row["first"] for row in speaking if row["first"]), default="")
    last = max(row["last"] for row in speaking)
    names, places = {row["speaker"] for row in named}, {row["country"] for row in speaking}
    made = [Sentence(
        f"{many(_total(speaking), 'statement')} by {many(len(names), 'named speaker')} for "
        f"{many(len(places), 'state')} and organisations, from {day(first)} to {day(last)}."
    )]  # fmt: skip
    top = named[:NAMED]
    latest = _latest(snapshot, filters, top)
    for row in top:
        made.append(Sentence(
            f"{row['speaker']} for {called(row['country'])}: {many(row['n'], 'statement')}, the latest of "
            f"{day(row['last'])}.", (latest[row["speaker"], row["country"]],),
        ))  # fmt: skip
    return made


def _total(speaking: Sequence[dict[str, Any]]) -> int:
    return sum(row["n"] for row in speaking)


def _latest(
    snapshot: Snapshot, filters: Filters, top: Sequence[dict[str, Any]]
) -> dict[tuple[str, str], str]:
    """By speaker and country the statement of their last day, of several the last by id."""
    where, values = filters.where()
    keys = [[row[name] for row in top] for name in ("speaker", "country", "last")]
    rows = snapshot.rows(
        "SELECT speaker, country, max(id) AS id FROM coded s JOIN (SELECT unnest(?::VARCHAR[]) AS speaker, "  # noqa: S608
        "unnest(?::VARCHAR[]) AS country, unnest(?::VARCHAR[]) AS date) USING (speaker, country, date) "
        f"WHERE {where} GROUP BY speaker, country",
        [*keys, *values],
    )
    return {(row["speaker"], row["country"]): row["id"] for row in rows}


def _last(snapshot: Snapshot, issue: Issue, filters: Filters) -> list[Sentence]:
    taken = "position <> 'none' AND wording <> 'vote' AND date <> ''"
    where, values = filters.where()
    days = snapshot.rows(
        f"SELECT date FROM coded s WHERE {where} AND {taken} ORDER BY date DESC LIMIT {LAST_WORDS}",  # noqa: S608
        values,
    )
    if not days:
        return []
    # Ids of the last days alone: to read those of all costs more than the rest.
    first = days[-1]["date"]
    where, values = replace(filters, start=first).where()
    ids = snapshot.rows(
        f"SELECT id FROM coded s WHERE {where} AND {taken} "  # noqa: S608
        f"ORDER BY date DESC, coding_confidence DESC, id LIMIT {LAST_WORDS}",
        values,
    )
    place = {row["id"]: index for index, row in enumerate(ids)}
    rows = statements(snapshot, filters.issue, list(place), [row["date"] for row in days])
    rows.sort(key=lambda row: place[row["id"]])
    return [
        Sentence(
            f"{written(row)}, {who(row)} for {called(row['country'])}, coded as "
            f"“{issue.position(row['position']).name}”: {said(row)}", (row["id"],),
        )
        for row in rows
    ]  # fmt: skip


