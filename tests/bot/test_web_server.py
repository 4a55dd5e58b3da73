"""The chat page's server: where it listens, why it cannot, and whether all is well."""

from __future__ import annotations

import json
import socket
import tomllib
from pathlib import Path

import pytest

from bot import __version__
from bot.platforms.local import LocalPlatform
from bot.settings import load_settings
from bot.web import ChatServer, WebError
from tests.bot.chat_page import open_page


async def test_port_in_use_is_said_with_the_line_to_change(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WebError, match=f"Port {port} is in use.*HTTP_PORT="):
            async with open_page(tmp_path, http_port=port):
                pass


async def test_host_that_is_not_this_machine_is_said(tmp_path: Path) -> None:
    with pytest.raises(WebError, match=r"cannot listen on 192\.0\.2\.1.*HTTP_HOST"):
        async with open_page(tmp_path, http_host="192.0.2.1"):
            pass


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({}, "http://127.0.0.1:8080"),
        ({"http_host": "0.0.0.0"}, "http://localhost:8080"),
        ({"http_host": "::1"}, "http://[::1]:8080"),
        ({"public_url": "https://news.example/bot/"}, "https://news.example/bot"),
    ],
)
def test_address_is_what_people_type(settings: dict[str, str], address: str) -> None:
    assert load_settings(_env_file=None, **settings).address(8080) == address


async def test_login_is_needed_where_others_may_come(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        assert not page.server.needs_login
        public = load_settings(_env_file=None, public_url="https://news.example")
        services = page.services
        object.__setattr__(services, "settings", public)
        assert ChatServer(services, LocalPlatform(services)).needs_login


async def test_health_names_version_database_and_platforms(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        response, text = await page.get("/health")
        assert response.status == 200
        assert json.loads(text) == {
            "version": __version__,
            "database": "ok",
            "platforms": {"local": "chat page, open in 0 windows"},
        }


async def test_health_fails_with_the_database(tmp_path: Path) -> None:
    """Whoever watches gets a 503; the page says so in a sentence, too."""
    async with open_page(tmp_path) as page:
        async with page.services.sessions() as session:
            engine = session.get_bind()
        page.services.sessions.configure(bind=None)
        response, text = await page.get("/health")
        assert (response.status, json.loads(text)["database"]) == (503, "does not answer")
        response, text = await page.get("/c/summit")
        assert response.status == 503
        assert "The database does not answer" in text
        assert engine is not None


def test_version_is_the_projects() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    assert project["project"]["version"] == __version__
