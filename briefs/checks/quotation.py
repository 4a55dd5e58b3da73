"""Quotation: every quoted wording of a line must stand in the article, as somebody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice

from briefs.answers.index import LONGEST_READ
from briefs.checks.alignment import Line
from briefs.checks.plain import wording
from briefs.model import Problem, Quote, Span
from briefs.patterns import pattern

_QUOTED = pattern("[“\"«„]([^“”\"«»„]{1,2000})[”\"»“]|(?<![\\w’'])[‘']([^‘]{2,400}?)[’'](?![\\w])")
_GAP = pattern(r"\s*(?:…|\.\.\.|\[[^\]]*\])\s*")
MOST = 20
"""Quotations of one line that are checked."""
NEAR = 0.6
"""The likeness above which a quotation counts as altered rather than invented."""


def find_quoted(text: str) -> Iterator[tuple[int, int]]:
    """Where wordings stand in quotation marks, without the marks."""
    for found in _QUOTED.finditer(text):
        group = 1 if found.group(1) is not None else 2
        if re.search(r"\w", found.group(group)):
            yield found.start(group), found.end(group)


def check_quotations(line: Line) -> Iterator[Problem]:
    """Wordings in marks that the article does not have, or has only as the reporter's own."""
    quoted = list(islice(find_quoted(line.text), MOST))
    if not quoted:
        return
    whole = wording(line.article.text)
    said = _said(line)
    for start, end in quoted:
        words = line.text[start:end]
        parts = [part for part in _GAP.split(words) if re.search(r"\w", part)]
        span = line.span(start, end)
        if not _in_order(parts, whole):
            near = _nearest(line, words)
            evidence = near or line.evidence()
            what = "are not in the article" if near is None else "are not the article’s"
            yield Problem("quotation", f"The words “{words}” {what}.", span, evidence)
        elif not all(any(wording(part) in words for words in said) for part in parts):
            message = f"The article has “{words}” as the reporter’s words, not as a quotation."
            yield Problem("quotation", message, span, line.evidence(), "minor")


def _in_order(parts: list[str], whole: str) -> bool:
    at = 0
    for part in parts:
        at = whole.find(wording(part), at)
        if at < 0:
            return False
    return True


def _said(line: Line) -> list[str]:
    """The wordings that stand in quotation marks in the article."""
    text = line.article.text
    return [wording(" ".join(q.parts)) for q in line.index.quotes] + [wording(text[a:b]) for a, b in find_quoted(text)]


def _nearest(line: Line, words: str) -> Span | None:
    """The sentence that has most of the words in their order, if it is near enough to be meant."""
    asked = wording(words).split()
    best, place = NEAR, None
    for i in dict.fromkeys((*line.sources, *range(len(line.index.texts)))):
        own = wording(line.index.texts[i][:LONGEST_READ]).split()
        if len(set(asked) & set(own)) < NEAR * len(set(asked)):
            continue
        blocks = SequenceMatcher(None, asked, own, autojunk=False).get_matching_blocks()
        likeness = sum(block.size for block in blocks) / len(asked)
        if likeness > best:
            best, place = likeness, i
    return line.evidence(place) if place is not None else None


def said_by(line: Line, words: str) -> Quote | None:
    """The quotation of the article that has these words."""
    asked = wording(words)
    return next((quote for quote in line.index.quotes if asked in wording(" ".join(quote.parts))), None)
