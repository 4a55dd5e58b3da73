"""Answering: a question read, its sentence found, its words cut out, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.answers.index import Index, build_index
from briefs.answers.ranking import bm25
from briefs.article import Article
from briefs.model import Answer
from briefs.terms import content_stems


def answer(
    article: Article,
    question: str,
    history: Sequence[tuple[str, str]] = (),
    index: Index | None = None,
) -> Answer:
    """What `article` says to `question`, in its own words; never raises for any question or text."""
    index = index if index is not None and index.article == article.id else build_index(article)
    stems = content_stems(question)
    scores = bm25(index, stems)
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    best = [article.sentences[i] for i in order[:3] if scores[i] > 0]
    if not best:
        return Answer("not_in_article", note="The article does not say.")
    reach = sum(map(index.idf, stems)) or 1.0
    score = min(1.0, scores[order[0]] / (2.2 * reach))
    first = best[0]
    return Answer("closest", first.text, first, tuple(best), (first.span,), score)
