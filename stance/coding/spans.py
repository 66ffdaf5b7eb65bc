"""Which words decided a coding, and under which condition: always verbatim parts of the text.

Where an issue has a list of words, the mention that speaks for the position is shown with what governs it.
Without one, the part of the text is shown that says the position most plainly when it is read alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from stance.coding.evidence import LONGEST, Evidence, plain
from stance.coding.lexicon import Words

# Where one thought ends and the next begins.
_PART = re.compile(
    r"(?<=[.!?;:])\s+|\s[–—-]\s"
    r"|,?\s(?=(?:but|yet|however|whereas|although|though|nevertheless)\b)|,\s(?=(?:and|so|while)\b)"
)
# Fewer words than this say nothing alone.
SHORTEST = 3
_CONDITION = re.compile(
    r"\b(?:(?:not |only )?(?:until|unless|provided that|on (?:the )?condition(?: that)?)|(?<=, )provided"
    r"|only (?:after|when|if|once|with)|as soon as (?!possible|practicable)"
    r"|(?:so|as) long as(?! (?:it takes|is needed|needed|necessary|required|possible))"
    r"|(?:conditional|contingent) (?:on|upon)|in (?:exchange|return) for"
    r"|subject to (?=(?:\w+ ){0,2}(?:agreement|approval|consent|condition|guarantee|ratification|review))"
    r"|(?<!at )once(?! more| again| and for all)(?= \w+ \w+)"
    r"|(?<!even )(?<!as )(?<!know )(?<!knows )(?<!ask )(?<!asks )(?<!asked )(?<!wonder )if(?! not\b))"
    r"\b[^.,;:!?\"]*"
)


def parts(text: str) -> list[tuple[int, int]]:
    """The spans of the thoughts of ``text``, in order; at least one, and never a mere word or two."""
    spans: list[tuple[int, int]] = []
    start = 0
    low = plain(text[:LONGEST])
    for end, after in [*((m.start(), m.end()) for m in _PART.finditer(low)), (len(low), len(low))]:
        if len(low[start:end].split()) >= SHORTEST or not spans:
            spans.append((start, end))
        else:
            spans[-1] = (spans[-1][0], end)
        start = after
    if len(spans) > 1 and len(low[slice(*spans[0])].split()) < SHORTEST:
        spans[:2] = [(spans[0][0], spans[1][1])]
    return spans


def stripped(text: str, start: int, end: int) -> str:
    """The words of a span without the white space and the loose marks around them."""
    return text[start:end].strip().strip(",;:–—- ").strip()


def mentioned(text: str, found: Evidence, lex: Words, decided: Mapping[str, str]) -> str:
    """The mention, with the words that govern it, that speaks most plainly for the stances that decided."""
    wanted = {concept: 1 if stance == "supports" else -1 for concept, stance in decided.items()}

    def rank(number: int) -> tuple[bool, bool, bool]:
        mention = found.mentions[number]
        concept, direction = lex.kinds[mention.kind]
        # Of two that say the same, the one that names the thing itself.
        return concept in wanted and mention.sign == wanted[concept], concept in wanted, direction > 0

    if not found.mentions or not wanted:
        return ""
    best = found.mentions[max(range(len(found.mentions)), key=lambda number: (rank(number), -number))]
    return text[best.start : best.end]


def condition(text: str) -> str:
    """The first words that make something depend on something, or an empty string."""
    low = plain(text[:LONGEST])
    for match in _CONDITION.finditer(low):
        found = text[match.start() : match.start() + len(match.group().rstrip(" '"))]
        if len(found.split()) > 1:
            return found
    return ""
