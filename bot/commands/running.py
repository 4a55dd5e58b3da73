"""Running: a command or button from any platform, with the role checked and every failure a sentence."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from bot.cards import Card, Option, Reply, say
from bot.commands.context import Caller, Context, Services
from bot.commands.declare import ACTIONS, COMMANDS, SHORTCUTS, Action, Argument, Command, Kind, Shortcut, Values
from bot.commands.lines import STANDS_FOR, Misread, is_unbegun, nearest_lines, open_arguments, read_line, split_line
from bot.commands.tokens import choice_meant
from bot.delivery.errors import DeliveryError
from bot.desk import DeskError
from bot.fetch import FetchError
from bot.people import PeopleError, ensure_admin, ensure_person, recognise
from bot.roles import Role
from bot.rules import RuleError
from bot.storage.documents import DocumentError

log = logging.getLogger(__name__)

SENTENCES = (DeskError, PeopleError, DeliveryError, RuleError, FetchError, DocumentError)
"""Errors that are written for whoever asked."""
SORRY = (
    "Something went wrong on our side. Look whether it was done all the same, then try once more; if it stays, tell "
    "whoever runs this bot: the log says more."
)


async def run(services: Services, caller: Caller, name: str, given: Mapping[str, str | None]) -> Reply:
    """Run a command with arguments by name. Never raises; whoever may not is told what it takes."""
    command = COMMANDS.get(name)
    if command is None:
        return say(f"There is no command “{name}”. `help` lists them all.")
    ctx = await context_of(services, caller)
    if refusal := _refusal(ctx, command):
        return refusal
    values = _tidied(command, given)
    for argument in command.arguments:
        value = values.get(argument.name)
        if argument.required and value is None:
            return _refused(_missing(command, argument))
        if value is not None and len(value) > argument.limit:
            long = f"{argument.name} may have {argument.limit:,} characters; this has {len(value):,}. Shorten it."
            return _refused(long)
        if value is not None and (unfit := _unfit(argument, value)):
            return _refused(f"{unfit} `help {name}` says what it takes.")
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
    ctx = await context_of(services, caller)
    if refusal := _refusal(ctx, action):
        return refusal
    return await _guarded(action.run(ctx, tuple(args), values or {}), word)


async def use_shortcut(services: Services, caller: Caller, word: str, text: str) -> Reply:
    """Do with a message's text what its menu was asked for. As `run`, it never raises, and the reply is private."""
    shortcut = SHORTCUTS.get(word)
    if shortcut is None:
        return say("This menu entry belongs to an older version of Readout. Type `brief` for what there is.")
    ctx = await context_of(services, caller)
    return _refusal(ctx, shortcut) or await _guarded(shortcut.run(ctx, text), word)


async def complete(services: Services, caller: Caller, name: str, argument: str, typed: str) -> Sequence[Option]:
    """Completions for an argument, best first, at most 25. Empty for who may not run the command."""
    command = COMMANDS.get(name)
    ctx = await context_of(services, caller)
    if command is None or _refusal(ctx, command):
        return ()
    for known in command.arguments:
        if known.name == argument:
            return await _suggestions(ctx, known, typed)
    return ()


async def complete_line(services: Services, caller: Caller, text: str) -> Sequence[Option]:
    """Completions for a typed line: `value` is the whole line as it would then stand, `label` what is shown."""
    command, rest = split_line(text)
    ctx = await context_of(services, caller)
    begun = bool(rest) or text.endswith((" ", "\n"))
    if command is None or not begun or text.strip().lower() in STANDS_FOR:
        names = [name for name in nearest_lines(text) if not _refusal(ctx, COMMANDS[name])]
        return [Option(f"{name} ", f"{name} — {COMMANDS[name].about}") for name in names][:25]
    if _refusal(ctx, command):
        return ()
    before = text[: len(text) - len(rest)]
    found: list[Option] = []
    opened = open_arguments(command, rest)
    for argument, start in sorted(opened, key=lambda one: not is_unbegun(one[0], rest[: one[1]])):  # zones are many
        typed = rest[start:].lstrip()
        if is_unbegun(argument, rest[:start]):
            options: Sequence[Option] = [Option(w, w) for w in argument.words[:1] if w.startswith(typed.lower())]
        else:
            options = await _suggestions(ctx, argument, typed)
        found += [replace(option, value=f"{before}{rest[:start]}{option.value}") for option in options]
    return found[:25]


def _refused(sentence: str) -> Card:
    return replace(say(sentence), refused=True)


def _missing(command: Command, argument: Argument) -> str:
    example = f" For example: `{command.examples[0]}`." if command.examples else ""
    return f"`{command.name}` needs {argument.name}: {argument.about}.{example}"


def _tidied(command: Command, given: Mapping[str, str | None]) -> dict[str, str]:
    """What was given, without blanks; “#3” is the number 3, and a choice may be written in capitals."""
    known = {argument.name: argument for argument in command.arguments}
    kinds = {name: argument.kind for name, argument in known.items()}
    values = {key: value.strip() for key, value in given.items() if value is not None and value.strip()}
    for key, value in values.items():
        if kinds.get(key) is Kind.NUMBER:
            values[key] = value.removeprefix("#")
        if kinds.get(key) is Kind.CHOICE:
            values[key] = choice_meant(known[key], value)
    return values


def _unfit(argument: Argument, value: str) -> str:
    """What is wrong with a value that is no number, or none of the choices, wherever it came from."""
    if argument.kind is Kind.NUMBER and not value.isdecimal():
        return f"“{value[:40]}” is no number."
    if argument.kind is Kind.CHOICE and value.lower() not in argument.choices:
        near = get_close_matches(value.lower(), argument.choices, n=1)
        nearest = f" Nearest: {near[0]}." if near else ""
        return f"“{value[:40]}” is not one of {', '.join(argument.choices)}.{nearest}"
    return ""


async def _suggestions(ctx: Context, argument: Argument, typed: str) -> Sequence[Option]:
    if argument.choices:
        return [Option(choice, choice) for choice in argument.choices if choice.startswith(typed.lower())]
    if argument.suggest is None:
        return ()
    try:
        return list(await argument.suggest(ctx, typed))[:25]
    except SENTENCES:
        return ()  # nothing is published yet, for one; the command itself says so


async def context_of(services: Services, caller: Caller) -> Context:
    """Who asks, with the role that they hold where they ask."""
    where = (caller.platform, caller.user, caller.place.server)
    standing = await recognise(services.sessions, *where, caller.roles)
    person = standing.person_id
    if person is None and standing.role > Role.READER:
        who = (standing.newsroom_id, caller.platform, caller.user, caller.name)
        person = await ensure_person(services.sessions, *who, services.clock())
    if not caller.local_admin:
        return Context(services, caller, standing.role, standing.newsroom_id, standing.linked, person)
    if person is None and standing.newsroom_id:
        person = await ensure_admin(
            services.sessions, standing.newsroom_id, caller.platform, caller.user, caller.name, services.clock()
        )
    return Context(services, caller, Role.ADMIN, standing.newsroom_id, True, person)


def _refusal(ctx: Context, wanted: Command | Action | Shortcut) -> Card | None:
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


async def _guarded(work: Awaitable[Reply], what: str) -> Reply:
    """The reply, for the one who asked alone: what everybody sees is a delivery, which corrections can reach."""
    try:
        reply = await work
    except SENTENCES as error:
        return _refused(str(error))
    except Exception:
        # The last line before a chat: the reader gets a sentence, the log gets the trace (no user text in it).
        log.exception("The command %s failed.", what)
        return _refused(SORRY)
    return replace(reply, private=True) if isinstance(reply, Card) else reply
