"""Introductions: what a sentence takes as known (a surname, “the reservoir”), and which sentences bring it in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from briefs.lexicon import AUXILIARIES, CALENDAR, CONJUNCTIONS, PREPOSITIONS, ROLE_NOUNS
from briefs.model import Person, PersonKind, Sentence
from briefs.patterns import pattern
from briefs.terms import STOP

_DEFINITE = pattern(r"\b[Tt]h(?:e|ose|ese)\s((?:[a-z][\w-]*(?:['’]s)?\s?){1,3})(,\s(?:who|which|a|an)\b|\s?[0-9A-Z])?")
_EXPLAINED = frozenset("of that which who whose where for to than between behind".split())
"""What follows a noun that explains itself: “the price of bread”, “the man who came”."""
_KNOWN_TO_ALL = frozenset(
    """
    government police world public media press president prime queen king pope country nation state internet economy
    past future time end day week month year years morning afternoon evening night weekend decade century first second
    third last next same most best worst only other others two three four sun sky sea law way number fact rest whole
    total top majority ground people authorities church army military left right late early new
    """.split()
)
"""Nouns that “the” may stand before though nothing has brought them in, and words that make a noun the only one."""
_WORD = pattern(r"[^\W\d_]{3,}")
_THEM = pattern(r"\b(?:them|they|their|theirs)\b")
_SEVERAL = pattern(
    r"\b(?:[a-z]{2,}[^\Wsui]s|and|people|men|women|children|police|couple|pair|family|team|side|club|company|firm|council"
    r"|union|government|committee|court|party|group|crew|staff|band|who|those|all|both|some|many|most|several|every\w*|any\w*"
    r"|nobody|no-one|each|person|[Tt]he\s[A-Z]\w+s)\b"
)
_DESCRIBED = pattern(
    r"The\s(?:(?P<aged>(?:[a-z]+\s)?[0-9]+-year-old\b)|(?P<words>(?:[a-z][a-z-]*\s){1,4})(?P<name>[A-Z])?)"
)
_FRONT = 80
_MARK, _AFTER = "#", "@"
_FURTHER = 3
"""Definite nouns of a sentence that are looked at: those at its front carry it."""

Need = frozenset[str]
"""Any of these must have been shown: words of a noun phrase, a person by number (“#3”), a sentence (“@7”)."""


class Introductions:
    """The sentences of a story with what each takes as known and what each brings in."""

    def __init__(self, pool: Sequence[Sentence], own: str, people: Sequence[Person]) -> None:
        """`own` is the article's text with quotations blanked; `people` are those of `find_people`."""
        self._brings: list[set[str]] = [{*_words(sentence.text), f"{_AFTER}{at}"} for at, sentence in enumerate(pool)]
        self._needs: list[list[Need]] = [[] for _ in pool]
        told: set[str] = set()
        given: set[Need] = set()
        for at, sentence in enumerate(pool):
            said = own[sentence.span.start : sentence.span.end]
            self._needs[at] = _definite_nouns(said, told, given)
            if at and (_speaks_of_them(said) or _describes(said, told)):
                self._needs[at].append(Need([f"{_AFTER}{at - 1}"]))
            told |= self._brings[at]
        _name(pool, people, self._brings, self._needs)
        self._all = [tuple(needs) for needs in self._needs]

    def show(self, at: int) -> None:
        """Count sentence `at` as read: what it brings in is known to what comes after it."""
        known = self._brings[at]
        for needs in self._needs[at + 1 :]:
            if needs:
                needs[:] = [need for need in needs if need.isdisjoint(known)]

    def lacking(self, at: int, behind: int = -1) -> int:
        """How many things sentence `at` takes as known that nothing shown has brought in, nor sentence `behind`."""
        known = self._brings[behind] if behind >= 0 else frozenset[str]()
        return sum(need.isdisjoint(known) for need in self._needs[at])

    def lacks_name(self, at: int) -> bool:
        """Whether sentence `at` names somebody shortly whom nothing shown has named in full."""
        return any(mark.startswith(_MARK) for need in self._needs[at] for mark in need)

    def leans(self, at: int, on: Sequence[int], besides: Sequence[int] = ()) -> bool:
        """Whether sentence `at` takes as known what one of `on` brings in and none of `besides` does."""
        return any(self._brought(need, on) and not self._brought(need, besides) for need in self._all[at])

    def _brought(self, need: Need, by: Sequence[int]) -> bool:
        return any(not need.isdisjoint(self._brings[at]) for at in by)


def _definite_nouns(own: str, told: set[str], given: set[Need]) -> list[Need]:
    """The nouns behind “the” that an earlier sentence has brought in, and this one does not explain.

    `told` are the stems of all earlier sentences. To `given` go nouns that the story itself takes as known at once
    (“the central bank”): who reads one of them later has missed nothing.
    """
    needs: list[Need] = []
    said: set[str] = set()
    for found in _DEFINITE.finditer(own):
        words = found[1].split()
        noun = [*takewhile(_nominal, words[:1]), *takewhile(_goes_on, words[1:])]
        need = _words(" ".join(noun))
        after = words[len(noun) :][:1]
        explained = (found[2] and not after) or (after and after[0] in _EXPLAINED)
        if need.isdisjoint(told):
            given.add(need)
        elif not explained and need not in given and not _KNOWN_TO_ALL & set(noun):
            needs += [need] if need.isdisjoint(said | _words(own[: found.start()])) else []
        said |= need
        if len(needs) == _FURTHER:
            break
    return needs


def _words(text: str) -> Need:
    """The words of a text in small letters and without a plural's ending."""
    return Need(word.rstrip("s") for word in _WORD.findall(text.lower()) if word not in STOP)


def _speaks_of_them(own: str) -> bool:
    """Whether a sentence says “them” at its front before it has told of several."""
    them = _THEM.search(own, 0, _FRONT)
    return them is not None and not _SEVERAL.search(own, 0, them.start())


def _describes(own: str, told: set[str]) -> bool:
    """Whether a sentence opens on somebody it only describes, “the 30-year-old defender”, in words not used before."""
    found = _DESCRIBED.match(own)
    if not found or found["aged"]:
        return found is not None
    words = found["words"].split()
    at = max((at for at, word in enumerate(words) if word in ROLE_NOUNS), default=-1)
    if at < 0 or words[at] in _KNOWN_TO_ALL:
        return False
    named = at + 1 == len(words) and found["name"] is not None
    explained = words[at + 1 :][:1] and words[at + 1] in _EXPLAINED
    return not named and not explained and _words(words[at]).isdisjoint(told)


def _nominal(word: str) -> bool:
    return not (word in STOP or word in PREPOSITIONS or word in CONJUNCTIONS or word in AUXILIARIES or word in CALENDAR)


def _goes_on(word: str) -> bool:
    """Whether a word may belong to the noun before it: no verb, as far as its end shows."""
    return _nominal(word) and not word.endswith(("ed", "ing"))


def _name(
    pool: Sequence[Sentence], people: Sequence[Person], brings: Sequence[set[str]], needs: Sequence[list[Need]]
) -> None:
    """Whom each sentence names in full, and whom only by a part of the name that an earlier one gave whole."""
    ends = [sentence.span.end for sentence in pool]
    for number, person in enumerate(people):
        if person.kind is PersonKind.PLACE:
            continue
        mark, known = f"{_MARK}{number}", False
        for span in person.spans:
            at = bisect_right(ends, span.start)
            if at == len(pool) or pool[at].span.start > span.start:
                continue
            if span.end - span.start >= len(person.name) or not known:
                brings[at].add(mark)
                known = True
            elif mark not in brings[at] and frozenset([mark]) not in needs[at]:
                needs[at].append(frozenset([mark]))
