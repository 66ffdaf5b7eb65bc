"""What the words of a mention say: a name, an office, a country, or only a pronoun or a noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from stance import countries
from stance.attribution.roles import COURTESY, TITLE_WORDS, describes

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
# "Minister of Foreign Affairs Jane Wairimu" is the minister herself.
_PORTFOLIO = re.compile(
    r"^[^,]*\bminister (?:of|for|in) (?:the )?(?:[\w-]+ ){0,3}?(?:affairs|defen[cs]e|interior|justice|trade|"
    r"finance|health|energy|presidency|cooperation|development|security|relations)$",
    re.IGNORECASE,
)
_SPEAKS_FOR = re.compile(r"\b(?:spokes\w+|advis[eo]r|aide|office) (?:for|to|of)\b", re.IGNORECASE)
# "David Cameron and his German colleague ...": the second is somebody else.
_AND_HIS = re.compile(r",? (?:and|as well as) (?:his|her) ")
_PREPOSITIONS = frozenset("of in at on for from to with by near outside around between".split())
_AFTER = re.compile(r"(?:of|from|at|for|in|with|on)\b")


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
    text = _AND_HIS.split(text)[0] if text.lower() not in PRONOUNS else text
    if text.lower() in PRONOUNS or not text:
        return Mention(text)
    bare = countries.code(text)
    if bare:
        people = _people(text)
        return Mention(text, code="" if people else bare, bare=not people, about="people" if people else "")
    parts = [part.strip() for part in re.split(r"\s*[,(—–]\s*", text) if part.strip(" )")]
    found = [_split_name(part) for part in parts]
    at = next((n for n, (name, _, _) in enumerate(found) if name), -1)
    if at < 0:
        role = _ARTICLE.sub("", text)
        return Mention(text, role=role, code=_belongs(role), about=text)
    name, before, after = found[at]
    rest = [part for n, part in enumerate(parts) if n != at]
    described = [_ARTICLE.sub("", part) for part in rest if describes(part)]
    role = _without_courtesy(before)
    if not describes(_own(role)):
        role = described[0] if described else role if _own(role) else ""
    codes = (_belongs(part) for part in (role, before, after, *rest))
    code = next((code for code in codes if code), "")
    return Mention(text, name, _own(role), code, about=" ".join([before, *rest, after]))


def _belongs(words: str) -> str:
    """Whose office the words name; who speaks for somebody or advises them belongs to their country."""
    found = countries.of_role(words)
    if not found and _SPEAKS_FOR.search(words):
        found = next((code for _, _, code in countries.find(words)), "")
    return found


def _people(text: str) -> bool:
    """Whether a word names the people of a country ("Israelis"), who speak for nobody."""
    return text.endswith("s") and bool(countries.code(text[:-1])) and " " not in text


def _without_courtesy(words: str) -> str:
    kept = words.split()
    while kept and kept[-1].lower().strip(".") in COURTESY:
        kept.pop()
    return " ".join(kept)


def _own(role: str) -> str:
    """A role without the country in front of it: "Egypt's Foreign Minister" is the Foreign Minister."""
    role = _ARTICLE.sub("", role.strip(" ,"))
    found = countries.find(role)
    if found and found[0][0] == 0:
        role = re.sub(r"^(?:[’']s?\b|’)?\s*", "", role[found[0][1] :])
    return re.sub(r"[’']s$", "", role).strip(" ,'’")


def _split_name(part: str) -> tuple[str, str, str]:
    """The personal name in a part of a mention, the words before and after it; or empty strings."""
    for run in reversed(_runs(part)):
        start, end = run[0].start(), run[-1].end()
        before, after = part[:start].strip(), part[end:].strip(" .)")
        if _POSSESSIVE.search(run[-1][0]) or (after and not _AFTER.match(after)):
            continue
        last = before.split()[-1].lower() if before else ""
        dependent = _DEPENDENT.search(before) and not _PORTFOLIO.search(before)
        if last in _PREPOSITIONS or dependent or _is_institution(run, before):
            continue
        if after and len(run) < 2 and last not in TITLE_WORDS:
            continue
        return part[start:end], before, after
    return "", "", ""


def _runs(part: str) -> list[list[re.Match[str]]]:
    """The runs of capitalised words of ``part`` that are no country, office or other title."""
    places = [(s, e) for s, e, _ in countries.find(part)]
    runs: list[list[re.Match[str]]] = [[]]
    for word in _WORD.finditer(part):
        low = word[0].lower().strip(".'’")
        run = runs[-1]
        if run and (part[run[-1].end() : word.start()] != " " or _POSSESSIVE.search(run[-1][0])):
            runs.append(run := [])
        known = any(s <= word.start() < e for s, e in places)
        if known or (low in TITLE_WORDS and low not in _PARTICLES):
            runs.append([])
        elif word[0][0].isupper() or low.startswith("al-") or (run and low in _PARTICLES):
            run.append(word)
        else:
            runs.append([])
    for run in runs:
        while run and run[-1][0].lower() in _PARTICLES:
            run.pop()
    return [run for run in runs if run]


_BODIES = frozenset(
    """department ministry house senate congress parliament council committee commission court
    agency office organization organisation union league party movement group forces army fund bank
    university institute center centre association federation foundation company times post news
    press street journal administration board bureau service police authority campaign network
    watch international nations crescent cross hamas hezbollah fatah taliban isis houthis
    democrats republicans americans muslims christians jews state states city county monday tuesday
    wednesday thursday friday saturday sunday statement report poll white house islamic jihad
    command channel relief kitchen aid programme program society initiative coalition alliance
    front brigade brigades corps guard hospital school church embassy mission secretariat summit
    conference civil kremlin pentagon knesset internet twitter facebook""".split()
)


def _is_institution(run: list[re.Match[str]], before: str) -> bool:
    """Whether a run of capitalised words names a body: by a word of it, or by "the" before it."""
    words = [word[0].lower().strip(".'’") for word in run]
    if any(word in _BODIES for word in words):
        return True
    acronym = len(words) == 1 and run[0][0].isupper() and len(words[0]) > 1
    article = before.lower().split()[:1] == ["the"] and not describes(before[4:])
    return acronym or article
