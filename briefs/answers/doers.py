"""Doers: who does what a question asks, where the article gives no name but “a colleague”, or tells it of a name aside.

A name is the better answer where it stands in the asked place; elsewhere it is only a name nearby.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.frames import Place
from briefs.answers.gaps import fill, read_gap
from briefs.answers.kinds import Kind, Wanted, wanted_by_head
from briefs.answers.tagging import Word
from briefs.model import PersonKind
from briefs.patterns import pattern

AFTER = 7
"""Words after a noun that may tell of what it is only the object."""
FIT = 0.45
"""How well the words around the verb must be those of the question."""
_DID = pattern(r"\b(?:do|does|did)\b", re.I)
MOST_OF = 0.6
"""The share of the question that must stand in what is told of a name aside."""
_ARTICLES = ("the", "a", "an")
_BESIDE = pattern(r",\s(?:[\w’'-]+['’]s?\s|the\s|an?\s|its\s|their\s)?")


def name_doer(laid: Match, i: int) -> Found | None:
    """“Union members” for “who walked out?” in sentence `i`; None where a name or a pronoun stands there."""
    gap = read_gap(laid.question) if laid.question.kind is Kind.WHO else None
    if gap is None or gap.verb == "be":
        return None
    filled = [one for one in fill(laid, gap, i) if one.place and one.fit >= FIT]
    best = max(filled, key=lambda one: one.fit, default=None)
    if best is None or best.place is None:
        return None
    words = laid.index.reading(i).words
    first, end = best.place
    first += words[first].lower in _ARTICLES
    if not _is_group(laid, words, (first, end)) or _has_person(laid, i, words[first].start, words[end - 1].end):
        return None
    if named := _set_beside(laid, i, words[best.place[0]].start):
        return named
    return Found(i, words[first].start, words[end - 1].end)


def _set_beside(laid: Match, i: int, start: int) -> Found | None:
    """“Ann Doe” of “Ann Doe, the guild's treasurer, who chaired the talks”: the name that a phrase is set beside."""
    text = laid.index.texts[i]
    for name in laid.index.cast.named[i]:
        between = text[name.end : start]
        if name.end < start and _BESIDE.fullmatch(between):
            return Found(i, name.start, name.end)
    return None


def _is_group(laid: Match, words: Sequence[Word], place: Place) -> bool:
    """Whether a plain noun phrase stands there that is none of the question's words and no figure."""
    inside = words[place[0] : place[1]]
    named = any(w.tag in "R#" or w.text in ("”", '"') for w in inside)
    after = words[place[1] : place[1] + AFTER]
    if after and (after[0].tag == "M" or (after[0].text == "," and after[1:2] and after[1].tag == "M")):
        return False  # “midfielder Ann Doe”
    if any(w.lower == "by" for w in after[1:]) or _is_known(words, place):
        return False  # “a firm founded by Ann Doe”
    return bool(inside) and not named and inside[-1].tag == "N" and inside[-1].stem not in laid.question.stems


def _is_known(words: Sequence[Word], place: Place) -> bool:
    """Whether “the” points back at somebody who has a name before: “the striker”."""
    before = words[place[0] - 1].lower if place[0] else ""
    return before == "the" and wanted_by_head((words[place[1] - 1].stem,), Wanted.ANY) is Wanted.PERSON


def _has_person(laid: Match, i: int, start: int, end: int) -> bool:
    cast = laid.index.cast
    return any(
        name.start < end and start < name.end and cast.people[name.person].kind is PersonKind.PERSON
        for name in cast.named[i]
    )


def name_described(laid: Match, i: int) -> Found | None:
    """“Ann Doe” of “Ann Doe, now under house arrest, said …” for “who is under house arrest?”."""
    if laid.question.kind is not Kind.WHO:
        return None
    asked = set(laid.question.stems)
    if _DID.search(laid.question.text):
        return None
    text, cast, stems = laid.index.texts[i], laid.index.cast, laid.stem_weights()
    for name in cast.named[i]:
        if cast.people[name.person].kind is not PersonKind.PERSON or text[name.end : name.end + 2] != ", ":
            continue
        if asked & cast.stems[name.person]:
            continue
        end = text.find(",", name.end + 1)
        told = {t.stem for t in laid.index.terms[i] if name.end < t.start < end}
        if end > 0 and sum(stems.get(s, 0.0) for s in told) >= MOST_OF * laid.total:
            return Found(i, name.start, name.end)
    return None
