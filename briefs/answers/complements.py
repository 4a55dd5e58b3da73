"""Complements: what “for”, “on behalf of” or “besides” brings where a question asks for it by its preposition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.frames import noun_end
from briefs.answers.gaps import Gap, fill, read_gap
from briefs.answers.kinds import Kind
from briefs.answers.tagging import Word
from briefs.model import PersonKind
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

LOOKED_INTO = 4
"""Best sentences in which an asked complement is looked for."""
_ARTICLES = ("the", "a", "an")
_BEHALF = pattern(
    r"\bon\s+behalf\s+of\s+(?:who|whom|what|which)\b|\bon\s+(?:whose|which\s+\w+(?:['’]s)?)\s+behalf\b"
    r"|\bin\s+(?:whose|which\s+\w+(?:['’]s)?)\s+name\b|\bin\s+the\s+name\s+of\s+(?:who|whom|what|which)\b",
    re.I,
)
_STANDS_IN = pattern(r"\bon\s+behalf\s+of\s+|\bin\s+the\s+name\s+of\s+", re.I)
_REASONS = pattern(
    r"^\W*for\s+(?:(?:what|which)\s+(?:(?:two|three|four|\d)\s+)?(?:reasons?|things?|deeds?|acts?|merits?)"
    r"|what\s+(?:did|does|has|had|is|are|was|were))\b",
    re.I,
)
JUDGES = frozenset(
    map(
        stem,
        """thank praise commend congratulate applaud honour honor criticise criticize blame fine arrest jail punish
        award credit condemn
        apologise apologize salute hail laud admire compliment fault rebuke scold celebrate decorate
        """.split(),
    )
)
"""Verbs whose “for” tells the reason; another verb may pay for, wait for or stand for something."""
_BESIDES = pattern(
    r"\b(?:besides|apart\s+from|other\s+than|in\s+addition\s+to|aside\s+from|not\s+(?:just|only)\s+for)\s+(?:the\s+)?(?P<given>[\w.’'-]+)",
    re.I,
)
_BUT = pattern(
    r"\bnot\s+(?:just|only|merely|simply)\b(?P<one>[^.;!?]{1,120}?),?\s+but\s+(?:also\s+)?(?:(?:for|to|in|with|of|by|on|at|from)\s+)?"
)
_PARTNER = pattern(r"\b(?P<one>[\w.’'-]+)\s+and\s+(?:who|whom|what)\W*$", re.I)


def name_complement(laid: Match, order: Sequence[int]) -> Found | None:
    """The words of one of the best sentences in the asked complement; None where the question has another form."""
    best = order[:LOOKED_INTO]
    return _pair(laid) or _principal(laid, order) or _reason(laid, best) or _besides(laid, best) or _partner(laid, best)


_WHO_TWO = pattern(r"^\W*who\s+(?:are|were)\s+the\s+two\s+\w+(?:\s+who\b.*)?\W*$", re.I)


def _pair(laid: Match) -> Found | None:
    """The two people whom the article names side by side: “Ann Doe and Bob Roe” for “who are the two leaders?”."""
    if not _WHO_TWO.match(laid.question.text):
        return None
    for i, named in enumerate(laid.index.cast.named):
        people = [one for one in named if laid.index.cast.people[one.person].kind is PersonKind.PERSON]
        for one, two in pairwise(people):
            if one.person != two.person and laid.index.texts[i][one.end : two.start] == " and ":
                return Found(i, one.start, two.end)
    return None


def _principal(laid: Match, order: Sequence[int]) -> Found | None:
    """For whom somebody acts: “on behalf of the club” for “in whose name?”."""
    if not _BEHALF.search(laid.question.text):
        return None
    verb = {s for s, worth in laid.worth.get(laid.question.verb, {}).items() if worth > ALIKE}
    for i in order:
        found = _STANDS_IN.search(laid.index.texts[i])
        if found and (not verb or verb & laid.index.counts[i].keys()):
            return phrase_at(laid, i, found.end())
    return None


def phrase_at(laid: Match, i: int, start: int) -> Found | None:
    """The noun phrase of sentence `i` that begins at this character, without its article."""
    words = laid.index.reading(i).words
    at = next((k for k, w in enumerate(words) if w.start >= start), len(words))
    end = noun_end(words, at)
    first = at + (end > at + 1 and words[at].lower in _ARTICLES)
    return Found(i, words[first].start, words[end - 1].end) if end > at else None


def _reason(laid: Match, best: Sequence[int]) -> Found | None:
    """For what somebody is thanked, praised or blamed, whole, in the sentence that tells it of the asked two."""
    question = laid.question
    asked = question.kind is Kind.WHY or _REASONS.match(question.text)
    gap = read_gap(question) if asked and question.verb in JUDGES else None
    if gap is None:
        return None
    filled = [
        (fit, -k, i, place) for k, i in enumerate(best) for fit, place in _for_what(laid, replace(gap, slot="for"), i)
    ]
    if not filled:
        return None
    _, _, i, (first, end) = max(filled)
    words = laid.index.reading(i).words
    return Found(i, words[first].start, words[end - 1].end)


def _for_what(laid: Match, gap: Gap, i: int) -> Iterator[tuple[float, tuple[int, int]]]:
    for one in fill(laid, gap, i):
        if one.place and one.fit >= FIT and laid.index.reading(i).words[one.place[0]].lower != "behalf":
            yield one.fit, one.place


FIT = 0.4
"""How well a sentence must tell of the asked deed before its reason is given: its verb, done by nobody else."""


def _besides(laid: Match, best: Sequence[int]) -> Found | None:
    """The other of two that “not just …, but …” names, where a question gives the one."""
    asked = _BESIDES.search(laid.question.text)
    given = set(content_stems(asked["given"])) if asked else set()
    if not asked and _FOR_WHOM.match(laid.question.text):
        return _for_both(laid, best)
    for i in best if given else ():
        found = _BUT.search(laid.index.texts[i])
        if found and given & set(content_stems(found["one"])):
            return phrase_at(laid, i, found.end())
    return None


_FOR_WHOM = pattern(r"^\W*for\s+(?:whom?|what)\s+(?:is|was|are|were)\s", re.I)


def _for_both(laid: Match, best: Sequence[int]) -> Found | None:
    """“Not just for the town, but for the state”, where a question asks for whom it is."""
    for i in best:
        found = _BUT.search(laid.index.texts[i])
        if found and found["one"].split()[:1] == ["for"] and laid.coverage[i] >= ALIKE:
            last = phrase_at(laid, i, found.end())
            return Found(i, found.start(), last.end) if last else None
    return None


def _partner(laid: Match, best: Sequence[int]) -> Found | None:
    """Who or what “and” joins to the name that a question ends with: “a treaty between Peru and whom?”."""
    asked = _PARTNER.search(laid.question.text)
    given = {s for one in content_stems(asked["one"]) for s in laid.worth.get(one, {})} if asked else set()
    for i in best if given else ():
        words = laid.index.reading(i).words
        for k in range(1, len(words) - 1):
            if words[k].lower == "and" and words[k - 1].stem in given and (end := _name_end(words, k + 1)):
                return Found(i, words[k + 1].start, words[end - 1].end)
            if words[k].lower == "and" and words[k + 1].stem in given and words[k - 1].tag == "M":
                return Found(i, words[k - 1].start, words[k - 1].end)
    return None


def _name_end(words: Sequence[Word], at: int) -> int:
    end = noun_end(words, at)
    return end if end > at else 0
