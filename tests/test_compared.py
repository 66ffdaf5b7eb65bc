"""What docs/compared.md says of this project can be found where it says: pages, commands, options, files."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from stance import cli
from stance.arguments import parser

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "compared.md").read_text(encoding="utf-8")
TABLE = [line.strip("|").split("|") for line in TEXT.splitlines() if line.startswith("| ")][1:]
ASKED = re.findall(r"^\d+\. \*\*(.+?)\*\*: (done|part|no)\. (.+)$", TEXT, re.MULTILINE)
OURS = [row[2].strip() for row in TABLE] + [where for _, _, where in ASKED]


def commands() -> dict[str, argparse.ArgumentParser]:
    whole = parser(cli.RUNS)
    (held,) = [action for action in whole._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(held.choices)


def test_the_table_and_the_list_are_whole() -> None:
    assert len(TABLE) == 35 and all(len(row) == 22 for row in TABLE)
    assert {cell.strip() for row in TABLE for cell in (row[1], *row[3:])} == {"●", "◐", "–", "?"}
    assert len(ASKED) == 28
    # What is not done, or only in part, says why.
    assert all(len(where) > 80 for _, state, where in ASKED if state != "done")
    assert "docs/compared.md" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("where", OURS)
def test_each_claim_names_a_place_that_exists(where: str) -> None:
    pages = set(re.findall(r'title="([^"]+)"', (ROOT / "app.py").read_text(encoding="utf-8")))
    named = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", where)
    assert set(named) <= pages
    spans = re.findall(r"`([^`]+)`", where)
    assert named or spans or where.startswith("every page")
    for span in spans:
        first, *words = span.split()
        if "/" in first:
            assert (ROOT / first).is_file(), span
        elif first == "make":
            assert re.search(rf"^{words[0]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE), span
        else:
            actions = commands()[first]._option_string_actions
            for option, value in zip(words[::2], [*words[1::2], ""], strict=False):
                assert not value or not actions[option].choices or value in actions[option].choices, span
