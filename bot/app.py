"""App: the parts wired together, started, and stopped in order."""

from __future__ import annotations

import asyncio
import gc
import logging
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime

from bot.commands import Services
from bot.compose import compose
from bot.delivery import Outbox
from bot.delivery.announcing import published
from bot.desk import Desk, House, HouseRules
from bot.fetch import FetchError, load_article
from bot.logs import set_up_logs
from bot.opening import Opening, first_code, open_newsroom
from bot.people import make_code
from bot.platform import Called, Platform, Refused
from bot.platforms.local import LocalPlatform
from bot.reading import ReadingRoom
from bot.roles import Role
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.storage.audit import SYSTEM
from bot.storage.database import Database, StorageError, open_database
from bot.terminal import card_text
from bot.web.login import PURPOSE
from bot.web.server import ChatServer, WebError, check_port, login_link
from briefs import Article
from briefs.meaning import embed, has_meaning

log = logging.getLogger(__name__)

Say = Callable[[str], None]
Clock = Callable[[], datetime]


SWITCH = 0.0005
"""Seconds that a thread at work on an answer may keep the event loop waiting; Python leaves it ten times as many."""
STOP = 9.0
"""Seconds from SIGTERM until what has not ended by itself is cut off."""


class StartError(Exception):
    """The bot cannot run; `str()` says why and what to do."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def settle() -> None:
    """Take what start-up loaded out of the garbage collector's rounds: a full one holds the event loop 90 ms for it."""
    gc.collect()
    gc.freeze()


async def serve(settings: Settings, *, article: str | None, say: Say) -> None:
    """Run until SIGINT or SIGTERM, then stop in order. Raises `StartError`."""
    set_up_logs(settings.log_level, settings.secrets)
    sys.setswitchinterval(SWITCH)
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with AsyncExitStack() as stack:
        await start(settings, stack, article=article, say=say)
        settle()
        await stopping.wait()
        say("Stopping: posts under way are finished first.")
        await _close(stack)
    say("Stopped.")


async def _close(stack: AsyncExitStack) -> None:
    """Stop everything in order, within the seconds that a service manager leaves."""
    try:
        async with asyncio.timeout(STOP):
            await stack.aclose()
    except TimeoutError:
        log.warning("Stopping took more than %.0f seconds and was cut off; the next start looks what was done.", STOP)


async def start(
    settings: Settings, stack: AsyncExitStack, *, article: str | None, say: Say, clock: Clock = utc_now
) -> Services:
    """Start everything that is configured; closing `stack` stops it in reverse order. Raises `StartError`."""
    if not settings.local and not settings.has_token:
        raise StartError(
            "There is nothing to run on: LOCAL=false and no token is set. "
            "Remove LOCAL=false from .env, or add DISCORD_TOKEN or SLACK_BOT_TOKEN and SLACK_APP_TOKEN."
        )
    given = await _given_article(article)
    database = await _database(settings, stack)
    _check_port(settings)
    services = wire(settings, database, clock)
    if database.alone:
        await services.outbox.recover()
    await services.desk.house.read()
    await services.asked.forget()
    opening = await open_newsroom(services, given)
    await _show_brief(services, opening, say)
    configured = _configured(services)
    await _start_server(services, configured, opening, stack, say)
    await _start_platforms(services, configured, stack, say)
    await _show_code(services, opening, say)
    scheduler = Scheduler(services.outbox, clock, before=services.desk.tick)
    scheduler.start()
    stack.push_async_callback(scheduler.stop)
    await services.reading.prepare(opening.topic_id)
    return services


def wire(settings: Settings, database: Database, clock: Clock) -> Services:
    """The parts of a running Readout, not yet started."""
    platforms: dict[str, Platform] = {}
    embedder = embed if settings.meaning and has_meaning() else None
    reading = ReadingRoom(database.sessions, embedder=embedder, public_url=settings.public_url)
    chance = random.SystemRandom()
    outbox = Outbox(
        database.sessions,
        platforms,
        clock,
        chance=chance,
        load=reading.load,
        reanswer=reading.answer_card,
        questions=reading.questions,
        shared=not database.alone,
        queue_at=database.engine.url if database.engine.dialect.name == "postgresql" else None,
        monotonic=time.monotonic,
    )
    desk = Desk(database.sessions, clock, published, House(database.sessions, HouseRules.of(settings)))
    return Services(settings, database.sessions, desk, outbox, reading, clock, platforms)


async def _given_article(source: str | None) -> Article | None:
    if source is None:
        return None
    try:
        return await load_article(source, sys.stdin.buffer)
    except FetchError as error:
        raise StartError(str(error)) from None


async def _database(settings: Settings, stack: AsyncExitStack) -> Database:
    try:
        database = await open_database(settings)
    except StorageError as error:
        raise StartError(str(error)) from None
    stack.push_async_callback(database.close)
    return database


def _check_port(settings: Settings) -> None:
    if not settings.local:
        return
    try:
        check_port(settings.http_host, settings.http_port)
    except WebError as error:
        raise StartError(str(error)) from None


async def _show_brief(services: Services, opening: Opening, say: Say) -> None:
    edition = await services.reading.edition(opening.topic_id)
    if edition is not None and opening.made:
        say(f"\n{card_text(compose(edition, 'full'))}\n")
    if opening.zone:
        say(
            f"The chat page gets this brief daily at 09:00, {opening.zone}; the first one is posted now. "
            "Change it there with: schedule edit 1 07:30 Europe/Paris"
        )
    elif edition is not None:
        say(f"“{opening.topic}” is live, revision {edition.number}. {edition.label}.")


async def _start_server(
    services: Services, configured: Sequence[Platform], opening: Opening, stack: AsyncExitStack, say: Say
) -> None:
    """The chat page, and what Slack calls over HTTP: one server; none where the settings want neither."""
    called = [platform for platform in configured if isinstance(platform, Called) and platform.called]
    page = LocalPlatform(services) if services.settings.local else None
    if page is None and not called:
        return
    if page is not None:
        await page.start()
    server = ChatServer(services, page, called)
    try:
        address = await server.start()
    except WebError as error:
        raise StartError(str(error)) from None
    stack.push_async_callback(server.stop)
    if page is None:
        return
    _platforms(services)[page.name] = page
    say(f"Chat page: {address}")
    if server.needs_login:
        code = await make_code(services.sessions, opening.newsroom_id, PURPOSE, Role.ADMIN, services.clock(), SYSTEM)
        say(f"Log in as admin with this link, once: {login_link(address, code)}")


async def _start_platforms(services: Services, configured: Sequence[Platform], stack: AsyncExitStack, say: Say) -> None:
    """Start Discord and Slack where they have tokens. One that is refused is said, and the others go on."""
    for platform in configured:
        try:
            await platform.start()
        except Refused as refusal:
            await platform.stop()
            say(str(refusal))
            continue
        _platforms(services)[platform.name] = platform
        stack.push_async_callback(platform.stop)
        say(f"{platform.name.capitalize()}: {platform.health()}")
    if not services.platforms:
        raise StartError("No platform could be started, so there is nothing to run on. Mend what is said above.")


def _configured(services: Services) -> list[Platform]:
    settings = services.settings
    found: list[Platform] = []
    if settings.discord_token.get_secret_value():
        from bot.platforms.discord import DiscordPlatform

        found.append(DiscordPlatform(services))
    slack = (
        settings.slack_bot_token,
        settings.slack_app_token,
        settings.slack_signing_secret,
        settings.slack_client_secret,
    )
    if any(secret.get_secret_value() for secret in slack):
        from bot.platforms.slack import SlackPlatform

        found.append(SlackPlatform(services))
    return found


def _platforms(services: Services) -> dict[str, Platform]:
    assert isinstance(services.platforms, dict)
    return services.platforms


async def _show_code(services: Services, opening: Opening, say: Say) -> None:
    if not (opening.made or services.settings.has_token):
        return
    code = await first_code(services, opening.newsroom_id)
    if code is not None:
        say(f"To link a Discord server or Slack workspace to this newsroom, type there within a day: link {code}")
