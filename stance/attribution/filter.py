"""How likely a candidate is an attribution: a logistic regression over what the parse shows.

The weights are numbers learnt by ``bench/train_attribution.py``; at run time they are summed in plain
Python, for a candidate has some twenty features and a vector would cost more than it saves.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

from stance.attribution.candidates import Candidate
from stance.attribution.cues import GROUP
from stance.attribution.parse import Tokens

WEIGHTS = Path(__file__).with_name("weights.json")
_PRONOUNS = {"he", "she", "i", "you", "we", "they", "it", "who", "which", "that", "one", "this", "what"}
_MODALS = {"would", "could", "can", "may", "might", "should", "must", "will", "'ll", "wo", "ca"}
_ASKING = ("how", "why", "when", "where")
_MARKS = "“”\"‘’'«»`"
_BINS = (2, 4, 8, 15, 30, 60)


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The learnt weight of each feature, with ``bias`` and the two thresholds."""
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def probability(features: list[str], table: dict[str, float]) -> float:
    """The probability, 0 to 1, that a candidate with these features is an attribution."""
    total = table["bias"]
    for name in features:
        total += table.get(name, 0.0)
    return 1 / (1 + math.exp(-total)) if total > -30 else 0.0


def features(toks: Tokens, cand: Candidate, source: int) -> list[str]:
    """The names of the features that hold for a candidate whose speaker's head is token ``source``."""
    cue, kind, lemma = cand.cue, cand.kind, cand.lemma
    tag = toks.tags[cue]
    short = kind.split("-")[0]
    out = [
        "kind=" + kind, "lemma=" + lemma, "group=" + GROUP.get(lemma, "noun"),
        "lemma+short=" + lemma + "+" + short, "group+kind=" + GROUP.get(lemma, "noun") + "+" + kind,
        "tag=" + tag, "kind+tag=" + short + "+" + tag, "dep=" + toks.deps[cue],
        "headtag=" + toks.tags[cand.head],
    ]  # fmt: skip
    _source_features(toks, cand, source, out)
    _cue_features(toks, cue, kind, out)
    _content_features(toks, cand, out)
    return out


def _source_features(toks: Tokens, cand: Candidate, source: int, out: list[str]) -> None:
    if source < 0:
        out.append("source=none")
        return
    word = toks.lower[source]
    kind = word if word in _PRONOUNS else toks.tags[source]
    out.append("source=" + kind)
    out.append("source+short=" + kind + "+" + cand.kind.split("-")[0])
    out.append("source+group=" + kind + "+" + GROUP.get(cand.lemma, "noun"))
    if toks.heads[source] != cand.cue:
        out.append("source=far")
    if toks.sent[source] != toks.sent[cand.cue]:
        out.append("source=other-sentence")


def _cue_features(toks: Tokens, cue: int, kind: str, out: list[str]) -> None:
    short = kind.split("-")[0]
    for kid in toks.kids(cue):
        dep, word = toks.deps[kid], toks.lower[kid]
        if dep in ("aux", "auxpass"):
            out.append("aux=" + dep + "+" + short)
            if word in _MODALS:
                out.append("modal=" + word)
            elif word == "to":
                out.append("infinitive+" + short)
        elif dep in ("prt", "mark"):
            out.append(dep + "=" + word)
        elif dep == "advmod" and word in _ASKING:
            out.append("asked")
        elif dep in ("dobj", "dative"):
            out.append("hasobject+" + kind)
    if _is_question(toks, cue):
        out.append("question")
    if toks.words[cue][0].isupper():
        out.append("title-case")


def _is_question(toks: Tokens, cue: int) -> bool:
    for i in range(cue + 1, min(cue + 61, len(toks))):
        if toks.words[i] in ".?!":
            return toks.words[i] == "?"
    return False


def _content_features(toks: Tokens, cand: Candidate, out: list[str]) -> None:
    first = bisect_left(toks.starts, cand.start)
    size = bisect_left(toks.starts, cand.end) - first
    bucket = "size=" + str(bisect_left(_BINS, size))
    out.append(bucket)
    out.append(bucket + "+" + cand.kind.split("-")[0])
    if first < len(toks):
        word = toks.lower[first]
        if word in ("that", "to", "whether", "if", "what", "how", "why", "it", "him", "her", "them"):
            out.append("first=" + word + "+" + cand.kind.split("-")[0])
    out.extend(_quote_features(toks, cand))
    if cand.quoted:
        out.extend(_mark_features(toks.text, cand, toks.starts[cand.cue]))


def _quote_features(toks: Tokens, cand: Candidate) -> list[str]:
    start = toks.starts[cand.cue]
    out = []
    for quote in toks.quotes:
        if quote.start <= start < quote.end:
            out.append("cue-in-quote")
            out.append("cue-in-quote+" + cand.kind.split("-")[0])
        if quote.start < cand.end and cand.start < quote.end:
            if quote.start >= cand.start and quote.end <= cand.end + 2:
                out.append("quote-inside")
                break
            if quote.start < cand.start and quote.end > cand.end:
                continue
            out.append("quote-crosses")
            break
    return out


def _mark_features(text: str, cand: Candidate, cue: int) -> list[str]:
    """How a quotation begins and ends, and what stands before it: a sentence, or a word in marks."""
    inner = text[cand.start : cand.end].strip(_MARKS)
    lead = text[max(0, cand.start - 3) : cand.start].rstrip(" ")[-1:]
    last = inner[-1:]
    begins = "upper" if inner[:1].isupper() else "lower"
    ends = last if last in (",", ".", "?", "!", "…", "-", "—") else "word"
    after = "none" if not lead or lead in "\n.!?”\"" else lead if lead in ",:" else "word"
    out = [
        "begins=" + begins + "+" + cand.kind, "ends=" + ends + "+" + cand.kind,
        "after=" + after + "+" + cand.kind, "shape=" + begins + ends + after + "+" + cand.kind,
    ]  # fmt: skip
    if cand.kind == "quote-alone":
        out.append("paragraphs=" + str(min(text.count("\n\n", cue, cand.start), 3)))
    return out
