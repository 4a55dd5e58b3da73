"""Shortcuts: what stands in Slack's menus: ask from anywhere; check a quote or brief a link of somebody's message."""

from __future__ import annotations

from collections.abc import Mapping

ASK = "ask_summit"
CHECK = "check_quote"
BRIEF = "brief_link"
SHORTCUTS: Mapping[str, tuple[str, str, str]] = {
    ASK: ("global", "Ask about the summit", "A question, answered with the sentence that proves it"),
    CHECK: ("message", "Check this quote", "Whether the article has these words, and who said them"),
    BRIEF: ("message", "Brief this link", "The brief of the article that this message links to"),
}
"""Callback id -> where it stands, its name (24 characters) and what it does (150), as the manifest says them."""
