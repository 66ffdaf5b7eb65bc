"""Pin what the coder reaches today as what it must never fall below: ``python bench/floors.py``.

Writes ``tests/floors.json``: for each issue with gold the digest of its gold and the least that a test
accepts, a little under what was measured. A floor rises by itself and falls only with ``--allow-lower``, so
that nobody lowers one without meaning to. A changed gold is a new digest, and its floors are set anew under
the same rule.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from stance.codebook import load_issues  # noqa: E402
from stance.coding import Report, evaluate  # noqa: E402
from stance.coding.adapt import measured  # noqa: E402

FLOORS = ROOT / "tests" / "floors.json"
# How far a figure may fall by the chance of another machine's arithmetic.
MARGIN = 0.01

Floor = dict[str, str | float]


def main() -> int:
    parser = argparse.ArgumentParser(description="Pin the coder's accuracy.")
    parser.add_argument("--allow-lower", action="store_true", help="accept a floor below the one that stands")
    options = parser.parse_args()
    before = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    after, lower = {}, []
    for name, issue in load_issues().items():
        if measured(issue):
            after[name] = floor(evaluate(name))
            lower += [f"{name}: {line}" for line in lowered(before.get(name, {}), after[name])]
    if lower and not options.allow_lower:
        print("\n".join(["refused, since these floors would fall (--allow-lower accepts it):", *lower]))
        return 1
    FLOORS.write_text(json.dumps(after, indent=1) + "\n", encoding="utf-8")
    print(f"{FLOORS.relative_to(ROOT)}: {', '.join(after)}")
    return 0


def floor(report: Report) -> Floor:
    """What a test is to accept of a coder that reached this."""
    made: Floor = {"gold_sha256": report.gold_sha256}
    shares = {"macro_f1": report.macro_f1, "surest_precision": report.surest_precision}
    shares |= {f"recall {score.position}": score.recall for score in report.scores}
    shares["pairs"] = report.pairs_right / report.pairs if report.pairs else 0.0
    return made | {key: round(max(0.0, share - MARGIN), 3) for key, share in shares.items()}


def lowered(before: Mapping[str, str | float], after: Mapping[str, str | float]) -> list[str]:
    """The floors that would fall, each with both values."""
    return [
        f"{key} from {old} to {after[key]}"
        for key, old in before.items()
        if key in after and isinstance(old, float) and float(after[key]) < old - 0.0005
    ]


if __name__ == "__main__":
    raise SystemExit(main())
