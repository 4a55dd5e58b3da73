"""Refusing: how the loopback Discord says no, with Discord's own status and code."""

from __future__ import annotations


class Refusal(Exception):
    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def refuse(problems: list[str]) -> None:
    """Raises `Refusal` for a body with problems."""
    if problems:
        raise Refusal(400, 50035, "Invalid Form Body: " + "; ".join(problems))
