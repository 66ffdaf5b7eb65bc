"""Statements and actors in groups and in two dimensions, with how far each grouping can be trusted.

Three questions, three functions: where a statement lies among the others (``project``), which statements
speak of the same matter (``cluster_statements``), which speakers or countries take the same positions
(``cluster_actors``). Decisions a reader may object to:

- Vectors group topics, not stances: "a ceasefire now" and "no ceasefire now" lie side by side. So actors are
  grouped by the shares of their positions; the grouping by vectors stands beside it for comparison.
- A statement that states no position takes no part in a profile; it is not a vote for the middle.
- A group must earn its place: its separation must exceed what one cloud of the same shape would show, and
  it must come back when the data are resampled. Otherwise the answer is "no groups", and it is said why.
- What lies between groups, or alone, or has too few statements, belongs to no cluster.

Everything is seeded: the same data give the same answer. All functions are pure.
"""

from stance.clusters.actors import ActorClusters, cluster_actors
from stance.clusters.grouping import Clustering, ClusterNote
from stance.clusters.projection import project
from stance.clusters.statements import cluster_statements
from stance.clusters.words import distinguishing_words

__all__ = [
    "ActorClusters",
    "ClusterNote",
    "Clustering",
    "cluster_actors",
    "cluster_statements",
    "distinguishing_words",
    "project",
]
