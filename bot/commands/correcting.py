"""Correcting: what was published is corrected, withdrawn or rolled back, and its history shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from bot.cards import (
    Button,
    ButtonStyle,
    Card,
    CardLine,
    Field,
    FieldKind,
    Form,
    LineKind,
    Moment,
    Option,
    Reply,
    Run,
    line,
    say,
)
from bot.commands.context import Context
from bot.commands.declare import Argument, Kind, Values, action, command
from bot.commands.marking import RIGHT, WRONG, marked
from bot.commands.pressed import AnyTopic, Reason, allowed, copies, number_at, published, seen_at, value_of
from bot.commands.schedule_rule import default_zone
from bot.commands.topics import Meant, names_topic, topic_meant
from bot.desk import SEVERITIES, Blocked, Seen, differences
from bot.roles import Role

SHOWN = 15
"""Lines of a kind that one message lists."""


@command(
    "correct",
    role=Role.PUBLISHER,
    about="Publish the draft as a correction: every copy changes, readers see the dated note",
    examples=(
        "correct The tariff is 15 percent, not 25.",
        "correct refile Spelling of Akasaka",
        "correct wrong: a 15 percent tariff right: a 20 percent tariff note: The signed text says 20.",
    ),
)
async def correct(
    ctx: Context,
    *,
    severity: Annotated[
        str | None, Argument("correction (a dated note) or refile (a slip, logged)", Kind.CHOICE, choices=SEVERITIES)
    ] = None,
    note: Annotated[str | None, Argument("What was wrong and what is right", limit=500)] = None,
    wrong: Annotated[str | None, Argument("Words of the article that are wrong, as they stand", limit=500)] = None,
    right: Annotated[str | None, Argument("What is right in their place", limit=500)] = None,
    reason: Reason = None,
    topic: AnyTopic = None,
) -> Reply:
    if note and topic is None and await names_topic(ctx, note):
        note, topic = None, note  # “correct Harbour” names the topic, and is no note to the readers of another one
    meant = await topic_meant(ctx, topic)
    if not note:
        return _correction_form(meant, "", severity or "correction", wrong=wrong or "", right=right or "")
    if wrong or right:
        return await _mark_and_correct(ctx, meant, severity or "correction", (wrong or "", right or "", note), Seen())
    return await _correct(ctx, meant, severity or "correction", note, reason or "", Seen())


@action("correct", role=Role.PUBLISHER)
async def correct_in_form(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`correct:<topic>:<seen>:<key>` opens the form, with a key as it was filled in before; sent, it publishes."""
    meant = await allowed(ctx, number_at(args, 0))
    note, seen = value_of(values, "note"), args[1] if len(args) > 1 else ""
    if not note:
        filled = ctx.services.memory.unsaved.get(args[2]) if len(args) > 2 else None
        return _correction_form(meant, seen, "correction", value_of(filled or {}, "note"))
    severity = value_of(values, "severity") or "correction"
    wrong, right = value_of(values, "wrong"), value_of(values, "right")
    if wrong or right:
        return await _mark_and_correct(ctx, meant, severity, (wrong, right, note), seen_at(args, 1))
    return await _correct(ctx, meant, severity, note, value_of(values, "reason"), seen_at(args, 1))


@command(
    "withdraw",
    role=Role.PUBLISHER,
    about="Take the brief back: every copy then shows the reason instead",
    examples=("withdraw The article was retracted by its publisher.",),
)
async def withdraw(
    ctx: Context,
    *,
    reason: Annotated[str | None, Argument("Why, as readers will see it", limit=500)] = None,
    topic: AnyTopic = None,
) -> Reply:
    meant = await topic_meant(ctx, topic)
    if not reason:
        return _withdrawal_form(meant)
    key = ctx.services.memory.unsaved.put({"reason": (reason,)})
    return say(
        f"Every copy of “{meant.name}” that was posted will show this in place of the brief: {reason}",
        title=f"Withdraw “{meant.name}”?",
        buttons=(
            Button("Withdraw", f"withdraw:{meant.id}:{key}", ButtonStyle.DANGER),
            Button("Another reason", f"withdraw:{meant.id}"),
        ),
    )


@action("withdraw", role=Role.PUBLISHER)
async def withdraw_confirmed(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`withdraw:<topic>` asks for the reason in a form; with a key, or sent, it withdraws."""
    meant = await allowed(ctx, number_at(args, 0))
    given = ctx.services.memory.unsaved.get(args[1]) if len(args) > 1 else values
    reason = value_of(given or {}, "reason")
    if not reason:
        return _withdrawal_form(meant)
    await ctx.services.desk.withdraw(meant.id, reason, ctx.by)
    return say(
        f"“{meant.name}” is withdrawn; readers see: {reason}\n{await copies(ctx, meant)}\n"
        "`rollback` brings an earlier revision back."
    )


@command("history", role=Role.PUBLISHER, about="Every revision: who submitted, approved, published or withdrew it")
async def history(
    ctx: Context,
    *,
    page: Annotated[str | None, Argument("Page", Kind.NUMBER, limit=6)] = None,
    topic: AnyTopic = None,
) -> Reply:
    return await _history(ctx, await topic_meant(ctx, topic, drafts=True), int(page or 1))


@action("history", role=Role.PUBLISHER)
async def turn_history(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`history:<topic>:<page>`."""
    return await _history(ctx, await allowed(ctx, number_at(args, 0)), number_at(args, 1))


async def _revisions(ctx: Context, typed: str) -> Sequence[Option]:
    meant = await topic_meant(ctx, None)
    past = [r for r in await ctx.services.desk.history(meant.id) if r.state == "superseded"]
    return [
        Option(str(r.number), f"Revision {r.number}, by {r.submitted_by}"[:100])
        for r in past
        if str(r.number).startswith(typed)
    ]


@command(
    "rollback",
    role=Role.PUBLISHER,
    about="Bring back what an earlier revision said, as a new revision",
    examples=("rollback 2",),
)
async def rollback(
    ctx: Context,
    *,
    number: Annotated[
        str, Argument("Number of the revision, from `history`", Kind.NUMBER, limit=6, suggest=_revisions)
    ],
    topic: AnyTopic = None,
) -> Reply:
    meant = await topic_meant(ctx, topic)
    revision_id = await ctx.services.desk.rollback(meant.id, int(number), ctx.by)
    return await published(ctx, meant, revision_id, f"It says again what revision {number} said.")


async def _mark_and_correct(ctx: Context, meant: Meant, severity: str, said: tuple[str, str, str], seen: Seen) -> Reply:
    """Mark what is wrong in the article, and publish the draft, which then says what is right."""
    desk = ctx.services.desk
    draft, waiting = await desk.draft(meant.id), await desk.waiting(meant.id)
    revision = await ctx.services.reading.shown(waiting, ctx.newsroom_id, drafts=True) if waiting is not None else None
    wrong, right, why = said
    made, version = await desk.mark(meant.id, wrong, right, why, ctx.by, seen.version)
    if revision is not None and differences(revision.brief, draft.brief):
        after = "What waits for review differs from the draft, so nothing was published: look at both first."
        return marked(ctx, meant, made.note, version, after)
    return await _correct(ctx, meant, severity, made.note, "", Seen(version=version))


async def _correct(ctx: Context, meant: Meant, severity: str, note: str, reason: str, seen: Seen) -> Reply:
    try:
        revision_id = await ctx.services.desk.correct(meant.id, severity, note, ctx.by, reason, seen)
    except Blocked as blocked:
        lines = tuple(line(text) for text in str(blocked).splitlines())
        key = ctx.services.memory.unsaved.put({"note": (note,)})
        form = Button("Correct with a reason", f"correct:{meant.id}:r{blocked.revision_id}:{key}", ButtonStyle.DANGER)
        return Card("Not published", lines, (Button("Edit", f"edit:{meant.id}"), form))
    said = "Readers see the note with its date." if severity == "correction" else "It is logged; readers see no note."
    return await published(ctx, meant, revision_id, said)


def _correction_form(
    meant: Meant, seen: str, severity: str, note: str = "", *, wrong: str = "", right: str = ""
) -> Form:
    options = (
        Option("correction", "Correction: readers see the note with its date", severity == "correction"),
        Option("refile", "Refile: a slip, only logged", severity == "refile"),
    )
    fields = (
        Field("note", "What was wrong and what is right", FieldKind.TEXT, note, limit=500, required=True),
        replace(WRONG, value=wrong, label="If the article is wrong: its words"),
        replace(RIGHT, value=right),
        Field("severity", "How", FieldKind.CHOICE, severity, options, required=True),
        Field("reason", "If the check objects: why it is right", FieldKind.TEXT, limit=500),
    )
    about = "Publishes what waits for review, else the draft; every copy that was posted is changed."
    sent = f"correct:{meant.id}:{seen[:12]}"
    return Form(f"Correct {meant.name}"[:45], sent, fields, "Publish the correction", about)


def _withdrawal_form(meant: Meant) -> Form:
    field = Field("reason", "Why, as readers will see it", FieldKind.TEXT, limit=500, required=True)
    about = "Every copy that was posted will show this in place of the brief."
    return Form(f"Withdraw {meant.name}"[:45], f"withdraw:{meant.id}", (field,), "Withdraw", about)


async def _history(ctx: Context, meant: Meant, page: int) -> Card:
    past = await ctx.services.desk.history(meant.id)
    if not past:
        return say(f"“{meant.name}” has no revisions yet. `review` shows its draft.")
    pages = -(-len(past) // SHOWN)
    page = max(1, min(page, pages))
    zone, _ = default_zone(ctx)
    lines: list[CardLine] = []
    for r in past[(page - 1) * SHOWN : page * SHOWN]:
        words: list[Run | Moment] = [Run(f"{r.number}. {r.state}", bold=True), Run(f", submitted by {r.submitted_by} ")]
        words.append(Moment(r.submitted, zone))
        words.append(Run(f"; approved by {r.approved_by}" if r.approved_by else ""))
        words += [Run("; published "), Moment(r.published, zone)] if r.published else []
        words.append(Run(f". {r.reason}" if r.reason else ""))
        lines.append(CardLine(tuple(w for w in words if not isinstance(w, Run) or w.text), LineKind.POINT))
        lines += [line(f"{severity}: {note}", LineKind.SMALL) for severity, note in r.corrections]
    buttons = [Button("Newer", f"history:{meant.id}:{page - 1}")] if page > 1 else []
    buttons += [Button("Older", f"history:{meant.id}:{page + 1}")] if page < pages else []
    return Card(f"History of {meant.name}", tuple(lines), tuple(buttons))
