"""Saying: the verbs and nouns with which English reports somebody's words."""

from __future__ import annotations

_SPEECH = """
    shrug smile grin beam nod acknowledge add admit advise affirm agree allege announce answer ask
    assert assure attest aver boast caution chant chime claim clarify comment complain concede
    conclude confess confirm contend continue counter cry declare deny disclose drawl elaborate
    emphasize emphasise enthuse estimate exclaim explain fume grumble guess hint hold imply inform
    inquire insist interject intone jest joke lament laugh maintain mention mumble murmur muse
    mutter note observe opine phone plead pledge pray preach predict proclaim promise propose
    protest quip reaffirm reason recall recollect recount reflect reiterate relate relay remark
    remember remind repeat reply report respond retort reveal rule scold scoff scream sell shout
    shriek sigh signal snap speculate state stress stutter suggest surmise tease testify text
    theorize theorise thunder tweet underline underscore urge venture vow wail warn whisper whine
    wonder yell sing query post type e-mail email message lecture instruct interrupt marvel offer
    order rant rave reassure sum demand rejoin crow snarl sneer bark gush coo
    """.split()
_TREATMENT = """
    accuse address admonish advocate applaud argue assail attack bash bemoan berate blame blast
    brand call celebrate challenge champion characterize characterise charge chide cite commend
    compare condemn congratulate credit criticize criticise decry defend demand denounce deride
    describe discuss dismiss dispute downplay dub echo encourage endorse exhort express extol fault
    greet hail highlight honor honour hope invoke issue label lambaste laud liken list lash lauded
    mock name outline paint peg pen point praise pronounce propose publish push question quote rail
    rate rebuke reference refer reject release ridicule salute say scorn seethe share slam spell
    support tag tell thank threaten tout trumpet unveil use voice welcome reassert repudiate rue rip
    hammer pound tear urge summarize summarise recommend reprimand regard view consider deem define
    admire cheer boo introduce identify stipulate require prohibit specify affirm forecast expect
    believe fear feel want think know
    """.split()
_IRREGULAR = """
    said say says saying told tell tells telling wrote write writes writing written spoke speak
    speaks speaking thought think thinks thinking felt feel feels feeling found find finds finding
    held hold holds holding read reads reading put puts putting swore swear swears swearing sang
    sing sings singing shot went goes began begins begin gave gives give giving made makes make
    making taught let pled cried cries crying replied replies replying denied denies denying implied
    implies implying testified testifies testifying queried emphasised sought seeks seeking saw sees
    drew draws kept keeps forecast quoth identified identifies clarified clarifies specified
    specifies relied typified vilified
    """.split()
DOUBLED = frozenset("shrug grin nod quip snap admit hint plead chat tag dub rip peg pen sum rap nag brag".split())


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    stem = verb + verb[-1] if verb in DOUBLED and verb not in ("hint", "plead") else verb
    return verb, verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), stem + "ed", stem + "ing"


_SPEECH_IRREGULAR = """
    read reads reading said say says saying told tell tells telling wrote write writes writing
    written sang swore cried replied denied testified went
    """.split()
SPEECH = frozenset(form for verb in _SPEECH for form in _forms(verb)) | frozenset(_SPEECH_IRREGULAR)
"""Verbs that can stand alone beside a quotation: “…,” she muttered."""

BARE = frozenset(_SPEECH) - frozenset("say ask write add warn argue insist explain".split())
"""Base forms that beside a quotation are nouns or adjectives: “…,” state media reported."""

REPORTING = SPEECH | frozenset(form for verb in _TREATMENT for form in _forms(verb)) | frozenset(_IRREGULAR)
"""Those and verbs that take somebody's words inside their own sentence: he called it “…”."""

SAYING_NOUNS = frozenset(
    """
    accusation acknowledgment advice allegation analysis announcement answer appeal argument
    assertion assessment assurance attack blog book boast brief briefing broadside caution challenge
    characterization claim column comment comments complaint conclusion criticism critique
    declaration demand denial denunciation description email emails e-mail essay explanation
    expression interview joke letter line manifesto memo memoir message missive motto note
    observation op-ed opinion phrase pledge plea post posting prediction promise proposal question
    quip reaction rebuke reference remark remarks reply report request response retort review ruling
    slogan speech statement statements suggestion testimony text threat tweet tweets verdict view
    vow warning word words support call calls insistence belief contention quote quotes quotation
    rhetoric tirade salvo insult insults
    """.split()
)
"""Nouns whose owner said what follows: Lee's claim that “…”."""

DOCUMENTS = frozenset(
    """
    report letter statement ruling book article editorial study survey poll document complaint
    lawsuit filing indictment order memo email website site bill law bylaws rules rule constitution
    resolution sign banner ad advert advertisement video clip poster headline caption piece column
    paper newspaper magazine post tweet petition review transcript manifesto motion decision
    judgment opinion finding findings agreement treaty message announcement label leaflet notice
    """.split()
)

NARROW = frozenset(
    """
    continue continues continued continuing hold holds held holding make makes made making give
    gives gave giving keep kept keeping see sees saw seeing find finds found finding draw draws drew
    drawing begin begins began use uses used using support supports supported supporting read reads
    reading let offer offers offered order
    """.split()
)
"""Verbs of saying only where a colon or a comma leads on: he continued: “…”, but not he made “progress”."""
TITLING = frozenset("titled entitled called named dubbed nicknamed headlined labelled labeled known christened".split())
"""Words before the name of a work or a thing, which marks enclose without quoting anybody."""
