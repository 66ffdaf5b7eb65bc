"""An address and back: complete, readable, and deaf to what it does not know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stance import view as views
from stance.known import Known, known_in
from stance.snapshot import Snapshot
from stance.view import View, address, parse


@pytest.fixture(scope="module")
def known(opened: Snapshot) -> Known:
    return known_in(opened)


FULL = {
    "issue": ["gaza-ceasefire"], "date": ["2023-11-17"], "from": ["2023-11-01"], "to": ["2024-03-01"],
    "actor": ["USA", "FRA"], "bloc": ["EU"], "speaker": ["Ben Cole"], "role": ["President"],
    "position": ["ceasefire"], "wording": ["quote"], "kind": ["press"], "event": ["UN vote"],
    "skip": ["humanitarian_pause"], "open": ["FRA"], "age": ["90"], "basis": ["votes"], "bin": ["week"],
    "sources": ["2"],
}  # fmt: skip


def test_a_full_address_comes_back_as_it_was(known: Known) -> None:
    assert address(parse(FULL, known)) == FULL


def test_a_period_never_ends_before_it_begins_so_that_its_address_comes_back(known: Known) -> None:
    held = parse({**FULL, "from": [], "to": ["2023-12-31"]}, known)
    late = held.limited("start", "2024-02-01")
    assert (late.start, late.end) == ("2024-02-01", "")
    early = late.limited("end", "2023-11-30")
    assert (early.start, early.end) == ("", "2023-11-30")
    both = late.limited("end", "2024-02-01")
    assert (both.start, both.end) == ("2024-02-01", "2024-02-01")
    assert [parse(address(view), known) for view in (late, early, both)] == [late, early, both]


def test_an_empty_address_is_the_last_day_of_the_first_issue(known: Known) -> None:
    view = parse({}, known)
    assert view == View(issue="gaza-ceasefire", date="2024-12-11")
    # Issue and date are written all the same: the link must mean this when the data have grown.
    assert address(view) == {"issue": ["gaza-ceasefire"], "date": ["2024-12-11"]}


TWO = Known(
    issues=("war", "coal"),
    positions={"war": ("stop", "none"), "coal": ("out", "none")},
    lists=dict.fromkeys(
        ("countries", "blocs", "speakers", "roles", "wordings", "kinds", "events", "series", "marked", "rolls"), ()
    ),
    spans={"war": ("2022-02-24", "2024-09-24"), "coal": ("2023-01-01", "2025-06-30")},
    first="2022-02-24",
    last="2025-06-30",
)


def test_an_issue_is_shown_on_its_own_latest_day_and_not_on_one_of_another_issue() -> None:
    assert parse({"issue": ["war"]}, TWO).date == "2024-09-24"
    assert parse({"issue": ["war"], "date": ["2025-06-01"]}, TWO).date == "2024-09-24"
    assert parse({"issue": ["coal"], "date": ["2025-06-01"]}, TWO).date == "2025-06-01"
    assert parse({"issue": ["coal"], "from": ["2022-03-01"], "to": ["2024-01-01"]}, TWO).start == ""


def test_a_view_turned_to_another_issue_keeps_the_days_that_its_data_cover() -> None:
    view = View("war", "2023-05-01", start="2022-03-01", end="2024-01-01", positions=("stop",), skipped=("stop",))
    turned = views.turned(view, "coal", TWO)
    assert turned == View("coal", "2023-05-01", end="2024-01-01")
    assert views.turned(replace(view, date="2022-03-01"), "coal", TWO).date == "2025-06-30"


def test_the_days_of_an_issue_begin_where_its_codebook_says(known: Known) -> None:
    assert known.span("gaza-ceasefire") == ("2023-10-07", "2024-12-11")


def test_the_bar_that_is_open_may_begin_before_the_data_but_belongs_to_them(known: Known) -> None:
    for day in ("2023-10-01", "2023-09-25", "2024-12-11"):
        assert parse({"at": [day]}, known).moment == day
    assert views.turned(View("coal", "2025-06-30", moment="2025-06-01"), "war", TWO).moment == ""
    assert views.turned(View("coal", "2025-06-30", moment="2023-06-01"), "war", TWO).moment == "2023-06-01"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("issue", "../../etc/passwd"),
        ("date", "2023-13-45"),
        ("date", "2199-01-01"),
        ("date", "'; DROP TABLE statements; --"),
        ("actor", "<script>alert(1)</script>"),
        ("actor", "usa"),
        ("bloc", "x' OR '1'='1"),
        ("speaker", "nobody"),
        ("open", "javascript:alert(1)"),
        ("bin", "century"),
        ("position", "pro"),
        ("from", "yesterday"),
        ("at", "9999-12-31"),
        ("at", "0001-01-01"),
        ("at", "2024-12-12"),
        ("skip", "none"),
        ("age", "-1"),
        ("sources", "1 OR 1=1"),
        ("nonsense", "1"),
    ],
)
def test_what_the_snapshot_does_not_know_becomes_the_default(
    known: Known, name: str, value: str
) -> None:
    assert parse({name: [value]}, known) == views.default(known)


def test_known_values_are_kept_beside_unknown_ones_and_once(known: Known) -> None:
    assert parse({"actor": ["USA", "???", "FRA", "USA"]}, known).countries == ("USA", "FRA")


def test_a_period_that_ends_before_it_begins_is_no_period(known: Known) -> None:
    view = parse({"from": ["2024-03-01"], "to": ["2023-11-01"]}, known)
    assert (view.start, view.end) == ("", "")


def test_the_view_becomes_filters_for_a_period_and_for_a_day(known: Known) -> None:
    view = replace(parse(FULL, known).picked("confidence", "80"), speakers=())
    period, day = view.filters(), view.on_date()
    assert (period.start, period.end, period.positions) == ("2023-11-01", "2024-03-01", ())
    assert (day.start, day.end, day.countries) == ("", "2023-11-17", ("USA", "FRA"))
    assert period.confidence == day.confidence == 0.8
    assert view.filters(positions=True).positions == ("ceasefire",)


def test_a_page_has_of_the_view_what_it_applies(known: Known) -> None:
    view = replace(parse(FULL, known), words="aid")
    ruled = ("basis", "age", "sources")
    unruled = tuple(pick for pick in view.picks if pick[0] not in ruled)
    assert view.on_page("Statements") == replace(view, skipped=(), picks=unruled) != view
    assert view.on_page("Votes").picks == view.picks
    assert view.on_page("Timeline") == replace(view, positions=(), words="")
    assert view.on_page("Compare") == replace(view, end="", positions=(), words="")
    assert view.on_page("Map") == view.on_page("Method") == replace(view, start="", end="", positions=(), words="")
    assert (view.narrowed(), view.on_page("Map").narrowed()) == (10, 9)


def test_the_number_of_filters_that_narrow_the_view(known: Known) -> None:
    assert parse({}, known).narrowed() == 0
    assert parse(FULL, known).narrowed() == 10
    assert parse(FULL, known).narrowed(actors=False) == 7


def test_clearing_leaves_what_is_no_filter_and_the_actors_of_a_comparison(known: Known) -> None:
    view = parse(FULL, known)
    kept = {"issue", "date", "open", "basis", "bin"}
    assert address(view.cleared()) == {name: FULL[name] for name in FULL if name in kept}
    assert set(address(view.cleared(actors=False))) == kept | {"actor", "bloc", "speaker"}
    # A page clears what it shows, and leaves the rest to the others.
    assert {"from", "position", "skip", "age"} & set(address(view.cleared_on("Map"))) == {"from", "position"}
    assert {"from", "position", "skip", "age"} & set(address(view.cleared_on("Statements"))) == {"skip", "age"}
