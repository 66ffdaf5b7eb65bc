"""Scores the reader of UN verbatim records against turns written down by hand.

    python bench/un_records.py RECORD.txt GOLD.jsonl

GOLD has one JSON object a turn: speaker, country_iso3 (null for the chair), language, text. Printed:
turns found, right speaker, country, language, and turns whose words are the gold's, letter for letter,
after the stage directions that the gold keeps (votes, opening and closing) are taken out of it.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stance.sources.un_turns import turns  # noqa: E402

_DIRECTIONS = re.compile(r"\s*(?:A vote was taken by show of hands\..*|The meeting rose at .*)$")


def main(record: Path, gold_path: Path) -> None:
    """Prints the scores and every difference."""
    gold = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines()]
    found = turns(record.read_text(encoding="utf-8"))
    scores = {"speaker": 0, "country": 0, "language": 0, "words": 0}
    for want, have in zip(gold, found, strict=False):
        words = _DIRECTIONS.sub("", want["text"])
        scores["speaker"] += want["speaker"] == have.speaker
        scores["country"] += (want["country_iso3"] or "") == have.country
        scores["language"] += want["language"] == have.spoken
        scores["words"] += words == have.text
        if words != have.text:
            print(_difference(words, have.text, have.speaker))
    print(f"turns: {len(found)} found, {len(gold)} in the gold")
    for what, right in scores.items():
        print(f"right {what}: {right} of {len(gold)}")


def _difference(want: str, have: str, speaker: str) -> str:
    place = next(
        (i for i, pair in enumerate(zip(want, have, strict=False)) if pair[0] != pair[1]),
        min(len(want), len(have)),
    )
    near = slice(max(0, place - 30), place + 60)
    return f"{speaker}, character {place}: gold {want[near]!r}, found {have[near]!r}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
