"""Speakers or countries grouped by the positions they take, with the grouping by vectors beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from stance.clusters import grouping
from stance.clusters.grouping import Clustering, Groups
from stance.clusters.projection import principal
from stance.clusters.statements import check, explained, nearest, stated

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# Statements with a position that an actor needs to have a profile at all.
MIN_STATEMENTS = 3
# Statements of the average actor that each actor's own are mixed with: with three of its own, a profile is
# three quarters its own. With 2.0 profiles of three statements are too uncertain to group at all.
SHRINK = 1.0
LEAST = 6
MIN_SIZE = 2
COMPONENTS = 10


@dataclass(frozen=True, slots=True)
class ActorClusters:
    """The two groupings of the same actors, in the same order.

    ``table`` has a row an actor: actor, statements, stated (those that state a position), one column
    ``share:<position>`` a position (own share, drawn towards the average actor; missing where too few),
    group, embedding_group (-1: unclustered). ``agreement`` is the adjusted Rand index of the two groupings
    among the actors grouped in both (None: fewer than two): low means that similar words carry different
    positions.
    """

    by_position: Clustering
    by_embedding: Clustering
    table: pd.DataFrame
    agreement: float | None


def cluster_actors(
    frame: pd.DataFrame,
    vectors: np.ndarray,
    by: Literal["speaker", "country"],
    min_statements: int = MIN_STATEMENTS,
) -> ActorClusters:
    """Group the actors in column ``by`` on what share of their statements states which position.

    ``frame`` holds id, text, position and the column ``by``, a row a statement; ``vectors`` is (n, d),
    row for row. Statements without an actor are left out; statements without a position count in no profile.
    Actors with fewer than ``min_statements`` that state a position are listed but unclustered.
    """
    import pandas as pd

    check(frame, vectors, ("id", "text", "position", by))
    known = (frame[by].fillna("").astype(str) != "").to_numpy()
    frame, vectors = frame[known].reset_index(drop=True), vectors[known]
    positions = stated(frame)
    actor = frame[by].astype(str)
    counts = pd.crosstab(actor[positions.index], positions).reindex(sorted(set(actor)), fill_value=0)
    enough = counts.sum(axis=1) >= min_statements
    used = counts[enough]
    alpha = used.to_numpy(dtype=float) + SHRINK * _average(used)
    groups = [_by_position(alpha), _by_embedding(actor, vectors, list(used.index))]
    settings = {"min_statements": min_statements, "min_size": MIN_SIZE, "least": LEAST}
    kinds = (
        {"grouped": "position profiles", "shrink": SHRINK, "resampled": "profiles"},
        {"grouped": "mean vectors", "components": COMPONENTS, "resampled": "statements"},
    )
    views = [
        _view(frame, vectors, actor, enough, found, {**settings, **kind})
        for found, kind in zip(groups, kinds, strict=True)
    ]
    table = _table(actor, counts, used, alpha, views)
    return ActorClusters(views[0], views[1], table, _agreement(views[0].labels, views[1].labels))


def _average(counts: pd.DataFrame) -> np.ndarray:
    """Shares of the average actor: each actor counts once, so that the loudest does not set the norm."""
    import numpy as np

    if not counts.size:
        return np.zeros(counts.shape[1])
    return np.asarray(counts.div(counts.sum(axis=1), axis=0).mean(axis=0))


def _by_position(alpha: np.ndarray) -> Groups:
    """Groups of profiles; a resample draws each profile anew, the wider the fewer its statements.

    Distances are between square roots of shares (Hellinger). ``alpha`` is (actors, positions): the counts
    with the average actor's mixed in, which is also the posterior that resamples are drawn from.
    """
    import numpy as np

    if alpha.shape[1] < 2:
        return grouping.none_found(len(alpha), "No groups: fewer than two positions are stated.")

    def resample(draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        drawn = draw.standard_gamma(np.maximum(alpha, 1e-9))
        rows = np.sqrt(drawn / drawn.sum(axis=1, keepdims=True))
        return rows, rows

    table = np.sqrt(alpha / alpha.sum(axis=1, keepdims=True))
    return grouping.group(table, resample, MIN_SIZE, LEAST)


def _by_embedding(actor: pd.Series[str], vectors: np.ndarray, names: list[str]) -> Groups:
    """Groups of the actors' mean vectors; a resample draws each actor's statements anew."""
    import numpy as np

    rows = {str(name): index for name, index in actor.groupby(actor).indices.items()}
    if len(names) < LEAST:
        return grouping.too_few(len(names), LEAST)
    reduced = principal(vectors, COMPONENTS)
    table = np.stack([reduced[rows[name]].mean(axis=0) for name in names])

    def resample(draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        drawn = [reduced[draw.choice(rows[name], len(rows[name]))].mean(axis=0) for name in names]
        return np.stack(drawn), np.stack(drawn)

    return grouping.group(table, resample, MIN_SIZE, LEAST)


def _view(
    frame: pd.DataFrame,
    vectors: np.ndarray,
    actor: pd.Series[str],
    enough: pd.Series[bool],
    found: Groups,
    settings: dict[str, object],
) -> Clustering:
    """The grouping of all actors, those with too few statements at -1, explained by their statements."""
    import numpy as np

    labels = np.full(len(enough), -1)
    labels[enough.to_numpy()] = found.labels
    of_actor = dict(zip(enough.index, labels.tolist(), strict=True))
    # Only statements that state a position speak for a group.
    rows = actor.map(of_actor).where(actor.index.isin(stated(frame).index), -1).to_numpy(dtype=int)
    sizes = [int((labels == label).sum()) for label in range(len(found.overlap))]
    notes = []
    for note in explained(frame, vectors, rows, found.overlap, sizes):
        main = max(note.profile, key=lambda name: note.profile[name])
        mine = (rows == note.label) & (frame["position"] == main).to_numpy()
        notes.append(replace(note, representatives=nearest(frame[mine], vectors[mine])))
    few = int((~enough).sum())
    more = f" {few} more have fewer than {settings['min_statements']} statements." if few else ""
    return Clustering(
        items=tuple(str(name) for name in enough.index),
        labels=labels,
        k=len(notes),
        stability=found.stability,
        parameters=grouping.parameters(**settings),
        clusters=tuple(notes),
        note=found.note + more,
    )


def _table(
    actor: pd.Series[str],
    counts: pd.DataFrame,
    used: pd.DataFrame,
    alpha: np.ndarray,
    views: list[Clustering],
) -> pd.DataFrame:
    import pandas as pd

    shares = pd.DataFrame(alpha / alpha.sum(axis=1, keepdims=True), used.index, used.columns)
    head = pd.DataFrame(
        {
            "actor": counts.index.astype(str),
            "statements": actor.value_counts().reindex(counts.index).to_numpy(),
            "stated": counts.sum(axis=1).to_numpy(),
        }
    )
    body = shares.add_prefix("share:").reindex(counts.index).reset_index(drop=True)
    groups = pd.DataFrame({"group": views[0].labels, "embedding_group": views[1].labels})
    return pd.concat([head, body, groups], axis=1)


def _agreement(one: np.ndarray, other: np.ndarray) -> float | None:
    from sklearn.metrics import adjusted_rand_score

    both = (one >= 0) & (other >= 0)
    return float(adjusted_rand_score(one[both], other[both])) if both.sum() > 1 else None
