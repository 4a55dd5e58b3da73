"""Reasons: the words after “because of”, “through” or “following”, where a question's own words stand before them, and
for what purpose the asked verb is done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.kinds import Kind
from briefs.answers.tagging import Word
from briefs.patterns import pattern
from briefs.terms import stem

_CAUSES = pattern(
    r"^\W*what\s+(?:has\s+|had\s+)?(?:brought|caused|prompted|triggered|sparked|led\s+to|provoked|pushed|forced)\b",
    re.I,
)
_LEADS = pattern(
    r"\b(?:because(?:\sof)?|due\sto|owing\sto|thanks\sto|as\sa\sresult\sof|in\sthe\swake\sof|following|after"
    r"|through(?=\s[a-z]+(?:[.,]|$))|with(?=\san?\s[a-z]+(?:[.,]|$)))\s",
    re.I,
)
_OPENING = pattern(
    r"(?:(?:However|But|And|So|Yet),?\s)?(?:because|after|following|since|amid)\s(?P<why>[^,;:]{8,160}),\s", re.I
)
_ENDS = pattern(r"[,;:—–]\s|\s--\s|[.?!][”\"’']?$|[.?!]\s")
_BREAKS = pattern(r"[;:—–]\s|\s--\s|[.?!]\s")
BEFORE, WITHIN = 0.35, 0.2
"""The share of the question's words that must stand before a reason, and may stand in it."""


def name_reason(laid: Match, i: int, start: int, end: int) -> Found | None:
    """The reason in sentence `i`, where `[start, end)`, found for it, only says again what the question asks."""
    question = laid.question
    if question.kind is not Kind.WHY and not _CAUSES.match(question.text):
        return None
    if question.kind is Kind.WHY and _share(laid, i, start, end) < WITHIN:
        return None
    found = max(_reasons(laid, i), key=lambda one: one[0], default=None)
    return found[1] if found else None


_RAISES = frozenset(
    map(
        stem,
        """expect ask tell say force allow set schedule urge threaten want agree plan decide refuse continue begin need
        fail try hope promise pledge vow intend order invite help make get use have be go start seem appear cause lead
        encourage persuade warn claim believe prepare struggle manage""".split(),
    )
)
"""Verbs behind which “to” brings what is expected, asked or begun, and no purpose."""
_CLOSES = frozenset(",;:—–.?!()”“")


def name_purpose(laid: Match, i: int) -> Found | None:
    """“To save money” of “closed in 2012 to save money” for “why was it shut?”; None where the verb has none."""
    verb = laid.question.verb
    if laid.question.kind is not Kind.WHY or not verb or verb in _RAISES:
        return None
    meant = {verb, *(s for s, worth in laid.worth.get(verb, {}).items() if worth >= ALIKE)}
    words = laid.index.reading(i).words
    for k in (k for k, w in enumerate(words) if w.tag == "V" and w.stem in meant):
        far = _end(words, k + 1, _CLOSES - {","})
        at = next((j for j in range(k + 1, far - 1) if words[j].lower == "to" and words[j + 1].tag == "V"), None)
        end = _end(words, at, _CLOSES) if at is not None else far
        if at is not None and not any(w.stem in _RAISES and w.tag in "VX" for w in words[k + 1 : at]):
            return Found(i, words[at].start, words[end - 1].end)
    return None


def _end(words: Sequence[Word], at: int, closes: frozenset[str]) -> int:
    return next((j for j in range(at, len(words)) if words[j].text in closes or words[j].tag in "SC"), len(words))


def name_reply(laid: Match, i: int) -> Found | None:
    """“Shut its ports” of “shut its ports in retaliation for the levy” for “how did it retaliate?”."""
    question = laid.question
    if question.kind is not Kind.HOW or not _HOW_DID.match(question.text):
        return None
    meant, reading = laid.worth.get(question.verb, {}), laid.index.reading(i)
    for k, word in enumerate(reading.words[1:], 1):
        if word.tag != "N" or word.stem not in meant or reading.words[k - 1].lower != "in":
            continue
        frame = max((f for f in reading.frames if f.verb < k - 1), key=lambda f: f.verb, default=None)
        if frame is not None and frame.verb + 1 < k - 1:
            return Found(i, reading.words[frame.verb].start, reading.words[k - 2].end)
    return None


_HOW_DID = pattern(r"^\W*how\s+(?:did|does|do|will|would|has|have)\s", re.I)


def _reasons(laid: Match, i: int) -> Iterator[tuple[float, Found]]:
    """Every reason of the sentence with the share of the question that it is the reason of."""
    text = laid.index.texts[i]
    if (opening := _OPENING.match(text)) and (told := _share(laid, i, opening.end(), len(text))) >= BEFORE:
        start, end = opening.span("why")
        if _share(laid, i, start, end) < WITHIN:
            yield told, Found(i, start, end)
    for lead in _LEADS.finditer(text):
        closed = _ENDS.search(text, lead.end())
        end = closed.start() if closed else len(text)
        begins = max((m.end() for m in _BREAKS.finditer(text, 0, lead.start())), default=0)
        told = _share(laid, i, begins, lead.start())
        if told >= BEFORE and _share(laid, i, lead.end(), end) < WITHIN and end > lead.end():
            yield told, Found(i, lead.end(), end)


def _share(laid: Match, i: int, start: int, end: int) -> float:
    """What of the question's weight stands between these places."""
    stems = laid.stem_weights()
    return sum(stems.get(s, 0.0) for s in {t.stem for t in laid.index.terms[i] if start <= t.start < end}) / laid.total
