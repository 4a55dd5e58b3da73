"""Draft: the page where an editor shapes the next brief, the article on one side and its lines on the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from aiohttp import web

from bot.commands import Services
from bot.desk import Conflict, DeskError, DraftText, PastRevision
from bot.desk.findings import is_extracted
from bot.desk.shaping import annotate, drop, move, name_speaker, reword_at, trim
from bot.desk.sourcing import share_of
from bot.desk.taking import take
from bot.web.desk.gate import Gate, Guest
from bot.web.desk.presence import Presence
from bot.web.desk.rooms import Rooms
from bot.web.desk.sheet import fingerprint, paragraphs_of, parts_of, rows_of
from bot.web.forms import Sent, text_in
from briefs import Brief, check

TOPICS = "/desk/topics"
CHECKED = 4_000
"""Characters of a line that is checked as one types."""
TRIES = 5
"""Times that a change to one line is carried over to a draft that somebody else saved meanwhile."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What was sent and could not be kept: the page shows it again, so that nothing typed is lost."""

    key: str = ""
    text: str = ""
    do: str = ""
    """What was to be done with it: reword, annotate."""
    theirs: str = ""
    """What somebody else made of the line meanwhile."""
    words: str = ""
    """Of the article, which it does not have so."""


NOTHING = Unsaved()


class DraftPage:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms
        self._presence = Presence(services.clock)

    def routes(self) -> list[web.RouteDef]:
        one = TOPICS + r"/{topic:\d{1,9}}"
        return [
            web.get(TOPICS, self.topics),
            web.get(one, self.show),
            web.post(one + "/line", self.change),
            web.post(one + "/take", self.take),
            web.post(one + "/check", self.check),
            web.post(one + "/submit", self.submit),
        ]

    async def topics(self, request: web.Request) -> web.StreamResponse:
        """Every topic of the newsroom, the newest first."""
        guest = await self._gate.admit(request)
        found = await self._services.reading.topics(guest.newsroom_id)
        return self._rooms.show(guest, "topics", TOPICS, found=found)

    async def show(self, request: web.Request) -> web.StreamResponse:
        guest = await self._gate.admit(request)
        return await self._page(guest, (await self._gate.topic_of(request, guest)).id)

    async def change(self, request: web.Request) -> web.StreamResponse:
        """One line: reword, move, drop, name its speaker, shorten it. Carried over what others saved elsewhere."""
        guest, sent = await self._gate.admit_form(request)
        topic = (await self._gate.topic_of(request, guest)).id
        draft = await self._services.desk.draft(topic)
        key, was = text_in(sent, "key")[:8], text_in(sent, "was")[:16]
        unsaved = Unsaved(key, text_in(sent, "text")[:CHECKED], text_in(sent, "do")[:10])
        try:
            act = await self._act(sent, draft, guest)
            key = await self._carry_over(topic, guest, key, was, act)
        except _Changed as changed:
            unsaved = replace(unsaved, theirs=changed.theirs)
            return await self._page(guest, topic, unsaved=unsaved, sentence=changed.sentence, status=409)
        except DeskError as error:
            return await self._page(guest, topic, unsaved=unsaved, sentence=str(error), status=422)
        return self._rooms.back(f"{TOPICS}/{topic}#{key}")

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Words of the article, selected or typed as they stand there, into a list of the draft."""
        guest, sent = await self._gate.admit_form(request)
        topic = (await self._gate.topic_of(request, guest)).id
        kind = text_in(sent, "kind")[:10]
        try:
            await self._take(guest, topic, kind, sent)
        except DeskError as error:
            unsaved = Unsaved(words=text_in(sent, "words").strip())
            return await self._page(guest, topic, unsaved=unsaved, sentence=str(error), status=422)
        return self._rooms.back(f"{TOPICS}/{topic}#{kind}s")

    async def check(self, request: web.Request) -> web.StreamResponse:
        """What the article does not bear out of a line that is being typed, as JSON."""
        guest, sent = await self._gate.admit_form(request)
        topic = (await self._gate.topic_of(request, guest)).id
        self._others(guest, topic)
        article, errata = await self._services.desk.article(topic)
        found = await asyncio.to_thread(check, text_in(sent, "text")[:CHECKED], article, errata)
        shown = [{"kind": p.kind, "message": p.message, "severity": p.severity} for p in found]
        return web.json_response(shown)

    async def submit(self, request: web.Request) -> web.StreamResponse:
        """The draft as it is on the page goes into review."""
        guest, sent = await self._gate.admit_form(request)
        topic = (await self._gate.topic_of(request, guest)).id
        version = text_in(sent, "version")
        try:
            await self._services.desk.submit(topic, guest.ctx.by, int(version) if version.isdecimal() else 0)
        except DeskError as error:
            return await self._page(guest, topic, sentence=str(error), status=409)
        return self._rooms.back(f"{TOPICS}/{topic}/review")

    async def _act(self, sent: Sent, draft: DraftText, guest: Guest) -> Callable[[Brief, str], Brief]:
        """What is to be done to the line, wherever it stands by now. Raises `DeskError`."""
        article, text, to = draft.article, text_in(sent, "text"), text_in(sent, "to")
        match text_in(sent, "do"):
            case "reword":
                engine = await self._services.reading.condensed(article)
                return lambda brief, key: reword_at(brief, article, key, text, guest.ctx.by.name, engine)
            case "move" if to.isdecimal() and len(to) < 4:
                return lambda brief, key: move(brief, key, int(to))
            case "up":
                return lambda brief, key: move(brief, key, int(key[1:] or 1) - 1)
            case "down":
                return lambda brief, key: move(brief, key, int(key[1:] or 1) + 1)
            case "feature":
                return lambda brief, key: move(brief, key, 1)
            case "annotate":
                return lambda brief, key: annotate(brief, key, text)
            case "drop":
                return drop
            case "speaker":
                return lambda brief, key: name_speaker(brief, key, text_in(sent, "speaker"))
            case "trim":
                part, first, last = (_number(text_in(sent, name)) for name in ("part", "first", "last"))
                return lambda brief, key: trim(brief, article, key, part, first, last)
        raise DeskError("This page asked for something that the desk does not know. Load it anew.")

    async def _carry_over(
        self, topic: int, guest: Guest, key: str, was: str, act: Callable[[Brief, str], Brief]
    ) -> str:
        """Do it to the line that had the fingerprint `was`, in the newest draft; returns its key."""
        for _ in range(TRIES):
            draft = await self._services.desk.draft(topic)
            rows = {at: fingerprint(row) for at, row in rows_of(draft.brief).items()}
            if rows.get(key) != was:
                found = [at for at, known in rows.items() if known == was and at[0] == key[:1]]
                if not found and (key not in rows or await asyncio.to_thread(act, draft.brief, key) != draft.brief):
                    raise _Changed(draft, key)
                key = found[0] if found else key  # sent twice: it is as they want it already
            changed = await asyncio.to_thread(act, draft.brief, key)
            if changed == draft.brief:
                return key
            try:
                await self._services.desk.save_draft(topic, changed, draft.version, guest.ctx.by)
            except Conflict:
                continue
            return key
        raise DeskError("Others are saving this draft again and again. Nothing is lost; send your change once more.")

    async def _take(self, guest: Guest, topic: int, kind: str, sent: Sent) -> None:
        for _ in range(TRIES):
            draft = await self._services.desk.draft(topic)
            start, end = _selected(draft, sent)
            engine = await self._services.reading.condensed(draft.article)
            taken = await asyncio.to_thread(take, draft.brief, draft.article, engine, kind, start, end)
            try:
                await self._services.desk.save_draft(topic, taken, draft.version, guest.ctx.by)
            except Conflict:
                continue
            return
        raise DeskError("Others are saving this draft again and again. Nothing is lost; send your change once more.")

    async def _page(
        self,
        guest: Guest,
        topic: int,
        *,
        unsaved: Unsaved = NOTHING,
        sentence: str = "",
        status: int = 200,
    ) -> web.StreamResponse:
        draft = await self._services.desk.draft(topic)
        found = await self._services.desk.draft_findings(draft)
        return self._rooms.show(
            guest,
            "draft",
            TOPICS,
            status=status,
            draft=draft,
            parts=parts_of(draft, found),
            paragraphs=paragraphs_of(draft.article),
            others=self._others(guest, topic),
            sent_back=next(
                (past for past in await self._services.desk.history(topic, 1) if _asks_for_more(past)), None
            ),
            unsaved=unsaved,
            gone=unsaved.key not in rows_of(draft.brief),
            share=share_of(draft.brief, draft.article),
            most=self._services.desk.house.now.quoted_share,
            extracted=is_extracted(draft.brief),
            is_live=await self._services.desk.is_live(topic),
            blocking=sum(finding.blocks for finding in found),
            sentence=sentence,
        )

    def _others(self, guest: Guest, topic: int) -> Sequence[str]:
        """Who else is here, by name; whoever looks or writes is here themselves. One person is never another."""
        person, name = guest.ctx.person_id, guest.ctx.by.name
        others = self._presence.note(topic, f"person {person}" if person else guest.visitor.user, name)
        return [other if other != name else f"{name} in another browser" for other in others]


def _asks_for_more(past: PastRevision) -> bool:
    """Whether somebody sent it back, with what is missing; Readout itself does where a newer one took its place."""
    return past.state == "sent back" and not past.reason.startswith(("Replaced by", "Undone before"))


class _Changed(Exception):
    """The line is not what it was when the page was made."""

    def __init__(self, draft: DraftText, key: str) -> None:
        now = rows_of(draft.brief).get(key)
        self.theirs = now.text if now is not None else ""
        self.sentence = (
            f"{draft.saved_by} changed this line meanwhile. Yours is below, beside theirs; send what is to stay."
            if now is not None
            else f"{draft.saved_by} took this line out meanwhile. Yours is below, if it is to come back."
        )


def _selected(draft: DraftText, sent: Sent) -> tuple[int, int]:
    """The place in the article: by offsets, or by words as they stand there. Raises `DeskError`."""
    words = text_in(sent, "words").strip()
    if not words:
        return _number(text_in(sent, "start")), _number(text_in(sent, "end"))
    start = draft.article.text.find(words)
    if start < 0:
        raise DeskError("The article does not have these words. Copy them as they stand there, marks included.")
    return start, start + len(words)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else -1
