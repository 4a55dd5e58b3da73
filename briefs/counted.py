"""Counted: what a number counts or measures, as the article words it."""

from __future__ import annotations

import re

from briefs.clauses import Clause
from briefs.patterns import pattern
from briefs.terms import IRREGULAR

_STOP = frozenset(
    """last next previous rather tomorrow yesterday today tonight all monday tuesday wednesday thursday friday saturday
    sunday of in on at by for from to with into onto upon about above after against along among around as before
    behind below between beyond but despite down during except inside near off out outside over past per since
    than through until up via within without and or nor so yet if because while although though whether unless i
    me we us you he him she her it they them who whom whose what which when where why how am is are was were be
    been being do does did has have had will would shall should can could may might must not that this these
    those there here then now just only also too both each a an the said says told ago later earlier more less
    fewer alone apart combined total overall respectively signed made took came went gave got held led left
    found paid sold sent set met won lost rose fell grew began became brought killed died injured arrested voted
    attended live lives lived work works need needs want wants face faces remain remains attend including
    compared according""".split()
)
_PAST = frozenset(IRREGULAR) - frozenset(
    "children men women people persons feet teeth mice lives wives leaves halves".split()
)
_TIME = pattern(
    r"\b(?:years|months|weeks|days|hours|minutes|quarters|o['’]clock)$|^(?:last|next|this|Monday|[A-Z]\w+day)\b"
)
_PRESENT = frozenset(
    """agree depend renew charge feel say think believe want need know see hope fear use buy pay hold come go get
    make take give find leave stay sit stand enter reach cross cause produce include remain live work travel
    own run play win lose support oppose back suffer die earn cost weigh measure""".split()
)
_WORD = pattern(r"[\s-]([A-Za-z][\w’'.-]*)")
_OF = pattern(r"\s(?:of)\s(?:the\s|a\s|an\s|its\s|their\s|his\s|her\s|all\s|those\s)?")
_ON = pattern(r"\s(?:on|of|for)\s(?:the\s|a\s|an\s|its\s|their\s|all\s)?(?![A-Z]\w+day\b)")
_MOST_WORDS = 4
_ABOUT = pattern(
    r"(?:\s(?:about|around|approximately|roughly|some|nearly|almost|over|under|up\sto|more\sthan|less\sthan|fewer\sthan|at\sleast"
    r"|just|only|an?|the|another|estimated|between|as\smany\sas|as\smuch\sas))+\s*$"
)
_MEASURES = pattern(
    r"\s(?:(?:has|have|had|is|was|were|are|will|would|could|now)\s)?(?:also\s)?(?:be\s|been\s)?"
    r"(?:total(?:l?ed|s)?|reach(?:ed|es)?|hit|cost|costs|stood\sat|stands\sat|amount(?:ed|s)?\sto|rose\sto|fell\sto|grew\sto"
    r"|climbed\sto|dropped\sto|was|were|is|are|be|exceed(?:ed|s)|averag(?:ed|es)|numbered|came\sto|worth|valued\sat)$"
)
_PREPOSED = pattern(r"\s(?:to|by|of|at|from|worth|for|in)$")
_MEASURED = pattern(r"(?:%|percent|per cent|[0-9])\s\w+$")
_TO_DO = pattern(r"\sto\s[a-z]+$")
_PUNCTUATION = pattern(r"[,;:—()“”\"]")


def what_is_counted(text: str, start: int, end: int, clause: Clause, *, measured: bool) -> str:
    """The noun phrase that the number at `text[start:end]` counts.

    `measured` for sums and shares, whose name may stand before them.
    """
    if ahead := _ahead(text, end, measured=measured):
        return ahead
    return _behind(text[clause.start : start]) if measured else ""


def _ahead(text: str, end: int, *, measured: bool) -> str:
    at = _phrase_end(text, end)
    link = (_ON if measured else _OF).match(text, at) if at > end else _OF.match(text, at)
    if link and (further := _phrase_end(text, link.end() - 1, 3)) > link.end():
        return text[end if at > end else link.start() + len(" of ") : further].strip(" -")
    phrase = text[end:at].strip(" -")
    if phrase.endswith("ed") and " " not in phrase:
        return ""
    return "" if _TIME.search(phrase) else phrase


def _phrase_end(text: str, at: int, most: int = _MOST_WORDS) -> int:
    for taken in range(most):
        word = _WORD.match(text, at)
        if not word or (bare := word[1].rstrip(".")).lower().removesuffix("’s") in _STOP or _ends_phrase(bare, taken):
            break
        at = word.end()
        if text[at - 1] == "." and not re.match(r"(?:[A-Z]\.)+$", word[1]):
            return at - 1
    return at


def _ends_phrase(word: str, taken: int) -> bool:
    """Whether `word` is a verb, as far as its form shows: “250 people watched”, “one doesn’t”, “96 votes feel”."""
    if word in _PAST or word.endswith(("n’t", "n't")):
        return True
    return taken > 0 and (word.endswith("ed") or word in _PRESENT)


def _behind(before: str) -> str:
    """The subject or object that a sum or share stands for: “exports to Japan totaled …”, “raise tariffs to …”."""
    said = _ABOUT.sub("", " " + before.rstrip()).rstrip()
    if found := _MEASURES.search(said):
        return _last_phrase(said[: found.start()], 7, "of to from for the a an its their his her".split())
    if found := _TO_DO.search(said):
        return (_last_phrase(said[: found.start()], 5, "from of for by".split()) + said[found.start() :]).strip()
    if (found := _PREPOSED.search(said)) and not said[found.start() - 1].isdigit() and not _MEASURED.search(said):
        return _last_phrase(said[: found.start()], 4, ["of"])
    return ""


def _last_phrase(said: str, most: int, through: list[str]) -> str:
    taken: list[str] = []
    for word in reversed(_PUNCTUATION.split(said)[-1].split()[-most:]):
        if (word.lower() in _STOP and word.lower() not in through) or word.endswith(("ing", "ed")):
            if word == "to":
                taken[:1] = []  # the verb of an infinitive: “to raise tariffs”
            break
        taken.insert(0, word)
    while taken and taken[0].lower() in through:
        taken.pop(0)  # “the price of the house” is “price of the house”
    return " ".join(taken)
