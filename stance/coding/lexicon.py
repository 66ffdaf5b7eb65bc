"""The words that the coder of an issue looks for: ``corpus/coder/<issue>.words.yaml``, compiled.

An issue may have such a file; without one its coder works from the first reading and the sentence vector
alone. The file is data, written to be read and mended by people who know the field; nothing in it is
executed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from stance.errors import InputError

CODERS = Path(__file__).resolve().parent.parent.parent / "corpus" / "coder"


@dataclass(frozen=True)
class Words:
    """Patterns by name: mentions, the operators left and right of them, and marks of the whole statement.

    ``kinds`` says of each kind of mention which concept it is about, and whether it names the concept (1) or
    its contrary (-1).
    """

    kinds: dict[str, tuple[str, int]]
    mentions: dict[str, re.Pattern[str]]
    left: dict[str, re.Pattern[str]]
    right: dict[str, re.Pattern[str]]
    marks: dict[str, re.Pattern[str]]


@lru_cache(maxsize=8)
def words(issue_id: str, folder: Path = CODERS) -> Words | None:
    """The compiled words of this issue, or None where nobody has written any.

    Raises InputError where one of the entries is no regular expression, or a kind of mention is about
    nothing.
    """
    import yaml

    path = words_path(issue_id, folder)
    if not path.is_file():
        return None
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    parts = {name: "(?:" + _alternatives(block) + ")" for name, block in data["parts"].items()}

    def compiled(section: str) -> dict[str, re.Pattern[str]]:
        return {name: _compile(path, name, block, parts) for name, block in data[section].items()}

    kinds = {kind: (str(concept), int(sign)) for kind, (concept, sign) in data["kinds"].items()}
    if missing := sorted(set(data["mentions"]) - set(kinds)):
        problem = f"the mention {missing[0]!r} is about no concept"
        raise InputError(str(path), problem, "Add it under kinds: with a concept and 1 or -1")
    return Words(kinds, *(compiled(section) for section in ("mentions", "left", "right", "marks")))


def words_path(issue_id: str, folder: Path = CODERS) -> Path:
    """Where the words of this issue stand."""
    return folder / f"{issue_id}.words.yaml"


def _alternatives(block: str) -> str:
    return "|".join(word for word in (w.strip() for w in re.split(r"\s\|\s|\n", block)) if word)


def _compile(path: Path, name: str, block: str, parts: dict[str, str]) -> re.Pattern[str]:
    pattern = _alternatives(block)
    for part, text in parts.items():
        pattern = pattern.replace(f"<{part}>", text)
    try:
        return re.compile(rf"\b(?:{pattern})\b")
    except re.error as error:
        problem = f"{name!r} is no regular expression ({error.msg})"
        raise InputError(str(path), problem, "Mend its parentheses or escapes") from None
