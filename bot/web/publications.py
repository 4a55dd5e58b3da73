"""Publications: published briefs as permanent pages, their feeds, and the list of corrections.

They are there only where PUBLIC_URL is set: then others are meant to read here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from aiohttp import web
from markupsafe import Markup

from bot.cards import Card, CardLine
from bot.commands import Services
from bot.compose import compose, evidence_card
from bot.render.html import lines_html
from bot.render.plain import plain
from bot.storage.editions import Edition
from bot.storage.publications import (
    MadeCorrection,
    Publication,
    corrections,
    first_newsroom,
    live_publications,
    page_of,
    publication,
    publications,
)
from bot.web.feeds import Entry, Feed, atom, json_feed
from bot.web.pages import Pages

MOST = 50
"""Entries of a list or feed."""
FED = 20
"""Briefs of a feed, each with its whole text."""
FRESH = "public, max-age=60"
"""A withdrawal must be seen soon."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One published brief as its page shows it."""

    edition: Edition
    card: Card
    url: str
    newer: str
    """Where a newer revision stands; empty on the newest."""
    summary: str
    others: Sequence[Publication]


@dataclass(frozen=True, slots=True)
class Document:
    """A feed as it was written last."""

    feed: Feed
    body: bytes
    tag: str
    """Another one for every other text (RFC 9110, “ETag”)."""


class Publications:
    def __init__(self, services: Services, pages: Pages) -> None:
        self._services = services
        self._pages = pages
        self._base = services.settings.public_url
        self._entries: dict[int, tuple[Edition, Entry]] = {}
        self._documents: dict[str, Document] = {}

    def routes(self) -> list[web.RouteDef]:
        if not self._base:
            return []
        return [
            web.get("/briefs", self.index),
            web.get(r"/briefs/{topic:\d{1,9}}", self.newest),
            web.get(r"/briefs/{topic:\d{1,9}}/{number:\d{1,9}}", self.show),
            web.get("/briefs.atom", self.atom),
            web.get("/briefs.json", self.json),
            web.get("/corrections", self.corrections),
            web.get("/corrections.atom", self.corrections_atom),
        ]

    async def index(self, request: web.Request) -> web.StreamResponse:
        """What is live on each topic."""
        return _fresh(self._pages.filled("briefs.html", found=await self._live(), link=self._page))

    async def newest(self, request: web.Request) -> web.StreamResponse:
        """To the page of what is live, or was withdrawn last."""
        found = await self._of_topic(int(request.match_info["topic"]))
        if not found:
            raise web.HTTPNotFound
        raise web.HTTPFound(self._page(_current(found)))

    async def show(self, request: web.Request) -> web.StreamResponse:
        """One revision, for good; when it was superseded it says so."""
        topic, number = int(request.match_info["topic"]), int(request.match_info["number"])
        found = await self._of_topic(topic)
        one = next((each for each in found if each.number == number), None) or await self._old(topic, number)
        if one is None:
            raise web.HTTPNotFound
        edition = await self._edition(one)
        current = _current(found)
        reading = Reading(
            edition=edition,
            card=compose(edition, "full"),
            url=self._page(one),
            newer=self._page(current) if current.revision_id != one.revision_id else "",
            summary=edition.brief.short.text or edition.brief.lede.text,
            others=found,
        )
        return _fresh(self._pages.filled("brief.html", reading=reading, body=_body(reading), link=self._page))

    async def atom(self, request: web.Request) -> web.StreamResponse:
        return self._document(request, await self._feed("/briefs.atom"), atom, "application/atom+xml")

    async def json(self, request: web.Request) -> web.StreamResponse:
        return self._document(request, await self._feed("/briefs.json"), json_feed, "application/feed+json")

    async def corrections(self, request: web.Request) -> web.StreamResponse:
        """Every correction and withdrawal, the newest first."""
        return _fresh(self._pages.filled("corrections.html", found=await self._corrected(), link=self._page))

    async def corrections_atom(self, request: web.Request) -> web.StreamResponse:
        entries = [self._correction_entry(made) for made in await self._corrected()]
        newsroom = self._services.desk.house.now.name
        feed = Feed(
            f"Corrections of {newsroom}",
            f"{self._base}/corrections.atom",
            f"{self._base}/corrections",
            newsroom,
            entries,
        )
        return self._document(request, feed, atom, "application/atom+xml")

    def _document(
        self, request: web.Request, feed: Feed, write: Callable[[Feed], str], kind: str
    ) -> web.StreamResponse:
        """The feed, written anew only when something in it has changed; nothing to a reader that has it as it is.

        Known by its content, not by a time: a withdrawal takes a brief out and leaves the newest time what it was.
        """
        kept = self._documents.get(feed.url)
        if kept is None or kept.feed != feed:
            body = write(feed).encode()
            kept = self._documents[feed.url] = Document(feed, body, hashlib.sha256(body).hexdigest()[:32])
        known = any(tag.value in (kept.tag, "*") for tag in request.if_none_match or ())
        response = (
            web.Response(status=304) if known else web.Response(body=kept.body, content_type=kind, charset="utf-8")
        )
        response.etag = kept.tag
        return _fresh(response)

    async def _live(self, count: int = MOST) -> Sequence[Publication]:
        async with self._services.sessions() as session:
            newsroom = await first_newsroom(session)
            return await live_publications(session, newsroom, count) if newsroom is not None else ()

    async def _of_topic(self, topic_id: int) -> Sequence[Publication]:
        async with self._services.sessions() as session:
            newsroom = await first_newsroom(session)
            return await publications(session, newsroom, topic_id, MOST) if newsroom is not None else ()

    async def _old(self, topic_id: int, number: int) -> Publication | None:
        """A revision that is off the topic's list by now: its page stays."""
        async with self._services.sessions() as session:
            newsroom = await first_newsroom(session)
            return await publication(session, newsroom, topic_id, number) if newsroom is not None else None

    async def _corrected(self) -> Sequence[MadeCorrection]:
        async with self._services.sessions() as session:
            newsroom = await first_newsroom(session)
            return await corrections(session, newsroom, MOST) if newsroom is not None else ()

    async def _edition(self, one: Publication) -> Edition:
        async with self._services.sessions() as session:
            found = await self._services.reading.load(session, one.revision_id)
        return replace(found, page="")  # who reads it here needs no way here

    async def _feed(self, path: str) -> Feed:
        newsroom = self._services.desk.house.now.name
        live = await self._live(FED)
        async with self._services.sessions() as session:
            editions = await self._services.reading.load_all(session, [one.revision_id for one in live])
        entries = [self._entry(one, edition) for one, edition in zip(live, editions, strict=True)]
        self._entries = {
            edition.revision_id: (edition, entry) for edition, entry in zip(editions, entries, strict=True)
        }
        return Feed(f"Briefs by {newsroom}", self._base + path, f"{self._base}/briefs", newsroom, entries)

    def _entry(self, one: Publication, edition: Edition) -> Entry:
        """Written once for as long as the edition stays what it is."""
        kept = self._entries.get(edition.revision_id)
        return kept[1] if kept is not None and kept[0] is edition else self._written(one, edition)

    def _written(self, one: Publication, edition: Edition) -> Entry:
        card = compose(replace(edition, page=""), "full")
        url = self._page(one)
        updated = max([one.published, *(note.at for note in edition.corrections)])
        html = str(lines_html(card.lines, _unproven))
        return Entry(url, url, card.title or one.topic, one.published, updated, html, plain(card), edition.label)

    def _correction_entry(self, made: MadeCorrection) -> Entry:
        page = self._page(made)
        title = f"{'Withdrawn' if made.severity == 'withdrawal' else 'Corrected'}: {made.topic}"
        html = str(Markup("<p>{}</p>").format(made.note))
        return Entry(f"{self._base}/corrections#c{made.id}", page, title, made.made, made.made, html, made.note)

    def _page(self, one: Publication | MadeCorrection) -> str:
        return page_of(self._base, one.topic_id, one.number)


def _current(found: Sequence[Publication]) -> Publication:
    """What is live, else the one published last."""
    return next((one for one in found if one.state == "published"), found[0])


def _body(reading: Reading) -> Markup:
    """The lines, each with its evidence folded away behind it."""

    def proof(line: CardLine) -> Markup:
        key = line.source.rpartition(":")[2]
        if not key:
            return Markup("")
        shown = evidence_card(reading.edition, key)
        return Markup('<details class="proof"><summary>Source</summary>{}</details>').format(
            lines_html(shown.lines, _unproven)
        )

    return lines_html(reading.card.lines, proof, level=2)


def _unproven(line: CardLine) -> Markup:
    return Markup("")


def _fresh(response: web.Response) -> web.Response:
    response.headers["Cache-Control"] = FRESH
    return response
