"""The log of decisions, on SQLite and on PostgreSQL alike: nothing is lost, changed or hidden."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from postgres import binaries, serving

from stance.errors import InputError
from stance.review import store as stores
from stance.review.decisions import Decision, Lesson, standings
from stance.review.store import Store

ISSUE = "gaza-ceasefire"
NO_SERVER = binaries() is None and not os.environ.get("STANCE_REQUIRE_POSTGRES")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.skipif(NO_SERVER, reason="no PostgreSQL is installed")),
    ]
)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty log is to be kept."""
    if request.param == "sqlite":
        return str(tmp_path / "folder" / "review.sqlite")
    import psycopg

    base = f"t{os.urandom(6).hex()}"
    found: str = request.getfixturevalue("server")
    with psycopg.connect(found, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {base}")  # type: ignore[arg-type] # letters and digits
    return found.replace("/postgres?", f"/{base}?")


def said(coder: str, statement: str, position: str, **more: object) -> Decision:
    return Decision(coder, ISSUE, statement, position, **more)  # type: ignore[arg-type]


def test_what_is_added_is_read_again_in_order_and_whole(address: str) -> None:
    log = Store(address)
    first = said("Ann", "s1", "ceasefire", condition="once “they” are free; DROP TABLE", note="it's ' \\ %s :x",
                 stances={"ceasefire": "supports"}, before="none", before_by="the model", blind=True,
                 data_version="3f2a91c", merged_by="Ben")  # fmt: skip
    second = said("Zoë 李", "s2", "none")
    assert log.add([first, second]) == [first, second]
    assert Store(address).log() == [first, second]
    assert log.log(statement="s2") == [second] and log.log(issue="tea") == []
    assert log.revision() == 2


def test_what_a_model_learnt_is_kept_and_the_latest_of_an_issue_counts(address: str) -> None:
    log = Store(address)
    first = Lesson(ISSUE, "model-retrained-on-5", "Ann", (("s1", "none", 0.7, "if “x”"), ("s2", "ceasefire", 1.0, "")))
    log.teach(first)
    other = Lesson("tea", "t", "Ann", (("s1", "green", 0.5, ""),))
    log.teach(other)
    assert Store(address).lessons() == {ISSUE: first, "tea": other} and log.revision() == 2
    log.teach(Lesson(ISSUE, "", "Ben"))
    assert log.lessons() == {"tea": other} and log.log() == []


def test_reading_makes_nothing(address: str, tmp_path: Path) -> None:
    assert Store(address).log() == [] and Store(address).revision() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_line_is_added_once(address: str) -> None:
    log, entry = Store(address), said("Ann", "s1", "none")
    assert log.add([entry, entry]) == [entry]
    assert log.add([entry]) == [] and log.revision() == 1


def test_a_change_says_what_counted_before_it(address: str) -> None:
    log = Store(address)
    (first,) = log.add([said("Ann", "s1", "ceasefire", before="none", before_by="model-1")])
    (second,) = log.add([said("Ben", "s1", "humanitarian_pause", before="none", before_by="model-1")])
    assert (first.before, first.before_by) == ("none", "model-1")
    assert (second.before, second.before_by) == ("ceasefire", "Ann")


def test_an_undo_is_a_new_line_and_what_was_before_counts_again(address: str) -> None:
    log = Store(address)
    (first,) = log.add([said("Ann", "s1", "ceasefire")])
    (second,) = log.add([said("Ann", "s1", "none")])
    back = log.undo(second.id, "ann")
    assert (back.kind, back.undoes, back.before, back.position) == ("undo", second.id, "none", "")
    assert [entry.id for entry in log.log()] == [first.id, second.id, back.id]
    assert [found.position for found in standings(log.log())] == ["ceasefire"]
    log.undo(first.id, "Ann")
    assert standings(log.log()) == []


def test_only_ones_own_decision_is_taken_back_and_only_once(address: str) -> None:
    log = Store(address)
    (entry,) = log.add([said("Ann", "s1", "ceasefire")])
    with pytest.raises(InputError, match="there is no such decision of yours. Decide anew instead."):
        log.undo(entry.id, "Ben")
    log.undo(entry.id, "Ann")
    with pytest.raises(InputError, match="this decision was taken back before. Decide anew instead."):
        log.undo(entry.id, "Ann")
    twice = said("Ann", "s1", "", kind="undo", undoes=entry.id)
    with pytest.raises(InputError, match="a decision was taken back before. Decide anew instead."):
        log.add([twice])
    assert log.revision() == 2


def test_a_decision_taken_back_on_both_sides_holds_up_no_merge(address: str, tmp_path: Path) -> None:
    here, there = Store(address), Store(str(tmp_path / "there.sqlite"))
    (entry,) = here.add([said("Ann", "s1", "ceasefire")])
    there.add([entry])
    here.undo(entry.id, "Ann")
    there.undo(entry.id, "Ann")
    there.add([said("Bob", "s2", "none")])
    # A line by hand may take back the same once more, and name another statement.
    file = [replace(line, merged_by="Cem") for line in [*there.log(), said("Ann", "s3", "", kind="undo", undoes=entry.id)]]
    assert [(line.coder, line.kind) for line in here.add(file)] == [("Bob", "coding")]
    assert here.add(file) == [] and here.revision() == 3
    assert [(found.statement_id, found.coder) for found in standings(here.log())] == [("s2", "Bob")]


def test_of_two_lines_of_a_file_that_take_back_the_same_one_is_kept(address: str) -> None:
    entry = said("Ann", "s1", "ceasefire", merged_by="Cem")
    twice = [said("Ann", "s1", "", kind="undo", undoes=entry.id, merged_by="Cem") for _ in range(2)]
    assert Store(address).add([entry, *twice]) == [entry, twice[0]]


def _write(address: str, coder: str, many: int) -> None:
    log = Store(address)
    for number in range(many):
        log.add([said(coder, f"s{number}", "ceasefire")])


def test_two_coders_in_two_processes_lose_nothing(address: str) -> None:
    start = multiprocessing.get_context("spawn")
    writers = [start.Process(target=_write, args=(address, name, 60)) for name in ("Ann", "Ben")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    made = Store(address).log()
    assert sorted((entry.coder, int(entry.statement_id[1:])) for entry in made) == [
        (name, number) for name in ("Ann", "Ben") for number in range(60)
    ]
    # Each second decision on a statement saw the first.
    assert sum(entry.before == "ceasefire" for entry in made) == 60


def test_many_threads_of_one_server_lose_nothing(address: str) -> None:
    log, problems = Store(address), []

    def work(name: str) -> None:
        try:
            for number in range(25):
                log.add([said(name, f"s{number}", "none")])
                log.log(statement=f"s{number}")
        except InputError as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(f"coder {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert problems == [] and log.revision() == 200


def test_a_large_file_is_merged_in_one_go(address: str) -> None:
    many = [said("Ann", f"s{number}", "none", merged_by="Ben") for number in range(1203)]
    log = Store(address)
    assert len(log.add(many)) == 1203 and log.add(many) == []


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    log = Store(str(tmp_path / "review.sqlite"))
    log.add([said("Ann", "s1", "none")])
    other = sqlite3.connect(tmp_path / "review.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert log.revision() == 1
    other.close()


def test_a_locked_file_is_said_and_not_waited_for_for_ever(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("stance.review.database.WAIT", 0.2)
    file = tmp_path / "review.sqlite"
    Store(str(file)).add([said("Ann", "s1", "none")])
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(InputError) as caught:
        Store(str(file)).add([said("Ann", "s2", "none")])
    assert str(caught.value) == (
        f"{file}: the decisions of people cannot be written (database is locked). "
        "Check STANCE_REVIEW, or set it to off to go on without them."
    )
    other.close()


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "review.sqlite"
    file.write_text("not a database, but long enough to be looked at " * 20)
    with pytest.raises(InputError) as caught:
        Store(str(file)).revision()
    assert str(caught.value) == (
        f"{file}: the decisions of people cannot be read (file is not a database). "
        "Check STANCE_REVIEW, or set it to off to go on without them."
    )


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written .*. Check STANCE_REVIEW"):
        Store(str(tmp_path / "file" / "review.sqlite")).add([said("Ann", "s1", "none")])


def test_a_server_that_is_not_there_is_said_without_its_address() -> None:
    with pytest.raises(InputError) as caught:
        Store("postgresql://ann:secret@127.0.0.1:1/base").log()
    assert str(caught.value) == (
        "the review server: the decisions of people cannot be read (OperationalError). "
        "Check STANCE_REVIEW, or set it to off to go on without them."
    )


def test_an_address_of_another_sort_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        Store("mysql://host/base")
    assert str(caught.value) == (
        "STANCE_REVIEW: this is no path of a file and no address of a PostgreSQL server. "
        "Set STANCE_REVIEW to a path or to postgresql://user@host/base."
    )


def test_a_file_taken_away_under_a_server_is_begun_anew(tmp_path: Path) -> None:
    log = Store(str(tmp_path / "review.sqlite"))
    log.add([said("Ann", "s1", "none")])
    for file in tmp_path.iterdir():
        file.unlink()
    assert log.log() == []
    log.add([said("Ann", "s2", "none")])
    assert [entry.statement_id for entry in Store(str(tmp_path / "review.sqlite")).log()] == ["s2"]


def test_a_line_of_another_version_is_said(tmp_path: Path) -> None:
    file = tmp_path / "review.sqlite"
    Store(str(file)).add([said("Ann", "s1", "none")])
    with sqlite3.connect(file) as other:
        other.execute("UPDATE stance_decisions SET kind = 'vote'")
    with pytest.raises(InputError) as caught:
        Store(str(file)).log()
    assert str(caught.value) == (
        f"{file}: a line of the log is not as this version writes it (kind 'vote' is none of "
        "coding, adjudicated, undo). Set STANCE_REVIEW to another log."
    )


def test_the_setting_names_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCE_REVIEW", "off")
    assert stores.open_store() is None
    monkeypatch.setenv("STANCE_REVIEW", str(tmp_path / "x.sqlite"))
    assert stores.place() == str(tmp_path / "x.sqlite")
    monkeypatch.delenv("STANCE_REVIEW")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert stores.place() == str(tmp_path / "stance" / "review.sqlite")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    found = stores.open_store()
    assert found is not None and found.shown == str(tmp_path / ".local/share/stance/review.sqlite")


def test_a_user_without_a_home_has_no_log_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("STANCE_REVIEW")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert stores.place() == "" and stores.open_store() is None


def test_a_folder_that_may_not_be_looked_into_holds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "stat", forbidden)
    log = Store(str(tmp_path / "review.sqlite"))
    assert (log.exists(), log.log(), log.lessons(), log.revision()) == (False, [], {}, 0)
