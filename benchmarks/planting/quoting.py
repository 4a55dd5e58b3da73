"""Quoting: a word of a quotation changed, or the reporter's own words put in quotation marks."""

from __future__ import annotations

import re

from benchmarks.planting.source import Source
from briefs.checks.quotation import find_quoted
from briefs.terms import find_terms


def quote_word(source: Source, text: str) -> str | None:
    """A content word of the quotation is another word of the article, or one in its middle is left out."""
    spans = [(a, b) for a, b in find_quoted(text) if len(text[a:b].split()) >= 5]
    if not spans or not source.words:
        return None
    a, b = spans[0]
    inside = [t for t in find_terms(text[a:b]) if len(t.text) > 3 and t.text.islower() and not t.stops]
    if not inside:
        return None
    term = source.chance.choice(inside)
    middle = re.search(r"\w", text[a : a + term.start]) and re.match(r" \w", text[a + term.end : b])
    other = "" if middle and source.chance.random() < 0.2 else source.chance.choice(source.words)
    if other and other in text:
        return None
    made = text[: a + term.start] + other + text[a + term.end :]
    return made if other else re.sub(r" {2,}", " ", made)


def reporters_words(source: Source, text: str) -> str | None:
    """Five to eight plain words of a sentence without any quotation stand in marks."""
    if list(find_quoted(text)) or any(c in text for c in "“”\"‘'’"):
        return None
    terms = find_terms(text)
    count = source.chance.choice((5, 5, 6, 8))
    if len(terms) < count + 5:
        return None
    first = source.chance.randrange(2, len(terms) - count - 1)
    start, end = terms[first].start, terms[first + count - 1].end
    piece = text[start:end]
    if not re.fullmatch(r"[\w ]+", piece) or not all(w.islower() for w in piece.split()):
        return None
    return f"{text[:start]}“{piece}”{text[end:]}"
