"""Where decisions are kept: a log that is only added to, in a SQLite file or in PostgreSQL, by one setting.

``STANCE_REVIEW`` is the path of a file, an address such as ``postgresql://user:word@host/base``, or ``off``;
without it the log lies in the user's data folder. Nothing is ever changed or deleted: a change is a new
line, and so is an undo. Several people may write at once: writers wait for one another, readers for nobody.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.errors import InputError
from stance.review import database
from stance.review.decisions import Decision, Lesson, living, same_coder, standings

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Select

SETTING = "STANCE_REVIEW"
_CHUNK = 500


def place() -> str:
    """The path or the address of the log as set; nothing where it is switched off or has no place."""
    said = os.environ.get(SETTING, "").strip()
    if said:
        return "" if said.lower() == "off" else said
    try:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    except RuntimeError:
        # A user without a home, as in some containers, has no place for a log.
        return ""
    return str(Path(base) / "stance" / "review.sqlite")


def open_store() -> Store | None:
    """The log that the setting names, None where it is switched off; InputError for an address of no use."""
    said = place()
    return _known(said) if said else None


@lru_cache(maxsize=4)
def _known(said: str) -> Store:
    return Store(said)


class Store:
    """A log of decisions. Every method raises InputError where the database cannot do its part."""

    def __init__(self, said: str) -> None:
        self.file = None if "://" in said else Path(said).expanduser()
        # What a page may show: never a password, nor which server a host uses.
        self.shown = str(self.file or "the review server")
        self._said = said
        self._engine: Engine | None = None
        self._begun = False
        # SQLite lets writers try again rather than queue; within one server they queue here.
        self._turn: AbstractContextManager[object] = threading.Lock() if self.file else nullcontext()
        if self.file is None and not said.startswith(("postgresql://", "postgres://")):
            problem = "this is no path of a file and no address of a PostgreSQL server"
            raise InputError(SETTING, problem, f"Set {SETTING} to a path or to postgresql://user@host/base")

    def exists(self) -> bool:
        """Whether there may be something to read: a server always counts, a file when it is there."""
        # A folder that may not be looked into holds nothing for this reader, and is no error.
        return self.file is None or os.path.isfile(self.file)

    def revision(self) -> int:
        """How many lines there are. They are only ever added, so an equal number is an equal log."""
        if not self.exists():
            return 0
        with self._reading() as connection:
            if connection is None:
                return 0
            from sqlalchemy import func, select

            tables = (database.table(), database.lessons())
            counts = [select(func.count()).select_from(one).scalar_subquery() for one in tables]
            return int(connection.execute(select(counts[0] + counts[1])).scalar_one())

    def lessons(self) -> dict[str, Lesson]:
        """By issue, what a model learnt last and is in use; nothing where the model of the data is."""
        if not self.exists():
            return {}
        with self._reading() as connection:
            if connection is None:
                return {}
            query = database.lessons().select().order_by(database.lessons().c.line)
            try:
                rows = connection.execute(query).mappings()
                found = {lesson.issue: lesson for lesson in map(database.as_lesson, rows)}
            except (ValueError, TypeError) as error:
                raise self._strange(error) from None
            return {issue: lesson for issue, lesson in found.items() if lesson.codings}

    def teach(self, lesson: Lesson) -> None:
        """Put what a model learnt to use, in place of what was before; the lines before are kept."""
        codings = json.dumps(lesson.codings)
        values = {name: getattr(lesson, name) for name in ("made", "by", "issue", "name")}
        with self._writing() as connection:
            connection.execute(database.lessons().insert(), [{**values, "codings": codings}])

    def log(self, issue: str = "", statement: str = "") -> list[Decision]:
        """The lines as they were added: all of them, or those of an issue, or of a statement."""
        if not self.exists():
            return []
        with self._reading() as connection:
            if connection is None:
                return []
            return self._read(connection, database.lines(issue, [statement] if statement else ()))

    def add(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Add lines; returns those that were new (a line is known by its id).

        Where people had decided the statement already, ``before`` becomes what counted until now; where they
        had not, it stays as given: the reading of the data. Lines merged from a file keep their own; one
        that takes back what is taken back already adds nothing.
        """
        from sqlalchemy.exc import IntegrityError

        wanted = list(decisions)
        for attempt in (1, 2):
            try:
                return self._add(wanted)
            except IntegrityError:
                # Somebody else added one of these lines in the same moment; the second time it is seen.
                if attempt == 2:
                    break
        raise InputError(self.shown, "a decision was taken back before", "Decide anew instead")

    def _add(self, wanted: Sequence[Decision]) -> list[Decision]:
        with self._writing() as connection:
            known = self._in_column(connection, "id", [entry.id for entry in wanted])
            new = list({entry.id: entry for entry in wanted if entry.id not in known}.values())
            gone = self._in_column(connection, "undoes", [entry.undoes for entry in new if entry.undoes])
            held: dict[tuple[str, str], list[Decision]] = {}
            for entry in self._related(connection, new):
                held.setdefault((entry.issue, entry.statement_id), []).append(entry)
            made = []
            for entry in new:
                if entry.undoes and entry.merged_by:
                    # Its coder may have taken it back on both sides; that holds up nobody else's lines.
                    if entry.undoes in gone:
                        continue
                    gone.add(entry.undoes)
                log = held.setdefault((entry.issue, entry.statement_id), [])
                counted = standings(log)
                if counted and not entry.merged_by:
                    entry = replace(entry, before=counted[0].position, before_by=counted[0].coder)
                log.append(entry)
                made.append(entry)
            if made:
                connection.execute(database.table().insert(), [database.as_row(entry) for entry in made])
        return made

    def undo(self, line: str, coder: str, data_version: str = "") -> Decision:
        """Take back a coder's own decision by a new line. InputError where it is not theirs to take back."""
        entry = next((entry for entry in self.log() if entry.id == line and entry.kind != "undo"), None)
        if entry is None or not same_coder(entry.coder, coder):
            raise InputError(self.shown, "there is no such decision of yours", "Decide anew instead")
        if entry.id not in {kept.id for kept in living(self.log(entry.issue, entry.statement_id))}:
            raise InputError(self.shown, "this decision was taken back before", "Decide anew instead")
        back = Decision(coder, entry.issue, entry.statement_id, "", kind="undo", undoes=entry.id,
                        data_version=data_version)  # fmt: skip
        return self.add([back])[0]

    def _in_column(self, connection: Connection, name: str, wanted: Sequence[str]) -> set[str]:
        """Those of ``wanted`` that stand in this column of the log."""
        from sqlalchemy import select

        column = database.table().c[name]
        found: set[str] = set()
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            found |= set(connection.execute(select(column).where(column.in_(part))).scalars())
        return found

    def _related(self, connection: Connection, new: Sequence[Decision]) -> list[Decision]:
        """The lines there are on the statements of ``new``."""
        found: list[Decision] = []
        for issue in dict.fromkeys(entry.issue for entry in new):
            statements = sorted({entry.statement_id for entry in new if entry.issue == issue})
            for start in range(0, len(statements), _CHUNK):
                part = statements[start : start + _CHUNK]
                found += self._read(connection, database.lines(issue, part))
        return found

    def _read(self, connection: Connection, query: Select[Any]) -> list[Decision]:
        try:
            return [database.as_decision(row) for row in connection.execute(query).mappings()]
        except (ValueError, TypeError) as error:
            raise self._strange(error) from None

    def _strange(self, error: Exception) -> InputError:
        problem = f"a line of the log is not as this version writes it ({error})"
        return InputError(self.shown, problem, f"Set {SETTING} to another log")

    @contextmanager
    def _reading(self) -> Iterator[Connection | None]:
        """A connection, or None where nobody has begun the log: reading never makes one."""
        with self._told("read"):
            way = self._way()
            self._begun = self._begun or database.has_table(way)
            if not self._begun:
                yield None
                return
            with way.connect() as connection, connection.begin():
                yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._told("written"), self._turn:
            way = self._way()
            if not self._begun:
                database.make_table(way, self.file)
                self._begun = True
            with way.connect().execution_options(writing=True) as connection, connection.begin():
                database.take_turn(connection)
                yield connection

    def _way(self) -> Engine:
        if self._engine is None or not self.exists():
            # A file that was taken away is begun anew; an open connection would write into nothing.
            if self._engine is not None:
                self._engine.dispose()
            self._engine, self._begun = database.engine(self._said, self.file), False
        return self._engine

    @contextmanager
    def _told(self, done: str) -> Iterator[None]:
        """Errors of the database, said so that they can be mended."""
        from sqlalchemy.exc import IntegrityError, SQLAlchemyError

        try:
            yield
        except IntegrityError:
            raise
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            cause = getattr(error, "orig", None) or error
            # The words of a server name hosts and users, and a page may show this to anybody.
            reason = str(getattr(cause, "strerror", None) or cause).split("\n")[0]
            reason = reason if self.file else type(cause).__name__
            problem = f"the decisions of people cannot be {done} ({reason})"
            mend = f"Check {SETTING}, or set it to off to go on without them"
            raise InputError(self.shown, problem, mend) from None
