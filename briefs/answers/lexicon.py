"""Lexicon: the closed classes of English, and its commoner verbs."""

from __future__ import annotations

from briefs.terms import IRREGULAR, stem


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words(
    """a an the this these those some any each every no his her its their our your my both either neither all many
    much few several such another whose"""
)
PREPOSITIONS = _words(
    """of in on at by for from to with into onto upon about above after against along among amid around as before
    behind below beneath beside besides between beyond despite down during except inside like near off out outside
    over past per since than through throughout till toward towards under underneath until up via within without
    versus including regarding concerning alongside following across aboard worth unlike"""
)
CONJUNCTIONS = _words("and or but nor yet plus &")
SUBORDINATORS = _words(
    """that which who whom what when where why how because while whilst although though whether unless if once whereas
    so wherever whenever whatever whoever"""
)
PRONOUNS = _words(
    """i me we us you he him she her it they them himself herself itself themselves themself myself ourselves
    yourself someone somebody anyone anybody everyone everybody nobody everything something anything nothing none
    mine ours yours his hers theirs there one ones others"""
)
MODALS = _words(
    "will would shall should can could may might must ought won't wouldn't can't cannot couldn't won’t "
    "wouldn’t can’t couldn’t 'll ’ll"
)
AUXILIARIES = MODALS | _words(
    """am is are was were be been being do does did have has had having isn't aren't wasn't weren't don't doesn't
    didn't haven't hasn't hadn't isn’t aren’t wasn’t weren’t don’t doesn’t didn’t haven’t hasn’t hadn’t"""
)
ADVERBS = _words(
    """not never also just only even still already now then soon later ago again too very quite rather almost about
    however therefore moreover meanwhile instead perhaps maybe often always sometimes seldom here there today
    yesterday tomorrow tonight once twice further nearly away back ahead well together n't more most less least
    far else ever yet long-standing earlier"""
)
NUMBER_WORDS = _words(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
    trillion dozen half first second third fourth fifth sixth seventh eighth ninth tenth dozens hundreds thousands
    millions billions zero twice"""
)
MONTHS = _words(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sept sep oct nov dec"""
)
ING_NOUNS = _words(
    """during morning evening building something anything nothing everything ceiling meeting king ring spring string
    wing thing sibling founding feeling wedding funding housing clothing training hearing ruling finding
    painting ranking
    reading warning beginning ending drawing gathering opening killing shooting bombing landing parking swimming
    banking engineering broadcasting advertising manufacturing marketing counting lightning offspring darling sterling
    filming being well-being setting stocking savings earnings proceedings surroundings"""
)
WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
_VERB_LIST = """accept accuse achieve acknowledge acquire act add address adjust admit adopt advance advise affect
    affirm afford agree aim alert allege allow announce answer anticipate apologise appeal appear apply
    appoint approach approve argue arise arrange arrest arrive ask assert assess assign assist assume
    assure attach attack attempt attend attract avoid await award back ban base beat become beg begin
    believe belong benefit bet bid blame block boost born borrow bother bounce break bring broadcast
    build burn buy calculate call campaign cancel capture care carry cast catch cause cease celebrate
    challenge change charge chase check cheer choose cite claim clarify clash clean clear climb close
    collapse collect combine come comment commit compare compete complain complete concede concern
    conclude condemn conduct confess confirm confront congratulate connect consider consist constitute
    construct consult contact contain continue contract contribute control convert convict convince cook
    cooperate cope cost count cover crash create criticise cross cry curb cut damage date deal debate
    decide declare decline decrease defeat defend define delay deliver demand demonstrate deny depart
    depend deploy describe deserve design destroy detain determine develop devote die differ disagree
    disappear disclose discover discuss dismiss display dispute distribute divide dominate donate double
    doubt drag draw drive drop earn ease echo eat educate elect eliminate embrace emerge emphasise
    employ enable encounter encourage end endorse enforce engage enhance enjoy ensure enter equip escape
    establish estimate evacuate examine exceed exchange exclude execute exist expand expect experience
    explain explode explore expose express extend face fail fall favour fear feature feed feel fight
    file fill film finance find finish fire fit fix flee float flood flow fly focus follow force
    forecast forget form found free fuel fulfil fund gain gather generate get give go govern grab grant
    greet grow guarantee guard guess guide hack hail halt handle happen harm hate have head hear help
    hide hire hit hold hope host hurt identify ignore illustrate imagine impose impress improve include
    increase indicate inflict influence inform inject injure inspire install insist intend interest
    introduce invade invest investigate invite involve isolate issue jail join judge jump justify keep
    kick kill know lack land last laugh launch lead lean learn leave lend let lie lift like limit link
    list listen live locate lock look lose love lower maintain make manage march mark marry match matter
    mean measure meet mention mind miss monitor move murder name need negotiate note notice obtain
    occupy occur offer open operate oppose order organise overcome owe own participate pass pay perform
    permit persuade pick place plan play plead please pledge plunge point pose possess post postpone
    pour practise praise predict prefer prepare present press pretend prevent proceed process produce
    profit prohibit promise promote prompt propose prosecute protect protest prove provide publish pull
    punch purchase pursue push put qualify question quit quote raise range rank reach react read realise
    rebuild recall receive reckon recognise recommend record recover recruit reduce refer reflect refuse
    regard register regret reject relate release rely remain remember remind remove renew rent repair
    repeat replace reply report represent request require rescue resemble resign resist resolve respond
    restore restrict result resume retain retire return reveal review rise risk roll rule run rush sack
    save say scrap search secure see seek seem seize select sell send sentence separate serve set settle
    shake shape share shift shoot shout show shut sign sing sink sit slam slip slow smoke solve sound
    speak specialise spend split sponsor spot spread stage stand star start state stay steal step stick
    stop store stress strike strip struggle study submit succeed suffer suggest supply support suppose
    surge surprise surrender surround survey survive suspect suspend sustain sweep swim swing switch
    take talk target taste teach tell tend term test thank think threaten throw tie total touch track
    trade train transfer transform transport travel treat trigger trust try tumble turn tweet uncover
    undergo underline undermine underscore understand undertake unite unveil update urge use value vary
    view visit vote wait walk want warn wash waste watch weaken wear weigh welcome win wipe wish
    withdraw witness wonder work worry wound wrap write yell yield accompany accelerate abandon abolish
    abuse absorb accuse adapt admire amend analyse attribute commend commemorate compensate complicate
    comprise conceal concentrate conquer criticize culminate dedicate derive designate devastate dig
    drown exhibit export import initiate inscribe inhabit integrate interact interpret interview merge
    migrate nominate originate outlaw overthrow overturn pardon patrol preserve preside print project
    quarry rebel reign rename reopen resettle reshape secede separate sponsor stem strengthen sue
    supervise tackle topple tour trace translate uphold violate volunteer bolster boycott broker chair
    coach co-found commission crown cultivate depict deport detect devise discourage dispatch dissolve
    dub erupt excavate extradite hail honour inaugurate incorporate inherit lobby mediate memorise mourn
    oust outline outnumber own pave penetrate plunder poll prosper ratify reassure reclaim redesign
    refurbish reinforce reinstate relocate replicate scatter shelter shrink smuggle spark stabilise
    staff stipulate subsidise summon surpass symbolise synthesise tighten trap undergo unify urbanise
    utilise vaccinate venture vow wield""".split()

VERBS = frozenset(stem(word) for word in _VERB_LIST) | frozenset(_VERB_LIST)
"""Stems (and base forms) of words that may be verbs."""
VERB_FORMS = frozenset(
    form
    for form in IRREGULAR
    if form
    not in _words(
        "children men women people persons feet teeth mice lives wives halves leaves knives shelves "
        "percentage percentages"
    )
)
"""Irregular past forms and participles."""
_NOT_PAST = _words(
    """need indeed hundred speed red bed seed breed creed deed feed greed weed shed sacred naked wicked united
    unprecedented kindred sped embed bleed exceed proceed succeed being doing having does dies dying lies lying"""
)


def is_past_form(low: str) -> bool:
    """Whether a lower-case word looks like a past tense or past participle."""
    if low in _NOT_PAST:
        return False
    return low in VERB_FORMS or (len(low) > 3 and low.endswith("ed") and not low.endswith("eed")) or low in _SAME


_SAME = _words(
    "put cut hit hurt let set shut split spread cost quit bet broadcast forecast burst cast read beat "
    "become come run overcome"
)
