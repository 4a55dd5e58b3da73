"""Answers: a question about an article is answered in the article's words, or refused."""

from briefs.answers.answering import answer
from briefs.answers.index import Index, build_index
from briefs.answers.suggestions import suggest_questions

__all__ = ["Index", "answer", "build_index", "suggest_questions"]
