"""Check: a text held against its article: quotes, numbers, names, attribution, modality."""

from __future__ import annotations

import re

from briefs.article import Article
from briefs.model import Problem, Span
from briefs.terms import find_terms

_QUOTED = re.compile('[“"«„]([^“”"«»„]{2,600})[”"»“]')


def check(text: str, article: Article) -> tuple[Problem, ...]:
    """What `text` says that `article` does not bear out, in the order of the text; linear in both."""
    known = {term.lower for term in find_terms(article.text)}
    plain = _plain(article.text)
    problems = [
        Problem(
            "quotation", f"The article does not have the words {m.group()}.", Span("", m.start(), m.end())
        )
        for m in _QUOTED.finditer(text)
        if _plain(m.group(1)).strip(" .,;:!?") not in plain
    ]
    for term in find_terms(text):
        span = Span("", term.start, term.end)
        if term.text[0].isdigit() and term.lower not in known:
            problems.append(Problem("number", f"The number {term.text} is not in the article.", span))
        elif term.text[0].isupper() and len(term.text) > 1 and term.lower not in known:
            problems.append(Problem("name", f"The name {term.text} is not in the article.", span))
    return tuple(sorted(problems, key=lambda problem: problem.span.start))


def _plain(text: str) -> str:
    for mark, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("—", "-"), ("–", "-")):
        text = text.replace(mark, straight)
    return " ".join(text.lower().split())
