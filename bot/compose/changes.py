"""Changes: what an edition says that an earlier one did not, as a post of its own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Button, Card, CardLine, LineKind, Moment, Run, line
from bot.compose.front import correction_lines, footer, part_action
from bot.storage.editions import Edition
from briefs.changes import Change, ChangeKind, changes

NAMES = {
    "headline": "headline",
    "lede": "summary",
    "point": "point",
    "quote": "quote",
    "figure": "figure",
    "outlook": "outlook",
}


def new_since(before: Edition, edition: Edition) -> Sequence[CardLine]:
    """The lines that are new, changed or gone; empty where readers would see the same."""
    noted = set(correction_lines(before))
    corrected = [noting for noting in correction_lines(edition) if noting not in noted]
    return [*corrected, *(_line(edition, change) for change in changes(edition.brief, before.brief))]


def changes_card(before: Edition, edition: Edition) -> Card:
    """What is new since `before`, with the way to the whole."""
    lines = new_since(before, edition) or [line("The text is the same.")]
    since = CardLine((Run("New since "), Moment(before.published, before.zone)), LineKind.HEADING)
    buttons = (Button("Full brief", part_action(edition, "full")), Button("Ask", f"ask:{edition.revision_id}"))
    return Card(
        edition.brief.headline.text,
        (since, *lines, footer(edition)[0]),
        buttons,
        False,
        edition.article.url or "",
    )


def _line(edition: Edition, change: Change) -> CardLine:
    name = NAMES.get(change.part, change.part)
    if change.kind is ChangeKind.REMOVED:
        return CardLine((Run(f"No longer said ({name}): ", bold=True), Run(change.text)), LineKind.POINT)
    source = _source(edition, change)
    if change.kind is ChangeKind.ADDED:
        return CardLine((Run(f"New {name}: ", bold=True), Run(change.text)), LineKind.POINT, source=source)
    words = (Run(f"Changed {name}: ", bold=True), Run(change.text), Run(f" (before: {change.before})", italic=True))
    return CardLine(words, LineKind.POINT, source=source)


def _source(edition: Edition, change: Change) -> str:
    if not change.spans or any(span.article != edition.brief.article for span in change.spans):
        return ""
    return f"source:{edition.revision_id}:x{change.spans[0].start}-{change.spans[-1].end}"
