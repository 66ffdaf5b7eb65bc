"""What an office or a noun says about its holder: speaks for a government, an organisation, or neither."""

from __future__ import annotations

import re
from functools import lru_cache

from stance import countries

# Words of offices: a capital on them does not make them part of a name.
TITLE_WORDS = frozenset(
    """minister ministers president presidents prime premier chancellor secretary secretary-general
    king queen emir amir sultan crown prince princess pope ambassador ambassadors envoy envoys
    representative permanent deputy vice foreign defence defense interior finance justice health
    trade energy security national state special senior chief chairman chairwoman chair spokesman
    spokeswoman spokesperson spokespersons spokespeople adviser advisor aide director general
    commissioner head leader high-ranking top senator sen sens rep reps representative congressman
    congresswoman lawmaker governor gov mayor sheriff judge justice attorney prosecutor speaker
    majority minority whip mr mrs ms dr prof professor sir lord lady baroness gen lt col maj capt
    adm sgt brig captain general colonel major admiral commander cardinal archbishop bishop rabbi
    imam sheikh ayatollah former ex acting interim outgoing incoming newly-appointed then
    coordinator undersecretary under-secretary under assistant counselor counsellor consul
    diplomat negotiator mediator analyst expert reporter correspondent editor anchor host author activist
    economist taoiseach tánaiste counterpart colleague researcher fellow strategist pollster candidate nominee
    rev reverend father sister mp mps
    supreme humanitarian affairs european union policy external relations rapporteur democratic
    republican conservative labour the a an and of for to at in on with his her their""".split()
)
_FUNCTION = frozenset("the a an and of for to at in on with his her their".split())
COURTESY = frozenset("mr mrs ms dr prof professor sir lord lady baroness sheikh rev reverend mx".split())
OFFICES = TITLE_WORDS - _FUNCTION - COURTESY

_OTHER = re.compile(
    r"\b(journalists?|reporters?|correspondents?|editors?|anchors?|hosts?|columnists?|analysts?|"
    r"professors?|academics?|scholars?|researchers?|fellows?|experts?|economists?|strategists?|"
    r"historians?|activists?|campaigners?|protesters?|demonstrators?|aid workers?|doctors?|nurses?|"
    r"surgeons?|residents?|survivors?|witness(?:es)?|lawyers?|attorneys?(?! general)|authors?|"
    r"writers?|opposition|former|ex-\w+|then-\w+|candidates?|nominees?|senators?|sens?\.?|"
    r"congress(?:man|woman|men)?|lawmakers?|legislators?|MPs?|MEPs?|parliamentarians?|rabbis?|"
    r"imams?|bishops?|think[ -]tank|university|institute|newspaper|victims?|famil(?:y|ies)|"
    r"relatives?|people|citizens?|voters?|pollsters?|polls?|surveys?|studies|study|donors?|fans?|"
    r"actors?|actress|singer|coach|settlers?|refugees?|fighters?|militants?|rebels?|CEO|"
    r"businessman|billionaire|mayor|human rights (?:watch|group)|rights group|amnesty|charity|"
    r"NGOs?|union leader|party (?:leader|chief|chairman)|leader of the [\w ]{0,40}?party|"
    r"incoming|designate|\w+-designate|president-elect|elect|"
    r"(?:president|speaker|chair(?:man|woman)?) of (?:the )?(?:[\w’'-]+ ){0,3}?"
    r"(?:senate|parliament|assembly|knesset|bundestag|house|chamber|congress|duma|majlis)|"
    r"(?:senate|parliament|assembly|knesset|bundestag|house|chamber|duma|parliamentary)(?:[’']s)? "
    r"(?:president|speaker))\b",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"\b(Al Jazeera|Reuters|AFP|AP|Associated Press|BBC|CNN|NBC|CBS|ABC|MSNBC|Fox News|Sky News|"
    r"New York Times|Washington Post|Guardian|Financial Times|Wall Street Journal|Axios|Politico|"
    r"Bloomberg|Haaretz|Jerusalem Post|Times of Israel|Anadolu|Xinhua|TASS|WAFA|Times|Post|Journal|"
    r"Tribune|Herald|Gazette|News|Daily|Magazine|Radio|TV|Television)\b"
)
_STATE = re.compile(
    r"\b(ministers?|minist(?:ry|ries)|president(?:s|cy|ial)?|premier|prime minister|chancellor|"
    r"king|queen|emir|amir|sultan|crown prince|secretary of (?:state|defen[cs]e)|"
    r"(?:foreign|defen[cs]e|home|state) secretary|ambassadors?|envoys?|representatives?|chargé|"
    r"consul|command|governments?|administration|cabinet|department|embassy|mission|delegation|presidency|palace|"
    r"white house|kremlin|pentagon|downing street|state department|officials?|authorities|military|"
    r"army|defen[cs]e forces?|armed forces|diplomats?|spokes(?:man|woman|person|people|persons|men)|"
    r"advis[eo]r|negotiators?|security council|national security|undersecretary|under-secretary|"
    r"deputy secretary|assistant secretary|attorney general|intelligence|navy|air force|police|"
    r"council of ministers|taoiseach|counterpart|colleague|leaders?|head of state|chief of staff|"
    r"coordinator|commander)\b",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\b(secretary[- ]general|high commissioner|commissioner|director|president|chief|head|chair|"
    r"spokes\w+|officials?|coordinator|envoy|representative|rapporteur|executive|under-secretary|"
    r"agency|ambassador|leaders?|members?|states|ministers?|council|office|staff|team)\b",
    re.IGNORECASE,
)
# Seats, movements and shadow offices: in a table they stand alone, where an article says more of the person.
_SEAT = re.compile(
    r"\b(members? of (?:the )?(?:[\w’'-]+ ){0,3}?"
    r"(?:parliament|senate|assembly|knesset|bundestag|house|chamber|congress|duma|majlis)|"
    r"(?:senate|house) (?:\w+ )?leader|parliamentary (?:\w+ ){0,3}committee|first minister|"
    r"(?:political|party) bureau|movement|armed wing|(?<!communist )party|shadow|rapporteurs?|"
    r"Hamas|Hezbollah|Hizbollah|Houthis?)\b",
    re.IGNORECASE,
)
# What an office is for is not what it is: a minister for families is no family.
_MATTER = re.compile(
    r"\b((?:ministers?|ministry|secretary|department|office|commissioners?|ambassadors?|envoys?) (?:of|for)) "
    r"[^,;(]*|\bpeople[’']s republic\b",
    re.IGNORECASE,
)
_OWN_SEAT = re.compile(r"\bpresident of the (?:\w+ )?assembly\b", re.IGNORECASE)
# What says nothing of an office: capitalised words (a country, a courtesy), possessives, articles.
_PLAIN = re.compile(r"\b(?:the|of|and)\b|[’']s\b")
_LOWER = re.compile(r"\b[a-z]")


def capacity(description: str, code: str, organisation: bool, bare: bool) -> str:
    """``government``, ``organisation``, ``other`` or ``unknown`` for words that describe a speaker.

    ``code`` is the country or organisation they name, ``bare`` that they are nothing but its name.
    """
    if _MEDIA.search(description) or _OTHER.search(description):
        return "other"
    if not code:
        return "unknown"
    if bare:
        return "organisation" if organisation else "government"
    if (_HEADS if organisation else _STATE).search(description):
        return "organisation" if organisation else "government"
    return "other" if _LOWER.search(_PLAIN.sub("", description)) else "unknown"


def of_office(office: str, code: str) -> str:
    """Whose position the holder of an office states that a table names beside a country or organisation.

    ``other`` where its words are of a parliament, a party, a movement, the press or a former holder, else
    what the code itself stands for: words that name no office known here ("Cancillería") say nothing else.
    """
    words = _MATTER.sub(lambda found: found[1] or "", office)
    if countries.is_organisation(code):
        # An assembly's president speaks for an organisation, and for no state.
        words = _OWN_SEAT.sub("", words)
    outside = any(pattern.search(words) for pattern in (_MEDIA, _OTHER, _SEAT))
    return "other" if code and outside else countries.capacity_of(code)


def describes(words: str) -> bool:
    """Whether words name an office or a trade, rather than only a country or a newspaper."""
    return words[:2] in ("a ", "an") or any(
        word.strip(".,").lower() in OFFICES for word in re.split(r"[\s-]+", words)
    )


@lru_cache(maxsize=8192)
def offices(text: str) -> tuple[str, ...]:
    """Registry offices that a description names, the most telling first."""
    low = text.lower()
    return tuple(office for pattern, office in _OFFICES if re.search(pattern, low))


# Offices that are another's, past, or less than what their last words name.
_NOT_IT = re.compile(
    r"\b(?:(?:former|then|shadow|incoming|late)[ -]|ex-)(?:\w+[ -]){0,3}?(?:minister|president|"
    r"secretary|chancellor|premier|king)\b|\b(?:deputy|vice)[ -]prime[ -]minister\b|"
    r"\b(?:vice|deputy)[ -](?:president|premier|chancellor)\b|\bfirst minister\b|secretary[- ]general"
)
_SERVES = re.compile(r"\b(spokes\w+|advis[eo]rs?|aides?|office|officials?|ministry)\b[^|]*")
_HEAD = re.compile(r"\b(?:prime minister|premier|president|chancellor)\b")


@lru_cache(maxsize=8192)
def holds(title: str, description: str) -> bool:
    """Whether a description names just the office of a bare title: a prime minister is no minister."""
    words = title.lower().split()
    low = _SERVES.sub(r"\1", description.lower())
    if words[0] not in ("former", "deputy", "vice", "shadow", "incoming", "first"):
        low = _NOT_IT.sub("", low)
    if words in (["minister"], ["diplomat"]) and _HEAD.search(low):
        return False
    if words == ["diplomat"]:
        return bool(re.search(r"\b(?:minister|secretary|ambassador|diplomat)\b", low))
    office = offices(title)
    if office and office[0] not in ("head_of_state", "head_of_government"):
        return office[0] in offices(low)
    return all(re.search(rf"\b{re.escape(word)}\b", low) for word in words)


_OFFICES = (
    (r"deputy foreign minister|vice foreign minister", "deputy_foreign_minister"),
    (r"foreign minister|minister (?:of|for) foreign|foreign secretary|secretary of state|top diplomat",
     "foreign_minister"),
    (r"defen[cs]e minister|minister (?:of|for) defen[cs]e|secretary of defen[cs]e|defen[cs]e secretary",
     "defence_minister"),
    (r"prime minister|premier|chancellor", "head_of_government"),
    (r"\bpresident\b|\bking\b|\bemir\b|\bsultan\b", "head_of_state"),
)  # fmt: skip
