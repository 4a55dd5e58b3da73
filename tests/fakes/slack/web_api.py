"""Web API: Slack's methods that Readout uses, with the limits and error codes that Slack has for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.fakes.slack.blocks import message_problems, said
from tests.fakes.slack.errors import ApiError
from tests.fakes.slack.views import Views
from tests.fakes.slack.workspace import BOT_ID, BOT_USER, Channel, Json, Workspace

TEXT = 40_000
TOTAL = 13_000
"""Above this Slack refuses blocks as too long: measured between 11,000 and 13,000, not documented."""
PAGE = 1_000

_HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}
_INFO = {"channel": "channels:read", "group": "groups:read", "im": "im:read"}
_SCOPES = {
    "assistant.threads.setStatus": "assistant:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "conversations.open": "im:write",
    "usergroups.list": "usergroups:read",
    "users.info": "users:read",
}


class WebApi:
    """`call` runs a method; what it takes and gives is the JSON of Slack's reference."""

    def __init__(self, workspace: Workspace, views: Views) -> None:
        self._workspace = workspace
        self._methods: Mapping[str, Callable[[Json], Json]] = {
            "api.test": lambda given: {},
            "auth.test": self._auth_test,
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "conversations.info": self._info,
            "conversations.open": self._open,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "usergroups.list": self._groups,
            "users.info": self._user,
            **views.methods,
        }

    def call(self, method: str, given: Json) -> Json:
        """The answer of a method; errors come back as Slack gives them."""
        try:
            if method not in self._methods:
                raise ApiError("unknown_method", req_method=method)
            self._need(_SCOPES.get(method, ""))
            return {"ok": True, **self._methods[method](given)}
        except ApiError as error:
            return error.answer

    def _need(self, scope: str) -> None:
        if scope and scope not in self._workspace.scopes:
            raise ApiError("missing_scope", needed=scope, provided=",".join(sorted(self._workspace.scopes)))

    def _auth_test(self, given: Json) -> Json:
        return {
            "url": "https://readout-test.slack.com/",
            "team": self._workspace.name,
            "user": "readout",
            "team_id": self._workspace.team,
            "user_id": BOT_USER,
            "bot_id": BOT_ID,
        }

    # Messages

    def _post(self, given: Json) -> Json:
        channel = self._writable(given)
        check_message(self._workspace, given)
        thread = given.get("thread_ts")
        if thread and self._workspace.find(channel.id, thread) is None:
            raise ApiError("thread_not_found")
        message = self._message(given) | ({"thread_ts": thread} if thread else {})
        channel.messages.append(message)
        return {"channel": channel.id, "ts": message["ts"], "message": message}

    def _message(self, given: Json) -> Json:
        made = {
            "type": "message",
            "user": BOT_USER,
            "bot_id": BOT_ID,
            "ts": self._workspace.stamp(),
            "text": given.get("text", ""),
            "blocks": given.get("blocks") or [],
        }
        metadata = given.get("metadata")
        if metadata is not None:
            if not (isinstance(metadata.get("event_type"), str) and isinstance(metadata.get("event_payload"), dict)):
                raise ApiError("invalid_metadata_format")
            made["metadata"] = metadata
        return made

    def _post_ephemeral(self, given: Json) -> Json:
        channel = self._writable(given)
        if given.get("user") not in self._workspace.users:
            raise ApiError("user_not_in_channel")
        check_message(self._workspace, given)
        self._workspace.hidden.append({**self._message(given), "channel": channel.id, "to": given["user"]})
        return {"message_ts": self._workspace.hidden[-1]["ts"]}

    def _update(self, given: Json) -> Json:
        channel = self._channel(given)
        message = self._workspace.find(channel.id, given["ts"])
        if message is None:
            raise ApiError("message_not_found")
        if message.get("bot_id") != BOT_ID:
            raise ApiError("cant_update_message")
        if channel.archived:
            raise ApiError("is_archived")
        check_message(self._workspace, given)
        message |= {
            "text": given["text"],
            "blocks": given.get("blocks") or [],
            "edited": {"ts": self._workspace.stamp()},
        }
        return {"channel": channel.id, "ts": message["ts"], "text": message["text"]}

    def _channel(self, given: Json) -> Channel:
        channel = self._workspace.channels.get(given.get("channel", ""))
        if channel is None or (channel.kind == "group" and not channel.has_bot):
            raise ApiError("channel_not_found")
        return channel

    def _writable(self, given: Json) -> Channel:
        channel = self._channel(given)
        if channel.archived:
            raise ApiError("is_archived")
        if not channel.has_bot:
            raise ApiError("not_in_channel")
        return channel

    # Conversations

    def _info(self, given: Json) -> Json:
        channel = self._channel(given)
        self._need(_INFO[channel.kind])
        return {
            "channel": {
                "id": channel.id,
                "name": channel.name,
                "is_member": channel.has_bot,
                "is_archived": channel.archived,
                "is_private": channel.kind == "group",
            }
        }

    def _open(self, given: Json) -> Json:
        if given.get("users") not in self._workspace.users:
            raise ApiError("user_not_found")
        return {"channel": {"id": self._workspace.direct(given["users"]).id}}

    def _readable(self, given: Json) -> Channel:
        channel = self._channel(given)
        self._need(_HISTORY[channel.kind])
        if not channel.has_bot:
            raise ApiError("not_in_channel")
        return channel

    def _history(self, given: Json) -> Json:
        """Parents only, newest first."""
        channel = self._readable(given)
        parents = [m for m in channel.messages if m.get("thread_ts", m["ts"]) == m["ts"]]
        return self._paged(parents[::-1], given)

    def _replies(self, given: Json) -> Json:
        """A thread, its parent first, oldest first."""
        channel = self._readable(given)
        thread = [m for m in channel.messages if given["ts"] in {m["ts"], m.get("thread_ts")}]
        if not thread:
            raise ApiError("thread_not_found")
        return self._paged(thread, given)

    def _paged(self, messages: list[Json], given: Json) -> Json:
        oldest, latest = float(given.get("oldest") or 0), float(given.get("latest") or "inf")
        inside = [m for m in messages if oldest < float(m["ts"]) < latest]
        limit, start = min(int(given.get("limit") or 100), PAGE), int(given.get("cursor") or 0)
        with_metadata = str(given.get("include_all_metadata", "")).lower() in {"1", "true"}
        page = [m if with_metadata else {k: v for k, v in m.items() if k != "metadata"} for m in inside]
        more = len(inside) > start + limit
        return {
            "messages": page[start : start + limit],
            "has_more": more,
            "response_metadata": {"next_cursor": str(start + limit) if more else ""},
        }

    def _user(self, given: Json) -> Json:
        user = self._workspace.users.get(given.get("user", ""))
        if user is None:
            raise ApiError("user_not_found")
        found: Json = {
            "id": user.id,
            "team_id": user.team,
            "name": user.name.lower(),
            "real_name": user.name,
            "profile": {"display_name": user.name, "real_name": user.name},
            "is_admin": user.is_admin,
            "is_owner": False,
            "tz": user.tz,
        }
        return {"user": found | ({"locale": user.locale} if given.get("include_locale") else {})}

    def _groups(self, given: Json) -> Json:
        """The user groups of the workspace, with their members where they are asked for."""
        with_users = str(given.get("include_users", "")).lower() in {"1", "true"}
        known = [
            {"id": group.id, "handle": group.handle, "name": group.name, "date_delete": 0}
            | ({"users": list(group.users)} if with_users else {})
            for group in self._workspace.groups
        ]
        return {"usergroups": known}


def check_message(workspace: Workspace, given: Json) -> None:
    """Raises `ApiError` for a message that Slack would refuse; what is only unwise is written to `problems`."""
    text, blocks = given.get("text") or "", given.get("blocks") or []
    if not text and not blocks:
        raise ApiError("no_text")
    if len(text) > TEXT:
        raise ApiError("msg_too_long")
    if sum(len(words) for words in said(blocks)) > TOTAL:
        raise ApiError("msg_blocks_too_long")
    if problems := message_problems(text, blocks):
        workspace.problems += problems
        raise ApiError("invalid_blocks", response_metadata={"messages": problems})
