"""Discord: a card as Components V2 messages, each a JSON-able payload within Discord's limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.cards import Button, ButtonStyle, Card, CardLine, LineKind, Menu, MenuKind, Option, Run
from bot.platform import Payload
from bot.render.discord_text import address, escape, flat, length, link, phrase

Component = dict[str, Any]

COMPONENTS_V2 = 1 << 15
"""The flag of a message made of components (Create Message, `flags`)."""
QUIET = 1 << 12
"""The flag of a message that notifies nobody (SUPPRESS_NOTIFICATIONS)."""
TEXT_LIMIT = 4000
"""Characters of text in one such message."""
COMPONENT_LIMIT = 40
"""Components in one such message, nested ones counted."""
LABEL_LIMIT = 80
OPTION_LIMIT = 100
PLACEHOLDER_LIMIT = 150
BY_LIMIT = 300
ROW = 5
"""Buttons in one row."""
OPTIONS = 25
"""Options in one select."""
BESIDE = 10
"""So many sources are shown beside their lines; more go into a select below."""
TOGETHER = 1200
"""A section up to about so many characters is not torn between two messages."""
PIECE = 1000
"""A longer line is cut into pieces of so many characters, which escaping can at most triple."""
ACCENT = 0x2F5D8A
PICK = "pick"
"""Word of a select's custom id; what it runs is the chosen value."""

MENU_CHANNELS = (0, 5, 10, 11, 12, 15)
"""Types of channels in which a brief can be posted: text, announcement, threads and forum (API reference, Channel)."""
MOST_ROLES = 10

_ROW, _BUTTON, _SELECT, _ROLES, _CHANNELS, _SECTION, _TEXT, _CONTAINER = 1, 2, 3, 6, 8, 9, 10, 17
_STYLES = {ButtonStyle.NORMAL: 2, ButtonStyle.PRIMARY: 1, ButtonStyle.DANGER: 4}
_LINK_STYLE = 5
_PREFIX = {LineKind.HEADING: "### ", LineKind.POINT: "- ", LineKind.QUOTE: "> ", LineKind.SMALL: "-# "}


def render(card: Card) -> Sequence[Payload]:
    """The messages that show `card`, in order; its buttons stand on the last. Only the first may notify anybody."""
    pieces = [piece for line in card.lines for piece in _pieces(line)]
    sourced = [piece.line for piece in pieces if piece.line.source] if card.private else []
    pages = _pages(card, pieces, beside=0 < len(sourced) <= BESIDE)
    if len(pages) > 1 and 0 < len(sourced) <= BESIDE:
        pages = _pages(card, pieces, beside=False)
    if any(page.beside for page in pages):
        shown = {line.source for line in sourced}
        foot = [*_rows([button for button in card.buttons if button.action not in shown])]
    else:
        foot = [*_selects(sourced), *_rows(card.buttons)]
    foot = [*map(_menu, card.menus), *foot]
    if not pages[0].children and not foot:
        pages[0].write("There is nothing to show.", "")
    for row in foot:
        if not pages[-1].takes(0, _size(row)):
            pages.append(_Page())
        pages[-1].add(row)
    return [_message(page.children, quiet=card.silent or number > 0) for number, page in enumerate(pages)]


def row(buttons: Sequence[Button]) -> list[Component]:
    """The first buttons, as many as stand in one row; an empty list for none."""
    return list(_rows(buttons))[:1]


def custom_id(action: str, tag: str = "") -> str:
    """An action as a component carries it; `tag` keeps two of the same apart or names the message's part."""
    return f"{action}|{tag}"


def action_of(custom: str) -> str:
    """The action that a component's custom id carries, whatever its tag."""
    return custom.rpartition("|")[0] or custom


@dataclass(slots=True)
class _Page:
    """The children of one message's container, with what they use up of its limits."""

    children: list[Component] = field(default_factory=list)
    text: int = 0
    used: int = 1
    """The container counts too."""
    beside: bool = False

    def takes(self, text: int, components: int) -> bool:
        return self.text + text <= TEXT_LIMIT and self.used + components <= COMPONENT_LIMIT

    def add(self, component: Component) -> None:
        self.children.append(component)
        self.used += _size(component)

    def write(self, text: str, gap: str) -> None:
        """Continue the last text, or begin one."""
        if self.children and self.children[-1]["type"] == _TEXT:
            self.children[-1]["content"] += gap + text
            self.text += length(gap)
        else:
            self.add({"type": _TEXT, "content": text})
        self.text += length(text)

    def write_beside(self, text: str, source: str) -> None:
        accessory = _button(Button("Source", source))
        self.add({"type": _SECTION, "components": [{"type": _TEXT, "content": text}], "accessory": accessory})
        self.text += length(text)
        self.beside = True


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line, or a part of a long one, with its Markdown, which is not empty."""

    line: CardLine
    text: str


def _pages(card: Card, pieces: Sequence[_Piece], *, beside: bool) -> list[_Page]:
    pages = [_Page()]
    if title := _title(card):
        pages[0].write(title, "")
    before: LineKind | None = None
    for number, (kind, piece) in enumerate((piece.line.kind, piece) for piece in pieces):
        source = piece.line.source if beside else ""
        gap = "\n\n" if before is kind is LineKind.QUOTE else "\n"
        together = _section(pieces[number:]) if kind is LineKind.HEADING else length(gap + piece.text)
        if pages[-1].children and not pages[-1].takes(together, 3 if source else 1):
            pages.append(_Page())
        if source:
            pages[-1].write_beside(piece.text, source)
        else:
            pages[-1].write(piece.text, gap)
        before = kind
    return pages


def _section(pieces: Sequence[_Piece]) -> int:
    """Characters that a heading wants to stand with: its short section, or else the beginning of it."""
    size = length(pieces[0].text)
    for piece in pieces[1:]:
        if piece.line.kind is LineKind.HEADING or size > TOGETHER:
            break
        size += length(piece.text) + 2
    return size


def _title(card: Card) -> str:
    title = card.title if length(card.title) <= PIECE else card.title[: PIECE - 1] + "…"
    shown = link(title, card.url) if card.url else escape(title)
    return f"## {shown}" if shown.strip() else ""


def _text(line: CardLine) -> str:
    shown = phrase(line.words)
    if not shown:
        return ""
    by = f"\n> — {escape(shorten(line.by, BY_LIMIT))}" if line.by and line.kind is LineKind.QUOTE else ""
    return _PREFIX.get(line.kind, "") + shown + by


def _pieces(line: CardLine) -> Iterator[_Piece]:
    """The line, or several that hold its words in order where one would be too long for a message."""
    text = _text(line)
    if length(text) <= TEXT_LIMIT:
        yield from [_Piece(line, text)] if text else []
        return
    cut = [run for word in line.words for run in (_cut(word) if isinstance(word, Run) else (word,))]
    runs = [run for run in cut if not isinstance(run, Run) or run.text.strip()]
    for number, run in enumerate(runs, 1):
        last = number == len(runs)
        part = replace(line, words=(run,), by=line.by if last else "", source=line.source if last else "")
        yield from _pieces(part)


def _cut(run: Run) -> Iterator[Run]:
    """Pieces of at most `PIECE` characters, cut at a space where there is one."""
    rest = run.text
    while len(rest) > PIECE:
        at = rest.rfind(" ", 1, PIECE) + 1 or PIECE
        yield replace(run, text=rest[:at])
        rest = rest[at:]
    yield replace(run, text=rest)


def _rows(buttons: Sequence[Button]) -> Iterator[Component]:
    made = [_button(button) for button in buttons if button.action or _leads_somewhere(button.url)]
    for start in range(0, len(made), ROW):
        yield {"type": _ROW, "components": made[start : start + ROW]}


def _button(button: Button) -> Component:
    made: Component = {"type": _BUTTON, "label": shorten(button.label, LABEL_LIMIT) or "Open"}
    if not button.action:
        return made | {"style": _LINK_STYLE, "url": address(button.url)}
    return made | {"style": _STYLES[button.style], "custom_id": custom_id(button.action)}


def _leads_somewhere(url: str) -> bool:
    return 0 < len(address(url)) <= 512  # Discord's limit for a button's address


def _selects(sourced: Iterable[CardLine]) -> Iterator[Component]:
    """Selects that show the source of the line that is chosen."""
    options = {
        line.source: {"label": shorten(_plain(line), OPTION_LIMIT) or "…", "value": line.source} for line in sourced
    }
    every = list(options.values())
    for start in range(0, len(every), OPTIONS):
        select = {
            "type": _SELECT,
            "custom_id": custom_id(PICK),
            "placeholder": "Show the source of a line…",
            "options": every[start : start + OPTIONS],
        }
        yield {"type": _ROW, "components": [select]}


def _menu(menu: Menu) -> Component:
    made: Component = {"custom_id": custom_id(menu.action), "placeholder": shorten(menu.label, PLACEHOLDER_LIMIT)}
    match menu.kind:
        case MenuKind.OPTIONS:
            made |= {"type": _SELECT, "options": [_option(option) for option in menu.options[:OPTIONS]]}
        case MenuKind.CHANNEL:
            made |= {"type": _CHANNELS, "channel_types": list(MENU_CHANNELS)} | _defaults(menu, "channel", 1)
        case MenuKind.ROLES:
            made |= {"type": _ROLES, "min_values": 0, "max_values": MOST_ROLES} | _defaults(menu, "role", MOST_ROLES)
    return {"type": _ROW, "components": [made]}


def _option(option: Option) -> Component:
    label = shorten(option.label, OPTION_LIMIT) or option.value
    return {"label": label, "value": option.value, "default": option.chosen}


def _defaults(menu: Menu, kind: str, most: int) -> Component:
    chosen = [{"id": one, "type": kind} for one in menu.chosen[:most]]
    return {"default_values": chosen} if chosen else {}


def shorten(text: str, limit: int) -> str:
    """`text` on one line, with “…” where it was cut."""
    short = " ".join(flat(text).split())
    if length(short) <= limit:
        return short
    return short[: limit // 2 if length(short) > len(short) else limit - 1] + "…"


def _plain(line: CardLine) -> str:
    return "".join(word.text for word in line.words if isinstance(word, Run))


def _message(children: list[Component], *, quiet: bool) -> Payload:
    seen: set[str] = set()
    for component in pressable(children):
        if component["custom_id"] in seen:
            component["custom_id"] += str(len(seen))
        seen.add(component["custom_id"])
    return {
        "flags": COMPONENTS_V2 | (QUIET if quiet else 0),
        "components": [{"type": _CONTAINER, "accent_color": ACCENT, "components": children}],
        "allowed_mentions": {"parse": []},
    }


def pressable(components: Iterable[Component]) -> Iterator[Component]:
    """The buttons and selects among `components`, nested ones too, that carry an action."""
    for component in components:
        if "custom_id" in component:
            yield component
        yield from pressable(component.get("components", ()))
        yield from pressable([component["accessory"]] if "accessory" in component else ())


def _size(component: Component) -> int:
    """The component and those inside it."""
    inside: list[Component] = component.get("components", [])
    return 1 + sum(map(_size, inside)) + ("accessory" in component)
