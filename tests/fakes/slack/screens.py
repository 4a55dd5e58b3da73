"""Screens: what people do in App Home, in modals, with shortcuts and in the agent view."""

from __future__ import annotations

from tests.fakes.slack.gestures import Gestures, Until
from tests.fakes.slack.triggers import Gesture, Triggers
from tests.fakes.slack.views import Views
from tests.fakes.slack.ways import Ways
from tests.fakes.slack.workspace import Channel, Json, User, Workspace, buttons


class People(Gestures):
    """Everything that people do."""

    def __init__(self, workspace: Workspace, triggers: Triggers, ways: Ways, until: Until, views: Views) -> None:
        super().__init__(workspace, triggers, ways, until)
        self._views = views

    async def open_home(self, user: User) -> Json:
        """Open App Home, and return it once it is there."""
        await self.visit_home(user)
        await self._until(lambda: user.id in self._views.homes, "App Home")
        return self._views.homes[user.id]

    async def visit_home(self, user: User) -> None:
        """Open App Home, whatever comes of it."""
        before = self._views.homes.pop(user.id, None)
        known = {"view": before} if before else {}
        direct = self.workspace.direct(user.id).id
        await self._event({"type": "app_home_opened", "user": user.id, "channel": direct, "tab": "home", **known}, 0)

    async def press_in(self, view: Json, label: str, user: User) -> Gesture:
        """Press a button of App Home or of a modal."""
        known = list(buttons(view))
        found = next((button for button in known if button["text"]["text"].startswith(label)), None)
        assert found is not None, f"no {label!r} among {[button['text']['text'] for button in known]}"
        gesture = self._triggers.new(user.id, "")
        action: Json = {"action_id": found["action_id"], "type": found["type"], "block_id": "b", "action_ts": "1.1"}
        if found["type"] == "button":
            action |= {"value": found.get("value", ""), "text": found["text"]}
        else:
            action["selected_option"] = {"text": found["text"], "value": found["value"]}
        payload = self._interaction("block_actions", user, gesture) | {
            "container": {"type": "view", "view_id": view["id"]},
            "view": {"state": {"values": {}}, **view},
            "actions": [action],
        }
        await self._deliver(gesture, "interactive", payload)
        return gesture

    async def choose(self, message: Json, label: str, chosen: list[str], user: User, channel: Channel) -> Gesture:
        """Choose these values in the menu of a private message that stands beside this label."""
        sections = [block for block in message["blocks"] if block["type"] == "section" and block.get("accessory")]
        found = next(block["accessory"] for block in sections if block["text"]["text"].startswith(label))
        kind = found["type"]
        gesture = self._triggers.new(user.id, channel.id)
        action: Json = {"action_id": found["action_id"], "type": kind, "block_id": "b", "action_ts": "1.1"}
        options = [option for option in found.get("options", []) if option["value"] in chosen]
        match kind:
            case "conversations_select":
                action["selected_conversation"] = chosen[0]
            case "multi_static_select":
                action["selected_options"] = options
            case _:
                action["selected_option"] = options[0]
        payload = self._interaction("block_actions", user, gesture) | {
            "channel": {"id": channel.id, "name": channel.name},
            "container": {"type": "message", "message_ts": "1.1", "channel_id": channel.id, "is_ephemeral": True},
            "response_url": gesture.response_url,
            "actions": [action],
        }
        await self._deliver(gesture, "interactive", payload)
        return gesture

    async def shortcut(self, callback: str, user: User) -> Gesture:
        """Choose a global shortcut."""
        gesture = self._triggers.new(user.id, "")
        payload = self._interaction("shortcut", user, gesture) | {"callback_id": callback, "action_ts": "1.1"}
        await self._deliver(gesture, "interactive", payload)
        return gesture

    async def message_shortcut(self, callback: str, message: Json, user: User, channel: Channel) -> Gesture:
        """Choose a shortcut in the menu of somebody's message."""
        gesture = self._triggers.new(user.id, channel.id)
        payload = self._interaction("message_action", user, gesture) | {
            "callback_id": callback,
            "action_ts": "1.1",
            "channel": {"id": channel.id, "name": channel.name},
            "message": message,
            "message_ts": message["ts"],
            "response_url": gesture.response_url,
        }
        await self._deliver(gesture, "interactive", payload)
        return gesture

    async def open_agent(self, user: User) -> tuple[Channel, str]:
        """Open the agent view: the direct messages with the app, and the thread of a new conversation."""
        direct, thread = self.workspace.direct(user.id), self.workspace.stamp()
        direct.messages.append({"type": "message", "subtype": "assistant_app_thread", "ts": thread, "text": "New"})
        started = {"user_id": user.id, "context": {}, "channel_id": direct.id, "thread_ts": thread}
        await self._event({"type": "assistant_thread_started", "assistant_thread": started, "event_ts": thread}, 0)
        return direct, thread

    async def open_messages(self, user: User) -> Channel:
        """Open the direct messages with the app."""
        direct = self.workspace.direct(user.id)
        await self._event({"type": "app_home_opened", "user": user.id, "channel": direct.id, "tab": "messages"}, 0)
        return direct

    def _sent(self, gesture: Gesture, sent: Gesture) -> None:
        """A sent modal closes, or is what the app makes of it."""
        assert gesture.view is not None
        stack = self._views.modals.get(gesture.user, [])
        if sent.ack.get("response_action") == "update":
            changed = {**sent.ack["view"], "hash": str(int(gesture.view["hash"]) + 1)}
            for known in stack:
                if known["id"] == gesture.view["id"]:
                    known.update(changed)
        else:
            self._views.modals[gesture.user] = [known for known in stack if known["id"] != gesture.view["id"]]
