"""Press reports and official pages: the text, its title, publisher, date. Statements come later."""

from __future__ import annotations

import codecs
import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING

from stance.errors import InputError
from stance.languages import PARSED, language, not_parsed, quotations
from stance.records import Document
from stance.sources.dates import printed_date
from stance.sources.prose import passages
from stance.sources.source import NO_DATE, Source, decode

if TYPE_CHECKING:
    from lxml.etree import _Element

_HTML = re.compile(rb"<!doctype html|<html[\s>]|<(?:head|body|article|div|p)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_HIDDEN = (
    "//script | //style | //noscript | //template | //iframe | //object | //svg | //comment() | //nav"
    " | //form//select | //form//button | //form//textarea"
    # A page whose body is hidden is one that a script shows as soon as it has loaded.
    " | //*[not(self::html or self::body)][@hidden or @aria-hidden='true'"
    " or contains(translate(@style, ' ', ''), 'display:none')"
    " or contains(translate(@style, ' ', ''), 'visibility:hidden')]"
)
_PUBLISHER = re.compile(r"(?:©|Copyright)\s*(?:\d{4}\s*)?(?P<name>[A-Z][\w&.' ]{2,40})")
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: Names that the HTML standard reads as Windows-1252; pages that use them hold its quotation marks.
_WINDOWS = frozenset(("iso-8859-1", "iso8859-1", "iso88591", "latin1", "l1", "us-ascii", "ascii"))
#: Characters of an article, which has to be parsed; no newspaper prints a longer one.
MAX_ARTICLE = 1_000_000
_PUBLISHER_WORDS = 6
_TITLE = 200  # characters of a title at most
_FUTURE = (
    "the date found in the text, {}, lies in the future and was not taken: "
    "correct it there or name one beside the text (extract --date)"
)


def read_text(text: str, stem: str, name: str, date: str) -> Source:
    """A plain-text article: ``document.text`` is exactly the file's characters."""
    _check_length(text, name)
    title, publisher = _heading(text)
    return _source(stem, text, title, publisher, date, printed_date(text))


def is_html(data: bytes, suffix: str) -> bool:
    """Whether a file is a web page: it begins as one, or is named so and holds tags."""
    # In UTF-16 every second byte of a tag is nothing.
    head = data[:4096].removeprefix(codecs.BOM_UTF16_LE).removeprefix(codecs.BOM_UTF16_BE).replace(b"\0", b"")
    tags = _HTML.search(head[:2048]) is not None and suffix.lower() in (".html", ".htm", ".xhtml")
    return tags or _PAGE.match(head[:200]) is not None


def read_html(data: bytes, stem: str, name: str, date: str) -> Source:
    """A web page: ``document.text`` is the article as trafilatura finds it, one paragraph a line.

    Scripts, styles, forms, comments and hidden elements are taken out of the page before anything is
    looked for in it; a form that holds most of the page is the page.
    """
    import trafilatura

    page = _decode_page(data, name)
    if "<html" not in page.lower():
        page = f"<html><body>{page}</body></html>"  # a fragment; trafilatura takes whole pages only
    tree = trafilatura.load_html(page)
    if tree is None:
        raise InputError(name, "the file holds no readable web page", "Save the page again as .html")
    meta = trafilatura.extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
    window_title = " ".join((tree.findtext(".//title") or "").split())
    for element in tree.xpath(_HIDDEN):
        _drop(element)
    _drop_forms(tree)
    text = trafilatura.extract(tree, include_comments=False, favor_recall=True)
    if not text:
        raise InputError(name, "no article text was found in the page", "Save the text as .txt")
    _check_length(text, name)
    title, publisher = _heading(window_title or text)
    found = meta.date or printed_date(text) or printed_date(" ".join(tree.itertext()))
    title = _heading(meta.title)[0] if meta.title else title
    source = _source(stem, text, title, meta.sitename or publisher, date, found)
    return dataclasses.replace(source, document=dataclasses.replace(source.document, url=meta.url or ""))


def _check_length(text: str, name: str) -> None:
    if len(text) > MAX_ARTICLE:
        problem = f"an article of {len(text)} characters is too long to parse"
        raise InputError(name, problem, f"Split it below {MAX_ARTICLE} characters")


def _decode_page(data: bytes, name: str) -> str:
    """The page's characters, by its byte order mark, UTF-8, or the encoding that it declares."""
    declared = _CHARSET.search(data[:4096])
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    # Whoever could read the declaration byte by byte has no UTF-16 before him, whatever it says.
    if data.startswith(_BOMS) or encoding.startswith(("utf-8", "utf8", "utf-16", "utf16")):
        return decode(data, name)
    try:
        return data.decode("windows-1252" if encoding in _WINDOWS else encoding)
    except (LookupError, UnicodeError):
        return decode(data, name)


def _drop_forms(tree: _Element) -> None:
    """Takes the forms out, but one around the whole page, as ASP.NET writes them."""
    forms = tree.xpath("//form")
    whole = _words(tree) if forms else 0
    for form in forms:
        if 2 * _words(form) > whole:
            form.tag = "div"
            form.attrib.clear()
        else:
            _drop(form)


def _words(element: _Element) -> int:
    return len(" ".join(element.itertext()).split())


def _drop(element: _Element) -> None:
    """Takes an element out of its tree and keeps the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _heading(text: str) -> tuple[str, str]:
    """Title and publisher of "Title | Section | Publisher", or the first line where it is a heading."""
    first = next((line.strip("\ufeff \t") for line in text.splitlines() if line.strip()), "")
    parts = [part.strip() for part in re.split(r"\s[|]\s", first)]
    if len(parts) == 1:
        parts = re.split(r"\s[-–—]\s(?=[A-Z][\w.&' ]{1,30}$)", first)
    if len(parts) > 1:
        short = len(parts[-1].split()) <= _PUBLISHER_WORDS
        return parts[0][:_TITLE], parts[-1] if short else ""
    named = _PUBLISHER.search(text[-3000:])
    alone = re.match(r"\s*[^\n]+\n\s*\n", text) is not None
    is_heading = len(first) <= _TITLE and len(first.split()) <= 25 and (alone or first[-1:] not in ".”")
    return first.rstrip(".") if is_heading else "", named["name"].strip() if named else ""


def _source(stem: str, text: str, title: str, publisher: str, date: str, found: str) -> Source:
    notes: list[str] = []
    if not date and found > dt.date.today().isoformat():
        notes.append(_FUTURE.format(found))
        found = ""
    elif not date and not found:
        notes.append(NO_DATE)
    tongue = language(" ".join(text[start:end] for start, end in passages(text)) or text)
    document = Document(
        id=stem, text=text, title=title, publisher=publisher, date=date or found, language=tongue
    )
    if not tongue or tongue in PARSED:
        return Source(document, notes=tuple(notes))
    return Source(document, quotations(document), (*notes, not_parsed(tongue)))
