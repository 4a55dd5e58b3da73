"""Yes or no: “yes” only on a full match, “no” only on an explicit contradiction."""

from __future__ import annotations

import re
from itertools import pairwise

from briefs.answers.doubt import contradicts, only_planned
from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.kin import kin_of
from briefs.answers.kinds import Kind
from briefs.answers.mentions import Form
from briefs.answers.opposites import is_elsewhere
from briefs.answers.unsaid import is_undone
from briefs.model import Modality
from briefs.patterns import pattern
from briefs.terms import stem

FULL = 0.4
"""The share of the question's weight that a sentence must hold before it says yes or no."""
_TELLS = {
    Modality.THREAT: "that this was threatened",
    Modality.PLEDGE: "that this was promised",
    Modality.EXPECTATION: "that this was expected or planned",
    Modality.ESTIMATE: "that this was estimated",
}
_UNDONE = pattern(
    r"\b(?:rul(?:ed|es|ing)\sout|refus(?:ed|es)|had\s(?:intended|planned|hoped)|no\slonger|scrapped|abandoned"
    r"|den(?:ied|ies|ying)|whether|unless|yet\sto|stopped\sshort|tried\sto|attempted\sto|considered|proposed|called\soff)\b"
)
"""What was meant and not done: no “yes” follows from its words."""
_NUMBER = pattern(r"\d")


def premise_note(modality: Modality) -> str:
    """What is said to somebody who takes for done what the article does not."""
    return f"The article says only {_TELLS.get(modality, 'something near this')}; it does not say that it happened."


def say_yes_or_no(laid: Match, best: int) -> Found | None:
    """“Yes” or “No” with the sentence that shows it; None where the article leaves it open."""
    if only_planned(laid, best) is not None or laid.coverage[best] < FULL:
        return None
    text = laid.index.texts[best]
    if is_elsewhere(laid, best):
        return None
    if _NOR.match(text) or (_YET.search(text) and _ALREADY.search(laid.question.text)):
        return Found(best, 0, len(text), "No")
    if (undone := _UNDONE.search(text)) and stem(undone[0].split()[-1]) not in laid.question.stems:
        return None
    if is_undone(laid, best) or _other_office(laid, best) or _went_elsewhere(laid, best):
        return None
    if _ONLY.search(laid.question.text) and _NOT_ONLY.search(text):
        return Found(best, 0, len(text), "No")
    if differs := _other_number(laid, best):
        return Found(best, 0, len(text), "No", f"The article says {differs}.")
    return Found(best, 0, len(text), "No" if contradicts(laid, best) else "Yes")


_MADE = pattern(
    r"^\W*(?:was|is|were|has|had)\s[^?]{2,60}?\s(?:been\s)?(?:elected|named|appointed|chosen|made|crowned|voted)\s(?:as\s)?"
    r"(?:the\s|an?\s)?(?P<office>[a-z-]+)\b",
    re.I,
)


def _other_office(laid: Match, best: int) -> bool:
    """“Was she elected president?” of a sentence that tells of her election, and of no president."""
    made = _MADE.match(laid.question.text)
    office = stem(made["office"].lower()) if made else ""
    return office in laid.question.stems and office not in laid.index.counts[best]


_GOES = frozenset(map(stem, "visit travel fly tour".split()))
_AT = frozenset("in at to".split())


def _went_elsewhere(laid: Match, best: int) -> bool:
    """“Did she visit Peru?” of a sentence that has a meeting, and Peru only as the place of something else: “unrest in
    Peru”."""
    verb = laid.question.verb
    if verb not in _GOES or verb in laid.index.counts[best]:
        return False
    words, kin = laid.index.reading(best).words, {verb, *kin_of(verb)}
    return any(
        at.lower in _AT
        and thing.tag == "N"
        and thing.stem not in kin
        and any(w.stem in laid.question.stems and w.tag == "M" for w in words[k + 2 : k + 5])
        for k, (thing, at) in enumerate(pairwise(words))
    )


_NOR = pattern(r"(?:And\s|But\s)?[Nn]or\s(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)\s")
_YET = pattern(r"\byet\sto\s[a-z]|\bnot\s(?:yet|so\sfar)\b|\bha(?:s|ve)\syet\sto\b")
_ALREADY = pattern(r"\b(?:already|yet|so\sfar|by\snow)\b", re.I)
"""“Has it answered yet?” of “it is yet to respond”."""
_ALIVE = pattern(r"\b(?:alive|living|live|(?P<dead>dead|died|deceased|die|passed\s+away))\b", re.I)
_ONLY = pattern(r"\b(?:only|just|solely|merely)\b", re.I)
_NOT_ONLY = pattern(r"\bnot\s+(?:only|just|solely|merely)\b", re.I)


def alive_or_dead(laid: Match) -> Found | None:
    """“No” to “is Doe alive?” where the article speaks of “the late Ann Doe”; None where it does not."""
    alive = _ALIVE.search(laid.question.text) if laid.question.kind is Kind.YES_NO else None
    late = _late(laid) if alive else None
    return (
        Found(late, 0, len(laid.index.texts[late]), "Yes" if alive and alive["dead"] else "No")
        if late is not None
        else None
    )


def _late(laid: Match) -> int | None:
    """Where “the late …” stands before the name that is asked about; None where nobody is called late."""
    names = {stem(word) for word in laid.question.text.split()} | set(laid.question.stems)
    for i, named in enumerate(laid.index.cast.named):
        for name in named:
            called = laid.index.texts[i][: name.start].rstrip().split()[-REACH:]
            if "late" in called and laid.index.cast.stems[name.person] & names:
                return i
    return None


REACH = 4
"""Words between “late” and the name."""


def _other_number(laid: Match, best: int) -> str:
    """The article's number where the question gives another one of the same sort."""
    asked = [n for n in laid.question.numbers if n.replace(",", "") not in laid.index.documents]
    if not asked or laid.coverage[best] < 0.5:
        return ""
    forms = (Form.PERCENT, Form.MONEY, Form.NUMBER, Form.AGE)
    text = laid.index.texts[best]
    percent = bool(re.search(r"percent|per cent|%", laid.question.text))
    for form in (Form.PERCENT,) if percent else forms:
        said = [
            m for m in laid.index.reading(best).candidates if m.form is form and _NUMBER.search(text[m.start : m.end])
        ]
        if len(said) == 1:
            return text[said[0].start : said[0].end]
    return ""
