"""Verbatim records: every turn with its speaker and country, no line of furniture, words mended."""

import time

import pytest

from stance.errors import InputError
from stance.sources import read
from stance.sources.un_turns import turns

COUNCIL = """Accessible document Please recycleUnited Nations S/PV.9999
Security Council
Ninety-ninth year
9999th meeting
Monday, 6 March 2023, 10 a.m.
New York
Provisional
President: Ms. Ferrer Núñez . . . . . . . . . . . . . . . . . . . . . . . . . . (Ecuador)
Members: Albania . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . Mr. Hoxha
Japan . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . Mr. Mori
United Kingdom of Great Britain and Northern Ireland . . Dame Barbara Smith
Agenda
The situation in Freedonia, including the
question of its rivers
This record contains the text of speeches delivered in English.
23-12345 (E)
*2312345*

S/PV.9999 The situation in Freedonia 06/03/2023
2/4 23-12345
The meeting was called to order at 10.05 a.m.
Adoption of the agenda
The agenda was adopted.
The situation in Freedonia
The President (spoke in Spanish): In accordance
with rule 39 of the provisional rules, I invite the
following briefers to participate in this meeting:
Ms. Ann Roe, Under-Secretary-General for Rivers;
and Mr. John Doe, director of an organization named
Rivers without Borders.
I give the floor to Ms. Roe.
Ms. Roe: The rivers of Freedonia are rising, and the
hard-
headed refusal to open the sluices is dangerous. We re-
peat: it is dangerous.
Mr. Hoxha (Albania) (spoke in French; English text
provided by the delegation): Albania calls for self-
restraint on both banks, as the Secretary-

06/03/2023 The situation in Freedonia S/PV.9999
23-12345 3/4
General did in his letter.
The Council must act. As was said by
Mr. Mori: nothing is lost yet.
I thank you.
The President (spoke in Spanish): I shall put the draft
resolution to the vote now.
A vote was taken by show of hands.
In favour:
Albania, Ecuador

S/PV.9999 The situation in Freedonia 06/03/2023
4/4 23-12345
Abstaining:
United Kingdom of Great Britain and
Northern Ireland
Mr. Doe (Rivers without Borders): We thank the Council.
The President (spoke in Spanish): I shall now make a
statement in my capacity as the representative
of Ecuador. Ecuador voted in favour because rivers
know no borders. I now resume my functions as
President of the Council.
Dame Barbara Smith (United Kingdom): We abstained.
Other matters
The meeting rose at 11 a.m.
"""

ASSEMBLY = """United Nations A/77/PV.99
General Assembly
Seventy-seventh session
99th plenary meeting
Thursday, 23 February 2023, 3 p.m.
New York
Official Records
President: Mr. Korda . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . (Hungary)
In the absence of the President, Mr. Abe (Japan),
Vice-President, took the Chair.
The meeting was called to order at 3 p.m.
Agenda item 5 (continued)
Rivers of Freedonia
The Acting President: I give the floor to the observer
of the European Union.
Ms. Lind (European Union): The rivers matter. I speak
on behalf of the European Union. (spoke in French) It
is time.
This record contains the text of speeches delivered in English and of the translation of
speeches delivered in other languages. Corrections should be submitted to the original
languages only (http://documents.un.org).
23-12345 (E)
*2312345*
A/77/PV.99 23/02/2023
2/4 23-12345
Address by Ms. Ada Okoro, President of the Republic of
Ghana
President Okoro (spoke in Arabic): Peace is what we
want.
Archbishop Verdi (Holy See): We pray for it.
Mr. Pérez (Bolivarian Republic of Venezuela) (spoke in
Spanish): We will vote in favour.
A recorded vote was taken.
In favour:
Hungary, Japan
Against:
None
Draft resolution A/77/L.1 was adopted by 2 votes to 0,
with 0 abstentions (resolution 77/1).
The Acting President: We have heard the last speaker.
Mr. Abe (Japan), Vice-President, took the Chair.
The meeting rose at 6 p.m.
"""


@pytest.fixture
def council():
    return turns(COUNCIL)


def record(tmp_path, text: str, **options):
    path = tmp_path / "record.txt"
    path.write_text(text, encoding="utf-8")
    return read(path, **options)


def test_every_turn_has_its_speaker_country_and_language(council):
    assert [(turn.speaker, turn.country, turn.spoken) for turn in council] == [
        ("The President", "", "Spanish"),
        ("Ms. Roe", "", "English"),
        ("Mr. Hoxha", "ALB", "French"),
        ("The President", "", "Spanish"),
        ("Mr. Doe", "", "English"),
        ("The President", "", "Spanish"),
        ("Dame Barbara Smith", "GBR", "English"),
    ]


def test_hyphens_of_line_ends_go_and_those_of_compounds_stay(council):
    assert council[1].text == (
        "The rivers of Freedonia are rising, and the hard-headed refusal to open the sluices is "
        "dangerous. We repeat: it is dangerous."
    )
    assert "self-restraint on both banks, as the Secretary-General did" in council[2].text


def test_a_name_inside_a_sentence_begins_no_turn(council):
    assert "As was said by Mr. Mori: nothing is lost yet." in council[2].text


def test_short_last_lines_end_paragraphs(council):
    assert council[2].text.endswith("I thank you.")
    assert council[0].paragraphs[-1].text == "I give the floor to Ms. Roe."


def test_no_line_of_furniture_votes_or_headings_is_left(council):
    said = " ".join(turn.text for turn in council)
    for words in ("S/PV.9999", "23-12345", "06/03/2023", "A vote was taken", "In favour:",
                  "Abstaining", "Other matters", "The meeting rose", "agenda was adopted"):  # fmt: skip
        assert words not in said


def test_spans_cover_the_printed_lines(council):
    for turn in council:
        assert COUNCIL[turn.start : turn.end] == turn.speaker
        for paragraph in turn.paragraphs:
            printed = COUNCIL[paragraph.start : paragraph.end]
            assert printed.split()[0] == paragraph.text.split()[0]
            assert printed.split()[-1] == paragraph.text.split()[-1]


def test_the_president_speaks_for_the_country_only_in_that_capacity(tmp_path):
    found = record(tmp_path, COUNCIL).statements
    assert found is not None
    chair = [(s.speaker, s.country, s.capacity, s.text) for s in found if s.mention == "The President"]
    assert chair[-3:] == [
        (
            "The President",
            "",
            "other",
            "I shall now make a statement in my capacity as the representative of Ecuador.",
        ),
        (
            "Ms. Ferrer Núñez",
            "ECU",
            "government",
            "Ecuador voted in favour because rivers know no borders.",
        ),
        ("The President", "", "other", "I now resume my functions as President of the Council."),
    ]


def test_the_president_in_a_national_capacity_speaks_for_the_chairs_country(tmp_path):
    text = COUNCIL.replace("capacity as the representative\nof Ecuador.", "national capacity.")
    found = record(tmp_path, text).statements
    assert [s.country for s in found or () if s.text.startswith("Ecuador voted")] == ["ECU"]


def test_briefers_have_the_post_under_which_they_were_invited(tmp_path):
    found = record(tmp_path, COUNCIL).statements or ()
    roe = next(s for s in found if s.speaker == "Ms. Roe")
    assert (roe.role, roe.country, roe.capacity) == (
        "Under-Secretary-General for Rivers",
        "UN",
        "organisation",
    )
    doe = next(s for s in found if s.speaker == "Mr. Doe")
    assert (doe.country, doe.capacity) == ("", "other")


def test_the_document_carries_symbol_item_and_date(tmp_path):
    source = record(tmp_path, COUNCIL)
    assert source.document.kind == "un-record"
    assert source.document.date == "2023-03-06"
    assert source.document.title == (
        "S/PV.9999: The situation in Freedonia, including the question of its rivers"
    )
    assert source.notes == ()
    hoxha = next(s for s in source.statements or () if s.country == "ALB")
    assert (hoxha.cue, hoxha.quote_type, hoxha.role) == ("spoke in French", "direct", "representative")


def test_an_assembly_record(tmp_path):
    source = record(tmp_path, ASSEMBLY)
    assert [(s.speaker, s.country, s.text) for s in source.statements or ()] == [
        ("The Acting President", "", "I give the floor to the observer of the European Union."),
        (
            "Ms. Lind",
            "EU",
            "The rivers matter. I speak on behalf of the European Union. It is time.",
        ),
        ("President Okoro", "GHA", "Peace is what we want."),
        ("Archbishop Verdi", "VAT", "We pray for it."),
        ("Mr. Pérez", "VEN", "We will vote in favour."),
        ("The Acting President", "", "We have heard the last speaker."),
    ]
    assert source.document.date == "2023-02-23"


def test_a_short_notice_ends_with_its_page_and_an_observers_line_begins_a_turn(tmp_path):
    text = (
        "United Nations A/78/PV.99\nGeneral Assembly\n99th plenary meeting\nFriday, 24 February 2023, 3 p.m.\n"
        "The meeting was called to order at 3.05 p.m.\n"
        "Mr. Berg (Norway) (spoke in French; English text\nprovided by the delegation): We want the rivers clean.\n"
        "This record contains the text of speeches delivered in English and of the translation of\n"
        "speeches delivered in other languages.\n23-40011 (E)\n*2340011*\n"
        "A/78/PV.99 24/02/2023\n2/18 23-40011\n"
        "Mrs. Okoro (Ghana): The killing of fish must stop.\n"
        "Mr. Lind (European Union), in its capacity as observer: We mourn the fish.\n"
    )
    source = record(tmp_path, text)
    assert [(s.speaker, s.country, s.text) for s in source.statements or ()] == [
        ("Mr. Berg", "NOR", "We want the rivers clean."),
        ("Mrs. Okoro", "GHA", "The killing of fish must stop."),
        ("Mr. Lind", "EU", "We mourn the fish."),
    ]


@pytest.mark.parametrize("part", ["Mr. A (X ", "Mr.\n", "In favour:\n", "The President: We\n", " .", "\n"])
def test_a_hostile_record_takes_no_time(part: str):
    begin = time.perf_counter()
    turns(COUNCIL + part * 15_000)
    assert time.perf_counter() - begin < 5


def test_a_forced_record_without_speakers_is_refused(tmp_path):
    with pytest.raises(InputError) as caught:
        record(tmp_path, "Nobody speaks in this text.", kind="un-record")
    assert str(caught.value) == (
        'record.txt: no speaker line such as "Mr. Amari (Tunisia):" was found. '
        "Use --kind press if this is no verbatim record."
    )
    assert record(tmp_path, COUNCIL, kind="press").statements is None
