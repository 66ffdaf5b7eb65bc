"""The station itself: one parse, candidates, the filter, and a statement for each speaker."""

from __future__ import annotations

from typing import Any

from stance.actors import Registry
from stance.attribution import (
    candidates,
    choose,
    cues,
    dates,
    filter,
    furniture,
    quoting,
    spans,
    unsaid,
)
from stance.attribution.candidates import Candidate
from stance.attribution.choose import Reading
from stance.attribution.parse import Tokens, parse, tokens
from stance.attribution.sources import mention, source_head
from stance.attribution.speakers import Cast, Speaker
from stance.records import Document, Statement

# Dependencies of a cue that carry the time of the saying.
_WHEN = ("npadvmod", "prep", "advmod", "advcl", "tmod")


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
    cast = Cast(toks, registry, document.date)
    bad = [(block.start, block.end) for block in blocks if block.furniture]
    out: list[Statement] = []
    for reading in select(toks):
        cand = reading.cand
        if any(start < cand.end and cand.start < end for start, end in bad):
            continue
        out.extend(_statements(document, toks, reading, cast))
    return out


def readings(toks: Tokens) -> list[Reading]:
    """Every candidate of a parsed text, fitted to its quotations, with its speaker and features."""
    out = []
    for cand in choose.merge(toks, quoting.quoted(toks), candidates.clauses(toks)):
        if cues.GROUP.get(cand.lemma) == "thought" or unsaid.is_unsaid(toks, cand.cue):
            continue
        spans.fit(toks, cand)
        if unsaid.is_empty(toks.text[cand.start : cand.end], cand.quoted):
            continue
        head = source_head(toks, cand)
        out.append(Reading(cand, head, filter.features(toks, cand, head)))
    return out


def select(toks: Tokens) -> list[Reading]:
    """The readings that stand, in the order of their words, each with its probability."""
    table = filter.weights()
    scored = readings(toks)
    for reading in scored:
        reading.score = filter.probability(reading.features, table)
    return choose.standing(scored, table["threshold"], table["threshold quoted"])


def _statements(document: Document, toks: Tokens, reading: Reading, cast: Cast) -> list[Statement]:
    """One statement for each speaker that the mention stands for; an unnamed one keeps empty fields."""
    cand, head = reading.cand, reading.head
    span = mention(toks, head) if head >= 0 else (-1, -1)
    when = dates.resolve(_saying(toks, cand), document.date) or (document.date, "day")
    kind = _type(toks, cand)
    speakers = cast.speakers(head, span) if head >= 0 else [Speaker("")]
    return [
        Statement(
            doc=document.id,
            text=document.text[cand.start : cand.end],
            quote_type=kind,
            date=when[0],
            date_precision=when[1],
            speaker=who.speaker,
            mention=document.text[span[0] : span[1]] if head >= 0 else "",
            actor=who.actor,
            role=who.role,
            country=who.country,
            capacity=who.capacity,
            wording="quote" if kind == "direct" else "paraphrase",
            char_start=cand.start,
            char_end=cand.end,
            cue=cue_text(toks, cand),
            source_start=span[0],
            source_end=span[1],
            confidence=round(reading.score, 3),
        )
        for who in speakers
    ]


def _type(toks: Tokens, cand: Candidate) -> str:
    """Direct where nine tenths of the letters stand in marks, indirect where under a fiftieth do."""
    text = toks.text
    total = _letters(text, cand.start, cand.end)
    inside = 0
    for start, end in cand.gaps:
        total -= _letters(text, start, end)
    for quote in toks.quotes:
        if quote.start < cand.end and cand.start < quote.end:
            inside += _letters(text, max(quote.start, cand.start), min(quote.end, cand.end))
            for start, end in cand.gaps:
                if quote.start <= start and end <= quote.end:
                    inside -= _letters(text, start, end)
    share = inside / total if total else 0
    return "direct" if share >= 0.9 else "indirect" if share < 0.02 else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))


def _saying(toks: Tokens, cand: Candidate) -> str:
    """The words that say when it was said: adjuncts of the cue, outside the words said.

    A cue that only goes on from another verb ("..., adding that") takes that verb's, unless it reports
    words of its own.
    """
    out: list[str] = []
    verb = cand.cue
    for _ in range(3):
        for kid in toks.kids(verb):
            if toks.deps[kid] in _WHEN and not cand.holds(toks.starts[kid]):
                # As written: "October 25 , 2022", the tokens apart, would be a day without its year.
                out.append(toks.text[toks.starts[toks.left(kid)] : toks.ends[toks.right(kid)]])
        if out or toks.deps[verb] not in ("conj", "advcl", "xcomp") or toks.heads[verb] == verb:
            break
        verb = toks.heads[verb]
        if toks.lower[verb] in cues.VERB_FORMS and toks.deps[cand.cue] == "conj":
            break
    return " ".join(out)


def cue_text(toks: Tokens, cand: Candidate) -> str:
    """The cue as the article has it, with its auxiliaries, negation and preposition: "did not call for"."""
    i = cand.cue
    first = min((k for k in toks.kids(i) if k < i and toks.deps[k] in ("aux", "auxpass", "neg")), default=i)
    words = [
        w
        for n, w in enumerate(toks.words[first : i + 1], first)
        if n == i or toks.deps[n] in ("aux", "auxpass", "neg", "advmod")
    ]
    for kid in toks.kids(i):
        said = toks.deps[kid] == "prt" or cand.kind == "prep-" + toks.lower[kid]
        if toks.deps[kid] == "prep" and kid + 1 < len(toks) and toks.starts[kid + 1] == cand.start:
            said = True
        if said and kid > i and not cand.holds(toks.starts[kid]):
            words.append(toks.words[kid])
    return " ".join(words).replace(" n’t", "n’t").replace(" n't", "n't")
