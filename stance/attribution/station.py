"""The station itself: one parse, candidates, the filter, and a statement for each speaker."""

from __future__ import annotations

from typing import Any

from stance.actors import Registry
from stance.attribution import candidates, choose, dates, filter, furniture, quotes, quoting
from stance.attribution.candidates import Candidate
from stance.attribution.parse import Tokens, parse, tokens
from stance.attribution.quotes import Quote
from stance.attribution.sources import mention, source_head
from stance.attribution.speakers import Cast
from stance.records import Document, Statement


def attribute(document: Document, registry: Registry) -> list[Statement]:
    """The statements of ``document`` in the order of their words; spans count in ``document.text``."""
    if not document.text.strip():
        return []
    blocks = furniture.blocks(document.text)
    parsed = parse(document.text, [block.start for block in blocks])
    return extract(document, registry, parsed, blocks)


def extract(
    document: Document, registry: Registry, parsed: list[Any], blocks: list[furniture.Block]
) -> list[Statement]:
    """``attribute`` on a parse that is already there (spaCy documents that join to the text)."""
    toks = tokens(document.text, parsed)
    found = quotes.find(document.text)
    cast = Cast(toks, registry, document.date)
    bad = [(block.start, block.end) for block in blocks if block.furniture]
    out: list[Statement] = []
    for score, cand, head in select(toks, found):
        if any(start < cand.end and cand.start < end for start, end in bad):
            continue
        out.extend(_statements(document, toks, cand, head, score, found, cast))
    return out


def select(toks: Tokens, found: list[Quote]) -> list[tuple[float, Candidate, int]]:
    """The candidates that stand, each with its probability and the head token of its speaker."""
    table = filter.weights()
    scored = []
    heads = {}
    for cand in choose.merge(quoting.quoted(toks, found), candidates.clauses(toks)):
        head = source_head(toks, cand)
        heads[id(cand)] = head
        scored.append((filter.probability(filter.features(toks, cand, head, found), table), cand))
    kept = choose.standing(scored, table["threshold"])
    return [(score, cand, heads[id(cand)]) for score, cand in kept]


def _statements(
    document: Document, toks: Tokens, cand: Candidate, head: int, score: float, found: list[Quote], cast: Cast
) -> list[Statement]:
    span = mention(toks, head) if head >= 0 else (-1, -1)
    when = dates.resolve(_saying(toks, cand), document.date) or (document.date, "day")
    out = []
    for who in cast.speakers(head, span) if head >= 0 else [None]:
        out.append(
            Statement(
                doc=document.id,
                text=document.text[cand.start : cand.end],
                quote_type=_type(document.text, cand, found),
                date=when[0],
                date_precision=when[1],
                speaker=who.speaker if who else "",
                mention=document.text[span[0] : span[1]] if head >= 0 else "",
                actor=who.actor if who else "",
                role=who.role if who else "",
                country=who.country if who else "",
                capacity=who.capacity if who else "unknown",
                wording="quote" if _type(document.text, cand, found) == "direct" else "paraphrase",
                char_start=cand.start,
                char_end=cand.end,
                cue=toks.words[cand.cue],
                source_start=span[0],
                source_end=span[1],
                confidence=round(score, 3),
            )
        )
    return out


def _type(text: str, cand: Candidate, found: list[Quote]) -> str:
    """Direct where nine tenths of the letters stand in marks, indirect where under a fiftieth do."""
    total = inside = 0
    near = [q for q in found if q.start < cand.end and cand.start < q.end]
    for at in range(cand.start, cand.end):
        if text[at].isalnum() and cand.holds(at):
            total += 1
            inside += any(q.start <= at < q.end for q in near)
    share = inside / total if total else 0
    return "direct" if share >= 0.9 else "indirect" if share < 0.02 else "mixed"


def _saying(toks: Tokens, cand: Candidate) -> str:
    """The words of the cue's own clause outside the words said, where its date stands."""
    first = toks.sent[cand.cue]
    last = toks.right[cand.cue]
    words = [toks.words[i] for i in range(first, last + 1) if not cand.holds(toks.starts[i])]
    return " ".join(words)
