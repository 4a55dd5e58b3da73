"""Antecedents: what “the three countries” stand for, where a question asks which they are, and what came before a thing
that “followed” it."""

from __future__ import annotations

import re

from briefs.answers.countries import is_country
from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.frames import noun_end
from briefs.answers.index import LONGEST_READ
from briefs.patterns import pattern
from briefs.terms import content_stems

_COUNTS = {"three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5, "six": 6, "6": 6}
"""Not two: two names stand beside each other for many reasons."""
_ASKS = pattern(
    r"^\W*(?:(?:which|what)\s+(?:(?:are|were)\s+the\s+)?|(?:who|name)\s+(?:are\s+|were\s+)?the\s+)(?P<count>three|four|five|six|[3-6])\s+"
    r"(?:\w+\s+)?(?P<noun>countries|nations|states|cities|towns|villages|companies|firms|parties|clubs|teams|groups|unions|schools"
    r"|universities|islands|provinces|regions|men|women|leaders|ministers|people|members|players)\b",
    re.I,
)
_NAME = r"[A-Z][\w’'.-]*(?:\s(?:of\s|the\s)?[A-Z][\w’'.-]*){0,3}"
_LIST = pattern(rf"\b(?:the\s)?(?P<all>{_NAME}(?:,\s(?:the\s)?{_NAME}){{1,4}},?\sand\s(?:the\s)?{_NAME})")
_PARTS = pattern(r",\s(?:and\s)?|\sand\s")
_STATES = frozenset(("countries", "nations", "states"))
_PRECEDED = pattern(
    r"^\W*what\s+(?:(?:had\s+)?(?:preceded|came\s+before|come\s+before|went\s+before|led\s+up\s+to)|(?:did|does)\s)(?P<thing>[^?]{3,80})",
    re.I,
)
_FOLLOW = pattern(r"\b(?:follow|come\s+after)\W*$", re.I)
_FOLLOWED = frozenset(("followed", "follows"))


def name_antecedent(laid: Match, best: int) -> Found | None:
    """The names that a counted noun stands for, or what a thing followed; None where the question has another form."""
    return _listed(laid, best) or _preceding(laid)


def _listed(laid: Match, best: int) -> Found | None:
    """“Chile, Peru and Bolivia”, named before “the three countries” of the best sentence, or in it."""
    asked = _ASKS.match(laid.question.text)
    if not asked:
        return None
    count, noun = _COUNTS[asked["count"].lower()], asked["noun"].lower()
    again = re.compile(rf"\b(?:the|all|these|those)\s(?:{asked['count']}\s)(?:\w+\s)?{noun}\b", re.I)
    here = bool(again.search(laid.index.texts[best][:LONGEST_READ]))
    for i in range(best, -1, -1) if here else (best,):
        for found in _LIST.finditer(laid.index.texts[i][:LONGEST_READ]):
            names = [name for name in _PARTS.split(found["all"]) if name]
            states = all(is_country(name.removeprefix("the ")) for name in names)
            if len(names) == count and states == (noun in _STATES):
                return Found(i, *found.span("all"))
    return None


def _preceding(laid: Match) -> Found | None:
    """“Weeks of shouting” of “the truce followed weeks of shouting”, for what preceded the truce."""
    asked = _PRECEDED.match(laid.question.text)
    text = asked["thing"] if asked else ""
    if asked and re.match(r"\W*what\s+do", laid.question.text, re.I):
        text = _FOLLOW.sub("", text) if _FOLLOW.search(text) else ""
    thing = content_stems(text)[:1]
    meant = {s for one in thing for s, worth in laid.worth.get(one, {}).items() if worth > ALIKE}
    for i, told in enumerate(laid.index.texts if meant else ()):
        if " follow" not in told[:LONGEST_READ] or not meant & laid.index.counts[i].keys():
            continue
        words = laid.index.reading(i).words
        for k, word in enumerate(words):
            end = noun_end(words, k + 1) if word.lower in _FOLLOWED else k
            if end > k + 1 and any(w.stem in meant for w in words[:k]):
                of = [w.lower for w in words[end : end + 2]]
                end += 2 * (of[:1] == ["of"] and of[-1].endswith("ing"))
                return Found(i, words[k + 1].start, words[end - 1].end)
    return None
