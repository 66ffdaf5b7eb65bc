"""How long the pages take: ``python bench/pages.py [--statements 10000 1000000] [--paint]``.

A made-up snapshot of each size is written to a temporary folder and every page of the navigation is run
through the real script, first cold, then with another date, then with another filter. Printed: seconds of
script time beside an empty page's, since the machine's noise is in both, and the memory of the process.
``--paint`` also measures the first paint in Chromium: the bundled dashboard against an empty Streamlit page,
in turn, the median of five.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from stance.codebook import load_issue  # noqa: E402
from stance.countries import is_state, places  # noqa: E402
from stance.snapshot import write_snapshot  # noqa: E402

ISSUE = "gaza-ceasefire"
EMPTY = "import streamlit as st\nst.title('Empty')\n"
# Seconds of script time that a change of a filter may take, by number of statements.
TARGETS = {10_000: 0.3, 1_000_000: 1.0}
ROUNDS = 5
DAYS = ("2025-08-01", "2025-09-01", "2025-10-01")
# Filters that keep every statement: nothing is quicker under them for being less.
FILTERS: tuple[dict[str, Any], ...] = (
    {"roles": ("Foreign Minister",)}, {"wordings": ("quote",)}, {"kinds": ("press",)},
)  # fmt: skip
# What a page shows only for somebody who was chosen.
CHOSEN: dict[str, dict[str, tuple[str, ...]]] = {
    "compare": {
        "countries": ("USA", "FRA", "CHN"),
        "speakers": ("Minister 1 of DEU", "Minister 2 of BRA", "Minister 3 of IND"),
    }
}


def pages() -> list[str]:
    """The scripts of the pages, as the navigation of ``app.py`` names them."""
    return re.findall(r'st\.Page\("(stance/pages/\w+\.py)"', (ROOT / "app.py").read_text(encoding="utf-8"))


def made_up(count: int) -> dict[str, list[dict[str, Any]]]:
    """``count`` statements by every state over two years, with their codings."""
    draw = random.Random(7)  # noqa: S311 - made-up data, not secrets
    codes = [code for code in places() if is_state(code)]
    names = [position.id for position in load_issue(ISSUE).positions]
    first = date(2023, 10, 7).toordinal()
    statements, codings, placements = [], [], []
    for number in range(count):
        code, key = draw.choice(codes), f"{number:016x}"
        statements.append(
            {
                "id": key, "doc": f"d{number % 1000}", "actor": "", "mention": "", "context": "",
                "cue": "said", "speaker": f"Minister {number % 7} of {code}",
                "role": "Foreign Minister", "country": code, "capacity": "government",
                "date": date.fromordinal(first + draw.randrange(730)).isoformat(),
                "date_precision": "day", "wording": "quote", "quote_type": "direct",
                "text": f"These are the words number {number} of a minister about the war.",
                "char_start": 0, "char_end": 60, "source_start": -1, "source_end": -1, "confidence": 1.0,
                "same_as": key, "sources": 1, "before": "", "after": "",
            }
        )  # fmt: skip
        codings.append(
            {
                "statement_id": key, "issue": ISSUE, "position": draw.choice(names),
                "confidence": draw.random(), "coder": "model", "person": False, "because": "",
                "condition": "", "probabilities": "{}", "stances": "{}",
            }
        )  # fmt: skip
        placements.append(
            {
                "level": "statement", "view": "words", "issue": ISSUE, "key": key, "x": draw.random(),
                "y": draw.random(), "cluster": number % 5, "statements": 1,
            }
        )  # fmt: skip
    documents = [
        {"id": f"d{n}", "title": f"Report {n}", "publisher": "The Paper", "date": "2023-11-04",
         "language": "en", "url": f"https://example.org/{n}", "kind": "press", "venue": ""}
        for n in range(1000)
    ]  # fmt: skip
    return {"documents": documents, "statements": statements, "codings": codings, "placements": placements}


def timed(run: Any) -> float:  # noqa: ANN401 - any callable
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def changed(app: Any, **fields: Any) -> float:  # noqa: ANN401 - an AppTest; fields of a view
    """Seconds of script time after the view was changed."""
    app.session_state["view"] = app.session_state["view"].__class__(issue=ISSUE, **fields)
    app.session_state["view_changed"] = True
    return timed(app.run)


def make(out: Path, count: int) -> None:
    """Write the made-up snapshot of ``count`` statements."""
    issues = {ISSUE: asdict(load_issue(ISSUE))}
    manifest = {"issues": issues, "inputs": {}, "model": "made up", "accuracy": {}}
    write_snapshot(out, made_up(count), manifest)


def measure(snapshot: Path, count: int) -> None:
    """Time every page on one snapshot."""
    from streamlit.testing.v1 import AppTest

    os.environ["STANCE_SNAPSHOT"] = str(snapshot)
    empty = AppTest.from_string(EMPTY, default_timeout=600)
    empty.run()
    print(f"{'empty page':<16}{timed(empty.run):>8.3f} s")
    target = next((limit for size, limit in sorted(TARGETS.items()) if count <= size), max(TARGETS.values()))
    for page in pages():
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
        app.query_params["issue"], app.query_params["date"] = ISSUE, "2024-03-01"
        app.run()
        app.switch_page(page)
        cold = timed(app.run)
        chosen = CHOSEN.get(Path(page).stem, {})
        dates = [changed(app, date=day, **chosen) for day in DAYS]
        filters = [changed(app, date=DAYS[-1], **kept, **chosen) for kept in FILTERS]
        if app.exception:
            raise SystemExit(f"{page}: {app.exception[0].message}")
        day, other = statistics.median(dates), statistics.median(filters)
        late = "" if max(day, other) <= target else f"  over {target:.1f} s"
        print(
            f"{Path(page).stem:<16}{cold:>8.3f} s cold{day:>8.3f} s another date"
            f"{other:>8.3f} s another filter{late}"
        )
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process {used:.0f} MB")


@contextlib.contextmanager
def empty_page() -> Iterator[str]:
    """A Streamlit server whose one page has a title and nothing else."""
    import browser

    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        with browser.serving(str(script)) as base:
            yield base


def paint() -> None:
    """First paint and first heading of the dashboard and of an empty page, in turn, each time anew."""
    import browser
    from playwright.sync_api import sync_playwright

    seen: dict[str, list[tuple[float, float]]] = {"dashboard": [], "empty page": []}
    with browser.serving() as ours, empty_page() as empty, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser.executable(), args=browser.ARGUMENTS)
        for number in range(ROUNDS + 1):
            for name, base in (("empty page", empty), ("dashboard", ours)):
                found = first_paint(started, base)
                if number:  # the first visit warms both servers
                    seen[name].append(found)
        started.close()
    for part, what in enumerate(("first contentful paint", "first heading")):
        own, other = (statistics.median(item[part] for item in seen[name]) for name in seen)
        print(f"{what:<24}{own:>8.2f} s, empty page {other:.2f} s: {own / other:.2f} times")


def first_paint(started: Any, base: str) -> tuple[float, float]:  # noqa: ANN401 - a browser
    """Seconds to the first contentful paint, and to the first heading, in a browser without a cache."""
    context = started.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(base)
    page.wait_for_selector("h1", timeout=120_000)
    heading = time.perf_counter() - start
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime || 0")
    context.close()
    return painted / 1000, heading


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, nargs="*", default=[10_000])
    parser.add_argument("--paint", action="store_true")
    options = parser.parse_args()
    for count in options.statements:
        with tempfile.TemporaryDirectory() as folder:
            print(f"{count:,} statements", flush=True)
            # No server runs these pages, and Streamlit would say so at every run.
            quiet = {**os.environ, "STREAMLIT_LOGGER_LEVEL": "error"}
            # Each in a process of its own; the peak of memory of a process begins at that of its parent, so
            # this one must not make the data either.
            for step in ("--make", "--measure"):
                command = [sys.executable, __file__, step, f"{folder}/snapshot", str(count)]
                subprocess.run(command, check=True, env=quiet)  # noqa: S603 - this file itself
    if options.paint:
        paint()


if __name__ == "__main__":
    if sys.argv[1:2] in (["--make"], ["--measure"]):
        step = make if sys.argv[1] == "--make" else measure
        step(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
