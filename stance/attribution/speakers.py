"""Who is speaking: a mention resolved within the article and against the registry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from stance import countries
from stance.actors import Registry, capacity
from stance.attribution import roles
from stance.attribution.mentions import Mention, read
from stance.attribution.parse import Tokens
from stance.attribution.sources import mention as mention_span
from stance.names import fold
from stance.records import Role

_HE = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_FEMALE = re.compile(
    r"\b(ms|mrs|miss|queen|princess|spokeswoman|chairwoman|congresswoman|lady|baroness|woman|wife|"
    r"mother|sister|daughter)\b",
    re.IGNORECASE,
)
_MALE = re.compile(
    r"\b(mr|king|prince|emir|sheikh|sultan|spokesman|chairman|congressman|lord|sir|man|husband|"
    r"father|brother|son)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"^(?:,|,? and|,? &|,? as well as|,? along with|,? together with)?\s*(?:the\s+)?$")
# "the Biden administration" is the government of the country that Biden heads.
_GOVERNMENT_OF = re.compile(
    r"(?:[Tt]he\s+)?([A-Z][\w-]+)(?:[’']s)?\s+(?:administration|government|cabinet|office|spokes\w+)$"
)
_HIS_OFFICE = re.compile(r"(his|her) (?:office|government|spokes\w+|administration)$", re.IGNORECASE)
# "the foreign ministry in Ankara": the seat tells whose it is.
_SEAT = re.compile(r"\b(?:ministry|government|officials|authorities|presidency) in ([A-Z][\w’ -]+)$")
_HOLDERS = re.compile(
    r"(?:top |senior |foreign |defen[cs]e |prime )*(?:ministers|presidents|leaders|officials|"
    r"governments|ministries|diplomats|ambassadors)(?: of| from)?"
)
_folded = lru_cache(maxsize=8192)(fold)
# A pronoun looks back this many tokens at most.
BACK = 400
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
        self._people: dict[Mention, Mention] = {}
        self._read: dict[str, list[Mention]] = {}
        self._named: list[tuple[int, Mention]] | None = None

    def speakers(self, head: int, span: tuple[int, int]) -> list[Speaker]:
        """Everybody whom the mention at characters ``span`` (head token ``head``) stands for."""
        text = self.toks.text[span[0] : span[1]]
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
        parts = [read(part) for part in re.split(r",\s+(?:and\s+)?|\s+and\s+", text) if part]
        group = len(parts) == 2 and "," not in text and bool(parts[0].name)
        if len(parts) > 1 and (group or all(part.name for part in parts)):
            return [
                self._known(self._complete(part), part.text) if part.name else self._body(part)
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
            person = self._antecedent(head, _HE[own[1].lower()])
            return self._office_of(person.name if person else "", text)
        low = self.toks.lower[head] if head >= 0 else ""
        if text.lower() in _HE and head >= 0:
            person = self._antecedent(head, _HE[text.lower()])
            return self._known(person, text) if person else Speaker(text)
        if text.lower() == "it" and head >= 0:
            return self._institution(head)
        if low in ("who", "which", "that") and head >= 0:
            return self._relative(head, text)
        if said.name:
            return self._known(self._complete(said), text)
        if not said.bare and not said.code and head >= 0:
            person = self._by_noun(head, low)
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
        if role and kind != "other":
            return Speaker(actor.name, actor.id, role.role, role.country, capacity(role))
        return replace(unregistered, speaker=actor.name, actor=actor.id)

    def _complete(self, said: Mention) -> Mention:
        """``said`` with the full name, office and country that the article gives elsewhere."""
        done = self._people.get(said)
        if done is None:
            key = _folded(said.name)
            word = said.name.split()[-1] if said.name else ""
            others = [(m, _folded(m.name).split()) for m in self._occurrences(word)]
            same = [m for m, words in others if _same(key, words, -1)]
            if " " not in key and all(m.name == said.name for m in same):
                # "Sheikh Mohammed" for Mohammed bin Abdulrahman Al Thani: a given name, as for royals.
                same = [m for m, words in others if _same(key, words, 0)]
            done = self._people[said] = _merge(said, same)
        return done

    def _occurrences(self, word: str) -> list[Mention]:
        """Every mention of the article whose head is this word, read, in the text's order."""
        if word not in self._read:
            found = [m for i in self._places(word) for m in self._readings(i) if m.name]
            self._read[word] = list(dict.fromkeys(found))
        return self._read[word]

    def _places(self, word: str) -> Iterator[int]:
        at = -1
        for _ in range(self.toks.words.count(word)):
            at = self.toks.words.index(word, at + 1)
            yield at

    def _readings(self, i: int) -> list[Mention]:
        """What the noun phrase around token ``i`` says, with and without what it hangs on."""
        toks = self.toks
        top = i
        while toks.deps[top] in ("compound", "nmod", "flat", "amod") and toks.heads[top] > top:
            top = toks.heads[top]
        if toks.deps[top] == "appos" and toks.heads[top] < top:
            start = toks.starts[toks.left(self._phrase(toks.heads[top]))]
            _, end = mention_span(toks, top)
            return [read(toks.text[start:end])]
        start, end = mention_span(toks, top)
        return [read(toks.text[start : min(end, start + 200)])]

    def _phrase(self, i: int) -> int:
        """The head of the noun phrase that ``i`` closes: "the emir of Qatar, Sheikh ..." is the emir's."""
        toks = self.toks
        while toks.deps[i] == "pobj" and toks.lower[toks.heads[i]] == "of":
            i = toks.heads[toks.heads[i]]
        return i

    def _persons(self) -> list[tuple[int, Mention]]:
        """Every subject, object or apposition of the article that is a person, by its head token."""
        if self._named is None:
            toks = self.toks
            self._named = []
            apposed = {toks.heads[i] for i, dep in enumerate(toks.deps) if dep == "appos"}
            for i, tag in enumerate(toks.tags):
                if tag[:2] != "NN" or toks.deps[i] in ("compound", "nmod", "poss"):
                    continue
                if toks.words[i][0].isupper() or i in apposed:
                    start, end = mention_span(toks, i)
                    said = read(toks.text[start : min(end, start + 200)])
                    if said.name:
                        self._named.append((i, said))
        return self._named

    def _antecedent(self, at: int, gender: str) -> Mention | None:
        """The latest person before token ``at`` that is the subject of a clause and can be meant."""
        toks = self.toks
        for i, said in reversed(self._persons()):
            if i >= at or toks.deps[i] not in ("nsubj", "nsubjpass"):
                continue
            if i < at - BACK:
                break
            if toks.quoted[i] and not toks.quoted[at]:
                continue
            person = self._complete(said)
            if _fits(person, gender):
                return person
        return None

    def _by_noun(self, head: int, noun: str) -> Mention | None:
        """The latest person before ``head`` whose office contains the noun ("the minister")."""
        toks = self.toks
        start = toks.left(head)
        if toks.lower[start] not in ("the", "this", "that") or toks.right(head) - start > 3:
            return None
        wanted = {"diplomat": "minister|secretary|ambassador|diplomat"}.get(noun, re.escape(noun))
        pattern = re.compile(rf"\b(?:{wanted})\b", re.IGNORECASE)
        for i, said in reversed(self._persons()):
            if start - 2 * BACK <= i < start:
                person = self._complete(said)
                if pattern.search(person.role) or pattern.search(person.about):
                    return person
        return None


def _group(words: str) -> bool:
    """Whether words name several holders of an office or nobody in particular ("both")."""
    bare = words.removeprefix("the ").strip()
    return bare in ("", "the", "both") or bool(_HOLDERS.fullmatch(bare))


def _same(key: str, words: list[str], at: int) -> bool:
    """Whether a folded name is this one, or a single word that is the other's word ``at`` (-1: surname)."""
    return key == " ".join(words) or (" " not in key and words[at : at + 1 or None] == [key])


def _merge(said: Mention, others: list[Mention]) -> Mention:
    """``said`` with what only the ``others`` say; the longest name and the first office win."""
    if not others:
        return said
    mentions = [said, *others]
    return replace(
        said,
        name=max((m.name for m in mentions), key=len),
        role=next((m.role for m in mentions if m.role), ""),
        code=next((m.code for m in mentions if m.code), ""),
        about=" ".join(dict.fromkeys(m.about for m in mentions if m.about))[:400],
    )


def _namesake(person: Mention, role: Role) -> bool:
    """Whether the article gives the name an office in another state than the registry does."""
    states = countries.is_state(person.code) and countries.is_state(role.country)
    return bool(person.role) and states and person.code != role.country


def _fits(person: Mention, gender: str) -> bool:
    words = person.about + " " + person.role
    if gender == "m":
        return not _FEMALE.search(words) or bool(_MALE.search(words))
    return not _MALE.search(words) or bool(_FEMALE.search(words))
