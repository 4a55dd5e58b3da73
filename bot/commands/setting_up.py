"""Setting up: a walk from an invited bot to its first post, where a platform shows menus; elsewhere a check list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cards import (
    CHOSEN,
    Button,
    ButtonStyle,
    Card,
    CardLine,
    Field,
    Form,
    LineKind,
    Menu,
    MenuKind,
    Option,
    Reply,
    Run,
    line,
)
from bot.commands.checklist import checklist, is_ready
from bot.commands.context import Context
from bot.commands.declare import Values, action, command
from bot.commands.lending import holders, lend_menu, lend_roles
from bot.commands.places import guide_of, known_place, may_post
from bot.commands.schedule_rule import Typed, rule_from
from bot.commands.schedules import newsroom_admin
from bot.commands.scheduling import add
from bot.commands.zoning import likely_zones
from bot.desk import DeskError
from bot.platform import Destination
from bot.roles import Role
from bot.rules import parse_times, parse_zone

ACTION_LIMIT = 90
"""Characters of a button's action."""
OTHER = "other"
TIMES = ("06:00", "07:00", "08:00", "09:00", "10:00", "12:00", "15:00", "17:00", "18:00", "20:00", "09:00,18:00")
USUAL = "09:00"
PUBLISHED = "when published"
NEXT = {"where": "when", "when": "zone", "zone": "start"}
TITLE = "Set up Readout"
WHERE = "In which channel is the brief to be posted?"
WHERE_OR_FORUM = "In which channel is the brief to be posted? A forum gets a post of its own for each brief."


@dataclass(frozen=True, slots=True)
class Plan:
    """What was chosen so far. It rides in the buttons' actions, so a restart loses nothing of it."""

    channel: str = ""
    times: str = ""
    zone: str = ""

    @classmethod
    def of(cls, args: Sequence[str]) -> Plan:
        channel, times, zone = (*args, "", "", "")[:3]
        return cls(channel, times.replace(".", ":"), zone)

    def action(self, step: str) -> str:
        return f"setup:{step}:{self.channel}:{self.times.replace(':', '.')}:{self.zone}"


@command(
    "setup",
    role=Role.ADMIN,
    server_admin=True,
    about="Set up briefs here: channel, time, zone and editors, and what is still missing",
)
async def setup(ctx: Context) -> Reply:
    if guide_of(ctx) is None or not ctx.caller.place.server:
        return await _list(ctx)
    return replace(await _where(ctx, Plan()), in_place=False)


@action("setup", role=Role.ADMIN, server_admin=True)
async def walk(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`setup` checks again; `setup:<step>:<channel>:<times>:<zone>` shows a step, or takes what was chosen in it."""
    step, plan = (args[0] if args else ""), Plan.of(args[1:])
    chosen = " ".join(values.get(CHOSEN, ())).strip()
    if step not in ("where", "when", "zone", "start", "go"):
        return await _list(ctx)
    if step == "go":
        return await _go(ctx, plan)
    if step == "start" and CHOSEN in values and newsroom_admin(ctx):
        await lend_roles(ctx, Role.EDITOR, values[CHOSEN])
        return await _start(ctx, plan)
    if chosen == OTHER and step in ("when", "zone"):
        return _typed(step, plan)
    if chosen and step in NEXT:
        plan = await _taken(ctx, step, plan, chosen)
        stays = step == "where" and await _trouble(ctx, plan)
        step = step if stays else NEXT[step]
    return await {"where": _where, "when": _when, "zone": _zone, "start": _start}[step](ctx, plan)


async def _list(ctx: Context) -> Card:
    """What there is and what is missing, for any platform."""
    steps = await checklist(ctx)
    ready = "Everything is set: briefs come by themselves." if is_ready(steps) else "What is still to do:"
    return Card(TITLE, (line(ready), *(step.line() for step in steps)), (Button("Check again", "setup"),))


async def _taken(ctx: Context, step: str, plan: Plan, chosen: str) -> Plan:
    """The plan with what was chosen or typed. Raises a sentence for what is no time or zone."""
    if step == "where":
        made = replace(plan, channel=chosen)
    elif step == "when":
        if chosen != PUBLISHED:
            parse_times(chosen)
        made = replace(plan, times=chosen)
    else:
        made = replace(plan, zone=parse_zone(chosen))
    if len(made.action("where")) > ACTION_LIMIT:
        raise DeskError(f"“{chosen}” is too long for this walk. `schedule add` takes any time.")
    return made


def _typed(step: str, plan: Plan) -> Form:
    label, about = {
        "when": ("At what time", "Such as 07:30, or 8am and 6pm, or every 3 hours between 09:00 and 18:00."),
        "zone": ("In which time zone", "A zone or a large city, such as Asia/Tokyo or Buenos Aires."),
    }[step]
    return Form(TITLE, plan.action(step), (Field(CHOSEN, label, limit=60, required=True, about=about),), "Go on")


# The steps


async def _where(ctx: Context, plan: Plan) -> Card:
    lines = [line(WHERE_OR_FORUM if ctx.caller.platform == "discord" else WHERE)]
    menu = Menu(
        "Choose a channel…", plan.action("where"), MenuKind.CHANNEL, chosen=(plan.channel,) if plan.channel else ()
    )
    buttons: tuple[Button, ...] = ()
    if plan.channel:
        lines.append(line(await _trouble(ctx, plan) or f"Readout may post in {(await _place(ctx, plan)).name}."))
        buttons = (Button("Go on", plan.action("when"), ButtonStyle.PRIMARY), Button("Check", plan.action("where")))
        if await _trouble(ctx, plan):
            buttons = (Button("Check again", plan.action("where"), ButtonStyle.PRIMARY),)
    else:
        lines += [step.line() for step in await checklist(ctx)]
    return _card(1, lines, (menu,), buttons)


async def _when(ctx: Context, plan: Plan) -> Card:
    place = await _place(ctx, plan)
    options = [Option(time, f"Daily at {time.replace(',', ' and ')}") for time in TIMES]
    options += [Option(PUBLISHED, "Whenever a brief is published"), Option(OTHER, "Another time…")]
    marked = tuple(replace(o, chosen=o.value == plan.times) for o in options)
    menu = Menu("Choose a time…", plan.action("when"), options=marked)
    lines = [line(f"Readout may post in {place.name}. When is the brief to come?")]
    return _card(2, lines, (menu,), (Button("Back", plan.action("where")),))


async def _zone(ctx: Context, plan: Plan) -> Card:
    zones = likely_zones(ctx)
    options = [Option(zone, zone.replace("_", " "), zone == plan.zone) for zone in zones]
    menu = Menu("Choose a time zone…", plan.action("zone"), options=(*options, Option(OTHER, "Another zone…")))
    times = plan.times.replace(",", " and ")
    when = "Briefs come when they are published." if plan.times == PUBLISHED else f"At {times}, by whose clock?"
    lines = [line(when), line("Summer time is kept: 09:00 stays 09:00 there.", LineKind.SMALL)]
    return _card(3, lines, (menu,), (Button("Back", plan.action("when")),))


async def _start(ctx: Context, plan: Plan) -> Card:
    place = await _place(ctx, plan)
    rule = rule_from(ctx, Typed(times=plan.times or USUAL, zone=plan.zone or None))
    lines = [CardLine((Run(place.name, bold=True), Run(f" gets the brief {rule.describe()}. ")))]
    lines.append(line(await _trouble(ctx, plan) or "Readout may post there. The first post comes as you press Start."))
    menus: tuple[Menu, ...] = ()
    if newsroom_admin(ctx):
        lines.append(line("Who may edit? Choose roles of this server, or nobody for now; `roles` changes it later."))
        menus = (await lend_menu(ctx, Role.EDITOR, plan.action("start")),)
        lines.append(line(await holders(ctx, Role.EDITOR), LineKind.SMALL))
    buttons = (Button("Start", plan.action("go"), ButtonStyle.PRIMARY), Button("Back", plan.action("zone")))
    return _card(4, lines, menus, buttons)


async def _go(ctx: Context, plan: Plan) -> Reply:
    place = await _place(ctx, plan)
    made = await add(ctx, channel=f"<#{place.channel}|{place.name.lstrip('#')}>", times=plan.times, zone=plan.zone)
    assert isinstance(made, Card)
    more = line("`schedule edit` has more: days, quiet hours, plain text. `help` lists what readers can do.")
    return replace(made, lines=(*made.lines, more), in_place=True)


def _card(number: int, lines: Sequence[CardLine], menus: tuple[Menu, ...], buttons: tuple[Button, ...]) -> Card:
    named = {1: "the channel", 2: "the time", 3: "the zone", 4: "start"}[number]
    return Card(f"{TITLE}, {number} of 4: {named}", tuple(lines), buttons, menus=menus, in_place=True)


async def _place(ctx: Context, plan: Plan) -> Destination:
    place = await known_place(ctx, plan.channel)
    if place is None:
        raise DeskError("This channel is gone, or Readout cannot post in channels of its kind. `setup` begins again.")
    return place


async def _trouble(ctx: Context, plan: Plan) -> str:
    return await may_post(ctx, await _place(ctx, plan))
