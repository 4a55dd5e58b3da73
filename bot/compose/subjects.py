"""Subjects: what a shared answer answers, as its delivery keeps it: the message, and what it refers back to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

History = tuple[tuple[str, str], ...]
"""(question, answer) pairs, oldest first."""
_MARK = '{"message":'
ANSWER = 300
"""Characters of an earlier answer that are kept."""


def subject_of(message: str, history: Sequence[tuple[str, str]] = ()) -> str:
    """The message alone, or with what was asked before where it says too little without."""
    if not history and not message.startswith(_MARK):
        return message
    turns = [[question, answer[:ANSWER]] for question, answer in history]
    return json.dumps({"message": message, "history": turns}, ensure_ascii=False)


def asked_in(subject: str) -> tuple[str, History]:
    """The message, and what was asked before it."""
    if not subject.startswith(_MARK):
        return subject, ()
    kept = json.loads(subject)
    return str(kept["message"]), tuple((str(question), str(answer)) for question, answer in kept["history"])


def shared_key(topic_id: int, subject: str) -> str:
    """Short enough for a button, and the same for ever: which shared answer is meant."""
    return f"s{topic_id}-{hashlib.sha256(subject.encode('utf-8', 'replace')).hexdigest()[:16]}"
