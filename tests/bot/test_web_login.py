"""The start-up link: looking uses nothing up, continuing does, once; the cookie is new and ends."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.people import make_code
from bot.roles import Role
from bot.storage.audit import SYSTEM
from bot.storage.tables import Audit
from bot.web.login import PURPOSE
from bot.web.server import login_link
from tests.bot.chat_page import Page, open_page

OTHERS_MAY_COME = {"discord_token": "made-up"}


async def code_for(page: Page, purpose: str = PURPOSE, role: Role = Role.ADMIN) -> str:
    newsroom = await page.services.desk.open_newsroom("Readout")
    return await make_code(page.services.sessions, newsroom, purpose, role, page.clock(), SYSTEM)


async def standing(page: Page) -> str:
    _, text = await page.get("/c/summit")
    return text.partition('<div class="standing">')[2].partition("</div>")[0]


async def test_looking_at_the_link_uses_nothing_up(tmp_path: Path) -> None:
    """Link scanners look, too; only *Continue* logs in."""
    async with open_page(tmp_path, **OTHERS_MAY_COME) as page:
        code = await code_for(page)
        for _ in range(2):
            response, text = await page.get(login_link("", code))
            assert response.status == 200
            assert "Continue" in text
        assert "reader" in await standing(page)


async def test_continuing_makes_the_visitor_admin(tmp_path: Path) -> None:
    async with open_page(tmp_path, **OTHERS_MAY_COME) as page:
        response, _ = await page.post("/login", {"code": await code_for(page), "name": "Ann Lee"})
        assert response.status == 303
        assert "logged in as admin" in await standing(page)


async def test_link_works_once(tmp_path: Path) -> None:
    async with open_page(tmp_path, **OTHERS_MAY_COME) as page:
        code = await code_for(page)
        await page.post("/login", {"code": code, "name": "Ann Lee"})
        page.browser.cookie_jar.clear()
        response, text = await page.post("/login", {"code": code, "name": "Eve"})
        assert response.status == 403
        assert "used already" in text
        assert "reader" in await standing(page)


async def test_code_for_a_person_lets_them_in_with_its_role(tmp_path: Path) -> None:
    """What `code editor` makes works on this page, with the name that is given."""
    async with open_page(tmp_path, **OTHERS_MAY_COME) as page:
        code = await code_for(page, "person", Role.EDITOR)
        response, _ = await page.post("/login", {"code": code, "name": "Bo Chen"})
        assert response.status == 303
        assert "logged in as editor" in await standing(page)


async def test_code_for_something_else_is_no_login(tmp_path: Path) -> None:
    async with open_page(tmp_path, **OTHERS_MAY_COME) as page:
        response, text = await page.post("/login", {"code": await code_for(page, "server"), "name": "Ann"})
        assert response.status == 403
        assert "links a server" in text


async def test_login_gives_a_new_cookie(tmp_path: Path) -> None:
    """Who planted an earlier cookie in this browser does not come in with it."""
    async with open_page(tmp_path, **OTHERS_MAY_COME) as page:
        await page.get("/c/summit")
        before = cookie(page)
        response, _ = await page.post("/login", {"code": await code_for(page), "name": "Ann Lee"})
        assert cookie(page) != before
        assert {"HttpOnly", "SameSite=Lax"} <= set(response.headers["Set-Cookie"].split("; "))


async def test_login_ends_after_a_month(tmp_path: Path) -> None:
    async with open_page(tmp_path, **OTHERS_MAY_COME) as page:
        await page.post("/login", {"code": await code_for(page), "name": "Ann Lee"})
        kept = cookie(page)
        page.browser.cookie_jar.clear()
        page.clock.forward(timedelta(days=31))
        _, text = await page.get("/c/summit", Cookie=f"readout={kept}")
        assert "You are a reader here" in text


async def test_logging_out_takes_the_role_from_the_cookie(tmp_path: Path) -> None:
    """Also for somebody who copied it."""
    async with open_page(tmp_path, **OTHERS_MAY_COME) as page:
        await page.post("/login", {"code": await code_for(page), "name": "Ann Lee"})
        copied = cookie(page)
        await page.post("/logout", {})
        assert "reader" in await standing(page)
        page.browser.cookie_jar.clear()
        _, text = await page.get("/c/summit", Cookie=f"readout={copied}")
        assert "You are a reader here" in text


async def test_name_of_who_logs_in_stands_beside_what_they_do(tmp_path: Path) -> None:
    async with open_page(tmp_path, **OTHERS_MAY_COME) as page:
        await page.post("/login", {"code": await code_for(page), "name": "Ann Lee"})
        await page.post("/c/summit", {"text": "code editor"})
        async with page.services.sessions() as session:
            names = set(await session.scalars(select(Audit.who).where(Audit.platform == "local")))
        assert names == {"Ann Lee"}


def cookie(page: Page) -> str:
    return next(found.value for found in page.browser.cookie_jar if found.key == "readout")


async def test_a_form_put_together_elsewhere_lets_nobody_in(tmp_path: Path) -> None:
    """Neither with the token of the sender's own visit nor with none; the code is not used up by it."""
    async with open_page(tmp_path, **OTHERS_MAY_COME) as page:
        code, theirs = await code_for(page), page.csrf
        page.browser.cookie_jar.clear()
        for path in ("/login", "/desk/enter"):
            for token in (theirs, ""):
                response, text = await page.post(path, {"code": code, "name": "Ann Lee", "csrf": token})
                assert (response.status, "earlier visit" in text) == (403, True), path
        assert "reader" in await standing(page)
        response, _ = await page.post("/login", {"code": code, "name": "Ann Lee"})
        assert response.status == 303


async def test_the_form_works_in_the_browser_that_it_was_shown_to(tmp_path: Path) -> None:
    """What a first visit gets with the page, cookie and token, is enough to come in by it."""
    async with open_page(tmp_path, **OTHERS_MAY_COME) as page:
        for path in ("/login", "/desk/enter"):
            page.browser.cookie_jar.clear()
            shown, text = await page.get(f"{path}?code=AAAA")
            assert "HttpOnly" in shown.headers["Set-Cookie"]
            token = text.partition('name="csrf" value="')[2].partition('"')[0]
            _, said = await page.post(path, {"code": "AAAA", "name": "Ann Lee", "csrf": token})
            assert "earlier visit" not in said
        again, _ = await page.get("/login?code=AAAA")
        assert "Set-Cookie" not in again.headers
