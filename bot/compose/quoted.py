"""Quoted: what an article has of the words that somebody passes on, shown with the passage that proves it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Button, Card, CardLine, LineKind, Run, line
from bot.compose.answering import paragraph_at
from bot.compose.errata import note_lines, printed
from bot.compose.fragments import read_it
from bot.compose.lines import UNATTRIBUTED
from bot.storage.editions import Edition
from bot.words import listed
from briefs import Quote, Span
from briefs.quoted import ABSENT, VERBATIM, Passage

SHOWN = 200
"""Characters of the words that were passed on."""
VERDICT = {
    VERBATIM: "In the article, word for word: ",
    ABSENT: "Not in the article: ",
}
ALTERED = "Not word for word: "


def quoted_card(edition: Edition, found: Sequence[Passage], wrong: Sequence[str] = ()) -> Card:
    """For each passage a verdict, who said it, and the paragraph; `wrong`: what the message says of the speakers."""
    lines: list[CardLine] = []
    for passage in found:
        lines += _passage(edition, passage)
    lines += [CardLine((Run("Said by somebody else: ", bold=True), Run(sentence))) for sentence in wrong]
    first = next((p.spans[0] for p in found if p.spans), None)
    lines += read_it(edition, first) if first is not None else []
    lines.append(line(f"Checked against “{edition.topic}”, and nothing else.", LineKind.SMALL))
    buttons = (Button("All quotations", f"part:{edition.revision_id}:quotes"),)
    return Card("Check of a quote", tuple(lines), (*buttons, Button("Ask", f"ask:{edition.revision_id}")))


def _passage(edition: Edition, passage: Passage) -> list[CardLine]:
    words = " ".join(passage.words.split())
    short = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
    verdict = CardLine((Run(VERDICT.get(passage.status, ALTERED), bold=True), Run(f"“{short}”")))
    if not passage.spans:
        return [verdict, line("No sentence of the article comes near to it.")]
    bold = passage.spans if passage.status == VERBATIM else passage.same
    shown = [CardLine(tuple(printed(edition, whole, bold)), LineKind.QUOTE) for whole in _around(edition, passage)]
    said = line(_whose(passage) if passage.status == VERBATIM else f"The article has this instead. {_whose(passage)}")
    return [verdict, said, *shown, *note_lines(edition, passage.spans)]


def _around(edition: Edition, passage: Passage) -> list[Span]:
    places = [paragraph_at(edition.article.text, span) for span in passage.spans]
    return [Span(edition.article.id, start, end) for start, end in dict.fromkeys(places)]


def _whose(passage: Passage) -> str:
    quote = passage.quote
    if quote is None:
        return "These are the reporter's words, not a quotation."
    if not quote.speakers:
        return f"Said by {quote.source}." if quote.source else f"{UNATTRIBUTED}."
    return f"{listed(quote.speakers)}{_role(quote)} said it{f', {quote.occasion}' if quote.occasion else ''}."


def _role(quote: Quote) -> str:
    return f" ({quote.role})" if quote.role and len(quote.speakers) == 1 else ""
