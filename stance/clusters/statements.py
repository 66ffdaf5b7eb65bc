"""Statements grouped by their vectors: what they speak of, not which side they take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stance.clusters import grouping
from stance.clusters.grouping import Clustering, ClusterNote
from stance.clusters.projection import principal
from stance.clusters.words import distinguishing_words

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# Components kept before grouping: the rest is mostly noise, which drowns distances in many dimensions.
COMPONENTS = 20
LEAST = 20
MIN_SIZE = 3
REPRESENTATIVES = 3


def cluster_statements(frame: pd.DataFrame, vectors: np.ndarray) -> Clustering:
    """Groups of statements with their explanation; ``items`` are the statement ids.

    ``frame`` holds id, text and position, a row a statement; ``vectors`` is (n, d), row for row. A position
    that is missing, empty or "none" counts as not stated. Under 20 statements nothing is grouped.
    """
    check(frame, vectors, ("id", "text", "position"))
    ids = tuple(frame["id"].astype(str))
    table = principal(vectors, COMPONENTS) if len(vectors) else vectors

    def resample(draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        return table[draw.integers(len(table), size=len(table))], table

    found = grouping.group(table, resample, MIN_SIZE, LEAST)
    notes = explained(frame, vectors, found.labels, found.overlap)
    return Clustering(
        items=ids,
        labels=found.labels,
        k=len(notes),
        stability=found.stability,
        parameters=grouping.parameters(
            components=COMPONENTS,
            min_size=MIN_SIZE,
            least=LEAST,
            resampled="statements",
            learnt_from=grouping.LOOKED_AT,
        ),
        clusters=notes,
        note=found.note,
    )


def check(frame: pd.DataFrame, vectors: np.ndarray, columns: Sequence[str]) -> None:
    """Raise ValueError where a column lacks or rows and vectors differ in number."""
    lacking = [name for name in columns if name not in frame.columns]
    if lacking:
        raise ValueError(f"the frame lacks the columns {', '.join(lacking)}")
    if len(frame) != len(vectors):
        raise ValueError(f"{len(frame)} statements but {len(vectors)} vectors; they must be aligned")


def stated(frame: pd.DataFrame) -> pd.Series[str]:
    """The positions of the statements that state one, by row; "none" and missing ones are left out."""
    position = frame["position"].fillna("").astype(str)
    return position[~position.isin(["", "none"])]


def explained(
    frame: pd.DataFrame,
    vectors: np.ndarray,
    labels: np.ndarray,
    overlap: Sequence[float],
    sizes: Sequence[int] | None = None,
) -> tuple[ClusterNote, ...]:
    """A note for each group; ``labels`` are those of the statements, ``sizes`` the members if others."""
    words = distinguishing_words(frame["text"].fillna("").astype(str).tolist(), labels)
    notes = []
    for label, stability in enumerate(overlap):
        mine = labels == label
        positions = stated(frame[mine])
        shares = positions.value_counts(normalize=True).sort_index()
        notes.append(
            ClusterNote(
                label=label,
                size=int(mine.sum()) if sizes is None else sizes[label],
                stability=round(stability, 3),
                representatives=nearest(frame[mine], vectors[mine]),
                words=words.get(label, ()),
                profile={str(name): round(float(share), 4) for name, share in shares.items()},
                stated=len(positions),
            )
        )
    return tuple(notes)


def nearest(frame: pd.DataFrame, vectors: np.ndarray, most: int = REPRESENTATIVES) -> tuple[str, ...]:
    """Ids of the statements nearest the mean vector, nearest first, no text twice."""
    import numpy as np

    if not len(frame):
        return ()
    middle = vectors.mean(axis=0)
    order = np.argsort(((vectors - middle) ** 2).sum(axis=1), kind="stable")
    chosen = frame.iloc[order].drop_duplicates("text").head(most)
    return tuple(chosen["id"].astype(str))
