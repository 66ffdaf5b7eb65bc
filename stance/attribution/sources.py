"""Whose words a cue introduces: the mention of the speaker, as the syntax points to it."""

from __future__ import annotations

import re

from stance.attribution.candidates import Candidate
from stance.attribution.cues import NOUN_FORMS
from stance.attribution.parse import Tokens

_SUBJECT = ("nsubj", "nsubjpass", "csubj", "expl")
_CLIMB = ("conj", "xcomp", "advcl", "ccomp", "pcomp", "aux", "dep", "parataxis")
# Clauses beside the main one, whose subject is not the sentence's.
_ASIDE = ("relcl", "acl", "advcl", "csubj")
_ADVERBS = ("also", "later", "then", "even", "still", "again", "reportedly", "repeatedly")
# "issued a statement saying": the speaker is whoever issued it.
_ISSUE = frozenset(
    """issue issued issuing issues release released releases releasing publish published post posted
    send sent write wrote written make made makes deliver delivered give gave approve approved adopt
    adopted pass passed read sign signed put""".split()
)
_MAIL = frozenset("emailed emails emailing texted texts wrote writes addressed phoned messaged".split())
_NAMING = ("NNP", "NNPS", "NN", "NNS", "PRP", "CD", "WP")
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night week".split()
)
# The parser parts "Khalil al-Hayya".
_NAME_ON = re.compile(r" (?:al|el|as|ad|ash)-[A-Z][\w’'-]*[\w](?<![’']s)")
_TOPIC = ("of", "on", "about")
_STOPS = (".", ":", ";", "”", "“", '"')
_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "WP", "DT", "CD", "WDT")


def source_head(toks: Tokens, cand: Candidate) -> int:
    """The head token of the speaker's mention, or -1 where the sentence names nobody."""
    i = cand.cue
    if cand.lemma == "according":
        head = _according_head(toks, i)
        return head if head >= 0 else _run(toks, cand, i + 2, 1)
    if cand.kind == "colon":
        # "The Minister of Trade:", "Lindqvist on Gaza:": who speaks stands before the preposition.
        while toks.deps[i] == "conj" or (toks.deps[i] == "pobj" and toks.lower[toks.heads[i]] in _TOPIC):
            i = toks.heads[i] if toks.deps[i] == "conj" else toks.heads[toks.heads[i]]
        return i
    if cand.kind.startswith("noun"):
        return _noun_head(toks, i)
    if cand.lemma not in ("quote", "cite") and _passive(toks, i):
        return _agent(toks, i)
    for head in (_agent(toks, i), _shared(toks, cand), _climb(toks, i)):
        if head >= 0 and not cand.holds(toks.starts[head]):
            head = _outside(toks, head, i)
            return _owner(toks, head) if toks.deps[head] in _SUBJECT else head
    if toks.tags[i] == "VBG" and i == toks.sent[i] > 0:
        # "... failed. Adding, “No.”" goes on from the sentence before.
        return _climb(toks, _root(toks, i - 1))
    return _neighbour(toks, cand)


def _root(toks: Tokens, i: int) -> int:
    """The main verb of the sentence of token ``i``."""
    while toks.heads[i] != i:
        i = toks.heads[i]
    return i


def _outside(toks: Tokens, head: int, cue: int) -> int:
    """The name before the brackets that ``head`` stands in: "Lindsey Graham (R-SC) said"."""
    if head > cue or ")" not in toks.text[toks.starts[head] : toks.starts[cue]]:
        return head
    at = head
    while at > toks.sent[head] and toks.words[at] not in "()":
        at -= 1
    return at - 1 if toks.words[at] == "(" and at > toks.sent[head] else head


def _according_head(toks: Tokens, i: int) -> int:
    stack = list(toks.kids(i))
    while stack:
        kid = stack.pop(0)
        if toks.deps[kid] == "pobj":
            return kid
        if toks.deps[kid] in ("prep", "pcomp"):
            stack.extend(toks.kids(kid))
    return -1


def _noun_head(toks: Tokens, i: int) -> int:
    for kid in toks.kids(i):
        if toks.deps[kid] in ("poss", "compound", "nmod") and toks.tags[kid] != "NN":
            return kid
        if toks.deps[kid] == "amod" and toks.words[kid][0].isupper() and kid > toks.sent[i]:
            # "rejected Egyptian calls for": the calls are not those of who rejected them.
            return kid
    for kid in toks.kids(i):
        if toks.lower[kid] in ("by", "from", "of") and kid > i:
            for inner in toks.kids(kid):
                if toks.deps[inner] == "pobj":
                    return inner
    head = toks.heads[i]
    if toks.deps[i] in ("dobj", "pobj", "attr") and head != i:
        while toks.tags[head][0] != "V" and toks.heads[head] != head:
            head = toks.heads[head]
        return _climb(toks, head)
    return -1


def _passive(toks: Tokens, i: int) -> bool:
    """Whether the cue's subject is not who speaks: "was told that", "Asked whether ..., he said"."""
    deps = [toks.deps[kid] for kid in toks.kids(i)]
    if "dobj" in deps and any(toks.lower[k] == "'s" for k in toks.kids(i) if toks.deps[k] == "auxpass"):
        return False  # "She's promised help" is "has".
    asked = toks.lower[i] in ("asked", "told", "pressed") and toks.deps[i] == "advcl"
    return "nsubjpass" in deps or "auxpass" in deps or (asked and "nsubj" not in deps)


def _agent(toks: Tokens, i: int) -> int:
    for kid in toks.kids(i):
        if toks.deps[kid] == "agent":
            for inner in toks.kids(kid):
                if toks.deps[inner] == "pobj":
                    return inner
    return -1


def _shared(toks: Tokens, cand: Candidate) -> int:
    """The subject of the sentence's main verb, where the cue goes on from it.

    ", adding that ..." and "and said ..." speak for the main clause's subject; the parser often hangs
    them on a noun or a verb nearer by.
    """
    i = cand.cue
    if any(toks.deps[kid] in _SUBJECT for kid in toks.kids(i)) or i == 0:
        return -1
    before, tag = toks.lower[i - 1], toks.tags[i]
    if before in _ADVERBS and i > 1:
        before = toks.lower[i - 2]
    if tag == "VBG" and before in (",", "”", '"', "and"):
        wanted: tuple[str, ...] = ("VBD", "VBZ", "VBP", "VBN", "VB")
    elif tag in ("VBD", "VBZ", "VBP") and before in ("and", "but", ",", "then"):
        wanted = (tag,)
    else:
        return -1
    head = toks.heads[i]
    if toks.deps[i] == "conj" and toks.tags[head] == tag and toks.deps[head] != "ccomp":
        return -1
    for verb in range(toks.sent[i], i):
        if toks.quoted[verb] and not toks.quoted[i]:
            continue
        finite = toks.tags[verb] in wanted or (tag == "VBG" and _progressive(toks, verb))
        if finite and not cand.holds(toks.starts[verb]):
            subject = next((k for k in toks.kids(verb) if toks.deps[k] in _SUBJECT), -1)
            if subject >= 0 and toks.tags[subject] in _NOMINAL and toks.deps[verb] not in _ASIDE:
                return subject
    return -1


def _progressive(toks: Tokens, verb: int) -> bool:
    """Whether a verb is "is insisting", "has been saying"."""
    return toks.tags[verb] == "VBG" and any(toks.deps[kid] == "aux" for kid in toks.kids(verb))


def _subject(toks: Tokens, verb: int) -> int:
    """The subject of a verb, the nearest of two ("In Berea, OH, the governor said"), or -1."""
    found = [kid for kid in toks.kids(verb) if toks.deps[kid] in _SUBJECT]
    before = [kid for kid in found if kid < verb and toks.deps[kid] == "nsubj"]
    # The parser parts "Khalil al-Hayya": that is one name.
    apart = len(before) > 1 and toks.text[toks.starts[toks.left(before[-1])] - 1].isspace()
    return before[-1] if apart else found[0] if found else -1


def _climb(toks: Tokens, i: int) -> int:
    for _ in range(6):
        subject = _subject(toks, i)
        if subject >= 0:
            return subject
        dep, head = toks.deps[i], toks.heads[i]
        if dep in ("acl", "relcl") and toks.tags[head] in _NOMINAL:
            if dep == "acl" and _addressed(toks, i, head):
                i = toks.heads[head]
                continue
            return _owner(toks, head)
        if dep == "pobj" and toks.heads[head] > i and toks.tags[toks.heads[head]][0] == "V":
            i = toks.heads[head]  # "In addition to saying so, Lindqvist vowed".
            continue
        if dep not in _CLIMB or head == i:
            if dep == "prep" and head != i:
                i = head
                continue
            return -1
        if toks.tags[head] in _NOMINAL and dep == "advcl":
            return head
        i = head
    return -1


def _addressed(toks: Tokens, cue: int, noun: int) -> bool:
    """Whether a noun hears the cue: "She emailed supporters saying", "a pitch to voters saying"."""
    over = toks.heads[noun]
    said = toks.lower[cue] in ("saying", "telling") and toks.lower[noun] not in NOUN_FORMS
    mailed = toks.deps[noun] == "dobj" and toks.lower[over] in _MAIL
    return said and (mailed or (toks.deps[noun] == "pobj" and toks.lower[over] == "to"))


def _owner(toks: Tokens, noun: int) -> int:
    """Who stands behind a noun that speaks: "Washington's position calling for" is Washington's."""
    if toks.deps[noun] == "dobj" and toks.lower[toks.heads[noun]] in _ISSUE:
        issuer = _climb(toks, toks.heads[noun])
        return issuer if issuer >= 0 else noun
    if toks.lower[noun] not in NOUN_FORMS:
        return noun
    for kid in toks.kids(noun):
        if toks.deps[kid] == "poss" and toks.tags[kid] != "PRP$":
            return kid
        if toks.lower[kid] in ("of", "by", "from") and kid > noun:
            for inner in toks.kids(kid):
                if toks.deps[inner] == "pobj":
                    return inner
    return noun


def _neighbour(toks: Tokens, cand: Candidate) -> int:
    """The noun or pronoun next to the cue, outside the words, where the parse gives no subject."""
    steps: tuple[int, ...] = (-1, 1) if cand.kind == "ccomp" else (1, -1)
    if cand.kind == "quote-after":
        last = next((i for i in range(cand.cue, -1, -1) if cand.holds(toks.starts[i])), -1)
        if 0 <= last < cand.cue - 1:
            steps = (-1,)
            best = _run(toks, cand, last + 1, 1)
            if best >= 0:
                return best
    for step in steps:
        best = _run(toks, cand, cand.cue + step, step)
        if best >= 0:
            return best
    for i in range(toks.sent[cand.cue], cand.cue):
        if toks.deps[i] in _SUBJECT and not cand.holds(toks.starts[i]):
            return i
    return -1


def _run(toks: Tokens, cand: Candidate, at: int, step: int) -> int:
    """The head of the first noun phrase met from token ``at`` in the direction ``step``, or -1."""
    best = -1
    for _ in range(9):
        if not 0 <= at < len(toks) or cand.holds(toks.starts[at]) or toks.words[at] in _STOPS:
            break
        if "\n" in toks.words[at]:
            break
        if toks.tags[at] in _NAMING and toks.lower[at] not in _TIMES:
            best = at
            if step < 0 or at + 1 >= len(toks) or toks.tags[at + 1] not in _NAMING[:4]:
                break
        elif step > 0 and toks.tags[at] not in ("DT", "JJ", "PRP$", "POS", "IN", "NNP"):
            break
        at += step
    return best


def mention(toks: Tokens, head: int) -> tuple[int, int]:
    """Characters of the mention whose head is token ``head``: its subtree without relative clauses."""
    span = toks.mentions.get(head)
    if span is None:
        span = toks.mentions[head] = _mention(toks, head)
    return span


def _mention(toks: Tokens, head: int) -> tuple[int, int]:
    first, last = toks.left(head), toks.right(head)
    for kid in toks.kids(head):
        if kid > head and toks.deps[kid] in ("relcl", "acl", "advcl", "punct") and kid <= last:
            if toks.deps[kid] == "punct" and toks.words[kid] in ("”", '"', "(", ")"):
                continue
            if toks.deps[kid] != "punct":
                last = min(last, toks.left(kid) - 1)
    if toks.lower[last] in ("and", "or") and last + 1 < len(toks) and toks.tags[last + 1] == "NNP":
        # The parser sometimes loses the last of three: "Kuwait, Bahrain, and Oman expressed concern".
        last += 1
    if last > head and toks.deps[last] == "case":
        last -= 1
    while last > head and (toks.words[last] in ",;:—–-“" or toks.words[last].isspace()):
        last -= 1
    while first < head and (toks.words[first] in ',;:—–-“”"' or toks.words[first].isspace()):
        first += 1
    rest = _NAME_ON.match(toks.text, toks.ends[last]) if toks.words[last][0].isupper() else None
    return toks.starts[first], rest.end() if rest else toks.ends[last]
