"""Syntax: a reading's outline with the people found in it, and what kind of word stands where."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass

from briefs.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
)
from briefs.model import Person, PersonKind
from briefs.reading import Reading
from briefs.saying import REPORTING

REACH = 40
"""Tokens that a walk goes at most: longer phrases are not found, and the cost stays linear."""
_PAST = frozenset(
    """
    said told wrote says tells writes spoke thought felt found held swore sang went began gave made
    taught pled saw drew kept sought quoth shot put let
    """.split()
)


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
    joint: tuple[Source, ...] = ()
    """Those who speak together, where not all of them are named."""


class Syntax:
    """The outline of one reading with the people found in it; answers what stands at a position."""

    def __init__(self, text: str, reading: Reading, people: tuple[Person, ...]) -> None:
        self.text = text
        self.reading = reading
        self.people = people
        self.outline = reading.outline
        self.lows = ["<quote>" if token < 0 else reading.lows[token] for token in reading.outline]
        self._who = array("i", [-1]) * len(reading.words)
        self._opens = bytearray(len(reading.words))
        self._place(people)

    def _place(self, people: tuple[Person, ...]) -> None:
        starts, size = self.reading.starts, len(self.reading.words)
        for number, person in enumerate(people):
            for span in person.spans:
                token = bisect_left(starts, span.start)
                if token < size and starts[token] == span.start:
                    self._opens[token] = 1
                while token < size and self.reading.ends[token] <= span.end:
                    self._who[token] = number
                    token += 1

    def quoted(self, at: int) -> bool:
        """Whether a quotation stands at outline position `at`."""
        return self.outline[at] < 0

    def person(self, at: int) -> int:
        """The number of the person whose name stands at `at`, or -1."""
        token = self.outline[at]
        return self._who[token] if token >= 0 else -1

    def named(self, token: int) -> int:
        """The number of the person whose name holds this token of the reading, inside quotations too, or -1."""
        return self._who[token]

    def is_person(self, number: int) -> bool:
        return self.people[number].kind is PersonKind.PERSON

    def is_first(self, number: int, at: int) -> bool:
        """Whether the name at `at` is the first mention of that person."""
        return self.reading.starts[self.outline[at]] == self.people[number].spans[0].start

    def is_place(self, number: int) -> bool:
        return self.people[number].kind is PersonKind.PLACE

    def words(self, first: int, last: int) -> str:
        """The article's words at `[first, last)`."""
        tokens = [token for token in self.outline[first:last] if token >= 0]
        return self.text[self.reading.starts[tokens[0]] : self.reading.ends[tokens[-1]]] if tokens else ""

    def name_start(self, at: int) -> int:
        while at > 0 and self.person(at) >= 0 and not self._opens[self.outline[at]]:
            at -= 1
        return at

    def name_end(self, at: int) -> int:
        number = self.person(at)
        at += 1
        while at < len(self.outline) and self.person(at) == number and not self._opens[self.outline[at]]:
            at += 1
        return at

    def adverb(self, at: int) -> bool:
        """Whether the word may stand between a subject and its verb: an adverb, an auxiliary, a day."""
        low = self.lows[at]
        if self.quoted(at) or self.person(at) >= 0:
            return False
        return low in ADVERBS or low in AUXILIARIES or low in CALENDAR or (low.endswith("ly") and len(low) > 3)

    def verbal(self, at: int) -> bool:
        """Whether the word looks like a finite verb behind a subject."""
        low = self.lows[at]
        return low in REPORTING or low in AUXILIARIES or low.endswith("ed") or low in ("who", ",")

    def linking(self, at: int) -> bool:
        """Whether the word cannot be part of a noun phrase without complements."""
        low = self.lows[at]
        return low in PREPOSITIONS or low in CONJUNCTIONS or low in AUXILIARIES or self.quoted(at)

    def modifier(self, end: int, last: int) -> bool:
        """Whether a name that ends before `end` only modifies a noun: “the Lee campaign”."""
        if end >= last or self.quoted(end) or self.person(end) >= 0:
            return False
        low = self.lows[end]
        return (
            low[0].isalpha()
            and low[0] == self.reading.words[self.outline[end]][0]
            and not (
                self.verbal(end) or self.linking(end) or self.adverb(end) or low in DETERMINERS or low in NOT_NOUNS
            )
        )

    def nounlike(self, at: int) -> bool:
        """Whether a word of saying stands as a noun: “the report”, “his call”."""
        if at == 0:
            return True
        before, low = self.lows[at - 1], self.lows[at]
        if low.endswith(("ed", "ing")) or low in _PAST:
            return before in ("the", "a", "an", "'s") and low not in _PAST
        if before == "'s" or (before in DETERMINERS and before not in ("all", "both")):
            return True
        if before in MODALS or before in ("to", "did", "does", "do", "who", "i", "we", "they", "you"):
            return False
        if low.endswith("s"):
            return before in PREPOSITIONS
        return not (before.endswith("s") or before in ADVERBS) or before in PREPOSITIONS


NOT_NOUNS = frozenset(
    """
    arose ate awoke beat bent bet bit blew bore bought bowed bred broke built burst caught chose
    clung crept cried dealt did drank drove dug fed fell fled flew forbade forgave forgot fought
    froze ground hid hung hurt joined laid lay leapt lent lit meant mistook overcame overtook quit
    rang read rid rode rose sank sat sewed shed shone shook shot shrank shut slept slid slung sold
    sped spat spun spread sprang stole stuck strode struck strove sued swam swept swore swung taught
    tore threw trod undertook understood undid upheld upset woke withdrew withstood wore wound wrote
    i we he she they it you not one won met took went came got gave made left led ran lost held kept
    began became stood saw knew thought felt found brought drew grew spoke sent spent paid put set
    cut hit let seems appears wants needs likes hopes plans looks goes comes takes makes gives gets
    leads runs holds keeps knows thinks feels finds stands leaves meets wins loses there here away
    up down out back off together alone himself herself
    """.split()
)
"""Irregular verbs and particles that follow a name without being a noun it modifies."""
