"""Topics: which topic a command means — the one named, else the channel's, the server's, the only one, the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bot.cards import Option
from bot.commands.context import Context
from bot.commands.matching import find, nearest
from bot.desk import DeskError
from bot.reading import TopicState
from bot.roles import Role
from bot.storage.editions import Edition
from bot.storage.tables import ChannelTopic, Server, Subscription
from bot.words import counted, listed

NAMED = 5
"""Topics that are named where none was meant."""


@dataclass(frozen=True, slots=True)
class Meant:
    id: int
    name: str
    note: str = ""
    """Said with the reply where the choice was Readout's own."""


async def topic_meant(ctx: Context, named: str | None, *, drafts: bool = False, hint: str = "") -> Meant:
    """The topic that a command means. Only with `drafts` may it be one that was never published.

    Raises `DeskError` where none is meant or the name is not known, with the nearest names, or where none is near with
    all and `hint`, which says what else the word may have been meant for.
    """
    known = await ctx.services.reading.topics(ctx.newsroom_id)
    open_topics = [topic for topic in known if topic.published or (drafts and ctx.role >= Role.EDITOR)]
    if not open_topics:
        raise DeskError(_nothing(ctx))
    if named:
        waiting = () if ctx.role < Role.EDITOR else [topic for topic in known if topic not in open_topics]
        return _named(open_topics, named, waiting, hint)
    newest = open_topics[0]
    if len(open_topics) == 1:
        return Meant(newest.id, newest.name)
    chosen = await _chosen_here(ctx)
    for topic in open_topics:
        if topic.id in chosen[:1]:
            return Meant(topic.id, topic.name)
    count = counted(len(open_topics), "topic")
    note = f"This is “{newest.name}”, the newest of {count}. For another one, add topic: and its name."
    return Meant(newest.id, newest.name, note)


async def edition_meant(ctx: Context, named: str | None, hint: str = "") -> tuple[Edition, str]:
    """What is live of the topic that a command means (it may be withdrawn), and a note to the reader."""
    meant = await topic_meant(ctx, named, hint=hint)
    edition = await ctx.services.reading.edition(meant.id)
    if edition is None:
        raise DeskError(f"Nothing is published on “{meant.name}” yet.")
    return edition, meant.note


async def suggest_topics(ctx: Context, typed: str) -> Sequence[Option]:
    known = await ctx.services.reading.topics(ctx.newsroom_id)
    names = [topic.name for topic in known if topic.published or ctx.role >= Role.EDITOR]
    return [Option(name[:75], name) for name in nearest(typed, names, 25)]


async def names_topic(ctx: Context, text: str) -> bool:
    """Whether `text` is the whole name of a topic that this caller may work on."""
    known = await ctx.services.reading.topics(ctx.newsroom_id)
    return text.strip().casefold() in {topic.name.casefold() for topic in known}


def _named(topics: Sequence[TopicState], named: str, waiting: Sequence[TopicState] = (), hint: str = "") -> Meant:
    """Of `topics`; those `waiting` were never published, which is said."""
    names = [topic.name for topic in topics]
    found = find(named, names)
    if len(found) == 1:
        topic = topics[names.index(found[0])]
        return Meant(topic.id, topic.name)
    if found:
        raise DeskError(f"“{named}” may be {listed(found[:5], 'or')}. Write a little more of the name.")
    unpublished = find(named, [topic.name for topic in waiting])
    if len(unpublished) == 1:
        raise DeskError(
            f"Nothing is published on “{unpublished[0]}” yet. `publish topic:{unpublished[0]}` publishes its draft."
        )
    close = nearest(named, names, 3)
    there = f"Nearest: {listed(close, 'or')}." if close else f"There {_are(names)}. {hint}".rstrip()
    raise DeskError(f"There is no topic “{named[:60]}”. {there}")


def _are(names: Sequence[str]) -> str:
    """“is “Tokyo summit””, “are “Harbour”, “Tokyo summit” and 3 more”."""
    quoted = [f"“{name}”" for name in names[:NAMED]]
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return f"{'is' if len(names) == 1 else 'are'} {listed([*quoted, *more])}"


async def _chosen_here(ctx: Context) -> Sequence[int]:
    """The topic chosen for this channel, the one whose briefs it gets, and the server's, in that order."""
    place = ctx.caller.place
    here = place.channel.partition("/")[0]  # of a Slack thread, the channel that it is in
    async with ctx.services.sessions() as session:
        channel = await session.scalar(
            select(ChannelTopic.topic_id).where(
                ChannelTopic.platform == place.platform,
                ChannelTopic.server == place.server,
                ChannelTopic.channel == here,
            )
        )
        got = (
            await session.scalars(
                select(Subscription.topic_id)
                .where(
                    Subscription.platform == place.platform,
                    Subscription.server == place.server,
                    Subscription.channel == here,
                    Subscription.state.in_(("active", "paused")),
                )
                .distinct()
                .limit(2)
            )
        ).all()
        server = await session.scalar(
            select(Server.topic_id).where(Server.platform == place.platform, Server.server == place.server)
        )
    return [topic for topic in (channel, got[0] if len(got) == 1 else None, server) if topic is not None]


def _nothing(ctx: Context) -> str:
    if ctx.role >= Role.ADMIN:
        return "There is no topic yet. `topic add` and an address takes in an article."
    if ctx.role >= Role.PUBLISHER:
        return "Nothing is published yet. `review` shows what waits."
    return "Nothing is published yet. As soon as something is, this command shows it."
