"""Quotes: every quotation of an article, verbatim, with who said it and how that was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefs.article import Article
from briefs.model import Person, Quote, QuoteKind, Span
from briefs.pronouns import PARAGRAPH_FADE, SENTENCE_FADE, SPOKEN, View, follow
from briefs.reading import Reading, read
from briefs.saying import REPORTING
from briefs.speakers import Lead, find_lead
from briefs.subjects import Source, Syntax

PUBLISHED = frozenset("after before according transcript dash split resumed noun by participle".split())
"""Sieves whose answer is safe to print (see docs/quotes.md for their measured precision)."""


@dataclass(slots=True)
class _Voice:
    """What is known of one piece's speaker."""

    sieve: str = ""
    candidates: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    nominal: str = ""
    sure: bool = False
    verb: int = -1
    lead: Lead | None = None


@dataclass(slots=True)
class _Teller:
    """Reads an article once from its start and says who speaks in each piece."""

    syntax: Syntax
    view: View
    voices: dict[int, _Voice] = field(default_factory=dict)

    def tell(self) -> dict[int, _Voice]:
        reading = self.syntax.reading
        previous: tuple[int, int] | None = None
        paragraph = -1
        for (first, last), number in zip(reading.sentences, reading.paragraphs, strict=True):
            self.view.fade(SENTENCE_FADE * (PARAGRAPH_FADE if number != paragraph else 1.0))
            paragraph = number
            follow(self.syntax, self.view, first, last)
            for at in range(first, last):
                if reading.outline[at] < 0:
                    self._hear(at, first, last, previous)
            previous = (first, last)
        return self.voices

    def _hear(self, at: int, first: int, last: int, previous: tuple[int, int] | None) -> None:
        piece = -1 - self.syntax.outline[at]
        lead = find_lead(self.syntax, at, first, last)
        if lead is not None:
            voice = self._resolve(lead)
        else:
            voice = self._context(piece, at, first, previous)
        self.voices[piece] = voice
        if voice.people and voice.sieve not in ("split", "resumed", "continued"):
            self.view.see(voice.people[0], SPOKEN)

    def _resolve(self, lead: Lead) -> _Voice:
        source = lead.source
        voice = _Voice(lead.sieve, verb=lead.verb, lead=lead)
        if source.people:
            voice.people = voice.candidates = source.people
            voice.sure = True
        elif source.pronoun:
            found = self.view.stands.get(source.first, ())
            voice.candidates, voice.people = found, found[:1]
            voice.sure = self.view.sure.get(source.first, False)
        else:
            self._nominal(source, voice)
        return voice

    def _nominal(self, source: Source, voice: _Voice) -> None:
        voice.nominal = source.nominal
        words = source.nominal.lower().split()
        if not words or words[0] in ("a", "an", "one", "some", "several", "many"):
            return
        head = words[-1]
        ranked = sorted(self.view.scores.items(), key=lambda pair: -pair[1])
        for number, _ in ranked:
            person = self.view.people[number]
            if any(head in role.lower().split() for role in person.roles):
                voice.candidates, voice.people = (number,), (number,)
                return

    def _context(self, piece: int, at: int, first: int, previous: tuple[int, int] | None) -> _Voice:
        """A quotation that fills its sentence: the words before it tell."""
        marked = self.syntax.reading.marked
        before = self.voices.get(piece - 1)
        if marked[piece].resumes and before:
            return _Voice("resumed", before.candidates, before.people, before.nominal, before.sure, lead=before.lead)
        if before and marked[piece].paragraph == marked[piece - 1].paragraph and self._adjacent(at, previous):
            return _Voice("split", before.candidates, before.people, before.nominal, before.sure, lead=before.lead)
        if previous is None:
            return _Voice()
        has_quote = any(self.syntax.outline[spot] < 0 for spot in range(*previous))
        if before and has_quote:
            return _Voice("continued", before.candidates, before.people, before.nominal, False, lead=before.lead)
        return self._introduced(previous)

    def _adjacent(self, at: int, previous: tuple[int, int] | None) -> bool:
        return previous is not None and any(self.syntax.outline[spot] < 0 for spot in range(previous[0], at))

    def _introduced(self, previous: tuple[int, int]) -> _Voice:
        first, last = previous
        for verb in range(last - 1, first - 1, -1):
            if self.syntax.lows[verb] in REPORTING and not self.syntax.nounlike(verb):
                source = self.syntax.subject_before(verb, first)
                if source:
                    voice = self._resolve(Lead("introduced", source, verb))
                    return voice
        source = self.syntax.main_subject(first, last)
        return self._resolve(Lead("context", source)) if source else _Voice()


def find_quotes(article: Article, people: tuple[Person, ...]) -> tuple[Quote, ...]:
    """Every quotation in text order, one `Quote` an utterance.

    `speakers` is filled only where it is safe to print; `candidates` holds the guesses, best first;
    `how` names the sieve that decided.
    """
    reading = read(article.text)
    if not reading.marked:
        return ()
    syntax = Syntax(article.text, reading, people)
    voices = _Teller(syntax, View(people)).tell()
    return tuple(_quote(article, syntax, people, group, voices) for group in _utterances(reading, voices))


def _utterances(reading: Reading, voices: dict[int, _Voice]) -> list[list[int]]:
    groups: list[list[int]] = []
    for piece in range(len(reading.marked)):
        voice = voices.get(piece, _Voice())
        before = voices.get(piece - 1)
        joined = voice.sieve in ("split", "resumed")
        joined = joined or bool(before and before.verb >= 0 and before.verb == voice.verb and before.sieve == "after")
        if joined and groups:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _quote(
    article: Article, syntax: Syntax, people: tuple[Person, ...], group: list[int], voices: dict[int, _Voice]
) -> Quote:
    pieces = [syntax.reading.marked[piece] for piece in group]
    voice = voices.get(group[0], _Voice())
    names = tuple(people[number].name for number in voice.people)
    candidates = names + tuple(people[n].name for n in voice.candidates if n not in voice.people)
    if voice.nominal and not names:
        candidates = (voice.nominal, *candidates)
    publish = voice.sieve in PUBLISHED and voice.sure
    first = people[voice.people[0]] if voice.people else None
    return Quote(
        parts=tuple(article.text[piece.start : piece.end] for piece in pieces),
        spans=tuple(Span(article.id, piece.start, piece.end) for piece in pieces),
        speakers=names if publish else (),
        candidates=candidates,
        kind=_kind(article.text, syntax, group, voice),
        how=voice.sieve,
        role=first.roles[0] if publish and first and first.roles else "",
    )


def _kind(text: str, syntax: Syntax, group: list[int], voice: _Voice) -> QuoteKind:
    piece = syntax.reading.marked[group[0]]
    words = text[piece.start : min(piece.end, piece.start + 200)].split()
    titled = len(words) <= 8 and all(not w[0].isalpha() or w[0].isupper() or len(w) < 4 for w in words)
    if len(words) <= 8 and voice.sieve in ("", "subject", "context", "continued") and (len(words) < 4 or titled):
        return QuoteKind.SCARE
    if titled and len(words) > 1 and text[piece.end - 1] not in ".!?," and voice.sieve not in ("after", "transcript"):
        return QuoteKind.SCARE
    start = text[piece.start]
    return (
        QuoteKind.PARTIAL if start.islower() and voice.sieve not in ("after", "resumed", "split") else QuoteKind.DIRECT
    )


def rank_quotes(quotes: tuple[Quote, ...], article: Article) -> tuple[Quote, ...]:
    """The quotations that tell most, best first: attributed, whole, of a length that can be read at once."""
    featured = [quote for quote in quotes if quote.kind is not QuoteKind.SCARE and len(quote.text.split()) >= 5]
    return tuple(
        sorted(featured, key=lambda quote: (not quote.speakers, quote.kind is QuoteKind.PARTIAL, quote.spans[0].start))
    )
