"""Naming: commands in our own sentences, as they are called on Discord."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.cards import Card, CardLine, Form, LineKind, Run
from bot.commands import COMMANDS
from bot.locales import name_in
from bot.platforms.discord.commands import path_of

NAMED = re.compile(r"`([^`\n]{1,100})`")
"""How a sentence of ours marks what can be typed: “`schedule add` makes one”."""


def with_discord_names(card: Card, locale: str = "") -> Card:
    """The card with “`schedule add`” as **/schedule add** and “`edit`” as **/desk edit**, as that language has them;
    so too a command that begins an item of a list.

    Lines of an article's words keep every mark.
    """
    ours = (line if line.source or line.kind is LineKind.QUOTE else _line(line, locale) for line in card.lines)
    return replace(card, lines=tuple(ours))


def form_with_discord_names(form: Form, locale: str = "") -> Form:
    """The form, whose sentence is plain text, with “`topic add`” as /desk topic add."""
    about = "".join(run.text for run in _runs(Run(form.about), locale))
    return replace(form, about=about)


def _line(line: CardLine, locale: str) -> CardLine:
    first = line.words[0] if line.words else None
    if line.kind is LineKind.POINT and isinstance(first, Run) and first.bold and first.text in COMMANDS:
        return replace(line, words=(replace(first, text=_shown(first.text, locale)), *line.words[1:]))
    words = [
        run
        for word in line.words
        for run in (_runs(word, locale) if isinstance(word, Run) and "`" in word.text else (word,))
    ]
    return replace(line, words=tuple(words))


def _runs(run: Run, locale: str) -> Iterator[Run]:
    at = 0
    for found in NAMED.finditer(run.text):
        if name := _command(found[1]):
            rest = found[1][len(name) :]
            yield replace(run, text=run.text[at : found.start()])
            yield replace(run, text=f"{_shown(name, locale)}{rest}", bold=True)
            at = found.end()
    yield replace(run, text=run.text[at:])


def _shown(name: str, locale: str) -> str:
    """“/desk edit”, as it is typed on Discord in this language."""
    return f"/{' '.join(name_in(locale, word) or word for word in path_of(name))}"


def _command(typed: str) -> str:
    """The command that `typed` begins with; empty where it is none."""
    words = typed.split(" ")
    for count in (2, 1):
        if (name := " ".join(words[:count])) in COMMANDS:
            return name
    return ""
