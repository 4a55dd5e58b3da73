"""Quotes: every quotation of an article, verbatim, with who said it and how that was found."""

from __future__ import annotations

from briefs.article import Article
from briefs.kinds import under_headline
from briefs.model import Person, Quote, QuoteKind, Span
from briefs.pronouns import View
from briefs.reading import Reading, read
from briefs.syntax import Syntax
from briefs.telling import rank_quotes
from briefs.voices import Teller, Voice

__all__ = ["find_quotes", "rank_quotes"]

PUBLISHED = frozenset(
    "after before according transcript label dash colon closing split resumed following by participle".split()
)
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
    teller = Teller(syntax, View(people), headline=under_headline(article.text, reading))
    voices = teller.tell()
    return tuple(
        _quote(article, syntax, group, voices[group[0]], teller.kinds[group[0]])
        for group in _utterances(article.text, reading, voices, teller.kinds)
    )


def _utterances(text: str, reading: Reading, voices: dict[int, Voice], kinds: dict[int, QuoteKind]) -> list[list[int]]:
    """Pieces of one utterance together: split by “he said”, or going on in the next paragraph."""
    groups: list[list[int]] = []
    for piece in range(len(reading.marked)):
        voice, before = voices[piece], voices.get(piece - 1)
        shared = (
            before
            and before.sieve == "after"
            and _verb(before) == _verb(voice)
            and _goes_on(text, reading, piece, voice)
        )
        handed = before is not None and reading.marked[piece].resumes and before.people == voice.people
        joins = voice.sieve in ("split", "resumed") or shared or handed
        if groups and joins and QuoteKind.SCARE not in (kinds[piece], kinds[groups[-1][-1]]):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _goes_on(text: str, reading: Reading, piece: int, voice: Voice) -> bool:
    """Whether a piece takes up the sentence that “he said,” broke off."""
    left = reading.marked[piece].left
    return voice.sieve == "after" or (voice.sieve == "before" and text[max(0, left - 3) : left].rstrip().endswith(","))


def _verb(voice: Voice) -> int:
    return voice.lead.verb if voice.lead else -1


def _quote(article: Article, syntax: Syntax, group: list[int], voice: Voice, kind: QuoteKind) -> Quote:
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
        kind=kind,
        how=voice.sieve,
        source="" if names else voice.nominal,
        occasion=voice.occasion,
        about=syntax.people[voice.about].name if voice.about >= 0 else "",
        role=first.roles[0] if publish and first and first.roles else "",
    )
