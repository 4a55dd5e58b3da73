"""Asking: a question is answered with the sentence that proves it, or refused; an answer may be shared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.cards import Button, Card, Field, FieldKind, Form, Option, Reply, say
from bot.commands.context import Context
from bot.commands.declare import Argument, Values, action, command
from bot.commands.matching import nearest
from bot.commands.memory import Asked, Turn
from bot.commands.noting import note as noted
from bot.commands.reading import TopicName, edition_shown, with_note
from bot.commands.topics import edition_meant
from bot.compose import answer_card, withdrawn_card
from bot.desk import DeskError
from bot.roles import Role
from bot.storage.editions import Edition
from briefs import Answer

LONGEST = 300


async def _questions(ctx: Context, typed: str) -> Sequence[Option]:
    edition, _ = await edition_meant(ctx, None)
    if edition.withdrawn:
        return ()
    asked = await ctx.services.reading.questions(edition)
    return [Option(question[:75], question) for question in nearest(typed, asked, 25) if len(question) <= 75]


@command(
    "ask",
    role=Role.READER,
    about="Ask what the article says; the answer shows the sentence that proves it",
    examples=("ask How high is the tariff?",),
)
async def ask(
    ctx: Context,
    *,
    question: Annotated[str, Argument("Your question", limit=LONGEST, suggest=_questions)],
    topic: TopicName = None,
) -> Reply:
    edition, note = await edition_meant(ctx, topic)
    return with_note(await _answer(ctx, edition, question), note)


@action("ask")
async def ask_in_form(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`ask:<revision>` opens the question form; sent, it answers from what is live by then."""
    edition = await edition_shown(ctx, args)
    live = await ctx.services.reading.edition(edition.topic_id) or edition
    question = " ".join(values.get("question", ("",))).strip()
    if live.withdrawn:
        return withdrawn_card(live)
    if question:
        return await _answer(ctx, live, question[:LONGEST])
    about = "Answered from the article alone, with the sentence that proves it."
    field = Field("question", "Your question", FieldKind.LINE, limit=LONGEST, required=True)
    return Form(f"Ask about {live.topic}"[:45], f"ask:{edition.revision_id}", (field,), "Ask", about)


@action("share")
async def share(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`share:<key>`: post an answer in the channel, where corrections will reach it."""
    memory, key = ctx.services.memory, args[0] if args else ""
    asked = memory.asked.get(key)
    if asked is None:
        raise DeskError("This answer is too old to share as it stands. Ask again, then share the new one.")
    answered = await ctx.services.reading.shown(asked.revision_id, ctx.newsroom_id)
    edition = await ctx.services.reading.edition(answered.topic_id) if answered is not None else None
    if edition is None or edition.withdrawn:
        raise DeskError("The brief behind this answer was withdrawn, so it is not shared.")
    if memory.shared.get(key):
        raise DeskError("This answer is shared already. Ask again to share it once more.")
    memory.shared.put(key, key)
    try:
        await ctx.services.outbox.share(
            ctx.caller.place, edition.topic_id, edition.revision_id, "answer", asked.question, made_by=ctx.caller.name
        )
    except BaseException:
        memory.shared.drop(key)
        raise
    await noted(ctx, "answer shared", f"{edition.topic}: {asked.question}", channel=ctx.caller.place.channel)
    return say(f"Shared in {ctx.caller.place.name or 'this channel'}. A correction of the brief will reach it there.")


async def _answer(ctx: Context, edition: Edition, question: str) -> Card:
    """The answer, which may refer back to what the same person asked here in the last minutes."""
    if edition.withdrawn:
        return withdrawn_card(edition)
    memory, caller = ctx.services.memory, ctx.caller
    who = f"{caller.platform}:{caller.place.server}:{caller.place.channel}:{caller.user}"
    history = memory.recent(who, edition.topic_id, ctx.now)
    found = await ctx.services.reading.answer(edition, question, history)
    memory.note(who, Turn(ctx.now, edition.topic_id, question, found.text))
    buttons: tuple[Button, ...] = ()
    can_share = found.sentence is not None and caller.place.kind != "direct"
    if can_share and (not history or await _stands_alone(ctx, edition, question, found)):
        key = memory.asked.put(Asked(edition.revision_id, question))
        buttons = (Button("Share in channel", f"share:{key}"),)
    return answer_card(edition, question, found, buttons)


async def _stands_alone(ctx: Context, edition: Edition, question: str, found: Answer) -> bool:
    """Whether the question means the same without those before it: a correction answers a shared one anew."""
    alone = await ctx.services.reading.answer(edition, question)
    return (alone.text, alone.spans) == (found.text, found.spans)
