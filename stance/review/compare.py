"""How far coders agree: people with one another, and people with the model.

A coder's reading of a statement is their latest decision that they did not take back; readings in the data,
by people or by a model, stand beside these under the name that the data give. Adjudications are left out:
they were made with everybody's reading in view; so are decisions for positions that the codebook no longer
has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from stance.coding.agreement import Agreement, alpha_interval, kappa_interval
from stance.review.decisions import Decision, latest, valid
from stance.snapshot import Snapshot

MODEL = "the model"


@dataclass(frozen=True)
class Reader:
    """One coder with the position given to each statement; ``person`` is False for the model."""

    name: str
    person: bool
    positions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readers on the statements that both read: how many, the share alike, and kappa."""

    first: Reader
    second: Reader
    statements: tuple[str, ...]
    alike: float
    kappa: Agreement

    def columns(self) -> tuple[list[str], list[str]]:
        """The two readers' positions, statement by statement."""
        return ([self.first.positions[key] for key in self.statements],
                [self.second.positions[key] for key in self.statements])  # fmt: skip


def readers(
    snapshot: Snapshot, issue: str, log: Sequence[Decision], *, blind: bool = False
) -> list[Reader]:
    """Everybody who read statements of this issue: coders, people in the data, the model last.

    With ``blind`` only those decisions count that a coder made without seeing any other reading.
    """
    held: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    # What takes a decision back holds for blind ones too, though it is not marked blind itself.
    counted = (entry for entry in log if entry.blind or not blind or entry.kind == "undo")
    for (of, statement), given in valid(latest(counted), snapshot.issues).items():
        for key, entry in given.items():
            if of == issue:
                names[key] = entry.coder
                held.setdefault(key, {})[statement] = entry.position
    found = [Reader(names[key], True, held[key]) for key in sorted(held)]
    taken = {reader.name.casefold() for reader in found}
    decided = sorted({statement for reader in found for statement in reader.positions})
    rows = snapshot.rows(
        "SELECT statement_id, position, coder, person FROM codings WHERE issue = ? AND (person "
        "OR statement_id IN (SELECT unnest(?::VARCHAR[])) "
        "OR statement_id IN (SELECT statement_id FROM codings WHERE issue = ? AND person)) ORDER BY coder",
        [issue, decided, issue],
    )
    data: dict[tuple[bool, str], dict[str, str]] = {}
    for row in rows:
        data.setdefault((row["person"], row["coder"] if row["person"] else MODEL), {})[
            row["statement_id"]
        ] = row["position"]
    for (person, name), positions in sorted(data.items(), key=lambda item: (not item[0][0], item[0][1])):
        # Whoever types the name of a coder of the data is not taken for them.
        shown = f"{name} (in the data)" if person and name.casefold() in taken else name
        found.append(Reader(shown, person, positions))
    return found


def pairs(found: Sequence[Reader]) -> list[Pair]:
    """Every two readers who share a statement; people with people first, each by the number of statements."""
    made = []
    for first, second in combinations(found, 2):
        both = tuple(sorted(first.positions.keys() & second.positions.keys()))
        if both:
            one, two = [first.positions[k] for k in both], [second.positions[k] for k in both]
            alike = sum(a == b for a, b in zip(one, two, strict=True)) / len(both)
            made.append(Pair(first, second, both, alike, kappa_interval(one, two)))
    return sorted(made, key=lambda pair: (not pair.second.person, -len(pair.statements)))


def people_together(found: Sequence[Reader]) -> Agreement:
    """Krippendorff's alpha over all people, on the statements that at least two of them read."""
    people = [reader for reader in found if reader.person]
    statements = sorted({key for reader in people for key in reader.positions})
    return alpha_interval(
        [[reader.positions[key] for reader in people if key in reader.positions] for key in statements]
    )
