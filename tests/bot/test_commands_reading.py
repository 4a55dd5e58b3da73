"""Reading: everybody gets the live brief and its parts; a mistyped name gets the nearest ones."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card
from bot.commands import complete
from bot.roles import Role
from bot.storage.audit import SYSTEM
from tests.bot.editions import ARTICLE, BRIEF
from tests.bot.newsroom import Newsroom, filled, form_of, open_newsroom, text_of


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(home) as opened:
        yield opened


async def add_harbour(news: Newsroom) -> int:
    topic = await news.services.desk.add_topic(news.newsroom_id, "Harbour", ARTICLE, BRIEF, SYSTEM)
    await news.services.desk.publish_unreviewed(topic, SYSTEM)
    return topic


async def test_the_brief_is_for_the_one_who_asked(news: Newsroom) -> None:
    """What everybody sees is a delivery, which corrections can reach; a reply is private."""
    reply = await news.type("brief")
    assert isinstance(reply, Card)
    assert reply.private
    assert "Published without review" in text_of(reply)


@pytest.mark.parametrize(("length", "more"), [("short", False), ("standard", True), ("full", True)])
async def test_a_short_brief_has_no_quotes(news: Newsroom, length: str, more: bool) -> None:
    """Its length is chosen by a word."""
    assert ("KEY QUOTES" in await news.reads(f"brief {length}")) is more


async def test_every_button_of_a_brief_works(news: Newsroom) -> None:
    """Nothing that can be pressed answers with an error."""
    brief = await news.type("brief")
    assert isinstance(brief, Card)
    sources = [line.source for line in brief.lines if line.source]
    assert sources
    for action in (*sources, *(button.action for button in brief.buttons if button.action)):
        reply = await news.press(action)
        if isinstance(reply, Card):
            assert "no longer" not in text_of(reply)
            assert reply.private


async def test_quotes_may_be_asked_for_by_a_part_of_the_name(news: Newsroom) -> None:
    """A surname in lower case is enough."""
    said = await news.reads("quotes takaichi")
    assert said.startswith("What Sanae Takaichi said")
    assert "stronger than ever" not in said


async def test_a_mistyped_speaker_gets_the_nearest(news: Newsroom) -> None:
    """Nobody is guessed; the button under the sentence does what was probably meant."""
    reply = await news.type("quotes Takachi")
    assert isinstance(reply, Card)
    assert text_of(reply) == "No quotations by “Takachi”. Nearest: Sanae Takaichi."
    assert text_of(await news.press(reply.buttons[0].action)).startswith("What Sanae Takaichi said")


async def test_a_name_that_nothing_is_like_gets_those_there_are(news: Newsroom) -> None:
    """A wrong name is answered with the right ones."""
    assert "There are:" in await news.reads("quotes Bartholomew Quux")


async def test_figures_are_found_by_what_they_count(news: Newsroom) -> None:
    """The words around a number find it."""
    found = await news.reads("figures cherry")
    assert "250" in found
    assert "$550" not in found
    assert (await news.reads("figures zebras")).startswith("No figures for “zebras”.")


async def test_one_person_is_shown_with_what_they_said(news: Newsroom) -> None:
    """Who is who, for one name, in any spelling of it."""
    assert "stronger than ever" in await news.reads("people donald trump")
    assert "Shinzo Abe" in await news.reads("people Abé")


@pytest.mark.parametrize("line", ["timeline", "people", "sources", "figures", "quotes"])
async def test_every_part_is_there_without_arguments(news: Newsroom, line: str) -> None:
    """Each word of the table answers by itself."""
    assert "Published without review" in await news.reads(line)


async def test_nothing_published_is_said_so(home: Path) -> None:
    """Before the first publication a reader is told that, and an editor's draft stays inside."""
    async with open_newsroom(home, published=False) as news:
        assert (await news.reads("brief")).startswith("Nothing is published yet.")
        assert await news.services.reading.shown(1, news.newsroom_id) is None


async def test_changes_are_those_since_the_revision_before(news: Newsroom) -> None:
    """A reader who knows the last brief sees what became of it."""
    assert "published once" in await news.reads("changes")
    ann = await news.person("Ann", Role.PUBLISHER)
    await news.publish(ann, headline="A new headline for the summit")
    assert "became “A new headline for the summit”" in await news.reads("changes")
    assert "became" in await news.reads("changes 1")
    assert (await news.reads("changes 7")).startswith("No revision 7 was published before")


async def test_an_old_message_s_button_says_what_is_live(news: Newsroom) -> None:
    """A message that was not edited shows its own evidence, and that there is something newer."""
    ann = await news.person("Ann", Role.PUBLISHER)
    await news.publish(ann, headline="A new headline")
    assert "This is revision 1; revision 2 is live now." in text_of(await news.press("part:1:full"))


async def test_a_withdrawn_brief_is_only_its_note(news: Newsroom) -> None:
    """Neither a command nor an old button shows what was taken back."""
    lede = (await news.services.desk.draft(news.topic_id)).brief.lede.text
    await news.services.desk.withdraw(news.topic_id, "The report was retracted.", SYSTEM)
    for line in ("brief", "quotes", "quotes trump", "figures tariff", "people abe", "sources", "changes", "ask Who?"):
        shown = await news.reads(line)
        assert "The report was retracted." in shown, line
        assert lede not in shown
    for action in ("source:1:all", "part:1:full", "said:1:Donald Trump"):
        assert "The report was retracted." in text_of(await news.press(action))


async def test_a_reader_cannot_see_a_draft_by_a_button(news: Newsroom) -> None:
    """An action is only text; a made-up one shows no revision that was never published."""
    ann = await news.person("Ann", Role.EDITOR)
    form = form_of(await news.type("edit", ann))
    await news.press(form.action, ann, filled(form, headline="A secret headline"))
    await news.press(f"submit:{news.topic_id}", ann)
    assert "secret" not in text_of(await news.press("part:2:full"))
    assert "secret" in text_of(await news.press("part:2:full", ann))


@pytest.mark.parametrize(
    "action",
    ["source", "source:x", "source:1:z9", "source:1:x9-1", "source:99999999999999:l", "part:1:nothing", "part:-1"],
)
async def test_a_made_up_button_gets_a_sentence(news: Newsroom, action: str) -> None:
    """Whatever arrives as an action, the answer is a card."""
    assert text_of(await news.press(action))


async def test_an_unknown_button_is_of_another_version(news: Newsroom) -> None:
    """Messages outlive versions."""
    assert "older version" in text_of(await news.press("frobnicate:1"))


async def test_the_newest_of_several_topics_is_meant_and_that_is_said(news: Newsroom) -> None:
    """Readout's own choice is never silent."""
    await add_harbour(news)
    said = await news.reads("brief short")
    assert "Channel to be widened" in said
    assert "the newest of 2 topics" in said
    assert "the newest" not in await news.reads("brief short Tokyo")


async def test_a_topic_is_found_by_a_part_of_its_name(news: Newsroom) -> None:
    """Or the nearest are named."""
    await add_harbour(news)
    assert "Channel to be widened" in await news.reads("brief topic:harb")
    assert await news.reads("brief topic:Harbor") == "There is no topic “Harbor”. Nearest: Harbour."


async def test_a_channel_has_its_own_topic(news: Newsroom) -> None:
    """The channel's choice goes before the server's, and that before the newest."""
    await add_harbour(news)
    boss = news.caller("Max", manages_server=True)
    await news.type("topic use server Tokyo summit", boss)
    assert "Takaichi" in await news.reads("brief short")
    await news.type("topic use Harbour", boss)
    assert "Channel to be widened" in await news.reads("brief short")
    assert "Takaichi" in await news.reads("brief short", news.caller(channel="elsewhere"))
    assert "Harbour — meant here" in await news.reads("topic list")


async def test_a_channel_means_the_topic_whose_briefs_it_gets(news: Newsroom) -> None:
    """Under a brief, a question is about that brief, also after another topic was published; two mean neither."""
    boss = news.caller("Max", manages_server=True)
    await news.type("schedule add 9am", boss)
    await add_harbour(news)
    assert "Takaichi" in await news.reads("brief short")
    assert "Tokyo summit — meant here" in await news.reads("topic list")
    assert "Channel to be widened" in await news.reads("brief short", news.caller(channel="elsewhere"))
    await news.type("schedule add 9am topic:Harbour", boss)
    assert "the newest of 2 topics" in await news.reads("brief short")


async def test_a_topic_of_another_newsroom_is_not_shown(news: Newsroom) -> None:
    """Buttons and names reach only what the newsroom of this server has."""
    other = await news.services.desk.open_newsroom("The Other")
    topic = await news.services.desk.add_topic(other, "Secret", ARTICLE, BRIEF, SYSTEM)
    revision = await news.services.desk.publish_unreviewed(topic, SYSTEM)
    assert "Secret" not in await news.reads("topic list")
    assert "Channel" not in text_of(await news.press(f"part:{revision}:full"))


async def test_earlier_revisions_complete(news: Newsroom) -> None:
    """Readers are offered what was live before, newest first, with its day; not what is live or was never published."""
    ann = await news.person("Ann", Role.ADMIN)
    for headline in ("Talks in Tokyo", "Leaders talk in Tokyo"):
        await news.publish(ann, headline=headline)
    offered = await complete(news.services, news.caller(), "changes", "since", "")
    assert [option.value for option in offered] == ["2", "1"]
    assert offered[0].label == "Revision 2, 23 Nov 2026"
    assert "Leaders talk in Tokyo" in await news.reads("changes 1")
