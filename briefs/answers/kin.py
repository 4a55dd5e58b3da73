"""Kin: verbs that may tell of one deed: where one is asked about and another told, the article may well answer.

These are too loose to rank sentences by (they cost half a point of sentence at 1); they only hold back a refusal.
"""

from __future__ import annotations

from collections.abc import Container

from briefs.terms import stem

_GROUPS = """
total amount reach sum
accept receive welcome
sit meet talk
visit meet arrive travel
sell export ship
buy import
shout yell scream rant abuse tirade
oppose protest criticise criticize object against outrage condemn slam
criticise criticize attack slam condemn blame
praise commend laud applaud hail admire compliment
interview question speak quiz
speak tell say
deliver speech address lecture
convince persuade lead inspire prompt
extend expand lengthen prolong widen
shorten cut reduce
fire shoot
contract catch
abandon drop scrap quit give-up
borrow lend loan debt
owe debt
cancel scrap call-off drop
introduce impose adopt enact
impose introduce levy
postpone delay defer
approve pass back accept endorse ratify
endorse back support
reject refuse turn-down decline deny
deny reject dismiss
insult offend mock
apologise sorry apology regret
thank grateful gratitude
congratulate praise hail
celebrate mark anniversary party
mark commemorate celebrate
establish found set-up create launch
found start establish create
found founder founding
compose write
paint painting painter
teach tutor lecture educate
learn study find-out
study attend graduate degree education educate school university college
graduate degree
hire recruit appoint employ
own owner belong possess
rent lease hire
occupy seize capture
capture seize catch arrest
attack assault raid strike bomb
invade attack occupy
defend protect guard
protect guard shield safeguard
survive live survivor alive
drown drown sink
sink drown
burn fire blaze
break smash shatter
destroy wreck ruin demolish raze burn
damage destroy harm wreck
repair fix mend restore
restore repair renew
clean wash
arrive land reach come
leave depart exit go
depart leave
travel fly drive go journey
fly flight
land arrive
stay remain lodge
remain stay continue
sleep bed
wear dress clothes outfit suit
dress clothes outfit
host hold stage organise
hold host stage
organise arrange hold stage plan
attend join present guest
join attend member
invite invitation guest
serve dish menu
cook chef kitchen dish
grow raise plant
plant grow
harvest crop
hunt kill
transport carry ship
carry transport bear
deliver bring hand
hand give pass
bring take carry
exchange swap trade
translate interpreter translation interpret
pronounce say
nominate name choose
inherit leave
marry wife husband wedding bride groom
divorce split separate
date romance relationship
insist say claim
reveal disclose announce unveil
announce declare unveil reveal say
declare announce state
confirm say admit
predict forecast expect
expect predict anticipate likely
warn caution alert
urge call appeal press
appeal ask plead
beg plead
complain complaint grumble
accuse allege blame charge
sue lawsuit court legal
fine penalty
punish penalty sentence fine
ban prohibit forbid outlaw bar
forbid ban prohibit
limit restrict cap curb
restrict limit curb
measure record
record log register
weigh weight
count number tally
calculate estimate work-out
estimate put reckon
test check try
check inspect examine
inspect check examine
monitor watch track
watch see view
notice spot see
spot see notice
hear listen
sing song singer
dance dancer
act actor actress
direct director
star actor actress
play game
score goal point
compete contest race
qualify reach
draw tie level
beat defeat win
transfer move sign
shoot film
publish release print book
release launch publish
print publish
design designer architect
build builder construct construction
construct build
demolish raze destroy
pollute pollution
affect impact influence hit
influence affect inspire
cause lead trigger because due result
trigger cause spark
result cause lead
consist comprise contain include
contain include hold
include contain
connect link join
link connect tie relation
separate divide split
divide split
cover include
surround around
locate location place site lie
situate locate
originate begin start origin
derive come origin
evolve develop
double twice
shrink fall
salary pay wage earn
earn pay salary make wage
tension dispute conflict
dispute row disagree contest
negotiate negotiation talk
premier minister
represent symbolise symbolize symbol emblem become
offer promise pledge
respond echo reply answer
provoke draw attract
attract draw
commit commitment pledge
symbolise symbolize symbol emblem
nickname bill dub call know name title
cancel revoke drop withdraw overturn annul void lift
win claim
claim win
own owner belong possess
sell market
consume eat drink
precede follow before
lose cost cut axe
plant grow donate give
follow precede after
eat consume
run hold organise conduct operate
praise commend
hold host stage take-place
cure treat treatment
treat treated treatment cure hospital surgery surgeon operation operate doctor
settle resolve solve compromise agree agreement deal
overcome break surmount shatter defeat
dispute contest challenge doubt question debate
""".strip().splitlines()


def _build() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _GROUPS:
        group = {stem(word) for word in line.split() if "-" not in word}
        for word in group:
            table.setdefault(word, set()).update(group)
    return {word: frozenset(others) for word, others in table.items()}


class _Kin:
    """Built at the first question, not at import."""

    def __init__(self) -> None:
        self._table: dict[str, frozenset[str]] | None = None

    def of(self, verb: str) -> frozenset[str]:
        if self._table is None:
            self._table = _build()
        return self._table.get(verb, frozenset())


_kin = _Kin()


def has_kin(verb: str, vocabulary: Container[str]) -> bool:
    """Whether any verb that may tell of the same deed as the stem `verb` is in `vocabulary`."""
    return any(other in vocabulary for other in _kin.of(verb))


def kin_of(verb: str) -> frozenset[str]:
    """The stems of verbs that may tell of the same deed as the stem `verb`."""
    return _kin.of(verb)
