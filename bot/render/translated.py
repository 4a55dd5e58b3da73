"""Translated: a card or form with Readout's own words in the reader's language; an article's words stay its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.cards import Button, Card, CardLine, Field, Form, LineKind, Menu, Moment, Option, Run
from bot.locales import is_known, text_in
from bot.platform import Payload

DRAWN = ("label", "placeholder")
"""What a renderer of Discord's writes on components of its own."""
CHOICES = "options"
"""Of these, those of the renderer's own menus are lines of an article."""
DASH = " — "
"""Between a name and what is said of it, which is translated alone."""


def card_in(locale: str, card: Card) -> Card:
    """The card in this language as far as the catalogue has it; evidence, quotations and names are left alone."""
    if not is_known(locale):
        return card
    return replace(
        card,
        title=text_in(locale, card.title),
        lines=tuple(line if _quotes(line) else _line(locale, line) for line in card.lines),
        buttons=tuple(_button(locale, button) for button in card.buttons),
        menus=tuple(_menu(locale, menu) for menu in card.menus),
    )


def _quotes(line: CardLine) -> bool:
    """Whether the words are the article's."""
    return bool(line.source) or line.kind is LineKind.QUOTE


def _line(locale: str, line: CardLine) -> CardLine:
    return replace(line, words=tuple(word if isinstance(word, Moment) else _run(locale, word) for word in line.words))


def _run(locale: str, run: Run) -> Run:
    if run.text.startswith(DASH):
        return replace(run, text=DASH + text_in(locale, run.text[len(DASH) :]))
    return replace(run, text=text_in(locale, run.text))


def _button(locale: str, button: Button) -> Button:
    return replace(button, label=text_in(locale, button.label))


def _menu(locale: str, menu: Menu) -> Menu:
    return replace(menu, label=text_in(locale, menu.label), options=_options(locale, menu.options))


def _options(locale: str, options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(replace(option, label=text_in(locale, option.label)) for option in options)


def drawn_in(locale: str, payload: Payload) -> Payload:
    """A rendered message whose components, beyond the card's own, are labelled in this language too."""
    return _drawn(locale, dict(payload)) if is_known(locale) else payload


def _drawn(locale: str, part: Any) -> Any:
    if isinstance(part, list):
        return [_drawn(locale, inner) for inner in part]
    if not isinstance(part, dict):
        return part
    return {name: value if name == CHOICES else _label(locale, name, value) for name, value in part.items()}


def _label(locale: str, name: str, value: Any) -> Any:
    return text_in(locale, value) if name in DRAWN and isinstance(value, str) else _drawn(locale, value)


def form_in(locale: str, form: Form) -> Form:
    """As `card_in`; what is filled in, and what is chosen from, is left alone."""
    if not is_known(locale):
        return form
    return replace(
        form,
        title=text_in(locale, form.title),
        about=text_in(locale, form.about),
        send=text_in(locale, form.send),
        fields=tuple(_field(locale, field) for field in form.fields),
    )


def _field(locale: str, field: Field) -> Field:
    return replace(field, label=text_in(locale, field.label), about=text_in(locale, field.about))
