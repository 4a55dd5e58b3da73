"""Editing: the draft in a form, its way through review to readers, and what may be done to it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
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
from bot.commands.drafts import draft_form, kept_form, wording_from
from bot.commands.topics import Meant, suggest_topics, topic_meant
from bot.desk import SEVERITIES, Blocked, Change, Conflict, DeskError, DraftText, Finding, differences, findings, reword
from bot.roles import Role
from bot.words import counted
from briefs import Brief

SHOWN = 15
"""Changes or revisions listed in one message."""

AnyTopic = Annotated[str | None, Argument("Which topic, where there are several", limit=100, suggest=suggest_topics)]
Reason = Annotated[str | None, Argument("Why it is right although the check objects; kept", limit=500)]


@command("edit", role=Role.EDITOR, about="Change the draft: headline, summary, points; choose quotes and figures")
async def edit(ctx: Context, *, topic: AnyTopic = None) -> Reply:
    meant = await topic_meant(ctx, topic, drafts=True)
    return await _open(ctx, meant.id)


@action("edit", role=Role.EDITOR)
async def reopen(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`edit:<topic>`, or `edit:<topic>:<key>` with a text that met somebody else's save."""
    topic_id = _number(args, 0)
    await _allowed(ctx, topic_id)
    unsaved = ctx.services.memory.unsaved.get(args[1]) if len(args) > 1 else None
    if unsaved is None:
        return await _open(ctx, topic_id)
    draft = await ctx.services.desk.draft(topic_id)
    return kept_form(draft, unsaved, await ctx.services.reading.condensed(draft.article))


@action("save", role=Role.EDITOR)
async def save(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`save:<topic>:<version>`, with the form's values."""
    topic_id, version = _number(args, 0), _number(args, 1)
    await _allowed(ctx, topic_id)
    desk = ctx.services.desk
    before = await desk.draft(topic_id)
    wording = wording_from(values, before, await ctx.services.reading.condensed(before.article))
    after = reword(before.brief, before.article, wording, ctx.caller.name)
    if before.version == version and after == before.brief:
        return say("Nothing was changed.", buttons=_next_steps(ctx, topic_id))
    try:
        await desk.save_draft(topic_id, after, version, ctx.by)
    except Conflict as conflict:
        return _conflict(ctx, topic_id, conflict, differences(before.brief, after), values)
    return _saved(ctx, before, differences(before.brief, after), findings(after, before.article))


@action("submit", role=Role.EDITOR)
async def submit(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`submit:<topic>`."""
    topic_id = _number(args, 0)
    await _allowed(ctx, topic_id)
    revision_id = await ctx.services.desk.submit(topic_id, ctx.by)
    buttons = (Button("Review", f"review:{topic_id}"),) if ctx.role >= Role.PUBLISHER else ()
    number = await _number_of(ctx, topic_id, revision_id)
    return say(f"Revision {number} is in review; a publisher sees it with `review`.", buttons=buttons)


@command("review", role=Role.PUBLISHER, about="What waits to be published: how it differs from what is live")
async def review(ctx: Context, *, topic: AnyTopic = None) -> Reply:
    return await _review(ctx, await topic_meant(ctx, topic, drafts=True))


@action("review", role=Role.PUBLISHER)
async def review_again(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`review:<topic>`."""
    return await _review(ctx, await _allowed(ctx, _number(args, 0)))


@command(
    "publish",
    role=Role.PUBLISHER,
    about="Approve and publish what waits for review, else the draft",
    examples=("publish", "publish reason: the article's own correction gives this number"),
)
async def publish(ctx: Context, *, reason: Reason = None, topic: AnyTopic = None) -> Reply:
    meant = await topic_meant(ctx, topic, drafts=True)
    return await _publish(ctx, meant, reason or "")


@action("publish", role=Role.PUBLISHER)
async def publish_pressed(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`publish:<topic>`, from a form with a reason."""
    return await _publish(ctx, await _allowed(ctx, _number(args, 0)), _value(values, "reason"))


@action("overrule", role=Role.PUBLISHER)
async def overrule(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`overrule:<topic>` asks for the reason to publish against the check."""
    meant = await _allowed(ctx, _number(args, 0))
    field = Field("reason", "Why it is right all the same", FieldKind.TEXT, limit=500, required=True)
    return Form(
        "Publish with a reason", f"publish:{meant.id}", (field,), "Publish", "The reason is kept with your name."
    )


@action("sendback", role=Role.PUBLISHER)
async def send_back(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`sendback:<topic>` asks what is missing; sent, it returns the revision."""
    meant = await _allowed(ctx, _number(args, 0))
    reason = _value(values, "reason")
    if not reason:
        field = Field("reason", "What is missing", FieldKind.TEXT, limit=500, required=True)
        return Form("Send back", f"sendback:{meant.id}", (field,), "Send back")
    waiting = await ctx.services.desk.waiting(meant.id)
    if waiting is None:
        raise DeskError("Nothing waits for review any more. `history` shows what became of it.")
    await ctx.services.desk.send_back(waiting, ctx.by, reason)
    return say(f"Sent back: {reason}\nThe draft is as it was; `edit` goes on with it.")


@command(
    "correct",
    role=Role.PUBLISHER,
    about="Publish the draft as a correction: every copy changes, readers see the dated note",
    examples=("correct The tariff is 15 percent, not 25.", "correct refile Spelling of Akasaka"),
)
async def correct(
    ctx: Context,
    *,
    severity: Annotated[
        str | None, Argument("correction (a dated note) or refile (a slip, logged)", Kind.CHOICE, choices=SEVERITIES)
    ] = None,
    note: Annotated[str | None, Argument("What was wrong and what is right", limit=500)] = None,
    reason: Reason = None,
    topic: AnyTopic = None,
) -> Reply:
    meant = await topic_meant(ctx, topic)
    if not note:
        return _correction_form(meant, severity or "correction")
    return await _correct(ctx, meant, severity or "correction", note, reason or "")


@action("correct", role=Role.PUBLISHER)
async def correct_in_form(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`correct:<topic>` opens the form; sent, it publishes the correction."""
    meant = await _allowed(ctx, _number(args, 0))
    if not _value(values, "note"):
        return _correction_form(meant, "correction")
    severity = _value(values, "severity") or "correction"
    return await _correct(ctx, meant, severity, _value(values, "note"), _value(values, "reason"))


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
    return _withdrawal_form(meant, reason or "")


@action("withdraw", role=Role.PUBLISHER)
async def withdraw_confirmed(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`withdraw:<topic>`, from the form that asks once more."""
    meant = await _allowed(ctx, _number(args, 0))
    reason = _value(values, "reason")
    if not reason:
        return _withdrawal_form(meant, "")
    await ctx.services.desk.withdraw(meant.id, reason, ctx.by)
    return say(
        f"“{meant.name}” is withdrawn. Every copy is being changed to: {reason}\n"
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
    return await _history(ctx, await _allowed(ctx, _number(args, 0)), _number(args, 1))


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
    if not number.isdecimal():
        raise DeskError(f"“{number}” is no number of a revision. `history` lists them.")
    revision_id = await ctx.services.desk.rollback(meant.id, int(number), ctx.by)
    return await _out(ctx, meant, revision_id, f"It says again what revision {number} said.")


async def _open(ctx: Context, topic_id: int) -> Form:
    draft = await ctx.services.desk.draft(topic_id)
    return draft_form(draft, await ctx.services.reading.condensed(draft.article))


def _saved(ctx: Context, draft: DraftText, changes: Sequence[Change], found: Sequence[Finding]) -> Card:
    lines = [line(f"{counted(len(changes), 'change')} saved in the draft; readers see nothing of it yet.")]
    lines += [line(str(change), LineKind.POINT) for change in changes[:SHOWN]]
    lines += _findings(found)
    return Card("Draft saved", tuple(lines), _next_steps(ctx, draft.topic_id))


def _next_steps(ctx: Context, topic_id: int) -> tuple[Button, ...]:
    steps = [Button("Edit", f"edit:{topic_id}"), Button("Submit for review", f"submit:{topic_id}")]
    if ctx.role >= Role.PUBLISHER:
        steps = [Button("Review", f"review:{topic_id}", ButtonStyle.PRIMARY), Button("Edit", f"edit:{topic_id}")]
        steps.append(Button("Publish as a correction", f"correct:{topic_id}"))
    return tuple(steps)


def _findings(found: Sequence[Finding]) -> list[CardLine]:
    if not found:
        return []
    lines = [line("What the article does not bear out", LineKind.HEADING)]
    for finding in found[:SHOWN]:
        weight = "stops approval" if finding.blocks else "to consider"
        words = (Run(f"{finding.where} ", bold=True), Run(f"({weight}): {finding.problem.message}"))
        lines.append(CardLine(words, LineKind.POINT))
    return lines


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


async def _review(ctx: Context, meant: Meant) -> Card:
    """The revision in review, else the draft, against what readers have now."""
    desk, reading = ctx.services.desk, ctx.services.reading
    draft = await desk.draft(meant.id)
    live = await reading.edition(meant.id)
    waiting = await desk.waiting(meant.id)
    revision = await reading.shown(waiting, ctx.newsroom_id, drafts=True) if waiting is not None else None
    brief, article = (revision.brief, revision.article) if revision else (draft.brief, draft.article)
    title = f"Revision {revision.number} of {meant.name}" if revision else f"The draft of {meant.name}"
    if live is None:
        lines = [line("Nothing is published yet. This would be the first:"), *_outline(brief)]
    else:
        changes = differences(live.brief, brief)
        state = f"withdrawn: {live.withdrawn}" if live.withdrawn else "live"
        if not changes and not live.withdrawn:
            return say("Nothing waits: the draft says the same as what is live. `edit` changes it.", title=title)
        lines = [line(f"Against revision {live.number}, which is {state}:")]
        lines += [line(str(change), LineKind.POINT) for change in changes[:SHOWN]]
        if len(changes) > SHOWN:
            lines.append(line(f"And {counted(len(changes) - SHOWN, 'more change')}.", LineKind.SMALL))
        if not changes:
            lines.append(line("The text is the same."))
    lines += _findings(findings(brief, article))
    if revision and differences(brief, draft.brief):
        lines.append(line("The draft has newer changes; submit it to put them in this one's place.", LineKind.SMALL))
    return Card(title, tuple(lines), _review_buttons(meant, live is not None, revision is not None))


def _review_buttons(meant: Meant, live: bool, waits: bool) -> tuple[Button, ...]:
    buttons = [Button("Approve and publish", f"publish:{meant.id}", ButtonStyle.PRIMARY)]
    if live:
        buttons.append(Button("Publish as a correction", f"correct:{meant.id}"))
    buttons.append(
        Button("Send back", f"sendback:{meant.id}", ButtonStyle.DANGER) if waits else Button("Edit", f"edit:{meant.id}")
    )
    return tuple(buttons)


def _outline(brief: Brief) -> list[CardLine]:
    lines = [line(brief.headline.text, LineKind.HEADING), line(brief.lede.text)]
    return lines + [line(point.text, LineKind.POINT) for point in brief.key_points]


async def _publish(ctx: Context, meant: Meant, reason: str) -> Card:
    try:
        revision_id = await ctx.services.desk.publish(meant.id, ctx.by, reason)
    except Blocked as blocked:
        return _blocked(meant, blocked)
    return await _out(ctx, meant, revision_id, "Every copy that was posted is being changed to it.")


async def _correct(ctx: Context, meant: Meant, severity: str, note: str, reason: str) -> Reply:
    try:
        revision_id = await ctx.services.desk.correct(meant.id, severity, note, ctx.by, reason)
    except Blocked as blocked:
        lines = tuple(line(text) for text in str(blocked).splitlines())
        form = Button("Correct with a reason", f"correct:{meant.id}", ButtonStyle.DANGER)
        return Card("Not published", lines, (Button("Edit", f"edit:{meant.id}"), form))
    seen = "Readers see the note with its date." if severity == "correction" else "It is logged; readers see no note."
    return await _out(ctx, meant, revision_id, f"{seen} Every copy that was posted is being changed.")


def _blocked(meant: Meant, blocked: Blocked) -> Card:
    lines = tuple(line(text) for text in str(blocked).splitlines())
    anyway = Button("Publish with a reason", f"overrule:{meant.id}", ButtonStyle.DANGER)
    return Card("Not published", lines, (Button("Edit", f"edit:{meant.id}", ButtonStyle.PRIMARY), anyway))


async def _out(ctx: Context, meant: Meant, revision_id: int, said: str) -> Card:
    edition = await ctx.services.reading.edition(meant.id)
    assert edition is not None
    ctx.services.reading.prepare_soon(edition.article)
    text = f"Revision {edition.number} of “{meant.name}” is live. {edition.label}.\n{said}"
    return say(text, title="Published", buttons=(Button("Show it", f"part:{revision_id}:full"),))


def _correction_form(meant: Meant, severity: str) -> Form:
    options = (
        Option("correction", "Correction: readers see the note with its date", severity == "correction"),
        Option("refile", "Refile: a slip, only logged", severity == "refile"),
    )
    fields = (
        Field("note", "What was wrong and what is right", FieldKind.TEXT, limit=500, required=True),
        Field("severity", "How", FieldKind.CHOICE, severity, options, required=True),
        Field("reason", "If the check objects: why it is right", FieldKind.TEXT, limit=500),
    )
    about = "Publishes what waits for review, else the draft; every copy that was posted is changed."
    return Form(f"Correct {meant.name}"[:45], f"correct:{meant.id}", fields, "Publish the correction", about)


def _withdrawal_form(meant: Meant, reason: str) -> Form:
    field = Field("reason", "Why, as readers will see it", FieldKind.TEXT, reason, limit=500, required=True)
    about = "Every copy that was posted will show this in place of the brief."
    return Form(f"Withdraw {meant.name}"[:45], f"withdraw:{meant.id}", (field,), "Withdraw", about)


async def _history(ctx: Context, meant: Meant, page: int) -> Card:
    past = await ctx.services.desk.history(meant.id)
    if not past:
        return say(f"“{meant.name}” has no revisions yet. `review` shows its draft.")
    pages = -(-len(past) // SHOWN)
    page = max(1, min(page, pages))
    lines: list[CardLine] = []
    for r in past[(page - 1) * SHOWN : page * SHOWN]:
        words: list[Run | Moment] = [Run(f"{r.number}. {r.state}", bold=True), Run(f", submitted by {r.submitted_by} ")]
        words.append(Moment(r.submitted))
        words.append(Run(f"; approved by {r.approved_by}" if r.approved_by else ""))
        words += [Run("; published "), Moment(r.published)] if r.published else []
        words.append(Run(f". {r.reason}" if r.reason else ""))
        lines.append(CardLine(tuple(w for w in words if not isinstance(w, Run) or w.text), LineKind.POINT))
        lines += [line(f"{severity}: {note}", LineKind.SMALL) for severity, note in r.corrections]
    buttons = [Button("Newer", f"history:{meant.id}:{page - 1}")] if page > 1 else []
    buttons += [Button("Older", f"history:{meant.id}:{page + 1}")] if page < pages else []
    return Card(f"History of {meant.name}", tuple(lines), tuple(buttons))


async def _number_of(ctx: Context, topic_id: int, revision_id: int) -> int:
    return next(r.number for r in await ctx.services.desk.history(topic_id) if r.revision_id == revision_id)


async def _allowed(ctx: Context, topic_id: int) -> Meant:
    """The topic of a button, if it is this newsroom's."""
    for topic in await ctx.services.reading.topics(ctx.newsroom_id):
        if topic.id == topic_id:
            return Meant(topic.id, topic.name)
    raise DeskError("There is no such topic here any more. `topic list` names those there are.")


def _number(args: Sequence[str], position: int) -> int:
    """An argument of a button; 0, which nothing has, for one that is no number."""
    text = args[position] if len(args) > position else ""
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def _value(values: Values, name: str) -> str:
    return " ".join(values.get(name, ())).strip()
