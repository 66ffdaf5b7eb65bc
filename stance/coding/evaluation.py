"""How right the coder is on statements it never learnt from: ``corpus/gold/<issue>.csv`` and its pairs.

The gold holds the real words of officials, split from the training statements by speaker before any model
was looked at; the pairs hold two nearly equal sentences of different position each, and count only when both
are right.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

from stance.codebook import derive, load_issue
from stance.coding.adapt import model_of
from stance.coding.coder import code
from stance.coding.lexicon import CODERS
from stance.errors import InputError
from stance.records import Coding, Issue

GOLD = CODERS.parent / "gold"


@dataclass(frozen=True, slots=True)
class Score:
    """One position: ``n`` in the gold, ``given`` by the coder, ``right`` both."""

    position: str
    n: int
    given: int
    right: int

    @property
    def precision(self) -> float:
        """Share of those given this position that have it; 0 where none was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of those with this position that were given it."""
        return self.right / self.n if self.n else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.n + self.given) if self.n + self.given else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What ``evaluate`` measured. Shares lie between 0 and 1.

    ``coverage`` is the share of statements coded with a confidence of ``threshold`` or more and
    ``sure_precision`` the share of those that are right; ``calibration_error`` is the mean gap between
    confidence and being right over ten equal bins.
    """

    issue: str
    coder: str
    gold_sha256: str
    n: int
    scores: tuple[Score, ...]
    macro_f1: float
    accuracy: float
    stance_accuracy: dict[str, float]
    threshold: float
    coverage: float
    sure_precision: float
    calibration_error: float
    pairs: int
    pairs_right: int

    def as_dict(self) -> dict[str, object]:
        """The report as plain data, with precision, recall and F1 written out."""
        data = asdict(self)
        data["scores"] = [
            asdict(score) | {"precision": score.precision, "recall": score.recall, "f1": score.f1}
            for score in self.scores
        ]
        return data

    def table(self) -> str:
        """The report as text for people."""
        lines = [f"{'position':<20}{'n':>5}{'precision':>11}{'recall':>8}{'F1':>7}"]
        for s in self.scores:
            lines.append(f"{s.position:<20}{s.n:>5}{s.precision:>11.2f}{s.recall:>8.2f}{s.f1:>7.2f}")
        lines += [
            f"{'macro-F1':<20}{self.n:>5}{self.macro_f1:>26.2f}",
            "",
            f"Right: {self.accuracy:.0%} of {self.n} statements never learnt from.",
            *(f"Stance on {name}: {share:.0%} right." for name, share in self.stance_accuracy.items()),
            f"With a confidence of {self.threshold:.2f} or more: {self.coverage:.0%} of the statements, "
            f"{self.sure_precision:.0%} of them right.",
            f"Mean gap between confidence and being right: {self.calibration_error:.2f}.",
            f"Minimal pairs with both sides right: {self.pairs_right} of {self.pairs}.",
            f"Issue {self.issue}, coder {self.coder}, gold {self.gold_sha256[:12]}.",
        ]
        return "\n".join(lines)


def evaluate(issue_id: str, folder: Path = GOLD) -> Report:
    """Code the gold of this issue and count.

    Raises InputError where the issue, its gold or its coder is missing, or a row of the gold breaks the
    codebook.
    """
    issue = load_issue(issue_id)
    path, pairs_path = folder / f"{issue_id}.csv", folder / f"{issue_id}-pairs.csv"
    gold, pairs = read_gold(issue, path), read_gold(issue, pairs_path)
    codings = code(issue, [row["text"] for row in gold])
    right = [row["position"] == made.position for row, made in zip(gold, codings, strict=True)]
    scores = tuple(_score(position.id, gold, codings) for position in issue.positions)
    threshold = model_of(issue).threshold
    sure = [ok for ok, made in zip(right, codings, strict=True) if made.confidence >= threshold]
    return Report(
        issue=issue_id,
        coder=codings[0].coder,
        gold_sha256=sha256(path, pairs_path),
        n=len(gold),
        scores=scores,
        macro_f1=sum(score.f1 for score in scores) / len(scores),
        accuracy=sum(right) / len(right),
        stance_accuracy=_stance_accuracy(issue, gold, codings),
        threshold=threshold,
        coverage=len(sure) / len(gold),
        sure_precision=sum(sure) / len(sure) if sure else 0.0,
        calibration_error=_calibration_error(codings, right),
        pairs=len(pairs) // 2,
        pairs_right=_pairs_right(issue, pairs),
    )


def sha256(*paths: Path) -> str:
    """The digest of these files together: what a floor in the tests is pinned to."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def read_gold(issue: Issue, path: Path) -> list[dict[str, str]]:
    """The rows of a gold file, each checked against the codebook.

    Raises InputError, with the line, where a row's stances do not give its position or a text is empty.
    """
    if not path.is_file():
        raise InputError(str(path), "there is no such gold file", "Code statements by hand first")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        raise InputError(str(path), "the file has no statements", "Code statements by hand first")
    needed = {"text", "position", *(concept.id for concept in issue.concepts)}
    if missing := sorted(needed - set(rows[0])):
        raise InputError(str(path), f"the columns {', '.join(missing)} are missing", "Add them", 1)
    for line, row in enumerate(rows, start=2):
        derived = derive(issue, {concept.id: row[concept.id] for concept in issue.concepts})
        if not row["text"].strip() or derived != row["position"]:
            problem = f"the stances give {derived!r}, the row says {row['position']!r}"
            raise InputError(str(path), problem, "Mend the stances or the position", line)
    return rows


def _score(position: str, gold: list[dict[str, str]], codings: list[Coding]) -> Score:
    held = [row["position"] == position for row in gold]
    given = [made.position == position for made in codings]
    both = sum(a and b for a, b in zip(held, given, strict=True))
    return Score(position, sum(held), sum(given), both)


def _stance_accuracy(
    issue: Issue, gold: list[dict[str, str]], codings: list[Coding]
) -> dict[str, float]:
    return {
        concept.id: sum(
            row[concept.id] == made.stances[concept.id].stance
            for row, made in zip(gold, codings, strict=True)
        )
        / len(gold)
        for concept in issue.concepts
    }


def _calibration_error(codings: list[Coding], right: list[bool]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for made, ok in zip(codings, right, strict=True):
        bins.setdefault(min(9, int(made.confidence * 10)), []).append((made.confidence, ok))
    gaps = [abs(sum(c for c, _ in part) - sum(ok for _, ok in part)) for part in bins.values()]
    return sum(gaps) / len(codings)


def _pairs_right(issue: Issue, pairs: list[dict[str, str]]) -> int:
    made = code(issue, [row["text"] for row in pairs])
    wrong = {
        row["pair"] for row, one in zip(pairs, made, strict=True) if row["position"] != one.position
    }
    return len({row["pair"] for row in pairs} - wrong)
