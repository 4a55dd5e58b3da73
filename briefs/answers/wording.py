"""Wording: the article's words that stand for a question's word: synonyms, other forms, typing errors."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from briefs.answers.lexicon import VERBS
from briefs.terms import stem

SYNONYM, RELATED, MISTYPED = 0.6, 0.7, 0.75
"""What a match is worth beside an exact one."""

_GROUPS = """
kill murder die death dead fatal fatality shoot slay
jail prison imprison sentence custody incarcerate behind-bars
arrest detain custody nick seize
sack fire dismiss axe oust drop
quit resign leave retire step-down
buy purchase acquire pay
sell sale auction
cost price fee worth value charge fetch
job work employment post position role profession
worker employee staff
kid child boy girl youngster teenager pupil
student pupil undergraduate
police officer cop force detective
car vehicle motor auto
truck lorry vehicle
bike motorbike motorcycle cycle bicycle
plane aircraft jet flight
injure hurt wound injury hospital
illness disease condition sick sickness disorder
doctor physician medic surgeon
film movie picture
wed marry marriage wife husband spouse partner
wife husband spouse
begin start launch open kick-off
end finish close conclude over
big large huge major great biggest largest
small little tiny minor
rise increase grow climb jump surge up gain higher
fall drop decline decrease slump down cut lower reduce shrink
help aid assist support
house home residence property
live reside resident home dwell
country nation state
firm company business corporation enterprise
boss chief head director executive manager ceo leader
lead leader head chief
president leader
university college uni campus school
teacher lecturer professor
election vote poll ballot
win victory beat defeat triumph victor
lose defeat loss
fight row clash bust fracas brawl attack assault
hit punch strike attack beat
say tell claim state comment remark add call
think believe reckon consider feel opinion view
want wish hope desire
need require necessary
reason cause motive because
plan intend aim propose
agree accept deal agreement
deal agreement pact accord treaty
meet meeting encounter summit talk
talk negotiation negotiate discussion
visit trip travel tour
make produce create manufacture build
factory plant
invent create develop
find discover discovery uncover come-across
show reveal indicate suggest demonstrate
study research survey report investigation
researcher scientist expert academic author
test exam examination
mark grade score
money cash fund sum pound dollar
rich wealthy
poor poverty
answer reply respond response
ask request call demand urge
allow let permit
stop prevent halt ban block
hide conceal
steal theft rob robbery thief
gadget device equipment tool kit
phone mobile telephone
picture photo photograph image
newspaper paper magazine
tv television broadcast show programme series
show series programme
band group singer musician act
song single track tune
match game fixture
coach manager trainer
goal score
team side club squad
border frontier
war conflict battle fighting
army troop soldier military force
bomb blast explode explosion
fire blaze wildfire
flood water
storm hurricane cyclone typhoon
ship boat vessel
road street motorway highway
shut close closed closure
reopen open
crash collide collision accident hit
accident crash incident
incident event happen place occur
happen occur place
religion faith church
name call title known
age old born aged year-old
famous celebrity star well-known
friend ally mate
enemy rival opponent foe
speak talk speech
write author pen
book novel
gift donate present donation give
promise pledge vow commit
threat threaten warn
worry concern fear
angry furious anger outrage
happy delight pleased glad
sad upset
sorry apologise apology regret
tax tariff duty levy
trade export import commerce
invest investment stake
law legislation bill act
judge court magistrate trial
lawyer attorney solicitor barrister counsel
guilty admit plead convict
victim
suspect accuse allege
charge accuse prosecute
release free
escape flee
rescue save
replace substitute stand-in replacement successor
predecessor former previous
first initial original
last final latest
quick fast rapid
begin inaugurate
today present current now
number amount figure total how-many
share percentage proportion percent per-cent
half fifty
colour hue
baby newborn infant
woman female lady girl
man male guy bloke
mother mum mom parent
father dad parent
parent mother father
brother sister sibling
dog pet animal
eat food meal dinner consume
fine ticket penalty
praise commend
drink alcohol beer wine
hotel inn
dorm dormitory residence hall house
doctor gp
school pupil classroom
weather forecast
hot heat warm temperature
cold freeze
win award prize
cut slash trim reduce
protest demonstration rally march
migrant refugee asylum immigrant
drug medicine medication
use utilise deploy
get receive obtain gain
send dispatch ship
keep retain hold
choose select pick elect appoint
elect vote choose
appoint name
pull withdraw
delay postpone hold-up late
tweet twitter post
social-media facebook twitter instagram
internet online web website
site website venue
host hold stage
summit talk meeting encounter
echo repeat
ceo chief executive
strong strength strengthen strongest
ally alliance allied
bond tie link connection
link intertwine
gesture symbol sign token
emblem symbol sign token
centre hub
area region zone district
town city village
tall height high
long length duration
wide width
deep depth
heavy weight
far distance
brainchild idea
us america american usa states
uk britain british kingdom
spain spanish spaniard
france french
germany german
china chinese
netherlands dutch
greece greek
poland polish
sweden swedish
denmark danish
turkey turkish
ireland irish
wales welsh
switzerland swiss
norway norwegian
finland finnish
scotland scottish
england english
cyprus cypriot
mexico mexican
europe european
pm premier minister
mp politician lawmaker
govt government
population inhabitant resident
politics political view ideology
agenda topic issue
agenda discuss
topic subject issue matter theme
barrier obstacle hurdle ceiling
settle resolve compromise settlement
dispute row conflict disagreement quarrel standoff
dispute tension
mediate ease broker
feel proud happy grateful
effort initiative attempt
location venue place
overcome break
assume take inaugurate
praise tribute congratulate salute
honour honor celebrate celebration anniversary commemorate
cooperation partnership collaboration alliance
sanction embargo penalty
ceasefire truce armistice
casualty dead wounded victim
evacuate flee displace
minister secretary
border boundary
ballot referendum
opponent critic
supporter backer ally
criticism critic criticise
approve pass ratify
reject refuse veto
layoff redundancy dismiss
merge merger takeover
profit earnings income
loss deficit
shortage scarcity
outage blackout
verdict ruling judgment
appeal challenge
inquiry investigation probe
probe investigate examine
lawmaker parliament legislator
treat hospital
symbolise symbolize symbol
occasion celebration anniversary
""".strip().splitlines()


def _build() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _GROUPS:
        group = {stem(word) for word in line.split() if "-" not in word}
        for word in group:
            table.setdefault(word, set()).update(group - {word})
    return {word: frozenset(others) for word, others in table.items()}


class _Thesaurus:
    """Built at the first question, not at import."""

    def __init__(self) -> None:
        self._table: dict[str, frozenset[str]] | None = None

    def of(self, word: str) -> frozenset[str]:
        if self._table is None:
            self._table = _build()
        return self._table.get(word, frozenset())


_thesaurus = _Thesaurus()


def stand_ins(
    asked: str, vocabulary: Iterable[str], *, name: bool = False, names: Container[str] | None = None
) -> dict[str, float]:
    """The stems of `vocabulary` that may stand for the stem `asked`, and what each is worth, 0 to 1.

    A `name` may be mistyped even where it is short; where `names` are given, no other word stands for it.
    """
    others = _thesaurus.of(asked)
    if name and names is not None:
        others = frozenset(other for other in others if other in names)
    found: dict[str, float] = {}
    exact, beginning = False, asked[:4]
    for stem_ in vocabulary:
        if stem_ == asked:
            exact = True
            found[stem_] = 1.0
        elif stem_ in others:
            found[stem_] = SYNONYM
        elif stem_[:4] == beginning and _related(asked, stem_):
            found[stem_] = RELATED
    if not exact and len(asked) > (3 if name else 4) and asked.isalpha() and asked not in VERBS:
        for stem_ in vocabulary:
            if stem_ not in found and _mistyped(asked, stem_):
                found[stem_] = MISTYPED
    return found


def _related(one: str, other: str) -> bool:
    """“economy” and “economic”, “Thai” and “Thailand”: a long common beginning; the first four letters are alike."""
    if not one.isalpha():
        return False
    short, long = sorted((one, other), key=len)
    common = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    alike = common == len(short) or (common == len(short) - 1 and short[-1] in "aeiouy")
    return (common >= 5 and alike and len(long) - common <= 5) or (
        common == len(short) >= 4 and len(long) - common <= 4
    )


def is_mistyped(one: str, other: str) -> bool:
    """Whether `one` is a longer word with a letter wrong that was meant to be `other`."""
    return len(one) > 4 and one.isalpha() and _mistyped(one, other)


def _mistyped(one: str, other: str) -> bool:
    """One letter wrong, missing, too many, or two swapped; the first letter is right."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0] or len(other) < 4:
        return False
    if one[:3] != other[:3] and one[-3:] != other[-3:]:
        return False
    return any(_edits_match(one, other))


def _edits_match(one: str, other: str) -> Iterator[bool]:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    yield one[at + 1 :] == other[at + 1 :]
    yield one[at:] == other[at + 1 :]
    yield one[at + 1 :] == other[at:]
    yield one[at + 2 :] == other[at + 2 :] and one[at : at + 2] == other[at : at + 2][::-1]
