"""Standing: help, and how things stand — a reader's own schedules, or for admins everything with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from sqlalchemy import and_, func, or_, select

from bot.cards import Button, Card, CardLine, LineKind, Moment, Option, Reply, Run, line, say
from bot.commands.context import Context
from bot.commands.declare import COMMANDS, Argument, Command, Kind, Values, action, command
from bot.commands.matching import find, nearest
from bot.commands.noting import note
from bot.commands.schedule_rule import default_zone
from bot.commands.schedules import Schedule, here_schedules, own_schedules, server_schedules
from bot.delivery import IT_IS_THERE, MEANS, POST_AGAIN, State
from bot.desk import DeskError
from bot.roles import Role
from bot.storage.tables import Delivery, Part, Subscription, Topic
from bot.words import listed

GROUPS = (
    (Role.READER, "For everybody"),
    (Role.EDITOR, "For editors"),
    (Role.PUBLISHER, "For publishers"),
    (Role.ADMIN, "For admins"),
)
TROUBLED = ("retrying", "unconfirmed", "refused", "skipped", "expired")
ASKED = 3
"""Deliveries that a person is asked about at a time."""
SHOWN = 10
"""Deliveries and copies listed; the rest are counted."""


async def _commands(ctx: Context, typed: str) -> Sequence[Option]:
    return [Option(name, name) for name in nearest(typed, [c.name for c in _usable(ctx)], 25)]


@command("help", role=Role.READER, about="What Readout does, and the commands you may use", examples=("help ask",))
async def help_(
    ctx: Context,
    *,
    command: Annotated[str | None, Argument("One command in full", limit=40, suggest=_commands)] = None,
) -> Reply:
    if command is not None:
        return _one(command)
    lines = [line("Readout briefs an article and answers from it; every line shows the sentence that proves it.")]
    for role, heading in GROUPS:
        group = [c for c in _usable(ctx) if c.role is role]
        if group:
            lines.append(line(heading, LineKind.HEADING))
            lines += [_entry(c) for c in group]
    lines.append(line("`help` and a command's name shows what it takes.", LineKind.SMALL))
    return Card("Commands", tuple(lines))


@command("status", role=Role.READER, about="Your schedules and this server's; for admins all, with reasons")
async def status(ctx: Context) -> Reply:
    if ctx.role >= Role.ADMIN and ctx.linked:
        return await _all(ctx)
    own = await own_schedules(ctx)
    here = await here_schedules(ctx)
    lines = [line("You follow", LineKind.HEADING), *_listed(own, "Nothing yet: `follow` sends you the brief daily.")]
    lines += [line("On this server", LineKind.HEADING), *_listed(here, "No schedules.")]
    return Card("Status", tuple(lines))


def _usable(ctx: Context) -> list[Command]:
    """The commands that this caller may run here."""
    return [c for c in COMMANDS.values() if ctx.role >= c.role or (c.server_admin and ctx.caller.manages_server)]


def _entry(command: Command) -> CardLine:
    return CardLine((Run(command.name, bold=True), Run(f" — {command.about}")), LineKind.POINT)


def _one(typed: str) -> Card:
    found = find(typed, list(COMMANDS))
    group = [known for name, known in COMMANDS.items() if name.startswith(f"{typed.strip().lower()} ")]
    if len(found) != 1 and group:
        return Card(typed.strip().lower(), tuple(_entry(known) for known in group))
    if len(found) != 1:
        near = found or nearest(typed, list(COMMANDS), 3)
        named = listed([f"`{name}`" for name in near], "or")
        raise DeskError(f"There is no command “{typed}”." + (f" Nearest: {named}." if near else " `help` lists them."))
    command = COMMANDS[found[0]]
    lines = [line(f"{command.about}.")]
    for argument in command.arguments:
        words = f" — {argument.about}"
        words += f": {listed(argument.choices, 'or')}" if argument.choices else ""
        words += "" if argument.required or argument.kind is Kind.CHOICE else " (may be left out)"
        lines.append(CardLine((Run(argument.name, bold=True), Run(words)), LineKind.POINT))
    lines += [line(f"Example: `{example}`", LineKind.SMALL) for example in command.examples]
    return Card(command.name, tuple(lines))


async def _all(ctx: Context) -> Card:
    """For the newsroom's admins: everything that runs, and everything that does not, with its reason."""
    services = ctx.services
    schedules = await server_schedules(ctx)
    lines = [line("Platforms", LineKind.HEADING)]
    lines += [
        CardLine((Run(name, bold=True), Run(f": {platform.health()}")), LineKind.POINT)
        for name, platform in sorted(services.platforms.items())
    ]
    lines += [line("Schedules", LineKind.HEADING), *_listed(schedules, "None: `schedule add` makes one.")]
    own = await own_schedules(ctx)
    lines += [line("You follow", LineKind.HEADING), *_listed(own, "")] if own else []
    lines += [line("Deliveries", LineKind.HEADING), *await _deliveries(ctx)]
    lines += await _unreached(ctx)
    return Card("Status", tuple(lines), await _questions(ctx))


async def _deliveries(ctx: Context) -> list[CardLine]:
    """How many are in which state, and of those that need a look the newest with their reasons."""
    of_newsroom = Delivery.topic_id.in_(select(Topic.id).where(Topic.newsroom_id == ctx.newsroom_id))
    async with ctx.services.sessions() as session:
        states = await session.execute(select(Delivery.state, func.count()).where(of_newsroom).group_by(Delivery.state))
        counts = {state: int(count) for state, count in states}
        held = and_(Delivery.state == State.DUE, Delivery.retry_at.is_not(None))
        troubled = await session.scalars(
            select(Delivery)
            .where(of_newsroom, or_(Delivery.state.in_(TROUBLED), held))
            .order_by(Delivery.due.desc(), Delivery.id.desc())
            .limit(SHOWN)
        )
        zone, _ = default_zone(ctx)
        lines = [_trouble(delivery, zone) for delivery in troubled]
        next_ones = select(func.count(Subscription.id)).where(
            Subscription.topic_id.in_(select(Topic.id).where(Topic.newsroom_id == ctx.newsroom_id)),
            Subscription.state == "active",
            Subscription.next_due.is_not(None),
        )
        if scheduled := int(await session.scalar(next_ones) or 0):
            counts[State.SCHEDULED] = scheduled
    if not counts:
        return [line("Nothing was due yet.")]
    total = listed([f"{count:,} {state}" for state, count in sorted(counts.items())])
    more = sum(counts.get(state, 0) for state in TROUBLED) - len(lines)
    return [line(f"{total}."), *lines, *([line(f"And {more:,} more of these.")] if more > 0 else [])]


def _trouble(delivery: Delivery, zone: str) -> CardLine:
    where = delivery.name or delivery.channel
    words = (
        Run(delivery.state, bold=True),
        Run(f" {where}, "),
        Moment(delivery.due, zone),
        Run(f": {delivery.reason or MEANS[State(delivery.state)]}"),
    )
    return CardLine(words, LineKind.POINT)


async def _unreached(ctx: Context) -> list[CardLine]:
    """Copies that a correction could not reach, with the reason."""
    of_newsroom = Delivery.topic_id.in_(select(Topic.id).where(Topic.newsroom_id == ctx.newsroom_id))
    wanted = (
        select(Delivery.platform, Delivery.name, Delivery.channel, Part.edit_reason)
        .join(Delivery, Part.delivery_id == Delivery.id)
        .where(of_newsroom, Part.edit_state == "failed")
        .order_by(Part.posted.desc())
    )
    async with ctx.services.sessions() as session:
        found = (await session.execute(wanted.limit(SHOWN + 1))).all()
    if not found:
        return []
    lines = [
        line(f"{platform}, {name or channel}: {reason}", LineKind.POINT)
        for platform, name, channel, reason in found[:SHOWN]
    ]
    more = [line("There are more.", LineKind.SMALL)] if len(found) > SHOWN else []
    return [line("Copies that a correction could not reach", LineKind.HEADING), *lines, *more]


def _listed(schedules: Sequence[Schedule], otherwise: str) -> list[CardLine]:
    return [schedule.line() for schedule in schedules[:SHOWN]] + (
        [line(f"And {len(schedules) - SHOWN:,} more; `schedule list` pages through them.", LineKind.SMALL)]
        if len(schedules) > SHOWN
        else []
    ) or [line(otherwise)]


@action("resolve", role=Role.ADMIN)
async def resolve(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`resolve:<delivery>:<again|there>`: what a person saw where Readout could not look."""
    answers = {"again": POST_AGAIN, "there": IT_IS_THERE}
    if len(args) != 2 or not args[0].isdecimal() or args[1] not in answers:
        raise DeskError("This button is of an older message. `status` shows what there is now.")
    async with ctx.services.sessions() as session:
        delivery = await session.get(Delivery, int(args[0]))
        topic = await session.get(Topic, delivery.topic_id) if delivery else None
    if delivery is None or topic is None or topic.newsroom_id != ctx.newsroom_id:
        raise DeskError("There is no such delivery any more. `status` shows what there is now.")
    await ctx.services.outbox.resolve(delivery.id, answers[args[1]])
    await note(ctx, "delivery resolved", f"{delivery.name or delivery.channel}: {topic.name}", said=answers[args[1]])
    return say("It is posted again." if args[1] == "again" else "Noted as posted; nothing is posted again.")


async def _questions(ctx: Context) -> tuple[Button, ...]:
    """For each delivery that may or may not have arrived: a person says which."""
    of_newsroom = Delivery.topic_id.in_(select(Topic.id).where(Topic.newsroom_id == ctx.newsroom_id))
    wanted = select(Delivery).where(of_newsroom, Delivery.state == "unconfirmed").order_by(Delivery.due.desc())
    async with ctx.services.sessions() as session:
        found = (await session.scalars(wanted.limit(ASKED))).all()
    buttons: list[Button] = []
    for delivery in found:
        where = (delivery.name or delivery.channel)[:30]
        buttons.append(Button(f"{where}: it is there", f"resolve:{delivery.id}:there"))
        buttons.append(Button(f"{where}: post again", f"resolve:{delivery.id}:again"))
    return tuple(buttons)
