"""Where Discord offers which command, in whose language, and the menus of messages; over the wire."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.discord.openapi import PLACE, referee
from tests.fakes.discord.rest import EPHEMERAL
from tests.fakes.discord.rules import walk
from tests.fakes.discord.world import MANAGE
from tests.wire.discord_bot import Rig, discord_rig, said

SERVER, ITSELF, ELSEWHERE = 0, 1, 2
"""Contexts: a server, direct messages with the bot, any other conversation."""


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with discord_rig(tmp_path) as made:
        yield made


def registered(rig: Rig) -> dict[str, Any]:
    return {command["name"]: command for command in rig.fake.world.commands}


async def test_ask_and_brief_work_anywhere(rig: Rig) -> None:
    """For people who installed the app for themselves too; all else needs the server."""
    known = registered(rig)
    anywhere = {name for name, command in known.items() if command["integration_types"] == [0, 1]}
    assert anywhere == {"ask", "brief", "Check this quote", "Brief this link"}
    assert all(known[name]["contexts"] == [SERVER, ITSELF, ELSEWHERE] for name in anywhere)
    assert known["quotes"]["contexts"] == [SERVER, ITSELF]
    assert known["schedule"]["contexts"] == known["setup"]["contexts"] == [SERVER]


async def test_managers_commands_are_offered_to_managers(rig: Rig) -> None:
    """Discord hides them from others by itself; the role is checked all the same when one is used."""
    known = registered(rig)
    restricted = {name for name, command in known.items() if command["default_member_permissions"] == MANAGE}
    assert restricted == {"schedule", "setup"}
    assert "takes the role “admin”" in await rig.says(rig.reader, "schedule list")


async def test_names_come_in_english_and_japanese(rig: Rig) -> None:
    """American English is given explicitly; every name and description has its Japanese."""
    brief = registered(rig)["brief"]
    assert brief["name_localizations"] == {"en-US": "brief", "ja": "要約"}
    assert brief["description_localizations"].keys() == {"en-US", "ja"}
    assert {o["name_localizations"]["ja"] for o in brief["options"]} == {"長さ", "話題"}
    assert registered(rig)["Check this quote"]["name_localizations"]["ja"] == "この引用を確かめる"


async def test_registration_is_as_discord_describes_it(rig: Rig) -> None:
    judge = referee()
    if judge is None:
        pytest.skip(f"Discord's OpenAPI description is not at {PLACE.parent.name}/{PLACE.name} beside the repository.")
    (call,) = rig.fake.calls("PUT", r"/applications/\d+/commands")
    assert judge.problems(call) == []


async def test_the_readers_language_decides(rig: Rig) -> None:
    """Labels and fixed sentences are theirs, with commands as their Discord calls them; the article's words stay."""
    rig.reader.locale = "ja"
    shown = await rig.slash(rig.reader, "status")
    assert "予定はありません。" in said(shown)
    assert "**/購読** で毎日お届けします。" in said(shown)
    assert "- **/要約** — 要約：" in await rig.says(rig.reader, "help")
    brief = await rig.slash(rig.reader, "brief")
    assert "### 主な発言" in said(brief)
    assert "行の根拠を表示…" in [part.get("placeholder") for part in walk(brief.messages[-1]["components"])]
    assert "$550 billion" in said(brief)
    assert "### Key quotes" in said(await rig.slash(rig.owner, "brief"))


@pytest.mark.parametrize("locale", ["fr", "zh-TW", "en-US", "xx"])
async def test_other_languages_get_english(rig: Rig, locale: str) -> None:
    """Also one that Discord has and discord.py does not know yet."""
    rig.reader.locale = locale
    assert "### Key quotes" in await rig.says(rig.reader, "brief")


async def test_a_reply_in_a_group_is_private(rig: Rig) -> None:
    """Who brings the bot along to others is the only one to see its answer, and cannot share it there."""
    group = rig.fake.world.group("friends")
    shown = await rig.fake.people.slash(rig.reader, group, "ask", question="How many cherry trees will Japan give?")
    assert "250" in said(shown)
    assert shown.messages[0]["flags"] & EPHEMERAL
    labels = [part.get("label") for part in walk(shown.messages[0]["components"])]
    assert "Share in channel" not in labels
    source = await rig.fake.people.press(rig.reader, group, shown.messages[0], "Source")
    assert source.messages[0]["flags"] & EPHEMERAL


async def test_a_messages_quote_is_checked(rig: Rig) -> None:
    """From the menu of anybody's message, without the message content intent; only who asked sees the answer."""
    message = rig.fake.world.post(rig.channel, rig.owner, {"content": "“We are an ally at the strongest level.” !!"})
    shown = await rig.fake.people.use_menu(rig.reader, rig.channel, "Check this quote", message)
    assert "Donald Trump (U.S. President) said it." in said(shown)
    assert shown.messages[0]["flags"] & EPHEMERAL


async def test_a_messages_link_is_read_safely(rig: Rig) -> None:
    """An address behind the firewall is refused with a sentence; so is a message without one."""
    people, post = rig.fake.people, rig.fake.world.post
    message = post(rig.channel, rig.owner, {"content": "see http://127.0.0.1:1/secret"})
    shown = await people.use_menu(rig.reader, rig.channel, "Brief this link", message)
    assert "not on the open internet" in said(shown)
    message = post(rig.channel, rig.owner, {"content": "see nothing"})
    assert "no link in this message" in said(await people.use_menu(rig.reader, rig.channel, "Brief this link", message))
