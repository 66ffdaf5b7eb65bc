"""What a brief is: sections of sentences, and the numbered statements and roll calls they cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stance.countries import is_organisation, name
from stance.filters import marks, with_ids
from stance.snapshot import Snapshot
from stance.written import day, said

WORDS, VOTE = "words", "vote"
# States whose name bears an article within a sentence.
_ARTICLE = frozenset("ARE BHS CAF COD COM DOM GBR GMB MDV MHL NLD PHL SLB USA VAT".split())
_COLUMNS = (
    "id, date, date_precision, speaker, role, country, wording, quote_type, text, position, condition, "
    "source_title, publisher, source_url"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Plain text, and the ids of the statements and roll calls that it rests on."""

    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a heading."""

    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the list below a brief: ``kind`` is ``words`` or ``vote``, ``text`` the words or the title
    of the text voted on, ``by`` who and when, ``where`` the title of the source and ``url`` its address."""

    id: str
    kind: str
    text: str
    by: str
    where: str
    url: str


@dataclass(frozen=True)
class Brief:
    """A brief. ``number`` counts the sources in the order in which the sentences first cite them."""

    title: str
    question: str
    basis: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    @property
    def number(self) -> Mapping[str, int]:
        """Id -> the number that sentences cite."""
        return {source.id: place for place, source in enumerate(self.sources, start=1)}


def finished(
    snapshot: Snapshot, issue: str, title: str, basis: str, sections: Iterable[Section]
) -> Brief:
    """The brief with its sources looked up; sections without a sentence are left out."""
    kept = tuple(section for section in sections if section.sentences)
    cited = tuple(dict.fromkeys(
        key for section in kept for sentence in section.sentences for key in sentence.cites
    ))  # fmt: skip
    found = {row["id"]: _words(row) for row in statements(snapshot, issue, cited)}
    found |= {source.id: source for source in _rollcalls(snapshot, cited)}
    sources = tuple(found[key] for key in cited if key in found)
    return Brief(title, snapshot.issues[issue].question, basis, kept, sources)


def statements(
    snapshot: Snapshot, issue: str, ids: Sequence[str], days: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """The statements with these ids, with how they are coded on ``issue`` (see ``filters.with_ids``)."""
    if not ids:
        return []
    where, values = with_ids(issue, ids, days)
    return snapshot.rows(f"SELECT {_COLUMNS} FROM coded WHERE {where}", values)  # noqa: S608


def who(row: Mapping[str, Any]) -> str:
    """``Ayman Safadi (Foreign Minister)``; the country where nobody is named."""
    speaker = row["speaker"] or f"a speaker not named, for {name(row['country'])}"
    return f"{speaker} ({row['role']})" if row["role"] else str(speaker)


def written(row: Mapping[str, Any]) -> str:
    """The day of a statement at the beginning of a sentence, as precise as it is known."""
    when = day(row["date"], row["date_precision"])
    return when[:1].upper() + when[1:]


def called(code: str) -> str:
    """A country or organisation within a sentence: ``the United States``, ``France``."""
    return f"the {name(code)}" if code in _ARTICLE or is_organisation(code) else name(code)


def _words(row: Mapping[str, Any]) -> Source:
    when = day(row["date"], row["date_precision"])
    by = f"{who(row)}, {name(row['country'])}, {when}" if row["country"] else f"{who(row)}, {when}"
    where = ", ".join(dict.fromkeys(filter(None, (row["source_title"], row["publisher"]))))
    return Source(row["id"], WORDS, said(row), by, where or "source", row["source_url"] or "")


def _rollcalls(snapshot: Snapshot, ids: Sequence[str]) -> list[Source]:
    if not ids:
        return []
    rows = snapshot.rows(
        f"SELECT id, date, body, title, url FROM rollcalls WHERE id IN ({marks(ids)})",  # noqa: S608
        list(ids),
    )
    return [
        Source(row["id"], VOTE, row["title"] or row["id"], f"Roll call, {day(row['date'])}", row["id"],
               row["url"] or "")
        for row in rows
    ]  # fmt: skip
