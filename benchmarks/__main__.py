"""`python -m benchmarks NAME …`: measurements of the engine, each in a module of its own."""

from __future__ import annotations

import argparse
import importlib
import sys

NAMES = {
    "quotes": "predictions for the quotation scorer",
    "summaries": "predictions for the summary scorer",
    "answers": "predictions for the answer scorer",
    "check": "predictions for the checker's scorer, and planted errors",
    "wave": "posts a second within a platform's limits, and how soon commands are answered meanwhile",
    "speed": "time, memory and import time",
    "crash": "kill -9 of real senders, and what became of every message that was owed",
    "scale": "100,000 subscriptions due in one minute, and what an idle tick costs",
    "desk": "every page of the desk, and the check as one types, with 1,000 revisions and 10,000 deliveries",
    "discord": "memory by servers, how soon commands are acknowledged, and what a command costs beside a bare bot",
    "slack": "how soon a signed Slack command is answered, and commands a second beside a bare signed handler",
    "blind": "pairs for a blind reading against the first three sentences",
}


def main(argv: list[str] | None = None) -> int:
    """Parse the named benchmark's own arguments (`add_arguments`) and run its `main(args)`."""
    argv = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="name", required=True)
    for name, about in NAMES.items():
        command = commands.add_parser(name, help=about)
        if name in argv[:1]:
            importlib.import_module(f"benchmarks.{name}").add_arguments(command)
    args = parser.parse_args(argv)
    return int(importlib.import_module(f"benchmarks.{args.name}").main(args) or 0)


if __name__ == "__main__":
    sys.exit(main())
