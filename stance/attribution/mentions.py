"""What the words of a mention say: a name, an office, a country, or only a pronoun or a noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from stance import countries
from stance.attribution.roles import TITLE_WORDS

PRONOUNS = frozenset(
    "he she they it i we you who which that this those these one some many others him her them".split()
)
_PARTICLES = frozenset("al el bin ibn bint ben de da dos del der van von di la le abu ter den du".split())
_WORD = re.compile(r"[^\W\d_][\w’'.\-]*|\d+")
_POSSESSIVE = re.compile(r"[’']s?$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# Nouns whose holder speaks for the person named after them, who is not the speaker.
_DEPENDENT = re.compile(
    r"\b(spokes\w+|aides?|advis[eo]rs?|lawyers?|attorneys?|allies|ally|office|officials?|campaign|"
    r"representatives?|supporters?|critics?|members?|source|sources|wife|husband|brother|sister|son|"
    r"daughter|friend|friends|minister|statement|letter|report|memo|email|post|tweet)\b"
    r"[^,]*\b(?:for|to|of|from|by|in|at|with|close)\b",
    re.IGNORECASE,
)
_TITLED_OF = re.compile(r"\b(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s*)*$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention read: ``name`` is the person's, ``role`` the office in the article's words.

    ``code`` is the country or organisation that the words name, ``bare`` that they name nothing else.
    """

    text: str
    name: str = ""
    role: str = ""
    code: str = ""
    bare: bool = False
    about: str = ""


@lru_cache(maxsize=4096)
def read(text: str) -> Mention:
    """The name, role and country in the words of one mention."""
    text = " ".join(text.split()).strip(' ,;:—–-"“”')
    if text.lower() in PRONOUNS or not text:
        return Mention(text)
    bare = countries.code(text)
    if bare:
        return Mention(text, code="" if _people(text) else bare, bare=not _people(text))
    parts = [part.strip() for part in re.split(r"\s*[,(—–]\s*", text) if part.strip(" )")]
    named = [(n, *_split_name(part)) for n, part in enumerate(parts)]
    pure = next(((n, name, role) for n, name, role in named if name), None)
    if pure is None:
        role = _ARTICLE.sub("", text)
        return Mention(text, role=role, code=countries.of_role(role), about=text)
    at, name, role = pure
    rest = [part for n, part in enumerate(parts) if n != at]
    role = role or next((_ARTICLE.sub("", part) for part in rest if _describes(part)), "")
    code = countries.of_role(role) or next(
        (c for c in (countries.of_role(part) for part in [parts[at][: -len(name)], *rest]) if c), ""
    )
    return Mention(text, name, _own(role), code, about=" ".join([role, *rest, parts[at][: -len(name)]]))


def _people(text: str) -> bool:
    """Whether a word names the people of a country ("Israelis"), who speak for nobody."""
    return text.endswith("s") and bool(countries.code(text[:-1])) and " " not in text


def _describes(part: str) -> bool:
    return any(word.lower().strip(".") in TITLE_WORDS for word in _WORD.findall(part)) or part[:2] in (
        "a ",
        "th",
    )


def _own(role: str) -> str:
    """A role without the country in front of it: "Egypt's Foreign Minister" is the Foreign Minister."""
    role = _ARTICLE.sub("", role.strip(" ,"))
    found = countries.find(role)
    if found and found[0][0] == 0:
        role = re.sub(r"^(?:[’']s?\b|’)?\s*", "", role[found[0][1] :])
    return role.strip(" ,'’")


def _split_name(part: str) -> tuple[str, str]:
    """The personal name that ends a part of a mention and the words before it, or two empty strings."""
    places = [(s, e) for s, e, _ in countries.find(part)]
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(part):
        inside = any(s <= word.start() < e for s, e in places)
        low = word[0].lower().strip(".'’")
        gap = part[run[-1].end() : word.start()] if run else " "
        if run and (gap != " " or _POSSESSIVE.search(run[-1][0])):
            run = []
        if inside or low in TITLE_WORDS:
            run = []
        elif word[0][0].isupper() or (run and low in _PARTICLES) or low.startswith("al-"):
            run.append(word)
        else:
            if run:
                return "", ""
            run = []
    if not run or _POSSESSIVE.search(run[-1][0]):
        return "", ""
    while run and run[-1][0].lower() in _PARTICLES:
        run.pop()
    if not run or run[-1].end() < len(part.rstrip(" .)")):
        return "", ""
    before = part[: run[0].start()].strip()
    if _is_institution(run, before) or _DEPENDENT.search(before):
        return "", ""
    return part[run[0].start() : run[-1].end()], before


_BODIES = frozenset(
    """department ministry house senate congress parliament council committee commission court
    agency office organization organisation union league party movement group forces army fund bank
    university institute center centre association federation foundation company times post news
    press street journal administration board bureau service police authority campaign network
    watch international nations crescent cross hamas hezbollah fatah taliban isis houthis
    democrats republicans americans muslims christians jews state states city county monday tuesday
    wednesday thursday friday saturday sunday statement report poll white house islamic jihad
    kremlin pentagon knesset internet twitter facebook""".split()
)


def _is_institution(run: list[re.Match[str]], before: str) -> bool:
    words = [word[0].lower().strip(".'’") for word in run]
    if any(word in _BODIES for word in words):
        return True
    acronym = len(words) == 1 and run[0][0].isupper() and len(words[0]) > 1
    return acronym or (len(words) == 1 and before.lower() in ("the", "a", "an"))
