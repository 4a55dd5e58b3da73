"""Speakers: what the words around a quotation say about who said it, by sieves, the surest first."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.joint import joint_after, joint_subject
from briefs.lexicon import DETERMINERS, PREPOSITIONS, PRONOUNS
from briefs.phrases import phrase_after
from briefs.saying import BARE, NARROW, REPORTING, SAYING_NOUNS, SPEECH
from briefs.subjects import main_subject, past_introduction, subject_before
from briefs.syntax import Source, Syntax

NEAR = 30
"""Tokens between a quotation and its verb at most."""
NOUN_NEAR = 6
_DASHES = frozenset(("—", "–", "--", "―", "-"))
_PASSIVE = frozenset("is was were are been being be".split())
_WORDING = frozenset("phrase phrases word words term line slogan motto quote quip refrain".split())
_GOING = frozenset("go goes going went gone".split())
_WITHOUT_OBJECT = frozenset("said says explained added adds noted notes insisted insists recalled recalls".split())
INVERTING = SPEECH - BARE
_BARE = ("to", "and", "but", "or", "then", "nor")


@dataclass(frozen=True, slots=True)
class Lead:
    """What the words around a quotation say about its speaker."""

    sieve: str
    source: Source
    verb: int = -1
    """Outline position of the verb or noun of saying."""


def find_lead(syntax: Syntax, at: int, first: int, last: int) -> Lead | None:
    """The lead to the speaker of the quotation at outline position `at` inside sentence `[first, last)`."""
    if passive := _passive(syntax, at, first, last):
        return passive
    after = _after(syntax, at, last)
    if after and not _prefers_before(syntax, at, first, after):
        return after
    return (
        _before(syntax, at, first)
        or after
        or _closing(syntax, at, last)
        or _dash(syntax, at, last)
        or _subject(syntax, at, first)
    )


def _passive(syntax: Syntax, at: int, first: int, last: int) -> Lead | None:
    """The deal was hailed as “a new start” by Lee."""
    if at + 2 >= last or syntax.lows[at + 1] != "by" or at == first:
        return None
    for verb in range(at - 1, max(first, at - 4), -1):
        if syntax.lows[verb] in REPORTING and syntax.lows[verb - 1] in _PASSIVE:
            source = phrase_after(syntax, at + 2, last)
            return Lead("by", source, verb) if source else None
    return None


def _prefers_before(syntax: Syntax, at: int, first: int, after: Lead) -> bool:
    """As Lee condemned “a murder”, Ward said troops could go: words inside a clause belong to its own verb."""
    piece = syntax.reading.marked[-1 - syntax.outline[at]]
    if at == first or not syntax.text[piece.start].islower() or after.sieve != "after":
        return False
    return not is_finished(syntax, after)


def is_finished(syntax: Syntax, lead: Lead) -> bool:
    """Whether nothing more is said after the verb: “…,” Lee said on Monday; not: “…,” Lee said troops could go."""
    end = max(lead.verb + 1, lead.source.last)
    if end >= len(syntax.lows) or syntax.quoted(end) or not syntax.lows[end][0].isalnum():
        return True
    return syntax.adverb(end) or syntax.lows[end] in PREPOSITIONS or syntax.person(end) >= 0


def _ends_open(syntax: Syntax, at: int) -> bool:
    """Whether the quotation leads on to its speaker: it ends in a stop or a comma, or one follows."""
    piece = syntax.reading.marked[-1 - syntax.outline[at]]
    inner = syntax.text[max(piece.start, piece.end - 4) : piece.end].rstrip("'’”\"» ")
    if inner[-1:] in (",", "!", "?", "—", "-", "–", ".", "…"):
        return True
    return at + 1 < len(syntax.lows) and (syntax.lows[at + 1] == "," or syntax.lows[at + 1] in _DASHES)


def _after(syntax: Syntax, at: int, last: int) -> Lead | None:
    """“…,” Lee said; “…,” said the mayor, Ann Lee; “…,” according to Lee."""
    begin = at + 1
    while begin < last and (syntax.lows[begin] == "," or syntax.lows[begin] in _DASHES or syntax.adverb(begin)):
        begin += 1
    if begin >= last or syntax.quoted(begin):
        return None
    if syntax.lows[begin] == "according" and begin + 2 < last:
        source = phrase_after(syntax, begin + 2, last)
        return Lead("according", source, begin) if source else None
    if not _ends_open(syntax, at):
        return None
    return _inverted(syntax, begin, last) or _following(syntax, begin, last)


def _inverted(syntax: Syntax, verb: int, last: int) -> Lead | None:
    if syntax.lows[verb] not in INVERTING or syntax.person(verb) >= 0:
        return None
    source = phrase_after(syntax, verb + 1, last)
    if source is None or (source.last < last and source.pronoun and syntax.verbal(source.last)):
        return None
    return Lead("after", joint_after(syntax, source, last), verb)


def _following(syntax: Syntax, begin: int, last: int) -> Lead | None:
    for verb in range(begin + 1, min(last, begin + NEAR)):
        if syntax.quoted(verb):
            return None
        if _says(syntax, verb):
            if quoted := _quoted(syntax, verb, last):
                return Lead("after", quoted, verb)
            if syntax.lows[verb] in SPEECH and (together := joint_subject(syntax, begin, verb)):
                return Lead("after", together, verb)
            source = subject_before(syntax, verb, begin)
            if source and not source.people and _after_comma(syntax, verb, last):
                return None
            if source and source.first <= begin + 1 and (syntax.lows[verb] in SPEECH or not source.nominal):
                return Lead("after", source, verb)
            if syntax.lows[verb] in SPEECH:
                return None
    return None


def _quoted(syntax: Syntax, verb: int, last: int) -> Source | None:
    """“…,” the agency quoted Lee as saying."""
    if syntax.lows[verb] not in ("quoted", "quotes"):
        return None
    source = phrase_after(syntax, verb + 1, last)
    return source if source and source.last < last and syntax.lows[source.last] == "as" else None


def _says(syntax: Syntax, at: int) -> bool:
    if syntax.lows[at] in _GOING and (at + 1 >= len(syntax.lows) or syntax.lows[at + 1] != "on"):
        return False
    return syntax.lows[at] in REPORTING and syntax.person(at) < 0 and not syntax.nounlike(at)


def _before(syntax: Syntax, at: int, first: int) -> Lead | None:
    """The nearest verb or noun of saying to the left that has a subject or an owner."""
    if aside := _aside(syntax, at, first):
        return aside
    low = max(first, at - 2 * NEAR)
    for spot in range(at - 1, low - 1, -1):
        if syntax.quoted(spot) or syntax.person(spot) >= 0:
            continue
        word = syntax.lows[spot]
        lead: Lead | None = None
        if word == "according" and spot + 2 < at and (source := phrase_after(syntax, spot + 2, at)):
            lead = Lead("according", source, spot)
        elif _says(syntax, spot):
            lead = _verb_lead(syntax, spot, at, first)
        elif _says_by_noun(syntax, spot, at) and (owner := _owner(syntax, spot, low, at)):
            lead = Lead("noun", owner, spot)
        if lead:
            return lead
    return _transcript(syntax, at, first)


def _says_by_noun(syntax: Syntax, noun: int, at: int) -> bool:
    """A claim that “…”, the words “…”; but whoever calls a claim “absurd” did not make it."""
    if syntax.lows[noun] not in SAYING_NOUNS or at - noun > NOUN_NEAR:
        return False
    return at - noun > 1 or syntax.lows[noun] in _WORDING


def _aside(syntax: Syntax, at: int, first: int) -> Lead | None:
    """Critics, among them Ann Lee -- “…” -- and others."""
    if at - 2 < first or syntax.lows[at - 1] not in _DASHES or syntax.person(at - 2) < 0:
        return None
    number = syntax.person(at - 2)
    start = syntax.name_start(at - 2)
    return Lead("aside", Source(start, at - 1, (number,)), at - 1) if syntax.is_person(number) else None


def _verb_lead(syntax: Syntax, verb: int, at: int, first: int) -> Lead | None:
    word = syntax.lows[verb]
    before = syntax.lows[verb - 1] if verb > first else ""
    if word in NARROW and (at - verb > 6 or syntax.lows[at - 1] not in (":", ",")):
        return None
    if verb + 1 < at and syntax.lows[verb + 1] == "by" and word != "used":
        source = phrase_after(syntax, verb + 2, at)
        close = source and at - source.last <= 2
        return Lead("by", source, verb) if source and close else None
    if before in _PASSIVE and not word.endswith("ing"):
        return None
    if word.endswith("ing") or before in _BARE:
        own = subject_before(syntax, verb, first) if before in _PASSIVE or before == "'s" else None
        source = own or main_subject(syntax, first, verb)
        return Lead("participle", source, verb) if source else None
    source = (
        (_after_comma(syntax, verb, at) if verb > first else None)
        or (joint_subject(syntax, past_introduction(syntax, first, verb), verb) if word in SPEECH else None)
        or subject_before(syntax, verb, first)
    )
    return Lead("before", source, verb) if source else None


def _owner(syntax: Syntax, noun: int, low: int, at: int) -> Source | None:
    """“Lee's claim”, “his claim”, “a claim by Lee”."""
    for spot in range(noun - 1, max(low, noun - 4) - 1, -1):
        word = syntax.lows[spot]
        if word == "'s" and spot - 1 >= low and syntax.person(spot - 1) >= 0:
            return Source(syntax.name_start(spot - 1), spot, (syntax.person(spot - 1),))
        if word in ("his", "her", "their", "its"):
            return Source(spot, spot + 1, pronoun=PRONOUNS[word])
        if syntax.quoted(spot) or word in DETERMINERS or word in PREPOSITIONS or not word[0].isalpha():
            break
    if noun + 2 < at and syntax.lows[noun + 1] in ("by", "from"):
        source = phrase_after(syntax, noun + 2, at)
        return source if source and source.people else None
    return None


def _transcript(syntax: Syntax, at: int, first: int) -> Lead | None:
    """LEE: “…”"""
    if at - 2 >= first and syntax.lows[at - 1] == ":" and syntax.person(at - 2) >= 0:
        start = syntax.name_start(at - 2)
        if start <= first + 2:
            return Lead("transcript", Source(start, at - 1, (syntax.person(at - 2),)), at - 1)
    return None


def _closing(syntax: Syntax, at: int, last: int) -> Lead | None:
    """A clerk who “…” may go, Lee said."""
    for verb in range(last - 1, max(at + 1, last - NEAR), -1):
        if syntax.quoted(verb):
            return None
        if syntax.lows[verb] in SPEECH and _says(syntax, verb):
            if inverted := _after_comma(syntax, verb, last):
                return Lead("closing", inverted, verb)
            source = subject_before(syntax, verb, at + 1)
            if source and syntax.lows[source.first - 1] == ",":
                return Lead("closing", source, verb)
    return None


def _after_comma(syntax: Syntax, verb: int, high: int) -> Source | None:
    """…, said Ann Lee, …: the speaker behind a verb that takes nobody as its object."""
    if syntax.lows[verb - 1] != "," or syntax.lows[verb] not in _WITHOUT_OBJECT:
        return None
    source = phrase_after(syntax, verb + 1, high)
    return source if source and source.people and syntax.is_person(source.people[0]) else None


def _dash(syntax: Syntax, at: int, last: int) -> Lead | None:
    """“…” — Ann Lee"""
    if at + 2 < last and (syntax.lows[at + 1] in _DASHES or syntax.lows[at + 1] == "(") and syntax.person(at + 2) >= 0:
        end = syntax.name_end(at + 2)
        return Lead("dash", Source(at + 2, end, (syntax.person(at + 2),)), at + 1)
    return None


def _subject(syntax: Syntax, at: int, first: int) -> Lead | None:
    """Lee was less sure: “…”; else whoever the sentence is about."""
    source = main_subject(syntax, first, at) if at > first else None
    if source is None:
        return None
    named = source.people and syntax.is_person(source.people[0])
    return Lead("colon" if named and syntax.lows[at - 1] == ":" else "subject", source)
