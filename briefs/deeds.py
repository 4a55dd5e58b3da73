"""Deeds: what each of the people said and did, as spans of the article."""

from __future__ import annotations

from dataclasses import replace

from briefs.article import Article
from briefs.model import Person, PersonKind, Quote, Span, Statement
from briefs.pronouns import read_along
from briefs.reading import read
from briefs.saying import SPEECH
from briefs.subjects import main_subject
from briefs.syntax import Source, Syntax


def with_deeds(
    article: Article, people: tuple[Person, ...], quotes: tuple[Quote, ...], statements: tuple[Statement, ...]
) -> tuple[Person, ...]:
    """`people` with `said` (quotations and statements of theirs) and `did` (sentences that they are the subject of).

    Spans are in text order. Only sure speakers and sure pronouns count; places do nothing.
    """
    said: dict[str, list[Span]] = {}
    uttered = [(words.speakers, words.spans) for words in quotes]
    uttered += [(words.speakers, words.spans) for words in statements]
    for speakers, spans in uttered:
        for name in speakers:
            said.setdefault(name, []).extend(spans)
    did = _did(article, people)
    return tuple(
        replace(person, said=tuple(sorted(said.get(person.name, ()))), did=tuple(did.get(number, ())))
        for number, person in enumerate(people)
    )


def _did(article: Article, people: tuple[Person, ...]) -> dict[int, list[Span]]:
    reading = read(article.text)
    syntax = Syntax(article.text, reading, people)
    view = read_along(syntax)
    did: dict[int, list[Span]] = {}
    for first, last in reading.sentences:
        source = main_subject(syntax, first, last)
        if source is None or not _acts(syntax, source, first, last):
            continue
        numbers = source.people
        if not numbers and view.sure.get(source.first, False):
            numbers = view.stands.get(source.first, ())[:1]
        tokens = reading.outline[first:last]
        span = Span(article.id, reading.starts[tokens[0]], reading.ends[tokens[-1]])
        for number in numbers:
            if people[number].kind is not PersonKind.PLACE:
                did.setdefault(number, []).append(span)
    return did


def _acts(syntax: Syntax, source: Source, first: int, last: int) -> bool:
    """Whether the sentence opens on `source`, or on an aside before it, and goes on to something else than speech."""
    leads = source.first - first <= 1 or syntax.lows[source.first - 1] == ","
    speaks = source.last < last and syntax.lows[source.last] in SPEECH
    return leads and not speaks and not any(syntax.quoted(at) for at in range(first, last))
