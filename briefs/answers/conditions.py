"""Conditions: what follows in somebody's words from a case that a question names: “what will he do if it rains?”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.kinds import Kind
from briefs.patterns import pattern
from briefs.terms import find_terms

LOOKED_INTO = 4
_CASE = r"(?:if|whenever|any\s?time|in\s+case|as\s+soon\s+as|once|when|should|unless)"
_ASKED = pattern(
    r"\b(?:if|whenever|any\s?time|in\s+case|as\s+soon\s+as|once|should(?=\s+\w+\s+\w+\s))\b(?:\s+of)?\s+(?P<case>[^?,]{3,200})",
    re.I,
)
_OPENS = pattern(rf"\b{_CASE}\s", re.I)
_MAIN = (
    r"(?:(?:the|an?|my|our|his|her|its|their)\s+)?(?:[\w’'-]+\s+){1,4}?"
    r"(?:will|would|can|could|must|shall|may|might)\b|\w+[’'](?:ll|d)\s"
)
_AFTER = pattern(rf",\s+(?:then\s+)?(?P<main>(?:{_MAIN})[^,;.?!”\"]*)", re.I)
"""The main clause after the case: “…, we will move it indoors”."""
_BEFORE = pattern(rf"(?:^|[“\",]\s*)(?P<main>(?:{_MAIN})[^,;.?!”\"]*?)\s+{_CASE}\s+(?P<case>[^.?!”\"]+)", re.I)
_KINDS = (Kind.SAID, Kind.WHAT, Kind.DEFINE, Kind.HOW)


def name_consequence(laid: Match, order: Sequence[int]) -> Found | None:
    """The clause that tells what happens in the asked case; None where no case is named, or nobody tells it."""
    asked = _ASKED.search(laid.question.text) if laid.question.kind in _KINDS else None
    case = {t.stem for t in find_terms(asked["case"]) if not t.stops} if asked else set()
    best: tuple[int, Found] | None = None
    for i in order[:LOOKED_INTO] if case else ():
        found = _told(laid, i, case)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best else None


def _told(laid: Match, i: int, case: set[str]) -> tuple[int, Found] | None:
    """How many words of the case sentence `i` repeats, and its main clause."""
    text = laid.index.texts[i]
    meant = {s for asked in case for s in laid.worth.get(asked, {})}
    if (found := _BEFORE.search(text)) and (shared := _shared(found["case"], meant)):
        return shared, Found(i, found.start("main"), found.end("main"))
    opens = _OPENS.search(text)
    mains = list(_AFTER.finditer(text, opens.end())) if opens else []
    if not opens or not mains:
        return None
    shared = _shared(text[opens.end() : mains[-1].start()], meant)
    return (shared, Found(i, mains[-1].start("main"), mains[-1].end("main"))) if shared else None


def _shared(piece: str, meant: set[str]) -> int:
    return len({t.stem for t in find_terms(piece)} & meant)
