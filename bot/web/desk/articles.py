"""Articles: taken in by address, by text or as a file; what is known about them set; replaced by a newer version."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.commands import Services
from bot.desk import DeskError
from bot.fetch import FetchError, article_from, fetch_article
from bot.render.html import is_web_address
from bot.roles import Role
from bot.rules import RuleError, parse_zone
from bot.web.desk.draft import TOPICS
from bot.web.desk.gate import Gate, Guest
from bot.web.desk.rooms import Rooms
from bot.web.desk.uploads import KINDS, Upload, read_upload
from bot.web.tokens import check_token
from briefs import Article, condense

FACTS = ("headline", "outlet", "byline", "dateline", "licence", "url")
LONGEST_FACT = 300
FETCH_LONGEST = 2_000


class ArticlePage:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms

    def routes(self) -> list[web.RouteDef]:
        one = TOPICS + r"/{topic:\d{1,9}}/article"
        return [
            web.get(TOPICS + "/new", self.new),
            web.post(TOPICS + "/new", self.add),
            web.get(one, self.show),
            web.post(one, self.replace),
        ]

    async def new(self, request: web.Request) -> web.StreamResponse:
        return self._form(await self._gate.admit(request, Role.ADMIN), None, {})

    async def add(self, request: web.Request) -> web.StreamResponse:
        """A topic of its own, with the article's automatic brief as its draft."""
        guest, sent = await self._sent(request, Role.ADMIN)
        try:
            article = await self._read(sent, None)
            brief = await asyncio.to_thread(condense, article)
            name = (sent.text("name") or article.headline or brief.headline.text)[:100]
            topic = await self._services.desk.add_topic(guest.newsroom_id, name, article, brief, guest.ctx.by)
        except (DeskError, FetchError) as error:
            return self._form(guest, None, sent.fields, sentence=str(error), status=422)
        self._services.reading.prepare_soon(article)
        return self._rooms.back(f"{TOPICS}/{topic}")

    async def show(self, request: web.Request) -> web.StreamResponse:
        guest = await self._gate.admit(request)
        draft = await self._services.desk.draft((await self._gate.topic_of(request, guest)).id)
        return self._form(guest, draft.topic_id, _facts_of(draft.article), topic_name=draft.topic)

    async def replace(self, request: web.Request) -> web.StreamResponse:
        """A new version: another text, or only other facts about the same one."""
        guest, sent = await self._sent(request, Role.EDITOR)
        topic = (await self._gate.topic_of(request, guest)).id
        draft = await self._services.desk.draft(topic)
        try:
            article = await self._read(sent, draft.article)
            brief = await asyncio.to_thread(condense, article)
            made = await self._services.desk.replace_article(topic, article, brief, guest.ctx.by)
        except (DeskError, FetchError) as error:
            return self._form(guest, topic, sent.fields, topic_name=draft.topic, sentence=str(error), status=422)
        self._services.reading.prepare_soon(article)
        if not made.lost:
            return self._rooms.back(f"{TOPICS}/{topic}")
        return self._rooms.show(guest, "replaced", TOPICS, topic=topic, topic_name=draft.topic, lost=made.lost)

    async def _sent(self, request: web.Request, least: Role) -> tuple[Guest, Upload]:
        guest = await self._gate.admit(request, least)
        sent = await read_upload(request)
        check_token(guest.visitor, sent.text("csrf"))
        return guest, sent

    async def _read(self, sent: Upload, current: Article | None) -> Article:
        """The article of a form. Raises `DeskError` or `FetchError` with a sentence."""
        address, text = sent.text("address")[:FETCH_LONGEST], sent.fields.get("text", "").strip()
        if sum(map(bool, (address, text, sent.file))) > 1:
            raise DeskError("Give one of the three: an address, a text, or a file.")
        if address:
            if urlsplit(address).scheme not in ("http", "https"):
                raise DeskError("Write the article's whole address, such as https://news.example/summit.")
            article = await fetch_article(address)
        elif sent.file:
            article = await _from_file(sent)
        elif text:
            article = Article.from_text(text)
        elif current is not None:
            article = current
        else:
            raise DeskError("Give the article's address, its text, or a file.")
        if article.problem:
            raise DeskError(article.problem)
        return _with_facts(article, sent)

    def _form(
        self,
        guest: Guest,
        topic: int | None,
        facts: Mapping[str, str],
        *,
        topic_name: str = "",
        sentence: str = "",
        status: int = 200,
    ) -> web.StreamResponse:
        return self._rooms.show(
            guest,
            "article",
            TOPICS,
            status=status,
            topic=topic,
            topic_name=topic_name,
            facts=facts,
            kinds=", ".join(KINDS),
            sentence=sentence,
        )


async def _from_file(sent: Upload) -> Article:
    ending = PurePath(sent.name).suffix.lower()
    if ending not in KINDS:
        raise DeskError(f"A file ending in “{ending or 'nothing'}” cannot be read. Send one of {', '.join(KINDS)}.")
    return await asyncio.to_thread(article_from, sent.file, html=KINDS[ending])


def _with_facts(article: Article, sent: Upload) -> Article:
    """What the form says of it goes before what the page said; an empty field changes nothing of a new article."""
    given: dict[str, Any] = {name: sent.text(name)[:LONGEST_FACT] for name in FACTS if sent.text(name)}
    if not is_web_address(given.get("url", "https://news.example")):
        raise DeskError("Readers are led to a web address, such as https://news.example/summit. Write a whole one.")
    if published := _published(sent.text("published"), sent.text("zone")):
        return replace(article, published=published, **given)
    return replace(article, **given)


def _published(written: str, zone: str) -> datetime | None:
    if not written:
        return None
    try:
        at = datetime.fromisoformat(written)
        if at.tzinfo is None:
            at = at.replace(tzinfo=ZoneInfo(parse_zone(zone)))
    except RuleError as error:
        raise DeskError(f"When it was published needs a zone. {error}") from None
    except ValueError:
        raise DeskError(f"“{written[:40]}” is not a date; write one like 2026-11-23 or 2026-11-23 09:00.") from None
    return at


def _facts_of(article: Article) -> dict[str, str]:
    known = {name: getattr(article, name) or "" for name in FACTS}
    return known | {"published": article.published.isoformat(" ", "minutes") if article.published else ""}
