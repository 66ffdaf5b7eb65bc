"""Who is named as speaking in a sentence of UN press coverage, and with which verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stance.countries import capacity_of, code, find, name, of_role

#: Verbs that a clause follows: what was said begins after them.
_CLAUSE = (
    "said|added|noted|stated|asked|observed|declared|asserted|pointed out|explained|recalled|stressed"
    "|emphasized|underscored|underlined|highlighted|continued|remarked|went on to say"
    "|told (?:the )?(?:Assembly|Council|Committee|delegates|members|reporters)|concluded|wondered"
    "|insisted|argued|maintained|announced|warned|cautioned|affirmed|reported"
)
#: Verbs that carry the stance themselves: they stay in the words.
_ACT = (
    "welcomed|called|urged|condemned|rejected|reiterated|reaffirmed|expressed|voiced|echoed|supported"
    "|regretted|deplored|denounced|appealed|demanded|proposed|thanked|commended|praised|joined"
    "|questioned|cited|pledged|encouraged|requested|opposed|objected|disagreed|agreed|aligned"
    "|associated|disassociated|hoped|looked forward|voted|abstained|introduced|presented|described"
    "|criticized|lamented|acknowledged|recognized|applauded|decried|endorsed|favoured|advocated"
    "|pressed|underlined|spoke|drew attention|paid tribute|took issue|referred|shared|spotlighted"
    "|detailed|outlined|offered|invited|implored|exhorted|vowed|renewed|turned|pointed"
)
_ADVERB = r"(?:also|then|further|likewise|nonetheless|nevertheless|however|meanwhile|once again|\w{2,20}ly)"
VERB = rf"(?:{_ADVERB},? ){{0,2}}(?P<verb>{_CLAUSE}|{_ACT})\b"
CLAUSE_VERB = re.compile(rf"(?:{_CLAUSE})$")
_POST = (
    r"(?:Deputy |Acting |Permanent )?(?:representative|Representative|delegate|speaker|observer"
    r"|Observer|Foreign Minister|Prime Minister|President|Vice-President|Minister [^,]{3,60}?"
    r"|Secretary of State[^,]{0,30}?|counterpart|head of the delegation)"
)
# Words are bounded: without that, a long run of letters costs its square.
_LAND = (
    r"(?:the )?(?:State of )?[A-ZÀ-Þ][\w’'.()-]{0,40}"
    r"(?:(?:,?(?: (?:and|of\)?|the)){1,2} |,? )\(?[A-ZÀ-Þ][\w’'.()-]{0,40}){0,9}"
)
_OF = re.compile(
    rf"\b(?:[Tt]he|[Aa]n|[Hh]is|[Hh]er|[Tt]heir) (?P<post>{_POST})s? (?:of|for|from) "
    rf"(?P<land>{_LAND})"
    rf"|(?P<owner>\b[A-ZÀ-Þ][\w’'.-]{{0,40}}?(?: [A-ZÀ-Þ][\w.-]{{0,40}}){{0,3}})"
    rf"(?:’s|'s|’|') (?P<held>{_POST})\b"
    r"|\b[Tt]he (?P<adjective>[A-ZÀ-Þ][\w’.-]{0,40}(?: [A-ZÀ-Þ][\w.-]{0,40}){0,3}) "
    r"(?P<deputed>representative|delegate|observer)\b"
)
_WORD = r"\b[A-ZÀ-Þ][\w’'`.-]{0,40}"
_LINK = "al|bin|ben|de|da|dos|la|van|von|der|el"
_NAMED = re.compile(
    rf"(?P<name>(?:(?:Mr|Ms|Mrs|Dr)\. )?{_WORD}(?: (?:{_WORD}|{_LINK})){{0,7}})"
    r" \((?P<land>[^()]{2,60})\)(?:, (?P<title>[A-Z][^,;]{2,120}))?"
)
_TITLED = re.compile(
    rf"(?P<name>{_WORD}(?: (?:{_WORD}|{_LINK})){{1,5}}), "
    r"(?P<title>(?:Under-|Assistant |Deputy |Special |Executive |Commissioner|High |Secretary|Director"
    r"|President|Permanent |Minister|Foreign |Prime |Head |Chair|Emergency |Personal )[^,;]{2,160})"
)
_PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he (?:representative|delegate|speaker|Ambassador|Minister))\b"
)
_UN = re.compile(r"United Nations|Secretary-General|High Commissioner|Relief Coordinator")
_PRESIDENT = re.compile(r"President of the (?:General Assembly|Security Council|Council)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody named as speaking. ``start:end`` is the mention in the document."""

    mention: str
    name: str
    role: str
    country: str
    start: int
    end: int

    @property
    def capacity(self) -> str:
        """Whose position the words can carry: a presiding officer speaks for no government."""
        if _PRESIDENT.search(self.role):
            return "other"
        return capacity_of(self.country, "other")


def speakers(sentence: str, offset: int) -> list[Speaker]:
    """Everybody whom ``sentence`` names by country or office, in order; ``offset`` is where the
    sentence begins in the document. Whether they speak is for the caller to see."""
    found: list[Speaker] = []
    for match in _NAMED.finditer(sentence):
        country = code(match["land"])
        if country:
            role = match["title"] or "representative"
            found.append(_named(match, role.strip(), country, offset))
    for match in _TITLED.finditer(sentence):
        if not any(s.start <= match.start() + offset < s.end for s in found):
            title = match["title"].strip()
            country = "UN" if _UN.search(title) else of_role(title)
            if not country and title.startswith("Special "):
                country = "UN"  # its envoys and coordinators brief under their office alone
            found.append(_named(match, title, country, offset))
    for match in _OF.finditer(sentence):
        found += _representatives(match, offset)
    return sorted(found, key=lambda speaker: speaker.start)


def _named(match: re.Match[str], role: str, country: str, offset: int) -> Speaker:
    name = readable(match["name"])
    start, end = match.span("name")
    return Speaker(match["name"], name, role, country, start + offset, end + offset)


def _representatives(match: re.Match[str], offset: int) -> list[Speaker]:
    """One speaker for "the representative of X", one a country for "the representatives of X and Y"."""
    post = match["post"] or match["held"] or match["deputed"]
    land = match["land"] or match["owner"] or match["adjective"]
    whole = code(land.removeprefix("the "))
    codes = [whole] if whole else list(dict.fromkeys(c for _, _, c in find(land)))
    end = match.end()
    if not whole and match["land"] and codes:
        # "the representative of Egypt Friday": the mention ends with the last country's name.
        end = match.start("land") + find(land)[-1][1]
    mention = match.string[match.start() : end]
    role = post.lower() if post.islower() or post in ("Representative", "Observer") else post
    role = "representative" if role in ("delegate", "speaker", "counterpart") else role
    office = role[0].upper() + role[1:]
    return [
        Speaker(mention, f"{office} of {name(c)}", role, c, match.start() + offset, end + offset)
        for c in codes
    ]


def pronouns(sentence: str, offset: int) -> list[tuple[int, int]]:
    """The spans in which ``sentence`` goes back to the present speaker: "he", "the representative"."""
    return [(match.start() + offset, match.end() + offset) for match in _PRONOUN.finditer(sentence)]


def readable(name: str) -> str:
    """A name printed in capitals as it is written elsewhere: ``ANN O’NEIL-ROE`` -> ``Ann O’Neil-Roe``."""
    if not re.search(r"[A-ZÀ-Þ]{2,}", name):
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize() if word[0].isupper() else word[0], name)
