"""The words by which officials speak of stopping, pausing or going on with the fighting, as patterns.

Everything matches lower-case text with plain quotation marks (see ``evidence.plain``). Two kinds of pattern:

* mentions: what the statement talks about (a ceasefire, an end to the war, a pause, the war going on);
* operators: words left or right of a mention that carry an attitude, or turn one round.

The names say what words do, not what position follows.
"""

from __future__ import annotations

import re


def _any(block: str, tail: str = r"\b") -> re.Pattern[str]:
    """One pattern for a block of alternatives, parted by `` | `` or a line's end."""
    words = [word.strip() for word in re.split(r"\s\|\s|\n", block)]
    return re.compile(r"\b(?:" + "|".join(word for word in words if word) + ")" + tail)


def _words(block: str) -> str:
    return "(?:" + "|".join(block.split()).replace("_", " ") + ")"


_WAR = _words(
    r"""wars? warfare war_machine fighting fight hostilities conflict armed_standoff aggression bombings? bombs
    bombardments? shelling shooting killings? dying bloodshed bloodbath bloodletting attacks? air_?strikes? strikes
    offensives? assaults? violence carnage slaughter massacres? genocide onslaught madness invasion incursion
    extermination butchery horrors? matanza atrocities tragedy machine_of_war campaign operations? hostilidades
    guerre guerra combats bombardements bombardeos military_activit\w+ military_actions?"""
)
_END = r"(?:end|halt|stop|close|conclusion|fin|arr[eê]t) (?:to|of|in|[aà]|al?|de)"
_STOP = _words(
    r"""end ends ending ended stop stops stopping stopped halt halts halting halted cease ceases ceasing ceased terminat\w+
    discontinu\w+ desist_from abandon\w* cessation_of cessation_to put_down put_aside putting_down lay_down laying_down
    silence silencing call_off acabar detener parar paren cesar cesen arr[eê]ter mettre_fin"""
)
_FILL = r"(?:[a-z'\-]+ ){0,5}?"
_MUST = _words(
    "must should shall has_to have_to had_to needs? needs?_to ought_to to could would will be let might may"
)
_CEASE = (
    r"(?:cease[ \-]?fires?|truces?|armistice|cessation of (?:all )?(?:the )?[a-z]+|cessation des hostilit\w+"
    r"|cessez[ \-]le[ \-]feu|cessate il fuoco|tr[eê]ves?|(?:cese|alto|cesen?) (?:al|el|del|de) (?:el )?fuego"
    r"|cessar[ \-]fogo|treguas?|waffenstillstand|waffenruhe|v[aå]penhvile|hudna|waqf \S+ (?:al[ \-])?nar|tahdi'?a"
    r"|hold(?:ing)? (?:their|its|your) fire)"
)
_LIMITED = (
    r"(?:temporary|brief|short|limited|partial|tactical|locali[sz]ed|time[ \-](?:bound|limited)|daily|provisional"
    r"|(?:\w+|\d+)[ \-](?:hours?|days?|weeks?)|interim|momentary|short[ \-](?:lived|term))"
)
_RESUMED = (
    r"(?:continuation|resumption|renewal|prolong\w*|escalation|extension|continued|continuing|renewed|persistence)"
)
_FEW = r"(?:a few|some|several|two|three|four|six|seven|\d+) (?:hours|days|weeks)"

#: Mentions by kind; where two overlap, the earlier kind in this table wins.
MENTIONS: dict[str, re.Pattern[str]] = {
    "pause": _any(
        rf"""
        {_LIMITED},? (?:and \w+ |\w+ )?(?:{_CEASE}|halt|stop|suspension|cessation|interruptions?|breaks?|pauses?)\b(?: (?:of|to|in) (?:the )?\w+)?
        (?:humanitarian |christmas )?pauses?\b(?! from)(?: humanitaires?)? | paused | pausas?(?: humanitarias?)?
        (?:humanitarian )?windows? (?:of|in|for|without) | humanitarian (?:windows?|lulls?|breaks?|stop|breathing)
        lulls? | respite | breathing spaces? | breaks? in (?:the )?(?:fighting|war) | arms rest for | parada humanit\w+
        (?:temporar\w+|briefly) (?:suspend|halt|stop|interrupt)\w* | interruptions? (?:of|in|to) (?:the )?\w+
        suspen(?:sion of|d|ding|ded) (?:the |all |its )?(?:fighting|hostilities|military \w+|operations|strikes|bombing|war)
        (?:hours|days|weeks)(?: \w+)? (?:of (?:calm|quiet|silence)|without (?:fire|fighting|bombs|bombing|shelling|strikes))
        {_CEASE} of {_FEW} | operations should be suspended for
        """
    ),
    "renewed": _any(rf"{_RESUMED} (?:of )?(?:the |this |its |their |israel's |any )?(?:[a-z\-]+ )?{_WAR}"),
    "ceasefire": _any(_CEASE),
    "goes_on": _any(
        rf"""
        {_WAR} (?:\w+ ){{0,4}}?(?:{_MUST}|cannot|can't|can|goes|go|is|does not|will not|won't) (?:not )?(?:be )?(?:allowed to |permitted to |have to )?(?:continue|go on|goes on|on|last|drag on|persist|resume|be won|being won|succeed|go ahead|carry on|continuing)
        {_WAR} (?:[a-z'\-]+ ){{0,4}}?to be (?:stepped up|intensified|widened|expanded|carried|won|brought to a successful)
        (?:continu\w+|keep|keeping|press\w* (?:on|ahead)|carry(?:ing)? on|pursu\w+|resum\w+|fight\w* on|keep up|step(?:ped)? up|complet\w+|finish\w*|win|winning) (?:with )?{_FILL}(?:{_WAR}|operat\w+|pressure|job|mission|task|attacking|going|fight)
        (?:we|they|we'll|and|must|will|shall|to|message:) (?:will |shall |must |have to |are going to )?(?:\w+ )?(?:fight(?: on)?|continue|press (?:on|ahead)|go on|carry on|keep going|win|win it)(?= until| till|[.,;!]|$)
        (?:until|till|before|unless) (?:\w+ ){{0,3}}?(?:victory|win|won|finished|hamas|the (?:job|mission|task|destruction|defeat)|all (?:our|its|the|of our) (?:aims|goals|objectives)|(?:its|our|every|their) (?:aims?|goals?|end))
        (?:total|complete|absolute|decisive|yes to|want) victory | finish the job | not stopping | take the time you need | keep operating | pressing ahead | press ahead
        (?:go|going|goes|return\w*) (?:back )?to (?:the )?(?:war|fighting) | (?:do|get on) (?:with it|what was needed) | let it be won | fight on
        (?:will|would|could|won't|can|to|nothing|no power)(?: \w+){{0,4}} (?:not )?stop (?:us|halfway|half way|before|until) | as long as (?:needed|it takes) | for as long as
        """
    ),
    "destroy": _any(
        r"""
        (?:eradicat|eliminat|destroy|destruct|dismantl|annihilat|crush|wip|root|toppl|defeat|uproot|remov|finish|obliterat|hunt)\w* (?:[a-z'\-]+ ){0,5}?(?:hamas\w*|enemy|them out|battalions|leaders)
        (?:defeat|destruction|elimination|end|surrender|eradication|dismantling) of hamas | until they are crushed | has to be destroyed | do away with
        hamas (?:[a-z]+ ){0,4}?(?:destroyed|defeated|eliminated|eradicated|dismantled|gone|beaten|finished|rooted out|crushed|toppled|no more|surrender\w*)
        """
    ),
    "end": _any(
        rf"""
        (?:[a-z]+ )?{_END} {_FILL}{_WAR} | (?:bring|brought) {_FILL}{_WAR}(?: \w+){{0,4}}? to (?:an?|its) (?:end|close|halt|stop)
        {_STOP} {_FILL}(?:{_WAR}|guns|weapons|arms) | put down the weapons | order israel to suspend
        {_WAR} (?:[a-z'\-]+ ){{0,6}}?{_MUST} (?:\w+ ){{0,2}}?(?:end|ended|stop|stopped|cease|halt|halted|silenced|over|called off|abandoned|discontinued|brought to|come to an?|suspended for good|switched off|the last)
        {_WAR} (?:\w+ ){{0,2}}?(?:stop|stops|stopped|cease|ceases|ceased|halted|ended)
        (?:guns|weapons|arms|bombs) (?:[a-z]+ ){{0,4}}?(?:silent|silence|silenced|rest|aside|stop) | cease (?:using|their|its|all) | sound of bombs give way
        (?:an?|the|any|immediate|this) (?:complete |full |immediate )?(?:halt|stop)(?! (?:to|of|in|sign)\b)
        (?:reject|oppos\w+|against|no to) (?:this|the|any|an?) (?:\w+ ){{0,2}}(?:war|offensive|assault|invasion|operation)
        enough is enough | (?:it|this|that) (?:has to|must|should) (?:stop|end) | war (?:\w+ )?over | guerre s'arr\w+ | end (?:it|this) | less war
        """
    ),
    "stop": _any(
        r"""
        (?:to|must|should|please|not|they|time to|when to|call to|we|and|it's time to|i beg you to) (?:stop|cease)(?: (?:it|this|now|fighting|shooting|firing|killing|bombing|shelling|attacking|at once|so that|today))?(?=[.,:;!?"]|$| so\b| and\b| now\b| before\b| with\b| was\b)
        stop (?:it|this|now|fighting|shooting|firing|killing|bombing|shelling|attacking|israel)
        """,
        tail="",
    ),
}

#: Operators left of a mention, in its clause: asking for it, or turning the attitude round.
LEFT: dict[str, re.Pattern[str]] = {
    "call": _any(
        r"""
        call\w*(?! off) | urg(?:e|es|ed|ing) | demand\w* | appeal\w* | ask(?:s|ed|ing)?(?! about| whether) | plead\w* | insist\w* | implor\w+ | beg | request\w*
        exig\w+ | ped(?:e|imos|ir) | encourag\w+ | advocat\w+ | push\w* | press(?:ed|es|ing)? | clamou?r\w* | stress\w* | emphasi\w+ | reiterat\w+ | join\w*
        requir\w+ | appelle\w* | demandons | llama\w* | propos\w+ | pray\w* | cry | speak(?:ing)? (?:out )?for | spoke out (?:for|in favou?r) | repeat\w*
        """
    ),
    "want": _any(
        r"""
        need\w* | want\w* | must | should | ought | hop(?:e|es|ed|ing) | wish\w* | seek\w* | desir\w+ | prefer\w* | necessary | imperative | essential
        urgent\w* | vital | indispensable | priority | crucial | favou?r\w* | let there be | let us | time (?:for|to|that) | has to | have to | falta
        il faut | is for | are for | yes to | way to | the least | glad of | values | sympathy for
        """
    ),
    "back": _any(
        r"""
        support\w* | back(?:s|ed|ing)? | welcom\w+ | endors\w+ | prais\w+ | applaud\w* | hail\w* | embrac\w+ | champion\w* | commend\w* | (?:co-?)?sponsor\w*
        accept\w* | agree\w* | greet\w* | salut\w+ | congratulat\w+ | thank\w* | relieved | rejoic\w+ | proud | uphold | honou?r\w* | believes? in
        keep | extend\w* | help(?:s|ed)? | satisfied | defend\w*
        """
    ),
    "act": _any(
        r"""
        work\w* | achiev\w+ | reach\w* | secur(?:e|ed|ing) | establish\w* | broker\w* | implement\w* | obtain\w* | bring\w* about | declar\w+ | arrang\w+
        efforts? | deliver\w* | restor\w+ | conclud\w+ | negotiat\w+ | mediat\w+ | mov(?:e|ing) to\w* | steps? (?:to\w*|in) | pav\w+ the way | return to
        watching over | monitor | offer\w*
        """
    ),
    "vote_yes": _any(
        r"vot\w+ (?:(?!against|no|down)\w+ ){0,6}?(?:in favou?r|for|yes|with) | yes (?:vote )?(?:to|on) | said yes | in the affirmative | its yes | vot\w+,[^,]*, for"
    ),
    "turn": _any(
        r"""
        reject\w* | oppos\w+ | refus\w+ | rul(?:e|es|ed|ing) out | resist\w* | block\w* | veto\w* | dismiss\w* | against | declin\w+ | object\w* | scorn\w*
        turn(?:s|ed|ing)? down | rebuff\w* | no to | brush\w* (?:off|aside) | exclud\w+ | delay\w* | prevent\w* | avoid\w* | obstruct\w* | hinder\w*
        stand in the way of | break(?:ing)? off | wait\w* | hesitat\w+ | vot\w+ (?:\w+ ){0,3}?(?:against|no|down)(?: on)? | no vote | its no | rechaz\w+
        hold(?:ing|s)? (?:\w+ )?up | yield\w* | ignor\w+ | unheeded | breach\w* of | collapse of (?:the |a )?$ | prolong\w* | only (?:when|after|once|then)
        """
    ),
    "judge": _any(
        r"""
        regret\w* | disappoint\w* | dismay\w* | deplor\w+ | lament\w* | condemn\w* | denounc\w+ | criticis\w+ | shame\w* | wrong | mistake | blam\w+
        unacceptable | illusion | premature | too (?:early|soon) | naive | danger\w* | obscene | disgrace\w* | surrender | capitulation | accus\w+(?: \w+){0,4} of hypocrisy | accus\w+
        betray\w* | warned against | impose\w*
        """
    ),
    "instead": _any(
        r"""
        instead of | rather than | as distinct from | as opposed to | in place of | in lieu of | substitute for | stand in for | short of
        not the same as | replace | victory to | over (?:an? |the )?(?:\w+ )?$ | and not | but not
        """
    ),
    "not": _any(
        r"""
        not | (?<!\ba )no | never | cannot | can't | won't | don't | doesn't | didn't | isn't | neither | nor | nobody | no one | none | nothing | unable
        fail(?:s|ed|ing|ure)? to | alternative to | far from | unwilling | stop(?:s|ped)? short of | hardly | nowhere | sans | ni
        den(?:y|ied|ies) | anything but(?= an?\b) | (?:does|do|can|could|will|would) (?:anyone|anybody) | is it (?:reasonable|fair|serious) | sees no
        """
    ),
    "lacking": _any(r"without | absence of | lack of | failing an?"),
    "about": _any(
        r"""
        whether | asked about | asked whether | speculat\w+ | mention\w* | discuss\w* | question of | nothing to announce | why | chances of | reference to | talks on
        terms of | announce on | debated | speaks of | position on | left open what
        """
    ),
    "abstain": _any(r"abst\w+ | astensione | not take part"),
}

#: Operators right of a mention, in its clause.
RIGHT: dict[str, re.Pattern[str]] = {
    "for": _any(
        r"""
        need\w* | urgent\w* | must(?! not) | imperative | essential | necessary | vital | crucial | overdue | the only (?:way|solution|path|answer) | the goal
        should(?! not) | has to | have to | at once | immediate\w* | without delay | as soon as possible | save (?:lives|thousands|people|children|civilians)
        holds? | maintained | respected | kept | is possible | right answer | in the interest | the least | welcome | wanted | first | worth | a must | honou?red
        indispensable | ya | can (?:be|save|help|work|start|begin) | useful | conceivable | was right | what is right | good news | within reach | cannot wait
        cannot come soon enough | duty | humanity | reason | lasts | open the door | should have come | every hour counts | of the mediators
        would (?:help|allow|let|open|matter|give|save) (?!hamas|the terror|its|terror|evil|murder|kidnap)\w+
        """
    ),
    "bad": _any(
        r"""
        (?:leav|help|benefit|serv|reward|embolden|strengthen|let|allow|enabl|giv|hand|favou?r|play|keep|legitimi[sz]|protect|sav|shield|rescu)\w* (?:only |just |in )?(?:\w+ ){0,2}?(?:hamas|terror\w*|the enemy|murderers?|kidnappers?|evil|its rule|them to|him to|rearm|to terror|hands of)
        (?:would|will)(?: only| simply| merely| not)? (?:prolong|perpetuate|freeze|tie|spare|undermine|harm|undercut|mean (?:surrender|defeat|victory|war|capitulation)|be (?:used|broken|a (?:gift|mistake|surrender|defeat|prize|capitulation|reward))|amount to|endanger|plant|buy|weaken|invite)
        premature | unrealistic | impossible | out of the question | unacceptable | surrender | capitulation | no sense | mistake | pointless | futile | gift
        regroup\w* | rearm\w* | reload | illusion | prize | reckless | can wait | has to wait | no possibility | tie the hands | stop hamas | ne ferait que
        not the (?:answer|time|solution|moment|way|right) | not (?:possible|acceptable|realistic|on the|an option|appropriate|now|come) | without the release
        break it | broke | tactical | (?:only )?(?:after|when|once) (?:every|all|hamas|the hostages|it) | one-sided | another massacre | another october
        leaves? (?:\w+ )?(?:hamas|terror\w+|the murderers|the kidnappers|them) | moral failure | betray\w* | forget\w* | answer for it | licence to kill | agony
        means war | war tomorrow | let evil | madness | obscene | illusion | rule of hamas | hamas's rule | in place
        """
    ),
    "small": _any(
        r"""
        not enough | insufficient | inadequate | not sufficient | fall\w* short | too little | no substitute | not a substitute | far enough | hardly enough
        cannot (?:\w+ )?(?:replace|stand in|substitute) | will not do | won't do | not suffice | no longer suffice | half-measure | fig leaf | bandage
        do(?:es)? not stop | excuse | insult | no basta
        """
    ),
    "not": _any(r"not | never | cannot | can't | won't | no | isn't"),
    "turned": _any(
        r"delayed | postponed | prevented | blocked | refused | rejected | withheld | wait | fail | opposed | vetoed | collapse\w* | wrong | refusing | ends?(?! the| this) | ended"
    ),
}

CONDITION = re.compile(
    r"\b(?:until|unless|once|only after|only when|only if|as soon as (?!possible|practicable)|on condition(?: that)?|provided(?: that)?"
    r"|so long as|as long as|before|conditional (?:on|upon)|contingent (?:on|upon)|in exchange for|in return for|if|after|when"
    r"|while(?= (?:a|the|all|any|our|hamas|hostages|captives|rockets))|without (?:the release|freeing|the return)|linked to|tied to"
    r"|with (?:that|the) (?:release|return|proviso)|cannot be one[ \-]sided|any ceasefire (?:has to|must|cannot))\b[^.;:!?\"]*"
)
LATER = _any(
    r"""
    (?:lead\w*|pav\w+ the way|evolv\w+|becom\w+|turn\w* into|develop\w*|build\w*|grow\w*|mov\w+|going|result\w*|bridge)(?: \w+)? (?:to|toward|towards|for|into|in|a)
    eventual(?:ly)? | ultimate(?:ly)? | in time | in due course | one day | later | subsequent\w* | longer[ \-]term | then | followed by | on the way to
    in the future | may follow
    """
)
AT_ONCE = _any(
    r"now, not | in the same breath | immediate(?:ly)? (?:and permanent )?cease-?fire | at once | both | and calls for | permanent ceasefire now | today and"
)
PAST = _any(
    r"""
    there (?:was|had been) an? (?:\w+ )?(?:cease-?fire|truce) | (?:cease-?fire|truce) existed | (?:during|since) the (?:\w+ )?(?:cease-?fire|truce|pause|armistice)
    (?:cease-?fire|truce) (?:\w+ ){0,4}(?:until|before|till) (?:the morning of )?7 october | (?:cease-?fire|truce|pause) (?:expired|ended)
    in (?:19|20[01])\d+ an? (?:\w+ )?truce | (?:cease-?fire|truce|armistice) of (?:19|20)\d\d | (?:cease-?fire|truce) line
    """
)
OTHERS = _any(
    r"""
    protesters | demonstrators | critics | the opposition | crowds | journalists | reporters? | some of (?:my|our) colleagues | the arab states are
    the world wants | europe is divided | some in europe | western countries | hamas (?:said|claims?)
    """
)
#: Wars elsewhere, named as a place and not as a speaker ("in Lebanon", not "Lebanon's minister").
OTHER_WAR = _any(
    r"""
    (?:in|on|for|over|across|along|between|near|to|of|against) (?:the |eastern |southern |all |of )*(?:ukraine|lebanon|sudan|yemen|syria|libya|haiti|myanmar|kashmir|mali|somalia|ethiopia|tigray|iran|kosovo|caucasus|korean peninsula|golan|blue line|congo|sahel|west bank|india)
    ukrain(?:ian|e knows) | kyiv | russia (?:must|has to|should) | russia's war | russian (?:invasion|troops|aggression|forces|attacks?|withdrawal) | moscow (?:has to|must|should) | khartoum | el fasher | darfur | houthis? | hezbollah\w* | hizbullah
    goma | m23 | karabakh | armenia and | azerbaijan | rohingya | junta | taliban | haiti's gangs | india and pakistan | israel and iran | iran must | donbas | crimea | idlib | settlers in
    """
)
GAZA = _any(
    r"gaza\w* | palestin\w* | hamas | rafah | hostages? | captives? | khan younis | strip | 7 october | october 7 | netanyahu | on all fronts"
)
VOTE_NO = _any(r"vot\w+ (?:\w+ ){0,3}?(?:against|no|down) | no vote | its no | a no | \w+'s no | veto\w* | said no | text could only")
DISARM = re.compile(r"\bhamas (?:[a-z,]+ ){0,12}?(?:lay|lays|laying|put|puts) down (?:its|their|the) (?:arms|weapons)")
