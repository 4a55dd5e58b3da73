"""Running: a command or button from any platform, with the role checked and every failure a sentence."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.cards import Card, Option, Reply, say
from bot.commands.context import Caller, Context, Services
from bot.commands.declare import ACTIONS, COMMANDS, Action, Command, Values
from bot.commands.lines import Misread, nearest_lines, read_line, split_line
from bot.desk import DeskError
from bot.people import recognise
from bot.roles import Role

log = logging.getLogger(__name__)

SORRY = (
    "Something went wrong on our side; nothing was changed. Try once more, and tell whoever runs this bot if it stays."
)


async def run(services: Services, caller: Caller, name: str, given: Mapping[str, str | None]) -> Reply:
    """Run a command with arguments by name. Never raises; whoever may not is told what it takes."""
    command = COMMANDS.get(name)
    if command is None:
        return say(f"There is no command “{name}”. `help` lists them all.")
    ctx = await _context(services, caller)
    if refusal := _refusal(ctx, command):
        return refusal
    values = {key: value.strip() for key, value in given.items() if value is not None and value.strip()}
    for argument in command.arguments:
        value = values.get(argument.name)
        if argument.required and value is None:
            return say(f"`{name}` needs {argument.name}: {argument.about}.")
        if value is not None and len(value) > argument.limit:
            return say(f"{argument.name} may have {argument.limit:,} characters; this has {len(value):,}. Shorten it.")
    known = {argument.name for argument in command.arguments}
    return await _guarded(command.run(ctx, **{key: value for key, value in values.items() if key in known}), name)


async def run_line(services: Services, caller: Caller, text: str) -> Reply:
    """Run a command as typed: “quotes takaichi”, “schedule add weekdays 09:00”."""
    try:
        command, values = read_line(text)
    except Misread as misread:
        return say(str(misread))
    return await run(services, caller, command.name, values)


async def press(services: Services, caller: Caller, pressed: str, values: Values | None = None) -> Reply:
    """Run what a button or a sent form names."""
    word, *args = pressed.split(":")
    action = ACTIONS.get(word)
    if action is None:
        return say("This button belongs to an older version of Readout. Type `brief` for a fresh message.")
    ctx = await _context(services, caller)
    if refusal := _refusal(ctx, action):
        return refusal
    return await _guarded(action.run(ctx, tuple(args), values or {}), word)


async def complete(services: Services, caller: Caller, name: str, argument: str, typed: str) -> Sequence[Option]:
    """Completions for an argument, best first, at most 25. Empty for who may not run the command."""
    command = COMMANDS.get(name)
    ctx = await _context(services, caller)
    if command is None or _refusal(ctx, command):
        return ()
    for known in command.arguments:
        if known.name == argument:
            if known.choices:
                return [Option(c, c) for c in known.choices if c.startswith(typed.lower())]
            return (await known.suggest(ctx, typed))[:25] if known.suggest else ()
    return ()


async def complete_line(services: Services, caller: Caller, text: str) -> Sequence[Option]:
    """Completions for a typed line: `value` is the whole line as it would then stand, `label` what is shown."""
    command, rest = split_line(text)
    if command is None:
        return [Option(name + " ", f"{name} — {COMMANDS[name].about}") for name in nearest_lines(text)][:25]
    typed = rest.rsplit(" ", 1)[-1] if rest else ""
    before = text[: len(text) - len(typed)]
    found: list[Option] = []
    for argument in command.arguments:
        whole = rest if argument.kind == "text" else typed
        stem = text[: len(text) - len(whole)] if argument.kind == "text" else before
        options = await complete(services, caller, command.name, argument.name, whole)
        found += [replace(option, value=stem + option.value) for option in options]
    return found[:25]


async def _context(services: Services, caller: Caller) -> Context:
    standing = await recognise(services.sessions, caller.platform, caller.user, caller.place.server)
    role = Role.ADMIN if caller.local_admin else standing.role
    return Context(services, caller, role, standing.newsroom_id, standing.linked or caller.local_admin)


def _refusal(ctx: Context, wanted: Command | Action) -> Card | None:
    if ctx.role >= wanted.role or (wanted.server_admin and ctx.caller.manages_server):
        return None
    if not ctx.linked:
        also = " or somebody who manages this server" if wanted.server_admin else ""
        return say(
            f"This takes the role “{wanted.role.label}”{also}. This server only follows the newsroom: an admin there "
            "can make a code for `link`."
        )
    return say(
        f"This takes the role “{wanted.role.label}”; yours here is “{ctx.role.label}”. Ask an admin of the newsroom."
    )


async def _guarded(handler, what: str) -> Reply:  # type: ignore[no-untyped-def]
    try:
        return await handler  # type: ignore[no-any-return]
    except DeskError as error:
        return say(str(error))
    except Exception:
        # The last line before a chat: the reader gets a sentence, the log gets the trace (no user text in it).
        log.exception("The command %s failed.", what)
        return SORRY_CARD


SORRY_CARD = say(SORRY)
