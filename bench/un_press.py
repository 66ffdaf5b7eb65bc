"""Scores the reader of UN press coverage against paragraphs read by hand.

    python bench/un_press.py COVERAGE.txt GOLD.csv

GOLD has one row a paragraph with a speaker: line (from 1), speaker (where named), role, country_iso3,
direct_quotes (separated by " || "). Printed: paragraphs with the right country, role and name, direct
quotations found with the right country, and paragraphs with statements where the gold has nobody.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stance.records import Document  # noqa: E402
from stance.sources.un_press import statements  # noqa: E402


def main(coverage: Path, gold_path: Path) -> None:
    """Prints the scores and what is missing."""
    text = coverage.read_text(encoding="utf-8")
    by_line: dict[int, list[tuple[str, str, str, str]]] = {}
    for found in statements(Document(coverage.stem, text, kind="un-press")):
        line = text[: found.char_start].count("\n") + 1
        by_line.setdefault(line, []).append((found.country, found.role, found.speaker, found.text))
    scores = {"country": 0, "role": 0, "name": 0}
    quotes = right = 0
    with gold_path.open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file))
    for row in gold:
        have = by_line.pop(int(row["line"]), [])
        scores["country"] += {h[0] for h in have} == {row["country_iso3"]}
        scores["role"] += {h[1] for h in have} == {row["role"]}
        scores["name"] += not row["speaker"] or {h[2] for h in have} == {row["speaker"]}
        for quote in filter(lambda words: len(words.split()) > 1, row["direct_quotes"].split(" || ")):
            quotes += 1
            hit = any(quote in said and country == row["country_iso3"] for country, *_, said in have)
            right += hit
            if not hit:
                print(f"line {row['line']}: not found: {quote}")
    for what, number in scores.items():
        print(f"paragraphs with the right {what}: {number} of {len(gold)}")
    print(f"direct quotations with the right country: {right} of {quotes}")
    print(f"paragraphs with statements that the gold has not: {sorted(by_line)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
