"""Whom the registry knows among the speakers that a record, a list or press coverage names.

A record prints "Mr. Wood (United States of America)"; the registry knows who spoke for that country
under that name on that day. Offices ("the representative of Egypt") stay unnamed: a deputy may have
spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from stance.actors import Registry
from stance.records import Actor, Statement

_TITLE = re.compile(
    r"^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Baroness|Sheikh|Sheikha|Archbishop|Cardinal|Monsignor"
    r"|President|King|Queen|Prince|Princess|Crown Prince|Prime Minister)\b\.?\s+"
)
_OFFICE = re.compile(r"^(?:The|Representative|Observer|[A-Z][\w ]+ of)\b")


def identify(statements: Iterable[Statement], registry: Registry) -> tuple[Statement, ...]:
    """The statements with actor, full name and role where the registry has one fitting person.

    The role that the source gives outranks the registry's, except for the bare "representative". The
    country is never changed: a person whom the registry has only for another country is not taken.
    """
    known: dict[tuple[str, str, str], Actor | None] = {}
    found = []
    for statement in statements:
        key = (statement.speaker, statement.country, statement.date)
        if key not in known:
            known[key] = _person(statement, registry)
        actor = known[key]
        found.append(statement if actor is None else _identified(statement, actor, registry))
    return tuple(found)


def _person(statement: Statement, registry: Registry) -> Actor | None:
    if not statement.country or not statement.speaker or _OFFICE.match(statement.speaker):
        return None
    name = _TITLE.sub("", statement.speaker)
    actor = registry.find(name, statement.date, statement.country)
    held = {role.country for role in actor.roles} if actor else set()
    return actor if statement.country in held else None


def _identified(statement: Statement, actor: Actor, registry: Registry) -> Statement:
    role = registry.role_on(actor, statement.date)
    post = statement.role
    if role is not None and role.country == statement.country and post in ("", "representative"):
        post = role.role
    return replace(statement, actor=actor.id, speaker=actor.name, role=post, id="")
