"""Following: the brief in somebody's own direct messages."""

from __future__ import annotations

from bot.cards import Card, LineKind, Reply, line, say
from bot.commands.context import Context
from bot.commands.declare import command
from bot.commands.noting import note
from bot.commands.reading import TopicName
from bot.commands.schedule_rule import (
    Days,
    End,
    Plain,
    QuietHours,
    Skip,
    Start,
    Times,
    Typed,
    Zone,
    rule_from,
    yes,
    zone_note,
)
from bot.commands.schedules import Schedule, first_post, own_schedules
from bot.commands.scheduling import Format, Unchanged
from bot.commands.topics import topic_meant
from bot.platform import Destination
from bot.roles import Role


@command(
    "follow",
    role=Role.READER,
    about="Get the brief in your direct messages: daily at 09:00, or when you say",
    examples=("follow 8am weekdays Europe/Paris", "follow when published quiet 22:00-07:00"),
)
async def follow(
    ctx: Context,
    *,
    times: Times = None,
    days: Days = None,
    zone: Zone = None,
    format: Format = None,  # noqa: A002 - the word that people type
    unchanged: Unchanged = None,
    skip: Skip = None,
    start: Start = None,
    end: End = None,
    quiet: QuietHours = None,
    plain: Plain = None,
    topic: TopicName = None,
) -> Reply:
    meant = await topic_meant(ctx, topic)
    known = [s for s in await own_schedules(ctx) if s.row.topic_id == meant.id]
    rule = rule_from(ctx, Typed(times, days, zone, skip, start, end, quiet), known[0].rule if known else None)
    if known:
        row = await ctx.services.outbox.retime(
            known[0].row.id, rule=rule, format=format, unchanged=unchanged, plain=yes(plain)
        )
        if row.state not in ("active", "waiting"):
            row = await ctx.services.outbox.resume(row.id)
        said = f"You follow “{meant.name}” already; from now on {rule.describe()}."
    else:
        to = Destination(ctx.caller.platform, "", ctx.caller.user, "direct", "direct messages")
        row = await ctx.services.outbox.subscribe(
            meant.id,
            to,
            rule,
            format=format,
            unchanged=unchanged,
            plain=yes(plain),
            made_by=ctx.caller.name,
            made_by_user=ctx.caller.user,
        )
        first = await first_post(ctx, Schedule(row, meant.name), "The first one comes now.")
        said = f"You get “{meant.name}” in your direct messages {rule.describe()}. {first}"
    await note(ctx, "followed", meant.name, rule=rule.describe())
    notes = [text for text in ("" if known else zone_note(ctx, zone), meant.note, "`unfollow` ends it.") if text]
    lines = (line(said), Schedule(row, meant.name).line(), *(line(text, LineKind.SMALL) for text in notes))
    return Card("Following", lines)


@command("unfollow", role=Role.READER, about="No more briefs in your direct messages")
async def unfollow(ctx: Context, *, topic: TopicName = None) -> Reply:
    known = await own_schedules(ctx)
    if topic:
        meant = await topic_meant(ctx, topic)
        known = [schedule for schedule in known if schedule.row.topic_id == meant.id]
    if not known:
        return say("You follow nothing here. `follow` sends you the brief daily.")
    for schedule in known:
        await ctx.services.outbox.remove(schedule.row.id)
    await note(ctx, "unfollowed", ", ".join(schedule.topic for schedule in known))
    names = ", ".join(f"“{schedule.topic}”" for schedule in known)
    return say(f"You no longer get {names}. What you got stays.")
