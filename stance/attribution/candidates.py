"""Where somebody may be speaking: every cue with the words it could introduce, before any judgement."""

from __future__ import annotations

from dataclasses import dataclass

from stance.attribution.cues import CLAUSE_ONLY, GROUP, NOUN_FORMS, QUOTE_ONLY, VERB_FORMS
from stance.attribution.parse import Tokens

_ENDS = frozenset(", : ; — – - -- . ? ! and but or".split())
_OBJECTS = ("dobj", "dative", "nsubjpass", "attr")
_AFTER_OBJECT = ("oprd", "xcomp", "ccomp", "acl", "relcl")
# Prepositions of the verb's own frame ("accuse of", "praise for"); others say where and when.
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_FRAME = frozenset("of as for to with against over from about into like".split())
# Verbs whose object is the listener, not part of the words.
_RECIPIENT = frozenset(
    "tell inform remind assure ask warn advise notify promise brief say add note write".split()
)
_REPORTED_NOUN = ("acl", "ccomp", "relcl", "prep")


@dataclass(slots=True)
class Candidate:
    """A cue token and the characters ``start:end`` it may introduce; ``kind`` names the construction.

    ``gaps`` are the stretches inside that are not the speaker's words ("..., he said. ..."), and ``head``
    is the token the words hang on.
    """

    kind: str
    cue: int
    lemma: str
    start: int
    end: int
    head: int
    gaps: tuple[tuple[int, int], ...] = ()

    @property
    def quoted(self) -> bool:
        """Whether a quotation, not a clause, made this candidate."""
        return self.kind.startswith(("quote", "colon", "mixed"))

    def holds(self, char: int) -> bool:
        """Whether the character is one of the words, not of a gap between them."""
        inside = self.start <= char < self.end
        return inside and not any(start <= char < end for start, end in self.gaps)


def is_cue_verb(toks: Tokens, i: int) -> bool:
    """Whether token ``i`` is a verb form of the lexicon."""
    word = toks.lower[i]
    if toks.tags[i] == "VBN" and toks.deps[i] == "amod":
        return False  # "the so-called", "a promised visit"
    return word in VERB_FORMS and (toks.tags[i][0] == "V" or word in ("said", "says", "told"))


def clauses(toks: Tokens) -> list[Candidate]:
    """Candidates that the syntax gives: complements of cue verbs and nouns, and "according to"."""
    out: list[Candidate] = []
    for i, word in enumerate(toks.lower):
        if word in VERB_FORMS and is_cue_verb(toks, i):
            if VERB_FORMS[word] not in QUOTE_ONLY:
                _verb(toks, i, VERB_FORMS[word], out)
        elif word in NOUN_FORMS and toks.tags[i] in ("NN", "NNS"):
            _noun(toks, i, NOUN_FORMS[word], out)
        elif word in ("according", "per") and toks.deps[i] == "prep":
            _according(toks, i, out)
    return out


def _add(
    toks: Tokens, out: list[Candidate], kind: str, cue: int, lemma: str, head: int, first: int, last: int
) -> None:
    while first < last and (toks.words[first] in ",:;—–-" or toks.words[first].isspace()):
        first += 1
    while last > first and (toks.words[last] in _ENDS or toks.words[last].isspace()):
        last -= 1
    if first <= last and first != cue:
        out.append(Candidate(kind, cue, lemma, toks.starts[first], toks.ends[last], head))


def _verb(toks: Tokens, i: int, lemma: str, out: list[Candidate]) -> None:
    objects = [kid for kid in toks.kids(i) if toks.deps[kid] in _OBJECTS]
    clauses = [
        kid for kid in toks.kids(i) if _is_clause(toks, i, kid) or (kid > i and _to_do(toks, kid, lemma))
    ]
    for kid in clauses:
        if kid > i:
            _right(toks, i, lemma, kid, objects, out)
        else:
            _left(toks, i, lemma, kid, out)
    if clauses:
        return
    head = toks.heads[i]
    if toks.deps[i] == "parataxis" and head < i:
        _add(toks, out, "parataxis", i, lemma, head, toks.left(head), toks.left(i) - 1)
    elif toks.deps[i] == "parataxis" and i < head <= i + 20:
        _around(toks, i, lemma, head, out)
    elif lemma not in CLAUSE_ONLY:
        _object(toks, i, lemma, objects, out)


def _around(toks: Tokens, i: int, lemma: str, head: int, out: list[Candidate]) -> None:
    """The clause that a cue stands in ("But, she added, nobody came", "The talks, she said, failed")."""
    first, before = toks.left(head), toks.left(i)
    said = [at for at in range(first, before) if toks.tags[at][0] in "NVJP" and toks.tags[at] != "POS"]
    if not said:
        first = toks.right(i) + 1
    _add(toks, out, "parataxis", i, lemma, head, first, toks.right(head))
    if said and out and out[-1].cue == i:
        out[-1].gaps = ((toks.starts[before], toks.ends[toks.right(i)]),)


def _is_clause(toks: Tokens, i: int, kid: int) -> bool:
    """Whether ``kid`` is a clause that the cue ``i`` reports; past a semicolon a new report begins."""
    if toks.deps[kid] != "ccomp":
        return False
    return kid > i or ";" not in toks.words[toks.right(kid) : i]


def _to_do(toks: Tokens, kid: int, lemma: str) -> bool:
    """Whether a verb is what is promised or asked for: "promised on Sunday to end the war"."""
    if toks.deps[kid] == "xcomp":
        return True
    promised = toks.deps[kid] == "advcl" and GROUP[lemma] in ("commit", "call", "denial")
    return promised and any(toks.tags[k] == "TO" for k in toks.kids(kid))


def _right(toks: Tokens, i: int, lemma: str, kid: int, objects: list[int], out: list[Candidate]) -> None:
    """A clause after its cue, from whom it is asked of on ("urged both sides to ...")."""
    first = toks.left(kid)
    asked = _addressee(toks, i)
    if asked >= 0:
        first = min(first, asked)
    elif lemma not in _RECIPIENT:
        first = min([first, *(toks.left(o) for o in objects if o > i)])
    kind = "ccomp" if toks.deps[kid] == "ccomp" else "xcomp"
    if kind == "ccomp" and _lost_subject(toks, i, kid) >= 0:
        _add(toks, out, kind, i, lemma, kid, _lost_subject(toks, i, kid), toks.right(kid))
        out[-1].gaps = ((toks.starts[toks.left(_subjects(toks, i)[-1])], toks.starts[toks.left(kid)]),)
        return
    _add(toks, out, kind, i, lemma, kid, max(first, i + 1), toks.right(kid))


def _subjects(toks: Tokens, i: int) -> list[int]:
    return [kid for kid in toks.kids(i) if kid < i and toks.deps[kid] in ("nsubj", "nsubjpass")]


def _lost_subject(toks: Tokens, i: int, clause: int) -> int:
    """Where a clause begins whose subject the parser gave to the cue ("Egypt, she said, must act"), or -1."""
    subjects = _subjects(toks, i)
    apart = len(subjects) == 2 and toks.words[toks.left(subjects[1]) - 1] == ","
    apart = apart and not toks.quoted[subjects[0]]
    own = any(toks.deps[kid] in ("nsubj", "nsubjpass") for kid in toks.kids(clause))
    return toks.left(subjects[0]) if apart and not own else -1


def _left(toks: Tokens, i: int, lemma: str, kid: int, out: list[Candidate]) -> None:
    """A clause before its cue, up to the cue's subject ("The talks failed, the minister said")."""
    last = toks.right(kid)
    subject = _subject_start(toks, i)
    if subject > toks.left(kid):
        last = min(last, subject - 1)
    _add(toks, out, "left", i, lemma, kid, toks.left(kid), min(last, i - 1))


def _addressee(toks: Tokens, i: int) -> int:
    """The first token of whom a call is made on ("called on all parties to ..."), or -1."""
    for kid in toks.kids(i):
        if kid > i and toks.deps[kid] == "prep" and toks.lower[kid] in ("on", "upon", "for"):
            inner = [k for k in toks.kids(kid) if toks.deps[k] == "pobj"]
            if inner and toks.lower[i].startswith(("call", "urg", "appeal", "push", "press")):
                return toks.left(inner[0])
    return -1


def _subject_start(toks: Tokens, i: int) -> int:
    for kid in toks.kids(i):
        if toks.deps[kid] in ("nsubj", "nsubjpass") and kid < i:
            return toks.left(kid)
    return i


def _belongs(toks: Tokens, kid: int) -> bool:
    dep, word = toks.deps[kid], toks.lower[kid]
    if dep == "prep" and word == "on":
        # "condemned the attack on 7 October" dates the attack, "... on Monday" the condemning.
        return not any(toks.lower[k] in _DAYS for k in toks.kids(kid))
    return dep in _AFTER_OBJECT or (dep == "prep" and word in _FRAME)


def _object(toks: Tokens, i: int, lemma: str, objects: list[int], out: list[Candidate]) -> None:
    right = [o for o in objects if o > i]
    if not right:
        # "calling her charge “hollow”": what it is called, with the object lost inside.
        right = [kid for kid in toks.kids(i) if kid > i and toks.deps[kid] == "oprd"]
    if lemma in ("say", "tell", "add") and (not right or toks.tags[right[0]] in ("DT", "PRP")):
        _within(toks, i, lemma, out)
        return
    if lemma in _RECIPIENT and right and _within(toks, i, lemma, out):
        return
    last = max((toks.right(k) for k in toks.kids(i) if k > i and _belongs(toks, k)), default=-1)
    if right:
        first = toks.left(right[0])
        _add(toks, out, "object", i, lemma, right[0], first, max(toks.right(right[0]), last))
        return
    for kid in toks.kids(i):
        if kid > i and toks.deps[kid] == "prep":
            inner = [k for k in toks.kids(kid) if toks.deps[k] in ("pobj", "pcomp")]
            if inner:
                kind = "prep-" + toks.lower[kid]
                _add(
                    toks, out, kind, i, lemma, inner[0], toks.left(inner[0]), max(last, toks.right(inner[0]))
                )
                return
    passive = [o for o in objects if o < i]
    if passive:
        _add(toks, out, "passive", i, lemma, passive[0], toks.left(passive[0]), toks.right(passive[0]))


def _within(toks: Tokens, i: int, lemma: str, out: list[Candidate]) -> bool:
    """The clause that the parser hung on an adjunct: "said in a statement that ..."."""
    for at in range(i + 1, toks.right(i) + 1):
        if toks.lower[at] == "that" and toks.deps[at] == "mark" and not toks.quoted[at]:
            head = toks.heads[at]
            _add(toks, out, "ccomp", i, lemma, head, at, toks.right(head))
            return True
    return False


def _noun(toks: Tokens, i: int, lemma: str, out: list[Candidate]) -> None:
    for kid in toks.kids(i):
        if kid > i and toks.deps[kid] in _REPORTED_NOUN:
            dep = toks.deps[kid]
            if dep == "prep":
                if toks.lower[kid] in ("by", "from", "in", "at", "on"):
                    continue
                inner = [k for k in toks.kids(kid) if toks.deps[k] in ("pobj", "pcomp")]
                if not inner:
                    continue
                kid = inner[0]
                dep = "prep"
            _add(toks, out, "noun-" + dep, i, lemma, kid, toks.left(kid), toks.right(kid))
            return


def _according(toks: Tokens, i: int, out: list[Candidate]) -> None:
    first = toks.sent[i]
    last = first
    while last + 1 < len(toks) and toks.sent[last + 1] == first:
        last += 1
    if toks.left(i) <= first + 1:
        _add(toks, out, "according", i, "according", i, toks.right(i) + 1, last)
    else:
        head = toks.heads[i]
        if head > i and toks.deps[head] in ("ROOT", "conj", "ccomp"):
            # "The raid, according to the ministry, was a crime".
            _add(toks, out, "according", i, "according", i, toks.left(head), toks.right(head))
            out[-1].gaps = ((toks.starts[toks.left(i)], toks.ends[toks.right(i)]),)
            return
        start = toks.left(head) if head < i else first
        # A content that a quotation or a semicolon cuts off belongs to the sentence before.
        _add(toks, out, "according", i, "according", i, max(first, min(start, i)), toks.left(i) - 1)
