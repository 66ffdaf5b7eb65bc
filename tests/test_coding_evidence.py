"""What the words alone say: mentions, attitudes, conditions, findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from stance.coding.evidence import Evidence, analyse, plain
from stance.coding.findings import findings
from stance.coding.lexicon import words
from stance.errors import InputError

LEX = words("gaza-ceasefire")
assert LEX


def evidence(text: str) -> Evidence:
    return analyse(text, LEX)


@pytest.mark.parametrize(
    ("text", "kind", "sign"),
    [
        ("We call for a truce.", "ceasefire", 1),
        ("We oppose a truce.", "ceasefire", -1),
        ("We cannot support a truce.", "ceasefire", -1),
        ("She did not call for a truce.", "ceasefire", 0),
        ("There is no alternative to a truce.", "ceasefire", 1),
        ("We reject every attempt to delay a truce.", "ceasefire", 1),
        ("A truce would only help Hamas.", "ceasefire", -1),
        ("A truce cannot wait.", "ceasefire", 1),
        ("They abstained on the truce.", "ceasefire", 0),
        ("They voted against the demand for a truce.", "ceasefire", -1),
        ("There was a ceasefire on 6 October.", "ceasefire", 0),
        ("The bombing has to stop.", "end", 1),
        ("The bombing must not stop.", "end", -1),
        ("The war must go on.", "goes_on", -1),
        ("The war must not go on.", "goes_on", 1),
        ("We oppose a resumption of the war.", "renewed", 1),
        ("Pauses are not enough.", "pause", -1),
        ("A six-week truce is needed.", "pause", 1),
        ("We regret that a veto has prevented a call for a truce.", "ceasefire", 1),
        ("We regret that the call for a truce was rejected.", "ceasefire", 1),
        ("We regret that the call for a truce was adopted.", "ceasefire", -1),
        ("We oppose the breach of the truce.", "ceasefire", 1),
        ("We must not let the truce collapse.", "ceasefire", 1),
        ("A truce must not wait until Hamas is beaten.", "ceasefire", 1),
        ("Those who tell us to cease fire should look here.", "ceasefire", -1),
        ("Some members asked for a truce.", "ceasefire", 0),
        ("They urged us to back a truce.", "ceasefire", 0),
        ("She did not rule out a truce.", "ceasefire", 0),
        ("We mourn the continued killing.", "renewed", 0),
        ("They pay the price of defeating Hamas.", "destroy", 0),
        ("A lull would do no harm.", "pause", 1),
    ],
)
def test_an_attitude_is_read_with_what_turns_it_round(text: str, kind: str, sign: int) -> None:
    assert [(mention.kind, mention.sign) for mention in evidence(text).mentions] == [(kind, sign)]


def test_a_demand_on_hamas_alone_to_disarm_is_no_halt() -> None:
    assert evidence("Hamas must free them and lay down its weapons.").mentions == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We cannot support a truce.", "cannot support a truce"),
        ("They did not support a truce.", "did not support a truce"),
        ("Now is not the time for a truce.", "is not the time for a truce"),
    ],
)
def test_the_words_shown_keep_their_negation(text: str, shown: str) -> None:
    assert [text[mention.start : mention.end] for mention in evidence(text).mentions] == [shown]


def test_a_pause_in_another_field_is_no_halt() -> None:
    assert evidence("Talks on the fisheries agreement are on pause.").mentions == ()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("We back a truce once the hostages are free, he said.", "once the hostages are free"),
        ("No truce until Hamas is destroyed.", "until Hamas is destroyed"),
        ("A truce can begin with the release of the captives is our view.", "with the release of the captives"),
        ("Stop the war at once.", ""),
        ("The truce was agreed before dawn.", ""),
        ("Free them, if you can.", ""),
    ],
)
def test_a_condition_is_kept_word_for_word(text: str, condition: str) -> None:
    span = evidence(text).condition
    assert (text[slice(*span)] if span else "") == condition


def test_a_war_elsewhere_is_all_that_is_found() -> None:
    assert findings(evidence("We demand a ceasefire in Sudan."), LEX) == ("elsewhere", "elsewhere:halt")
    assert "elsewhere too" in findings(evidence("We demand a ceasefire in Gaza and in Lebanon."), LEX)
    assert "ceasefire+" in findings(evidence("Lebanon's minister demands a ceasefire."), LEX)


def test_a_ceasefire_that_a_pause_is_to_lead_to_is_not_asked_for_now() -> None:
    later = evidence("We ask for a pause that could lead to a ceasefire.").mentions
    assert [(mention.kind, mention.sign) for mention in later] == [("pause", 1), ("ceasefire", 0)]
    now = evidence("We ask for the pause to become a permanent ceasefire.").mentions
    assert [(mention.kind, mention.sign) for mention in now] == [("pause", 1), ("ceasefire", 1)]


def test_a_vote_is_found_with_whether_the_text_was_one_on_stopping() -> None:
    assert "vote:no" in findings(evidence("It voted against the truce text."), LEX)
    assert "vote:no?" in findings(evidence("It voted against the text."), LEX)


@pytest.mark.parametrize("text", ["", "“İstanbul’da” ateşkes", "\u00a0\n\t", "CEASE\u2010FIRE ſ ﬁ", "x" * 20000])
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert all(0 <= m.start < m.end <= len(text) for m in evidence(text).mentions)


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    made = evidence("We call for a truce. " * 1000)
    assert 200 < len(made.mentions) < 250


def test_an_issue_need_have_no_words(tmp_path: Path) -> None:
    assert words("tea", tmp_path) is None


def test_words_that_are_broken_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "milk.words.yaml"
    rest = "left: {}\nright: {}\nmarks: {}\n"
    path.write_text("parts: {}\nkinds: {milk: [milk, 1]}\nmentions: {milk: '(cup'}\n" + rest, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        words("milk", tmp_path)
    assert "'milk' is no regular expression" in str(caught.value)
    assert str(caught.value).endswith("Mend its parentheses or escapes.")
    path = tmp_path / "tea.words.yaml"
    path.write_text("parts: {}\nkinds: {}\nmentions: {tea: 'cup'}\n" + rest, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        words("tea", tmp_path)
    mend = "Add it under kinds: with a concept and 1 or -1"
    assert str(caught.value) == f"{path}: the mention 'tea' is about no concept. {mend}."
