"""What an office or a noun says about its holder: speaks for a government, an organisation, or neither."""

from __future__ import annotations

import re

# Words of offices: a capital on them does not make them part of a name.
OFFICE_WORDS = frozenset(
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
    coordinator undersecretary under-secretary under assistant counselor counsellor consul diplomat
    negotiator mediator analyst expert reporter correspondent editor anchor host author activist
    economist researcher fellow strategist pollster candidate nominee rev reverend father sister
    supreme humanitarian affairs european union policy external relations rapporteur democratic
    republican conservative labour the a an and of for to at in on with his her their""".split()
)
_FUNCTION = frozenset("the a an and of for to at in on with his her their".split())
TITLE_WORDS = OFFICE_WORDS - _FUNCTION

_OTHER = re.compile(
    r"\b(journalists?|reporters?|correspondents?|editors?|anchors?|hosts?|columnists?|analysts?|"
    r"professors?|academics?|scholars?|researchers?|fellows?|experts?|economists?|strategists?|"
    r"historians?|activists?|campaigners?|protesters?|demonstrators?|aid workers?|doctors?|nurses?|"
    r"surgeons?|residents?|survivors?|witness(?:es)?|lawyers?|attorneys?|authors?|writers?|"
    r"opposition|former|ex-\w+|then-\w+|candidates?|nominees?|senators?|sens?\.?|congress(?:man|woman|men)?|"
    r"lawmakers?|legislators?|MPs?|MEPs?|parliamentarians?|rabbis?|imams?|bishops?|analysis|"
    r"think[ -]tank|university|institute|newspaper|agency AFP|victims?|famil(?:y|ies)|relatives?|"
    r"voters?|pollsters?|polls?|surveys?|studies|study|donors?|fans?|actors?|actress|singer|coach|"
    r"settlers?|refugees?|fighters?|militants?|rebels?|CEO|businessman|billionaire|mayor|"
    r"human rights (?:watch|group)|amnesty|charity|NGOs?|group|union leader|party)\b",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"\b(Al Jazeera|Reuters|AFP|AP|Associated Press|BBC|CNN|NBC|CBS|ABC|MSNBC|Fox News|Sky News|"
    r"New York Times|Washington Post|Guardian|Financial Times|Wall Street Journal|Axios|Politico|"
    r"Bloomberg|Haaretz|Jerusalem Post|Times of Israel|Anadolu|Xinhua|TASS|WAFA|Times|Post|Journal|"
    r"Tribune|Herald|Gazette|News|Daily|Magazine|Radio|TV|Television)\b"
)
_STATE = re.compile(
    r"\b(ministers?|minist(?:ry|ries)|president(?:s|cy|ial)?|premier|prime minister|chancellor|king|queen|emir|amir|"
    r"sultan|crown prince|secretary of state|secretary of defen[cs]e|(?:foreign|defen[cs]e|home|state) "
    r"secretary|ambassadors?|envoys?|permanent representative|representatives?|chargé|consul|"
    r"governments?|administration|cabinet|department|embassy|mission|delegation|presidency|palace|"
    r"white house|kremlin|pentagon|downing street|state department|officials?|authorities|military|"
    r"army|defen[cs]e forces?|armed forces|diplomats?|spokes(?:man|woman|person|people|persons|men)|"
    r"advis[eo]r|negotiators?|security council|national security|undersecretary|under-secretary|"
    r"deputy secretary|assistant secretary|attorney general|intelligence|navy|air force|police|"
    r"council of ministers|leaders?|head of state|chief of staff|coordinator|commander)\b",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\b(secretary[- ]general|high commissioner|commissioner|director|president|chief|head|chair|"
    r"spokes\w+|officials?|coordinator|envoy|representative|rapporteur|executive|under-secretary|"
    r"agency|ambassador|leaders?|members?|states|ministers?|council|office|staff|team)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\w")


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
    if organisation:
        return "organisation" if _HEADS.search(description) else "other"
    return "government" if _STATE.search(description) else "other"


def is_journalist_source(text: str) -> bool:
    """Whether the words name a news organisation."""
    return bool(_MEDIA.search(text))


def offices(text: str) -> list[str]:
    """Registry offices that a description names, the most telling first."""
    low = text.lower()
    found = []
    for pattern, office in _OFFICES:
        if re.search(pattern, low):
            found.append(office)
    return found


_OFFICES = (
    (r"deputy foreign minister|vice foreign minister", "deputy_foreign_minister"),
    (r"foreign minister|minister (?:of|for) foreign|foreign secretary|secretary of state|top diplomat",
     "foreign_minister"),
    (r"defen[cs]e minister|minister (?:of|for) defen[cs]e|secretary of defen[cs]e|defen[cs]e secretary",
     "defence_minister"),
    (r"prime minister|premier|chancellor", "head_of_government"),
    (r"\bpresident\b|\bking\b|\bemir\b|\bsultan\b", "head_of_state"),
)  # fmt: skip
