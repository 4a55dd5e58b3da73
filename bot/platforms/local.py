"""Local: the chat page as a platform. A post is a row, unique by its part, so a repeated post lands on the same one."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.cards import Card, public, say
from bot.platform import Busy, Destination, Payload, Refused, Sending
from bot.platforms.local_feed import Feed, Message
from bot.render.plain import plain_card
from bot.render.stored import card_from_json, card_to_json
from bot.storage.tables import LocalMessage, Subscription

if TYPE_CHECKING:
    from bot.commands import Services

HOME = "summit"
"""The channel that is there as long as there is no other."""
CHANNEL = r"[^\W_][\w-]{0,39}"
AUTHOR = "Readout"
AGAIN = 2.0
"""Seconds until a database that did not take a message is asked again."""


class LocalPlatform:
    """Messages in the database, changes in `feed`, which the pages listen to."""

    name = "local"

    def __init__(self, services: Services) -> None:
        self._services = services
        self.feed = Feed(secrets.token_hex(4))

    async def start(self) -> None:
        """Nothing to connect to: the database is open already."""

    async def stop(self) -> None:
        self.feed.close()

    def health(self) -> str:
        count = self.feed.open_pages
        return f"chat page, open in {count} {'window' if count == 1 else 'windows'}"

    def render(self, card: Card) -> Sequence[Payload]:
        """One message; the page has no limits of length."""
        return ({"card": card_to_json(public(plain_card(card) if card.plain else card))},)

    async def post(self, sending: Sending) -> str:
        """Post, or return the message that carries this part already. Raises `Busy` while the database is."""
        with _database():
            try:
                added = await self._add(room_of(sending.destination), sending.payload, sending.part)
            except IntegrityError:
                known = await self._carrier(sending.part)
                if known is None:
                    raise
                return known
            return str(added.id)

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        """Show `payload` from now on. Raises `Refused` where the message is gone, `Busy` while the database is."""
        with _database():
            changed = await self._change(int(message), payload)
        if changed is not None:
            self.feed.announce(changed)

    async def find(self, sending: Sending) -> str | None:
        with _database():
            return await self._carrier(sending.part)

    async def find_channel(self, server: str, written: str) -> Destination | None:
        """Any well-formed name: a channel of the page begins with its first message."""
        name = channel_name(written)
        return None if name is None else Destination(self.name, "", name, "channel", f"#{name}")

    async def open_channel(self, name: str) -> None:
        """A new channel begins with a message of the page's own, outside any delivery, and stays."""
        first = say("Nothing is posted here yet. For a daily brief, type: schedule add 09:00", title=f"#{name} is open")
        with _database():
            await self._add(name, {"card": card_to_json(public(first))}, None)

    async def messages(self, room: str, limit: int, before: int = 0) -> Sequence[Message]:
        """The newest `limit` messages of a room (those before message `before`), oldest first."""
        wanted: list[ColumnElement[bool]] = [LocalMessage.channel == room]
        if before:
            wanted.append(LocalMessage.id < before)
        async with self._services.sessions() as session:
            rows = await session.scalars(
                select(LocalMessage).where(*wanted).order_by(LocalMessage.id.desc()).limit(limit)
            )
            return [_message(row) for row in reversed(rows.all())]

    async def channels(self) -> Sequence[str]:
        """Channels with messages or a schedule, by name, the first one first."""
        async with self._services.sessions() as session:
            written = await session.scalars(
                select(LocalMessage.channel).where(~LocalMessage.channel.startswith("@")).distinct()
            )
            planned = await session.scalars(
                select(Subscription.channel)
                .where(
                    Subscription.platform == self.name,
                    Subscription.kind != "direct",
                    Subscription.state != "removed",
                )
                .distinct()
            )
            names = {*written, *map(_plain_name, planned)} or {HOME}
        return sorted(names, key=lambda name: (name != HOME, name))

    async def _carrier(self, part: str) -> str | None:
        async with self._services.sessions() as session:
            found = await session.scalar(select(LocalMessage.id).where(LocalMessage.part == part))
        return None if found is None else str(found)

    async def _add(self, room: str, payload: Payload, part: str | None) -> Message:
        row = LocalMessage(
            channel=room,
            part=part,
            author=AUTHOR,
            payload=dict(payload),
            posted=self._services.clock(),
            edited=None,
        )
        async with self._services.sessions.begin() as session:
            session.add(row)
            await session.flush()
            message = _message(row)
        self.feed.announce(message)
        return message

    async def _change(self, message: int, payload: Payload) -> Message | None:
        """The message as it is now, or None where it showed `payload` before."""
        async with self._services.sessions.begin() as session:
            row = await session.get(LocalMessage, message)
            if row is None:
                raise Refused("The message is no longer on the chat page; its rows were deleted.")
            if row.payload == dict(payload):
                return None
            row.payload, row.edited = dict(payload), self._services.clock()
            return _message(row)


@contextmanager
def _database() -> Iterator[None]:
    """A database that is locked or away is busy: nothing can be posted twice, for the part is unique there."""
    try:
        yield
    except OperationalError as error:
        raise Busy("The database of the chat page does not answer; it may be locked or full.", AGAIN) from error


def room_of(destination: Destination) -> str:
    """The page's name for a destination: “summit”, or “@” and the user for direct messages."""
    if destination.kind == "direct":
        return f"@{destination.channel}"
    return _plain_name(destination.channel)


def channel_name(written: str) -> str | None:
    """The name of a channel as written, “#Asia-Desk”, in the page's spelling; None where it cannot be one."""
    name = written.strip().removeprefix("#").casefold()
    return name if re.fullmatch(CHANNEL, name) else None


def _plain_name(channel: str) -> str:
    return channel.removeprefix("#")


def _message(row: LocalMessage) -> Message:
    card = card_from_json(row.payload["card"])
    return Message(row.id, row.channel, row.author, card, row.posted, row.edited)
