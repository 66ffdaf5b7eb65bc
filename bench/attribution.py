"""Score attribution against articles with human annotation, beside textacy's direct quotations.

    python bench/attribution.py GOLD.jsonl

One JSON object a line: ``doc``, ``text`` and ``attributions``, each with ``source`` and ``content`` (lists
of [start, end] characters), ``type`` (direct, mixed, indirect) and ``speech`` (true or false). Two spans
match by the letters and digits they share, divided by those in either. Precision counts a hit on any
annotated attribution, recall counts the attributions of speech.

textacy is compared where it is installed (``.venv/bin/pip install textacy==0.13.0``; it changes none of
the pinned packages); without it that column is left out.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stance.actors import Registry  # noqa: E402
from stance.attribution import attribute  # noqa: E402
from stance.attribution.furniture import blocks  # noqa: E402
from stance.attribution.parse import MODEL  # noqa: E402
from stance.attribution.station import extract  # noqa: E402
from stance.records import Document  # noqa: E402

CUTS = (0.3, 0.8)
TYPES = ("direct", "mixed", "indirect")


@dataclass(frozen=True)
class Found:
    """One extracted attribution: characters of the words and of the mention of their speaker."""

    start: int
    end: int
    source: tuple[int, int] | None


@dataclass
class Tally:
    """Counts over articles, and the figures they give."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    seconds: float = 0.0
    seconds_with_parse: float = 0.0

    def ratio(self, part: str, whole: str) -> float:
        """One count divided by another; 0 where the second is 0."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 0.0

    def figures(self, cut: float) -> dict[str, float]:
        """Precision, recall (all and by type) and F1 at an overlap of at least ``cut``."""
        precision = self.ratio(f"hit {cut}", "found")
        recall = self.ratio(f"speech {cut}", "speech")
        total = precision + recall
        by_type = {f"recall {t}": self.ratio(f"{t} {cut}", t) for t in TYPES}
        f1 = 2 * precision * recall / total if total else 0.0
        return {"precision": precision, "recall": recall, **by_type, "F1": f1}


def letters(text: str, spans: list[list[int]]) -> frozenset[int]:
    """The positions of letters and digits in the spans."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i : i + 1].isalnum())


def matches(gold: list[frozenset[int]], found: list[frozenset[int]], cut: float) -> dict[int, int]:
    """Gold attribution -> found one, best overlaps first, each used once."""
    pairs = []
    for g, wanted in enumerate(gold):
        for f, got in enumerate(found):
            shared = len(wanted & got)
            if shared and (overlap := shared / len(wanted | got)) >= cut:
                pairs.append((overlap, g, f))
    taken: dict[int, int] = {}
    for _, g, f in sorted(pairs, reverse=True):
        if g not in taken and f not in taken.values():
            taken[g] = f
    return taken


def score(article: dict[str, Any], found: list[Found], tally: Tally) -> None:
    """Add one article's counts to ``tally``."""
    text = article["text"]
    annotated = article["attributions"]
    kept = [(one, spans) for one in found if (spans := letters(text, [[one.start, one.end]]))]
    gold = [letters(text, one["content"]) for one in annotated]
    tally.counts["found"] += len(kept)
    for one in annotated:
        tally.counts.update(["speech", one["type"]] if one["speech"] else [])
    for cut in CUTS:
        taken = matches(gold, [spans for _, spans in kept], cut)
        tally.counts[f"hit {cut}"] += len(taken)
        for g in taken:
            if annotated[g]["speech"]:
                tally.counts.update([f"speech {cut}", f"{annotated[g]['type']} {cut}"])
        if cut == CUTS[0]:
            _sources(annotated, kept, taken, tally)


def _sources(
    annotated: list[dict[str, Any]],
    kept: list[tuple[Found, frozenset[int]]],
    taken: dict[int, int],
    tally: Tally,
) -> None:
    for g, f in taken.items():
        wanted = annotated[g]["source"]
        if not wanted:
            continue
        got = kept[f][0].source
        tally.counts["sources"] += 1
        tally.counts["sources right"] += got is not None and any(
            start < got[1] and got[0] < end for start, end in wanted
        )


def ours(registry: Registry) -> Callable[[str, Any], list[Found]]:
    """The station on a parse that is already there."""

    def run(text: str, parsed: Any) -> list[Found]:  # noqa: ANN401
        found = extract(Document("article", text), registry, [parsed], blocks(text))
        return _spans(found)

    return run


def _spans(statements: list[Any]) -> list[Found]:
    out = []
    for one in statements:
        source = (one.source_start, one.source_end) if one.source_start >= 0 else None
        out.append(Found(one.char_start, one.char_end, source))
    # Joint speakers share one span: it is one attribution.
    return list({(one.start, one.end): one for one in out}.values())


def textacy_quotes(_text: str, parsed: Any) -> list[Found]:  # noqa: ANN401
    """textacy's direct quotations; it raises ValueError for an odd number of quotation marks."""
    from textacy.extract import direct_quotations

    out = []
    for quote in direct_quotations(parsed):
        words, speaker = quote.content, quote.speaker
        source = (speaker[0].idx, speaker[-1].idx + len(speaker[-1])) if speaker else None
        out.append(Found(words.start_char, words.end_char, source))
    return out


def measure(articles: list[dict[str, Any]], registry: Registry) -> dict[str, Tally]:
    """Every article through every extractor; the parse and the extraction are timed apart."""
    import spacy

    nlp = spacy.load(MODEL)
    runs: dict[str, Callable[[str, Any], list[Found]]] = {"same parse": ours(registry)}
    if find_spec("textacy"):
        runs["textacy"] = textacy_quotes
    tallies = {name: Tally() for name in ["stance", *runs]}
    warm = "“Yes,” he said."
    attribute(Document("warm", warm), registry)
    for run in runs.values():
        run(warm, nlp(warm))
    for article in articles:
        text = article["text"]
        began = time.perf_counter()
        found = _spans(attribute(Document(article["doc"], text), registry))
        tallies["stance"].seconds_with_parse += time.perf_counter() - began
        score(article, found, tallies["stance"])
        began = time.perf_counter()
        parsed = nlp(text)
        parse = time.perf_counter() - began
        for name, run in runs.items():
            _timed(run, article, parsed, parse, tallies[name])
    tallies["stance"].seconds = tallies.pop("same parse").seconds
    return tallies


def _timed(
    run: Callable[[str, Any], list[Found]],
    article: dict[str, Any],
    parsed: Any,  # noqa: ANN401
    parse: float,
    tally: Tally,
) -> None:
    began = time.perf_counter()
    try:
        found = run(article["text"], parsed)
    except ValueError:
        found = []
        tally.refused += 1
    took = time.perf_counter() - began
    tally.seconds += took
    tally.seconds_with_parse += parse + took
    score(article, found, tally)


def report(tallies: dict[str, Tally], articles: int) -> list[str]:
    """The table, a line each figure and a column each extractor."""
    lines = [f"{'':34}" + "".join(f"{name:>10}" for name in tallies)]

    def row(label: str, values: list[str]) -> None:
        lines.append(f"{label:34}" + "".join(f"{value:>10}" for value in values))

    for cut in CUTS:
        for name in next(iter(tallies.values())).figures(cut):
            row(f"{name}, overlap {cut}", [f"{t.figures(cut)[name]:.3f}" for t in tallies.values()])
    row(
        "source right, given a match",
        [f"{t.ratio('sources right', 'sources'):.3f}" for t in tallies.values()],
    )
    row("articles refused", [f"{t.refused} of {articles}" for t in tallies.values()])
    row(
        "articles a second, with the parse",
        [f"{articles / t.seconds_with_parse:.1f}" for t in tallies.values()],
    )
    row("articles a second, same parse", [f"{articles / t.seconds:.0f}" for t in tallies.values()])
    if "textacy" not in tallies:
        lines.append("textacy is not installed; to compare: .venv/bin/pip install textacy==0.13.0")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", type=Path, help="annotated articles, JSON lines")
    path = parser.parse_args().gold
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    print("\n".join(report(measure(articles, Registry.load()), len(articles))))


if __name__ == "__main__":
    main()
