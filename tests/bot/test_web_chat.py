"""The chat page over HTTP: rooms and messages, commands with and without script, channels, completions."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards import Card, line
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from bot.web.visitors import user_of
from tests.bot.chat_page import NEWS, Page, open_page

JSON = {"Accept": "application/json"}


async def test_home_leads_to_the_first_channel(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        response, _ = await page.get("/")
        assert (response.status, response.headers["Location"]) == (303, "/c/summit")


async def test_room_shows_its_messages(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.news()
        _, text = await page.get("/c/summit")
        assert "Channel to be widened" in text
        assert 'value="source:1:l"' in text


async def test_markup_in_a_message_is_shown(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.news(Card("<script>alert(1)</script>", (line("@everyone <!channel>"),), private=False))
        _, text = await page.get("/c/summit")
        assert "<script>alert" not in text
        assert "@everyone &lt;!channel&gt;" in text


async def test_channel_that_is_not_there_is_said(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        response, text = await page.get("/c/nowhere")
        assert response.status == 404
        assert "no such page" in text


async def test_older_messages_are_a_link_away(tmp_path: Path) -> None:
    """The link works without script and leads back."""
    async with open_page(tmp_path) as page:
        for number in range(42):
            await page.news(Card(f"News {number}.", private=False))
        _, newest = await page.get("/c/summit")
        assert "News 41." in newest
        assert "News 1." not in newest
        _, older = await page.get("/c/summit?before=3")
        assert "News 1." in older
        assert "Back to the newest messages" in older


async def test_command_without_script_is_answered_on_the_page(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.news()
        response, text = await page.post("/c/summit", {"text": "nonsense"})
        assert response.status == 200
        assert "Channel to be widened" in text
        assert "There is no command “nonsense”" in text
        assert "Only visible to you" in text


async def test_command_with_script_is_answered_alone(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        _, text = await page.post("/c/summit", {"text": "nonsense"}, **JSON)
        answer = json.loads(text)
        assert answer["kind"] == "card"
        assert "There is no command" in answer["exchange"]
        assert "<html" not in answer["exchange"]


@pytest.mark.parametrize("path", ["/c/summit", "/direct", "/channels", "/logout"])
@pytest.mark.parametrize("token", ["", "0" * 32, "é" * 32])
async def test_form_without_the_visitors_token_does_nothing(tmp_path: Path, path: str, token: str) -> None:
    """With the right origin and cookie: the page says what to do instead."""
    async with open_page(tmp_path) as page:
        for headers in ({}, JSON):
            response, text = await page.post(path, {"csrf": token, "text": "help", "name": "asia"}, **headers)
            assert response.status == 403
            assert "This form is from an earlier visit. Go back, load the page anew" in text
        assert list(await page.local.channels()) == ["summit"]


async def test_token_of_another_visitor_is_refused(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        mine = page.csrf
        page.browser.cookie_jar.clear()
        response, _ = await page.post("/c/summit", {"csrf": mine, "text": "help"})
        assert response.status == 403


async def test_every_form_of_the_page_carries_the_visitors_token(tmp_path: Path) -> None:
    """Messages, the reply without script, the new channel and the line to type."""
    async with open_page(tmp_path) as page:
        await page.news()
        _, text = await page.post("/c/summit", {"text": "help"})
        forms = text.split("<form ")[1:]
        assert len(forms) >= 4
        assert all(f'name="csrf" value="{page.csrf}"' in form for form in forms)


async def test_reply_kept_by_the_script_and_messages_for_all_hold_no_token(tmp_path: Path) -> None:
    """The script adds it to what it sends, so neither the session's storage nor the stream has it."""
    async with open_page(tmp_path) as page:
        await page.news()
        _, text = await page.post("/c/summit", {"text": "help"}, **JSON)
        assert page.csrf not in text


async def test_typed_markup_is_shown(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        _, text = await page.post("/c/summit", {"text": "<img src=x onerror=alert(1)>"})
        assert "<img src=x" not in text


async def test_reply_is_kept_from_everybody_else(tmp_path: Path) -> None:
    """It is no message: neither in the room nor in the feed."""
    async with open_page(tmp_path) as page:
        before = page.local.feed.cursor
        await page.post("/c/summit", {"text": "help"})
        assert list(await page.local.messages("summit", 10)) == []
        assert page.local.feed.cursor == before


async def test_visitor_is_recognised_by_a_cookie_that_scripts_cannot_read(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        response, _ = await page.get("/c/summit")
        cookie = response.headers["Set-Cookie"]
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
        again, _ = await page.get("/c/summit")
        assert "Set-Cookie" not in again.headers


async def test_cookie_is_for_encrypted_connections_where_the_page_is(tmp_path: Path) -> None:
    async with open_page(tmp_path, public_url="https://news.example/bot") as page:
        response, _ = await page.get("/c/summit")
        assert {"Secure", "Path=/bot"} <= set(response.headers["Set-Cookie"].split("; "))


async def test_cookie_that_has_run_out_or_was_made_up_is_replaced(tmp_path: Path) -> None:
    """The end of a cookie is part of its secret, so it cannot be put off."""
    async with open_page(tmp_path) as page:
        await page.get("/c/summit")
        page.clock.forward(timedelta(days=366))
        response, _ = await page.get("/c/summit")
        assert "Set-Cookie" in response.headers
        page.browser.cookie_jar.clear()
        made_up, _ = await page.get("/c/summit", Cookie="readout=9999999999.short")
        assert "Set-Cookie" in made_up.headers


async def test_direct_messages_are_the_visitors_own(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.get("/direct")
        await page.news(Card("For Ann alone", private=False), direct="ann")
        await page.news(Card("For you alone", private=False), direct=me(page))
        _, text = await page.get("/direct")
        assert "For you alone" in text
        assert "For Ann alone" not in text


def me(page: Page) -> str:
    return user_of(next(cookie.value for cookie in page.browser.cookie_jar if cookie.key == "readout"))


async def test_admin_opens_a_channel_that_stays(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        response, _ = await page.post("/channels", {"name": "#Asia Desk"})
        assert (response.status, response.headers["Location"]) == (303, "/c/asia-desk")
        _, text = await page.get("/c/asia-desk")
        assert "#asia-desk is open" in text


async def test_channel_is_opened_once(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.post("/channels", {"name": "asia"})
        await page.post("/channels", {"name": "asia"})
        assert len(await page.local.messages("asia", 10)) == 1


async def test_channel_with_an_impossible_name_is_refused(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        for name in ("", "a/b", "@ann", "x" * 41, "<b>"):
            response, text = await page.post("/channels", {"name": name})
            assert response.status == 400
            assert "letters, digits and hyphens" in text


async def test_reader_opens_no_channel(tmp_path: Path) -> None:
    async with open_page(tmp_path, discord_token="made-up") as page:
        response, text = await page.post("/channels", {"name": "asia"})
        assert response.status == 403
        assert "Only an admin" in text
        _, shown = await page.get("/c/summit")
        assert "New channel" not in shown
        assert "You are a reader here" in shown


async def test_reader_changes_nothing(tmp_path: Path) -> None:
    """Where others may come, a visitor without log-in is refused what only the newsroom's people may do."""
    async with open_page(tmp_path, discord_token="made-up") as page:
        _, text = await page.post("/c/summit", {"text": "withdraw wrong"})
        assert "This takes the role" in text


async def test_line_is_completed(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        _, text = await page.get("/complete?room=summit&text=quo")
        assert "quotes" in [option["value"].strip() for option in json.loads(text)]


async def test_brief_is_answered_in_the_room_where_it_is_asked(tmp_path: Path) -> None:
    """The whole way: a typed line, the newsroom's brief, HTML."""
    async with open_page(tmp_path) as page:
        await add_sample(page)
        _, text = await page.post("/c/summit", {"text": "brief"})
        assert text.count('class="quote line"') >= 6
        assert "Sanae Takaichi" in text


async def test_form_is_shown_without_script_and_sent_back(tmp_path: Path) -> None:
    """The question form of *Ask*: its fields arrive under their own names."""
    async with open_page(tmp_path) as page:
        await add_sample(page)
        _, form = await page.post("/c/summit", {"action": "ask:1"})
        assert 'name="f:question"' in form
        asked = {"action": "ask:1", "f:question": "How many cherry trees will Japan give?"}
        _, text = await page.post("/c/summit", asked)
        assert "250" in text


async def add_sample(page: Page) -> None:
    article = sample_article()
    newsroom = await page.services.desk.open_newsroom("Readout")
    brief = await page.services.reading.condensed(article)
    topic = await page.services.desk.add_topic(newsroom, TOPIC, article, brief, SYSTEM)
    await page.services.desk.publish_unreviewed(topic, SYSTEM)


async def test_unknown_zone_of_a_browser_is_left_out(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        response, _ = await page.post("/c/summit", {"text": "help", "zone": "Mars/Olympus"}, **JSON)
        assert response.status == 200


async def test_characters_that_are_nobodys_words_do_no_harm(tmp_path: Path) -> None:
    """NUL, a lone escape and directions of writing come from pasted text."""
    async with open_page(tmp_path) as page:
        response, text = await page.post("/c/summit", {"text": "no\x00such \x1b[31m \u202e"}, **JSON)
        assert response.status == 200
        assert "There is no command “nosuch" in json.loads(text)["exchange"]


async def test_edited_message_says_so(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        number = await page.news()
        to = (await page.local.find_channel("", "summit")) or None
        assert to is not None
        await page.local.edit(to, number, page.local.render(Card("Corrected", private=False))[0])
        _, text = await page.get("/c/summit")
        assert "Corrected" in text
        assert "edited" in text
        assert NEWS.title not in text
