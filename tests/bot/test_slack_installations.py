"""What is kept of installed workspaces, on both databases: tokens sealed, renewed by one, states used once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.platform import Busy
from bot.platforms.slack.access import Access
from bot.platforms.slack.granting import Client, granted
from bot.platforms.slack.installations import Ended, Grant, Installations, Installed
from bot.platforms.slack.sealing import Seal, SealError
from bot.platforms.slack.signing import is_signed, signature
from bot.platforms.slack.states import States
from bot.platforms.slack.workspace import Workspace
from bot.settings import new_key
from bot.storage.database import Database
from tests.bot.newsroom import START, Clock
from tests.fakes.databases import open_in

WORKSPACE = Workspace("T1", "The Paper", "U1", "readout", (), "B1")
HOURS = timedelta(hours=2)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def database(home: Path) -> AsyncIterator[Database]:
    database = await open_in(home)
    yield database
    await database.close()


async def kept(database: Database, clock: Clock) -> Installations:
    """One installation whose token expires in an hour."""
    installations = Installations(database.sessions, Seal([new_key()]), clock)
    grant = Grant("xoxe.xoxb-1", "xoxe-1", clock() + timedelta(hours=1))
    await installations.keep(WORKSPACE, grant, ["chat:write"], "U7")
    return installations


async def test_one_of_many_renews(database: Database, clock: Clock) -> None:
    """A refresh token is handed to one of eight at the same time, and to the next when that one died with it."""
    installations = await kept(database, clock)
    taken = await asyncio.gather(*(installations.take("T1", HOURS) for _ in range(8)))
    assert [grant.refresh_token for grant in taken if grant] == ["xoxe-1"]
    assert await installations.expiring(HOURS) == []
    clock.forward(seconds=31)
    assert await installations.take("T1", HOURS) is not None


async def test_two_may_install_at_once(database: Database, clock: Clock) -> None:
    """Two people press *Allow* for the same workspace at the same moment: it is installed, with one of the tokens."""
    installations = Installations(database.sessions, Seal([new_key()]), clock)
    grants = [Grant(f"xoxb-{number}", "", None) for number in range(4)]
    await asyncio.gather(*(installations.keep(WORKSPACE, grant, ["chat:write"], "U7") for grant in grants))
    assert (await installations.of("T1")).token in [grant.token for grant in grants]


def test_answer_without_a_token_is_asked_for_again() -> None:
    """Whatever Slack's answer lacks ends no renewal for good."""
    with pytest.raises(Busy, match="without a token"):
        granted({"ok": True}, START)


async def test_end_forgets_the_tokens(database: Database, clock: Clock) -> None:
    """An installation that ended says why, and is renewed no more; ended twice it keeps its first reason."""
    installations = await kept(database, clock)
    for reason in ("The app was removed.", "Again."):
        await installations.end("T1", reason)
    with pytest.raises(Ended, match="The app was removed"):
        await installations.of("T1")
    assert (await installations.teams(), await installations.take("T1", HOURS)) == ([], None)


async def test_late_word_of_a_removal_is_not_believed(database: Database, clock: Clock) -> None:
    """What happened before the installation does not end it."""
    installations = await kept(database, clock)
    await installations.end("T1", "The app was removed.", START - timedelta(minutes=5))
    assert (await installations.of("T1")).token == "xoxe.xoxb-1"


async def test_one_of_many_uses_a_state(database: Database, clock: Clock) -> None:
    """Eight at once: one is let in; a wrong browser uses nothing up."""
    states = States(database.sessions, clock)
    state = await states.begin("cookie")
    assert state is not None
    assert not await states.use_up(state, "another")
    assert sorted(await asyncio.gather(*(states.use_up(state, "cookie") for _ in range(8)))) == [False] * 7 + [True]


async def test_states_are_bounded(database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening the page for ever fills no disk, and ten minutes later there is room again."""
    monkeypatch.setattr("bot.platforms.slack.states.MOST", 2)
    states = States(database.sessions, clock)
    assert [await states.begin("cookie") is None for _ in range(3)] == [False, False, True]
    clock.forward(minutes=11)
    assert await states.begin("cookie") is not None


def test_no_secret_is_shown_with_its_holder() -> None:
    """Whatever is printed of them, in an error or by a debugger, holds no token and no key."""
    access = Access(
        "xoxb-hidden", "xapp-hidden", "hidden", Client("1.2", "hidden"), ("hidden",), "https://news.example"
    )
    grant, served = Grant("xoxb-hidden", "xoxe-hidden"), Installed(WORKSPACE, "xoxb-hidden", None)
    assert "hidden" not in f"{access} {grant!r} {served!r}"


def test_any_key_opens_and_the_newest_closes() -> None:
    """Keys are changed by putting a new one first; what is closed under it no older one opens."""
    old, new = new_key(), new_key()
    sealed = Seal([old]).close("xoxb-1")
    both = Seal([new, old])
    renewed = both.renewed(sealed)
    assert (both.open(sealed), Seal([new]).open(renewed), both.renewed(renewed)) == ("xoxb-1", "xoxb-1", renewed)
    with pytest.raises(SealError):
        Seal([old]).open(renewed)


def test_signature_is_slacks_own() -> None:
    """The example of Slack's page “Verifying requests from Slack”."""
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&"
        b"channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&"
        b"response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F"
        b"96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    assert signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body) == (
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    )


def test_far_away_times_are_no_signature() -> None:
    """A number beyond all clocks is refused like any other."""
    stamp = "9" * 12
    assert not is_signed("s", stamp, signature("s", stamp, b""), b"", START)
