"""Gaps: the place in a sentence that a question leaves open, and what stands there: the signer of “who signed it?”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefs.answers.evidence import Match
from briefs.answers.frames import Frame, Place, find_links, told_clause, whole_end
from briefs.answers.kin import kin_of
from briefs.answers.lexicon import MODALS, is_past_form
from briefs.answers.question import Question
from briefs.answers.tagging import Word, tag_words
from briefs.patterns import pattern
from briefs.terms import stem

_ASKING = frozenset("who whom what which whose".split())
_BE = frozenset("is are was were be been being 's ’s".split())
_DO = frozenset("do does did".split())
_HAVE = frozenset("has have had".split())
_ALIKE = {
    "about": ("about", "of", "on"),
    "for": ("for", "on", "over"),
    "over": ("over", "about", "on", "for"),
    "to": ("to", "with", "for"),
    "with": ("with", "to"),
    "of": ("of", "about"),
}
"""Prepositions that may stand where the question has another: “praised for”, “congratulated on”."""
_TO_DO = pattern(r"\b(\w+)\s+to\s+do(?:\s+(?:with|about|for|to)\s+.{1,60})?\W*$", re.I)
"""“What does she hope to do?” asks for what is hoped."""
_NAMED_DEED = pattern(
    r"^\W*what(?:['’]?s|\s+(?:is|was|were|are))\s+(?:the|his|her|its|their|an?|[\w.]+['’]s)\s+(?:\w+\s)?(\w+)\b", re.I
)
_DEEDS = frozenset(
    map(
        stem,
        "threat threaten pledge promise offer demand request proposal announcement decision plan gift donation".split(),
    )
)
"""Deeds that a noun tells: “what was the threat?” asks for what was threatened."""
GIVES = frozenset(
    map(stem, "give donate send sell pay offer grant award hand lend deliver provide present gift".split())
)
_GETS = frozenset(map(stem, "get receive accept obtain gain buy collect".split()))
"""Two sides of one deed: who gets is to whom is given."""
_TURNED = {stem("precede"): stem("follow"), stem("follow"): stem("precede")}
"""Two words for one order: what follows is preceded."""
KIN = 0.5
"""What another verb for the same deed is worth."""
OWNED = 0.6
"""What a possessor is worth where a question asks who owns."""
BY_VERB = 0.4
"""The share of a frame's fit that the verb has; the rest is the words around it."""
CROSSED = 0.2
"""What is left of the fit where the question's subject is the frame's object."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What a question leaves open beside its verb."""

    slot: str
    """“subject”, “object”, or the preposition that a question ends with; empty where only the deed is told."""
    verb: str
    subject: tuple[str, ...]
    others: tuple[str, ...]


@lru_cache(maxsize=64)
def read_gap(question: Question) -> Gap | None:
    """The open place of `question`; None where its verb cannot be told."""
    words = tag_words(question.text)
    named = _NAMED_DEED.match(question.text)
    if named and stem(named[1].lower()) in _DEEDS and not named[1].endswith("ing"):
        deed = stem(named[1].lower())
        return Gap("object", deed, (), tuple(s for s in question.stems if s != deed))
    verb = next((k for k, w in enumerate(words) if question.verb and w.stem == question.verb and k), None)
    if verb is None or not question.text.isascii():
        return None
    asks = next((k for k, w in enumerate(words[:verb]) if w.lower.split("'")[0].split("’")[0] in _ASKING), None)
    aux = next(
        (k for k in range(verb) if words[k].lower in _DO | _HAVE | _BE | MODALS or "'" in words[k].text[1:]), None
    )
    meant = _TO_DO.search(question.text)
    if meant and (hoped := stem(meant[1].lower())) != question.verb:
        verb = next((k for k, w in enumerate(words) if w.stem == hoped), verb)
        question = replace(question, verb=hoped)
    first = verb
    verb = verb if meant else _last_of_chain(words, verb)
    question = question if verb == first else replace(question, verb=_stem_of(words[verb]))
    stranded = "" if meant else _left_over(words, verb, asks)
    inner = _content(question, words[aux + 1 : first]) if aux is not None else ()
    outer = _content(question, (*words[first:verb], *words[verb + 1 :]))
    past = is_past_form(words[verb].lower) and aux is not None and any(_is_be(w) for w in words[aux:verb])
    if asks is None:
        return Gap("", question.verb, inner, outer)
    inverted = aux is not None and aux > asks and any(w.tag in "NMRDJ#" for w in words[aux + 1 : verb])
    if "'" in words[asks].text or "’" in words[asks].text:
        past = is_past_form(words[verb].lower)
        inner, inverted = (
            _content(question, words[asks + 1 : verb]),
            any(w.tag in "NMR" for w in words[asks + 1 : verb]),
        )
    if stranded == "to" and words[verb].lower in ("amount", "amounts"):
        stranded = ""  # “what did they amount to?” asks what they reached
    if inverted:
        slot = stranded or "object"
        return Gap(slot, question.verb, () if past else inner, (*outer, *inner) if past else outer)
    head = _content(question, words[asks + 1 : verb])
    return Gap(stranded or ("object" if past else "subject"), question.verb, (), (*outer, *head))


def _last_of_chain(words: Sequence[Word], verb: int) -> int:
    """The verb that the gap is beside: “strengthen” of “what do they intend to strengthen?”."""
    while verb + 2 < len(words) and words[verb + 1].lower == "to":
        after = words[verb + 2]
        if (
            after.tag not in "VXN"
            or after.lower == "do"
            or (words[verb].stem in _LEAD and not _has_object(words, verb))
        ):
            break
        verb += 2
    return verb


_LEAD = frozenset(map(stem, "go come lead travel return belong respond react contribute".split()))
"""Verbs with which “to” more often brings a noun: “who went to school with her?”."""


def _has_object(words: Sequence[Word], verb: int) -> bool:
    return verb + 3 < len(words) and words[verb + 3].tag in "DMR"


def _stem_of(word: Word) -> str:
    return "be" if word.lower in _BE else word.stem


def _left_over(words: Sequence[Word], verb: int, asks: int | None) -> str:
    """The preposition whose noun is asked for: “known for?”, “talk about all the time?”, “for whom …?”."""
    if asks and words[asks - 1].tag == "P":
        return words[asks - 1].lower
    told = [w for w in words if w.text[0].isalnum()]
    if told[-1].tag == "P" and told[-1] is not words[verb]:
        return told[-1].lower
    after = words[verb + 1 : verb + 3]
    left = len(after) == 2 and after[0].tag == "P" and (after[1].lower in _ADDED or not after[1].text[0].isalnum())
    return after[0].lower if left else ""


_ADDED = frozenset("all then today according always most".split())
"""What may follow a verb and its preposition when their noun is asked for."""


def _is_be(word: Word) -> bool:
    return word.lower in _BE or word.lower.endswith(("'s", "’s"))


def _content(question: Question, words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(w.stem for w in words if w.stem in question.stems and w.stem != question.verb)


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a question's gap in one sentence."""

    place: Place | None
    fit: float
    """0 to 1: how well the frame's verb and the words around it are those of the question."""


def fill(laid: Match, gap: Gap, i: int) -> Iterator[Filled]:
    """What each frame of sentence `i` puts into the gap; without a place where it only tells of the same deed."""
    count = laid.index.counts[i]
    if gap.verb != "be" and gap.verb not in _OWNS and not any(s in count for s in _tellers(laid, gap.verb)):
        return
    reading = laid.index.reading(i)
    for frame in (*reading.frames, *_told_by_nouns(laid, gap, reading.words)):
        verb = _verb_fit(laid, gap, reading.words[frame.verb]) or OWNED * (
            gap.verb in _OWNS and frame not in reading.frames
        )
        if verb:
            told = reading.words[frame.verb].stem
            if _TURNED.get(gap.verb) == told:
                frame = Frame(frame.verb, frame.object, frame.subject, frame.links, frame.passive)
            given = gap.verb in _GETS and told in GIVES
            place = _place(gap, frame, given)
            if gap.slot == "object" and frame.passive and is_given(laid, gap, reading.words, frame):
                place = frame.object  # “what were they offered?”
            if place is None and gap.slot == "object":
                place = told_clause(reading.words, frame)
            if place and gap.slot not in ("subject", "object"):
                place = place[0], whole_end(reading.words, place[1])
            yield Filled(place, verb * _around(laid, gap, i, frame, given))


def is_given(laid: Match, gap: Gap, words: Sequence[Word], frame: Frame) -> bool:
    """Whether the verb gives the asked ones something: “inmates were offered protection”."""
    after = frame.object is not None and frame.object[0] > frame.verb
    return after and any(_has(laid, words, frame.subject, s) for s in (*gap.subject, *gap.others))


def is_turned(laid: Match, verb: str, i: int) -> bool:
    """Whether sentence `i` tells the asked deed from its other side: “donate” for “receive”, “Doe’s car” for “own”."""
    gap = read_gap(laid.question) if verb in _GETS | _OWNS else None
    return gap is not None and gap.verb == verb and next(fill(laid, gap, i), None) is not None


def _tellers(laid: Match, verb: str) -> Iterator[str]:
    """The stems that may tell of the asked deed."""
    yield from laid.worth.get(verb, ())
    yield from kin_of(verb)
    yield from GIVES if verb in _GETS | GIVES else ()
    yield from (_TURNED[verb],) if verb in _TURNED else ()


def _told_by_nouns(laid: Match, gap: Gap, words: Sequence[Word]) -> Iterator[Frame]:
    """“Their commitment to peace” where a question asks what they are committed to."""
    for k, word in enumerate(words):
        if word.tag == "N" and _verb_fit(laid, gap, word):
            links = tuple(find_links(words, k + 1))
            owner = next((place for by, place in links if by in ("from", "by")), None)
            owner = owner or _owner(words, k)
            if links or owner:
                yield Frame(k, owner, next((place for of, place in links if of == "of"), None), links)
    if gap.verb in _OWNS:
        yield from _owned(laid, gap, words)


def _owner(words: Sequence[Word], k: int) -> Place | None:
    """The possessor before the noun at `k`, its adjectives and numbers left out: “Peru’s first gift”."""
    for at in range(k - 1, max(-1, k - 5), -1):
        if words[at].text.endswith(("’s", "'s")):
            return at, at + 1
        if words[at].tag not in "JN#":
            return None
    return None


_OWNS = frozenset(map(stem, "own possess belong".split()))


def _owned(laid: Match, gap: Gap, words: Sequence[Word]) -> Iterator[Frame]:
    """“Ann Doe’s car” for “who owned the car?”."""
    for k, word in enumerate(words[1:], 1):
        if words[k - 1].text.endswith(("’s", "'s")) and any(word.stem in laid.worth.get(s, {}) for s in gap.others):
            first = k - 1
            while first and words[first - 1].tag == "M" and not words[first - 1].text.endswith(("’s", "'s")):
                first -= 1
            yield Frame(k, (first, k), (k, k + 1), ())


def _verb_fit(laid: Match, gap: Gap, word: Word) -> float:
    meant = laid.worth.get(gap.verb, {})
    if word.stem in meant:
        return meant[word.stem]
    if gap.verb == "be":
        return float(word.lower in _BE)
    if _TURNED.get(gap.verb) == word.stem:
        return OWNED
    turned = (gap.verb in _GETS and word.stem in GIVES) or (gap.verb in GIVES and word.stem in GIVES)
    return KIN if turned or word.stem in kin_of(gap.verb) else 0.0


def _around(laid: Match, gap: Gap, i: int, frame: Frame, given: bool) -> float:
    """How many of the question's words stand around the verb, and whether who does it there does it here."""
    words = laid.index.reading(i).words
    agent = frame.link("by") if frame.passive else frame.link("to") if given else frame.subject
    patient = frame.subject if frame.passive else frame.object
    total = met = 0.0
    places = [p for p in (frame.subject, frame.object, *(p for _, p in frame.links)) if p]
    for asked in (*gap.subject, *gap.others):
        weight = laid.weights.get(asked, 0.0)
        total += weight
        if any(_has(laid, words, place, asked) for place in places):
            met += weight
        elif any(s in laid.index.counts[i] or s in laid.index.carried[i] for s in laid.worth.get(asked, {})):
            met += weight / 2
    crossed = any(
        _has(laid, words, patient, s) and not _has(laid, words, agent, s) for s in gap.subject if agent and patient
    )
    share = met / total if total else 1.0
    return (BY_VERB + (1 - BY_VERB) * share) * (CROSSED if crossed else 1.0)


def _has(laid: Match, words: Sequence[Word], place: Place | None, asked: str) -> bool:
    meant = laid.worth.get(asked, {})
    return place is not None and any(w.stem in meant for w in words[place[0] : place[1]])


def _place(gap: Gap, frame: Frame, given: bool) -> Place | None:
    if gap.slot == "subject":
        return frame.link("by") if frame.passive else frame.link("to") if given else frame.subject
    if gap.slot == "object":
        return frame.subject if frame.passive else frame.object or frame.link("to", "with", "of", "on", "for")
    return frame.link(gap.slot) or frame.link(*_ALIKE.get(gap.slot, (gap.slot,))) if gap.slot else None
