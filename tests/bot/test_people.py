"""People: who somebody is to the newsroom, and the one-use codes that make them so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.people import (
    PeopleError,
    Sessions,
    Used,
    change_role,
    ensure_admin,
    make_code,
    members,
    publishers,
    recognise,
    spend_code,
    use_code,
)
from bot.roles import Role
from bot.storage.audit import SYSTEM
from bot.storage.tables import Audit, Code, Newsroom
from tests.fakes.databases import open_in

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROOM = 1


@pytest.fixture
async def sessions(home: Path) -> AsyncIterator[Sessions]:
    database = await open_in(home)
    async with database.sessions.begin() as session:
        session.add(Newsroom(id=ROOM, name="The Lantern", made=NOON))
    yield database.sessions
    await database.close()


async def code_for(sessions: Sessions, purpose: str, role: Role, **given: int) -> str:
    return await make_code(sessions, ROOM, purpose, role, NOON, SYSTEM, person_id=given.get("person_id"))


async def type_code(sessions: Sessions, code: str, user: str = "u1", server: str = "s1", after: int = 0) -> Used:
    now = NOON + timedelta(days=after)
    return await use_code(sessions, code, now, platform="discord", user=user, name=f"Name of {user}", server=server)


async def test_a_stranger_on_an_unlinked_server_is_a_reader(sessions: Sessions) -> None:
    """Who invites the bot may read the first newsroom's topics, and nothing else."""
    standing = await recognise(sessions, "discord", "u1", "s1")
    assert (
        standing.role,
        standing.newsroom_id,
        standing.linked,
        standing.person_id,
    ) == (Role.READER, ROOM, False, None)


async def test_without_a_newsroom_nobody_is_anybody(home: Path) -> None:
    """Before the first start has opened a newsroom, everybody reads and nothing fails."""
    database = await open_in(home)
    assert (lambda s: (s.role, s.newsroom_id, s.linked))(await recognise(database.sessions, "slack", "u1", "w1")) == (
        Role.READER,
        0,
        False,
    )
    await database.close()


async def test_a_server_code_links_the_server_and_makes_its_user_admin(sessions: Sessions) -> None:
    """The code that the first start prints does both at once."""
    used = await type_code(sessions, await code_for(sessions, "server", Role.ADMIN))
    assert Used("server", "The Lantern", Role.ADMIN, True) == used
    standing = await recognise(sessions, "discord", "u1", "s1")
    assert (standing.role, standing.linked) == (Role.ADMIN, True)


async def test_a_role_does_not_count_on_a_server_that_is_not_linked(sessions: Sessions) -> None:
    """An admin elsewhere is a reader on a server that only follows."""
    await type_code(sessions, await code_for(sessions, "server", Role.ADMIN))
    assert (await recognise(sessions, "discord", "u1", "s2")).role is Role.READER


async def test_a_role_counts_in_direct_messages(sessions: Sessions) -> None:
    """Direct messages have no server; what counts there is who writes."""
    await type_code(sessions, await code_for(sessions, "person", Role.EDITOR))
    standing = await recognise(sessions, "discord", "u1", "")
    assert (standing.role, standing.linked) == (Role.EDITOR, True)
    assert (await recognise(sessions, "discord", "u2", "")).role is Role.READER


async def test_others_on_a_linked_server_stay_readers(sessions: Sessions) -> None:
    """Linking a server gives a role to one person, not to all of its members."""
    await type_code(sessions, await code_for(sessions, "server", Role.ADMIN))
    assert (await recognise(sessions, "discord", "u2", "s1")).role is Role.READER


async def test_a_code_works_once(sessions: Sessions) -> None:
    """The second one who types it is told so, and gets nothing."""
    code = await code_for(sessions, "server", Role.ADMIN)
    await type_code(sessions, code)
    with pytest.raises(PeopleError, match="used already"):
        await type_code(sessions, code, "u2", "s2")
    assert (await recognise(sessions, "discord", "u2", "s2")).role is Role.READER


async def test_of_two_who_type_a_code_at_once_one_has_it(sessions: Sessions) -> None:
    """Reading it and using it up are one act."""
    code = await code_for(sessions, "person", Role.EDITOR)
    results = await asyncio.gather(
        type_code(sessions, code, "u1"), type_code(sessions, code, "u2"), return_exceptions=True
    )
    assert sorted(type(result).__name__ for result in results) == ["PeopleError", "Used"]
    assert len(await members(sessions, ROOM)) == 1


async def test_a_code_runs_out_after_a_week(sessions: Sessions) -> None:
    """A code that lies about is worth nothing after seven days."""
    code = await code_for(sessions, "person", Role.EDITOR)
    with pytest.raises(PeopleError, match="has run out"):
        await type_code(sessions, code, after=7)


async def test_a_code_may_be_typed_without_its_hyphens(sessions: Sessions) -> None:
    """Case, hyphens and blanks are how it is shown, not what it is."""
    code = await code_for(sessions, "person", Role.EDITOR)
    used = await type_code(sessions, code.replace("-", " ").lower())
    assert used.role is Role.EDITOR


async def test_a_wrong_code_is_not_known(sessions: Sessions) -> None:
    """A guess learns nothing about which codes there are."""
    await code_for(sessions, "server", Role.ADMIN)
    with pytest.raises(PeopleError, match="is not known"):
        await type_code(sessions, "AAAA-AAAA-AAAA")


async def test_only_a_code_s_hash_is_kept(sessions: Sessions) -> None:
    """Who reads the database cannot use a code that is still open."""
    code = await code_for(sessions, "server", Role.ADMIN)
    async with sessions() as session:
        kept = (await session.scalars(select(Code))).one()
    assert code.replace("-", "") not in kept.hash.upper()
    assert len(kept.hash) == 64


async def test_a_log_in_code_links_nothing(sessions: Sessions) -> None:
    """A code for one purpose does nothing for another, and is not used up by the attempt."""
    code = await code_for(sessions, "login", Role.ADMIN)
    with pytest.raises(PeopleError, match="is not known"):
        await type_code(sessions, code)
    assert await spend_code(sessions, code, "login", NOON) == ROOM


async def test_a_server_code_is_kept_where_there_is_no_server(sessions: Sessions) -> None:
    """Typed in direct messages it would be lost for nothing."""
    code = await code_for(sessions, "server", Role.ADMIN)
    with pytest.raises(PeopleError, match="in one of its channels"):
        await type_code(sessions, code, server="")
    assert (await type_code(sessions, code)).server_linked


async def test_a_server_keeps_its_newsroom(sessions: Sessions) -> None:
    """Another newsroom's code cannot take over a server that is linked."""
    await type_code(sessions, await code_for(sessions, "server", Role.ADMIN))
    async with sessions.begin() as session:
        session.add(Newsroom(id=2, name="The Other", made=NOON))
    other = await make_code(sessions, 2, "server", Role.ADMIN, NOON, SYSTEM)
    with pytest.raises(PeopleError, match="another newsroom"):
        await type_code(sessions, other, "u2")


async def test_a_person_may_join_another_account(sessions: Sessions) -> None:
    """One person on two platforms has one role and one name."""
    await type_code(sessions, await code_for(sessions, "person", Role.PUBLISHER))
    person = (await recognise(sessions, "discord", "u1", "")).person_id
    assert person is not None
    code = await code_for(sessions, "person", Role.PUBLISHER, person_id=person)
    await use_code(sessions, code, NOON, platform="slack", user="w9", name="Ann", server="w")
    assert (await recognise(sessions, "slack", "w9", "")).person_id == person
    assert [member.accounts for member in await members(sessions, ROOM)] == [("discord", "slack")]


async def test_two_people_who_are_one_become_one(sessions: Sessions) -> None:
    """Else their second self would count as another publisher, who never comes to approve anything."""
    await type_code(sessions, await code_for(sessions, "person", Role.PUBLISHER), "u1")
    await type_code(sessions, await code_for(sessions, "server", Role.ADMIN), "u2")
    first = (await recognise(sessions, "discord", "u1", "s1")).person_id
    assert first is not None
    await type_code(sessions, await code_for(sessions, "person", Role.PUBLISHER, person_id=first), "u2")
    second = await recognise(sessions, "discord", "u2", "s1")
    assert (second.person_id, second.role) == (first, Role.ADMIN)
    assert [member.person_id for member in await members(sessions, ROOM)] == [first]
    async with sessions() as session:
        assert await publishers(session, ROOM) == 1


async def test_a_lower_code_takes_no_role_away(sessions: Sessions) -> None:
    """An admin who tries an editor's code stays admin."""
    await type_code(sessions, await code_for(sessions, "server", Role.ADMIN))
    used = await type_code(sessions, await code_for(sessions, "person", Role.EDITOR))
    assert used.role is Role.ADMIN


async def test_the_last_admin_stays_one(sessions: Sessions) -> None:
    """Nobody can lock everybody out by a slip."""
    await type_code(sessions, await code_for(sessions, "server", Role.ADMIN))
    ann = (await members(sessions, ROOM))[0]
    with pytest.raises(PeopleError, match="only admin"):
        await change_role(sessions, ROOM, ann.person_id, Role.READER, NOON, SYSTEM)
    await type_code(sessions, await code_for(sessions, "person", Role.ADMIN), "u2")
    await change_role(sessions, ROOM, ann.person_id, Role.READER, NOON, SYSTEM)
    assert (await recognise(sessions, "discord", "u1", "s1")).role is Role.READER


async def test_a_role_is_changed_only_in_its_own_newsroom(sessions: Sessions) -> None:
    """Another newsroom's admin does not even learn that the person exists."""
    await type_code(sessions, await code_for(sessions, "server", Role.ADMIN))
    with pytest.raises(PeopleError, match="nobody like that"):
        await change_role(sessions, 2, 1, Role.EDITOR, NOON, SYSTEM)


async def test_two_browsers_on_this_machine_are_one_admin(sessions: Sessions) -> None:
    """Else a second window would count as a second publisher, and self-approval would stop."""
    first = await ensure_admin(sessions, ROOM, "local", "cookie1", "Local admin", NOON)
    second = await ensure_admin(sessions, ROOM, "local", "cookie2", "Local admin", NOON)
    assert first == second == (await recognise(sessions, "local", "cookie2", "")).person_id
    assert len(await members(sessions, ROOM)) == 1


async def test_a_name_alone_makes_nobody_admin(sessions: Sessions) -> None:
    """Somebody of the same name on another platform is somebody else."""
    await use_code(
        sessions,
        await code_for(sessions, "person", Role.ADMIN),
        NOON,
        platform="discord",
        user="u1",
        name="Local admin",
        server="s1",
    )
    local = await ensure_admin(sessions, ROOM, "local", "cookie1", "Local admin", NOON)
    assert local != (await recognise(sessions, "discord", "u1", "")).person_id


async def test_codes_and_roles_are_audited(sessions: Sessions) -> None:
    """Who let whom in can be read later; the code itself cannot."""
    code = await code_for(sessions, "server", Role.ADMIN)
    await type_code(sessions, code)
    async with sessions() as session:
        acts = (await session.scalars(select(Audit).order_by(Audit.id))).all()
    assert [(act.who, act.what) for act in acts] == [("Readout", "code made"), ("Name of u1", "code used")]
    assert code not in str([act.detail for act in acts])
