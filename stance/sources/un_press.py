"""UN press coverage of meetings: "The representative of X said ...", "NAME (Country) said ...".

A turn begins where a sentence names a speaker and runs on over the paragraphs in which "he said" or
"she added" goes back to the same person. A paragraph without either is the service's own summary, and
nobody's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stance.records import Document, Statement
from stance.sources.un_speakers import CLAUSE_VERB, VERB, Speaker, pronouns, speakers

_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|art|Art|para|U\.S|e\.g|i\.e)|\b[A-Z])\.$")
_STOP = re.compile(r"(?P<stop>[.?!][”\"’)\]]*)(?P<space>\s+)(?=[\"“‘(A-Z0-9])")
_AFTER = re.compile(rf"(?: \([^()]*\))?(?:,(?:[^.;]|\.(?!\s)){{0,250}}?,)?\s+{VERB}(?:,? that\b|,(?=\s))?")
_INVERTED = re.compile(r"(?:^|[”\"’,]\s+)(?:also )?(?P<verb>said|added|asked|stated|noted|warned)\s+$")
_OPENS = re.compile(r"(?:[,;:”\"—]|\b(?:and|while|but|then|Also))\s*$")
_FURTHER = re.compile(
    r"(?:(?<=,)|,)\s+(?:and )?(?:adding|noting|stressing|emphasizing|underscoring|underlining|highlighting"
    r"|pointing out|recalling|observing|asserting|asking|warning|saying|stating|affirming|concluding)"
    r"\b(?: that\b|,)?\s*"
)
# What opens a sentence before its speaker and says nothing of the matter.
_PREFACE = re.compile(
    r"^(?:In|At|On|By|For|With|To|Also|Introducing|Speaking|Opening|Responding|Taking|Echoing|Prior|Before"
    r"|After|Following|Meanwhile|However|Similarly|Likewise|Presenting|Delivering|Rounding|Offering"
    r"|Joining|Briefing|Addressing|Turning|Agreeing|Striking|Raising|Next|Then|Finally|Further)\b"
)
_SERVICE = re.compile(
    r"^(?:By|Through|Under) (?:the|its|that|this) (?:text|terms|resolution|draft|decision)\b"
    r"|^The (?:Assembly|Council|Committee|draft|text|resolution|meeting)\b (?:then|also|today|next|will)"
    r"|^Also (?:speaking|delivering|participating)\b|^Speaking (?:in|as|also)\b[^,]{0,80}were\b"
)
_MARKS = re.compile(r"“(?P<curly>[^“”]*)”|\"(?P<straight>[^\"]*)\"")
_TERM_WORDS = 2  # quotations of fewer words are names of texts and terms
_LEAST_WORDS = 2
_LONGEST = 4000  # characters of a sentence at most; an open quotation mark counts no further
_FREE = 0.7  # confidence for a sentence of a turn that does not itself say who speaks
_DETECT = re.compile(
    r"\b(?:representative|delegate|observer)s? (?:of|for) (?:the )?[A-Z]"
    r"|[A-Z]\w+’s (?:representative|delegate)\b"
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The span of "X said that" with what it says: the verb and who speaks."""

    start: int
    end: int
    cue: str
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A span of what was said, before it is trimmed."""

    start: int
    end: int
    cue: str
    speaker: Speaker


def is_press(text: str) -> bool:
    """Whether a text is UN meetings coverage: in a fifth of its paragraphs, and in three at least,
    a delegation is reported by its country."""
    blocks = [line for line in text.splitlines() if len(line.split()) > 8]
    named = sum(bool(_DETECT.search(line)) for line in blocks)
    return named >= 3 and named >= 0.2 * len(blocks)


def statements(document: Document) -> tuple[Statement, ...]:
    """The statements of UN press coverage in order, with exact spans into ``document.text``.

    A quotation is ``direct``, a clause with one inside is ``mixed``, the rest ``indirect``. A sentence
    of a turn that names nobody is taken with confidence 0.7.
    """
    found: list[Statement] = []
    current: tuple[Speaker, ...] = ()
    for match in re.finditer(r"\S[^\r\n]*", document.text):
        current, pieces = _paragraph(document.text, *match.span(), current)
        found += [s for piece in pieces if (s := _statement(document, piece)) is not None]
    return tuple(found)


def _paragraph(
    text: str, start: int, end: int, current: tuple[Speaker, ...]
) -> tuple[tuple[Speaker, ...], list[_Piece]]:
    """Who speaks at the end of a paragraph, and what was said in it.

    Sentences before the first that says who speaks are the present speaker's if it says "he said".
    """
    waiting: list[_Piece] = []
    pieces: list[_Piece] = []
    spoke = False
    for left, right in sentences(text, start, end):
        frames = _frames(text, left, right, current)
        free = [_Piece(left, right, "", speaker) for speaker in current]
        if frames:
            if not spoke and frames[0].speakers[0].name == (current[0].name if current else ""):
                pieces += waiting
            spoke, current = True, frames[-1].speakers
            pieces += _said(text, left, right, frames)
        elif spoke and not _SERVICE.search(text[left:right]):
            pieces += free
        elif not spoke:
            waiting += free
    return (current if spoke else ()), pieces


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentence spans of ``text[start:end]``; a quotation of several sentences is not cut."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        stop = match.end("stop")
        quoted = stop - begin < _LONGEST and text.count("“", begin, stop) > text.count("”", begin, stop)
        if quoted or _ABBREVIATED.search(text[max(begin, stop - 10) : stop]):
            continue
        yield begin, stop
        begin = match.end()
    last = start + len(text[start:end].rstrip())
    if begin < last:
        yield begin, last


def _frames(text: str, left: int, right: int, current: tuple[Speaker, ...]) -> list[_Frame]:
    sentence = text[left:right]
    if len(sentence) > _LONGEST:
        return []
    subjects: dict[tuple[int, int], tuple[Speaker, ...]] = {}
    for speaker in speakers(sentence, left):
        span = (speaker.start, speaker.end)
        subjects[span] = (*subjects.get(span, ()), speaker)
    for span in pronouns(sentence, left):
        subjects.setdefault(span, ())
    frames: list[_Frame] = []
    for (start, end), named in sorted(subjects.items()):
        # "he" goes back to the speaker last named, in this sentence or before it.
        last = frames[-1].speakers if frames else current
        back = (replace(s, mention=text[start:end], start=start, end=end) for s in last)
        who = named or tuple(back)
        if not who:
            continue
        frame = _frame(text, left, right, start, end, who)
        if frame is not None and (not frames or frame.start >= frames[-1].end):
            frames.append(frame)
    return frames


def _frame(text: str, left: int, right: int, start: int, end: int, who: tuple[Speaker, ...]) -> _Frame | None:
    """The frame around the mention ``start:end``, or None where the mention does not speak."""
    before, after = text[left:start], text[end:right]
    if inverted := _INVERTED.search(before):
        return _Frame(left + inverted.start("verb"), end, inverted["verb"], who)
    spoken = _AFTER.match(after)
    if spoken is None or (before.strip() and not _OPENS.search(before)):
        return None
    clause = CLAUSE_VERB.match(spoken["verb"])
    stop = end + (spoken.end() if clause else spoken.start("verb"))
    return _Frame(start, stop, spoken["verb"], who)


def _said(text: str, left: int, right: int, frames: list[_Frame]) -> list[_Piece]:
    """What was said in a sentence: before the first frame and after each."""
    first, pieces = frames[0], []
    rest = text[first.end : right].strip(" .,")
    if not (rest and _PREFACE.match(text[left : first.start])):
        pieces += [_Piece(left, first.start, first.cue, speaker) for speaker in first.speakers]
    for frame, following in zip(frames, [*frames[1:], None], strict=True):
        end = following.start if following else right
        edges = [(frame.end, frame.end)]
        edges += [match.span() for match in _FURTHER.finditer(text, frame.end, end)]
        for (_, begin), (stop, _) in zip(edges, [*edges[1:], (end, end)], strict=True):
            pieces += [_Piece(begin, stop, frame.cue, speaker) for speaker in frame.speakers]
    return pieces


def _statement(document: Document, piece: _Piece) -> Statement | None:
    """The statement of a piece; None where too few words are left of it."""
    words = document.text[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip(" ,;:—-"))
    end = piece.end - len(words) + len(words.rstrip(" ,;:—-"))
    inner = _MARKS.fullmatch(document.text, start, end)
    quoted = [m[1] or m[2] or "" for m in _MARKS.finditer(document.text, start, end)]
    if inner:
        start, end = start + 1, end - 1
    kind = "direct" if inner else "indirect"
    if not inner and any(len(words.split()) >= _TERM_WORDS for words in quoted):
        kind = "mixed"
    if len(document.text[start:end].split()) < _LEAST_WORDS:
        return None
    speaker = piece.speaker
    return Statement(
        doc=document.id, text=document.text[start:end], quote_type=kind, date=document.date,
        speaker=speaker.name, mention=speaker.mention, role=speaker.role, country=speaker.country,
        capacity=speaker.capacity, char_start=start, char_end=end, cue=piece.cue,
        source_start=speaker.start, source_end=speaker.end,
        confidence=1.0 if piece.cue or inner else _FREE,
    )  # fmt: skip
