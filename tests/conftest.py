"""A small made-up snapshot, and a clean cache before every test of a page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import ARGUMENTS, executable, serving

from stance.codebook import load_issue
from stance.records import digest
from stance.snapshot import BUNDLED, Snapshot, open_snapshot, write_snapshot

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# What the reader of this machine has decided is no part of any test; those on reviewing name a log of theirs.
os.environ["STANCE_REVIEW"] = "off"
C, P, X, N = "ceasefire", "humanitarian_pause", "oppose_ceasefire", "none"
# date, speaker, role, country, position, confidence, person; the words are made up.
SAID: list[tuple[str, str, str, str, str, float, bool]] = [
    ("2023-10-10", "Ada Rahal", "Foreign Minister", "JOR", C, 0.97, True),
    ("2023-10-12", "Ben Cole", "Secretary of State", "USA", X, 0.95, True),
    ("2023-10-15", "Ines Prado", "President", "BRA", C, 0.92, False),
    ("2023-10-18", "Lia Chen", "Foreign Minister", "CHN", C, 0.9, False),
    ("2023-10-20", "Max Ritter", "Foreign Minister", "DEU", N, 0.8, False),
    ("2023-10-24", "Nora Weil", "President", "FRA", P, 0.9, False),
    ("2023-10-25", "Omar Sabry", "Foreign Minister", "EGY", C, 0.99, True),
    ("2023-10-26", "The European Council", "institution", "EU", P, 0.96, True),
    ("2023-10-27", "Sara Noy", "Permanent Representative", "ISR", X, 0.98, True),
    ("2023-10-28", "Ada Rahal", "Foreign Minister", "JOR", C, 0.98, True),
    ("2023-11-03", "Ben Cole", "Secretary of State", "USA", X, 0.96, True),
    ("2023-11-05", "Kei Mori", "Foreign Minister", "JPN", P, 0.88, False),
    ("2023-11-08", "Max Ritter", "Foreign Minister", "DEU", P, 0.82, False),
    ("2023-11-09", "Ben Cole", "Secretary of State", "USA", P, 0.91, False),
    ("2023-11-10", "Nora Weil", "President", "FRA", C, 0.93, True),
    ("2023-11-11", "The League's Council", "institution", "LAS", C, 0.97, True),
    ("2023-11-14", "Jan Vos", "Foreign Minister", "NLD", P, 0.7, False),
    ("2023-11-17", "Rui Tan", "Foreign Minister", "SGP", C, 0.55, False),
    ("2023-11-20", "Pia Lund", "Foreign Minister", "NOR", C, 0.94, True),
    ("2023-11-21", "Erik Dahl", "Prime Minister", "NOR", P, 0.9, True),
    ("2023-12-02", "Ines Prado", "President", "BRA", C, 0.95, False),
    ("2023-12-05", "Max Ritter", "Foreign Minister", "DEU", P, 0.86, False),
    ("2023-12-12", "Kei Mori", "Foreign Minister", "JPN", C, 0.9, False),
    ("2023-12-18", "Sara Noy", "Permanent Representative", "ISR", X, 0.97, True),
    ("2024-01-10", "Jan Vos", "Foreign Minister", "NLD", P, 0.75, False),
    ("2024-01-23", "Omar Sabry", "Foreign Minister", "EGY", C, 0.98, False),
    ("2024-02-20", "Ben Cole", "Secretary of State", "USA", C, 0.78, False),
    ("2024-03-01", "Max Ritter", "Foreign Minister", "DEU", C, 0.84, False),
    ("2024-03-21", "The European Council", "institution", "EU", C, 0.95, True),
    ("2024-03-25", "Ben Cole", "Secretary of State", "USA", C, 0.9, False),
    ("2024-04-11", "Sara Noy", "Permanent Representative", "ISR", X, 0.95, False),
    ("2024-05-08", "Lia Chen", "Foreign Minister", "CHN", C, 0.93, False),
    ("2024-05-20", "Jan Vos", "Foreign Minister", "NLD", C, 0.81, False),
    ("2024-06-11", "Ada Rahal", "Foreign Minister", "JOR", C, 0.96, False),
    ("2024-07-02", "Ioane Fili", "Prime Minister", "TUV", C, 0.9, True),
    ("2024-08-15", "Omar Sabry", "Foreign Minister", "EGY", C, 0.97, False),
    ("2024-09-24", "Ines Prado", "President", "BRA", C, 0.96, False),
    ("2024-09-27", "Sara Noy", "Permanent Representative", "ISR", X, 0.92, False),
    ("2024-11-20", "Ben Cole", "Secretary of State", "USA", X, 0.8, False),
    ("2024-12-11", "Pia Lund", "Foreign Minister", "NOR", C, 0.94, False),
]
WORDS = {
    C: "There must be a ceasefire at once, and aid must reach everyone",
    P: "What is needed now are humanitarian pauses, long enough for aid",
    X: "A ceasefire now would only help those who began this",
    N: "Our thoughts are with the families of the hostages",
}
BECAUSE = {C: "a ceasefire at once", P: "humanitarian pauses", X: "A ceasefire now would only help", N: ""}
BLOCS = [("EU", "European Union", code) for code in ("DEU", "FRA", "NLD", "ESP", "MLT")] + [
    ("LAS", "League of Arab States", code) for code in ("EGY", "JOR", "DZA", "BHR")
]
VOTES = {"A/RES/ES-10/21": "2023-10-27", "A/RES/ES-10/22": "2023-12-12"}
CAST = {"FRA": "YY", "ESP": "YY", "MLT": "YY", "USA": "NN", "ISR": "NN", "DEU": "AA", "JPN": "AY",
        "BRA": "YY", "FJI": "NA", "KEN": "YY"}  # fmt: skip
EVENTS = [
    ("2023-10-07", "The attack on Israel", "attack"),
    ("2023-10-27", "First roll call", "UN vote"),
    ("2023-11-24", "A pause of four days begins", "pause"),
    ("2023-12-12", "Second roll call", "UN vote"),
]


def made_up_tables() -> dict[str, list[dict[str, Any]]]:
    """Forty statements by twelve countries and two organisations, with votes, blocs and events."""
    statements, codings, documents, placements = [], [], [], []
    for number, (date, speaker, role, country, position, confidence, person) in enumerate(SAID):
        doc, text = f"doc{number}", f"{WORDS[position]} ({number})."
        made = digest(doc, speaker, country, date, text)
        documents.append({"id": doc, "title": f"Briefing {number}", "publisher": "Daily Record",
                          "date": date, "language": "en", "url": f"https://example.org/{number}",
                          "kind": "press" if number % 3 else "official"})  # fmt: skip
        organisation = country in ("EU", "LAS")
        statements.append({
            "id": made, "doc": doc, "actor": speaker.lower().replace(" ", "-"), "speaker": speaker,
            "mention": speaker, "role": role, "country": country,
            "capacity": "organisation" if organisation else "government", "date": date,
            "date_precision": "day", "wording": "quote" if number % 4 else "paraphrase",
            "quote_type": "direct", "text": text, "context": "", "venue": "", "char_start": 0,
            "char_end": len(text), "cue": "said", "source_start": -1, "source_end": -1,
            "confidence": 1.0, "same_as": made, "sources": 1 + number % 2,
        })  # fmt: skip
        placements.append({
            "level": "statement", "view": "words", "issue": "gaza-ceasefire", "key": made,
            "x": float(number % 7), "y": float(number % 5), "cluster": number % 3, "statements": 1,
        })  # fmt: skip
        codings.append({
            "statement_id": made, "issue": "gaza-ceasefire", "position": position,
            "confidence": confidence, "coder": "A. Coder" if person else "model-1", "person": person,
            "because": BECAUSE[position], "condition": "", "probabilities": "{}", "stances": "{}",
        })  # fmt: skip
    return {
        "documents": documents, "statements": statements, "codings": codings, "placements": placements,
        "blocs": [{"bloc": bloc, "name": name, "country": code, "start": "1958-01-01", "end": "",
                   "source": "https://example.org/members"} for bloc, name, code in BLOCS],
        "rollcalls": [{"id": key, "body": "GA", "date": date, "title": "Protection of civilians",
                       "topic": "gaza", "sponsor": "JOR", "outcome": "adopted", "yes": 5, "no": 3,
                       "abstain": 2, "url": "https://example.org/vote"} for key, date in VOTES.items()],
        "votes": [{"rollcall": key, "country": code, "vote": cast[number]}
                  for number, key in enumerate(VOTES) for code, cast in CAST.items()],
        "events": [{"issue": "", "date": date, "label": label, "kind": kind, "source": "Daily Record",
                    "source_url": "https://example.org/event", "note": ""}
                   for date, label, kind in EVENTS],
    }  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser's test that fails is run again, twice at most; no other test is."""
    for item in items:
        if item.path.name.startswith("test_browser"):
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=2))


@pytest.fixture(scope="session")
def made_up_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the made-up snapshot."""
    folder = tmp_path_factory.mktemp("made-up") / "snapshot"
    issue = asdict(load_issue("gaza-ceasefire"))
    write_snapshot(folder, made_up_tables(), {"issues": {issue["id"]: issue}, "inputs": {}})
    return folder


@pytest.fixture(scope="session")
def opened(made_up_snapshot: Path) -> Snapshot:
    """The made-up snapshot, open."""
    return open_snapshot(made_up_snapshot)


@pytest.fixture(autouse=True)
def _fresh_pages(monkeypatch: pytest.MonkeyPatch, made_up_snapshot: Path) -> None:
    """Pages read the made-up snapshot, and no test sees what another one cached."""
    import streamlit as st

    monkeypatch.setenv("STANCE_SNAPSHOT", str(made_up_snapshot))
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a server that shows the bundled snapshot."""
    with serving(STANCE_SNAPSHOT=str(BUNDLED)) as address:
        yield address


@pytest.fixture(scope="session")
def small_site(made_up_snapshot: Path) -> Iterator[str]:
    """The address of a server that shows the made-up snapshot."""
    with serving(STANCE_SNAPSHOT=str(made_up_snapshot)) as address:
        yield address


# One a module: while Playwright runs, no other test may start an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; tests are skipped where there is none, unless the environment demands it."""
    if executable() is None and not os.environ.get("STANCE_REQUIRE_BROWSER"):
        pytest.skip("no Chromium or Chrome is installed, so the browser tests are skipped")
    playwright_api = pytest.importorskip("playwright.sync_api")
    with playwright_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, wide as a desk's screen, that may download and use the clipboard."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()
