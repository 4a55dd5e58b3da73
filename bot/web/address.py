"""Address: under which names the chat page may be reached, and from where a form may be sent to it."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp.web import Request

from bot.settings import Settings

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
"""What a reverse proxy adds: whoever asks through one is not known by the address."""


@dataclass(frozen=True, slots=True)
class Address:
    """What the settings say about who can reach the page."""

    host: str
    public_url: str
    has_token: bool

    @classmethod
    def of(cls, settings: Settings) -> Address:
        return cls(settings.http_host, settings.public_url, settings.has_token)

    @property
    def root(self) -> str:
        """The path that a reverse proxy serves the page under, before every link; usually empty."""
        return urlsplit(self.public_url).path.rstrip("/")

    @property
    def encrypted(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def alone(self) -> bool:
        """Whether the settings let only this machine reach the page, so that its visitor is the admin."""
        return _is_loopback(self.host) and not self.public_url and not self.has_token

    def is_private(self, request: Request) -> bool:
        """The same for one request: none that a proxy passed on."""
        return self.alone and not any(name in request.headers for name in FORWARDED)

    def knows(self, host: str) -> bool:
        """Whether a Host header names this page. Other names are somebody's DNS pointed at it (rebinding)."""
        name = _host_name(host)
        if self.public_url and name == urlsplit(self.public_url).hostname:
            return True
        if _is_loopback(name):
            return True
        return not _is_loopback(self.host) and (_is_number(name) or name == self.host)

    def sent_from_here(self, request: Request) -> bool:
        """Whether a form comes from a page of ours, by its Origin. Browsers send one with every POST."""
        origin = request.headers.get("Origin", "")
        if self.public_url and origin == _origin(self.public_url):
            return True
        by_name = bool(self.public_url) and not _is_loopback(_host_name(request.host))
        return origin == f"http://{request.host}" and not by_name


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    return _is_number(name) and ip_address(name).is_loopback


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
