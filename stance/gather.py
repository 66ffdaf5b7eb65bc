"""Documents and tables of a corpus folder -> attributed statements with what is known beside them."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance import corpus
from stance.actors import Registry, capacity
from stance.embedding.vectors import forgets
from stance.errors import InputError
from stance.kept import kept
from stance.records import Extracted, Statement

if TYPE_CHECKING:
    from stance.sources import Source
    from stance.sources.table import TableRow


_LOG = logging.getLogger(__name__)
# How a model names itself (``coding.coder.version``), also after it learnt from decisions.
MODEL = re.compile(r"-[\w.]+-[0-9a-f]{8}(?:-retrained-on-\d+)?$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A person's coding that stands in a table beside the statement it is for.

    ``issue`` is empty where the table does not say which; ``where`` and ``line`` are its place.
    """

    position: str
    condition: str
    coder: str
    issue: str = ""
    where: str = ""
    line: int | None = None


@dataclass
class Gathered:
    """Everything found in a folder; ``refused`` says what was not usable, and nothing else is lost."""

    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    contexts: dict[str, str] = field(default_factory=dict)
    venues: dict[str, str] = field(default_factory=dict)
    readings: dict[str, list[Reading]] = field(default_factory=dict)
    refused: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def extract(path: Path, registry: Registry, kind: str = "auto", date: str = "") -> Extracted:
    """Read one document and attribute its statements; InputError when it cannot be used."""
    from stance.sources import read

    return attributed(read(path, kind=kind, date=date), registry)


def attributed(source: Source, registry: Registry) -> Extracted:
    """The statements of a document as read: as its form says them, else as attribution finds them."""
    from stance.attribution import attribute
    from stance.sources import official
    from stance.sources.identify import identify

    if source.statements is not None:
        said = identify(source.statements, registry)
        return Extracted(source.document, said, source.notes, source.refused)
    statements = official.statements(source.document, registry)
    if not statements:
        statements = tuple(attribute(source.document, registry))
    return Extracted(source.document, statements, source.notes)


Spread = Callable[[Callable[[Path], Extracted | InputError], list[Path]], Iterable[Extracted | InputError]]


# Table (its file's name; "" is every table that has the column) -> field -> column.
Chosen = Mapping[str, Mapping[str, str]]


def gather(folder: Path, spread: Spread, columns: Chosen | None = None) -> Gathered:
    """All statements of the corpus ``folder``; ``spread`` maps a function over its documents.

    ``columns`` says which column of a table is taken for which field, over what their names suggest. A choice
    for every table whose column none has is refused.
    """
    found, chosen = Gathered(), columns or {}
    registry = Registry.load(corpus.table_path(folder, "actors"))
    found.refused += corpus.strays(folder)
    if outside := corpus.misplaced(folder):
        found.notes.append(_outside(outside))
    taken = [_add_table(found, table, registry, chosen) for table in corpus.statement_tables(folder)]
    for wanted, column in chosen.get("", {}).items():
        if not any(mapping.get(wanted) == column for mapping in taken):
            problem, mend = f"no table has a column {column!r} for {wanted}", "Write it as the table does"
            found.refused.append(InputError("--columns", problem, mend))
    reader = DocumentReader(corpus.table_path(folder, "actors"))
    paths = corpus.documents(folder)
    for path, result in zip(paths, spread(reader, paths), strict=True):
        if isinstance(result, InputError):
            found.refused.append(result)
        else:
            _add_document(found, _named(result, corpus.document_id(folder, path)), path)
    return found


def _outside(names: list[str]) -> str:
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"not read, for it lies beside documents/: {shown}. Put texts and tables into that folder"


class DocumentReader:
    """Reads documents one by one; loads the registry once in each process that it is sent to."""

    def __init__(self, actors: Path) -> None:
        self.actors = actors
        self._registry: Registry | None = None

    def __call__(self, path: Path) -> Extracted | InputError:
        try:
            return kept(path, self.actors, self._read)
        except InputError as error:
            return error
        except Exception as error:  # noqa: BLE001 - no one file, of whatever form, may end the whole build
            return _unforeseen(path, error)

    def _read(self, path: Path) -> Extracted:
        if self._registry is None:
            self._registry = Registry.load(self.actors)
        return extract(path, self._registry)


def _unforeseen(path: Path, error: Exception) -> InputError:
    """The refusal of a file at which our own code failed; where it failed is in the log."""
    if forgets():
        # What failed may quote a visitor's words, and these are kept nowhere.
        where = "".join(traceback.format_tb(error.__traceback__))
        _LOG.error("cannot read a visitor's file: %s\n%s", type(error).__name__, where)
    else:
        _LOG.error("cannot read %s", path, exc_info=error)
    problem = f"the file could not be read, by a fault of this program ({type(error).__name__})"
    return InputError(path.name, problem, "Leave it out or save it in another form, and report the fault")


def _named(result: Extracted, name: str) -> Extracted:
    """The document under a name that no other folder's has: two papers may each have a ``2023-11-04.txt``."""
    if name == result.document.id:
        return result
    statements = tuple(replace(item, doc=name, id="") for item in result.statements)
    return replace(result, document=replace(result.document, id=name), statements=statements)


def _add_document(found: Gathered, result: Extracted, path: Path) -> None:
    document = result.document
    if document.id in found.documents:
        problem = "another document beside it has the same name with another ending"
        found.refused.append(InputError(str(path), problem, "Rename one of them"))
        return
    found.documents[document.id] = asdict(document)
    found.statements.update((statement.id, statement) for statement in result.statements)
    found.notes += [f"{document.id}: {note}" for note in result.notes]


def _add_table(found: Gathered, path: Path, registry: Registry, columns: Chosen) -> Mapping[str, str]:
    """Every usable row of a table of statements, with the coding that it carries; returns which column was
    taken for which field."""
    from stance.sources.table import read_table

    chosen = {**columns.get("", {}), **columns.get(path.name, {})}
    try:
        table = read_table(path, chosen, where_there=True)
    except InputError as error:
        found.refused.append(error)
        return {}
    except Exception as error:  # noqa: BLE001 - as for a document
        found.refused.append(_unforeseen(path, error))
        return {}
    found.refused += table.refused
    if chosen or table.refused:
        taken = ", ".join(f"{wanted} from {column!r}" for wanted, column in table.mapping.items())
        found.notes.append(
            f"{path.name}: {len(table.rows):,} rows read, {len(table.refused):,} refused; {taken}"
        )
    for row in table.rows:
        statement = with_office(row, registry)
        found.documents.setdefault(statement.doc, asdict(row.document))
        found.statements[statement.id] = statement
        found.contexts[statement.id] = row.extra.get("context", "")
        found.venues[statement.id] = row.extra.get("venue", "")
        coder = row.extra.get("coder") or path.name
        # A table that this project exported holds the model's codings too; those are made anew.
        by_model = row.extra.get("person", "").lower() == "false" or MODEL.search(coder)
        if (position := row.extra.get("position")) and not by_model:
            found.readings.setdefault(statement.id, []).append(
                Reading(position, row.extra.get("condition", ""), coder, row.extra.get("issue", ""),
                        path.name, row.line)
            )  # fmt: skip
    return table.mapping


def with_office(row: TableRow, registry: Registry) -> Statement:
    """The row's statement with its actor and, where the table leaves them open, the office of that day."""
    statement = row.statement
    actor = registry.find(statement.speaker, statement.date, statement.country)
    if actor is None:
        return statement
    role = registry.role_on(actor, statement.date)
    if role is None:
        return replace(statement, actor=actor.id)
    country, whose = statement.country or role.country, statement.capacity
    # A row whose own words say that somebody speaks for no government is believed.
    judged = row.judged and role.country == country and whose != "other"
    left_open = whose == "unknown" and not (statement.role and statement.country)
    return replace(
        statement,
        actor=actor.id,
        role=statement.role or role.role,
        country=country,
        capacity=capacity(role) if judged or left_open else whose,
        # Country is part of what identifies a statement.
        id="",
    )
