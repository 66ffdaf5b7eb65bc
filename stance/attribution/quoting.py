"""Which cue a quotation belongs to, and which quotations are one statement."""

from __future__ import annotations

import re
from bisect import bisect_left

from stance.attribution.candidates import Candidate, is_cue_verb
from stance.attribution.cues import GROUP, QUOTE_ONLY, VERB_FORMS
from stance.attribution.parse import Tokens
from stance.attribution.quotes import Quote

# How far from the quotation its cue may stand, in tokens.
REACH = 32
# A sentence of the article's own begins ("..., she said. Israel left."); "Sen. Smith" does not.
_NEW_SENTENCE = re.compile(r"(?<=[a-z]{3})[.!?]\s+[A-Z]")


_MAIN = ("ROOT", "conj", "advcl", "parataxis")


def quoted(toks: Tokens) -> list[Candidate]:
    """Candidates made of quotations: next to a cue, after a colon, or running on from the last one."""
    out: list[Candidate] = []
    last: Candidate | None = None
    before: Quote | None = None
    ends = [quote.start for quote in toks.quotes[1:]] + [len(toks.text)]
    for quote, ceiling in zip(toks.quotes, ends, strict=False):
        first = bisect_left(toks.starts, quote.start)
        after = bisect_left(toks.starts, quote.end)
        if first >= len(toks) or after - first < 2:
            continue
        cue = _cue_after(toks, quote, after, ceiling)
        if cue < 0 and last and before and _runs_on(toks, last, before, quote):
            last.gaps = (*last.gaps, (before.end, quote.start))
            last.end = quote.end
            before = quote
            continue
        made = _introduced(toks, quote, first, cue, before.end if before else 0)
        if made and last and (made.kind, made.cue) == ("quote-before", last.cue) != (last.kind, made.cue):
            made = None  # "“No,” he said on the programme “Today”."
        if made is None and _stands_alone(toks.text, quote):
            made = _alone(toks, quote, first, last)
        if made:
            out.append(made)
            last, before = made, quote
    return out


def _alone(toks: Tokens, quote: Quote, first: int, last: Candidate | None) -> Candidate | None:
    """The candidate of a quotation without a cue: whoever was reported last before it goes on."""
    floor = last.end if last else 0
    for i in range(first - 1, -1, -1):
        if toks.starts[i] < floor or (last and i == last.cue):
            break
        if toks.quoted[i] or toks.lower[i] not in VERB_FORMS or not is_cue_verb(toks, i):
            continue
        lemma = VERB_FORMS[toks.lower[i]]
        if GROUP[lemma] != "thought" and lemma not in QUOTE_ONLY and toks.deps[i] in _MAIN:
            return Candidate("quote-alone", i, lemma, quote.start, quote.end, first)
    return Candidate("quote-alone", last.cue, last.lemma, quote.start, quote.end, first) if last else None


def _introduced(toks: Tokens, quote: Quote, first: int, after: int, floor: int) -> Candidate | None:
    """The candidate of a quotation with a cue: the one ``after`` it, else before it, else a colon."""
    cue, kind = after, "quote-after"
    if cue < 0 and (name := _byline(toks, first)) >= 0:
        return Candidate("colon", name, "colon", quote.start, quote.end, first)
    if cue < 0:
        cue, kind = _cue_before(toks, quote, first, floor), "quote-before"
    elif cue >= 0 and toks.text[max(0, quote.start - 3) : quote.start].rstrip()[-1:] in (",", ":"):
        # "She was asked, “Why?” He answered, “No.”": a whole sentence with a cue before it.
        ahead = _cue_before(toks, quote, first, floor)
        if ahead >= 0 and toks.words[bisect_left(toks.starts, quote.end)][:1].isupper():
            cue, kind = ahead, "quote-before"
    if cue >= 0:
        lemma = VERB_FORMS.get(toks.lower[cue], toks.lower[cue])
        return Candidate(kind, cue, lemma, quote.start, quote.end, first)
    cue = _colon(toks, first)
    if cue < 0:
        return None
    kind = "colon" if toks.tags[cue][0] == "N" else "quote-colon"
    return Candidate(kind, cue, "colon", quote.start, quote.end, first)


def _runs_on(toks: Tokens, last: Candidate, before: Quote, quote: Quote) -> bool:
    """Whether a quotation goes on with the last one: only its cue, or nothing, stands between."""
    gap = toks.text[before.end : quote.start]
    if "\n" in gap and not gap.strip():
        return not before.closed
    if not gap.strip():
        return True
    if not before.end <= toks.starts[last.cue] < quote.start or len(gap) > 220:
        return False
    if len(gap) > (before.end - before.start) + (quote.end - quote.start) or _NEW_SENTENCE.search(gap):
        return False
    if "\n" in gap:
        # "“...,” she said." and a paragraph of her words alone.
        said, _, rest = gap.partition("\n")
        return said.endswith(".") and not rest.strip() and _stands_alone(toks.text, quote)
    first = bisect_left(toks.starts, before.end)
    reports = any(
        is_cue_verb(toks, i) and toks.tags[i] == "VBG" and toks.words[i - 1] == ","
        for i in range(first, bisect_left(toks.starts, quote.start))
    )
    end = gap.rstrip()[-1]
    return not reports and (end == "," or (end in ".:" and _opens_sentence(toks.text, quote)))


def _opens_sentence(text: str, quote: Quote) -> bool:
    inner = text[quote.start : quote.end].strip("“\"‘'«`")
    return bool(inner) and inner[0].isupper()


def _colon(toks: Tokens, first: int) -> int:
    """What introduces a quotation by a colon: the verb of that clause or the name before it, or -1."""
    i = first - 1
    while i >= 0 and toks.words[i].isspace():
        i -= 1
    if i < 1 or toks.words[i] != ":":
        return -1
    begin = toks.sent[i - 1]
    named = toks.tags[i - 1] in ("NNP", "NNPS")
    if named and (toks.lower[i - 2] in ("from", "by", "-", "–", "—") or i - 1 - begin <= 1):
        return i - 1
    verbs = [
        v
        for v in range(begin, i)
        if toks.tags[v] in ("VBD", "VBZ", "VBP")
        and any(toks.deps[k] in ("nsubj", "nsubjpass") for k in toks.kids(v))
    ]
    main = [v for v in verbs if is_cue_verb(toks, v) or toks.deps[v] in ("ROOT", "conj")]
    if main or verbs:
        return main[-1] if main else verbs[0]
    return i - 1 if named and i - begin <= 8 else -1


def _byline(toks: Tokens, first: int) -> int:
    """The last token of a name that stands alone before a colon ("More trouble - Ole Berg: “..."), or -1."""
    i = first - 1
    if i < 1 or toks.words[i] != ":":
        return -1
    at = i - 1
    while at >= 0 and i - at <= 6 and (toks.tags[at] in ("NNP", "NNPS") or toks.lower[at] == "and"):
        at -= 1
    alone = at < 0 or toks.words[at] in ("-", "–", "—") or toks.lower[at] == "from" or "\n" in toks.words[at]
    return i - 1 if alone and at < i - 1 else -1


def _stands_alone(text: str, quote: Quote) -> bool:
    """Whether a quotation is a sentence or paragraph of its own, with no cue beside it."""
    before = text[max(0, quote.start - 3) : quote.start].rstrip(" ")
    whole = not before or before[-1] in '.!?\n”"'
    ends = quote.end - quote.start > 40 and bool(re.search(r"[.?!…]\W*$", text[quote.start : quote.end]))
    return whole and ends and _opens_sentence(text, quote)


def _cue_after(toks: Tokens, quote: Quote, after: int, ceiling: int) -> int:
    if after >= len(toks):
        return -1
    inside = toks.text[quote.start : quote.end]
    open_end = re.search(r"[,?!—–…-]\W*$", inside) or toks.text[quote.end : quote.end + 1] == ","
    closed = bool(re.search(r"\.\W*$", inside))
    lowered = toks.words[after][:1].islower()
    goes_on = toks.lower[after] in ("and", "but", "or") or toks.tags[after] == "VBG"
    if goes_on and not _opens_sentence(toks.text, quote):
        return -1  # "called it “a trap” and said that": the cue reports something else.
    for i in range(after, min(after + REACH, len(toks))):
        word = toks.words[i]
        if "\n" in word or toks.starts[i] >= ceiling or word in (".", "?", "!", ";"):
            return -1
        if is_cue_verb(toks, i) and GROUP[VERB_FORMS[toks.lower[i]]] != "thought":
            ends = i + 1 >= len(toks) or toks.words[i + 1] in (".",) or "\n" in toks.words[i + 1]
            near = i - after <= 4
            good = open_end or (near and lowered) or (near and closed and ends)
            return i if good or (near and not closed) else -1
    return -1


def _cue_before(toks: Tokens, quote: Quote, first: int, floor: int) -> int:
    lead = toks.text[max(0, quote.start - 2) : quote.start].strip()
    inner = toks.text[quote.start : quote.end].strip("“\"‘'«`")
    best = -1
    for i in range(first - 1, max(first - 22, -1), -1):
        word = toks.words[i]
        if "\n" in word or toks.starts[i] < floor or word in (".", "?", "!", ";"):
            break
        if is_cue_verb(toks, i) and GROUP[VERB_FORMS[toks.lower[i]]] != "thought":
            best = i
            break
    if best < 0:
        return -1
    near = best == first - 1 or (best == first - 2 and toks.lower[first - 1] in ("that", "the", "as"))
    if lead in (",", ":") or near or inner[:1].isupper():
        return best
    return -1
