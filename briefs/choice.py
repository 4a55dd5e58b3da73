"""Choice: which sentences of a story to show, by place, by what the story keeps coming back to, and by new facts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from briefs.context import needs_context
from briefs.model import Sentence
from briefs.patterns import pattern
from briefs.terms import STOP

_FIGURE = pattern(r"[0-9](?:[0-9,.]*[0-9])?")
_NAMED = pattern(r"(?<=[^.!?“\"‘'\s] )[A-Z][\w’'-]*\w|^[A-Z]\w+(?=\s[A-Z])")
_WORD = pattern(r"[^\W\d_]{2,}|[0-9]+(?:[.,][0-9]+)*")
_MEASURED = pattern(r"\s?(?:%|per\s?cent|[mb]illion|[mb]n\b|thousand|years|people|men|women)")
_POSSESSIVE = pattern(r"['’]s$")
_PLACE, _CENTRAL, _FACTS = 1.0, 0.6, 0.4
_FADE = 5.0
"""Sentences after which the pull of the opening has fallen to a third."""
MOST_ALIKE = 0.6
"""Share of the smaller sentence's words that two sentences may have in common."""
_FIGURE_WORTH, _SMALL = 1.5, 0.75
_ENOUGH = 4.0
"""New facts beyond which a sentence gains no more."""
_STEM = 6
"""Letters: enough to tell words apart, and few enough for “negotiated” to meet “negotiation”."""
THIN = 5
"""Sentences with fewer words of meaning than this say too little to be picked first."""


def facts(text: str) -> dict[str, float]:
    """The figures and names of a text by what they are worth, as far as digits and capitals inside a sentence show."""
    worth = dict.fromkeys((_POSSESSIVE.sub("", name) for name in _NAMED.findall(text)), 1.0)
    for found in _FIGURE.finditer(text):
        worth[found.group()] = _FIGURE_WORTH if len(found.group()) > 2 or _MEASURED.match(text, found.end()) else _SMALL
    return worth


@lru_cache(maxsize=1024)
def stems(text: str) -> frozenset[str]:
    """The words of meaning of a text, cut to the letters that they share with their other forms."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in STOP)


def likeness(one: str, other: str) -> float:
    """The share of the shorter text's words of meaning that the other has too, 0 to 1."""
    mine, theirs = stems(one), stems(other)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


class Choice:
    """The sentences taken so far, and which one adds most to them. Each `take` is linear in the story."""

    def __init__(
        self,
        pool: Sequence[Sentence],
        own: str,
        *,
        by_place: float = _PLACE,
        by_facts: float = _FACTS,
        worth: Sequence[float] = (),
        most_alike: float = MOST_ALIKE,
        enough: float = _ENOUGH,
    ) -> None:
        """`own` is the article's text with quotations blanked; `worth` is added to what each sentence weighs.

        A sentence that shares more than `most_alike` of its words with one taken repeats it; new facts beyond
        `enough` add nothing.
        """
        self.pool = pool
        self.taken: list[int] = []
        self._stems = [stems(s.text) for s in pool]
        self._facts = [facts(s.text) for s in pool]
        self._needy = [needs_context(s.text, own[s.span.start : s.span.end]) for s in pool]
        self._new = [sum(mine.values()) for mine in self._facts]
        self._alike = [0.0] * len(pool)
        self._covered: set[str] = set()
        self._by_facts, self._most_alike, self._enough = by_facts, most_alike, enough
        self._standing = self._stand(by_place)
        for at, extra in enumerate(worth):
            self._standing[at] += extra

    def take(self, at: int) -> None:
        self.taken.append(at)
        self._cover(self._facts[at].keys() - self._covered)
        mine = self._stems[at]
        for other, words in enumerate(self._stems):
            shared = len(mine & words) / max(1, min(len(mine), len(words)))
            self._alike[other] = max(self._alike[other], shared)

    def _cover(self, found: set[str]) -> None:
        self._covered |= found
        for at, mine in enumerate(self._facts):
            if not found.isdisjoint(mine):
                self._new[at] = sum(worth for fact, worth in mine.items() if fact not in self._covered)

    def best(self, *, alone: bool = False) -> int | None:
        """The sentence to take next; `alone` refuses those that lean on the sentence before them, taken or not."""
        after_taken = {self.pool[at].index + 1 for at in self.taken}
        open_ones = (
            at
            for at, sentence in enumerate(self.pool)
            if not self.repeats(at)
            and not (self._needy[at] and (alone or sentence.index not in after_taken))
            and at not in self.taken
        )
        return max(open_ones, key=self.gain, default=None)

    def repeats(self, at: int) -> bool:
        """Whether a sentence says in the main what one that was taken says."""
        return self._alike[at] > self._most_alike

    def gain(self, at: int) -> float:
        """What taking a sentence would add."""
        return self._standing[at] + self._by_facts * min(1.0, self._new[at] / self._enough)

    def _stand(self, by_place: float) -> list[float]:
        seen = Counter(stem for stems in self._stems for stem in stems)
        central = [sum(math.log(1 + seen[s]) for s in stems if seen[s] > 1) / (len(stems) + 5) for stems in self._stems]
        most = max(central, default=0.0) or 1.0
        return [
            by_place * math.exp(-at / _FADE) + _CENTRAL * share / most - (0.3 if len(self._stems[at]) < THIN else 0.0)
            for at, share in enumerate(central)
        ]
