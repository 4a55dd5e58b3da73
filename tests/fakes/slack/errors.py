"""Errors: what Slack answers in place of a result."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.answer = {"ok": False, "error": code, **more}
