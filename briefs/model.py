"""Model: the plain data that goes from an article to a brief, an answer or a list of problems.

Every offset counts characters (not bytes) of `Article.text`; every span is half open, `[start, end)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Modality(StrEnum):
    """How firmly the article says something."""

    FACT = "fact"
    PLEDGE = "pledge"
    THREAT = "threat"
    EXPECTATION = "expectation"
    ESTIMATE = "estimate"


class Origin(StrEnum):
    """Who worded a line."""

    EXTRACTED = "extracted"
    EDITED = "edited"


class QuoteKind(StrEnum):
    """A whole sentence of somebody's words, some words of theirs, or marks that quote nobody."""

    DIRECT = "direct"
    PARTIAL = "partial"
    SCARE = "scare"


class PersonKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of an article: `text[start:end]` of the article with this id is the evidence."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, verbatim; `paragraph` and `index` count from 0 over the whole article."""

    text: str
    span: Span
    paragraph: int
    index: int

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a brief. Extracted text is the text of its spans, joined by single spaces."""

    text: str
    spans: tuple[Span, ...] = ()
    origin: Origin = Origin.EXTRACTED
    modality: Modality = Modality.FACT
    editor: str = ""
    """Who worded it, where `origin` is `edited`."""
    note: str = ""
    """What the desk tells readers beside it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One utterance. A split quotation keeps its parts, each verbatim and with its own span."""

    parts: tuple[str, ...]
    spans: tuple[Span, ...]
    speakers: tuple[str, ...] = ()
    """Full names; more than one for joint words; empty where the text does not say for certain."""
    candidates: tuple[str, ...] = ()
    """Possible speakers, best guess first; for editors and measurement, never published."""
    kind: QuoteKind = QuoteKind.DIRECT
    how: str = ""
    """The sieve that decided on the speaker."""
    role: str = ""
    """The first speaker's role as the article words it: “Japanese Prime Minister”."""
    occasion: str = ""
    """To whom or when it was said, where the text says so: “told reporters on Monday”."""
    source: str = ""
    """The source in the article's words where it has no name: “the report”, “a campaign spokesman”."""
    about: str = ""
    """Whose words or person a second-hand quotation reports, where the text says so."""
    cut_before: bool = False
    """An editor left out sentences before these words, which readers are shown; and behind them:"""
    cut_after: bool = False
    note: str = ""
    """What the desk tells readers beside it."""

    @property
    def text(self) -> str:
        return " … ".join(self.parts)

    @property
    def quoted(self) -> str:
        """In marks, as readers see it. The comma before a closing mark belongs to the reporter's sentence and goes."""
        words = " … ".join(part.rstrip(", ") for part in self.parts)
        return f"“{'… ' * self.cut_before}{words}{' …' * self.cut_after}”"


@dataclass(frozen=True, slots=True)
class Statement:
    """Indirect speech: what somebody is reported to have said, in the article's words."""

    text: str
    spans: tuple[Span, ...]
    speakers: tuple[str, ...] = ()
    modality: Modality = Modality.FACT


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and how firmly it is said."""

    text: str
    """The number with its unit as the article writes it: “$550 billion”, “15 percent”."""
    span: Span
    value: Decimal
    unit: str = ""
    """“percent”, “USD”, “years” …; empty for a plain count."""
    counts: str = ""
    """The noun phrase counted or measured, as the article words it: “cherry blossom trees”."""
    modality: Modality = Modality.FACT
    approximate: bool = False
    high: Decimal | None = None
    """The upper end of a range."""
    line: str = ""
    """The words around the number that make it readable alone, verbatim."""
    line_span: Span | None = None
    source: str = ""
    """Who says so, where the article does."""
    group: int = 0
    """Figures compared with each other share a group other than 0."""
    note: str = ""
    """What the desk tells readers beside it."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or will, when the article says so."""

    text: str
    spans: tuple[Span, ...]
    when: str
    """The time as the article words it: “on Monday”, “in July”, “1912”."""
    when_span: Span
    date: str = ""
    """ISO date as far as it is certain: “2026”, “2026-07”, “2026-07-14”; empty while only relative."""
    precision: str = "relative"
    """“day”, “month”, “year”, “decade” or “relative”."""
    modality: Modality = Modality.FACT
    note: str = ""
    """What the desk tells readers beside it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody or something named: the longest name, with what the article tells of them."""

    name: str
    kind: PersonKind = PersonKind.PERSON
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    pronoun: str = ""
    spans: tuple[Span, ...] = ()
    """Every mention by name."""
    said: tuple[Span, ...] = ()
    did: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """An article condensed. `quotes` are featured, most telling first; `all_quotes` follow the text."""

    article: str
    """The id of the article that every span points into."""
    headline: Line
    lede: Line
    key_points: tuple[Line, ...] = ()
    quotes: tuple[Quote, ...] = ()
    all_quotes: tuple[Quote, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    timeline: tuple[Event, ...] = ()
    people: tuple[Person, ...] = ()
    outlook: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences to the reader about the brief itself: “too short to condense”."""
    short: Line = Line("")
    """The whole in at most 280 characters, for a notification."""
    more_points: tuple[Line, ...] = ()
    """What the full length adds to the key points, in the article's order."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the article says to a question: `answered`, `computed`, `closest` or `not_in_article`."""

    status: str
    text: str = ""
    """The shortest right words, verbatim; for `computed` the calculation; empty for a refusal."""
    sentence: Sentence | None = None
    sentences: tuple[Sentence, ...] = ()
    """Evidence, best first."""
    spans: tuple[Span, ...] = ()
    """Where `text` stands (for a list or a calculation, each of its parts)."""
    score: float = 0.0
    """How sure it is that the article answers this, 0 to 1."""
    note: str = ""
    """A sentence to the reader: why it is refused, which premise is false, what is only threatened."""
    speakers: tuple[str, ...] = ()
    """Who said it, where the evidence is a quotation."""
    modality: Modality = Modality.FACT
    suggestions: tuple[str, ...] = ()
    """Questions that the article does answer; given with a refusal."""
    question: str = ""
    """Which question this answers, where a message asks several."""
    others: tuple[Answer, ...] = ()
    """The answers to the other questions of the same message, in its order; they have no others themselves."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a text that its article does not bear out."""

    kind: str
    """quotation speaker number date date_absolute name modality attribution unsupported"""
    message: str
    span: Span
    """Offsets into the checked text (its `article` is empty)."""
    evidence: Span | None = None
    severity: str = "major"
    """“major” blocks approval, “minor” warns."""


@dataclass(frozen=True, slots=True)
class Erratum:
    """A place of the article that the desk has found wrong: the words at `span` should read `right`."""

    span: Span
    right: str
    why: str = ""
    by: str = ""
    """Who marked it, in full, as readers are told."""
