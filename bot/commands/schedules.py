"""Schedules: the subscriptions that a caller may see or change, and how they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from bot.cards import CardLine, LineKind, Moment, Option, Run
from bot.commands.context import Context
from bot.desk import DeskError
from bot.roles import Role
from bot.rules import Rule, parse_days, parse_times, parse_zone, zones_like
from bot.rules.home import home_zone
from bot.storage.tables import Subscription, Topic

COMMON_ZONES = ("UTC", "Europe/London", "Europe/Paris", "America/New_York", "America/Los_Angeles", "Asia/Tokyo")
COMMON_TIMES = ("09:00", "07:00", "08:00", "12:00", "18:00", "09:00,18:00")
COMMON_DAYS = ("daily", "weekdays", "weekends", "mon-fri", "mon,wed,fri")
"""Offered before anything is typed; any other is accepted."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A subscription with what its line shows."""

    row: Subscription
    topic: str

    @property
    def rule(self) -> Rule:
        return Rule.from_json(self.row.rule)

    @property
    def where(self) -> str:
        if self.row.kind == "direct":
            return "direct messages"
        return self.row.name or f"#{self.row.channel}"

    def line(self) -> CardLine:
        words: list[Run | Moment] = [Run(f"{self.row.id}. ", bold=True), Run(f"{self.where}: {self.topic}")]
        words.append(Run(f", {self.row.format}" if self.row.format != "full" else ""))
        words.append(Run(f", {self.rule.describe()}"))
        if self.row.unchanged == "skip":
            words.append(Run(", only when something changed"))
        if self.row.state == "active" and self.row.next_due is not None:
            words += [Run("; next "), Moment(self.row.next_due, self.rule.zone)]
        elif self.row.state != "active":
            words.append(Run(f"; {self.row.state}"))
            words.append(Run(f": {self.row.reason}" if self.row.reason else ""))
        return CardLine(tuple(w for w in words if not isinstance(w, Run) or w.text), LineKind.POINT)


async def first_post(ctx: Context, topic_id: int, coming: str) -> str:
    """`coming`, which says that the first post comes now; or that none does while the brief is withdrawn."""
    edition = await ctx.services.reading.edition(topic_id)
    if edition is None or edition.withdrawn:
        return "Its brief is withdrawn at the moment: posts begin when one is published again."
    return coming


async def own_schedules(ctx: Context) -> Sequence[Schedule]:
    """What the caller follows in direct messages."""
    return await _found(ctx, Subscription.kind == "direct", Subscription.channel == ctx.caller.user, here=True)


async def server_schedules(ctx: Context) -> Sequence[Schedule]:
    """The schedules of this server's channels; for an admin of the newsroom, those of all its topics everywhere."""
    if newsroom_admin(ctx):
        return await _found(ctx, Subscription.kind != "direct", Topic.newsroom_id == ctx.newsroom_id)
    return await here_schedules(ctx)


async def here_schedules(ctx: Context) -> Sequence[Schedule]:
    return await _found(ctx, Subscription.kind != "direct", Subscription.server == ctx.caller.place.server, here=True)


async def the_schedule(ctx: Context, number: str) -> Schedule:
    """The schedule of this number, if the caller may change it. Raises `DeskError` without telling of others."""
    known = await server_schedules(ctx)
    for schedule in known:
        if str(schedule.row.id) == number.lstrip("#"):
            return schedule
    there = ", ".join(str(schedule.row.id) for schedule in known[:20])
    raise DeskError(
        f"There is no schedule {number[:10]} here."
        + (f" There are: {there}. `schedule list` shows them." if there else " `schedule add` makes one.")
    )


async def suggest_schedules(ctx: Context, typed: str) -> Sequence[Option]:
    known = await server_schedules(ctx)
    shown = [(str(s.row.id), f"{s.row.id}: {s.where}, {s.rule.describe()} ({s.topic})"[:100]) for s in known]
    return [Option(number, label) for number, label in shown if typed.lower().lstrip("#") in label.lower()]


async def suggest_zones(ctx: Context, typed: str) -> Sequence[Option]:
    if not typed.strip():
        here = default_zone(ctx)[0]
        return [Option(zone, zone) for zone in dict.fromkeys((here, *COMMON_ZONES))]
    return [Option(zone, zone) for zone in zones_like(typed, 25)]


async def suggest_times(ctx: Context, typed: str) -> Sequence[Option]:
    return [Option(text, text) for text in COMMON_TIMES if text.lstrip("0").startswith(typed.lstrip("0"))]


async def suggest_days(ctx: Context, typed: str) -> Sequence[Option]:
    return [Option(text, text) for text in COMMON_DAYS if text.startswith(typed.lower())]


def newsroom_admin(ctx: Context) -> bool:
    return ctx.linked and ctx.role >= Role.ADMIN


def rule_from(ctx: Context, times: str | None, days: str | None, zone: str | None, was: Rule | None = None) -> Rule:
    """The rule that somebody typed; what is left out stays as it `was`, else 09:00 daily in the zone nearest to them.

    Raises `RuleError`.
    """
    return Rule(
        parse_times(times) if times else was.times if was else parse_times("09:00"),
        parse_zone(zone) if zone else was.zone if was else default_zone(ctx)[0],
        parse_days(days) if days else was.days if was else parse_days("daily"),
    )


def default_zone(ctx: Context) -> tuple[str, str]:
    """The zone of a schedule when none is named, and whose it is."""
    if ctx.caller.zone:
        return ctx.caller.zone, "your zone"
    configured = ctx.services.settings.timezone
    return home_zone(configured), "the newsroom's zone" if configured else "the zone of the machine"


def zone_note(ctx: Context, zone: str | None) -> str:
    """Says where the zone came from, when nobody named it."""
    if zone:
        return ""
    found, whose = default_zone(ctx)
    return f"{found} is {whose}; another one: add it, such as Asia/Tokyo."


async def _found(ctx: Context, *conditions: ColumnElement[bool], here: bool = False) -> Sequence[Schedule]:
    wanted = select(Subscription, Topic.name).join(Topic, Subscription.topic_id == Topic.id)
    wanted = wanted.where(Subscription.state != "removed", *conditions)
    if here:
        wanted = wanted.where(Subscription.platform == ctx.caller.platform)
    async with ctx.services.sessions() as session:
        return [Schedule(row, topic) for row, topic in await session.execute(wanted.order_by(Subscription.id))]
