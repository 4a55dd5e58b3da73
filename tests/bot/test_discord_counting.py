"""Counting: each request to Discord costs its token something, and what it refuses is known to all that send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.delivery import Budget
from bot.platforms.discord.counting import Counting, granted
from bot.platforms.discord.wire import Answer


class Replies:
    """A wire that answers as told."""

    def __init__(self) -> None:
        self.answer = Answer(200, {}, {})

    async def __call__(
        self, method: str, path: str, *, body: Any = None, query: Mapping[str, str] | None = None
    ) -> Answer:
        return self.answer


@pytest.fixture
def budget() -> Budget:
    return Budget(lambda: 100.0)


async def test_what_was_waited_for_is_not_counted_again(budget: Budget) -> None:
    """A post that needs a second request, such as to open direct messages, pays for that one."""
    wire = Counting(Replies(), budget)
    with granted():
        await wire("POST", "/channels/1/messages")
        assert len(budget.wholes["discord"].sent) == 0
        await wire("POST", "/channels/1/messages/2/crosspost")
    assert len(budget.wholes["discord"].sent) == 1


async def test_answers_to_commands_cost_nothing(budget: Budget) -> None:
    """Discord does not count them, so they never wait; what a command asks for besides does count."""
    wire = Counting(Replies(), budget)
    await wire("POST", "/interactions/1/token/callback")
    await wire("PATCH", "/webhooks/1/token/messages/@original")
    assert len(budget.wholes["discord"].sent) == 0
    await wire("GET", "/channels/1")
    assert len(budget.wholes["discord"].sent) == 1


@pytest.mark.parametrize(("status", "refused"), [(200, 0), (401, 1), (403, 1), (404, 0), (429, 1), (500, 0)])
async def test_refused_requests_are_counted(budget: Budget, status: int, refused: int) -> None:
    """401, 403 and 429 are what Discord bans an address for; nothing else is."""
    replies = Replies()
    replies.answer = Answer(status, {}, {})
    await Counting(replies, budget)("GET", "/channels/1")
    assert budget.refusals("discord") == refused


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (Answer(429, {"retry-after": "7"}, {"global": True, "retry_after": 7.0}), 7.0),
        (Answer(429, {"x-ratelimit-scope": "global", "retry-after": "7"}, {}), 7.0),
        (Answer(429, {"retry-after": "7"}, None), 7.0),
        (Answer(429, {"retry-after": "7"}, {"global": False, "retry_after": 7.0}), 0.0),
    ],
)
async def test_a_limit_of_the_whole_bot_holds_everything(budget: Budget, answer: Answer, seconds: float) -> None:
    """As does the proxy's refusal of the address, which has no JSON; one channel's limit holds only that."""
    replies = Replies()
    replies.answer = answer
    await Counting(replies, budget)("POST", "/channels/1/messages")
    assert budget.held("discord") == seconds
