"""Whether a document can be about an issue at all.

"There must be an immediate ceasefire" is the same sentence in every war. Only the document tells which
one is meant, so where the document is known and names nothing of the issue, or is older than it, its
statements state no position on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stance.records import Coding, Issue, Stance

# The rule is plain and the words it needs are many: it is rarely wrong.
SURE = 0.95


def on_issue(issue: Issue, text: str, date: str = "") -> bool:
    """Whether a document with this ``text`` (empty: not known) and ``date`` (ISO or empty) can be on it."""
    if date and issue.start and date < issue.start:
        return False
    if not text or not issue.about:
        return True
    return re.search(rf"\b(?:{'|'.join(map(re.escape, issue.about))})", text, re.IGNORECASE) is not None


def within(issue: Issue, codings: Sequence[Coding], relevant: Sequence[bool]) -> list[Coding]:
    """``codings`` with those of documents that are not on the issue made ``none``."""
    nothing = {concept.id: Stance("none", SURE) for concept in issue.concepts}
    rest = (1 - SURE) / (len(issue.positions) - 1)
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
