"""Subjects: the noun phrase that does what a verb says, found by walking the words beside the verb."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefs.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    ROLE_NOUNS,
    SUBJECT_PRONOUNS,
)
from briefs.model import Person
from briefs.reading import Reading
from briefs.saying import REPORTING

REACH = 40
"""Tokens that a walk goes at most: longer subjects are not found, and the cost stays linear."""
_PARENTHESES = frozenset([",", "—", "–", "--", "―", ")", "("])
_RELATIVES = frozenset("who which that".split())


@dataclass(frozen=True, slots=True)
class Source:
    """A noun phrase on outline positions `[first, last)`: names it holds, or a pronoun, or common nouns."""

    first: int
    last: int
    people: tuple[int, ...] = ()
    pronoun: str = ""
    nominal: str = ""
    owner: int = -1
    """For “Lee's spokesman” the number of Lee."""


class Syntax:
    """The outline of one reading with the people found in it; walks it, keeps nothing else."""

    def __init__(self, text: str, reading: Reading, people: tuple[Person, ...]) -> None:
        self.text = text
        self.reading = reading
        self.people = people
        self.outline = reading.outline
        self.lows = ["<quote>" if token < 0 else reading.lows[token] for token in reading.outline]
        self.who: list[int] = [-1] * len(reading.words)
        self.opens: list[bool] = [False] * len(reading.words)
        self._place(people)

    def _place(self, people: tuple[Person, ...]) -> None:
        token_at = {start: token for token, start in enumerate(self.reading.starts)}
        size = len(self.reading.words)
        for number, person in enumerate(people):
            for span in person.spans:
                token = token_at.get(span.start, size)
                if token < size:
                    self.opens[token] = True
                while token < size and self.reading.ends[token] <= span.end:
                    self.who[token] = number
                    token += 1

    def person(self, at: int) -> int:
        """The number of the person whose name stands at outline position `at`, or -1."""
        token = self.outline[at]
        return self.who[token] if token >= 0 else -1

    def words(self, first: int, last: int) -> str:
        """The article's words at outline positions `[first, last)`."""
        tokens = [token for token in self.outline[first:last] if token >= 0]
        return self.text[self.reading.starts[tokens[0]] : self.reading.ends[tokens[-1]]] if tokens else ""

    def name_start(self, at: int) -> int:
        while self.person(at) >= 0 and not self.opens[self.outline[at]] and at > 0:
            at -= 1
        return at

    def name_end(self, at: int) -> int:
        number = self.person(at)
        at += 1
        while at < len(self.outline) and self.person(at) == number and not self.opens[self.outline[at]]:
            at += 1
        return at

    def adverb(self, at: int) -> bool:
        low = self.lows[at]
        return low in ADVERBS or low in AUXILIARIES or (low.endswith("ly") and self.person(at) < 0) or low in CALENDAR

    def verbal(self, at: int) -> bool:
        """Whether the word at `at` looks like a finite verb behind a subject."""
        low = self.lows[at]
        return low in REPORTING or low in AUXILIARIES or low.endswith("ed") or low in ("who", ",")

    def nounlike(self, at: int) -> bool:
        """Whether a word of saying stands as a noun: “the report”, “his call”."""
        if at == 0:
            return True
        before = self.lows[at - 1]
        if self.lows[at].endswith(("ed", "ing")) or self.lows[at] in (
            "said",
            "told",
            "wrote",
            "says",
            "tells",
            "writes",
        ):
            return before in ("the", "a", "an")
        if before == "'s" or (before in DETERMINERS and before not in ("all", "both")):
            return True
        if self.lows[at].endswith("s"):
            return before in PREPOSITIONS
        if before in ("to", "would", "will", "could", "should", "might", "may", "can", "must", "did", "does", "do"):
            return False
        return not (before in ("i", "we", "they", "you", "who") or before.endswith("s") or before in ADVERBS) or (
            before in PREPOSITIONS
        )

    def phrase_before(self, at: int, low: int) -> Source | None:
        """The noun phrase that ends at `at` and starts at `low` or later; its head where it has a complement."""
        if at < low or self.outline[at] < 0:
            return None
        if self.person(at) >= 0:
            return self._named_before(at, low)
        word = self.lows[at]
        if word in SUBJECT_PRONOUNS:
            return Source(at, at + 1, pronoun=word)
        if (
            not word[0].isalpha()
            or word in PREPOSITIONS
            or word in CONJUNCTIONS
            or word in DETERMINERS
            or word in AUXILIARIES
        ):
            return None
        return self._nominal_before(at, low)

    def _named_before(self, at: int, low: int) -> Source | None:
        first = max(low, self.name_start(at))
        own = Source(first, at + 1, (self.person(at),))
        if first - 1 > low and self.lows[first - 1] in ("and", "&") and self.person(first - 2) >= 0:
            other = self.name_start(first - 2)
            return replace(own, first=other, people=(self.person(first - 2), *own.people))
        while first - 1 >= low and self._modifies(first - 1):
            first -= 1
        if first - 1 > low and self.lows[first - 1] in PREPOSITIONS and first - 1 - low < REACH:
            head = self.phrase_before(first - 2, low)
            if head and not (head.pronoun or head.people):
                return replace(head, last=at + 1)
        return replace(own, first=first)

    def _modifies(self, at: int) -> bool:
        word = self.lows[at]
        if self.outline[at] < 0 or not word[0].isalpha() or word in CONJUNCTIONS or word in PREPOSITIONS:
            return word == "'s"
        return not (
            word in REPORTING
            or word in AUXILIARIES
            or word in SUBJECT_PRONOUNS
            or word in _RELATIVES
            or word.endswith("ly")
        )

    def _nominal_before(self, at: int, low: int) -> Source | None:
        first, owner = at, -1
        while first - 1 >= max(low, at - REACH) and first > 0:
            word = self.lows[first - 1]
            if self.lows[first] in DETERMINERS and word != "'s":
                break
            if not self._modifies(first - 1):
                break
            first -= 1
            if word == "'s" and self.person(first - 1) >= 0 and first - 1 >= low:
                owner = self.person(first - 1)
        if first - 1 > low and self.lows[first - 1] in PREPOSITIONS and self.lows[first - 1] not in CONJUNCTIONS:
            head = self.phrase_before(first - 2, low)
            if head:
                return replace(head, last=at + 1) if not (head.people or head.pronoun) else None
        return Source(first, at + 1, nominal=self.words(first, at + 1), owner=owner)

    def subject_before(self, verb: int, low: int) -> Source | None:
        """The subject of the verb at `verb`, to its left and not before `low`; None where another verb lends it."""
        at = verb - 1
        while at >= low and self.adverb(at) and self.outline[at] >= 0:
            at -= 1
        if at < low:
            return None
        word = self.lows[at]
        if word in _RELATIVES:
            before = at - 2 if at - 1 > low and self.lows[at - 1] == "," else at - 1
            return self.phrase_before(before, low) or (Source(at, at + 1, pronoun="who") if word == "who" else None)
        if word in _PARENTHESES:
            return self._around_parenthesis(at, low)
        return self.phrase_before(at, low)

    def _around_parenthesis(self, comma: int, low: int) -> Source | None:
        """“Ann Lee, the mayor of Ashby, said”: past appositions, relative clauses and places to the name."""
        end, found = comma, None
        floor = max(low, comma - REACH)
        while end > floor:
            start = end
            while start > floor and self.lows[start - 1] not in _PARENTHESES and self.outline[start - 1] >= 0:
                start -= 1
            if start < end:
                candidate = self.phrase_before(end - 1, start)
                if candidate and not self._aside(start, end, candidate):
                    return candidate
                found = candidate or found
            if start > floor and self.outline[start - 1] < 0:
                break
            end = start - 1
        return found

    def _aside(self, start: int, end: int, phrase: Source) -> bool:
        word = self.lows[start]
        if phrase.people and phrase.first <= start + 1:
            return self.people[phrase.people[0]].kind == "place"
        if phrase.pronoun:
            return False
        return (
            word in DETERMINERS
            or word in PREPOSITIONS
            or word in _RELATIVES
            or word in ROLE_NOUNS
            or word[0].isdigit()
            or word.endswith(("ing", "ed"))
            or not phrase.people
        )

    def phrase_after(self, at: int, high: int) -> Source | None:
        """The noun phrase that starts at `at`: “frontman Win Butler”, “the mayor, Ann Lee”."""
        stop = min(high, at + REACH)
        while at < stop and self.adverb(at) and self.person(at) < 0:
            at += 1
        first = at
        while at < stop:
            word = self.lows[at]
            if self.person(at) >= 0:
                return self._named_after(first, at, stop)
            if word in SUBJECT_PRONOUNS and at == first:
                return Source(at, at + 1, pronoun=word)
            if (
                self.outline[at] < 0
                or not (word[0].isalnum() or word == "'s")
                or word in PREPOSITIONS
                or word in CONJUNCTIONS
            ):
                break
            if word in REPORTING and word not in ROLE_NOUNS and at > first:
                break
            at += 1
        if at == first:
            return None
        if at + 1 < stop and self.lows[at] == "," and self.person(at + 1) >= 0 and self._is_person(at + 1):
            return self._named_after(first, at + 1, stop)
        return Source(first, at, nominal=self.words(first, at))

    def _is_person(self, at: int) -> bool:
        return self.people[self.person(at)].kind == "person"

    def _named_after(self, first: int, at: int, stop: int) -> Source:
        end = self.name_end(at)
        if end < stop and self.lows[end] == "'s":
            follow = self.phrase_after(end + 1, stop)
            if follow:
                return (
                    replace(follow, first=first, owner=self.person(at))
                    if not follow.people
                    else replace(follow, first=first)
                )
        if end < stop and not self._is_person(at) and self.lows[end][0].isalpha() and self.lows[end] in ROLE_NOUNS:
            follow = self.phrase_after(end, stop)
            if follow:
                return replace(follow, first=first)
        people: tuple[int, ...] = (self.person(at),)
        if end + 1 < stop and self.lows[end] == "and" and self.person(end + 1) >= 0:
            people = (*people, self.person(end + 1))
            end = self.name_end(end + 1)
        return Source(first, end, people)

    def main_subject(self, low: int, high: int) -> Source | None:
        """The first name or pronoun of the sentence that no preposition governs; else the first of all."""
        spare: Source | None = None
        at = low
        while at < min(high, low + 2 * REACH):
            if self.outline[at] >= 0:
                word, number = self.lows[at], self.person(at)
                if number >= 0:
                    end = self.name_end(at)
                    source = Source(at, end, (number,))
                    owned = end < high and self.lows[end] == "'s"
                    governed = at > low and self.lows[at - 1] in PREPOSITIONS
                    if not owned and not governed and self.people[number].kind != "place":
                        if end + 1 < high and self.lows[end] == "and" and self.person(end + 1) >= 0:
                            source = replace(source, last=self.name_end(end + 1), people=(number, self.person(end + 1)))
                        return source
                    spare = spare or (source if self._is_person(at) else None)
                    at = end
                    continue
                if word in ("he", "she", "they", "who") and PRONOUNS.get(word):
                    return Source(at, at + 1, pronoun=word)
            at += 1
        return spare
