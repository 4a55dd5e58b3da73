"""Aims: what somebody means or promises to do, what would make somebody proud, and the part that somebody had in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.frames import clause_end, whole_end
from briefs.answers.tagging import Word
from briefs.answers.voices import is_asked
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

LOOKED_INTO = 4
"""Best sentences that are looked into."""
_WANTS = "intend plan want hope aim seek wish mean vow pledge promise threaten"
_ASKS_AIM = pattern(
    rf"^\W*(?P<ask>how|what)\s+(?:do|does|did)\s+[^?,]{{2,80}}?\s(?:{_WANTS.replace(' ', '|')})\s+to\s+(?P<deed>\w+)",
    re.I,
)
_WISHES = frozenset(map(stem, _WANTS.split()))
_ASKS_PROMISE = pattern(
    r"^\W*(?:what\s+(?:did|does|has|do)\s+[^?,]{2,60}?\s(?:promised?|pledged?|vow(?:ed)?|assured?|guaranteed?|offer(?:ed)?)"
    r"|what\s+(?:promise|pledge|assurance|guarantee|offer)s?\s+(?:did|does|has)\s+[^?,]{2,60}?\s(?:make|made|give|given)"
    r"|how\s+(?:did|does|has)\s+[^?,]{2,60}?\sreassured?)"
    r"(?:\s+(?:to\s+(?=(?-i:[A-Z]))|(?!to\s))(?P<whom>[^?,]{2,60}?))?\W*$",
    re.I,
)
_WILL = pattern(r"\b(?:[Ww]e|I)(?:\s(?:will|shall)|[’']ll)\s[^,;.?!”\"]*")
_ASKS_CAUSE = pattern(
    r"^\W*what\s+(?:would\s+|will\s+|did\s+|might\s+)?(?:have\s+)?(?:makes?|made)\s+[^?,]{2,60}?\s(?P<how>\w+)\W*$",
    re.I,
)
_ASKS_PART = pattern(
    r"^\W*what\s+(?:is|was|were|are)\s+(?:[^?,]{1,60}?(?:['’]s?|s['’])|his|her|their|its)\s+(?:role|part)\b", re.I
)
_PARTS = frozenset(map(stem, ("role", "part")))


def name_aim(laid: Match, order: Sequence[int]) -> Found | None:
    """The words of one of the best sentences that tell it; None where the question has another form."""
    best = order[:LOOKED_INTO]
    return _meant(laid, best) or _promised(laid, order) or _cause(laid, best) or _part(laid, best)


def _meant(laid: Match, best: Sequence[int]) -> Found | None:
    """“Strengthen further” of “a tie that they intend to strengthen further”: the verb phrase behind the wish."""
    asked = _ASKS_AIM.match(laid.question.text)
    if not asked or (asked["ask"].lower() == "what" and asked["deed"].lower() != "do"):
        return None
    for i in best:
        words = laid.index.reading(i).words
        for k in range(len(words) - 2):
            at = _infinitive(words, k) if words[k].stem in _WISHES and words[k].tag in "VN" else None
            if at is not None:
                end = clause_end(words, at)
                new = words[at].stem not in laid.question.stems and words[at].tag in "VNX"
                return Found(i, words[at].start, words[end - 1].end) if end > at and new else None
    return None


def _infinitive(words: Sequence[Word], k: int) -> int | None:
    """Where the verb behind “to” stands, with at most a time between: “threatened in May to close it”."""
    timed = k + 3 < len(words) and words[k + 1].lower in ("in", "on", "last") and words[k + 2].tag in "NM#"
    at = k + 1 + (2 if timed else 0)
    return at + 1 if at + 1 < len(words) and words[at].lower == "to" else None


def _promised(laid: Match, order: Sequence[int]) -> Found | None:
    """“We will be there”, said by the asked one of the asked other, where the article has no word for a promise."""
    asked = _ASKS_PROMISE.match(laid.question.text)
    whom = set(content_stems(asked["whom"] or "")) if asked else set()
    if not asked or not whom:
        return None
    for i in order:
        voices = [v for v in laid.index.voices[i] if v.quoted and is_asked(v, laid.question)]
        if voices and whom & laid.index.counts[i].keys():
            last = None
            for found in _WILL.finditer(laid.index.texts[i], voices[0].start, voices[-1].end):
                last = found
            if last:
                return Found(i, last.start(), last.end())
    return None


def _cause(laid: Match, best: Sequence[int]) -> Found | None:
    """“To see you lead” of “he would be proud to see you lead”, for “what would make him proud?”."""
    asked = _ASKS_CAUSE.match(laid.question.text)
    how = stem(asked["how"].lower()) if asked else ""
    for i in best if how else ():
        words = laid.index.reading(i).words
        for k in range(len(words) - 2):
            if words[k].stem == how and words[k + 1].lower in ("to", "that", "of", "because"):
                first = k + 1 + (words[k + 1].lower in ("of", "that"))
                return Found(i, words[first].start, words[clause_end(words, first + 1) - 1].end)
    return None


def _part(laid: Match, best: Sequence[int]) -> Found | None:
    """“Easing tensions” of “his role in easing tensions”, for “what was his role?”."""
    if not _ASKS_PART.match(laid.question.text):
        return None
    for i in best:
        words = laid.index.reading(i).words
        for k in range(len(words) - 3):
            if words[k].stem in _PARTS and words[k + 1].lower == "in" and words[k + 2].lower.endswith("ing"):
                end = _deed_end(words, k + 3)
                return Found(i, words[k + 2].start, words[end - 1].end) if end > k + 3 else None
    return None


def _deed_end(words: Sequence[Word], at: int) -> int:
    """Where the object of a participle ends, with what belongs to it."""
    end = at
    while end < len(words) and words[end].tag in "DNMJ#":
        end += 1
    return min(whole_end(words, end), clause_end(words, at))
