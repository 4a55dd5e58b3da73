"""Deeds: what somebody did, and what happened: the verb with what belongs to it, where no single thing is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.frames import Frame
from briefs.answers.tagging import Word
from briefs.patterns import pattern
from briefs.terms import content_stems

_HAPPENED = pattern(r"^\W*(?:so\s+)?what\s+(?:has\s+|had\s+)?(?:happened|occurred|took\s+place)\b", re.I)
_DONE = pattern(
    r"^\W*what\s+(?:did|has|have|had|will|would|is|are|was|were)\s+(?P<who>(?:[\w.’'-]+\s+){1,6}?)(?:do|done|doing)\b"
    r"(?!\s+(?:to\s+do|say))",
    re.I,
)
_SAYING = frozenset("said says say saying added told".split())


def name_deed(laid: Match, i: int) -> Found | None:
    """“Signed a new treaty” for “what did the two states do in May?”, with its subject for “what happened in May?”."""
    text = laid.question.text
    done = _DONE.match(text)
    if not done and not _HAPPENED.match(text):
        return None
    words, frames = laid.index.reading(i).words, laid.index.reading(i).frames
    told = [frame for frame in frames if words[frame.verb].lower not in _SAYING and frame.subject and _last(frame)]
    who = set(content_stems(done["who"])) if done else set()
    told = [frame for frame in told if not who or _is_by(laid, i, frame, who)]
    best = max(told, key=lambda frame: _shared(laid, words, frame), default=None)
    if best is None or not best.subject:
        return None
    return Found(
        i, words[best.verb if done else _without_article(words, best.subject[0])].start, words[_last(best) - 1].end
    )


def _last(frame: Frame) -> int:
    """Where the deed ends: at its object, or the first thing that a preposition brings; 0 where it has neither."""
    if frame.object and frame.object[0] > frame.verb:
        return frame.object[1]
    return frame.links[0][1][1] if frame.links else 0


def _without_article(words: Sequence[Word], first: int) -> int:
    return first + (words[first].lower in ("the", "a", "an"))


def _is_by(laid: Match, i: int, frame: Frame, who: set[str]) -> bool:
    """Whether the subject holds one of the asked words, or a pronoun that carries it."""
    first, last = frame.subject or (0, 0)
    inside = laid.index.reading(i).words[first:last]
    meant = {stem for asked in who for stem in laid.worth.get(asked, {asked: 1.0})}
    return any(w.stem in meant and not w.text.endswith(("’s", "'s")) for w in inside) or (
        last - first == 1 and inside[0].tag == "R" and bool(meant & set(laid.index.carried[i]))
    )


def _shared(laid: Match, words: Sequence[Word], frame: Frame) -> float:
    """What of the question stands in the deed's own words."""
    stems = laid.stem_weights()
    first = (frame.subject or (frame.verb, 0))[0]
    last = max((place[1] for _, place in frame.links), default=_last(frame))
    return sum(stems.get(w.stem, 0.0) for w in words[first : max(last, _last(frame))])
