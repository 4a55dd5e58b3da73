"""Several: the questions of one message, each with the words that it needs to stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.patterns import pattern

MOST = 4
"""Questions of one message that are answered: who asks more is asking for a brief."""
LONGEST = 600
"""Characters of a message that are read."""
_ENDS = pattern(r"[?？]+[\s\"”’')]*|\n+")
_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|isn['’]t|wasn['’]t|didn['’]t)"
)
_WORD = r"(?:whom?|whose|what|which|when|where|why|how\s+(?:many|much|long|old|often|big|high|large|far|tall|fast)|how)"
_PLACED = r"(?:(?:in|at|on|by|to|for|with|from|of)\s+)?"
_OPENS = rf"{_PLACED}(?:(?:who|whose|which)\b|{_WORD}\W*$|{_WORD}\s+(?:[\w’'-]+\s+){{0,3}}?{_AUXILIARY}\b)"
_JOINED = pattern(
    rf"[,;.]?\s+(?:and|also|but|or|plus)\s+(?:also\s+)?(?={_OPENS})"
    rf"|[,;]?\s+and\s+(?={_AUXILIARY}\s+(?:the|an?|it|he|she|they|there|this|that|his|her|their|its)\b)"
    rf"|[,;.]\s+(?={_PLACED}{_WORD}\s+(?:[\w’'-]+\s+){{0,3}}?{_AUXILIARY}\b)",
    re.I,
)
"""“… and how much will they pay”: a question word opens the next question."""
_TWO_WORDS = pattern(rf"^\W*({_WORD})\s*(?:,|/|and|&)\s*({_WORD})\s+(?={_AUXILIARY}\b)", re.I)
"""“when and where did they meet”."""
_ASKS = pattern(
    rf"^\W*(?:(?:and|but|so|also|then|ok|okay|well|hi|hello|hey|please|in|at|on|by|to|for|with|from|of)\b[\s,]*)*(?:{_WORD}|{_AUXILIARY}|list|name|summari[sz]e|tell|give|show|describe|explain|compare)\b",
    re.I,
)
_CLAUSE = pattern(rf"^\W*(?:when|where|while|after|before|if|since|as|what)\s+(?!{_AUXILIARY}\b)", re.I)
"""“When Moore feared an attack, what did he do?” asks one thing."""
_SHORTEST = 2
"""Words that a question has at least: “and why?”."""


def split_questions(text: str) -> tuple[str, ...]:
    """The questions of a message in their order, at most four; the text itself where it asks one thing.

    “When did they meet, and where?” gives two, “when and where did they meet?” too. A statement before a question stays
    with it. Nothing is added or guessed: what a later question leaves out is taken from the one before, as in a thread.
    """
    read = text.strip()[:LONGEST]
    found = [part for piece in _pieces(read) for part in _parts(piece)]
    return tuple(found[:MOST]) if len(found) > 1 else (text,)


def _pieces(text: str) -> Iterator[str]:
    """What ends with a question mark or a line; what asks nothing stays with what follows it."""
    at = 0
    lead = ""
    for end in (*(m.end() for m in _ENDS.finditer(text)), len(text)):
        piece = f"{lead} {text[at:end].strip()}".strip()
        asks = piece.endswith(("?", "？")) or bool(_ASKS.match(text[at:end].strip()))
        if piece and asks:
            yield piece
            lead = ""
        else:
            lead = piece
        at = end


def _parts(piece: str) -> Iterator[str]:
    if two := _TWO_WORDS.match(piece):
        rest = piece[two.end() :]
        yield f"{two[1]} {rest}"
        yield f"{two[2]} {rest}"
        return
    at = 0
    for joint in _JOINED.finditer(piece):
        before = piece[at : joint.start()]
        opens = _CLAUSE.match(before) and not joint[0].strip(" ,;.")
        if _ASKS.match(before) and not opens and len(before.split()) > _SHORTEST:
            yield before.strip(" ,;") + "?"
            at = joint.end()
    yield piece[at:].strip()
