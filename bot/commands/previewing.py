"""Previewing: what a schedule will post next and why; and a dry run of all schedules for seven days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from bot.cards import Button, Card, CardLine, LineKind, Moment, Reply, Run, line, say
from bot.commands.context import Context
from bot.commands.declare import Argument, Kind, Values, action, command
from bot.commands.schedules import Number, Schedule, meant_schedule, server_schedules
from bot.commands.scheduling import now, pause, resume
from bot.compose.rotation import NAMES
from bot.delivery import MEANS, State, Upcoming
from bot.desk import DeskError
from bot.roles import Role
from bot.storage.tables import Delivery

PAGE = 15
"""Posts on a page of the week."""
LATELY = 3
"""Posts of the past that a preview tells of."""
MOST = 200
"""Schedules that a dry run looks through."""


@command(
    "schedule preview",
    role=Role.ADMIN,
    server_admin=True,
    about="What a schedule will post next, when, and why",
    examples=("schedule preview 1",),
)
async def preview(ctx: Context, *, number: Number = None) -> Reply:
    schedule = await meant_schedule(ctx, number)
    shown = await ctx.services.outbox.preview(schedule.row.id)
    head = [schedule.line()]
    if shown.coming:
        head += [line("The next times", LineKind.HEADING), *(_time(schedule, coming) for coming in shown.coming)]
    head.append(CardLine((Run("Why: ", bold=True), Run(shown.why))))
    head += [line(term, LineKind.SMALL) for term in shown.terms]
    lately = await ctx.services.outbox.recent(subscription_id=schedule.row.id, count=LATELY)
    head += [line("Lately", LineKind.HEADING), *(_record(one, schedule.rule.zone) for one in lately)] if lately else []
    if shown.card is None:
        return Card("Preview", tuple(head))
    body = (line(shown.card.title, LineKind.HEADING), *shown.card.lines)
    return replace(shown.card, title="Preview", lines=(*head, *body), plain=False)


@command(
    "schedule week",
    role=Role.ADMIN,
    server_admin=True,
    about="A dry run: what all schedules would post in the next seven days",
    examples=("schedule week", "schedule week 2"),
)
async def week(ctx: Context, *, page: Annotated[str | None, Argument("Page", Kind.NUMBER, limit=6)] = None) -> Reply:
    return await _page(ctx, int(page or 1))


@action("week", role=Role.ADMIN, server_admin=True)
async def turn(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`week:<page>`."""
    return await _page(ctx, int(args[0]) if args and args[0].isdecimal() and len(args[0]) < 6 else 1)


@action("schedule", role=Role.ADMIN, server_admin=True)
async def press(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`schedule:<number>:<preview|pause|resume|now>`."""
    handlers = {"preview": preview, "pause": pause, "resume": resume, "now": now}
    if len(args) != 2 or args[1] not in handlers:
        raise DeskError("This button is of an older message. `schedule list` shows what there is now.")
    return await handlers[args[1]](ctx, number=args[0])


async def _page(ctx: Context, page: int) -> Card:
    known = await server_schedules(ctx)
    if not known:
        return say("There are no schedules here. `schedule add` posts the brief in this channel daily at 09:00.")
    by_id = {schedule.row.id: schedule for schedule in known[:MOST]}
    coming = await ctx.services.outbox.week([schedule.row for schedule in by_id.values()])
    pages = max(1, -(-len(coming) // PAGE))
    page = max(1, min(page, pages))
    lines = [_post(by_id[one.subscription.id], one) for one in coming[(page - 1) * PAGE : page * PAGE]]
    lines = lines or [line("Nothing is due in the next seven days.")]
    buttons = [Button("Earlier", f"week:{page - 1}")] if page > 1 else []
    buttons += [Button("More", f"week:{page + 1}")] if page < pages else []
    title = "The next seven days" + (f", page {page} of {pages}" if pages > 1 else "")
    return Card(title, (*lines, *_left_out(known, page, pages)), tuple(buttons))


def _left_out(known: Sequence[Schedule], page: int, pages: int) -> list[CardLine]:
    """On the last page: the schedules without a time, and what would change all this."""
    if page < pages:
        return []
    lines = [
        CardLine((Run(f"{s.row.id}. ", bold=True), Run(f"{s.where}: {_untimed(s)}")), LineKind.POINT)
        for s in known[:MOST]
        if s.row.state != "active" or s.row.next_due is None
    ]
    lines = [line("Without a time", LineKind.HEADING), *lines] if lines else []
    if len(known) > MOST:
        lines.append(line(f"Only the first {MOST} schedules of {len(known):,} are looked through.", LineKind.SMALL))
    return [*lines, line("A dry run: nothing is posted by it. A new publication changes what comes.", LineKind.SMALL)]


def _untimed(schedule: Schedule) -> str:
    if schedule.row.state != "active":
        return schedule.row.state + (f": {schedule.row.reason}" if schedule.row.reason else "")
    return "posts with the next publication" if schedule.rule.published else "over"


def _time(schedule: Schedule, coming: Upcoming) -> CardLine:
    return CardLine((Moment(coming.slot.due, schedule.rule.zone), Run(f" — {_what(coming)}")), LineKind.POINT)


def _post(schedule: Schedule, coming: Upcoming) -> CardLine:
    words = (
        Moment(coming.slot.due, schedule.rule.zone),
        Run(f" {schedule.where}: ", bold=True),
        Run(f"{schedule.topic}, {_what(coming)} (schedule {schedule.row.id})"),
    )
    return CardLine(words, LineKind.POINT)


def _record(delivery: Delivery, zone: str) -> CardLine:
    state = State(delivery.state)
    what = f": {NAMES.get(delivery.format, delivery.format)}" if delivery.from_revision_id is not None else ""
    said = f" — {state}{what}. {delivery.reason or MEANS[state]}"
    return CardLine((Moment(delivery.due, zone), Run(said)), LineKind.POINT)


def _what(coming: Upcoming) -> str:
    """“scheduled: the figures”, or why nothing is."""
    if coming.state is State.SCHEDULED:
        return f"{coming.state}: {NAMES[coming.format]}"
    return f"{coming.state}: {coming.reason}"
