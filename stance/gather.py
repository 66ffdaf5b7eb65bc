"""Documents and tables of a corpus folder -> attributed statements with what is known beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from stance import corpus
from stance.actors import Registry
from stance.errors import InputError
from stance.kept import kept
from stance.records import Extracted, Statement, digest

STATEMENT_COLUMNS = (
    "date", "date_precision", "speaker", "role", "country", "capacity", "wording", "text",
    "language", "venue", "publisher", "source_kind", "source_title", "source_url", "position",
    "condition", "context", "coder",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A person's coding that stands in a table beside the statement it is for."""

    position: str
    condition: str
    coder: str


@dataclass
class Gathered:
    """Everything found in a folder; ``refused`` says what was not usable, and nothing else is lost."""

    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    contexts: dict[str, str] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    refused: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def extract(path: Path, registry: Registry, kind: str = "auto", date: str = "") -> Extracted:
    """Read one document and attribute its statements; InputError when it cannot be used."""
    from stance.attribution import attribute
    from stance.sources import read

    source = read(path, kind=kind, date=date)
    statements = source.statements
    if statements is None:
        statements = tuple(attribute(source.document, registry))
    return Extracted(source.document, statements, source.notes)


Spread = Callable[[Callable[[Path], Extracted | InputError], list[Path]], Iterable[Extracted | InputError]]


def gather(folder: Path, spread: Spread) -> Gathered:
    """All statements of the corpus ``folder``; ``spread`` maps a function over its documents."""
    found = Gathered()
    registry = Registry.load(corpus.table_path(folder, "actors"))
    table = folder / "statements.csv"
    if table.is_file():
        _add_table(found, table, registry)
    reader = DocumentReader(corpus.table_path(folder, "actors"))
    for result in spread(reader, corpus.documents(folder)):
        if isinstance(result, InputError):
            found.refused.append(result)
        else:
            _add_document(found, result)
    return found


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

    def _read(self, path: Path) -> Extracted:
        if self._registry is None:
            self._registry = Registry.load(self.actors)
        return extract(path, self._registry)


def _add_document(found: Gathered, result: Extracted) -> None:
    document = result.document
    found.documents[document.id] = {**asdict(document), "venue": ""}
    found.statements.update((statement.id, statement) for statement in result.statements)
    found.notes += [f"{document.id}: {note}" for note in result.notes]


def _add_table(found: Gathered, table: Path, registry: Registry) -> None:
    for line, row in corpus.read_csv(table, STATEMENT_COLUMNS):
        # A source without an address is still one source: its title and publisher identify it.
        doc = digest(row["publisher"], row["source_title"], row["source_url"])
        actor = registry.find(row["speaker"], row["date"], row["country"])
        try:
            statement = Statement(
                doc=doc, text=row["text"], date=row["date"], date_precision=row["date_precision"],
                quote_type="direct" if row["wording"] == "quote" else "indirect",
                wording=row["wording"], speaker=row["speaker"], mention=row["speaker"],
                actor=actor.id if actor else "", role=row["role"], country=row["country"],
                capacity=row["capacity"],
            )  # fmt: skip
        except ValueError as error:
            found.refused.append(InputError(str(table), str(error), "Mend the cell", line))
            continue
        found.documents.setdefault(
            doc,
            {
                "id": doc, "title": row["source_title"], "publisher": row["publisher"],
                "date": row["date"], "language": row["language"], "url": row["source_url"],
                "kind": row["source_kind"], "venue": row["venue"],
            },
        )  # fmt: skip
        found.statements[statement.id] = statement
        found.contexts[statement.id] = row["context"]
        if row["position"]:
            found.readings[statement.id] = Reading(row["position"], row["condition"], row["coder"])
