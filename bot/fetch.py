"""Fetch: an article from a web address, a file or standard input, safely."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from briefs import Article

LARGEST = 4_000_000
"""Bytes, after decompression: four times the longest article that can be briefed."""
SECONDS = 15.0
REDIRECTS = 5
KINDS = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
SUFFIXES = {".txt", ".md", ".html", ".htm", ""}

Allowed = Callable[[str], bool]


class FetchError(Exception):
    """No article came of it; `str()` is a sentence for who asked."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet: not loopback, private, link-local or metadata."""
    ip = ipaddress.ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or mapped.is_global)


async def fetch_article(url: str, *, allowed: Allowed = is_public, seconds: float = SECONDS) -> Article:
    """The article at `url`. Every redirect and the address really connected to are checked. Raises `FetchError`."""
    connector = aiohttp.TCPConnector(resolver=_GuardedResolver(allowed), use_dns_cache=False)
    try:
        async with asyncio.timeout(seconds), aiohttp.ClientSession(connector=connector, trust_env=False) as session:
            data, kind, final = await _follow(session, url, allowed)
    except TimeoutError:
        raise FetchError(
            f"{_site(url)} did not answer within {seconds:.0f} seconds. Try again or paste the text."
        ) from None
    except _Forbidden as error:
        raise FetchError(f"{error} is not on the open internet, so it is not read. Paste the text instead.") from None
    except (aiohttp.ClientError, ValueError, OSError):
        raise FetchError(f"{_site(url)} could not be reached. Check the address or paste the text.") from None
    return _usable(article_from(data, html="html" in kind, url=final), _site(final))


async def load_article(source: str, standard_input: BinaryIO, *, allowed: Allowed = is_public) -> Article:
    """The article at an address, in a file, or (for “-”) from standard input. Raises `FetchError`."""
    if "://" in source:
        return await fetch_article(source, allowed=allowed)
    if source == "-":
        return _usable(article_from(standard_input.read(LARGEST + 1)), "The input")
    return read_article(Path(source))


def read_article(path: Path) -> Article:
    """The article in a .txt, .md or .html file. Raises `FetchError`."""
    if path.suffix.lower() not in SUFFIXES:
        raise FetchError(f"{path.name} is no .txt, .md or .html file. Save the article as one of these.")
    try:
        if path.stat().st_size > LARGEST:
            raise FetchError(_too_large(path.name))
        data = path.read_bytes()
    except OSError as error:
        raise FetchError(f"{path} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None
    return _usable(article_from(data, html=path.suffix.lower().startswith(".htm")), path.name)


def article_from(data: bytes, *, html: bool = False, url: str | None = None) -> Article:
    """The article in these bytes, an HTML page or plain text in UTF-8 (or, failing that, Windows-1252)."""
    if len(data) > LARGEST:
        raise FetchError(_too_large("The text"))
    if b"\0" in data[:4096]:
        raise FetchError("This is a binary file, not text. Save the article as .txt, .md or .html.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if html or text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        return Article.from_html(text, url)
    return Article.from_text(text, url=url)


def _usable(article: Article, where: str) -> Article:
    if article.problem:
        raise FetchError(f"{where}: {article.problem}")
    return article


async def _follow(session: aiohttp.ClientSession, url: str, allowed: Allowed) -> tuple[bytes, str, str]:
    for _ in range(REDIRECTS + 1):
        _check_address(url, allowed)
        async with session.get(url, allow_redirects=False, headers={"User-Agent": "Readout"}) as response:
            if response.status in {301, 302, 303, 307, 308} and "Location" in response.headers:
                url = urljoin(url, response.headers["Location"])
                continue
            if response.status >= 400:
                raise FetchError(f"{_site(url)} answered with status {response.status}. Check the address.")
            kind = response.content_type
            if kind not in KINDS:
                raise FetchError(f"{_site(url)} sent {kind}, which is no article. Web pages and plain text are read.")
            return await _body(response, url), kind, url
    raise FetchError(f"{_site(url)} redirects more than {REDIRECTS} times. Give the article's own address.")


async def _body(response: aiohttp.ClientResponse, url: str) -> bytes:
    data = bytearray()
    async for chunk in response.content.iter_chunked(65_536):
        data += chunk
        if len(data) > LARGEST:
            raise FetchError(_too_large(f"The page at {_site(url)}"))
    return bytes(data)


def _check_address(url: str, allowed: Allowed) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError("Only http and https addresses are read, such as https://news.example/summit.")
    if parts.username or parts.password:
        raise FetchError("An address with a user name or password in it is not read. Remove that part.")
    try:
        ipaddress.ip_address(parts.hostname)
    except ValueError:
        return
    if not allowed(parts.hostname):
        raise _Forbidden(parts.hostname)


class _Forbidden(Exception):
    """An address that is not on the open internet."""


class _GuardedResolver(AbstractResolver):
    """Resolves as the machine does, and hands on only addresses that are allowed: what is checked is connected to."""

    def __init__(self, allowed: Allowed) -> None:
        self._inner = ThreadedResolver()
        self._allowed = allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if not found or not all(self._allowed(entry["host"]) for entry in found):
            raise _Forbidden(host)
        return found

    async def close(self) -> None:
        await self._inner.close()


def _site(url: str) -> str:
    try:
        return urlsplit(url).hostname or "The address"
    except ValueError:
        return "The address"


def _too_large(what: str) -> str:
    return f"{what} is larger than {LARGEST // 1_000_000} MB, which is no article. Paste the part that is meant."
