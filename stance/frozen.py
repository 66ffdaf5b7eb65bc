"""A view as one HTML file that works with no server and no network: map, timeline, and their evidence.

The drawing program and the country outlines travel inside the file; its policy forbids it to ask any host
for anything. A click on a country or a bar leaves only its statements in the table.
"""

from __future__ import annotations

import datetime as dt
import html
import json
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from stance import atlas, counting, countries, over_time
from stance.addresses import archived, web_address
from stance.counting import Rules
from stance.export import describe, statement_rows
from stance.figures import timeline
from stance.figures.style import LIGHT, colours
from stance.figures.world import OUTLINES, world
from stance.filters import Filters
from stance.records import Issue
from stance.snapshot import Snapshot
from stance.written import day, in_marks, many

# A table of more rows than this is slow in every browser; the file says what it left out.
MOST = 5_000
_PARTS = Path(__file__).with_name("frozen.html")
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"


def page(snapshot: Snapshot, filters: Filters, date: str = "", rules: Rules | None = None) -> bytes:
    """The file, in UTF-8. ``date`` is the map's day (empty: the last of the issue), ``rules`` what counts."""
    first, last = _period(snapshot, filters.issue)
    date, rules, issue = date or last, rules or Rules(), snapshot.issues[filters.issue]
    rows = statement_rows(snapshot, filters)
    on_day = replace(filters, start="", end=date, positions=())
    places = atlas.places(snapshot, on_day, rules)
    figures = {
        "map": world(places, issue, dark=False, name=countries.name, scope=counting.scope(snapshot, on_day)),
        "timeline": _timeline(snapshot, filters, issue, date, (first, last)),
    }
    figures["map"].update_layout(height=520)
    states = sum(item.holds and countries.is_state(item.code) for item in places)
    fields = {
        "policy": _POLICY,
        "title": html.escape(issue.title),
        "question": html.escape(issue.question),
        "day": day(date),
        "states": many(states, "state"),
        "provenance": html.escape(_provenance(snapshot, filters, date, rules)),
        "key": _key(issue),
        "count": _count(rows),
        "rows": "\n".join(_row(row, issue) for row in rows[-MOST:][::-1]),
        "plotly": files("plotly").joinpath("package_data/plotly.min.js").read_text(encoding="utf-8"),
        "outlines": _script(json.loads(OUTLINES.read_text(encoding="utf-8"))),
        "figures": _script({name: json.loads(figure.to_json()) for name, figure in figures.items()}),
    }
    made = _PARTS.read_text(encoding="utf-8")
    # One pass over the page's own text: what is put in is never searched for places again.
    head, *rest = made.split("{{")
    parts = [head]
    for piece in rest:
        name, _, after = piece.partition("}}")
        parts += [fields[name], after]
    return "".join(parts).encode()


def _period(snapshot: Snapshot, issue: str) -> tuple[str, str]:
    sql = "SELECT min(date) AS first, max(date) AS last FROM coded WHERE issue = ? AND date <> ''"
    span = snapshot.rows(sql, [issue])[0]
    today = dt.date.today().isoformat()
    return span["first"] or today, span["last"] or today


def _timeline(
    snapshot: Snapshot, filters: Filters, issue: Issue, date: str, period: tuple[str, str]
) -> Any:  # noqa: ANN401 - plotly has no types
    found = over_time.bins(snapshot, filters, "all", "month")
    starts = over_time.calendar(filters.start or period[0], filters.end or period[1], "month")
    return timeline.bars(
        found, issue, dark=False, width="month", span=(starts[0], over_time.after(starts[-1], "month")),
        day=date,
    )  # fmt: skip


def _provenance(snapshot: Snapshot, filters: Filters, date: str, rules: Rules) -> str:
    """What the file was made from, so that another reader finds the same."""
    counted = ", ".join(
        part
        for part, on in (
            ("words of blocs", rules.blocs), ("UN votes", rules.votes),
            (f"not {', '.join(rules.skip)}", rules.skip),
            (f"lapsing after {rules.max_age} days", rules.max_age),
            (f"from {rules.min_sources} sources", rules.min_sources > 1),
        )
        if on
    )  # fmt: skip
    return (
        f"Data version {snapshot.id}. Filters: {describe(filters)}. Map of {day(date)}, what counts: "
        f"own words{f', {counted}' if counted else ''}. Frozen on {day(dt.date.today().isoformat())}."
    )


def _key(issue: Issue) -> str:
    palette = colours(issue, False)
    parts = [
        f'<span><i style="background:{palette[position.id]}"></i>{html.escape(position.name)}</span>'
        for position in issue.positions
    ]
    fill = f"background:{LIGHT.silent};border:1px solid {LIGHT.outline}"
    return " ".join([*parts, f'<span><i style="{fill}"></i>No statement found</span>'])


def _count(rows: list[dict[str, Any]]) -> str:
    said = many(len(rows), "statement")
    return said if len(rows) <= MOST else f"{said}, the newest {MOST:,} of which stand here"


def _row(row: Mapping[str, Any], issue: Issue) -> str:
    """One statement as a row of the table; everything in it is text, and only web addresses are links."""
    position = issue.position(row["position"]) if row["position"] in _ids(issue) else None
    name = html.escape(position.name if position else row["position"])
    colour = position.colour if position else LIGHT.soft
    who = html.escape(", ".join(filter(None, (row["speaker"], row["role"], countries.name(row["country"])))))
    sure = "coded by a person" if row["person"] else f"model, {row['confidence']:.0%} sure"
    cells = (
        row["date"], who, f'<q dir="auto">{_words(row)}</q>' if in_marks(row) else
        f'<span dir="auto">{_words(row)}</span>',
        f'<i style="background:{html.escape(colour)}"></i>{name}<br><small>{html.escape(sure)}</small>',
        _source(row),
    )  # fmt: skip
    marks = f'data-country="{html.escape(row["country"])}" data-date="{html.escape(row["date"])}"'
    return f"<tr {marks}>" + "".join(f"<td>{cell}" for cell in cells)


def _ids(issue: Issue) -> set[str]:
    return {position.id for position in issue.positions}


def _words(row: Mapping[str, Any]) -> str:
    before, found, after = row["text"].partition(row["because"] or "\0")
    if not found or found == row["text"]:
        return html.escape(row["text"])
    return f"{html.escape(before)}<mark>{html.escape(found)}</mark>{html.escape(after)}"


def _source(row: Mapping[str, Any]) -> str:
    title = html.escape(row["source_title"] or row["publisher"] or row["doc"])
    url = web_address(row["source_url"])
    if not url:
        return title
    copy = archived(url, row["date"])
    return _link(url, title) + (f"<br><small>{_link(copy, 'archive')}</small>" if copy else "")


def _link(url: str, title: str) -> str:
    return f'<a rel="noopener nofollow noreferrer" href="{html.escape(url)}">{title}</a>'


def _script(value: object) -> str:
    """JSON that may stand in a script: nothing in it ends the script or begins a comment."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
