"""Slack table: the figures of a brief in columns, where there are enough of them; `text` has them in words.

Limits (table block reference): one table a message, 100 rows of 20 cells, and none in a modal or in App Home.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.cards import CardLine, LineKind, Run, Words
from bot.render.slack_words import Json, rich

FEWEST = 3
"""Fewer figures read better as a list."""
ROWS = 99
HEAD = ("Figure", "In the article’s words")
_FIGURE = re.compile(r"source:\d+:f\d+")


def is_figure(line: CardLine) -> bool:
    return line.kind is LineKind.POINT and bool(_FIGURE.fullmatch(line.source)) and bool(_numbers(line))


def tabled(lines: Sequence[CardLine]) -> int:
    """How many of the leading lines are figures that go into one table; 0 where they read better as a list."""
    count = next((at for at, line in enumerate(lines) if not is_figure(line)), len(lines))
    return min(count, ROWS) if count >= FEWEST else 0


def table(lines: Sequence[CardLine]) -> Json:
    """Each line's numbers beside its words, which say how firmly they are meant."""
    head = [_cell((Run(name, bold=True),)) for name in HEAD]
    rows = [[_cell((Run(_numbers(line), bold=True),)), _cell(line.words)] for line in lines]
    return {"type": "table", "rows": [head, *rows], "column_settings": [{"is_wrapped": True}] * len(HEAD)}


def weight(line: CardLine) -> int:
    """Characters that a table's row has beyond the line itself."""
    return len(_numbers(line)) + sum(map(len, HEAD)) if is_figure(line) else 0


def _numbers(line: CardLine) -> str:
    """“15 percent, $550 billion”: what the line has in bold; a “two” only where no digits stand beside it."""
    found = [run.text.strip() for run in line.words if isinstance(run, Run) and run.bold and run.text.strip()]
    written = [text for text in found if any(c.isdigit() for c in text)]
    return ", ".join(dict.fromkeys(written or found))


def _cell(words: Words) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": rich(words)}]}
