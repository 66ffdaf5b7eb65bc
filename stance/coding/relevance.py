"""Whether a document can be about an issue at all.

"There must be an immediate ceasefire" is the same sentence in every war. Only the document tells which
one is meant, so where the document is known and names nothing of the issue, or is older than it, its
statements state no position on it.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from stance.coding.reported import code_reported
from stance.records import Coding, Issue, Stance, Statement

# The rule is plain and the words it needs are many: it is rarely wrong.
SURE = 0.95


def code_statements(issue: Issue, statements: Sequence[Statement], texts: Mapping[str, str]) -> list[Coding]:
    """The model's coding of every statement, in order and with its id.

    ``texts`` is the text of each document by id (absent or empty: not known).
    """
    fields = ([getattr(item, name) for item in statements] for name in ("text", "cue", "quote_type"))
    # Once a document: a record has hundreds of statements.
    named = {doc: names(issue, texts.get(doc, "")) for doc in {item.doc for item in statements}}
    relevant = [
        named[item.doc] and not is_older(issue, item.date, item.date_precision) for item in statements
    ]
    made = within(issue, code_reported(issue, *fields), relevant)
    return [replace(coding, statement_id=item.id) for item, coding in zip(statements, made, strict=True)]


def names(issue: Issue, text: str) -> bool:
    """Whether a document with this ``text`` (empty: not known) can be on the issue."""
    if not text or not issue.about:
        return True
    return _about(issue.about).search(text) is not None


@lru_cache(maxsize=64)
def _about(words: tuple[str, ...]) -> re.Pattern[str]:
    """The words where they begin; those of a phrase may stand on two lines."""
    phrases = (r"\s+".join(map(re.escape, phrase.split())) for phrase in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})", re.IGNORECASE)


def is_older(issue: Issue, date: str, precision: str = "day") -> bool:
    """Whether a statement of this ``date`` (ISO or empty) was made before the issue began.

    A week, a month or a year is named by a day of it, mostly its first: only one that was over by then is
    older.
    """
    return bool(date and issue.start and _last_day(date, precision) < issue.start)


def _last_day(date: str, precision: str) -> str:
    """The last day (ISO) that a date of this precision can mean."""
    day = dt.date.fromisoformat(date)
    if precision == "week":
        day += dt.timedelta(days=min(6, (dt.date.max - day).days))
    elif precision == "month":
        day = day.replace(day=monthrange(day.year, day.month)[1])
    elif precision == "year":
        day = day.replace(month=12, day=31)
    return day.isoformat()


def within(issue: Issue, codings: Sequence[Coding], relevant: Sequence[bool]) -> list[Coding]:
    """``codings`` with those of documents that are not on the issue made ``none``."""
    nothing = {concept.id: Stance("none", SURE) for concept in issue.concepts}
    rest = (1 - SURE) / max(len(issue.positions) - 1, 1)
    chances = {p.id: SURE if p.id == "none" else rest for p in issue.positions}
    return [
        coding
        if yes
        else replace(
            coding, position="none", confidence=SURE, because="", condition="",
            probabilities=chances, stances=nothing,
        )
        for coding, yes in zip(codings, relevant, strict=True)
    ]  # fmt: skip
