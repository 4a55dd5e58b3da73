"""Preview: what waits, as each platform would show it: the payloads that would be sent, drawn, with their limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from aiohttp import web
from markupsafe import Markup

from bot.cards import Card, public
from bot.commands import Services
from bot.compose import FORMATS, compose
from bot.platform import Payload
from bot.render import discord, slack
from bot.render.discord_plain import render_plain
from bot.render.drawn_discord import discord_html, discord_text
from bot.render.drawn_slack import slack_html, slack_text
from bot.render.limits import Use, discord_uses, slack_uses
from bot.render.plain import plain
from bot.roles import Role
from bot.storage.editions import Edition
from bot.storage.publications import page_of
from bot.web.desk.draft import TOPICS
from bot.web.desk.gate import Gate, Guest
from bot.web.desk.rooms import Rooms

GLANCE = 178
"""Characters of a notification that a locked phone shows, about; the rest is cut."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a platform, drawn, and what it uses of the platform's allowances."""

    drawn: Markup
    uses: Sequence[Use]


@dataclass(frozen=True, slots=True)
class Glance:
    """What a phone shows of it before anybody opens it."""

    platform: str
    text: str
    whole: int
    """Characters of the whole notification."""


class PreviewPage:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms

    def routes(self) -> list[web.RouteDef]:
        return [web.get(TOPICS + r"/{topic:\d{1,9}}/preview", self.show)]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """`?of=` review (what waits, where something does), draft or live; `?format=` one that an edition has."""
        guest = await self._gate.admit(request)
        topic = await self._gate.topic_of(request, guest)
        kind, edition = await self._edition(guest, topic.id, request.query.get("of", ""))
        wanted = request.query.get("format", "")
        chosen = wanted if wanted in FORMATS else "full"
        card = public(compose(edition, chosen))
        on_discord = self._rendered("discord", card, discord.render)
        on_slack = self._rendered("slack", card, slack.messages)
        ordinary = replace(card, plain=True)
        return self._rooms.show(
            guest,
            "preview",
            TOPICS,
            topic=topic,
            kind=kind,
            formats=FORMATS,
            chosen=chosen,
            discord=[Message(discord_html(one), discord_uses(one)) for one in on_discord],
            slack=[Message(slack_html(one), slack_uses(one)) for one in on_slack],
            text=plain(card),
            ordinary=[
                ("Discord", [discord_uses(one) for one in self._rendered("discord", ordinary, render_plain)]),
                ("Slack", [slack_uses(one) for one in self._rendered("slack", ordinary, slack.messages)]),
            ],
            glance=GLANCE,
            glances=[
                _glance("Discord", discord_text(on_discord[0])),
                _glance("Slack", slack_text(on_slack[0])),
            ],
        )

    def _rendered(self, name: str, card: Card, otherwise: Callable[[Card], Sequence[Payload]]) -> Sequence[Payload]:
        """As the platform itself renders it; one that does not run here would do it by the same function."""
        platform = self._services.platforms.get(name)
        return platform.render(card) if platform is not None else otherwise(card)

    async def _edition(self, guest: Guest, topic: int, of: str) -> tuple[str, Edition]:
        """The revision that waits, the draft, or what is live, as readers would get it."""
        desk, live = self._services.desk, await self._services.reading.edition(topic)
        waiting = await desk.waiting(topic)
        if of == "live" and live is not None:
            return "live", live
        if waiting is not None and of != "draft":
            async with self._services.sessions() as session:
                return "review", self._as_published(await self._services.reading.load(session, waiting), guest)
        draft = await desk.draft(topic)
        past = await desk.history(topic, 1)
        edition = Edition(
            topic_id=topic,
            topic=draft.topic,
            revision_id=0,
            number=max((one.number for one in past), default=0) + 1,
            brief=draft.brief,
            article=draft.article,
            label="",
            published=draft.saved,
            zone=live.zone if live is not None else desk.house.now.zone or "UTC",
            article_note=live.article_note if live is not None else "",
            corrections=live.corrections if live is not None else (),
            errata=draft.errata,
        )
        return "draft", self._as_published(edition, guest)

    def _as_published(self, edition: Edition, guest: Guest) -> Edition:
        """Readers are told who approved it, and when: a publisher who looks at it sees the own name."""
        approver = guest.ctx.by.name if guest.role >= Role.PUBLISHER else "a publisher"
        base = self._services.settings.public_url
        page = page_of(base, edition.topic_id, edition.number) if base else ""
        return replace(edition, label=f"Approved by {approver}", published=self._services.clock(), page=page)


def _glance(platform: str, text: str) -> Glance:
    flat = " ".join(text.split())
    shown = flat if len(flat) <= GLANCE else f"{flat[:GLANCE].rsplit(' ', 1)[0]}…"
    return Glance(platform, shown, len(flat))
