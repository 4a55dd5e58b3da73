"""Posts to Slack over HTTP: made once, changed in place, found again, and every refusal a sentence for the admin."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards import Button, Card, CardLine, LineKind, Run, line
from bot.platform import Busy, CannotLook, Destination, Refused, Sending, Unsure
from bot.platforms.slack import SlackPlatform
from bot.platforms.slack.posting import thread_in
from bot.sample import NOTE
from tests.fakes.slack import DROPPED, LOST, FakeSlack, Fault, ratelimited
from tests.wire.slack_desk import NOW, Clock, channel_of, posting_platform

CARD = Card("Talks open", (line("A <!channel> of *note*."),), (Button("Source", "source:1:all"),), private=False)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def slack(clock: Clock) -> AsyncIterator[FakeSlack]:
    async with FakeSlack(clock) as slack:
        slack.workspace.add_channel("summit")
        yield slack
        assert slack.workspace.problems == []


@pytest.fixture
async def platform(slack: FakeSlack, tmp_path: Path, clock: Clock) -> AsyncIterator[SlackPlatform]:
    async with posting_platform(slack, tmp_path, clock) as platform:
        yield platform


@pytest.fixture
def summit(slack: FakeSlack) -> Destination:
    return channel_of(slack, next(iter(slack.workspace.channels)))


def part(platform: SlackPlatform, where: Destination, name: str = "part1", card: Card = CARD) -> Sending:
    return Sending(name, where, platform.render(card)[0], NOW)


async def test_post_carries_its_part(platform: SlackPlatform, slack: FakeSlack, summit: Destination) -> None:
    """The part's id rides as metadata; nothing unfurls, and names are not made links."""
    ts = await platform.post(part(platform, summit))
    (post,) = slack.workspace.posts(summit.channel)
    (sent,) = slack.workspace.calls("chat.postMessage")
    assert (post["ts"], post["metadata"]["event_payload"]) == (ts, {"part": "part1"})
    assert [sent[name] for name in ("unfurl_links", "unfurl_media", "link_names")] == [False, False, False]


async def test_lost_answer_is_unsure_and_found(platform: SlackPlatform, slack: FakeSlack, summit: Destination) -> None:
    """A post whose answer is lost is made once: no retry of the library's own, and the history has it."""
    slack.workspace.fail("chat.postMessage", LOST)
    with pytest.raises(Unsure):
        await platform.post(part(platform, summit))
    (post,) = slack.workspace.posts(summit.channel)
    assert await platform.find(part(platform, summit)) == post["ts"]


def test_post_names_commands_as_they_are_typed(platform: SlackPlatform) -> None:
    """The sample's note in a post says `/brief topic add`; what the article or an editor says is left as it is."""
    worded = CardLine((Run("This server `quotes` them."),), source="source:1:p1")
    card = Card("This server", (worded, line(NOTE, LineKind.SMALL), line("This server.")), private=False)
    (payload,) = platform.render(card)
    assert "/brief topic add" in payload["text"]
    assert "/brief quotes" not in payload["text"]
    assert payload["text"].count("This server") == 3


async def test_post_that_never_arrived_is_not_found(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination
) -> None:
    """The same doubt, but nothing is there: the look-up says so."""
    slack.workspace.fail("chat.postMessage", DROPPED)
    with pytest.raises(Unsure):
        await platform.post(part(platform, summit))
    assert await platform.find(part(platform, summit)) is None


@pytest.mark.parametrize(
    "fault", [Fault(status=500), Fault(status=503, done=True), Fault(error="fatal_error", done=True)]
)
async def test_server_error_is_unsure(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination, fault: Fault
) -> None:
    """After a 5xx or a fatal error the message may be there, whatever the status."""
    slack.workspace.fail("chat.postMessage", fault)
    with pytest.raises(Unsure):
        await platform.post(part(platform, summit))
    assert len(slack.workspace.calls("chat.postMessage")) == 1


async def test_rate_limit_says_how_long(platform: SlackPlatform, slack: FakeSlack, summit: Destination) -> None:
    """A 429 is certainly not posted, and its Retry-After is kept."""
    slack.workspace.fail("chat.postMessage", ratelimited(7))
    with pytest.raises(Busy) as busy:
        await platform.post(part(platform, summit))
    assert (busy.value.seconds, slack.workspace.posts(summit.channel)) == (7.0, [])


async def test_slack_that_cannot_be_reached_is_busy(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination
) -> None:
    """Without a connection nothing was sent, so nothing is in doubt."""
    await slack.stop()
    with pytest.raises(Busy):
        await platform.post(part(platform, summit))


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("not_in_channel", "type /invite @Readout"),
        ("channel_not_found", "Slack knows no #summit"),
        ("is_archived", "#summit is archived"),
        ("account_inactive", "Install the app again"),
        ("token_revoked", "token was revoked"),
        ("msg_blocks_too_long", "a fault in Readout"),
        ("restricted_action", "Ask its admins"),
    ],
)
async def test_refusal_is_a_sentence(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination, error: str, says: str
) -> None:
    """What Slack will never take is refused with what the admin can do."""
    slack.workspace.fail("chat.postMessage", Fault(error=error))
    with pytest.raises(Refused, match=says):
        await platform.post(part(platform, summit))


async def test_channel_without_the_bot_is_refused(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination
) -> None:
    """A bot that was removed from the channel asks to be invited."""
    slack.workspace.channels[summit.channel].has_bot = False
    with pytest.raises(Refused, match="/invite @Readout"):
        await platform.post(part(platform, summit))


async def test_unknown_error_is_tried_again(platform: SlackPlatform, slack: FakeSlack, summit: Destination) -> None:
    """An error that nobody knows says that nothing was posted; it stops no schedule."""
    slack.workspace.fail("chat.postMessage", Fault(error="moon_phase"))
    with pytest.raises(Busy, match="moon_phase"):
        await platform.post(part(platform, summit))


async def test_edit_changes_the_message(platform: SlackPlatform, slack: FakeSlack, summit: Destination) -> None:
    """An edit shows in place and keeps the part's id findable."""
    ts = await platform.post(part(platform, summit))
    await platform.edit(summit, ts, platform.render(Card("Talks end"))[0])
    (post,) = slack.workspace.posts(summit.channel)
    assert (post["text"], await platform.find(part(platform, summit))) == ("Talks end", ts)


async def test_edit_of_a_deleted_message_is_refused(platform: SlackPlatform, summit: Destination) -> None:
    """A message that somebody deleted cannot be corrected, and the list says why."""
    with pytest.raises(Refused, match="was deleted"):
        await platform.edit(summit, "1.000001", platform.render(CARD)[0])


async def test_thread_is_searched_as_a_thread(platform: SlackPlatform, slack: FakeSlack, summit: Destination) -> None:
    """The channel's history holds no replies; a post in a thread is found among the thread's."""
    parent = await platform.post(part(platform, summit, "parent"))
    thread = channel_of(slack, thread_in(summit.channel, parent), "thread")
    ts = await platform.post(part(platform, thread, "reply"))
    assert await platform.find(part(platform, thread, "reply")) == ts
    assert await platform.find(part(platform, summit, "reply")) is None


async def test_direct_message_is_opened_first(platform: SlackPlatform, slack: FakeSlack) -> None:
    """A brief for one person goes to their direct messages, where it is edited and found too."""
    ann = slack.workspace.add_user("Ann")
    to = Destination("slack", "", ann.id, "direct", "direct messages")
    ts = await platform.post(part(platform, to))
    await platform.edit(to, ts, platform.render(Card("Talks end"))[0])
    (post,) = slack.workspace.posts(slack.workspace.direct(ann.id).id)
    assert (post["ts"], post["text"], await platform.find(part(platform, to))) == (ts, "Talks end", ts)


async def test_look_reads_every_page(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination, clock: Clock
) -> None:
    """A message under 150 others is found on the second page."""
    ts = await platform.post(part(platform, summit))
    clock.forward(timedelta(seconds=1))
    ann = slack.workspace.add_user("Ann")
    for number in range(150):
        slack.workspace.channels[summit.channel].messages.append(
            {"type": "message", "user": ann.id, "text": f"{number}", "ts": slack.workspace.stamp()}
        )
    assert await platform.find(part(platform, summit)) == ts
    assert len(slack.workspace.calls("conversations.history")) == 2


async def test_look_without_scope_is_not_possible(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination
) -> None:
    """Without the scope nothing can be said about what is posted; the sentence names the scope."""
    slack.workspace.scopes.discard("channels:history")
    with pytest.raises(CannotLook, match="channels:history"):
        await platform.find(part(platform, summit))


@pytest.mark.parametrize("fault", [ratelimited(60), Fault(status=500), DROPPED])
async def test_look_that_fails_is_tried_again(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination, fault: Fault
) -> None:
    """A rationed or broken history is asked again later: it does not count as “not posted”."""
    slack.workspace.fail("conversations.history", fault, fault)  # aiohttp repeats a GET once by itself
    with pytest.raises(Busy):
        await platform.find(part(platform, summit))


def chatter(slack: FakeSlack, channel: str, count: int) -> None:
    """Messages of other people."""
    for number in range(count):
        message = {"type": "message", "user": "U1", "text": f"{number}", "ts": slack.workspace.stamp()}
        slack.workspace.channels[channel].messages.append(message)


async def test_rationed_look_goes_on_where_it_stopped(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination, clock: Clock
) -> None:
    """Where Slack lets one page be read a minute, a message on the third page is found at the third look."""
    ts = await platform.post(part(platform, summit))
    clock.forward(timedelta(seconds=1))
    chatter(slack, summit.channel, 250)
    slack.workspace.fail("conversations.history", None, ratelimited(60), None, ratelimited(60))
    for _ in range(2):
        with pytest.raises(Busy, match="the look through #summit then goes on") as busy:
            await platform.find(part(platform, summit))
        assert busy.value.seconds == 60
    assert await platform.find(part(platform, summit)) == ts
    cursors = [call.get("cursor", "") for call in slack.workspace.calls("conversations.history")]
    assert cursors == ["", "100", "100", "200", "200"]


async def test_rationed_look_ends_with_what_came_meanwhile(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination, clock: Clock
) -> None:
    """A message that arrives while a look waits for its turn is on none of the pages that are left."""
    chatter(slack, summit.channel, 150)
    slack.workspace.fail("conversations.history", None, ratelimited(60))
    with pytest.raises(Busy):
        await platform.find(part(platform, summit))
    clock.forward(timedelta(seconds=60))
    ts = await platform.post(part(platform, summit))
    assert await platform.find(part(platform, summit)) == ts


async def test_look_begins_anew_where_its_place_is_lost(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination, clock: Clock
) -> None:
    """A cursor that Slack does not take any more is given up after three attempts."""
    ts = await platform.post(part(platform, summit))
    clock.forward(timedelta(seconds=1))
    chatter(slack, summit.channel, 150)
    slack.workspace.fail("conversations.history", None, *[Fault(error="invalid_cursor")] * 4)
    for _ in range(4):
        with pytest.raises(Busy):
            await platform.find(part(platform, summit))
    assert await platform.find(part(platform, summit)) == ts


@pytest.mark.parametrize("kind", ["channel", "thread", "direct"])
@pytest.mark.parametrize("fault", [LOST, DROPPED], ids=["arrived", "did not"])
async def test_lost_answer_is_settled_in_every_kind_of_place(
    platform: SlackPlatform, slack: FakeSlack, summit: Destination, kind: str, fault: Fault
) -> None:
    """Each kind of place has its own way to be looked through, and tells whether the post is there."""
    places = {
        "channel": summit,
        "thread": channel_of(
            slack, thread_in(summit.channel, await platform.post(part(platform, summit, "x"))), "thread"
        ),
        "direct": Destination("slack", "", slack.workspace.add_user("Ann").id, "direct", "direct messages"),
    }
    slack.workspace.fail("chat.postMessage", fault)
    with pytest.raises(Unsure):
        await platform.post(part(platform, places[kind]))
    assert (await platform.find(part(platform, places[kind])) is not None) == fault.done
