"""Kinds: whether marks enclose somebody's words, some of them, or a title or a word held at arm's length."""

from __future__ import annotations

from briefs.gazetteer import WORKS
from briefs.marks import Marked
from briefs.model import QuoteKind
from briefs.reading import Reading
from briefs.saying import TITLING
from briefs.speakers import Lead, is_finished
from briefs.syntax import Syntax

UNSAID = frozenset(("", "subject", "context", "introduced", "continued", "view"))
"""Sieves that found nobody saying just this."""
LONGEST_TITLE = 10
"""Words of a work's title at most."""
LONGEST_HEADLINE = 150
"""Characters."""
PHRASE = 4
"""Words: fewer, with nobody saying them, quote nobody."""


def under_headline(text: str, reading: Reading) -> bool:
    """Whether the first line is a headline over a story that quotes in double marks."""
    return 0 < text.find("\n") <= LONGEST_HEADLINE and any(not piece.single for piece in reading.marked)


def kind_of(syntax: Syntax, piece: Marked, sieve: str, lead: Lead | None, headline: bool) -> QuoteKind:
    """The kind of a piece with the sieve that found its speaker; single marks in a headline repeat the story."""
    text = syntax.text
    words = text[piece.start : min(piece.end, piece.start + 200)].split()
    said = lead is not None and sieve not in UNSAID and sieve != "following"
    if headline and piece.single and piece.paragraph == 0:
        return QuoteKind.SCARE
    if len(words) <= LONGEST_TITLE and _names_a_thing(syntax, piece, words, sieve, lead if said else None):
        return QuoteKind.SCARE
    if len(words) < PHRASE and not said:
        return QuoteKind.SCARE
    inside = text[piece.start].islower() and sieve not in ("after", "resumed", "split")
    return QuoteKind.PARTIAL if inside else QuoteKind.DIRECT


def _names_a_thing(syntax: Syntax, piece: Marked, words: list[str], sieve: str, lead: Lead | None) -> bool:
    """The title of a work, a nickname, the label of a caption."""
    text = syntax.text
    if len(words) < PHRASE and text[piece.right : piece.right + 1] == ":":
        return True
    before = text[max(0, piece.left - 40) : piece.left].rstrip(" ,").rsplit(None, 1)
    last = before[-1].lower() if before else ""
    titled = all(not word[0].isalpha() or word[0].isupper() or len(word) < 4 for word in words)
    if last in TITLING or last in WORKS:
        return titled or last in WORKS
    finished = lead is not None and sieve in ("after", "transcript") and is_finished(syntax, lead)
    return titled and len(words) > 1 and not finished and (lead is None or text[piece.end - 1] not in ".!?")
