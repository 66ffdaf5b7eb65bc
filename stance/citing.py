"""How a view, or one statement of it, is named so that another reader finds the same.

A citation holds the data version, the filters, the day it was seen and the address. BibTeX is written with
every sign that TeX reads made plain.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from stance.export import describe
from stance.view import View
from stance.written import day, form, said

# Braces by name: BibTeX counts those after a backslash, too.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "%": r"\%", "&": r"\&",
    "#": r"\#", "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
# Signs that would end an address in BibTeX, as an address itself may write them.
_URL = re.compile(r"[{}\\%](?![0-9A-Fa-f]{2})|[{}\\]")


@dataclass(frozen=True, slots=True)
class Cited:
    """A view to be cited: its page and question, what is chosen, the data version, address and day."""

    page: str
    question: str
    chosen: str
    version: str
    url: str
    seen: dt.date

    def text(self) -> str:
        """One line for a footnote."""
        return (
            f"Stance. {self.question} {self.page} ({self.chosen}). Data version {self.version}, retrieved "
            f"{day(self.seen.isoformat())}{f', {self.url}' if self.url else ''}."
        )

    def bibtex(self) -> str:
        """An entry for a bibliography; its key names the data version and the day."""
        fields = {
            "title": f"{{{_tex(f'Stance: {self.question} {self.page}')}}}",
            "author": "{{Stance}}",
            "year": f"{{{self.seen.year}}}",
            "version": f"{{{_tex(self.version)}}}",
            "note": f"{{{_tex(f'Data version {self.version}; {self.chosen}')}}}",
            "urldate": f"{{{self.seen.isoformat()}}}",
        }
        if self.url:
            fields["url"] = f"{{{_URL.sub(lambda found: f'%{ord(found[0]):02X}', self.url)}}}"
        lines = ",\n".join(f"  {name:<8}= {value}" for name, value in fields.items())
        return f"@misc{{stance-{_key(self.version)}-{self.seen:%Y%m%d},\n{lines}\n}}"


def chosen(view: View) -> str:
    """The day, filters and rules of a view in words that can be typed again."""
    parts = [f"date={view.date}", describe(view.filters(positions=True))]
    parts += [f"{name}={value}" for name, value in view.picks if name in ("basis", "age", "sources")]
    parts += [f"skip={','.join(view.skipped)}"] if view.skipped else []
    parts += [f"search={view.words}"] if view.words else []
    return " ".join(part for part in parts if part)


def link(page: str, parameters: Mapping[str, Sequence[str]]) -> str:
    """The full address of a page with these parameters; empty where the page's address is not known."""
    if not page:
        return ""
    parts = urlsplit(page)
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", urlencode(parameters, doseq=True), ""))


def statement(row: Mapping[str, Any], version: str, seen: dt.date, url: str) -> str:
    """One line for one statement: who, what, when, where it stands, and where it was seen.

    What is not all the actor's own words bears no quotation marks, and says what it is.
    """
    who = ", ".join(part for part in (row["speaker"], row["role"], row["country"]) if part)
    place = ", ".join(
        dict.fromkeys(part for part in (row["source_title"], row["publisher"], row["source_url"]) if part)
    )
    when = day(row["date"], row["date_precision"])
    seen_on = f"Stance, data version {version}, retrieved {day(seen.isoformat())}"
    given = form(row)
    what = said(row) if given == "own words" else f"{said(row)} ({given})"
    return f"{who}: {what} ({when}). {place}. {seen_on}{f', {url}' if url else ''}."


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in " ".join(text.split()))


def _key(text: str) -> str:
    return re.sub(r"[^\w-]", "", text)
