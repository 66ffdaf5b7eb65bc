"""Which decision counts: adjudications, then most coders, then the latest; what was taken back does not."""

from __future__ import annotations

import pytest

from stance.review.decisions import Decision, Standing, latest, living, plain_name, plain_text, standings

A, B, N = "ceasefire", "humanitarian_pause", "none"


def log(*lines: tuple[str, str]) -> list[Decision]:
    """Decisions on one statement, one a minute; a kind other than coding is written before the name."""
    made = []
    for minute, (who, position) in enumerate(lines):
        kind, _, coder = who.rpartition(" ")
        made.append(Decision(coder, "i", "s", position, kind=kind or "coding", id=f"d{minute}",
                             made=f"2026-01-01T00:{minute:02}:00.000000Z"))  # fmt: skip
    return made


def undo(line: str, coder: str = "Ann") -> Decision:
    return Decision(coder, "i", "s", "", kind="undo", undoes=line, made="2026-01-02T00:00:00.000000Z")


def counted(entries: list[Decision]) -> tuple[str, str, str, bool]:
    (found,) = standings(entries)
    return found.position, found.how, found.coder, found.disputed


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("Ann", A)], (A, "one coder", "Ann", False)),
        ([("Ann", A), ("Ann", B)], (B, "one coder", "Ann", False)),
        ([("Ann", A), ("Ben", A)], (A, "agreed", "Ann, Ben", False)),
        ([("Ann", A), ("Ben", B)], (B, "latest", "Ben", True)),
        ([("Ann", A), ("Ben", B), ("Cem", A)], (A, "most", "Ann, Cem", True)),
        ([("Ben", B), ("Cem", B), ("Ann", A)], (B, "most", "Ben, Cem", True)),
        ([("Ann", A), ("Ben", B), ("Ann", B)], (B, "agreed", "Ben, Ann", False)),
        ([("Ann", A), ("adjudicated Ben", B), ("Cem", A)], (B, "adjudicated", "Ben", False)),
        ([("adjudicated Ben", B), ("adjudicated Ann", N)], (N, "adjudicated", "Ann", False)),
        ([("Ann", A), ("ANN", B)], (B, "one coder", "ANN", False)),
        ([("Ann", A), ("Ben", B), ("Cem", N)], (N, "latest", "Cem", True)),
    ],
)
def test_which_decision_counts(lines: list[tuple[str, str]], expected: tuple[object, ...]) -> None:
    assert counted(log(*lines)) == expected


def test_what_was_taken_back_does_not_count() -> None:
    lines = log(("Ann", A), ("Ben", B), ("adjudicated Ann", N))
    assert counted([*lines, undo("d2")]) == (B, "latest", "Ben", True)
    assert counted([*lines, undo("d2"), undo("d1", "Ben")]) == (A, "one coder", "Ann", False)
    assert standings([*lines, undo("d0"), undo("d1", "Ben"), undo("d2")]) == []
    assert [entry.id for entry in living([*lines, undo("d1", "ben")])] == ["d0", "d2"]


def test_nobody_takes_back_what_another_decided() -> None:
    assert [entry.id for entry in living([*log(("Ann", A), ("Ben", B)), undo("d1"), undo("d9")])] == ["d0", "d1"]


def test_time_decides_which_came_last_even_when_a_file_was_merged_later() -> None:
    first, second = log(("Ann", A), ("Ben", B))
    assert counted([second, first]) == (B, "latest", "Ben", True)


def test_a_standing_carries_what_was_decided_last_for_its_position() -> None:
    one = Decision("Ann", "i", "s", A, condition="first", note="n1", made="2026-01-01T00:00:00.000000Z")
    two = Decision("Ben", "i", "s", A, condition="once freed", stances={"ceasefire": "supports"},
                   made="2026-01-01T00:00:01.000000Z")  # fmt: skip
    assert standings([one, two]) == [
        Standing("s", "i", A, "once freed", "", {"ceasefire": "supports"}, ("Ann", "Ben"),
                 "2026-01-01T00:00:01.000000Z", "agreed", False)
    ]  # fmt: skip


def test_statements_and_issues_are_kept_apart() -> None:
    made = [Decision("Ann", issue, statement, A) for issue in "ij" for statement in "st"]
    assert sorted(latest(made)) == [("i", "s"), ("i", "t"), ("j", "s"), ("j", "t")]
    assert len(standings(made)) == 4


def test_names_and_notes_are_one_line_of_signs_that_can_be_seen() -> None:
    assert plain_name("  Ann\t\n Lee\u202e\x00 ") == "Ann Lee"
    assert plain_name("\u200b \x07") == ""
    assert plain_name("x" * 100) == "x" * 60
    assert plain_text("e\u0301t\ud800e") == "ét e"


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"coder": " "}, "a decision needs the name of its coder"),
        ({"kind": "vote"}, "kind 'vote' is none of coding, adjudicated, undo"),
        ({"position": ""}, "an undo names what it takes back, and every other decision a position"),
        ({"kind": "undo", "undoes": "x"}, "an undo names what it takes back, and every other decision a position"),
        ({"undoes": "x"}, "an undo names what it takes back, and every other decision a position"),
    ],
)
def test_what_is_no_decision_is_refused(values: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Decision(**{"coder": "Ann", "issue": "i", "statement_id": "s", "position": A, **values})  # type: ignore[arg-type]
