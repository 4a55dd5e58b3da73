"""Asking: questions to a report of our own, answered by its words alone."""

from __future__ import annotations

from briefs import Answer, Article, answer
from briefs.answers import build_index


class Asked:
    """A report that is indexed once."""

    def __init__(self, text: str) -> None:
        self.article = Article.from_text(text)
        self._index = build_index(self.article, embedder=None)

    def ask(self, question: str) -> Answer:
        return answer(self.article, question, index=self._index)

    def refuses(self, question: str) -> bool:
        """Whether it says that the article does not tell."""
        return self.ask(question).status == "not_in_article"
