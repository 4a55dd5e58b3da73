"""Lending: which roles of a linked server make their holders editor, publisher or admin of the newsroom there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import CHOSEN, Card, LineKind, Menu, MenuKind, Reply, line, say
from bot.commands.context import Context
from bot.commands.declare import Values, action, command
from bot.commands.places import guide_of
from bot.desk import DeskError
from bot.people import Lent, lend, lent_on
from bot.roles import Role
from bot.words import listed

GIVEN = (Role.EDITOR, Role.PUBLISHER, Role.ADMIN)


@command("roles", role=Role.ADMIN, about="Which roles of this server make editors, publishers and admins")
async def roles(ctx: Context) -> Reply:
    if guide_of(ctx) is None or not ctx.caller.place.server:
        return say("Here each person has a role of their own: `people-roles` shows them, `code editor` gives one.")
    return await _card(ctx)


@action("lend", role=Role.ADMIN)
async def lend_chosen(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`lend:<role>`, with the server's roles that are to give it."""
    role = next((role for role in GIVEN if role.label in args[:1]), None)
    if role is None:
        raise DeskError("This menu is of an older message. `roles` shows the one there is now.")
    await lend_roles(ctx, role, values.get(CHOSEN, ()))
    return await _card(ctx)


async def lend_roles(ctx: Context, role: Role, chosen: Sequence[str]) -> None:
    """From now on these roles of the server give `role`. Raises `DeskError` for one that everybody holds."""
    guide, where = guide_of(ctx), ctx.caller.place
    names = await guide.role_names(where.server) if guide is not None else {}
    unfit = [one for one in chosen if one not in names]
    if unfit:
        raise DeskError(
            f"Not every one of these can make somebody {role.label}: @everyone and the roles of bots cannot. "
            "Choose roles that you give to people. Nothing was changed."
        )
    given = {one: names[one] for one in chosen}
    services = ctx.services
    await lend(services.sessions, ctx.newsroom_id, where.platform, where.server, role, given, ctx.now, ctx.by)


async def lend_menu(ctx: Context, role: Role, sends: str = "") -> Menu:
    """The server's roles, with those chosen that give `role`."""
    known = await lent_on(ctx.services.sessions, ctx.caller.platform, ctx.caller.place.server)
    chosen = tuple(one.role_id for one in known if one.role is role)
    return Menu(f"Roles that make {_many(role)}…", sends or f"lend:{role.label}", MenuKind.ROLES, chosen=chosen)


async def holders(ctx: Context, role: Role) -> str:
    """“Editors: @Writers”, or that nobody is by a role of the server."""
    return _holders(await lent_on(ctx.services.sessions, ctx.caller.platform, ctx.caller.place.server), role)


async def _card(ctx: Context) -> Card:
    known = await lent_on(ctx.services.sessions, ctx.caller.platform, ctx.caller.place.server)
    lines = [line(_holders(known, role), LineKind.POINT) for role in reversed(GIVEN)]
    about = "Whoever may give these roles on this server decides who edits the newsroom's briefs from here."
    menus = [await lend_menu(ctx, role) for role in GIVEN]
    return Card("Roles of this server", (*lines, line(about, LineKind.SMALL)), menus=tuple(menus), in_place=True)


def _holders(known: Sequence[Lent], role: Role) -> str:
    names = [f"@{one.name}" for one in known if one.role is role]
    return f"{_many(role).capitalize()}: {listed(names)}" if names else f"{_many(role).capitalize()}: by name only"


def _many(role: Role) -> str:
    return f"{role.label}s"
