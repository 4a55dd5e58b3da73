"""Questions: what readers asked in vain or called wrongly answered, for the editors to answer or dismiss."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Button, Card, CardLine, LineKind, Reply, Run, line, say
from bot.commands.answering import Page
from bot.commands.context import Context
from bot.commands.declare import Values, action, command
from bot.commands.pressed import AnyTopic, allowed, number_at
from bot.commands.topics import Meant, topic_meant
from bot.desk.asked import DISMISSED, Asked
from bot.roles import Role
from bot.words import counted, listed

SHOWN = 8
"""Questions on one page, with two buttons each."""


@command("questions", role=Role.EDITOR, about="What readers asked in vain or called wrong: answer it or dismiss it")
async def questions(ctx: Context, *, page: Page = None, topic: AnyTopic = None) -> Reply:
    return await _listed(ctx, await topic_meant(ctx, topic, drafts=True), int(page or 1))


@action("questions", role=Role.EDITOR)
async def questions_page(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`questions:<topic>:<page>`."""
    return await _listed(ctx, await allowed(ctx, number_at(args, 0)), number_at(args, 1))


@action("dismiss", role=Role.EDITOR)
async def dismiss(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`dismiss:<topic>:<question>`: off the list, and not on it again for as long as it is kept."""
    meant = await allowed(ctx, number_at(args, 0))
    done = await ctx.services.asked.settle(meant.id, [number_at(args, 1)], DISMISSED)
    if not done:
        return say("It is off the list already.")
    return await _listed(ctx, meant, 1)


async def _listed(ctx: Context, meant: Meant, page: int) -> Card:
    days = ctx.services.desk.house.now.questions_days
    if not days:
        return say("This newsroom keeps no questions: QUESTIONS_DAYS is 0.")
    found = await ctx.services.asked.open(meant.id)
    first = (max(1, page) - 1) * SHOWN
    shown = found[first : first + SHOWN]
    lines = [part for number, asked in enumerate(shown, first + 1) for part in _lines(number, asked)]
    if not shown:
        lines = [line("Nothing waits here: no question was refused or called wrong." if not found else "No more.")]
    kept = (
        f"{counted(len(found), 'question')}. Kept for {counted(days, 'day')} after the last time, never with who asked."
    )
    lines.append(line(kept, LineKind.SMALL))
    return Card(f"Unanswered: {meant.name}"[:200], tuple(lines), _buttons(meant, shown, first, len(found)))


def _lines(number: int, asked: Asked) -> list[CardLine]:
    counts = [
        f"{count} × {name}"
        for count, name in (
            (asked.refused, "not answered"),
            (asked.closest, "only the closest passage"),
            (asked.wrong, "called wrong"),
            (asked.missing, "called incomplete"),
            (asked.right, "called right"),
        )
        if count
    ]
    last = f"{asked.last.day} {asked.last:%b %Y}"
    lines = [
        CardLine((Run(f"{number}. {asked.wording}", bold=True),)),
        line(f"{listed(counts)}; last on {last}.", LineKind.SMALL),
    ]
    return [*lines, line(f"Answered: {asked.answer}", LineKind.SMALL)] if asked.answer else lines


def _buttons(meant: Meant, shown: Sequence[Asked], first: int, count: int) -> tuple[Button, ...]:
    buttons: list[Button] = []
    for number, asked in enumerate(shown, first + 1):
        buttons.append(Button(f"Answer {number}", f"pin:{meant.id}:q:{asked.id}"))
        buttons.append(Button(f"Dismiss {number}", f"dismiss:{meant.id}:{asked.id}"))
    if count > first + SHOWN:
        buttons.append(Button("More", f"questions:{meant.id}:{first // SHOWN + 2}"))
    return tuple(buttons)
