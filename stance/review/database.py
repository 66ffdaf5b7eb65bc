"""The tables of the log, and the way to them: a SQLite file or a PostgreSQL server, by the same code."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.review.decisions import Decision, Lesson

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Select, Table

WAIT = 10  # seconds that a writer waits for another, and that a server may take to answer
_TEXTS = (
    "made", "coder", "kind", "issue", "statement_id", "position", "condition", "note", "stances", "before",
    "before_by", "data_version", "merged_by",
)  # fmt: skip


@lru_cache(maxsize=1)
def table() -> Table:
    """The log: one line a decision, numbered in the order in which they came."""
    from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, Text

    # SQLite numbers lines by itself only in a column of exactly this type.
    number = BigInteger().with_variant(Integer, "sqlite")
    return Table(
        "stance_decisions",
        MetaData(),
        Column("line", number, primary_key=True, autoincrement=True),
        Column("id", String(64), nullable=False, unique=True),
        *(Column(name, Text, nullable=False) for name in _TEXTS),
        # A decision is taken back once.
        Column("undoes", String(64), nullable=True, unique=True),
        Column("blind", Boolean, nullable=False),
        Index("stance_decisions_of", "issue", "statement_id"),
    )


@lru_cache(maxsize=1)
def lessons() -> Table:
    """What models learnt from decisions, one line each time that somebody put it to use."""
    from sqlalchemy import BigInteger, Column, Integer, Table, Text

    number = BigInteger().with_variant(Integer, "sqlite")
    texts = (Column(name, Text, nullable=False) for name in ("made", "by", "issue", "name", "codings"))
    return Table("stance_lessons", table().metadata, Column("line", number, primary_key=True), *texts)


def engine(said: str, file: Path | None) -> Engine:
    """The way to the database: ``file``, or the server at the address ``said``. Nothing is opened yet."""
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.engine import make_url

    if file is None:
        url = make_url(said).set(drivername="postgresql+psycopg")
        # A server that was started again costs nobody an error.
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": WAIT})
    made = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": WAIT})

    @event.listens_for(made, "connect")
    def plain(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own class
        connection.isolation_level = None

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its turn before it reads what stands there: see take_turn.
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return made


def has_table(way: Engine) -> bool:
    """Whether the log has been begun."""
    from sqlalchemy import inspect

    return all(inspect(way).has_table(one.name) for one in (table(), lessons()))


def make_table(way: Engine, file: Path | None) -> None:
    """Begin the log; several processes may do so in the same moment."""
    from sqlalchemy.exc import SQLAlchemyError

    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        _keep_journal(way)
    try:
        with way.connect().execution_options(writing=True) as connection, connection.begin():
            lessons().metadata.create_all(connection)
    except SQLAlchemyError:
        if not has_table(way):
            raise


def take_turn(connection: Connection) -> None:
    """Let nobody else write until this transaction ends, so that each line says what stood before it."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"LOCK TABLE {table().name} IN SHARE ROW EXCLUSIVE MODE")


def _keep_journal(way: Engine) -> None:
    """Tell SQLite to keep its journal beside the file: readers then never wait for a writer."""
    until = time.monotonic() + WAIT
    with way.connect() as connection:
        # Outside a transaction, which SQLite asks for.
        cursor = connection.connection.cursor()
        while True:
            try:
                cursor.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                # While another process does the same, SQLite refuses at once instead of waiting.
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(0.05)


def lines(issue: str = "", statements: Sequence[str] = ()) -> Select[Any]:
    """The query for the lines in their order: all, or those of an issue and of some statements."""
    from sqlalchemy import select

    query = select(table()).order_by(table().c.line)
    if issue:
        query = query.where(table().c.issue == issue)
    return query.where(table().c.statement_id.in_(statements)) if statements else query


def as_lesson(row: Any) -> Lesson:  # noqa: ANN401 - a mapping of the driver's values
    """A line of the lessons; ValueError or TypeError where it is none."""
    codings = tuple((str(s), str(p), float(c), str(i)) for s, p, c, i in json.loads(row["codings"]))
    return Lesson(row["issue"], row["name"], row["by"], codings, row["made"])


def as_row(entry: Decision) -> dict[str, object]:
    """A decision as the columns of the table."""
    row: dict[str, object] = {name: getattr(entry, name) for name in _TEXTS}
    row["stances"] = json.dumps(dict(entry.stances), sort_keys=True)
    return {**row, "id": entry.id, "undoes": entry.undoes or None, "blind": entry.blind}


def as_decision(row: Any) -> Decision:  # noqa: ANN401 - a mapping of the driver's values
    """A line of the table as a decision; ValueError or TypeError where it is none."""
    values = {name: row[name] for name in _TEXTS}
    values["stances"] = json.loads(values["stances"] or "{}")
    return Decision(**values, id=row["id"], undoes=row["undoes"] or "", blind=row["blind"])
