"""Judging: what readers call an answer — right, wrong, or that something is missing — goes to the editors' list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bot.cards import Reply, say
from bot.commands.context import Context
from bot.commands.declare import Values, action
from bot.compose.replied import VERDICTS
from bot.compose.subjects import asked_in, shared_key
from bot.desk import DeskError
from bot.storage.editions import Edition
from bot.storage.tables import Delivery, Topic

TOO_OLD = "This answer is too old to be judged. Ask again, then press the button under the new one."
THANKS = {
    "right": "Thank you: noted as right.",
    "wrong": "Thank you: noted as wrong. The editors see the question and the answer, not who asked.",
    "missing": "Thank you: noted that something is missing. The editors see the question, not who asked.",
}


@dataclass(frozen=True, slots=True)
class _Judged:
    edition: Edition
    question: str
    answer: str


@action("judge")
async def judge(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`judge:<verdict>:<key>`: under a private answer the key that it is kept under, under a shared one its own."""
    verdict, key = (args[0], args[1]) if len(args) == 2 else ("", "")
    if verdict not in VERDICTS:
        raise DeskError("This button belongs to an older version of Readout. Ask again for a fresh answer.")
    judged = await _shared(ctx, key) or await _private(ctx, key)
    if judged is None:
        raise DeskError(TOO_OLD)

    async def same(wording: str, others: Sequence[str]) -> int:
        return await ctx.services.reading.same(judged.edition, wording, others)

    who = f"person {ctx.person_id}" if ctx.person_id else f"{ctx.caller.platform} {ctx.caller.user}"
    before = await ctx.services.asked.judge(judged.edition.topic_id, judged.question, judged.answer, verdict, who, same)
    if not ctx.services.desk.house.now.questions_days:
        return say("Thank you. This newsroom keeps no questions, so nothing was noted.")
    if before == verdict:
        return say(f"You called this answer {before} before; it counts once.")
    changed = f" It no longer counts as {before}." if before else ""
    return say(f"{THANKS[verdict]}{changed}")


async def _private(ctx: Context, key: str) -> _Judged | None:
    asked = ctx.services.memory.asked.get(key)
    shown = await ctx.services.reading.shown(asked.revision_id, ctx.newsroom_id) if asked is not None else None
    return None if asked is None or shown is None else _Judged(shown, asked.question, asked.answer)


async def _shared(ctx: Context, key: str) -> _Judged | None:
    """A shared answer, as it stands now: its button works for as long as the message is there."""
    topic_id, _, digest = key.removeprefix("s").partition("-")
    if not (key.startswith("s") and topic_id.isdecimal() and len(topic_id) < 12 and digest):
        return None
    async with ctx.services.sessions() as session:
        wanted = (
            select(Delivery.subject)
            .join(Topic, Delivery.topic_id == Topic.id)
            .where(Delivery.topic_id == int(topic_id), Delivery.format == "answer")
            .where(Topic.newsroom_id == ctx.newsroom_id)
        )
        subjects = (await session.scalars(wanted.distinct())).all()
    subject = next((known for known in subjects if shared_key(int(topic_id), known) == key), None)
    edition = await ctx.services.reading.edition(int(topic_id)) if subject is not None else None
    if subject is None or edition is None or edition.withdrawn:
        return None
    question, history = asked_in(subject)
    replies = await ctx.services.reading.replies(edition, question, history)
    return _Judged(edition, question, "\n".join(reply.text for reply in replies))
