"""The people of an article: every name with the office and country that the article gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

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
# A pronoun looks back this many tokens at most.
BACK = 400


class People:
    """Who is named in one article, and whom a pronoun or "the minister" can mean."""

    def __init__(self, toks: Tokens) -> None:
        self.toks = toks
        self._people: dict[Mention, Mention] = {}
        self._read: dict[str, list[Mention]] = {}
        self._named: list[tuple[int, Mention]] | None = None

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

    def antecedent(self, at: int, gender: str) -> Mention | None:
        """The latest person before token ``at`` that is the subject of a clause and can be meant."""
        toks = self.toks
        for i, said in reversed(self._persons()):
            if i >= at or toks.deps[i] not in ("nsubj", "nsubjpass"):
                continue
            if i < at - BACK:
                break
            if toks.quoted[i] and not toks.quoted[at]:
                continue
            person = self.complete(said)
            if _fits(person, gender):
                return person
        return None

    def by_noun(self, head: int, noun: str) -> Mention | None:
        """The latest person before ``head`` whose office contains the noun ("the minister")."""
        toks = self.toks
        start = toks.left(head)
        if toks.lower[start] not in ("the", "this", "that") or toks.right(head) - start > 3:
            return None
        wanted = {"diplomat": "minister|secretary|ambassador|diplomat"}.get(noun, re.escape(noun))
        pattern = re.compile(rf"\b(?:{wanted})\b", re.IGNORECASE)
        for i, said in reversed(self._persons()):
            if start - 2 * BACK <= i < start:
                person = self.complete(said)
                if pattern.search(person.role) or pattern.search(person.about):
                    return person
        return None


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
