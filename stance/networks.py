"""Who takes which position, and who speaks alike, as networks for Gephi and other programs.

``positions``: actors and positions, an edge for each that an actor took. ``speakers`` and ``countries``:
actors alone, an edge where two took a position in common; its ``weight`` is the overlap of their profiles
(the sum of the smaller shares: 1 the same, 0 nothing in common), ``shared`` the number of positions that
both took.
Files are GraphML and GEXF as their specifications have them, with no program's own dialect.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from stance import countries
from stance.filters import Filters
from stance.snapshot import Snapshot

KINDS = ("positions", "speakers", "countries")
# Characters that no XML file may hold, escaped or not.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Graph = Any  # networkx has no types


def graph(snapshot: Snapshot, filters: Filters, kind: str, about: Mapping[str, str]) -> Graph:
    """The network of one of ``KINDS``; ``about`` says where it comes from and stands in the graph."""
    if kind == "positions":
        return _two_mode(snapshot, filters, about)
    return _one_mode(snapshot, filters, kind, about)


def graphml(made: Graph) -> bytes:
    """The network as GraphML."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(made)).encode() + b"\n"


def gexf(made: Graph) -> bytes:
    """The network as GEXF, which has no place of its own for where a graph comes from: its name says it."""
    import networkx as nx

    made.graph = {"name": " ".join(f"{key}={value}" for key, value in made.graph.items())}
    return "\n".join(nx.generate_gexf(made)).encode() + b"\n"


def _counted(snapshot: Snapshot, filters: Filters) -> list[dict[str, Any]]:
    """Speaker, country and position with the number of statements, the first and the last day known."""
    where, values = filters.where()
    return snapshot.rows(
        "SELECT speaker, country, position, count(*) AS n, "  # noqa: S608
        "coalesce(min(nullif(date, '')), '') AS first, max(date) AS last "
        f"FROM coded s WHERE {where} AND position <> 'none' AND speaker || country <> '' "
        "GROUP BY ALL ORDER BY ALL",
        values,
    )


def _two_mode(snapshot: Snapshot, filters: Filters, about: Mapping[str, str]) -> Graph:
    import networkx as nx

    made = nx.Graph(**about)
    names = {position.id: position.name for position in snapshot.issues[filters.issue].positions}
    for row in _counted(snapshot, filters):
        if not row["speaker"]:
            continue
        actor = _speaker(row)
        name = _plain(names.get(row["position"], row["position"]))
        made.add_node(actor, label=actor, kind="actor", country=_plain(row["country"]))
        made.add_node(row["position"], label=name, kind="position", country="")
        made.add_edge(actor, row["position"], weight=row["n"], first=row["first"], last=row["last"])
    return made


def _one_mode(snapshot: Snapshot, filters: Filters, kind: str, about: Mapping[str, str]) -> Graph:
    import networkx as nx

    made = nx.Graph(**about)
    profiles: dict[str, dict[str, int]] = {}
    for row in _counted(snapshot, filters):
        actor = _speaker(row) if kind == "speakers" else row["country"]
        if not (row["speaker"] if kind == "speakers" else actor):
            continue
        held = profiles.setdefault(actor, {})
        held[row["position"]] = held.get(row["position"], 0) + row["n"]
        days = made.nodes.get(actor, {})
        made.add_node(
            actor, label=actor if kind == "speakers" else _plain(countries.name(actor)), kind="actor",
            country=_plain(row["country"]),
            first=min(filter(None, (row["first"], days.get("first", ""))), default=""),
            last=max(row["last"], days.get("last", row["last"])),
        )  # fmt: skip
    for actor, held in profiles.items():
        most = max(held, key=lambda position: (held[position], position))
        made.nodes[actor].update(statements=sum(held.values()), position=most)
    for one, other in combinations(profiles, 2):
        shared = profiles[one].keys() & profiles[other].keys()
        if shared:
            made.add_edge(one, other, weight=overlap(profiles[one], profiles[other]), shared=len(shared))
    return made


def overlap(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """How far two profiles (position -> number of statements) are the same, 0 to 1."""
    a, b = sum(one.values()), sum(other.values())
    return round(sum(min(one[key] / a, other[key] / b) for key in one.keys() & other.keys()), 4)


def _speaker(row: Mapping[str, Any]) -> str:
    speaker = _plain(row["speaker"])
    return f"{speaker} ({_plain(row['country'])})" if row["country"] else speaker


def _plain(text: str) -> str:
    return _NO_XML.sub(" ", text)
