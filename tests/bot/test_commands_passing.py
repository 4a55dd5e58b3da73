"""What a message passes on: words checked against the article, and a link briefed for one person."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Card, Reply
from bot.commands import SHORTCUTS, context_of, passing, use_shortcut
from bot.commands.passing import link_in
from bot.fetch import FetchError
from bot.roles import Role
from bot.sample import sample_article
from briefs import Article
from briefs.quoted import VERBATIM, passages
from tests.bot.newsroom import Newsroom, open_newsroom, text_of

ALLY = "We are an ally at the strongest level."
HARBOUR = (
    "The port of Lund opened on Monday after two years of work. “We are ready,” the harbour master, Ida Berg, said. "
    "The work cost 40 million euros and gave the town a second pier.\n\n"
    "About 300 people came to the opening. Berg said that the first ships would arrive in May."
)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path) as made:
        yield made


async def use(room: Newsroom, word: str, text: str) -> Reply:
    return await use_shortcut(room.services, room.caller(), word, text)


async def check(room: Newsroom, text: str) -> str:
    return text_of(await use(room, "check_quote", text))


def give(monkeypatch: pytest.MonkeyPatch, article: Article | Exception) -> list[str]:
    """What fetching gives; returns the addresses that were asked for."""
    asked: list[str] = []

    async def fetched(url: str) -> Article:
        asked.append(url)
        if isinstance(article, Exception):
            raise article
        return article

    monkeypatch.setattr(passing, "fetch_article", fetched)
    return asked


async def harbour(room: Newsroom) -> None:
    """A second topic, published."""
    article = Article.from_text(HARBOUR, headline="Harbour opens", url="https://news.example/harbour")
    by = (await context_of(room.services, await room.person("Ann", Role.ADMIN))).by
    brief = await room.services.reading.condensed(article)
    topic = await room.services.desk.add_topic(room.newsroom_id, "Harbour", article, brief, by)
    await room.services.desk.publish_unreviewed(topic, by)


# A quote


@pytest.mark.parametrize("words", [ALLY, "we are an ALLY at the strongest level", "We are … the strongest level"])
async def test_a_true_quote_has_its_speaker_and_its_passage(room: Newsroom, words: str) -> None:
    """Word for word, whatever the marks and capitals; a split one too."""
    said = await check(room, f"lol “{words}”")
    assert "In the article, word for word" in said
    assert "Donald Trump (U.S. President) said it." in said
    assert "any favors you need" in said


async def test_an_altered_quote_shows_what_the_article_has(room: Newsroom) -> None:
    """One word that was changed is enough, and the right ones stand beside it."""
    said = await check(room, "“We are an ally at the highest level.”")
    assert said.count("Not word for word") == 1
    assert "The article has this instead. Donald Trump" in said


async def test_an_invented_quote_is_not_in_the_article(room: Newsroom) -> None:
    """And nobody is guessed to have said it."""
    said = await check(room, "“Nobody here has ever tasted better pizza.”")
    assert "Not in the article" in said
    assert "said it" not in said


async def test_a_wrong_speaker_is_named(room: Newsroom) -> None:
    """The words are right and the name beside them is not."""
    assert "names Sanae Takaichi; in the article it was Donald Trump" in await check(room, f"Takaichi: “{ALLY}”")
    assert "somebody else" not in await check(room, f"Trump told Takaichi: “{ALLY}”")


async def test_the_reporters_words_are_nobodys_quote(room: Newsroom) -> None:
    """What the article says in its own words is not put into a mouth."""
    said = await check(room, "Japan will give the United States 250 cherry blossom trees")
    assert "These are the reporter's words, not a quotation." in said


@pytest.mark.parametrize("text", ["", "  ", "ok", "“”", "…"])
async def test_a_message_without_words_gets_a_sentence(room: Newsroom, text: str) -> None:
    assert len(await check(room, text)) > 40


async def test_other_topics_are_looked_through(room: Newsroom) -> None:
    """The words may be from another article than the one that is meant here; which one is said."""
    await harbour(room)
    assert "Checked against “Harbour”" in await check(room, "“We are ready,” she said")
    assert "Checked against “Tokyo summit”" in await check(room, f"“{ALLY}”")


@given(st.text(max_size=300))
def test_any_text_is_looked_for(text: str) -> None:
    """No message breaks the check, and what it calls verbatim stands in the article."""
    article = sample_article()
    for passage in passages(text, article, ()):
        assert passage.status != VERBATIM or passage.spans


@given(st.integers(0, 3000), st.integers(10, 200))
def test_every_run_of_the_articles_words_is_verbatim(start: int, length: int) -> None:
    """Whatever is copied out of it, from word to word."""
    words = sample_article().text[start : start + length].split()[1:-1]
    passed = " ".join(w for w in words if not set('“”"…') & set(w))
    for passage in passages(f'"{passed}"', sample_article(), ()) if passed == " ".join(words) else ():
        assert passage.status == VERBATIM


# A link


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://news.example/a?b=1.", "https://news.example/a?b=1"),
        ("(<https://news.example/a|the article>)", "https://news.example/a"),
        ("[it](https://news.example/a)", "https://news.example/a"),
        ("ftp://news.example javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_the_link_of_a_message(text: str, link: str) -> None:
    assert link_in(text) == link


async def test_a_link_is_briefed_for_one_person(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Labelled as nobody's work; its evidence can be opened; it is no topic of the newsroom."""
    give(monkeypatch, Article.from_text(HARBOUR, headline="Harbour opens", url="https://news.example/harbour"))
    card = await use(room, "brief_link", "wow https://news.example/harbour")
    assert isinstance(card, Card)
    assert card.private
    assert "nobody has looked it through" in text_of(card)
    source = next(line.source for line in card.lines if line.source)
    assert "port of Lund" in text_of(await room.press(source))
    parts = [button.action for button in card.buttons]
    assert not [action for action in parts if not action.startswith("linked:")]
    assert "Ida Berg" in text_of(await room.press(next(action for action in parts if action.endswith("quotes"))))
    assert len(await room.services.reading.topics(room.newsroom_id)) == 1


async def test_the_link_of_a_topic_shows_its_brief(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """What editors answer for is not done again by machine."""
    asked = give(monkeypatch, FetchError("Not to be asked."))
    await harbour(room)
    assert "Published without review" in text_of(await use(room, "brief_link", "https://news.example/harbour"))
    assert asked == []


async def test_a_link_that_is_no_article_says_why(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, FetchError("news.example sent image/png, which is no article."))
    assert "which is no article" in text_of(await use(room, "brief_link", "https://news.example/cat.png"))


async def test_a_private_address_is_not_read(room: Newsroom) -> None:
    """Whoever may use the menu must not reach what is behind the firewall."""
    for address in ("http://127.0.0.1:8080/", "http://169.254.169.254/latest", "http://[::1]/"):
        assert "not on the open internet" in text_of(await use(room, "brief_link", address))


async def test_one_link_at_a_time(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who presses ten times makes the machine read one."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(url: str) -> Article:
        begun.set()
        await go_on.wait()
        return Article.from_text(HARBOUR)

    monkeypatch.setattr(passing, "fetch_article", slow)
    first = asyncio.create_task(use(room, "brief_link", "https://news.example/a"))
    await begun.wait()
    assert "still being read" in text_of(await use(room, "brief_link", "https://news.example/b"))
    go_on.set()
    assert "port of Lund" in text_of(await first)


async def test_a_brief_that_is_kept_no_more_says_so(room: Newsroom) -> None:
    """After a restart the button under it has a sentence."""
    assert "once more" in text_of(await room.press("linked:gone:source:l"))


def test_names_fit_both_menus() -> None:
    """24 characters on Slack, 32 on Discord."""
    assert {word: one.name for word, one in SHORTCUTS.items()} == {
        "check_quote": "Check this quote",
        "brief_link": "Brief this link",
    }
