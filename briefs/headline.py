"""Headline: the article's own, or a fitting clause of its lede, word for word."""

from __future__ import annotations

import re

from briefs.article import Article
from briefs.clauses import clauses, has_verb
from briefs.context import needs_context
from briefs.model import Line, Sentence, Span

LONGEST = 90
"""Characters: more does not fit a message's title beside the topic's name."""
_PHRASE = re.compile(
    r"\s(?=(?:in|on|at|for|with|after|before|amid|during|following|over|from|by|as|to|about|against|under|near|through"
    r"|because|despite|where|who|which|that|when|while|and|since|until|according)\s)"
)
_LEANS = re.compile(
    r"\b(?:of|the|an?|and|or|to|in|on|at|for|with|from|by|as|that|which|who|is|are|was|were|be|been|has|have|had|will|would"
    r"|could|may|might|must|can|not|its|his|her|their|than|between|both|newly|very|more|most|about|said|says)$",
    re.IGNORECASE,
)


def headline_of(article: Article, told: tuple[Sentence, ...]) -> Line:
    """A line of at most `LONGEST` characters where it is taken from the text; the given headline whole.

    The given headline has no span: it does not stand in the text.
    """
    if article.headline and article.headline.strip():
        return Line(" ".join(article.headline.split()))
    for sentence in told[:3]:
        if (not needs_context(sentence.text) or sentence is told[0]) and (end := _fitting(sentence.text)):
            return _line(sentence, end)
    return _line(told[0], _forced(told[0].text)) if told else Line("")


def _fitting(text: str) -> int:
    """Where the longest beginning that is a statement and fits may end; 0 where there is none."""
    bare = len(text.rstrip(" .!?;:,"))
    if bare <= LONGEST and has_verb(text):
        return len(text.rstrip()) if text.rstrip()[-1] in '!?”"' else bare
    whole = [clause.end for clause in clauses(text)]
    phrases = [found.start() for found in _PHRASE.finditer(text, 0, LONGEST + 2)]
    for end in sorted({*whole, *phrases}, reverse=True):
        head = text[:end].rstrip(" ,;:–—-")
        if len(head) <= LONGEST and _states(head):
            return len(head)
    return 0


def _states(head: str) -> bool:
    return (
        len(head.split()) >= 4
        and has_verb(head)
        and not _LEANS.search(head)
        and head.count("“") == head.count("”")
        and head.count('"') % 2 == 0
        and head.count("(") == head.count(")")
    )


def _forced(text: str) -> int:
    if len(text) <= LONGEST:
        return len(text)
    space = text.rfind(" ", 0, LONGEST + 1)
    return len(text[: space if space > 0 else LONGEST].rstrip(" ,;:–—-")) or LONGEST


def _line(sentence: Sentence, end: int) -> Line:
    start = sentence.span.start
    return Line(sentence.text[:end], (Span(sentence.span.article, start, start + end),))
