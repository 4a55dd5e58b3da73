"""Origins: what nation somebody is of, by the word before the name, and what somebody said of another, as a third tells
it."""

from __future__ import annotations

import re

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.index import LONGEST_READ
from briefs.lexicon import DEMONYMS
from briefs.patterns import pattern
from briefs.terms import content_stems

REACH = 5
"""Words between a nation and the name that it belongs to: “Norwegian Prime Minister Ola Dahl”."""
_ASKS_NATION = pattern(
    r"^\W*(?:(?:of\s+)?(?:what|which)\s+nationality\s+(?:is|was|does|has)\s+(?P<a>[^?]{2,60}?)(?:\s+have)?"
    r"|what(?:['’]?s|\s+(?:is|was))\s+(?P<b>[^?]{2,60}?)['’]s?\s+nationality"
    r"|what(?:['’]?s|\s+(?:is|was))\s+the\s+nationality\s+of\s+(?P<c>[^?]{2,60}?))\W*$",
    re.I,
)
_ASKS_REPUTE = pattern(
    r"^\W*(?:(?:what|how(?!.*\b(?:speak|spoken|talk)\b))\s+(?:did|does|had|has|would)\s+(?P<who>[^?,]{2,60}?)\s+(?:think|thought|say|said|feel|felt|speak|spoken|talk)\s+"
    r"(?:about|of|to\s+\w+\s+about)\s+(?P<whom>[^?,]{2,60}?)"
    r"|what\s+(?:was|is)\s+(?P<owner>[^?,]{2,60}?)['’]s?\s+(?:opinion|view|impression|judge?ment)\s+(?:of|on|about)\s+(?P<thing>[^?,]{2,60}?))(?:,?\s+according\s+to\s+[^?]{2,60})?\W*$",
    re.I,
)
_SPOKE = pattern(
    r"\b(?P<who>[\w’'-]+)\s(?P<said>(?:(?:had|has|have|always|often)\s){0,2}sp(?:oke|oken|eaks?|eak)\s"
    r"(?:(?:so|very)\s)?(?:highly|well|warmly|fondly|kindly|badly|ill)\sof\s(?P<whom>[^,.;:—–?!”]{2,40}))"
)
_PRONOUNS = frozenset("he she they".split())
_CUT = pattern(r"\s(?:long|shortly|soon|just|before|after|when|while|and|but|since)\b.*$")


def name_origin(laid: Match) -> Found | None:
    """The nation, or the words on somebody that another reports; None where the question has another form."""
    return _nation(laid) or _repute(laid)


def _nation(laid: Match) -> Found | None:
    asked = _ASKS_NATION.match(laid.question.text)
    who = content_stems(next(filter(None, asked.groups()))) if asked else ()
    for i, named in enumerate(laid.index.cast.named if who else ()):
        for name in named:
            if who[-1] not in laid.index.cast.stems[name.person]:
                continue
            before = [w for w in laid.index.reading(i).words if w.end <= name.start][-REACH:]
            for word in reversed(before):
                if word.tag not in "NMJ":
                    break
                if word.lower in DEMONYMS:
                    return Found(i, word.start, word.end)
    return None


def _repute(laid: Match) -> Found | None:
    """“Had spoken highly of Doe”, told of the asked one in another's words, for what he thought of her."""
    asked = _ASKS_REPUTE.match(laid.question.text)
    who = content_stems(asked["who"] or asked["owner"])[-1:] if asked else ()
    whom = content_stems(asked["whom"] or asked["thing"])[-1:] if asked else ()
    for i, text in enumerate(laid.index.texts if who and whom else ()):
        found = _SPOKE.search(text[:LONGEST_READ])
        if found and whom[0] in content_stems(found["whom"]) and _is_spoken_by(laid, i, found, who[0]):
            told = _CUT.sub("", found["said"])
            return Found(i, found.start("said"), found.start("said") + len(told))
    return None


def _is_spoken_by(laid: Match, i: int, found: re.Match[str], who: str) -> bool:
    """Whether the asked one spoke: by name, or as “he” in a sentence of which another is the subject."""
    if found["who"].lower() not in _PRONOUNS:
        return who in content_stems(found["who"])
    reading = laid.index.reading(i)
    subject = next((f.subject for f in reading.frames if f.subject), None)
    told = {w.stem for w in reading.words[slice(*subject)]} if subject else set()
    here = laid.index.counts[i].keys() | laid.index.carried[i].keys()
    return who in here and who not in told
