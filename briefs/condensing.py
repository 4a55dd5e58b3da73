"""Condensing: an article becomes a brief; the whole pipeline in one readable function."""

from __future__ import annotations

from dataclasses import replace

from briefs.article import Article
from briefs.boilerplate import story
from briefs.context import unbroken
from briefs.deeds import with_deeds
from briefs.figures import find_figures, rank_figures
from briefs.headline import headline_of
from briefs.model import Brief, Line, Person, Sentence
from briefs.outlook import outlook_of
from briefs.people import find_people
from briefs.points import Points
from briefs.quotes import find_quotes, rank_quotes
from briefs.statements import find_statements
from briefs.summary import lede_of, line_of, short_form
from briefs.timeline import find_events

_WHOLE = 2
"""Story sentences up to which an article is shown whole."""
_MORE = 10
"""Lines that the full length adds to the key points."""
_FEATURED = 6
"""Quotations shown with a brief of the standard length."""


def condense(article: Article) -> Brief:
    """The brief of `article`, for any text. What cannot be briefed comes back as a brief whose `notes` say why."""
    if problem := article.problem:
        return Brief(article.id, headline_of(article, ()), Line(""), notes=(problem,))
    told = story(article)
    people = find_people(article)
    quotes = find_quotes(article, people)
    statements = find_statements(article, people)
    figures = find_figures(article, [*quotes, *statements])
    spoken = unbroken(article, told)
    brief = _whole(article, spoken) if len(spoken) <= _WHOLE else _condensed(article, told, spoken, people)
    return replace(
        brief,
        quotes=rank_quotes(quotes, article)[:_FEATURED],
        all_quotes=quotes,
        statements=statements,
        figures=rank_figures(figures, article),
        timeline=find_events(article),
        people=with_deeds(article, people, quotes, statements),
    )


def _condensed(
    article: Article, told: tuple[Sentence, ...], spoken: tuple[Sentence, ...], people: tuple[Person, ...]
) -> Brief:
    """The lines of a brief; what is said under one head is not said again under another."""
    lede = lede_of(article, told)
    points = Points(article, spoken, people, lede)
    points.open()
    points.look_ahead()
    lede = points.lead()
    outlook = outlook_of(article, told, [lede, *points.lines()])
    points.leave(outlook)
    points.fill(_points(article))
    first = points.lines()
    points.fill(len(first) + _MORE, joining=False, strict=False)
    return Brief(
        article.id,
        headline_of(article, told),
        lede,
        first,
        outlook=outlook,
        short=short_form(told, lede),
        more_points=points.lines(since=len(first)),
    )


def _whole(article: Article, told: tuple[Sentence, ...]) -> Brief:
    lines = [line_of(sentence) for sentence in told]
    lede = replace(lines[0], text=" ".join(line.text for line in lines), spans=tuple(line.spans[0] for line in lines))
    note = "This article is too short to condense; it is shown whole."
    return Brief(article.id, headline_of(article, told), lede, notes=(note,), short=short_form(told, lede))


def _points(article: Article) -> int:
    """Key points of the standard length: three for a short article, five for a long one."""
    words = len(article.text.split(None, 600))
    return 3 if words < 200 else 4 if words < 450 else 5
