"""What the first reader is taught: written sentences with their stances on written concepts.

Two files: ``stances.csv``, on over a thousand political questions, and the sentences on a ceasefire in Gaza,
of which real statements and twins of an independent hand are kept apart to calibrate with. The questions of
two issues are kept apart too, so that what the project says of a new issue was measured on issues that the
reader met in passing at most (in 117 of 132,677 lessons a concept names them); of other wars of occupation
and other industries to be ended or limited it was taught much.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from stance.codebook import DEFAULT, load_issue
from stance.coding.lexicon import CODERS
from stance.records import STANCES

TRAINING = CODERS.parent / "training"
# Never taught: the questions of the two issues on which a new issue is measured, and what is near them.
NEAR_GOLD = frozenset((
    "fossil fuels", "coal", "phasing out fossil fuels in speeches", "climate verbs", "speeches on climate",
    "energy security", "long statements on climate and energy", "war in Ukraine", "arms deliveries",
    "Ukraine in the General Debate", "Ukraine in the press",
))  # fmt: skip
# Never taught either: with these the method was chosen.
FOR_CHOOSING = frozenset(("debt", "landmines", "recognition of States", "nuclear weapons", "whaling"))


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text with its stance on each concept: (phrase, place in STANCES, weight)."""

    topic: str
    text: str
    stances: tuple[tuple[str, int, float], ...]
    twins: str = ""


def lessons() -> list[Lesson]:
    """Every lesson, in the order of the files."""
    written = by_text(csv_rows(TRAINING / "stances.csv"))
    kept = NEAR_GOLD | FOR_CHOOSING
    return [*_gaza(), *(lesson for lesson in written if lesson.topic not in kept)]


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a training file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_text(rows: list[dict[str, str]]) -> list[Lesson]:
    """Rows of one concept each as lessons: one a text and topic, with all its concepts."""
    held: dict[tuple[str, str], list[tuple[str, int, float]]] = defaultdict(list)
    twins: dict[tuple[str, str], str] = {}
    for row in rows:
        key = row["topic"], row["text"]
        held[key].append((row["concept"], STANCES.index(row["stance"]), 1.0))
        twins[key] = row["twins"]
    return [Lesson(*key, tuple(stances), twins[key]) for key, stances in held.items()]


def unseen(row: dict[str, str]) -> bool:
    """Whether this row is no lesson, and not what the words to look for were made from: real statements, and
    the twins whose numbers begin with a c. By these, findings and reading are weighed."""
    return bool(row["speaker"]) or row["twins"].startswith("c")


def _gaza() -> list[Lesson]:
    concepts = load_issue(DEFAULT).concepts
    found = []
    for row in csv_rows(TRAINING / f"{DEFAULT}.csv"):
        if unseen(row):
            continue
        stances = []
        for number, concept in enumerate(concepts):
            # That a text says nothing of a second concept is seldom news.
            weight = 0.5 if number and row[concept.id] == "none" else 1.0
            stances.append((concept.phrase, STANCES.index(row[concept.id]), weight))
        found.append(Lesson(DEFAULT, row["text"], tuple(stances), row["twins"]))
    return found
