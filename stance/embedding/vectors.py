"""Vectors kept on disk by text and model, so that a text is encoded once.

One SQLite file in the cache folder, shared by all processes. It holds digests of texts, never texts. Losing
it costs time and nothing else: a file that cannot be read is thrown away and begun anew, and where nothing
can be written the work goes on without it.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

log = logging.getLogger(__name__)

WAIT_SECONDS = 30.0
# SQLite allows 999 parameters in a query on old builds.
LOOKUP = 900
_forget: ContextVar[bool] = ContextVar("forget", default=False)


def folder() -> Path:
    """Where everything that can be made again is kept: STANCE_CACHE, else the user's cache folder."""
    if own := os.environ.get("STANCE_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "stance"


def path() -> Path:
    """The file that holds the vectors."""
    return folder() / "vectors.sqlite"


def read(model: str, texts: Sequence[str]) -> dict[str, np.ndarray]:
    """The vectors known for ``texts`` under ``model``: text to float32 row; unknown texts are left out."""
    found: dict[bytes, bytes] = {}
    if not path().exists():
        return {}
    keys = {_key(text): text for text in texts}
    with _careful("read"), _open() as base:
        names = list(keys)
        for start in range(0, len(names), LOOKUP):
            part = names[start : start + LOOKUP]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, vector FROM vectors WHERE model = ? AND key IN ({marks})"  # noqa: S608
            found.update(base.execute(query, [model, *part]))
    rows = {keys[key]: _unpack(blob) for key, blob in found.items()}
    return {text: row for text, row in rows.items() if row is not None}


@contextlib.contextmanager
def forgetting() -> Iterator[None]:
    """Within it nothing new is kept: for texts that are somebody else's."""
    before = _forget.set(True)
    try:
        yield
    finally:
        _forget.reset(before)


def forgets() -> bool:
    """Whether the texts at hand are somebody else's, so that nothing made of them is kept."""
    return _forget.get()


def write(model: str, rows: Mapping[str, np.ndarray]) -> None:
    """Keep ``rows`` (text to vector) under ``model``, over what was there."""
    if forgets():
        return
    with _careful("write"), _open() as base:
        base.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            [(model, _key(text), row.astype("<f4").tobytes()) for text, row in rows.items()],
        )


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]


def _unpack(blob: bytes) -> np.ndarray | None:
    """The row in ``blob``, or None where it is no unit vector: a damaged page can read without an error."""
    import numpy as np

    if not isinstance(blob, bytes) or len(blob) % 4:
        return None
    row = np.frombuffer(blob, dtype="<f4").astype(np.float32)
    length = float(row @ row)
    return row if abs(length - 1) < 1e-3 else None


@contextlib.contextmanager
def _open() -> Iterator[sqlite3.Connection]:
    path().parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(path(), timeout=WAIT_SECONDS)) as base, base:
        base.execute(
            "CREATE TABLE IF NOT EXISTS vectors (model TEXT, key BLOB, vector BLOB,"
            " PRIMARY KEY (model, key)) WITHOUT ROWID"
        )
        yield base


@contextlib.contextmanager
def _careful(what: str) -> Iterator[None]:
    """Go on without the cache: an OperationalError is a lock or a disk, the others are a broken file."""
    try:
        yield
    except (sqlite3.OperationalError, OSError) as problem:
        log.warning("cannot %s the vector cache %s (%s); going on without it", what, path(), problem)
    except sqlite3.DatabaseError as problem:
        log.warning("the vector cache %s is broken (%s); it is begun anew", path(), problem)
        with contextlib.suppress(OSError):
            path().unlink(missing_ok=True)
