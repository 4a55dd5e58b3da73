"""Answering: a question read, its sentence found, its words cut out, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.answers.evidence import Match, match
from briefs.answers.index import Index, Shelf
from briefs.answers.question import Question, read_question
from briefs.answers.ranking import Ranking, rank
from briefs.answers.refusal import REFUSED, UNSURE, confidence
from briefs.article import Article
from briefs.modality import modality_at
from briefs.model import Answer, Sentence, Span

EVIDENCE = 3
"""Sentences given with an answer."""
_shelf = Shelf()


def answer(
    article: Article,
    question: str,
    history: Sequence[tuple[str, str]] = (),
    index: Index | None = None,
) -> Answer:
    """What `article` says to `question`, in its own words; never raises for any question or text.

    `history` holds the (question, answer text) pairs of this thread, oldest first, for follow-ups. Without an
    `index` of this article, one is built and kept for the next question.
    """
    if index is None or index.article != article.id:
        index = _shelf.index(article)
    asked = read_question(question, history)
    if not index.texts or not asked.terms:
        return Answer("not_in_article", note="The article does not say.")
    laid = match(asked, index)
    ranking = rank(laid)
    return _general(article, asked, laid, ranking)


def _general(article: Article, asked: Question, laid: Match, ranking: Ranking) -> Answer:
    score = confidence(laid, ranking)
    best = ranking.order[0]
    sentences = tuple(article.sentences[i] for i in ranking.order[:EVIDENCE])
    if score < REFUSED:
        return Answer("not_in_article", sentences=sentences, score=score, note="The article does not say.")
    found = ranking.spans[best]
    text, span = _cut(article, sentences[0], found[0].mention.start, found[0].mention.end) if found else ("", None)
    modality = modality_at(sentences[0].text, found[0].mention.start) if found else modality_at(sentences[0].text, 0)
    return Answer(
        "answered" if score >= UNSURE else "closest",
        text,
        sentences[0],
        sentences,
        (span,) if span else (),
        score,
        modality=modality,
    )


def _cut(article: Article, sentence: Sentence, start: int, end: int) -> tuple[str, Span]:
    span = Span(article.id, sentence.span.start + start, sentence.span.start + end)
    return article.cut(span), span
