"""Which language a text is in, whether the parser covers it, and what works where it does not.

The language is found by py3langid (naive Bayes over bytes; the model is in the package). Attribution
parses English; in any other language only words between quotation marks are taken, without a speaker.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from stance.records import Document, Statement

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: Languages (ISO 639-1) in which attribution parses whole sentences.
PARSED = frozenset({"en"})
_NAMES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "ms": "Malay", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "sw": "Swahili", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese",
    "bn": "Bengali", "cs": "Czech", "da": "Danish", "el": "Greek", "fi": "Finnish", "hu": "Hungarian",
    "no": "Norwegian", "sr": "Serbian", "th": "Thai", "vi": "Vietnamese", "am": "Amharic",
}  # fmt: skip
_SAMPLE = 5000  # characters that decide; more do not change the answer
_LEAST = 20  # letters below which no language is named
_SURE = 0.5  # probability below which no language is named
_QUOTED = re.compile(
    r"«(?P<a>[^«»]{1,2000})»|„(?P<b>[^„“”]{1,2000})[“”]|“(?P<c>[^“”]{1,2000})”"
    r"|「(?P<d>[^「」]{1,2000})」|\"(?P<e>[^\"\n]{1,2000})\""
)
_WORDS = 4  # words below which a quotation is a name or a term, not a statement


def language(text: str) -> str:
    """The ISO 639-1 code of the language of ``text``, or '' when there is too little to tell."""
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < _LEAST:
        return ""
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE else ""


def name(code: str) -> str:
    """The English name of a language code; the code itself where it has none here."""
    return _NAMES.get(code, code)


def not_parsed(code: str) -> str:
    """What a reader is told of a document in a language that attribution does not parse."""
    return (
        f"the text is in {name(code)}, which is not parsed: only direct quotations were taken, "
        "without their speakers"
    )


def quotations(document: Document) -> tuple[Statement, ...]:
    """The words between quotation marks in a document of any language, the speaker unknown.

    Marks: « », „ “, “ ”, 「 」 and straight ones. Shorter quotations than four words (two characters
    for scripts without spaces) are names and terms, and left out.
    """
    found = []
    for match in _QUOTED.finditer(document.text):
        start, end = next(match.span(group) for group in "abcde" if match[group] is not None)
        words = document.text[start:end]
        if match["a"] is not None:
            # French sets its marks off by spaces.
            start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
            words = words.strip()
        if len(words.split()) < _WORDS and not _spaceless(words):
            continue
        found.append(
            Statement(
                doc=document.id,
                text=words,
                quote_type="direct",
                date=document.date,
                char_start=start,
                char_end=end,
                confidence=0.5,
            )  # fmt: skip
        )
    return tuple(found)


def _spaceless(words: str) -> bool:
    """Whether a quotation in a script without spaces between words is long enough to be a statement."""
    return sum("\u3040" <= character <= "\u9fff" for character in words) >= 6


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """The identifier, loaded once (0.3 s), asked only about languages that news and the UN use."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(_NAMES))
    return identifier
