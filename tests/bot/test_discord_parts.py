"""The decisions of the Discord platform without a connection: what an answer means, what is held back and found."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Button, Card, CardLine, LineKind, Option, Run, line, say
from bot.commands import COMMANDS
from bot.platform import Busy, Destination, Refused, Unsure
from bot.platforms.discord.budget import Budget
from bot.platforms.discord.commands import add_commands, path_of
from bot.platforms.discord.marking import carries, stamped
from bot.platforms.discord.memory import UNASKED, lean
from bot.platforms.discord.naming import with_discord_names
from bot.platforms.discord.verdict import judge
from bot.platforms.discord.wire import Answer
from bot.render.discord import action_of, render
from tests.fakes.discord.rules import message_problems, walk, words

SUMMIT = Destination("discord", "1", "2", "channel", "#summit")
PART = "0c5ca6a3a4506513270e00000"


def answer(status: int, body: Any = None, **headers: str) -> Answer:
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


def error(status: int, code: int) -> Answer:
    return answer(status, {"code": code, "message": "…"})


# What an answer means


@pytest.mark.parametrize(
    ("given", "kind", "said"),
    [
        (error(404, 10003), Refused, "#summit is gone"),
        (error(404, 0), Refused, "#summit is gone"),
        (error(404, 10008), Refused, "was deleted"),
        (error(403, 50001), Refused, "lacks View Channels"),
        (error(403, 50013), Refused, "lacks Send Messages there"),
        (error(403, 50007), Refused, "blocks direct messages"),
        (error(400, 50083), Refused, "archived or locked"),
        (error(400, 50035), Refused, "fault in Readout"),
        (error(400, 30046), Busy, "old message"),
        (error(401, 0), Busy, "DISCORD_TOKEN"),
        (answer(403), Busy, "proxy"),
        (answer(500), Unsure, "may or may not"),
        (answer(502), Unsure, "may or may not"),
        (answer(503), Unsure, "may or may not"),
        (answer(524), Unsure, "may or may not"),
    ],
)
def test_answer_has_its_meaning(given: Answer, kind: type[Exception], said: str) -> None:
    """Never, not now, or nobody knows: each with a sentence for who can act on it."""
    with pytest.raises(kind, match=said):
        judge(given, SUMMIT)


def test_known_permissions_are_named() -> None:
    """Discord's answer names no permission; the server's roles do."""
    with pytest.raises(Refused, match="lacks Send Messages and Read Message History there"):
        judge(error(403, 50013), SUMMIT, ["Send Messages", "Read Message History"])


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        (answer(429, {"retry_after": 2.5}, retry_after="3"), 2.5),
        (answer(429, None, retry_after="30"), 30.0),
        (answer(429, None), 60.0),
        (answer(429, {"retry_after": "soon"}), 60.0),
    ],
    ids=["by the body", "by the header", "unsaid", "unreadable"],
)
def test_rate_limit_says_how_long(given: Answer, seconds: float) -> None:
    """The wait is the one that Discord names, or a minute where the proxy before it names none."""
    with pytest.raises(Busy) as caught:
        judge(given, SUMMIT)
    assert caught.value.seconds == seconds


# What is held back


def test_used_up_channel_is_not_asked() -> None:
    """After the last request of a bucket the next one waits, without a request that would be refused."""
    now = [100.0]
    budget = Budget(lambda: now[0])
    budget.learn("POST /channels/2", answer(200, {}, x_ratelimit_remaining="0", x_ratelimit_reset_after="4"))
    budget.check("POST /channels/3")
    with pytest.raises(Busy) as caught:
        budget.check("POST /channels/2")
    assert caught.value.seconds == 4.0
    now[0] = 104.0
    budget.check("POST /channels/2")


@pytest.mark.parametrize(
    "given",
    [answer(429, {"retry_after": 5, "global": True}), answer(429, None, retry_after="5")],
    ids=["global", "proxy"],
)
def test_limit_of_the_token_holds_every_channel(given: Answer) -> None:
    """A global limit, or one of the proxy for the whole address, holds back everything."""
    budget = Budget(lambda: 100.0)
    budget.learn("POST /channels/2", given)
    with pytest.raises(Busy):
        budget.check("POST /channels/3")


# What is found again


@given(st.text("0123456789abcdef", min_size=1, max_size=25), st.text("abc:", min_size=1, max_size=98))
def test_stamped_message_is_found_and_taken(part: str, action: str) -> None:
    """Whatever the part and the button, the message stays within the limits and is recognised without its nonce."""
    (payload,) = render(Card("T", (line("x"),), (Button("Go", action),)))
    sent = stamped(payload, part)
    kept = {key: value for key, value in sent.items() if key != "nonce"}
    assert (message_problems(sent), carries(kept, part), carries(kept, part + "f")) == ([], True, False)


def test_button_alone_tells_the_part() -> None:
    """Were Discord to number components anew, the button's custom id would still tell."""
    (payload,) = render(Card("T", (line("x"),), (Button("Go", "ask:7"),)))
    sent = dict(stamped(payload, PART)) | {"nonce": None}
    sent["components"][0]["id"] = 1
    assert carries(sent, PART)


def test_stamp_leaves_the_frozen_payload_alone() -> None:
    """A retry starts from the same frozen payload, so sending must not change it."""
    (payload,) = render(Card("T", (line("x"),), (Button("Go", "ask:7"),)))
    stamped(payload, PART)
    assert payload == render(Card("T", (line("x"),), (Button("Go", "ask:7"),)))[0]


def test_stamped_button_runs_the_same() -> None:
    """The part's id in the custom id is no part of the action."""
    (payload,) = render(Card("T", buttons=(Button("Go", "source:7:all"),)))
    custom = [c["custom_id"] for c in walk(stamped(payload, PART)["components"]) if "custom_id" in c]
    assert (custom, action_of(custom[0])) == ([f"source:7:all|{PART}"], "source:7:all")


# What commands are called


async def no_run(interaction: discord.Interaction, name: str, given: object) -> None: ...


async def no_completion(interaction: discord.Interaction, name: str, argument: str, typed: str) -> list[Option]:
    return []


@pytest.fixture
async def registered() -> list[dict[str, Any]]:
    """What is sent to Discord to register the commands."""
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    add_commands(tree, COMMANDS.values(), no_run, no_completion)
    return [command.to_dict(tree) for command in tree.get_commands()]


def leaves(commands: list[dict[str, Any]], *path: str) -> dict[tuple[str, ...], dict[str, Any]]:
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for command in commands:
        groups = [option for option in command.get("options", []) if option["type"] in (1, 2)]
        here = (*path, command["name"])
        found |= leaves(groups, *here) if groups else {here: command}
    return found


async def test_every_command_is_registered_with_its_arguments(registered: list[dict[str, Any]]) -> None:
    """The table is the truth: no command and no argument is missing on Discord, and there are no others."""
    known = leaves(registered)
    assert {path: {o["name"] for o in command.get("options", [])} for path, command in known.items()} == {
        path_of(name): {argument.name for argument in command.arguments} for name, command in COMMANDS.items()
    }


async def test_commands_are_within_the_limits(registered: list[dict[str, Any]]) -> None:
    """25 in a group, 25 options, 25 choices; descriptions up to 100; 8,000 characters a command in all."""
    for command in registered:
        assert _characters(command) <= 8000
        for each in [command, *leaves([command]).values()]:
            assert 1 <= len(each["description"]) <= 100
            assert len(each.get("options", [])) <= 25


async def test_readers_words_are_commands_of_their_own(registered: list[dict[str, Any]]) -> None:
    """What readers type is short; schedules and the desk's work are groups."""
    top = {command["name"] for command in registered}
    assert top >= {"brief", "quotes", "ask", "schedule", "desk"}
    assert not top & {"edit", "publish", "topic", "link"}


def _characters(command: dict[str, Any]) -> int:
    """As Discord counts them: names, descriptions and choices' values."""
    own = len(command["name"]) + len(command.get("description", ""))
    choices = sum(len(c["name"]) + len(str(c["value"])) for c in command.get("choices") or [])
    return own + choices + sum(_characters(option) for option in command.get("options") or [])


@pytest.mark.parametrize(
    ("ours", "discords"),
    [
        ("Type `brief` for a fresh message.", "Type **/brief** for a fresh message."),
        ("`schedule list` shows them.", "**/schedule list** shows them."),
        ("Open `edit` again.", "Open **/desk edit** again."),
        ("`code editor` lets somebody in.", "**/desk code editor** lets somebody in."),
        ("The word `tariff` stays.", "The word \\`tariff\\` stays."),
    ],
)
def test_sentences_name_commands_as_on_discord(ours: str, discords: str) -> None:
    """What a sentence tells to type can be typed; other words in such marks are left alone."""
    assert words(render(with_discord_names(say(ours)))[0]) == discords


def test_an_articles_words_keep_their_backticks() -> None:
    """Only sentences of ours name commands: what an article wrote stays verbatim, be it evidence or a quotation."""
    evidence = CardLine((Run("He typed `edit` twice."),), LineKind.QUOTE)
    sourced = CardLine((Run("He typed `edit` twice."),), source="source:1:l")
    assert with_discord_names(Card(lines=(evidence, sourced))).lines == (evidence, sourced)


# What is kept of a server


def test_a_server_is_kept_lean() -> None:
    """Names, roles and places to post in; no emoji, no voice, no topics, and of the members only the bot."""
    guild = {
        "id": "1",
        "name": "Reuters fans",
        "roles": [{"id": "1"}],
        "channels": [{"id": str(kind), "type": kind, "topic": "…"} for kind in (0, 2, 4, 5, 13, 15)],
        "threads": [{"id": "9", "type": 11}],
        "members": [{"user": {"id": "7"}}, {"user": {"id": "8"}}],
        **{key: [{"id": "3"}] for key in UNASKED},
    }
    assert lean(guild, 7) == {
        "id": "1",
        "name": "Reuters fans",
        "roles": [{"id": "1"}],
        "channels": [{"id": str(kind), "type": kind} for kind in (0, 5, 15)],
        "threads": [{"id": "9", "type": 11}],
        "members": [{"user": {"id": "7"}}],
    }
