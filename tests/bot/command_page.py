"""The page docs/commands.md as the declarations make it.

`python -m tests.bot.command_page > docs/commands.md` renews it.
"""

from __future__ import annotations

from bot.commands import COMMANDS, Command
from bot.roles import Role

HEAD = """# Commands

One table for all platforms, made from the declarations in `bot/commands/`. On the chat page type the words as they
stand; on Slack type them after `/brief` (and questions after `/ask`); on Discord the readers' words and `setup` are
slash commands of their own, schedules are `/schedule …`, and the rest are `/desk …`. Replies are only visible to who
asked. Words may come in any order (`schedule add #summit weekdays 09:00 Asia/Tokyo`), and an argument can always be
named: `topic:Summit`.

A role includes those before it: reader, editor, publisher, admin. “or who manages the server” means for that server
only.
"""
COLUMNS = "| words | arguments | what it does | for example |\n| --- | --- | --- | --- |"
ROLES = {
    Role.READER: "For readers",
    Role.EDITOR: "For editors",
    Role.PUBLISHER: "For publishers",
    Role.ADMIN: "For admins",
}


def command_page() -> str:
    """The whole page, one section for each role."""
    parts = [HEAD]
    for role, title in ROLES.items():
        rows = [_row(command) for command in COMMANDS.values() if command.role is role]
        parts += [
            f"## {title}\n",
            COLUMNS,
            *rows,
            "",
        ]
    return "\n".join(parts).rstrip() + "\n"


def _row(command: Command) -> str:
    arguments = ", ".join(a.name if a.required else f"[{a.name}]" for a in command.arguments) or "none"
    also = " (or who manages the server)" if command.server_admin else ""
    examples = "<br>".join(f"`{example}`" for example in command.examples) or f"`{command.name}`"
    return f"| `{command.name}` | {arguments} | {command.about}{also} | {examples} |"


if __name__ == "__main__":
    print(command_page(), end="")  # noqa: T201 - it is the command's output
