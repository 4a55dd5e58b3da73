"""Logs: what the terminal shows, in sentences; no secret and no user text goes there."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb
from typing import Any

QUIET = ("aiosqlite", "alembic", "apscheduler", "asyncio", "discord", "slack_bolt", "slack_sdk", "aiohttp.access")
OWN = f"{Path(__file__).parent}"
"""Where Readout's own modules are: the place in them tells more than one deep in a library."""
_TOKEN = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,45}|(?<=://)[^/@\s]{1,200}:[^/@\s]{1,200}@"
)


class _Hiding(logging.Formatter):
    """Blanks secrets: the configured ones and whatever has the shape of a token. An exception becomes a line."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")
        self._secrets = [secret for secret in secrets if len(secret) >= 6]

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return _TOKEN.sub("[secret]", text)

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's own name
        """What failed and where, without the texts that a whole traceback or a statement's parameters would show."""
        kind, error, frames = ei
        if kind is None:
            return ""
        said = str(error).partition("\n")[0]
        places = extract_tb(frames)
        place = next((one for one in reversed(places) if OWN in one.filename), places[-1] if places else None)
        where = f" ({_short(place.filename)}, line {place.lineno})" if place else ""
        return f"Why: {kind.__name__}{': ' if said else ''}{said}{where}"


def _short(file: str) -> str:
    """A file's name with its folder's."""
    return "/".join(Path(file).parts[-2:])


def set_up_logs(level: str, secrets: Sequence[str] = ()) -> None:
    """Log to standard error at `level`; libraries speak up from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Hiding(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
