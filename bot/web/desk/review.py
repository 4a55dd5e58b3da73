"""Review: what waits, line by line against what readers have now, to approve, send back or publish."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiohttp import web

from bot.commands import Services
from bot.commands.pressed import seen_at
from bot.delivery.whereabouts import Shown, whereabouts
from bot.desk import Change, DeskError, Finding, Leaving, PastRevision, differences, weigh
from bot.desk.findings import is_extracted
from bot.desk.sourcing import Share, Sourced, share_of, sourced
from bot.desk.words import Piece, compare_words
from bot.roles import Role
from bot.storage.editions import Edition
from bot.web.desk.draft import TOPICS
from bot.web.desk.gate import Gate, Guest
from bot.web.desk.rooms import Rooms
from bot.web.forms import number_in, text_in
from briefs import Brief, Line

GROUPS = 5
"""Earlier revisions that channels still show, each with its difference."""
SHOWN = 20
"""Revisions on a page of the history."""
LONGEST_NOTE = 500
"""Characters of a reason or a note."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One difference, its words compared."""

    change: Change
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Channels that show something else than what is live, and how what waits differs from that."""

    number: int
    shown: Shown
    changes: Sequence[Changed]


@dataclass(frozen=True, slots=True)
class Case:
    """What a publisher decides about: the revision that waits, else the draft."""

    name: str
    number: int
    """Of the revision; 0 for the draft."""
    seen: str
    """What the buttons carry, so that nothing else is published than what was looked at."""
    changes: Sequence[Changed]
    same: bool
    """Readers have it already, so that there is nothing to publish."""
    live: Edition | None
    found: Sequence[Finding]
    extracted: bool
    """Nobody has reworded a line of it."""
    history: Sequence[PastRevision]
    earlier: int
    """The number below which its next page begins; 0 on the last."""
    share: Share
    sourced: Sequence[Sourced]
    channels: Sequence[Shown]
    """That show what is live."""
    elsewhere: Sequence[Elsewhere]

    @property
    def stopped(self) -> bool:
        """Whether approval takes a written reason."""
        return any(finding.blocks for finding in self.found)


class ReviewPage:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms

    def routes(self) -> list[web.RouteDef]:
        one = TOPICS + r"/{topic:\d{1,9}}"
        return [
            web.get(one + "/review", self.show),
            web.post(one + "/review", self.decide),
            web.get(one + "/compare", self.compare),
        ]

    async def show(self, request: web.Request) -> web.StreamResponse:
        guest = await self._gate.admit(request)
        topic = (await self._gate.topic_of(request, guest)).id
        return await self._page(guest, topic, before=number_in(request.query.get("before", "")))

    async def decide(self, request: web.Request) -> web.StreamResponse:
        """Publish, correct, send back, withdraw or bring back an earlier revision."""
        guest, sent = await self._gate.admit_form(request, Role.PUBLISHER)
        topic = (await self._gate.topic_of(request, guest)).id
        do, note = text_in(sent, "do"), text_in(sent, "note").strip()[:LONGEST_NOTE]
        reason, by = text_in(sent, "reason").strip()[:LONGEST_NOTE], guest.ctx.by
        seen, number = seen_at((text_in(sent, "seen"),), 0), text_in(sent, "number")
        desk = self._services.desk
        try:
            match do:
                case "publish":
                    await desk.publish(topic, by, reason, seen)
                case "correction" | "refile":
                    await desk.correct(topic, do, note, by, reason, seen)
                case "sendback" if seen.revision_id:
                    if await desk.waiting(topic) != seen.revision_id:
                        raise DeskError("What you looked at waits no more. The page shows what does.")
                    await desk.send_back(seen.revision_id, by, note)
                case "withdraw":
                    await desk.withdraw(topic, note, by)
                case "undo":
                    await desk.undo(topic, seen.revision_id, by)
                case "sendout":
                    await desk.send_out(topic, seen.revision_id, by)
                case "rollback" if number.isdecimal() and len(number) < 7:
                    await desk.rollback(topic, int(number), by)
                case _:
                    raise DeskError("This page asked for something that the desk does not know. Load it anew.")
        except DeskError as error:
            return await self._page(guest, topic, sentence=str(error), asked=do, note=note, reason=reason, status=409)
        await self._prepare(topic)
        return self._rooms.back(f"{TOPICS}/{topic}/review")

    async def _prepare(self, topic: int) -> None:
        """Answers about what is live, or soon will be, are made ready before the first question."""
        leaving = await self._services.desk.leaving(topic)
        edition = await self._revision(leaving.revision_id) if leaving else await self._services.reading.edition(topic)
        if edition is not None and not edition.withdrawn:
            self._services.reading.prepare_soon(edition.corrected.article)

    async def compare(self, request: web.Request) -> web.StreamResponse:
        """Any two revisions, by their numbers."""
        guest = await self._gate.admit(request)
        topic = await self._gate.topic_of(request, guest)
        chosen = [number_in(request.query.get(name, "")) for name in ("a", "b")]
        editions = [await self._numbered(topic.id, number) for number in chosen]
        newest = await self._services.desk.history(topic.id, 1)
        changes: Sequence[Changed] = ()
        if editions[0] is not None and editions[1] is not None:
            changes = _compared(editions[0].brief, editions[1].brief)
        return self._rooms.show(
            guest,
            "compare",
            TOPICS,
            topic=topic.id,
            topic_name=topic.name,
            newest=newest[0].number if newest else 1,
            chosen=chosen,
            both=all(editions),
            changes=changes,
        )

    async def _page(
        self,
        guest: Guest,
        topic: int,
        *,
        sentence: str = "",
        asked: str = "",
        note: str = "",
        reason: str = "",
        before: int = 0,
        status: int = 200,
    ) -> web.StreamResponse:
        (case, leaving), copies = await asyncio.gather(
            self._case(topic, before), self._services.outbox.copies(topic)
        )  # SQLite walks all copies for each of the two
        return self._rooms.show(
            guest,
            "review",
            TOPICS,
            status=status,
            topic=topic,
            case=case,
            copies=copies,
            most=self._services.desk.house.now.quoted_share,
            admin=guest.role is Role.ADMIN,
            leaving=leaving,
            seconds=leaving.seconds(self._services.clock()) if leaving else 0,
            publisher=guest.role >= Role.PUBLISHER,
            asked=asked,
            note=note,
            reason=reason,
            sentence=sentence,
        )

    async def _case(self, topic: int, before: int) -> tuple[Case, Leaving | None]:
        """The case, and the publication that waits to go out; all of it read in one session."""
        async with self._services.sessions() as session:
            weighed, shown = await weigh(session, topic, SHOWN + 1, before), await whereabouts(session, topic)
            earlier = [one for one in shown if one.revision_id != weighed.live][:GROUPS]
            wanted = [weighed.live, weighed.waiting, *(one.revision_id for one in earlier)]
            wanted = [known for known in wanted if known]
            editions = dict(zip(wanted, await self._services.reading.load_all(session, wanted), strict=True))
        draft, text, past = weighed.draft, weighed.text, weighed.history
        live, revision = editions.get(weighed.live), editions.get(weighed.waiting)
        case = Case(
            draft.topic,
            revision.number if revision is not None else 0,
            f"r{weighed.waiting}" if revision is not None else f"d{draft.version}",
            _compared(live.brief, text.brief) if live is not None else _first(text.brief),
            weighed.same and revision is None,
            live,
            await text.checked(),
            is_extracted(text.brief),
            past[:SHOWN],
            past[SHOWN - 1].number if len(past) > SHOWN else 0,
            share_of(text.brief, text.article),
            sourced(text.brief, text.article),
            [one for one in shown if one.revision_id == weighed.live],
            [_elsewhere(one, editions[one.revision_id], text.brief) for one in earlier],
        )
        return case, weighed.leaving

    async def _numbered(self, topic: int, number: int) -> Edition | None:
        found = await self._services.desk.history(topic, 1, number + 1)
        return await self._revision(found[0].revision_id) if found and found[0].number == number else None

    async def _revision(self, revision_id: int) -> Edition | None:
        async with self._services.sessions() as session:
            return await self._services.reading.load(session, revision_id)


def _elsewhere(shown: Shown, edition: Edition, brief: Brief) -> Elsewhere:
    return Elsewhere(edition.number, shown, _compared(edition.brief, brief))


def _first(brief: Brief) -> tuple[Changed, ...]:
    """All that the first brief of a topic says, of which nothing is an addition to anything."""
    nothing = replace(
        brief, headline=Line(""), lede=Line(""), key_points=(), quotes=(), figures=(), timeline=(), outlook=()
    )
    return tuple(Changed(change, (Piece(change.after, "same"),)) for change in differences(nothing, brief))


def _compared(old: Brief, new: Brief) -> tuple[Changed, ...]:
    return tuple(Changed(change, compare_words(change.before, change.after)) for change in differences(old, new))
