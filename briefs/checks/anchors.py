"""Anchors: the words around a number or a name, by which two of a kind are told apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefs.answers.tagging import Word
from briefs.answers.wording import stand_ins

REACH = 9
"""Words looked at on each side."""
MARGIN = 0.35
"""How much better another place must fit before a swap is claimed."""
TELLING = 1.5
"""What a name counts beside a common word."""
Anchors = dict[str, float]


def anchors(words: Sequence[Word], first: int, last: int, rival: Callable[[int], bool]) -> Anchors:
    """The content words around `words[first:last + 1]`, nearer ones worth more; a rival ends the view."""
    found: Anchors = {}
    for step, start in ((-1, first - 1), (1, last + 1)):
        k, worth = start, 1.0
        while 0 <= k < len(words) and abs(k - start) < REACH:
            word = words[k]
            if rival(k):
                worth *= 0.3  # beyond a rival a word more likely goes with the rival
            elif word.text in ",;:—–()" or word.lower in ("and", "but", "while", "whereas", "compared", "against"):
                worth *= 0.6
            elif word.tag not in ".DPCXSRA" and word.stem:
                near = worth / (1 + abs(k - start) / 4) * (TELLING if word.tag in "M#" else 1.0)
                found[word.stem] = max(found.get(word.stem, 0.0), near)
            k += step
    if first and words[first - 1].tag == "P":
        found[f"{words[first - 1].lower} _"] = 1.0  # “from 51.9” is not “to 51.9”
    return found


def likeness(some: Anchors, others: Anchors) -> float:
    """How much of `some` is in `others`, 0 to 1."""
    total = sum(some.values())
    if not total:
        return 0.0
    shared = 0.0
    for stem, weight in some.items():
        best = max((worth * others[o] for o, worth in stand_ins(stem, others).items()), default=0.0)
        shared += weight * min(1.0, best)
    return shared / total
