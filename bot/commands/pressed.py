"""Pressed: what the desk's buttons and forms carry, and what is shown after each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.cards import (
    Button,
    ButtonStyle,
    Card,
    CardLine,
    LineKind,
    Run,
    line,
    say,
)
from bot.commands.context import Context
from bot.commands.declare import Argument, Values
from bot.commands.topics import Meant, suggest_topics
from bot.desk import DeskError, Finding, Leaving, Seen
from bot.words import counted

SHOWN = 15
"""Lines of a kind that one message lists."""

AnyTopic = Annotated[str | None, Argument("Which topic, where there are several", limit=100, suggest=suggest_topics)]
Reason = Annotated[str | None, Argument("Why it is right although the check objects; kept", limit=500)]


async def allowed(ctx: Context, topic_id: int) -> Meant:
    """The topic of a button, if it is this newsroom's."""
    for topic in await ctx.services.reading.topics(ctx.newsroom_id):
        if topic.id == topic_id:
            return Meant(topic.id, topic.name)
    raise DeskError("There is no such topic here any more. `topic list` names those there are.")


def number_at(args: Sequence[str], position: int) -> int:
    """An argument of a button; 0, which nothing has, for one that is no number."""
    text = args[position] if len(args) > position else ""
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def seen_at(args: Sequence[str], position: int) -> Seen:
    """What a button was pressed beneath: “r5” for the revision with this id, “d3” for this version of the draft."""
    text = args[position] if len(args) > position else ""
    number = int(text[1:]) if text[1:].isdecimal() and len(text) < 12 else 0
    return Seen(number if text.startswith("r") else 0, number if text.startswith("d") else 0)


def value_of(values: Values, name: str) -> str:
    return " ".join(values.get(name, ())).strip()


def finding_lines(found: Sequence[Finding]) -> list[CardLine]:
    if not found:
        return []
    lines = [line("What the article does not bear out", LineKind.HEADING)]
    for finding in found[:SHOWN]:
        words = (Run(f"{finding.where} ", bold=True), Run(f"({finding.standing}): {finding.problem.message}"))
        lines.append(CardLine(words, LineKind.POINT))
    return lines


async def published(ctx: Context, meant: Meant, revision_id: int, said: str = "") -> Card:
    """What became of it: it is live, or goes out in a moment and can be undone until then."""
    leaving = await ctx.services.desk.leaving(meant.id)
    if leaving is not None and leaving.revision_id == revision_id:
        return await _going_out(ctx, meant, leaving, said)
    edition = await ctx.services.reading.edition(meant.id)
    assert edition is not None
    ctx.services.reading.prepare_soon(edition.corrected.article)
    text = f"Revision {edition.number} of “{meant.name}” is live. {edition.label}.\n{said}\n{await copies(ctx, meant)}"
    if not (await ctx.services.outbox.copies(meant.id)).total:
        text += f"\nIn the channel that is to get it, an admin types `schedule add topic:{meant.name}`."
    return say(text, title="Published", buttons=(Button("Show it", f"part:{revision_id}:full"),))


async def _going_out(ctx: Context, meant: Meant, leaving: Leaving, said: str) -> Card:
    edition = await ctx.services.reading.shown(leaving.revision_id, ctx.newsroom_id, drafts=True)
    if edition is not None:
        ctx.services.reading.prepare_soon(edition.corrected.article)
    seconds = counted(leaving.seconds(ctx.now), "second")
    text = (
        f"Revision {leaving.number} of “{meant.name}” goes out in {seconds}. Until then readers keep what they have, "
        f"and nothing of it is posted.\n{said}"
    )
    return say(text, title="Goes out in a moment", buttons=going_out_buttons(meant, leaving))


def going_out_buttons(meant: Meant, leaving: Leaving) -> tuple[Button, ...]:
    """What can be done in the minute before a publication goes out."""
    where = f"{meant.id}:{leaving.revision_id}"
    undo = Button("Undo", f"undo:{where}", ButtonStyle.DANGER)
    return undo, Button("Send it out now", f"sendout:{where}")


async def copies(ctx: Context, meant: Meant) -> str:
    """How many messages there are to change."""
    total = (await ctx.services.outbox.copies(meant.id)).total
    if not total:
        return "It was posted nowhere yet, so there is no copy to change."
    return f"{counted(total, 'posted copy is', 'posted copies are')} being changed; `status` tells if one cannot be."
