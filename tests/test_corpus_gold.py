"""The gold of the ceasefire issue: its form and width, its second pass, and the pairs by phenomenon."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlparse

import pytest

from stance.codebook import derive, load_issue
from stance.coding.agreement import kappa
from stance.coding.gold import GOLD
from stance.countries import is_organisation, is_state

ISSUE = load_issue("gaza-ceasefire")
COLUMNS = (
    "id text position ceasefire humanitarian_pause condition source wording speaker country date coder note"
)
# Phenomena of language that a coder trips over; each must be tried by several pairs.
PHENOMENA = (
    "aid_vs_pause concession condition_vs_refusal double_negation implicit_consequence negation_scope "
    "other_war past_present pause_now_ceasefire_later question_irony regret_welcome reported_views "
    "reproach subject_swap support_opposition_cue synonyms temporary_permanent too_little_too_much "
    "vote_explanation"
).split()


def read(name: str) -> list[dict[str, str]]:
    with (GOLD / f"{ISSUE.id}{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


@pytest.fixture(scope="module")
def gold() -> list[dict[str, str]]:
    return read("")


@pytest.fixture(scope="module")
def second() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read("-second")}


@pytest.fixture(scope="module")
def pairs() -> dict[str, list[dict[str, str]]]:
    sides: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read("-pairs"):
        sides[row["pair"]].append(row)
    return sides


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def test_every_statement_says_who_said_it_when_and_where(gold: list[dict[str, str]]) -> None:
    assert list(gold[0]) == COLUMNS.split()
    for row in gold:
        parts = urlparse(row["source"])
        assert parts.scheme in ("http", "https") or row["source"].startswith("Al Jazeera"), row
        assert "2023-10-07" <= dt.date.fromisoformat(row["date"]).isoformat() <= "2025-12-31", row
        assert not row["country"] or is_state(row["country"]) or is_organisation(row["country"]), row
        assert row["speaker"] and row["coder"] in ("coder-1", "coder-2"), row
        assert all(cell == " ".join(cell.split()) for cell in row.values()), row


def test_quotations_are_at_most_35_words_and_nothing_stands_twice(gold: list[dict[str, str]]) -> None:
    assert {row["wording"] for row in gold} == {"quote", "paraphrase", "vote"}
    assert [r["text"] for r in gold if r["wording"] == "quote" and len(r["text"].split()) > 35] == []
    for key in ("id", "text"):
        assert [value for value, n in Counter(row[key] for row in gold).items() if n > 1] == []


def test_the_gold_is_as_wide_as_promised(gold: list[dict[str, str]]) -> None:
    assert len(gold) >= 320
    assert min(Counter(row["position"] for row in gold).values()) >= 40
    assert len({row["country"] for row in gold}) >= 100
    assert len({row["speaker"] for row in gold}) >= 200


def test_every_statement_was_read_twice_and_differences_are_settled(
    gold: list[dict[str, str]], second: dict[str, dict[str, str]]
) -> None:
    assert list(second) == [row["id"] for row in gold]
    for row in gold:
        again = second[row["id"]]
        stances = {concept.id: again[concept.id] for concept in ISSUE.concepts}
        assert derive(ISSUE, stances) == again["position"], again
        assert row["position"] in (again["first"], again["position"]), again
        assert (again["first"] != again["position"]) == bool(again["note"]), again


def test_the_readme_states_the_agreement_of_the_two_passes(
    gold: list[dict[str, str]], second: dict[str, dict[str, str]]
) -> None:
    readme = " ".join((Path(GOLD).parent / "README.md").read_text(encoding="utf-8").split())
    counts = Counter(row["position"] for row in gold)
    stated = ", ".join(f"{counts[position.id]} `{position.id}`" for position in ISSUE.positions)
    assert f"{len(gold)} statements: {stated}" in readme
    for coder, of in (("", "all"), ("coder-1", "those of `coder-1`"), ("coder-2", "those of `coder-2`")):
        rows = [second[row["id"]] for row in gold if coder in row["coder"]]
        figure = kappa([row["first"] for row in rows], [row["position"] for row in rows])
        assert f"{figure:.2f} for {of} ({len(rows)})" in readme, (of, figure)
    assert f"{len({row['pair'] for row in read('-pairs')})} pairs" in readme


def test_pairs_try_every_phenomenon(pairs: dict[str, list[dict[str, str]]]) -> None:
    assert len(pairs) >= 160
    assert all(
        len(sides) == 2 and sides[0]["phenomenon"] == sides[1]["phenomenon"] for sides in pairs.values()
    )
    counts = Counter(sides[0]["phenomenon"] for sides in pairs.values())
    assert sorted(counts) == PHENOMENA and min(counts.values()) >= 5
    assert min(Counter(row["position"] for sides in pairs.values() for row in sides).values()) >= 70


def test_the_sides_of_a_pair_are_alike_in_words(pairs: dict[str, list[dict[str, str]]]) -> None:
    alike = []
    for first, other in pairs.values():
        mine, theirs = words(first["text"]), words(other["text"])
        alike.append(len(mine & theirs) / len(mine | theirs))
    assert min(alike) >= 0.2
    assert sorted(alike)[len(alike) // 2] >= 0.6
