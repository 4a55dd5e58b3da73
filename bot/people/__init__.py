"""People: who somebody on a platform is to the newsroom, and the one-use codes that make them so."""

from __future__ import annotations

from bot.people.codes import DESK, Used, enter, make_code, purpose_of, spend_code, use_code
from bot.people.errors import PeopleError, Sessions
from bot.people.lending import Lent, lend, lent_on
from bot.people.members import Member, change_role, members, newsroom_of
from bot.people.servers import unlink
from bot.people.standing import Standing, ensure_admin, ensure_person, publishers, recognise

__all__ = [
    "DESK",
    "Lent",
    "Member",
    "PeopleError",
    "Sessions",
    "Standing",
    "Used",
    "change_role",
    "ensure_admin",
    "ensure_person",
    "enter",
    "lend",
    "lent_on",
    "make_code",
    "members",
    "newsroom_of",
    "publishers",
    "purpose_of",
    "recognise",
    "spend_code",
    "unlink",
    "use_code",
]
