"""Every route of the server, from its own router: who may use it, from where, with what. A new one is named here."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.roles import Role
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from briefs import condense
from tests.bot.colleagues import Colleague, Newsroom, open_desk

ANYONE, EDITOR, PUBLISHER, ADMIN = Role.READER, Role.EDITOR, Role.PUBLISHER, Role.ADMIN
GET, POST = "GET", "POST"

MATRIX: dict[str, dict[str, Role]] = {
    "/": {GET: ANYONE},
    "/briefs": {GET: ANYONE},
    "/briefs.atom": {GET: ANYONE},
    "/briefs.json": {GET: ANYONE},
    "/briefs/{topic}": {GET: ANYONE},
    "/briefs/{topic}/{number}": {GET: ANYONE},
    "/c/{channel}": {GET: ANYONE, POST: ANYONE},
    "/channels": {POST: ADMIN},
    "/complete": {GET: ANYONE},
    "/corrections": {GET: ANYONE},
    "/corrections.atom": {GET: ANYONE},
    "/desk": {GET: EDITOR},
    "/desk/data": {GET: ADMIN},
    "/desk/data/{platform}/{server}": {GET: ADMIN, POST: ADMIN},
    "/desk/deliveries": {GET: EDITOR},
    "/desk/deliveries/{delivery}": {POST: ADMIN},
    "/desk/enter": {GET: ANYONE, POST: ANYONE},
    "/desk/errata": {GET: EDITOR, POST: EDITOR},
    "/desk/leave": {POST: EDITOR},
    "/desk/people": {GET: EDITOR},
    "/desk/people/code": {POST: ADMIN},
    "/desk/people/me": {POST: EDITOR},
    "/desk/people/{person}": {POST: ADMIN},
    "/desk/questions": {GET: EDITOR, POST: EDITOR},
    "/desk/questions/new": {GET: EDITOR, POST: EDITOR},
    "/desk/record": {GET: ADMIN},
    "/desk/record.csv": {GET: ADMIN},
    "/desk/record.json": {GET: ADMIN},
    "/desk/schedules": {GET: ADMIN, POST: ADMIN},
    "/desk/schedules/new": {GET: ADMIN, POST: ADMIN},
    "/desk/settings": {GET: ADMIN, POST: ADMIN},
    "/desk/topics": {GET: EDITOR},
    "/desk/topics/new": {GET: ADMIN, POST: ADMIN},
    "/desk/topics/{topic}": {GET: EDITOR},
    "/desk/topics/{topic}/article": {GET: EDITOR, POST: EDITOR},
    "/desk/topics/{topic}/check": {POST: EDITOR},
    "/desk/topics/{topic}/compare": {GET: EDITOR},
    "/desk/topics/{topic}/copies": {GET: EDITOR, POST: ADMIN},
    "/desk/topics/{topic}/copies/events": {GET: EDITOR},
    "/desk/topics/{topic}/delete": {GET: ADMIN, POST: ADMIN},
    "/desk/topics/{topic}/line": {POST: EDITOR},
    "/desk/topics/{topic}/preview": {GET: EDITOR},
    "/desk/topics/{topic}/review": {GET: EDITOR, POST: PUBLISHER},
    "/desk/topics/{topic}/submit": {POST: EDITOR},
    "/desk/topics/{topic}/take": {POST: EDITOR},
    "/direct": {GET: ANYONE, POST: ANYONE},
    "/events": {GET: ANYONE},
    "/health": {GET: ANYONE},
    "/login": {GET: ANYONE, POST: ANYONE},
    "/logout": {POST: ANYONE},
    "/static": {GET: ANYONE},
}
"""Path, method, and the lowest role that may."""
OURS = {
    "topic": "1",
    "number": "1",
    "channel": "summit",
    "delivery": "1",
    "person": "1",
    "platform": "slack",
    "server": "T1",
}
"""What stands in an address; a person's and a delivery's form is refused for what it lacks, not for who sends it."""
QUERIES = {
    **{
        f"/desk/{room}/new": f"?command={form}"
        for room, form in (("schedules", "schedule+add"), ("questions", "answer"))
    },
    "/desk/topics/{topic}/delete": "?what=draft",
}
NOT_THERE = {"/static", "/desk/deliveries/{delivery}", "/desk/data/{platform}/{server}"}
"""Which answer 404 to whoever may ask: a folder is no page, nothing was posted."""
FILES = {"/desk/topics/new", "/desk/topics/{topic}/article"}
"""Whose forms carry a file."""


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_desk(tmp_path) as found:
        desk, article = found.page.services.desk, sample_article()
        topic = await desk.add_topic(1, TOPIC, article, condense(article), SYSTEM)
        await desk.publish_unreviewed(topic, SYSTEM)
        await found.page.news()
        yield found


def routes() -> Iterator[tuple[str, str, Role]]:
    """Each method and path, those that end a session last."""
    for path in sorted(MATRIX, key=lambda path: path in ("/logout", "/desk/leave")):
        for method, role in MATRIX[path].items():
            yield method, path, role


async def ask(who: Colleague, method: str, path: str, **fields: str) -> int:
    address = path.format_map(OURS) + (QUERIES.get(path, "") if method == GET else "")
    return (await who.ask(method, address, multipart=path in FILES, **fields)).status


async def test_every_route_is_in_the_matrix(newsroom: Newsroom) -> None:
    """From the router itself: who adds a page says here who may see it."""
    served = {(method, path) for method, path in newsroom.page.server.routes if method != "HEAD"}
    assert served == {(method, path) for method, path, _ in routes()}


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role.label if role is not None else "nobody")
async def test_each_role_may_what_the_matrix_says(newsroom: Newsroom, role: Role | None) -> None:
    """Refused as a stranger (401) or for the role (403); allowed is whatever the page then says to an empty form."""
    who = newsroom.stranger if role is None else await newsroom.hire(role)
    held, wrong = role or Role.READER, {}
    for method, path, least in routes():
        status = await ask(who, method, path)
        refused = {401 if path.startswith("/desk") and held is Role.READER else 403}
        expected = refused if held < least else {404} if path in NOT_THERE else {200, 303, 302, 400, 409, 415, 422}
        if (path, method) in {("/login", POST), ("/desk/enter", POST), ("/static", GET)}:
            expected = {403}  # the empty code, and the folder, are nobody's
        if status not in expected:
            wrong[f"{method} {path}"] = status
    assert wrong == {}


async def test_no_route_takes_another_method(newsroom: Newsroom) -> None:
    """What only shows a page changes nothing, whatever is sent to it."""
    admin, wrong = await newsroom.hire(ADMIN), {}
    for path in MATRIX:
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            if method not in MATRIX[path]:
                status = await ask(admin, method, path)
                if status != 405:
                    wrong[f"{method} {path}"] = status
    assert wrong == {}


async def test_no_route_is_served_under_a_foreign_name(newsroom: Newsroom) -> None:
    """A domain that somebody points at this machine shows nothing and changes nothing (DNS rebinding)."""
    admin = await newsroom.hire(ADMIN)
    statuses = {
        (await admin.send(method, path.format_map(OURS), Host="evil.example", Origin="http://evil.example")).status
        for method, path, _ in routes()
    }
    assert statuses == {421}


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "", "http://127.0.0.1.evil.example", "http://127.0.0.1:1"]
)
async def test_no_form_is_taken_from_another_site(newsroom: Newsroom, origin: str) -> None:
    """With an admin's cookie and even with the form's token."""
    admin = await newsroom.hire(ADMIN)
    for method, path, _ in routes():
        if method == POST:
            heard = await admin.send(POST, path.format_map(OURS), {"csrf": admin.csrf}, Origin=origin)
            assert (heard.status, "another site" in heard.text) == (403, True), path


async def test_no_form_is_taken_without_its_token(newsroom: Newsroom) -> None:
    """Nor with that of a colleague: each browser has its own."""
    admin, other = await newsroom.hire(ADMIN), await newsroom.hire(ADMIN, "Bob Roy")
    for method, path, _ in routes():
        if method != POST:
            continue
        for token in ("", other.csrf, "é" * 32):
            heard = await admin.ask(POST, path.format_map(OURS), multipart=path in FILES, csrf=token)
            assert (heard.status, "earlier visit" in heard.text) == (403, True), path


async def test_every_page_has_the_headers_that_keep_others_out(newsroom: Newsroom) -> None:
    """Nothing foreign runs, frames or sniffs a page; none is kept by a proxy, but what is public for a minute."""
    admin = await newsroom.hire(ADMIN)
    for method, path, _ in routes():
        heard = await admin.send(method, path.format_map(OURS) + QUERIES.get(path, ""))
        policy = heard.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "frame-ancestors 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert heard.headers["X-Content-Type-Options"] == "nosniff", path
        assert heard.headers["Server"] == "Readout", path
        public = path.startswith(("/briefs", "/corrections"))
        kept = "public, max-age=60" if public and heard.status == 200 else "no-"
        assert heard.headers["Cache-Control"].startswith(kept), path
        assert not re.search(
            r"<style|\sstyle=|\son[a-z]+=\"|<script(?! type=\"module\" src=)|javascript:", heard.text
        ), path
