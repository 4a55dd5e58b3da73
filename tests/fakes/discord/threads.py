"""Threads: a forum's posts, and which threads are open or archived, as the loopback Discord's REST half tells them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.fakes.discord.refusing import Refusal, refuse
from tests.fakes.discord.rules import message_problems
from tests.fakes.discord.world import FORUM, HISTORY, MAKE_THREADS, SEND, Channel, Json, World

Handler = Callable[[web.Request, Any], Awaitable[Any]]


class Threads:
    """`visible` is the channel of a request, or raises `Refusal`."""

    def __init__(self, world: World, visible: Callable[[web.Request], Channel]) -> None:
        self._world = world
        self._visible = visible

    def table(self) -> list[tuple[str, str, Handler]]:
        """Method, path, and what answers them."""
        return [
            ("PATCH", "/channels/{channel}", self._open_again),
            ("POST", "/channels/{channel}/threads", self._open_post),
            ("POST", "/channels/{channel}/messages/{message}/threads", self._open_thread),
            ("GET", "/channels/{channel}/threads/archived/public", self._archived),
            ("GET", "/guilds/{guild}/threads/active", self._active),
        ]

    async def _open_post(self, request: web.Request, body: Json) -> Json:
        forum = self._visible(request)
        if not self._world.allowed(forum) & SEND:
            raise Refusal(403, 50013, "Missing Permissions")
        if forum.kind != FORUM:
            raise Refusal(400, 50024, "Cannot execute action on this channel type")
        if forum.needs_tag and not body.get("applied_tags"):
            raise Refusal(400, 40067, "A tag is required to create a forum post in this channel")
        refuse([] if 1 <= len(body["name"]) <= 100 else ["a name of 1 to 100 characters is needed"])
        refuse(message_problems(body["message"]))
        thread, message = self._world.open_post(forum, self._world.bot, body["name"], body["message"])
        return thread.json() | {"message": message}

    async def _open_thread(self, request: web.Request, body: Json) -> Json:
        channel, number = self._visible(request), request.match_info["message"]
        if not self._world.allowed(channel) & MAKE_THREADS:
            raise Refusal(403, 50013, "Missing Permissions")
        if number in self._world.channels:
            raise Refusal(400, 160004, "A thread has already been created for this message")
        refuse([] if 1 <= len(body["name"]) <= 100 else ["a name of 1 to 100 characters is needed"])
        message = next((known for known in channel.messages if known["id"] == number), None)
        if message is None:
            raise Refusal(404, 10008, "Unknown Message")
        return self._world.open_thread(channel, self._world.bot, body["name"], message).json()

    async def _open_again(self, request: web.Request, body: Json) -> Json:
        channel = self._visible(request)
        channel.archived = bool(body.get("archived", channel.archived))
        return channel.json()

    async def _active(self, request: web.Request, body: Any) -> Json:
        return _listed(self._world.threads(guild=request.match_info["guild"], archived=False))

    async def _archived(self, request: web.Request, body: Any) -> Json:
        forum = self._visible(request)
        if not self._world.allowed(forum) & HISTORY:
            raise Refusal(403, 50001, "Missing Access")
        limit = int(request.query.get("limit", 50))
        found = self._world.threads(forum=forum.id, archived=True)
        return _listed(found[:limit], more=len(found) > limit)


def _listed(threads: list[Channel], *, more: bool = False) -> Json:
    return {"threads": [thread.json() for thread in threads], "members": [], "has_more": more}
