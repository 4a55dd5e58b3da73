"""Stances: how somebody met a thing who is not quoted on it: “welcomed the plan but called it late”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.frames import Frame
from briefs.answers.tagging import Word
from briefs.answers.voices import is_asked
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

_ASKS = pattern(
    r"^\W*(?:(?:what|how)\s+(?:did|do|does|has|have)\s+(?P<who>[^?,]{2,60}?)\s+(?:think|thought|say|said|feel|felt|react|respond|see|view)"
    r"(?:ed)?\s+(?:about|of|on|to|towards?)\s+(?P<thing>[^?,]{2,80}?)"
    r"|(?:what|how)\s+(?:was|were|is)\s+(?P<owner>[^?,]{2,60}?)['’]s?\s+(?:reaction|response|stance|position|attitude|view|opinion)\s+"
    r"(?:to|on|of|about|towards?)\s+(?P<matter>[^?,]{2,80}?))\W*$",
    re.I,
)
_MEETS = frozenset(
    map(
        stem,
        """welcome criticize criticise praise condemn reject back oppose hail support denounce dismiss applaud accept
        endorse embrace attack slam blast question defend resist mock deplore""".split(),
    )
)
_CLOSES = frozenset(",;:—–.?!()“”")


def name_stance(laid: Match) -> Found | None:
    """The verb with which the asked one met the asked thing and all that follows it in its clause.

    None where no sentence has it, or the asked one is quoted somewhere.
    """
    asked = _ASKS.match(laid.question.text)
    who = content_stems(asked["who"] or asked["owner"])[-1:] if asked else ()
    thing = content_stems(asked["thing"] or asked["matter"]) if asked else ()
    if not who or not thing or any(v.quoted and is_asked(v, laid.question) for vs in laid.index.voices for v in vs):
        return None
    meant = {s for one in thing for s, worth in laid.worth.get(one, {}).items() if worth > ALIKE}
    for i, count in enumerate(laid.index.counts):
        if who[0] not in count or not meant & count.keys() or not _MEETS & count.keys():
            continue
        reading = laid.index.reading(i)
        for frame in reading.frames:
            if _is_met(reading.words, frame, who[0], meant):
                end = _end(reading.words, frame.verb + 1)
                return Found(i, reading.words[frame.verb].start, reading.words[end - 1].end)
    return None


def _is_met(words: Sequence[Word], frame: Frame, who: str, meant: set[str]) -> bool:
    if words[frame.verb].stem not in _MEETS or frame.passive or not frame.subject or not frame.object:
        return False
    does = any(w.stem == who for w in words[slice(*frame.subject)])
    return does and any(w.stem in meant for w in words[slice(*frame.object)])


def _end(words: Sequence[Word], at: int) -> int:
    return next((k for k in range(at, len(words)) if words[k].text in _CLOSES), len(words))
