"""The desk in the browser: who gets in and how, and what its pages show and take."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.cards import Card
from bot.commands import Caller, run
from bot.people import DESK, PeopleError, change_role, make_code, use_code
from bot.platform import Destination
from bot.roles import Role
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM, audit
from bot.storage.tables import Delivery, Part
from bot.web.tries import MOST, Tries
from briefs import condense
from tests.bot.chat_page import Clock, Page, open_page

ROOMS = ("/desk", "/desk/deliveries", "/desk/people", "/desk/record")


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """A page that others reach, so that nobody is let in by the address alone."""
    async with open_page(tmp_path, public_url="http://127.0.0.1") as page:
        page.browser.headers["Host"] = "127.0.0.1"
        yield page


async def person(page: Page, role: Role, name: str = "Ann Lee") -> None:
    code = await make_code(page.services.sessions, 1, "person", role, page.clock(), SYSTEM)
    await use_code(page.services.sessions, code, page.clock(), platform="discord", user=name, name=name)


async def link(page: Page, name: str = "Ann Lee") -> str:
    """The link that `desk` gives somebody in direct messages on Discord."""
    place = Destination("discord", "", name, "direct", name)
    card = await run(page.services, Caller("discord", name, name, place), "desk", {})
    assert isinstance(card, Card)
    return card.buttons[0].url


async def enter(page: Page, role: Role, name: str = "Ann Lee") -> None:
    await person(page, role, name)
    code = (await link(page, name)).rpartition("=")[2]
    response, _ = await page.post("/desk/enter", {"code": code}, Origin="http://127.0.0.1")
    assert response.status == 303


async def csrf(page: Page, path: str = "/desk") -> str:
    _, text = await page.get(path)
    found = re.search(r'name="csrf" value="([0-9a-f]{32})"', text)
    assert found is not None
    return found[1]


async def send(page: Page, path: str, **fields: str) -> tuple[int, str]:
    response, text = await page.post(path, {"csrf": await csrf(page), **fields}, Origin="http://127.0.0.1")
    return response.status, text


async def test_link_opens_the_desk_once(page: Page) -> None:
    """Looking at the link uses nothing up; *Continue* does."""
    await person(page, Role.EDITOR)
    url = await link(page)
    path = f"{urlsplit(url).path}?{urlsplit(url).query}"
    for _ in range(2):
        response, text = await page.get(path)
        assert (response.status, "Continue" in text) == (200, True)
    code = url.rpartition("=")[2]
    response, _ = await page.post("/desk/enter", {"code": code}, Origin="http://127.0.0.1")
    assert (response.status, response.headers["Location"]) == (303, "/desk")
    response, text = await page.get("/desk")
    assert (response.status, "Ann Lee, editor" in text) == (200, True)
    response, text = await page.post("/desk/enter", {"code": code}, Origin="http://127.0.0.1")
    assert (response.status, "used already" in text) == (403, True)


async def test_link_lasts_five_minutes(page: Page) -> None:
    await person(page, Role.EDITOR)
    code = (await link(page)).rpartition("=")[2]
    page.clock.forward(timedelta(minutes=5, seconds=1))
    response, text = await page.post("/desk/enter", {"code": code}, Origin="http://127.0.0.1")
    assert (response.status, "This link has run out. Type <code>desk</code> for a new one." in text) == (403, True)


async def test_link_of_somebody_who_lost_the_role_opens_nothing(page: Page) -> None:
    """The role counts when the link is used, not when it was made."""
    await person(page, Role.EDITOR)
    code = (await link(page)).rpartition("=")[2]
    await change_role(page.services.sessions, 1, 1, Role.READER, page.clock(), SYSTEM)
    response, _ = await page.post("/desk/enter", {"code": code}, Origin="http://127.0.0.1")
    assert response.status == 403


async def test_session_ends_when_the_role_is_taken_away(page: Page) -> None:
    """The next page already is refused."""
    await enter(page, Role.EDITOR)
    await change_role(page.services.sessions, 1, 1, Role.READER, page.clock(), SYSTEM)
    response, text = await page.get("/desk")
    assert (response.status, "Type <code>desk</code>" in text) == (401, True)


@pytest.mark.parametrize("path", [*ROOMS, "/desk/record.csv", "/desk/record.json"])
async def test_strangers_see_no_page_of_the_desk(page: Page, path: str) -> None:
    response, _ = await page.get(path)
    assert response.status == 401


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [(role, path, 200) for role in (Role.EDITOR, Role.PUBLISHER, Role.ADMIN) for path in ROOMS[:3]]
    + [(Role.EDITOR, "/desk/record", 403), (Role.PUBLISHER, "/desk/record", 403), (Role.ADMIN, "/desk/record", 200)]
    + [(Role.PUBLISHER, "/desk/record.csv", 403), (Role.PUBLISHER, "/desk/record.json", 403)],
)
async def test_each_role_has_its_pages(page: Page, role: Role, path: str, status: int) -> None:
    await enter(page, role)
    response, _ = await page.get(path)
    assert response.status == status


async def test_alone_on_the_machine_the_desk_is_open(tmp_path: Path) -> None:
    """The loopback exception is the chat page's, no wider."""
    async with open_page(tmp_path) as page:
        response, text = await page.get("/desk")
        assert (response.status, "Local admin, admin" in text) == (200, True)
        page.browser.cookie_jar.clear()
        response, _ = await page.get("/desk", **{"X-Forwarded-For": "203.0.113.9"})
        assert response.status == 401


async def test_form_without_its_token_is_refused(page: Page) -> None:
    """Also with the right origin: a change needs a page of ours that was read."""
    await enter(page, Role.ADMIN)
    response, text = await page.post("/desk/people/code", {"csrf": "", "for": "editor"}, Origin="http://127.0.0.1")
    assert (response.status, "earlier visit" in text) == (403, True)
    foreign = {"for": "editor", "csrf": "ü" * 32}
    response, text = await page.post("/desk/people/code", foreign, Origin="http://127.0.0.1")
    assert (response.status, "earlier visit" in text) == (403, True)


async def test_signing_out_everywhere_ends_every_browser(page: Page) -> None:
    """A stolen cookie is worth nothing from then on."""
    await enter(page, Role.EDITOR)
    stolen = {cookie.key: cookie.value for cookie in page.browser.cookie_jar}
    status, _ = await send(page, "/desk/leave", everywhere="yes")
    assert status == 303
    page.browser.cookie_jar.clear()
    page.browser.cookie_jar.update_cookies(stolen)
    response, _ = await page.get("/desk")
    assert response.status == 401


async def test_guessing_codes_is_stopped(page: Page) -> None:
    """Twenty tries in ten minutes from one address."""
    for _ in range(MOST):
        response, _ = await page.post("/desk/enter", {"code": "AAAA"}, Origin="http://127.0.0.1")
        assert response.status == 403
    response, text = await page.post("/desk/enter", {"code": "AAAA"}, Origin="http://127.0.0.1")
    assert (response.status, "ten minutes" in text) == (429, True)


def test_tries_are_forgotten_after_a_while() -> None:
    clock = Clock()
    tries = Tries(clock)
    assert [tries.allow("a") for _ in range(MOST + 1)] == [True] * MOST + [False]
    assert tries.allow("b")
    clock.forward(timedelta(minutes=11))
    assert tries.allow("a")


async def test_today_names_what_waits(page: Page) -> None:
    """A publisher sees at once what somebody handed in."""
    article = sample_article()
    topic = await page.services.desk.add_topic(1, "Port <talks>", article, condense(article), SYSTEM)
    await page.services.desk.submit(topic, SYSTEM)
    await enter(page, Role.PUBLISHER)
    _, text = await page.get("/desk")
    assert "Port &lt;talks&gt;</a>, revision 1" in text


async def unconfirmed(page: Page) -> int:
    article = sample_article()
    topic = await page.services.desk.add_topic(1, TOPIC, article, condense(article), SYSTEM)
    now = page.clock()
    async with page.services.sessions.begin() as session:
        owed = Delivery(
            topic_id=topic, platform="local", channel="summit", slot="shared:1", day=now.date(), format="full",
            state="unconfirmed", reason="Nobody can <look>.", due=now, made=now,
        )  # fmt: skip
        session.add(owed)
        await session.flush()
        session.add(Part(id="part-of-nobody", delivery_id=owed.id, position=0, payload={}, first_tried=now))
        return owed.id


async def test_admin_says_what_became_of_an_unconfirmed_post(page: Page) -> None:
    """The page shows the reason, and takes the answer."""
    delivery = await unconfirmed(page)
    await enter(page, Role.ADMIN)
    _, text = await page.get("/desk/deliveries?state=unconfirmed")
    assert "Nobody can &lt;look&gt;." in text
    status, _ = await send(page, f"/desk/deliveries/{delivery}", answer="there")
    assert status == 303
    _, text = await page.get("/desk/deliveries?state=unconfirmed")
    assert "There is none." in text


async def test_editor_only_looks_at_deliveries(page: Page) -> None:
    delivery = await unconfirmed(page)
    await enter(page, Role.EDITOR)
    _, text = await page.get("/desk/deliveries")
    assert "Post again" not in text
    status, _ = await send(page, f"/desk/deliveries/{delivery}", answer="again")
    assert status == 403


@pytest.mark.parametrize("number", [99, 10**11])
async def test_delivery_of_nobody_here_is_not_found(page: Page, number: int) -> None:
    await enter(page, Role.ADMIN)
    status, _ = await send(page, f"/desk/deliveries/{number}", answer="there")
    assert status == 404


async def test_admin_changes_a_role_and_the_last_admin_stays_one(page: Page) -> None:
    await enter(page, Role.ADMIN)
    await person(page, Role.EDITOR, "Bob Roy")
    status, _ = await send(page, "/desk/people/2", role="publisher")
    assert status == 303
    status, text = await send(page, "/desk/people/1", role="editor")
    assert (status, "only admin" in text) == (409, True)


async def test_code_is_shown_once(page: Page) -> None:
    """It lets somebody in, and is on no page afterwards."""
    await enter(page, Role.ADMIN)
    _, text = await send(page, "/desk/people/code", **{"for": "publisher"})
    found = re.search(r"link ([A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4})", text)
    assert found is not None
    await use_code(page.services.sessions, found[1], page.clock(), platform="slack", user="U1", name="Eve")
    _, text = await page.get("/desk/people")
    assert found[1] not in text
    assert "Eve" in text


async def test_record_is_taken_along_whole(page: Page) -> None:
    """CSV and JSON hold every entry, and no cell that a spreadsheet would run."""
    await person(page, Role.EDITOR, "=cmd()")
    await enter(page, Role.ADMIN)
    _, text = await page.get("/desk/record.json")
    entries = json.loads(text)
    _, text = await page.get("/desk/record.csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(entries) >= 4
    assert {row["who"] for row in rows} >= {"Ann Lee", "'=cmd()"}
    assert any(entry["what"] == "desk entered" for entry in entries)


async def test_record_can_be_narrowed_to_one_act(page: Page) -> None:
    await enter(page, Role.ADMIN)
    _, text = await page.get("/desk/record?what=desk+entered")
    assert text.count('<td data-label="What">') == 1


async def test_record_names_what_was_overruled_as_a_sentence(page: Page) -> None:
    """A list among the details reads as text, without brackets and marks of a program."""
    async with page.services.sessions.begin() as session:
        audit(session, page.services.clock(), SYSTEM, "approved", over=["The number 35 is new.", "Nobody said it."])
    await enter(page, Role.ADMIN)
    _, text = await page.get("/desk/record")
    assert "over: The number 35 is new.; Nobody said it.</span>" in text


async def test_desk_codes_have_a_purpose_of_their_own(page: Page) -> None:
    """A code for the desk links nothing, and no other code opens the desk."""
    assert DESK not in ("server", "person", "login")
    await person(page, Role.EDITOR)
    code = (await link(page)).rpartition("=")[2]
    with pytest.raises(PeopleError, match="not known"):
        await use_code(page.services.sessions, code, page.clock(), platform="slack", user="U1", name="Eve")
    other = await make_code(page.services.sessions, 1, "person", Role.ADMIN, page.clock(), SYSTEM)
    response, _ = await page.post("/desk/enter", {"code": other}, Origin="http://127.0.0.1")
    assert response.status == 403
