"""Which addresses of sources are ordinary web addresses, and where a copy of the page may be kept.

The copy is looked for in the Internet Archive, at the page's state nearest to the day of the source. Nothing
here asks whether the archive has one: a reader who follows the link sees it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ARCHIVE = "https://web.archive.org/web/"


def web_address(url: str) -> str:
    """The address if it is an ordinary web address, else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    plain = url.isprintable() and not re.search(r"\s", url)
    return url if plain and parts.scheme in ("http", "https") and parts.netloc else ""


def archived(url: str, date: str) -> str:
    """Where the Internet Archive would show ``url`` as it was about ``date`` (an ISO day, or empty).

    Empty for what is no ordinary web address, names no public host, or lies in the archive already.
    """
    if not web_address(url):
        return ""
    host = (urlsplit(url).hostname or "").lower()
    if "." not in host or host.replace(".", "").isdigit() or host.endswith("archive.org"):
        return ""
    day = re.sub(r"\D", "", date)[:8]
    return f"{_ARCHIVE}{day}/{url}" if day else f"{_ARCHIVE}{url}"
