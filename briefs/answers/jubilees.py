"""Jubilees: how old a country, a firm or somebody is or will be, told by an anniversary or a birthday."""

from __future__ import annotations

import re

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.index import LONGEST_READ
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

_ASKS = (
    pattern(
        r"^\W*(?:and\s+)?(?:how\s+old|what\s+age)\s+(?:will|is|was|are|were|does|did|would)\s+(?P<who>[^?,]{2,80}?)"
        r"(?:\s+(?:be|turn|get|become|going\s+to\s+be|about\s+to\s+be|turning|getting))?"
        r"(?:\s+(?:in|on|by|as\s+of|at)\s+(?:its|her|his|their|the\s+)?[^?]{1,40}|\s+(?:this|next)\s+\w+)?\W*$",
        re.I,
    ),
    pattern(
        r"\b(?:how\s+many\s+years|how\s+long)\s+(?:(?:will|would)\s+have|have|has|had|is|was|will|did|do)\b[^?]{0,40}?\b"
        r"(?:since|after|from)\s+(?P<who>[^?]{2,80})",
        re.I,
    ),
    pattern(
        r"^\W*(?:how\s+long|how\s+many\s+years)\s+ago\s+(?:was|were|is|did)\s+(?P<who>[^?,]{2,80}?)\s+"
        r"(?:founded|established|created|formed|born|set\s+up|start(?:ed)?|begin|open(?:ed)?|built|launched)\b",
        re.I,
    ),
)
_ORDINAL = (
    r"(?:tenth|fifteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth|centenary"
    r"|bicentenary|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
)
_JUBILEE = pattern(
    rf"\b(?:(?P<digits>\d{{1,4}})(?:st|nd|rd|th)|(?P<word>{_ORDINAL}))\s(?:[a-z]+\s)?(?:anniversary|birthday|jubilee)\b"
    r"(?:\s(?:of|since)\s(?P<of>[^,.;:—–?!]{2,60}))?",
    re.I,
)
_OWNER = pattern(r"(?P<owner>[^,.;:—–?!]{1,40})(?:['’]s?|\b(?:its|his|her|their))\s(?:own\s|upcoming\s|coming\s)?$")
"""What stands before “its 50th anniversary”, “the firm's 50th anniversary”."""
_BEGINS = frozenset(content_stems("found founding birth born establishment creation start opening launch independence"))
"""What an anniversary counts from where it tells an age."""
_YEAR = pattern(r"\b(?:1\d|20)\d\d\b")
_STILL = pattern(r"\b(?:upcoming|coming|next|approaching|looming)\b", re.I)
_UNITED = stem("united")
"""Of “the United States”, which an article may call America."""
_OWN = pattern(r"\b(?:its|his|her|their)\b", re.I)


def name_age(laid: Match) -> Found | None:
    """The number of the anniversary or birthday of what a question wants the age of; None where no sentence has one.

    A year that the question gives must be the sentence's; without one, “the upcoming anniversary” tells no age.
    """
    text = laid.question.text
    asked = next(filter(None, (asks.search(text) for asks in _ASKS)), None)
    who = [s for s in content_stems(asked["who"]) if not s.isdigit() and s not in _BEGINS] if asked else []
    years = set(_YEAR.findall(text))
    for i in range(len(laid.index.texts)) if who else ():
        told = laid.index.texts[i][:LONGEST_READ]
        for found in _JUBILEE.finditer(told):
            dated = bool(years) and years <= set(_YEAR.findall(told))
            ahead = _STILL.search(told[max(0, found.start() - 30) : found.start()]) and not _WILL.search(text)
            if (dated or (not years and not ahead)) and _is_of(laid, i, found, who):
                return Found(i, *found.span("digits" if found["digits"] else "word"))
    return None


_WILL = pattern(r"\b(?:will|turning|going\s+to|about\s+to|would)\b", re.I)


def _is_of(laid: Match, i: int, found: re.Match[str], who: list[str]) -> bool:
    """Whether the anniversary is that of all the asked words: of what follows “of”, else of whose it is."""
    own, beside = _owners(laid, i, found)
    meant = [{s, *laid.worth.get(s, {})} for s in who if s != _UNITED]
    if found["of"] and not any(own & one for one in meant):
        return False  # “of its park service” tells no age of whose service it is
    return all((own | beside) & one for one in meant)


def _owners(laid: Match, i: int, found: re.Match[str]) -> tuple[set[str], set[str]]:
    """The words of whose anniversary it is, and those that “its” in them may stand for."""
    text = laid.index.texts[i]
    owner = None if found["of"] else _OWNER.search(text, 0, found.start())
    whose = found["of"] or (owner[0] if owner else "")
    beside = {*content_stems(text[: found.start()]), *laid.index.carried[i]} if _OWN.search(whose) else set()
    return set(content_stems(whose)), beside
