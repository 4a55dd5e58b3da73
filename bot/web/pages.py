"""Pages: the templates, filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.cards import Card, Form, Reply
from bot.platforms.local_feed import Message
from bot.render.html import card_html, form_html, with_code
from bot.web.plans import Plan
from bot.words import on_clock

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Link:
    """A room in the list at the side."""

    path: str
    room: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class View:
    """What the chat page shows to one visitor."""

    newsroom: str
    room: str
    label: str
    plan: Plan | None
    channels: tuple[Link, ...]
    direct: Link
    messages: tuple[Message, ...]
    earlier: int
    """The message before which there are more; 0 where there are none."""
    past: bool
    """Earlier messages are shown, not the newest."""
    cursor: str
    role: str
    admin: bool
    private: bool
    """Only this machine reaches the page."""
    csrf: str
    """What every form on the page carries."""
    exchange: str = ""
    """Without script: what the visitor just asked, and the reply, as HTML."""


class Pages:
    """`root` stands before every link; `newsroom` is asked for the name, which an admin may change."""

    def __init__(self, root: str, newsroom: Callable[[], str]) -> None:
        self._env = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._newsroom = newsroom
        self._env.globals.update(root=root, day=_day, card=card_html, with_code=with_code, plain_time=_plain_time)

    def chat(self, view: View, status: int = 200) -> web.Response:
        return self._page("chat.html", status, view=view, csrf=view.csrf)

    def login(self, code: str, csrf: str, sentence: str = "", status: int = 200) -> web.Response:
        return self._page("login.html", status, code=code, csrf=csrf, sentence=sentence)

    def problem(self, status: int, sentence: str) -> web.Response:
        return self._page("problem.html", status, sentence=sentence)

    def told(self, status: int, card: Card) -> web.Response:
        """A page of one card, for what a platform says outside of a chat."""
        return self._page("told.html", status, told=card)

    def filled(self, name: str, **values: object) -> web.Response:
        """The template of that name, with what it shows."""
        return self._page(name, 200, **values)

    def message(self, message: Message) -> str:
        """The message as every open page gets it: without the token, which their script adds to what it sends."""
        return self._env.get_template("message.html").render(message=message, csrf="")

    def plan(self, plan: Plan | None) -> str:
        return self._env.get_template("plan.html").render(plan=plan)

    def reply(self, reply: Reply, csrf: str = "") -> str:
        return form_html(reply, csrf) if isinstance(reply, Form) else card_html(reply, csrf)

    def exchange(self, asked: str, reply: Reply, at: datetime, csrf: str = "") -> str:
        """What the visitor asked and the reply, which only they see; with the token where no script adds it."""
        return self._env.get_template("exchange.html").render(asked=asked, shown=self.reply(reply, csrf), at=at)

    def _page(self, name: str, status: int, **values: object) -> web.Response:
        text = self._env.get_template(name).render(newsroom=self._newsroom(), **values)
        return web.Response(text=text, status=status, content_type="text/html")


def wants_json(request: web.Request) -> bool:
    """Whether our own script asks, rather than the browser for a page."""
    return "application/json" in request.headers.get("Accept", "")


def _plain_time(at: datetime) -> str:
    """Until the script puts the visitor's own zone."""
    return on_clock(at, "UTC")


def _day(at: datetime) -> str:
    """“23 November 2026”, in UTC: a public page has no reader's zone."""
    return f"{at.day} {at:%B %Y}"
