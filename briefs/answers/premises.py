"""Premises: what a question takes for done, by whom and on which day, where the best sentence tells it of another doer
or day, or as no more than pledged, due or undone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefs.answers.doubt import takes_for_fact
from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.kin import kin_of
from briefs.answers.kinds import Kind
from briefs.answers.lexicon import is_past_form
from briefs.answers.mismatch import has_word
from briefs.answers.tagging import Word, tag_words
from briefs.lexicon import DEMONYMS
from briefs.modality import modality_at
from briefs.model import Modality, PersonKind
from briefs.patterns import pattern
from briefs.terms import stem


def is_unfounded(laid: Match, found: Found | None, best: int) -> bool:
    """Whether the question takes for true of the best sentence, or of what was found, what is told there otherwise."""
    told = best if found is None else found.sentence
    return (
        is_another(laid, best)
        or is_other_pair(laid, best)
        or is_undone(laid)
        or is_due(laid, best)
        or is_another_day(laid, told)
        or (found is not None and not found.words and is_only_pledged(laid, found))
    )


OWN = 0.7
"""The worth of another form of the same word."""
_ASKS_OTHERWISE = frozenset((Kind.YES_NO, Kind.EITHER, Kind.SAID, Kind.SPEAKER))
_AUXILIARIES = frozenset("did does do has have had will would".split())
_MUTUAL = frozenset(
    map(
        stem,
        "meet marry talk speak face play join agree sign fight discuss negotiate share work know see be have do make "
        "take get".split(),
    )
)
"""Deeds of two, and verbs of so many meanings that another's is no contrary."""
_TITLES = frozenset(
    "president prime minister former late mr mrs ms dr sir foreign chancellor king queen senator governor mayor "
    "secretary".split()
)
_ANYBODY = frozenset(
    "both they leaders sides countries nations each we us all who which that he she it his her their its".split()
)
"""Words of a subject that may stand for whoever is asked about."""


def is_another(laid: Match, i: int) -> bool:
    """“Why did Doe resign?” of a sentence where only Roe, who is named, resigns."""
    question = laid.question
    if question.kind in _ASKS_OTHERWISE or not question.verb or question.verb in _MUTUAL:
        return False
    names = _doer_asked(laid)
    words = laid.index.reading(i).words
    meant = {other for s in names for other in (s, *laid.worth.get(s, {}))}
    told = False
    for frame in laid.index.reading(i).frames if names else ():
        if laid.worth.get(question.verb, {}).get(words[frame.verb].stem, 0.0) < OWN:
            continue
        agent = frame.link("by") if frame.passive else frame.subject
        doers = words[agent[0] : agent[1]] if agent else ()
        if any(w.lower in _ANYBODY or w.stem in meant for w in doers) or not _is_other(laid, names, i, doers):
            return False
        told = True
    return told


def _is_other(laid: Match, names: Sequence[str], i: int, doers: Sequence[Word]) -> bool:
    """Whether the doers are surely not the asked one: two people, two that are neither, a person of another country
    than the asked one, or a country for a person whom the sentence lacks."""
    cast = laid.index.cast
    asked = {cast.people[p].kind for p, stems in enumerate(cast.stems) if any(s in stems for s in names)}
    told = {cast.kind(i, w.start, w.end) for w in doers if w.tag == "M"}
    if not told or asked == told == {PersonKind.PERSON} or not (asked | told) & {PersonKind.PERSON, PersonKind.PLACE}:
        return bool(told)
    if asked == {PersonKind.PERSON}:
        return told == {PersonKind.PLACE} and not any(has_word(laid, i, s) for s in names)
    return told == {PersonKind.PERSON} and _is_foreign(laid, names, i, doers)


def _is_foreign(laid: Match, names: Sequence[str], i: int, doers: Sequence[Word]) -> bool:
    """“Peru” for the Chilean president: the article has somebody of the asked country (“Peruvian Minister Ann Doe”),
    and it is not who does it here."""
    cast, meant = laid.index.cast, {other for s in names for other in (s, *laid.worth.get(s, {}))}
    here = {n.person for n in cast.named[i] for w in doers if n.start <= w.start < n.end}
    own = {
        name.person
        for k, named in enumerate(cast.named)
        for name in named
        if cast.people[name.person].kind is PersonKind.PERSON and _is_of(laid, k, name.start, meant)
    }
    return bool(own) and not own & here


ALIKE = 4
"""The letters that a country and its people share: “Norway” and “Norwegian”."""


def _is_of(laid: Match, i: int, start: int, meant: set[str]) -> bool:
    """Whether one of the words `meant` leads to the name at `start`, with nothing but titles between."""
    before = [w for w in laid.index.reading(i).words if w.end <= start][-NEAR:]
    begins = {s[:ALIKE] for s in meant}
    own = (w.stem in meant or (w.lower in DEMONYMS and w.lower[:ALIKE] in begins) for w in before)
    return any(of and all(t.tag in "MNJ" for t in before[k:]) for k, of in enumerate(own))


_PAIR = pattern(r"\b(?:did|do|does|have|had|will|were|are)\s+([A-Z]\w+)\s+and\s+([A-Z]\w+)\b")


def is_other_pair(laid: Match, i: int) -> bool:
    """“Where did Doe and Ray meet?” of a sentence by which Doe met somebody else."""
    asked = _PAIR.search(laid.question.text)
    pair = (stem(asked[1]), stem(asked[2])) if asked else ()
    cast = laid.index.cast
    people = [stems for stems, one in zip(cast.stems, cast.people, strict=True) if one.kind is PersonKind.PERSON]
    if not pair or not all(any(s in stems for stems in people) for s in pair):
        return False
    named = [cast.stems[n.person] for n in cast.named[i] if cast.people[n.person].kind is PersonKind.PERSON]
    others = [stems for stems in named if not any(s in stems for s in pair)]
    return bool(others) and sum(has_word(laid, i, s) for s in pair) == 1


def _doer_asked(laid: Match) -> tuple[str, ...]:
    """The stems of the name between “did” and the verb of the question; none where something else stands there."""
    words = tag_words(laid.question.text)
    at = next((k + 1 for k, w in enumerate(words) if w.lower in _AUXILIARIES), len(words))
    names: list[str] = []
    while at < len(words) and _may_name(laid, words[at]):
        if words[at].tag != "D" and words[at].lower not in _TITLES:
            names.append(words[at].stem)
        at += 1
    while at < len(words) and (words[at].tag == "A" or words[at].lower in _AUXILIARIES):
        at += 1
    return tuple(names) if at < len(words) and words[at].stem == laid.question.verb else ()


def _may_name(laid: Match, word: Word) -> bool:
    owns = word.text.endswith(("'s", "’s"))
    return not owns and (word.tag in "MD" or word.stem in laid.index.names or word.lower in _TITLES)


_UNDONE = {
    ("turn", "down"): "reject", ("call", "off"): "cancel", ("pull", "out"): "withdraw", ("back", "out"): "withdraw",
    ("give", "up"): "abandon", ("break", "off"): "end", ("drop", "out"): "withdraw", ("walk", "out"): "leave",
    ("break", "down"): "collapse", ("fall", "apart"): "collapse", ("fall", "through"): "collapse",
    ("step", "down"): "resign",
}  # fmt: skip
"""Deeds that a verb and its particle name together, each told here by a single word."""


def is_undone(laid: Match) -> bool:
    """“Why did they call off the deal?” where nothing is called off, cancelled or the like in the whole article."""
    asked = {(stem(verb), particle): stem(word) for (verb, particle), word in _UNDONE.items()}
    for verb, particle in pairwise(laid.question.terms):
        if meant := asked.get((verb.stem, particle.lower)):
            single = any(s in laid.index.documents for s in (meant, *kin_of(meant)))
            return not single and not _has_phrase(laid, verb.stem, particle.lower)
    return False


def _has_phrase(laid: Match, verb: str, particle: str) -> bool:
    words = (laid.index.reading(i).words for i, count in enumerate(laid.index.counts) if verb in count)
    return any(a.stem == verb and b.lower == particle for told in words for a, b in pairwise(told))


_TO_COME = (Kind.WHEN, Kind.WHO, Kind.HOW_LONG, Kind.WHY, Kind.WHERE)
_STILL_TO = pattern(
    r"\b(?:(?:still|yet)\s+(?:has|have|had|needs?)\s+to|(?:has|have|needs?|must)\s+(?:still|yet)\s+(?:to\s+)?|"
    r"(?:has|have|needs?)\s+to\s+be|must\s+be|yet\s+to)\b",
    re.I,
)
NEAR = 4
"""Words after “still has to” among which its verb is."""


def is_due(laid: Match, i: int) -> bool:
    """“When did the council approve it?” of a sentence by which the council still has to."""
    question = laid.question
    due = _STILL_TO.search(laid.index.texts[i]) if question.kind in _TO_COME else None
    if due is None or _SAYS_DUE.search(question.text) or not (takes_for_fact(question) or _tells_past(laid)):
        return False
    after = [w for w in laid.index.reading(i).words if w.start >= due.end()][:NEAR]
    return any(w.stem in laid.worth.get(question.verb, {}) for w in after)


_SAYS_DUE = pattern(r"\b(?:still|yet|must|needs?|should|ha(?:s|ve)\s+to)\b", re.I)


def _tells_past(laid: Match) -> bool:
    """“Who approved it?”"""
    return any(t.stem == laid.question.verb and is_past_form(t.lower) for t in laid.question.terms)


_ONLY_SAID = (Modality.PLEDGE, Modality.THREAT)


def is_only_pledged(laid: Match, found: Found) -> bool:
    """“How much did Peru invest?” of “a pledge from Peru to invest $9 million”."""
    question = laid.question
    if question.kind not in (Kind.HOW_MUCH, Kind.HOW_MANY) or not takes_for_fact(question):
        return False
    text = laid.index.texts[found.sentence]
    verbs = _verbs(laid, laid.index.reading(found.sentence).words)
    said = [modality_at(text, at) in _ONLY_SAID for at in (found.start, *(w.start for w in verbs))]
    return bool(verbs) and all(said)


def _verbs(laid: Match, words: Sequence[Word]) -> list[Word]:
    return [w for w in words if w.tag == "V" and w.stem in laid.worth.get(laid.question.verb, {})]


_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = (
    rf"{_WEEKDAY}|January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d"
)
_ON_DAY = pattern(rf"\b(?:on|last|this|next)\s+({_WEEKDAY})\b", re.I)
_ANY_DAY = pattern(rf"\b(?:in|on|since|last)\s+(?:{_DAY})\b")
_IN_TIME = pattern(rf"\b(?:in|on|since|last)\s+({_DAY})\b")
_BEGINS_DAY = pattern(_DAY)


def is_another_day(laid: Match, i: int) -> bool:
    """“What did they sign on Monday?” of a sentence by which they signed it in July."""
    question, text = laid.question, laid.index.texts[i]
    day = _ON_DAY.search(question.text)
    if day and day[1].lower() not in text.lower() and _ANY_DAY.search(text):
        return True
    asked = _IN_TIME.search(question.text) if question.kind is not Kind.YES_NO else None
    if not asked or asked[1].lower() in text.lower():
        return False
    reading = laid.index.reading(i)
    told = (f for f in reading.frames if reading.words[f.verb].stem in laid.worth.get(question.verb, {}))
    return any(_BEGINS_DAY.match(reading.words[place[0]].text) for frame in told for _, place in frame.links)
