"""Keeping: the newsroom's settings, and what is deleted for good."""

from __future__ import annotations

from typing import Annotated

from bot.cards import Button, ButtonStyle, Card, CardLine, LineKind, Reply, Run, line, say
from bot.commands.context import Context
from bot.commands.declare import Argument, Kind, Values, action, command
from bot.commands.pressed import AnyTopic, allowed, number_at
from bot.commands.topics import Meant, topic_meant
from bot.desk import DeskError
from bot.desk.house import AS_USUAL, RULES, shown
from bot.roles import Role
from bot.words import counted, listed

AUTO = "auto-publish"
NAMES = (*(rule.name for rule in RULES), AUTO)
KINDS = ("draft", "article", "topic", "server")
TOLD = {
    "articles": ("version of the article", "versions of the article"),
    "revisions": ("revision", "revisions"),
    "subscriptions": ("schedule", "schedules"),
    "deliveries": ("record of a post", "records of posts"),
    "open_questions": ("question of readers", "questions of readers"),
    "pinned_answers": ("pinned answer", "pinned answers"),
    "installations": ("installation in Slack with its tokens", "installations in Slack with their tokens"),
    "channel_topics": ("choice of a topic for a channel", "choices of topics for channels"),
}
STAYS = (
    "What was posted stays where it is, and no correction reaches it any more. The record keeps who did what, "
    "without the deleted text."
)


@command(
    "settings",
    role=Role.ADMIN,
    about="The newsroom's settings, to see or to change",
    examples=("settings", "settings undo 30", "settings zone Asia/Tokyo", "settings auto-publish on topic:Harbour"),
)
async def settings(
    ctx: Context,
    *,
    name: Annotated[str | None, Argument("Which setting", Kind.CHOICE, choices=NAMES)] = None,
    value: Annotated[str | None, Argument("What it is to be; “usual” for the default", limit=100)] = None,
    topic: AnyTopic = None,
) -> Reply:
    if name is None:
        return await _settings(ctx)
    if value is None:
        raise DeskError(f"Say what it is to be: `settings {name} {'on' if name == AUTO else AS_USUAL}`.")
    if name == AUTO:
        return await _set_auto_publish(ctx, await topic_meant(ctx, topic, drafts=True), value)
    changed = await ctx.services.desk.house.change(ctx.newsroom_id, {name: value}, ctx.now, ctx.by)
    now = shown(ctx.services.desk.house.now, name)
    return say(f"{name.capitalize()} is {now} now." if changed else f"{name.capitalize()} was {now} already.")


@command(
    "delete",
    role=Role.ADMIN,
    about="Delete a draft, a version of an article, a topic, or what is kept of this server",
    examples=("delete draft", "delete article 1", "delete topic topic:Harbour", "delete server"),
)
async def delete(
    ctx: Context,
    *,
    what: Annotated[str, Argument("What is to go", Kind.CHOICE, choices=KINDS)],
    version: Annotated[str | None, Argument("Of the article", Kind.NUMBER, limit=6)] = None,
    topic: AnyTopic = None,
) -> Reply:
    if what == "server":
        return await _ask_server(ctx)
    meant = await topic_meant(ctx, topic, drafts=True)
    if what == "article":
        return await _ask_article(ctx, meant, int(version or 0))
    if what == "topic":
        hanging = await ctx.services.archive.what_hangs_on(meant.id)
        goes = what_goes({table: count for table, count in hanging.items() if table != "channel_topics"})
        return _ask(f"Delete the topic “{meant.name}”?", f"For good: {goes}.", STAYS, f"delete:topic:{meant.id}")
    goes = "The draft then says again what readers have; what was changed since is lost."
    return _ask(f"Delete the draft of “{meant.name}”?", goes, "Revisions stay.", f"delete:draft:{meant.id}")


@action("delete", role=Role.ADMIN)
async def delete_confirmed(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`delete:<what>:<topic>:<version>`; for a server, the one where it is pressed."""
    archive = ctx.services.archive
    if args[:1] == ("server",):
        place = ctx.caller.place
        name = await archive.delete_server(ctx.newsroom_id, place.platform, place.server, ctx.by)
        return say(f"What was kept of “{name}” is deleted. Only a new code links it again.")
    meant = await allowed(ctx, number_at(args, 1))
    match args[0] if args else "":
        case "draft":
            draft = await ctx.services.desk.draft(meant.id)
            await archive.discard_draft(meant.id, await ctx.services.reading.condensed(draft.article), ctx.by)
            return say(f"The draft of “{meant.name}” is deleted; it says again what readers have.")
        case "article":
            count = await archive.delete_article(meant.id, number_at(args, 2), ctx.by)
            return say(f"Version {number_at(args, 2)} is deleted, with what {counted(count, 'revision')} said.")
        case "topic":
            return say(f"“{await archive.delete_topic(meant.id, ctx.by)}” is deleted.")
    raise DeskError("This button is of an older message. `delete` and what is to go asks anew.")


def what_goes(rows: dict[str, int]) -> str:
    """Counted rows in words: “2 revisions, 1 schedule and 14 records of posts”."""
    said = [counted(rows[table], *words) for table, words in TOLD.items() if rows.get(table)]
    return listed(said) if said else "nothing but its name"


async def _settings(ctx: Context) -> Card:
    now, usual = ctx.services.desk.house.now, ctx.services.desk.house.usual
    lines: list[CardLine] = []
    for rule in RULES:
        value = shown(now, rule.name)
        own = "" if value == shown(usual, rule.name) else f" (usually {shown(usual, rule.name)})"
        lines.append(CardLine((Run(f"{rule.name}: {value}", bold=True), Run(f"{own}. {rule.about}")), LineKind.POINT))
    auto = await ctx.services.archive.auto_published(ctx.newsroom_id)
    names = [topic.name for topic in await ctx.services.reading.topics(ctx.newsroom_id) if topic.id in auto]
    said = f": {listed(names)}" if names else ": no topic"
    about = ". New versions of its article are published as extracted, without review."
    lines.append(CardLine((Run(f"{AUTO}{said}", bold=True), Run(about)), LineKind.POINT))
    lines.append(line("`settings undo 30` changes one; the desk's page Settings shows the environment's, too."))
    return Card("Settings", tuple(lines))


async def _set_auto_publish(ctx: Context, meant: Meant, value: str) -> Card:
    if value.lower() not in ("on", "off"):
        raise DeskError(f"“{value[:40]}” is not `on` or `off`.")
    await ctx.services.archive.set_auto_publish(meant.id, value.lower() == "on", ctx.by)
    if value.lower() == "off":
        return say(f"New versions of “{meant.name}” wait for somebody to publish them.")
    return say(
        f"New versions of the article of “{meant.name}” are published as extracted, and say “published without "
        "review”, as long as nobody words the draft."
    )


async def _ask_article(ctx: Context, meant: Meant, version: int) -> Card:
    found = await ctx.services.archive.versions(meant.id)
    chosen = next((one for one in found if one.number == version), None)
    if chosen is None:
        known = listed([str(one.number) for one in found], "or")
        raise DeskError(f"Say which version of the article of “{meant.name}”: {known}. `delete article 1` asks for it.")
    if chosen.needed:
        raise DeskError(f"Version {version} cannot go: {chosen.needed}.")
    goes = "For good: its text, and what the revisions say that rest on it. Their numbers stay."
    return _ask(
        f"Delete version {version} of the article of “{meant.name}”?",
        goes,
        STAYS,
        f"delete:article:{meant.id}:{version}",
    )


async def _ask_server(ctx: Context) -> Card:
    place = ctx.caller.place
    if not place.server:
        raise DeskError("Type this in a channel of the server that is meant, or use the desk's page Data.")
    rows = await ctx.services.archive.server_data(place.platform, place.server)
    goes = f"For good: its link to the newsroom, {what_goes(dict(rows))}. Its people keep their roles elsewhere."
    return _ask("Delete what is kept of this server?", goes, STAYS, "delete:server")


def _ask(title: str, goes: str, stays: str, pressed: str) -> Card:
    return say(f"{goes}\n{stays}", title=title, buttons=(Button("Delete", pressed, ButtonStyle.DANGER),))
