"""Linking: servers, people and topics join the newsroom by those who may let them in."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cards import Card, Form
from bot.commands import Caller, topicking
from bot.fetch import FetchError
from bot.roles import Role
from bot.storage.audit import SYSTEM
from bot.storage.tables import Audit
from briefs import Article
from tests.bot.editions import ARTICLE, BRIEF, TEXT
from tests.bot.newsroom import Newsroom, filled, form_of, open_newsroom, text_of


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(home) as opened:
        yield opened


@pytest.fixture
async def ann(news: Newsroom) -> Caller:
    return await news.person("Ann", Role.ADMIN)


def code_in(reply: str) -> str:
    found = re.search(r"link ([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})", reply)
    assert found, reply
    return found[1]


async def test_a_server_is_linked_by_a_code_typed_there(news: Newsroom, ann: Caller) -> None:
    """From then on its admin edits and schedules there."""
    code = code_in(await news.reads("code server", ann))
    cem = news.caller("Cem", server="500")
    assert "This server is linked to the newsroom “Readout”." in await news.reads(f"link {code}", cem)
    assert isinstance(await news.type("edit", cem), Form)


async def test_an_unlinked_server_only_follows_again(news: Newsroom, ann: Caller) -> None:
    """Its people keep their roles elsewhere."""
    assert "Unlink this server?" in await news.reads("unlink", ann)
    assert isinstance(await news.type("edit", ann), Form)
    assert "only follows now" in text_of(await news.press("unlink", ann))
    assert "This server only follows the newsroom" in await news.reads("edit", ann)
    assert "cherry" in await news.reads("brief", ann)
    there = news.caller("Ann", server="")
    assert isinstance(await news.type("edit", there), Form)
    assert "Only a server that was linked" in text_of(await news.press("unlink", there))


async def test_a_code_makes_one_person_an_editor(news: Newsroom, ann: Caller) -> None:
    """The next one who types it gets nothing."""
    code = code_in(await news.reads("code editor", ann))
    eve, cem = news.caller("Eve"), news.caller("Cem")
    assert "You are editor of the newsroom “Readout”." in await news.reads(f"link {code}", eve)
    assert "used already" in await news.reads(f"link {code}", cem)
    assert isinstance(await news.type("edit", eve), Form)
    assert isinstance(await news.type("edit", cem), Card)


async def test_a_wrong_code_says_so(news: Newsroom) -> None:
    """And links nothing."""
    assert "is not known" in await news.reads("link ABCD-EFGH-JKMN")


async def test_only_an_admin_makes_codes_for_others(news: Newsroom) -> None:
    """An editor may join an account of their own, no more."""
    eve = await news.person("Eve", Role.EDITOR)
    for wanted in ("server", "admin", "editor"):
        assert "Only an admin" in await news.reads(f"code {wanted}", eve)
    code = code_in(await news.reads("code me", eve))
    other = news.caller("Eve elsewhere")
    assert "You are editor" in await news.reads(f"link {code}", other)
    assert "takes the role “editor”" in await news.reads("code", news.caller("Bea"))


async def test_people_are_listed_with_their_roles(news: Newsroom, ann: Caller) -> None:
    """Highest first, with the platforms they are known on."""
    await news.person("Eve", Role.EDITOR)
    said = await news.reads("people-roles", ann)
    assert "Ann — admin · fake" in said
    assert said.index("Ann") < said.index("Eve")


async def test_a_role_is_changed_by_name(news: Newsroom, ann: Caller) -> None:
    """And works from the next command on."""
    eve = await news.person("Eve Li", Role.EDITOR)
    assert "Eve Li, editor" in await news.reads("people-roles Eve", ann)
    assert "Eve Li is reader now." in await news.reads("people-roles reader eve", ann)
    assert "takes the role “editor”" in await news.reads("edit", eve)
    assert "Nearest: Eve Li." in await news.reads("people-roles editor Eva Lo", ann)
    assert "only admin" in await news.reads("people-roles reader Ann", ann)


async def test_two_people_of_one_name_are_told_apart(news: Newsroom, ann: Caller) -> None:
    """By a number, never by guess."""
    for user in ("e1", "e2"):
        code = code_in(await news.reads("code editor", ann))
        await news.type(f"link {code}", news.caller("Eve", user=user))
    said = await news.reads("people-roles publisher Eve", ann)
    assert "Several people are called that" in said
    number = re.findall(r"(\d+) \(Eve", said)[1]
    assert "Eve is publisher now." in await news.reads(f"people-roles publisher {number}", ann)


async def test_a_topic_is_taken_in_by_its_address(news: Newsroom, ann: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its automatic brief is a draft: nothing is published by taking an article in."""

    async def fetched(url: str) -> Article:
        return Article.from_text(TEXT, headline="Channel to be widened", url=url)

    monkeypatch.setattr(topicking, "fetch_article", fetched)
    added = await news.type("topic add https://news.example/channel name:Harbour", ann)
    assert isinstance(added, Card)
    assert "“Harbour” is taken in" in text_of(added)
    assert "Harbour" not in await news.reads("topic list")
    assert "not published yet" in await news.reads("topic list", ann)
    live = text_of(await news.press(added.buttons[0].action, ann))
    assert "Approved by Ann" in live
    assert "types `schedule add topic:Harbour`" in live
    assert "Channel to be widened" in await news.reads("brief topic:Harbour")


async def test_a_page_that_is_no_article_says_why(news: Newsroom, ann: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the fetching found wrong is the reply."""

    async def refused(url: str) -> Article:
        raise FetchError("news.example has no article there.")

    monkeypatch.setattr(topicking, "fetch_article", refused)
    assert await news.reads("topic add https://news.example", ann) == "news.example has no article there."
    assert "whole address" in await news.reads("topic add news.example/a", ann)
    assert "whole address" in await news.reads("topic add file:///etc/passwd", ann)


async def test_a_topic_is_taken_in_as_a_text(news: Newsroom, ann: Caller) -> None:
    """In a form, where an address is not to be had."""
    form = form_of(await news.type("topic add", ann))
    added = await news.press(form.action, ann, filled(form, name="Harbour", headline="Wider", text=TEXT))
    assert "“Harbour” is taken in" in text_of(added)
    again = await news.press(form.action, ann, filled(form, name="harbour", text=TEXT))
    assert "“Harbour” already" in text_of(again)
    assert isinstance(again, Card)
    kept = form_of(await news.press(again.buttons[0].action, ann))
    assert [field.value for field in kept.fields] == ["harbour", "", TEXT.strip()]


@pytest.mark.parametrize("text", ["\x00\x01\x02" * 50, "a"])
async def test_a_text_that_cannot_be_briefed_says_why(news: Newsroom, ann: Caller, text: str) -> None:
    """Nothing half-made is kept of it."""
    form = form_of(await news.type("topic add", ann))
    said = text_of(await news.press(form.action, ann, filled(form, name="Broken", text=text)))
    assert said
    assert Article.from_text(text).problem in (None, said)


async def test_a_topic_is_renamed(news: Newsroom, ann: Caller) -> None:
    """Everybody finds it under the new name."""
    assert "is called “Tokyo talks” now" in await news.reads("topic rename Tokyo talks", ann)
    assert "Tokyo talks" in await news.reads("topic list")


async def test_topics_are_chosen_by_who_manages_the_server(news: Newsroom) -> None:
    """Also where it is linked to nothing; others are told what it takes."""
    topic = await news.services.desk.add_topic(news.newsroom_id, "Harbour", ARTICLE, BRIEF, SYSTEM)
    await news.services.desk.publish_unreviewed(topic, SYSTEM)
    boss, bea = (news.caller(name, server="900", manages_server=name == "Max") for name in ("Max", "Bea"))
    assert "or somebody who manages this server" in await news.reads("topic use Harbour", bea)
    assert "mean “Harbour” now" in await news.reads("topic use server Harbour", boss)
    assert "Channel to be widened" in await news.reads("brief", bea)


async def test_linking_and_choosing_are_audited(news: Newsroom, ann: Caller) -> None:
    """Every act that changes who may do what, and what is meant where."""
    await news.type("topic use Tokyo summit", ann)
    await news.type("topic rename Talks", ann)
    await news.type("code editor", ann)
    async with news.services.sessions() as session:
        rows = (await session.scalars(select(Audit).where(Audit.who == "Ann"))).all()
    assert [row.what for row in rows][-3:] == ["topic chosen", "topic renamed", "code made"]
