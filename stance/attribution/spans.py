"""How far the reported words reach: a clause fitted to its quotations, without what belongs to the cue."""

from __future__ import annotations

import re
from bisect import bisect_left

from stance.attribution.candidates import Candidate
from stance.attribution.cues import GROUP, VERB_FORMS
from stance.attribution.parse import Tokens
from stance.attribution.quotes import Quote

# Where and when the saying took place, at the end of a clause that the parser drew too wide.
_VENUE = re.compile(
    r",?\s+(?:in|during|at|on|to|via|after|following) (?:an?|the|his|her|its|their) (?:[\w’'-]+ ){0,4}?"
    r"(?:interview|statement|speech|news conference|press conference|briefing|tweet|post|address|"
    r"phone call|telephone call|letter|email|appearance|press release|rally|town hall|debate)\b.*$",
    re.DOTALL,
)
_SHUT = "”\"’'»"


def fit(toks: Tokens, cand: Candidate) -> None:
    """Change the borders of ``cand`` in place: cut where the next report begins, close its quotations."""
    cue = toks.starts[cand.cue]
    holding = next((q for q in toks.quotes if q.start < cue < q.end), None)
    if holding is not None:
        _clip(toks.text, cand, holding)
        return
    if not cand.kind.startswith("quote"):
        _cut(toks, cand)
        _snap(cand, cue, toks.quotes)
        if cand.lemma != "according":
            _venue(toks.text, cand, cue, toks.quotes)
    _close(toks.text, cand)


def _clip(text: str, cand: Candidate, quote: Quote) -> None:
    """A cue inside a quotation introduces only words of that quotation."""
    if cand.start < quote.end < cand.end:
        cand.end = quote.end
        while cand.end > cand.start and text[cand.end - 1] in "”\"’'.,!? \n":
            cand.end -= 1


def _cut(toks: Tokens, cand: Candidate) -> None:
    """End the words before a verb that reports more from the same speaker ("and called", ", adding")."""
    first = bisect_left(toks.starts, cand.start)
    last = bisect_left(toks.starts, cand.end)
    tag = toks.tags[cand.cue]
    for i in range(first + 2, last):
        if toks.lower[i] not in VERB_FORMS or i == cand.cue or not (first > cand.cue or i < cand.cue):
            continue
        before = toks.lower[i - 1]
        adverb = before in ("also", "then", "later", "even")
        if adverb:
            before = toks.lower[i - 2]
        at = i - (2 if adverb else 1)
        group = GROUP[VERB_FORMS[toks.lower[i]]]
        same = toks.tags[i] == tag and tag in ("VBD", "VBZ") and before in ("and", "but")
        more = toks.tags[i] == "VBG" and before in (",", "”", '"')
        if (same or more) and group != "thought" and at > first + 1:
            if toks.quoted[i]:
                continue
            cand.end = toks.ends[at - 1]
            while cand.end > cand.start and toks.text[cand.end - 1] in ", ;":
                cand.end -= 1
            return


def _snap(cand: Candidate, cue: int, quotes: list[Quote]) -> None:
    """Take in the whole of a quotation that a border falls into, on the words' side of the cue."""
    for quote in quotes:
        if quote.start < cand.end and cand.start < quote.end:
            if cand.start > quote.start and not quote.start <= cue < quote.end:
                cand.start = quote.start
            if cand.end < quote.end and not cand.end <= cue < quote.end:
                cand.end = quote.end


def _venue(text: str, cand: Candidate, cue: int, quotes: list[Quote]) -> None:
    if cue > cand.start:
        return
    tail = max((q.end for q in quotes if cand.start <= q.start < cand.end), default=cand.start)
    found = _VENUE.search(text, max(tail, cand.start), cand.end)
    if found and found.start() > cand.start + 10:
        cand.end = found.start()


def _close(text: str, cand: Candidate) -> None:
    """Take in the closing mark that follows the last word, with the stop before it."""
    opens = text[cand.start : cand.end].count("“") > text[cand.start : cand.end].count("”")
    end = cand.end
    while end < len(text) and text[end] in ".,!?…" and end - cand.end < 2:
        end += 1
    if opens and end < len(text) and text[end] in _SHUT:
        cand.end = end + 1
