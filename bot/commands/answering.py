"""Answering: editors pin answers to questions, change and unpin them, and work off what readers asked in vain."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated

from bot.cards import Button, Card, Option, Reply, say
from bot.commands.context import Context
from bot.commands.declare import Argument, Kind, Values, action, command
from bot.commands.matching import nearest
from bot.commands.pins import Filled, filled_again, filled_from, pin_card, pin_form, pinning_from, pins_card
from bot.commands.pressed import AnyTopic, allowed, number_at
from bot.commands.topics import edition_meant
from bot.compose.replied import pinned_lines
from bot.desk import DeskError
from bot.desk.asked import ANSWERED
from bot.desk.pinning import Pinning, prove
from bot.roles import Role
from bot.storage.editions import Edition
from bot.storage.pinned import ARTICLE, DESK
from bot.words import counted

Page = Annotated[str | None, Argument("Which page", Kind.NUMBER)]


async def _open_questions(ctx: Context, typed: str) -> Sequence[Option]:
    edition, _ = await edition_meant(ctx, None)
    waiting = [asked.wording for asked in await ctx.services.asked.open(edition.topic_id)]
    return [Option(wording[:75], wording) for wording in nearest(typed, waiting, 25) if len(wording) <= 75]


@command(
    "answer",
    role=Role.EDITOR,
    about="Pin an answer to a question: with the article's words that prove it, or as the desk's own",
    examples=("answer How high is the tariff?", "answer Will there be a transcript? text: Yes, on Friday."),
)
async def answer(
    ctx: Context,
    *,
    question: Annotated[str | None, Argument("The question", limit=300, suggest=_open_questions)] = None,
    text: Annotated[str | None, Argument("The answer, as readers get it", limit=1_000)] = None,
    proof: Annotated[
        str | None, Argument("Words of the article that prove it; none: the desk's own", limit=1_500)
    ] = None,
    topic: AnyTopic = None,
) -> Reply:
    edition = await _live(ctx, topic)
    if question and text:
        origin = ARTICLE if proof else DESK
        return await _pin(ctx, edition, Pinning(question, text, origin, proof or ""), 0, 0)
    filled = await _filled(ctx, edition, question) if question else Filled(text=text or "", words=proof or "")
    return pin_form(edition.topic_id, edition.topic, filled)


@command("answers", role=Role.EDITOR, about="The pinned answers: open, change or unpin one; what needs review is first")
async def answers(ctx: Context, *, page: Page = None, topic: AnyTopic = None) -> Reply:
    return await _listed(ctx, await _live(ctx, topic), int(page or 1))


@action("answers", role=Role.EDITOR)
async def answers_page(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`answers:<topic>:<page>`."""
    return await _listed(ctx, await _edition(ctx, args), number_at(args, 1))


@action("answer", role=Role.EDITOR)
async def one_answer(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`answer:<topic>:<pinned answer>`."""
    return await _one(ctx, await _edition(ctx, args), number_at(args, 1))


@action("pin", role=Role.EDITOR)
async def open_form(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`pin:<topic>:<what>:<which>`: the form for an answer that was given (`k`), a question of the list (`q`), a pinned
    answer (`a`), or a text that could not be kept (`u`)."""
    edition = await _edition(ctx, args)
    what, which = (args[1], args[2]) if len(args) > 2 else ("", "")
    memory, topic = ctx.services.memory, edition.topic_id
    if what == "a":
        pinned = await ctx.services.answers.one(edition, number_at(args, 2))
        return pin_form(topic, edition.topic, filled_from(pinned), pinned.id, pinned.version)
    if what == "u" and (unsaved := memory.unsaved.get(which)) is not None:
        return pin_form(topic, edition.topic, filled_again(unsaved), number_at(args, 3), number_at(args, 4))
    if what == "q" and (asked := await ctx.services.asked.one(topic, number_at(args, 2))) is not None:
        return pin_form(topic, edition.topic, await _filled(ctx, edition, asked.wording))
    if what == "k" and (given := memory.asked.get(which)) is not None:
        filled = Filled(given.question, given.answer, given.sentence, ARTICLE if given.sentence else DESK)
        return pin_form(topic, edition.topic, filled)
    raise DeskError("What this button belongs to is not kept any more. `answer` and the question opens the form.")


@action("pinned", role=Role.EDITOR)
async def pin(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`pinned:<topic>:<pinned answer or 0>:<version>`, with the form's values."""
    edition, pinned_id, version = await _edition(ctx, args), number_at(args, 1), number_at(args, 2)
    try:
        return await _pin(ctx, edition, pinning_from(values), pinned_id, version)
    except DeskError as error:
        key = ctx.services.memory.unsaved.put(values)
        back = Button("Back to my text", f"pin:{edition.topic_id}:u:{key}:{pinned_id}:{version}")
        return say(str(error), buttons=(back,))


@action("confirm", role=Role.EDITOR)
async def confirm(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`confirm:<topic>:<pinned answer>`: it is still right."""
    edition = await _edition(ctx, args)
    await ctx.services.answers.confirm(number_at(args, 1), edition, ctx.by)
    return await _one(ctx, edition, number_at(args, 1))


@action("unpin", role=Role.EDITOR)
async def unpin(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`unpin:<topic>:<pinned answer>`."""
    edition, pinned_id = await _edition(ctx, args), number_at(args, 1)
    await ctx.services.answers.unpin(pinned_id, edition, ctx.by)
    again = Button("Change and pin again", f"pin:{edition.topic_id}:a:{pinned_id}")
    return say("Unpinned: readers get the automatic answer again, in shared copies too.", buttons=(again,))


async def _pin(ctx: Context, edition: Edition, pinning: Pinning, pinned_id: int, version: int) -> Card:
    proven = await asyncio.to_thread(prove, pinning, edition)
    desk = ctx.services.answers
    if pinned_id:
        await desk.change(pinned_id, version, edition, proven, ctx.by)
    else:
        pinned_id = await desk.pin(edition, proven, ctx.by)
    settled = await _settle(ctx, edition, (proven.pinning.question, *proven.pinning.alike))
    card = await _one(ctx, edition, pinned_id)
    said = f"Pinned. {counted(settled, 'question')} off the list of unanswered ones." if settled else "Pinned."
    return Card(card.title, (*say(said).lines, *card.lines), card.buttons)


async def _settle(ctx: Context, edition: Edition, wordings: Sequence[str]) -> int:
    """Questions of the list that this answers are done."""
    book, reading = ctx.services.asked, ctx.services.reading
    waiting = await book.open(edition.topic_id)
    met = [asked.id for asked in waiting if await reading.same(edition, asked.wording, wordings) >= 0]
    return await book.settle(edition.topic_id, met, ANSWERED)


async def _filled(ctx: Context, edition: Edition, question: str) -> Filled:
    """The question with the answer and the sentence that the engine gives."""
    found = await ctx.services.reading.answer(edition, question)
    if found.sentence is None:
        return Filled(question, origin=DESK)
    return Filled(question, found.text, edition.article.cut(found.sentence.span))


async def _listed(ctx: Context, edition: Edition, page: int) -> Card:
    found = await ctx.services.answers.pinned(edition)
    return pins_card(edition.topic_id, edition.topic, found, max(1, page))


async def _one(ctx: Context, edition: Edition, pinned_id: int) -> Card:
    pinned = await ctx.services.answers.one(edition, pinned_id)
    history = await ctx.services.answers.versions(pinned_id)
    return pin_card(edition, pinned, history, pinned_lines(edition, pinned))


async def _live(ctx: Context, topic: str | None) -> Edition:
    edition, _ = await edition_meant(ctx, topic)
    return edition


async def _edition(ctx: Context, args: tuple[str, ...]) -> Edition:
    """What is live of the topic of a button."""
    topic = await allowed(ctx, number_at(args, 0))
    edition = await ctx.services.reading.edition(topic.id)
    if edition is None:
        raise DeskError(f"Nothing is published on “{topic.name}” yet.")
    return edition
