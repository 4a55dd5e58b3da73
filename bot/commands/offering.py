"""Offering: what can be pressed under an answer: questions that can be answered, and what only editors get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Button, Card
from bot.commands.context import Context
from bot.compose.replied import Replied
from bot.storage.editions import Edition
from briefs.asked import read_wording

OFFERED = 2
PIN = "pin:"
"""Action of the editors' button under an answer."""
LABEL = 75
"""Slack's limit for a button."""
ACTION = 90
"""Characters of a button's action; a longer question is kept in memory instead."""


async def offer_buttons(ctx: Context, edition: Edition, replies: Sequence[Replied]) -> tuple[Button, ...]:
    """What the desk has answered on the same subject, then what the article answers."""
    short = [reply for reply in replies if reply.outcome in ("refused", "closest")]
    if not short:
        return ()
    asked = {stem for reply in short for stem in read_wording(reply.question).stems}
    pinned = [one.question for one in await ctx.services.reading.pinned(edition)]
    near = [question for question in pinned if asked & set(read_wording(question).stems)]
    engine = [question for reply in short if reply.answer for question in reply.answer.suggestions]
    found = dict.fromkeys((*near, *engine))
    return tuple(_button(ctx, edition, question) for question in list(found)[:OFFERED])


def for_all(reply: Card) -> Card:
    """A reply as everybody may see it: without what only an editor can press."""
    return replace(reply, buttons=tuple(button for button in reply.buttons if not button.action.startswith(PIN)))


def _button(ctx: Context, edition: Edition, question: str) -> Button:
    label = question if len(question) <= LABEL else question[: LABEL - 1].rstrip() + "…"
    action = f"again:{edition.revision_id}:{question}"
    if len(action) > ACTION or not action.isascii() or set("\n|") & set(action):
        action = f"again:{edition.revision_id}:~:{ctx.services.memory.offered.put(question)}"
    return Button(label, action)
