"""Outbox: what is owed to which channel, from the schedule to the message posted and every later correction."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import URL
from sqlalchemy.exc import NoResultFound
from sqlalchemy.ext.asyncio import AsyncSession

from bot.compose import compose as compose_card
from bot.delivery import claiming, editing, listing, posting, previewing, revising, subscriptions, turns
from bot.delivery.carrying import Carrier
from bot.delivery.errors import DeliveryError
from bot.delivery.kit import Clock, Compose, Kit, Load, Questions, Reanswer, answered, suggested
from bot.delivery.limits import Limits
from bot.delivery.pacing import Budget
from bot.delivery.places import place_of
from bot.delivery.preparing import read
from bot.delivery.previewing import Preview, Upcoming
from bot.delivery.replies import shared_reply
from bot.delivery.revising import Copies, Unreachable
from bot.delivery.sharing import Sharing
from bot.delivery.states import Outcome, State
from bot.delivery.steadiness import Steadiness
from bot.delivery.subscriptions import Terms
from bot.delivery.ticking import Tick, Ticker
from bot.delivery.together import Together
from bot.delivery.turns import Due
from bot.platform import Destination, Platform
from bot.rules import Rule
from bot.storage.database import Sessions
from bot.storage.editions import load_edition
from bot.storage.tables import Delivery, Subscription

if TYPE_CHECKING:
    from bot.delivery.queueing import Queue

LAST = 1.0
"""Seconds for what is left to be written down at a stop; a database that hangs must not keep the process."""


def _queue(url: URL | None, kit: Kit) -> Queue | None:
    if url is None:
        return None
    from bot.delivery.queueing import Queue  # needs PostgreSQL's driver, which SQLite does without

    return Queue(url, kit, partial(posting.post, kit), partial(_posts_of_all, kit))


def _posts_of_all(kit: Kit, platform: str) -> int:
    """Posts that are carried at the same time where this process has all of the platform's pace."""
    pace = kit.budget.paces.get(platform)
    return kit.limits.at_once if pace is None else min(kit.limits.at_once, pace.whole.within(kit.limits.ahead))


def _posts_at_once(kit: Kit, platform: str) -> int:
    return min(kit.limits.at_once, _edits_at_once(kit, platform))


def _edits_at_once(kit: Kit, platform: str) -> int:
    """What this process's share of the platform's pace carries while it is written down."""
    share = kit.budget.within(platform, kit.limits.ahead)
    return kit.limits.at_once if share is None else max(1, share)


class Outbox:
    """Every method may be called from any task; what it promises holds through a crash at any point.

    Methods that change something raise `DeliveryError`, a sentence for who asked.
    """

    def __init__(
        self,
        sessions: Sessions,
        platforms: Mapping[str, Platform],
        clock: Clock,
        *,
        chance: random.Random,
        budget: Budget | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        compose: Compose = compose_card,
        load: Load = load_edition,
        reanswer: Reanswer = answered,
        questions: Questions = suggested,
        shared: bool = False,
        queue_at: URL | None = None,
        monotonic: Callable[[], float] | None = None,
    ) -> None:
        """`platforms` is read at each use, so it may fill up later. `chance` names messages: it must be unguessable.

        `shared`: other replicas send with the same tokens; then nothing is sent before `begin`. `queue_at`: the
        PostgreSQL database whose queue carries the posts, in place of the embedded sender. `monotonic`: seconds that
        no setting of the clock touches.
        """
        budget = budget or Budget(time.monotonic)
        self._kit = Kit(
            sessions,
            platforms,
            clock,
            chance,
            budget,
            limits,
            compose,
            load,
            reanswer,
            questions,
            Together(sessions.begin, budget.crowded),
            Together(sessions, budget.crowded),
            Steadiness(clock, monotonic),
        )
        self._ticker = Ticker(sessions, limits, platforms)
        self._caught_up = False
        self._served: dict[str, str] = {}
        """For each platform the server that had its turn last."""
        self._posts = Carrier(
            self._due_posts,
            partial(posting.post, self._kit),
            platforms,
            partial(_posts_at_once, self._kit),
            budget.wait,
        )
        self._queue = _queue(queue_at, self._kit)
        self._sharing = Sharing(sessions, budget, self._kit.token(), time.monotonic) if shared else None
        self._edits = Carrier(
            self._due_edits,
            partial(editing.edit, self._kit),
            platforms,
            partial(_edits_at_once, self._kit),
            budget.wait,
        )

    # Schedules

    async def subscribe(
        self,
        topic_id: int,
        place: Destination,
        rule: Rule,
        *,
        format: str | None = None,  # noqa: A002 - the word that people use for it
        unchanged: str | None = None,
        plain: bool | None = None,
        silent: bool | None = None,
        late_hours: int | None = None,
        made_by: str,
        made_by_user: str = "",
        first: bool = True,
    ) -> Subscription:
        """Post a topic there by `rule`; with `first` also now, in the place of today's next post.

        What is not given is as usual: the full brief, rotating while nothing changes, at most six hours late.
        """
        terms = Terms(format, unchanged, plain, silent, late_hours)
        who = {"made_by": made_by, "made_by_user": made_by_user}
        async with self._kit.sessions.begin() as session:
            now = self._kit.clock()
            return await subscriptions.subscribe(session, now, topic_id, place, rule, terms, first=first, **who)

    async def retime(
        self,
        subscription_id: int,
        rule: Rule | None = None,
        *,
        format: str | None = None,  # noqa: A002
        unchanged: str | None = None,
        plain: bool | None = None,
        silent: bool | None = None,
        late_hours: int | None = None,
    ) -> Subscription:
        """Change what is given. A time that had its post gets no second one."""
        terms = Terms(format, unchanged, plain, silent, late_hours)
        async with self._kit.sessions.begin() as session:
            return await subscriptions.retime(session, self._kit.clock(), subscription_id, terms, rule=rule)

    async def pause(self, subscription_id: int) -> Subscription:
        async with self._kit.sessions.begin() as session:
            return await subscriptions.pause(session, subscription_id)

    async def resume(self, subscription_id: int) -> Subscription:
        """Nothing that was missed meanwhile is posted."""
        async with self._kit.sessions.begin() as session:
            return await subscriptions.resume(session, self._kit.clock(), subscription_id)

    async def remove(self, subscription_id: int) -> Subscription:
        """Its posts stay, and corrections still reach them."""
        async with self._kit.sessions.begin() as session:
            return await subscriptions.remove(session, subscription_id)

    async def post_now(self, subscription_id: int, *, made_by: str = "") -> Delivery:
        """A post on demand, in the place of today's next one. It is due now; `deliver` posts it without the tick."""
        async with self._kit.sessions.begin() as session:
            made = await subscriptions.post_now(session, self._kit.clock(), subscription_id, made_by)
            await self._put(session, made)
        return made

    async def share(
        self,
        place: Destination,
        topic_id: int,
        revision_id: int,
        format: str,  # noqa: A002
        subject: str = "",
        *,
        made_by: str = "",
    ) -> Delivery:
        """A reply shared in a channel, as a format of the edition or as format “answer” to `subject`. It is due now."""
        made = shared_reply(self._kit, place, topic_id, revision_id, format, subject, made_by)
        async with self._kit.sessions.begin() as session:
            session.add(made)
            await self._put(session, made)
        return made

    # What there is

    async def subscriptions(
        self,
        *,
        newsroom_id: int | None = None,
        topic_id: int | None = None,
        platform: str | None = None,
        server: str | None = None,
        channel: str | None = None,
    ) -> Sequence[Subscription]:
        """Those that match all that is given, without the removed ones."""
        async with self._kit.sessions() as session:
            return await listing.subscriptions(
                session, newsroom_id=newsroom_id, topic_id=topic_id, platform=platform, server=server, channel=channel
            )

    async def preview(self, subscription_id: int) -> Preview:
        """What it posts next, when, and why."""
        return await previewing.preview(self._kit, subscription_id)

    async def week(self, subscriptions: Sequence[Subscription]) -> Sequence[Upcoming]:
        """A dry run: what these would post in the next seven days, in order of time."""
        return await previewing.week(self._kit, subscriptions)

    async def recent(
        self,
        *,
        states: Collection[State] = (),
        subscription_id: int | None = None,
        topic_id: int | None = None,
        count: int = 10,
    ) -> Sequence[Delivery]:
        """Deliveries with their states and reasons, the newest first."""
        async with self._kit.sessions() as session:
            return await listing.recent(
                session, states=states, subscription_id=subscription_id, topic_id=topic_id, count=count
            )

    async def copies(self, topic_id: int) -> Copies:
        """How many copies of a topic show what they should, and which cannot be reached."""
        async with self._kit.sessions() as session:
            return await revising.copies(session, topic_id)

    # Posts

    async def recover(self) -> None:
        """At start, when no other Readout uses this database: take up at once what the former process had claimed."""
        await claiming.forget_claims(self._kit)

    async def tick(self, now: datetime) -> int:
        """Make the deliveries that are due at `now`; returns how many. Each slot comes once, whoever ticks.

        The first tick also takes up corrections that a crash kept from the copies.
        """
        return (await self._tick(now)).made

    async def turn(self, now: datetime) -> None:
        """A second's whole work: make what is due at `now`, and take up what is to be posted or changed."""
        if (await self._tick(now)).is_open:
            await self.start_due()

    async def _tick(self, now: datetime) -> Tick:
        if not self._caught_up:
            await self._catch_up()
        return await self._ticker.tick(now)

    @property
    def budget(self) -> Budget:
        """What the platforms tell of their limits goes here."""
        return self._kit.budget

    def begin(self) -> None:
        """Take part in what replicas share, until `drain`; to be called inside the event loop."""
        if self._sharing is not None:
            self._sharing.start(self._kit.platforms)

    async def start_due(self) -> None:
        """Take up posts and edits that are due, as far as there is room, and return without waiting for them."""
        if self._queue is not None:
            await self._queue.feed(self._kit.platforms)
        else:
            await self._posts.start()
        await self._edits.start()

    async def deliver_due(self) -> None:
        """Post all that is due, different destinations at the same time; return when nothing is due any more."""
        await self._posts.all()

    async def deliver(self, delivery_id: int) -> Outcome:
        """Post this one if it is its turn, wait for that, and tell how it stands."""
        delivery = await self._delivery(delivery_id)
        if delivery.platform in self._kit.platforms:
            await self._posts.one(delivery_id, place_of(delivery))
            delivery = await self._delivery(delivery_id)
        return Outcome(State(delivery.state), delivery.reason)

    async def resolve(self, delivery_id: int, answer: str, *, message: str = "") -> Delivery:
        """For an unconfirmed delivery: “post again”, or “it is there” (maybe with the message's id)."""
        async with self._kit.sessions.begin() as session:
            return await revising.resolve(session, self._kit.clock(), delivery_id, answer, message)

    # Corrections

    async def revise(self, topic_id: int, revision_id: int) -> None:
        """All copies of the topic have to show this revision as it is now, also when it was withdrawn."""
        async with self._kit.sessions.begin() as session:
            await revising.revise(session, topic_id, revision_id)

    async def _catch_up(self) -> None:
        async with self._kit.sessions() as session:
            behind = await revising.behind(session)
        for topic_id, revision_id in behind:
            await self.revise(topic_id, revision_id)
        self._caught_up = True

    async def converge(self) -> Sequence[Unreachable]:
        """Edit all messages that have to change and can be edited now; returns the ones that cannot be reached."""
        await self._edits.all()
        async with self._kit.sessions() as session:
            return await revising.unreachable(session)

    async def drain(self, seconds: float) -> int:
        """Take up nothing more; let what is under way finish within `seconds`. Returns how many were cut off.

        What is cut off is looked for at the next start, like after a crash. With `LAST` more seconds it has returned.
        """
        under_way = [carrier.drain(seconds) for carrier in (self._posts, self._edits, self._queue) if carrier]
        cut = sum(await asyncio.gather(*under_way))
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST):
                await self._kit.together.settled()
                if self._sharing is not None:
                    await self._sharing.stop()
        return cut

    async def _put(self, session: AsyncSession, made: Delivery) -> None:
        """Where a queue carries the posts, its job is committed with the row: nobody waits for the next tick."""
        if self._queue is not None:
            await session.flush()
            await self._queue.put(session, [Due(made.id, place_of(made))])

    async def _delivery(self, delivery_id: int) -> Delivery:
        try:
            return (await read(self._kit, delivery_id)).delivery
        except NoResultFound:
            raise DeliveryError(f"There is no delivery {delivery_id}. `status` lists the latest.") from None

    async def _due_posts(self, platform: str, count: int, but: Collection[int]) -> Sequence[Due]:
        after = self._served.get(platform, "")
        async with self._kit.sessions() as session:
            due = await turns.due_posts(self._kit, session, platform, count, after=after, but=but)
        self._served[platform] = turns.last_server(due, after)
        return due

    async def _due_edits(self, platform: str, count: int, but: Collection[int]) -> Sequence[Due]:
        async with self._kit.sessions() as session:
            return await turns.due_edits(self._kit, session, platform, count, but=but)
