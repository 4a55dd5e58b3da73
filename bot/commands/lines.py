"""Lines: a command as people type it, read into its name and its arguments; or the right line nearest to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.commands.declare import COMMANDS, Argument, Command, Kind
from bot.commands.tokens import DAY_NAMES, SETS, clause_value, recognised
from bot.rules.zones import HOURS_OF

LONGEST = 2_000
"""Characters: far beyond any command; a form or an address takes longer texts."""
SLIP = 0.75
"""How alike a mistyped word and the right one are (0 to 1)."""
LINE = 120
"""Characters of a line that is said back whole."""
LOOK = 40
"""Words that one argument may take: a list of dates is the longest."""
STANDS_FOR = {
    "schedule": "schedule list",
    "schedules": "schedule list",
    "commands": "help",
    "topic": "topic list",
    "topics": "topic list",
    "?": "help",
    "answer list": "answers",
    "answer unanswered": "questions",
}
"""Words that are no command of their own but can only mean one."""
ASKING = frozenset(
    """who whom whose what when where why how which did does do is are was were will would can could may might
    should has have had""".split()
)
FILLERS = frozenset("at on in every each from and the to for with".split())
QUOTED = {"“": "”", '"': '"', "'": "'", "‘": "’", "«": "»", "„": "“"}


class Misread(Exception):
    """The line is no command; `str()` says what was not understood, and the nearest right line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a part of the line says: `rest[start:end]` belongs to `argument`."""

    argument: Argument
    start: int
    end: int
    value: str
    named: bool = False


def read_line(text: str) -> tuple[Command, dict[str, str]]:
    """The command that a line means, with its arguments by name. Raises `Misread`.

    “quotes takaichi”, “schedule add #summit weekdays 9am tokyo”, “brief length:short”; a plain question is `ask`.
    """
    if len(text) > LONGEST:
        raise Misread(f"That is {len(text):,} characters; a command has at most {LONGEST:,}.")
    command, rest = split_line(text)
    if command is None:
        if looks_like_question(text) and "ask" in COMMANDS:
            return COMMANDS["ask"], {"question": " ".join(text.split())}
        raise Misread(_unknown(text))
    pieces, strays = read_pieces(command, rest)
    if strays:
        raise Misread(_stray(command, text, strays[0], pieces))
    return command, {piece.argument.name: piece.value for piece in pieces}


def split_line(text: str) -> tuple[Command | None, str]:
    """The command that a line begins with, in any case and with or without a slash, and what follows it."""
    line = text.lstrip().removeprefix("/").lstrip()
    for count in (2, 1):
        found = re.match(r"\s*(\S+)" + r"\s+(\S+)" * (count - 1), line)
        if found is None:
            continue
        name, rest = " ".join(found.groups()).lower(), line[found.end() :].lstrip()
        if count == 1 and name == "brief" and rest:
            inner, inner_rest = split_line(rest)  # Slack's habit: everything after `/brief`
            if inner is not None:
                return inner, inner_rest
        if name in STANDS_FOR and (not rest or rest.isdecimal()):
            name = STANDS_FOR[name]
        if name in COMMANDS:
            return COMMANDS[name], rest
    return None, ""


def nearest_lines(text: str) -> Sequence[str]:
    """Names of the commands that a line may be the beginning or a slip of, best first; all of them for nothing."""
    typed = " ".join(text.lower().lstrip(" /").split())
    starts = [name for name in COMMANDS if name.startswith(typed)]
    if starts:
        return starts
    words = " ".join(typed.split()[:2])
    close = get_close_matches(words, COMMANDS, n=3, cutoff=0.6)
    close += get_close_matches(words.split(" ")[0], COMMANDS, n=3, cutoff=0.6)
    return list(dict.fromkeys(close))


def open_arguments(command: Command, rest: str) -> list[tuple[Argument, int]]:
    """The arguments that the end of `rest` may belong to, each with where its value begins."""
    at = max(rest.rfind(" "), rest.rfind("\n")) + 1
    named = _named(command, rest)
    if named and (named[-1][2].kind is Kind.TEXT or named[-1][1] >= at):
        return [(named[-1][2], named[-1][1])]
    lead = rest[:at].split()[-1:]
    begun = [argument for argument in command.arguments if lead and lead[0].lower() in argument.words]
    if begun and begun[0].suggest is not None:
        return [(begun[0], at)]
    pieces, _ = read_pieces(command, rest[:at])
    last = pieces[-1] if pieces else None
    if last is not None and last.argument.kind is Kind.TEXT:
        return [(last.argument, last.start)]
    taken = {piece.argument.name for piece in pieces}
    left = [argument for argument in command.arguments if argument.name not in taken]
    wanted = [argument for argument in left if argument.required] or left
    texts = [argument for argument in wanted if argument.kind is Kind.TEXT]
    return [(argument, at) for argument in wanted if argument.kind is not Kind.TEXT or argument is texts[0]]


def is_unbegun(argument: Argument, before: str) -> bool:
    """Whether a clause of this argument would still need its first word behind `before`."""
    begins = (*(f"{word} " for word in argument.words), f"{argument.name}:")
    return argument.kind is Kind.CLAUSE and not before.lower().endswith(begins)


def looks_like_question(text: str) -> bool:
    words = text.lower().split()
    return len(words) > 1 and (text.rstrip().endswith("?") or words[0].strip(",") in ASKING)


def read_pieces(command: Command, rest: str) -> tuple[list[Piece], list[str]]:
    """What `rest` says, piece by piece, and the words that belong to no argument. Linear in `rest`."""
    named = _named(command, rest)
    free = {argument.name: argument for argument in command.arguments}
    pieces: list[Piece] = []
    strays: list[str] = []
    at = 0
    for start, end, argument in (*named, (len(rest), len(rest), None)):
        _read_free(free, rest, at, start, pieces, strays)
        at = start
        if argument is not None and argument.name in free:
            del free[argument.name]
            piece = _read_named(argument, rest, end, _next_start(named, start, len(rest)))
            pieces.append(piece)
            at = piece.end
    return pieces, strays


def _named(command: Command, rest: str) -> list[tuple[int, int, Argument]]:
    """Where `name:` of an argument stands: its start, where its value begins, and the argument."""
    by_name = {argument.name: argument for argument in command.arguments}
    found = re.finditer(r"(?<!\S)([A-Za-z_]+):\s?", rest)
    return [(m.start(), m.end(), by_name[m[1].lower()]) for m in found if m[1].lower() in by_name]


def _next_start(named: Sequence[tuple[int, int, Argument]], start: int, end: int) -> int:
    return next((other for other, _, _ in named if other > start), end)


def _read_named(argument: Argument, rest: str, start: int, end: int) -> Piece:
    """A text runs to the next name; anything else as far as its kind recognises it, at least one word."""
    if argument.kind is Kind.TEXT:
        return Piece(argument, start, end, unquoted(rest[start:end]), named=True)
    words = list(_words(rest, start, end))
    if not words:
        return Piece(argument, start, start, "", named=True)
    behind = [word for word, _, _ in words]
    read = clause_value if argument.kind is Kind.CLAUSE else recognised
    count, value = read(argument, behind)
    count, value = (count, value) if count else (1, words[0][0])
    return Piece(argument, start, words[count - 1][2], value, named=True)


def _read_free(
    free: dict[str, Argument], rest: str, start: int, end: int, pieces: list[Piece], strays: list[str]
) -> None:
    """Give each word to the first argument whose kind recognises it; the first text takes all that is left."""
    words = list(_words(rest, start, end))
    i = 0
    while i < len(words):
        argument, count, value = _best(free, [word for word, _, _ in words[i : i + LOOK]])
        if argument is not None and argument.kind is Kind.TEXT:
            count, value = len(words) - i, unquoted(rest[words[i][1] : end])
        if argument is not None:
            pieces.append(Piece(argument, words[i][1], words[i + count - 1][2], value))
            del free[argument.name]
        elif words[i][0].lower() not in FILLERS:
            strays.append(words[i][0])
        i += max(count, 1)


def _best(free: dict[str, Argument], words: Sequence[str]) -> tuple[Argument | None, int, str]:
    for kind in (Kind.NUMBER, Kind.CHANNEL, Kind.CLAUSE, Kind.TIMES, Kind.DAYS, Kind.ZONE, Kind.CHOICE):
        for argument in free.values():
            if argument.kind is kind:
                count, value = recognised(argument, words)
                if count:
                    return argument, count, value
    if any(argument.kind is not Kind.TEXT for argument in free.values()) and words[0].lower() in FILLERS:
        after = _best(free, words[1:]) if len(words) > 1 else (None, 0, "")
        if after[0] is not None and after[0].kind is not Kind.TEXT:
            return None, 1, ""
    if (hours := _bare_hours(free, words)) is not None:
        return hours
    zone = next((argument for argument in free.values() if argument.kind is Kind.ZONE), None)
    if zone is not None and words[0].strip(",").lower() in HOURS_OF:
        return zone, 1, words[0].strip(",")  # its error names the zone that is meant
    text = next((argument for argument in free.values() if argument.kind is Kind.TEXT), None)
    if text is not None:
        return (None, 1, "") if _is_slip(words[0], free) else (text, 0, "")
    slip = _near_word(words[0], list(free.values()))
    if zone is not None and not slip and words[0].lower() not in FILLERS and words[0][:1].isalpha():
        return zone, 1, words[0]  # a mistyped city: the zone's own error names the nearest
    return None, 1, ""


def _bare_hours(free: dict[str, Argument], words: Sequence[str]) -> tuple[Argument, int, str] | None:
    """“9 and 17” where no other number is wanted."""
    kinds = {argument.kind: argument for argument in free.values()}
    if Kind.TIMES not in kinds or Kind.NUMBER in kinds:
        return None
    taken = [word.strip(",") for word in words]
    count = next((n for n, word in enumerate(taken) if not (word.isdecimal() or word.lower() == "and")), len(taken))
    hours = [word for word in taken[:count] if word != "and"]
    if not hours or not taken[0].isdecimal() or any(len(word) > 2 for word in hours):
        return None
    return kinds[Kind.TIMES], count, ",".join(hours)


def _is_slip(word: str, free: dict[str, Argument]) -> bool:
    """In a schedule's line, a word that is no topic: a clause without what belongs to it, or a mistyped word of one."""
    if not any(argument.kind is Kind.CLAUSE for argument in free.values()):
        return False
    lead = any(word.lower() in argument.words for argument in free.values())
    return lead or word == "between" or (word.islower() and bool(_near_word(word, list(free.values()))))


def unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1].strip() if len(text) > 2 and QUOTED.get(text[0]) == text[-1] else text


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for found in re.compile(r"<[^<>\s][^<>]*>|\S+").finditer(text, start, end):
        yield found.group(), found.start(), found.end()


def _unknown(text: str) -> str:
    first = " ".join(text.split()[:2])[:60]
    if not first:
        return "Type a command: `brief`, `quotes`, `ask` and a question, or `help` for all of them."
    near = nearest_lines(text)
    if not near:
        return f"There is no command “{first}”. `help` lists them all; a question may be typed as it is."
    rest = text.split(None, len(near[0].split()))[len(near[0].split()) :]
    line = " ".join((near[0], *rest))[:100]
    return f"There is no command “{first}”. Nearest: `{line}`."


def _stray(command: Command, text: str, word: str, pieces: Sequence[Piece]) -> str:
    left = [a for a in command.arguments if a.name not in {piece.argument.name for piece in pieces}]
    if clause := next((a for a in left if word.lower() in a.words), None):
        return f"“{word}” needs more: {clause.about}."
    if word == "between":
        return "Write “between” right behind the hours, such as `every 2 hours between 08:00 and 18:00 weekdays`."
    said = f"“{word[:60]}” says nothing to `{command.name}`."
    if near := _near_word(word, left):
        line = " ".join(near if typed == word else typed for typed in text.split())
        return f"{said} Nearest: {near}." + (f" The whole line: `{line}`." if len(line) <= LINE else "")
    return f"{said} {_example(command) or f'`help {command.name}` says what it takes.'}"


def _example(command: Command) -> str:
    return f"For example: `{command.examples[0]}`." if command.examples else ""


def _near_word(word: str, arguments: Sequence[Argument]) -> str:
    """The word of one of these arguments that `word` is a slip of; empty where it is like none."""
    known = [choice for argument in arguments for choice in (*argument.choices, *argument.words)]
    if any(argument.kind is Kind.DAYS for argument in arguments):
        known += [*SETS, *DAY_NAMES]
    if any(argument.kind is Kind.TIMES for argument in arguments):
        known += ["every", "hourly", "published"]
    typed = word.lower().strip(",")
    return next(iter(get_close_matches(typed, known, n=1, cutoff=SLIP)), "") if len(typed) > 3 else ""
