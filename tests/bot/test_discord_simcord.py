"""The Discord bot in simcord's offline Discord: who may run what, each button after a restart, forms and menus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest

from bot.commands import ACTIONS, COMMANDS, SHORTCUTS, Argument
from bot.locales import name_in
from bot.platforms.discord.commands import path_of
from bot.render.discord import custom_id
from bot.roles import Role
from tests.bot.discord_stage import on_stage, said

REFUSED = "This takes the role"
FILLED = {"question": "Who met?", "code": "AAAA-BBBB-CCCC", "number": "1", "topic": "Tokyo summit", "name": "Tokyo"}
"""Values for what commands need; of choices the first is taken."""
LAST = ("unlink",)
"""Where they run, nobody has a role on the server any more."""


def value_for(argument: Argument) -> str:
    return FILLED.get(argument.name) or (argument.choices or ("something",))[0]


async def test_brief_is_private(tmp_path: Path) -> None:
    """A registered command answers, and only who asked sees it."""
    async with on_stage(tmp_path) as stage:
        result = await stage.member("Rita").slash(stage.channel, "brief")
        assert ("$550 billion" in said(result), result.ephemeral) == (True, True)


async def test_source_works_after_a_restart(tmp_path: Path) -> None:
    """A new process answers the buttons of messages from before."""
    async with on_stage(tmp_path) as stage:
        rita = stage.member("Rita")
        before = await rita.slash(stage.channel, "ask", question="How many cherry trees will Japan give?")
        await stage.restart()
        source = await rita.click(before.response.message, label="Source")
        assert "250" in said(source)


async def test_pager_works_after_a_restart(tmp_path: Path) -> None:
    """The page stands in the button: a new process turns to it, in the same message."""
    async with on_stage(tmp_path) as stage:
        editor = await stage.staff("Ed", Role.EDITOR)
        for number in range(9):
            await stage.room.services.asked.count(stage.room.topic_id, f"Who won in {number}?", "refused", "", _unlike)
        first = await editor.slash(stage.channel, "desk questions")
        await stage.restart()
        second = await editor.click(first.response.message, label="More")
        assert (said(first).count("Who won in"), said(second).count("Who won in")) == (8, 1)


async def test_modal_saves_the_draft(tmp_path: Path) -> None:
    """The form that a command opened comes back with what was typed, and is saved."""
    async with on_stage(tmp_path) as stage:
        editor = await stage.staff("Ed", Role.EDITOR)
        form = await editor.slash(stage.channel, "desk edit")
        saved = await editor.submit_modal(form, {"headline": "Tokyo: a first meeting", "lede": "They met."})
        draft = await stage.room.services.desk.draft(stage.room.topic_id)
        assert (draft.brief.headline.text, "saved in the draft" in said(saved)) == ("Tokyo: a first meeting", True)


@pytest.mark.parametrize("role", Role, ids=lambda role: role.label)
async def test_each_role_runs_its_commands_and_no_others(tmp_path: Path, role: Role) -> None:
    """Every command there is, on a linked server: allowed up to the role's own, refused with a sentence above."""
    async with on_stage(tmp_path) as stage:
        await stage.staff("Ann", Role.ADMIN)
        member = await stage.staff("Eve", role)
        await stage.offer_to(member)
        refused = set()
        for name in sorted(COMMANDS, key=LAST.count):
            given = {a.name: value_for(a) for a in COMMANDS[name].arguments if a.required}
            result = await member.slash(stage.channel, " ".join(path_of(name)), **given)
            assert said(result) or result.modal, f"{name} is answered with nothing"
            refused |= {name} if REFUSED in said(result) else set()
        assert refused == {name for name, command in COMMANDS.items() if command.role > role}


@pytest.mark.parametrize("role", Role, ids=lambda role: role.label)
async def test_each_role_presses_its_buttons_and_no_others(tmp_path: Path, role: Role) -> None:
    """Every button there is, on a message from before a restart: what an older version wrote into it is no error."""
    async with on_stage(tmp_path) as stage:
        await stage.staff("Ann", Role.ADMIN)
        member = await stage.staff("Eve", role)
        messages = [await _buttons(stage, words) for words in _in_rows(sorted(ACTIONS, key=LAST.count))]
        await stage.restart()
        refused = set()
        for message, words in messages:
            for word in words:
                result = await member.click(message, custom_id=custom_id(f"{word}:1:x"))
                assert said(result) or result.modal, f"{word} is answered with nothing"
                refused |= {word} if REFUSED in said(result) else set()
        assert refused == {word for word, action in ACTIONS.items() if action.role > role}


async def test_menus_answer_on_any_message(tmp_path: Path) -> None:
    """*Check this quote* and *Brief this link*, on a message of somebody else's."""
    async with on_stage(tmp_path) as stage:
        rita = stage.member("Rita")
        message = await stage.member("Otto").send(stage.channel, "He said: “a big deal for the entire world”")
        replies = [said(await rita.context_menu(stage.channel, each.name, message)) for each in SHORTCUTS.values()]
        assert all(replies)


async def test_what_discord_registered_is_what_is_declared(tmp_path: Path) -> None:
    """Strict sync: each command under its path, with its arguments, described, and in Japanese."""
    async with on_stage(tmp_path) as stage:
        found: dict[tuple[str, ...], set[str]] = {}
        for command in await stage.bot.tree.fetch_commands():
            found |= dict(_leaves(command))
        wanted = {path_of(name): {a.name for a in command.arguments} for name, command in COMMANDS.items()}
        assert found == wanted | {(shortcut.name,): set() for shortcut in SHORTCUTS.values()}
        brief = next(c for c in await stage.bot.tree.fetch_commands() if c.name == "brief")
        assert brief.name_localizations[discord.Locale.japanese] == name_in("ja", "brief")


async def _unlike(wording: str, others: Any) -> int:
    """Each question is another one."""
    return -1


def _leaves(command: Any, above: tuple[str, ...] = ()) -> Any:
    path = (*above, command.name)
    groups = (discord.app_commands.AppCommandGroup,)
    inside = [option for option in getattr(command, "options", ()) if isinstance(option, groups)]
    if inside:
        for option in inside:
            yield from _leaves(option, path)
    else:
        yield path, {option.name for option in getattr(command, "options", ())}


def _in_rows(words: list[str]) -> list[list[str]]:
    return [words[at : at + 25] for at in range(0, len(words), 25)]


async def _buttons(stage: Any, words: list[str]) -> tuple[Any, list[str]]:
    view = discord.ui.View(timeout=None)
    for word in words:
        view.add_item(discord.ui.Button(label=word, custom_id=custom_id(f"{word}:1:x")))
    return await stage.bot.get_channel(stage.channel.id).send("Old", view=view), words
