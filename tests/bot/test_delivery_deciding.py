"""Deciding: a person has a post tried again or left out, and nothing comes twice for it; what is shown where."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import DeliveryError, deciding
from bot.delivery.whereabouts import whereabouts
from bot.storage.audit import By
from bot.storage.tables import Audit, Delivery
from tests.fakes import platform as fake
from tests.fakes.newsroom import DAY, HERE, THERE, World, newsroom

ANN = By("Ann Lee", "local", 1)


@pytest.fixture
async def world(home: Path) -> AsyncIterator[World]:
    async with newsroom(home) as made:
        yield made


async def retry(world: World, delivery_id: int = 1, why: str = "The channel is back.") -> Delivery:
    async with world.database.sessions.begin() as session:
        return await deciding.retry(session, world.clock(), delivery_id, ANN, why)


async def skip(world: World, delivery_id: int = 1, why: str = "Old news.") -> Delivery:
    async with world.database.sessions.begin() as session:
        return await deciding.skip(session, world.clock(), delivery_id, ANN, why)


async def acts(world: World) -> list[tuple[str, str]]:
    async with world.database.sessions() as session:
        found = await session.scalars(select(Audit).order_by(Audit.id))
        return [(row.what, row.detail.get("reason", "")) for row in found if row.who == ANN.name]


async def test_a_refused_post_is_tried_again_once_its_schedule_goes_on(world: World) -> None:
    """Until then it says what to do first."""
    subscription = await world.subscribe(first=True)
    world.platform.next("post", fake.refuse)
    await world.run()
    with pytest.raises(DeliveryError, match="`schedule resume 1` first"):
        await retry(world)
    await world.outbox.resume(subscription.id)
    assert "Ann Lee had it tried again: The channel is back." in (await retry(world)).reason
    await world.run()
    assert world.platform.texts == ["The pier opens."]
    assert await acts(world) == [("delivery retried", "The channel is back.")]


async def test_a_post_that_came_too_late_is_posted_in_today_s_words(world: World) -> None:
    """Not in those that were frozen for an attempt that never was."""
    await world.subscribe(first=True)
    world.platform.next("post", fake.be_busy)
    await world.run()
    world.clock.forward(DAY)
    await world.run()
    assert (await world.deliveries())[0].state == "expired"
    await world.publish("The pier opens late.")
    await retry(world)
    await world.run()
    assert "The pier opens late." in world.platform.texts
    assert "The pier opens." not in world.platform.texts


async def test_a_post_whose_answer_was_lost_is_looked_for_before_it_is_sent_again(world: World) -> None:
    """A person who is in a hurry makes no duplicate."""
    await world.subscribe(first=True)
    world.platform.next("post", fake.lose_answer)
    await world.run()
    await retry(world)
    await world.run()
    assert world.platform.texts == ["The pier opens."]
    assert world.platform.asked("post") == 1


async def test_a_post_that_waits_is_left_out_with_a_reason(world: World) -> None:
    """It is not posted later, and its record says who and why."""
    await world.subscribe(first=True)
    with pytest.raises(DeliveryError, match="Say in a sentence"):
        await skip(world, why=" ")
    left = await skip(world)
    await world.run()
    assert (left.state, left.reason) == ("skipped", "Ann Lee left it out: Old news.")
    assert world.platform.texts == []
    assert await acts(world) == [("delivery skipped", "Old news.")]


async def test_what_may_be_there_is_not_left_out(world: World) -> None:
    """A message that nobody knows of could never be corrected."""
    await world.subscribe(first=True)
    world.platform.next("post", fake.lose_answer)
    await world.run()
    with pytest.raises(DeliveryError, match="seen through"):
        await skip(world)


@pytest.mark.parametrize("act", [retry, skip])
async def test_what_is_posted_is_neither_retried_nor_left_out(world: World, act: object) -> None:
    await world.subscribe(first=True)
    await world.run()
    with pytest.raises(DeliveryError, match="posted"):
        await (retry if act is retry else skip)(world)
    with pytest.raises(DeliveryError, match="There is no delivery 9"):
        await retry(world, 9)


async def test_what_is_being_posted_is_left_alone(world: World) -> None:
    """Its worker says in a moment what became of it."""
    await world.subscribe(first=True)
    async with world.database.sessions.begin() as session:
        (await session.get_one(Delivery, 1)).state = "claimed"
    for act in (retry, skip):
        with pytest.raises(DeliveryError, match="at this moment"):
            await act(world)


async def test_copies_that_could_not_be_reached_are_tried_again(world: World) -> None:
    """All of a topic at once; where there is none that is said."""
    for place in (HERE, THERE):
        await world.subscribe(place, first=True)
    await world.run()
    world.platform.next("edit", fake.refuse, fake.refuse)
    await world.outbox.revise(1, await world.publish("The pier opens late."))
    await world.outbox.converge()
    assert len((await world.outbox.copies(1)).unreachable) == 2
    async with world.database.sessions.begin() as session:
        assert await again(session, world.clock()) == 2
    await world.outbox.converge()
    assert world.platform.texts == ["The pier opens late."] * 2
    with pytest.raises(DeliveryError, match="nothing to try again"):
        async with world.database.sessions.begin() as session:
            await again(session, world.clock())


async def again(session: AsyncSession, now: datetime) -> int:
    return await deciding.retry_copies(session, now, 1, ANN, "Harbour")


async def test_each_channel_is_known_by_the_revision_that_it_shows(world: World) -> None:
    """A channel that a correction could not reach shows the earlier one."""
    for place in (HERE, THERE):
        await world.subscribe(place, first=True)
    await world.run()
    world.platform.next("edit", fake.refuse)
    await world.outbox.revise(1, await world.publish("The pier opens late."))
    await world.outbox.converge()
    async with world.database.sessions() as session:
        found = await whereabouts(session, 1)
    assert [(one.revision_id, one.channels) for one in found] == [(2, 1), (1, 1)]
    assert {name for one in found for name in one.named} == {"#docks on Fake", "#harbour on Fake"}


async def test_a_channel_with_many_copies_counts_once_by_its_oldest_text(world: World) -> None:
    """Copies that show the same are one; the one that no correction reached decides."""
    subscription = await world.subscribe(first=True)
    await world.run()
    for _ in range(2):
        await world.outbox.post_now(subscription.id)
        await world.run()
    async with world.database.sessions() as session:
        assert [(one.revision_id, one.channels) for one in await whereabouts(session, 1)] == [(1, 1)]
    world.platform.next("edit", fake.refuse)
    await world.outbox.revise(1, await world.publish("The pier opens late."))
    await world.outbox.converge()
    assert {part.revision_id for part in await world.parts()} == {1, 2}
    async with world.database.sessions() as session:
        assert [(one.revision_id, one.channels) for one in await whereabouts(session, 1)] == [(1, 1)]
