"""Pronouns: whom “he” or “she” stands for, by who is most in view where the pronoun stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefs.lexicon import PREPOSITIONS, PRONOUNS
from briefs.model import Person, PersonKind
from briefs.saying import SPEECH
from briefs.syntax import Syntax

SENTENCE_FADE = 0.4
PARAGRAPH_FADE = 0.85
FIRST, ACTOR, OTHER, OWNER, GOVERNED, ECHO, SPOKEN = 4.0, 3.0, 1.5, 1.0, 1.0, 2.5, 1.0
SAYER, NEW = 2.0, 1.0
"""More for whoever says something, and for whoever is named for the first time."""
UNKNOWN = 0.6
"""How well somebody fits of whom nothing tells he from she."""
SURE = 1.8
"""How many times more in view than the next candidate somebody must be to be named in public."""
CROWD = 60
"""People kept in view; a text that names more at once is a list."""


@dataclass(slots=True)
class View:
    """Who is in view while an article is read from its start; fades from sentence to sentence."""

    people: tuple[Person, ...]
    scores: dict[int, float] = field(default_factory=dict)
    gender: dict[int, str] = field(default_factory=dict)
    stands: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """For each outline position of a pronoun, its candidates, best first."""
    sure: dict[int, bool] = field(default_factory=dict)
    together: tuple[int, ...] = ()
    """People last named together as a subject: “Lee and Ward”."""
    together_age: int = 0
    """Sentences since then."""
    descriptions: dict[int, frozenset[str]] = field(default_factory=dict)

    def see(self, number: int, weight: float) -> None:
        self.scores[number] = self.scores.get(number, 0.0) + weight
        if len(self.scores) > 2 * CROWD:
            ranked = sorted(self.scores.items(), key=lambda pair: -pair[1])
            self.scores = dict(ranked[:CROWD])

    def join(self, one: int, other: int, weight: float) -> None:
        """Two people named together; only as a subject may “they” take them up."""
        if weight >= ACTOR and {self.people[one].kind, self.people[other].kind} == {PersonKind.PERSON}:
            self.together, self.together_age = (one, other), 0

    def fade(self, by: float) -> None:
        self.together_age += 1
        self.scores = {number: score * by for number, score in self.scores.items() if score * by > 0.001}

    def pronoun_of(self, number: int) -> str:
        return self.people[number].pronoun or self.gender.get(number, "")

    def candidates(self, pronoun: str, without: int = -1) -> list[tuple[float, int]]:
        """People whom `pronoun` fits (with none, anybody), with how much they are in view, best first."""
        wanted = PRONOUNS.get(pronoun, "")
        fitting = [
            (score * fit, number)
            for number, score in self.scores.items()
            if number != without and (fit := self._fit(number, wanted))
        ]
        return sorted(fitting, key=lambda pair: (-pair[0], pair[1]))

    def _fit(self, number: int, wanted: str) -> float:
        person = self.people[number]
        if wanted in ("he", "she"):
            known = self.pronoun_of(number)
            if person.kind is not PersonKind.PERSON or known not in ("", wanted):
                return 0.0
            return 1.0 if known else UNKNOWN
        if not wanted:
            return float(person.kind is PersonKind.PERSON)
        if person.kind is PersonKind.PERSON:
            return UNKNOWN if not self.pronoun_of(number) and " " not in person.name else 0.0
        return float(person.kind is PersonKind.ORGANISATION)


def read_along(syntax: Syntax) -> View:
    """The view after the whole article, with every pronoun outside quotations settled where it stood."""
    view = View(syntax.people)
    paragraph = -1
    for (first, last), number in zip(syntax.reading.sentences, syntax.reading.paragraphs, strict=True):
        view.fade(SENTENCE_FADE * (PARAGRAPH_FADE if number != paragraph else 1.0))
        paragraph = number
        follow(syntax, view, first, last)
    return view


def follow(syntax: Syntax, view: View, first: int, last: int) -> None:
    """Read one sentence, outline positions `[first, last)`: bring its names into view, settle its pronouns."""
    subject = -1
    weight = 0.0
    at = first
    while at < last:
        number = syntax.person(at)
        if number >= 0:
            end = syntax.name_end(at)
            if at - 2 >= first and syntax.lows[at - 1] == "and" and syntax.person(at - 2) >= 0:
                view.join(syntax.person(at - 2), number, weight)
            else:
                weight = _weight(syntax, at, end, first, last, subject)
            view.see(number, weight + _extra(syntax, number, at, end, last))
            if subject < 0 and weight >= ACTOR:
                subject = number
            at = end
            continue
        low = syntax.lows[at]
        if low in PRONOUNS and not syntax.quoted(at):
            subject = _settle(syntax, view, at, low, subject)
        at += 1


def _weight(syntax: Syntax, at: int, end: int, first: int, last: int, subject: int) -> float:
    if end < last and syntax.lows[end] == "'s":
        return OWNER
    if syntax.modifier(end, last):
        return GOVERNED
    if at > first and syntax.lows[at - 1] in PREPOSITIONS:
        return GOVERNED
    if subject < 0:
        return FIRST
    if end < last and syntax.verbal(end):
        return ACTOR
    return OTHER


def _extra(syntax: Syntax, number: int, at: int, end: int, last: int) -> float:
    extra = NEW if syntax.is_first(number, at) and syntax.is_person(number) else 0.0
    while end < last and syntax.adverb(end):
        end += 1
    return extra + SAYER if end < last and syntax.lows[end] in SPEECH and not syntax.quoted(end) else extra


def _settle(syntax: Syntax, view: View, at: int, low: str, subject: int) -> int:
    """Note whom the pronoun stands for; the subject of the sentence from here on."""
    ranked = view.candidates(low, without=subject if low == "him" else -1)
    if not ranked:
        return subject
    view.stands[at] = tuple(number for _, number in ranked[:4])
    best = ranked[0][1]
    ahead = len(ranked) > 1 and ranked[0][0] >= SURE * ranked[1][0]
    view.sure[at] = len(ranked) == 1 or (ahead and view.people[best].pronoun == PRONOUNS[low])
    if not view.pronoun_of(best) and PRONOUNS[low] in ("he", "she"):
        view.gender[best] = PRONOUNS[low]
    if low in ("he", "she", "they", "it"):
        view.see(best, ECHO)
        return best if subject < 0 else subject
    if low in ("his", "her", "their", "its"):
        view.see(best, GOVERNED)
    return subject
