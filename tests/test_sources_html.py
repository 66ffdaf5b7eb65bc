"""A web page gives its article; scripts, hidden text, comments and menus never come through."""

import html

import pytest

from stance.errors import InputError
from stance.sources import read
from stance.sources.prose import passages
from tests.test_sources_prose import PAGE

BODY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "Foreign Minister Ann Roe said on Friday that Freedonia wants talks with Sylvania at once.",
        "“We want <b>peace</b>,” she told reporters in the capital, where both sides had met all week.",
        "Her counterpart John Doe answered that Sylvania “will not talk” while the fighting goes on.",
    )
)


def page(tmp_path, content: str, head: str = "", encoding: str = "utf-8"):
    path = tmp_path / "talks.html"
    text = f"<!DOCTYPE html><html><head>{head}</head><body>{content}</body></html>"
    path.write_bytes(text.encode(encoding))
    return path


def test_an_article_page_gives_text_title_publisher_date_and_address(tmp_path):
    head = (
        "<title>Talks at last | Example Post</title>"
        '<meta property="og:title" content="Talks at last">'
        '<meta property="og:site_name" content="Example Post">'
        '<meta property="article:published_time" content="2023-03-03T10:00:00Z">'
        '<link rel="canonical" href="https://example.org/talks">'
    )
    document = read(page(tmp_path, f"<article><h1>Talks at last</h1>{BODY}</article>", head)).document
    assert (document.title, document.publisher) == ("Talks at last", "Example Post")
    assert (document.date, document.language) == ("2023-03-03", "en")
    assert document.url == "https://example.org/talks"
    prose = [document.text[start:end] for start, end in passages(document.text)]
    assert prose[1].startswith("“We want peace,” she told reporters")
    assert len(prose) == 3


def test_hostile_parts_never_come_through(tmp_path):
    hostile = (
        "<script>document.write('Roe said \"script\"')</script>"
        "<p style='display: none'>Roe said “hidden by style”, and that was all she said there.</p>"
        "<p hidden>Roe said “hidden by attribute”, and that was all she said there.</p>"
        "<div aria-hidden='true'><p>Roe said “hidden from readers”, and that was all she said.</p></div>"
        "<!-- Roe said “comment” --><noscript><p>Roe said “noscript”, and that was all.</p></noscript>"
        "<iframe src='https://evil.example'>Roe said “frame”</iframe>"
        "<p onclick='steal()'>The minister <img src=x onerror=alert(1)>then left the hall for the day.</p>"
    )
    text = read(page(tmp_path, f"<article>{BODY}{hostile}</article>")).document.text
    assert "then left the hall" in text
    for word in ("script", "hidden", "comment", "frame", "onerror", "alert", "steal", "evil"):
        assert word not in text


def test_a_form_around_the_whole_page_is_the_page_and_one_beside_the_article_is_not(tmp_path):
    asked = (
        "<form><p>Please say what you, our readers, think of this article, and be polite to all the others.</p>"
        "<label>Your comment</label><textarea>Write here what you think of it all.</textarea></form>"
    )
    fields = "<select><option>Choose the language of the page</option></select><button>Send it off at once</button>"
    whole = f"<form method='post' id='aspnetForm'><div>{fields}<article>{BODY}</article></div></form>"
    document = read(page(tmp_path, whole)).document
    assert document.text == read(page(tmp_path, f"<article>{BODY}</article>")).document.text
    beside = read(page(tmp_path, f"<article>{BODY}{asked}</article>")).document.text
    assert "will not talk" in beside and "polite" not in beside and "Write here" not in beside


@pytest.mark.parametrize("hidden", ["style='visibility: hidden'", "style='opacity: 0; display:none'", "aria-hidden='true'"])
def test_a_body_that_a_script_would_show_is_read(tmp_path, hidden):
    path = page(tmp_path, f"<article>{BODY}</article>")
    path.write_text(path.read_text().replace("<body>", f"<body {hidden}>"))
    assert "wants talks with Sylvania" in read(path).document.text


def test_text_after_a_removed_element_stays(tmp_path):
    broken = BODY.replace("she told", "<script>x()</script>she told")
    text = read(page(tmp_path, f"<article>{broken}</article>")).document.text
    assert "she told reporters in the capital" in text


@pytest.mark.parametrize("name", ["part.html", "part.htm"])
def test_a_fragment_of_a_page_is_read(tmp_path, name):
    (tmp_path / name).write_text(f'<div class="story">{BODY}</div>', encoding="utf-8")
    assert "wants talks with Sylvania" in read(tmp_path / name).document.text


def test_a_text_file_with_tags_in_it_stays_as_it_is(tmp_path):
    text = "The minister wrote: <p>peace</p> and <script>alert(1)</script> and no more than that.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert read(tmp_path / "a.txt").document.text == text


def test_a_page_saved_as_text_is_a_page(tmp_path):
    (tmp_path / "a.txt").write_text(f"<!DOCTYPE html><html><body>{BODY}</body></html>", encoding="utf-8")
    assert "<p>" not in read(tmp_path / "a.txt").document.text


def test_deeply_nested_markup_is_read(tmp_path):
    text = read(page(tmp_path, "<div>" * 100 + BODY + "</div>" * 100)).document.text
    assert "wants talks with Sylvania" in text


def test_markup_too_deep_for_the_parser_is_refused(tmp_path):
    with pytest.raises(InputError, match="no article text was found in the page"):
        read(page(tmp_path, "<div>" * 5000 + BODY + "</div>" * 5000))


def test_markup_in_the_words_stays_text(tmp_path):
    shown = BODY.replace("at once", html.escape("<script>alert(1)</script>"))
    text = read(page(tmp_path, f"<article>{shown}</article>")).document.text
    assert "<script>alert(1)</script>" in text


@pytest.mark.parametrize("wrap", ["<p>{}</p>", "<div>{}</div>", "{}<br>"])
def test_a_saved_page_gives_the_same_prose_as_its_text(tmp_path, wrap):
    lines = [line for line in PAGE.splitlines() if line.strip()]
    body = "".join(wrap.format(html.escape(line)) for line in lines)
    document = read(page(tmp_path, body, f"<title>{html.escape(lines[0])}</title>")).document
    prose = [document.text[start:end] for start, end in passages(document.text)]
    assert prose == [PAGE[start:end] for start, end in passages(PAGE)]
    assert document.date == "2023-03-03"
    assert document.title == "Minister backs a pause in Freedonia"


def test_a_page_in_its_declared_encoding(tmp_path):
    text = BODY.replace("the capital", "Wrocław")
    path = page(tmp_path, f"<article>{text}</article>", '<meta charset="windows-1250">', "cp1250")
    assert "Wrocław" in read(path).document.text


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii"])
def test_old_labels_mean_windows_1252_as_browsers_read_them(tmp_path, label):
    path = page(tmp_path, f"<article>{BODY}</article>", f'<meta charset="{label}">', "cp1252")
    assert "“We want peace,” she told" in read(path).document.text


def test_a_page_in_utf_16_is_a_page(tmp_path):
    text = read(page(tmp_path, f"<article>{BODY}</article>", encoding="utf-16")).document.text
    assert "“We want peace,” she told" in text and "<p>" not in text


@pytest.mark.parametrize("label", ["utf-16", "undefined", "no-such-code"])
def test_a_declaration_that_cannot_be_true_is_passed_over(tmp_path, label):
    path = page(tmp_path, f"<article>{BODY}</article>", f'<meta charset="{label}">')
    assert "“We want peace,” she told" in read(path).document.text


def test_a_page_that_is_not_in_its_encoding_is_refused(tmp_path):
    path = page(tmp_path, BODY.replace("capital", "café"), '<meta charset="utf-8">', "cp1252")
    with pytest.raises(InputError) as caught:
        read(path)
    assert "the bytes are not UTF-8" in str(caught.value)


def test_a_page_without_an_article_is_refused(tmp_path):
    path = page(tmp_path, "<script>only()</script>")
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value) == ("talks.html: no article text was found in the page. Save the text as .txt.")
