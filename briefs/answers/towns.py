"""Towns: what may be the town, country or building that a question asks for, told from the others by its name."""

from __future__ import annotations

import re

from briefs.answers.countries import is_country, is_state
from briefs.answers.question import Question
from briefs.lexicon import DEMONYMS, PLACE_PAIRS, PLACES
from briefs.patterns import pattern
from briefs.terms import stem

_BUILDING = pattern(
    r"\b(?:Palace|House|Hotel|Hall|Castle|Tower|Centre|Center|School|University|College|Hospital|Airport|Station|Stadium|"
    r"Park|Street|Road|Square|Bridge|River|Lake|Church|Cathedral|Museum|Theatre|Theater|Prison|Court|Avenue|Garden|Gardens)\b"
)
_LEADING = pattern(r"^(?:(?:in|at|to|from|near|outside|across)\s+)?(?:the\s+)?", re.I)
_CITIES = frozenset(map(stem, "city town village capital".split()))
_VENUES = frozenset(map(stem, "building palace hotel venue stadium hall".split()))
_CITY_STATES = frozenset("singapore monaco luxembourg".split())
_STATE = pattern(r".*,\s(?:[A-Z]\.){2,}")
_TOWNS = frozenset(map(stem, "city town village capital country nation state".split()))


def asks_for_town(question: Question) -> bool:
    """Whether a town or a country is asked for by its noun: nothing but a name can be that."""
    return bool(_TOWNS & set(question.head))


def is_no_town(piece: str, question: Question) -> bool:
    """Whether `piece` is a building where a town or a country is asked for, or one of these where the other is."""
    if _VENUES & set(question.head):
        return piece.lower() in PLACES or piece.lower() in PLACE_PAIRS
    if not _TOWNS & set(question.head):
        return False
    bare = _LEADING.sub("", piece).removesuffix("’s").removesuffix("'s")
    if not any(c.isupper() for c in bare) and bare.isascii():
        return True  # “in costs”
    country = is_country(bare) or is_state(bare) or bare.lower() in DEMONYMS
    wrong = (
        country and bare.lower() not in _CITY_STATES if _CITIES & set(question.head) else bool(_STATE.fullmatch(piece))
    )
    return wrong or bool(_BUILDING.search(piece))


_BODY = pattern(
    r"\b(?:Group|Club|Party|Coalition|Union|Council|Company|Ministry|Department|Government|Team|Committee|Agency)$"
)


def venue_fit(piece: str, text: str, question: Question) -> int:
    """1 for the name of a building where one is asked for, -1 for another name, -2 for that of a body or
    of a place beside a building; else 0."""
    if not _VENUES & set(question.head):
        return 0
    return 1 if _BUILDING.search(piece) else -1 - bool(_BODY.search(piece) or _BUILDING.search(text))
