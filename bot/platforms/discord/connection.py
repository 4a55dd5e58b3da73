"""Connection: keeps one client logged in and connected, whatever the network does, and says how it stands."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

import discord

from bot.platform import Refused
from bot.platforms.discord.client import NETWORK, ReadoutBot

log = logging.getLogger(__name__)

LOGIN_TIMEOUT = 15.0
GREETING = 3.0
"""Seconds that the start waits for the gateway, which goes on connecting after that."""
CLOSING = 2.0
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds between attempts to connect: doubled after each."""
BAD_LOGIN = 4004
"""Discord's close code of the gateway for a token that is wrong or was revoked."""
REFUSED_LOGIN = (
    "DISCORD_TOKEN was refused by Discord (401). Copy it again from the application's Bot page into .env "
    "and restart; the other platforms keep running."
)


class Connection:
    """A discord.py client cannot be used again after a failure, so `make` makes a new one for every attempt."""

    def __init__(
        self, make: Callable[[], ReadoutBot], token: str, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._make = make
        self._token = token
        self._pause = pause
        self._task: asyncio.Task[None] | None = None
        self._trouble = "not connected yet"
        self.bot: ReadoutBot | None = None

    async def open(self) -> None:
        """Log in and keep connected in the background. Raises `Refused` for a wrong token; an outage is waited out."""
        bot = self._make()
        try:
            await self._log_in(bot)
        except discord.LoginFailure:
            self._trouble = REFUSED_LOGIN
            await bot.close()
            raise Refused(REFUSED_LOGIN) from None
        except (discord.DiscordException, *NETWORK) as error:
            await self._note(bot, error)
            self._task = asyncio.create_task(self._keep(None))
        else:
            self._task = asyncio.create_task(self._keep(bot))
            with suppress(TimeoutError):
                async with asyncio.timeout(GREETING):
                    await bot.firsts.greeted.wait()

    def begin(self) -> None:
        """As `open`, but all of it in the background."""
        self._task = asyncio.create_task(self._keep(self._make()))

    async def close(self) -> None:
        """Bounded in time: the library waits half a minute for a gateway that does not say good-bye."""
        bot, self.bot = self.bot, None
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING):
                if self._task is not None:
                    self._task.cancel()
                    await asyncio.gather(self._task, return_exceptions=True)
                if bot is not None:
                    await bot.close()
        if bot is not None:
            await bot.http.close()  # which the library does only after the gateway's good-bye

    @property
    def connected(self) -> bool:
        """Whether a gateway is connected now."""
        return self.bot is not None and bool(self.bot.connected)

    @property
    def over(self) -> bool:
        """Whether it has given up for good."""
        return self._task is not None and self._task.done()

    @property
    def own_id(self) -> str:
        """Readout's user id on Discord; empty before it logged in."""
        return str(self.bot.user.id) if self.bot is not None and self.bot.user is not None else ""

    def bot_of(self, server: str) -> ReadoutBot | None:
        """The client that hears of `server`, while it is logged in."""
        return self.bot

    def health(self) -> str:
        bot = self.bot
        if bot is None or bot.user is None:
            return self._trouble
        if not bot.connected:
            return f"logged in as {bot.user}, but the gateway is not connected yet; trying"
        count = len(bot.guilds)
        return f"connected as {bot.user}, {count} {'server' if count == 1 else 'servers'}"

    async def _log_in(self, bot: ReadoutBot) -> None:
        async with asyncio.timeout(LOGIN_TIMEOUT):
            await bot.login(self._token)
        self.bot = bot

    async def _keep(self, bot: ReadoutBot | None) -> None:
        wait = FIRST_WAIT
        while True:
            if bot is None:
                await self._pause(wait)
                wait = min(2 * wait, LONGEST_WAIT)
                bot = self._make()
            try:
                if self.bot is not bot:
                    await self._log_in(bot)
                await bot.connect()
            except asyncio.CancelledError:
                await bot.close()
                raise
            except (discord.DiscordException, *NETWORK) as error:
                if await self._note(bot, error):
                    return
            wait = FIRST_WAIT if bot.is_ready() else wait
            bot = None

    async def _note(self, bot: ReadoutBot, error: BaseException) -> bool:
        """Say what ended the connection, and whether it ended for good: asking on with a bad token gets us banned."""
        self.bot = None
        await bot.close()
        for_good = isinstance(error, discord.LoginFailure) or (
            isinstance(error, discord.ConnectionClosed) and error.code == BAD_LOGIN
        )
        self._trouble = (
            REFUSED_LOGIN if for_good else f"not connected to Discord ({type(error).__name__}); trying again"
        )
        log.error("%s", REFUSED_LOGIN) if for_good else log.warning("Discord: %s (%s)", self._trouble, error)
        return for_good
