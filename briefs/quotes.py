"""Quotes: every quotation of an article, verbatim, with who said it and how that was found."""

from __future__ import annotations

from briefs.article import Article
from briefs.model import Person, Quote, QuoteKind, Span
from briefs.pronouns import View
from briefs.reading import Reading, read
from briefs.syntax import Syntax
from briefs.voices import Teller, Voice

PUBLISHED = frozenset("after before according transcript label dash closing split resumed by participle".split())
"""Sieves whose answer is safe to print (see docs/quotes.md for their measured precision)."""


def find_quotes(article: Article, people: tuple[Person, ...]) -> tuple[Quote, ...]:
    """Every quotation in text order, one `Quote` an utterance.

    `speakers` is filled only where it is safe to print; `candidates` holds the guesses, best first;
    `how` names the sieve that decided.
    """
    reading = read(article.text)
    if not reading.marked:
        return ()
    syntax = Syntax(article.text, reading, people)
    voices = Teller(syntax, View(people)).tell()
    return tuple(_quote(article, syntax, group, voices[group[0]]) for group in _utterances(reading, voices))


def _utterances(reading: Reading, voices: dict[int, Voice]) -> list[list[int]]:
    """Pieces of one utterance together: split by “he said”, or going on in the next paragraph."""
    groups: list[list[int]] = []
    for piece in range(len(reading.marked)):
        voice, before = voices[piece], voices.get(piece - 1)
        shared = (
            before and before.lead and voice.lead and before.sieve == "after" and before.lead.verb == voice.lead.verb
        )
        if groups and (voice.sieve in ("split", "resumed") or shared):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _quote(article: Article, syntax: Syntax, group: list[int], voice: Voice) -> Quote:
    pieces = [syntax.reading.marked[piece] for piece in group]
    names = tuple(syntax.people[number].name for number in voice.people)
    others = tuple(syntax.people[number].name for number in voice.others)
    publish = voice.sieve in PUBLISHED and voice.sure
    first = syntax.people[voice.people[0]] if voice.people else None
    return Quote(
        parts=tuple(article.text[piece.start : piece.end] for piece in pieces),
        spans=tuple(Span(article.id, piece.start, piece.end) for piece in pieces),
        speakers=names if publish else (),
        candidates=names + others if names else (voice.nominal,) if voice.nominal else (),
        kind=_kind(article.text, syntax, group, voice),
        how=voice.sieve,
        source="" if names else voice.nominal,
        role=first.roles[0] if publish and first and first.roles else "",
    )


def _kind(text: str, syntax: Syntax, group: list[int], voice: Voice) -> QuoteKind:
    piece = syntax.reading.marked[group[0]]
    words = text[piece.start : min(piece.end, piece.start + 200)].split()
    if len(words) < 4 and text[piece.right : piece.right + 1] == ":":
        return QuoteKind.SCARE
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
