"""Scheduling: which channel gets which topic when; for admins, and for who manages a server, there."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.cards import Button, Card, CardLine, LineKind, Reply, line, say
from bot.commands.context import Context
from bot.commands.declare import Argument, Kind, Values, action, command
from bot.commands.noting import note
from bot.commands.places import as_wanted, may_post, place_meant, suggest_places
from bot.commands.reading import TopicName
from bot.commands.schedule_rule import (
    Days,
    End,
    Followers,
    Late,
    Plain,
    QuietHours,
    Silent,
    Skip,
    Start,
    Threads,
    Times,
    Typed,
    Zone,
    rule_from,
    yes,
    zone_note,
)
from bot.commands.schedules import Number, Schedule, first_post, meant_schedule, server_schedules, the_schedule
from bot.commands.topics import topic_meant
from bot.compose import POSTED
from bot.delivery.subscriptions import UNCHANGED
from bot.desk import DeskError
from bot.platform import Destination
from bot.roles import Role
from bot.rules import parse_late

PAGE = 10

Format = Annotated[
    str | None, Argument("What is posted; the first post in a channel is the full brief", Kind.CHOICE, choices=POSTED)
]
Unchanged = Annotated[
    str | None,
    Argument("When nothing changed: rotate the parts, skip, or repeat", Kind.CHOICE, choices=UNCHANGED),
]


@command(
    "schedule add",
    role=Role.ADMIN,
    server_admin=True,
    about="Post the brief in a channel at set times; the first one comes at once",
    examples=(
        "schedule add #summit weekdays 09:00 Asia/Tokyo",
        "schedule add #news weekdays 09:00 and 17:00 Europe/Paris figures skip 24 dec quiet 22:00-07:00",
        "schedule add every 2 hours between 08:00 and 18:00 until 20 mar",
        "schedule add when published",
    ),
)
async def add(
    ctx: Context,
    *,
    channel: Annotated[
        str | None, Argument("Where; else this channel", Kind.CHANNEL, limit=150, suggest=suggest_places)
    ] = None,
    times: Times = None,
    days: Days = None,
    zone: Zone = None,
    format: Format = None,  # noqa: A002 - the word that people type
    unchanged: Unchanged = None,
    skip: Skip = None,
    start: Start = None,
    end: End = None,
    quiet: QuietHours = None,
    late: Late = None,
    plain: Plain = None,
    silent: Silent = None,
    followers: Followers = None,
    threads: Threads = None,
    topic: TopicName = None,
) -> Reply:
    place = as_wanted(await place_meant(ctx, channel), followers=yes(followers), threads=yes(threads))
    if place.kind == "direct":
        raise DeskError("A schedule is for a channel: type this in one. `follow` sends the brief to you here.")
    rule = rule_from(ctx, Typed(times, days, zone, skip, start, end, quiet))
    late_hours = None if late is None else parse_late(late)
    meant = await topic_meant(ctx, topic)
    made = await ctx.services.outbox.subscribe(
        meant.id,
        place,
        rule,
        format=format,
        unchanged=unchanged,
        plain=yes(plain),
        silent=yes(silent),
        late_hours=late_hours,
        made_by=ctx.caller.name,
        made_by_user=ctx.caller.user,
    )
    schedule = Schedule(made, meant.name)
    await note(ctx, "schedule added", f"{schedule.where}: {meant.name}", rule=rule.describe(), number=made.id)
    first = await first_post(ctx, schedule, await _first(ctx, schedule))
    lines = [
        line(f"{schedule.where} gets “{meant.name}” {rule.describe()}. {first}"),
        schedule.line(),
        *_small(await may_post(ctx, place), zone_note(ctx, zone), _heard(place, yes(silent)), meant.note),
    ]
    return Card(f"Schedule {made.id}", tuple(lines), _buttons(schedule))


async def _first(ctx: Context, schedule: Schedule) -> str:
    """What is said of the first post, which quiet hours make wait."""
    until = schedule.rule.quiet_until(ctx.now)
    when = "The first post comes now and is today's."
    if until is not None:
        when = f"These are quiet hours: the first post comes at their end, at {schedule.rule.clock(until)}."
    return when if schedule.row.format == "full" else f"{when} In a new place it is the full brief."


@command("schedule list", role=Role.ADMIN, server_admin=True, about="The schedules here", examples=("schedule list 2",))
async def list_(ctx: Context, *, page: Annotated[str | None, Argument("Page", Kind.NUMBER, limit=6)] = None) -> Reply:
    return await _page(ctx, int(page or 1))


@action("schedules", role=Role.ADMIN, server_admin=True)
async def turn(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`schedules:<page>`."""
    page = await _page(ctx, int(args[0]) if args and args[0].isdecimal() and len(args[0]) < 6 else 1)
    return replace(page, in_place=True)


@command(
    "schedule edit",
    role=Role.ADMIN,
    server_admin=True,
    about="Change when and what a schedule posts; what is not named stays",
    examples=(
        "schedule edit 1 07:30 Europe/Paris",
        "schedule edit 2 weekdays skip 24 dec",
        "schedule edit 3 late 2h quiet off until none",
    ),
)
async def edit(
    ctx: Context,
    *,
    number: Number = None,
    times: Times = None,
    days: Days = None,
    zone: Zone = None,
    format: Format = None,  # noqa: A002 - the word that people type
    unchanged: Unchanged = None,
    skip: Skip = None,
    start: Start = None,
    end: End = None,
    quiet: QuietHours = None,
    late: Late = None,
    plain: Plain = None,
    silent: Silent = None,
) -> Reply:
    schedule = await meant_schedule(ctx, number)
    typed = Typed(times, days, zone, skip, start, end, quiet)
    if not (typed or format or unchanged or late or plain or silent):
        raise DeskError(f"Say what to change, such as `schedule edit {schedule.row.id} 07:30 Europe/Paris`.")
    rule = rule_from(ctx, typed, schedule.rule)
    changed = await ctx.services.outbox.retime(
        schedule.row.id,
        rule=rule,
        format=format,
        unchanged=unchanged,
        plain=yes(plain),
        silent=yes(silent),
        late_hours=None if late is None else parse_late(late),
    )
    await note(ctx, "schedule changed", f"{schedule.where}: {schedule.topic}", rule=rule.describe(), number=changed.id)
    after = replace(schedule, row=changed)
    used = "Posts that are out already today count: the new times go on with what is left of them, or begin tomorrow."
    notes = _small(used if rule != schedule.rule else "", _heard(after.place, yes(silent)))
    return Card("Changed", (after.line(), *notes), _buttons(after))


@command("schedule pause", role=Role.ADMIN, server_admin=True, about="Post nothing there until it is resumed")
async def pause(ctx: Context, *, number: Number = None) -> Reply:
    schedule = await meant_schedule(ctx, number)
    await ctx.services.outbox.pause(schedule.row.id)
    await note(ctx, "schedule paused", f"{schedule.where}: {schedule.topic}", number=schedule.row.id)
    return say(
        f"Paused: {schedule.where} gets nothing more of “{schedule.topic}” until `schedule resume {schedule.row.id}`.",
        buttons=(Button("Resume", f"schedule:{schedule.row.id}:resume"),),
    )


@command("schedule resume", role=Role.ADMIN, server_admin=True, about="Go on with a paused or stopped schedule")
async def resume(ctx: Context, *, number: Number = None) -> Reply:
    schedule = await meant_schedule(ctx, number)
    await ctx.services.outbox.resume(schedule.row.id)
    await note(ctx, "schedule resumed", f"{schedule.where}: {schedule.topic}", number=schedule.row.id)
    after = await the_schedule(ctx, str(schedule.row.id))
    return Card("Resumed", (after.line(), *_small("What was missed meanwhile is not posted.")), _buttons(after))


@command("schedule remove", role=Role.ADMIN, server_admin=True, about="End a schedule; what it posted stays")
async def remove(ctx: Context, *, number: Number = None) -> Reply:
    schedule = await meant_schedule(ctx, number)
    await ctx.services.outbox.remove(schedule.row.id)
    await note(ctx, "schedule removed", f"{schedule.where}: {schedule.topic}", number=schedule.row.id)
    return say(
        f"Removed: {schedule.where} gets no more posts of “{schedule.topic}”. What was posted stays, and corrections "
        "still reach it."
    )


@command("schedule now", role=Role.ADMIN, server_admin=True, about="Post at once, in place of today's post")
async def now(ctx: Context, *, number: Number = None) -> Reply:
    schedule = await meant_schedule(ctx, number)
    await ctx.services.outbox.post_now(schedule.row.id, made_by=ctx.caller.name)
    await note(ctx, "posted on demand", f"{schedule.where}: {schedule.topic}", number=schedule.row.id)
    return say(f"Posting “{schedule.topic}” in {schedule.where} now. It counts as today's post.")


async def _page(ctx: Context, page: int) -> Card:
    known = await server_schedules(ctx)
    if not known:
        return say("There are no schedules here. `schedule add` posts the brief in this channel daily at 09:00.")
    pages = -(-len(known) // PAGE)
    page = max(1, min(page, pages))
    shown = known[(page - 1) * PAGE : page * PAGE]
    buttons = [Button("Earlier", f"schedules:{page - 1}")] if page > 1 else []
    buttons += [Button("More", f"schedules:{page + 1}")] if page < pages else []
    title = "Schedules" if pages == 1 else f"Schedules, page {page} of {pages}"
    return Card(title, tuple(schedule.line() for schedule in shown), tuple(buttons))


def _buttons(schedule: Schedule) -> tuple[Button, ...]:
    number = schedule.row.id
    return (Button("Preview", f"schedule:{number}:preview"), Button("Pause", f"schedule:{number}:pause"))


def _heard(place: Destination, silent: bool | None) -> str:
    """Said where silence is wanted and the platform has none."""
    if not silent or place.platform == "discord":
        return ""
    return "Only Discord can post without a notification; here members are notified as they have set it themselves."


def _small(*notes: str) -> list[CardLine]:
    return [line(text, LineKind.SMALL) for text in notes if text]
