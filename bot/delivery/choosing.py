"""Choosing: what a schedule's next post shows, and why; or why there is none. Posts and previews both ask here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.compose import ROTATION, has_part, new_since
from bot.compose.rotation import NAMES
from bot.delivery.kit import Kit
from bot.delivery.showing import Showing
from bot.delivery.states import UNUSED, State
from bot.storage.editions import Edition
from bot.storage.tables import Correction, Delivery, Revision, Subscription
from bot.words import listed

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


async def past_of(session: AsyncSession, subscription: Subscription, revision_id: int, *, but: int = 0) -> Past:
    """What was posted before delivery `but`, seen from the revision that is live."""
    never = and_(Delivery.state == State.WITHDRAWN, Delivery.posted.is_(None))
    of_posts = (Delivery.from_revision_id.is_not(None), Delivery.state.not_in(UNUSED), ~never, Delivery.id != but)
    there = select(Delivery.id).where(
        Delivery.platform == subscription.platform,
        Delivery.server == subscription.server,
        Delivery.channel == subscription.channel,
        Delivery.topic_id == subscription.topic_id,
        Delivery.subscription_id.is_not(None),
        *of_posts,
    )
    own = select(Delivery.from_revision_id, Delivery.format).where(
        Delivery.subscription_id == subscription.id, *of_posts
    )
    last = (await session.execute(own.order_by(Delivery.due.desc(), Delivery.id.desc()).limit(1))).first()
    first = last is None and (await session.execute(there.limit(1))).first() is None
    same = await _same_news(session, revision_id)
    shown = await session.execute(own.where(Delivery.from_revision_id.in_(same)).distinct())
    return Past(first, last.from_revision_id if last else None, frozenset(kind for _, kind in shown))


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
    shown = listed([name for part, name in NAMES.items() if part in past.shown]) or "nothing of it"
    why = f"Every part of this brief was shown here ({shown}), and nothing new was published since."
    return Left(why, waits=True)


def _come(part: str) -> str:
    return "come" if part in ("quotes", "figures") else "comes"


def _showing(subscription: Subscription, format: str, subject: str = "") -> Showing:  # noqa: A002
    return Showing(format, subject, subscription.plain, alone=True)


async def _same_news(session: AsyncSession, revision_id: int) -> set[int]:
    """This revision and those before it that it only mended slips of: they tell readers the same."""
    live = await session.get_one(Revision, revision_id)
    mended = exists().where(Correction.revision_id == Revision.id, Correction.severity == "refile")
    wanted = (
        select(Revision.id, mended)
        .where(Revision.topic_id == live.topic_id, Revision.number <= live.number, Revision.published.is_not(None))
        .order_by(Revision.number.desc())
        .limit(FORMER)
    )
    found: set[int] = set()
    for known, is_slip in await session.execute(wanted):
        found.add(known)
        if not is_slip:
            break
    return found
