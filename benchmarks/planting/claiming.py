"""Claiming: hedges dropped, and claims told without who made them."""

from __future__ import annotations

import re

from benchmarks.planting.source import Source, outside_quotes

_HEDGED = re.compile(
    r"\b(?P<be>(?:is|are|was|were) (?:also |widely |still )?"
    r"(?:expected|likely|due|set|planning|hoping|scheduled|poised) to"
    r"|(?:plans?|planned|hopes?|hoped|threatened|wants?|wanted|aims?|intends?|vowed|pledged) to"
    r"|may|might|could)(?: (?:also|not))? (?P<verb>[a-z]{3,})\b"
)
_ADVERB = re.compile(r"\b(?:reportedly|allegedly|apparently|probably|possibly|perhaps) (?=[a-z])")
_NO_VERB = frozenset("have not also the only well ever even just still soon never then once been".split())
_PAST = dict(
    pair.split()
    for pair in """
    be was; make made; take took; get got; go went; win won; see saw; run ran; give gave; come came;
    become became; lose lost; meet met; begin began; say said; leave left; keep kept; find found; hold held;
    pay paid; build built; cut cut; put put; set set; bring brought; buy bought; sell sold; rise rose;
    fall fell; face faced; know knew; think thought; speak spoke; stand stood; lead led; let let; hit hit;
    send sent; spend spent; grow grew; fight fought; tell told; choose chose
    """.split(";")
)
_SAY = r"(?:said|says|claimed|argued|insisted|warned|told \w+|added|believes?|estimated)"
_TAIL = re.compile(
    rf"^(?P<claim>[A-Z][^“”\"]{{30,}}?), (?:(?:[^,“”\"]{{2,60}} )?{_SAY}(?: [^,“”\"]{{0,30}})?"
    r"|according to [^,“”\"]{2,70})\.$"
)
_HEAD = re.compile(rf"^[A-Z][^,“”\"]{{2,50}} {_SAY}(?: (?:on )?[A-Z]\w+day)?(?: that)? (?P<claim>[a-z][^“”\"]{{30,}})$")
_SPOKEN = re.compile(rf"^[“\"](?P<claim>[A-Z][^“”\"]{{40,}}),[”\"] [^“”\"]{{2,40}} {_SAY}\b[^“”\"]*\.$")
_LEAD = re.compile(r"^According to [^,“”\"]{2,70}, (?P<claim>[^“”\"]{30,})$")


def hedge(source: Source, text: str) -> str | None:
    """What is expected, planned or possible is told as done, as certain to come, or as going on."""
    m = next((m for m in _HEDGED.finditer(text) if outside_quotes(text, m.start())), None)
    if m is None or m.group("verb") in _NO_VERB:
        return _without_adverb(text)
    verb = m.group("verb")
    past = _past(verb)
    forms = [past, past, past]
    if m.group("be") in ("may", "might", "could") or "expected" in m.group("be") or "likely" in m.group("be"):
        forms.append(f"will {verb}")
    return text[: m.start()] + source.chance.choice(forms) + text[m.end() :]


def _without_adverb(text: str) -> str | None:
    m = next((m for m in _ADVERB.finditer(text) if outside_quotes(text, m.start())), None)
    return None if m is None else text[: m.start()] + text[m.end() :]


def _past(verb: str) -> str:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeo" else verb + "ed"


def unattributed(source: Source, text: str) -> str | None:
    """A claim without its “…, she said”, “She said that …”, “according to …”, or a quotation told without marks."""
    m = _SPOKEN.match(text)
    if m and not re.search(r"\b(?:I|we|us|our|my|me|you|your|We|My|Our|You|Your)\b", m.group("claim")):
        return m.group("claim").strip().rstrip(",") + "."
    m = _TAIL.match(text) or _HEAD.match(text) or _LEAD.match(text)
    if not m:
        return None
    claim = m.group("claim").strip()
    return claim[0].upper() + claim[1:].rstrip(".") + "."
