"""Installing in many workspaces: by OAuth, once, by who began it; tokens lie encrypted, are renewed and end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select, text

from bot.platform import Busy, Destination, Refused, Sending
from bot.platforms.slack import SlackPlatform
from bot.platforms.slack.features import SCOPES
from bot.platforms.slack.installations import Grant
from bot.platforms.slack.renewing import Renewing
from bot.settings import new_key
from bot.storage.audit import SYSTEM
from bot.storage.tables import Installation, Subscription
from tests.fakes.slack import LOST, Channel, Fault
from tests.fakes.slack.screens import People
from tests.wire.slack_installing import INSTALLABLE, KEY, Browser, another, installed
from tests.wire.slack_newsroom import PUBLIC_URL, SlackDesk, open_slack


@pytest.fixture(params=["socket", "http"])
async def desk(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[SlackDesk]:
    async with open_slack(tmp_path, way=request.param, settings=INSTALLABLE) as desk:
        yield desk


@pytest.fixture
async def called(tmp_path: Path) -> AsyncIterator[SlackDesk]:
    """Over HTTP only, where the way makes no difference."""
    async with open_slack(tmp_path, way="http", settings=INSTALLABLE) as desk:
        yield desk


async def row_of(desk: SlackDesk, team: str = "T2OTHER") -> Installation:
    async with desk.services.sessions() as session:
        return await session.get_one(Installation, team)


async def schedule_in(people: People, desk: SlackDesk) -> tuple[Channel, Subscription]:
    """A channel of the other workspace gets the brief, and has got the first one."""
    channel, cy = people.workspace.add_channel("desk"), people.workspace.add_user("Cy", admin=True)
    reply = await people.asked("/brief schedule add weekdays 09:00", cy, channel)
    assert "The first post comes now" in reply["text"]
    await desk.services.outbox.deliver_due()
    async with desk.services.sessions() as session:
        made = select(Subscription).where(Subscription.server == people.workspace.team)
        return channel, (await session.scalars(made)).one()


async def test_install_serves_another_workspace(desk: SlackDesk) -> None:
    """From the button to a brief in the other workspace's channel, with that workspace's token."""
    people = another(desk.slack)
    status, page = await Browser(desk.base).install()
    assert (status, "Readout is installed in The Other Paper" in page) == (200, True)
    channel, _ = await schedule_in(people, desk)
    assert len(people.workspace.posts(channel.id)) == 1
    assert desk.posts() == []
    assert "a big deal" in await desk.says("/brief")


async def test_removal_stops_its_schedules(desk: SlackDesk) -> None:
    """Uninstalling tells the app in two events: the schedules stop with the reason, the token is forgotten."""
    people = await installed(desk)
    channel, _ = await schedule_in(people, desk)
    await desk.slack.uninstall(people)
    await desk.settle()
    async with desk.services.sessions() as session:
        made = select(Subscription).where(Subscription.server == people.workspace.team)
        schedule = (await session.scalars(made)).one()
    assert (schedule.state, "Install Readout there again" in schedule.reason) == ("stopped", True)
    assert f"{PUBLIC_URL}/slack/install" in schedule.reason
    assert (await row_of(desk)).token == ""
    assert "revoked" in (await row_of(desk)).reason
    await desk.newsroom.deliver()
    assert len(people.workspace.posts(channel.id)) == 1


async def test_page_asks_for_the_scopes_that_are_used(called: SlackDesk) -> None:
    """The button leads to Slack with our id, the manifest's scopes, and the way back."""
    query = parse_qs(urlsplit(await Browser(called.base).begin()).query)
    assert query["scope"] == [",".join(SCOPES)]
    assert query["redirect_uri"] == [f"{PUBLIC_URL}/slack/oauth_redirect"]


async def test_token_lies_encrypted(called: SlackDesk) -> None:
    """No token is in the database as Slack gave it, nor in a log."""
    await installed(called)
    (token,) = called.slack.oauth.tokens
    async with called.services.sessions() as session:
        rows = str((await session.execute(text("SELECT * FROM installations"))).all())
    assert token not in rows
    assert "gAAAA" in rows  # Fernet's version byte


async def test_state_serves_once(called: SlackDesk) -> None:
    """The address that Slack sent the browser to does nothing a second time."""
    another(called.slack)
    browser = Browser(called.base)
    _, back = await browser.get(await browser.begin())
    assert [(await browser.get(back))[0] for _ in range(2)] == [200, 400]


async def test_state_belongs_to_its_browser(called: SlackDesk) -> None:
    """Somebody who is sent the link of an installation that another began installs nothing; who began it can go on."""
    another(called.slack)
    browser, stranger = Browser(called.base), Browser(called.base)
    _, back = await browser.get(await browser.begin())
    await stranger.begin()
    assert (await stranger.get(back))[0] == 400
    assert (await Browser(called.base).get(back))[0] == 400
    assert (await browser.get(back))[0] == 200


async def test_state_is_good_for_ten_minutes(called: SlackDesk) -> None:
    """Later it has to be begun again."""
    another(called.slack)
    browser = Browser(called.base)
    _, back = await browser.get(await browser.begin())
    called.newsroom.clock.forward(minutes=11)
    assert (await browser.get(back))[0] == 400


async def test_one_state_at_two_replicas_serves_one(called: SlackDesk) -> None:
    """Two requests at the same time: one installs."""
    another(called.slack)
    browser = Browser(called.base)
    _, back = await browser.get(await browser.begin())
    got = await asyncio.gather(*(Browser(called.base, dict(browser.cookies)).get(back) for _ in range(4)))
    assert sorted(status for status, _ in got) == [200, 400, 400, 400]


async def test_two_tabs_may_install(called: SlackDesk) -> None:
    """A page that was opened twice works in both: they share the browser's cookie."""
    another(called.slack)
    browser = Browser(called.base)
    first, second = await browser.begin(), await browser.begin()
    backs = [(await browser.get(url))[1] for url in (first, second)]
    assert [(await browser.get(back))[0] for back in backs] == [200, 200]


async def test_cancelling_installs_nothing(called: SlackDesk) -> None:
    """Who presses Cancel is told so, and can begin again."""
    another(called.slack)
    called.slack.oauth.denies = True
    _, page = await Browser(called.base).install()
    assert "nothing was installed" in page
    assert "/slack/install" in page


@pytest.mark.parametrize(
    ("fault", "status", "says"),
    [
        (Fault(error="invalid_code"), 502, "invalid_code"),
        (Fault(error="bad_client_secret"), 500, "not set up rightly"),
        (LOST, 502, "answer was lost"),
    ],
)
async def test_failed_exchange_is_a_sentence(called: SlackDesk, fault: Fault, status: int, says: str) -> None:
    """Whatever Slack says to the code, the browser gets a sentence and a way to begin again."""
    another(called.slack)
    called.slack.workspace.fail("oauth.v2.access", fault)
    got, page = await Browser(called.base).install()
    assert (got, says in page) == (status, True)


# Tokens that expire


@pytest.fixture
async def rotating(called: SlackDesk) -> SlackDesk:
    called.slack.oauth.rotates = True
    return called


def post_to(people: People, channel: Channel, desk: SlackDesk) -> Sending:
    where = Destination("slack", people.workspace.team, channel.id, "channel", "#desk")
    return Sending("part1", where, {"text": "News", "blocks": []}, desk.newsroom.clock())


async def test_token_is_renewed_before_it_expires(rotating: SlackDesk) -> None:
    """Two hours before the end a look renews it; the next post has the new one."""
    people = await installed(rotating)
    channel = people.workspace.add_channel("desk")
    await rotating.platform.post(post_to(people, channel, rotating))
    rotating.newsroom.clock.forward(hours=10, minutes=30)
    await renewing(rotating.platform).all()
    rotating.newsroom.clock.forward(hours=11)
    await rotating.platform.post(post_to(people, channel, rotating))
    assert (rotating.slack.oauth.refreshed, len(people.workspace.posts(channel.id))) == (1, 2)


async def test_expired_token_is_renewed_at_first_use(rotating: SlackDesk) -> None:
    """A bot that was switched off for a day renews when there is something to do."""
    people = await installed(rotating)
    rotating.newsroom.clock.forward(hours=30)
    await rotating.platform.post(post_to(people, people.workspace.add_channel("desk"), rotating))
    assert rotating.slack.oauth.refreshed == 1


async def test_two_replicas_do_not_both_renew(rotating: SlackDesk) -> None:
    """A refresh token serves once: whoever comes second leaves it, and reads the new token."""
    people = await installed(rotating)
    channel = people.workspace.add_channel("desk")
    other = SlackPlatform(rotating.services)
    try:
        await other._begin()
        other._connection.begun = True
        rotating.newsroom.clock.forward(hours=10, minutes=30)
        await asyncio.gather(renewing(rotating.platform).all(), renewing(other).all())
        assert rotating.slack.oauth.refreshed == 1
        rotating.newsroom.clock.forward(hours=2)
        for platform in (other, rotating.platform):
            await platform.post(post_to(people, channel, rotating))
    finally:
        await other.stop()
    assert rotating.slack.oauth.refreshed == 1


async def test_lost_renewal_keeps_the_token_until_it_ends(rotating: SlackDesk) -> None:
    """The answer with the new token is lost: the old one serves to its end, then it stops with a reason."""
    people = await installed(rotating)
    channel, _ = await schedule_in(people, rotating)
    rotating.newsroom.clock.forward(hours=10, minutes=30)
    rotating.slack.workspace.fail("oauth.v2.access", LOST)
    await renewing(rotating.platform).all()
    rotating.newsroom.clock.forward(minutes=5)
    await renewing(rotating.platform).all()
    await rotating.platform.post(post_to(people, channel, rotating))
    rotating.newsroom.clock.forward(hours=2)
    await renewing(rotating.platform).all()
    assert "Install Readout there again" in (await row_of(rotating)).reason
    with pytest.raises(Refused, match="did not renew"):
        await rotating.platform.post(post_to(people, channel, rotating))


async def test_renewal_waits_for_an_outage(rotating: SlackDesk) -> None:
    """Slack that is down ends nothing: the next look tries again."""
    people = await installed(rotating)
    rotating.newsroom.clock.forward(hours=10, minutes=30)
    rotating.slack.workspace.fail("oauth.v2.access", Fault(status=503))
    await renewing(rotating.platform).all()
    rotating.newsroom.clock.forward(minutes=1)
    await renewing(rotating.platform).all()
    assert rotating.slack.oauth.refreshed == 1
    assert (await row_of(rotating)).ended is None
    await rotating.platform.post(post_to(people, people.workspace.add_channel("desk"), rotating))


def renewing(platform: SlackPlatform) -> Renewing:
    assert platform._renewing is not None
    return platform._renewing


# Ends


async def test_dead_token_ends_the_installation(called: SlackDesk) -> None:
    """Without any event, the first post that Slack refuses says it, and the other schedules stop as well."""
    people = await installed(called)
    channel, _ = await schedule_in(people, called)
    called.slack.oauth.end(people.workspace, "account_inactive")
    with pytest.raises(Refused, match="Install Readout there again"):
        await called.platform.post(post_to(people, channel, called))
    async with called.services.sessions() as session:
        states = list(await session.scalars(select(Subscription.state).where(Subscription.server == "T2OTHER")))
    assert states == ["stopped"]


async def test_installing_again_serves_again(called: SlackDesk) -> None:
    """Removed and installed again, it posts with the new token; a late event of the removal changes nothing."""
    people = await installed(called)
    channel, _ = await schedule_in(people, called)
    await called.slack.uninstall(people)
    await called.settle()
    called.newsroom.clock.forward(minutes=1)
    removed = called.newsroom.clock() - timedelta(seconds=30)
    assert (await Browser(called.base).install())[0] == 200
    await called.platform._bureaus.left(people.workspace.team, "The app was removed.", removed)
    await called.platform.post(post_to(people, channel, called))
    assert len(people.workspace.posts(channel.id)) == 2


@pytest.mark.parametrize("here", [True, False])
async def test_installation_serves_where_the_settings_token_is_dead(called: SlackDesk, here: bool) -> None:
    """The workspace of SLACK_BOT_TOKEN installs the app by the link, at this replica or another: that token posts."""
    slack, home = called.slack, called.platform._bureaus.home
    slack.refusal = "token_revoked"
    await called.platform._bureaus.left(slack.workspace.team, "The app was removed.", called.newsroom.clock())
    assert "The app was removed" in called.platform.health()
    slack.oauth.workspace = slack.workspace
    assert (await Browser(called.base).install())[0] == 200
    if not here:
        called.platform._bureaus.home = home
        with pytest.raises(Busy, match="new token"):
            await called.platform.post(post_to(slack.people, called.summit, called))
    await called.platform.post(post_to(slack.people, called.summit, called))
    assert len(called.posts()) == 1
    assert "The app was removed" not in called.platform.health()


async def test_dead_token_in_the_settings_stops_nobody_else(called: SlackDesk) -> None:
    """Started with a SLACK_BOT_TOKEN that Slack refuses, the workspaces that installed the app are served."""
    people = await installed(called)
    called.slack.refusal = "account_inactive"
    restarted = SlackPlatform(called.services)
    await restarted.start()
    try:
        await restarted.post(post_to(people, people.workspace.add_channel("desk"), called))
        assert "SLACK_BOT_TOKEN was refused" in restarted.health()
    finally:
        await restarted.stop()


async def test_installation_counts_for_more_after_a_restart(called: SlackDesk) -> None:
    """Installed by the link as well, a workspace goes by that token also when the settings still hold another."""
    called.slack.oauth.workspace = called.slack.workspace
    assert (await Browser(called.base).install())[0] == 200
    restarted = SlackPlatform(called.services)
    await restarted.start()
    try:
        bureau = await restarted._bureaus.of(called.slack.workspace.team)
        assert bureau.client.token in called.slack.oauth.tokens
    finally:
        await restarted.stop()


async def test_token_of_another_replica_is_read_anew(called: SlackDesk) -> None:
    """Installed again by another replica: the old token is refused, and that ends nothing."""
    people = await installed(called)
    channel = people.workspace.add_channel("desk")
    await called.platform.post(post_to(people, channel, called))
    bureau = await called.platform._bureaus.of(people.workspace.team)
    bureau.client.token = "xoxb-old"
    with pytest.raises(Busy, match="new token"):
        await called.platform.post(post_to(people, channel, called))
    await called.platform.post(post_to(people, channel, called))
    assert (await row_of(called)).ended is None


async def test_workspace_that_is_not_installed_is_told(called: SlackDesk) -> None:
    """A command from a workspace without an installation gets a sentence, and a post there is refused."""
    people = another(called.slack)
    gesture = await people.command("/brief", people.workspace.add_user("Di"), people.workspace.add_channel("desk"))
    assert "not installed" in gesture.ack["text"]
    assert f"install it from {PUBLIC_URL}/slack/install" in gesture.ack["text"]
    with pytest.raises(Refused, match="not installed"):
        await called.platform.post(post_to(people, people.workspace.add_channel("other"), called))


async def test_bolt_keeps_no_tokens_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """bolt reads SLACK_CLIENT_ID from the environment as well, and has a store in the home folder: it stays empty."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("slack_client_id", "slack_client_secret"):
        monkeypatch.setenv(name.upper(), INSTALLABLE[name])
    async with open_slack(tmp_path, way="http", settings=INSTALLABLE) as desk:
        people = await installed(desk)
        await schedule_in(people, desk)
        await desk.slack.uninstall(people)
        await desk.settle()
    assert list(home.iterdir()) == []


async def test_removal_from_the_home_workspace_stops_its_schedules(tmp_path: Path) -> None:
    """One workspace by token: the app is removed, and the schedules and the status say so and what to do."""
    async with open_slack(tmp_path) as desk:
        await desk.says("/brief schedule add weekdays 09:00", desk.ann)
        await desk.slack.uninstall(desk.slack.people)
        await desk.settle()
        async with desk.services.sessions() as session:
            schedule = (await session.scalars(select(Subscription))).one()
        assert (schedule.state, "SLACK_BOT_TOKEN" in schedule.reason) == ("stopped", True)
        assert "removed from the workspace" in desk.platform.health()


async def test_deleted_workspace_keeps_no_token(called: SlackDesk) -> None:
    """`delete server` takes the installation with its tokens, in the database and soon in memory and at Slack; a
    renewal that is under way brings nothing back."""
    people = await installed(called)
    channel, _ = await schedule_in(people, called)
    team, archive = people.workspace.team, called.services.archive
    assert (await archive.server_data("slack", team))["installations"] == 1
    await archive.delete_server(called.newsroom.newsroom_id, "slack", team, SYSTEM)
    async with called.services.sessions() as session:
        assert (await session.scalars(select(Installation))).all() == []
    bureaus = called.platform._bureaus
    await bureaus.drop_deleted()
    assert list(bureaus.all) == [bureaus.home]
    assert [token.dead for token in called.slack.oauth.tokens.values()] == ["token_revoked"]
    assert bureaus._installations is not None
    await bureaus._installations.renewed(team, Grant("xoxb-new"))
    with pytest.raises(Refused, match="not installed"):
        await called.platform.post(post_to(people, channel, called))
    assert (await Browser(called.base).install())[0] == 200


async def test_deleting_a_discord_server_leaves_slack_alone(called: SlackDesk) -> None:
    """Also one with the same id."""
    people = await installed(called)
    gone = await called.services.archive.server_data("discord", people.workspace.team)
    assert gone.get("installations", 0) == 0


# Keys


async def test_new_key_takes_over(tmp_path: Path) -> None:
    """With a new key before the old one, a start puts every token under it; then the old one can go."""
    newer = new_key()
    async with open_slack(tmp_path, way="http", settings=INSTALLABLE) as desk:
        people = await installed(desk)
        channel = people.workspace.add_channel("desk")
        for keys in (f"{newer},{KEY}", newer):
            services = desk.services
            settings = services.settings.model_copy(update={"token_keys": type(services.settings.token_keys)(keys)})
            await desk.platform.stop()
            desk.platform = SlackPlatform(replace(services, settings=settings))
            await desk.platform.start()
            await desk.platform.post(post_to(people, channel, desk))
        await desk.platform.stop()
        assert len(people.workspace.posts(channel.id)) == 2


async def test_lost_key_is_named(called: SlackDesk) -> None:
    """A token that no key opens says which variable to mend; nothing is deleted."""
    people = await installed(called)
    async with called.services.sessions.begin() as session:
        (await session.get_one(Installation, "T2OTHER")).token = "gAAAAbroken"
    called.platform._bureaus.forget("T2OTHER")
    with pytest.raises(Refused, match="TOKEN_KEYS does not hold"):
        await called.platform.post(post_to(people, people.workspace.add_channel("desk"), called))
    assert (await row_of(called)).ended is None
