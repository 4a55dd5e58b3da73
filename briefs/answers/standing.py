"""Standing for: who the “he” or “she” is that does in a sentence what a question asks about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.gaps import fill, read_gap
from briefs.answers.tagging import Word
from briefs.model import PersonKind
from briefs.patterns import pattern
from briefs.terms import content_stems

REACH = 4
"""Sentences that a pronoun looks back for a name."""
_DID = pattern(r"\b(?:do|does|did)\b|^\W*(?:of|for|to|with|by|on|about|from|at|in|against)\s+whom?\b", re.I)
_HE = frozenset(("he", "she"))
_STANDS = {"you": "", "he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}


def name_subject(laid: Match, i: int) -> Found | None:
    """The name of whom the pronoun stands for that is the subject of the asked verb; None where a name is it."""
    words = laid.index.reading(i).words
    gap = read_gap(laid.question)
    other = _DID.search(laid.question.text) or (gap is not None and gap.slot not in ("", "subject"))
    pronoun = _filling(laid, i) or (None if other else _subject(laid, words))
    if pronoun is None:
        return None
    asked = set(laid.question.stems)
    names = (one for one in named_before(laid, i, pronoun) if not asked & _stems(laid, one))
    found = next(names, None)
    return replace(found, proof=i) if found else None


def _stems(laid: Match, name: Found) -> set[str]:
    """The stems of a name: who “he” is, is not told by a name that the question has."""
    return set(content_stems(laid.index.texts[name.sentence][name.start : name.end]))


def _filling(laid: Match, i: int) -> Word | None:
    """The pronoun that stands alone in the place that the question leaves open: “congratulated her on breaking …”."""
    gap = read_gap(laid.question)
    filled = [one for one in fill(laid, gap, i) if one.place] if gap else []
    best = max(filled, key=lambda one: one.fit, default=None)
    if best is None or best.place is None or best.place[1] - best.place[0] != 1:
        return None
    word = laid.index.reading(i).words[best.place[0]]
    return word if word.lower in _STANDS else None


def _subject(laid: Match, words: tuple[Word, ...]) -> Word | None:
    """The pronoun right before the asked verb, auxiliaries and adverbs between them left out."""
    stems = laid.stem_weights()
    asked = [k for k, w in enumerate(words) if w.stem in stems and w.tag in "VNJ" and not w.text[0].isupper()]
    best: tuple[float, Word] | None = None
    for k in asked:
        j = k - 1
        while j >= 0 and (words[j].tag in "XA" or words[j].lower in ("be", "been")):
            j -= 1
        if j < 0 or words[j].lower not in _HE:
            continue
        weight = stems[words[k].stem]
        if words[k].tag == "N" and j == k - 1:
            continue
        if best is None or weight > best[0]:
            best = weight, words[j]
    return best[1] if best else None


def named_before(laid: Match, i: int, pronoun: Word) -> Iterator[Found]:
    """The names that the pronoun may stand for, nearest first; nobody calls himself “he” in his own words."""
    index = laid.index
    speakers: set[str] = set()
    for voice in index.voices[i]:
        if voice.quoted and voice.start <= pronoun.start < voice.end:
            speakers |= set(voice.speakers)
    for k in range(i, max(-1, i - REACH), -1):
        for name in reversed(index.cast.named[k]):
            person = index.cast.people[name.person]
            fits = person.kind is PersonKind.PERSON and (
                _STANDS[pronoun.lower] in ("", person.pronoun) or not person.pronoun
            )
            if fits and person.name not in speakers and (k < i or name.end <= pronoun.start):
                yield Found(k, name.start, name.end)
