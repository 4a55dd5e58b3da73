"""Scheduling: which channel gets which topic when; for admins, and for who manages a server, there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.cards import Button, Card, CardLine, LineKind, Moment, Reply, Run, line, say
from bot.commands.context import Context
from bot.commands.declare import Argument, Kind, Values, action, command
from bot.commands.noting import note
from bot.commands.places import place_meant, suggest_places
from bot.commands.reading import TopicName
from bot.commands.schedules import (
    Schedule,
    first_post,
    rule_from,
    server_schedules,
    suggest_days,
    suggest_schedules,
    suggest_times,
    suggest_zones,
    the_schedule,
    zone_note,
)
from bot.commands.topics import topic_meant
from bot.compose import FORMATS
from bot.desk import DeskError
from bot.roles import Role

PAGE = 10
AHEAD = 3
"""Slots that a preview names."""

Times = Annotated[
    str | None, Argument("Local times, such as 09:00 or 9am and 6pm", Kind.TIMES, limit=100, suggest=suggest_times)
]
Days = Annotated[
    str | None, Argument("daily, weekdays, weekends, mon-fri or mon,wed", Kind.DAYS, limit=100, suggest=suggest_days)
]
Zone = Annotated[
    str | None, Argument("Time zone, such as Asia/Tokyo or Paris", Kind.ZONE, limit=60, suggest=suggest_zones)
]
Format = Annotated[str | None, Argument("What is posted", Kind.CHOICE, choices=FORMATS)]
Unchanged = Annotated[
    str | None, Argument("When nothing changed since the last post", Kind.CHOICE, choices=("repeat", "skip"))
]
Number = Annotated[str | None, Argument("Number of the schedule", Kind.NUMBER, limit=10, suggest=suggest_schedules)]


@command(
    "schedule add",
    role=Role.ADMIN,
    server_admin=True,
    about="Post the brief in a channel at set times; the first one comes at once",
    examples=("schedule add #summit weekdays 09:00 Asia/Tokyo", "schedule add 9am"),
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
    topic: TopicName = None,
) -> Reply:
    place = await place_meant(ctx, channel)
    if place.kind == "direct":
        raise DeskError("A schedule is for a channel: type this in one. `follow` sends the brief to you here.")
    rule = rule_from(ctx, times, days, zone)
    meant = await topic_meant(ctx, topic)
    made = await ctx.services.outbox.subscribe(
        meant.id, place, rule, format=format or "full", unchanged=unchanged or "repeat", made_by=ctx.caller.name
    )
    schedule = Schedule(made, meant.name)
    await note(ctx, "schedule added", f"{schedule.where}: {meant.name}", rule=rule.describe(), number=made.id)
    first = await first_post(ctx, meant.id, "The first post comes now and is today's.")
    lines = [
        line(f"{schedule.where} gets “{meant.name}” {rule.describe()}. {first}"),
        schedule.line(),
        *_small(zone_note(ctx, zone), meant.note),
    ]
    return Card(f"Schedule {made.id}", tuple(lines), _buttons(schedule))


@command("schedule list", role=Role.ADMIN, server_admin=True, about="The schedules here", examples=("schedule list 2",))
async def list_(ctx: Context, *, page: Annotated[str | None, Argument("Page", Kind.NUMBER, limit=6)] = None) -> Reply:
    return await _page(ctx, int(page or 1))


@action("schedules", role=Role.ADMIN, server_admin=True)
async def turn(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`schedules:<page>`."""
    return await _page(ctx, int(args[0]) if args and args[0].isdecimal() and len(args[0]) < 6 else 1)


@command(
    "schedule edit",
    role=Role.ADMIN,
    server_admin=True,
    about="Change a schedule's times, days, zone, format or what happens when nothing changed",
    examples=("schedule edit 1 07:30 Europe/Paris", "schedule edit 2 weekdays"),
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
) -> Reply:
    schedule = await _meant(ctx, number)
    if not (times or days or zone or format or unchanged):
        raise DeskError(f"Say what to change, such as `schedule edit {schedule.row.id} 07:30 Europe/Paris`.")
    rule = rule_from(ctx, times, days, zone, schedule.rule)
    changed = await ctx.services.outbox.retime(schedule.row.id, rule=rule, format=format, unchanged=unchanged)
    await note(ctx, "schedule changed", f"{schedule.where}: {schedule.topic}", rule=rule.describe(), number=changed.id)
    after = replace(schedule, row=changed)
    return Card(
        "Changed",
        (after.line(), *_small("If today's post is out already, the new times begin tomorrow.")),
        _buttons(after),
    )


@command("schedule pause", role=Role.ADMIN, server_admin=True, about="Post nothing there until it is resumed")
async def pause(ctx: Context, *, number: Number = None) -> Reply:
    schedule = await _meant(ctx, number)
    await ctx.services.outbox.pause(schedule.row.id)
    await note(ctx, "schedule paused", f"{schedule.where}: {schedule.topic}", number=schedule.row.id)
    return say(
        f"Paused: {schedule.where} gets nothing more of “{schedule.topic}” until `schedule resume {schedule.row.id}`.",
        buttons=(Button("Resume", f"schedule:{schedule.row.id}:resume"),),
    )


@command("schedule resume", role=Role.ADMIN, server_admin=True, about="Go on with a paused or stopped schedule")
async def resume(ctx: Context, *, number: Number = None) -> Reply:
    schedule = await _meant(ctx, number)
    await ctx.services.outbox.resume(schedule.row.id)
    await note(ctx, "schedule resumed", f"{schedule.where}: {schedule.topic}", number=schedule.row.id)
    after = await the_schedule(ctx, str(schedule.row.id))
    return Card("Resumed", (after.line(), *_small("What was missed meanwhile is not posted.")), _buttons(after))


@command("schedule remove", role=Role.ADMIN, server_admin=True, about="End a schedule; what it posted stays")
async def remove(ctx: Context, *, number: Number = None) -> Reply:
    schedule = await _meant(ctx, number)
    await ctx.services.outbox.remove(schedule.row.id)
    await note(ctx, "schedule removed", f"{schedule.where}: {schedule.topic}", number=schedule.row.id)
    return say(
        f"Removed: {schedule.where} gets no more posts of “{schedule.topic}”. What was posted stays, and corrections "
        "still reach it."
    )


@command("schedule now", role=Role.ADMIN, server_admin=True, about="Post at once, in place of today's post")
async def now(ctx: Context, *, number: Number = None) -> Reply:
    schedule = await _meant(ctx, number)
    await ctx.services.outbox.post_now(schedule.row.id, made_by=ctx.caller.name)
    await note(ctx, "posted on demand", f"{schedule.where}: {schedule.topic}", number=schedule.row.id)
    return say(f"Posting “{schedule.topic}” in {schedule.where} now. It counts as today's post.")


@command("schedule preview", role=Role.ADMIN, server_admin=True, about="What a schedule will post next, and when")
async def preview(ctx: Context, *, number: Number = None) -> Reply:
    schedule = await _meant(ctx, number)
    shown = await ctx.services.outbox.preview(schedule.row.id)
    head = [schedule.line()]
    if shown.slots:
        head.append(_when(schedule, [slot.due for slot in shown.slots[:AHEAD]]))
    head.append(line(shown.why, LineKind.SMALL))
    if shown.card is None:
        return Card("Preview", tuple(head))
    body = (line(shown.card.title, LineKind.HEADING), *shown.card.lines)
    return replace(shown.card, title="Preview", lines=(*head, *body))


@action("schedule", role=Role.ADMIN, server_admin=True)
async def press(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`schedule:<number>:<preview|pause|resume|now>`."""
    handlers = {"preview": preview, "pause": pause, "resume": resume, "now": now}
    if len(args) != 2 or args[1] not in handlers:
        raise DeskError("This button is of an older message. `schedule list` shows what there is now.")
    return await handlers[args[1]](ctx, number=args[0])


async def _meant(ctx: Context, number: str | None) -> Schedule:
    """The schedule of this number; without one, the only one there is."""
    if number is not None:
        return await the_schedule(ctx, number)
    known = await server_schedules(ctx)
    here = [s for s in known if s.row.channel == ctx.caller.place.channel and s.row.platform == ctx.caller.platform]
    for some in (known, here):
        if len(some) == 1:
            return some[0]
    if not known:
        raise DeskError("There is no schedule here yet. `schedule add` makes one for this channel.")
    raise DeskError(f"Which one? `schedule list` shows their numbers: {', '.join(str(s.row.id) for s in known[:20])}.")


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


def _when(schedule: Schedule, dues: Sequence[datetime]) -> CardLine:
    words: list[Run | Moment] = [Run("Next: ", bold=True)]
    for i, due in enumerate(dues):
        words += [Run(", then ")] if i else []
        words.append(Moment(due, schedule.rule.zone))
    return CardLine((*words, Run(".")))


def _buttons(schedule: Schedule) -> tuple[Button, ...]:
    number = schedule.row.id
    return (Button("Preview", f"schedule:{number}:preview"), Button("Pause", f"schedule:{number}:pause"))


def _small(*notes: str) -> list[CardLine]:
    return [line(text, LineKind.SMALL) for text in notes if text]
