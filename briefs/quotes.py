"""Quotes: every quotation of an article, verbatim, with who said it and how that was found."""

from __future__ import annotations

from briefs.article import Article
from briefs.lexicon import WORKS
from briefs.marks import Marked
from briefs.model import Person, Quote, QuoteKind, Span
from briefs.pronouns import View
from briefs.reading import Reading, read
from briefs.saying import TITLING
from briefs.speakers import is_finished
from briefs.syntax import Syntax
from briefs.telling import rank_quotes
from briefs.voices import UNSAID, Teller, Voice

__all__ = ["find_quotes", "rank_quotes"]

PUBLISHED = frozenset(
    "after before according transcript label dash closing split resumed following by participle".split()
)
"""Sieves whose answer is safe to print (see docs/quotes.md for their measured precision)."""


LONGEST_TITLE = 10
"""Words of a work's title at most."""
LONGEST_HEADLINE = 150
"""Characters."""


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
        shared = before and before.sieve == voice.sieve == "after" and _verb(before) == _verb(voice)
        handed = before is not None and reading.marked[piece].resumes and before.people == voice.people
        if groups and (voice.sieve in ("split", "resumed") or shared or handed):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _verb(voice: Voice) -> int:
    return voice.lead.verb if voice.lead else -1


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
        occasion=voice.occasion,
        about=syntax.people[voice.about].name if voice.about >= 0 else "",
        role=first.roles[0] if publish and first and first.roles else "",
    )


def _kind(text: str, syntax: Syntax, group: list[int], voice: Voice) -> QuoteKind:
    piece = syntax.reading.marked[group[0]]
    words = text[piece.start : min(piece.end, piece.start + 200)].split()
    said = voice.lead is not None and voice.sieve not in UNSAID
    if piece.single and piece.paragraph == 0 and _is_headline(text, syntax.reading):
        return QuoteKind.SCARE
    if len(words) <= LONGEST_TITLE and _names_a_thing(text, syntax, piece, words, said, voice):
        return QuoteKind.SCARE
    if len(words) < 4 and not said:
        return QuoteKind.SCARE
    inside = text[piece.start].islower() and voice.sieve not in ("after", "resumed", "split")
    return QuoteKind.PARTIAL if inside else QuoteKind.DIRECT


def _is_headline(text: str, reading: Reading) -> bool:
    """Whether the first line is a headline over a story that quotes in double marks: it repeats what follows."""
    end = text.find("\n")
    return 0 < end <= LONGEST_HEADLINE and any(not piece.single for piece in reading.marked)


def _names_a_thing(text: str, syntax: Syntax, piece: Marked, words: list[str], said: bool, voice: Voice) -> bool:
    """The title of a work, a nickname, the label of a caption."""
    if len(words) < 4 and text[piece.right : piece.right + 1] == ":":
        return True
    before = text[max(0, piece.left - 40) : piece.left].rstrip(" ,").rsplit(None, 1)
    last = before[-1].lower() if before else ""
    titled = all(not word[0].isalpha() or word[0].isupper() or len(word) < 4 for word in words)
    if last in TITLING or last in WORKS:
        return titled or last in WORKS
    finished = voice.sieve in ("after", "transcript") and voice.lead is not None and is_finished(syntax, voice.lead)
    return titled and len(words) > 1 and not finished and (not said or text[piece.end - 1] not in ".!?")
