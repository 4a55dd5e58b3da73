"""Condense: an article becomes a brief, or a few of its sentences.

The pipeline behind these names is loaded at the first call, so that what only needs the model starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefs.article import Article
    from briefs.model import Brief, Sentence


def condense(article: Article) -> Brief:
    """The brief of `article`, for any text. What cannot be briefed comes back as a brief whose `notes` say why."""
    from briefs.condensing import condense as run

    return run(article)


def summarize(article: Article, sentences: int = 3) -> tuple[Sentence, ...]:
    """At most `sentences` sentences in the article's order: the first of the story, then the most telling.

    Each is verbatim (a dateline is cut from its front); none opens on words that point at one left out.
    """
    from briefs.summary import summarize as run

    return run(article, sentences)
