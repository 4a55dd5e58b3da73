"""Articles from addresses and files: what is read, and what is refused with a sentence."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import web

from bot.fetch import LARGEST, FetchError, article_from, fetch_article, is_public, load_article, read_article

STORY = (
    "The harbour council voted on Tuesday to widen the northern channel. The work will take two years. "
    "“We have waited long enough,” said Mara Lindqvist, who chairs the council. "
    "Fishing crews had asked for the change since a ship ran aground there in the spring."
)
PAGE = (
    "<html><head><title>Channel to be widened</title></head><body><article>"
    f"<h1>Channel</h1><p>{STORY}</p><p>{STORY}</p></article></body></html>"
)

Serve = Callable[[Callable[[web.Request], Awaitable[web.StreamResponse]]], Awaitable[str]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    runners: list[web.AppRunner] = []

    async def start(handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> str:
        app = web.Application()
        app.router.add_get("/{path:.*}", handler)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        runners.append(runner)
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    yield start
    for runner in runners:
        await runner.cleanup()


def here(address: str) -> bool:
    return address == "127.0.0.1"


async def test_a_web_page_becomes_an_article(serve: Serve) -> None:
    """The text of the page is read and its address kept."""

    async def handler(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    base = await serve(handler)
    article = await fetch_article(f"{base}/story", allowed=here)
    assert "widen the northern channel" in article.text
    assert article.url == f"{base}/story"


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/x", "http://[::1]/x", "http://169.254.169.254/latest", "http://10.0.0.8/"],
)
async def test_private_addresses_are_refused(url: str) -> None:
    """Loopback, private, link-local and metadata addresses are never connected to, however they are written."""
    with pytest.raises(FetchError, match="not on the open internet"):
        await fetch_article(url)


async def test_a_name_that_resolves_to_this_machine_is_refused() -> None:
    """The address behind a name is checked, not the name."""
    with pytest.raises(FetchError, match="not on the open internet"):
        await fetch_article("http://localhost/x")


async def test_a_redirect_to_a_private_address_is_refused(serve: Serve) -> None:
    """Each step of a redirect is checked like the first."""

    async def handler(request: web.Request) -> web.Response:
        raise web.HTTPFound("http://127.0.0.2/secret")

    base = await serve(handler)
    with pytest.raises(FetchError, match=r"127\.0\.0\.2 is not on the open internet"):
        await fetch_article(base, allowed=here)


async def test_endless_redirects_end(serve: Serve) -> None:
    async def handler(request: web.Request) -> web.Response:
        raise web.HTTPFound(str(request.url))

    with pytest.raises(FetchError, match="redirects more than"):
        await fetch_article(await serve(handler), allowed=here)


async def test_a_silent_server_is_given_up(serve: Serve) -> None:
    async def handler(request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    with pytest.raises(FetchError, match="did not answer within"):
        await fetch_article(await serve(handler), allowed=here, seconds=0.2)


async def test_a_page_that_unpacks_to_too_much_is_given_up(serve: Serve) -> None:
    """The cap counts bytes after decompression."""
    packed = gzip.compress(b"a" * (LARGEST + 1))

    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=packed, content_type="text/plain", headers={"Content-Encoding": "gzip"})

    with pytest.raises(FetchError, match="larger than"):
        await fetch_article(await serve(handler), allowed=here)


async def test_a_picture_is_no_article(serve: Serve) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=b"\x89PNG", content_type="image/png")

    with pytest.raises(FetchError, match="image/png, which is no article"):
        await fetch_article(await serve(handler), allowed=here)


async def test_a_missing_page_is_said(serve: Serve) -> None:
    async def handler(request: web.Request) -> web.Response:
        raise web.HTTPNotFound

    with pytest.raises(FetchError, match="status 404"):
        await fetch_article(await serve(handler), allowed=here)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "gopher://x", "not an address", "http://", "http://u:p@example.com/", "http://2130706433/"],
)
async def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError):
        await fetch_article(url)


def test_public_addresses_are_known() -> None:
    assert is_public("93.184.216.34")
    assert not is_public("::ffff:127.0.0.1")


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\0\0\0")
    with pytest.raises(FetchError, match="binary"):
        read_article(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"gone\.txt cannot be read"):
        read_article(tmp_path / "gone.txt")


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"no \.txt, \.md or \.html file"):
        read_article(tmp_path / "story.pdf")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("word " * 1_000_000)
    with pytest.raises(FetchError, match="larger than"):
        read_article(path)


def test_windows_text_is_read() -> None:
    """Text that is not UTF-8 is read as Windows-1252, in which old newsroom systems write."""
    assert "“We" in article_from(STORY.encode("cp1252")).text


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("HTTP://127.0.0.1/story", "not on the open internet"),
        ("ftp://news.example/story", "Only http and https addresses are read"),
    ],
)
async def test_what_is_written_as_an_address_is_no_file(source: str, said: str) -> None:
    """In any case, and also with a scheme that is not read."""
    with pytest.raises(FetchError, match=said):
        await load_article(source, BytesIO())
