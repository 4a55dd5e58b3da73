"""The command line: run the bot, keep its database, or brief and question an article in the terminal."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from briefs import Article

Run = Callable[[argparse.Namespace], int]

EPILOG = """examples:
  python -m bot run                                  the newsroom with its chat page
  python -m bot run --article report.txt             the same, with your article instead of the sample
  python -m bot brief report.txt                     a brief in the terminal
  python -m bot brief https://news.example/summit --json
  cat report.txt | python -m bot brief -
  python -m bot ask report.txt "How many trees?"
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns its exit code: 0 done, 1 failed with a sentence, 2 wrongly called."""
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Readout: a news-briefing bot whose every line points at the sentence that proves it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    run = _add(
        commands,
        "run",
        _run,
        "Start the bot: scheduler, chat page, and Discord and Slack where their tokens are set.",
        "python -m bot run\n  python -m bot run --article report.html\n  HTTP_PORT=9000 python -m bot run",
    )
    run.add_argument("--article", metavar="FILE|URL", help="brief this article instead of the sample")
    brief = _add(
        commands,
        "brief",
        _brief,
        "Print the brief of an article.",
        "python -m bot brief report.txt\n  python -m bot brief https://news.example/summit --json",
    )
    _add_source(brief)
    ask = _add(
        commands,
        "ask",
        _ask,
        "Answer a question from an article, with the sentence that proves it.",
        'python -m bot ask report.txt "Who spoke?"\n  cat report.txt | python -m bot ask - "How many trees?" --json',
    )
    _add_source(ask)
    ask.add_argument("question", help="in quotation marks")
    manifest = _add(
        commands,
        "slack-manifest",
        _slack_manifest,
        "Print the Slack app manifest to paste at “Create New App → From a manifest”.",
        "python -m bot slack-manifest > manifest.yaml\n"
        "  python -m bot slack-manifest --http --url https://news.example",
    )
    manifest.add_argument("--json", action="store_true", help="as JSON instead of YAML")
    manifest.add_argument("--url", default="", help="your PUBLIC_URL, for workspaces that install the app by OAuth")
    manifest.add_argument("--http", action="store_true", help="signed requests to that address, not Socket Mode")
    manifest.add_argument("--rotate", action="store_true", help="tokens that expire (with OAuth only, and for ever)")
    _add(
        commands,
        "token-key",
        _token_key,
        "Print a new key for TOKEN_KEYS, which encrypts the tokens of Slack workspaces that install the app.",
        "python -m bot token-key",
    )
    invite = _add(
        commands,
        "discord-invite",
        _discord_invite,
        "Print the link that invites the bot to a Discord server with exactly the permissions it uses.",
        "python -m bot discord-invite 123456789012345678",
    )
    invite.add_argument("application", metavar="APPLICATION_ID", help="from the application's General Information page")
    link = _add(
        commands,
        "desk-link",
        _desk_link,
        "Print a link that opens the desk in a browser once, for an admin of this name.",
        'python -m bot desk-link "Ann Lee"',
    )
    link.add_argument("name", metavar="NAME", help="as colleagues see it beside what they publish")
    _add_keeping(commands)
    return parser


def _add_keeping(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    saving = _add(
        commands,
        "backup",
        _backup,
        "Save the whole SQLite database to a file, also while the bot runs, and check it.",
        "python -m bot backup backups/monday.sqlite3",
    )
    saving.add_argument("file", type=Path, metavar="FILE", help="a file that is not there yet")
    restoring = _add(
        commands,
        "restore",
        _restore,
        "Put a backup in the place of the SQLite database, which is kept aside. Stop the bot first.",
        "python -m bot restore backups/monday.sqlite3",
    )
    restoring.add_argument("file", type=Path, metavar="FILE", help="a file that `backup` made")
    copying = _add(
        commands,
        "copy-database",
        _copy_database,
        "Copy everything into another, empty database, such as from SQLite to PostgreSQL. Stop the bot first.",
        "python -m bot copy-database data/readout.sqlite3          into DATABASE_URL\n"
        "  python -m bot copy-database data/readout.sqlite3 postgresql://user@host/name",
    )
    copying.add_argument("source", metavar="FROM", help="an SQLite file, or an address like that in DATABASE_URL")
    copying.add_argument("target", metavar="TO", nargs="?", help="the same; DATABASE_URL's where it is left out")


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: Run, about: str, examples: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=about,
        description=about,
        epilog=f"examples:\n  {examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="FILE|URL|-", help="a .txt, .md or .html file, a web address, or - for input")
    parser.add_argument("--json", action="store_true", help="for programs: every line with its offsets")


def _run(args: argparse.Namespace) -> int:
    from bot.settings import SettingsError, load_settings

    try:
        settings = load_settings()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    from bot.app import StartError, serve
    from bot.ending import run_to_the_end

    try:
        run_to_the_end(serve(settings, article=args.article, say=lambda text: print(text, flush=True)))
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _brief(args: argparse.Namespace) -> int:
    from bot.terminal import show_brief

    return _with_article(args, lambda article: show_brief(article, as_json=args.json))


def _ask(args: argparse.Namespace) -> int:
    from bot.terminal import show_answer

    return _with_article(args, lambda article: show_answer(article, args.question, as_json=args.json))


def _slack_manifest(args: argparse.Namespace) -> int:
    from bot.platforms.slack.manifest import Way, manifest_json, manifest_yaml

    if not args.url.startswith("https://") and (args.url or args.http or args.rotate):
        print("Slack calls public https addresses only: add --url https://your.address", file=sys.stderr)
        return 2
    way = Way(args.url.rstrip("/"), args.http, args.rotate)
    print(manifest_json(way) if args.json else manifest_yaml(way), end="")
    return 0


def _token_key(_args: argparse.Namespace) -> int:
    from bot.settings import new_key

    print(new_key())
    return 0


def _discord_invite(args: argparse.Namespace) -> int:
    from bot.platforms.discord.permissions import invite_url

    if not args.application.isdigit():
        print("The application id is a number of about 18 digits, on the General Information page.", file=sys.stderr)
        return 2
    print(invite_url(int(args.application)))
    return 0


def _desk_link(args: argparse.Namespace) -> int:
    from bot.inviting import desk_link

    return _keeping(lambda settings: desk_link(settings, args.name, print))


def _backup(args: argparse.Namespace) -> int:
    from bot.keeping import back_up

    return _keeping(lambda settings: back_up(settings, args.file, print))


def _restore(args: argparse.Namespace) -> int:
    from bot.keeping import restore

    return _keeping(lambda settings: restore(settings, args.file, print))


def _copy_database(args: argparse.Namespace) -> int:
    from bot.keeping import copy_database

    return _keeping(lambda settings: copy_database(settings, args.source, args.target, print))


def _keeping(work: Callable[[Settings], Coroutine[None, None, None]]) -> int:
    from bot.settings import SettingsError, load_settings
    from bot.storage.database import StorageError

    try:
        asyncio.run(work(load_settings()))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except StorageError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _with_article(args: argparse.Namespace, show: Callable[[Article], str]) -> int:
    from bot.fetch import FetchError, load_article

    try:
        article = asyncio.run(load_article(args.source, sys.stdin.buffer))
    except FetchError as error:
        print(error, file=sys.stderr)
        return 1
    print(show(article))
    return 0


if __name__ == "__main__":
    sys.exit(main())
