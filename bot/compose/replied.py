"""Replied: what each question of a message gets — an answer that the desk pinned to it, or what the article says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import Button, Card, CardLine, LineKind, Run, line
from bot.compose.answering import answer_lines, source_button
from bot.compose.errata import note_lines, printed
from bot.compose.fragments import linked, read_it
from bot.storage.editions import Edition
from bot.storage.pinned import DESK, Pinned
from bot.words import counted, on_day
from briefs import Answer, Span

BOLD = 160
"""A longer answer is not all in bold."""
VERDICTS = {"right": "Right", "wrong": "Wrong", "missing": "Missing"}
"""What a reader may call an answer, with the button's label."""


@dataclass(frozen=True, slots=True)
class Replied:
    question: str
    answer: Answer | None = None
    pinned: Pinned | None = None

    @property
    def text(self) -> str:
        """The answer's words; empty for a refusal."""
        return self.pinned.text if self.pinned else self.answer.text if self.answer else ""

    @property
    def outcome(self) -> str:
        """“pinned”, “answered”, “computed”, “closest” or “refused”."""
        if self.pinned or self.answer is None:
            return "pinned"
        return "refused" if self.answer.status == "not_in_article" else self.answer.status

    @property
    def says_something(self) -> bool:
        return self.pinned is not None or (self.answer is not None and self.answer.sentence is not None)


def replied(message: str, answer: Answer) -> tuple[Replied, ...]:
    """The engine's answers to a message, one for each question in it."""
    return tuple(Replied(one.question or message, one) for one in (answer, *answer.others))


def replied_card(edition: Edition, question: str, replies: Sequence[Replied], buttons: tuple[Button, ...] = ()) -> Card:
    """The answers to a message, each question's under its own heading where it asks several."""
    if len(replies) == 1:
        sources = _source(edition, replies[0])
        return Card(question.strip()[:200], tuple(reply_lines(edition, replies[0])), (*sources, *buttons))
    lines: list[CardLine] = []
    found: list[Button] = []
    for number, reply in enumerate(replies, 1):
        lines += [line(reply.question[:200], LineKind.HEADING), *reply_lines(edition, reply)]
        found += [Button(f"Source {number}", source.action) for source in _source(edition, reply)]
    return Card(counted(len(replies), "question"), tuple(lines), (*found, *buttons))


def reply_lines(edition: Edition, reply: Replied) -> list[CardLine]:
    if reply.pinned is not None:
        return pinned_lines(edition, reply.pinned)
    return answer_lines(edition, reply.question, reply.answer) if reply.answer is not None else []


def pinned_lines(edition: Edition, pinned: Pinned) -> list[CardLine]:
    """The answer, its proof where it has one, and who answers for it."""
    lines = [
        CardLine((Run(part, bold=len(pinned.text) <= BOLD),))
        for part in pinned.text.splitlines()
        if pinned.text != pinned.words
    ]
    when = on_day(pinned.made, edition.zone)
    if pinned.origin == DESK:
        return [*lines, line(f"The desk's own statement, not the article's: {pinned.by}, {when}.", LineKind.SMALL)]
    if pinned.span is not None:
        whole = _sentences_at(edition, pinned.span)
        words = linked(edition, printed(edition, whole, (pinned.span,)), whole)
        lines.append(CardLine(words, source=_place(edition, whole)))
        lines += note_lines(edition, (whole,))
        lines += () if any(isinstance(run, Run) and run.url for run in words) else read_it(edition, whole)
    return [*lines, line(f"Answered by the desk: {pinned.by}, {when}.", LineKind.SMALL)]


def verdict_buttons(key: str) -> tuple[Button, ...]:
    """Under an answer: what the reader calls it. `key` says which answer it is."""
    return tuple(Button(label, f"judge:{verdict}:{key}") for verdict, label in VERDICTS.items())


def _source(edition: Edition, reply: Replied) -> tuple[Button, ...]:
    if reply.answer is not None:
        return source_button(edition, reply.answer)
    if reply.pinned is None or reply.pinned.span is None or reply.pinned.origin == DESK:
        return ()
    return (Button("Source", _place(edition, _sentences_at(edition, reply.pinned.span))),)


def _sentences_at(edition: Edition, span: Span) -> Span:
    """The whole sentences that a place lies in."""
    met = [s.span for s in edition.article.sentences if s.span.start < span.end and span.start < s.span.end]
    return Span(
        span.article, min((s.start for s in met), default=span.start), max((s.end for s in met), default=span.end)
    )


def _place(edition: Edition, span: Span) -> str:
    return f"source:{edition.revision_id}:x{span.start}-{span.end}"
