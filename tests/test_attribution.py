"""Which words are somebody's, in reports written for these tests."""

from __future__ import annotations

import time

import pytest

from stance.actors import Registry
from stance.attribution import attribute
from stance.attribution.furniture import blocks
from stance.attribution.quotes import find
from stance.records import Document, Statement

NOBODY = Registry([])


def read(text: str, date: str = "2024-02-10") -> list[Statement]:
    return attribute(Document("report", text, date=date), NOBODY)


def one(text: str) -> Statement:
    found = read(text)
    assert len(found) == 1, [s.text for s in found]
    return found[0]


FORMS = [
    (
        "“We want the bombing to stop,” Lindqvist said.",
        "direct",
        "“We want the bombing to stop,”",
        "Lindqvist",
    ),
    (
        "“We want the bombing to stop,” said Lindqvist.",
        "direct",
        "“We want the bombing to stop,”",
        "Lindqvist",
    ),
    (
        'Lindqvist said: "We want the bombing to stop."',
        "direct",
        '"We want the bombing to stop."',
        "Lindqvist",
    ),
    (
        "'We want the bombing to stop,' Lindqvist said.",
        "direct",
        "'We want the bombing to stop,'",
        "Lindqvist",
    ),
    (
        "Lindqvist told reporters that the talks had failed.",
        "indirect",
        "that the talks had failed",
        "Lindqvist",
    ),
    ("The talks had failed, Lindqvist said.", "indirect", "The talks had failed", "Lindqvist"),
    (
        "According to the ministry, the talks had failed on Friday.",
        "indirect",
        "the talks had failed on Friday",
        "the ministry",
    ),
    (
        "The talks had failed on Friday, according to the ministry.",
        "indirect",
        "The talks had failed on Friday",
        "the ministry",
    ),
    (
        "Lindqvist said the raid was “a grave mistake” by the army.",
        "mixed",
        "the raid was “a grave mistake” by the army",
        "Lindqvist",
    ),
    (
        "In a statement, the foreign ministry urged both sides to stop fighting.",
        "indirect",
        "both sides to stop fighting",
        "the foreign ministry",
    ),
    (
        "Statement by the Foreign Minister of Norway: “We call for an end to the fighting now.”",
        "direct",
        "“We call for an end to the fighting now.”",
        "the Foreign Minister of Norway",
    ),
]


@pytest.mark.parametrize(("text", "kind", "words", "mention"), FORMS)
def test_each_form_gives_its_words_and_the_mention_of_its_speaker(
    text: str, kind: str, words: str, mention: str
) -> None:
    found = [s for s in read(text) if s.quote_type == kind]
    assert [(s.text, s.mention) for s in found] == [(words, mention)]


def test_spans_count_in_the_text_as_given() -> None:
    text = "\n\n  Oslo.\n\n“No,” she said.\r\n\r\nLindqvist warned that winter – long – was near.\n"
    found = read(text)
    assert found
    for statement in found:
        assert text[statement.char_start : statement.char_end] == statement.text
        assert text[statement.source_start : statement.source_end] == statement.mention


def test_a_quotation_that_runs_on_after_its_cue_is_one_statement() -> None:
    text = "“Nobody wins this war,” Lindqvist told reporters in Oslo. “We all lose it together.”"
    assert one(text).text == text
    assert one(text).quote_type == "direct"


def test_a_quotation_over_paragraphs_keeps_its_speaker() -> None:
    text = (
        "Lindqvist said: “The first winter took our homes and many of our friends.\n\n"
        "“The second winter must not take our children as well.”\n\nIt snowed in Oslo."
    )
    found = one(text)
    assert found.text.startswith("“The first") and found.text.endswith("as well.”")


def test_two_cues_in_one_sentence_are_two_statements() -> None:
    text = "“We spoke about aid for the north,” he told reporters, adding that the roads were open again."
    assert [(s.cue, s.text, s.mention) for s in read(text)] == [
        ("told", "“We spoke about aid for the north,”", "he"),
        ("adding", "that the roads were open again", "he"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We have no more bread, Lindqvist said. The mill has closed.",
        'We have no more bread," Lindqvist said. "The mill" has "closed.',
        "‘We have ‘no’ more “bread” here, Lindqvist said.",
        "”””““ said he.",
        '"""""""',
        "“",
    ],
)
def test_unbalanced_marks_never_refuse_an_article(text: str) -> None:
    later = read(text + "\n\nLater Moreau said the mill would open again in spring.")
    assert "the mill would open again in spring" in [s.text for s in later]


def test_a_page_of_bare_marks_takes_no_time() -> None:
    text = "“" * 20_000 + "\n\nLater Moreau said the mill would open again in spring."
    began = time.perf_counter()
    assert [s.text for s in read(text)] == ["the mill would open again in spring"]
    assert time.perf_counter() - began < 60


def test_nested_marks_belong_to_the_outer_quotation() -> None:
    text = "“They told us ‘leave now’ and we left the house,” Moreau said."
    found = [s for s in read(text) if s.mention == "Moreau"]
    assert [s.text for s in found] == ["“They told us ‘leave now’ and we left the house,”"]


def test_a_text_longer_than_one_parse_keeps_its_offsets() -> None:
    filler = "The snow fell on the hills. " * 1600
    text = filler + "\n“No,” Lindqvist said.\n" + filler.replace(" ", "") + "\nMoreau said it was over."
    found = read(text)
    assert [(s.mention, s.text) for s in found] == [("Lindqvist", "“No,”"), ("Moreau", "it was over")]
    assert all(text[s.char_start : s.char_end] == s.text for s in found)


def test_a_line_longer_than_one_parse_keeps_its_offsets() -> None:
    text = "AMMAN, Nov 4 (Reuters) - " + "Moreau said the snow would fall on the hills. " * 1000
    found = read(text)
    words = "the snow would fall on the hills"
    assert {s.text for s in found} == {words} and len(found) == 1000
    assert all(text[s.char_start : s.char_end] == words for s in found)
    assert {text[s.source_start : s.source_end] for s in found} == {"Moreau"}


def test_thought_is_no_speech() -> None:
    assert read("Lindqvist thinks the war will be long. Moreau hopes that it ends soon.") == []


def test_what_was_not_said_is_no_speech() -> None:
    assert read("Lindqvist did not call for a ceasefire.") == []


def test_what_somebody_ought_to_say_is_no_speech() -> None:
    found = read("Lindqvist said Moreau must call for a ceasefire. Moreau refused to call for a truce.")
    assert [(s.mention, s.cue, s.text) for s in found] == [
        ("Lindqvist", "said", "Moreau must call for a ceasefire"),
        ("Moreau", "refused", "to call for a truce"),
    ]


def test_a_new_speaker_ends_a_quotation() -> None:
    text = (
        "“We say it loud and clear,” said Lindqvist. The envoys went home. "
        "Moreau said: “There can be no peace without bread.”"
    )
    assert [(s.mention, s.text) for s in read(text)] == [
        ("Lindqvist", "“We say it loud and clear,”"),
        ("Moreau", "“There can be no peace without bread.”"),
    ]


def test_a_denial_keeps_its_cue() -> None:
    found = one("Lindqvist denied that Norway had agreed to a pause.")
    assert (found.cue, found.text) == ("denied", "that Norway had agreed to a pause")


def test_a_rejected_call_is_not_shown_as_the_speakers_own() -> None:
    found = one("Lindqvist rejected calls for a ceasefire.")
    assert found.cue == "rejected" and found.text == "calls for a ceasefire"


def test_an_empty_text_has_no_statements() -> None:
    assert read(" \n\t\n") == []


def test_confidence_is_a_probability_over_the_thresholds() -> None:
    found = read("Lindqvist said that the talks had failed and that no date was set.")
    assert found and all(0.3 < s.confidence <= 1 for s in found)


PAGE = (
    "Minister urges calm | World News | The Northern Post\n\n"
    "Skip linksSkip to ContentNavigation menuNewsShow moreAfricaAsiaEuropeWatch: Lindqvist says no"
    "Published On 4 Feb 2024\n"
    "Lindqvist said the border would stay open.Keep reading list of 2 itemslist 1 of 2Moreau says yes"
    "list 2 of 2Army says noend of list\n"
    "“It stays open,” Lindqvist said.\n\n\n"
    "About UsCookie PolicyMinister says sorryPrivacy PolicyFollow us:facebooktwitter© The Post"
)


def test_page_furniture_says_nothing() -> None:
    assert [s.text for s in read(PAGE)] == ["the border would stay open", "“It stays open,”"]


def test_blocks_cover_the_article_and_mark_the_menu() -> None:
    marked = {PAGE[b.start : b.end].strip(): b.furniture for b in blocks(PAGE)}
    assert marked["Lindqvist said the border would stay open."] is False
    assert marked["Show more"] is True


def test_a_dateline_is_no_speaker() -> None:
    found = one("OSLO, Feb 10 (Reuters) - Lindqvist pledged to rebuild the mill by May.")
    assert (found.mention, found.text) == ("Lindqvist", "to rebuild the mill by May")


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said “yes” and ‘no’.", ["“yes”", "‘no’"]),
        ("It’s the ministers’ plan, isn’t it?", []),
        ("„Ja“ and «oui» and ``yes''", ["„Ja“", "«oui»", "``yes''"]),
        ("“Open to the end\nnext line", ["“Open to the end"]),
        ("'It's clear,' he said.", ["'It's clear,'"]),
        ("He is 6'2\" tall.", []),
    ],
)
def test_quotation_marks(text: str, quotes: list[str]) -> None:
    assert [text[q.start : q.end] for q in find(text)] == quotes


def test_a_demand_on_somebody_is_not_their_own_statement() -> None:
    assert read("Egypt could call for an immediate ceasefire.") == []
    assert read("Egypt should say that the talks have failed.") == []


def test_the_date_of_an_attack_belongs_to_the_words() -> None:
    text = "Lindqvist said no. He condemned the Hamas attack on October 7, but said the war had to end."
    found = next(s for s in read(text) if s.cue == "condemned")
    assert (found.text, found.date) == ("the Hamas attack on October 7", "2024-02-10")


def test_a_line_of_single_marks_costs_no_more_than_its_length() -> None:
    from time import perf_counter

    from stance.attribution.quotes import find

    def cost(text: str) -> float:
        begun = perf_counter()
        assert find(text) == []
        return perf_counter() - begun

    assert cost("‘a " * 40_000) < 2
    assert [(q.start, q.end) for q in find("He said ‘go on’ twice.\n‘a ‘b\nc’ d")] == [(8, 15)]
