"""The words shown as the reason, and the condition, for any issue."""

from __future__ import annotations

import pytest

from stance.coding.spans import condition, parts, stripped


def shown(text: str) -> list[str]:
    return [stripped(text, *span) for span in parts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One thought.", ["One thought."]),
        ("We thank the chair. We want the ban.", ["We thank the chair.", "We want the ban."]),
        ("We share the aim, but we cannot sign.", ["We share the aim", "but we cannot sign."]),
        ("No. We cannot sign this text.", ["No. We cannot sign this text."]),
        ("We cannot sign this. Never!", ["We cannot sign this. Never!"]),
        ("", [""]),
    ],
)
def test_a_text_falls_into_thoughts(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We shall sign, provided that finance arrives.", "provided that finance arrives"),
        ("We sign as soon as the others do.", "as soon as the others do"),
        ("We sign as soon as possible.", ""),
        ("No talks until the troops are gone, he said.", "until the troops are gone"),
        ("At once we said so.", ""),
        ("We want it once and for all.", ""),
        ("The ban is right.", ""),
        ("We shall sign, provided finance arrives.", "provided finance arrives"),
        ("The aid provided by Egypt must enter now.", ""),
        ("We have provided extensive civilian support.", ""),
        ("We will stand with them for as long as it takes.", ""),
        ("We will sign as long as the others do.", "as long as the others do"),
        ("We shall go on even if nobody helps.", ""),
        ("He did not know if they would come.", ""),
        ("The towns are subject to bombardment.", ""),
        ("We accept, subject to the agreement of both.", "subject to the agreement of both"),
        ("We agree if they do.", "if they do"),
    ],
)
def test_a_condition_is_verbatim(text: str, expected: str) -> None:
    assert condition(text) == expected
    assert condition(text) in text
