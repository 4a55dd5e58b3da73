"""Standing and running: help, status, completion, and that every failure is a sentence."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cards import Card
from bot.commands import ACTIONS, COMMANDS, Caller, Kind, complete, complete_line, read_line, run
from bot.delivery import Limits
from bot.roles import Role
from bot.storage.audit import By
from tests.bot.newsroom import Newsroom, open_newsroom, text_of
from tests.fakes.platform import be_blind, be_busy, lose_request, refuse


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(home) as opened:
        yield opened


@pytest.fixture
async def ann(news: Newsroom) -> Caller:
    return await news.person("Ann", Role.ADMIN)


async def lines_for(news: Newsroom, caller: Caller, text: str) -> list[str]:
    return [option.value for option in await complete_line(news.services, caller, text)]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_fits_every_platform(name: str) -> None:
    """Discord: 32 characters a name, 100 a description, 25 options, required ones first; lower case."""
    command = COMMANDS[name]
    assert all(len(word) <= 32 and word == word.lower() for word in name.split())
    assert len(name.split()) <= 2
    assert 0 < len(command.about) <= 100
    assert len(command.arguments) <= 25
    assert all(len(argument.name) <= 32 and 0 < len(argument.about) <= 100 for argument in command.arguments)
    assert all(len(argument.choices) <= 25 for argument in command.arguments)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_s_examples_are_read_as_itself(name: str) -> None:
    """What help shows can be typed."""
    assert all(read_line(example)[0].name == name for example in COMMANDS[name].examples)


def test_a_word_is_a_command_or_a_group_but_not_both() -> None:
    """Discord cannot have `/topic` beside `/topic add`."""
    groups = {name.split()[0] for name in COMMANDS if " " in name}
    assert not groups & set(COMMANDS)


def test_the_words_of_the_table_are_all_there() -> None:
    """The main job's commands, by the names that people were promised."""
    wanted = "brief quotes figures timeline people ask sources changes follow unfollow help status edit review publish"
    assert set(f"{wanted} correct withdraw history rollback link code people-roles".split()) <= set(COMMANDS)
    assert {f"schedule {word}" for word in "add list edit pause resume remove now preview".split()} <= set(COMMANDS)


async def test_help_lists_what_one_may_use(news: Newsroom, ann: Caller) -> None:
    """A reader is not shown what would be refused."""
    assert "publish" not in await news.reads("help")
    assert "schedule add" in await news.reads("help", news.caller("Max", manages_server=True))
    whole = await news.reads("help", ann)
    assert all(f"• {name} — " in whole for name in COMMANDS)


async def test_help_explains_one_command(news: Newsroom) -> None:
    """With its arguments and an example; a mistyped one gets the nearest."""
    said = await news.reads("help schedule add")
    assert "zone — Time zone" in said
    assert "Example: `schedule add #summit weekdays 09:00 Asia/Tokyo`" in said
    assert "Nearest: `quotes`" in await news.reads("help qoutes")


async def test_status_shows_a_reader_their_own(news: Newsroom, ann: Caller) -> None:
    """And this server's schedules, but no deliveries of others."""
    await news.type("schedule add 9:00", ann)
    await news.type("follow 8am", news.caller("Bea"))
    said = await news.reads("status", news.caller("Bea"))
    assert "08:00" in said
    assert "#summit" in said
    assert "in memory" not in said
    assert "08:00" not in await news.reads("status", news.caller("Cem"))


async def test_status_shows_an_admin_what_did_not_arrive_and_why(news: Newsroom, ann: Caller) -> None:
    """Platforms' health, deliveries by state, and the reason of each that is not well."""
    await news.type("schedule add 9:00", ann)
    news.platform.next("post", be_busy)
    await news.deliver()
    said = await news.reads("status", ann)
    assert "fake: in memory" in said
    assert "1 retrying and 1 scheduled." in said
    assert "Slow down." in said


async def test_times_of_the_record_are_in_the_readers_zone(news: Newsroom, ann: Caller) -> None:
    """In `status`, `history` and a schedule's `preview`, as elsewhere: 08:00 in UTC is 17:00 in Tokyo."""
    tokyo = replace(ann, zone="Asia/Tokyo")
    await news.type("schedule add 9:00", tokyo)
    news.platform.next("post", be_busy)
    await news.deliver()
    for asked in ("status", "history", "schedule preview 1"):
        said = await news.reads(asked, tokyo)
        assert "17:00 (Asia/Tokyo)" in said
        assert "(UTC)" not in said


async def test_status_lists_copies_that_a_correction_could_not_reach(news: Newsroom, ann: Caller) -> None:
    """With the reason, for the person who can act on it."""
    await news.type("schedule add 9:00", ann)
    await news.deliver()
    news.platform.next("edit", refuse)
    await news.services.desk.withdraw(news.topic_id, "Retracted.", By("Ann", "fake"))
    await news.deliver()
    said = await news.reads("status", ann)
    assert "COPIES THAT A CORRECTION COULD NOT REACH" in said
    assert "The channel is gone." in said


async def test_a_person_says_whether_an_unconfirmed_post_is_there(news: Newsroom, ann: Caller) -> None:
    """Where nobody can look, Readout asks instead of posting twice."""
    await news.type("schedule add 9:00", ann)
    news.platform.next("post", lose_request)
    news.platform.next("find", *[be_blind] * 50)
    await news.deliver()
    for _ in range(40):
        news.clock.forward(seconds=Limits().settle + Limits().backoff * 4)
        await news.deliver()
    status = await news.type("status", ann)
    assert isinstance(status, Card)
    assert "unconfirmed" in text_of(status)
    again = next(button for button in status.buttons if button.label.endswith("post again"))
    assert "takes the role" in text_of(await news.press(again.action))
    assert text_of(await news.press(again.action, ann)) == "It is posted again."
    await news.deliver()
    assert len(news.platform.messages) == 1


async def test_completion_starts_with_the_words_one_may_use(news: Newsroom, ann: Caller) -> None:
    """As typed so far, whole lines come out."""
    assert await lines_for(news, news.caller(), "q") == ["quotes "]
    assert "publish " not in await lines_for(news, news.caller(), "")
    assert "schedule add " in await lines_for(news, ann, "schedule ")
    assert await lines_for(news, ann, "schedule p") == ["schedule pause ", "schedule preview "]


async def test_completion_goes_on_with_arguments(news: Newsroom, ann: Caller) -> None:
    """Speakers, topics, zones, schedules and revisions."""
    await news.type("schedule add 9:00", ann)
    await news.publish(ann, headline="Another headline")
    assert await lines_for(news, ann, "quotes tak") == ["quotes Sanae Takaichi"]
    assert await lines_for(news, ann, "quotes topic:to") == ["quotes topic:Tokyo summit"]
    assert "schedule add 9:00 Asia/Tokyo" in await lines_for(news, ann, "schedule add 9:00 tok")
    assert await lines_for(news, ann, "schedule pause ") == ["schedule pause 1"]
    assert await lines_for(news, ann, "rollback ") == ["rollback 1"]
    assert "brief short" in await lines_for(news, ann, "brief sh")
    assert any(line.endswith("?") for line in await lines_for(news, ann, "ask how"))


async def test_completion_shows_nothing_that_one_may_not_do(news: Newsroom) -> None:
    """Also not the names of people or schedules."""
    await news.person("Ann", Role.ADMIN)
    assert await complete(news.services, news.caller("Bea"), "people-roles", "person", "") == ()
    assert await complete(news.services, news.caller("Bea"), "rollback", "number", "") == ()


@pytest.mark.parametrize("typed", ["", "x", "“"])
async def test_completion_bears_an_empty_newsroom(home: Path, typed: str) -> None:
    """Before anything is published, and for any beginning of an argument."""
    async with open_newsroom(home, published=False) as news:
        ann = await news.person("Ann", Role.ADMIN)
        for name, command in COMMANDS.items():
            for argument in command.arguments:
                found = await complete(news.services, ann, name, argument.name, typed)
                assert len(found) <= 25
                assert all(len(option.value) <= 75 for option in found)


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("brief", {"length": "shrt"}, "“shrt” is not one of short, standard, full. Nearest: short."),
        ("changes", {"since": "one"}, "“one” is no number."),
        ("frobnicate", {}, "There is no command “frobnicate”."),
        ("rollback", {}, "`rollback` needs number"),
    ],
)
async def test_what_a_platform_passes_is_checked(
    news: Newsroom, ann: Caller, name: str, given: dict[str, str], said: str
) -> None:
    """Wherever a value came from, it is text until it is known to fit."""
    assert text_of(await news.run(name, ann, **given)).startswith(said)


async def test_a_fault_of_our_own_is_a_sentence_and_a_trace(
    news: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The reader is told; the log holds what whoever runs it needs, and none of what was typed."""

    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(news.services.reading, "edition", broken)
    with caplog.at_level(logging.ERROR):
        assert "Something went wrong on our side." in await news.reads("quotes Somebody Secret")
    assert "ZeroDivisionError" in caplog.text
    assert "Somebody Secret" not in caplog.text


@pytest.mark.parametrize("tail", ["", ":", ":x", ":1", ":99:99:99", ":-1:full", ":1:" + "y" * 80, ":²"])
async def test_every_action_bears_any_arguments(news: Newsroom, ann: Caller, tail: str) -> None:
    """What a button carries is only text, and may be made up."""
    for word in ACTIONS:
        reply = await news.press(word + tail, ann)
        if isinstance(reply, Card):
            assert "Something went wrong" not in text_of(reply), word


@pytest.mark.parametrize("value", ["0", "-1", "²", "@everyone", "<!channel>", "x" * 90, "“", "here", "9:00"])
async def test_every_command_bears_any_values(news: Newsroom, ann: Caller, value: str) -> None:
    """Numbers that are none, names that nothing has, marks that mean something elsewhere."""
    for name, command in COMMANDS.items():
        given = {argument.name: value for argument in command.arguments if argument.kind is not Kind.CHOICE}
        reply = await run(news.services, ann, name, given)
        if isinstance(reply, Card):
            assert "Something went wrong" not in text_of(reply), name


async def test_help_with_a_word_that_begins_commands_lists_them(news: Newsroom, ann: Caller) -> None:
    """`schedule` and `topic` are what people call them, and no commands of their own."""
    said = await news.reads("help schedule", ann)
    assert all(name in said for name in COMMANDS if name.startswith("schedule "))
    assert "There is no command" not in said


async def test_a_missing_argument_comes_with_an_example(news: Newsroom) -> None:
    """What to type is clearer than what an argument is called."""
    assert "For example: `ask How high is the tariff?`" in await news.reads("ask")
