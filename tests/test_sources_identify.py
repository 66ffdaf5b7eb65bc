"""Printed names become known persons, for the same country and day only."""

import pytest

from stance.actors import Registry
from stance.records import Actor, Role, Statement
from stance.sources.identify import identify

POST = "Permanent Representative to the United Nations"
AMBASSADOR = Role(POST, "NOR", "2020", seen=("2023-11-04",), office="permanent_representative")
ROE = Actor("ann-roe", "Ann Mary Roe", "person", ("Ann Roe",), (AMBASSADOR,))
REGISTRY = Registry([ROE])


def said(speaker: str, country: str = "NOR", role: str = "representative") -> Statement:
    return Statement(
        doc="d", text="We want peace.", quote_type="direct", date="2023-11-04", speaker=speaker,
        mention=speaker, role=role, country=country, capacity="government",
    )  # fmt: skip


@pytest.mark.parametrize("printed", ["Ms. Roe", "Ann Roe", "Dame Ann Roe"])
def test_a_printed_name_becomes_the_person_with_the_office(printed):
    (found,) = identify([said(printed)], REGISTRY)
    assert (found.actor, found.speaker, found.mention) == ("ann-roe", "Ann Mary Roe", printed)
    assert found.role == POST
    assert found.id != said(printed).id


def test_the_post_that_the_source_gives_stays():
    (found,) = identify([said("Ms. Roe", role="Minister for Rivers")], REGISTRY)
    assert (found.actor, found.role) == ("ann-roe", "Minister for Rivers")


@pytest.mark.parametrize(
    ("printed", "country"),
    [
        ("Ms. Roe", "SWE"),
        ("Ms. Roe", ""),
        ("Mr. Doe", "NOR"),
        ("The President", "NOR"),
        ("Representative of Norway", "NOR"),
    ],
)
def test_nobody_is_guessed(printed, country):
    assert identify([said(printed, country)], REGISTRY) == (said(printed, country),)
