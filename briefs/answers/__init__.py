"""Answers: a question about an article is answered in the article's words, or refused.

The engine behind these names is loaded at the first question, so that a brief alone starts quickly.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import EllipsisType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefs.answers.index import Index
    from briefs.article import Article
    from briefs.meaning import Embedder
    from briefs.model import Answer, Brief, Erratum

__all__ = ["Index", "answer", "build_index", "split_questions", "stands_alone", "suggest_questions"]


def answer(
    article: Article,
    question: str,
    history: Sequence[tuple[str, str]] = (),
    index: Index | None = None,
    errata: Sequence[Erratum] = (),
) -> Answer:
    """What `article` says to `question`, in its own words; never raises for any question or text.

    `history` holds the (question, answer text) pairs of this thread, oldest first, for follow-ups. Without an
    `index` of this article, one is built and kept for the next question. Of a message that asks several things the
    first is answered here and the rest in `others`, each naming its `question`. What `errata` correct is answered as it
    should read, with a note; sentences and words are then the corrected ones, spans still the article's.
    """
    from briefs.answers.asking import answer as reply

    return reply(article, question, history, index, errata)


def split_questions(text: str) -> tuple[str, ...]:
    """The questions of one message in their order, at most four; the text itself where it asks one thing."""
    from briefs.answers.several import split_questions as split

    return split(text)


def stands_alone(question: str, history: Sequence[tuple[str, str]], index: Index) -> bool:
    """Whether nothing in the message refers to the `history` of its thread, so that it is answered the same without.

    Read off the words alone, under a millisecond. False says only that it may: what is left out may change nothing.
    """
    from briefs.answers.asking import stands_alone as alone

    return alone(question, history, index)


def build_index(article: Article, *, embedder: Embedder | EllipsisType | None = ...) -> Index:
    """Count the words of `article` and, where there is a model, embed its sentences; words alone with `None`.

    Linear in the text, 28 ms a sentence with the model: build it when a brief is published, off the event loop.
    """
    from briefs.answers.index import build_index as build

    return build(article) if isinstance(embedder, EllipsisType) else build(article, embedder=embedder)


def suggest_questions(brief: Brief, article: Article) -> tuple[str, ...]:
    """At most 25 questions that `article` answers, from its figures, quotations and people, most telling first."""
    from briefs.answers.suggestions import suggest_questions as suggest

    return suggest(brief, article)


def __getattr__(name: str) -> object:
    if name == "Index":
        from briefs.answers.index import Index

        return Index
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
