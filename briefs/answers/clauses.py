"""Clauses: a time told by a clause, and what somebody calls a thing in a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.frames import noun_end, whole_end
from briefs.answers.kinds import Kind
from briefs.answers.mentions import Form
from briefs.answers.opposites import names_present
from briefs.answers.voices import is_asked
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

LOOKED_INTO = 4
"""Best sentences that are looked into."""
_TIME = pattern(
    r"\b(?:(?:long|shortly|soon|just|right|immediately|well|years|months|weeks|days|hours)\s)(?:before|after)\s"
    r"(?![\d.])[^,.;:—–?!”\"()]{3,120}"
)
_CALLS = pattern(
    r"^\W*what\s+(?:did|does|has)\s+[^?]{2,60}?\s+(?:call|called|name|term|label|consider)\s+(?P<thing>[^?,]{3,60})",
    re.I,
)
_DESCRIBES = pattern(
    r"^\W*how\s+(?:did|does|has|had|would)\s+[^?]{2,60}?\s+(?:describe|see|view|regard)\s+(?P<thing>[^?,]{3,80})", re.I
)
_IS_IT = pattern(
    r"^[“\"]?(?:It|He|She|They|This|That)\s(?:will\s|would\s|has\s)?(?:(?:continue|remain|continues|remains)\s?(?:to\s)?)?"
    r"(?:be|is|was|are|been)?\s?(?=(?:the|an?|our|my)\s)"
)


def name_clause(laid: Match, order: Sequence[int]) -> Found | None:
    """The words of one of the best sentences that tell it by a clause; None where the question has another form."""
    best = order[:LOOKED_INTO]
    return (
        _time(laid, best) or _day(laid, order[0]) or _before(laid, best) or _called(laid, order) or _theirs(laid, order)
    )


def _time(laid: Match, best: Sequence[int]) -> Found | None:
    """“Long before they met”, where the sentence has the asked verb and no day or year."""
    verb = laid.question.verb
    if laid.question.kind is not Kind.WHEN or not verb:
        return None
    for i in best:
        verbs = {w.stem for w in laid.index.reading(i).words if w.tag == "V"}
        found = _TIME.search(laid.index.texts[i])
        praised = verb in _PRAISES and _HIGHLY.search(laid.index.texts[i]) and names_present(laid, i)
        if verb in verbs or praised:
            dated = any(m.form is Form.TIME and m.end - m.start > 3 for m in laid.index.reading(i).candidates)
            return Found(i, found.start(), found.end()) if found and not dated else None
    return None


_PRAISES = frozenset(map(stem, "praise commend laud applaud compliment admire".split()))
_HIGHLY = pattern(r"\bsp(?:oke|oken|eaks?)\s(?:so\s|very\s)?(?:highly|well|warmly|fondly|kindly)\sof\b", re.I)
"""What praises somebody without the word."""
_TOOK_PLACE = pattern(
    r"^\W*when\s[^?]*\b(?:take|took|taken)\s+place\b|^\W*when\s[^?]*\b(?:happen|occur|held)\w*\b", re.I
)


def _day(laid: Match, i: int) -> Found | None:
    """“On Friday” of “they met on Friday, their first talks since he took over in May”: the day of what is asked, none
    of the clause that “since” brings."""
    if laid.question.kind is not Kind.WHEN or not _TOOK_PLACE.match(laid.question.text):
        return None
    reading = laid.index.reading(i)
    clause = next((w.start for w in reading.words if w.lower in ("since", "when") and w.tag in "SP"), 0)
    after = {w.stem for w in reading.words if w.start > clause}
    before = {w.stem for w in reading.words if w.start < clause}
    asked = [{s for s, worth in laid.worth.get(one, {}).items() if worth > ALIKE} for one in laid.question.stems]
    told = sum(bool(meant & before) and not meant & after for meant in asked)
    days = [m for m in reading.candidates if m.form is Form.TIME and m.end <= clause]
    return Found(i, days[0].start, days[0].end) if told and days else None


_ASKS_SIDE = pattern(r"^\W*(?P<side>before|after)\s+what\s+(?:did|does|has|had|was|were)\s", re.I)
_CLAUSE = pattern(
    r"\b(?P<side>before|after)\s(?P<clause>(?:he|she|they|we|I|it|[A-Z][\w’'-]+)\s[^,.;:—–?!”\"()]{3,120})"
)


def _before(laid: Match, best: Sequence[int]) -> Found | None:
    """“They met” of “he praised her long before they met”, for “before what did he praise her?”."""
    asked, verb = _ASKS_SIDE.match(laid.question.text), laid.question.verb
    for i in best if asked and verb else ():
        found = _CLAUSE.search(laid.index.texts[i])
        told = {w.stem for w in laid.index.reading(i).words if found and w.start < found.start()}
        if (
            asked
            and found
            and found["side"] == asked["side"].lower()
            and told & laid.worth.get(verb, {verb: 1.0}).keys()
        ):
            return Found(i, found.start("clause"), found.end("clause"))
    return None


def _called(laid: Match, order: Sequence[int]) -> Found | None:
    """“It is the cornerstone of peace”, said after a sentence about the asked thing by whom the question names."""
    calls, describes = _CALLS.match(laid.question.text), _DESCRIBES.match(laid.question.text)
    thing = content_stems(calls["thing"])[-1:] if calls else ()
    thing = content_stems(describes["thing"])[:1] if describes else thing
    meant = {s for one in thing for s, worth in laid.worth.get(one, {}).items() if worth > ALIKE}
    texts = laid.index.texts
    for i in order[:LOOKED_INTO] if meant else ():
        after = _IS_IT.match(texts[i + 1]) if i + 1 < len(texts) else None
        if after is None or not after.end() or not meant & laid.index.counts[i].keys():
            continue
        if not all(any(is_asked(v, laid.question) for v in laid.index.voices[k]) for k in (i, i + 1)):
            continue
        words = laid.index.reading(i + 1).words
        at = next(k for k, w in enumerate(words) if w.start >= after.end())
        end = whole_end(words, noun_end(words, at))
        first = at + (words[at].lower in ("the", "a", "an"))
        return Found(i + 1, words[first].start, words[end - 1].end) if end > first else None
    return None


def _theirs(laid: Match, order: Sequence[int]) -> Found | None:
    """The asked one's own words about the matter, where somebody else's stand in the best sentence."""
    question = laid.question
    if question.kind is not Kind.SAID or not question.speaker or not _ABOUT.search(question.text):
        return None
    others = laid.index.voices[order[0]]
    if not any(v.quoted and v.certain for v in others) or any(is_asked(v, question) for v in others):
        return None
    told = [s for s in question.stems if s not in question.speaker and s not in _SAYING]
    for i in order[1:]:
        own = [v for v in laid.index.voices[i] if v.quoted and v.certain and is_asked(v, question)]
        count = laid.index.counts[i]
        if own and told and all(any(s in count for s in laid.worth.get(one, {})) for one in told):
            end = own[0].end - (laid.index.texts[i][: own[0].end].endswith(","))
            return Found(i, own[0].start, end)
    return None


_ABOUT = pattern(r"\b(?:say|said|tell|told|think|comment)\b[^?]*\b(?:about|of|on|regarding)\s", re.I)
_SAYING = frozenset(map(stem, "say tell think comment".split()))
