"""Opposites: a yes or no that the article settles by the contrary: “smaller” by “largest”, “before” by “first”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefs.answers.evidence import ALIKE, Match
from briefs.answers.tagging import Word, tag_words
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

_SCALES = """
small little tiny minor | large big great major huge
weak fragile | strong
low | high
poor | rich wealthy
bad worse worst | good better best
less fewer least few | more many most
slow | fast quick
cheap | expensive costly
short brief | long
near close | far distant
light | heavy
shallow | deep
narrow | wide broad
dark dim | bright light
cold cool | hot warm
young | old
conservative right-wing | liberal progressive left-wing
""".strip().splitlines()
NEAR = 4
"""Words between a degree, or “first”, and the noun that it tells of."""
_BEFORE = pattern(
    r"^\W*(?:(?:had|have|has)\s[^?]*\b(?:already|before|ever|previously)\b|did\s[^?]*\b(?:before|previously)\W*$)", re.I
)
_SOMEBODY = frozenset(map(stem, "politician person man woman leader figure somebody".split()))
"""“A liberal politician” is a liberal."""
_HOLDS = frozenset(map(stem, "hold have make take pay give play sign stage do see win".split()))
"""Verbs whose object is the deed: “hold a meeting”."""


@lru_cache(maxsize=1)
def _poles() -> dict[str, tuple[int, int]]:
    """Which end of which scale a degree word stands for, by its form."""
    table: dict[str, tuple[int, int]] = {}
    for scale, line in enumerate(_SCALES):
        for end, words in enumerate(line.split("|")):
            for word in words.split():
                for form in _forms(word):
                    table.setdefault(form, (scale, end))
    return table


def _forms(word: str) -> Iterator[str]:
    yield word
    base = (
        word.removesuffix("e") if word.endswith("e") else word.removesuffix("y") + "i" if word.endswith("y") else word
    )
    doubled = base + base[-1]
    for ending in ("er", "est"):
        yield base + ending
        yield doubled + ending


def is_contrary(laid: Match, i: int) -> bool:
    """Whether sentence `i` says the contrary of the asked degree, or that what is asked for earlier was the first."""
    if _said_by_another(laid, i):
        return True
    return names_present(laid, i) and (_other_pole(laid, i) or _was_first(laid, i))


_SAID = pattern(r"^\W*(?:did|does|has|have)\s(?P<who>[^?]{2,60}?)\s(?:say|said|claim|argue|insist)\s", re.I)
_IN = pattern(r"\b(?:in|at|from)\s(?:the\s)?(?P<place>(?:[A-Z][\w.]*\s?)+)")


def _said_by_another(laid: Match, i: int) -> bool:
    """“Did Doe say it is ready?”, where the sentence that says so is Roe's own words."""
    asked = _SAID.match(laid.question.text)
    spoken = [v for v in laid.index.voices[i] if v.quoted and v.certain] if asked else []
    who = set(content_stems(asked["who"])) if asked else set()
    if not spoken or not any(who & laid.index.cast.stems[p] for p in range(len(laid.index.cast.people))):
        return False
    return not any(who & set(content_stems(name)) for voice in spoken for name in voice.speakers)


def is_elsewhere(laid: Match, i: int) -> bool:
    """Whether a question asks about a place that sentence `i` does not tell of: nothing there says yes to it."""
    here = laid.index.counts[i].keys() | laid.index.carried[i].keys()
    places = (content_stems(found["place"]) for found in _IN.finditer(laid.question.text))
    return any(not here & {s, *laid.worth.get(s, {})} for stems in places for s in stems)


def names_present(laid: Match, i: int) -> bool:
    """Whether each name of the question stands in the sentence, or is meant by a word of it."""
    here = laid.index.counts[i].keys() | laid.index.carried[i].keys()
    stems = {s for name in laid.question.names for s in content_stems(name)}
    return all(here & {s, *laid.worth.get(s, {})} for s in stems)


def _other_pole(laid: Match, i: int) -> bool:
    asked = tag_words(laid.question.text)
    told = laid.index.reading(i).words
    poles = _poles()
    for k, word in enumerate(asked):
        pole = poles.get(word.lower) if k else None
        if pole is None:
            continue
        noun, one = _noun_after(asked, k), asked[k - 1].lower in ("a", "an")  # “is he a liberal?”
        noun = "" if one and noun in _SOMEBODY else noun
        beside = [j for j, w in enumerate(told) if _same_scale(w, pole[0])]
        ends = {poles[told[j].lower][1] for j in beside if (one and not noun) or _is_of(laid, told, j, noun)}
        if ends == {1 - pole[1]}:
            return True
    return False


def _same_scale(word: Word, scale: int) -> bool:
    found = _poles().get(word.lower)
    return found is not None and found[0] == scale


def _noun_after(words: Sequence[Word], k: int) -> str:
    """The noun that the degree at `k` stands before; empty for one that is only said of something: “is it weaker?”."""
    after = words[k + 1 : k + 1 + NEAR]
    stop = next((j for j, w in enumerate(after) if w.tag not in "NJMV" or w.lower in ("than", "as")), len(after))
    return next((w.stem for w in reversed(after[:stop]) if w.tag == "N"), "")


def _is_of(laid: Match, words: Sequence[Word], k: int, noun: str) -> bool:
    """Whether the degree at `k` tells of the asked noun, or of whatever is said to be so."""
    if not noun:
        return _noun_after(words, k) == ""
    meant = {s for s, worth in laid.worth.get(noun, {}).items() if worth > ALIKE}
    return any(w.stem in meant for w in words[k + 1 : k + 1 + NEAR])


def _was_first(laid: Match, i: int) -> bool:
    """“The first meeting between them” where a question asks whether they had met before."""
    if not _BEFORE.match(laid.question.text):
        return False
    verb = laid.question.verb
    deeds = laid.question.stems if verb in _HOLDS else (verb,)
    meant = {s for asked in deeds for s, worth in laid.worth.get(asked, {}).items() if worth > ALIKE}
    words = laid.index.reading(i).words
    return any(
        w.lower == "first" and any(after.stem in meant | {stem("time")} for after in words[k + 1 : k + 1 + NEAR])
        for k, w in enumerate(words)
    )
