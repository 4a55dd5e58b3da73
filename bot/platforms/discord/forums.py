"""Forums: each brief is a post of its own, which is a thread; what does not fit follows inside it.

Making a post takes no nonce, so after a lost answer the forum's threads are looked through for the mark of the part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from bot.platform import CannotLook, Payload, Sending
from bot.platforms.discord.asking import Asking
from bot.platforms.discord.marking import carries, marked, snowflake

NAME_LIMIT = 100
NO_NAME = "News brief"
UNKNOWN_MESSAGE, UNKNOWN_CHANNEL = 10008, 10003
ARCHIVED_PAGE = 100
SKEW = timedelta(minutes=5)
"""Between our clock and Discord's, in which a thread's id is dated."""
_TEXT = 10


def spot(thread: str, message: str) -> str:
    """The id of a message in a forum, which has to name its thread as well. The first one has the thread's own id."""
    return f"{thread}/{message}"


class Forums:
    def __init__(self, ask: Asking, own_id: Callable[[], str]) -> None:
        self._ask = ask
        self._own_id = own_id

    async def open(self, sending: Sending) -> str:
        """A new post with this first message. Raises `Refused`, `Busy` or `Unsure`."""
        where = sending.destination
        body = {"name": name_of(sending.payload), "message": marked(sending.payload, sending.part)}
        answer = await self._ask("POST", f"/channels/{where.channel}/threads", where, body)
        return spot(answer.body["id"], answer.body["id"])

    async def find(self, sending: Sending) -> str | None:
        """The first message of the post that carries this part, among those made since the first attempt."""
        async for threads in self._threads(sending):
            for thread in self._candidates(threads, sending):
                path = f"/channels/{thread}/messages/{thread}"
                gone = (UNKNOWN_MESSAGE, UNKNOWN_CHANNEL)
                answer = await self._ask("GET", path, sending.destination, expected=gone)
                if answer.good and carries(answer.body, sending.part):
                    return spot(thread, thread)
        return None

    async def _threads(self, sending: Sending) -> Any:
        """The active threads of the server, then the archived ones of the forum, newest first."""
        where = sending.destination
        yield (await self._ask("GET", f"/guilds/{where.server}/threads/active", where)).body["threads"]
        query = {"limit": str(ARCHIVED_PAGE)}
        archived = await self._ask("GET", f"/channels/{where.channel}/threads/archived/public", where, query=query)
        yield archived.body["threads"]
        if archived.body.get("has_more") and all(self._is_new(thread, sending) for thread in archived.body["threads"]):
            raise CannotLook(
                f"More than {ARCHIVED_PAGE} posts of {where.name or 'the forum'} were closed since the first attempt: "
                "look yourself whether the brief is among them."
            )

    def _candidates(self, threads: list[Mapping[str, Any]], sending: Sending) -> Iterator[str]:
        own = self._own_id()
        for thread in threads:
            of_forum = str(thread.get("parent_id")) == sending.destination.channel
            ours = not own or str(thread.get("owner_id")) == own
            if of_forum and ours and self._is_new(thread, sending):
                yield str(thread["id"])

    def _is_new(self, thread: Mapping[str, Any], sending: Sending) -> bool:
        return sending.first_tried is None or int(thread["id"]) >= snowflake(sending.first_tried - SKEW)


def name_of(payload: Payload) -> str:
    """A post's title: the first line of its text, without Markdown."""
    line = next(_texts(payload), "").partition("\n")[0].lstrip("#-> ").strip()
    if line.startswith("[") and (end := line.find("](")) > 0:
        line = line[1:end]
    name = "".join(_without_escapes(line)).replace("**", "").strip()
    return name[:NAME_LIMIT] if name else NO_NAME


def _texts(payload: Payload) -> Iterator[str]:
    if payload.get("content"):
        yield payload["content"]
    for component in payload["components"][:1]:
        yield from (inside["content"] for inside in component["components"] if inside["type"] == _TEXT)


def _without_escapes(text: str) -> Iterator[str]:
    escaped = False
    for character in text:
        escaped = character == "\\" and not escaped
        if not escaped:
            yield character
