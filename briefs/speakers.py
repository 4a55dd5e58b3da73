"""Speakers: who said the words between two marks, found by sieves, the surest first."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.lexicon import DETERMINERS, PREPOSITIONS, PRONOUNS
from briefs.saying import REPORTING, SAYING_NOUNS, SPEECH
from briefs.subjects import Source, Syntax

NEAR = 30
"""Tokens between a quotation and its verb at most."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What the words around a quotation say about its speaker."""

    sieve: str
    source: Source
    verb: int = -1
    """Outline position of the verb or noun of saying."""


def find_lead(syntax: Syntax, at: int, first: int, last: int) -> Lead | None:
    """The lead to the speaker of the quotation at outline position `at` inside sentence `[first, last)`."""
    return (
        _after(syntax, at, last)
        or _before(syntax, at, first)
        or _dash(syntax, at, last)
        or _fallback(syntax, at, first)
    )


def _skip_marks(syntax: Syntax, at: int, high: int) -> int:
    while (
        at < high and syntax.outline[at] >= 0 and (syntax.lows[at] in (",", "-", "–", "—", "--") or syntax.adverb(at))
    ):
        at += 1
    return at


def _ends_open(syntax: Syntax, at: int) -> bool:
    """Whether the quotation leads on to its speaker: it ends in a comma, a question, or a comma follows."""
    piece = syntax.reading.marked[-1 - syntax.outline[at]]
    if syntax.text[piece.end - 1] in ",!?—-–.…":
        return True
    return at + 1 < len(syntax.lows) and syntax.lows[at + 1] in (",", "-", "–", "—", "--")


def _after(syntax: Syntax, at: int, last: int) -> Lead | None:
    begin = _skip_marks(syntax, at + 1, last)
    if begin >= last or syntax.outline[begin] < 0:
        return None
    if syntax.lows[begin] == "according" and begin + 2 < last:
        source = syntax.phrase_after(begin + 2, last)
        return Lead("according", source, begin) if source else None
    if not _ends_open(syntax, at):
        return None
    if syntax.lows[begin] in SPEECH and syntax.person(begin) < 0:
        source = syntax.phrase_after(begin + 1, last)
        if source and not (source.pronoun and source.last < last and syntax.lows[source.last] in REPORTING):
            return Lead("after", source, begin)
    for verb in range(begin + 1, min(last, begin + NEAR)):
        if syntax.outline[verb] < 0:
            break
        if syntax.lows[verb] in REPORTING and syntax.person(verb) < 0 and not syntax.nounlike(verb):
            source = syntax.subject_before(verb, begin)
            if source and source.first <= begin + 1:
                return Lead("after", source, verb)
            if syntax.lows[verb] in SPEECH:
                break
    return None


def _before(syntax: Syntax, at: int, first: int) -> Lead | None:
    """The nearest verb or noun of saying to the left that has a subject or an owner."""
    if at == first:
        return None
    low = max(first, at - 2 * NEAR)
    for spot in range(at - 1, low - 1, -1):
        word = syntax.lows[spot]
        if syntax.outline[spot] < 0 or syntax.person(spot) >= 0:
            continue
        if word == "according" and spot + 2 < at:
            source = syntax.phrase_after(spot + 2, at)
            if source:
                return Lead("according", source, spot)
        if word in REPORTING and not syntax.nounlike(spot):
            lead = _verb_lead(syntax, spot, at, first)
            if lead:
                return lead
        elif word in SAYING_NOUNS:
            owner = _owner(syntax, spot, low, at)
            if owner:
                return Lead("noun", owner, spot)
    return _colon(syntax, at, first)


def _verb_lead(syntax: Syntax, verb: int, at: int, first: int) -> Lead | None:
    low = first
    by = verb + 1
    if by < at and syntax.lows[by] == "by":
        source = syntax.phrase_after(by + 1, at)
        return Lead("by", source, verb) if source else None
    if (
        verb > first
        and syntax.lows[verb - 1] in ("is", "was", "were", "are", "been", "being", "be")
        and not syntax.lows[verb].endswith("ing")
    ):
        return None
    word = syntax.lows[verb]
    if verb > first and (word.endswith("ing") or syntax.lows[verb - 1] in ("to", "and", "but", "or", "then")):
        source = None
        if word.endswith("ing") and syntax.lows[verb - 1] in ("is", "was", "are", "were", "been", "be"):
            source = syntax.subject_before(verb, low)
        source = source or syntax.main_subject(first, verb)
        return Lead("participle", source, verb) if source else None
    source = syntax.subject_before(verb, low)
    return Lead("before", source, verb) if source else None


def _owner(syntax: Syntax, noun: int, low: int, at: int) -> Source | None:
    """“Lee's claim”, “his claim”, “a claim by Lee”."""
    spot = noun - 1
    steps = 0
    while spot >= low and steps < 4:
        word = syntax.lows[spot]
        if word == "'s" and spot - 1 >= low and syntax.person(spot - 1) >= 0:
            return Source(spot - 1, spot, (syntax.person(spot - 1),))
        if word in ("his", "her", "their", "its"):
            return Source(spot, spot + 1, pronoun=PRONOUNS[word])
        if word in DETERMINERS or word in PREPOSITIONS or not word[0].isalpha() or syntax.outline[spot] < 0:
            break
        spot -= 1
        steps += 1
    if noun + 2 < at and syntax.lows[noun + 1] in ("by", "from"):
        source = syntax.phrase_after(noun + 2, at)
        return source if source and source.people else None
    return None


def _colon(syntax: Syntax, at: int, first: int) -> Lead | None:
    """TRUMP: “…”"""
    if at - 2 >= first and syntax.lows[at - 1] == ":" and syntax.person(at - 2) >= 0:
        start = syntax.name_start(at - 2)
        if start <= first + 2:
            return Lead("transcript", Source(start, at - 1, (syntax.person(at - 2),)), at - 1)
    return None


def _dash(syntax: Syntax, at: int, last: int) -> Lead | None:
    """“…” — Veronica Cruz"""
    if at + 2 < last and syntax.lows[at + 1] in ("—", "–", "--", "―", "-", "(") and syntax.person(at + 2) >= 0:
        end = syntax.name_end(at + 2)
        return Lead("dash", Source(at + 2, end, (syntax.person(at + 2),)), at + 1)
    return None


def _fallback(syntax: Syntax, at: int, first: int) -> Lead | None:
    source = syntax.main_subject(first, at)
    return Lead("subject", source) if source else None
