"""Learn the weights of the attribution filter from annotated articles.

    python bench/train_attribution.py TRAIN.jsonl

The format is that of ``bench/attribution.py``. Written are numbers only: one weight for each feature that
occurs in at least three candidates, and the threshold. Features are names of constructions, tags and
single cue words; nothing of the articles' text is kept. Printed are the cross-validated figures, articles
kept together, for thresholds around the one chosen.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from attribution import CUTS, Found, Tally, letters, matches, score  # noqa: E402

from stance.attribution import choose, filter  # noqa: E402
from stance.attribution.furniture import blocks  # noqa: E402
from stance.attribution.parse import Tokens, parse, tokens  # noqa: E402
from stance.attribution.sources import mention  # noqa: E402
from stance.attribution.station import Reading, readings  # noqa: E402

FOLDS = 5
# Strength of the regularisation (scikit-learn's C), chosen by cross-validation among 0.03, 0.1, 0.3, 1.
STRENGTH = 0.1
SEEN = 3


@dataclass(frozen=True)
class Article:
    """An annotated article with its candidates; ``right[i]`` says whether candidate ``i`` hits one."""

    gold: dict[str, Any]
    toks: Tokens
    readings: list[Reading]
    right: list[bool]


def prepare(gold: dict[str, Any]) -> Article:
    """Parse one article, list its candidates, and mark those that match an annotation."""
    text = gold["text"]
    toks = tokens(text, parse(text, [block.start for block in blocks(text)]))
    found = readings(toks)
    wanted = [letters(text, one["content"]) for one in gold["attributions"]]
    got = [letters(text, [[one.cand.start, one.cand.end]]) for one in found]
    hits = set(matches(wanted, got, CUTS[0]).values())
    return Article(gold, toks, found, [n in hits for n in range(len(found))])


def fit(articles: list[Article]) -> dict[str, float]:
    """The weights of a logistic regression over the articles' candidates."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    seen = Counter(name for a in articles for r in a.readings for name in set(r.features))
    rows = [{n: 1.0 for n in r.features if seen[n] >= SEEN} for a in articles for r in a.readings]
    labels = [right for a in articles for right in a.right]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(vectorizer.fit_transform(rows), labels)
    weights = zip(vectorizer.feature_names_, model.coef_[0], strict=True)
    table = {name: round(float(weight), 3) for name, weight in weights}
    return {n: w for n, w in table.items() if w} | {"bias": round(float(model.intercept_[0]), 3)}


def judge(
    articles: list[Article], tables: list[dict[str, float]], threshold: tuple[float, float], tally: Tally
) -> None:
    """Score what would stand of each article under its own table of weights."""
    for article, table in zip(articles, tables, strict=True):
        scored = [replace(r, score=filter.probability(r.features, table)) for r in article.readings]
        kept = choose.standing(scored, *threshold)
        spans = [Found(r.cand.start, r.cand.end, _source(article.toks, r.head)) for r in kept]
        score(article.gold, spans, tally)


def _source(toks: Tokens, head: int) -> tuple[int, int] | None:
    return mention(toks, head) if head >= 0 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("train", type=Path, help="annotated articles, JSON lines")
    parser.add_argument("--threshold", type=float, default=0.55, help="of clauses")
    parser.add_argument("--quoted", type=float, default=0.37, help="threshold of quotations")
    options = parser.parse_args()
    lines = options.train.read_text(encoding="utf-8").splitlines()
    articles = [prepare(json.loads(line)) for line in lines if line]
    folds = [fit([a for n, a in enumerate(articles) if n % FOLDS != f]) for f in range(FOLDS)]
    tables = [folds[n % FOLDS] for n in range(len(articles))]
    for step in (-0.05, 0.0, 0.05):
        tally = Tally()
        limits = (options.threshold + step, options.quoted + step)
        judge(articles, tables, limits, tally)
        print(f"thresholds {limits[0]:.2f} (clauses) and {limits[1]:.2f} (quotations)")
        for cut in CUTS:
            figures = tally.figures(cut).items()
            print(f"  overlap {cut}: " + ", ".join(f"{name} {value:.3f}" for name, value in figures))
        print(f"  source right, given a match: {tally.ratio('sources right', 'sources'):.3f}")
    table = fit(articles)
    table |= {"threshold": options.threshold, "threshold quoted": options.quoted}
    written = json.dumps(dict(sorted(table.items())), indent=0, ensure_ascii=False)
    filter.WEIGHTS.write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
