"""Files of anybody's -> the files of a corpus folder, each in its place.

A zip file from elsewhere is hostile until shown otherwise: its names may lead out of the folder, its links
to other files, its few bytes unpack to many. So nothing is unpacked by name: each file is read with a limit,
and written under a cleaned name inside a folder of our own.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path, PurePosixPath

from stance.corpus import DOCUMENT_SUFFIXES, SHARED, TABLE_SUFFIXES
from stance.errors import InputError

CODEBOOKS = (".yaml", ".yml")
KINDS = (*DOCUMENT_SUFFIXES, *TABLE_SUFFIXES, *CODEBOOKS)
#: What one collection may hold: files, bytes of one file and of all, and how far one may unpack.
MAX_FILES = 500
MAX_BYTES = 10_000_000
MAX_TOTAL = 40_000_000
MAX_RATIO = 200
_ROOT = ("statements", *SHARED)
_LOOK = 65_536
# Bytes of a name, and folders in one another; systems take some 255 and a path of 4,096.
_LONGEST, _DEEPEST = 200, 9
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError, struct.error,
)  # fmt: skip
_FEWER = "Leave some out, or build on your own machine: python -m stance build"


@dataclass
class Unpacked:
    """What was given, by its place in a corpus folder, and what was refused of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    refused: list[InputError] = field(default_factory=list)
    total: int = 0

    def tables(self) -> list[str]:
        """The places of the tables of statements."""
        return [
            name for name in self.files
            if name == "statements.csv" or (name.startswith("documents/") and name.endswith(TABLE_SUFFIXES))
        ]  # fmt: skip


def unpack(given: Iterable[tuple[str, bytes]]) -> Unpacked:
    """Files as they were given, zip files opened; each bad one is refused and the others are taken."""
    found = Unpacked()
    for name, data in given:
        if name.lower().endswith(".zip"):
            _add_zip(found, name, data)
        else:
            _add(found, name, _parts(name)[-1:], data)
    return found


def write(found: Unpacked, folder: Path) -> None:
    """The files as a corpus folder; InputError where there is none to read."""
    if not any(name.startswith(("documents/", "statements.csv")) for name in found.files):
        problem = "there is no text and no table of statements"
        raise InputError("the collection", problem, f"Give files that end in {', '.join(KINDS[:-2])}")
    for name, data in found.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _add_zip(found: Unpacked, name: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            infos = [info for info in packed.infolist() if not info.is_dir() and not _hidden(info.filename)]
            if any(PurePosixPath(info.filename).name == "manifest.json" for info in infos):
                mend = "Unpack it and open it with --snapshot, or give the sources themselves"
                raise InputError(name, "this is a finished snapshot, not its sources", mend)
            top = _top(infos)
            for number, info in enumerate(infos):
                if len(found.files) >= MAX_FILES:
                    problem = f"{len(infos) - number} files were left out: a collection holds {MAX_FILES}"
                    raise InputError(name, problem, _FEWER)
                _add_member(found, f"{name}: {info.filename}", packed, info, top)
    except InputError as error:
        found.refused.append(error)
    except _BROKEN:
        found.refused.append(InputError(name, "this is no zip file that can be read", "Pack it again"))


def _add_member(
    found: Unpacked, where: str, packed: zipfile.ZipFile, info: zipfile.ZipInfo, top: int
) -> None:
    """One file of a zip; a fault of its own costs only itself."""
    try:
        parts = _parts(info.filename)
        if info.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            raise InputError(where, "its path leads out of the zip file", "Pack it again")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise InputError(where, "this is a link, and links are not followed", "Put the file itself there")
        if info.flag_bits & 1:
            raise InputError(where, "the file is locked with a password", "Pack it without one")
        if info.file_size > max(_LOOK, MAX_RATIO * info.compress_size):
            problem = f"the file unpacks to more than {MAX_RATIO} times its size"
            raise InputError(where, problem, "Give the file itself")
        if _suffix(parts[-1]) in KINDS:
            _room(found, where, info.file_size)
        # What a zip says of its sizes may be a lie: no more is read than may be kept.
        with packed.open(info) as stream:
            data = stream.read(MAX_BYTES + 1) if _suffix(parts[-1]) in KINDS else b""
        _add(found, where, parts[top:], data)
    except InputError as error:
        found.refused.append(error)
    except _BROKEN:
        found.refused.append(InputError(where, "the file is damaged", "Pack it again"))


def _add(found: Unpacked, where: str, parts: Sequence[str], data: bytes) -> None:
    """Put one file into its place: codebooks below issues/, tables of the world at the top, the rest below
    documents/."""
    try:
        suffix = _suffix(parts[-1])
        if suffix not in KINDS:
            raise InputError(where, "this kind of file is not read", f"Use {', '.join(KINDS)} or .zip")
        if len(found.files) >= MAX_FILES:
            raise InputError(where, f"a collection holds {MAX_FILES} files, and there are more", _FEWER)
        _room(found, where, len(data))
    except InputError as error:
        found.refused.append(error)
        return
    names = [*map(_folder, parts[:-1]), _clean(parts[-1])]
    stem, name = names[-1].removesuffix(suffix), names[-1]
    if suffix in CODEBOOKS:
        place = f"issues/{stem}.yaml"
    elif len(parts) == 1 and suffix == ".csv" and stem in _ROOT:
        place = name
    else:
        below = names[1:] if names[0] == "documents" and len(names) > 1 else names
        place = "/".join(["documents", *below[-_DEEPEST:]])
    if not place.startswith("documents/") and _taken(found, place):
        if place != "statements.csv":
            mend = "Give one of the two, or build two collections"
            found.refused.append(InputError(where, f"another file is {place} already", mend))
            return
        place = f"documents/{place}"
    found.files[_free(found, place)] = data
    found.total += len(data)


def _room(found: Unpacked, where: str, size: int) -> None:
    if size > MAX_BYTES:
        problem = f"the file is larger than the {MAX_BYTES // 1_000_000} MB that one may have"
        raise InputError(where, problem, "Split it into smaller files")
    if found.total + size > MAX_TOTAL:
        problem = f"a collection holds {MAX_TOTAL // 1_000_000} MB, and this file does not fit any more"
        raise InputError(where, problem, _FEWER)


def _free(found: Unpacked, place: str) -> str:
    """``place``, with a number where another file has it already."""
    if not _taken(found, place):
        return place
    path, taken = PurePosixPath(place), {name.lower() for name in found.files}
    others = (str(path.with_name(f"{path.stem}-{n}{path.suffix}")) for n in count(2))
    return next(other for other in others if other.lower() not in taken)


def _taken(found: Unpacked, place: str) -> bool:
    return place.lower() in {name.lower() for name in found.files}


def _parts(name: str) -> list[str]:
    return [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")] or ["file"]


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _clean(name: str) -> str:
    """A file's name as letters, digits and a few signs, its ending in small letters."""
    suffix = _suffix(name)
    return (_plain(name[: len(name) - len(suffix)] if suffix else name) or "file") + suffix


def _folder(name: str) -> str:
    """A folder's name in the same signs, and without a file's ending: no file may lie where it has to."""
    plain = _plain(name) or "folder"
    return plain.replace(".", "-") if _suffix(plain) in KINDS else plain


def _plain(name: str) -> str:
    """Signs that every system takes, and no more bytes of them than a name may have."""
    short = re.sub(r"[^\w ().-]+", "-", name)[:80].encode()[:_LONGEST].decode(errors="ignore")
    return short.strip(" .-")


def _hidden(name: str) -> bool:
    """What a system adds to a zip file by itself."""
    return any(part.startswith(".") and part != ".." or part == "__MACOSX" for part in _parts(name))


def _top(infos: Sequence[zipfile.ZipInfo]) -> int:
    """1 where everything lies in one folder that is only the zip's own, else 0."""
    firsts = {tuple(_parts(info.filename)[:1]) for info in infos}
    own = all(len(_parts(info.filename)) > 1 for info in infos)
    return int(own and len(firsts) == 1 and firsts.isdisjoint({("documents",), ("issues",)}))
