"""Words against votes: what is a mismatch and what is not, the share, the order, the correlation."""

from dataclasses import replace
from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of

from stance.against_votes import (
    AGREES,
    DIFFERS,
    NO_SIDE,
    NO_WORDS,
    calls,
    cases,
    ranks,
    share,
    wilson,
)  # fmt: skip
from stance.counting import Rules
from stance.filters import Filters
from stance.snapshot import Snapshot

C, P, X = "ceasefire", "humanitarian_pause", "oppose_ceasefire"
FIRST, SECOND, PAUSES, OTHER = "A/RES/ES-10/21", "A/RES/ES-10/22", "S/2023/773", "A/RES/ES-10/24"
DATES = {FIRST: "2023-10-27", SECOND: "2023-12-12", PAUSES: "2023-10-18", OTHER: "2024-09-18"}
RULES = Rules()


def snapshot(folder: Path, *statements: dict, blocs: tuple[dict, ...] = (), **votes: dict[str, str]) -> Snapshot:
    """``votes``: country -> {roll call: vote}."""
    text = {"body": "UNGA", "title": "A text", "topic": "", "sponsor": "", "outcome": "adopted", "url": "",
            "yes": 3, "no": 1, "abstain": 1}  # fmt: skip
    return snapshot_of(
        folder, *statements, blocs=list(blocs),
        rollcalls=[{**text, "id": key, "date": date} for key, date in DATES.items()],
        votes=[{"rollcall": key, "country": country, "vote": vote}
               for country, cast in votes.items() for key, vote in cast.items()],
    )  # fmt: skip


def found(snapshot: Snapshot, rules: Rules = RULES, **more: object) -> dict[tuple[str, str], str]:
    return {
        (case.country, case.rollcall): case.verdict
        for case in cases(snapshot, Filters(ISSUE, **more), rules)
    }


def test_a_vote_is_laid_beside_the_words_of_its_day_and_not_of_later(tmp_path: Path) -> None:
    made = snapshot(
        tmp_path,
        said("FRA", "2023-10-20", P), said("FRA", "2023-11-10", C, id="turn", speaker="Nora Weil"),
        said("USA", "2023-12-13", X),
        FRA={FIRST: "Y", SECOND: "Y"}, USA={SECOND: "N"},
    )  # fmt: skip
    assert found(made) == {
        ("FRA", FIRST): DIFFERS, ("FRA", SECOND): AGREES, ("USA", SECOND): NO_WORDS,
    }  # fmt: skip
    case = next(c for c in cases(made, Filters(ISSUE), RULES) if c.verdict == AGREES)
    assert (case.statement_id, case.speaker, case.stated, case.age) == ("turn", "Nora Weil", "2023-11-10", 32)


def test_an_abstention_an_absence_and_an_unmapped_vote_are_no_mismatch(tmp_path: Path) -> None:
    words = [said(code, "2023-10-10", X) for code in ("DEU", "HUN", "RUS", "USA")]
    made = snapshot(
        tmp_path, *words,
        DEU={SECOND: "A"}, HUN={SECOND: "X"}, RUS={PAUSES: "N"}, USA={OTHER: "N"},
    )  # fmt: skip
    # A no to pauses can mean too much or too little; a roll call that the codebook does not read is not here.
    assert found(made) == {("DEU", SECOND): NO_SIDE, ("HUN", SECOND): NO_SIDE, ("RUS", PAUSES): NO_SIDE}


def test_the_explanation_of_the_vote_and_the_words_of_a_bloc_do_not_count(tmp_path: Path) -> None:
    made = snapshot(
        tmp_path, said("AUT", "2023-12-12", X, wording="vote"), said("EU", "2023-10-26", P), AUT={SECOND: "N"}
    )
    assert found(made, Rules(blocs=True, votes=True)) == {("AUT", SECOND): NO_WORDS}


def test_mismatches_come_first_the_farthest_apart_and_freshest_before_others(tmp_path: Path) -> None:
    made = snapshot(
        tmp_path,
        said("AUS", "2023-12-07", P), said("CAN", "2023-10-30", P), said("HRV", "2023-10-30", X),
        said("FRA", "2023-11-10", C),
        **{code: {SECOND: "Y"} for code in ("AUS", "CAN", "HRV", "FRA")},
    )  # fmt: skip
    order = [(case.country, case.steps) for case in cases(made, Filters(ISSUE), RULES)]
    assert order == [("HRV", 2), ("AUS", 1), ("CAN", 1), ("FRA", 0)]


def test_a_position_that_does_not_count_is_neither_said_nor_voted(tmp_path: Path) -> None:
    made = snapshot(tmp_path, said("CHE", "2023-10-10", P), CHE={PAUSES: "Y", SECOND: "Y"})
    assert found(made) == {("CHE", PAUSES): AGREES, ("CHE", SECOND): DIFFERS}
    assert set(found(made, Rules(skip=(P,))).values()) == {NO_WORDS}
    assert set(found(made, Rules(max_age=30)).values()) == {AGREES, NO_WORDS}


def test_filters_keep_states_and_roll_calls(tmp_path: Path) -> None:
    made = snapshot(
        tmp_path, said("FRA", "2023-10-10", C), FRA={FIRST: "Y", SECOND: "Y"}, IRL={FIRST: "Y"}
    )
    assert set(found(made, countries=("IRL",))) == {("IRL", FIRST)}
    # The words of October still stand in December.
    assert found(made, start="2023-12-01") == {("FRA", SECOND): AGREES}
    assert found(made, end="2023-10-01") == {}


def test_of_a_bloc_those_count_that_were_members_on_the_day_of_the_vote(tmp_path: Path) -> None:
    made = snapshot(
        tmp_path, said("FRA", "2023-10-10", C), said("GBR", "2023-10-10", C), said("HRV", "2023-10-10", C),
        blocs=({"bloc": "EU", "country": "FRA", "start": "1958-01-01", "end": ""},
               {"bloc": "EU", "country": "GBR", "start": "1973-01-01", "end": "2020-01-31"},
               {"bloc": "EU", "country": "HRV", "start": "2023-11-01", "end": ""}),
        **{code: {FIRST: "Y", SECOND: "Y"} for code in ("FRA", "GBR", "HRV", "IRL")},
    )  # fmt: skip
    # The words of Croatia are from before it joined: who voted is asked, not who spoke.
    assert found(made, blocs=("EU",)) == {
        ("FRA", FIRST): AGREES, ("FRA", SECOND): AGREES, ("HRV", SECOND): AGREES,
    }  # fmt: skip
    assert set(found(made, blocs=("EU",), countries=("HRV", "IRL"))) == {("HRV", SECOND)}


def test_the_share_has_an_interval_and_is_absent_where_there_is_too_little(tmp_path: Path) -> None:
    codes = ("AUS", "CAN", "FRA", "IRL", "JPN")
    made = snapshot(
        tmp_path,
        *[said(code, "2023-11-01", P if code == "AUS" else C) for code in codes], said("DEU", "2023-11-01", P),
        DEU={SECOND: "A"}, **{code: {SECOND: "Y"} for code in codes},
    )  # fmt: skip
    every = cases(made, Filters(ISSUE), RULES)
    result = share(every)
    assert (result.agree, result.n, result.value) == (4, 5, 0.8)
    assert (result.low, result.high) == (pytest.approx(0.3755, abs=1e-4), pytest.approx(0.9638, abs=1e-4))
    few = share([case for case in every if case.country != "FRA"])
    assert (few.agree, few.n, few.value, few.low) == (3, 4, None, None)
    assert wilson(5, 5)[1] == 1.0


def test_for_the_correlation_an_abstention_lies_between_yes_and_no(tmp_path: Path) -> None:
    sides = [(C, "Y")] * 6 + [(P, "A")] * 3 + [(X, "N")] * 3
    codes = "AUS CAN FRA IRL JPN BRA DEU GBR NLD USA ISR AUT".split()
    states = list(zip(codes, sides, strict=True))
    made = snapshot(
        tmp_path,
        *[said(code, "2023-11-01", position) for code, (position, _) in states],
        **{code: {SECOND: vote} for code, (_, vote) in states},
    )
    issue = made.issues[ISSUE]
    rho, tau = ranks(cases(made, Filters(ISSUE), RULES), issue)
    assert (rho.n, rho.value, tau.value) == (12, pytest.approx(1.0), pytest.approx(1.0))
    # Only the yes to pauses carries a position, so that an abstention there lies nowhere.
    other = snapshot(
        tmp_path / "other",
        *[said(code, "2023-10-10", C) for code in codes],
        **{code: {PAUSES: "A"} for code in codes},
    )
    assert ranks(cases(other, Filters(ISSUE), RULES), issue)[0].n == 0


def test_a_position_without_a_place_on_the_scale_is_neither_near_nor_far(tmp_path: Path) -> None:
    made = snapshot(
        tmp_path, said("CHE", "2023-10-10", P), said("FRA", "2023-10-10", C), CHE={SECOND: "Y"}, FRA={SECOND: "Y"}
    )
    issue = made.issues[ISSUE]
    placed = tuple(replace(p, order=None) if p.id == P else p for p in issue.positions)
    made = replace(made, issues={ISSUE: replace(issue, positions=placed)})
    found = {case.country: case for case in cases(made, Filters(ISSUE), RULES)}
    assert (found["CHE"].verdict, found["CHE"].steps, found["FRA"].verdict) == (DIFFERS, 0, AGREES)
    assert ranks(list(found.values()), made.issues[ISSUE])[0].n == 1


def test_the_roll_calls_that_the_codebook_reads_the_newest_first(tmp_path: Path) -> None:
    made = snapshot(tmp_path, said("FRA", "2023-11-01", C), FRA={FIRST: "Y"})
    assert [call.id for call in calls(made, made.issues[ISSUE])] == [SECOND, FIRST, PAUSES]
