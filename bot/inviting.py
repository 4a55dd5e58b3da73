"""Inviting: the command line's link to the desk, from whoever holds the machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.commands.entering import LASTS, desk_address
from bot.people import DESK, ensure_admin, make_code
from bot.roles import Role
from bot.settings import Settings
from bot.storage.audit import By
from bot.storage.database import StorageError, open_database
from bot.storage.publications import first_newsroom

Say = Callable[[str], None]
MACHINE = "command line"


async def desk_link(settings: Settings, name: str, say: Say, now: datetime | None = None) -> None:
    """A link that opens the desk once, as the admin `name`, also while Readout runs. Raises `StorageError`.

    Whoever can read the database's password or folder is its admin already; the record names the act.
    """
    now, name = now or datetime.now(UTC), " ".join(name.split())[:60]
    if not name:
        raise StorageError("Say whose link it is, such as: python -m bot desk-link “Ann Lee”.")
    database = await open_database(settings, alone=False)
    try:
        async with database.sessions() as session:
            newsroom = await first_newsroom(session)
        if newsroom is None:
            raise StorageError("There is no newsroom yet. Start the bot once: python -m bot run.")
        person = await ensure_admin(database.sessions, newsroom, MACHINE, name, name, now)
        by = By(name, MACHINE, person)
        code = await make_code(database.sessions, newsroom, DESK, Role.ADMIN, now, by, person_id=person, lasts=LASTS)
    finally:
        await database.close()
    say(f"{desk_address(settings)}/enter?code={code}")
    say(f"It works once, in the next {LASTS // timedelta(minutes=1)} minutes, while the bot runs.")
