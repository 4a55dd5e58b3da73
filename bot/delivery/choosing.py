"""Choosing: what a schedule's next post shows, and why; or why there is none. Posts and previews both ask here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.compose import ROTATION, has_part, new_since
from bot.compose.rotation import NAMES
from bot.delivery.kit import Kit
from bot.delivery.showing import Showing
from bot.delivery.states import UNUSED, State
from bot.storage.editions import Edition
from bot.storage.tables import Correction, Delivery, Revision, Subscription

FORMER = 50
"""Revisions that are looked back through; so many slips in a row were never mended."""


@dataclass(frozen=True, slots=True)
class Past:
    """What was posted before, as far as it decides what comes next."""

    first: bool
    """No schedule ever posted this topic in that place."""
    last: int | None
    """The revision that the schedule's last post was made from."""
    shown: frozenset[str]
    """Formats in which it showed what is live; empty once something new was published."""

    def after(self, choice: Choice, revision_id: int) -> Past:
        return Past(False, revision_id, self.shown | {choice.showing.format})


@dataclass(frozen=True, slots=True)
class Choice:
    showing: Showing
    why: str


@dataclass(frozen=True, slots=True)
class Left:
    """Nothing is posted; with `waits`, not until something new is published."""

    why: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose past is wanted: of a schedule, seen from the revision that is live, without delivery `but`."""

    subscription_id: int
    revision_id: int
    but: int = 0


async def past_of(session: AsyncSession, asked: Asked) -> Past:
    (past,) = await pasts_of(session, [asked])
    return past


async def pasts_of(session: AsyncSession, wanted: Sequence[Asked]) -> Sequence[Past]:
    """What was posted before, for many schedules at once: a wave asks for hundreds."""
    schedules, but = {asked.subscription_id for asked in wanted}, {asked.but for asked in wanted}
    if len(schedules) < len(wanted):  # two of one schedule: what is left out for the one counts for the other
        return [await past_of(session, asked) for asked in wanted]
    asked_of = {"schedules": list(schedules), "but": list(but)}
    lasts = {row[0]: row[1:] for row in await session.execute(_lasts(), asked_of)}
    shown = {
        revision_id: await _shown(session, asked_of, revision_id)
        for revision_id in {asked.revision_id for asked in wanted}
    }
    found = []
    for asked in wanted:
        last, there = lasts[asked.subscription_id]
        before = shown[asked.revision_id].get(asked.subscription_id, set())
        found.append(Past(last is None and not there, last, frozenset(before)))
    return found


def _posts(row: type[Delivery]) -> tuple[ColumnElement[bool], ...]:
    never = and_(row.state == State.WITHDRAWN, row.posted.is_(None))
    return row.from_revision_id.is_not(None), row.state.not_in(UNUSED), ~never


@cache  # to put it together takes longer than to run it
def _lasts() -> Select[int, int | None, bool]:
    """The revision that each one's last post was made from, and whether any schedule posted its topic there.

    Takes `schedules`, and the deliveries `but` which it is asked.
    """
    own, other = aliased(Delivery), aliased(Delivery)
    but: BindParameter[Any] = bindparam("but", expanding=True)
    last = select(own.from_revision_id).where(own.subscription_id == Subscription.id, *_posts(own), own.id.not_in(but))
    there = exists().where(
        other.platform == Subscription.platform,
        other.server == Subscription.server,
        other.channel == Subscription.channel,
        other.topic_id == Subscription.topic_id,
        other.subscription_id.is_not(None),
        *_posts(other),
        or_(other.id.not_in(but), other.subscription_id != Subscription.id),
    )
    newest = last.order_by(own.due.desc(), own.id.desc()).limit(1).scalar_subquery()
    return select(Subscription.id, newest, there).where(Subscription.id.in_(bindparam("schedules", expanding=True)))


async def _shown(
    session: AsyncSession, asked_of: Mapping[str, Collection[int]], revision_id: int
) -> Mapping[int, set[str]]:
    """The formats in which each one showed the same news."""
    same = await _same_news(session, revision_id)
    found: dict[int, set[str]] = {}
    for subscription_id, kind in await session.execute(_formats(), {**asked_of, "same": list(same)}):
        found.setdefault(subscription_id or 0, set()).add(kind)
    return found


@cache
def _formats() -> Select[int | None, str]:
    """Takes `schedules` and `but` as `_lasts`, and the revisions that are the `same` news."""
    wanted = select(Delivery.subscription_id, Delivery.format).where(
        Delivery.subscription_id.in_(bindparam("schedules", expanding=True)),
        Delivery.from_revision_id.in_(bindparam("same", expanding=True)),
        *_posts(Delivery),
        Delivery.id.not_in(bindparam("but", expanding=True)),
    )
    return wanted.distinct()


async def choose(kit: Kit, subscription: Subscription, edition: Edition, past: Past, *, asked: bool) -> Choice | Left:
    """What is posted next; `asked` by a person, who wants the schedule's own format whatever was shown before."""
    if past.first:
        return Choice(_showing(subscription, "full"), "The first post in a place is the whole brief.")
    if asked or not past.shown:
        why = "It was asked for." if asked else "This was published since the last post here."
        if (showing := await _wanted(kit, subscription, edition, past, asked)) is not None:
            return Choice(showing, why)
        if asked or subscription.unchanged != "rotate":
            return Left(f"There is nothing to show as {NAMES[subscription.format]}.")
    elif "published" in subscription.rule:
        return Left("What was published was shown here already.")
    match subscription.unchanged:
        case "repeat":
            return await _again(kit, subscription, edition, past)
        case "skip":
            return Left("Nothing changed since the last post here.")
        case _:
            return await _rotate(kit, subscription, edition, past)


async def choices(
    kit: Kit, subscription: Subscription, edition: Edition, past: Past, count: int
) -> Sequence[Choice | Left]:
    """What the next `count` posts show if nothing is published meanwhile; it ends with what waits."""
    found: list[Choice | Left] = []
    for _ in range(count):
        found.append(await choose(kit, subscription, edition, past, asked=False))
        match found[-1]:
            case Choice() as choice:
                past = past.after(choice, edition.revision_id)
            case Left(waits=True):
                break
    return found


async def _wanted(kit: Kit, subscription: Subscription, edition: Edition, past: Past, asked: bool) -> Showing | None:
    """The schedule's own format, or None where it would be empty."""
    if subscription.format != "changes":
        return _showing(subscription, subscription.format) if has_part(edition, subscription.format) else None
    if past.last is None or (asked and past.last == edition.revision_id):
        return _showing(subscription, "full")
    async with kit.sessions() as session:
        before = await kit.load(session, past.last)
    return _showing(subscription, "changes", str(past.last)) if new_since(before, edition) else None


async def _again(kit: Kit, subscription: Subscription, edition: Edition, past: Past) -> Choice | Left:
    if subscription.format == "changes":
        return Left("Nothing changed since the last post here.")
    showing = await _wanted(kit, subscription, edition, past, asked=False)
    if showing is None:
        return Left(f"There is nothing to show as {NAMES[subscription.format]}.")
    return Choice(showing, "Nothing changed since the last post here, and this schedule repeats it.")


async def _rotate(kit: Kit, subscription: Subscription, edition: Edition, past: Past) -> Choice | Left:
    for part in dict.fromkeys((*(p for p in ROTATION if p == subscription.format), *ROTATION)):
        if part in past.shown or not has_part(edition, part):
            continue
        question = await kit.question(edition) if part == "answer" else ""
        if part != "answer" or question:
            why = f"Nothing changed since the last post here, so {NAMES[part]} {_come(part)} next."
            return Choice(_showing(subscription, part, question), why)
    why = "Every part of this brief was shown here, and nothing new was published since."
    return Left(why, waits=True)


def _come(part: str) -> str:
    return "come" if part in ("quotes", "figures") else "comes"


def _showing(subscription: Subscription, format: str, subject: str = "") -> Showing:  # noqa: A002
    return Showing(format, subject, subscription.plain, alone=True)


async def _same_news(session: AsyncSession, revision_id: int) -> set[int]:
    """This revision and those before it that it only mended slips of: they tell readers the same."""
    found: set[int] = set()
    for known, is_slip in await session.execute(_former(), {"revision": revision_id}):
        found.add(known)
        if not is_slip:
            break
    return found


@cache
def _former() -> Select[int, bool]:
    """What was published of a topic up to a `revision` of it, the newest first, and whether it only mended slips."""
    mended = exists().where(Correction.revision_id == Revision.id, Correction.severity == "refile")
    live = aliased(Revision)
    up_to = and_(Revision.topic_id == live.topic_id, Revision.number <= live.number)
    wanted = select(Revision.id, mended).select_from(live).join(Revision, up_to)
    wanted = wanted.where(live.id == bindparam("revision"), Revision.published.is_not(None))
    return wanted.order_by(Revision.number.desc()).limit(FORMER)
