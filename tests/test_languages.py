"""The language is named; where it is not parsed, quotations are taken and a note says so."""

import time

import pytest

from stance.languages import language, name, not_parsed, quotations
from stance.records import Document
from stance.sources import read

FRENCH = (
    "La ministre a parlé\n"
    "Publié le 3 mars. La ministre des affaires étrangères a déclaré que la situation est grave.\n"
    "« Nous demandons la paix pour tous les fleuves », a-t-elle dit. Elle a cité « L.1 ».\n"
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister said that the talks would go on for another week.", "en"),
        ("La ministre a déclaré que les pourparlers dureront encore une semaine.", "fr"),
        ("La ministra dijo que las conversaciones seguirán durante otra semana.", "es"),
        ("Министр заявила, что переговоры продлятся ещё неделю.", "ru"),
        ("قالت الوزيرة إن المحادثات ستستمر أسبوعا آخر", "ar"),
        ("部长表示，会谈将再持续一周，双方都希望达成协议，停止敌对行动。", "zh"),
        ("Bakan, görüşmelerin bir hafta daha süreceğini söyledi.", "tr"),
        ("ok", ""),
        ("12345 67890 !!!", ""),
    ],
)
def test_the_language_of_a_text(text, code):
    assert language(text) == code


def test_an_article_in_another_language_gives_its_quotations_and_says_so(tmp_path):
    path = tmp_path / "fleuves.txt"
    path.write_text(FRENCH, encoding="utf-8")
    source = read(path, date="2023-03-03")
    assert source.document.language == "fr"
    assert source.notes == (
        "the text is in French, which is not parsed: only direct quotations were taken, "
        "without their speakers",
    )
    (statement,) = source.statements or ()
    assert statement.text == "Nous demandons la paix pour tous les fleuves"
    assert FRENCH[statement.char_start : statement.char_end] == statement.text
    assert (statement.speaker, statement.capacity, statement.quote_type) == ("", "unknown", "direct")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Er sagte: „Wir wollen endlich Frieden haben.“", ["Wir wollen endlich Frieden haben."]),
        ("Er sagte “we want peace at last” und ging.", ["we want peace at last"]),
        ("他说「我们希望立即实现和平」。", ["我们希望立即实现和平"]),
        ('Dijo "queremos la paz ya mismo" ayer.', ["queremos la paz ya mismo"]),
        ("« a « b » c d e f »", []),
        ("„unbalanced and never closed, over many words", []),
    ],
)
def test_quotation_marks_of_several_languages(text, words):
    assert [s.text for s in quotations(Document("d", text))] == words


def test_spaces_inside_the_marks_are_no_words():
    text = "Il a dit : «\u00a0 nous voulons enfin la paix \n»."
    (statement,) = quotations(Document("d", text))
    assert statement.text == "nous voulons enfin la paix"
    assert text[statement.char_start : statement.char_end] == statement.text


@pytest.mark.parametrize("part", [" ", "« ", "a ", "\n"])
def test_an_open_mark_takes_no_time(part):
    begin = time.perf_counter()
    assert quotations(Document("d", "«" + part * 100_000)) == ()
    assert time.perf_counter() - begin < 5


def test_an_unnamed_language_is_its_code():
    assert name("xx") == "xx"
    assert not_parsed("de").startswith("the text is in German, which is not parsed")
