"""The words by which officials speak of stopping, pausing or going on with the fighting, as patterns.

Everything matches lower-case text with plain quotation marks (see ``evidence.plain``). A pattern's name is the name
of a feature, so it says what the words do, not what position follows.
"""

from __future__ import annotations

import re

_WAR = (
    r"(?:war|wars|warfare|fighting|fight|hostilities|conflict|armed standoff|aggression|bombings?|bombs|bombardments?"
    r"|shelling|killings?|bloodshed|bloodbath|attacks?|airstrikes?|air strikes?|strikes?|offensives?|assaults?"
    r"|violence|carnage|slaughter|massacres?|genocide|onslaught|madness|(?:ground |military )?invasion|matanza"
    r"|(?:military |israeli |combat )*(?:operations?|campaign|actions?)|incursion|barbarity|extermination"
    r"|butchery|crisis|horrors?|guns|weapons|hostilidades|guerre|guerra|combats|bombardements|bombardeos)"
)
_END = (
    r"(?:(?:an?|the|immediate|complete|full|total|prompt|quick|speedy|urgent|swift|definitive|permanent|rapid|early)\s+)*"
    r"(?:end|halt|stop|close|conclusion|fin|arr[eê]t)\s+(?:to|of|in|[aà]|al?|de)"
)
_STOP = (
    r"(?:end|ends|ending|ended|stop|stops|stopping|stopped|halt|halts|halting|halted|cease|ceases|ceasing"
    r"|terminate|terminating|termination of|conclude|desist from|refrain from|silence|silencing|lay down|put down"
    r"|laying down|cessation of|cessation to|acabar|detener|parar|cesar|arr[eê]ter|mettre fin)"
)
_FILL = r"(?:[a-z'’\-]+\s+){0,4}?"
_NOUN = (
    r"(?:cease[\s\-]?fires?\b|truces?|armistice|cessation of (?:all )?(?:the )?\w+|cessation des hostilit\w+|cessez[\s\-]le[\s\-]feu|tr[eê]ves?"
    r"|(?:cese|alto) (?:al|el|del|de) (?:el )?fuego|cese (?:el|al) fuego|cessar[\s\-]fogo|treguas?|waffenstillstand|waffenruhe|v[aå]penhvile"
    r"|hudna|waqf \S+ (?:al[\s\-])?nar|tahdi'?a)"
)
_LIMITED = (
    r"(?:temporary|brief|short|limited|partial|tactical|localised|localized|time[\s\-]bound|(?:\w+|\d+)[\s\-](?:hour|day)s?"
    r"|daily|provisional|interim|momentary|short[\s\-]lived|short[\s\-]term)"
)

#: Mentions. The longest match at a place wins, pauses before ceasefires.
MENTIONS: dict[str, re.Pattern[str]] = {
    "pause": re.compile(
        rf"\b(?:{_LIMITED}(?:,? (?:and )?\w+)?\s+(?:{_NOUN}|(?:halt|stop|suspension|cessation|interruption)\b(?: (?:of|to|in) (?:the )?\w+)?)"
        r"|(?:humanitarian )?pauses?\b(?: humanitaires?)?|humanitarian (?:windows?|lulls?|breaks?|stop)\b|windows? of (?:calm|quiet|silence)"
        r"|lulls?\b|respite|breathing spaces?|(?:temporar\w+|brief\w*) (?:suspend|halt|stop|interrupt)\w*"
        r"|suspension of (?:the )?(?:fighting|hostilities|military \w+|operations|strikes|bombing)"
        r"|suspend(?:ing|ed)? (?:the )?(?:fighting|hostilities|military \w+|operations|strikes|bombing)"
        r"|(?:hours|days) (?:of (?:calm|quiet|silence)|without (?:fire|fighting|bombing|shelling|strikes))"
        r"|pausas?(?: humanitarias?)?\b|parada humanit\w+|interruptions? (?:of|in|to) (?:the )?\w+)"
    ),
    "ceasefire": re.compile(rf"\b{_NOUN}"),
    "end": re.compile(
        rf"\b(?:(?:{_END}|{_STOP})\s+{_FILL}{_WAR}\b|{_WAR}\s+(?:[a-z'’\-]+\s+){{0,4}}?(?:must|should|shall|has to|have to|had to"
        r"|needs? to|ought to|to|cannot|can not|can't|could not|be)\s+(?:[a-z]+\s+){0,3}?(?:end|stop|cease|be (?:stopped|ended|halted"
        r"|silenced|over)|halt|fall silent|come to an? (?:end|halt|stop)|silenced?|go on|continue|stopped|ended)\b"
        r"|stop (?:it|this|fighting|shooting|firing|killing|bombing|shelling|attacking)\b"
        r"|(?:guns|weapons|arms) (?:\w+ ){0,3}(?:fall |be |fell )?(?:silent|silenced)|(?:calling?|call) off\b|enough is enough|cease using weapons"
        r"|(?:halt|stop|end)(?:ing)? (?:it|this|that|these|them) (?:now|at once|immediately))"
    ),
    "goes_on": re.compile(
        r"\b(?:(?:will|shall|must|to|can|should|we'll|we're|are|is)\s+(?:\w+\s+)?(?:continu\w+|go(?:ing)? on|keep\w*|press\w* (?:on|ahead)|"
        r"carry(?:ing)? on|fight\w*(?: on)?|persist|pursue|push\w* on|resum\w+|finish\w*)(?! to)"
        r"|(?:until|till) (?:(?:total|complete|full|absolute|final) )?(?:victory|hamas|the (?:job|mission|destruction|defeat|elimination)|all (?:our|its|the) (?:aims|goals|objectives))"
        r"|(?:eradicat|eliminat|destroy|dismantl|annihilat|crush|wip|root|topple|defeat|uproot)\w* (?:\w+ ){0,4}hamas\w*|finish the job|hamas (?:\w+ ){0,3}(?:is|has been|be|are) (?:\w+ )?"
        r"(?:destroyed|defeated|eliminated|eradicated|dismantled|gone|disarmed)|(?:total|complete|absolute) victory)"
    ),
}

#: What is said before a mention (the nearest one governs it).
BEFORE: dict[str, re.Pattern[str]] = {
    "call": re.compile(
        r"\b(?:call\w*|urg\w+|demand\w*|appeal\w*|ask\w*|press\w*|plead\w*|insist\w*|implor\w+|beg\w*|request\w*|exig\w+|pid\w+"
        r"|encourag\w+|advocat\w+|push\w*|campaign\w*|clamou?r\w*|stress\w*|emphasi\w+|reiterat\w+|repeat\w*|require\w*|appelle\w*|llama\w*"
        r"|propos\w+|petition\w*|lobb\w+)\b"
    ),
    "want": re.compile(
        r"\b(?:need\w*|want\w*|must|should|hop\w+|wish\w*|seek\w*|prefer\w*|necessary|imperative|essential|urgent\w*|vital"
        r"|indispensable|priority|crucial|expect\w*|favou?r\w*|aspir\w+|let there be|let's get|let us|time (?:for|to)|has to|have to|goal is)\b"
    ),
    "back": re.compile(
        r"\b(?:support\w*|back\w*|welcom\w+|endors\w+|prais\w+|applaud\w*|hail\w*|embrac\w+|champion\w*|commend\w*|co-?sponsor\w*|sponsor\w*"
        r"|accept\w*|agree\w*|greet\w*|salut\w+|celebrat\w+|maintain\w*|uphold|respect\w*|extend\w*|consolidat\w+|preserv\w+|honou?r\w*)\b"
    ),
    "act": re.compile(
        r"\b(?:work\w*|achiev\w+|reach\w*|secur\w+|establish\w*|broker\w*|implement\w*|obtain\w*|bring\w* about|declar\w+|arrang\w+|effort\w*"
        r"|agree on|deliver\w*|restor\w+|resum\w+|conclud\w+|negotiat\w+|mediat\w+|put in place|impos\w+|move\w* to\w*|steps? to\w*)\b"
    ),
    "refuse": re.compile(
        r"\b(?:reject\w*|oppos\w+|refus\w+|rul\w+ out|resist\w*|block\w*|veto\w*|dismiss\w*|against|declin\w+|object\w*|scorn\w*|denounc\w+"
        r"|disagree\w*|unwilling|turn\w* down|rebuff\w*|no to|condemn\w*|deplor\w+|wary|oppos\w+|brush\w* (?:off|aside)|exclud\w+|unacceptable)\b"
    ),
    "instead": re.compile(
        r"\b(?:instead of|rather than|as distinct from|distinct from|as opposed to|short of|not to be confused with|different from|other than|unlike|replace|substitute for|stand in for|in place of)\b"
    ),
    "without": re.compile(r"\b(?:without|absence of|lack of|alternative to|substitute to|failing|short of)\b"),
    "deny": re.compile(r"\b(?:den(?:y|ied|ies)|refrain\w* from|stop\w* short of)\b"),
    "vote_yes": re.compile(r"\b(?:vot\w+ (?:in favou?r|for|yes|with)|yes (?:vote|to)|voted in the affirmative)\b"),
    "vote_no": re.compile(r"\b(?:vot\w+ (?:against|no|down)|no vote|veto\w*|negative vote)\b"),
    "abstain": re.compile(r"\b(?:abst\w+|astensione|not vote|did not take part)\b"),
    "regret": re.compile(r"\b(?:regret\w*|disappoint\w*|dismay\w*|deplor\w+|fail\w*|breach\w*|blam\w+|collapse|violat\w+|breakdown|exposed itself)\b"),
}

#: What is said after a mention, in the same clause.
AFTER: dict[str, re.Pattern[str]] = {
    "good": re.compile(
        r"\b(?:needed|urgent\w*|must|imperative|essential|necessary|vital|crucial|a must|overdue|the only (?:way|solution|path|answer)|cannot wait|is the goal"
        r"|first step|should|has to|have to|at once|immediate\w*|now|without delay|as soon as|save lives|hold\w*|last\w*|maintained|respected|permanent|reached|important|right)\b"
    ),
    "bad": re.compile(
        r"\b(?:would|will|can|could)(?: only| simply| just| merely)? (?:leave|help|benefit|serve|reward|embolden|strengthen|let|allow|enable|give|hand|favou?r"
        r"|keep|play|legitimi[sz]e|prolong|perpetuate|freeze|save|shield|rescue|be a (?:gift|mistake|surrender|defeat|victory|prize)|mean (?:surrender|defeat|victory)|amount to|tie|spare|buy|prevent|stop israel|undermine|harm)"
    ),
    "bad_judged": re.compile(
        r"\b(?:premature|not the (?:answer|time|solution|moment|way)|not (?:possible|acceptable|realistic|on the table|an option|appropriate|now)|unrealistic|impossible|out of the question|unacceptable|surrender|capitulation"
        r"|makes? no sense|no sense|a mistake|pointless|meaningless|gift|regroup|rearm|recover|one[\s\-]sided|illusion|naive|is not what|only (?:benefit|help|after|when|once|if))\b"
    ),
    "small": re.compile(
        r"\b(?:not enough|insufficient|inadequate|not sufficient|fall\w* short|too little|no substitute|not a substitute|cannot (?:replace|stand in|substitute)|only a first step|will not do|won't do|not the answer|do(?:es)? not go far enough|hardly enough|not suffice|half[\s\-]measure)\b"
    ),
    "past": re.compile(r"\b(?:was|were|had been|existed|broke down|collapsed|ended|expired|until)\b"),
}

NEGATION = re.compile(r"\b(?:not|no|never|n't|cannot|can't|won't|don't|doesn't|didn't|isn't|wasn't|neither|nor|hardly|nobody|none|without|unable|ni|pas|sin)\b|n't\b")
NO_MENTION = re.compile(r"\b(?:no|not (?:a|any)|never (?:a|any)|nor (?:a|any))\s+(?:[a-z\-]+\s+){0,3}$")
CONDITION = re.compile(
    r"\b(?:until|unless|once|only after|only when|only if|as soon as|on condition(?: that)?|provided(?: that)?|so long as|as long as|before"
    r"|conditional (?:on|upon)|contingent (?:on|upon)|in exchange for|in return for|if|after|when|without the (?=release|return)|as part of|linked to|tied to|with the release)\b[^.;:!?]*"
)
LATER = re.compile(
    r"\b(?:(?:that|which)? ?(?:could|would|can|may|might|will|should)? ?(?:then |eventually |ultimately )?(?:lead\w*|pav\w+ the way|evolv\w+|becom\w+|turn\w* into|open\w* the way|develop\w*|build\w*|grow\w*|mov\w+|going|go|result\w*)"
    r"(?: \w+)? (?:to|toward|towards|for|into|in|a)|eventual(?:ly)?|ultimate(?:ly)?|in time|one day|later|subsequent\w*|longer[\s\-]term|then|followed by|step (?:to|towards?)|as a (?:first )?step|on the way to)\b"
)
OTHER_WAR = re.compile(
    r"\b(?:ukrain\w+|kyiv|russia(?:n)? (?:invasion|war|aggression|forces)|moscow's|sudan\w*|khartoum|el fasher|darfur|rsf|yemen\w*|houthi\w*|syria\w*|idlib|lebanon|lebanese|beirut|hezbollah|hizbullah"
    r"|congo\w*|drc|goma|m23|ethiopia\w*|tigray\w*|nagorno|karabakh|armenia\w*|azerbaijan\w*|myanmar|rohingya|libya\w*|haiti\w*|kashmir\w*|pakistan and india|india and pakistan|mali\b|sahel|iran and israel|korean peninsula)\b"
)
GAZA = re.compile(r"\b(?:gaza\w*|palestin\w*|israel\w*|hamas|rafah|hostages?|captives?|netanyahu|khan younis|west bank|strip|7 october|october 7)\b")
OTHERS_SAY = re.compile(
    r"\b(?:they|others|some|critics|those|many|protesters|demonstrators|countries|capitals|states|governments|western|arab|colleagues|partners|allies|delegations|members|the (?:arab|european|american|media|press|world|street))\b[^,;]{0,40}?(?:call\w*|want\w*|ask\w*|demand\w*|urg\w+|say\w*|speak\w*)\b"
)
CONTRAST = re.compile(r"(?:,?\s+\b(?:but|yet|however|while|whereas|although|though|nevertheless|still|rather)\b|\s[–—-]\s|[.;:!?]\s)")
