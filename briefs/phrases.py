"""Phrases: the noun phrase that ends, or starts, at a word."""

from __future__ import annotations

from dataclasses import replace

from briefs.lexicon import CONJUNCTIONS, DETERMINERS, INDEFINITES, OBJECTS, PREPOSITIONS, ROLE_NOUNS, SUBJECT_PRONOUNS
from briefs.saying import REPORTING
from briefs.syntax import REACH, Source, Syntax

AGED = "-year-old"
RELATIVES = frozenset("who which that".split())
_INSIDE = frozenset(("'s", "/", "&"))


def phrase_before(syntax: Syntax, at: int, low: int) -> Source | None:
    """The noun phrase that ends at `at` and starts at `low` or later; its head where it has a complement."""
    low = max(low, at - REACH)
    if at < low or syntax.quoted(at):
        return None
    if syntax.person(at) >= 0:
        return _named_before(syntax, at, low)
    word = syntax.lows[at]
    if word in SUBJECT_PRONOUNS:
        return Source(at, at + 1, pronoun=word)
    if word.endswith("ed") and word in REPORTING:
        return None
    if (
        word in INDEFINITES
        or word in OBJECTS
        or not (word[0].isalpha() or word.endswith(AGED))
        or word in DETERMINERS
        or syntax.linking(at)
    ):
        return None
    return _nominal_before(syntax, at, low)


def _named_before(syntax: Syntax, at: int, low: int) -> Source:
    first = max(low, syntax.name_start(at))
    own = Source(first, at + 1, (syntax.person(at),))
    if first - 2 >= low and syntax.lows[first - 1] in ("and", "&") and syntax.person(first - 2) >= 0:
        other = syntax.name_start(first - 2)
        pair = _listed(syntax, replace(own, first=other, people=(syntax.person(first - 2), *own.people)), low)
        return _head(syntax, pair.first, low, at) or pair
    first = _modified_from(syntax, first, low)
    return _head(syntax, first, low, at) or replace(own, first=first)


def _listed(syntax: Syntax, pair: Source, low: int) -> Source:
    """Lee, Ward and Bell: the names before a pair, as long as commas divide them."""
    while pair.first - 2 >= low and syntax.lows[pair.first - 1] == ",":
        number = syntax.person(pair.first - 2)
        if number < 0 or not syntax.is_person(number):
            break
        pair = replace(pair, first=syntax.name_start(pair.first - 2), people=(number, *pair.people))
    return pair


def _modified_from(syntax: Syntax, first: int, low: int) -> int:
    while first - 1 >= low and _modifies(syntax, first - 1):
        first -= 1
        if syntax.lows[first] in DETERMINERS:
            break
    return first


def _head(syntax: Syntax, first: int, low: int, at: int) -> Source | None:
    """For “the mayor of Ashby” the mayor: what a complement that starts at `first` belongs to."""
    if (
        first - 2 < low
        or syntax.person(first - 1) >= 0
        or syntax.lows[first - 1] not in PREPOSITIONS
        or syntax.lows[first - 1] in CONJUNCTIONS
    ):
        return None
    head = phrase_before(syntax, first - 2, low)
    if head is None or head.pronoun:
        return None
    return replace(head, last=at + 1, nominal=syntax.words(head.first, at + 1) if head.nominal else "")


def _modifies(syntax: Syntax, at: int) -> bool:
    word = syntax.lows[at]
    if syntax.person(at) >= 0:
        return True
    if syntax.quoted(at) or not word[0].isalnum() or word in CONJUNCTIONS or word in PREPOSITIONS:
        return word in _INSIDE
    return not (
        (word in REPORTING and word not in ROLE_NOUNS)
        or syntax.linking(at)
        or word in SUBJECT_PRONOUNS
        or word in RELATIVES
        or word in OBJECTS
        or word.endswith("ly")
    )


def _nominal_before(syntax: Syntax, at: int, low: int) -> Source | None:
    first, owner = at, -1
    while first - 1 >= low and _modifies(syntax, first - 1):
        if syntax.lows[first] in DETERMINERS and syntax.lows[first - 1] != "'s":
            break
        first -= 1
        if syntax.lows[first] == "'s" and first - 1 >= low:
            owner = syntax.person(first - 1)
    head = _head(syntax, first, low, at)
    return head or Source(first, at + 1, nominal=syntax.words(first, at + 1), owner=owner)


def phrase_after(syntax: Syntax, at: int, high: int) -> Source | None:
    """The noun phrase that starts at `at`: “frontman Win Butler”, “the mayor, Ann Lee”."""
    stop = min(high, at + REACH)
    while at < stop and syntax.adverb(at):
        at += 1
    first = at
    while at < stop:
        word = syntax.lows[at]
        if syntax.person(at) >= 0:
            return _named_after(syntax, first, at, stop)
        if at == first and word in SUBJECT_PRONOUNS:
            return Source(at, at + 1, pronoun=word)
        owning = word == "'s" and at > first
        if not owning and (not (word[0].isalnum() or word in _INSIDE) or syntax.linking(at)):
            break
        if word in REPORTING and word not in ROLE_NOUNS and at > first and not syntax.nounlike(at):
            break
        at += 1
    if at == first:
        return None
    if (
        at + 1 < stop
        and syntax.lows[at] == ","
        and syntax.person(at + 1) >= 0
        and syntax.is_person(syntax.person(at + 1))
    ):
        return _named_after(syntax, first, at + 1, stop)
    return Source(first, at, nominal=syntax.words(first, at))


def _named_after(syntax: Syntax, first: int, at: int, stop: int) -> Source:
    end = syntax.name_end(at)
    number = syntax.person(at)
    if end < stop and (syntax.lows[end] == "'s" or syntax.modifier(end, stop) or syntax.person(end) >= 0):
        owned = syntax.lows[end] == "'s"
        follow = phrase_after(syntax, end + owned, stop)
        if follow and follow.people:
            return replace(follow, first=first)
        if follow and not follow.pronoun:
            return Source(first, follow.last, nominal=syntax.words(first, follow.last), owner=number)
    people: tuple[int, ...] = (number,)
    if end + 1 < stop and syntax.lows[end] == "and" and syntax.person(end + 1) >= 0:
        people = (number, syntax.person(end + 1))
        end = syntax.name_end(end + 1)
    return Source(first, end, people)
