"""Check: a text held against its article: quotes, numbers, names, attribution, modality."""

from __future__ import annotations

from briefs.article import Article
from briefs.model import Problem


def check(text: str, article: Article) -> tuple[Problem, ...]:
    raise NotImplementedError
