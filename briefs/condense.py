"""Condense: an article becomes a brief; the whole pipeline in one readable function."""

from __future__ import annotations

from briefs.article import Article
from briefs.boilerplate import story
from briefs.figures import find_figures, rank_figures
from briefs.headline import headline_of
from briefs.model import Brief, Line
from briefs.outlook import outlook_of
from briefs.people import find_people
from briefs.quotes import find_quotes, rank_quotes
from briefs.statements import find_statements
from briefs.summary import key_points, lede_of, line_of, short_form
from briefs.timeline import find_events

_WHOLE = 2
"""Story sentences up to which an article is shown whole."""
_FEATURED = 6
"""Quotations shown with a brief of the standard length."""


def condense(article: Article) -> Brief:
    """The brief of `article`, for any text. What cannot be briefed comes back as a brief whose `notes` say why."""
    if problem := article.problem:
        return Brief(article.id, headline_of(article, ()), Line(""), notes=(problem,))
    told = story(article)
    people = find_people(article)
    quotes = find_quotes(article, people)
    figures = find_figures(article, quotes)
    lede = lede_of(told)
    whole = len(told) <= _WHOLE
    return Brief(
        article=article.id,
        headline=headline_of(article, told),
        lede=lede,
        short=short_form(told, lede),
        key_points=tuple(map(line_of, told[1:])) if whole else key_points(told, lede, _points(article)),
        quotes=rank_quotes(quotes, article)[:_FEATURED],
        all_quotes=quotes,
        statements=find_statements(article, people),
        figures=rank_figures(figures, article),
        timeline=find_events(article),
        people=people,
        outlook=() if whole else outlook_of(told),
        notes=("This article is too short to condense; it is shown whole.",) if whole else (),
    )


def _points(article: Article) -> int:
    """Key points of the standard length: three for a short article, five for a long one."""
    words = len(article.text.split(None, 600))
    return 3 if words < 250 else 4 if words < 600 else 5
