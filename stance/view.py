"""What a page shows, as an address: readable, complete, and safe to take from anybody.

A view is one frozen value. ``parse`` makes it from the parameters of an address and keeps only what the
snapshot knows, so hostile or outdated values become the default; ``address`` writes it back. The issue and
the date are always written: a link must mean the same when the data have grown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from stance.counting import Rules
from stance.filters import Filters
from stance.known import Known

CONFIDENCES = ("0", "60", "80", "90")
# Days after which a standing lapses (0: never), and the least number of sources that it needs.
AGES = ("0", "90", "180", "365")
SOURCES = ("1", "2", "3")
# Choices that pages offer under one name: the first value is the default and is not written.
CHOICES: dict[str, tuple[str, ...]] = {
    "basis": ("own", "blocs", "votes", "all"),
    "age": AGES,
    "sources": SOURCES,
    "region": ("world", "europe", "mideast", "africa", "asia", "pacific", "americas"),
    "show": ("statements", "standings", "lanes"),
    "by": ("all", "country", "speaker", "bloc"),
    "bin": ("month", "week", "quarter"),
    "measure": ("counts", "shares"),
    "confidence": CONFIDENCES,
    "level": ("statements", "speakers", "countries"),
    "near": ("words", "positions"),
    "colour": ("position", "country", "speaker", "cluster"),
    "find": ("words", "meaning"),
    "log": ("shifts", "first"),
    "list": ("read", "table"),
    "task": ("decide", "settle", "agreement", "learn", "log"),
    "queue": ("doubt", "against", "chance"),
    "part": ("pairs", "groups", "scale", "polarisation", "wordings"),
    "among": ("states", "blocs", "speakers"),
    "agree": ("days", "profiles"),
    "ballots": ("calls", "states"),
}
# The choices that all pages share as filters.
SHARED = ("confidence", "age", "sources")
# Fields that only some pages apply, and which of them a page applies, by its title. The others stay in the
# view for the next page, but no page names or counts what changes nothing on it.
PARTIAL = ("start", "end", "positions", "words")
APPLIED: dict[str, tuple[str, ...]] = {
    "Timeline": ("start", "end"),
    "Compare": ("start",),
    "Changes": ("start", "positions"),
    "Statements": PARTIAL,
    "Alignment": ("start", "end"),
    "Votes": ("start", "end"),
    "Landscape": ("start", "end"),
    "Review": ("start", "end", "positions"),
}
# Pages of single statements: the rules by which a standing is found, skipped positions among them, change
# nothing there.
WITHOUT_RULES = ("Statements", "Landscape", "Review")
RULES = ("basis", "age", "sources")
MAX_WORDS = 300  # characters of the words that a reader searches for
# Address parameter -> field of View, for those that may hold several values.
_LISTS = {
    "actor": "countries",
    "bloc": "blocs",
    "speaker": "speakers",
    "role": "roles",
    "position": "positions",
    "skip": "skipped",
    "wording": "wordings",
    "kind": "kinds",
    "event": "events",
    "mark": "marked",
}


@dataclass(frozen=True)
class View:
    """One view. ``date`` is the day that maps and comparisons show, ``start`` to ``end`` the period of lists
    and timelines (empty: all of it), ``skipped`` the positions that do not count towards a standing,
    ``marked`` the countries and speakers that a landscape sets off, ``opened`` the country whose words are
    open, ``moment`` and ``series`` the bar of a timeline that is open (its first day; a country, speaker or
    bloc), ``said`` the one statement that is open, ``roll`` the one roll call, ``words`` what the reader
    searches for: any text, cut at ``MAX_WORDS``.
    """

    issue: str
    date: str
    start: str = ""
    end: str = ""
    countries: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    opened: str = ""
    moment: str = ""
    series: str = ""
    said: str = ""
    roll: str = ""
    words: str = ""
    picks: tuple[tuple[str, str], ...] = ()

    def pick(self, name: str) -> str:
        """The value of a choice that a page offers; KeyError for a choice that no page has."""
        return dict(self.picks).get(name, CHOICES[name][0])

    def picked(self, name: str, value: str) -> View:
        """This view with another value of a choice; an unknown value gives the default."""
        rest = {key: held for key, held in self.picks if key != name}
        if value in CHOICES[name][1:]:
            rest[name] = value
        return replace(self, picks=tuple(sorted(rest.items())))

    def limited(self, end: str, day: str) -> View:
        """This view with another ``start`` or ``end``; the other one goes where it would lie beyond it."""
        made = replace(self, start=day) if end == "start" else replace(self, end=day)
        if not made.end or made.start <= made.end:
            return made
        return replace(made, end="") if end == "start" else replace(made, start="")

    def filters(self, *, positions: bool = False) -> Filters:
        """The statements of the chosen period; with ``positions`` also filtered by position."""
        return Filters(
            issue=self.issue, countries=self.countries, speakers=self.speakers, blocs=self.blocs,
            roles=self.roles, positions=self.positions if positions else (),
            wordings=self.wordings, source_kinds=self.kinds, start=self.start, end=self.end,
            confidence=int(self.pick("confidence")) / 100,
        )  # fmt: skip

    def on_date(self) -> Filters:
        """The statements up to the chosen date: what a standing on that day is made of."""
        return replace(self.filters(), start="", end=self.date)

    def rules(self) -> Rules:
        """What counts towards a standing."""
        basis = self.pick("basis")
        return Rules(
            blocs=basis in ("blocs", "all"), votes=basis in ("votes", "all"), skip=self.skipped,
            max_age=int(self.pick("age")), min_sources=int(self.pick("sources")),
        )  # fmt: skip

    def on_page(self, title: str) -> View:
        """This view with only what the page of this title applies."""
        applied = APPLIED.get(title, ())
        nothing: dict[str, Any] = {"start": "", "end": "", "positions": (), "words": ""}
        made = replace(self, **{name: nothing[name] for name in PARTIAL if name not in applied})
        if title in WITHOUT_RULES:
            made = replace(made, skipped=(), picks=tuple(pick for pick in self.picks if pick[0] not in RULES))
        return made

    def narrowed(self, *, actors: bool = True) -> int:
        """How many shared filters differ from the default; without ``actors`` these are not counted."""
        chosen = (self.countries, self.blocs, self.speakers) if actors else ()
        held = (
            *chosen, self.roles, self.wordings, self.kinds, self.skipped,
            self.start or self.end,
        )  # fmt: skip
        return sum(map(bool, held)) + sum(self.pick(name) != CHOICES[name][0] for name in SHARED)

    def cleared(self, *, actors: bool = True) -> View:
        """This view without any shared filter; without ``actors`` these stay."""
        view = View(self.issue, self.date, opened=self.opened, picks=self.picks)
        if not actors:
            view = replace(view, countries=self.countries, blocs=self.blocs, speakers=self.speakers)
        for name in SHARED:
            view = view.picked(name, CHOICES[name][0])
        return view

    def cleared_on(self, title: str, *, actors: bool = True) -> View:
        """The same on the page of this title: what it does not apply it does not show, and that stays."""
        view = self.cleared(actors=actors)
        kept = [name for name in PARTIAL if name not in APPLIED.get(title, ())]
        if title in WITHOUT_RULES:
            kept.append("skipped")
            for name in RULES:
                view = view.picked(name, self.pick(name))
        return replace(view, **{name: getattr(self, name) for name in kept})


def default(known: Known) -> View:
    """The view of an address that says nothing."""
    return View(issue=known.issues[0], date=known.span(known.issues[0])[1])


def turned(view: View, issue: str, known: Known) -> View:
    """This view on another issue: positions are its own, and days that its data do not cover fall back."""
    date, start, end = (_day(day, issue, known) for day in (view.date, view.start, view.end))
    return replace(
        view, issue=issue, positions=(), skipped=(), date=date or known.span(issue)[1], start=start, end=end,
        moment=_moment(view.moment, issue, known),
    )  # fmt: skip


def parse(params: Mapping[str, Sequence[str]], known: Known) -> View:
    """The view that an address names; whatever the snapshot does not know becomes the default."""
    base = default(known)
    issue = _one(params, "issue")
    issue = issue if issue in known.issues else base.issue
    positions = known.positions[issue]
    allowed = {**known.lists, "positions": positions, "skipped": [p for p in positions if p != "none"]}
    lists: dict[str, Any] = {
        field: _several(params.get(name, ()), allowed[field]) for name, field in _LISTS.items()
    }
    start, end = (_day(_one(params, name), issue, known) for name in ("from", "to"))
    if start and end and start > end:
        start = end = ""
    opened = _one(params, "open")
    view = View(
        issue=issue,
        date=_day(_one(params, "date"), issue, known) or known.span(issue)[1],
        start=start,
        end=end,
        opened=opened if opened in known.lists["countries"] else "",
        moment=_moment(_one(params, "at"), issue, known),
        series=series if (series := _one(params, "of")) in known.lists["series"] else "",
        said=_statement(_one(params, "said")),
        roll=roll if (roll := _one(params, "roll")) in known.lists["rolls"] else "",
        words=plain_words(_one(params, "q")),
        **lists,
    )
    for name in CHOICES:
        view = view.picked(name, _one(params, name))
    return view


def address(view: View) -> dict[str, list[str]]:
    """The parameters of the address of this view, in a fixed order."""
    params = {"issue": [view.issue], "date": [view.date]}
    for name, value in (("from", view.start), ("to", view.end)):
        if value:
            params[name] = [value]
    for name, field in _LISTS.items():
        held: tuple[str, ...] = getattr(view, field)
        if held:
            params[name] = list(held)
    if view.opened:
        params["open"] = [view.opened]
    for name, value in (("at", view.moment), ("of", view.series), ("said", view.said),
                        ("roll", view.roll)):  # fmt: skip
        if value:
            params[name] = [value]
    if view.words:
        params["q"] = [view.words]
    for name, value in view.picks:
        params[name] = [value]
    return params


def plain_words(text: str) -> str:
    """The words of a search on one line, without control characters, cut at ``MAX_WORDS``."""
    seen = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * MAX_WORDS])
    return " ".join(seen.split())[:MAX_WORDS].strip()


def _one(params: Mapping[str, Sequence[str]], name: str) -> str:
    values = params.get(name, ())
    return values[-1] if values else ""


def _several(wanted: Iterable[str], allowed: Sequence[str]) -> tuple[str, ...]:
    names = set(allowed)
    return tuple(dict.fromkeys(value for value in wanted if value in names))


def _statement(value: str) -> str:
    """A statement's id (see ``records.digest``), or nothing; whether it exists shows when it is asked for."""
    return value if re.fullmatch("[0-9a-f]{16}", value) else ""


def _moment(value: str, issue: str, known: Known) -> str:
    """An ISO day that a bar of the issue's timeline can be named by, or nothing."""
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return ""
    first, last = (dt.date.fromisoformat(end) for end in known.span(issue))
    # The first quarter begins up to 91 days before the data do.
    return day.isoformat() if first - day <= dt.timedelta(days=91) and day <= last else ""


def _day(value: str, issue: str, known: Known) -> str:
    """An ISO day that the data on the issue cover, or nothing."""
    try:
        day = dt.date.fromisoformat(value).isoformat()
    except ValueError:
        return ""
    first, last = known.span(issue)
    return day if first <= day <= last else ""
