"""What an article names without claiming that it was said: "did not call for", "short of demanding"."""

from __future__ import annotations

import re

from stance.attribution.cues import GROUP, VERB_FORMS
from stance.attribution.parse import Tokens

_UNREAL = frozenset("must should could may might can ought".split())
# "went on to say", "continued to call for": an infinitive that did happen.
_REAL = frozenset(
    """go goes going gone went continue continues continued continuing use uses used came comes come
    took takes take rushed moved began begins begun started appeared appears proceeded returned
    paused stood""".split()
)
_NOBODY = frozenset(("neither", "nobody", "none", "no-one"))
# "avoided calling for", "declined demanding".
_AVOID = re.compile(r"avoid(?:s|ed|ing)?|declin(?:e|es|ed|ing)|refus(?:e|es|ed|ing)|shunn?(?:s|ed)?")
_ASKED = ("asked", "pressed", "questioned")
_HOLLOW = frozenset(
    """to a an the it this that these those her him them us me you one same more so no yes comment
    elaborate money reports specify speculate""".split()
)


def is_unsaid(toks: Tokens, cue: int) -> bool:
    """Whether the article does not claim that this was said: "did not call for", "needs to call for".

    A call that somebody else asks of a government, or that it refused, must not become its own.
    """
    kids = toks.kids(cue)
    words = [toks.lower[k] for k in kids if toks.deps[k] in ("aux", "neg")]
    if any(word in _UNREAL for word in words) or any(toks.deps[k] == "neg" for k in kids):
        return True
    if any(toks.deps[k] in ("nsubj", "nsubjpass") and _nobody(toks, k) for k in kids):
        return True
    if _asked(toks, cue) or _avoided(toks, cue) or _declined(toks, cue):
        return True
    return "to" in words and toks.lower[toks.heads[cue]] not in _REAL


def is_empty(text: str, quoted: bool) -> bool:
    """Whether one or two words say nothing: "her", "to comment", "more"."""
    words = re.findall(r"[\w’'-]+", text.lower())
    return not quoted and len(words) <= 2 and all(word in _HOLLOW for word in words)


def _nobody(toks: Tokens, subject: int) -> bool:
    """Whether a subject is nobody: "Neither A nor B", "None of them", "No one"."""
    first = toks.left(subject)
    while first < subject and toks.words[first].isspace():
        first += 1
    # "No one", "no government"; but "No. 10" has its full stop.
    return toks.lower[first] in _NOBODY or (toks.lower[first] == "no" and toks.deps[first] == "det")


def _avoided(toks: Tokens, cue: int) -> bool:
    """ "stopped short of demanding", "left without calling for", "avoided calling for"."""
    head = toks.heads[cue]
    if toks.tags[cue] != "VBG" or head == cue:
        return False
    if toks.deps[cue] == "pcomp" and toks.lower[head] == "of":
        return toks.lower[toks.heads[head]] == "short" or toks.lower[max(head - 1, 0)] == "short"
    if toks.deps[cue] == "pcomp":
        return toks.lower[head] == "without"
    return toks.deps[cue] in ("xcomp", "dobj", "ccomp") and bool(_AVOID.fullmatch(toks.lower[head]))


def _declined(toks: Tokens, cue: int) -> bool:
    """ "declined to call for", "declined to say": no position; "refused to back" is one."""
    said = [toks.lower[k] for k in toks.kids(cue) if toks.deps[k] == "xcomp"]
    groups = [GROUP[VERB_FORMS[word]] for word in said if word in VERB_FORMS]
    return toks.lower[cue].startswith("declin") and any(group in ("call", "say") for group in groups)


def _asked(toks: Tokens, cue: int) -> bool:
    """ "Asked whether ..., the minister said": a reporter's question."""
    if toks.lower[cue] not in _ASKED or toks.tags[cue] not in ("VBN", "VBD"):
        return False
    before = toks.lower[cue - 1] if cue else ""
    first = cue == toks.sent[cue] or toks.words[cue][0].isupper()
    return (first or before in ("when", "if", "once")) and not any(
        toks.deps[k] in ("nsubj", "agent") for k in toks.kids(cue)
    )
