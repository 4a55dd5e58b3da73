"""What must not be found where somebody looks: keys in the database, people's words in the log, scripts in a page."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import FormData

from bot.people import DESK, make_code
from bot.roles import Role
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from briefs import condense
from tests.bot.colleagues import Newsroom, open_desk

WORD = "Xyzzyplugh"
HOSTILE = """<html><head><title>Port talks</title></head><body><article>
<p>The council of Ashby agreed on Monday to widen the channel, the mayor, Ann Lee, said.</p>
<script>alert("run")</script><img src=x onerror=alert(1)><iframe src="https://evil.example"></iframe>
<p>“We waited ten years for this,” <a href="javascript:alert(2)">Lee</a> said after the vote in the town hall.</p>
<p>The work will cost 40 million pounds and is expected to begin in March, the council said in a statement.</p>
</article></body></html>"""


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_desk(tmp_path) as found:
        article = sample_article()
        topic = await found.page.services.desk.add_topic(1, TOPIC, article, condense(article), SYSTEM)
        await found.page.services.desk.publish_unreviewed(topic, SYSTEM)
        yield found


async def test_database_holds_no_key_that_opens_anything(newsroom: Newsroom, tmp_path: Path) -> None:
    """Whoever gets hold of a backup can neither use a link nor be somebody: both are kept as hashes."""
    services, now = newsroom.page.services, newsroom.page.clock()
    admin = await newsroom.hire(Role.ADMIN)
    code = await make_code(services.sessions, 1, DESK, Role.ADMIN, now, SYSTEM, person_id=1)
    assert (await admin.send("GET", "/desk")).status == 200
    kept = b"".join((tmp_path / f"readout.sqlite{ending}").read_bytes() for ending in ("", "-wal"))
    assert b"Ann Lee" in kept
    for key in (code, code.replace("-", ""), admin.token, admin.token.partition(".")[2], admin.csrf):
        assert key.encode() not in kept


async def test_log_holds_no_words_of_anybody(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    """Neither of what is typed, asked, drafted and refused, nor of a faulty address."""
    caplog.set_level(logging.DEBUG)
    admin = await newsroom.hire(Role.ADMIN)
    said = f"What about {WORD}?"
    await admin.ask("POST", "/c/summit", text=f"ask {said}")
    await admin.ask("POST", "/c/summit", text=f"{WORD} {WORD}")
    await admin.ask("POST", "/desk/topics/1/line", do="reword", key="p1", was="0" * 16, text=said)
    await admin.ask("POST", "/desk/topics/1/review", do="withdraw", note=said)
    await admin.ask("POST", "/desk/topics/1/take", kind="point", words=said)
    await admin.ask("POST", "/desk/topics/new", multipart=True, text=said, name=WORD)
    await admin.send("GET", f"/desk/{WORD}?what={WORD}")
    assert WORD not in "\n".join(
        f"{record.name} {record.getMessage()}" for record in caplog.records if "sql" not in record.name
    )


async def test_page_taken_in_loses_what_a_browser_would_run(newsroom: Newsroom) -> None:
    """An article's HTML becomes text; what is shown of it is text, too."""
    admin = await newsroom.hire(Role.ADMIN)
    form = FormData({"csrf": admin.csrf, "name": "Port <script>talks"}, default_to_multipart=True)
    form.add_field("file", HOSTILE.encode(), filename="talks.html")
    heard = await admin.send("POST", "/desk/topics/new", form)
    assert heard.status == 303
    path = heard.headers["Location"]
    for page in (path, f"{path}/review", f"{path}/preview", "/desk/topics"):
        shown = (await admin.send("GET", page)).text
        assert "<script>" not in shown
        assert "<iframe" not in shown
        assert "<img src=x" not in shown
        assert 'href="javascript:' not in shown
