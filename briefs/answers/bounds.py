"""Bounds: what lies before, after or behind something: how long after, to what office, by what way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.frames import noun_end
from briefs.answers.mentions import Form
from briefs.answers.opposites import names_present
from briefs.answers.tagging import Word
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

LOOKED_INTO = 4
"""Best sentences that are looked into."""
_HOW_LONG = pattern(
    r"\bhow\s+(?:long|much\s+time|many\s+(?:days|weeks|months|years|hours|minutes))\s+(?P<side>after|before)\s"
    r"(?P<rest>[^?]{3,200})",
    re.I,
)
_BEFORE = pattern(
    r"^\W*what\s+(?:had\s+)?(?:happened|happens|occurred|took\s+place)\s+(?:[\w-]+\s+[\w-]+\s+|just\s+|right\s+|shortly\s+)?"
    r"before\s+(?P<thing>[^?]{3,120})",
    re.I,
)
_OFFICES = frozenset(map(stem, "position post office role job title rank".split()))
_NAMES = frozenset(
    map(stem, "elect appoint choose name promote nominate select pick vote election appointment".split())
)
_NUMBER = pattern(r"\b(?:what|which)\s+number\s+(?!of\b|is\b|was\b|did\b|do\b)(?P<thing>[a-z]+)", re.I)
_ORDINAL = pattern(
    r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth", re.I
)
_BECAME = pattern(
    r"^\W*(?:following|after)\s+(?:what|which)(?:\s+\w+)?\s+(?:did|does|has|had|was|were)\s[^?]*\b(?:assume|take|come|become|elected|rise|sworn)\b"
    r"|^\W*how\s+(?:did|has|had)\s+[^?]{2,60}?\s+(?:come\s+(?:in)?to\s+(?!blows|an\b|the\b)\w+|(?:take|assume|win|get\s+into)\s+(?:office|power)|become|became|get\s+(?:the\s+job|to\s+be)|rise\s+to)\b",
    re.I,
)
_WAYS = frozenset("following after through by via".split())
_STEPS = frozenset(
    map(
        stem,
        """election vote victory win appointment coup resignation nomination referendum marriage death takeover
        inheritance promotion merger""".split(),
    )
)
"""What brings somebody into an office."""
_TERMS = pattern(
    r"^\W*what\s+(?:are|were)\s+(?:the\s+|its\s+)?(?:(?:two|three|four|main|key|chief|most\s+important)\s+){0,3}"
    r"(?:points|terms|parts|provisions|elements|contents|conditions|pillars)\s+of\s+(?P<thing>[^?]{3,80})",
    re.I,
)


def name_bound(laid: Match, order: Sequence[int]) -> Found | None:
    """The words that bound what is asked, from one of the best sentences; None where the question has another form."""
    best = order[:LOOKED_INTO]
    return (
        _how_long(laid, best)
        or _before(laid, best)
        or _office(laid, best)
        or _ordinal(laid, best)
        or _way(laid, order)
        or _terms(laid, best)
        or _building(laid)
    )


def _how_long(laid: Match, best: Sequence[int]) -> Found | None:
    """“One week” of “one week after she took office”, where the question counts from the same of the two deeds."""
    asked = _HOW_LONG.search(laid.question.text) or _IN_FOR.search(laid.question.text)
    if not asked:
        return None
    halves = _DID.split(asked["rest"], maxsplit=1)
    side = asked.groupdict().get("side") or "after"
    for i in best:
        text = laid.index.texts[i]
        for mention in laid.index.reading(i).candidates:
            told = _SIDE.match(text, mention.end) if mention.form is Form.DURATION else None
            if told is None:
                continue
            half = halves[0] if told[1].lower() == side.lower() else halves[-1]
            meant = {s for one in content_stems(half) for s in laid.worth.get(one, {})}
            if meant & set(content_stems(text[told.end() :])):
                return Found(i, mention.start, mention.end)
    return None


_IN_FOR = pattern(
    r"\bhow\s+(?:long|many\s+(?:days|weeks|months|years))\s+(?:had|has)\s+(?P<rest>[^?]{3,80}?)\s+(?:when|before|by\s+the\s+time)\s",
    re.I,
)
"""“How long had she been mayor when they met?”."""
_SIDE = pattern(r"\s+(after|before)\s", re.I)
_DID = pattern(r"\b(?:did|does|do|was|were|is|are|had|has|will|would)\b", re.I)


def _before(laid: Match, best: Sequence[int]) -> Found | None:
    """“The visit came a week after she won”: what happened before the visit is the clause behind “after”."""
    asked = _BEFORE.match(laid.question.text)
    thing = content_stems(asked["thing"])[:1] if asked else ()
    meant = {s for one in thing for s, worth in laid.worth.get(one, {}).items() if worth > ALIKE}
    for i in best if meant else ():
        words = laid.index.reading(i).words
        at = next((k for k, w in enumerate(words) if w.lower == "after" and k + 2 < len(words)), None)
        if at is not None and any(w.stem in meant for w in words[:at]) and words[at].tag in "SP":
            return Found(i, words[at + 1].start, words[_clause_end(words, at + 1) - 1].end)
    return None


def _clause_end(words: Sequence[Word], at: int) -> int:
    return next(
        (k for k in range(at, len(words)) if words[k].text in ',;:—–.?!”"()' or words[k].tag == "S"), len(words)
    )


def _office(laid: Match, best: Sequence[int]) -> Found | None:
    """“Leader of the party” of “her election as leader of the party”, where the post is asked for."""
    question = laid.question
    if not _OFFICES & set(question.head[:1]) or not _NAMES & set(question.stems):
        return None
    for i in best:
        words = laid.index.reading(i).words
        for k, word in enumerate(words):
            near = any(w.stem in _NAMES for w in words[max(0, k - 3) : k])
            if near and word.lower == "as" and (end := noun_end(words, k + 1)) > k + 1:
                first = k + 1 + (words[k + 1].tag == "D" and end > k + 2)
                return Found(i, words[first].start, words[end - 1].end)
    return None


def _ordinal(laid: Match, best: Sequence[int]) -> Found | None:
    """“250th anniversary” for “what number anniversary?”."""
    asked = _NUMBER.search(laid.question.text)
    thing = content_stems(asked["thing"]) if asked else ()
    for i in best if thing else ():
        words = laid.index.reading(i).words
        for k, word in enumerate(words[1:], 1):
            if word.stem == thing[0] and _ORDINAL.fullmatch(words[k - 1].text):
                return Found(i, words[k - 1].start, word.end)
    return None


def _way(laid: Match, order: Sequence[int]) -> Found | None:
    """“Her election as leader” for “how did she come to lead it?”, “following what event?”: what “following” brings."""
    if not _BECAME.match(laid.question.text):
        return None
    for i in order:
        steps = _STEPS & laid.index.counts[i].keys()
        words = laid.index.reading(i).words if steps and names_present(laid, i) else ()
        for k, word in enumerate(words):
            end = noun_end(words, k + 1) if word.lower in _WAYS else k + 1
            step = next((j for j in range(k + 1, end) if words[j].stem in _STEPS), None)
            if step is None:
                continue
            if end < len(words) and words[end].lower == "as":
                end = max(end, noun_end(words, end + 1))
            return Found(i, words[k + 1].start, words[end - 1].end)
    return None


def _terms(laid: Match, best: Sequence[int]) -> Found | None:
    """What “that” tells of an agreement: “… that set a tariff while securing a pledge”, for its main points."""
    asked = _TERMS.match(laid.question.text)
    thing = {s for one in content_stems(asked["thing"]) for s in laid.worth.get(one, {})} if asked else set()
    for i in best if thing else ():
        words = laid.index.reading(i).words
        for k, word in enumerate(words[1:-1], 1):
            relative = word.lower in ("that", "which") and words[k + 1].tag in "VX"
            if relative and any(w.stem in thing for w in words[max(0, k - 6) : k]):
                end = len(words) - (words[-1].text in ".?!")
                return Found(i, words[k + 1].start, words[end - 1].end)
    return None


_BUILDINGS = frozenset(map(stem, "building palace castle venue".split()))
_BUILT = pattern(
    r"\b(?:[A-Z][\w’'-]+\s){1,3}(?:Palace|Hotel|Hall|Castle|Tower|Cathedral|Museum|Theatre|Theater|Library|Embassy|Arena"
    r"|Residence|Stadium)\b"
)


def _building(laid: Match) -> Found | None:
    """The only building that the article names, where a question asks in which building it was."""
    if not _BUILDINGS & set(laid.question.head[-1:]):
        return None
    found = [(i, m) for i, text in enumerate(laid.index.texts) for m in _BUILT.finditer(text)]
    one = len({m[0].lower() for _, m in found}) == 1
    return Found(found[0][0], found[0][1].start(), found[0][1].end()) if one else None
