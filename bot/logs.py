"""Logs: what the terminal shows, in sentences; no secret and no user text goes there."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Sequence

QUIET = ("aiosqlite", "alembic", "apscheduler", "asyncio", "discord", "slack_bolt", "slack_sdk", "aiohttp.access")
_TOKEN = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,45}|(?<=://)[^/@\s]{1,200}:[^/@\s]{1,200}@"
)


class _Hiding(logging.Formatter):
    """Blanks secrets: the configured ones and whatever has the shape of a token."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")
        self._secrets = [secret for secret in secrets if len(secret) >= 6]

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return _TOKEN.sub("[secret]", text)


def set_up_logs(level: str, secrets: Sequence[str] = ()) -> None:
    """Log to standard error at `level`; libraries speak up from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Hiding(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
