"""Judged: for what somebody is thanked or praised, where the article tells it in one sentence and a question calls the
two otherwise: “why did the mayor thank the American president?”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.answers.complements import JUDGES
from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.frames import Frame, Place, whole_end
from briefs.answers.gaps import read_gap
from briefs.answers.kinds import Kind
from briefs.answers.whose import other_office
from briefs.model import PersonKind
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

_FOR_DID = pattern(r"^\W*for\s+what\s+(?:did|does|has|had)\s", re.I)


def name_judged(laid: Match) -> Found | None:
    """What “for” or “on” brings after the asked verb; None where several sentences have it, or others do it there."""
    for least in (1.0, ALIKE) if _asks_why(laid) and not other_office(laid) else ():
        told = [one for one in _told(laid, least) if not _is_of_others(laid, one[0], one[1])]
        if len(told) == 1 and not _is_crossed(laid, told[0][0], told[0][1]):
            i, _, place = told[0]
            words = laid.index.reading(i).words
            return Found(i, words[place[0]].start, words[whole_end(words, place[1]) - 1].end)
    return None


def is_turned_round(laid: Match) -> bool:
    """Whether the only sentence with the asked verb tells it the other way round: Doe thanked Roe, not Roe Doe."""
    told = list(_told(laid, 1.0)) if _asks_why(laid) else []
    return len(told) == 1 and _is_crossed(laid, told[0][0], told[0][1])


def _asks_why(laid: Match) -> bool:
    question = laid.question
    return question.verb in JUDGES and (question.kind is Kind.WHY or bool(_FOR_DID.match(question.text)))


def _told(laid: Match, least: float) -> Iterator[tuple[int, Frame, Place]]:
    """The frames of the asked verb, or of one worth as much, that say for what."""
    meant = {s for s, worth in laid.worth.get(laid.question.verb, {}).items() if worth >= least}
    for i, count in enumerate(laid.index.counts):
        if not meant & count.keys():
            continue
        reading = laid.index.reading(i)
        for frame in reading.frames:
            place = frame.link("for", "on") if reading.words[frame.verb].stem in meant else None
            if place and frame.object and reading.words[place[0]].lower != "behalf":
                yield i, frame, place


def _is_of_others(laid: Match, i: int, frame: Frame) -> bool:
    """Whether the question names a person of whom the sentence does not tell, a country of whoever does it, or another
    than does it there."""
    here, words = laid.index.counts[i].keys() | laid.index.carried[i].keys(), laid.index.reading(i).words
    known = [p.name for p in laid.index.cast.people if p.kind is PersonKind.PERSON]
    people = {s for name in known for s in content_stems(name)[-1:]}
    named, gap = {stem(name) for name in laid.question.names}, read_gap(laid.question)
    doers = named & set(gap.subject) if gap else set()
    agent = {w.stem for w in words[slice(*frame.subject)] if w.tag == "M"} if frame.subject else set()
    if any(not here & {s, *laid.worth.get(s, {})} for s in doers) or named & people - here:
        return True
    return bool(doers & people and agent and not doers & agent)


def _is_crossed(laid: Match, i: int, frame: Frame) -> bool:
    """Whether who does it in the question has it done to them there, or the other way round."""
    gap, words = read_gap(laid.question), laid.index.reading(i).words
    names = {stem(name) for name in laid.question.names}
    patient = {w.stem for w in words[slice(*frame.object)]} if frame.object else set()
    agent = {w.stem for w in words[slice(*frame.subject)]} if frame.subject else set()
    return gap is not None and bool(names & set(gap.subject) & patient or names & set(gap.others) & agent)
