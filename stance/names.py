"""When are two spellings the same name?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | {"ə": "a", "-": " ", "‐": " ", "–": " ", ".": " ", ",": " "}
    | dict.fromkeys("'’‘ʻʼ`´", "")
)
_HONOURS = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady baroness h e hrh hm his her "
    "excellency highness majesty royal the hon honourable rt sheikh sheikha shaikh sayyid prince "
    "princess crown king queen emir amir sultan president vice prime minister foreign secretary "
    "chancellor ambassador general gen senator premier pope cardinal archbishop mme".split()
)
_ARTICLES = frozenset("al as ash an ar at ad az".split())
_PATRONYMIC = frozenset("bin ibn bint".split())
# One name in several usual spellings.
_SPELLINGS = {"el": "al", "ahmad": "ahmed", "sergei": "sergey"} | dict.fromkeys(
    "mohamed mohammad muhammad mohamad muhammed".split(), "mohammed"
)


def fold(name: str) -> str:
    """A name for comparison: lower case without accents, apostrophes, hyphens, dots or honours.

    Usual spellings of one Arabic or Russian name become the same ("el" and "al", "Mohamed" and
    "Mohammed"). A name that is nothing but honours ("the King") keeps its words.
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    words = "".join(letter for letter in plain if not unicodedata.combining(letter)).split()
    first = next((at for at, word in enumerate(words) if word not in _HONOURS), 0)
    return " ".join(_SPELLINGS.get(word, word) for word in words[first:])


def shortened(short: list[str], long: list[str]) -> bool:
    """Whether ``short`` is ``long`` with names left out between the first and the last."""
    rest = iter(long)
    return len(short) > 1 and all(word in rest for word in short)


def surnames(name: str) -> Iterator[str]:
    """What a folded name is shortened to: its endings ("lacalle pou", "pou"), but no father's name."""
    words = name.split()
    for at in range(1, len(words)):
        if words[at - 1] in _PATRONYMIC:
            continue
        yield " ".join(words[at:])


def without_article(words: list[str]) -> str:
    """A folded surname without the Arabic article: "al Safadi" and "Safadi" are one."""
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)
