"""Occasions: to whom, when and where words were said, as the article puts it beside the verb of saying."""

from __future__ import annotations

from briefs.lexicon import CALENDAR, PREPOSITIONS
from briefs.speakers import Lead
from briefs.syntax import Syntax

LONGEST = 14
"""Tokens."""
_TELLING = frozenset(
    """
    told tells tell telling asked asks asking assured reminded warned informed wrote writes texted
    emailed
    """.split()
)
_OPENS = frozenset("at in on to during after before from via through with following outside inside over".split())
_DAYS = frozenset("yesterday today tonight earlier later last this".split())
_STOPS = frozenset("that as because while when if but and where who which about of for whether like".split())
_TALKS_ON = frozenset(("of", "for", "about"))


def occasion_of(syntax: Syntax, lead: Lead, quote_at: int, last: int) -> str:
    """“told reporters on Monday”, “in a statement”; empty where the text does not say.

    Verbatim: from the verb, or after the speaker where the verb comes first.
    """
    if lead.verb < 0 or lead.sieve not in ("after", "before", "participle", "closing"):
        return ""
    inverted = lead.source.first > lead.verb
    start = lead.source.last if inverted else lead.verb + 1
    high = min(quote_at if quote_at > lead.verb else last, start + LONGEST)
    end = start
    while end < high and _goes_on(syntax, end, start):
        end += 1
    while end > start and syntax.lows[end - 1] in PREPOSITIONS:
        end -= 1
    if end == start or not _tells_when_or_whom(syntax, start, end, lead, inverted):
        return ""
    return syntax.words(start if inverted else lead.verb, end)


def _goes_on(syntax: Syntax, at: int, start: int) -> bool:
    low = syntax.lows[at]
    if syntax.quoted(at) or not (low[0].isalnum() or low in ("'s", "&")):
        return False
    return low not in _STOPS or (low in _TALKS_ON and at > start and syntax.lows[at - 1] not in _STOPS and low == "of")


def _tells_when_or_whom(syntax: Syntax, start: int, end: int, lead: Lead, inverted: bool) -> bool:
    low = syntax.lows[start]
    if low in _OPENS or low in CALENDAR or low in _DAYS:
        return True
    return not inverted and syntax.lows[lead.verb] in _TELLING and end - start <= LONGEST
