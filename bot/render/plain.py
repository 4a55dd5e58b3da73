"""Plain: a card as text, for a terminal, a notification and whoever prefers it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator

from bot.cards import Card, CardLine, LineKind, Moment, Run, Words
from bot.words import on_clock


def plain(card: Card, width: int = 0) -> str:
    """The whole card as plain text; lines are wrapped at `width` characters unless it is 0. Ends without a newline."""
    parts = [_wrap(card.title, width, "")] if card.title else []
    before: LineKind | None = None
    for line in card.lines:
        apart = line.kind is not before or line.kind in {LineKind.TEXT, LineKind.QUOTE}
        parts += [""] if parts and apart else []
        parts.append(_line(line, width))
        before = line.kind
        if line.kind is LineKind.HEADING:
            before = LineKind.POINT if width == 0 else line.kind
    return "\n".join(parts)


def plain_card(card: Card) -> Card:
    """The card as lines of ordinary text, for a page that draws cards."""
    return Card(lines=tuple(CardLine((Run(text),)) for text in plain(card).splitlines() if text), private=card.private)


def pages(lines: Iterable[str], limit: int, length: Callable[[str], int] = len) -> list[str]:
    """Lines in texts of at most `limit` each, split between lines; only a line that is longer is cut, at a space."""
    found: list[str] = []
    page = ""
    for piece in (piece for line in lines for piece in _pieces(line, limit, length)):
        joined = f"{page}\n{piece}" if page else piece
        if length(joined) > limit:
            found.append(page.rstrip())
            joined = piece
        page = joined
    return [*found, page.rstrip()] if page.strip() or not found else found


def _pieces(line: str, limit: int, length: Callable[[str], int]) -> Iterator[str]:
    while length(line) > limit:
        most = limit // 2 if length(line) > len(line) else limit
        at = line.rfind(" ", 1, most) + 1 or most
        yield line[:at].rstrip()
        line = line[at:]
    yield line


def words(runs: Words) -> str:
    """Runs as one string, without their style."""
    return "".join(run.text if isinstance(run, Run) else moment(run) for run in runs)


def moment(at: Moment) -> str:
    return on_clock(at.at, at.zone)


def _line(line: CardLine, width: int) -> str:
    text = " ".join(words(line.words).split())
    match line.kind:
        case LineKind.HEADING:
            return text.upper()
        case LineKind.POINT:
            return _wrap(text, width, "• ")
        case LineKind.QUOTE:
            quoted = _wrap(text, width, "  ") if width else text
            return f"{quoted}\n  — {line.by}" if line.by else quoted
        case _:
            return _wrap(text, width, "")


def _wrap(text: str, width: int, first: str) -> str:
    if not width:
        return first + text
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
