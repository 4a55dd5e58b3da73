"""Tokens: what every form of a visitor's carries, and nobody else's can."""

from __future__ import annotations

import hashlib
import hmac

from aiohttp import web

from bot.web.visitors import Visitor


def token_of(visitor: Visitor) -> str:
    """Made from the cookie, which no other site can read."""
    return hmac.new(visitor.token.encode(), b"desk form", hashlib.sha256).hexdigest()[:32]


def check_token(visitor: Visitor, sent: str) -> None:
    """Raise a refusal for a form that did not come from a page of this visit."""
    if not hmac.compare_digest(sent.encode(), token_of(visitor).encode()):
        raise web.HTTPForbidden(text="This form is from an earlier visit. Go back, load the page anew, and send it.")
