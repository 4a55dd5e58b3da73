"""Topics as commands: which there are, which one a channel means, taking in an article, another name."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from bot.cards import Button, ButtonStyle, Card, CardLine, Field, FieldKind, Form, LineKind, Reply, Run, line, say
from bot.commands.context import Context
from bot.commands.declare import Argument, Kind, Values, action, command
from bot.commands.noting import note
from bot.commands.reading import TopicName
from bot.commands.topics import suggest_topics, topic_meant
from bot.desk import DeskError
from bot.fetch import fetch_article
from bot.roles import Role
from bot.storage.tables import ChannelTopic, Server
from briefs import Article
from briefs.article import LONGEST


@command("topic list", role=Role.READER, about="The topics there are, and the one that this channel means")
async def list_(ctx: Context) -> Reply:
    known = await ctx.services.reading.topics(ctx.newsroom_id)
    shown = [topic for topic in known if topic.published or ctx.role >= Role.EDITOR]
    meant = await topic_meant(ctx, None, drafts=True)
    lines: list[CardLine] = []
    for topic in shown:
        state = "" if topic.published else " — not published yet"
        here = " — meant here" if topic.id == meant.id else ""
        lines.append(CardLine((Run(topic.name, bold=True), Run(f"{state}{here}")), LineKind.POINT))
    return Card("Topics", tuple(lines))


@command(
    "topic use",
    role=Role.ADMIN,
    server_admin=True,
    about="Choose the topic that commands in this channel, or on this server, mean",
    examples=("topic use Tokyo summit", "topic use server Tokyo summit"),
)
async def use(
    ctx: Context,
    *,
    where: Annotated[str | None, Argument("For what", Kind.CHOICE, choices=("channel", "server"))] = None,
    topic: Annotated[str, Argument("Which topic", limit=100, suggest=suggest_topics)],
) -> Reply:
    meant = await topic_meant(ctx, topic)
    place = ctx.caller.place
    for_server = (where or "channel").lower() == "server"
    async with ctx.services.sessions.begin() as session:
        if for_server:
            row = await session.get(Server, (place.platform, place.server))
            if row is None:
                row = Server(platform=place.platform, server=place.server, name="", newsroom_id=None, linked=None)
                session.add(row)
            row.topic_id = meant.id
        else:
            await session.merge(
                ChannelTopic(platform=place.platform, server=place.server, channel=place.channel, topic_id=meant.id)
            )
    await note(ctx, "topic chosen", meant.name, channel="" if for_server else place.channel)
    return say(f"Commands {'on this server' if for_server else 'in this channel'} mean “{meant.name}” now.")


@command(
    "topic add",
    role=Role.ADMIN,
    about="Take in an article: by its address, or its text in a form",
    examples=("topic add https://news.example/summit", "topic add"),
)
async def add(
    ctx: Context,
    *,
    url: Annotated[str | None, Argument("The article's address", limit=2_000)] = None,
    name: Annotated[str | None, Argument("The topic's name; else the headline", limit=100)] = None,
) -> Reply:
    if url is None:
        return _text_form(name or "")
    if urlsplit(url).scheme not in ("http", "https"):
        raise DeskError(
            "Write the article's whole address, such as https://news.example/summit; for a text, `topic add` alone."
        )
    return await _take_in(ctx, await fetch_article(url), name)


@action("topic", role=Role.ADMIN)
async def add_text(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`topic`, with the form's text; `topic:<key>` opens the form with a text that could not be taken in."""
    if not values:
        return _text_form(*_filled(ctx.services.memory.unsaved.get(args[0] if args else "") or {}))
    name, headline, text = _filled(values)
    if not text:
        return _text_form(name, headline)
    try:
        return await _take_in(ctx, Article.from_text(text, headline or None), name)
    except DeskError as error:
        key = ctx.services.memory.unsaved.put(values)
        return say(str(error), buttons=(Button("Back to the form", f"topic:{key}"),))


def _filled(values: Values) -> tuple[str, str, str]:
    """Name, headline and text, as they were filled in."""
    return (
        " ".join(values.get("name", ())).strip(),
        " ".join(values.get("headline", ())).strip(),
        "\n".join(values.get("text", ())).strip(),
    )


@command(
    "topic rename",
    role=Role.ADMIN,
    about="Give a topic another name",
    examples=("topic rename Tokyo talks topic:Summit",),
)
async def rename(
    ctx: Context,
    *,
    name: Annotated[str, Argument("The new name", limit=100)],
    topic: TopicName = None,
) -> Reply:
    meant = await topic_meant(ctx, topic, drafts=True)
    await ctx.services.desk.rename_topic(meant.id, name, ctx.by)
    return say(f"“{meant.name}” is called “{name}” now.")


async def _take_in(ctx: Context, article: Article, name: str | None) -> Card:
    """A topic with the article's automatic brief as its draft; nothing is published."""
    if article.problem:
        raise DeskError(article.problem)
    brief = await ctx.services.reading.condensed(article)
    called = (name or article.headline or brief.headline.text)[:100]
    topic_id = await ctx.services.desk.add_topic(ctx.newsroom_id, called, article, brief, ctx.by)
    ctx.services.reading.prepare_soon(article)
    lines = [
        line(f"“{called}” is taken in. This is its draft; readers see nothing of it yet."),
        line(brief.headline.text, LineKind.HEADING),
    ]
    lines += [line(brief.lede.text), *(line(point.text, LineKind.POINT) for point in brief.key_points)]
    lines += [line(text, LineKind.SMALL) for text in brief.notes]
    buttons = (
        Button("Approve and publish", f"publish:{topic_id}:d1", ButtonStyle.PRIMARY),
        Button("Edit", f"edit:{topic_id}"),
    )
    return Card("New topic", tuple(lines), buttons)


def _text_form(name: str, headline: str = "", text: str = "") -> Form:
    fields = (
        Field("name", "Name of the topic", FieldKind.LINE, name, limit=100, about="Left empty: the headline."),
        Field("headline", "Headline of the article", FieldKind.LINE, headline, limit=300),
        Field("text", "The article's text", FieldKind.TEXT, text, limit=LONGEST, required=True),
    )
    about = "For a longer text than fits here, use `topic add` and the article's address."
    return Form("Take in an article", "topic", fields, "Take it in", about)
