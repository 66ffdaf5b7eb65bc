"""Which country or organisation does a name stand for?

Names and official names come from the table inside the country-converter package, everything else
(display names, demonyms, capitals, metonyms, UN forms, organisations) from
``corpus/countries.csv``. The package's table is read as a file: importing the package costs half a
second and pandas, and its own converter cannot be built with pandas 3.1 (an empty ISO2 cell arrives
as a number).

Decisions a reader may object to:

* "Congo" alone is Congo-Brazzaville, as in UN usage; "Korea" alone is nobody's.
* "Washington", "Paris" and the like are the government, except where they are plainly a place
  ("in Washington") or part of another name ("Israel Katz", "Washington Post").
* "Brussels" is the EU. "Jerusalem", "Tel Aviv", "Geneva", "New York" and "The Hague" are no
  government.
* "Gaza" and "West Bank" are Palestine; England, Scotland, Wales and Northern Ireland have
  governments of their own and do not stand for the United Kingdom.
* States are the 193 UN members, the two observer states, Kosovo and Taiwan; no judgement on status
  is meant.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from stance.errors import InputError

TABLE = Path(__file__).resolve().parent.parent / "corpus" / "countries.csv"
COLUMNS = ["code", "name", "kind", "adjectives", "metonyms", "aliases"]
KINDS = ("state", "organisation")

_WORD = re.compile(r"\w+(?:\.\w+)*")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
# Countries and capitals that are given names or surnames as well.
_PERSONAL = frozenset(
    "israel jordan chad georgia kenya india paris london berlin washington sofia lima malta cuba "
    "rome cairo ireland france holland".split()
)
# A capitalised word of this list after "Jordan" belongs to an office, not to a person's name.
_OFFICE = frozenset(
    "foreign prime minister ministry president presidential king queen crown prince princess emir "
    "amir vice deputy ambassador envoy embassy permanent mission delegation defence defense "
    "interior finance justice government cabinet spokesman spokeswoman spokesperson secretary "
    "chancellor parliament and or".split()
)
_LOCATIVE = frozenset("in at near outside around from to via toward towards visiting".split())
# What an office is about rather than whom it belongs to: "ambassador to", "envoy for".
_ABOUT = frozenset("for to in on with against about".split())
# Names that contain a country's name and are none.
_NOT_A_COUNTRY = (
    "New Mexico|New Jersey|New England|New South Wales|Northern Ireland|South America|"
    "Latin America|North America|Central America|Bank of America|Indian Ocean|South China Sea|"
    "East China Sea|Sea of Japan|Gulf of Oman|Gulf of Guinea|Panama Canal|Jordan River|"
    "River Jordan|Jordan Valley|Washington State|Paris Agreement|Paris Club|Vienna Convention|"
    "Rome Statute|Oslo Accords|Doha Round|British Columbia|Northern Cyprus|South Ossetia"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A country, territory or organisation with all its names.

    ``code`` is ISO 3166 alpha-3 or the organisation's short name, ``kind`` state, territory or
    organisation; ``metonyms`` are capitals and seats that stand for the government.
    """

    code: str
    name: str
    kind: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Lower case without accents, dots, punctuation or extra spaces; a leading "the" is dropped."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [word.replace(".", "") for word in _WORD.findall(bare)]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _library() -> Iterator[tuple[str, str, str]]:
    """(code, short name, official name) from country-converter's table, without former states."""
    spec = find_spec("country_converter")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("country-converter is missing: pip install -r requirements.txt")
    path = Path(spec.submodule_search_locations[0]) / "country_data.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not row["obsolete"] and re.fullmatch("[A-Z]{3}", row["ISO3"]):
                yield row["ISO3"], row["name_short"], row["name_official"]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def load(path: Path = TABLE) -> dict[str, Place]:
    """Every country, territory and organisation by code; InputError names a bad line."""
    found = {
        code: Place(code, short, "territory", (short, official))
        for code, short, official in _library()
    }
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            problem, mend = "these are not the columns of this table", ",".join(COLUMNS)
            raise InputError(path.name, problem, f"The first line must be {mend}", 1)
        for row in reader:
            code, known = row["code"], found.get(row["code"])
            if row["kind"] not in KINDS:
                mend = f"Use {' or '.join(KINDS)}"
                raise InputError(path.name, f"kind {row['kind']!r}", mend, reader.line_num)
            name = row["name"] or (known.name if known else "")
            if not name:
                mend = "Fill in the column name, or correct the code"
                raise InputError(path.name, f"{code!r} has no name", mend, reader.line_num)
            names = (name, *(known.names if known else ()), *_split(row["aliases"]))
            adjectives, metonyms = _split(row["adjectives"]), _split(row["metonyms"])
            found[code] = Place(code, name, row["kind"], names, adjectives, metonyms)
    return found


@cache
def places() -> dict[str, Place]:
    """``load()`` of the project's own table, read once."""
    return load()


def name(code: str) -> str:
    """The display name of a code; the code itself where it is unknown."""
    place = places().get(code)
    return place.name if place else code


def is_state(code: str) -> bool:
    """Whether the code is a state: a UN member or observer state, Kosovo or Taiwan."""
    place = places().get(code)
    return place is not None and place.kind == "state"


def is_organisation(code: str) -> bool:
    """Whether the code is an organisation that speaks for itself."""
    place = places().get(code)
    return place is not None and place.kind == "organisation"


def capacity_of(code: str, otherwise: str = "unknown") -> str:
    """Whose position somebody can state who speaks for this code: ``government``, ``organisation``, or
    ``otherwise`` for a territory, an unknown code and none."""
    if is_state(code):
        return "government"
    return "organisation" if is_organisation(code) else otherwise


@dataclass(frozen=True, slots=True)
class _Name:
    code: str
    form: str
    capital: bool = False

    @property
    def exact(self) -> bool:
        """Short forms in capitals ("US", "WHO") are other words in small letters; "Nato" is not."""
        return self.form.isupper() and len(fold(self.form)) < 4


@cache
def _names() -> dict[str, _Name]:
    """Folded name -> what it stands for. States come before territories, names before capitals."""
    table = {fold(phrase): _Name("", phrase) for phrase in _NOT_A_COUNTRY.split("|")}
    ordered = sorted(places().values(), key=lambda place: (place.kind == "territory", place.code))
    for place in ordered:
        for form in (*place.names, *place.adjectives):
            table.setdefault(fold(form), _Name(place.code, form))
    for place in ordered:
        for form in place.metonyms:
            table.setdefault(fold(form), _Name(place.code, form, capital=True))
    return table


@cache
def _longest() -> dict[str, int]:
    """First word of a folded name -> words in the longest name that begins with it."""
    longest: dict[str, int] = {}
    for key in _names():
        words = key.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def code(text: str) -> str:
    """The code that a whole name stands for, or an empty string.

    Accepts codes in capitals, names, UN forms, demonyms, capitals and metonyms, in any case except
    for short forms ("US" is a country, "us" is not): ``code("Egyptian")`` is EGY,
    ``code("the Kremlin")`` RUS.
    """
    stripped = text.strip()
    if stripped in places():
        return stripped
    known = _names().get(fold(stripped))
    if known is None:
        return ""
    bare = stripped.removeprefix("the ").removeprefix("The ")
    return "" if known.exact and not bare.isupper() else known.code


def _named(word: str) -> bool:
    """Whether a word looks like part of a name: capitalised, no office, no country."""
    titled = word[:1].isupper() and word[1:].islower()
    return titled and word.lower() not in _OFFICE | _LOCATIVE and not code(word)


def _in_other_name(text: str, words: list[re.Match[str]], first: int, last: int) -> bool:
    """Whether ``words[first:last]`` is part of another name: "Israel Katz", "Washington Post"."""
    if last - first > 1 or fold(words[first][0]) not in _PERSONAL:
        return False
    if last < len(words) and text[words[last - 1].end() : words[last].start()] == " ":
        if _named(words[last][0]):
            return True
    # The word before counts only inside a sentence: at its start every word has a capital.
    if first > 1 and text[words[first - 1].end() : words[first].start()] == " ":
        gap = text[words[first - 2].end() : words[first - 1].start()]
        return _named(words[first - 1][0]) and not re.search(r"[.!?\n]", gap)
    return False


def _is_place(words: list[re.Match[str]], first: int) -> bool:
    """Whether a capital is only where something happens: "in Washington", "at the Kremlin"."""
    before = [word[0].lower() for word in words[max(0, first - 2) : first]]
    if before and before[-1] == "the":
        before.pop()
    return bool(before) and before[-1] in _LOCATIVE


def _match(text: str, words: list[re.Match[str]], first: int) -> tuple[int, _Name] | None:
    """The longest name that starts at ``words[first]``, as (index after its last word, name)."""
    word = words[first][0]
    if not (word[0].isupper() or word == "ni"):
        return None
    for last in range(min(len(words), first + _longest().get(fold(word), 0)), first, -1):
        form = text[words[first].start() : words[last - 1].end()]
        known = _names().get(fold(form))
        if known is not None and (form.isupper() or not known.exact):
            return last, known
    return None


def find(text: str) -> list[tuple[int, int, str]]:
    """Countries and organisations named in running text, as (start, end, code) in order.

    The longest name wins; names must begin with a capital; a possessive "'s" stays outside the
    span. Capitals after "in", "to" or "from" are places and are not given.
    """
    words, found, at = list(_WORD.finditer(text)), [], 0
    while at < len(words):
        hit = _match(text, words, at)
        if hit is None:
            at += 1
            continue
        last, known = hit
        start, end = words[at].start(), words[last - 1].end()
        end += "." in text[start:end] and text[end : end + 1] == "."
        place = known.capital and _is_place(words, at)
        if known.code and not place and not _in_other_name(text, words, at, last):
            found.append((start, end, known.code))
        at = last
    return found


def of_role(role: str) -> str:
    """The country or organisation an office belongs to, or an empty string.

    The first mention counts ("US ambassador to Israel" is the USA's), unless it is what the office
    is about ("special envoy for Syria" is nobody's).
    """
    for start, _, found in find(role):
        before = role[:start].removesuffix(" ").removesuffix("the").split()
        if not before or before[-1].lower() not in _ABOUT:
            return found
    return ""
