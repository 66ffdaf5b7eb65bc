"""How right the coder is on statements it never learnt from: ``corpus/gold/<issue>.csv`` and its pairs.

The gold holds the real words of officials, split from the training statements by speaker before any model
was looked at; the pairs hold two nearly equal sentences of different position each, and count only when both
are right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

from stance.codebook import load_issue
from stance.coding.adapt import model_of
from stance.coding.coder import code
from stance.coding.gold import GOLD, read_gold, sha256
from stance.records import Coding, Issue

# The share of the statements, surest first, whose precision is told, and the bins of the reliability curve.
SUREST = 0.7
BINS = 10


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
class Bin:
    """Statements of like confidence, from ``low`` to ``high``: number, mean confidence, share right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Report:
    """What ``evaluate`` measured. Shares lie between 0 and 1.

    ``coverage`` is the share of statements coded with a confidence of ``threshold`` or more and
    ``sure_precision`` the share of those that are right; ``surest_precision`` is that of the surest 70 %.
    ``calibration_error`` is the expected calibration error: the mean gap between confidence and being right
    over the ``bins``, each weighed by its statements. ``phenomena`` has of each kind of minimal pair how many
    have both sides right, and how many there are. ``examples`` is the number of texts that the coder learnt
    from.
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
    surest_precision: float
    bins: tuple[Bin, ...]
    phenomena: dict[str, tuple[int, int]]
    examples: int

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
            f"Of the surest {SUREST:.0%} right: {self.surest_precision:.0%}.",
            f"Mean gap between confidence and being right: {self.calibration_error:.3f}.",
            *(
                f"  {b.low:.1f} to {b.high:.1f}: n {b.n}, confidence {b.confidence:.2f}, right {b.right:.2f}"
                for b in self.bins
            ),
            f"Minimal pairs with both sides right: {self.pairs_right} of {self.pairs}.",
            *(f"  {name}: {right} of {n}" for name, (right, n) in self.phenomena.items() if name),
            f"Issue {self.issue}, coder {self.coder}, gold {self.gold_sha256[:12]}.",
        ]
        return "\n".join(lines)


def evaluate(issue_id: str, folder: Path = GOLD) -> Report:
    """Code the gold of this issue and count.

    An issue need have no pairs. Raises InputError where the issue or its gold is missing, or a row of the
    gold breaks the codebook.
    """
    issue = load_issue(issue_id)
    path, pairs_path = folder / f"{issue_id}.csv", folder / f"{issue_id}-pairs.csv"
    gold = read_gold(issue, path)
    pairs = read_gold(issue, pairs_path) if pairs_path.is_file() else []
    model = model_of(issue)
    codings = code(issue, [row["text"] for row in gold])
    right = [row["position"] == made.position for row, made in zip(gold, codings, strict=True)]
    scores = tuple(_score(position.id, gold, codings) for position in issue.positions)
    sure = [ok for ok, made in zip(right, codings, strict=True) if made.confidence >= model.threshold]
    bins = reliability([made.confidence for made in codings], right)
    phenomena = by_phenomenon(issue, pairs)
    return Report(
        issue=issue_id,
        coder=codings[0].coder,
        gold_sha256=sha256(path, pairs_path) if pairs else sha256(path),
        n=len(gold),
        scores=scores,
        macro_f1=sum(score.f1 for score in scores) / len(scores),
        accuracy=sum(right) / len(right),
        stance_accuracy=_stance_accuracy(issue, gold, codings),
        threshold=model.threshold,
        coverage=len(sure) / len(gold),
        sure_precision=sum(sure) / len(sure) if sure else 0.0,
        calibration_error=sum(b.n * abs(b.confidence - b.right) for b in bins) / len(gold),
        pairs=len(pairs) // 2,
        pairs_right=sum(both for both, _ in phenomena.values()),
        surest_precision=surest_precision([made.confidence for made in codings], right),
        bins=bins,
        phenomena=phenomena,
        examples=model.examples,
    )


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


def reliability(confidences: list[float], right: list[bool]) -> tuple[Bin, ...]:
    """The reliability curve: equal bins of confidence, without the empty ones."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, ok in zip(confidences, right, strict=True):
        held[min(BINS - 1, int(confidence * BINS))].append((confidence, ok))
    return tuple(
        Bin(
            low=place / BINS,
            high=(place + 1) / BINS,
            n=len(part),
            confidence=sum(confidence for confidence, _ in part) / len(part),
            right=sum(ok for _, ok in part) / len(part),
        )
        for place, part in sorted(held.items())
    )


def surest_precision(confidences: list[float], right: list[bool]) -> float:
    """The share that is right of the ``SUREST`` share with the highest confidence."""
    order = sorted(range(len(right)), key=lambda i: -confidences[i])[: max(1, round(SUREST * len(right)))]
    return sum(right[i] for i in order) / len(order)


def by_phenomenon(issue: Issue, pairs: list[dict[str, str]]) -> dict[str, tuple[int, int]]:
    """Of each kind of minimal pair how many have both sides right, and how many there are."""
    made = code(issue, [row["text"] for row in pairs])
    sides: dict[tuple[str, str], bool] = {}
    for row, one in zip(pairs, made, strict=True):
        key = row.get("phenomenon", ""), row["pair"]
        sides[key] = sides.get(key, True) and row["position"] == one.position
    found: dict[str, tuple[int, int]] = {}
    for (phenomenon, _), both in sorted(sides.items()):
        right, n = found.get(phenomenon, (0, 0))
        found[phenomenon] = right + both, n + 1
    return found
