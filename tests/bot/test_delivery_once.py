"""Once: however long a sender is kept waiting, looks or dawdles, no second message comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery import Budget
from bot.delivery.choosing import Asked, pasts_of
from bot.delivery.steadiness import Steadiness
from bot.platform import Destination, Sending
from bot.storage.tables import Part
from tests.fakes.newsroom import HOUR, MORNING, Clock, World, newsroom
from tests.fakes.platform import FakePlatform, Message, be_blind, be_busy, hang

LEASE = 60
"""Seconds, of a world's limits; what was sent is there within 20, and never later."""


class Held(Budget):
    """Keeps whoever asks waiting, as a share of the pace that lapsed does."""

    def __init__(self) -> None:
        super().__init__(lambda: 0.0)
        self.asked, self.gate = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def request(self, place: Destination) -> AsyncIterator[None]:
        self.asked.set()
        await self.gate.wait()
        yield


@dataclass
class Flight(FakePlatform):
    """A platform at which the first post arrives when it is told to, and the first look can be watched."""

    sent: asyncio.Event = field(default_factory=asyncio.Event)
    lands: Callable[[], None] = lambda: None
    while_looking: Callable[[], None] | None = None

    async def post(self, sending: Sending) -> str:
        if self.sent.is_set():
            return await super().post(sending)
        message = Message("m0", sending.part, sending.destination.channel, sending.payload)
        self.lands = lambda: self.messages.append(message)
        self.sent.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def find(self, sending: Sending) -> str | None:
        found = await super().find(sending)
        happens, self.while_looking = self.while_looking, None
        if happens is not None:
            happens()
        return found


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """One post is due."""
    async with newsroom(tmp_path) as made:
        await made.subscribe()
        made.clock.forward(HOUR)
        await made.outbox.tick(made.clock())
        yield made


async def test_who_waited_past_its_lease_sends_nothing(world: World) -> None:
    """Another one has looked, found nothing and posted: the words of the first would stand there twice."""
    held = Held()
    slow = asyncio.create_task(world.new_outbox(budget=held).deliver_due())
    await held.asked.wait()
    world.clock.forward(LEASE + 1)
    await world.new_outbox().deliver_due()
    assert world.platform.texts == ["The pier opens."]
    held.gate.set()
    await slow
    assert world.platform.texts == ["The pier opens."]


async def test_who_waited_within_its_lease_notes_the_attempt_anew(world: World) -> None:
    """Who looks for the message after a crash counts from the moment at which it may really have been sent."""
    held, noted = Held(), list[Part]()

    async def look_it_up(do: Callable[[], object]) -> None:
        noted.extend(await world.parts())
        do()

    world.platform.next("post", look_it_up)
    slow = asyncio.create_task(world.new_outbox(budget=held).deliver_due())
    await held.asked.wait()
    began = world.clock()
    world.clock.forward(30)
    held.gate.set()
    await slow
    (part,) = noted
    assert part.first_tried == began
    assert part.last_tried == world.clock() + timedelta(seconds=world.limits.over)


async def test_what_is_recorded_after_the_claim_was_lost_ends_the_delivery(world: World) -> None:
    """The other one could not look and let go; whoever comes next finds nothing left to post and says so."""

    async def outlive_the_claim(do: Callable[[], object]) -> None:
        do()
        world.clock.forward(LEASE + 1)
        world.platform.next("find", be_busy)
        await world.new_outbox().deliver_due()
        assert (await world.last()).state == "retrying"

    world.platform.next("post", outlive_the_claim)
    await world.outbox.deliver_due()
    assert (await world.last()).state == "retrying"
    world.clock.forward(HOUR)
    await world.new_outbox().deliver_due()
    assert ((await world.last()).state, world.platform.texts) == ("posted", ["The pier opens."])


async def test_who_was_to_look_for_a_message_need_not_once_it_is_recorded(world: World) -> None:
    """The other one may read no history and asks a person; then the first one has its answer after all."""

    async def outlive_the_claim(do: Callable[[], object]) -> None:
        do()
        world.clock.forward(LEASE + 1)
        world.platform.next("find", be_blind)
        await world.new_outbox().deliver_due()
        assert (await world.last()).state == "unconfirmed"

    world.platform.next("post", outlive_the_claim)
    await world.outbox.deliver_due()
    assert ((await world.last()).state, world.platform.texts) == ("posted", ["The pier opens."])


async def test_a_look_that_began_too_early_does_not_count(tmp_path: Path) -> None:
    """It was under way for so long that its answer came when nothing could arrive any more; but it had read before."""
    platform = Flight()
    async with newsroom(tmp_path, platform=platform) as world:
        await world.subscribe()
        world.clock.forward(HOUR)
        await world.outbox.tick(world.clock())
        killed = asyncio.create_task(world.outbox.deliver_due())
        await platform.sent.wait()
        after = world.new_outbox()
        await after.recover()
        world.clock.forward(1)

        def arrives() -> None:
            platform.lands()
            world.clock.forward(LEASE)

        platform.while_looking = arrives
        for _ in range(3):
            await after.deliver_due()
            world.clock.forward(LEASE)
        killed.cancel()
        assert platform.texts == ["The pier opens."]
        assert platform.asked("find") == 2


@dataclass
class Clocks:
    """The wall's clock can be set; the other one cannot."""

    wall: Clock = field(default_factory=Clock)
    seconds: float = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def forward(self, seconds: float) -> None:
        self.wall.forward(seconds)
        self.seconds += seconds


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_clock_that_is_set_ends_no_lease(tmp_path: Path, hours: int) -> None:
    """The other process holds it still: its request is on the way. What a dead one held is taken up a little later."""
    clocks, platform = Clocks(), Flight()
    async with newsroom(tmp_path, platform=platform, clock=clocks.wall, monotonic=clocks.monotonic) as world:
        await world.subscribe()
        clocks.forward(3600)
        await world.outbox.tick(world.clock())
        other = world.new_outbox()
        killed = asyncio.create_task(world.outbox.deliver_due())
        await platform.sent.wait()
        clocks.wall.forward(hours * HOUR)
        await other.deliver_due()
        assert platform.asked("find") == platform.posts == 0
        killed.cancel()
        clocks.forward(world.limits.lands + 1)
        await other.deliver_due()
        assert platform.texts == ["The pier opens."]
        assert world.clock() != MORNING


async def test_a_look_across_a_set_clock_does_not_count(tmp_path: Path) -> None:
    """By the wall the attempt is an hour old; in truth it was sent a second ago, and arrives after the look."""
    clocks, platform = Clocks(), Flight()
    async with newsroom(tmp_path, platform=platform, clock=clocks.wall, monotonic=clocks.monotonic) as world:
        await world.subscribe()
        clocks.forward(3600)
        await world.outbox.tick(world.clock())
        after = world.new_outbox()
        killed = asyncio.create_task(world.outbox.deliver_due())
        await platform.sent.wait()
        await after.recover()
        clocks.wall.forward(HOUR)
        platform.while_looking = lambda: platform.lands()
        await after.deliver_due()
        clocks.forward(world.limits.lands + 1)
        await after.deliver_due()
        killed.cancel()
        assert platform.texts == ["The pier opens."]


async def test_a_database_that_takes_too_long_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time it is noted the attempt is old before the commit: nothing is sent, and the reason is shown."""
    held = Held()
    outbox = world.new_outbox(budget=held)
    monkeypatch.setattr(Steadiness, "since", lambda _self, _moment: world.limits.begin + 1)
    held.gate.set()
    await outbox.deliver_due()
    row = await world.last()
    assert (row.state, row.reason) == ("retrying", "The database took more than 5 seconds to note the attempt.")
    assert world.platform.posts == 0
    assert [part.first_tried for part in await world.parts()] == [None]


async def test_old_words_do_not_overwrite_new_ones(world: World) -> None:
    """Who waited past its lease with an edit finds the claim gone: another one has shown a later revision since."""
    await world.outbox.deliver_due()
    await world.outbox.revise(1, await world.publish("The pier opens late."))
    held = Held()
    slow = asyncio.create_task(world.new_outbox(budget=held).converge())
    await held.asked.wait()
    world.clock.forward(LEASE + 1)
    await world.outbox.revise(1, await world.publish("The pier opens early."))
    await world.new_outbox().converge()
    held.gate.set()
    await slow
    assert world.platform.texts == ["The pier opens early."]


async def test_an_edit_without_an_answer_is_waited_out(world: World) -> None:
    """It may still arrive, and would undo a later one."""
    await world.outbox.deliver_due()
    await world.outbox.revise(1, await world.publish("The pier opens late."))
    world.limits = type(world.limits)(send=0.01, lease=60, settle=10)
    world.platform.next("edit", hang)
    outbox = world.new_outbox()
    await outbox.converge()
    world.clock.forward(9)
    await outbox.converge()
    assert world.platform.asked("edit") == 1
    world.clock.forward(5)
    await outbox.converge()
    assert world.platform.texts == ["The pier opens late."]


async def test_what_one_asks_hides_no_post_from_another(world: World) -> None:
    """A sender that lost its claim asks of the same place in the same group: the second post is no first one for it."""
    await world.outbox.deliver_due()
    second = await world.subscribe(format="quotes")
    async with world.database.sessions() as session:
        lost, other = await pasts_of(session, [Asked(1, 1, but=1), Asked(second.id, 1)])
        again, none = await pasts_of(session, [Asked(1, 1), Asked(1, 1, but=1)])
    assert (lost.first, other.first) == (True, False)
    assert (again.first, none.first) == (False, True)
