"""Articles at the desk: taken in by text and file, given a new version, refused with a sentence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import FormData

from bot.roles import Role
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from briefs import condense
from tests.bot.chat_page import Page, open_page
from tests.bot.test_web_desk import csrf, enter

TEXT = sample_article().text
PAGE = "<html><body><article>" + "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n")) + "</article></body></html>"


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with open_page(tmp_path, public_url="http://127.0.0.1") as page:
        page.browser.headers["Host"] = "127.0.0.1"
        await enter(page, Role.ADMIN)
        yield page


async def send(page: Page, path: str, file: tuple[str, bytes] | None = None, **fields: str) -> tuple[int, str, str]:
    """The form as a browser sends it: status, where it leads, and the page."""
    form = FormData(default_to_multipart=True)
    for name, value in {"csrf": await csrf(page), **fields}.items():
        form.add_field(name, value)
    if file is not None:
        form.add_field("file", BytesIO(file[1]), filename=file[0])
    url, headers = page.address + path, {"Origin": "http://127.0.0.1"}
    async with page.browser.post(url, data=form, headers=headers, allow_redirects=False) as response:
        return response.status, response.headers.get("Location", ""), await response.text()


async def test_text_becomes_a_topic_with_its_draft(page: Page) -> None:
    status, where, _ = await send(page, "/desk/topics/new", text=TEXT, name="Port talks", outlet="Ashby Post")
    assert (status, where) == (303, "/desk/topics/1")
    draft = await page.services.desk.draft(1)
    assert (draft.topic, draft.article.outlet) == ("Port talks", "Ashby Post")


@pytest.mark.parametrize(
    ("name", "data"),
    [("story.txt", TEXT.encode()), ("STORY.MD", TEXT.encode()), ("story.html", PAGE.encode())],
)
async def test_file_is_read(page: Page, name: str, data: bytes) -> None:
    status, _, text = await send(page, "/desk/topics/new", (name, data), name="Port talks")
    assert status == 303, text


@pytest.mark.parametrize(
    ("file", "fields", "why"),
    [
        (("story.pdf", b"%PDF-1.7"), {}, "cannot be read"),
        (("story.txt", b"a\0b" * 10), {}, "binary file"),
        (None, {}, "its text, or a file"),
        (None, {"text": "Der Hafen wird am Montag geschlossen, sagte der Minister und die Stadt. " * 9}, "English"),
        (None, {"address": "file:///etc/passwd"}, "whole address"),
        (None, {"address": "http://127.0.0.1/x"}, "127.0.0.1"),
        (None, {"text": TEXT, "address": "https://news.example"}, "one of the three"),
        (None, {"text": TEXT, "published": "yesterday"}, "is not a date"),
        (None, {"text": TEXT, "published": "2026-11-23", "zone": "Tokio"}, "needs a zone"),
        (None, {"text": TEXT, "url": "javascript:alert(1)"}, "web address"),
    ],
)
async def test_what_cannot_be_taken_in_is_said_and_stays_on_the_page(
    page: Page, file: tuple[str, bytes] | None, fields: dict[str, str], why: str
) -> None:
    """Nothing that was typed is lost."""
    status, _, text = await send(page, "/desk/topics/new", file, byline="Ann Lee wrote it", **fields)
    assert status == 422
    assert why in text
    assert "Ann Lee wrote it" in text


async def test_file_beyond_the_limit_is_refused(page: Page) -> None:
    status, _, text = await send(page, "/desk/topics/new", ("story.txt", b"x" * (2 * 1024 * 1024 + 1)))
    assert (status, "2 MB" in text) == (400, True)


async def test_form_without_its_token_changes_nothing(page: Page) -> None:
    status, _, _ = await send(page, "/desk/topics/new", text=TEXT, csrf="0" * 32)
    assert status == 403


async def test_new_version_lists_what_was_lost(page: Page) -> None:
    """The draft goes over to it; what the new text bears out no more is named."""
    article = sample_article()
    brief = condense(article)
    await page.services.desk.add_topic(1, TOPIC, article, brief, SYSTEM)
    gone = article.cut(brief.key_points[0].spans[0])
    status, _, text = await send(page, "/desk/topics/1/article", text=TEXT.replace(gone, "It was otherwise."))
    assert status == 200
    assert "Point 1 went:" in text


async def test_date_and_zone_are_set_without_a_new_text(page: Page) -> None:
    """Then the timeline has dates beside the article's words."""
    article = sample_article()
    await page.services.desk.add_topic(1, TOPIC, article, condense(article), SYSTEM)
    status, where, _ = await send(page, "/desk/topics/1/article", published="2025-10-28 21:00", zone="Asia/Tokyo")
    assert (status, where) == (303, "/desk/topics/1")
    draft = await page.services.desk.draft(1)
    assert draft.article.published is not None
    assert str(draft.article.published) == "2025-10-28 21:00:00+09:00"


async def test_editor_takes_in_no_article(page: Page) -> None:
    await enter(page, Role.EDITOR, "Bob Roy")
    response, _ = await page.get("/desk/topics/new")
    assert response.status == 403
