"""Reading: the brief and its parts, for everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Annotated

from bot.cards import Button, Card, CardLine, LineKind, Moment, Option, Reply, Run, line, say
from bot.commands.context import Context
from bot.commands.declare import Argument, Kind, Values, action, command
from bot.commands.matching import find, nearest
from bot.commands.spreading import with_share
from bot.commands.topics import edition_meant, suggest_topics
from bot.compose import (
    compose,
    evidence_card,
    figures_card,
    people_card,
    quotes_card,
    sources_card,
    timeline_card,
    withdrawn_card,
)
from bot.compose.lines import marked
from bot.desk import DeskError, differences
from bot.roles import Role
from bot.storage.editions import Edition
from bot.words import listed, on_day
from briefs import Line, Person

TopicName = Annotated[str | None, Argument("Which topic, where there are several", limit=100, suggest=suggest_topics)]


async def _speakers(ctx: Context, typed: str) -> Sequence[Option]:
    edition, _ = await edition_meant(ctx, None)
    return _options(nearest(typed, speakers(edition), 25))


async def _names(ctx: Context, typed: str) -> Sequence[Option]:
    edition, _ = await edition_meant(ctx, None)
    return _options(nearest(typed, [person.name for person in edition.brief.people], 25))


async def _counted(ctx: Context, typed: str) -> Sequence[Option]:
    edition, _ = await edition_meant(ctx, None)
    return _options(nearest(typed, _things_counted(edition), 25))


async def _earlier(ctx: Context, typed: str) -> Sequence[Option]:
    """Revisions that were live before the one that is now; readers see no others."""
    edition, _ = await edition_meant(ctx, None)
    past = [r for r in await ctx.services.desk.history(edition.topic_id) if r.state == "superseded"]
    return [
        Option(str(r.number), f"Revision {r.number}, {on_day(r.published, edition.zone)}")
        for r in past
        if r.published and r.number < edition.number and str(r.number).startswith(typed)
    ][:25]


def _options(names: Sequence[str]) -> Sequence[Option]:
    return [Option(name[:75], name) for name in names]


LENGTHS = ("short", "standard", "full")
LENGTHS_TOO = {
    **dict.fromkeys(("brief", "quick", "summary", "lede", "headline", "tldr", "tl;dr", "shorter", "shortest"), "short"),
    **dict.fromkeys(("normal", "medium", "usual", "regular", "default", "middle"), "standard"),
    **dict.fromkeys(("long", "longer", "longest", "whole", "complete", "detailed", "details", "everything"), "full"),
}
"""Other words for a length, as people type them."""


@command(
    "brief",
    role=Role.READER,
    about="The brief: what happened, who said what, the figures",
    examples=("brief short", "brief long"),
)
async def brief(
    ctx: Context,
    *,
    length: Annotated[str | None, Argument("How much of it", Kind.CHOICE, choices=LENGTHS, also=LENGTHS_TOO)] = None,
    topic: TopicName = None,
) -> Reply:
    edition, note = await edition_meant(ctx, topic, _lengths(topic or ""))
    form = "short" if length == "short" else "full"
    card = with_share(ctx, edition, compose(edition, form), form)
    return with_note(_with_more(edition, card) if length == "full" else card, note)


def _lengths(typed: str) -> str:
    """Which lengths there are, and the one that `typed` may be a slip of."""
    near = get_close_matches(typed.lower(), [*LENGTHS, *LENGTHS_TOO], n=1, cutoff=0.75)
    nearest_one = f" Nearest: `brief {near[0]}`." if near else ""
    return f"The lengths are {listed(LENGTHS)}.{nearest_one}"


@command("quotes", role=Role.READER, about="Who said what, word for word", examples=("quotes takaichi",))
async def quotes(
    ctx: Context,
    *,
    speaker: Annotated[str | None, Argument("Whose words", limit=100, suggest=_speakers)] = None,
    topic: TopicName = None,
) -> Reply:
    edition, note = await edition_meant(ctx, topic)
    if edition.withdrawn or speaker is None:
        return with_note(with_share(ctx, edition, _live(edition, quotes_card), "quotes"), note)
    name = _one(edition, speaker, speakers(edition), "No quotations by")
    return name if isinstance(name, Card) else with_note(quotes_card(edition, name), note)


@command("figures", role=Role.READER, about="The numbers, with what they count", examples=("figures tariff",))
async def figures(
    ctx: Context,
    *,
    name: Annotated[str | None, Argument("What is counted", limit=100, suggest=_counted)] = None,
    topic: TopicName = None,
) -> Reply:
    edition, note = await edition_meant(ctx, topic)
    if edition.withdrawn or name is None:
        return with_note(with_share(ctx, edition, _live(edition, figures_card), "figures"), note)
    held = [f for f in edition.brief.figures if name.lower() in f"{f.line} {f.text} {f.counts}".lower()]
    if held:
        return with_note(figures_card(edition, name), note)
    near = nearest(name, _things_counted(edition), 3)
    return say(f"No figures for “{name}”." + (f" Nearest: {listed(near, 'or')}." if near else " `figures` lists all."))


@command("timeline", role=Role.READER, about="What happened when, as the article dates it")
async def timeline(ctx: Context, *, topic: TopicName = None) -> Reply:
    edition, note = await edition_meant(ctx, topic)
    return with_note(_live(edition, timeline_card), note)


@command("people", role=Role.READER, about="Who is who; for one name, what they said and did", examples=("people abe",))
async def people(
    ctx: Context,
    *,
    name: Annotated[str | None, Argument("Whom", limit=100, suggest=_names)] = None,
    topic: TopicName = None,
) -> Reply:
    edition, note = await edition_meant(ctx, topic)
    if edition.withdrawn or name is None:
        return with_note(_live(edition, people_card), note)
    found = _one(edition, name, [person.name for person in edition.brief.people], "The article names no")
    return found if isinstance(found, Card) else with_note(people_card(edition, found), note)


@command("sources", role=Role.READER, about="The article, and each line's evidence in it")
async def sources(ctx: Context, *, topic: TopicName = None) -> Reply:
    edition, note = await edition_meant(ctx, topic)
    return with_note(_live(edition, sources_card), note)


@command(
    "changes",
    role=Role.READER,
    about="What changed since the revision before, or since another",
    examples=("changes 1",),
)
async def changes(
    ctx: Context,
    *,
    since: Annotated[
        str | None, Argument("Number of an earlier revision", Kind.NUMBER, limit=6, suggest=_earlier)
    ] = None,
    topic: TopicName = None,
) -> Reply:
    edition, note = await edition_meant(ctx, topic)
    if edition.withdrawn:
        return withdrawn_card(edition)
    earlier = await ctx.services.reading.earlier(edition, int(since) if since else None)
    if earlier is None and since:
        raise DeskError(f"No revision {since} was published before this one, which is revision {edition.number}.")
    if earlier is None:
        return with_note(say(f"“{edition.topic}” was published once and has not changed since."), note)
    found = differences(earlier.brief, edition.brief)
    lines = [line(str(change), LineKind.POINT) for change in found] or [line("The text is the same.")]
    when = CardLine((Run("Since "), Moment(earlier.published, earlier.zone), Run(".")), LineKind.SMALL)
    noted = [
        CardLine((Run("Correction, "), Moment(c.at, edition.zone), Run(f": {c.text}")))
        for c in edition.corrections
        if c.at > earlier.published
    ]
    title = f"Revision {edition.number} against revision {earlier.number}"
    return with_note(Card(title, (*noted, *lines, when)), note)


@action("source")
async def source(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`source:<revision>:<key>`: the evidence behind a line."""
    edition = await edition_shown(ctx, args)
    if edition.withdrawn:
        return withdrawn_card(edition)
    return await _dated(ctx, edition, evidence_card(edition, args[1] if len(args) > 1 else "all"))


@action("part")
async def part(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`part:<revision>:<format>`: one part of the brief that a message shows."""
    edition = await edition_shown(ctx, args)
    try:
        return await _dated(ctx, edition, compose(edition, args[1] if len(args) > 1 else "full"))
    except ValueError as unknown:
        raise DeskError(str(unknown)) from None


@action("said")
async def said(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`said:<revision>:<name>`: what a button under a mistyped name offers."""
    edition = await edition_shown(ctx, args)
    return await _dated(ctx, edition, _live(edition, lambda e: quotes_card(e, args[1] if len(args) > 1 else None)))


def speakers(edition: Edition) -> list[str]:
    """Who is quoted or reported, in order of first appearance."""
    names = [name for quote in edition.brief.all_quotes for name in quote.speakers]
    names += [name for statement in edition.brief.statements for name in statement.speakers]
    return list(dict.fromkeys(names))


def _with_more(edition: Edition, card: Card) -> Card:
    """The full length: the points that the standard one leaves out, behind those it has."""
    if edition.withdrawn:
        return card
    more = tuple(
        CardLine(marked(point.text, point.modality), LineKind.POINT, source=_place(edition, point))
        for point in edition.brief.more_points
    )
    sections = [at for at, known in enumerate(card.lines) if known.kind in (LineKind.HEADING, LineKind.SMALL)]
    at = sections[0] if sections else len(card.lines)
    return replace(card, lines=(*card.lines[:at], *more, *card.lines[at:]))


def _place(edition: Edition, point: Line) -> str:
    if not point.spans:
        return ""
    return f"source:{edition.revision_id}:x{point.spans[0].start}-{point.spans[-1].end}"


def _things_counted(edition: Edition) -> list[str]:
    return list(dict.fromkeys(f.counts or f.text for f in edition.brief.figures))


def _live(edition: Edition, shown: Callable[[Edition], Card]) -> Card:
    return withdrawn_card(edition) if edition.withdrawn else shown(edition)


def _one(edition: Edition, typed: str, names: Sequence[str], missing: str) -> str | Card:
    """The one name meant, or a card that says which names are near."""
    found = find(typed, names) or _by_alias(edition.brief.people, typed, names)
    if len(found) == 1:
        return found[0]
    near = found[:5] or nearest(typed, names, 3)
    if found:
        text = f"“{typed}” may be {listed(near, 'or')}."
    else:
        text = f"{missing} “{typed}”." + (
            f" Nearest: {listed(near, 'or')}." if near else f" There are: {listed(names[:8])}." if names else ""
        )
    actions = [(name, f"said:{edition.revision_id}:{name}") for name in near if ":" not in name]
    quoted = set(speakers(edition))
    buttons = [Button(name[:75], act) for name, act in actions if len(act) <= 90 and name in quoted]
    return say(text, buttons=tuple(buttons))


def _by_alias(people: Sequence[Person], typed: str, names: Sequence[str]) -> list[str]:
    return [p.name for p in people if p.name in names and find(typed, p.aliases)]


def with_note(card: Card, note: str) -> Card:
    return replace(card, lines=(*card.lines, line(note, LineKind.SMALL))) if note else card


async def edition_shown(ctx: Context, args: tuple[str, ...]) -> Edition:
    """The edition that a message shows; after a withdrawal, the withdrawn one, whatever the message still shows."""
    revision_id = int(args[0]) if args and args[0].isdecimal() and len(args[0]) < 12 else 0
    edition = await ctx.services.reading.shown(revision_id, ctx.newsroom_id, drafts=ctx.role >= Role.EDITOR)
    if edition is None:
        raise DeskError("What this message showed is no longer kept. Type `brief` for what is live.")
    return edition


async def _dated(ctx: Context, edition: Edition, card: Card) -> Card:
    """Say so where something newer is live."""
    live = await ctx.services.reading.edition(edition.topic_id)
    if live is None or live.revision_id == edition.revision_id or edition.withdrawn:
        return card
    note = line(f"This is revision {edition.number}; revision {live.number} is live now.", LineKind.SMALL)
    return replace(card, lines=(*card.lines, note))
