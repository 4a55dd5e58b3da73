"""Callings: what somebody calls a thing in quoted words: the thing of “calling the bridge ‘a marvel’”, or the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.voices import is_asked
from briefs.patterns import pattern
from briefs.terms import content_stems

LOOKED_INTO = 6
"""Best sentences in which words about an asked thing are looked for."""
SHORTEST = 2
"""Words that must agree in their order for a question to repeat what was said; a single one where it is all."""
_VERBS = (
    r"(?:call|describe|describ|label|labell|term|dub|dubb|brand|characteri[sz]e?|hail|denounce?|condemn|consider|deem|portray|dismiss)"
    r"(?:s|d|ed|ing)?|refer(?:s|red|ring)?\s+to|speaks?\s+of|spoke\s+of|speaking\s+of"
)
_CALLING = pattern(
    rf"\b(?:{_VERBS})\s+(?P<thing>[^“”\"‘.;:,]{{2,80}}?)\s+(?:to\s+be\s+|as\s+(?:being\s+)?)?(?:an?\s+|the\s+)?"
    r"(?P<said>[“\"‘][^“”\"]{2,300})",
    re.I,
)
_PASSIVE = pattern(
    r"(?:^|,\s)(?P<thing>[^“”\"‘.;:,]{2,80}?),?\s+(?:(?:which|that)\s+)?(?:is|was|are|were|has\s+been|have\s+been)\s+"
    r"(?:called|described\s+as|labell?ed|termed|dubbed|branded|hailed\s+as|denounced\s+as|condemned\s+as|dismissed\s+as)\s+"
    r"(?:an?\s+|the\s+)?(?P<said>[“\"‘][^“”\"]{2,300})",
    re.I,
)
_ASKS_THING = pattern(
    r"^\W*(?:what|who|whom)\s+(?:did|does|do|has|have|had|is|are|was|were)\s+(?P<who>[^?“\"]{0,60}?)\s*"
    r"\b(?:describe[ds]?|call(?:ed|s)?|label(?:l?ed)?|term(?:ed)?|dub(?:bed)?|brand(?:ed)?|characteri[sz]ed?|hail(?:ed)?"
    r"|denounced?|condemn(?:ed)?|dismiss(?:ed)?|refer(?:red)?\s+to|spe?o?ak(?:en)?\s+of)(?P<told>\s+[^?]{0,40}?)?(?:\bas|(?=[“\"‘]))\s*"
    r"(?P<said>[^?]{3,200}?)(?:\s+by\s+(?:the\s+)?[A-Z][\w.-]+(?:\s[A-Z][\w.-]+)?)?\W*$",
    re.I,
)
_ASKS_WORDS = pattern(
    r"^\W*(?:with|in|by|using)\s+(?:what|which)\s+(?:\w+\s+)?(?:words?|phrases?|terms?|remarks?|expressions?)\s+(?:did|does|do|has|had)\s+"
    r"(?P<who>[^?]{2,60}?)\s+(?:comment(?:ed)?\s+(?:on|upon)|describe[ds]?|characteri[sz]ed?|call(?:ed)?|sum(?:med)?\s+up|praised?"
    r"|speak\s+of|spoken\s+of|react(?:ed)?\s+to|respond(?:ed)?\s+to|refer(?:red)?\s+to|welcomed?|greet(?:ed)?|hail(?:ed)?)\s+(?P<thing>[^?]{3,120})",
    re.I,
)
_BE = frozenset("is are was were be been remain remains remained".split())
_PRONOUNS = frozenset("as it him her them this that me us you himself herself".split())


@dataclass(frozen=True, slots=True)
class Calling:
    """A thing and what it is called, both as places of sentence `sentence`; the words without quotation marks."""

    sentence: int
    thing: tuple[int, int]
    said: tuple[int, int]


def name_called(laid: Match, order: Sequence[int]) -> Found | None:
    """The thing that somebody calls what a question repeats, or the words for the thing that it names; else None."""
    text = laid.question.text
    if asked := _ASKS_THING.match(text):
        return _thing(laid, asked["said"])
    if asked := _ASKS_WORDS.match(text):
        return _words(laid, order[:LOOKED_INTO], asked["thing"])
    return None


def _thing(laid: Match, said: str) -> Found | None:
    wanted = content_stems(said)
    if not wanted:
        return None
    for i, count in enumerate(laid.index.counts):
        if not all(s in count for s in wanted):
            continue
        for one in _callings(laid.index.texts[i], i):
            told = content_stems(laid.index.texts[i][slice(*one.said)])
            if _follows(wanted, told) and _is_theirs(laid, one):
                return Found(i, *one.thing)
        if found := _said_to_be(laid, i, wanted):
            return found
    return None


def _said_to_be(laid: Match, i: int, wanted: Sequence[str]) -> Found | None:
    """“Our alliance” of “our alliance is the heart of it”, said by the asked one; of “it is …”, what the one before
    is about."""
    reading, text = laid.index.reading(i), laid.index.texts[i]
    if not any(v.quoted and is_asked(v, laid.question) for v in laid.index.voices[i]):
        return None
    for frame in reading.frames:
        word = reading.words[frame.verb]
        if (
            word.lower not in _BE
            or not frame.subject
            or content_stems(text[word.end :])[: len(wanted)] != tuple(wanted)
        ):
            continue
        if reading.words[frame.subject[0]].lower not in ("it", "this", "that"):
            return place_found(laid, i, frame.subject)
        before = laid.index.reading(i - 1).frames if i else ()
        subject = next((f.subject for f in before if f.subject), None)
        return place_found(laid, i - 1, subject) if subject else None
    return None


def place_found(laid: Match, i: int, place: tuple[int, int]) -> Found:
    """These words of sentence `i`, without an article."""
    words = laid.index.reading(i).words
    first = place[0] + (words[place[0]].lower in ("the", "a", "an") and place[1] > place[0] + 1)
    return Found(i, words[first].start, words[place[1] - 1].end)


def _words(laid: Match, best: Sequence[int], thing: str) -> Found | None:
    """The quoted words for what shares most with the asked thing."""
    asked = content_stems(thing)
    found: list[tuple[float, int, Found]] = []
    for k, i in enumerate(best):
        for one in _callings(laid.index.texts[i], i):
            told = set(content_stems(laid.index.texts[i][slice(*one.thing)]))
            shared = sum(bool(told & {s for s, w in laid.worth.get(a, {}).items() if w > ALIKE}) for a in asked)
            if shared and _is_theirs(laid, one):
                found.append((shared, -k, Found(i, *one.said)))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _follows(wanted: Sequence[str], told: Sequence[str]) -> bool:
    """Whether the words stand in this order and together in what was said."""
    size = len(wanted)
    return any(tuple(told[k : k + size]) == tuple(wanted) for k in range(len(told) - size + 1))


def _is_theirs(laid: Match, one: Calling) -> bool:
    """Whether the words are said by whom the question names, or it names nobody who speaks here."""
    voices = [v for v in laid.index.voices[one.sentence] if v.start < one.said[1] and one.said[0] < v.end]
    certain = [v for v in voices if v.certain]
    return not certain or not laid.question.names or any(is_asked(v, laid.question) for v in certain)


def _callings(text: str, i: int) -> Iterator[Calling]:
    for form in (_CALLING, _PASSIVE):
        for found in form.finditer(text):
            start, end = found.span("thing")
            opens = text[start:end].lower()
            if opens in _PRONOUNS:
                continue
            start += next((len(a) for a in ("the ", "a ", "an ") if opens.startswith(a)), 0)
            first, last = found.span("said")
            while last > first and text[last - 1] in " .,’":
                last -= 1
            yield Calling(i, (start, end), (first + 1, last))
