"""The words by which officials speak of stopping, pausing or going on with the fighting, as patterns.

Everything matches lower-case text with plain quotation marks (see ``evidence.plain``). The names say what words do,
not what position follows. Two kinds of pattern:

* mentions: what the statement talks about (a ceasefire, an end to the war, a pause, the war going on);
* operators: words left or right of a mention that carry an attitude, or turn one round.
"""

from __future__ import annotations

import re


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + r")\b")


_WAR = (
    r"(?:wars?|warfare|war machine|fighting|fight|hostilities|conflict|armed standoff|aggression|bombings?|bombs"
    r"|bombardments?|shelling|shooting|killings?|dying|bloodshed|bloodbath|bloodletting|attacks?|air ?strikes?|strikes"
    r"|offensives?|assaults?|violence|carnage|slaughter|massacres?|genocide|onslaught|madness|invasion|incursion"
    r"|extermination|butchery|horrors?|matanza|atrocities|tragedy|machine of war|campaign|hostilidades|guerre|guerra|combats"
    r"|bombardements|bombardeos|(?:military|ground|israeli|combat) (?:\w+ )?(?:operations?|activit\w+|actions?)|operations)"
)
_END = r"(?:end|halt|stop|close|conclusion|fin|arr[eê]t) (?:to|of|in|[aà]|al?|de)"
_STOP = (
    r"(?:ends?|ending|ended|stops?|stopping|stopped|halts?|halting|halted|ceas(?:e|es|ing|ed)|terminat(?:e|ing|ion of)"
    r"|conclude|desist from|discontinue[sd]?|silenc(?:e|ing)|lay(?:ing)? down|put(?:ting)? (?:down|aside)|cessation (?:of|to)"
    r"|bring|brought|call(?:ed)? off|abandon(?:ed)?|acabar|detener|parar|paren|cesar|cesen|arr[eê]ter|mettre fin)"
)
_FILL = r"(?:[a-z'\-]+ ){0,5}?"
_MUST = r"(?:must|should|shall|has to|have to|had to|needs? to|ought to|to|could|would|will|be|let|might|may)"
_CEASE = (
    r"(?:cease[ \-]?fires?|truces?|armistice|cessation of (?:all )?(?:the )?[a-z]+|cessation des hostilit\w+"
    r"|cessez[ \-]le[ \-]feu|cessate il fuoco|tr[eê]ves?|(?:cese|alto|cesen?) (?:al|el|del|de) (?:el )?fuego|cessar[ \-]fogo|treguas?|waffenstillstand"
    r"|waffenruhe|v[aå]penhvile|hudna|waqf \S+ (?:al[ \-])?nar|tahdi'?a|hold(?:ing)? (?:their|its|your) fire)"
)
_LIMITED = (
    r"(?:temporary|brief|short|limited|partial|tactical|locali[sz]ed|time[ \-](?:bound|limited)"
    r"|(?:\w+|\d+)[ \-](?:hours?|days?|weeks?)|daily|provisional|interim|momentary|short[ \-](?:lived|term))"
)
_RESUMED = r"(?:continuation|resumption|renewal|prolong\w*|escalation|extension|continued|continuing|renewed|resum\w+|persistence)"

#: Mentions by kind; where two overlap, the earlier kind in this table wins.
MENTIONS: dict[str, re.Pattern[str]] = {
    "pause": re.compile(
        rf"\b(?:{_LIMITED},? (?:and \w+ |\w+ )?(?:{_CEASE}|halt|stop|suspension|cessation|interruptions?|breaks?|pauses?)\b(?: (?:of|to|in) (?:the )?\w+)?"
        r"|(?:humanitarian |christmas )?(?:pauses?\b(?! from)|windows? (?:of|in|for|without)\b)(?: humanitaires?)?|paused|humanitarian (?:windows?|lulls?|breaks?|stop|breathing)\b"
        r"|lulls?\b|respite\b|breathing spaces?|(?:short|brief|temporary) interruptions?|breaks? in (?:the )?(?:fighting|war)|arms rest for"
        r"|(?:temporar\w+|briefly) (?:suspend|halt|stop|interrupt)\w*|suspension of (?:the )?(?:fighting|hostilities|military \w+|operations|strikes|bombing|war)"
        r"|suspend(?:ing|ed)? (?:the )?(?:fighting|hostilities|military \w+|operations|strikes|bombing)"
        r"|(?:hours|days|weeks)(?: \w+)? (?:of (?:calm|quiet|silence)|without (?:fire|fighting|bombs|bombing|shelling|strikes))"
        rf"|{_CEASE} of (?:a few|some|several|six|four|seven|two|three|\d+) (?:hours|days|weeks)|pausas?(?: humanitarias?)?\b|parada humanit\w+|interruptions? (?:of|in|to) (?:the )?\w+)"
    ),
    "renewed": re.compile(rf"\b{_RESUMED} (?:of )?(?:the |this |its |their |israel's |any )?(?:[a-z\-]+ )?{_WAR}\b"),
    "ceasefire": re.compile(rf"\b{_CEASE}\b"),
    "goes_on": re.compile(
        rf"\b(?:{_WAR} (?:\w+ ){{0,4}}?(?:{_MUST}|cannot|can't|can|goes|go|is|does not|will not|won't) (?:not )?(?:be )?(?:allowed to |permitted to |have to )?(?:continue|go on|goes on|on|last|drag on|persist|resume|be won|succeed|go ahead|carry on)\b"
        rf"|(?:continu\w+|keep|keeping|press\w* (?:on|ahead)|carry(?:ing)? on|pursu\w+|resum\w+|fight\w* on|keep up|step(?:ped)? up|complet\w+|finish\w*|win) (?:with )?{_FILL}(?:{_WAR}|operat\w+|pressure|job|mission|task|attacking|going)\b"
        r"|(?:we|they|we'll|and|must|will|shall|to) (?:will |shall |must |have to |are going to )?(?:\w+ )?(?:fight(?: on)?|continue|press (?:on|ahead)|go on|carry on|keep going|win)(?= until| till|[.,;!]|$)"
        r"|(?:until|till|before|unless) (?:\w+ ){0,3}?(?:victory|win|won|finished|hamas|the (?:job|mission|task|destruction|defeat)|all (?:our|its|the|of our) (?:aims|goals|objectives)|(?:its|our|every|their) (?:aims?|goals?|end)|they are crushed)\b"
        r"|(?:total|complete|absolute|decisive) victory|yes to victory|want victory|finish the job|not stopping|take the time you need|go ahead, deal|(?:do|get on) (?:with it|what was needed)"
        r"|(?:will|would|could|won't|can|to|nothing|no power)(?: \w+){0,4} (?:not )?stop (?:us|halfway|half way|before|until)|as long as (?:needed|it takes)|for as long as)"
    ),
    "destroy": re.compile(
        r"\b(?:(?:eradicat|eliminat|destroy|destruct|dismantl|annihilat|crush|wip|root|toppl|defeat|uproot|remov|finish|obliterat|hunt)\w* (?:[a-z'\-]+ ){0,5}?(?:hamas\w*|enemy|them out|battalions|leaders|it\b)"
        r"|(?:defeat|destruction|elimination|end|surrender|eradication) of hamas|hamas (?:[a-z]+ ){0,4}?(?:destroyed|defeated|eliminated|eradicated|dismantled|gone|beaten|finished|rooted out|crushed|toppled|no more|surrender\w*)"
        r"|it has to be destroyed|do away with the)"
    ),
    "end": re.compile(
        rf"\b(?:(?:[a-z]+ )?{_END} {_FILL}{_WAR}\b|{_STOP} {_FILL}{_WAR}\b(?: \w+){{0,4}}? to (?:an?|its) (?:end|close|halt|stop)\b|(?:ends?|ending|ended|stop\w*|halt\w*|ceas\w+|terminat\w+|discontinu\w+|desist from|abandon\w*|cessation (?:of|to)|put(?:ting)? (?:down|aside)|lay(?:ing)? (?:down|aside)|silenc(?:e|ing)) {_FILL}(?:{_WAR}|guns|weapons|arms)\b"
        rf"|{_WAR} (?:[a-z'\-]+ ){{0,6}}?{_MUST} (?:\w+ ){{0,2}}?(?:end|ended|stop|stopped|cease|halt|halted|silenced|over|called off|abandoned|discontinued|brought to|come to an?|suspended for good|switched off|the last)\b"
        r"|(?:guns|weapons|arms|bombs) (?:[a-z]+ ){0,4}?(?:silent|silence|silenced|rest|aside|stop)\b|no longer speak|cease (?:using|their|its|all)\b|sound of bombs give way"
        rf"|(?:to |must |should |please |, |^|\"|not |they |it was time to |time to |and |it's time to )(?:stop|cease|end)(?: (?:it|this|now|fighting|shooting|firing|killing|bombing|shelling|attacking|at once|so that|today))?(?=[.,:;!?\"]|$| so | and | now| before| with)"
        r"|enough is enough|(?:it|this|that) (?:has to|must|should) (?:stop|end)\b|war (?:\w+ )?over\b|la guerre s'arr\w+|guerre s'arr\w+|put down the weapons|end (?:it|this)\b)"
    ),
}

#: Operators left of a mention, in its clause. "for" asks for it; "turn" and "not" turn the attitude round.
LEFT: dict[str, re.Pattern[str]] = {
    "call": _any(
        r"call\w*(?! off)", r"urg\w+", r"demand\w*", r"appeal\w*", r"ask(?:s|ed|ing)?", r"plead\w*", r"insist\w*", r"implor\w+", r"beg", r"request\w*",
        r"exig\w+", r"ped(?:e|imos|ir)", r"pedimos", r"encourag\w+", r"advocat\w+", r"push\w*", r"press(?:ed|es|ing)?", r"clamou?r\w*", r"stress\w*", r"emphasi\w+", r"reiterat\w+",
        r"requir\w+", r"appelle\w*", r"demandons", r"llama\w*", r"propos\w+", r"pray\w*", r"cry", r"campaign\w* for", r"speak(?:ing)? (?:out )?for", r"spoke out (?:for|in favou?r)",
    ),
    "want": _any(
        r"need\w*", r"want\w*", r"must", r"should", r"ought", r"hop(?:e|es|ed|ing)", r"wish\w*", r"seek\w*", r"desir\w+", r"prefer\w*", r"necessary", r"imperative", r"essential",
        r"urgent\w*", r"vital", r"indispensable", r"priority", r"crucial", r"favou?r\w*", r"let there be", r"let us", r"time (?:for|to|that)", r"has to", r"have to", r"falta", r"il faut", r"is for", r"are for", r"yes to", r"glad of",
        r"way to", r"the least",
    ),
    "back": _any(
        r"support\w*", r"back(?:s|ed|ing)?", r"welcom\w+", r"endors\w+", r"prais\w+", r"applaud\w*", r"hail\w*", r"embrac\w+", r"champion\w*", r"commend\w*", r"(?:co-?)?sponsor\w*",
        r"accept\w*", r"agree\w*", r"greet\w*", r"salut\w+", r"congratulat\w+", r"thank\w*", r"relieved", r"rejoic\w+", r"proud", r"uphold", r"respect\w*", r"honou?r\w*", r"believes? in", r"keep", r"extend\w*", r"help\w*",
    ),
    "act": _any(
        r"work\w*", r"achiev\w+", r"reach\w*", r"secur(?:e|ed|ing)", r"establish\w*", r"broker\w*", r"implement\w*", r"obtain\w*", r"bring\w* about", r"declar\w+", r"arrang\w+", r"efforts?", r"deliver\w*",
        r"restor\w+", r"conclud\w+", r"negotiat\w+", r"mediat\w+", r"mov\w+ to\w*", r"steps? (?:to\w*|in)", r"pav\w+ the way", r"return to", r"watching over", r"monitor",
    ),
    "vote_yes": _any(r"vot\w+ (?:\w+ ){0,6}?(?:in favou?r|for|yes|with)", r"yes (?:vote )?to", r"said yes", r"in the affirmative", r"its yes", r"vot\w+,[^,]*, for"),
    "turn": _any(
        r"reject\w*", r"oppos\w+", r"refus\w+", r"rul(?:e|es|ed|ing) out", r"resist\w*", r"block\w*", r"veto\w*", r"dismiss\w*", r"against", r"declin\w+", r"object\w*", r"scorn\w*", r"turn(?:s|ed|ing)? down", r"rebuff\w*", r"no to",
        r"brush\w* (?:off|aside)", r"exclud\w+", r"delay\w*", r"prevent\w*", r"avoid\w*", r"obstruct\w*", r"hinder\w*", r"stand in the way of", r"break(?:ing)? off", r"wait\w*", r"hesitat\w+", r"vot\w+ (?:\w+ ){0,3}?(?:against|no|down)",
        r"no vote", r"its no", r"warned against", r"rechaz\w+", r"hold(?:ing|s)? up", r"yield\w*",
    ),
    "judge": _any(
        r"regret\w*", r"disappoint\w*", r"dismay\w*", r"deplor\w+", r"lament\w*", r"condemn\w*", r"denounc\w+", r"criticis\w+", r"shame\w*", r"wrong", r"mistake", r"blam\w+", r"unacceptable", r"illusion", r"premature", r"too (?:early|soon)", r"naive",
        r"danger\w*", r"obscene", r"disgrace\w*", r"madness", r"surrender", r"capitulation", r"accus\w+", r"hypocrisy", r"surrender", r"betray\w*", r"shameful",
    ),
    "instead": _any(r"instead of", r"rather than", r"as distinct from", r"as opposed to", r"in place of", r"in lieu of", r"substitute for", r"stand in for", r"short of", r"not the same as", r"replace", r"over"),
    "not": _any(
        r"not", r"no", r"never", r"cannot", r"can't", r"won't", r"don't", r"doesn't", r"didn't", r"isn't", r"neither", r"nor", r"nobody", r"no one", r"none", r"nothing", r"without", r"unable", r"fail(?:s|ed|ing|ure)? to", r"lack of", r"absence of",
        r"alternative to", r"far from", r"unwilling", r"stop(?:s|ped)? short of", r"unless", r"hardly", r"nowhere", r"sans", r"ni",
    ),
}

#: Operators right of a mention, in its clause.
RIGHT: dict[str, re.Pattern[str]] = {
    "for": _any(
        r"need\w*", r"urgent\w*", r"must(?! not)", r"imperative", r"essential", r"necessary", r"vital", r"crucial", r"overdue", r"the only (?:way|solution|path|answer)", r"the goal", r"should(?! not)", r"has to", r"have to", r"at once", r"immediate\w*",
        r"without delay", r"as soon as possible", r"save (?:lives|thousands|people|children|civilians)", r"hold(?:s|ing)?", r"maintained", r"respected", r"kept", r"is possible", r"right answer", r"in the interest", r"the least", r"welcome", r"wanted", r"first",
        r"worth", r"a must", r"honou?red", r"indispensable", r"ya", r"would (?:help|allow|let|open|matter|give|save) (?!hamas|the terror|its|terror|evil|murder|kidnap)", r"can (?:be|save|help|work|start|begin)", r"useful", r"conceivable", r"was right", r"good news", r"within reach",
    ),
    "bad": _any(
        r"(?:would|will|can|could|to|which|that|only|may)(?: only| simply| just| merely| at this point)? (?:leav\w+|help\w*|benefit\w*|serv\w+|reward\w*|embolden\w*|strengthen\w*|let\w*|allow\w*|enabl\w+|giv\w+|hand\w*|favou?r\w*|play\w*|keep\w*|legitimi[sz]\w+|protect\w*|sav\w+|shield\w*|rescu\w+|be used by)"
        r" (?:only |just )?(?:\w+ )?(?:hamas|the terrorists?|terrorists?|the enemy|the murderers|murderers|the kidnappers|kidnappers|evil|terror\w*|it to|its rule|them to|him to)",
        r"benefit\w* (?:only )?hamas", r"(?:would|will)(?: only| simply| merely)? (?:prolong|perpetuate|freeze|tie|spare|undermine|harm|undercut|collapse|mean (?:surrender|defeat|victory|war|capitulation)|be (?:used|broken|a (?:gift|mistake|surrender|defeat|prize|capitulation|reward))|amount to|endanger|plant|buy|weaken|invite)",
        r"premature", r"unrealistic", r"impossible", r"out of the question", r"unacceptable", r"surrender", r"capitulation", r"no sense", r"mistake", r"pointless", r"futile", r"gift", r"regroup\w*", r"rearm\w*", r"reload", r"illusion", r"prize", r"reckless",
        r"can wait", r"has to wait", r"no possibility", r"tie the hands", r"against", r"not the (?:answer|time|solution|moment|way|right)", r"not (?:possible|acceptable|realistic|on the|an option|appropriate|now|come)", r"without the release", r"stop hamas", r"ne ferait que",
        r"break it", r"broke", r"tactical", r"(?:only )?(?:after|when|once) (?:every|all|hamas|the hostages|it)", r"leaves? (?:\w+ )?(?:hamas|terror\w+|the murderers|the kidnappers|them)", r"one-sided",
    ),
    "small": _any(
        r"not enough", r"insufficient", r"inadequate", r"not sufficient", r"fall\w* short", r"too little", r"no substitute", r"not a substitute", r"cannot (?:\w+ )?(?:replace|stand in|substitute)", r"will not do", r"won't do", r"far enough", r"hardly enough",
        r"not suffice", r"no longer suffice", r"half-measure", r"fig leaf", r"bandage", r"do(?:es)? not stop", r"excuse", r"insult", r"no basta",
    ),
    "not": _any(r"not", r"never", r"cannot", r"can't", r"won't", r"no", r"isn't"),
    "turned": _any(r"delayed", r"postponed", r"prevented", r"blocked", r"refused", r"rejected", r"withheld", r"wait", r"fail", r"opposed", r"vetoed", r"end(?:s|ed)?", r"collapse\w*"),
}

CONDITION = re.compile(
    r"\b(?:until|unless|once|only after|only when|only if|as soon as (?!possible|practicable)|on condition(?: that)?|provided(?: that)?|so long as|as long as|before|conditional (?:on|upon)|contingent (?:on|upon)"
    r"|in exchange for|in return for|if|after|when|while(?= (?:a|the|all|any|our|hamas|hostages|captives|rockets))|without (?:the release|freeing|the return)|linked to|tied to|with (?:that|the) (?:release|return|proviso)|for lack of|cannot be one[ \-]sided|any ceasefire (?:has to|must|cannot))\b[^.;:!?\"]*"
)
LATER = re.compile(
    r"\b(?:(?:that|which)? ?(?:could|would|can|may|might|will|should)? ?(?:then |eventually |ultimately )?(?:lead\w*|pav\w+ the way|evolv\w+|becom\w+|turn\w* into|develop\w*|build\w*|grow\w*|mov\w+|going|result\w*|bridge)(?: \w+)? (?:to|toward|towards|for|into|in|a)"
    r"|eventual(?:ly)?|ultimate(?:ly)?|in time|in due course|one day|later|subsequent\w*|longer[ \-]term|then|followed by|on the way to|in the future|may follow)\b"
)
AT_ONCE = _any(r"now", r"today", r"at once", r"in the same breath", r"immediate(?:ly)? (?:and permanent )?cease-?fire", r"permanent ceasefire")
PAST = _any(r"there (?:was|had been) an? (?:\w+ )?(?:cease-?fire|truce)", r"existed", r"during the (?:\w+ )?(?:cease-?fire|truce|pause)", r"since the (?:\w+ )?(?:cease-?fire|truce|pause|armistice)", r"(?:until|before|till) (?:the morning of )?7 october", r"on 6 october", r"in (?:19|20[01])\d+", r"recall\w* the", r"expired", r"of (?:2014|2020|2021|1949)")
TALKED = _any(r"discuss\w*", r"talks?", r"talk of", r"asked (?:about|whether)", r"question of", r"mention\w*", r"reference to", r"speculat\w+", r"debated?", r"terms? of", r"word", r"whether", r"chances? of", r"according to", r"briefed", r"speaks? of", r"what (?:it )?thinks", r"no comment")
OTHERS = _any(
    r"(?:protesters|demonstrators|critics|the opposition|crowds|journalists|reporters?|some of (?:my|our) colleagues|arab states|others|european partners|europe is divided|some in europe|they|western countries|some (?:of|states|members))"
)
OTHER_WAR = _any(
    r"ukrain\w+", r"kyiv", r"russia\w*", r"moscow", r"sudan\w*", r"khartoum", r"el fasher", r"darfur", r"yemen\w*", r"houthis?", r"syria\w*", r"idlib", r"golan", r"lebanon", r"lebanese", r"beirut", r"hezbollah", r"hizbullah", r"blue line", r"congo\w*", r"goma", r"m23",
    r"ethiopia\w*", r"tigray\w*", r"karabakh", r"armenia\w*", r"azerbaijan\w*", r"caucasus", r"myanmar", r"rohingya", r"libya\w*", r"haiti\w*", r"kashmir", r"pakistan and india", r"india and pakistan", r"mali", r"sahel", r"iran and israel", r"israel and iran", r"korean peninsula",
    r"taliban", r"iran must", r"west bank", r"somalia\w*", r"donbas", r"crimea\w*", r"cambodia\w*", r"thailand and", r"transnistria", r"serbia and", r"kosovo",
)
GAZA = _any(r"gaza\w*", r"palestin\w*", r"hamas", r"rafah", r"hostages?", r"captives?", r"khan younis", r"strip", r"7 october", r"october 7", r"netanyahu", r"middle east")
