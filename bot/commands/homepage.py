"""Home page: what one person finds when they open Readout: the brief, their schedules, what waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Button, ButtonStyle, Card, CardLine, LineKind, Run, line, say
from bot.commands.checklist import checklist
from bot.commands.context import Caller, Context, Services
from bot.commands.declare import Values, action
from bot.commands.following import follow, unfollow
from bot.commands.publishing import waiting_changes
from bot.commands.running import context_of
from bot.commands.schedules import here_schedules, own_schedules
from bot.commands.topics import edition_meant
from bot.compose import compose
from bot.compose.front import part_action
from bot.desk import DeskError
from bot.reading import TopicState
from bot.roles import Role
from bot.storage.editions import Edition
from bot.words import counted, listed

UP_TO = frozenset(("Figures", "Timeline", "What comes next"))
"""Headings of a brief that the home page leaves to its buttons."""
SCHEDULES = 10
TOPICS = 5
"""Topics of the newsroom whose queue is shown."""


async def home_cards(services: Services, caller: Caller) -> Sequence[Card]:
    """The sections of `caller`'s home page, in order; each is a card, and its buttons work where it stands."""
    ctx = await context_of(services, caller)
    found = [await _brief(ctx), await _following(ctx)]
    if ctx.role >= Role.EDITOR:
        found.append(await _queue(ctx))
    if ctx.role >= Role.ADMIN or ctx.caller.manages_server:
        found.append(await _setting_up(ctx))
    return found


@action("follow")
async def follow_pressed(ctx: Context, args: tuple[str, ...], values: Values) -> Card:
    """`follow`: the brief in one's direct messages, daily at 09:00 until they say otherwise."""
    reply = await follow(ctx)
    assert isinstance(reply, Card)
    return reply


@action("unfollow")
async def unfollow_pressed(ctx: Context, args: tuple[str, ...], values: Values) -> Card:
    """`unfollow`."""
    reply = await unfollow(ctx)
    assert isinstance(reply, Card)
    return reply


async def _brief(ctx: Context) -> Card:
    try:
        edition, note = await edition_meant(ctx, None)
    except DeskError as error:
        return say(str(error), title="The brief")
    card = compose(edition)
    if edition.withdrawn:
        return card
    at = next((n for n, one in enumerate(card.lines) if _ends(one)), len(card.lines))
    small = [one for one in card.lines[at:] if one.kind is LineKind.SMALL]
    notes = [line(note, LineKind.SMALL)] if note else []
    return replace(card, lines=(*card.lines[:at], *small, *notes), buttons=_parts(edition, card))


def _ends(one: CardLine) -> bool:
    words = "".join(run.text for run in one.words if isinstance(run, Run))
    return one.kind is LineKind.SMALL or (one.kind is LineKind.HEADING and words in UP_TO)


def _parts(edition: Edition, card: Card) -> tuple[Button, ...]:
    whole = Button("Full brief", part_action(edition, "full"))
    first, *others = card.buttons
    return (Button("Ask", f"ask:{edition.revision_id}", ButtonStyle.PRIMARY), whole, first, *others[:-1])


async def _following(ctx: Context) -> Card:
    known = await own_schedules(ctx)
    if not known:
        lines = [line("The brief can come to you as a direct message, every day at 09:00 in your own time zone.")]
        return Card("You follow nothing yet", tuple(lines), (Button("Follow daily at 09:00", "follow"),))
    note = line("`follow` and a time, such as `follow 8am weekdays`, changes when it comes.", LineKind.SMALL)
    return Card("You follow", (*(one.line() for one in known[:SCHEDULES]), note), (Button("Unfollow", "unfollow"),))


# For editors


async def _queue(ctx: Context) -> Card:
    """What waits in the newsroom's topics, with a way to each."""
    topics = (await ctx.services.reading.topics(ctx.newsroom_id))[:TOPICS]
    lines: list[CardLine] = []
    buttons: list[Button] = []
    for topic in topics:
        said, ways = await _waiting_in(ctx, topic)
        lines.append(CardLine((Run(f"{topic.name}: ", bold=True), Run(said)), LineKind.POINT))
        buttons += [replace(way, label=f"{way.label}: {topic.name}"[:75]) if len(topics) > 1 else way for way in ways]
    return Card("On your desk", tuple(lines) or say("There is no topic yet.").lines, tuple(buttons))


async def _waiting_in(ctx: Context, topic: TopicState) -> tuple[str, list[Button]]:
    """“the draft has 2 changes, 3 questions wait”, and what can be pressed."""
    waits: list[str] = []
    buttons = [Button("Edit", f"edit:{topic.id}")]
    review = Button("Review", f"review:{topic.id}", ButtonStyle.PRIMARY)
    number, changed = await waiting_changes(ctx, topic.id)
    if number:
        waits.append(f"revision {number} waits for review")
    elif changed or not topic.published:
        waits.append(f"the draft has {counted(changed, 'change')}" if topic.published else "nothing is published yet")
    if waits and ctx.role >= Role.PUBLISHER:
        buttons.insert(0, review)
    asked = await ctx.services.asked.open(topic.id)
    if asked:
        waits.append(f"{counted(len(asked), 'question of readers waits', 'questions of readers wait')}")
        buttons.append(Button("Questions", f"questions:{topic.id}:1"))
    if topic.published:
        buttons.append(Button("Pinned answers", f"answers:{topic.id}:1"))
    return (listed(waits) if waits else "nothing waits") + ".", buttons


# For admins


async def _setting_up(ctx: Context) -> Card:
    """What there has to be before briefs come here, and what is left to do."""
    steps = await checklist(ctx)
    left = sum(not (step.done or step.optional) for step in steps)
    title = f"Set-up: {counted(left, 'step')} to do" if left else "Set-up is complete"
    buttons = [Button("Schedules", "schedules:1")] if await here_schedules(ctx) else []
    return Card(title, tuple(step.line() for step in steps), tuple(buttons))
