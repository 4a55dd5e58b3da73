"""Roles: what a person may do, from what the platform and the newsroom know of them."""

from __future__ import annotations

from enum import IntEnum


class Role(IntEnum):
    """Each includes those before it."""

    READER = 0
    EDITOR = 1
    """Writes."""
    PUBLISHER = 2
    """Approves, publishes, corrects, withdraws."""
    ADMIN = 3
    """Schedules, settings, people."""

    @property
    def label(self) -> str:
        return self.name.lower()
