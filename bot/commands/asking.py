"""Asking: a question is answered with the sentence that proves it, or refused; an answer may be shared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.cards import Button, Card, Field, FieldKind, Form, Option, Reply, say
from bot.commands.context import Context
from bot.commands.conversations import conversation, recent, remember
from bot.commands.declare import Argument, Values, action, command
from bot.commands.matching import nearest
from bot.commands.memory import Asked
from bot.commands.noting import note as noted
from bot.commands.offering import PIN, offer_buttons
from bot.commands.reading import TopicName, edition_shown, with_note
from bot.commands.topics import edition_meant
from bot.compose import withdrawn_card
from bot.compose.replied import Replied, replied_card, verdict_buttons
from bot.compose.subjects import History, subject_of
from bot.desk import DeskError
from bot.roles import Role
from bot.storage.editions import Edition
from briefs.asked import read_wording

LONGEST = 300


async def _questions(ctx: Context, typed: str) -> Sequence[Option]:
    """Pinned questions first, then those that the brief can answer."""
    edition, _ = await edition_meant(ctx, None)
    if edition.withdrawn:
        return ()
    reading = ctx.services.reading
    pinned = [one.question for one in await reading.pinned(edition)]
    asked = dict.fromkeys((*nearest(typed, pinned, 25), *nearest(typed, await reading.questions(edition), 25)))
    return [Option(question[:75], question) for question in asked if len(question) <= 75][:25]


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
    return with_note(await answer_to(ctx, edition, question), note)


@action("ask")
async def ask_in_form(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`ask:<revision>` opens the question form; sent, it answers from what is live by then."""
    edition = await edition_shown(ctx, args)
    live = await ctx.services.reading.edition(edition.topic_id) or edition
    question = " ".join(values.get("question", ("",))).strip()
    if live.withdrawn:
        return withdrawn_card(live)
    if question:
        return await answer_to(ctx, live, question[:LONGEST])
    about = "Answered from the article alone, with the sentence that proves it."
    field = Field("question", "Your question", FieldKind.LINE, limit=LONGEST, required=True)
    return Form(f"Ask about {live.topic}"[:45], f"ask:{edition.revision_id}", (field,), "Ask", about)


@action("again")
async def ask_offered(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`again:<revision>:<question>`, or `again:<revision>:~:<key>`: a question that was offered on a button."""
    edition = await edition_shown(ctx, args)
    question = ":".join(args[1:])
    if len(args) == 3 and args[1] == "~":
        question = ctx.services.memory.offered.get(args[2]) or ""
    if not question:
        raise DeskError("This question is not kept any more. Type it after `ask`.")
    return await answer_to(ctx, await ctx.services.reading.edition(edition.topic_id) or edition, question[:LONGEST])


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
    subject = subject_of(asked.question, asked.history)
    try:
        await ctx.services.outbox.share(
            ctx.caller.place, edition.topic_id, edition.revision_id, "answer", subject, made_by=ctx.caller.name
        )
    except BaseException:
        memory.shared.drop(key)
        raise
    await noted(ctx, "answer shared", f"{edition.topic}: {asked.question}", channel=ctx.caller.place.channel)
    return say(f"Shared in {ctx.caller.place.name or 'this channel'}. A correction of the brief will reach it there.")


async def answer_to(ctx: Context, edition: Edition, question: str) -> Card:
    """The answer, which may refer back to what was asked here in the last minutes."""
    if edition.withdrawn:
        return withdrawn_card(edition)
    history = await ctx.services.reading.referred_to(edition, question, recent(ctx, edition))
    replies = await ctx.services.reading.replies(edition, question, history)
    remember(ctx, conversation(ctx.caller), edition, replies)
    await _count(ctx, edition, replies)
    if history and await _stands_alone(ctx, edition, question, replies):
        history = ()
    key = ctx.services.memory.asked.put(_asked(edition, question, history, replies))
    buttons = (*_share(ctx, key, replies), *_verdicts(key, replies), *await offer_buttons(ctx, edition, replies))
    if ctx.role >= Role.EDITOR:
        buttons = (*buttons, Button("Pin an answer", f"{PIN}{edition.topic_id}:k:{key}"))
    return replied_card(edition, question, replies, buttons)


def _share(ctx: Context, key: str, replies: Sequence[Replied]) -> tuple[Button, ...]:
    can = ctx.caller.place.kind != "direct" and any(reply.says_something for reply in replies)
    return (Button("Share in channel", f"share:{key}"),) if can else ()


def _verdicts(key: str, replies: Sequence[Replied]) -> tuple[Button, ...]:
    """Nothing to judge where nothing was asked."""
    asked = any(read_wording(reply.question).stems for reply in replies)
    return verdict_buttons(key) if asked else ()


def _asked(edition: Edition, question: str, history: History, replies: Sequence[Replied]) -> Asked:
    given = next((reply for reply in replies if reply.says_something), replies[0])
    sentence = given.answer.sentence if given.answer is not None else None
    printed = edition.article.cut(sentence.span) if sentence is not None else given.pinned.words if given.pinned else ""
    return Asked(edition.revision_id, question, history, "\n".join(reply.text for reply in replies), printed)


async def _count(ctx: Context, edition: Edition, replies: Sequence[Replied]) -> None:
    """Tell the editors' list what was not, or only nearly, answered."""

    async def same(wording: str, others: Sequence[str]) -> int:
        return await ctx.services.reading.same(edition, wording, others)

    for reply in replies:
        if reply.outcome in ("refused", "closest"):
            await ctx.services.asked.count(edition.topic_id, reply.question, reply.outcome, reply.text, same)


async def _stands_alone(ctx: Context, edition: Edition, question: str, replies: Sequence[Replied]) -> bool:
    """Whether the question means the same without those before it: a correction answers a shared one anew."""
    alone = await ctx.services.reading.replies(edition, question)
    return [_given(reply) for reply in alone] == [_given(reply) for reply in replies]


def _given(reply: Replied) -> tuple[object, ...]:
    return (reply.text, reply.outcome, reply.answer.spans if reply.answer else reply.pinned)
