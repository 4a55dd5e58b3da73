"""Roles: the place that a question asks for by a preposition, a verb with its adverbial, a feeling or a trait."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.frames import noun_end
from briefs.answers.gaps import is_given, read_gap
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.tagging import Word
from briefs.patterns import pattern
from briefs.terms import stem

SURE = 0.7
"""What a word of the sentence must be worth to be the asked verb."""
_PLACING = frozenset("on in from with".split())
"""What may follow any noun of the question: “mice on sticky boards”."""
_ARTICLES = ("the", "a", "an")
_LINK = r"(?P<link>of|for|between|to|with|on|from|in|about)"
_AUX = r"(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should|may|might)\b"
_NOUN_FIRST = pattern(rf"\b(?P<noun>\w+)\s+{_LINK}\s+(?:what|whom)(?=\W*$|\s+{_AUX})", re.I)
"""“As a sign of what …”; “of what kind” asks for less."""
_NOUN_LAST = pattern(rf"^\W*{_LINK}\s+(?:what|whom)\s+{_AUX}.{{3,200}}?(?P<noun>\w+)\W*$", re.I)
"""“Of what is it the heart?”."""
_NOUN_LEFT = pattern(r"\b(?P<noun>\w+)\s+(?P<link>of|for|between)\W*$", re.I)
"""“What is the tree a sign of?”."""
_STANDS_FOR = pattern(
    r"^\W*what\b.{2,120}\b(?:symboli[sz]e|represent|signify|embody|stand\s+for|stood\s+for)\w*(?:\s+(?:by\s+now|nowadays|these\s+days|at\s+present|currently|still|today|now|then|here))?\W*$",
    re.I,
)
_SYMBOLS = frozenset(map(stem, "symbol emblem sign token".split()))


def name_role(laid: Match, i: int) -> Found | None:
    """The words of sentence `i` in the asked role; None where the question has another form."""
    question = laid.question
    if question.kind is Kind.WHAT and question.wanted is Wanted.ANY:
        return _complement(laid, i) or (_trait(laid, i) if _ADJECTIVE.search(question.text) else None)
    if question.kind is Kind.HOW:
        return _feeling(laid, i) or _manner(laid, i) or _trait(laid, i)
    return None


def _complement(laid: Match, i: int) -> Found | None:
    """What “of”, “on” or “with” brings after the noun that the question names before or after “what”."""
    words = laid.index.reading(i).words
    if _STANDS_FOR.match(laid.question.text):
        return _after(i, words, (k for k, w in enumerate(words) if w.stem in _SYMBOLS), "of")
    text = laid.question.text
    asked = _NOUN_FIRST.search(text) or _NOUN_LAST.match(text) or _NOUN_LEFT.search(text)
    if not asked:
        return None
    meant = {s for s, worth in laid.worth.get(stem(asked["noun"].lower()), {}).items() if worth >= ALIKE}
    link = asked["link"].lower()
    named = _after(i, words, (k for k, w in enumerate(words) if w.stem in meant and w.tag == "N"), link)
    if named or link not in _PLACING or not text.lower().lstrip().startswith(link):
        return named
    stems = laid.stem_weights()
    return _after(i, words, (k for k, w in enumerate(words) if w.stem in stems and w.tag == "N"), link)


def _after(i: int, words: Sequence[Word], places: Iterator[int], link: str) -> Found | None:
    """The noun phrase after `link`, where it follows one of these words."""
    for k in places:
        if k + 2 < len(words) and words[k + 1].lower == link and (found := _phrase(i, words, k + 2)):
            return found
    return None


def _phrase(i: int, words: Sequence[Word], at: int) -> Found | None:
    end = noun_end(words, at)
    first = at + (words[at].lower in _ARTICLES)
    return Found(i, words[first].start, words[end - 1].end) if end > first else None


_WHAT_DID = pattern(r"^\W*what\s+(?:did|does|do|has|have|had|will|would|can|could|should|must|is|are|was|were)\s", re.I)


def name_thing(laid: Match, i: int) -> Found | None:
    """The object of the very verb that is asked about, though more follows it in the question: “what did she assume
    a week before?”."""
    gap = read_gap(laid.question)
    if laid.question.kind is not Kind.WHAT or laid.question.wanted is not Wanted.ANY:
        return None
    if gap is None or gap.slot != "object" or laid.question.head or not _WHAT_DID.match(laid.question.text):
        return None
    reading = laid.index.reading(i)
    meant = {s for s, worth in laid.worth.get(gap.verb, {}).items() if worth >= SURE}
    for frame in reading.frames:
        word = reading.words[frame.verb]
        if word.stem not in meant or frame.object is None:
            continue
        if frame.passive and not is_given(laid, gap, reading.words, frame):
            continue
        first, end = frame.object
        inside = reading.words[first:end]
        if (
            frame.verb < first
            and not any(w.stem in laid.question.stems or w.tag == "R" for w in inside)
            and inside[-1].tag != "D"
        ):
            return _with_matter(i, reading.words, _phrase(i, reading.words, first))
    return None


_ON_WHAT = frozenset(map(stem, "agreement consensus accord ban effect impact influence focus emphasis limit".split()))
"""Nouns that say little without what they are on."""


def _with_matter(i: int, words: Sequence[Word], found: Found | None) -> Found | None:
    """“An agreement on fishing” for “an agreement”; not on a day."""
    at = next((k for k, w in enumerate(words) if found and w.start >= found.end), len(words))
    if found is None or at + 1 >= len(words) or words[at].lower != "on" or words[at - 1].stem not in _ON_WHAT:
        return found
    end = noun_end(words, at + 1)
    timed = words[at + 1].lower.endswith("day") or words[at + 1].tag == "#"
    return Found(i, found.start, words[end - 1].end) if end > at + 1 and not timed else found


_FEELS = pattern(r"\bhow\s+(?:would|did|does|do|will|might)\b.{1,120}\bfeel\b", re.I)
_FEELING = pattern(
    r"\b(?:be|is|was|are|were|been|feels?|felt|am|I’m|I'm)\s(?P<how>(?:(?:very|so|deeply|really|extremely|quite|too|incredibly)\s)?"
    r"(?:proud|happy|sad|angry|glad|delighted|pleased|relieved|furious|afraid|worried|ashamed|grateful|honou?red|thrilled"
    r"|disappointed|devastated|shocked|upset|surprised|excited|nervous|confident|hopeful|sorry|lonely|scared))\b"
)


def _feeling(laid: Match, i: int) -> Found | None:
    found = _FEELING.search(laid.index.texts[i]) if _FEELS.search(laid.question.text) else None
    return Found(i, found.start("how"), found.end("how")) if found else None


_HOW_LY = pattern(r"^\W*how\s+(?:\w+ly|well|close|strong)\b", re.I)


def _manner(laid: Match, i: int) -> Found | None:
    """“Loosely tied” for “how closely are they linked?”: a participle like the asked one with its adverb."""
    if not _HOW_LY.match(laid.question.text) or not laid.question.verb:
        return None
    meant = laid.worth.get(laid.question.verb, {})
    words = laid.index.reading(i).words
    for k, word in enumerate(words[1:], 1):
        if word.stem in meant and words[k - 1].tag == "A" and words[k - 1].lower.endswith("ly"):
            return Found(i, words[k - 1].start, word.end)
    return None


_DESCRIBED = pattern(
    r"\b(?:described?|characteri[sz]ed?|adjective)\b|^\W*what\s+(?:is|was|are|were)\s.*\slike\W*$", re.I
)
_ADJECTIVE = pattern(r"\b(?:what|which)\s+(?:\w+\s+)?adjectives?\b|^\W*what\s+(?:is|was|are|were)\s.*\slike\W*$", re.I)
_DESCRIBING = frozenset(map(stem, "describe characterize characterise adjective word".split()))


def _trait(laid: Match, i: int) -> Found | None:
    """The adjectives before the noun that a question wants described."""
    if not _DESCRIBED.search(laid.question.text):
        return None
    names = {stem(name.removesuffix("’s").removesuffix("'s")) for name in laid.question.names}
    asked = [s for s in laid.question.stems if s not in _DESCRIBING]
    asked = [s for s in asked if s not in names] or asked  # “the Grand Hotel” is described as well
    words = laid.index.reading(i).words
    for noun in reversed(asked):
        meant = laid.worth.get(noun, {})
        for k, word in enumerate(words):
            last = first = _opening_name(words, k)
            while first and (words[first - 1].tag in "JAV" or _is_trait(words[first - 1])):
                if words[first - 1].stem in laid.question.stems:
                    break
                first -= 1
            while first < last and not (words[first].tag in "JA" or _is_trait(words[first])):
                first += 1
            if word.tag in "NM" and word.stem in meant and first < last:
                return Found(i, words[first].start, words[last - 1].end)
    return None


def _opening_name(words: Sequence[Word], k: int) -> int:
    """Where the name begins that ends at `k`; `k` for any other noun."""
    while k and words[k].tag == "M" and words[k - 1].tag == "M":
        k -= 1
    return k


def _is_trait(word: Word) -> bool:
    """Whether a word that was taken for a noun ends as adjectives do: “liberal”."""
    if word.tag != "N" or not word.text.islower():
        return False
    return word.lower in _SHORT or word.lower.endswith(("al", "ic", "ary", "ent", "ant"))


_SHORT = frozenset(
    "close warm cold cool strong weak long short great good bad firm tight fierce calm tense quiet loud bitter".split()
)
"""Adjectives that end as nouns do."""
