"""Editing: a correction reaches every copy, once for each change, through crashes; or says which it could not reach."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import Copies
from bot.storage.editions import Edition
from tests.fakes import platform as fake
from tests.fakes.newsroom import DAY, HERE, HOUR, THERE, World, load, newsroom

GONE = "The text that continued here was removed by a correction."


@pytest.fixture
async def world(home: Path) -> AsyncIterator[World]:
    """With the brief posted in two channels, one line a message."""
    async with newsroom(home) as made:
        made.platform.lines_a_message = 1
        for place in (HERE, THERE):
            await made.subscribe(place, first=True)
        await made.run()
        made.platform.log.clear()
        yield made


async def correct(world: World, *lines: str) -> None:
    """Publish and tell the outbox, as the desk does."""
    await world.outbox.revise(1, await world.publish(*lines))


async def test_a_correction_reaches_every_copy(world: World) -> None:
    """Both channels show the new text in the same messages."""
    await correct(world, "The pier opens late.")
    assert await world.outbox.copies(1) == Copies(0, 2, ())
    assert await world.outbox.converge() == []
    assert world.platform.texts == ["The pier opens late."] * 2
    assert await world.outbox.copies(1) == Copies(2, 0, ())


async def test_a_copy_is_edited_once(world: World) -> None:
    """What shows what it should is left alone."""
    await correct(world, "The pier opens late.")
    for _ in range(2):
        await world.outbox.converge()
    assert world.platform.asked("edit") == 2


async def test_two_replicas_share_the_copies(world: World) -> None:
    """Each looks for itself; a copy that one has claimed is no other's, and all come to show the correction."""
    for number in range(20):
        await world.subscribe(replace(HERE, channel=f"d{number}"), first=True)
    await world.run()
    await correct(world, "The pier opens late.")
    await asyncio.gather(*(world.new_outbox().converge() for _ in range(2)))
    assert world.platform.asked("edit") == len(world.platform.messages)
    assert set(world.platform.texts) == {"The pier opens late."}


async def test_an_edit_is_repeated_after_a_crash(world: World) -> None:
    """Cut off between the edit and its record, it is made again by the next process, to the same effect."""
    await correct(world, "The pier opens late.")
    world.platform.next("edit", fake.hang_after)
    await world.outbox.start_due()
    while world.platform.asked("edit") < 2:  # noqa: ASYNC110 - the fake has no event for its calls
        await asyncio.sleep(0.001)
    await world.outbox.drain(0)
    world.outbox = world.new_outbox()
    await world.outbox.recover()
    await world.outbox.converge()
    assert world.platform.texts == ["The pier opens late."] * 2
    assert await world.outbox.copies(1) == Copies(2, 0, ())


async def test_a_lost_answer_is_repeated_later(world: World) -> None:
    """An edit needs no looking for: it is made again."""
    await correct(world, "The pier opens late.")
    world.platform.next("edit", fake.lose_answer)
    await world.outbox.converge()
    assert (await world.outbox.copies(1)).waiting == 1
    world.clock.forward(10)
    await world.outbox.converge()
    assert world.platform.asked("edit") == 3
    assert await world.outbox.copies(1) == Copies(2, 0, ())


async def test_busy_waits_as_long_as_it_is_told(world: World) -> None:
    """Seven seconds were asked for."""
    await correct(world, "The pier opens late.")
    world.platform.next("edit", fake.be_busy)
    await world.outbox.converge()
    world.clock.forward(6.9)
    await world.outbox.converge()
    assert world.platform.asked("edit") == 2
    world.clock.forward(0.2)
    await world.outbox.converge()
    assert world.platform.texts == ["The pier opens late."] * 2


async def test_a_message_that_is_gone_is_listed(world: World) -> None:
    """A moderator deleted it: the others are corrected, this one is named with its channel and reason."""
    world.platform.messages[:] = [m for m in world.platform.messages if m.channel == "c2"]
    await correct(world, "The pier opens late.")
    (lost,) = await world.outbox.converge()
    assert (lost.place, lost.reason) == (HERE, "The message is gone.")
    copies = await world.outbox.copies(1)
    assert (copies.current, copies.waiting, copies.total) == (1, 0, 2)


async def test_what_never_answers_is_given_up_and_listed(world: World) -> None:
    """After a dozen attempts, with the last reason."""
    await correct(world, "The pier opens late.")
    world.platform.next("edit", *[fake.lose_request] * 40)
    for _ in range(world.limits.edit_attempts):
        await world.outbox.converge()
        world.clock.forward(timedelta(minutes=15))
    lost = await world.outbox.converge()
    assert [copy.reason for copy in lost] == ["No answer in 12 attempts: The connection closed before the answer."] * 2


async def test_the_next_correction_tries_the_lost_ones_again(world: World) -> None:
    """A channel may have come back."""
    world.platform.next("edit", fake.refuse, fake.refuse)
    await correct(world, "The pier opens late.")
    assert len(await world.outbox.converge()) == 2
    await correct(world, "The pier opens soon.")
    assert await world.outbox.converge() == []
    assert world.platform.texts == ["The pier opens soon."] * 2


async def test_a_withdrawal_replaces_every_copy(world: World) -> None:
    """The note stands where the text was, and the deliveries say withdrawn."""
    await world.withdraw(1, "It was wrong.")
    await world.outbox.revise(1, 1)
    await world.outbox.converge()
    assert world.platform.texts == ["It was wrong."] * 2
    assert [(row.state, row.reason) for row in await world.deliveries()] == [("withdrawn", "It was wrong.")] * 2


async def test_a_brief_after_a_withdrawal_shows_again(world: World) -> None:
    """What is live is what every copy shows."""
    await world.withdraw(1, "It was wrong.")
    await world.outbox.revise(1, 1)
    await world.outbox.converge()
    await correct(world, "The pier opens late.")
    await world.outbox.converge()
    assert world.platform.texts == ["The pier opens late."] * 2
    assert [row.state for row in await world.deliveries()] == ["posted"] * 2


async def test_an_edit_that_was_overtaken_is_made_again(world: World) -> None:
    """Withdrawn while the earlier correction was under way: the older text does not count as done."""
    revision = await world.publish("The pier opens late.")
    await world.outbox.revise(1, revision)

    async def withdraw_meanwhile(do: object) -> None:
        assert callable(do)
        await world.withdraw(revision, "It was wrong.")
        await world.outbox.revise(1, revision)
        do()

    world.platform.next("edit", withdraw_meanwhile)
    await world.outbox.converge()
    assert world.platform.texts == ["It was wrong."] * 2
    assert await world.outbox.copies(1) == Copies(2, 0, ())


async def test_a_correction_while_a_post_is_under_way_follows_it(world: World) -> None:
    """The frozen text goes out, so that a repeat is the same message; the correction follows as an edit."""

    async def correct_meanwhile(do: object) -> None:
        assert callable(do)
        await correct(world, "The pier opens late.")
        do()

    shared = await world.outbox.share(HERE, 1, 1, "answer", "When?")
    world.platform.next("post", correct_meanwhile)
    await world.outbox.deliver(shared.id)
    assert world.platform.texts[-1] == "When? The pier opens."
    await world.outbox.converge()
    assert world.platform.texts[-1] == "When? The pier opens late."


async def test_a_correction_while_the_text_is_made_ready_is_not_lost(world: World) -> None:
    """Composed from the old revision, published before it was frozen: it is composed again."""
    published = False

    async def load_and_publish(session: AsyncSession, revision_id: int) -> Edition:
        nonlocal published
        edition = await load(session, revision_id)
        if not published:
            published = True
            await correct(world, "The pier opens late.")
        return edition

    world.outbox = world.new_outbox(load=load_and_publish)
    await world.outbox.post_now(1)
    await world.outbox.deliver_due()
    await world.outbox.converge()
    assert world.platform.texts == ["The pier opens late."] * 3


async def test_a_longer_text_gets_further_messages(world: World) -> None:
    """They are posted after the ones there are, each once."""
    await correct(world, "one", "two")
    await world.outbox.converge()
    await world.outbox.deliver_due()
    await world.outbox.converge()
    for channel in ("c1", "c2"):
        assert [m.text for m in world.platform.messages if m.channel == channel] == ["one", "two"]
    assert [row.state for row in await world.deliveries()] == ["posted"] * 2


async def test_further_messages_survive_a_lost_answer(world: World) -> None:
    """They go the way of every post: looked for before they are repeated."""
    await correct(world, "one", "two")
    await world.outbox.converge()
    world.platform.next("post", fake.lose_answer, fake.lose_request)
    await world.outbox.deliver_due()
    world.clock.forward(DAY)
    await world.outbox.deliver_due()
    assert sorted(world.platform.texts) == ["one", "one", "two", "two"]


async def test_a_shorter_text_says_what_became_of_the_rest(world: World) -> None:
    """A message that is left over does not keep showing what was corrected away; a longer text takes it up again."""
    await correct(world, "one", "two")
    await world.outbox.converge()
    await world.outbox.deliver_due()
    await correct(world, "one")
    await world.outbox.converge()
    assert world.platform.texts == ["one", "one", GONE, GONE]
    await correct(world, "one", "two again")
    await world.outbox.converge()
    assert world.platform.texts == ["one", "one", "two again", "two again"]


async def test_a_message_without_an_id_is_listed(world: World) -> None:
    """“It is there”, said a person, but not under which id."""
    world.platform.next("post", fake.lose_answer)
    world.platform.next("find", fake.be_blind)
    shared = await world.outbox.share(HERE, 1, 1, "answer", "When?")
    await world.outbox.deliver_due()
    world.clock.forward(HOUR)
    await world.outbox.deliver_due()
    await world.outbox.resolve(shared.id, "it is there")
    await correct(world, "The pier opens late.")
    (lost,) = await world.outbox.converge()
    assert (lost.delivery_id, lost.reason) == (
        shared.id,
        "The message's id was never learnt, so it cannot be reached.",
    )


async def test_one_broken_edit_stops_no_other(world: World) -> None:
    """A fault of ours is kept as the reason and the edit is made later."""
    await correct(world, "The pier opens late.")
    world.platform.next("edit", fake.break_down)
    await world.outbox.converge()
    assert sorted(world.platform.texts) == ["The pier opens late.", "The pier opens."]
    assert [part.edit_reason for part in await world.parts() if part.edit_state == "wanted"] == [
        "Readout failed (ZeroDivisionError); its log says where."
    ]
    world.clock.forward(HOUR / 2)
    await world.outbox.converge()
    assert world.platform.texts == ["The pier opens late."] * 2


async def test_a_correction_reaches_what_a_removed_schedule_posted(world: World) -> None:
    """The schedule ended; its words are still there."""
    await world.outbox.remove(1)
    await correct(world, "The pier opens late.")
    await world.outbox.converge()
    assert world.platform.texts == ["The pier opens late."] * 2


async def test_other_topics_are_left_alone(world: World) -> None:
    """Nothing of theirs is edited."""
    await world.outbox.revise(2, 1)
    await world.outbox.converge()
    assert world.platform.asked("edit") == 0


async def test_an_edit_that_always_breaks_is_listed_in_the_end(world: World) -> None:
    """A fault of ours does not keep a copy waiting for ever."""
    await correct(world, "The pier opens late.")
    world.platform.next("edit", *[fake.break_down] * 40)
    for _ in range(world.limits.edit_attempts):
        await world.outbox.converge()
        world.clock.forward(timedelta(minutes=15))
    assert len(await world.outbox.converge()) == 2
