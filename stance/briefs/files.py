"""A brief as a file: one HTML page that prints on paper and needs no server, and Markdown.

Names, titles and words come from sources, so every one of them is escaped: in the page nothing becomes a mark
or a script, in Markdown nothing becomes a link, a picture or a heading.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from stance.briefs.brief import Brief, Sentence, Source

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&!@]|:(?=\S)|(?<=www)\.)", re.IGNORECASE)
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root{{color-scheme:light dark;font:17px/1.5 Georgia,"Times New Roman",serif}}
body{{max-width:42rem;margin:2.5rem auto;padding:0 1rem}}
h1{{font-size:1.7rem;line-height:1.2;margin:0 0 .3rem}}
h2{{font-size:1.1rem;margin:1.6rem 0 .3rem}}
p{{margin:.35rem 0}}
.note,ol{{font-size:.86rem}}
ol{{padding-left:1.6rem}}
li{{margin:.5rem 0;overflow-wrap:anywhere}}
sup a{{text-decoration:none}}
:target{{background:#fd06}}
@media print{{:root{{font-size:11pt}}body{{margin:0;max-width:none}}a{{color:inherit;text-decoration:none}}
li{{break-inside:avoid}}h2{{break-after:avoid}}}}
</style>
<main>
<h1>{title}</h1>
<p class="note">{question}</p>
{sections}
<h2>Sources</h2>
<ol>
{sources}
</ol>
<p class="note">{basis}</p>
</main>
</html>
"""


def as_html(brief: Brief) -> bytes:
    """The brief as one page; citations lead to its list of sources and these to the sources' addresses."""
    sections = "\n".join(
        f"<h2>{html.escape(section.heading)}</h2>\n"
        + "\n".join(f"<p>{html.escape(one.text)}{_marks(brief, one)}</p>" for one in section.sentences)
        for section in brief.sections
    )
    sources = "\n".join(
        f'<li id="s{place}">{_entry(source)}</li>' for place, source in enumerate(brief.sources, start=1)
    )
    page = _PAGE.format(
        title=html.escape(brief.title), question=html.escape(brief.question), sections=sections,
        sources=sources or "<li>None.</li>", basis=html.escape(brief.basis),
    )  # fmt: skip
    return page.encode()


def as_markdown(brief: Brief) -> bytes:
    """The brief as Markdown: numbers in brackets stand for the entries of the list at its end."""
    lines = [f"# {plain(brief.title)}", "", plain(brief.question), ""]
    for section in brief.sections:
        lines += [f"## {plain(section.heading)}", ""]
        for one in section.sentences:
            lines += [f"{plain(one.text)}{cited(brief, one)}", ""]
    lines += ["## Sources", ""]
    for place, source in enumerate(brief.sources, start=1):
        where = plain(source.where)
        if web_address(source.url):
            address = re.sub(r"[<>\s]", "", source.url)
            where = f"[{where}](<{address}>)"
        lines.append(f"{place}. {plain(source.by)}: {plain(source.text)} {where}")
    return "\n".join([*lines, "", plain(brief.basis), ""]).encode()


def cited(brief: Brief, sentence: Sentence) -> str:
    """The numbers that a sentence cites, in brackets that Markdown shows as they are."""
    numbers = [brief.number[key] for key in sentence.cites if key in brief.number]
    return f" \\[{', '.join(map(str, numbers))}\\]" if numbers else ""


def plain(text: str) -> str:
    """Text on one line that Markdown shows exactly as it is."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def web_address(url: str) -> bool:
    """Whether this is an ordinary web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _marks(brief: Brief, sentence: Sentence) -> str:
    numbers = [brief.number[key] for key in sentence.cites if key in brief.number]
    return "".join(f'<sup> <a href="#s{number}">[{number}]</a></sup>' for number in numbers)


def _entry(source: Source) -> str:
    where = html.escape(source.where)
    if web_address(source.url):
        where = f'<a rel="noopener nofollow" href="{html.escape(source.url)}">{where}</a>'
    return f"{html.escape(source.by)}: {html.escape(source.text)}<br>{where}"
