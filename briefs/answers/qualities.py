"""Qualities: in what words something is described, in which fields it holds, in what manner it is done, and what was
the first of its sort."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.frames import noun_end, whole_end
from briefs.answers.kinds import Kind
from briefs.answers.mentions import Form
from briefs.answers.opposites import names_present
from briefs.answers.tagging import Word
from briefs.patterns import pattern
from briefs.terms import content_stems

LOOKED_INTO = 4
"""Best sentences in which a quality is looked for."""
SET_APART = 6
"""Words that a phrase in quotation marks has at most; more are a statement."""
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_DESCRIBES = pattern(
    r"\b(?:how|(?:with|in|by)\s+(?:what|which)\s+(?:(?P<count>two|three|four|[234])\s+)?(?:words?|phrase|terms?))"
    r"\s+(?:did|does|do)\s[^?]{2,80}?\b(?:describe|characteri[sz]e|call)\s+(?P<thing>[^?,]{3,80})",
    re.I,
)
_USED = pattern(
    r"^\W*(?:what|which)\s+(?:(?P<count>two|three|four|[234])\s+)?(?:words?|phrase|terms?|expression)\s+"
    r"(?:(?:is|was|are|were)\s+used\s[^?]{0,60}?(?:\bfor|\bof|\bto\s+(?:describe|characteri[sz]e|name))"
    r"|(?:did|do|does)\s[^?]{2,60}?\suse\s(?:[^?]{0,40}?\s)?(?:for|about|of|to\s+(?:describe|characteri[sz]e))|describes?|characteri[sz]es?)"
    r"\s+(?P<thing>[^?,]{3,80})",
    re.I,
)
"""“What two words were used for the bond?”."""
_FIELDS = pattern(
    r"\bin\s+(?:which|what)\s+(?:(?:two|three|2|3)\s+)?(?:fields|areas|spheres|domains|respects|realms)\b", re.I
)
_MANNER = pattern(r"^\W*(?:and\s+)?how\s+(?:did|had|has|have|does|do|was|were|is|are)\s", re.I)
_NO_MANNER = frozenset(
    """recently early daily weekly monthly yearly only nearly already previously currently formerly finally reportedly
    allegedly also approximately particularly especially mostly mainly partly initially originally eventually shortly
    newly really fully likely family""".split()
)
_WELL = frozenset("well highly badly ill warmly fondly".split())
_SPECIAL = pattern(
    r"^\W*what(?:['’]?s|\s+(?:is|was))\s+(?:so\s+)?(?:special|remarkable|notable|historic|unusual|unique|significant)"
    r"\s+(?:about|of|in|with)\s+(?P<thing>[^?]{3,120})",
    re.I,
)
_FIRST = pattern(
    r"^\W*(?:what|which)\s+[“\"]?firsts?[”\"]?\s+(?:did|does|has|have)\s+(?P<who>[^?]{2,60}?)\s+(?:achieve|set|mark|reach|score)",
    re.I,
)
"""“What first did she achieve?”."""
_FEELS = pattern(
    r"^\W*(?:(?:what|how)\s+(?:would|did|does|will|might)\s[^?]{1,80}?\sfeel|what\s+(?:would|will|might)\s[^?]{1,80}?\sbe"
    r"(?=\W*$|\s+(?:if|when|now|about)\b))",
    re.I,
)
_FEELING = pattern(
    r"\b(?:be|is|was|are|were|feels?|felt)\s(?P<how>(?:very|so|deeply|really|extremely|quite|incredibly)\s"
    r"(?!likely|soon|much|many)[a-z]+(?:ed|ud|ppy|ous|ful|ry|ad)\b)"
)


def name_quality(laid: Match, order: Sequence[int]) -> Found | None:
    """The words of one of the best sentences in the asked quality; None where the question has another form."""
    best = order[:LOOKED_INTO]
    return (
        _fields(laid, best)
        or _manner(laid, best)
        or _special(laid, best)
        or _first(laid, best)
        or _degree(laid, best)
        or _feeling(laid, best)
    )


def name_described(laid: Match, order: Sequence[int]) -> Found | None:
    """The few quoted words that describe the thing that a question wants described, by whom it names; else None."""
    asked = _DESCRIBES.search(laid.question.text) or _USED.match(laid.question.text)
    thing = content_stems(asked["thing"])[:1] if asked else ()
    if not asked or not thing:
        return None
    meant = {s for s, worth in laid.worth.get(thing[0], {}).items() if worth > ALIKE}
    for i in order:
        if not meant & laid.index.counts[i].keys() or not names_present(laid, i):
            continue
        text = laid.index.texts[i]
        for mention in laid.index.reading(i).candidates:
            piece = text[mention.start : mention.end]
            count = _COUNTS.get((asked["count"] or "").lower())
            if (
                mention.form is Form.QUOTE
                and len(piece.split()) <= SET_APART
                and meant & set(content_stems(piece))
                and count in (None, len(piece.split()))
            ):
                return Found(i, mention.start, mention.end)
    return None


def _nouns(laid: Match, i: int, stems: Sequence[str]) -> Iterator[int]:
    """The places of nouns in sentence `i` that stand for one of these."""
    meant = {s for asked in stems for s, worth in laid.worth.get(asked, {}).items() if worth > ALIKE}
    yield from (k for k, w in enumerate(laid.index.reading(i).words) if w.stem in meant and w.tag == "N")


def _fields(laid: Match, best: Sequence[int]) -> Found | None:
    """“Security and economic” of a “security and economic partnership”: what tells in which fields."""
    if not _FIELDS.search(laid.question.text):
        return None
    for i in best:
        words = laid.index.reading(i).words
        for k in _nouns(laid, i, laid.question.stems):
            first = k
            while first and (words[first - 1].tag in "NJ" or words[first - 1].lower.endswith(("and", "ing"))):
                if words[first - 1].stem in laid.question.stems:
                    break
                first -= 1
            if any(w.lower == "and" for w in words[first + 1 : k - 1]):
                return Found(i, words[first].start, words[k - 1].end)
    return None


def _manner(laid: Match, best: Sequence[int]) -> Found | None:
    """“Highly” for “how had he spoken of her?”: the adverb beside the asked verb."""
    verb = laid.question.verb
    if laid.question.kind is not Kind.HOW or not verb or not _MANNER.match(laid.question.text):
        return None
    for i in best:
        words = laid.index.reading(i).words
        for k, word in enumerate(words):
            if word.stem == verb and word.tag == "V" and (found := _adverb(words, k)):
                return Found(i, words[found[0]].start, words[found[1] - 1].end)
    return None


def _adverb(words: Sequence[Word], k: int) -> tuple[int, int] | None:
    so = k + 1 < len(words) and words[k + 1].lower in ("so", "very")
    for first, last in ((k + 1, k + 1 + so), (k - 1, k - 1)):
        if first >= 0 and last < len(words) and _tells_manner(words[last]):
            return first, last + 1
    return None


def _tells_manner(word: Word) -> bool:
    return word.lower in _WELL or (word.tag == "A" and word.lower.endswith("ly") and word.lower not in _NO_MANNER)


def _special(laid: Match, best: Sequence[int]) -> Found | None:
    """“First official meeting” for “what was special about the meeting?”."""
    asked = _SPECIAL.match(laid.question.text)
    thing = content_stems(asked["thing"])[:1] if asked else ()
    for i in best if thing else ():
        words = laid.index.reading(i).words
        for k in _nouns(laid, i, thing):
            first = next((j for j in range(max(0, k - 4), k) if words[j].lower in ("first", "only", "last")), None)
            if first is not None and all(w.tag in "NJ#A" for w in words[first:k]):
                return Found(i, words[first].start, words[noun_end(words, first) - 1].end)
    return None


def _first(laid: Match, best: Sequence[int]) -> Found | None:
    """“First female mayor” for “what first did she achieve?”: of what the named one became the first."""
    asked = _FIRST.match(laid.question.text)
    who = set(content_stems(asked["who"])) if asked else set()
    for i in best if who else ():
        reading = laid.index.reading(i)
        for frame in reading.frames:
            if not frame.object or not frame.subject:
                continue
            told = reading.words[slice(*frame.subject)]
            subject = {w.stem for w in told} | (laid.index.carried[i].keys() if told[0].tag == "R" else set())
            first = next((k for k in range(*frame.object) if reading.words[k].lower == "first"), None)
            if first is not None and who & subject:
                return Found(i, reading.words[first].start, reading.words[whole_first(reading.words, first) - 1].end)
    return None


def whole_first(words: Sequence[Word], first: int) -> int:
    """Where what begins with “first” ends: at its noun, and at what “to” adds: “first to swim it”."""
    end = noun_end(words, first)
    return end if end > first else whole_end(words, first + 1)


_DEGREE = pattern(
    r"^\W*how\s+(?P<degree>strong|weak|high|low|close|great|large|small|deep|warm|good)\s+(?:is|was|are|were)\b", re.I
)


def _degree(laid: Match, best: Sequence[int]) -> Found | None:
    """“At the strongest level” for “how strong is it?”: the phrase that has the asked degree."""
    asked = _DEGREE.match(laid.question.text)
    most = {f"{asked['degree'].lower()}est", "best" if asked["degree"].lower() == "good" else ""} if asked else set()
    for i in best if asked else ():
        words = laid.index.reading(i).words
        for k, word in enumerate(words[2:], 2):
            if word.lower in most and words[k - 1].lower in ("the", "its", "their") and words[k - 2].tag == "P":
                return Found(i, words[k - 2].start, words[noun_end(words, k - 1) - 1].end)
    return None


def _feeling(laid: Match, best: Sequence[int]) -> Found | None:
    if not _FEELS.match(laid.question.text):
        return None
    found = ((i, _FEELING.search(laid.index.texts[i])) for i in best)
    return next((Found(i, m.start("how"), m.end("how")) for i, m in found if m), None)
