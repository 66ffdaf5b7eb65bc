"""Which words report speech: the cue lexicon, by what the cue does to the words it introduces.

A cue is looked up by its word form, so that no lemmatiser has to run. ``THOUGHT`` cues report what
somebody thinks or wants, not what they said; ``DENIAL`` cues turn the words against the speaker ("rejected
calls for a ceasefire"), so nobody may read those words as the speaker's own call.
"""

from __future__ import annotations

SAY = """say tell add state note warn stress argue insist explain announce declare claim acknowledge
admit suggest write tweet reply respond remark comment conclude confirm emphasize emphasise caution
predict reiterate recall point assert affirm maintain contend observe continue report reveal disclose
concede lament complain charge allege joke quip recount repeat reaffirm underline underscore signal
indicate clarify elaborate inform notify remind assure testify post read answer exclaim shout yell
chant whisper mutter boast brag interject retort counter mention proclaim pronounce opine speculate
estimate rule advise brief communicate convey echo signify imply intimate relate narrate recite
highlight cite quote describe express voice discuss speak talk refer label brand term dub call
characterize characterise portray depict compare liken apologize apologise thank congratulate
hint forecast pray swear certify attest profess confess detail outline list summarize summarise sum
begin start open finish close end ask wonder question inquire query tout argue reason object protest
muse vent rant tease gush reflect bemoan rail reference fire shoot deadpan write""".split()
CALL = """urge demand request appeal implore beg plead press push recommend propose order instruct
command direct encourage invite summon exhort petition seek advocate insist require dare challenge
lobby suggest ask call""".split()
JUDGE = """criticize criticise condemn accuse praise welcome hail applaud commend slam blast denounce
decry deplore mock ridicule blame fault rebuke chide scold berate bash rip knock deride assail
laud salute endorse back support defend oppose favor favour disparage insult fault
champion regret castigate lambast lambaste excoriate skewer""".split()
COMMIT = """promise pledge vow threaten offer agree undertake guarantee volunteer""".split()
DENIAL = """deny reject refuse decline dismiss disavow repudiate rebuff refute dispute contradict
disagree contest rebut downplay""".split()
THOUGHT = """think believe know want hope expect feel fear wish consider doubt suspect assume realize
realise understand imagine prefer plan intend see find hear learn remember forget decide determine
worry dream guess suppose regard view judge recognize recognise love like hate care
show appear seem prove""".split()
# These introduce a quotation ("he began"), but what else follows them is no speech.
QUOTE_ONLY = frozenset("begin start open finish end close fire shoot continue read".split())
# These report only a clause or a quotation: with a plain object they do something ("recalled its envoy").
CLAUSE_ONLY = frozenset(
    """recall signal rule claim report answer post offer agree counter order direct command require
    challenge observe maintain list lobby encourage seek invite dare instruct""".split()
)
NOUNS = """statement claim call demand assertion announcement promise pledge vow warning accusation
allegation suggestion argument comment remark speech letter message request appeal proposal prediction
declaration contention insistence complaint criticism condemnation admission question response reply
answer tweet post report view opinion assessment estimate threat denial rejection concern plea
acknowledgement acknowledgment confirmation reminder charge conclusion observation position
commitment praise""".split()

_IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote written writing",
    "read": "reads read reading", "speak": "speaks spoke spoken speaking",
    "swear": "swears swore sworn swearing", "begin": "begins began begun beginning",
    "think": "thinks thought thinking", "know": "knows knew known knowing",
    "feel": "feels felt feeling", "see": "sees saw seen seeing", "find": "finds found finding",
    "hear": "hears heard hearing", "forget": "forgets forgot forgotten forgetting",
    "understand": "understands understood understanding",
    "undertake": "undertakes undertook undertaken undertaking", "sum": "sums summed summing",
    "plead": "pleads pleaded pled pleading", "seek": "seeks sought seeking",
    "admit": "admits admitted admitting", "quip": "quips quipped quipping",
    "refer": "refers referred referring", "rebut": "rebuts rebutted rebutting",
    "beg": "begs begged begging", "slam": "slams slammed slamming",
    "rip": "rips ripped ripping", "dub": "dubs dubbed dubbing", "brag": "brags bragged bragging",
    "plan": "plans planned planning",
    "prefer": "prefers preferred preferring", "label": "labels labeled labelled labeling labelling",
    "shoot": "shoots shot shooting", "forecast": "forecasts forecast forecasting",
    "show": "shows showed shown showing", "regret": "regrets regretted regretting",
    "signal": "signals signaled signalled signaling signalling",
}  # fmt: skip


def _forms(lemma: str) -> list[str]:
    """Every inflected form of a verb: irregular ones from the table, the rest by rule."""
    if lemma in _IRREGULAR:
        return [lemma, *_IRREGULAR[lemma].split()]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    plural = "es" if lemma.endswith(("ss", "sh", "ch", "x")) else "s"
    return [lemma, lemma + plural, lemma + "ed", lemma + "ing"]


def _table(lemmas: list[str]) -> dict[str, str]:
    return {form: lemma for lemma in lemmas for form in _forms(lemma)}


GROUP: dict[str, str] = {
    lemma: name
    for name, lemmas in (
        ("thought", THOUGHT), ("denial", DENIAL), ("commit", COMMIT), ("judge", JUDGE),
        ("call", CALL), ("say", SAY),
    )
    for lemma in lemmas
}  # fmt: skip
VERB_FORMS: dict[str, str] = _table([*THOUGHT, *DENIAL, *COMMIT, *JUDGE, *CALL, *SAY])
NOUN_FORMS: dict[str, str] = {form: noun for noun in NOUNS for form in (noun, noun + "s")}
