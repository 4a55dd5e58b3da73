"""Asking: a message with its questions, put to an article as the desk has set it right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefs.answers.answering import answer_one
from briefs.answers.follow_up import reads_alone
from briefs.answers.index import Index, Shelf
from briefs.answers.markup import unmarked
from briefs.answers.several import split_questions
from briefs.article import Article
from briefs.errata import corrected
from briefs.model import Answer, Erratum

_shelf = Shelf()


def answer(
    article: Article,
    question: str,
    history: Sequence[tuple[str, str]] = (),
    index: Index | None = None,
    errata: Sequence[Erratum] = (),
) -> Answer:
    """What `article` says to `question`; see `briefs.answers.answer`."""
    right = corrected(article, errata)
    fitting = index if index is not None and index.article == right.article.id else _shelf.index(right.article, index)
    asked = split_questions(unmarked(question))
    thread = [*history]
    found: list[Answer] = []
    for one in asked:
        given = answer_one(right.article, one, thread, fitting)
        thread.append((one, given.text))
        found.append(replace(right.told(given), question=one if len(asked) > 1 else ""))
    return replace(found[0], others=tuple(found[1:]))


def stands_alone(question: str, history: Sequence[tuple[str, str]], index: Index) -> bool:
    """Whether a message is answered the same without `history`; see `briefs.answers.stands_alone`."""
    since: list[tuple[str, str]] = []
    for one in split_questions(unmarked(question)):
        if not reads_alone(one, history, since, index.cast.people, index.figures):
            return False
        since.append((one, ""))  # what it was answered adds the same to both readings
    return True
