"""Gestures: what people do in Slack: type a command, press, fill in, write; each reaches the app as Slack sends it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from tests.fakes.slack.blocks import view_problems
from tests.fakes.slack.filling import filled
from tests.fakes.slack.triggers import Gesture, Triggers
from tests.fakes.slack.ways import Ways
from tests.fakes.slack.workspace import APP_ID, BOT_USER, Channel, Json, User, Workspace, buttons

Until = Callable[[Callable[[], object], str], Awaitable[None]]


class Gestures:
    def __init__(self, workspace: Workspace, triggers: Triggers, ways: Ways, until: Until) -> None:
        self.workspace = workspace
        self._triggers = triggers
        self._ways = ways
        self._until = until

    async def command(self, line: str, user: User, channel: Channel, *, lose_acks: int = 0) -> Gesture:
        """Type a slash command; `#name` of a channel is sent as Slack sends it with should_escape."""
        name, _, text = line.partition(" ")
        gesture = self._triggers.new(user.id, channel.id)
        payload = {
            "command": name,
            "text": self._escaped(text),
            "response_url": gesture.response_url,
            "trigger_id": gesture.trigger,
            "user_id": user.id,
            "user_name": user.name.lower(),
            "team_id": self.workspace.team,
            "team_domain": "readout-test",
            "channel_id": channel.id,
            "channel_name": {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name),
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
        }
        await self._deliver(gesture, "slash_commands", payload, lose_acks)
        return gesture

    async def asked(self, line: str, user: User, channel: Channel) -> Json:
        """Type a slash command and wait for its first reply."""
        return await self.reply(await self.command(line, user, channel))

    async def reply(self, gesture: Gesture, number: int = 1) -> Json:
        """The reply with this number, once it has come."""
        await self._until(lambda: len(gesture.replies) >= number, f"reply {number}")
        return gesture.replies[number - 1]

    async def form(self, gesture: Gesture) -> Json:
        """The modal that a gesture opens, once it is open."""
        await self._until(lambda: gesture.view is not None, "a modal")
        assert gesture.view is not None
        return gesture.view

    async def press(self, message: Json, label: str, user: User, channel: Channel) -> Gesture:
        """Press the button, or choose the option, with this label (or a label that starts so)."""
        known = list(buttons(message))
        found = next((button for button in known if button["text"]["text"].startswith(label)), None)
        assert found is not None, f"no {label!r} among {[button['text']['text'] for button in known]}"
        gesture = self._triggers.new(user.id, channel.id)
        action: Json = {"action_id": found["action_id"], "type": found["type"], "block_id": "b", "action_ts": "1.1"}
        if found["type"] == "button":
            action |= {"value": found.get("value", ""), "text": found["text"]}
        else:
            action["selected_option"] = {"text": found["text"], "value": found["value"]}
        seen = "ts" in message
        payload = self._interaction("block_actions", user, gesture) | {
            "channel": {"id": channel.id, "name": channel.name},
            "container": {
                "type": "message",
                "message_ts": message.get("ts", "1.1"),
                "channel_id": channel.id,
                "is_ephemeral": not seen,
                **({"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}),
            },
            "response_url": gesture.response_url,
            "actions": [action],
            **({"message": message} if seen else {}),
        }
        await self._deliver(gesture, "interactive", payload)
        return gesture

    async def submit(self, gesture: Gesture, user: User, **changes: str | Sequence[str]) -> Gesture:
        """Fill in the modal that a gesture opened and send it; what the app updates it to is in the result's `view`."""
        assert gesture.view is not None, "no modal is open"
        sent = self._triggers.new(user.id, gesture.channel)
        payload = self._interaction("view_submission", user, sent) | {"view": filled(gesture.view, changes)}
        await self._deliver(sent, "interactive", payload)
        self._sent(gesture, sent)
        if sent.ack.get("response_action") == "update":
            self.workspace.problems += view_problems(sent.ack["view"])
            kept: Json = {key: gesture.view[key] for key in ("id", "hash") if key in gesture.view}
            sent.view = {**kept, "state": {"values": {}}, **sent.ack["view"]}
        return sent

    def _sent(self, gesture: Gesture, sent: Gesture) -> None:
        """What becomes of the modal itself, where somebody keeps account of it."""

    async def write(
        self, text: str, user: User, channel: Channel, *, thread: str = "", lose_acks: int = 0, **more: Any
    ) -> Json:
        """Write a message; one that mentions the bot comes to the app as two events with different ids."""
        message: Json = {"type": "message", "user": user.id, "text": text, "ts": self.workspace.stamp(), **more}
        if thread:
            message["thread_ts"] = thread
        channel.messages.append(message)
        kinds = {"channel": "channel", "group": "group", "im": "im"}
        about = {"channel": channel.id, "event_ts": message["ts"], "team": self.workspace.team}
        if channel.has_bot:
            await self._event(message | about | {"channel_type": kinds[channel.kind]}, lose_acks)
        if f"<@{BOT_USER}>" in text and channel.kind != "im":
            await self._event(message | about | {"type": "app_mention"}, lose_acks)
        return message

    async def mention(self, text: str, user: User, channel: Channel, *, thread: str = "", lose_acks: int = 0) -> Json:
        return await self.write(f"<@{BOT_USER}> {text}", user, channel, thread=thread, lose_acks=lose_acks)

    async def tell(self, event: Json) -> None:
        """Slack tells the app something that nobody wrote, such as that it was removed."""
        await self._event(event, 0)

    async def _event(self, event: Json, lose_acks: int) -> None:
        payload = {
            "token": "verification",
            "team_id": self.workspace.team,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": self.workspace.id("Ev"),
            "event_time": int(self.workspace.clock().timestamp()),
            "authorizations": [{"team_id": self.workspace.team, "user_id": BOT_USER, "is_bot": True}],
        }
        await self._ways.deliver("events_api", payload, lose_acks=lose_acks)

    async def _deliver(self, gesture: Gesture, kind: str, payload: Json, lose_acks: int = 0) -> None:
        answer = await self._ways.deliver(kind, payload, lose_acks=lose_acks)
        gesture.acked, gesture.ack = answer is not None, answer or {}

    def _interaction(self, kind: str, user: User, gesture: Gesture) -> Json:
        return {
            "type": kind,
            "user": {"id": user.id, "username": user.name.lower(), "team_id": self.workspace.team},
            "api_app_id": APP_ID,
            "team": {"id": self.workspace.team, "domain": "readout-test"},
            "trigger_id": gesture.trigger,
        }

    def _escaped(self, text: str) -> str:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for channel in sorted(self.workspace.channels.values(), key=lambda known: -len(known.name)):
            text = text.replace(f"#{channel.name}", f"<#{channel.id}|{channel.name}>")
        return text
