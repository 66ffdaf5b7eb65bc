"""Whose words a cue introduces: the mention of the speaker, as the syntax points to it."""

from __future__ import annotations

from stance.attribution.candidates import Candidate
from stance.attribution.cues import NOUN_FORMS
from stance.attribution.parse import Tokens

_SUBJECT = ("nsubj", "nsubjpass", "csubj", "expl")
_CLIMB = ("conj", "xcomp", "advcl", "ccomp", "pcomp", "aux", "dep", "parataxis")
_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "WP", "DT", "CD", "WDT")


def source_head(toks: Tokens, cand: Candidate) -> int:
    """The head token of the speaker's mention, or -1 where the sentence names nobody."""
    i = cand.cue
    if cand.lemma == "according":
        return _according_head(toks, i)
    if cand.kind.startswith("noun"):
        return _noun_head(toks, i)
    agent = _agent(toks, i)
    if agent >= 0:
        return agent
    head = _verb_subject(toks, i, cand)
    return head if head >= 0 else _neighbour(toks, cand)


def _according_head(toks: Tokens, i: int) -> int:
    stack = list(toks.kids[i])
    while stack:
        kid = stack.pop(0)
        if toks.deps[kid] == "pobj":
            return kid
        if toks.deps[kid] in ("prep", "pcomp"):
            stack.extend(toks.kids[kid])
    return -1


def _noun_head(toks: Tokens, i: int) -> int:
    for kid in toks.kids[i]:
        if toks.deps[kid] in ("poss", "compound", "nmod") and toks.tags[kid] != "NN":
            return kid
    for kid in toks.kids[i]:
        if toks.lower[kid] in ("by", "from", "of") and kid > i:
            for inner in toks.kids[kid]:
                if toks.deps[inner] == "pobj":
                    return inner
    head = toks.heads[i]
    if toks.deps[i] in ("dobj", "pobj", "attr") and head != i:
        while toks.tags[head][0] != "V" and toks.heads[head] != head:
            head = toks.heads[head]
        return _climb(toks, head)
    return -1


def _agent(toks: Tokens, i: int) -> int:
    for kid in toks.kids[i]:
        if toks.deps[kid] == "agent":
            for inner in toks.kids[kid]:
                if toks.deps[inner] == "pobj":
                    return inner
    return -1


def _verb_subject(toks: Tokens, i: int, cand: Candidate) -> int:
    head = _climb(toks, i)
    if head >= 0 and cand.holds(toks.starts[head]):
        return -1
    return head


def _climb(toks: Tokens, i: int) -> int:
    for _ in range(6):
        for kid in toks.kids[i]:
            if toks.deps[kid] in _SUBJECT:
                return kid
        dep, head = toks.deps[i], toks.heads[i]
        if dep in ("acl", "relcl") and toks.tags[head] in _NOMINAL:
            return _owner(toks, head)
        if dep not in _CLIMB or head == i:
            if dep == "prep" and head != i:
                i = head
                continue
            return -1
        if toks.tags[head] in _NOMINAL and dep == "advcl":
            return head
        i = head
    return -1


def _owner(toks: Tokens, noun: int) -> int:
    """Who stands behind a noun that speaks: "Washington's position calling for" is Washington's."""
    if toks.lower[noun] not in NOUN_FORMS:
        return noun
    for kid in toks.kids[noun]:
        if toks.deps[kid] == "poss" and toks.tags[kid] != "PRP$":
            return kid
        if toks.lower[kid] in ("of", "by", "from") and kid > noun:
            for inner in toks.kids[kid]:
                if toks.deps[inner] == "pobj":
                    return inner
    return noun


def _neighbour(toks: Tokens, cand: Candidate) -> int:
    """The noun or pronoun next to the cue, outside the words, where the parse gives no subject."""
    i = cand.cue
    for step in (1, -1):
        at = i + step
        best = -1
        for _ in range(8):
            if not 0 <= at < len(toks) or cand.holds(toks.starts[at]):
                break
            if toks.words[at] in (".", ":", ";", "”", "“", '"') or "\n" in toks.words[at]:
                break
            if toks.tags[at] in ("NNP", "NNPS", "PRP", "NN", "NNS"):
                best = at
                if step < 0 or at + 1 >= len(toks) or toks.tags[at + 1] not in ("NNP", "NNPS", "NN"):
                    break
            elif step > 0 and best < 0 and toks.tags[at] not in ("DT", "JJ", "PRP$", "POS"):
                break
            at += step
        if best >= 0:
            return best
    return -1


def mention(toks: Tokens, head: int) -> tuple[int, int]:
    """Characters of the mention whose head is token ``head``: its subtree without relative clauses."""
    first, last = toks.left[head], toks.right[head]
    for kid in toks.kids[head]:
        if kid > head and toks.deps[kid] in ("relcl", "acl", "advcl", "punct") and kid <= last:
            if toks.deps[kid] == "punct" and toks.words[kid] in ("”", '"', "(", ")"):
                continue
            if toks.deps[kid] != "punct":
                last = min(last, toks.left[kid] - 1)
    while last > head and (toks.words[last] in ",;:—–-" or toks.words[last].isspace()):
        last -= 1
    while first < head and (toks.words[first] in ',;:—–-“”"' or toks.words[first].isspace()):
        first += 1
    return toks.starts[first], toks.ends[last]
