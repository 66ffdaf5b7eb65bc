"""Tables of coded statements: CSV, JSON lines, Excel, and the event list of Discourse Network Analyzer.

Columns are found by name or chosen; a row that cannot be used is refused with its line, the reason and
the mend, and the others are read. The event list (DNA 3: "statement ID";"time";"document ID";"document
title";"author";"source";"section";"type";"text" and the variables person, organization, concept,
agreement) needs no choice: an organisation that stands for a country gives the country.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stance.attribution.roles import of_office
from stance.countries import code, of_role
from stance.errors import InputError
from stance.records import DOCUMENT_KINDS, Document, Statement, digest
from stance.sources.dates import cell_date
from stance.sources.grid import JSON_MEND, GridRow, read_grid

#: Field -> names of columns that hold it, folded (small letters, one space for anything else).
FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "statement", "quote", "quotation", "words", "utterance", "content", "sentence"),
    "date": ("date", "statement date", "day", "time", "datetime", "when"),
    "date_precision": ("date precision", "precision"),
    "speaker": ("speaker", "person", "actor", "speaker name", "official", "who", "name"),
    "role": ("role", "post", "office", "function", "job title"),
    "country": ("country", "country iso3", "iso3", "iso 3", "iso code", "country code", "state", "nation"),
    "organisation": ("organisation", "organization", "institution", "affiliation"),
    "capacity": ("capacity",),
    "wording": ("wording", "kind"),
    "quote_type": ("quote type",),
    "language": ("language", "lang"),
    "venue": ("venue", "occasion", "event", "place"),
    "publisher": ("publisher", "outlet", "newspaper", "medium"),
    "source_kind": ("source kind", "source type"),
    "source_title": ("source title", "document title", "headline", "article"),
    "source_url": ("source url", "url", "link", "address", "source link", "web address"),
    "source": ("source",),
    "issue": ("issue",),
    "position": ("position", "stance", "coding", "code"),
    "condition": ("condition",),
    "context": ("context",),
    "coder": ("coder", "annotator"),
    "concept": ("concept", "category"),
    "agreement": ("agreement", "qualifier"),
    "note": ("note", "notes", "comment", "remark"),
}
#: A table to download and fill in; every row of it can be read.
TEMPLATE = (
    "date,speaker,role,country,text,wording,language,venue,publisher,source_title,source_url,note\n"
    "2023-11-04,Name of the speaker,Foreign Minister,JOR,The words as the source gives them.,quote,en,"
    "Press conference in Amman,Name of the newspaper,Title of the article,https://example.org/article,"
    "Delete this row\n"
    "2023-11,The ministry,,Egypt,Our own sentence for what was said.,paraphrase,en,,,,,"
    "A month or a year is a date too\n"
)
_WORDINGS = {
    "quote": "quote", "direct": "quote", "quotation": "quote", "paraphrase": "paraphrase",
    "indirect": "paraphrase", "vote": "vote", "vote-explanation": "paraphrase",
}  # fmt: skip
_AGREED = {"1": "supports", "0": "opposes", "true": "supports", "false": "opposes",
           "yes": "supports", "no": "opposes"}  # fmt: skip
Refuse = Callable[[str, str], InputError]
_MAX_TEXT = 20_000  # characters of one statement


@dataclass(frozen=True, slots=True)
class TableRow:
    """One statement of a table with the source it names; ``extra`` holds every other cell by field or,
    where the table has columns of its own, by column. ``judged`` says that no cell gave the capacity: it is
    judged by the country and the role's words, and who knows the actor knows better."""

    line: int
    statement: Statement
    document: Document
    extra: dict[str, str] = field(default_factory=dict)
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What a table gave. ``mapping`` says which column was taken for which field."""

    rows: tuple[TableRow, ...]
    refused: tuple[InputError, ...]
    mapping: dict[str, str]


def read_table(
    path: Path, mapping: Mapping[str, str] | None = None, *, where_there: bool = False
) -> Table:
    """The statements of a table file and, by row, what was refused and why.

    ``mapping`` (field -> column, or nothing where no column holds it) outranks what the names of the columns
    suggest; ``where_there`` leaves out the choices whose column this table does not have.
    Raises InputError when no row can be read: no column for the text, an unreadable file, a choice that does
    not exist.
    """
    header, grid = read_grid(path)
    chosen = {f: c for f, c in (mapping or {}).items() if not c or c in header or not where_there}
    columns = map_columns(header, chosen, path.name)
    rows: list[TableRow] = []
    refused: list[InputError] = []
    for row in grid:
        try:
            if row.refused is not None:
                raise row.refused
            rows.append(_read_row(row, columns, path))
        except InputError as error:
            refused.append(error)
    return Table(tuple(rows), tuple(refused), columns)


def map_columns(header: list[str], chosen: Mapping[str, str], name: str) -> dict[str, str]:
    """Field -> column for a header; ``chosen`` first, then by name, each column once; a field chosen to have
    none stays without."""
    found: dict[str, str] = {}
    for wanted, column in chosen.items():
        if wanted not in FIELDS:
            raise InputError(name, f"the field {wanted!r} is not known", f"Use {', '.join(FIELDS)}")
        if column and column not in header:
            raise InputError(name, f"there is no column {column!r}", f"Use {', '.join(header)}")
        found[wanted] = column
    folded = {re.sub(r"[\W_]+", " ", column.lower()).strip(): column for column in header}
    for wanted, names in FIELDS.items():
        free = [folded[n] for n in names if n in folded and folded[n] not in found.values()]
        if wanted not in found and free:
            found[wanted] = free[0]
    found = {wanted: column for wanted, column in found.items() if column}
    title = folded.get("title", "")
    if title and title not in found.values() and "source_title" not in chosen:
        # "title" is the speaker's office in some tables and the article's headline in others.
        found["role" if "role" not in found and "source_title" in found else "source_title"] = title
    if "text" not in found and "concept" not in found:
        mend = "Name a column 'text' or choose the column that holds the words"
        raise InputError(name, "no column holds the words of the statements", mend)
    return found


def _read_row(row: GridRow, columns: dict[str, str], path: Path) -> TableRow:
    cells = {wanted: row.cells.get(column, "") for wanted, column in columns.items()}
    own = {c: v for c, v in row.cells.items() if c not in columns.values() and v}

    def refuse(problem: str, mend: str) -> InputError:
        return InputError(path.name, problem, mend, row.line)

    for column in columns.values():
        if column in row.nested:
            raise refuse(f"the value of {column!r} is not a text", JSON_MEND)
    text = _text(cells)
    if not text:
        raise refuse("the text is empty", "Fill in the words, or delete the row")
    if len(text) > _MAX_TEXT:
        raise refuse(f"the text has {len(text)} characters", f"Keep it under {_MAX_TEXT}")
    date, precision = _date(cells, refuse)
    country = _country(cells, refuse)
    document = _document(cells, path.stem, date, refuse)
    wording = cells.get("wording", "").lower()
    if wording and wording not in _WORDINGS:
        raise refuse(f"the wording {wording!r} is not known", "Use quote, paraphrase or vote")
    taken = _WORDINGS.get(wording, "quote" if cells.get("text") else "paraphrase")
    office = cells.get("role") or cells.get("organisation", "")
    try:
        statement = Statement(
            doc=document.id, text=text, date=date, date_precision=precision, wording=taken,
            quote_type=cells.get("quote_type") or ("direct" if taken == "quote" else "indirect"),
            speaker=cells.get("speaker") or cells.get("organisation", ""),
            mention=cells.get("speaker") or cells.get("organisation", ""),
            role=cells.get("role", ""), country=country,
            capacity=cells.get("capacity") or of_office(office, country),
        )  # fmt: skip
    except ValueError as error:
        raise refuse(str(error), "Use one of these words, or leave the cell empty") from None
    kept = ("organisation", "venue", "issue", "position", "condition", "context", "coder", "concept",
            "agreement", "note", "source_kind", "language")  # fmt: skip
    extra = {wanted: cells[wanted] for wanted in kept if cells.get(wanted)}
    if "agreement" in extra:
        extra["agreement"] = _AGREED.get(extra["agreement"].lower(), extra["agreement"])
    return TableRow(row.line, statement, document, own | extra, not cells.get("capacity"))


def _text(cells: Mapping[str, str]) -> str:
    """The words; where an event list has none, the concept with what the actor says of it."""
    if text := cells.get("text", ""):
        return text
    concept = cells.get("concept", "")
    stance = _AGREED.get(cells.get("agreement", "").lower(), "")
    return f"{stance}: {concept}" if concept and stance else concept


def _date(cells: Mapping[str, str], refuse: Refuse) -> tuple[str, str]:
    written = cells.get("date", "")
    date, precision = cell_date(written)
    if written and not date:
        mend = "Write it like 2023-11-04, or 2023-11 or 2023 where the day is not known"
        raise refuse(f"the date {written!r} is not understood", mend)
    if date > dt.date.today().isoformat():
        raise refuse(f"the date {written} lies in the future", "Give the day of the statement")
    return date, cells.get("date_precision") or precision


def _country(cells: Mapping[str, str], refuse: Refuse) -> str:
    """The code of the country column, else of an organisation that is or belongs to one."""
    named = cells.get("country", "")
    found = code(named)
    if named and not found:
        mend = "Use an ISO 3166 code like EGY, the English name, or an organisation like EU"
        raise refuse(f"the country {named!r} is not known", mend)
    organisation = cells.get("organisation", "")
    return found or code(organisation) or of_role(organisation)


def _document(cells: Mapping[str, str], stem: str, date: str, refuse: Refuse) -> Document:
    """The source that a row names; its id is the same for every row of one source."""
    source = cells.get("source", "")
    is_link = source.lower().startswith(("http://", "https://"))
    url = cells.get("source_url", "") or (source if is_link else "")
    publisher = cells.get("publisher", "") or ("" if is_link else source)
    if url and not re.match(r"https?://[^\s/]+\.[^\s/]+", url, re.IGNORECASE):
        raise refuse(f"the address {url[:80]!r} is no web address", "Begin it with https://")
    kind = cells.get("source_kind", "") or "table"
    if kind not in DOCUMENT_KINDS:
        raise refuse(f"the source kind {kind!r} is not known", f"Use {', '.join(DOCUMENT_KINDS)}")
    title = cells.get("source_title", "")
    identity = (publisher, title, url) if publisher or title or url else (stem,)
    return Document(
        id=digest(*identity), text="", kind=kind, title=title, publisher=publisher, date=date,
        language=cells.get("language", ""), url=url,
    )  # fmt: skip
