"""The words that the coder of an issue looks for: ``corpus/coder/<issue>.words.yaml``, compiled.

The file is data, written to be read and mended by people who know the field; nothing in it is executed.
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
    """Patterns by name: mentions, the operators left and right of them, and marks of the whole statement."""

    mentions: dict[str, re.Pattern[str]]
    left: dict[str, re.Pattern[str]]
    right: dict[str, re.Pattern[str]]
    marks: dict[str, re.Pattern[str]]


@lru_cache(maxsize=8)
def words(issue_id: str, folder: Path = CODERS) -> Words:
    """The compiled words of this issue.

    Raises InputError where there is no such file, or one of its entries is no regular expression.
    """
    import yaml

    path = words_path(issue_id, folder)
    if not path.is_file():
        mend = "Write one after the model of the others in this folder"
        raise InputError(str(path), "this issue has no list of words", mend)
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    parts = {name: "(?:" + _alternatives(block) + ")" for name, block in data["parts"].items()}

    def compiled(section: str) -> dict[str, re.Pattern[str]]:
        return {name: _compile(path, name, block, parts) for name, block in data[section].items()}

    return Words(*(compiled(section) for section in ("mentions", "left", "right", "marks")))


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
