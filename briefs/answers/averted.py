"""Averted: whether what was threatened came about in the end, and by what a quarrel was settled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.kinds import Kind
from briefs.patterns import pattern

LOOKED_INTO = 4
"""Best sentences that are looked into."""
AFTER = 3
"""Sentences behind one that names a quarrel in which its end is told."""
FULL = 0.4
"""The share of the question's weight that a sentence must hold before it says yes or no."""
_QUARREL = (
    r"(?:fight|dispute|row|conflict|standoff|stand-off|quarrel|disagreement|talks|negotiations?|argument|feud|strike"
    r"|deadlock|impasse)"
)
_ASKS_END = pattern(rf"^\W*(?:how\s+(?:did|was|were|has|is)|what)\s[^?]*\b{_QUARREL}\b", re.I)
_ENDS = pattern(
    r"\b(?:end|ended|ends|settled?|resolved?|solved?|overcome|broken|closed?|over|turn\s+out|come\s+out|sorted\s+out)\b",
    re.I,
)
_AGREED = pattern(
    r"(?:^|[,;]\s|\b(?:before|until|when|after|and|that)\s)(?P<clause>(?:(?:both|the|all|two)\s)*[\w’']+(?:\s[\w’']+){0,2}\s"
    r"(?:reached|struck|found|agreed\son|came\sto|signed)\s(?:an?|the)\s(?:[\w-]+\s)?"
    r"(?:compromise|settlement|truce|accord|deal|agreement))"
)
_SETTLED = pattern(
    r"\b(?:the|both|all|they|we|[A-Z]\w+)\s(?:[\w’']+\s){0,2}?(?P<clause>(?:settled|compromised|agreed)\son\s[^,.;:—–?!”\"()]{3,80})"
)
_QUARRELS = pattern(rf"\b{_QUARREL}s?\b", re.I)
_IN_THE_END = pattern(
    r"\b(?:end(?:ed)?\s+up|in\s+the\s+end|ultimately|eventually|finally|go(?:ne)?\s+through\s+with|went\s+through\s+with"
    r"|carr(?:y|ied)\s+out|make\s+good\s+on)\b",
    re.I,
)
_THREAT = pattern(r"\bthreat(?:en\w*|s)?\b", re.I)
_AVERTED = pattern(
    r"^\W*(?:was|were|is|has|have|could)\s[^?]*\b(?:averted|avoided|prevented|headed\s+off|warded\s+off)\W*$",
    re.I,
)
_GIVEN_UP = pattern(
    r"\b(?:backed\s(?:down|off)|relented|gave\s(?:in|way)|(?:withdrew|dropped|abandoned|lifted|shelved)\s(?:the|his|her|its|their)\sthreat"
    r"|(?:was|were)\s(?:averted|avoided|dropped|shelved|called\soff)|averted|compromised)\b"
)


def name_averted(laid: Match, order: Sequence[int]) -> Found | None:
    """“No” where the threat that a question asks about was ended by an agreement, or how a quarrel was; else None."""
    return _never(laid, order[0]) or _end(laid, order)


def _never(laid: Match, best: int) -> Found | None:
    text, asked = laid.index.texts[best], laid.question.text
    if laid.question.kind is not Kind.YES_NO or laid.coverage[best] < FULL:
        return None
    averted = _AVERTED.match(asked)
    if not averted and not _IN_THE_END.search(asked):
        return None
    threat = _THREAT.search(text)
    if threat is None or not (_AGREED.search(text, threat.end()) or _GIVEN_UP.search(text, threat.end())):
        return None
    return Found(best, 0, len(text), "Yes" if averted else "No")


def _end(laid: Match, order: Sequence[int]) -> Found | None:
    """“Both sides reached a compromise”, where a question asks how their quarrel ended."""
    if not _ASKS_END.match(laid.question.text) or not _ENDS.search(laid.question.text):
        return None
    agreed = {i: found for i in order[:LOOKED_INTO] if (found := _AGREED.search(laid.index.texts[i]))}
    if order[0] not in agreed and (settled := _settled(laid, order[0])):
        return settled
    return next((Found(i, *found.span("clause")) for i, found in agreed.items()), None)


def _settled(laid: Match, best: int) -> Found | None:
    """“Settled on mixed crews”, in a sentence right behind the one that names the quarrel."""
    if not _QUARRELS.search(laid.index.texts[best]):
        return None
    for i in range(best, min(best + 1 + AFTER, len(laid.index.texts))):
        if laid.index.paragraphs[i] == laid.index.paragraphs[best] and (m := _SETTLED.search(laid.index.texts[i])):
            return Found(i, *m.span("clause"))
    return None
