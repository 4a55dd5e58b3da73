"""The desk in the browser: how the newsroom's people write, check, publish and watch over briefs."""

from __future__ import annotations

from bot.web.desk.site import Desk

__all__ = ["Desk"]
