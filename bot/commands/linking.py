"""Linking: servers and people join the newsroom by one-use codes; topics are taken in and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.cards import Button, ButtonStyle, Card, CardLine, LineKind, Option, Reply, Run, line, say
from bot.commands.context import Context
from bot.commands.declare import Argument, Kind, Values, action, command
from bot.commands.entering import desk
from bot.commands.matching import find, nearest
from bot.desk import DeskError
from bot.people import Member, change_role, make_code, members, unlink, use_code
from bot.roles import Role
from bot.words import listed

ROLES = tuple(role.label for role in Role)


@command(
    "link",
    role=Role.READER,
    about="With a code: links this server, or gives you your role. Without: a link to the desk in the browser",
    examples=("link K7QF-2M9X-T4RD", "link"),
)
async def link(
    ctx: Context, *, code: Annotated[str | None, Argument("The code that an admin gave you", limit=40)] = None
) -> Reply:
    if code is None:
        if ctx.role < Role.EDITOR:
            raise DeskError("`link` needs the code that an admin of the newsroom gave you, such as K7QF-2M9X-T4RD.")
        return await desk(ctx)
    caller = ctx.caller
    used = await use_code(
        ctx.services.sessions,
        code,
        ctx.now,
        platform=caller.platform,
        user=caller.user,
        name=caller.name,
        server=caller.place.server,
    )
    lines = [f"You are {used.role.label} of the newsroom “{used.newsroom}”."]
    if used.server_linked:
        lines.insert(0, f"This server is linked to the newsroom “{used.newsroom}”.")
        lines.append("`schedule add` posts the brief in this channel; `code editor` lets somebody else in.")
    return say("\n".join(lines), title="Linked")


@command("unlink", role=Role.ADMIN, about="Let this server only follow again; its schedules stay")
async def unlink_(ctx: Context) -> Reply:
    return say(
        "Nobody edits, publishes or is admin from this server then; roles count elsewhere, and its schedules go on. "
        "Only a new code links it again.",
        title="Unlink this server?",
        buttons=(Button("Unlink", "unlink", ButtonStyle.DANGER),),
    )


@action("unlink", role=Role.ADMIN)
async def unlink_confirmed(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    caller = ctx.caller
    await unlink(ctx.services.sessions, ctx.newsroom_id, caller.platform, caller.place.server, ctx.now, ctx.by)
    return say("This server only follows now. `code server`, typed elsewhere, makes a code that links it again.")


@command(
    "code",
    role=Role.EDITOR,
    about="A one-use code: for another server, for a person's role, or for another account of yours",
    examples=("code server", "code editor", "code me"),
)
async def code(
    ctx: Context,
    *,
    role: Annotated[
        str | None, Argument("For what", Kind.CHOICE, choices=("server", "editor", "publisher", "admin", "me"))
    ] = None,
) -> Reply:
    wanted = (role or "server").lower()
    if wanted == "me":
        return await _own_code(ctx)
    if ctx.role < Role.ADMIN:
        raise DeskError("Only an admin makes codes for others. `code me` joins another account of yours.")
    if wanted not in ("server", *ROLES):
        raise DeskError(f"A code is for {listed(('server', *ROLES[1:], 'me'), 'or')}.")
    purpose = "server" if wanted == "server" else "person"
    given = Role.ADMIN if purpose == "server" else Role[wanted.upper()]
    made = await make_code(ctx.services.sessions, ctx.newsroom_id, purpose, given, ctx.now, ctx.by)
    does = (
        "links one server or workspace, and whoever types it becomes admin"
        if purpose == "server"
        else f"makes one person {given.label}"
    )
    return say(
        f"`link {made}`\nTyped to Readout within 7 days, it {does}. It works once and is shown only now.",
        title="One-use code",
    )


async def _own_code(ctx: Context) -> Card:
    if ctx.person_id is None:
        raise DeskError("The newsroom does not know you yet; an admin makes you a code with `code editor`.")
    made = await make_code(
        ctx.services.sessions, ctx.newsroom_id, "person", ctx.role, ctx.now, ctx.by, person_id=ctx.person_id
    )
    return say(
        f"`link {made}`\nTyped to Readout from your other account within 7 days, it makes that one yours too.",
        title="One-use code",
    )


async def _people(ctx: Context, typed: str) -> Sequence[Option]:
    known = await members(ctx.services.sessions, ctx.newsroom_id)
    labels = {_label(member): member for member in known}
    return [Option(str(labels[label].person_id), label) for label in nearest(typed, list(labels), 25)]


@command(
    "people-roles",
    role=Role.ADMIN,
    about="Who holds which role; with a person and a role, change it",
    examples=("people-roles", "people-roles publisher Ann Lee"),
)
async def people_roles(
    ctx: Context,
    *,
    role: Annotated[str | None, Argument("The new role", Kind.CHOICE, choices=ROLES)] = None,
    person: Annotated[str | None, Argument("Whose", limit=100, suggest=_people)] = None,
) -> Reply:
    known = await members(ctx.services.sessions, ctx.newsroom_id)
    if person is None:
        return _list(known)
    member = _member(known, person)
    if role is None:
        return say(f"{_label(member)}. To change it: `people-roles publisher {member.name}`.")
    if role.lower() not in ROLES:
        raise DeskError(f"“{role}” is no role; there are {listed(ROLES)}.")
    await change_role(ctx.services.sessions, ctx.newsroom_id, member.person_id, Role[role.upper()], ctx.now, ctx.by)
    return say(f"{member.name} is {role.lower()} now.")


def _list(known: Sequence[Member]) -> Card:
    if not known:
        return say("Nobody has a role yet. `code editor` makes a code that gives one.")
    lines: list[CardLine] = []
    for member in known:
        where = f" · {listed(member.accounts)}" if member.accounts else ""
        words = (Run(member.name, bold=True), Run(f" — {member.role.label}{where}"))
        lines.append(CardLine(words, LineKind.POINT))
    lines.append(
        line("`code editor` lets somebody in; `people-roles reader` and a name takes a role away.", LineKind.SMALL)
    )
    return Card("People and roles", tuple(lines))


def _label(member: Member) -> str:
    return f"{member.name}, {member.role.label}"


def _member(known: Sequence[Member], typed: str) -> Member:
    for member in known:
        if typed == str(member.person_id):
            return member
    found = [m for m in known if m.name in find(typed, [member.name for member in known])]
    if len(found) == 1:
        return found[0]
    if found:
        numbered = listed([f"{m.person_id} ({_label(m)})" for m in found], "or")
        raise DeskError(f"Several people are called that; write the number: {numbered}.")
    near = nearest(typed, [member.name for member in known])
    raise DeskError(f"Nobody here is called “{typed}”." + (f" Nearest: {listed(near, 'or')}." if near else ""))
