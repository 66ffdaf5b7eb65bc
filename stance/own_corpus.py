"""A visitor's files become a corpus folder, a snapshot and an archive to take home. Nothing of it is kept.

Files and archives come from anybody: of their names only plain words are used, links and hidden files are
left out, and an archive that unpacks to too much is refused whole, whatever sizes it claims.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from stance.corpus import DOCUMENT_SUFFIXES, SHARED, TABLE_SUFFIXES
from stance.embedding.vectors import forgetting
from stance.errors import InputError
from stance.pipeline import build

MAX_FILES = 200
MAX_UNPACKED = 20_000_000  # bytes of all files together
ENDINGS = DOCUMENT_SUFFIXES + TABLE_SUFFIXES + (".zip",)
FOLDER = "stance-snapshot"
_DEPTH = 4
# What may stand beside documents/ in an archive that is a corpus folder already.
_OWN_TABLES = ("statements.csv", *(f"{name}.csv" for name in SHARED))
_COMMAND = "use python -m stance build --sources DIR for more"
# What the unpacking of a broken or strange archive may end with.
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError)
Told = Callable[[str, int, int], None]
File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Made:
    """A snapshot as an archive: its id, rows by table, and by file or row what was refused or assumed."""

    archive: bytes
    id: str
    counts: Mapping[str, int]
    refused: tuple[InputError, ...]
    notes: tuple[str, ...]


def snapshot_of(files: Sequence[File], columns: Mapping[str, str], told: Told | None = None) -> Made:
    """Build a snapshot of ``files`` (name, bytes; archives are unpacked) and pack it.

    ``columns`` (field -> column) is what the visitor chose for the tables, ``told`` hears of each step.
    Raises InputError where nothing at all can be used.
    """
    with tempfile.TemporaryDirectory() as place:
        sources, out = Path(place) / "corpus", Path(place) / FOLDER
        refused = put(files, sources)
        # A visitor's words leave no trace, not even as numbers.
        with forgetting():
            made = build(sources, out, quiet=True, columns=columns, told=told)
        problems = (*refused, *(_named(error, sources) for error in made.refused))
        return Made(packed(out), made.id, made.counts, problems, made.notes)


def put(files: Sequence[File], sources: Path) -> list[InputError]:
    """Write the files as the corpus folder ``sources``; returns what was left out, and why.

    Raises InputError when nothing is left, or an archive is unsafe as a whole.
    """
    refused: list[InputError] = []
    written: set[str] = set()
    sources.mkdir(parents=True)
    (sources / "documents").mkdir()
    room = MAX_UNPACKED
    for name, data in _flat(files, refused):
        room -= len(data)
        if room < 0 or len(written) >= MAX_FILES:
            problem = f"these are more than {MAX_FILES} files or {MAX_UNPACKED // 1_000_000} MB"
            raise InputError(name, problem, f"Bring fewer, or {_COMMAND}")
        try:
            path = _place(name)
        except InputError as error:
            refused.append(error)
            continue
        if path in written:
            refused.append(InputError(name, "another file has the same name", "Rename one of them"))
            continue
        written.add(path)
        (sources / path).parent.mkdir(parents=True, exist_ok=True)
        (sources / path).write_bytes(data)
    if not any(not path.startswith("issues/") for path in written):
        first = f" ({refused[0]})" if refused else ""
        raise InputError("your files", f"none of them can be read{first}", f"Bring {', '.join(ENDINGS)}")
    return refused


def packed(folder: Path) -> bytes:
    """The snapshot in ``folder`` as an archive, with a line that says how it is opened."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"{FOLDER}/{path.name}")
        archive.writestr(f"{FOLDER}/README.txt", HOW)
    return out.getvalue()


HOW = (
    "A snapshot of Stance. Unpack the folder and open it:\n\n"
    f"    make run SNAPSHOT={FOLDER}\n\n"
    f"or, where Stance is installed: streamlit run app.py -- --snapshot {FOLDER}\n"
    f"Files for other programs: python -m stance export --snapshot {FOLDER} --format csv\n"
)


def _flat(files: Iterable[File], refused: list[InputError]) -> Iterable[File]:
    """The files with those of archives in their place."""
    for name, data in files:
        if name.lower().endswith(".zip"):
            yield from _unpacked(name, data, refused)
        else:
            yield PurePosixPath(name.replace("\\", "/")).name, data


def _unpacked(name: str, data: bytes, refused: list[InputError]) -> Iterable[File]:
    """The files of an archive, read no further than there is room for."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except _BROKEN as error:
        raise InputError(name, f"the archive cannot be read ({error})", "Pack it anew as .zip") from None
    if len(entries) > MAX_FILES:
        problem = f"the archive holds {len(entries):,} files"
        raise InputError(name, problem, f"Pack at most {MAX_FILES}, or {_COMMAND}")
    room, base = MAX_UNPACKED, _common([entry.filename for entry in entries])
    for entry in entries:
        where = f"{name}: {entry.filename[:120]}"
        if _hidden(entry.filename):
            continue
        if problem := _unsafe(entry):
            refused.append(InputError(where, problem, "Pack plain files only"))
            continue
        try:
            with archive.open(entry) as stream:
                # The size that an archive claims may be a lie: what is read is what counts.
                read = stream.read(room + 1)
        except _BROKEN as error:
            refused.append(InputError(where, f"it cannot be unpacked ({error})", "Pack it anew"))
            continue
        room -= len(read)
        if room < 0:
            problem = f"it unpacks to more than {MAX_UNPACKED // 1_000_000} MB"
            raise InputError(name, problem, f"Pack fewer files, or {_COMMAND}")
        yield entry.filename.removeprefix(base), read


def _unsafe(entry: zipfile.ZipInfo) -> str:
    """Why an entry is not unpacked; empty where nothing is wrong with it."""
    mode = entry.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "it is a link or no plain file"
    if entry.flag_bits & 0x1:
        return "it is locked by a password"
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    if not parts or parts[0].startswith("/") or ".." in parts or ":" in entry.filename:
        return "its path leads out of the archive"
    return ""


def _hidden(path: str) -> bool:
    """What systems add to archives by themselves."""
    parts = path.replace("\\", "/").split("/")
    return ".." not in parts and any(part.startswith((".", "__MACOSX")) for part in parts)


def _common(paths: Sequence[str]) -> str:
    """The one folder that holds everything in the archive, if there is one that is none of a corpus."""
    tops = {path.partition("/")[0] for path in paths if not _hidden(path)}
    top = tops.pop() if len(tops) == 1 else ""
    return f"{top}/" if top and top not in ("documents", "issues") and f"{top}/" in paths[0] else ""


def _place(name: str) -> str:
    """Where a file goes below the corpus folder; InputError for one of another kind."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    clean = [_word(part) for part in parts[-_DEPTH:]]
    path = "/".join(clean)
    if len(clean) == 2 and clean[0] == "issues" and path.endswith((".yaml", ".yml")):
        return path.removesuffix(".yml").removesuffix(".yaml") + ".yaml"
    if path in _OWN_TABLES:
        return path
    if not path.lower().endswith(DOCUMENT_SUFFIXES + TABLE_SUFFIXES):
        raise InputError(name[:120], "files of this kind are not read", f"Bring {', '.join(ENDINGS)}")
    return path if clean[0] == "documents" else f"documents/{path}"


def _word(part: str) -> str:
    """A part of a path without anything but letters, digits and a few signs."""
    stem, dot, ending = part.rpartition(".")
    made = re.sub(r"[^\w-]+", "-", stem if dot else ending)[:60].strip("-") or "file"
    return f"{made}.{re.sub(r'[^A-Za-z0-9]', '', ending)[:6]}" if dot else made


def _named(error: InputError, sources: Path) -> InputError:
    """The refusal with the visitor's name of the file, not the folder it was put into."""
    where = error.where.replace(f"{sources}/documents/", "").replace(f"{sources}/", "")
    return InputError(where, error.problem, error.mend, error.line)

