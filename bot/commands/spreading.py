"""Spreading: a brief, or a part of it, that one person was shown goes to everybody in the channel, who may ask on."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Button, Card, Reply, say
from bot.commands.context import Context
from bot.commands.declare import Values, action
from bot.commands.noting import note
from bot.compose import FORMATS
from bot.desk import DeskError
from bot.storage.editions import Edition

LABEL = "Share in channel"


def with_share(ctx: Context, edition: Edition, card: Card, format: str) -> Card:  # noqa: A002 - the word people use
    """The card with a button that posts it here; none where there is no channel, or nothing to show."""
    if ctx.caller.place.kind == "direct" or edition.withdrawn:
        return card
    return replace(card, buttons=(*card.buttons, Button(LABEL, f"spread:{edition.revision_id}:{format}")))


@action("spread")
async def spread(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`spread:<revision>:<format>`: post what is live by now, where corrections will reach it; once a revision."""
    number = int(args[0]) if args and args[0].isdecimal() and len(args[0]) < 12 else 0
    shown = await ctx.services.reading.shown(number, ctx.newsroom_id)
    live = await ctx.services.reading.edition(shown.topic_id) if shown is not None else None
    if live is None or live.withdrawn or len(args) != 2 or args[1] not in FORMATS:
        raise DeskError("What this button was to share is live no more. Type `brief` for what there is.")
    place, shared = ctx.caller.place, ctx.services.memory.shared
    key = f"{place.platform}:{place.channel}:{live.revision_id}:{args[1]}"
    if shared.get(key):
        raise DeskError("This was shared here already, and changes there when it is corrected.")
    shared.put(key, key)
    try:
        await ctx.services.outbox.share(place, live.topic_id, live.revision_id, args[1], made_by=ctx.caller.name)
    except BaseException:
        shared.drop(key)
        raise
    await note(ctx, "brief shared", live.topic, channel=place.channel, format=args[1])
    return say(f"Shared in {place.name or 'this channel'}. A correction of the brief will reach it there.")
