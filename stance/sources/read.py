"""Which reader a file needs, by its content or by choice, and what it gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stance.corpus import TABLE_SUFFIXES
from stance.errors import InputError
from stance.records import READ_AS, Document
from stance.sources import article, table, un_press, un_record, un_turns, ungdc
from stance.sources.source import Source, check_date, decode, read_bytes


def read(path: Path, kind: str = "auto", date: str = "") -> Source:
    """The document in ``path`` (.txt or .html), with its statements where its form says who speaks.

    ``kind`` is one of ``READ_AS``; "auto" decides by the content. ``date`` (YYYY-MM-DD) outranks
    the date found in the text. Raises InputError for what cannot be used: it names the file, the
    line and the mend.
    """
    if kind not in READ_AS:
        raise InputError(path.name, f"the kind {kind!r} is not known", f"Use {', '.join(READ_AS)}")
    day = check_date(date, path.name)
    if path.suffix.lower() in TABLE_SUFFIXES:
        return _table(path, day)
    data = read_bytes(path)
    if article.is_html(data, path.suffix):
        source = article.read_html(data, path.stem, path.name, day)
        if kind == "un-record":
            return un_record.read(source.document.text, path.stem, path.name, day)
    else:
        text = decode(data, path.name)
        if kind == "un-record" or (kind == "auto" and un_turns.is_record(text)):
            return un_record.read(text, path.stem, path.name, day)
        if kind == "auto" and ungdc.is_speech(path):
            return ungdc.read(path, text, day)
        source = article.read_text(text, path.stem, path.name, day)
    if kind == "un-press" or (kind == "auto" and un_press.is_press(source.document.text)):
        document = replace(source.document, kind="un-press", publisher="United Nations")
        return replace(source, document=document, statements=un_press.statements(document))
    return source


def _table(path: Path, date: str) -> Source:
    """A table as one document; ``read_table`` keeps the sources that its rows name."""
    found = table.read_table(path)
    document = Document(id=path.stem, text="", kind="table", title=path.stem, date=date)
    statements = tuple(replace(row.statement, doc=path.stem, id="") for row in found.rows)
    return Source(document, statements, refused=tuple(str(error) for error in found.refused))
