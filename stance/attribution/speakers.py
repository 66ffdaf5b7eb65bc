"""Who is speaking: a mention resolved within the article and against the registry."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from stance import countries
from stance.actors import Registry, capacity
from stance.attribution import roles
from stance.attribution.mentions import Mention, read
from stance.attribution.parse import Tokens
from stance.attribution.people import People
from stance.attribution.sources import mention as mention_span
from stance.records import Role

_HE = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_AND = re.compile(r"^(?:,|,? and|,? &|,? as well as|,? along with|,? together with)?\s*(?:the\s+)?$")
# "the Biden administration" is the government of the country that Biden heads.
_GOVERNMENT_OF = re.compile(
    r"(?:[Tt]he\s+)?(?!The\b)((?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+)(?:[’']s)?\s+(?:official )?"
    r"(?:administration|government|cabinet|office|spokes\w+)$"
)
_SPEAKS_FOR = re.compile(r"\bspokes\w+ for ((?:[A-Z][\w’'-]+ ?){1,3})$")
_HIS_OFFICE = re.compile(
    r"(his|her) (?:office|government|ministry|officials|spokes\w+|administration)$", re.IGNORECASE
)
# "the foreign ministry in Ankara": the seat tells whose it is.
_SEAT = re.compile(r"\b(?:ministry|government|officials|authorities|presidency) in ([A-Z][\w’ -]+)$")
_HOLDERS = re.compile(
    r"(?:top |senior |foreign |defen[cs]e |prime )*(?:ministers|presidents|leaders|officials|"
    r"governments|ministries|diplomats|ambassadors)(?: of| from)?"
)
_EACH = re.compile(r"^(?:both|either|even) (?=[A-Z]|the\b)", re.IGNORECASE)
# "It" looks back to the sentence before.
NEAR = 45


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker: the fields of a Statement that say who speaks, and for whom."""

    speaker: str
    actor: str = ""
    role: str = ""
    country: str = ""
    capacity: str = "unknown"


class Cast:
    """The people and bodies of one article; it answers who a mention is."""

    def __init__(self, toks: Tokens, registry: Registry, date: str) -> None:
        self.toks = toks
        self.registry = registry
        self.date = date
        self.people = People(toks, self._title, self._titled)

    def _title(self, person: Mention) -> str:
        """The registry's title of a person on the date of the article, or an empty string."""
        actor = self.registry.find(person.name, self.date, person.code)
        role = self.registry.role_on(actor, self.date) if actor and actor.kind == "person" else None
        return role.role if role and not _namesake(person, role) else ""

    def _titled(self, head: int) -> Mention | None:
        """Whom a subject without a name means: "the French president", "the minister"."""
        start, end = mention_span(self.toks, head)
        said = read(self.toks.text[start:end])
        if said.name or said.bare or not roles.describes(said.role):
            return None
        if not said.code:
            return self.people.by_noun(head)
        who = self._body(said)
        if not who.actor or who.speaker == said.text:
            return None
        return self.people.complete(Mention(said.text, who.speaker, who.role, who.country))

    def speakers(self, head: int, span: tuple[int, int]) -> list[Speaker]:
        """Everybody whom the mention at characters ``span`` (head token ``head``) stands for."""
        text = _EACH.sub("", self.toks.text[span[0] : span[1]])
        if head >= 0 and self.toks.deps[head] == "amod":
            # "Egyptian calls for a truce": the government's, or the crowd's; the article does not say.
            return [Speaker(text)]
        joint = self._joint(text)
        if joint:
            return joint
        return [self._one(head, text)]

    def _joint(self, text: str) -> list[Speaker]:
        """ "Jordan and Egypt" or two ministers by name: one speaker each; an empty list if only one."""
        if " and " not in text and "," not in text:
            return []
        found = countries.find(text)
        if len(found) > 1:
            gaps = [text[a[1] : b[0]] for a, b in zip(found, found[1:], strict=False)]
            lead = text[: found[0][0]].strip().lower()
            tail = text[found[-1][1] :].strip()
            if all(_AND.match(gap) for gap in gaps) and not tail and (not lead or _group(lead)):
                return [self._of_country(code, lead) for _, _, code in found]
            if all(_AND.match(gap) for gap in gaps) and _group(tail.lower()) and not lead:
                return [self._of_country(code, tail) for _, _, code in found]
        parts = [read(part) for part in _parts(text)]
        group = len(parts) == 2 and "," not in text and bool(parts[0].name)
        if len(parts) > 1 and (group or all(part.name for part in parts)):
            return [
                self._known(self.people.complete(part), part.text) if part.name else self._body(part)
                for part in parts
            ]
        return []

    def _of_country(self, code: str, what: str) -> Speaker:
        """The holder of a plural office ("foreign ministers of Jordan and Egypt"), or the country."""
        for office in roles.offices(re.sub(r"s\b", "", what)) if what not in ("", "the") else []:
            actor = self.registry.holder(office, code, self.date) if self.date else None
            if actor:
                return self._known(Mention(actor.name, name=actor.name, code=code), actor.name)
        kind = "organisation" if countries.is_organisation(code) else "government"
        return Speaker(countries.name(code), country=code, capacity=kind)

    def _one(self, head: int, text: str) -> Speaker:
        said = read(text)
        own = _HIS_OFFICE.match(text)
        if own and head >= 0:
            person = self.people.antecedent(head, _HE[own[1].lower()])
            return self._office_of(person.name if person else "", text)
        low = self.toks.lower[head] if head >= 0 else ""
        if text.lower() in _HE and head >= 0:
            person = self.people.antecedent(head, _HE[text.lower()])
            return self._known(person, text) if person else Speaker(text)
        if text.lower() == "it" and head >= 0:
            return self._institution(head)
        if low in ("who", "which", "that") and head >= 0:
            return self._relative(head, text)
        if said.name:
            return self._known(self.people.complete(said), text)
        if not said.bare and not said.code and head >= 0:
            person = self.people.by_noun(head)
            if person:
                return self._known(person, text)
        return self._body(said)

    def _institution(self, at: int) -> Speaker:
        """What "it" stands for: the last subject that is no person, if it speaks for a country or body."""
        toks = self.toks
        for i in range(at - 1, max(at - NEAR, -1), -1):
            if toks.deps[i] not in ("nsubj", "nsubjpass") or toks.tags[i][:2] != "NN" or toks.quoted[i]:
                continue
            start, end = mention_span(toks, i)
            said = read(toks.text[start:end])
            if not said.name:
                body = self._body(said)
                return body if body.country else Speaker(toks.words[at])
        return Speaker(toks.words[at])

    def _relative(self, head: int, text: str) -> Speaker:
        verb = self.toks.heads[head]
        for _ in range(4):
            if self.toks.deps[verb] == "relcl":
                noun = self.toks.heads[verb]
                start, end = mention_span(self.toks, noun)
                inner = self.toks.text[start:end]
                return (
                    self._one(noun, inner) if inner.lower() not in ("who", "which", "that") else Speaker(text)
                )
            verb = self.toks.heads[verb]
        return Speaker(text)

    def _office_of(self, name: str, text: str) -> Speaker:
        """The office or government of a person: its words are those of the person's country or body."""
        head = self.registry.find(name, self.date) if name else None
        role = self.registry.role_on(head, self.date) if head else None
        if role is None or capacity(role) == "other":
            return Speaker(text)
        return Speaker(text, country=role.country, capacity=capacity(role))

    def _body(self, said: Mention) -> Speaker:
        """An institution or an unnamed person: the words themselves, with the country they give."""
        behind = _GOVERNMENT_OF.match(said.text)
        if behind and not said.code:
            return self._office_of(behind[1], said.text)
        served = _SPEAKS_FOR.search(said.text)
        if served and not said.code:
            behalf = self._office_of(served[1], said.text)
            if behalf.country:
                return replace(behalf, role=said.role)
        seat = _SEAT.search(said.text)
        if seat and not said.code:
            said = replace(said, code=countries.code(seat[1]))
        actor = self.registry.find(said.text, self.date)
        if actor and actor.kind == "institution":
            role = self.registry.role_on(actor, self.date)
            if role:
                return Speaker(said.text, actor.id, role.role, role.country, capacity(role))
        organisation = countries.is_organisation(said.code)
        kind = roles.capacity(said.about or said.text, said.code, organisation, said.bare)
        for post in roles.offices(said.role) if said.code and self.date else []:
            if re.search(r"\b(spokes|aide|advis|offic|deput|ministry|former)", said.role, re.IGNORECASE):
                break
            holder = self.registry.holder(post, said.code, self.date)
            if holder:
                return self._known(Mention(said.text, holder.name, said.role, said.code), said.text)
        held = said.code if kind in ("government", "organisation") else ""
        office = said.role if roles.describes(said.role) else ""
        return Speaker(said.text, role=office, country=held, capacity=kind)

    def _known(self, person: Mention, text: str) -> Speaker:
        """A named person with the registry's office on the date, or with what the article says."""
        kind = roles.capacity(person.about, person.code, countries.is_organisation(person.code), False)
        country = person.code if kind in ("government", "organisation") else ""
        unregistered = Speaker(person.name or text, "", person.role, country, kind)
        actor = self.registry.find(person.name, self.date, person.code)
        if actor is None or actor.kind != "person":
            return unregistered
        role = self.registry.role_on(actor, self.date)
        if role and _namesake(person, role):
            return unregistered
        if role and (kind != "other" or capacity(role) == "other"):
            return Speaker(actor.name, actor.id, role.role, role.country, capacity(role))
        return replace(unregistered, speaker=actor.name, actor=actor.id)


def _parts(text: str) -> list[str]:
    """A list cut into its members; "A, B and Chile's president, C" are three."""
    last = re.fullmatch(r"([^,].*?),? and ([^,]+), ([^,]+)", text)
    if last and not read(last[2]).name and roles.describes(last[2]) and read(last[3]).name:
        return [*re.split(r",\s+", last[1]), f"{last[2]}, {last[3]}"]
    return [part for part in re.split(r",\s+(?:and\s+)?|\s+and\s+", text) if part]


def _group(words: str) -> bool:
    """Whether words name several holders of an office or nobody in particular ("both")."""
    bare = words.removeprefix("the ").strip()
    return bare in ("", "the", "both") or bool(_HOLDERS.fullmatch(bare))


def _namesake(person: Mention, role: Role) -> bool:
    """Whether the article gives the name an office in another state than the registry does."""
    states = countries.is_state(person.code) and countries.is_state(role.country)
    return bool(person.role) and states and person.code != role.country
