"""Files of anybody's -> a snapshot of their own, kept only as long as somebody holds it."""

from __future__ import annotations

import io
import threading
import weakref
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from stance.corpus import DOCUMENT_SUFFIXES
from stance.errors import InputError
from stance.gather import Chosen
from stance.progress import Tell
from stance.snapshot import Snapshot, open_snapshot
from stance.sources.source import read_bytes
from stance.unpacking import Unpacked, unpack, write

Row = dict[str, Any]
# Building takes all that a small host has: visitors do it one after the other, and none for an hour.
_TURN = threading.Lock()
MAX_STATEMENTS = 10_000
MAX_TEXTS = 6_000_000  # bytes of all texts; some 150,000 take ten seconds to parse
_ALONE = "Leave some out, or build on your own machine: python -m stance build"


@dataclass(frozen=True)
class Collection:
    """A snapshot in a folder of its own, which is removed as soon as nothing holds this any more.

    ``refused`` has a row for each thing that could not be used: file, line, problem, mend.
    """

    snapshot: Snapshot
    refused: tuple[Row, ...]
    notes: tuple[str, ...]
    _place: TemporaryDirectory[str] = field(repr=False)

    def forget(self) -> None:
        """Remove the folder now."""
        self._place.cleanup()


# The folders of all collections, so that a server that is told to stop can remove them.
_PLACES: weakref.WeakSet[TemporaryDirectory[str]] = weakref.WeakSet()


def forget_all() -> None:
    """Remove the folders of every visitor's collection."""
    for place in list(_PLACES):
        place.cleanup()


def make(found: Unpacked, columns: Chosen, tell: Tell, accuracy: Mapping[str, Any]) -> Collection:
    """Build a visitor's collection; InputError where there is nothing to build.

    Nothing of it is kept outside its folder, not even as numbers. ``accuracy`` is what was measured of the
    issues before.
    """
    from stance.embedding.vectors import forgetting
    from stance.pipeline import build

    _check_texts(found)
    place = TemporaryDirectory(prefix="stance-", ignore_cleanup_errors=True)
    _PLACES.add(place)
    out = Path(place.name) / "snapshot"
    try:
        with TemporaryDirectory(prefix="stance-") as made, _TURN, forgetting():
            sources = Path(made)
            write(found, sources)
            try:
                built = build(sources, out, tell=_limited(tell), columns=columns, accuracy=accuracy)
            except InputError as error:
                raise without(error, sources) from None
            refused = [without(error, sources) for error in (*found.refused, *built.refused)]
        return Collection(open_snapshot(out), tuple(map(_row, refused)), built.notes, place)
    except BaseException:
        # The visitor may also have gone to another page meanwhile, which ends the run.
        place.cleanup()
        raise


def _check_texts(found: Unpacked) -> None:
    texts = sum(len(data) for name, data in found.files.items() if name.endswith(DOCUMENT_SUFFIXES))
    if texts > MAX_TEXTS:
        problem = f"its texts have {texts / 1e6:.1f} MB, and one made here may have {MAX_TEXTS / 1e6:.0f}"
        raise InputError("the collection", problem, _ALONE)


def _limited(tell: Tell) -> Tell:
    """``tell``, which ends the work before its long part where there are too many statements."""

    def told(step: str, done: int, of: int) -> None:
        if step == "vectors" and of > MAX_STATEMENTS:
            problem = f"it has {of:,} statements, and one made here may have {MAX_STATEMENTS:,}"
            raise InputError("the collection", problem, _ALONE)
        tell(step, done, of)

    return told


@contextmanager
def corpus_of(path: Path) -> Iterator[tuple[Path, list[InputError]]]:
    """A corpus folder for ``path`` and what was refused: itself, or one made of a table, a text or a zip file
    and taken away afterwards."""
    if not path.is_file():
        yield path, []
        return
    with TemporaryDirectory(prefix="stance-") as made:
        found, folder = unpack([(path.name, read_bytes(path))]), Path(made)
        try:
            write(found, folder)
        except InputError as error:
            raise found.refused[0] if found.refused else error from None
        yield folder, found.refused


def without(error: InputError, folder: Path) -> InputError:
    """The same refusal without the place of a folder that the reader does not know."""
    where = error.where.removeprefix(f"{folder}/").removeprefix("documents/")
    return InputError(where, error.problem.replace(f"{folder}/", ""), error.mend, error.line)


def _row(error: InputError) -> Row:
    return {"file": error.where, "line": error.line, "problem": error.problem, "mend": error.mend}


def pack(snapshot: Snapshot, refused: Sequence[Mapping[str, object]]) -> bytes:
    """The snapshot as a zip file, with what was refused and how to open it."""
    top, out = f"stance-{snapshot.id}", io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(snapshot.path.iterdir()):
            packed.write(path, f"{top}/{path.name}")
        packed.writestr(f"{top}/README.txt", _README.format(top=top))
        packed.writestr(f"{top}/refused.csv", report_csv(refused))
    return out.getvalue()


_README = """A collection made with Stance, data version {top}.

To open it, unpack this file, and in a copy of Stance type

    make run SNAPSHOT=/where/it/lies/{top}

The tables are Parquet files, which R, Python and DuckDB read.
refused.csv says what could not be used, and why.
"""


def report_csv(rows: Iterable[Mapping[str, object]]) -> str:
    """The report as a table that no spreadsheet runs."""
    from stance.export import to_csv

    return to_csv(rows, ("file", "line", "problem", "mend"))
