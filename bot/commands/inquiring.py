"""Inquiring: a form for a question about any topic, and the questions that one may begin with."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Field, FieldKind, Form, Option, Reply
from bot.commands.asking import LONGEST, answer_to
from bot.commands.context import Caller, Context, Services
from bot.commands.declare import Values, action
from bot.commands.pressed import allowed, number_at, value_of
from bot.commands.reading import with_note
from bot.commands.running import context_of
from bot.commands.topics import edition_meant, topic_meant
from bot.desk import DeskError

MOST_TOPICS = 25
"""Discord's limit for a choice; the newest are offered."""


@action("inquire")
async def inquire(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`inquire` opens a form with the question and, where there are several, the topic; sent, it answers."""
    question = value_of(values, "question")
    if not question:
        return await _form(ctx)
    chosen = number_at((value_of(values, "topic"),), 0)
    if not chosen:
        edition, note = await edition_meant(ctx, None)
        return with_note(await answer_to(ctx, edition, question[:LONGEST]), note)
    topic = await allowed(ctx, chosen)
    live = await ctx.services.reading.edition(topic.id)
    if live is None:
        raise DeskError(f"Nothing is published on “{topic.name}” yet.")
    return await answer_to(ctx, live, question[:LONGEST])


async def opening_questions(services: Services, caller: Caller, count: int) -> Sequence[str]:
    """Questions that what is live answers, the most telling first; none while nothing is."""
    ctx = await context_of(services, caller)
    try:
        edition, _ = await edition_meant(ctx, None)
    except DeskError:
        return ()
    return () if edition.withdrawn else list(await services.reading.questions(edition))[:count]


async def _form(ctx: Context) -> Form:
    meant = await topic_meant(ctx, None)
    known = [topic for topic in await ctx.services.reading.topics(ctx.newsroom_id) if topic.published]
    options = tuple(Option(str(topic.id), topic.name[:75], topic.id == meant.id) for topic in known[:MOST_TOPICS])
    about = "Answered from the article alone, with the sentence that proves it."
    fields = [Field("question", "Your question", FieldKind.LINE, limit=LONGEST, required=True)]
    if len(options) > 1:
        fields.append(Field("topic", "About", FieldKind.CHOICE, options=options, required=True))
    return Form(f"Ask about {meant.name}" if len(options) < 2 else "Ask", "inquire", tuple(fields), "Ask", about)
