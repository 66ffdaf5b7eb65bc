"""The people of an article: every name with the office and country that the article gives it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from stance.attribution import roles
from stance.attribution.candidates import is_cue_verb
from stance.attribution.mentions import Mention, read
from stance.attribution.parse import Tokens
from stance.attribution.sources import mention as mention_span
from stance.names import fold

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
_folded = lru_cache(maxsize=8192)(fold)
# Speakers without a name. Who speaks next as "he" is one of them, or nobody we can tell.
_VEILED = frozenset(
    """host counterpart colleague guest predecessor successor boss deputy spokesman spokeswoman
    spokesperson official aide minister president premier chancellor ambassador envoy diplomat
    secretary king queen emir monarch adviser""".split()
)
_PRONOUN = {"he": "m", "she": "f"}
# A pronoun looks back this many tokens at most.
BACK = 400


class People:
    """Who is named in one article, and whom a pronoun or "the minister" can mean."""

    def __init__(
        self,
        toks: Tokens,
        title: Callable[[Mention], str] = lambda _: "",
        titled: Callable[[int], Mention | None] = lambda _: None,
    ) -> None:
        """``title`` gives a person's office by the registry, ``titled`` who an unnamed subject is."""
        self.toks = toks
        self._title = title
        self.titled = titled
        self._gender: dict[str, str] = {}
        self._people: dict[Mention, Mention] = {}
        self._read: dict[str, list[Mention]] = {}
        self._named: list[tuple[int, Mention]] | None = None
        self._index: dict[str, list[int]] = {}
        self._at: dict[int, Mention] = {}

    def complete(self, said: Mention) -> Mention:
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
            found = [m for m in map(self._reading, self._places(word)) if m.name]
            self._read[word] = list(dict.fromkeys(found))
        return self._read[word]

    def _places(self, word: str) -> list[int]:
        if not self._index:
            for i, other in enumerate(self.toks.words):
                self._index.setdefault(other, []).append(i)
        return self._index.get(word, [])

    def _reading(self, i: int) -> Mention:
        """What the noun phrase around token ``i`` says, with what it hangs on."""
        if i not in self._at:
            self._at[i] = self._read_at(i)
        return self._at[i]

    def _read_at(self, i: int) -> Mention:
        toks = self.toks
        top = i
        while toks.deps[top] in ("compound", "nmod", "flat", "amod") and toks.heads[top] > top:
            top = toks.heads[top]
        if toks.deps[top] == "appos" and toks.heads[top] < top:
            start = toks.starts[toks.left(self._phrase(toks.heads[top]))]
            _, end = mention_span(toks, top)
            return read(toks.text[start:end])
        start, end = mention_span(toks, top)
        return read(toks.text[start : min(end, start + 200)])

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

    def antecedent(self, at: int, gender: str) -> Mention | None:
        """The latest person before token ``at`` that is the subject of a clause and can be meant.

        Nobody, where two fit, where an unnamed speaker stands between ("His host said"), or where only
        somebody of an earlier paragraph is left after one of the other gender.
        """
        toks = self.toks
        persons = dict(self._persons())
        passed = -1
        for i in range(at - 1, max(at - BACK, -1), -1):
            if toks.deps[i] not in ("nsubj", "nsubjpass") or (toks.quoted[i] and not toks.quoted[at]):
                continue
            if passed >= 0 and "\n" in toks.text[toks.starts[i] : toks.starts[passed]]:
                return None
            meant = self._subject(i, persons)
            if not meant and self._veiled(i):
                return None
            fit = {person.name: person for person in meant if self._fits(person, gender)}
            if meant and not fit:
                passed = i
                fit = self._beside(i, persons, gender, at)
            if fit:
                return None if self._overtaken(i, at, gender) else self._settle(fit, gender)
        return None

    def _overtaken(self, i: int, at: int, gender: str) -> bool:
        """Whether the paragraph of the pronoun ``at`` names somebody else who fits, though no subject."""
        toks = self.toks
        first = toks.text.rfind("\n", 0, toks.starts[at])
        if toks.starts[i] > first:
            return False
        for k, one in self._persons():
            if k < at and toks.starts[k] > first and not toks.quoted[k]:
                same = any(_PRONOUN.get(toks.lower[n]) == gender for n in range(i + 1, k))
                person = self.complete(one)
                if not same and self._fits(person, gender):
                    return True
        return False

    def _subject(self, i: int, persons: dict[int, Mention]) -> list[Mention]:
        """The people whom the subject ``i`` names: "A and his colleague B" are two."""
        named = [i, *(k for k in self.toks.kids(i) if self.toks.deps[k] == "conj")]
        found = [self.complete(persons[k]) for k in named if k in persons]
        return found or [person for person in [self.titled(i)] if person]

    def _beside(self, i: int, persons: dict[int, Mention], gender: str, at: int) -> dict[str, Mention]:
        """Who else is named in the sentence of the subject ``i``: "Anna met Ben. ... He" is Ben."""
        toks = self.toks
        others = [self.complete(m) for k, m in persons.items() if i < k < at and toks.sent[k] == toks.sent[i]]
        return {person.name: person for person in others if self._fits(person, gender)}

    def _settle(self, fit: dict[str, Mention], gender: str) -> Mention | None:
        if len(fit) > 1:
            return None
        ((name, person),) = fit.items()
        self._gender[name] = gender
        return person

    def _fits(self, person: Mention, gender: str) -> bool:
        """Whether titles, and the pronouns resolved so far, allow this gender."""
        return self._gender.get(person.name, gender) == gender and _fits(person, gender)

    def _veiled(self, i: int) -> bool:
        """Whether ``i`` is a speaker without a name, to whom a pronoun behind it may belong."""
        return self.toks.lower[i] in _VEILED and is_cue_verb(self.toks, self.toks.heads[i])

    def by_noun(self, head: int) -> Mention | None:
        """The person before ``head`` who holds the office ("the minister"); nobody where two may.

        The latest named subject is preferred. What the article says of somebody only later, or
        with a full name that it gives only later, counts for nothing yet.
        """
        toks = self.toks
        start = toks.left(head)
        after = [k for k in toks.kids(head) if k > head and toks.deps[k] not in ("relcl", "punct")]
        last = max((toks.right(k) for k in after), default=head)
        if toks.lower[start] not in ("the", "this", "that") or last - start > 4:
            return None
        title = " ".join(toks.lower[start + 1 : last + 1])
        said: dict[str, list[Mention]] = {}
        latest, at, spoke = "", -1, False
        beside: set[str] = set()
        for i, one in self._persons():
            if not start - 2 * BACK <= i < start:
                continue
            name = self.complete(one).name
            said.setdefault(name, []).append(one)
            if toks.deps[i] in ("nsubj", "nsubjpass", "ROOT") and not toks.quoted[i]:
                latest, at, beside = name, i, set()
                spoke = is_cue_verb(toks, toks.heads[i])
            elif latest and not spoke:
                beside.add(name)
        holders = {name for name, mentions in said.items() if self._holds(title, mentions, start)}
        far = at < 0 or "\n" in toks.text[toks.starts[at] : toks.starts[start]]
        if len(holders) != 1 and (far or latest not in holders or (beside - {latest}) & holders):
            return None
        name = latest if latest in holders else min(holders)
        late = " " in name and all(" " not in one.name for one in said[name])
        return None if late else self.complete(said[name][-1])

    def _holds(self, title: str, mentions: list[Mention], before: int) -> bool:
        word = mentions[0].name.split()[-1]
        earlier = [m for i in self._places(word) if i < before and (m := self._reading(i)).name]
        mentions = mentions + [m for m in earlier if m.name == mentions[0].name]
        words = [f"{one.role} | {one.about}" for one in mentions]
        return any(roles.holds(title, each) for each in (*words, self._title(self.complete(mentions[0]))))


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


def _fits(person: Mention, gender: str) -> bool:
    words = person.about + " " + person.role
    if gender == "m":
        return not _FEMALE.search(words) or bool(_MALE.search(words))
    return not _MALE.search(words) or bool(_FEMALE.search(words))
