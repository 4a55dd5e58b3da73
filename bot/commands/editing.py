"""Editing: the draft in a form; saved, it is checked against the article and may be submitted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.cards import (
    Button,
    ButtonStyle,
    Card,
    Form,
    LineKind,
    Reply,
    line,
    say,
)
from bot.commands.context import Context
from bot.commands.declare import Values, action, command
from bot.commands.drafts import draft_form, kept_form, wording_from
from bot.commands.pressed import AnyTopic, allowed, finding_lines, number_at
from bot.commands.topics import topic_meant
from bot.desk import Change, Conflict, DeskError, DraftText, Finding, differences, findings, reword
from bot.roles import Role
from bot.words import counted

SHOWN = 15
"""Lines of a kind that one message lists."""


@command("edit", role=Role.EDITOR, about="Change the draft: headline, summary, points; choose quotes and figures")
async def edit(ctx: Context, *, topic: AnyTopic = None) -> Reply:
    meant = await topic_meant(ctx, topic, drafts=True)
    return await _open(ctx, meant.id)


@action("edit", role=Role.EDITOR)
async def reopen(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`edit:<topic>`, or `edit:<topic>:<key>` with a text that met somebody else's save."""
    topic_id = number_at(args, 0)
    await allowed(ctx, topic_id)
    unsaved = ctx.services.memory.unsaved.get(args[1]) if len(args) > 1 else None
    if unsaved is None:
        return await _open(ctx, topic_id)
    draft = await ctx.services.desk.draft(topic_id)
    return kept_form(draft, unsaved, await ctx.services.reading.condensed(draft.article))


@action("save", role=Role.EDITOR)
async def save(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`save:<topic>:<version>`, with the form's values."""
    topic_id, version = number_at(args, 0), number_at(args, 1)
    await allowed(ctx, topic_id)
    desk = ctx.services.desk
    before = await desk.draft(topic_id)
    engine = await ctx.services.reading.condensed(before.article)
    try:
        wording = wording_from(values, before, engine)
    except DeskError as error:
        kept = Button("Back to my text", f"edit:{topic_id}:{ctx.services.memory.unsaved.put(values)}")
        return say(str(error), buttons=(kept,))
    after = await asyncio.to_thread(reword, before.brief, before.article, wording, ctx.caller.name, engine)
    if before.version == version and after == before.brief:
        return say("Nothing was changed.", buttons=_next_steps(ctx, topic_id, version))
    try:
        saved = await desk.save_draft(topic_id, after, version, ctx.by)
    except Conflict as conflict:
        return _conflict(ctx, topic_id, conflict, differences(before.brief, after), values)
    found = await asyncio.to_thread(findings, after, before.article, before.errata)
    return _saved(ctx, before, differences(before.brief, after), found, saved)


@action("submit", role=Role.EDITOR)
async def submit(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`submit:<topic>:<version>`."""
    topic_id = number_at(args, 0)
    await allowed(ctx, topic_id)
    revision_id = await ctx.services.desk.submit(topic_id, ctx.by, number_at(args, 1))
    buttons = (Button("Review", f"review:{topic_id}"),) if ctx.role >= Role.PUBLISHER else ()
    number = await _number_of(ctx, topic_id, revision_id)
    return say(f"Revision {number} is in review; a publisher sees it with `review`.", buttons=buttons)


async def _open(ctx: Context, topic_id: int) -> Form:
    draft = await ctx.services.desk.draft(topic_id)
    return draft_form(draft, await ctx.services.reading.condensed(draft.article))


def _saved(ctx: Context, draft: DraftText, changes: Sequence[Change], found: Sequence[Finding], version: int) -> Card:
    lines = [line(f"{counted(len(changes), 'change')} saved in the draft; readers see nothing of it yet.")]
    lines += [line(str(change), LineKind.POINT) for change in changes[:SHOWN]]
    lines += finding_lines(found)
    return Card("Draft saved", tuple(lines), _next_steps(ctx, draft.topic_id, version))


def _next_steps(ctx: Context, topic_id: int, version: int) -> tuple[Button, ...]:
    edit_again = Button("Edit", f"edit:{topic_id}")
    if ctx.role < Role.PUBLISHER:
        return (edit_again, Button("Submit for review", f"submit:{topic_id}:{version}"))
    return (
        Button("Review", f"review:{topic_id}", ButtonStyle.PRIMARY),
        edit_again,
        Button("Publish as a correction", f"correct:{topic_id}:d{version}"),
    )


def _conflict(ctx: Context, topic_id: int, conflict: Conflict, mine: Sequence[Change], values: Values) -> Card:
    """Tell the later one what differs from the other's text, and keep theirs to go on with."""
    key = ctx.services.memory.unsaved.put(values)
    lines = [
        line(str(conflict)),
        line("Where your text differs from theirs", LineKind.HEADING),
        *(line(str(change), LineKind.POINT) for change in mine[:SHOWN]),
    ]
    if not mine:
        lines.append(line("Nowhere: they saved the same."))
    button = Button("Go on with my text", f"edit:{topic_id}:{key}", ButtonStyle.PRIMARY)
    return Card("Saved by somebody else meanwhile", tuple(lines), (button, Button("Open theirs", f"edit:{topic_id}")))


async def _number_of(ctx: Context, topic_id: int, revision_id: int) -> int:
    return next(r.number for r in await ctx.services.desk.history(topic_id) if r.revision_id == revision_id)
