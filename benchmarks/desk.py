"""Desk: how long each page takes, and the check as one types, with years of work behind them.

    python -m benchmarks desk [--json] [--rounds 40]

A database with 1,000 revisions of one topic, 10,000 deliveries of it with a message each, 50 more topics and 5,000
entries of the record is served over HTTP on the loopback. Every page that the server's own router knows is asked for
`--rounds` times by an admin's browser, one request after the other, and the check of a line of the draft as often with
another text each time. Printed are the median and the 95th percentile of each, in milliseconds from the request to the
last byte; at the end the worst page's and the check's 95th percentile. Documents that are taken along whole (the record
as CSV and JSON) are printed, too, and count as no page.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import time as clock_time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.people import make_code, use_code
from bot.roles import Role
from bot.rules import DAILY, Rule
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from bot.storage.documents import brief_to_json
from bot.storage.tables import Account, Audit, Correction, Delivery, OpenQuestion, Part, Revision, Server, Subscription
from bot.web.visitors import EDITS, new_token, user_of
from briefs import condense
from tests.bot.chat_page import NEWS, Page, open_page

REVISIONS = 1_000
DELIVERIES = 10_000
TOPICS = 50
ENTRIES = 5_000
SCHEDULES = 20
QUESTIONS = 300
RULE = Rule((clock_time(9),), "Europe/Paris", DAILY)
PLACES = {"topic": "1", "number": "500", "channel": "room-1", "platform": "discord", "server": "77"}
"""What stands in the addresses that take something."""
QUERIES = {
    "/desk/schedules/new": "?command=schedule+add",
    "/desk/questions/new": "?command=answer",
    "/desk/topics/{topic}/compare": "?a=500&b=900",
    "/desk/topics/{topic}/delete": "?what=draft",
    "/complete": "?room=room-1&text=quo",
}
NO_PAGE = ("/static", "/desk/errata/new")
"""A folder, and a room that has no form; streams of events have no end, either."""
WHOLE = ("/desk/record.csv", "/desk/record.json")
CHECKED = "Takaichi said that {number} percent of the goods were meant, and the talks went on."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[--json] [--rounds N]`."""
    parser.add_argument("--json", action="store_true", help="print one object with the figures last")
    parser.add_argument("--rounds", type=int, default=40, metavar="N", help="requests for each page")


def main(args: argparse.Namespace) -> int:
    """Print the figures; 1 where a page did not answer as it should."""
    with tempfile.TemporaryDirectory() as folder:
        pages, check = asyncio.run(_measure(Path(folder), args.rounds))
    worst = max(p95(taken) for path, taken in pages.items() if path not in WHOLE)
    if args.json:
        print(json.dumps({"page_p95_ms": round(worst, 1), "check_p95_ms": round(p95(check), 1)}))
    return 0


def p95(taken: Sequence[float]) -> float:
    """The time that 19 of 20 requests stay under."""
    return statistics.quantiles(taken, n=20)[-1]


async def _measure(folder: Path, rounds: int) -> tuple[dict[str, list[float]], list[float]]:
    async with open_page(folder, public_url="http://127.0.0.1") as page:
        page.browser.headers["Host"] = "127.0.0.1"
        topic = await fill(page)
        await _let_in(page)
        draft = await _text(page, f"/desk/topics/{topic}")
        found = re.search(r'name="csrf" value="([0-9a-f]{32})"', draft)
        assert found is not None, "the draft's page has no form"
        print(f"{'page':<44}{'p50 ms':>9}{'p95 ms':>9}")
        checking = _checking(page, f"/desk/topics/{topic}/check", found[1])
        check = await _timed("the check of a line", rounds, checking)
        return {path: await _timed(path, rounds, _asking(page, path)) for path in addresses(page)}, check


async def fill(page: Page) -> int:
    """A newsroom after years: the topic that everything belongs to, and the others."""
    desk, article = page.services.desk, sample_article()
    brief = condense(article)
    topic = await desk.add_topic(1, TOPIC, article, brief, SYSTEM)
    await desk.publish_unreviewed(topic, SYSTEM)
    for number in range(TOPICS):
        await desk.publish_unreviewed(await desk.add_topic(1, f"Topic {number}", article, brief, SYSTEM), SYSTEM)
    now, content = page.clock(), brief_to_json(brief)
    async with page.services.sessions.begin() as session:
        await session.execute(insert(Revision), [
            {"topic_id": topic, "number": number, "article_id": 1, "content": content, "state": "superseded",
             "reason": "", "submitted": now - timedelta(hours=REVISIONS - number), "submitted_by": "Ann Lee",
             "approved": now, "approved_by": "Bob Roy", "published": now - timedelta(hours=REVISIONS - number)}
            for number in range(2, REVISIONS + 1)
        ])  # fmt: skip
        await session.execute(insert(Correction), [
            {"topic_id": topic, "revision_id": 1 + TOPICS + number, "severity": "correction",
             "note": f"Correction {number}: an earlier version gave another figure.", "made": now, "made_by": "Bob Roy"}
            for number in range(1, REVISIONS, 20)
        ])  # fmt: skip
        await session.execute(insert(Subscription), [
            {"topic_id": 1 + number % 3, "platform": "local", "channel": f"room-{number}",
             "name": f"#room-{number}", "rule": RULE.to_json(), "next_due": now, "next_slot": "2026-11-23T09:00",
             "made": now, "made_by": "Ann Lee"}
            for number in range(SCHEDULES)
        ])  # fmt: skip
        await session.execute(insert(Delivery), [
            {"topic_id": topic, "platform": "local", "channel": f"room-{number % 500}", "name": f"#room-{number % 500}",
             "slot": f"demand:{number}", "day": now.date(), "format": "full", "revision_id": 1,
             "from_revision_id": 1, "state": "refused" if number % 50 == 0 else "posted",
             "reason": "The channel is gone." if number % 50 == 0 else "", "due": now, "posted": now, "made": now}
            for number in range(DELIVERIES)
        ])  # fmt: skip
        payload = page.local.render(NEWS)[0]
        await session.execute(insert(Part), [
            {"id": f"bench{number}", "delivery_id": number, "position": 0, "payload": payload, "revision_id": 1,
             "message": str(number), "first_tried": now, "posted": now,
             "edit_state": "failed" if number % 200 == 0 else "", "edit_reason": "The message is gone."}
            for number in range(1, DELIVERIES + 1)
        ])  # fmt: skip
        await session.execute(insert(OpenQuestion), [
            {"topic_id": topic, "plain": f"who paid for number {number}", "wording": f"Who paid for number {number}?",
             "first": now.date(), "last": now.date(), "refused": number % 9}
            for number in range(QUESTIONS)
        ])  # fmt: skip
        await session.execute(insert(Audit), [
            {"at": now, "who": "Ann Lee", "platform": "discord", "what": f"act {number % 20}", "subject": TOPIC,
             "detail": {"number": number}}
            for number in range(ENTRIES)
        ])  # fmt: skip
        session.add(Server(platform="discord", server="77", name="Harbour watch", newsroom_id=1, linked=now))
    for _ in range(60):
        await page.news(channel="room-1")
    return topic


async def _let_in(page: Page) -> None:
    """The browser is an admin's, as a link from Discord makes it."""
    now, token = page.clock(), new_token(page.clock(), EDITS)
    code = await make_code(page.services.sessions, 1, "person", Role.ADMIN, now, SYSTEM)
    await use_code(page.services.sessions, code, now, platform="discord", user="ann", name="Ann Lee")
    async with page.services.sessions.begin() as session:
        session.add(Account(platform="local", user=user_of(token), person_id=1))
    page.browser.headers["Cookie"] = f"readout={token}"


def addresses(page: Page) -> list[str]:
    """Every page that can be asked for, from the router. Raises `KeyError` for one with an id that we have none for."""
    served = {path for method, path in page.server.routes if method == "GET"}
    shown = sorted(path for path in served if not path.startswith(NO_PAGE) and not path.endswith("/events"))
    return [path.format_map(PLACES) + QUERIES.get(path, "") for path in shown]


async def _timed(name: str, rounds: int, ask: Callable[[int], Awaitable[None]]) -> list[float]:
    """Milliseconds of each request, after two that nobody counts."""
    taken = []
    for number in range(-2, rounds):
        started = time.perf_counter()
        await ask(number)
        if number >= 0:
            taken.append(1000 * (time.perf_counter() - started))
    print(f"{name:<44}{statistics.median(taken):>9.1f}{p95(taken):>9.1f}", flush=True)
    return taken


def _asking(page: Page, path: str) -> Callable[[int], Awaitable[None]]:
    async def ask(number: int) -> None:
        await _text(page, path)

    return ask


def _checking(page: Page, path: str, csrf: str) -> Callable[[int], Awaitable[None]]:
    async def ask(number: int) -> None:
        sent = {"csrf": csrf, "text": CHECKED.format(number=number + 10)}
        response, text = await page.post(path, sent, Origin="http://127.0.0.1")
        assert response.status == 200, f"the check answered {response.status}: {text[:300]}"

    return ask


async def _text(page: Page, path: str) -> str:
    response, text = await page.get(path)
    if response.status not in (200, 302, 303) or "An admin can find out" in text:
        raise SystemExit(f"{path} answered {response.status}, but not with its page.")
    return text
