"""Cards: platform-neutral messages, and the forms that ask for input. Renderers turn them into payloads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style. `text` is plain: a renderer escapes it, so nothing in it formats, links or pings."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, shown in the reader's own zone where the platform can; else in `zone`, which is then named."""

    at: datetime
    """Aware."""
    zone: str = "UTC"


Words = tuple[Run | Moment, ...]


class LineKind(StrEnum):
    TEXT = "text"
    HEADING = "heading"
    POINT = "point"
    """One item of a list."""
    QUOTE = "quote"
    """Somebody's words; `by` says whose."""
    SMALL = "small"
    """Context: source, approver, notes."""


@dataclass(frozen=True, slots=True)
class CardLine:
    words: Words
    kind: LineKind = LineKind.TEXT
    by: str = ""
    """Under a quote: the speaker, or that it is unattributed."""
    source: str = ""
    """The action that shows this line's evidence; empty where there is none to show."""


class ButtonStyle(StrEnum):
    NORMAL = "normal"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A button runs `action` (a word and its arguments joined by colons, at most 90 characters) or opens `url`."""

    label: str
    action: str = ""
    style: ButtonStyle = ButtonStyle.NORMAL
    url: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    """At most 75 characters."""
    label: str
    chosen: bool = False


class MenuKind(StrEnum):
    OPTIONS = "options"
    """One of its own options."""
    CHANNEL = "channel"
    """A channel, thread or forum of the server."""
    ROLES = "roles"
    """Any number of the server's roles."""


@dataclass(frozen=True, slots=True)
class Menu:
    """A list in a message; choosing from it runs `action` with the values under `CHOSEN`.

    Only a platform that says so (`bot.commands.places.Guides`) is given cards with menus.
    """

    label: str
    action: str
    kind: MenuKind = MenuKind.OPTIONS
    options: tuple[Option, ...] = ()
    chosen: tuple[str, ...] = ()
    """Channels or roles that are chosen already; an option says so itself."""


CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Card:
    """A message: what is said, in order, then what can be pressed."""

    title: str = ""
    lines: tuple[CardLine, ...] = ()
    buttons: tuple[Button, ...] = ()
    private: bool = True
    """As a reply: only for who asked. A post is always public."""
    url: str = ""
    """Where the title leads."""
    plain: bool = False
    """Posted as ordinary text, without boxes or styles."""
    silent: bool = False
    """Posted without a notification, where the platform can."""
    menus: tuple[Menu, ...] = ()
    in_place: bool = False
    """As the reply to a button or menu: shown in place of the private message that it was on, where that can be."""
    refused: bool = field(default=False, compare=False)
    """It says why nothing was done, so a form may show again what was written into it."""


class FieldKind(StrEnum):
    LINE = "line"
    TEXT = "text"
    """Several lines."""
    CHOICE = "choice"
    CHOICES = "choices"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    value: str = ""
    options: tuple[Option, ...] = ()
    limit: int = 2000
    """Characters accepted."""
    required: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Asks for input: a modal on Discord and Slack, a form on the chat page. Sending it runs `action`."""

    title: str
    action: str
    fields: tuple[Field, ...]
    send: str = "Save"
    about: str = ""


Reply = Card | Form


def line(text: str, kind: LineKind = LineKind.TEXT, *, source: str = "") -> CardLine:
    """A line of plain words."""
    return CardLine((Run(text),), kind, source=source)


def say(text: str, *, title: str = "", buttons: tuple[Button, ...] = ()) -> Card:
    """A private reply of plain sentences, one line for each line of `text`."""
    return Card(title, tuple(line(part) for part in text.splitlines() if part.strip()), buttons)


def public(card: Card) -> Card:
    return replace(card, private=False)
