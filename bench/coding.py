"""What each part of the coder brings on the gold, and how fast it is: ``python bench/coding.py``.

Every row is learnt from ``corpus/training`` and measured on ``corpus/gold``; the last is the coder as
shipped. Beneath: agreement with the independent hand codings of ``corpus/statements.csv``, and the speed.
"""

from __future__ import annotations

import csv
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score, recall_score

from stance.codebook import load_issue
from stance.coding import code, evaluate, kappa
from stance.coding.evaluation import GOLD, read_gold
from stance.coding.evidence import analyse
from stance.coding.findings import findings
from stance.coding.learn import _regression, rows
from stance.coding.lexicon import words
from stance.coding.model import design
from stance.embedding import embed

ISSUE = "gaza-ceasefire"
ROOT = Path(__file__).resolve().parent.parent


def tables(parts: list[list[dict[str, str]]]) -> dict[str, list[np.ndarray]]:
    """For each way of reading, one table of numbers a list of statements."""
    lex = words(ISSUE)
    found = [[findings(analyse(row["text"], lex), lex) for row in part] for part in parts]
    names = sorted({name for present in found[0] for name in present})
    vectors = [embed([row["text"] for row in part]) for part in parts]
    both = [design(names, one, two) for one, two in zip(found, vectors, strict=True)]
    return {
        "sentence vector": [10 * v for v in vectors],
        "words": [table[:, : len(names)] for table in both],
        "words and vector": both,
    }


def pairs_right(pairs: list[dict[str, str]], made: np.ndarray) -> str:
    sides: dict[str, list[bool]] = defaultdict(list)
    for row, position in zip(pairs, made, strict=True):
        sides[row["pair"]].append(row["position"] == position)
    return f"{sum(map(all, sides.values()))}/{len(sides)}"


def steps() -> None:
    issue = load_issue(ISSUE)
    training = rows(ISSUE)
    gold = read_gold(issue, GOLD / f"{ISSUE}.csv")
    pairs = read_gold(issue, GOLD / f"{ISSUE}-pairs.csv")
    labels = np.array([row["position"] for row in training])
    held = [row["position"] for row in gold]
    own = np.array([bool(row["speaker"]) for row in training])
    order = [position.id for position in issue.positions]
    print(f"{'learnt from':<28}{'reads':<20}{'macro-F1':>9}  recall {' '.join(order)}   pairs")
    for name, chosen in (("officials' words only", own), ("and written statements", own | True)):
        for reading, (learn, test, twins) in tables([training, gold, pairs]).items():
            fitted = _regression().fit(learn[chosen], labels[chosen])
            made = fitted.predict(test)
            recall = recall_score(held, made, labels=order, average=None)
            shares = " ".join(f"{share:.2f}" for share in recall)
            score = f1_score(held, made, average="macro")
            right = pairs_right(pairs, fitted.predict(twins))
            print(f"{name:<22}{chosen.sum():>6}{reading:<20}{score:>9.2f}  {shares}  {right}")


def agreement() -> None:
    """Two people's readings of the same words, where the second needed no context."""
    with (ROOT / "corpus" / "statements.csv").open(encoding="utf-8", newline="") as file:
        second = {row["text"]: row["position"] for row in csv.DictReader(file) if not row["context"]}
    first = [*read_gold(load_issue(ISSUE), GOLD / f"{ISSUE}.csv"), *rows(ISSUE)]
    both = [(row["position"], second[row["text"]]) for row in first if row["text"] in second]
    print(f"\nTwo readings of {len(both)} statements: kappa {kappa(*zip(*both, strict=True)):.2f}")


def speed() -> None:
    issue = load_issue(ISSUE)
    code(issue, ["Warm up."])
    texts = [f"{row['text']} ({n})" for n, row in enumerate(rows(ISSUE)[:300])]
    start = time.perf_counter()
    code(issue, texts)
    print(f"\n{(time.perf_counter() - start) / len(texts) * 1000:.1f} ms a statement, vectors not yet kept")
    start = time.perf_counter()
    code(issue, texts)
    print(f"{(time.perf_counter() - start) / len(texts) * 1000:.1f} ms a statement, vectors kept")


if __name__ == "__main__":
    steps()
    print("\nThe coder as shipped\n" + evaluate(ISSUE).table())
    agreement()
    speed()
