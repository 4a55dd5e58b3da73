"""The draft's page at the desk: lines are shaped beside the article, and nothing that somebody typed is lost."""

from __future__ import annotations

import html
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import DraftText
from bot.roles import Role
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM, By
from bot.storage.tables import Newsroom, Topic
from bot.web.desk.presence import Presence
from bot.web.desk.sheet import fingerprint, rows_of
from briefs import Origin, condense
from tests.bot.chat_page import Clock, Page, open_page
from tests.bot.test_web_desk import enter, send

BOB = By("Bob Roy", "discord")


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """A topic with a draft, and an editor at the desk."""
    async with open_page(tmp_path, public_url="http://127.0.0.1") as page:
        page.browser.headers["Host"] = "127.0.0.1"
        article = sample_article()
        await page.services.desk.add_topic(1, TOPIC, article, condense(article), SYSTEM)
        await enter(page, Role.EDITOR)
        yield page


async def draft(page: Page) -> DraftText:
    return await page.services.desk.draft(1)


async def change(page: Page, key: str, was: str = "", **fields: str) -> tuple[int, str]:
    was = was or fingerprint(rows_of((await draft(page)).brief)[key])
    return await send(page, "/desk/topics/1/line", key=key, was=was, **fields)


async def test_page_shows_the_article_beside_the_lines(page: Page) -> None:
    response, text = await page.get("/desk/topics/1")
    assert response.status == 200
    brief = (await draft(page)).brief
    assert text.count('class="row"') >= 10
    assert html.escape(brief.lede.text, quote=False)[:60] in text.replace("&#39;", "'")
    start = brief.lede.spans[0].start
    assert f'data-start="{start}"' in text
    assert f'data-places="{start}-' in text


async def test_reworded_line_is_saved_under_the_editors_name(page: Page) -> None:
    status, _ = await change(page, "p1", do="reword", text="Takaichi thanked her guest.")
    assert status == 303
    point = (await draft(page)).brief.key_points[0]
    assert (point.text, point.origin, point.editor) == ("Takaichi thanked her guest.", Origin.EDITED, "Ann Lee")


async def test_wrong_number_is_said_beside_its_line(page: Page) -> None:
    """The finding stands with the line, and says that it stops approval."""
    await change(page, "p3", do="reword", text="Japanese goods face a tariff of 35 percent.")
    _, text = await page.get("/desk/topics/1")
    assert "Stops approval:" in text
    assert "1 finding stops approval." in text


async def test_line_is_checked_while_it_is_typed(page: Page) -> None:
    """The answer is data for the page's script; nothing is saved."""
    status, text = await send(page, "/desk/topics/1/check", text="Japanese goods face a tariff of 35 percent.")
    assert status == 200
    assert [found["kind"] for found in json.loads(text)] == ["number"]
    assert (await draft(page)).version == 1


async def test_change_is_carried_over_what_somebody_else_saved_in_another_line(page: Page) -> None:
    """Two people at one draft lose nothing as long as they write different lines."""
    before = await draft(page)
    was = fingerprint(before.brief.key_points[1])
    await change(page, "p1", do="reword", text="Takaichi thanked her guest.")
    status, _ = await change(page, "p2", was, do="reword", text="Takaichi credited Trump with diplomatic efforts.")
    assert status == 303
    points = (await draft(page)).brief.key_points
    assert points[0].text == "Takaichi thanked her guest."
    assert points[1].text == "Takaichi credited Trump with diplomatic efforts."


async def test_change_follows_a_line_that_was_moved(page: Page) -> None:
    was = fingerprint((await draft(page)).brief.key_points[0])
    await change(page, "p1", do="down")
    status, _ = await change(page, "p1", was, do="reword", text="Takaichi thanked her guest.")
    assert status == 303
    assert (await draft(page)).brief.key_points[1].text == "Takaichi thanked her guest."


async def test_later_of_two_who_write_one_line_sees_both(page: Page) -> None:
    """Theirs stays saved, mine stays on the page."""
    was = fingerprint((await draft(page)).brief.key_points[0])
    await change(page, "p1", do="reword", text="Takaichi thanked her guest.")
    status, text = await change(page, "p1", was, do="reword", text="The guest was thanked <warmly>.")
    assert status == 409
    assert "changed this line meanwhile" in text
    assert 'Theirs: <span dir="auto">Takaichi thanked her guest.</span>' in text
    assert "The guest was thanked &lt;warmly&gt;." in text
    assert (await draft(page)).brief.key_points[0].text == "Takaichi thanked her guest."


async def test_refused_text_stays_on_the_page(page: Page) -> None:
    status, text = await change(page, "p1", do="reword", text="x" * 1_501)
    assert (status, "1,500 characters" in text, "x" * 1_501 in text) == (422, True, True)


@pytest.mark.parametrize(("do", "place"), [("up", 0), ("down", 2)])
async def test_arrows_move_a_line(page: Page, do: str, place: int) -> None:
    second = (await draft(page)).brief.key_points[1]
    await change(page, "p2", do=do)
    assert (await draft(page)).brief.key_points[place] == second


async def test_speaker_is_chosen_and_words_stay(page: Page) -> None:
    before = (await draft(page)).brief.quotes[0]
    await change(page, "q1", do="speaker", speaker="")
    after = (await draft(page)).brief.quotes[0]
    assert (after.speakers, after.parts) == ((), before.parts)


async def test_selected_words_become_a_point(page: Page) -> None:
    article = (await draft(page)).article
    words = "Trade was expected to be on the agenda as well."
    start = article.text.index(words)
    status, _ = await send(page, "/desk/topics/1/take", kind="point", start=str(start), end=str(start + len(words)))
    assert status == 303
    assert (await draft(page)).brief.key_points[-1].text == words


async def test_words_that_the_article_lacks_are_not_taken(page: Page) -> None:
    """Without script they are typed, and must stand there."""
    status, text = await send(page, "/desk/topics/1/take", kind="quote", words="We shall never say this.")
    assert (status, "does not have these words" in text) == (422, True)


async def test_unknown_act_is_refused_in_a_sentence(page: Page) -> None:
    status, text = await change(page, "p1", do="explode")
    assert (status, "Load it anew" in text) == (422, True)


async def test_topic_of_another_newsroom_is_not_there(page: Page) -> None:
    """Not “forbidden”: nobody learns that it exists."""
    async with page.services.sessions.begin() as session:
        session.add(Newsroom(id=2, name="Others", made=page.clock()))
        await session.flush()
        session.add(Topic(id=2, newsroom_id=2, name="Theirs", made=page.clock()))
    for path in ("", "/review", "/compare"):
        response, _ = await page.get(f"/desk/topics/2{path}")
        assert response.status == 404
    for path in ("/line", "/take", "/submit", "/check"):
        status, _ = await send(page, f"/desk/topics/2{path}", key="p1")
        assert status == 404


async def test_editor_submits_and_a_publisher_decides(page: Page) -> None:
    """The editor's page has no button for it, and the form is refused."""
    status, _ = await send(page, "/desk/topics/1/submit", version="1")
    assert status == 303
    _, text = await page.get("/desk/topics/1/review")
    assert "Revision 1 waits" in text
    assert "Trump and Takaichi affirm their alliance" in text  # all of it, where readers have nothing to compare with
    assert "A publisher decides about it." in text
    status, _ = await send(page, "/desk/topics/1/review", do="publish", seen="r1")
    assert status == 403


async def test_publisher_publishes_what_was_seen(page: Page) -> None:
    await enter(page, Role.PUBLISHER, "Bob Roy")
    status, _ = await send(page, "/desk/topics/1/review", do="publish", seen="d1")
    assert status == 303
    _, text = await page.get("/desk/topics/1/review")
    assert "against revision 1, which is live" in text
    assert "They say the same: there is nothing to publish." in text


async def test_blocked_revision_waits_for_a_reason(page: Page) -> None:
    """With a written reason it is published, and the reason stays visible."""
    await change(page, "p3", do="reword", text="Japanese goods face a tariff of 35 percent.")
    await enter(page, Role.PUBLISHER, "Bob Roy")
    status, text = await send(page, "/desk/topics/1/review", do="publish", seen="d2")
    assert (status, "say what the article does not" in text) == (409, True)
    seen = re.search(r'name="seen" value="(r\d+)"', text)
    assert seen is not None
    status, _ = await send(
        page, "/desk/topics/1/review", do="publish", seen=seen[1], reason="The ministry corrected it."
    )
    assert status == 303
    _, text = await page.get("/desk/topics/1/review")
    assert "The ministry corrected it." in text


async def test_correction_withdrawal_and_return(page: Page) -> None:
    """Everything that `correct`, `withdraw` and `rollback` do is on the page."""
    await enter(page, Role.PUBLISHER, "Bob Roy")
    await send(page, "/desk/topics/1/review", do="publish", seen="d1")
    await change(page, "p1", do="reword", text="Takaichi thanked her guest.")
    _, text = await page.get("/desk/topics/1/review")
    assert "<del>" in text
    status, text = await send(page, "/desk/topics/1/review", do="correction", seen="d2", note="")
    assert status == 409
    await send(page, "/desk/topics/1/review", do="correction", seen="d2", note="The wording was too warm.")
    await send(page, "/desk/topics/1/review", do="withdraw", note="The report was false.")
    _, text = await page.get("/desk/topics/1/review")
    assert "against what was withdrawn" in text
    status, _ = await send(page, "/desk/topics/1/review", do="rollback", number="1")
    assert status == 303
    edition = await page.services.reading.edition(1)
    assert edition is not None
    assert (edition.number, edition.withdrawn) == (3, "")


async def test_any_two_revisions_are_compared(page: Page) -> None:
    await enter(page, Role.PUBLISHER, "Bob Roy")
    await send(page, "/desk/topics/1/review", do="publish", seen="d1")
    await change(page, "p1", do="reword", text="Takaichi thanked her guest.")
    await send(page, "/desk/topics/1/review", do="publish", seen="d2")
    _, text = await page.get("/desk/topics/1/compare?a=1&b=2")
    assert "<del>" in text
    _, text = await page.get("/desk/topics/1/compare?a=7&b=x")
    assert "<del>" not in text


def test_presence_names_the_others_for_two_minutes() -> None:
    clock = Clock()
    presence = Presence(clock)
    assert presence.note(1, "a", "Ann") == []
    assert presence.note(1, "b", "Bob") == ["Ann"]
    assert presence.note(2, "b", "Bob") == []
    clock.now = clock.now.replace(minute=clock.now.minute + 3)
    assert presence.note(1, "b", "Bob") == []
