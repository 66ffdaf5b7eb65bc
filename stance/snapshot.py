"""The snapshot: an immutable folder of Parquet files and a manifest; written beside, renamed into place.

``manifest.json`` holds the content hash (the snapshot's id), the hashes of its inputs, the versions of
models and codebooks, the row counts and the measured accuracy. The id is what a citation names.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from stance.codebook import in_order
from stance.errors import InputError
from stance.records import Concept, Issue, Position
from stance.tables import CODED, TABLES, pyarrow_schema

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    import pandas as pd

T = TypeVar("T")
BUNDLED = Path(__file__).resolve().parent.parent / "corpus" / "snapshot"
FORMAT = 2
# Rows that are read or skipped together: small enough that one day of a million is found without the rest.
_ROW_GROUP = 50_000
# Of a million statements each is some five megabytes.
_MOST_KEPT = 8

# What people decided in review since the snapshot was made, laid over its table ``coded``; and the codings of
# a model that learnt from it, which never take the place of a person's.
_LAID = (
    "statement_id", "issue", "position", "condition", "coder", "decided", "person", "confidence", "stances",
)  # fmt: skip
_DECISIONS = """CREATE OR REPLACE TABLE decisions (statement_id VARCHAR, issue VARCHAR, position VARCHAR,
    condition VARCHAR, coder VARCHAR, decided VARCHAR, person BOOLEAN, confidence DOUBLE, stances VARCHAR)"""
_PLAIN = "CREATE OR REPLACE VIEW coded AS SELECT *, '' AS decided FROM built"
_REVIEWED = """
CREATE OR REPLACE VIEW coded AS
SELECT b.* REPLACE (
    coalesce(d.position, b.position) AS position,
    coalesce(d.condition, b.condition) AS condition,
    coalesce(d.coder, b.coder) AS coder,
    coalesce(d.confidence, b.coding_confidence) AS coding_confidence,
    coalesce(d.person, b.person) AS person,
    -- What was found for another position does not explain this one.
    CASE WHEN d.position <> b.position THEN '' ELSE b.because END AS because,
    CASE WHEN d.stances <> '{}' THEN d.stances WHEN d.position <> b.position THEN '{}'
        ELSE b.stances END AS stances,
    CASE WHEN d.position IS NULL THEN b.probabilities ELSE '{}' END AS probabilities),
    coalesce(d.decided, '') AS decided
FROM built b LEFT JOIN decisions d
    ON d.statement_id = b.id AND d.issue = b.issue AND (d.person OR NOT b.person)
"""


@dataclass(frozen=True)
class Snapshot:
    """An open snapshot. Queries take values only as parameters; every thread has a cursor of its own."""

    path: Path
    manifest: Mapping[str, Any]
    issues: Mapping[str, Issue]
    _connection: duckdb.DuckDBPyConnection = field(repr=False)
    _local: threading.local = field(default_factory=threading.local, repr=False)
    _laid: dict[str, str] = field(default_factory=dict, repr=False)
    # One dictionary, replaced by another when decisions are laid: what was read before then ends with it.
    _kept: list[dict[Hashable, Any]] = field(default_factory=lambda: [{}], repr=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def id(self) -> str:
        """The first seven digits of the content hash: the data version that a citation names.

        Where people's decisions are laid over it, a plus sign and seven digits of their hash follow.
        """
        laid = self._laid.get("id", "")
        return str(self.manifest["content"])[:7] + (f"+{laid}" if laid else "")

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._local, "cursor"):
            self._local.cursor = self._connection.cursor()
        return self._local.cursor  # type: ignore[no-any-return]

    @property
    def laid(self) -> str:
        """The mark under which decisions were laid over the codings; empty where there are none."""
        return self._laid.get("mark", "")

    def lay(self, decisions: Sequence[Mapping[str, Any]], mark: str = "") -> None:
        """Lay people's decisions over the codings, in place of those laid before; none takes them away.

        A row has ``statement_id``, ``issue``, ``position``, ``condition``, ``coder`` and ``decided`` (a
        time), at most one a statement and issue, and may have ``stances`` (JSON). A row with ``person``
        False and a ``confidence`` is a model's, and counts only where the data hold no person's coding.
        ``mark`` names this set of decisions: see ``laid``.
        Every query of ``coded`` that starts after this sees them; the files of the snapshot stay as they are.
        """
        usual = {"person": True, "confidence": 1.0, "stances": "{}"}
        rows = [[{**usual, **row}[name] for name in _LAID] for row in decisions]
        with self._turn:
            cursor = self._cursor()
            cursor.begin()
            cursor.execute(_DECISIONS)
            if rows:
                columns = [list(column) for column in zip(*rows, strict=True)]
                unnested = ", ".join("unnest(?)" for _ in _LAID)
                cursor.execute(f"INSERT INTO decisions SELECT {unnested}", columns)  # noqa: S608 - marks only
            cursor.execute(_REVIEWED if rows else _PLAIN)
            cursor.commit()
            text = json.dumps(sorted(rows), ensure_ascii=False)
            self._laid["id"] = hashlib.sha256(text.encode()).hexdigest()[:7] if rows else ""
            self._laid["mark"] = mark
            self._kept[0] = {}

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` reads from this snapshot, kept for all its readers until other decisions are laid.

        The value must not be changed by anybody. Of more than ``_MOST_KEPT`` the one used longest ago goes.
        """
        with self._turn:
            kept = self._kept[0]
            if key in kept:
                kept[key] = kept.pop(key)
                return kept[key]  # type: ignore[no-any-return]
        value = make()
        with self._turn:
            kept[key] = value
            if len(kept) > _MOST_KEPT:
                del kept[next(iter(kept))]
        return value

    def query(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """Rows of a query over the tables and the view ``coded`` as a pandas frame."""
        return self._cursor().execute(sql, list(parameters)).df()

    def arrays(self, sql: str, parameters: Sequence[object] = ()) -> dict[str, np.ndarray]:
        """The columns of a query as numpy arrays: many rows of few kinds, and no pandas."""
        found: dict[str, np.ndarray] = self._cursor().execute(sql, list(parameters)).fetchnumpy()
        return found

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Rows of a query as dictionaries; needs no pandas."""
        cursor = self._cursor().execute(sql, list(parameters))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def open_snapshot(path: Path = BUNDLED) -> Snapshot:
    """Open the snapshot in ``path``; InputError when it is none, broken, or one of another format."""
    import duckdb

    manifest = read_manifest(path)
    connection = duckdb.connect(":memory:")
    for table in TABLES:
        _view(connection, table, path / f"{table}.parquet")
    _view(connection, "built", path / "coded.parquet")
    try:
        connection.execute(_PLAIN)
        issues = {key: _issue(manifest["issues"][key]) for key in in_order(manifest["issues"])}
    except (duckdb.Error, AttributeError, KeyError, TypeError, ValueError):
        problem = "the tables or the codebooks are not as this version writes them"
        raise InputError(str(path), problem, "Build the snapshot again") from None
    return Snapshot(path, manifest, issues, connection)


def _view(connection: duckdb.DuckDBPyConnection, name: str, file: Path) -> None:
    """A view, not a copy: a million statements stay on disk until a query asks for them."""
    import duckdb

    if not file.is_file():
        raise InputError(str(file), "this table of the snapshot is missing", "Build it again")
    place = str(file).replace("'", "''")
    try:
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{place}')")  # noqa: S608
    except duckdb.Error:
        raise InputError(str(file), "this table cannot be read", "Build the snapshot again") from None


def read_manifest(path: Path) -> dict[str, Any]:
    """The manifest of the snapshot in ``path``; InputError when there is none or it is another format."""
    file = path / "manifest.json"
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(
            str(path), "there is no snapshot here", "Make one: python -m stance build --out DIR"
        ) from None
    except OSError as error:
        problem = f"cannot read the file ({error.strerror})"
        raise InputError(str(file), problem, "Check the rights of the file") from None
    except ValueError as error:
        raise InputError(str(file), f"not JSON ({error})", "Build the snapshot again") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise InputError(
            str(file), f"not a snapshot of format {FORMAT}", "Build it with this version"
        )
    return manifest


def write_snapshot(
    out: Path, tables: Mapping[str, Iterable[Mapping[str, Any]]], manifest: Mapping[str, Any]
) -> str:
    """Write ``tables`` (rows by table name) and the manifest as the snapshot ``out``; returns its id.

    Raises InputError where ``check_place`` does.
    """
    check_place(out)
    out = Path(os.path.abspath(out))  # "." has no name and no folder that it lies in
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        counts = {name: _write_table(work, name, tables.get(name, ())) for name in TABLES}
        _write_coded(work)
        content = _content_hash(work)
        full = {"format": FORMAT, "content": content, "counts": counts, **manifest}
        text = json.dumps(full, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (work / "manifest.json").write_text(text, encoding="utf-8")
        work.chmod(0o755)
        _move_into_place(work, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return content[:7]


def check_place(out: Path) -> None:
    """InputError unless ``out`` is free, an empty folder, or a snapshot that may be replaced."""
    if out.is_dir():
        if not any(out.iterdir()) or (out / "manifest.json").is_file():
            return
        problem = "this folder holds something that is not a snapshot"
    elif out.exists() or out.is_symlink():
        problem = "this is a file, and a snapshot is a folder"
    else:
        return
    raise InputError(str(out), problem, "Name an empty or a new folder with --out")


def _write_table(folder: Path, name: str, rows: Iterable[Mapping[str, Any]]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist([dict(row) for row in rows], schema=pyarrow_schema(name))
    pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
    return int(table.num_rows)


def _write_coded(folder: Path) -> None:
    import duckdb
    import pyarrow.parquet as pq

    connection = duckdb.connect(":memory:")
    for name in ("statements", "codings", "documents", "placements"):
        _view(connection, name, folder / f"{name}.parquet")
    table = connection.sql(CODED).to_arrow_table()
    pq.write_table(table, folder / "coded.parquet", compression="zstd", row_group_size=_ROW_GROUP)


def _content_hash(folder: Path) -> str:
    total = hashlib.sha256()
    for file in sorted(folder.glob("*.parquet")):
        total.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _move_into_place(work: Path, out: Path) -> None:
    """Put ``work`` where ``out`` is. A reader sees the old folder or the new one, never a mixture."""
    if not out.exists():
        os.replace(work, out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    os.replace(out, old / "snapshot")
    os.replace(work, out)
    shutil.rmtree(old, ignore_errors=True)


def _issue(value: dict[str, Any]) -> Issue:
    """An issue as ``dataclasses.asdict`` wrote it into the manifest."""
    positions = []
    for raw in value["positions"]:
        lists = {k: tuple(raw[k]) for k in ("counts", "does_not_count", "examples")}
        positions.append(Position(**{**raw, **lists}))
    return Issue(
        **{
            **value,
            "concepts": tuple(Concept(**concept) for concept in value["concepts"]),
            "positions": tuple(positions),
            "about": tuple(value.get("about", ())),  # a snapshot made before there were such words
            "rule": tuple((dict(when), then) for when, then in value["rule"]),
        }
    )
