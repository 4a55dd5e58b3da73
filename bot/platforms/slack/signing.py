"""Signing: whether a request comes from Slack (Slack, “Verifying requests from Slack”)."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

OLD = timedelta(minutes=5)
"""Older requests, and those from the future, are somebody's copies."""


def signature(secret: str, timestamp: str, body: bytes) -> str:
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, sha256).hexdigest()


def is_signed(secret: str, timestamp: str, given: str, body: bytes, now: datetime) -> bool:
    """Whether `given` is the signature of this body at this time, lately; the time that it takes tells nothing."""
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 13):
        return False
    if abs(now.timestamp() - int(timestamp)) > OLD.total_seconds():
        return False
    return hmac.compare_digest(signature(secret, timestamp, body).encode(), given.encode())
