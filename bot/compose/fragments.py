"""Fragments: links that open the article's own page at the words in question (WICG scroll-to-text-fragment)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from bot.cards import CardLine, LineKind, Run, Words
from bot.storage.editions import Edition
from briefs import Span

WHOLE = 12
"""Words that are given in full; of a longer passage the first and the last ones."""
ENDS = 5


def text_fragment(url: str, words: str) -> str:
    """`url` with a text fragment, so that a browser opens the page at these words and marks them.

    Comma, ampersand and hyphen mean something in a fragment and are percent-encoded with everything else that is not
    plain; a fragment that the address has already stays in front.
    """
    pieces = words.split()
    ends = [pieces] if len(pieces) <= WHOLE else [pieces[:ENDS], pieces[-ENDS:]]
    target = ",".join(_encoded(" ".join(end)) for end in ends)
    page, _, anchor = url.partition("#")
    return f"{page}#{anchor.partition(':~:')[0]}:~:text={target}" if target else url


def place_url(edition: Edition, span: Span) -> str:
    """Where the article's words at `span` stand on its page; empty where the article has no web address."""
    url = edition.article.url or ""
    if not url.startswith(("http://", "https://")):
        return ""
    return text_fragment(url, edition.article.cut(span))


def linked(edition: Edition, runs: Sequence[Run], span: Span) -> Words:
    """`runs` with their bold words leading to the passage on the article's page."""
    url = place_url(edition, span)
    return tuple(replace(run, url=url) if url and run.bold else run for run in runs)


def read_it(edition: Edition, span: Span) -> tuple[CardLine, ...]:
    """A line that leads to the passage, where nothing else does."""
    url = place_url(edition, span)
    return (CardLine((Run("Read it in the article", url=url),), LineKind.SMALL),) if url else ()


def _encoded(words: str) -> str:
    return quote(words, safe="", errors="replace").replace("-", "%2D")
