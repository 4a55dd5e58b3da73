"""The home page: its sections for readers, editors and admins, also while there is nothing to read."""

from __future__ import annotations

from pathlib import Path

from bot.cards import Card
from bot.commands import home_cards, opening_questions
from bot.render.plain import plain
from bot.roles import Role
from bot.storage.audit import By
from tests.bot.newsroom import Newsroom, filled, form_of, open_newsroom


async def titles(news: Newsroom, name: str, role: Role | None = None) -> list[str]:
    caller = await news.person(name, role) if role is not None else news.caller(name)
    return [card.title for card in await home_cards(news.services, caller)]


async def test_each_role_has_its_sections(tmp_path: Path) -> None:
    """Readers have the brief and what they follow; editors their desk; admins the set-up as well."""
    async with open_newsroom(tmp_path) as news:
        assert (await titles(news, "Reader"))[1:] == ["You follow nothing yet"]
        assert (await titles(news, "Ed", Role.EDITOR))[1:] == ["You follow nothing yet", "On your desk"]
        assert (await titles(news, "Ann", Role.ADMIN))[-1].startswith("Set-up")


async def test_nothing_published_is_said(tmp_path: Path) -> None:
    """Before the first brief the home page says so, the editor's desk names the draft, and nothing is suggested."""
    async with open_newsroom(tmp_path, published=False) as news:
        ann = await news.person("Ann", Role.ADMIN)
        cards = await home_cards(news.services, ann)
        text = " ".join(plain(card) for card in cards)
        assert "Nothing is published yet" in text
        assert "Tokyo summit: nothing is published yet." in text
        assert await opening_questions(news.services, ann, 3) == ()


async def test_what_waits_is_named(tmp_path: Path) -> None:
    """A revision in review is named with its number, and offered to who may publish it."""
    async with open_newsroom(tmp_path) as news:
        ann = await news.person("Ann", Role.PUBLISHER)
        form = form_of(await news.type("edit", ann))
        await news.press(form.action, ann, filled(form, headline="Leaders meet"))
        await news.services.desk.submit(news.topic_id, By("Ed", "fake"))
        (desk,) = [card for card in await home_cards(news.services, ann) if card.title == "On your desk"]
        assert "revision 2 waits for review" in plain(desk)
        assert [button.label for button in desk.buttons][:2] == ["Review", "Edit"]


async def test_withdrawn_brief_is_not_shown(tmp_path: Path) -> None:
    """After a withdrawal the home page has its note, and offers no parts of the brief."""
    async with open_newsroom(tmp_path) as news:
        await news.services.desk.withdraw(news.topic_id, "The article was retracted.", By("Ed", "fake"))
        first = (await home_cards(news.services, news.caller()))[0]
        assert isinstance(first, Card)
        assert first.title == "Withdrawn"
        assert first.buttons == ()
