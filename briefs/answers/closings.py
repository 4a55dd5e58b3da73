"""Closings: somebody's first or last words in an article, and what somebody says of the time to come."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.index import LONGEST_READ
from briefs.answers.voices import is_asked
from briefs.patterns import pattern
from briefs.terms import stem

_FIRST = r"(?P<first>(?:very\s+)?first|opening)"
_LAST = r"(?P<last>(?:very\s+)?last|final|closing|concluding)"
_SPOKEN = r"(?:words?|quotes?|quotation|remarks?|statements?|comments?|lines?|sentences?|thing)"
_HERE = r"(?:\s+(?:quoted\s+)?(?:in|of|from)\s+(?:the|this)\s+(?:article|text|story|report|piece|news))?\W*$"
_ASKS = (
    pattern(
        rf"^\W*what(?:['’]?s|\s+(?:is|was|were|are))\s+[^?,]{{2,60}}?['’]s?\s+(?:{_FIRST}|{_LAST})\s+{_SPOKEN}{_HERE}",
        re.I,
    ),
    pattern(
        rf"^\W*what(?:['’]?s|\s+(?:is|was|were|are))\s+the\s+(?:{_FIRST}|{_LAST})\s+{_SPOKEN}\s+(?:(?:of|by|from)\s+[^?,]{{2,60}}?"
        rf"|(?:that\s+)?[^?,]{{2,60}}?\s+(?:says?|said|is\s+quoted\s+(?:as\s+)?saying)){_HERE}",
        re.I,
    ),
    pattern(
        r"^\W*what\s+(?:did|does)\s+[^?,]{2,60}?\s+say\s+(?:(?P<first>(?:at\s+)?first|at\s+the\s+(?:start|beginning|outset))"
        rf"|(?P<last>last|finally|in\s+closing|at\s+the\s+(?:very\s+)?end|to\s+(?:close|conclude|finish))){_HERE}",
        re.I,
    ),
)
_DYING = pattern(r"\b(?:last|final|dying)\swords\b", re.I)
_ASKS_WHO = pattern(
    r"^\W*(?:who|which\s+\w+)\s+(?:(?:is|was)\s+(?:quoted\s+(?:(?P<first>first)|(?P<last>last))"
    r"|the\s+(?:(?P<opens>first)|(?P<closes>last|final))\s+(?:person\s+|one\s+|leader\s+)?(?:to\s+(?:speak|be\s+quoted)|quoted|speaker))"
    r"|(?:spoke|speaks|is\s+quoted)\s+(?:(?P<begins>first)|(?P<ends>last))|(?:has|had|gets?|got)\s+the\s+(?P<says>(?:very\s+)?last|final)\s+(?:word|say))"
    rf"{_HERE}",
    re.I,
)
_AHEAD = pattern(
    r"\b(?:about|on|of|regarding|for|sees?|views?|expects?)\s+(?:the\s+|his\s+|her\s+|their\s+)?(?:future|years?\s+(?:ahead|to\s+come)|time\s+(?:ahead|to\s+come)"
    r"|what\s+(?:lies|is|comes)\s+(?:ahead|next|to\s+come)|days\s+(?:ahead|to\s+come)|coming\s+years)\W*$",
    re.I,
)
_TO_COME = pattern(
    r"\b(?:to\scome|lies?\sahead|ahead\sof\sus|in\sthe\sfuture|tomorrow|(?:coming|next)\s(?:years?|decades?|generations?))\b",
    re.I,
)
_WILL = pattern(r"\b(?:will|shall|going\sto|hope\sto)\b|[’']ll\b", re.I)
_FUTURE = stem("future")


def name_closing(laid: Match) -> Found | None:
    """The quoted words that a question names by their place or their time; None for any other question.

    Words on a deathbed are left to the sentence that tells of “his last words”.
    """
    return _first_or_last(laid) or _speaker(laid) or _ahead(laid)


def _first_or_last(laid: Match) -> Found | None:
    asked = next(filter(None, (asks.match(laid.question.text) for asks in _ASKS)), None)
    spoken = _quoted(laid) if asked else ()
    if not asked or not spoken or any(_DYING.search(text[:LONGEST_READ]) for text in laid.index.texts):
        return None
    return spoken[-1] if asked["last"] else spoken[0]


def _speaker(laid: Match) -> Found | None:
    """Whose the first or the last quotation is: at his or her name there, else at the nearest one before."""
    asked = _ASKS_WHO.match(laid.question.text)
    if not asked:
        return None
    index, first = laid.index, any(asked[key] for key in ("first", "opens", "begins"))
    said = [(i, v) for i, voices in enumerate(index.voices) for v in voices if v.quoted and v.certain and v.speakers]
    if not said:
        return None
    i, voice = said[0 if first else -1]
    for k in range(i, -1, -1):
        for name in reversed(index.cast.named[k]):
            if index.cast.people[name.person].name == voice.speakers[0] and name.end > name.start:
                return Found(k, name.start, name.end, proof=i)
    return None


def _ahead(laid: Match) -> Found | None:
    """“The best is yet to come” for “what did she say about the future?”, where nobody speaks of it by that word."""
    if not _AHEAD.search(laid.question.text) or _FUTURE in laid.index.documents:
        return None
    spoken = _quoted(laid)
    for told in (_TO_COME, _WILL):
        for found in reversed(spoken):
            if told.search(laid.index.texts[found.sentence], found.start, found.end):
                return found
    return None


def _quoted(laid: Match) -> Sequence[Found]:
    """The quotations of whom the question names, sentence by sentence."""
    return [
        Found(i, voice.start, voice.end - (laid.index.texts[i][: voice.end].endswith(",")))
        for i, voices in enumerate(laid.index.voices)
        for voice in voices
        if voice.quoted and voice.certain and is_asked(voice, laid.question)
    ]
