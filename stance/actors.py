"""Who is this, and which office did they hold on that date?

The registry is ``corpus/actors.csv``: one row for each actor and term of office. Names are compared
after folding accents, case, hyphens and honours; less than a whole name resolves only where one
actor is left on that date and in that country.

An office counts on a date

* inside its known ``start`` and ``end`` (partial dates are taken at their widest), and from a known
  start to the last date on which a source shows the actor in it;
* where that does not settle it, up to ``NEAR`` days from the nearest date that is known, but not past
  evidence of somebody else in the same single-holder office. Nothing is ever given outside a known
  start or end.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from stance import countries
from stance.actor_table import OFFICES, bounds, read
from stance.names import fold, shortened, surnames, without_article
from stance.records import Actor, Role

TABLE = Path(__file__).resolve().parent.parent / "corpus" / "actors.csv"
# One person holds these at a time, so evidence of the next holder ends the last one's.
SINGLE = ("head_of_state", "head_of_government", "foreign_minister", "permanent_representative")
# Whom the press names by a bare surname. Of others "Miller" or "Wood" may be anybody's namesake.
PROMINENT = (
    "head_of_state", "head_of_government", "foreign_minister", "organisation_head", "defence_minister",
)  # fmt: skip
# A press report's "UN humanitarian chief" is OCHA's, "the UN children's agency" is UNICEF.
UN_FAMILY = ("OCHA", "UNRWA", "UNICEF", "WFP", "WHO", "OHCHR", "UNHCR", "UNDP", "UNESCO", "IAEA")
# Days from a known date for which an office is still believed. The General Debate shows a holder
# once a year, in the last ten days of September; a year and a month bridges two of them.
NEAR = 400


def capacity(role: Role) -> str:
    """Whose position a holder of this role states: ``government``, ``organisation`` or ``other``.

    Members of parliaments, parties and movements (an ``organisation_head`` with a state's code) and
    independent rapporteurs speak for no government.
    """
    organisation = countries.is_organisation(role.country)
    if role.office == "legislator" or "Rapporteur" in role.role:
        return "other"
    if organisation:
        return "organisation"
    return "other" if role.office == "organisation_head" else "government"


# A name of one word, with no more before it than everybody has.
_PLAIN = re.compile(r"\s*(?:(?:mr|mrs|ms|miss|dr)\.?\s+)?\S+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Term:
    """A role with its dates as day numbers: known limits, and the days that are evidence for it."""

    actor: Actor
    role: Role
    start: int | None
    end: int | None
    evidence: tuple[int, ...]

    def covers(self, day: int) -> int:
        """2 where the dates settle that the office was held, 1 where they make it likely, else 0."""
        if (self.start and day < self.start) or (self.end and day > self.end):
            return 0
        if not self.evidence:
            return 2 if self.actor.kind == "institution" else 0
        inside = self.evidence[0] <= day <= self.evidence[-1]
        if inside and (self.start or self.end):
            return 2
        return int(abs(self.nearest(day) - day) <= NEAR)

    def nearest(self, day: int) -> int:
        """The day of evidence that is nearest to ``day``."""
        return min(self.evidence, key=lambda known: abs(known - day))


def _term(actor: Actor, role: Role) -> _Term:
    start = bounds(role.start)[0] if role.start else None
    end = bounds(role.end)[1] if role.end else None
    seen = [sum(bounds(date)) // 2 for date in role.seen]
    known = [day for day in (start, end) if day]
    return _Term(actor, role, start, end, tuple(sorted(seen + known)))


def _fits(role: Role, country: str) -> bool:
    """Whether a role is of the country or organisation; the UN's agencies are of the UN, too."""
    return country in ("", role.country) or (country == "UN" and role.country in UN_FAMILY)


class Registry:
    """The actors, found by name, date, country and office. It does not change once made."""

    __slots__ = ("actors", "_by_id", "_full", "_sets", "_ends", "_surname", "_given", "_terms", "_offices")

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors = tuple(actors)
        self._by_id = {actor.id: actor for actor in self.actors}
        self._full: dict[str, set[str]] = {}
        self._sets: dict[str, set[str]] = {}
        self._ends: dict[tuple[str, str], set[str]] = {}
        self._surname: dict[str, set[str]] = {}
        self._given: dict[str, set[str]] = {}
        self._terms: dict[str, tuple[_Term, ...]] = {}
        self._offices: dict[tuple[str, str], list[_Term]] = {}
        for actor in self.actors:
            self._add(actor)

    def _add(self, actor: Actor) -> None:
        for form in {fold(form) for form in (actor.name, *actor.aliases)}:
            words = form.split()
            self._full.setdefault(form, set()).add(actor.id)
            if actor.kind == "person" and len(words) > 1:
                self._sets.setdefault(" ".join(sorted(words)), set()).add(actor.id)
                self._ends.setdefault((words[0], words[-1]), set()).add(actor.id)
                self._given.setdefault(words[0], set()).add(actor.id)
                for surname in surnames(form):
                    self._surname.setdefault(surname, set()).add(actor.id)
        self._terms[actor.id] = tuple(_term(actor, role) for role in actor.roles)
        for term in self._terms[actor.id]:
            self._offices.setdefault((term.role.office, term.role.country), []).append(term)

    @classmethod
    def load(cls, path: Path = TABLE) -> Registry:
        """The registry in a table; InputError names the first line that cannot be used."""
        return cls(read(path))

    def find(self, name: str, date: str = "", country: str = "") -> Actor | None:
        """The actor that a name means, or None where none or more than one is left.

        A whole name or alias resolves as it is, in any order of its words ("Jun Zhang"); where two
        actors share it, ``country`` and ``date`` decide. Anything less (one word, a surname, a name
        with parts left out) must also fit the country and, with a date, an office held on it. One
        word without a country finds holders of ``PROMINENT`` offices only, and nobody if it is
        also a given name: "Ahmed" in a report may be anyone, "King Abdullah" is not.
        """
        key = fold(name)
        words = key.split()
        if not words:
            return None
        whole = self._full.get(key) or self._sets.get(" ".join(sorted(words))) or set()
        if len(words) > 1 and len(whole) == 1:
            return self._by_id[next(iter(whole))]
        roles = self._fitting(whole or self._partly(words), date, country)
        if len(roles) != 1:
            return None
        ((found, held),) = roles.items()
        if len(words) > 1 or country or found.kind == "institution":
            return found
        namesakes = self._given.get(key, set()) - {found.id} if _PLAIN.fullmatch(name) else set()
        prominent = any(role.office in PROMINENT for role in held)
        return found if prominent and not namesakes else None

    def _partly(self, words: list[str]) -> set[str]:
        """Actors whose name contains, or is contained in, these words; else those of the surname."""
        found = set()
        for actor_id in self._ends.get((words[0], words[-1]), ()):
            actor = self._by_id[actor_id]
            for form in (fold(form) for form in (actor.name, *actor.aliases)):
                known = form.split()
                if shortened(words, known) or shortened(known, words):
                    found.add(actor_id)
        if found:
            return found
        return self._surname.get(" ".join(words)) or self._surname.get(without_article(words)) or set()

    def _fitting(self, ids: set[str], date: str, country: str) -> dict[Actor, list[Role]]:
        """Those of the actors with a role of the country on the date, and these roles."""
        found: dict[Actor, list[Role]] = {}
        for actor_id in ids:
            terms = self._terms[actor_id]
            held = self._best(terms, date) if date else terms
            for role in (term.role for term in held if _fits(term.role, country)):
                found.setdefault(self._by_id[actor_id], []).append(role)
        return found

    def _held(self, term: _Term, day: int) -> int:
        """``covers``, less what evidence of another holder of a single-holder office rules out."""
        strength = term.covers(day)
        if strength != 1 or term.role.office not in SINGLE:
            return strength
        known = term.nearest(day)
        low, high = min(known, day), max(known, day)
        for other in self._offices[term.role.office, term.role.country]:
            if other.actor.id == term.actor.id:
                continue
            between = any(low <= seen <= high and seen != known for seen in other.evidence)
            if between or other.covers(day) == 2:
                return 0
        return strength

    def _best(self, terms: Iterable[_Term], date: str) -> list[_Term]:
        """The terms that hold on ``date``, the likeliest first. On a handover day the new one counts."""
        day = dt.date.fromisoformat(date).toordinal()
        held = [(self._held(term, day), term) for term in terms]
        held = [(strength, term) for strength, term in held if strength]
        if any(term.start == day for _, term in held):
            held = [pair for pair in held if pair[1].end != day or pair[1].start == day]

        def order(pair: tuple[int, _Term]) -> tuple[int, int, int]:
            strength, term = pair
            return -strength, OFFICES.index(term.role.office), -(term.start or 0)

        return [term for _, term in sorted(held, key=order)]

    def role_on(self, actor: Actor, date: str) -> Role | None:
        """The role that ``actor`` held on ``date`` (YYYY-MM-DD), or None where it is not known."""
        if not date:
            return None
        best = self._best(self._terms.get(actor.id, ()), date)
        return best[0].role if best else None

    def holder(self, office: str, country: str, date: str) -> Actor | None:
        """Who held an office of a country or organisation on ``date``, or None where it is not known.

        For an office that several hold at once (``minister``) somebody is given only if alone.
        """
        best = self._best(self._offices.get((office, country), ()), date) if date else []
        if not best or (office not in SINGLE and len({term.actor.id for term in best}) > 1):
            return None
        return best[0].actor
