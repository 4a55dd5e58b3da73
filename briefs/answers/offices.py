"""Offices: how long somebody has held one when something happens, and what makes that, or a meeting, historic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.frames import Place, noun_end
from briefs.answers.index import LONGEST_READ
from briefs.answers.mentions import Form
from briefs.answers.tagging import Word
from briefs.patterns import pattern
from briefs.terms import content_stems

NEAR = 4
"""Words between “first” and its noun."""
_ASKS_LONG = pattern(
    r"\bhow\s+(?:long|many\s+(?:days|weeks|months|years))\s+(?:had|has|have)\s+(?P<who>[^?,]{2,60}?)\s+(?:already\s+)?"
    r"(?:been|held|served|led|headed|ruled|governed|run)\b[^?]{0,80}?\s(?:when|before|by|at|as\s+of|prior\s+to|until)\s",
    re.I,
)
_SPAN = (
    r"(?P<span>(?:(?:just|only|barely|about|nearly|almost|some)\s)?"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|several|a\sfew)\s(?:days?|weeks?|months?|years?))"
)
_TAKES = (
    r"(?:assum(?:ed|ing)|took|taking|bec(?:ame|oming)|(?:was|being)\s(?:sworn|elected|appointed|inaugurated|named|chosen)"
    r"|entered|entering|won|winning|came\sto\spower)"
)
_AFTER = pattern(rf"\b{_SPAN}\safter\s(?P<clause>[^,.;:—–?!]{{0,60}}?\b{_TAKES}\s[^,.;:—–?!]{{2,80}})", re.I)
_AGO = pattern(rf"(?P<clause>\b{_TAKES}\s[^,.;:—–?!]{{2,60}}?)\s{_SPAN}\s(?:ago|earlier|before)\b", re.I)
_ASKS_SINCE = pattern(
    r"^\W*since\s+(?:when|(?:what|which)\s+(?:month|year|date|day|week))\s+(?:has|have|had|is|was)\s+(?P<who>[^?,]{2,60}?)\s+"
    r"(?:been|in\s+(?:office|power)|held|led|president|prime\s+minister|governor|mayor|chancellor|leader)\b",
    re.I,
)
_TOOK = pattern(rf"\b{_TAKES}\b", re.I)
_CLAUSE = pattern(r"[,;:—–.?!]")
_PEOPLE = frozenset("he she they who".split())
_PRONOUN = pattern(r"(?:he|she|they|his|her|their|taking|assuming|becoming|being|entering|winning)\b", re.I)
_HISTORIC = (
    r"(?:historic(?:al)?|significant|notable|remarkable|special|unprecedented|unusual|unique|groundbreaking|pioneering"
    r"|milestone|noteworthy|landmark)"
)
_ASKS_WHY = pattern(
    r"^\W*(?:why|in\s+what\s+(?:way|sense|respect))(?:['’]?s|\s+(?:is|was|were|are))\s+(?P<thing>[^?]{3,120}?)"
    rf"\s+(?:considered\s+|seen\s+as\s+|called\s+|so\s+|said\s+to\s+be\s+)?(?:an?\s+)?{_HISTORIC}"
    r"(?:\s+(?:one|event|moment|step))?\W*$",
    re.I,
)
_ASKS_WHAT = pattern(
    rf"^\W*what\s+(?:makes|made)\s+(?P<thing>[^?]{{3,120}}?)\s+(?:so\s+)?(?:an?\s+)?{_HISTORIC}(?:\s+(?:one|event|moment|step))?\W*$",
    re.I,
)


def name_office(laid: Match, order: Sequence[int]) -> Found | None:
    """The time in office, or the “first …” that makes it historic; None where the question has another form."""
    return _held(laid) or _since(laid) or _historic(laid, order)


def _held(laid: Match) -> Found | None:
    """“One week” of “one week after she took office”, for how long she had been mayor when it was."""
    asked = _ASKS_LONG.search(laid.question.text)
    who = set(content_stems(asked["who"])[-1:]) if asked else set()
    for i, text in enumerate(laid.index.texts if who else ()):
        found = _AFTER.search(text[:LONGEST_READ]) or _AGO.search(text[:LONGEST_READ])
        if found and _is_theirs(laid, i, found, who):
            return Found(i, *found.span("span"))
    return None


def _since(laid: Match) -> Found | None:
    """“March” of “Doe, who took office in March”, for since when she has been mayor."""
    asked = _ASKS_SINCE.match(laid.question.text)
    who = set(content_stems(asked["who"])[-1:]) if asked else set()
    for i, text in enumerate(laid.index.texts if who else ()):
        here = laid.index.counts[i].keys() | laid.index.carried[i].keys()
        took = _TOOK.search(text[:LONGEST_READ]) if who & here else None
        end = _CLAUSE.search(text, took.end()) if took else None
        if took is None:
            continue
        for mention in laid.index.reading(i).candidates:
            inside = took.end() <= mention.start and mention.end <= (end.start() if end else len(text))
            if mention.form is Form.TIME and inside and who & _before(laid, i, took.start()):
                return Found(i, mention.start, mention.end)
    return None


def _before(laid: Match, i: int, at: int) -> set[str]:
    """The words of the sentence before this place, from the last name on, and whom a pronoun there stands for."""
    words = [w for w in laid.index.reading(i).words if w.end <= at]
    last = max((k for k, w in enumerate(words) if w.tag == "M"), default=0)
    pronoun = any(w.lower in _PEOPLE - {"who"} for w in words[last:])
    return {w.stem for w in words[last:]} | (set(laid.index.carried[i]) if pronoun else set())


def _is_theirs(laid: Match, i: int, found: re.Match[str], who: set[str]) -> bool:
    """Whether the asked one took office there: by name, or as the one whom a pronoun, or nobody, stands for."""
    clause = found["clause"]
    if who & set(content_stems(clause)):
        return True
    here = laid.index.counts[i].keys() | laid.index.carried[i].keys()
    bare = found.start("clause") < found.start("span") or bool(_PRONOUN.match(clause))
    return bare and bool(who & here)


def _historic(laid: Match, order: Sequence[int]) -> Found | None:
    asked = _ASKS_WHY.match(laid.question.text) or _ASKS_WHAT.match(laid.question.text)
    if not asked:
        return None
    thing = content_stems(asked["thing"])
    return next(_firsts(laid, order, thing), None)


def _firsts(laid: Match, order: Sequence[int], thing: Sequence[str]) -> Iterator[Found]:
    """“First female mayor” of “she became the first female mayor”: what the asked person, or thing, is the first of."""
    meant = [{s for s, worth in laid.worth.get(one, {}).items() if worth > ALIKE} for one in thing]
    who = {s for one in meant for s in one if s in laid.index.names}
    nouns = {s for one in meant for s in one} - who
    for i in order:
        if " first " not in laid.index.texts[i][:LONGEST_READ]:
            continue
        reading = laid.index.reading(i)
        for k, word in enumerate(reading.words):
            head = _head(reading.words, k) if word.lower == "first" else None
            if head is None:
                continue
            told = (_does(laid, i, f.subject, who) for f in reading.frames if f.object and _holds(f.object, k))
            if reading.words[head].stem in nouns or any(told):
                yield Found(i, word.start, reading.words[max(head + 1, noun_end(reading.words, k)) - 1].end)


def _head(words: Sequence[Word], first: int) -> int | None:
    """The last noun of the run that opens with “first”: “meeting” of “first official meeting between the two”."""
    run = takewhile(lambda k: words[k].tag in "NMJ", range(first + 1, len(words)))
    return max((k for k in run if words[k].tag == "N"), default=None)


def _holds(place: Place, k: int) -> bool:
    return place[0] <= k < place[1]


def _does(laid: Match, i: int, subject: Place | None, who: set[str]) -> bool:
    told = laid.index.reading(i).words[slice(*subject)] if subject else ()
    named = {w.stem for w in told}
    return bool(told) and bool(who & (named | (laid.index.carried[i].keys() if told[0].lower in _PEOPLE else set())))
