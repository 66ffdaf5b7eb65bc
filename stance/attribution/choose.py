"""Which candidates stand: the likely ones, one reading a cue, one statement for the same words."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from stance.attribution.candidates import Candidate
from stance.attribution.cues import GROUP
from stance.attribution.parse import Tokens


@dataclass(slots=True)
class Reading:
    """A candidate with the head token of its speaker (-1: nobody), its features and probability."""

    cand: Candidate
    head: int
    features: list[str]
    score: float = 0.0


def merge(toks: Tokens, quoted: list[Candidate], clauses: list[Candidate]) -> list[Candidate]:
    """One list: a clause and a quotation of the same cue become one span where they meet."""
    by_cue: dict[int, Candidate] = {}
    for cand in quoted:
        if cand.kind != "quote-alone":
            by_cue.setdefault(cand.cue, cand)
    out = list(quoted)
    for clause in clauses:
        quote = by_cue.get(clause.cue)
        if quote is None:
            out.append(clause)
        elif clause.start < quote.end and quote.start < clause.end:
            # A clause that runs into its own quotation is mixed speech: the words reach over both.
            lead_in = clause.kind == "parataxis" and clause.cue + 3 > bisect_left(toks.starts, quote.start)
            lead_in = lead_in and toks.text[quote.start : quote.end].strip("“\"‘'")[:1].isupper()
            if clause.kind != "left" and clause.start < quote.start and not lead_in:
                quote.kind = "mixed" if clause.start < quote.start - 12 else quote.kind
                quote.start = clause.start
                quote.gaps = (*clause.gaps, *quote.gaps)
            if clause.kind != "left" and clause.end > quote.end:
                quote.end = clause.end
        elif clause.kind in ("ccomp", "xcomp") and not _apart(toks, clause):
            out.append(clause)
    return out


def _apart(toks: Tokens, clause: Candidate) -> bool:
    """Whether a clause is none of this cue's: a sentence ends before it, or it only goes on (", adding")."""
    first = bisect_left(toks.starts, clause.start)
    goes_on = first > 0 and toks.tags[first] == "VBG" and toks.words[first - 1] == ","
    return goes_on or ". " in toks.text[toks.starts[clause.cue] : clause.start]


def standing(scored: list[Reading], threshold: float, quoted: float) -> list[Reading]:
    """The readings that are likely enough, the best one where two hold much the same words.

    ``quoted`` is the threshold for quotations and calls, ``threshold`` that for other clauses: to miss
    words in marks, or a call for something, costs a reader more than to see one too many.
    """
    kept: list[Reading] = []
    cues: set[int] = set()
    for one in sorted(scored, key=lambda reading: -reading.score):
        if one.score < (quoted if _marked(one.cand) else threshold):
            continue
        alone = one.cand.kind == "quote-alone"
        if one.cand.cue in cues and not alone:
            continue
        rival = next((n for n, other in enumerate(kept) if _alike(one.cand, other.cand)), -1)
        if rival >= 0:
            # "said he agreed that ...": the outer cue is the one who speaks.
            if _inside(kept[rival].cand, one.cand):
                kept[rival] = one
            continue
        if not alone:
            cues.add(one.cand.cue)
        kept.append(one)
    return sorted(kept, key=lambda reading: reading.cand.start)


def _marked(cand: Candidate) -> bool:
    """Whether the form itself is evidence: marks, a call, an offer, or "The talks failed, she said"."""
    form = cand.quoted or cand.kind in ("left", "prep-for")
    return form or GROUP.get(cand.lemma) in ("call", "commit")


def _inside(inner: Candidate, outer: Candidate) -> bool:
    return outer.cue < inner.cue and outer.start <= inner.start and outer.kind != "object"


def _alike(one: Candidate, two: Candidate) -> bool:
    both = min(one.end, two.end) - max(one.start, two.start)
    return both > 0 and both / (max(one.end, two.end) - min(one.start, two.start)) > 0.7
