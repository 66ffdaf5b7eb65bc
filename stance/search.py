"""Statements found by their words and by their meaning, best first.

The two rankings are joined by reciprocal rank: a statement that both find comes before one that only
one finds, and neither scale has to be made comparable with the other.

What stands in quotation marks is a phrase: only statements that hold these words in this order are found,
whatever signs stand between them. Of other words all but one must be there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from stance.filters import Filters
from stance.snapshot import Snapshot

LIMIT = 50
MAX_QUERY = 300  # characters
# The constant of reciprocal rank fusion (Cormack, Clarke and Buettcher 2009).
_RANK_CONSTANT = 60
_PHRASE = re.compile('["“”„]([^"“”„]*)["“”„]')
# A text as bare words with a space on either side; looked at only where each word of the phrase is somewhere.
_BARE = "' ' || regexp_replace(lower(strip_accents({0})), '[^\\p{{L}}\\p{{M}}\\p{{N}}]+', ' ', 'g') || ' '"
_SOMEWHERE = "contains(lower(strip_accents(s.text)), lower(strip_accents(?)))"
# Below this cosine the nearest statement is not about the question at all.
MIN_MEANING = 0.25


def search(
    snapshot: Snapshot, filters: Filters, words: str, *, limit: int = LIMIT, meaning: bool = True
) -> list[dict[str, Any]]:
    """Rows of ``coded`` with ``score``, best first; without ``meaning`` no model is loaded."""
    words = " ".join(words.split())[:MAX_QUERY]
    if not words:
        return []
    rankings = [_by_words(snapshot, filters, words, limit)]
    if meaning:
        rankings.append(_by_meaning(snapshot, filters, words, limit))
    rows: dict[str, dict[str, Any]] = {}
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking):
            rows.setdefault(row["id"], row)
            scores[row["id"]] = scores.get(row["id"], 0.0) + 1 / (_RANK_CONSTANT + rank)
    best = sorted(rows, key=lambda key: (-scores[key], rows[key]["date"], key))[:limit]
    return [{**rows[key], "score": round(scores[key], 5)} for key in best]


def _by_words(snapshot: Snapshot, filters: Filters, words: str, limit: int) -> list[dict[str, Any]]:
    phrases, rest = asked(words)
    terms = _terms(rest)
    if not terms and not phrases:
        return []
    where, values = _where(filters, phrases)
    hit = "contains(lower(strip_accents(s.text || ' ' || s.speaker)), lower(strip_accents(?)))::INT"
    hits = " + ".join(hit for _ in terms)
    least = max(1, len(terms) - 1) if terms else 0
    return snapshot.rows(
        f"SELECT * EXCLUDE hits FROM (SELECT s.*, {hits or 0} AS hits FROM coded s WHERE {where}) "  # noqa: S608
        "WHERE hits >= ? ORDER BY hits DESC, date DESC, id LIMIT ?",
        [*terms, *values, least, limit],
    )


def asked(words: str) -> tuple[list[str], str]:
    """The phrases in quotation marks, and the other words."""
    return [phrase for phrase in _PHRASE.findall(words) if plain_terms(phrase)], _PHRASE.sub(" ", words)


def _where(filters: Filters, phrases: Sequence[str]) -> tuple[str, list[object]]:
    """The filters' condition with the phrases, and its parameters."""
    where, values = filters.where()
    for phrase in phrases:
        for word in re.findall(r"[^\W_]+", phrase):
            where, values = f"{where} AND {_SOMEWHERE}", [*values, word]
        where = f"{where} AND contains({_BARE.format('s.text')}, {_BARE.format('?')})"
        values = [*values, phrase.strip()]
    return where, values


def _terms(words: str) -> list[str]:
    """The words one by one as they were typed; the database makes them as plain as the text."""
    composed = unicodedata.normalize("NFC", words)
    kept = (sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " " for sign in composed)
    return "".join(kept).split()


def plain_terms(words: str) -> list[str]:
    """The words one by one, in small letters without accents."""
    split = unicodedata.normalize("NFD", words.casefold())
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    return re.findall(r"\w+", bare)


def _by_meaning(snapshot: Snapshot, filters: Filters, words: str, limit: int) -> list[dict[str, Any]]:
    from stance.embedding import embed

    vector = embed([_PHRASE.sub(r"\1", words)])[0]
    size = int(vector.shape[0])
    where, values = _where(filters, asked(words)[0])
    near = f"array_inner_product(v.vector::FLOAT[{size}], ?::FLOAT[{size}])"
    return snapshot.rows(
        f"SELECT * EXCLUDE near FROM (SELECT s.*, {near} AS near FROM coded s "  # noqa: S608
        f"JOIN vectors v ON v.id = s.id WHERE {where}) WHERE near >= ? ORDER BY near DESC, id LIMIT ?",
        [vector.tolist(), *values, MIN_MEANING, limit],
    )
