"""What the coder is worth, beside the frozen baseline, in one run: ``python bench/stance.py [FILE ...]``.

    python bench/stance.py                                  every issue with gold in the repository
    python bench/stance.py --issue gaza-ceasefire my.jsonl  the gold of one issue, then your own statements

A file holds one JSON object a line: ``id``, ``text`` and ``label``, the position. The baseline is a logistic
regression on the bundled encoder's sentence vectors, learnt from the same texts as the coder: the training
statements of the issue where there are some, else the examples of its codebook.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402

from stance.codebook import load_issue, load_issues  # noqa: E402
from stance.coding import code, version  # noqa: E402
from stance.coding.adapt import measured  # noqa: E402
from stance.coding.evaluation import reliability, surest_precision  # noqa: E402
from stance.coding.gold import GOLD, read_gold  # noqa: E402
from stance.coding.learn import rows  # noqa: E402
from stance.coding.model import trained  # noqa: E402
from stance.embedding import embed  # noqa: E402
from stance.embedding.vectors import forgetting  # noqa: E402
from stance.records import Issue  # noqa: E402

# What is asked of the coder, by figure; the first four of an issue that it was trained for.
ASKED = {
    "macro-F1": "0.82", "refusals found (recall)": "0.85", "precision of the surest 70 %": "0.93",
    "pairs both right": "0.85", "expected calibration error": "under 0.06",
    "macro-F1 from the codebook's examples": "0.65", "words agree with the vote of 12 Dec 2023": "0.85",
    "statements a second": "80",
}  # fmt: skip
ROLLCALL = "A/RES/ES-10/22"
FRESH = 200


def main() -> int:
    parser = argparse.ArgumentParser(description="The coder beside the frozen baseline.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="lines of {id, text, label}")
    parser.add_argument("--issue", choices=sorted(load_issues()), help="one issue (default: each with gold)")
    options = parser.parse_args()
    issues = [load_issue(options.issue)] if options.issue else list(load_issues().values())
    for issue in issues:
        if measured(issue):
            gold = read_gold(issue, GOLD / f"{issue.id}.csv")
            path = GOLD / f"{issue.id}-pairs.csv"
            show(issue, "the gold", gold, read_gold(issue, path) if path.is_file() else [])
    for file in options.files:
        show(issues[0], file.name, labelled(file, issues[0]), [])
    print(f"\n{'words agree with the vote of 12 Dec 2023':<42}{agreement()}   asked 0.85")
    print(f"{'statements a second':<42}{speed(issues[0])}   asked 80")
    return 0


def labelled(file: Path, issue: Issue) -> list[dict[str, str]]:
    """The rows of a file of ``{id, text, label}`` lines."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            row = json.loads(line)
            if row.get("label") not in {position.id for position in issue.positions}:
                raise SystemExit(f"{file}, line {number}: the label {row.get('label')!r} is no position")
            found.append({"text": row["text"], "position": row["label"]})
    return found


def show(issue: Issue, name: str, gold: list[dict[str, str]], pairs: list[dict[str, str]]) -> None:
    """The table of one issue on one set of statements."""
    base = Baseline(issue)
    texts, twins = [row["text"] for row in gold], [row["text"] for row in pairs]
    coder = figures(issue, gold, [most(c.probabilities) for c in code(issue, texts)], pairs,
                    [most(c.probabilities)[0] for c in code(issue, twins)])  # fmt: skip
    frozen = figures(issue, gold, base(texts), pairs, [position for position, _ in base(twins)])
    print(f"\n{issue.id}, {name}: {len(gold)} statements, {len(pairs) // 2} pairs; coder {version(issue)}")
    print(f"{'':<42}{'frozen baseline':>16}{'coder':>8}   asked")
    for figure, value in coder.items():
        print(f"{figure:<42}{frozen[figure]:>16.2f}{value:>8.2f}   {ASKED.get(figure, '')}")


def most(probabilities: dict[str, float]) -> tuple[str, float]:
    """The likeliest position and its probability."""
    return max(probabilities.items(), key=lambda item: item[1])


class Baseline:
    """Logistic regression on frozen sentence vectors."""

    def __init__(self, issue: Issue) -> None:
        if trained(issue.id):
            learnt = [(row["text"], row["position"]) for row in rows(issue.id)]
        else:
            learnt = [(text, p.id) for p in issue.positions for text in p.examples]
        self.model: Any = LogisticRegression(C=10, max_iter=3000, class_weight="balanced")
        self.model.fit(embed([text for text, _ in learnt]), [position for _, position in learnt])

    def __call__(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """Of each text the position and its probability."""
        if not texts:
            return []
        chances = self.model.predict_proba(embed(texts))
        return [(str(self.model.classes_[row.argmax()]), float(row.max())) for row in chances]


def figures(
    issue: Issue,
    gold: list[dict[str, str]],
    made: list[tuple[str, float]],
    pairs: list[dict[str, str]],
    sides: list[str],
) -> dict[str, float]:
    """Every figure of one coder."""
    right = [row["position"] == position for row, (position, _) in zip(gold, made, strict=True)]
    scores, recalls = [], {}
    for position in (p.id for p in issue.positions):
        held = [row["position"] == position for row in gold]
        given = [one == position for one, _ in made]
        both = sum(a and b for a, b in zip(held, given, strict=True))
        scores.append(2 * both / (sum(held) + sum(given)) if any(held) or any(given) else 0.0)
        recalls[position] = both / max(1, sum(held))
    confidences = [confidence for _, confidence in made]
    bins = reliability(confidences, right)
    macro = "macro-F1" if trained(issue.id) else "macro-F1 from the codebook's examples"
    found = {macro: float(np.mean(scores)), "accuracy": sum(right) / len(right)}
    if refusal := next((name for name in recalls if name.startswith("oppose")), ""):
        found["refusals found (recall)"] = recalls[refusal]
    found["precision of the surest 70 %"] = surest_precision(confidences, right)
    found["expected calibration error"] = sum(b.n * abs(b.confidence - b.right) for b in bins) / len(gold)
    if pairs:
        wrong = {row["pair"] for row, side in zip(pairs, sides, strict=True) if row["position"] != side}
        found["pairs both right"] = 1 - len(wrong) / len({row["pair"] for row in pairs})
    return found


def agreement() -> str:
    """How far the states' own words agree with their votes on the ceasefire of 12 December 2023."""
    from stance.against_votes import cases, share
    from stance.counting import Rules
    from stance.filters import Filters
    from stance.snapshot import BUNDLED, open_snapshot

    found = cases(open_snapshot(BUNDLED), Filters("gaza-ceasefire"), Rules())
    held = share(case for case in found if case.rollcall == ROLLCALL)
    return "too few states" if held.value is None else f"{held.value:.2f} of {held.n} states"


def speed(issue: Issue) -> str:
    """Statements coded a second, none of which was read before."""
    code(issue, ["Warm up."])
    texts = [row["text"] for row in read_gold(issue, GOLD / f"{issue.id}.csv")]
    # Nothing of them is kept, so they are new each time.
    fresh = [f"{texts[n % len(texts)]} ({n})" for n in range(FRESH)]
    start, busy = time.perf_counter(), time.process_time()
    with forgetting():
        code(issue, fresh)
    took, used = time.perf_counter() - start, time.process_time() - busy
    return f"{FRESH / took:.0f}, {1000 * used / FRESH:.0f} ms of one processor each"


if __name__ == "__main__":
    raise SystemExit(main())
