"""Posting: messages to channels, threads and people, and looking whether one is already there.

Slack has no idempotency key, so every message carries its part's id as metadata, which the history gives back.
"""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from bot.platform import Busy, CannotLook, Destination, Payload, Refused, Sending, Unsure
from bot.platforms.slack.history import EVENT, History
from bot.platforms.slack.verdict import UNREACHABLE, Gone, answered

NAMELESS = {"channel": "the channel", "thread": "the thread", "direct": "this person"}


class Posting:
    """`client` has no retry handlers: Slack's own repeat a post whose answer was lost."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._history = History(client)
        self._direct: dict[str, str] = {}

    async def post(self, sending: Sending) -> str:
        """As `Platform.post`; the message's id is its ts."""
        where = sending.destination
        channel, thread = await self._of(sending)
        request = self._client.chat_postMessage(
            channel=channel,
            thread_ts=thread,
            text=sending.payload["text"],
            blocks=sending.payload["blocks"],
            metadata={"event_type": EVENT, "event_payload": {"part": sending.part}},
            unfurl_links=False,
            unfurl_media=False,
            link_names=False,
            mrkdwn=False,
        )
        return str((await answered(request, shown(where)))["ts"])

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        """As `Platform.edit`."""
        channel, _ = await self._channel(destination)
        request = self._client.chat_update(
            channel=channel, ts=message, text=payload["text"], blocks=payload["blocks"], link_names=False
        )
        await answered(request, shown(destination))

    async def find(self, sending: Sending) -> str | None:
        """As `Platform.find`: reads the channel's or the thread's history since the first attempt."""
        where = shown(sending.destination)
        try:
            channel, thread = await self._of(sending)
            return await self._history.find(channel, thread, sending, where)
        except Gone:
            raise
        except Refused as refused:
            raise CannotLook(f"The history of {where} cannot be read. {refused}") from refused
        except Unsure as lost:
            raise Busy(str(lost), UNREACHABLE) from lost

    async def _of(self, sending: Sending) -> tuple[str, str | None]:
        """Where a part goes: the further ones of a post are its thread."""
        channel, thread = await self._channel(sending.destination)
        return channel, thread or sending.first or None

    async def _channel(self, where: Destination) -> tuple[str, str | None]:
        """Slack's id of the conversation, and the thread's ts."""
        if where.kind == "direct":
            return await self._direct_channel(where), None
        channel, _, thread = where.channel.partition("/")
        return channel, thread or None

    async def _direct_channel(self, where: Destination) -> str:
        if where.channel not in self._direct:
            opened = await answered(self._client.conversations_open(users=where.channel), shown(where))
            self._direct[where.channel] = str(opened["channel"]["id"])
        return self._direct[where.channel]


def thread_in(channel: str, ts: str) -> str:
    """The channel of a `Destination` of kind “thread”."""
    return f"{channel}/{ts}"


def shown(where: Destination) -> str:
    return where.name or NAMELESS.get(where.kind, "the channel")
