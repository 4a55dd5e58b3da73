"""Checklist: what a server has to have before briefs come there, how each of it stands, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import CardLine, LineKind, Run
from bot.commands.context import Context
from bot.commands.places import may_post
from bot.commands.schedules import Schedule, here_schedules
from bot.people import lent_on, members
from bot.roles import Role
from bot.words import counted, listed

SHOWN = 5
"""Schedules whose places are looked at."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list."""

    name: str
    done: bool
    said: str
    """How it stands; where it is not done, what to do next."""
    optional: bool = False

    def line(self) -> CardLine:
        state = "Done" if self.done else "If you like" if self.optional else "To do"
        return CardLine((Run(f"{state} · {self.name}: ", bold=True), Run(self.said)), LineKind.POINT)


async def checklist(ctx: Context) -> Sequence[Step]:
    """The steps in their order, for the server that the caller is on."""
    here = await here_schedules(ctx)
    return (await _brief(ctx), _schedule(here), *await _permissions(ctx, here), await _editors(ctx))


def is_ready(steps: Sequence[Step]) -> bool:
    """Whether briefs come without anything more."""
    return all(step.done or step.optional for step in steps)


async def _brief(ctx: Context) -> Step:
    topics = [topic.name for topic in await ctx.services.reading.topics(ctx.newsroom_id) if topic.published]
    if topics:
        named = listed([f"“{name}”" for name in topics[:3]])
        more = f" and {len(topics) - 3} more" if len(topics) > 3 else ""
        return Step("A brief", True, f"{named}{more} can be read and posted.")
    then = "`publish` makes one live." if ctx.role >= Role.PUBLISHER else "As soon as the newsroom has one, it comes."
    return Step("A brief", False, f"Nothing is published yet. {then}")


def _schedule(here: Sequence[Schedule]) -> Step:
    name = "A channel and a time"
    going = [s for s in here if s.row.state in ("active", "waiting")]
    if going:
        said = listed([f"{s.where} gets “{s.topic}” {s.rule.describe()}" for s in going[:SHOWN]])
        more = f", and {counted(len(going) - SHOWN, 'more schedule')}" if len(going) > SHOWN else ""
        return Step(name, True, f"{said}{more}.")
    if here:
        row = here[0].row
        why = f" ({row.reason.rstrip('.')})" if row.reason else ""
        return Step(name, False, f"Schedule {row.id} is {row.state}{why}. Go on with `schedule resume {row.id}`.")
    return Step(name, False, "No channel here gets the brief. `schedule add` posts it in the channel you type it in.")


async def _permissions(ctx: Context, here: Sequence[Schedule]) -> Sequence[Step]:
    """For each place with a schedule, only what is missing there; one line where nothing is."""
    places = {s.row.channel: s.place for s in here if s.row.state != "removed"}
    troubles = [trouble for place in list(places.values())[:SHOWN] if (trouble := await may_post(ctx, place))]
    if troubles:
        return [Step("Permissions", False, trouble) for trouble in troubles]
    return [Step("Permissions", True, "Readout may post wherever a schedule says.")] if places else []


async def _editors(ctx: Context) -> Step:
    name = "Editors"
    if not ctx.linked:
        said = "This server follows the newsroom. To edit and approve from here, type `link` and a code of its admin."
        return Step(name, False, said, optional=True)
    server = ctx.caller.place.server
    lent = [one for one in await lent_on(ctx.services.sessions, ctx.caller.platform, server) if one.role > Role.READER]
    people = [m for m in await members(ctx.services.sessions, ctx.newsroom_id) if m.role > Role.READER]
    if lent:
        said = listed([f"@{one.name} ({one.role.label})" for one in lent])
        by_name = counted(len(people), "person", "people")
        return Step(name, True, f"whoever holds {said}; {by_name} by name.", optional=True)
    if len(people) > 1:
        return Step(name, True, f"{counted(len(people), 'person', 'people')} may edit or more.", optional=True)
    return Step(name, False, "Nobody but you may edit. `code editor` lets somebody in.", optional=True)
