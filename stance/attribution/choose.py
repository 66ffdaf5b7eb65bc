"""Which candidates stand: the likely ones, one reading a cue, one statement for the same words."""

from __future__ import annotations

from stance.attribution.candidates import Candidate


def merge(quoted: list[Candidate], clauses: list[Candidate]) -> list[Candidate]:
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
            if clause.kind != "left" and clause.start < quote.start - 12:
                quote.start = clause.start
                quote.kind = "mixed"
            if clause.kind != "left" and clause.end > quote.end:
                quote.end = clause.end
        elif clause.kind in ("ccomp", "xcomp"):
            out.append(clause)
    return out


def standing(scored: list[tuple[float, Candidate]], threshold: float) -> list[tuple[float, Candidate]]:
    """The candidates at or over ``threshold``, best first where two hold much the same words."""
    kept: list[tuple[float, Candidate]] = []
    cues: set[tuple[int, bool]] = set()
    for score, cand in sorted(scored, key=lambda pair: -pair[0]):
        if score < threshold:
            break
        key = (cand.cue, cand.kind == "quote-alone")
        if key in cues and cand.kind != "quote-alone":
            continue
        if any(_alike(cand, other) for _, other in kept):
            continue
        cues.add(key)
        kept.append((score, cand))
    return sorted(kept, key=lambda pair: pair[1].start)


def _alike(one: Candidate, two: Candidate) -> bool:
    both = min(one.end, two.end) - max(one.start, two.start)
    return both > 0 and both / (max(one.end, two.end) - min(one.start, two.start)) > 0.7
