"""Ordinary web addresses, and where a copy of them may be kept."""

import pytest

from stance.addresses import archived, web_address


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://press.un.org/en/2023/ga12548.doc.htm", "https://web.archive.org/web/20231027/https://press.un.org/en/2023/ga12548.doc.htm"),
        ("http://a.example/x?y=1", "https://web.archive.org/web/20231027/http://a.example/x?y=1"),
        ("https://web.archive.org/web/2023/https://a.example", ""),
        ("http://localhost/x", ""),
        ("http://192.0.2.7/x", ""),
        ("javascript:alert(1)", ""),
        ("https://a b.example", ""),
        ("", ""),
    ],
)
def test_a_copy_is_looked_for_only_of_public_web_pages(url: str, expected: str) -> None:
    assert archived(url, "2023-10-27") == expected


def test_without_a_day_the_archive_shows_its_latest() -> None:
    assert archived("https://a.example/x", "") == "https://web.archive.org/web/https://a.example/x"


@pytest.mark.parametrize("url", ["ftp://a.example/", "//a.example/", "http://[broken", "data:text/html,x", "https://a.example/a b"])
def test_what_is_no_web_address_is_nothing(url: str) -> None:
    assert web_address(url) == ""
