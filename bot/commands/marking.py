"""Marking: where the article itself is wrong: marked with what is right, listed, and taken back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Button, ButtonStyle, Card, CardLine, Field, FieldKind, Form, LineKind, Reply, Run, line
from bot.commands.context import Context
from bot.commands.declare import Values, action, command
from bot.commands.pressed import AnyTopic, allowed, number_at, value_of
from bot.commands.topics import Meant, topic_meant
from bot.desk import Mark
from bot.roles import Role

SHOWN = 15
"""Marks that one message lists, each with its button."""
WRONG = Field("wrong", "Words of the article that are wrong", FieldKind.TEXT, limit=500, about="As they stand there.")
RIGHT = Field("right", "What is right in their place", FieldKind.TEXT, limit=500)


@command(
    "errata", role=Role.EDITOR, about="Where the article itself is marked as wrong; mark a place, or take a mark back"
)
async def errata(ctx: Context, *, topic: AnyTopic = None) -> Reply:
    meant = await topic_meant(ctx, topic, drafts=True)
    found = await ctx.services.desk.marks(meant.id)
    button = Button("Mark a place", f"mark:{meant.id}", ButtonStyle.PRIMARY)
    if not found:
        lines: Sequence[CardLine] = (line("Nothing in the article is marked as wrong."),)
        return Card(f"Errata of {meant.name}", tuple(lines), (button,))
    lines = [_listed(number, mark) for number, mark in enumerate(found[:SHOWN], 1)]
    back = [
        Button(f"Take {number} back", f"unmark:{meant.id}:{mark.id}", ButtonStyle.DANGER)
        for number, mark in enumerate(found[:SHOWN], 1)
    ]
    return Card(f"Errata of {meant.name}", tuple(lines), (button, *back))


@action("mark", role=Role.EDITOR)
async def mark(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`mark:<topic>` opens the form; sent, it marks, and the draft says what is right."""
    meant = await allowed(ctx, number_at(args, 0))
    wrong, right, why = (value_of(values, name) for name in ("wrong", "right", "why"))
    if not wrong and not right:
        return _form(meant)
    made, version = await ctx.services.desk.mark(meant.id, wrong, right, why, ctx.by)
    return marked(ctx, meant, made.note, version, "The draft obeys it; readers see it with the next publication.")


@action("unmark", role=Role.EDITOR)
async def unmark(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`unmark:<topic>:<mark>`."""
    meant = await allowed(ctx, number_at(args, 0))
    taken, version = await ctx.services.desk.unmark(meant.id, number_at(args, 1), ctx.by)
    said = f"“{taken.says}” stands again as the article has it, not as “{taken.erratum.right}”."
    after = "Readers see that with the next publication." if taken.published else "Readers were never told of the mark."
    return marked(ctx, meant, said, version, after)


def marked(ctx: Context, meant: Meant, said: str, version: int, after: str) -> Card:
    """What was marked or taken back, and how readers get it."""
    steps = [Button("Edit", f"edit:{meant.id}"), Button("Submit for review", f"submit:{meant.id}:{version}")]
    if ctx.role >= Role.PUBLISHER:
        key = ctx.services.memory.unsaved.put({"note": (said[:500],)})
        correct = Button("Publish as a correction", f"correct:{meant.id}:d{version}:{key}", ButtonStyle.PRIMARY)
        steps = [correct, Button("Review", f"review:{meant.id}"), steps[0]]
    return Card("Errata", (line(said), line(after)), tuple(steps))


def marks_lines(found: Sequence[Mark]) -> list[CardLine]:
    """The marks that readers do not know of yet, for a review."""
    waiting = [mark for mark in found if not mark.published]
    return [CardLine((Run("Marked as wrong: ", bold=True), Run(mark.note)), LineKind.POINT) for mark in waiting[:SHOWN]]


def _listed(number: int, mark: Mark) -> CardLine:
    state = "" if mark.published else " Waits for a publication."
    return CardLine((Run(f"{number}. ", bold=True), Run(f"{mark.note}{state}")), LineKind.POINT)


def _form(meant: Meant) -> Form:
    why = Field("why", "Why, as readers will see it", FieldKind.TEXT, limit=500, required=True)
    about = "The brief, the check and the answers then take what is right, and say what the article has."
    required = [Field(f.name, f.label, f.kind, limit=f.limit, required=True, about=f.about) for f in (WRONG, RIGHT)]
    return Form(f"Errata of {meant.name}"[:45], f"mark:{meant.id}", (*required, why), "Mark as wrong", about)
