"""Schedules: the subscriptions that a caller may see or change, and how they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from sqlalchemy import ColumnElement, select

from bot.cards import CardLine, LineKind, Moment, Option, Run
from bot.commands.context import Context
from bot.commands.declare import Argument, Kind
from bot.delivery import State
from bot.delivery.places import place_of
from bot.desk import DeskError
from bot.platform import Destination
from bot.roles import Role
from bot.rules import Rule, describe_date
from bot.storage.tables import Subscription, Topic
from bot.words import counted

USUAL_LATE = 6
"""Hours late that need no mention."""
KINDS = {"published": ", also to its followers", "threads": ", a thread under each"}
UNCHANGED = {"skip": ", only when something changed", "repeat": ", repeated while nothing changes"}


@dataclass(frozen=True, slots=True)
class Schedule:
    """A subscription with what its line shows."""

    row: Subscription
    topic: str

    @property
    def rule(self) -> Rule:
        return Rule.from_json(self.row.rule)

    @property
    def place(self) -> Destination:
        return place_of(self.row)

    @property
    def where(self) -> str:
        if self.row.kind == "direct":
            return "direct messages"
        return self.row.name or f"#{self.row.channel}"

    def line(self) -> CardLine:
        words: list[Run | Moment] = [Run(f"{self.row.id}. ", bold=True), Run(f"{self.where}: {self.topic}")]
        words.append(Run(f", {self.row.format}" if self.row.format != "full" else ""))
        words.append(Run(", plain text" if self.row.plain else ""))
        words.append(Run(", without notification" if self.row.silent else ""))
        words.append(Run(KINDS.get(self.row.kind, "")))
        words.append(Run(f", {self.rule.describe()}"))
        words.append(Run(UNCHANGED.get(self.row.unchanged, "")))
        if self.row.late_hours != USUAL_LATE:
            words.append(Run(f", at most {counted(self.row.late_hours, 'hour')} late"))
        words += self._standing()
        return CardLine(tuple(w for w in words if not isinstance(w, Run) or w.text), LineKind.POINT)

    def _standing(self) -> list[Run | Moment]:
        """What comes next, or why nothing does."""
        if self.row.state != "active":
            return [Run(f"; {self.row.state}" + (f": {self.row.reason}" if self.row.reason else ""))]
        if self.row.next_due is not None:
            return [Run(f"; {State.SCHEDULED} for "), Moment(self.row.next_due, self.rule.zone)]
        if self.rule.published:
            return [Run("; posts with the next publication")]
        return [Run("; over: its last day has passed")]


async def first_post(ctx: Context, schedule: Schedule, coming: str) -> str:
    """`coming`, which says that the first post comes now; or that none does: withdrawn, or the first day is ahead."""
    edition = await ctx.services.reading.edition(schedule.row.topic_id)
    if edition is None or edition.withdrawn:
        return "Its brief is withdrawn at the moment: posts begin when one is published again."
    if schedule.rule.start is not None and schedule.rule.is_ahead(ctx.now):
        return f"Nothing comes before its first day, {describe_date(schedule.rule.start.isoformat())}."
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


async def meant_schedule(ctx: Context, number: str | None) -> Schedule:
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


async def suggest_schedules(ctx: Context, typed: str) -> Sequence[Option]:
    known = await server_schedules(ctx)
    shown = [(str(s.row.id), f"{s.row.id}: {s.where}, {s.rule.describe()} ({s.topic})"[:100]) for s in known]
    return [Option(number, label) for number, label in shown if typed.lower().lstrip("#") in label.lower()]


def newsroom_admin(ctx: Context) -> bool:
    return ctx.linked and ctx.role >= Role.ADMIN


async def _found(ctx: Context, *conditions: ColumnElement[bool], here: bool = False) -> Sequence[Schedule]:
    wanted = select(Subscription, Topic.name).join(Topic, Subscription.topic_id == Topic.id)
    wanted = wanted.where(Subscription.state != "removed", *conditions)
    if here:
        wanted = wanted.where(Subscription.platform == ctx.caller.platform)
    async with ctx.services.sessions() as session:
        return [Schedule(row, topic) for row, topic in await session.execute(wanted.order_by(Subscription.id))]


Number = Annotated[str | None, Argument("Number of the schedule", Kind.NUMBER, limit=10, suggest=suggest_schedules)]
