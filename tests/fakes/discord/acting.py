"""Acting: what people do on the loopback Discord, as its client would let them."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.rest import Exchange, Rest
from tests.fakes.discord.rules import walk
from tests.fakes.discord.world import GIVEN, Channel, Json, User, World

COMMAND, COMPONENT, COMPLETION, MODAL = 2, 3, 4, 5
TEXT, INTEGER, CHANNEL = 3, 4, 7
MESSAGE = 3
"""The type of a command in a message's menu."""

Until = Callable[[Callable[[], bool]], Awaitable[None]]


class Acting:
    """`until` waits for a condition to hold."""

    def __init__(self, world: World, rest: Rest, gateway: Gateway, until: Until) -> None:
        self._world = world
        self._rest = rest
        self._gateway = gateway
        self._until = until
        self._numbers = itertools.count(1)

    async def slash(self, user: User, channel: Channel, name: str, /, **options: Any) -> Exchange:
        """Run a registered command; like Discord's client, it offers none that was not registered."""
        return await self._done(await self.begin_slash(user, channel, name, **options))

    async def begin_slash(self, user: User, channel: Channel, name: str, /, **options: Any) -> Exchange:
        """Run a command and do not wait for its reply."""
        known = {option["name"]: option for option in self._leaf(name).get("options", ())}
        missing = {key for key, option in known.items() if option.get("required")} - options.keys()
        assert not missing, f"{name} needs {missing}"
        given = [self._option(known, key, value) for key, value in options.items()]
        return await self._begin(COMMAND, user, channel, self._command_data(name, given, options.values()))

    async def use_menu(self, user: User, channel: Channel, name: str, message: Json) -> Exchange:
        """Choose a registered entry in the menu of a message."""
        known = [command for command in self._world.commands if command["name"] == name]
        assert known, f"{name} is not registered"
        assert known[0]["type"] == MESSAGE, f"{name} is not for messages"
        data = {"id": known[0].get("id", "1"), "name": name, "type": MESSAGE, "target_id": message["id"]}
        return await self._done(
            await self._begin(COMMAND, user, channel, data | {"resolved": {"messages": {message["id"]: message}}})
        )

    async def complete(self, user: User, channel: Channel, name: str, argument: str, typed: str) -> list[str]:
        """The values offered while `typed` stands in an argument."""
        option = {"type": TEXT, "name": argument, "value": typed, "focused": True}
        data = self._command_data(name, [option], ())
        exchange = await self._done(await self._begin(COMPLETION, user, channel, data))
        return [choice["value"] for choice in exchange.data["choices"]]

    async def press(self, user: User, channel: Channel, message: Json, label: str) -> Exchange:
        """Press the button of a message that has this label, or failing that this custom id."""
        return await self._done(await self.begin_press(user, channel, message, label))

    async def begin_press(self, user: User, channel: Channel, message: Json, label: str) -> Exchange:
        """Press a button and do not wait for what it does."""
        every = list(walk(message["components"]))
        found = [c for c in every if c["type"] == 2 and label in (c.get("label"), c.get("custom_id"))]
        assert found, f"no button {label!r}; there are {[c.get('label') for c in every if c['type'] == 2]}"
        data = {"component_type": 2, "custom_id": found[0]["custom_id"], "id": found[0]["id"]}
        return await self._begin(COMPONENT, user, channel, data, message)

    async def pick(self, user: User, channel: Channel, message: Json, label: str) -> Exchange:
        """Choose the option of a select whose label starts like this."""
        for component in walk(message["components"]):
            for option in component.get("options", ()) if component["type"] == 3 else ():
                if option["label"].startswith(label):
                    data = {
                        "component_type": 3,
                        "custom_id": component["custom_id"],
                        "id": component["id"],
                        "values": [option["value"]],
                    }
                    return await self._done(await self._begin(COMPONENT, user, channel, data, message))
        raise AssertionError(f"no option {label!r}")

    async def choose(self, user: User, channel: Channel, message: Json, label: str, *chosen: str) -> Exchange:
        """Choose values in the menu whose placeholder starts like this: options, or ids of channels or roles."""
        menus = [c for c in walk(message["components"]) if c.get("placeholder", "").startswith(label)]
        assert menus, f"no menu {label!r}"
        offered = [option["value"] for option in menus[0].get("options", ())]
        assert not offered or set(chosen) <= set(offered), f"{chosen} are not all in {offered}"
        data = {"component_type": menus[0]["type"], "custom_id": menus[0]["custom_id"], "id": menus[0]["id"]}
        return await self._done(await self._begin(COMPONENT, user, channel, data | {"values": list(chosen)}, message))

    async def submit(
        self, user: User, channel: Channel, modal: Exchange, values: Mapping[str, str | list[str]]
    ) -> Exchange:
        """Send the modal that an exchange opened, changed by `values`; fields left alone keep what they showed."""
        assert modal.kind == 9, f"no modal was opened, but {modal.messages}"
        filled = [_filled(component, values) for component in modal.data["components"] if component["type"] == 18]
        data = {"custom_id": modal.data["custom_id"], "components": filled}
        return await self._done(await self._begin(MODAL, user, channel, data, modal.on))

    async def write(self, user: User, channel: Channel, text: str, *, mention: bool = False) -> Json:
        """Write a message. Without a mention the bot is not told its text, except in direct messages."""
        content = f"<@{self._world.bot.id}> {text}" if mention else text
        message = self._world.post(channel, user, {"content": content})
        shown = dict(message) | {"mentions": [self._world.bot.json()] if mention else []}
        if channel.guild:
            shown |= {"guild_id": channel.guild, "member": self._member(user)}
            shown["content"] = content if mention else ""
        await self._gateway.send("MESSAGE_CREATE", shown, channel.guild)
        return message

    async def interact(self, kind: int, user: User, channel: Channel, data: Json, message: Json) -> Exchange:
        """Any interaction, such as one with a component of an older version."""
        return await self._done(await self._begin(kind, user, channel, data, message))

    async def settled(self, exchange: Exchange, messages: int = 1) -> Exchange:
        """Wait until this many messages came back."""
        await self._until(lambda: len(exchange.messages) >= messages)
        return exchange

    async def _done(self, exchange: Exchange) -> Exchange:
        await self._until(lambda: exchange.settled)
        return exchange

    async def _begin(
        self, kind: int, user: User, channel: Channel, data: Json, message: Json | None = None
    ) -> Exchange:
        exchange = Exchange(self._world.next_id(), f"token{next(self._numbers)}", channel, on=message)
        self._rest.exchanges[exchange.token] = exchange
        where: Json = {"user": user.json(), "context": 2 if channel.along else 1}
        if channel.guild:
            where = {"guild_id": channel.guild, "member": self._member(user), "guild_locale": "en-US", "context": 0}
        event = {
            "id": exchange.id,
            "application_id": self._world.application,
            "type": kind,
            "token": exchange.token,
            "version": 1,
            "channel_id": channel.id,
            "channel": channel.json() | {"permissions": str(GIVEN)},
            "locale": user.locale,
            "app_permissions": str(self._world.allowed(channel)),
            "entitlements": [],
            "authorizing_integration_owners": {"1": user.id} if channel.along else {},
            "attachment_size_limit": 1,
            "data": data,
        }
        await self._gateway.send(
            "INTERACTION_CREATE", event | where | ({"message": message} if message else {}), channel.guild
        )
        return exchange

    def _member(self, user: User) -> Json:
        return self._world.member_json(user)

    def _leaf(self, name: str) -> Json:
        found: Json = {"options": self._world.commands}
        for word in name.split():
            inside = {option["name"]: option for option in found.get("options", ())}
            assert word in inside, f"/{name} is not registered; there are {sorted(inside)}"
            found = inside[word]
        return found

    def _command_data(self, name: str, options: list[Json], values: Any) -> Json:
        first, *rest = name.split()
        for depth, word in enumerate(reversed(rest)):
            options = [{"type": 1 if depth == 0 else 2, "name": word, "options": options}]
        made: Json = {"id": self._leaf(first).get("id", "1"), "name": first, "type": 1, "options": options}
        channels = {value.id: self._resolved(value) for value in values if isinstance(value, Channel)}
        return made | ({"resolved": {"channels": channels}} if channels else {})

    def _resolved(self, channel: Channel) -> Json:
        return channel.json() | {"permissions": str(GIVEN)}

    def _option(self, known: Mapping[str, Json], name: str, value: Any) -> Json:
        assert name in known, f"there is no option {name}; there are {sorted(known)}"
        option = known[name]
        offered = [choice["value"] for choice in option.get("choices", ())]
        assert not offered or value in offered, f"{value} is none of {offered}"
        return {"type": option["type"], "name": name, "value": value.id if isinstance(value, Channel) else value}


def _filled(label: Json, values: Mapping[str, str | list[str]]) -> Json:
    """A modal's field as it is sent: what was typed or chosen, else what it showed."""
    component = label["component"]
    name = component["custom_id"]
    sent: Json = {"type": component["type"], "custom_id": name, "id": 1}
    if component["type"] == 4:
        typed = str(values.get(name, component.get("value", "")))
        assert typed or not component.get("required", True), f"{name} is required"
        assert len(typed) <= component.get("max_length", 4000), f"{name} is too long"
        sent["value"] = typed
    else:
        shown = [option["value"] for option in component["options"] if option.get("default")]
        sent["values"] = values.get(name, shown)
    return {"type": 18, "id": 1, "component": sent}
