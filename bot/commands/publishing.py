"""Publishing: what waits is reviewed against what is live, sent back, or published under a name."""

from __future__ import annotations

from bot.cards import (
    Button,
    ButtonStyle,
    Card,
    CardLine,
    Field,
    FieldKind,
    Form,
    LineKind,
    Reply,
    line,
    say,
)
from bot.commands.context import Context
from bot.commands.declare import Values, action, command
from bot.commands.marking import marks_lines
from bot.commands.pressed import (
    AnyTopic,
    Reason,
    allowed,
    finding_lines,
    going_out_buttons,
    number_at,
    published,
    seen_at,
    value_of,
)
from bot.commands.topics import Meant, names_topic, topic_meant
from bot.desk import Blocked, DeskError, Seen, differences
from bot.roles import Role
from bot.words import counted
from briefs import Brief

SHOWN = 15
"""Lines of a kind that one message lists."""


@command("review", role=Role.PUBLISHER, about="What waits to be published: how it differs from what is live")
async def review(ctx: Context, *, topic: AnyTopic = None) -> Reply:
    return await _review(ctx, await topic_meant(ctx, topic, drafts=True))


@action("review", role=Role.PUBLISHER)
async def review_again(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`review:<topic>`."""
    return await _review(ctx, await allowed(ctx, number_at(args, 0)))


@command(
    "publish",
    role=Role.PUBLISHER,
    about="Approve and publish what waits for review, else the draft",
    examples=("publish", "publish reason: the article's own correction gives this number"),
)
async def publish(ctx: Context, *, reason: Reason = None, topic: AnyTopic = None) -> Reply:
    if reason and topic is None and await names_topic(ctx, reason):
        reason, topic = None, reason  # “publish Harbour” names the topic; no other one may be published by it
    meant = await topic_meant(ctx, topic, drafts=True)
    return await _publish(ctx, meant, reason or "", Seen())


@action("publish", role=Role.PUBLISHER)
async def publish_pressed(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`publish:<topic>:<seen>`, from a review, or from a form with a reason."""
    meant = await allowed(ctx, number_at(args, 0))
    return await _publish(ctx, meant, value_of(values, "reason"), seen_at(args, 1))


@action("overrule", role=Role.PUBLISHER)
async def overrule(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`overrule:<topic>:<revision>` asks for the reason to publish against the check."""
    meant = await allowed(ctx, number_at(args, 0))
    field = Field("reason", "Why it is right all the same", FieldKind.TEXT, limit=500, required=True)
    sent = f"publish:{meant.id}:r{number_at(args, 1)}"
    return Form("Publish with a reason", sent, (field,), "Publish", "The reason is kept with your name.")


@command("undo", role=Role.PUBLISHER, about="Take back what was published a moment ago, before it goes out")
async def undo(ctx: Context, *, topic: AnyTopic = None) -> Reply:
    return await _undo(ctx, await topic_meant(ctx, topic, drafts=True), 0)


@action("undo", role=Role.PUBLISHER)
async def undo_pressed(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`undo:<topic>:<revision>`, from the reply to a publication."""
    return await _undo(ctx, await allowed(ctx, number_at(args, 0)), number_at(args, 1))


@action("sendout", role=Role.PUBLISHER)
async def send_out(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`sendout:<topic>:<revision>`: the minute for second thoughts is not needed."""
    meant, revision_id = await allowed(ctx, number_at(args, 0)), number_at(args, 1)
    await ctx.services.desk.send_out(meant.id, revision_id, ctx.by)
    return await published(ctx, meant, revision_id)


@action("sendback", role=Role.PUBLISHER)
async def send_back(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`sendback:<topic>:<revision>` asks what is missing; sent, it returns the revision."""
    meant = await allowed(ctx, number_at(args, 0))
    reason = value_of(values, "reason")
    if not reason:
        field = Field("reason", "What is missing", FieldKind.TEXT, limit=500, required=True)
        return Form("Send back", f"sendback:{meant.id}:{number_at(args, 1)}", (field,), "Send back")
    waiting = await ctx.services.desk.waiting(meant.id)
    if waiting is None or waiting != number_at(args, 1):
        raise DeskError("What you looked at waits no more. `review` shows what does, `history` what became of it.")
    await ctx.services.desk.send_back(waiting, ctx.by, reason)
    return say(f"Sent back: {reason}\nThe draft is as it was; `edit` goes on with it.")


async def waiting_changes(ctx: Context, topic_id: int) -> tuple[int, int]:
    """The number of the revision in review (0 for none), and in how many lines the draft differs from what is live."""
    waiting = await ctx.services.desk.waiting(topic_id)
    revision = await ctx.services.reading.shown(waiting, ctx.newsroom_id, drafts=True) if waiting is not None else None
    live = await ctx.services.reading.edition(topic_id)
    if revision is not None or live is None:
        return revision.number if revision else 0, 0
    draft = await ctx.services.desk.draft(topic_id)
    return 0, len(differences(live.brief, draft.brief))


async def _undo(ctx: Context, meant: Meant, revision_id: int) -> Card:
    undone = await ctx.services.desk.undo(meant.id, revision_id, ctx.by)
    live = await ctx.services.reading.edition(meant.id)
    kept = f"Readers keep revision {live.number}." if live is not None else "Nothing is published."
    if await ctx.services.desk.waiting(meant.id) == undone.revision_id:
        kept += " It waits in review again."
    text = f"Undone: revision {undone.number} of “{meant.name}” does not go out, and nothing of it was posted.\n{kept}"
    return say(text, title="Undone", buttons=(Button("Review", f"review:{meant.id}"),))


async def _review(ctx: Context, meant: Meant) -> Card:
    """The revision in review, else the draft, against what readers have now."""
    desk, reading = ctx.services.desk, ctx.services.reading
    draft = await desk.draft(meant.id)
    live = await reading.edition(meant.id)
    waiting = await desk.waiting(meant.id)
    revision = await reading.shown(waiting, ctx.newsroom_id, drafts=True) if waiting is not None else None
    brief = revision.brief if revision else draft.brief
    marks = await desk.marks(meant.id)
    title = f"Revision {revision.number} of {meant.name}" if revision else f"The draft of {meant.name}"
    if live is None:
        lines = [line("Nothing is published yet. This would be the first:"), *_outline(brief)]
    else:
        changes = differences(live.brief, brief)
        state = f"withdrawn: {live.withdrawn}" if live.withdrawn else "live"
        if not changes and not live.withdrawn and not marks_lines(marks):
            return say("Nothing waits: the draft says the same as what is live. `edit` changes it.", title=title)
        lines = [line(f"Against revision {live.number}, which is {state}:")]
        lines += [line(str(change), LineKind.POINT) for change in changes[:SHOWN]]
        if len(changes) > SHOWN:
            lines.append(line(f"And {counted(len(changes) - SHOWN, 'more change')}.", LineKind.SMALL))
        if not changes:
            lines.append(line("The text is the same."))
    lines += marks_lines(marks)
    found = await desk.draft_findings(draft) if waiting is None else await desk.findings(waiting)
    lines += finding_lines(found)
    if revision and differences(brief, draft.brief):
        lines.append(line("The draft has newer changes; submit it to put them in this one's place.", LineKind.SMALL))
    leaving = await desk.leaving(meant.id)
    if leaving is not None:
        lines.insert(0, line(f"Revision {leaving.number} goes out in {counted(leaving.seconds(ctx.now), 'second')}."))
        return Card(title, tuple(lines), going_out_buttons(meant, leaving))
    seen = f"r{waiting}" if revision else f"d{draft.version}"
    buttons = [Button("Approve and publish", f"publish:{meant.id}:{seen}", ButtonStyle.PRIMARY)]
    if live is not None:
        buttons.append(Button("Publish as a correction", f"correct:{meant.id}:{seen}"))
    if revision:
        buttons.append(Button("Send back", f"sendback:{meant.id}:{waiting}", ButtonStyle.DANGER))
    else:
        buttons.append(Button("Edit", f"edit:{meant.id}"))
    return Card(title, tuple(lines), tuple(buttons))


def _outline(brief: Brief) -> list[CardLine]:
    lines = [line(brief.headline.text, LineKind.HEADING), line(brief.lede.text)]
    return lines + [line(point.text, LineKind.POINT) for point in brief.key_points]


async def _publish(ctx: Context, meant: Meant, reason: str, seen: Seen) -> Card:
    try:
        revision_id = await ctx.services.desk.publish(meant.id, ctx.by, reason, seen)
    except Blocked as blocked:
        return _blocked(meant, blocked)
    return await published(ctx, meant, revision_id)


def _blocked(meant: Meant, blocked: Blocked) -> Card:
    lines = tuple(line(text) for text in str(blocked).splitlines())
    anyway = Button("Publish with a reason", f"overrule:{meant.id}:{blocked.revision_id}", ButtonStyle.DANGER)
    return Card("Not published", lines, (Button("Edit", f"edit:{meant.id}", ButtonStyle.PRIMARY), anyway))
