"""Views: App Home and modals as Slack keeps them: three deep at most, changed under a hash; and the agent's pane."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.fakes.slack.blocks import view_problems
from tests.fakes.slack.errors import ApiError
from tests.fakes.slack.triggers import Gesture, Triggers
from tests.fakes.slack.workspace import Json, Workspace

DEEPEST = 3


@dataclass
class Pane:
    """One conversation of the agent view."""

    title: str = ""
    prompts: list[Json] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    """What was said to go on, oldest first."""


class Views:
    """The methods of `views.*` and `assistant.threads.*`; each takes and gives the JSON of Slack's reference."""

    def __init__(self, workspace: Workspace, triggers: Triggers) -> None:
        self._workspace = workspace
        self._triggers = triggers
        self.homes: dict[str, Json] = {}
        """By user, the App Home that they have."""
        self.modals: dict[str, list[Json]] = {}
        """By user, the modals that are open, the deepest last."""
        self.panes: dict[tuple[str, str], Pane] = {}
        """By channel and thread."""
        self.has_agent = True
        """Whether the workspace's plan has the agent view."""
        self.methods: Mapping[str, Callable[[Json], Json]] = {
            "views.open": self._open,
            "views.push": self._push,
            "views.update": self._update,
            "views.publish": self._publish,
            "assistant.threads.setStatus": self._set_status,
            "assistant.threads.setSuggestedPrompts": self._set_prompts,
        }

    def close(self, user: str) -> None:
        """They close what is open."""
        self.modals[user] = []

    def _open(self, given: Json) -> Json:
        gesture = self._exchanged(given)
        view = self._checked(given["view"], "modal")
        opened = self._triggers.opened(given["trigger_id"], view)
        self.modals[gesture.user] = [opened]
        self._workspace.views.append(opened)
        return {"view": opened}

    def _push(self, given: Json) -> Json:
        gesture = self._exchanged(given)
        view = self._checked(given["view"], "modal")
        under = self.modals.get(gesture.user, [])
        if not under:
            raise ApiError("not_found")
        if len(under) >= DEEPEST:
            raise ApiError("push_limit_reached")
        opened = self._triggers.opened(given["trigger_id"], view)
        under.append(opened)
        self._workspace.views.append(opened)
        return {"view": opened}

    def _update(self, given: Json) -> Json:
        view = self._checked(given["view"], "modal")
        for stack in self.modals.values():
            for at, known in enumerate(stack):
                if known["id"] == given.get("view_id"):
                    if given.get("hash") and given["hash"] != known["hash"]:
                        raise ApiError("hash_conflict")
                    known.update(view, hash=str(int(known["hash"]) + 1))
                    del stack[at + 1 :]
                    return {"view": known}
        raise ApiError("not_found")

    def _publish(self, given: Json) -> Json:
        if given.get("user_id") not in self._workspace.users:
            raise ApiError("user_not_found")
        view = self._checked(given["view"], "home")
        known = self.homes.get(given["user_id"], {})
        if given.get("hash") and given["hash"] != known.get("hash"):
            raise ApiError("hash_conflict")
        made = {"id": f"H{given['user_id']}", "hash": str(int(known.get("hash", "0")) + 1), **view}
        self.homes[given["user_id"]] = made
        return {"view": made}

    def _exchanged(self, given: Json) -> Gesture:
        if error := self._triggers.exchange(given.get("trigger_id", "")):
            raise ApiError(error)
        return self._triggers.gesture(given["trigger_id"])

    def _checked(self, given: Json | str, kind: str) -> Json:
        view: Json = json.loads(given) if isinstance(given, str) else given
        problems = view_problems(view)
        if view.get("type") != kind:
            problems.append(f"a view of type {view.get('type')} where Slack takes {kind}")
        if problems:
            self._workspace.problems += problems
            raise ApiError("invalid_arguments", response_metadata={"messages": problems})
        return view

    # The agent's pane

    def _pane(self, given: Json) -> Pane:
        if not self.has_agent:
            raise ApiError("missing_scope", needed="assistant:write", provided="chat:write")
        if given.get("channel_id") not in self._workspace.channels:
            raise ApiError("channel_not_found")
        return self.panes.setdefault((given["channel_id"], str(given.get("thread_ts") or "")), Pane())

    def _set_status(self, given: Json) -> Json:
        if not given.get("thread_ts"):
            raise ApiError("invalid_arguments")
        self._pane(given).statuses.append(given.get("status", ""))
        return {}

    def _set_prompts(self, given: Json) -> Json:
        pane = self._pane(given)
        prompts = json.loads(given["prompts"]) if isinstance(given["prompts"], str) else given["prompts"]
        if not 1 <= len(prompts) <= 4 or not all(one.get("title") and one.get("message") for one in prompts):
            raise ApiError("invalid_arguments")
        pane.title, pane.prompts = given.get("title", ""), prompts
        return {}
