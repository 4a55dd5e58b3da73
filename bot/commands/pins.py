"""Pins: a pinned answer as a form, a sent form as what an editor wrote, and pinned answers on a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import Button, Card, CardLine, Field, FieldKind, Form, LineKind, Moment, Option, Run, line
from bot.commands.declare import Values
from bot.desk.pinning import QUESTION, TEXT, WORDS, Pinning
from bot.storage.editions import Edition
from bot.storage.pinned import ARTICLE, DESK, Pinned
from bot.storage.tables import PinnedVersion
from bot.words import counted

ORIGINS = {ARTICLE: "Proven by words of the article", DESK: "The desk's own statement, under your name"}
SHOWN = 10
"""Pinned answers on one page."""
BEGINNING = 120


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form begins with."""

    question: str = ""
    text: str = ""
    words: str = ""
    origin: str = ARTICLE
    alike: str = ""


def pin_form(topic_id: int, topic: str, filled: Filled, pinned_id: int = 0, version: int = 0) -> Form:
    """Sent, it runs `pinned:<topic>:<pinned answer or 0>:<version>`."""
    options = tuple(Option(origin, label, filled.origin == origin) for origin, label in ORIGINS.items())
    fields = (
        Field("question", "Question", FieldKind.LINE, filled.question[:QUESTION], limit=QUESTION, required=True),
        Field("text", "Answer", FieldKind.TEXT, filled.text[:TEXT], limit=TEXT, required=True),
        Field("origin", "What stands behind it", FieldKind.CHOICE, filled.origin, options, required=True),
        Field("words", "The article's words that prove it, copied", FieldKind.TEXT, filled.words[:WORDS], limit=WORDS),
        Field("alike", "Other ways to ask it, one a line", FieldKind.TEXT, filled.alike, limit=1_500),
    )
    about = "It comes before the automatic answer, also for other wordings of the question, with your name."
    title = f"{'Change' if pinned_id else 'Pin'} an answer: {topic}"
    return Form(title[:45], f"pinned:{topic_id}:{pinned_id}:{version}", fields, "Pin", about)


def filled_from(pinned: Pinned) -> Filled:
    return Filled(pinned.question, pinned.text, pinned.words, pinned.origin, "\n".join(pinned.alike))


def filled_again(values: Values) -> Filled:
    """A form that was sent and could not be kept."""
    found = {name: "\n".join(values.get(name, ())) for name in ("question", "text", "words", "alike")}
    return Filled(origin=_origin(values), **found)


def pinning_from(values: Values) -> Pinning:
    filled = filled_again(values)
    return Pinning(filled.question, filled.text, filled.origin, filled.words, tuple(filled.alike.splitlines()))


def pins_card(topic_id: int, topic: str, found: Sequence[Pinned], page: int) -> Card:
    """The pinned answers of a topic, those to be reviewed first, each with a button that opens it."""
    ordered = sorted(found, key=lambda pinned: not pinned.review)
    shown = ordered[(page - 1) * SHOWN : page * SHOWN]
    lines: list[CardLine] = []
    for number, pinned in enumerate(shown, (page - 1) * SHOWN + 1):
        lines.append(CardLine((Run(f"{number}. {pinned.question}", bold=True), Run(f" {_beginning(pinned.text)}"))))
        lines.append(line(_about(pinned), LineKind.SMALL))
    if not lines:
        lines = [line("No answer is pinned here. `answer` and a question pins one; `questions` lists what was asked.")]
    buttons = [
        Button(f"Open {number}", f"answer:{topic_id}:{pinned.id}")
        for number, pinned in enumerate(shown, (page - 1) * SHOWN + 1)
    ]
    if len(ordered) > page * SHOWN:
        buttons.append(Button("More", f"answers:{topic_id}:{page + 1}"))
    waiting = sum(bool(pinned.review) for pinned in found)
    title = f"Pinned answers: {topic}" + (f" ({waiting} to review)" if waiting else "")
    return Card(title[:200], tuple(lines), tuple(buttons))


def pin_card(edition: Edition, pinned: Pinned, history: Sequence[PinnedVersion], shown: Sequence[CardLine]) -> Card:
    """One pinned answer as readers get it, with its versions and what can be done with it."""
    lines: list[CardLine] = [line(f"Needs review: {pinned.review}")] if pinned.review else []
    lines += shown
    lines += [line(f"Also asked as: {wording}", LineKind.SMALL) for wording in pinned.alike]
    lines.append(line("Versions", LineKind.HEADING))
    for version in history[:SHOWN]:
        said = (Run(f"{version.number}. {_beginning(version.text)} — {version.made_by}, "),)
        lines.append(CardLine((*said, Moment(version.made, edition.zone)), LineKind.POINT))
    if not pinned.pinned:
        lines.append(line("It is unpinned: readers do not get it.", LineKind.SMALL))
    name = f"{edition.topic_id}:{pinned.id}"
    buttons = [Button("Change" if pinned.pinned else "Change and pin again", f"pin:{edition.topic_id}:a:{pinned.id}")]
    if pinned.review:
        buttons.append(Button("Still right", f"confirm:{name}"))
    if pinned.pinned:
        buttons.append(Button("Unpin", f"unpin:{name}"))
    return Card(pinned.question[:200], tuple(lines), tuple(buttons))


def _about(pinned: Pinned) -> str:
    state = "" if pinned.pinned else "Unpinned. "
    proof = "proven by the article" if pinned.origin == ARTICLE else "the desk's own statement"
    wordings = f", {counted(len(pinned.alike), 'other wording')}" if pinned.alike else ""
    review = f" Needs review: {pinned.review}" if pinned.review else ""
    return f"{state}{pinned.by}, version {pinned.version}, {proof}{wordings}.{review}"


def _origin(values: Values) -> str:
    return ARTICLE if "".join(values.get("origin", ())).strip() == ARTICLE else DESK


def _beginning(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= BEGINNING else flat[: BEGINNING - 1].rstrip() + "…"
