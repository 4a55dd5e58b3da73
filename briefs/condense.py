"""Condense: an article becomes a brief; the whole pipeline in one readable function."""

from __future__ import annotations

from dataclasses import replace

from briefs.article import Article
from briefs.boilerplate import story
from briefs.context import own_words
from briefs.deeds import with_deeds
from briefs.figures import find_figures, rank_figures
from briefs.headline import headline_of
from briefs.model import Brief, Line, Sentence
from briefs.outlook import outlook_of
from briefs.people import find_people
from briefs.quotes import find_quotes, rank_quotes
from briefs.statements import find_statements
from briefs.summary import in_order, key_points, lede_of, line_of, short_form
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
    spoken = _with_quotations(article, told)
    brief = _whole(article, spoken) if len(spoken) <= _WHOLE else _condensed(article, told)
    return replace(
        brief,
        quotes=rank_quotes(quotes, article)[:_FEATURED],
        all_quotes=quotes,
        statements=statements,
        figures=rank_figures(figures, article),
        timeline=find_events(article),
        people=with_deeds(article, people, quotes, statements),
    )


def _condensed(article: Article, told: tuple[Sentence, ...]) -> Brief:
    """The lines of a brief; what is said under one head is not said again under another."""
    lede = lede_of(article, told)
    outlook = outlook_of(article, told, lede)
    most = _points(article)
    points = key_points(article, told, [lede, *outlook], most + _MORE)
    return Brief(
        article.id,
        headline_of(article, told),
        lede,
        in_order(points[:most]),
        outlook=outlook,
        short=short_form(told, lede),
        more_points=in_order(points[most:]),
    )


def _with_quotations(article: Article, told: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """`told` where a sentence that begins inside a quotation belongs to the one before it."""
    own = own_words(article)
    joined: list[Sentence] = []
    for sentence in told:
        last = joined[-1] if joined else None
        if last and last.paragraph == sentence.paragraph and own[sentence.span.start] == " ":
            span = replace(last.span, end=sentence.span.end)
            joined[-1] = replace(last, text=article.cut(span), span=span)
        else:
            joined.append(sentence)
    return tuple(joined)


def _whole(article: Article, told: tuple[Sentence, ...]) -> Brief:
    lines = [line_of(sentence) for sentence in told]
    lede = replace(lines[0], text=" ".join(line.text for line in lines), spans=tuple(line.spans[0] for line in lines))
    note = "This article is too short to condense; it is shown whole."
    return Brief(article.id, headline_of(article, told), lede, notes=(note,), short=short_form(told, lede))


def _points(article: Article) -> int:
    """Key points of the standard length: three for a short article, five for a long one."""
    words = len(article.text.split(None, 600))
    return 3 if words < 200 else 4 if words < 450 else 5
