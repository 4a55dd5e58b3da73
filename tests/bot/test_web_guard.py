"""Who may reach the chat page, from where, and with what: names, origins, sizes, headers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.settings import load_settings
from bot.web.address import Address
from bot.web.guard import BODY_LIMIT
from tests.bot.chat_page import open_page


def address(**settings: str) -> Address:
    return Address.of(load_settings(_env_file=None, **settings))


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080", "localhost", "127.0.0.1"])
def test_loopback_page_is_known_by_loopback_names(host: str) -> None:
    assert address().knows(host)


@pytest.mark.parametrize(
    "host", ["evil.example:8080", "127.0.0.1.evil.example", "10.0.0.5:8080", "", "[", "localhost.evil"]
)
def test_loopback_page_is_known_by_no_other_name(host: str) -> None:
    """Somebody's domain that points at 127.0.0.1 would let their scripts read the page (DNS rebinding)."""
    assert not address().knows(host)


def test_public_page_is_known_by_its_public_name() -> None:
    page = address(public_url="https://news.example")
    assert page.knows("news.example")
    assert page.knows("127.0.0.1:8080"), "a proxy may pass on its own name for it"
    assert not page.knows("evil.example")


def test_page_for_a_network_is_known_by_number_and_not_by_any_name() -> None:
    """A number cannot be rebound; a name can."""
    page = address(http_host="0.0.0.0")
    assert page.knows("192.168.1.5:8080")
    assert not page.knows("evil.example")


@pytest.mark.parametrize(
    "settings",
    [
        {"public_url": "https://news.example"},
        {"discord_token": "made-up"},
        {"slack_bot_token": "made-up"},
        {"http_host": "0.0.0.0"},
        {"http_host": "192.168.1.5"},
    ],
)
def test_visitor_is_no_admin_where_others_may_come(settings: dict[str, str]) -> None:
    assert not address(**settings).alone


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_visitor_is_admin_while_only_this_machine_reaches_the_page(host: str) -> None:
    page = address(http_host=host)
    assert page.is_private(make_mocked_request("GET", "/", headers={"Host": "localhost:8080"}))


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "Via"])
def test_visitor_behind_a_proxy_is_no_admin(header: str) -> None:
    """Behind a reverse proxy on this machine everybody comes from 127.0.0.1."""
    asked = make_mocked_request("GET", "/", headers={"Host": "localhost:8080", header: "198.51.100.7"})
    assert not address().is_private(asked)


@pytest.mark.parametrize(
    ("host", "origin", "settings", "taken"),
    [
        ("127.0.0.1:8080", "http://127.0.0.1:8080", {}, True),
        ("127.0.0.1:8080", "http://localhost:8080", {}, False),
        ("127.0.0.1:8080", "http://127.0.0.1:9999", {}, False),
        ("127.0.0.1:8080", "null", {}, False),
        ("127.0.0.1:8080", "", {}, False),
        ("127.0.0.1:8080", "https://news.example", {}, False),
        ("127.0.0.1:8080", "https://news.example", {"public_url": "https://news.example"}, True),
        ("news.example", "https://news.example", {"public_url": "https://news.example/bot"}, True),
        ("news.example", "http://news.example", {"public_url": "https://news.example"}, False),
    ],
)
def test_form_is_taken_from_our_own_pages_only(host: str, origin: str, settings: dict[str, str], taken: bool) -> None:
    headers = {"Host": host, **({"Origin": origin} if origin else {})}
    assert taken is address(**settings).sent_from_here(make_mocked_request("POST", "/", headers=headers))


async def test_unknown_name_is_refused_with_a_sentence(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        response, text = await page.get("/c/summit", Host="evil.example")
        assert response.status == 421
        assert "PUBLIC_URL" in text


async def test_form_of_another_site_does_nothing(tmp_path: Path) -> None:
    """The page says why; no channel was opened."""
    async with open_page(tmp_path) as page:
        response, text = await page.post("/channels", {"name": "asia"}, Origin="https://evil.example")
        assert response.status == 403
        assert "another site" in text
        assert list(await page.local.channels()) == ["summit"]


async def test_too_much_at_once_is_refused_with_a_sentence(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        response, text = await page.post("/c/summit", {"text": "a" * (BODY_LIMIT + 1)})
        assert response.status == 413
        assert "512 kB" in text


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        ("multipart/form-data", 415, "Only a form of this page"),
        ("application/json", 415, "Only a form of this page"),
        ("application/x-www-form-urlencoded; charset=no-such", 400, "not UTF-8"),
        ("application/x-www-form-urlencoded", 400, "not UTF-8"),
    ],
)
async def test_what_is_no_form_is_refused_with_a_sentence(tmp_path: Path, kind: str, status: int, said: str) -> None:
    async with open_page(tmp_path) as page:
        sent = {"Origin": page.address, "Content-Type": kind}
        async with page.browser.post(f"{page.address}/c/summit", data=b"text=\xff\xfe", headers=sent) as response:
            assert response.status == status
            assert said in await response.text()


async def test_page_runs_nothing_but_its_own_files(tmp_path: Path) -> None:
    """No script or style stands in the page itself, and the browser is told to run none."""
    async with open_page(tmp_path) as page:
        await page.news()
        response, text = await page.get("/c/summit")
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script>|javascript:", text)
        assert response.headers["Cache-Control"] == "no-store"


async def test_script_is_refused_in_json(tmp_path: Path) -> None:
    """Our own script shows the sentence where the visitor looks."""
    async with open_page(tmp_path) as page:
        sent = {"Accept": "application/json", "Origin": "null"}
        response, text = await page.post("/c/summit", {"text": "help"}, **sent)
        assert (response.status, response.content_type) == (403, "application/json")
        assert '"sentence": "This came from another site' in text


async def test_static_files_are_kept_by_the_browser(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        response, _ = await page.get("/static/chat.css")
        assert (response.status, response.headers["Cache-Control"]) == (200, "no-cache")
        again, _ = await page.get("/static/chat.css", **{"If-None-Match": response.headers["ETag"]})
        assert again.status == 304
