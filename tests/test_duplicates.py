"""The same words in twelve reports count once; which report is shown does not depend on order."""

import itertools
import time

import numpy as np
import pytest

from stance import duplicates
from stance.duplicates import THRESHOLD, Key, group, plain

WORDS = "We call for an immediate ceasefire and the release of all hostages"


def key(date: str = "2023-11-04", ident: str = "a", who: str = "Ann Roe", country: str = "NOR") -> Key:
    return Key(who, country, date, ident)


def vectors(*cosines: float) -> np.ndarray:
    """Unit vectors whose first has these cosines with all the others."""
    rows = [[1.0, 0.0]] + [[c, (1 - c * c) ** 0.5] for c in cosines]
    return np.array(rows, dtype=np.float32)


def test_twelve_reports_of_the_same_words_are_one():
    texts = [WORDS, f"“{WORDS}.”", WORDS.upper(), f"  {WORDS}, ".replace(" ", "  ")] * 3
    keys = [key(f"2023-11-{4 + i % 3:02}", f"{i:02}") for i in range(12)]
    assert group(texts, None, keys) == [0] * 12


def test_the_first_by_date_then_by_id_is_shown_whatever_the_order():
    items = [
        (WORDS, key("2023-11-05", "c")),
        (WORDS, key("2023-11-04", "b")),
        (WORDS, key("2023-11-04", "a")),
    ]
    for order in itertools.permutations(items):
        texts, keys = [text for text, _ in order], [k for _, k in order]
        assert {keys[i].id for i in group(texts, None, keys)} == {"a"}


@pytest.mark.parametrize(
    "other",
    [
        key(ident="b", who="John Doe"),
        key(ident="b", country="SWE"),
        key("2023-11-12", "b"),
        key("", "b"),
    ],
)
def test_another_speaker_country_or_week_is_another_statement(other):
    assert group([WORDS, WORDS], None, [key(), other]) == [0, 1]


def test_statements_without_a_date_go_together():
    assert group([WORDS, WORDS], None, [key("", "a"), key("", "b")]) == [0, 0]


def test_a_fragment_is_the_same_words_where_it_is_most_of_them():
    long = f"{WORDS} now, said the minister"
    assert group([long, WORDS], None, [key(), key(ident="b")]) == [0, 0]
    longer = f"{WORDS}. " + "And there was much else that she said on that day. " * 3
    assert group([longer, WORDS], None, [key(), key(ident="b")]) == [0, 1]


@pytest.mark.parametrize("refusal", ["We reject {}", "We do not want {}"])
def test_a_call_is_not_a_fragment_of_its_refusal(refusal):
    call = "an immediate and lasting ceasefire in Gaza"
    assert group([call, refusal.format(call)], None, [key(), key("2023-11-08", "b")]) == [0, 1]
    assert group([call, f"We want {call}"], None, [key(), key("2023-11-08", "b")]) == [0, 0]


def test_near_duplicates_go_together_from_the_threshold_on():
    texts = [WORDS, "We are calling for a ceasefire at once and for all hostages to be released"]
    keys = [key(), key(ident="b")]
    assert group(texts, vectors(THRESHOLD + 0.005), keys) == [0, 0]
    assert group(texts, vectors(THRESHOLD - 0.005), keys) == [0, 1]
    assert group(texts, None, keys) == [0, 1]


@pytest.mark.parametrize(
    "other",
    [
        "We do not call for an immediate ceasefire and the release of all hostages",
        "We don’t call for an immediate ceasefire and the release of all hostages",
        "We reject calls for an immediate ceasefire and the release of all hostages",
        "We call for an immediate ceasefire and the release of all 240 hostages",
    ],
)
def test_a_negation_or_a_number_keeps_alike_vectors_apart(other):
    assert group([WORDS, other], vectors(0.99), [key(), key(ident="b")]) == [0, 1]


def test_decisive_words_must_agree():
    texts = [WORDS, WORDS.replace("ceasefire", "pause")]
    keys = [key(), key(ident="b")]
    assert group(texts, vectors(0.97), keys) == [0, 0]
    assert group(texts, vectors(0.97), keys, frozenset({"ceasefire", "pause"})) == [0, 1]


def test_a_phrase_repeated_for_months_does_not_chain():
    keys = [key(f"2023-11-{day:02}", f"{day:02}") for day in (1, 5, 9, 13, 17)]
    assert group([WORDS] * 5, None, keys) == [0, 0, 2, 2, 4]


def test_plain_words():
    assert plain("  “Don’t—WAIT!”\n") == "dont wait"
    assert plain("ﬁve") == "five"
    assert group([], None, []) == []


def slowly(texts, vectors, keys, decisive):
    """The rule as it is written above ``group``, each report held against every first one before it."""
    words, shown, firsts = [plain(text) for text in texts], list(range(len(texts))), []
    for at in sorted(range(len(texts)), key=lambda i: (keys[i].date, keys[i].id)):
        for first in firsts:
            close = duplicates._close(keys[first].date, keys[at].date)
            alike = (plain(keys[first].who), keys[first].country) == (plain(keys[at].who), keys[at].country)
            turns = [duplicates._turns(words[i], decisive) for i in (first, at)]
            if close and alike and turns[0] == turns[1] and duplicates._same(words, vectors, first, at):
                shown[at] = first
                break
        else:
            firsts.append(at)
    return shown


@pytest.mark.parametrize("seed", range(60))
def test_what_is_found_fast_is_what_the_rule_says(seed, monkeypatch):
    chance = np.random.default_rng(seed)
    vocabulary = np.array("we call for an immediate ceasefire now not no 12 reject war and peace".split())
    bases = [list(chance.choice(vocabulary, chance.integers(0, 12))) for _ in range(8)]
    places = chance.normal(size=(8, 6))
    texts, rows, keys = [], [], []
    for _ in range(60):
        base = int(chance.integers(8))
        cut, more = chance.integers(0, 3), list(chance.choice(vocabulary, chance.integers(0, 3)))
        texts.append(" ".join(more[: chance.integers(0, 2)] + bases[base][cut:] + more))
        row = places[base] + chance.normal(size=6) * chance.choice([0, 0.05, 0.4])
        rows.append(row / np.linalg.norm(row))
        day = chance.choice(["", *(f"2023-11-{n:02}" for n in range(1, 28))])
        keys.append(Key(str(chance.choice(["", "Ann", "ann"])), str(chance.choice(["", "NOR"])), str(day), str(chance.integers(10**6))))
    monkeypatch.setattr(duplicates, "_BLOCK", int(chance.integers(2, 70)))
    vectors = np.array(rows, dtype=np.float32) if seed % 3 else None
    decisive = frozenset({"ceasefire"}) if seed % 2 else frozenset()
    found = group(texts, vectors, keys, decisive)
    assert found == slowly(texts, vectors, keys, decisive)
    assert len(set(found)) < 60


def test_statements_without_a_speaker_take_no_time_in_the_square():
    chance = np.random.default_rng(0)
    vocabulary = "frieden krieg waffenruhe minister heute gestern gaza hilfe menschen sofort dringend".split()
    texts = [" ".join(chance.choice(vocabulary, 20)) for _ in range(4000)]
    rows = chance.normal(size=(4000, 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    begin = time.perf_counter()
    group(texts, rows, [Key("", "", "2023-11-04", str(n)) for n in range(4000)])
    assert time.perf_counter() - begin < 10
