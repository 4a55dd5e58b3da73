"""Roles on Slack: user groups of a linked workspace make editors; a walk sets a channel up; lists turn in place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import DeskError
from bot.platform import Destination
from bot.rules import Rule
from tests.fakes.slack import Fault, buttons
from tests.wire.slack_newsroom import SlackDesk, open_slack


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[SlackDesk]:
    async with open_slack(tmp_path) as desk:
        yield desk


async def linked(desk: SlackDesk) -> None:
    await desk.says(f"/brief link {await desk.code()}", desk.ann)


async def test_group_makes_its_people_editors(desk: SlackDesk) -> None:
    """`roles` lists the workspace's user groups; who is in the chosen one edits, and who is not does not."""
    await linked(desk)
    people, carol = desk.slack.people, desk.slack.workspace.add_user("Carol")
    group = desk.slack.workspace.add_group("desk", desk.bob)
    roles = await people.asked("/brief roles", desk.ann, desk.summit)
    assert roles["text"].startswith("User groups of this workspace")
    chosen = await people.choose(roles, "User groups that make editors", [group.id], desk.ann, desk.summit)
    after = await people.reply(chosen)
    assert (after["replace_original"], "Editors: @desk" in after["text"]) == (True, True)
    editing = await people.command("/brief edit", desk.bob, desk.summit)
    await people.form(editing)
    assert "takes the role “editor”" in await desk.says("/brief edit", carol)
    assert "takes the role “publisher”" in await desk.says("/brief publish", desk.bob)


async def test_group_gives_its_role_in_app_home_too(desk: SlackDesk) -> None:
    """App Home belongs to the workspace, so an editor by group finds the queue there."""
    await linked(desk)
    group = desk.slack.workspace.add_group("desk", desk.bob)
    roles = await desk.slack.people.asked("/brief roles", desk.ann, desk.summit)
    await desk.slack.people.choose(roles, "User groups that make editors", [group.id], desk.ann, desk.summit)
    await desk.settle()
    home = await desk.slack.people.open_home(desk.bob)
    assert any(button["text"]["text"] == "Edit" for button in buttons(home))


async def test_group_that_is_left_gives_nothing(desk: SlackDesk) -> None:
    """Whoever is taken out of the group is a reader again; so is everybody where Slack does not say."""
    await linked(desk)
    group = desk.slack.workspace.add_group("desk", desk.bob)
    roles = await desk.slack.people.asked("/brief roles", desk.ann, desk.summit)
    group.users.clear()
    await desk.slack.people.choose(roles, "User groups that make editors", [group.id], desk.ann, desk.summit)
    await desk.settle()
    assert "takes the role “editor”" in await desk.says("/brief edit", desk.bob)


async def test_workspace_without_groups_says_so(desk: SlackDesk) -> None:
    """Where a plan has no user groups, or nobody has made one, roles are given by code, and nothing breaks."""
    await linked(desk)
    desk.slack.workspace.fail("usergroups.list", *[Fault(error="paid_teams_only")] * 2)
    roles = await desk.slack.people.asked("/brief roles", desk.ann, desk.summit)
    sections = [block["text"]["text"] for block in roles["blocks"] if block["type"] == "section"]
    assert sections == ["This workspace has no user groups. Whoever manages them makes one under People, User groups."]


async def test_missing_scope_for_groups_is_named(desk: SlackDesk) -> None:
    """An app that was installed before the scope was added does not say that there are no groups, but what to mend."""
    await linked(desk)
    desk.slack.workspace.add_group("desk", desk.bob)
    desk.slack.workspace.scopes.discard("usergroups:read")
    roles = await desk.slack.people.asked("/brief roles", desk.ann, desk.summit)
    assert "The user groups cannot be read. The app lacks the scope usergroups" in roles["text"]
    assert not any(block["type"] == "section" for block in roles["blocks"])
    with pytest.raises(DeskError, match="usergroups:read"):
        await desk.platform.role_names(desk.slack.workspace.team)


async def test_following_workspace_lends_no_roles(desk: SlackDesk) -> None:
    """In a workspace that only follows, its admins decide its schedules and nothing else."""
    assert "This workspace only follows the newsroom" in await desk.says("/brief roles", desk.ann)
    assert "gets “Tokyo summit”" in await desk.says("/brief schedule add 09:00", desk.ann)
    assert "takes the role “admin”" in await desk.says("/brief people-roles", desk.ann)


async def test_setup_walks_from_channel_to_first_post(desk: SlackDesk) -> None:
    """Channel, time and zone are chosen in menus of one message that changes in place; *Start* posts the brief."""
    people = desk.slack.people
    step = await people.asked("/brief setup", desk.ann, desk.summit)
    for label, value in (("Choose a channel", desk.summit.id), ("Choose a time…", "09:00")):
        step = await people.reply(await people.choose(step, label, [value], desk.ann, desk.summit))
        assert step["replace_original"]
    step = await people.reply(await people.choose(step, "Choose a time zone", ["Europe/Paris"], desk.ann, desk.summit))
    assert "#summit gets the brief daily at 09:00, Europe/Paris." in step["text"]
    started = await people.reply(await people.press(step, "Start", desk.ann, desk.summit))
    assert "gets “Tokyo summit”" in started["text"]
    await desk.services.outbox.deliver_due()
    assert len(desk.posts()) == 1


async def test_setup_refuses_a_channel_without_the_bot(desk: SlackDesk) -> None:
    """A channel that Readout is not in is refused as it is chosen, with how to invite it."""
    attic = desk.slack.workspace.add_channel("attic", with_bot=False)
    step = await desk.slack.people.asked("/brief setup", desk.ann, desk.summit)
    chosen = await desk.slack.people.choose(step, "Choose a channel", [attic.id], desk.ann, desk.summit)
    assert "/invite @readout" in (await desk.slack.people.reply(chosen))["text"]


async def test_two_hundred_schedules_page_in_one_message(desk: SlackDesk) -> None:
    """Ten a page, each page in the place of the one before; the last one is as whole as the first."""
    rule = Rule.from_json({"times": ["09:00"], "zone": "Europe/Paris", "days": list(range(7))})
    for number in range(200):
        channel = desk.slack.workspace.add_channel(f"news-{number}")
        place = Destination("slack", desk.slack.workspace.team, channel.id, "channel", f"#{channel.name}")
        await desk.services.outbox.subscribe(desk.newsroom.topic_id, place, rule, made_by="Ann", first=False)
    page = await desk.slack.people.asked("/brief schedule list", desk.ann, desk.summit)
    assert page["text"].startswith("Schedules, page 1 of 20")
    seen = [page["text"]]
    for _ in range(19):
        turning = await desk.slack.people.press(page, "More", desk.ann, desk.summit)
        page = await desk.slack.people.reply(turning)
        assert page["replace_original"]
        seen.append(page["text"])
    assert sum(text.count("#news-") for text in seen) == 200
    assert [button["text"]["text"] for button in buttons(page)] == ["Earlier"]
    assert "page 15 of 20" in await desk.says("/brief schedule list 15", desk.ann)
