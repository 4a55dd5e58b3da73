"""Context: who asked, where, and the parts of Readout that a command works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.commands.memory import Memory
from bot.delivery.revising import reanswer
from bot.desk.archive import Archive
from bot.desk.asked import QuestionBook
from bot.desk.pinning import AnswerDesk
from bot.platform import Destination, Platform
from bot.roles import Role
from bot.settings import Settings
from bot.storage.audit import By

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

    from bot.delivery import Outbox
    from bot.desk import Desk
    from bot.reading import ReadingRoom


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asked and where, as the platform tells it; a platform makes one for every interaction."""

    platform: str
    user: str
    name: str
    """As shown to people."""
    place: Destination
    manages_server: bool = False
    """Owner or Manage Server on Discord, workspace admin on Slack."""
    locale: str = "en"
    zone: str | None = None
    """IANA, where the platform knows it."""
    local_admin: bool = False
    """The chat page's visitor while only this machine can reach it, or with a session from a start-up link."""
    roles: tuple[str, ...] = ()
    """The platform's ids of the roles held on this server, as the platform vouches for them."""
    thread: str = ""
    """A conversation that several people share, such as a thread: there a question may refer to anybody's last one."""


@dataclass(frozen=True, slots=True)
class Services:
    """The wired parts; `app.py` makes one."""

    settings: Settings
    sessions: async_sessionmaker[AsyncSession]
    desk: Desk
    outbox: Outbox
    reading: ReadingRoom
    """Published editions with their answer indexes."""
    clock: Callable[[], datetime]
    """Now, aware."""
    platforms: Mapping[str, Platform]
    memory: Memory = field(default_factory=Memory)

    @property
    def answers(self) -> AnswerDesk:
        """What editors pin to questions; shared answers follow."""
        return AnswerDesk(self.sessions, self.clock, reanswer)

    @property
    def archive(self) -> Archive:
        """What is deleted for good, and what is forgotten after its time."""
        return Archive(self.sessions, self.clock)

    @property
    def asked(self) -> QuestionBook:
        """What readers asked in vain."""
        return QuestionBook(self.sessions, self.clock, self.desk.house.now.questions_days)


@dataclass(frozen=True, slots=True)
class Context:
    services: Services
    caller: Caller
    role: Role
    """In the newsroom that this server is linked to; `READER` where it is linked to none."""
    newsroom_id: int
    linked: bool
    """This server answers to the newsroom; elsewhere only reading, following and asking is possible."""
    person_id: int | None = None
    """Who it is to the newsroom, where it knows them."""

    @property
    def now(self) -> datetime:
        return self.services.clock()

    @property
    def by(self) -> By:
        return By(self.caller.name, self.caller.platform, self.person_id)
