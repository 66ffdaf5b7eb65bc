"""What changed, as feeds that a news reader polls: Atom (RFC 4287) and JSON Feed 1.1.

An entry's id is made of what identifies the change, so that it stays the same while the data grow. Links are
absolute where the address of the server is known; without it an entry links to its source alone.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from stance.changes import Told
from stance.records import Issue
from stance.written import day, said

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
MOST = 200
Parameters = Mapping[str, Sequence[str]]
_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "stance:changes")
# A date says the day, and a feed wants a time: the day's first moment in UTC.
_MIDNIGHT = "T00:00:00Z"


@dataclass(frozen=True)
class Feed:
    """What both forms say. ``base`` is the server's address without a last slash, empty where unknown;
    ``shown`` are the parameters of the page that shows the same, ``asked`` those of the feed itself."""

    title: str
    subtitle: str
    issue: Issue
    version: str
    updated: str
    base: str
    shown: Parameters
    asked: Parameters
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as plain text."""

    id: str
    title: str
    text: str
    date: str
    country: str
    speaker: str
    source: str
    link: str
    first: bool


def feed(
    items: Sequence[Told], issue: Issue, version: str, *, rules: str, latest: str, base: str = "",
    shown: Parameters | None = None, asked: Parameters | None = None, name: Callable[[str], str] = str,
) -> Feed:  # fmt: skip
    """The newest ``MOST`` of ``items`` (newest first) as a feed.

    ``rules`` says in a sentence what counts, ``latest`` is the last day that the data know, ``name``
    gives a country's name; the rest is as in ``Feed``.
    """
    there = shown or {"issue": [issue.id]}
    entries = tuple(_entry(item, issue, base, there, name) for item in items[:MOST])
    subtitle = " ".join(part for part in (issue.question, rules, f"Data version {version}.") if part)
    return Feed(
        f"What changed: {issue.title}", subtitle, issue, version, (items[0].change.date if items else latest),
        base, there, asked or there, entries,
    )  # fmt: skip


def _entry(
    item: Told, issue: Issue, base: str, shown: Parameters, name: Callable[[str], str]
) -> Entry:
    change, after = item.change, item.after or {}
    who, position = name(change.country), issue.position(change.after).name
    when = day(change.date, str(after.get("date_precision") or "day"))
    key = "\x1f".join((issue.id, change.country, change.date, change.before, change.after))
    if change.before:
        title = f"{who}: {issue.position(change.before).name} to {position}, {when}"
    else:
        title = f"{who}: first found at {position}, {when}"
    if change.vote:
        title, text = f"{title}, by its vote", f"Vote on {after.get('id', '')}: {after.get('text', '')}"
    else:
        title = f"{title}, {after.get('speaker') or 'speaker not named'}"
        text = _words(after)
    here = {**shown, "actor": [change.country], "date": [change.date]}
    link = page(base, "changes", here) if base else ""
    return Entry(
        f"urn:uuid:{uuid.uuid5(_NAMES, key)}", title, text, change.date, change.country,
        str(after.get("speaker") or ""), _web(str(after.get("source_url") or "")), link, not change.before,
    )  # fmt: skip


def _words(row: Mapping[str, Any]) -> str:
    """The words with who said them."""
    who = ", ".join(str(row[field]) for field in ("speaker", "role") if row.get(field))
    source = row.get("source_title") or row.get("publisher") or ""
    parts = (said(row), who, str(source))
    return " — ".join(part for part in parts if part)


def _web(url: str) -> str:
    """The address if it is an ordinary web address, else nothing."""
    return url if re.fullmatch(r"https?://[^\s<>\"]+", url) and url.isprintable() else ""


def page(base: str, path: str, params: Parameters) -> str:
    """The address of a page with its parameters."""
    return f"{base}/{path}?{urlencode(params, doseq=True)}"


def atom(feed: Feed) -> bytes:
    """The feed as an Atom file."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    own = uuid.uuid5(_NAMES, urlencode(sorted(feed.asked.items()), doseq=True))
    _add(root, "id", f"urn:uuid:{own}")
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", feed.updated + _MIDNIGHT)
    _add(_add(root, "author"), "name", "Stance")
    if feed.base:
        _add(root, "link", rel="alternate", type="text/html", href=page(feed.base, "changes", feed.shown))
        _add(root, "link", rel="self", type="application/atom+xml",
             href=page(feed.base, "api/changes.atom", feed.asked))  # fmt: skip
    for entry in feed.entries:
        item = _add(root, "entry")
        _add(item, "id", entry.id)
        _add(item, "title", entry.title)
        _add(item, "updated", entry.date + _MIDNIGHT)
        _add(item, "published", entry.date + _MIDNIGHT)
        _add(_add(item, "author"), "name", entry.speaker or "Stance")
        _add(item, "category", term=entry.country)
        _add(item, "category", term="first" if entry.first else "shift")
        if entry.link:
            _add(item, "link", rel="alternate", type="text/html", href=entry.link)
        if entry.source:
            _add(item, "link", rel="via" if entry.link else "alternate", href=entry.source)
        _add(item, "content", entry.text, type="text")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    plain = {key: _plain(value) for key, value in attributes.items()}
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}", plain)
    child.text = _plain(text) or None
    return child


def _plain(text: str) -> str:
    """Text without the characters that no XML file may hold, escaped or not."""
    return "".join(" " if _forbidden(ord(sign)) else sign for sign in text)


def _forbidden(code: int) -> bool:
    return (code < 32 and code not in (9, 10, 13)) or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)


def json_feed(feed: Feed) -> bytes:
    """The feed as a JSON Feed file."""
    made: dict[str, Any] = {"version": JSON_FEED, "title": feed.title, "description": feed.subtitle}
    if feed.base:
        made |= {"home_page_url": page(feed.base, "changes", feed.shown),
                 "feed_url": page(feed.base, "api/changes.json", feed.asked)}  # fmt: skip
    made |= {"authors": [{"name": "Stance"}], "language": "en"}
    made["items"] = [
        {
            "id": entry.id, "title": entry.title, "content_text": entry.text,
            "date_published": entry.date + _MIDNIGHT,
            "tags": [entry.country, "first" if entry.first else "shift"],
            **({"url": entry.link} if entry.link else {}),
            **({"external_url": entry.source} if entry.source else {}),
            **({"authors": [{"name": entry.speaker}]} if entry.speaker else {}),
        }
        for entry in feed.entries
    ]  # fmt: skip
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
