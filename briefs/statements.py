"""Statements: indirect speech, what somebody is reported to have said, in the article's words."""

from __future__ import annotations

from briefs.article import Article
from briefs.modality import modality_of
from briefs.model import Person, Span, Statement
from briefs.pronouns import View, read_along
from briefs.reading import read
from briefs.saying import SPEECH
from briefs.subjects import subject_before
from briefs.syntax import Source, Syntax

SHORTEST = 4
"""Words: anything shorter says too little to stand alone."""
_OPENERS = frozenset(
    """
    that the a an he she it they his her its their this these those there we if whether both all
    some most no many
    """.split()
)
_NOT_CLAUSES = frozenset("to of with on in at from by about for as and or but".split())


def find_statements(article: Article, people: tuple[Person, ...]) -> tuple[Statement, ...]:
    """Every clause of indirect speech in text order, without its verb of saying; no quotation marks in it.

    A statement whose speaker the article does not make certain has no `speakers`.
    """
    reading = read(article.text)
    syntax = Syntax(article.text, reading, people)
    view: View | None = None
    found: list[Statement] = []
    for first, last in reading.sentences:
        for verb in range(first + 1, last):
            if syntax.outline[verb] < 0 or syntax.lows[verb] not in SPEECH or syntax.nounlike(verb):
                continue
            source = subject_before(syntax, verb, first)
            clause = _clause(syntax, verb, last) if source else None
            if source and clause:
                view = view or read_along(syntax)
                found.append(_statement(article, syntax, view, source, clause))
                break
    return tuple(found)


def _clause(syntax: Syntax, verb: int, last: int) -> tuple[int, int] | None:
    """Outline positions of what was said: after “that”, or straight after the verb up to the sentence's end."""
    start = verb + 1
    for at in range(verb + 1, min(last, verb + 8)):
        if syntax.lows[at] == "that":
            start = at + 1
            break
        if syntax.outline[at] < 0 or syntax.lows[at] in (",", ":", ";"):
            break
    if start >= last or syntax.outline[start] < 0:
        return None
    word = syntax.lows[start]
    if word in _NOT_CLAUSES or not (
        start > verb + 1 or word in _OPENERS or syntax.person(start) >= 0 or word.endswith("s")
    ):
        return None
    end = last
    while end > start and (syntax.outline[end - 1] >= 0 and syntax.lows[end - 1][0] in ".,!?;:"):
        end -= 1
    if end - start < SHORTEST or any(syntax.outline[at] < 0 for at in range(start, end)):
        return None
    return start, end


def _statement(article: Article, syntax: Syntax, view: View, source: Source, clause: tuple[int, int]) -> Statement:
    tokens = syntax.outline
    span = Span(article.id, syntax.reading.starts[tokens[clause[0]]], syntax.reading.ends[tokens[clause[1] - 1]])
    text = article.cut(span)
    return Statement(text, (span,), _names(syntax, view, source), modality_of(text))


def _names(syntax: Syntax, view: View, source: Source) -> tuple[str, ...]:
    numbers = source.people
    if not numbers and source.pronoun and view.sure.get(source.first, False):
        numbers = view.stands.get(source.first, ())[:1]
    if numbers:
        return tuple(syntax.people[number].name for number in numbers)
    return (source.nominal,) if source.nominal else ()
