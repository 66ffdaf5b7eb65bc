"""Documents read before: what a file gave is kept by its content, so that a build after adding one
document reads that document and not the corpus.

The key holds the bytes of the file, of the registry, of the names of countries and of the code that reads;
when any of them changes the document is read anew. Losing the folder costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path

from stance import countries
from stance.embedding.vectors import folder, forgets
from stance.records import Document, Extracted, Statement
from stance.sources import ungdc

_PACKAGE = Path(__file__).resolve().parent
_READS = (
    "attribution", "sources", "gather.py", "countries.py", "names.py", "actors.py", "actor_table.py",
    "languages.py", "records.py",
)  # fmt: skip


def kept(path: Path, actors: Path, read: Callable[[Path], Extracted]) -> Extracted:
    """``read(path)``, or what it gave before for the same bytes; errors of ``read`` are not kept,
    nor is what was read within ``forgetting``."""
    try:
        data, beside = path.read_bytes(), _beside(path)
    except OSError:
        return read(path)
    key = hashlib.sha256(b"\0".join((_version(actors), os.fsencode(path.name), beside, data))).hexdigest()
    file = folder() / "documents" / f"{key[:40]}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        return _load(json.loads(file.read_text(encoding="utf-8")))
    found = read(path)
    if forgets():
        return found
    with suppress(OSError):
        _store(file, json.dumps(asdict(found), ensure_ascii=False))
    return found


def _beside(path: Path) -> bytes:
    """The state of the list that gives a speech its speaker; with another list it reads otherwise."""
    speakers = ungdc.list_beside(path) if ungdc.is_speech(path) else None
    if speakers is None:
        return b""
    state = speakers.stat()
    return f"{state.st_mtime_ns} {state.st_size}".encode()


def _load(raw: dict[str, object]) -> Extracted:
    statements = tuple(Statement(**item) for item in raw["statements"])  # type: ignore[attr-defined]
    return Extracted(Document(**raw["document"]), statements, tuple(raw["notes"]))  # type: ignore[arg-type]


def _store(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(name, file)


@cache
def _version(actors: Path) -> bytes:
    """A digest of the tables and of every file whose change may change what a document gives."""
    total = hashlib.sha256(actors.read_bytes() + countries.TABLE.read_bytes())
    for name in _READS:
        part = _PACKAGE / name
        files = sorted(part.rglob("*")) if part.is_dir() else [part]
        for file in files:
            if file.is_file() and file.suffix in (".py", ".json", ".npz"):
                total.update(file.read_bytes())
    return total.digest()
