"""What a coder reads of reported speech: the words together with the cue that governs them.

"calls for a ceasefire" is a call, and under the cue "rejected" it is a refusal. The words alone would
give a government the opposite of what it said, so wherever the cue does more than say, it is read too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stance.attribution.cues import CALL, COMMIT, DENIAL, JUDGE, THOUGHT, VERB_FORMS
from stance.coding.coder import code
from stance.coding.model import Model
from stance.records import Coding, Issue

_MORE_THAN_SAYING = frozenset([*CALL, *COMMIT, *DENIAL, *JUDGE, *THOUGHT])
# Who speaks, for the reader: of "they" it holds that their view is only reported.
_SOMEBODY = "The minister"
# Verbs whose cue is reported without the preposition that ties it to its object.
_LINKS = {"call": "for", "push": "for", "press": "for", "appeal": "for", "ask": "for", "plead": "for"}
# Words that turn a verb of saying into more: "ruled out", "spoke against", "did not say".
_TURNS = {"out", "against", "down", "off", "not", "never", "no", "n't", "without"}
_CLAUSE = ("that ", "to ", "for ", "on ", "not ", "what ", "how ", "whether ", "if ")


def code_reported(
    issue: Issue, texts: Sequence[str], cues: Sequence[str], quote_types: Sequence[str], *,
    model: Model | None = None,
) -> list[Coding]:  # fmt: skip
    """One coding a statement as ``code`` gives it; ``because`` and ``condition`` lie in the text itself.

    ``model`` is the coder to use, by default the issue's own.
    """
    heads = [head_of(*statement) for statement in zip(texts, cues, quote_types, strict=True)]
    made = code(issue, [head + text for head, text in zip(heads, texts, strict=True)], model)
    return [_within(coding, head, text) for coding, head, text in zip(made, heads, texts, strict=True)]


def head_of(text: str, cue: str, quote_type: str) -> str:
    """What stands before the words: somebody and the cue where it does more than say, else nothing.

    With a subject it is a sentence, and is read as one.
    """
    if quote_type == "direct":
        return ""
    words = cue.lower().split()
    verb = next((VERB_FORMS[word] for word in words if word in VERB_FORMS), "")
    if verb not in _MORE_THAN_SAYING and not _TURNS.intersection(words):
        return ""
    link = _LINKS.get(verb, "")
    if link and link not in words and not text.lower().startswith(_CLAUSE):
        return f"{_SOMEBODY} {cue} {link} "
    return f"{_SOMEBODY} {cue} "


def _within(coding: Coding, head: str, text: str) -> Coding:
    """The coding with only such words as stand in the text; the cue is a field of its own."""
    if not head:
        return coding
    because = coding.because
    if because not in text:
        because = because.removeprefix(head).strip()
    condition = coding.condition if coding.condition in text else ""
    return replace(coding, because=because if because in text else text, condition=condition)
