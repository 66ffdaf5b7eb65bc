"""How long the pages take: ``python bench/dashboard.py [--statements 10000 1000000]``.

A made-up snapshot of each size is written to a temporary folder and every page is run through the real
script, first cold, then with another date. Printed: seconds of script time and the memory of this process.
An empty page is run beside them, since the machine's noise is in both.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from stance.codebook import load_issue  # noqa: E402
from stance.countries import is_state, places  # noqa: E402
from stance.snapshot import write_snapshot  # noqa: E402

ISSUE = "gaza-ceasefire"
PAGES = ("map", "timeline", "compare", "changes", "landscape", "statements", "add_sources", "method")
EMPTY = "import streamlit as st\nst.title('Empty')\n"


def made_up(count: int) -> dict[str, list[dict[str, Any]]]:
    """``count`` statements by every state over two years, with their codings."""
    draw = random.Random(7)  # noqa: S311 - made-up data, not secrets
    codes = [code for code in places() if is_state(code)]
    names = [position.id for position in load_issue(ISSUE).positions]
    first = dt.date(2023, 10, 7).toordinal()
    statements, codings, placements = [], [], []
    for number in range(count):
        code, key = draw.choice(codes), f"s{number}"
        statements.append(
            {
                "id": key, "doc": f"d{number % 1000}", "actor": "", "mention": "", "context": "",
                "cue": "said", "speaker": f"Minister {number % 7} of {code}",
                "role": "Foreign Minister", "country": code,
                "capacity": "government",
                "date": dt.date.fromordinal(first + draw.randrange(730)).isoformat(),
                "date_precision": "day", "wording": "quote", "quote_type": "direct",
                "text": f"These are the words number {number} of a minister about the war.",
                "char_start": 0,
                "char_end": 60, "source_start": -1, "source_end": -1, "confidence": 1.0, "same_as": key,
                "sources": 1,
            }
        )  # fmt: skip
        placements.append(
            {
                "level": "statement", "view": "words", "issue": ISSUE, "key": key, "x": draw.random(),
                "y": draw.random(), "cluster": number % 5, "statements": 1,
            }
        )  # fmt: skip
        codings.append(
            {
                "statement_id": key, "issue": ISSUE, "position": draw.choice(names),
                "confidence": draw.random(),
                "coder": "model", "person": False, "because": "", "condition": "", "probabilities": "{}",
                "stances": "{}",
            }
        )  # fmt: skip
    documents = [
        {"id": f"d{n}", "title": f"Report {n}", "publisher": "The Paper", "date": "2023-11-04",
         "language": "en", "url": f"https://example.org/{n}", "kind": "press", "venue": ""}
        for n in range(1000)
    ]  # fmt: skip
    return {
        "documents": documents, "statements": statements, "codings": codings, "placements": placements,
    }  # fmt: skip


def timed(run: Any) -> float:  # noqa: ANN401 - any callable
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measure(snapshot: Path) -> None:
    """Time every page on one snapshot."""
    from streamlit.testing.v1 import AppTest

    os.environ["STANCE_SNAPSHOT"] = str(snapshot)
    empty = AppTest.from_string(EMPTY, default_timeout=300)
    empty.run()
    print(f"{'empty page':<14}{timed(empty.run):>8.3f} s")
    for page in PAGES:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
        app.query_params["issue"], app.query_params["date"] = ISSUE, "2024-03-01"
        if page == "compare":
            app.query_params["actor"] = ["USA", "FRA", "DEU"]
        app.switch_page(f"stance/pages/{page}.py")
        cold = timed(app.run)
        app.session_state["view"] = replace(app.session_state["view"], date="2024-05-01")
        app.session_state["view_changed"] = True
        change = timed(app.run)
        if app.exception:
            raise SystemExit(f"{page}: {app.exception[0].message}")
        print(f"{page:<14}{cold:>8.3f} s cold{change:>8.3f} s another date")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process {used:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, nargs="+", default=[10_000])
    options = parser.parse_args()
    issue = asdict(load_issue(ISSUE))
    manifest = {"issues": {ISSUE: issue}, "inputs": {}, "model": "made up", "accuracy": {}}
    for count in options.statements:
        with tempfile.TemporaryDirectory() as folder:
            write_snapshot(Path(folder) / "snapshot", made_up(count), manifest)
            print(f"{count:,} statements")
            # A process of its own, so that the memory of making the data is not counted.
            command = [sys.executable, __file__, "--one", f"{folder}/snapshot"]
            subprocess.run(command, check=True)  # noqa: S603 - this file itself


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(Path(sys.argv[2]))
    else:
        main()
