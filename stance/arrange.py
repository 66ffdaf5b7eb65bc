"""Statements, vectors and codings -> the tables that lay things out: same words, places, clusters.

Places in the view by words come from the vectors. Places in the view by positions need no projection: the
corners of a regular polygon are the positions, an actor lies where its shares draw it, and actors with the
same shares are spread around their common place so that each can be seen.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from stance.clusters import ActorClusters, Clustering, cluster_actors, cluster_statements, project
from stance.duplicates import Key, group, plain
from stance.landscape import corners
from stance.records import Coding, Issue, Statement

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Rows = list[dict[str, Any]]
_OFFICIAL = ("government", "organisation")
# The golden angle in radians spreads any number of dots evenly around one place.
_GOLDEN = math.pi * (3 - math.sqrt(5))
_SPREAD = 0.018


def same_words(
    statements: Sequence[Statement], vectors: np.ndarray, issues: Iterable[Issue] = ()
) -> dict[str, tuple[str, int]]:
    """By statement id: the statement shown for these words, and how many documents carry them.

    Statements that name different concepts of ``issues`` are never the same, however alike.
    """
    decisive = {
        word for issue in issues for concept in issue.concepts for word in plain(concept.name).split()
    }
    keys = [Key(item.actor or item.speaker, item.country, item.date, item.id) for item in statements]
    shown = group([item.text for item in statements], vectors, keys, frozenset(decisive))
    documents: dict[int, set[str]] = {}
    for item, index in zip(statements, shown, strict=True):
        documents.setdefault(index, set()).add(item.doc)
    return {
        item.id: (statements[index].id, len(documents[index]))
        for item, index in zip(statements, shown, strict=True)
    }


def positions_of(models: Sequence[Coding], people: Sequence[Coding], issue: str) -> dict[str, str]:
    """By statement id the position that counts, chosen as ``tables.CODED`` chooses: people's before models',
    among them the surest one's, then that of the first coder by name."""
    found: dict[str, str] = {}
    for codings in (people, models):
        for coding in sorted(codings, key=lambda item: (-item.confidence, item.coder)):
            if coding.issue == issue:
                found.setdefault(coding.statement_id, coding.position)
    return found


def frame_of(statements: Sequence[Statement], positions: Mapping[str, str]) -> pd.DataFrame:
    """The frame that clusters are made of: id, text, position, speaker, country; '' where not official."""
    import pandas as pd

    official = [item.capacity in _OFFICIAL for item in statements]
    return pd.DataFrame(
        {
            "id": [item.id for item in statements],
            "text": [item.text for item in statements],
            "position": [positions.get(item.id, "none") for item in statements],
            "speaker": [item.speaker * yes for item, yes in zip(statements, official, strict=True)],
            "country": [item.country * yes for item, yes in zip(statements, official, strict=True)],
        }
    )


def statement_tables(issue: Issue, frame: pd.DataFrame, vectors: np.ndarray) -> tuple[Rows, Rows]:
    """Rows of ``placements`` and ``clusters`` for the statements themselves, by words."""
    clustering = cluster_statements(frame, vectors)
    placements = [
        {"level": "statement", "view": "words", "issue": issue.id, "key": key, "x": float(x), "y": float(y),
         "cluster": int(label), "statements": 1}
        for key, (x, y), label in zip(frame["id"], project(vectors), clustering.labels, strict=True)
    ]  # fmt: skip
    return placements, cluster_rows(clustering, "statement", "words", issue.id)


def actor_tables(issue: Issue, frame: pd.DataFrame, vectors: np.ndarray) -> tuple[Rows, Rows]:
    """Rows of ``placements`` and ``clusters`` for speakers and countries, by words and by positions."""
    placements: Rows = []
    clusters: Rows = []
    for level in ("speaker", "country"):
        found = cluster_actors(frame, vectors, by=level)
        places = {
            "words": _by_words(frame, vectors, level, found),
            "positions": _by_positions(issue, found),
        }
        for view, clustering in (("words", found.by_embedding), ("positions", found.by_position)):
            clusters += cluster_rows(clustering, level, view, issue.id)
            for row, label in zip(found.table.to_dict("records"), clustering.labels, strict=True):
                place = places[view].get(row["actor"])
                placements.append(
                    {
                        "level": level, "view": view, "issue": issue.id, "key": row["actor"],
                        "x": place[0] if place else None, "y": place[1] if place else None,
                        "cluster": int(label), "statements": int(row["statements"]),
                    }
                )  # fmt: skip
    return placements, clusters


def _by_words(
    frame: pd.DataFrame, vectors: np.ndarray, level: str, found: ActorClusters
) -> dict[str, tuple[float, float]]:
    import numpy as np

    names = list(found.table["actor"])
    if not names:
        return {}
    rows = {name: frame.index[frame[level] == name] for name in names}
    means = np.stack([vectors[rows[name]].mean(axis=0) for name in names])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, project(means), strict=True)}


def _by_positions(issue: Issue, found: ActorClusters) -> dict[str, tuple[float, float]]:
    """Only actors with enough statements for a profile have a place."""
    corner = corners(issue)
    shares = [name for name in corner if f"share:{name}" in found.table.columns]
    taken: dict[tuple[float, float], int] = {}
    places = {}
    for row in found.table.dropna(subset=[f"share:{name}" for name in shares]).to_dict("records"):
        x = sum(row[f"share:{name}"] * corner[name][0] for name in shares)
        y = sum(row[f"share:{name}"] * corner[name][1] for name in shares)
        place = round(x, 2), round(y, 2)
        nth = taken[place] = taken.get(place, -1) + 1
        away = _SPREAD * math.sqrt(nth)
        places[row["actor"]] = (x + away * math.cos(nth * _GOLDEN), y + away * math.sin(nth * _GOLDEN))
    return places


def cluster_rows(clustering: Clustering, level: str, view: str, issue: str) -> Rows:
    """Rows of the table ``clusters``; the row -1 holds what is unclustered and the note on the whole."""
    whole = {**clustering.parameters, "note": clustering.note, "k": clustering.k}
    common = {"level": level, "view": view, "issue": issue, "parameters": json.dumps(whole, default=str)}
    alone = {
        **common, "label": -1, "size": int((clustering.labels == -1).sum()),
        "stability": clustering.stability, "representatives": "[]", "words": "[]", "profile": "{}",
    }  # fmt: skip
    return [alone] + [
        {
            **common, "label": note.label, "size": note.size, "stability": note.stability,
            "representatives": json.dumps(note.representatives),
            "words": json.dumps(note.words),
            "profile": json.dumps(dict(note.profile)),
        }
        for note in clustering.clusters
    ]  # fmt: skip
