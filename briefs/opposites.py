"""Opposites: words that a thesaurus or a vector takes for neighbours, and that make two questions different ones."""

from __future__ import annotations

from functools import cache

from briefs.terms import stem

_OPPOSED = """
begin start launch open / end finish close stop conclude
open reopen / close shut
win winner victory gain / lose loser defeat loss
raise rise increase grow up higher gain / lower fall drop decrease cut reduce shrink down decline
buy purchase import / sell export
export / import
lend loan / borrow owe
give donate send pay / get receive take obtain earn
enter arrive join / leave exit depart quit
accept approve agree support back pass allow permit admit / reject refuse oppose deny ban forbid block veto
confirm / deny
live survive rescue save alive / die kill dead death drown
kill die dead death / injure hurt wound
create build found / destroy demolish
cause / prevent
employ hire appoint elect / sack fire dismiss resign
arrest detain charge / release free acquit
guilty convict / innocent acquit
friend ally / enemy rival
first early earliest / last late latest final
next upcoming future new / previous former last past old
high tall big large great maximum most / low short small little minimum least
long / short
rich / poor
hot warm / cold cool
young / old
more / less few
before / after
north / south
east / west
man men male boy husband son father brother king / woman women female girl wife daughter mother sister queen
adult / child
buyer customer / seller
employer boss / employee worker staff
teacher / student pupil
question ask / answer reply
attack / defend
advance / retreat
profit gain surplus / loss deficit debt
safe / dangerous
free / paid
legal / illegal
public / private
winter / summer
morning / evening afternoon night
day / night
departure / arrival
majority / minority
sign / break
find discover / lose hide
strengthen / weaken
good best better / bad worst worse
success succeed / fail failure
"""


def opposed(one: str, other: str) -> bool:
    """Whether two stems are opposites, such as those of “exports” and “imports”."""
    return other in _table().get(one, frozenset())


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _OPPOSED.strip().splitlines():
        left, right = ({stem(word) for word in side.split()} for side in line.split("/"))
        for word in left - right:
            found.setdefault(word, set()).update(right - left)
        for word in right - left:
            found.setdefault(word, set()).update(left - right)
    return {word: frozenset(others) for word, others in found.items()}
