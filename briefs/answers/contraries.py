"""Contraries: words that say the contrary of one another, and “before” and “after” the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.answers.question import Question
from briefs.answers.tagging import Word
from briefs.terms import stem

_OPPOSITES = (
    ("first", "last second third final"),
    ("second", "first third"),
    ("third", "first second"),
    ("largest biggest most highest greatest", "smallest least lowest fewest"),
    ("smallest least lowest fewest", "largest biggest most highest greatest"),
    ("north northern", "south southern"),
    ("south southern", "north northern"),
    ("east eastern", "west western"),
    ("west western", "east eastern"),
    ("increase rise grow raise gain", "decrease fall drop decline reduce cut lose"),
    ("decrease fall drop decline reduce cut", "increase rise grow raise gain"),
    ("male man men boy", "female woman women girl"),
    ("female woman women girl", "male man men boy"),
    ("accept approve support allow", "reject oppose refuse ban forbid"),
    ("reject oppose refuse ban forbid", "accept approve support allow"),
    ("win victory", "lose defeat"),
    ("lose defeat", "win victory"),
    ("start begin open", "end finish close stop"),
    ("end finish close stop", "start begin open"),
    ("import", "export"),
    ("export", "import"),
    ("former", "current"),
    ("current", "former"),
    ("public", "private"),
    ("private", "public"),
    ("old older oldest", "young younger youngest new newest"),
    ("young younger youngest new newest", "old older oldest"),
    ("more", "less fewer"),
    ("less fewer", "more"),
    ("buy", "sell"),
    ("sell", "buy"),
)  # fmt: skip


class _Opposites:
    """Stems and the stems that say the contrary; built at the first question."""

    def __init__(self) -> None:
        self._table: dict[str, frozenset[str]] | None = None

    def of(self, word: str) -> frozenset[str]:
        if self._table is None:
            self._table = {
                stem(one): frozenset(map(stem, others.split())) for ones, others in _OPPOSITES for one in ones.split()
            }
        return self._table.get(word, frozenset())


_opposites = _Opposites()


def contraries(word: str) -> frozenset[str]:
    """The stems that say the contrary of the stem `word`."""
    return _opposites.of(word)


_SIDES = {
    "before": frozenset("after following followed since".split()),
    "after": frozenset("before until preceded preceding".split()),
}
REACH = 4
"""Words after “before” and “after” in which stands what they are before or after."""


def is_put_after(question: Question, words: Sequence[Word]) -> bool:
    """Whether the sentence has after something what is asked to be before it, or the other way round."""
    for k, term in enumerate(question.terms):
        others = _SIDES.get(term.lower, frozenset())
        bound = {t.stem for t in question.terms[k + 1 : k + 1 + REACH] if not t.stops} if others else set()
        for j, word in enumerate(words) if bound else ():
            after = words[j + 1 : j + 1 + REACH]
            if word.lower in others and after and after[0].lower != "by" and bound & {w.stem for w in after}:
                return True
    return False
