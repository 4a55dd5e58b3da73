"""Paraphrase: whether two questions ask the same, by their words first and by meaning where there is a model.

A wrong yes puts somebody's answer under another question, so it takes much for a yes: whatever one question names and
the other does not is a reason for no. Sentence vectors alone cannot tell “who won” from “who lost”.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from briefs.answers.lexicon import MONTHS, VERBS, WEEKDAYS
from briefs.answers.wording import stand_ins
from briefs.asked import REASONS, Wording, read_wording
from briefs.opposites import opposed
from briefs.terms import find_terms, stem

if TYPE_CHECKING:
    from briefs.meaning import Embedder

Near = Callable[[str, str], float]
"""The cosine of two texts' vectors (`briefs.meaning.embed`, both with `asks`): of questions, or of single words."""

APART = 0.88
"""Vectors of one question in two wordings were never further apart than .897 (docs/asking.md)."""
ALIKE, WORD_ALIKE = 0.92, 0.926
"""From these on, for the questions and for the words alone, words may stand for each other that no thesaurus links:
“vacation” and “holiday” are at .948, but “exports” and “imports” at .925, “father” and “mother” at .910."""
WORDS_ALONE = 0.9
"""How sure it is where no model has read the questions."""

_LIGHT = frozenset(
    map(
        stem,
        """place hold happen occur become take go going get make do day date time amount number total people person
        anyone anybody somebody someone thing way exactly exact actually currently still plan planned possible able
        allowed available officially roughly mean tell know article story text percent rate level""".split(),
    )
)
"""Words that a question may have or leave out and ask the same."""
_SPOKEN = frozenset(
    map(stem, "say said tell word words quote comment remark think opinion view reaction react".split())
)
_SIZES = frozenset(map(stem, "high big large much far".split()))
_MONEY = stem("money")
_DATES = MONTHS | WEEKDAYS | frozenset(map(stem, (*MONTHS, *WEEKDAYS)))
_OF_A_COUNTRY = frozenset("ese es an ian n ish i s land ic".split())
"""Endings that make “Japanese” of “Japan”."""
_DENYING = frozenset("un dis in im ir il non mis anti counter".split())
_TURNED = {"from": "to", "to": "from"}
_NEAR = frozenset(
    frozenset(pair) for pair in (("count", "measure"), ("what", "measure"), ("what", "count"), ("measure", "duration"))
)
"""Kinds of question that one wording may have instead of the other: “how high is it?”, “what is it?”"""


def same_question(one: str, other: str, names: frozenset[str] = frozenset(), near: Near | None = None) -> float:
    """How surely two questions ask the same, 0 (they do not) to 1; without `near` words alone decide.

    `names` (of `names_in`) do not stand for one another, however alike they are spelt. Linear in the questions but for
    the few words that are compared each with each; `near` is asked only where the words leave a choice.
    """
    a, b = read_wording(one), read_wording(other)
    if a.plain == b.plain:
        return 1.0 if a.plain else 0.0
    if not _comparable(a, b):
        return 0.0
    pairs = _aligned(a, b, names)
    if not pairs or _reversed(a, b, pairs) or _turned_round(a, b, pairs):
        return 0.0
    left_a, left_b = _left(a, b, pairs)
    if not left_a and not left_b:
        cosine = near(one, other) if near else WORDS_ALONE
        return cosine if cosine >= APART else 0.0
    if near is None or not 0 < len(left_a) == len(left_b) <= 2 or (cosine := near(one, other)) < ALIKE:
        return 0.0
    return 0.95 * cosine if _swapped(left_a, left_b, names, near) else 0.0


class Paraphrases:
    """Finds the one of several questions that asks the same. Threads may share it.

    `embedder` None leaves it to words alone. A vector takes some 28 ms: keep it off the event loop, and hand in an
    embedder that keeps what it has read (`briefs.meaning.AskedOnce`), for each question is held against many.
    """

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder
        self._near: Near | None = self._nearness if embedder else None

    def find(self, question: str, others: Sequence[str], names: frozenset[str] = frozenset()) -> int:
        """The position of the one of `others` that asks the same most surely, or -1."""
        scored = ((same_question(question, other, names, self._near), -at) for at, other in enumerate(others))
        score, at = max(scored, default=(0.0, 1))
        return -at if score > 0 else -1

    def _nearness(self, one: str, other: str) -> float:
        assert self._embedder is not None
        rows = self._embedder([one, other], asks=True)
        assert rows is not None, "an embedder without a model is handed in as None"
        return float(rows[0] @ rows[1])


def names_in(text: str) -> frozenset[str]:
    """Stems of the words that `text` writes with a capital and never without."""
    terms = find_terms(text)
    small = {t.stem for t in terms if t.text[0].islower()}
    return frozenset(t.stem for t in terms if t.text[0].isupper()) - small


def _comparable(a: Wording, b: Wording) -> bool:
    """Whether nothing apart from the words of content tells them apart."""
    return (
        (a.asks == b.asks or frozenset((a.asks, b.asks)) in _NEAR)
        and a.numbers == b.numbers
        and a.limits == b.limits
        and a.negated == b.negated
        and {a.tense, b.tense} != {"ahead", "behind"}
        and not {a.whose, b.whose} >= {"he", "she"}
        and (a.counted == b.counted or not (a.counted and b.counted))
        and not any((_TURNED[way], what) in b.moved for way, what in a.moved)
    )


def _aligned(a: Wording, b: Wording, names: frozenset[str]) -> list[tuple[int, int]]:
    """Positions of the stems that stand for each other: the same ones first, then other forms and synonyms."""
    pairs = {i: b.stems.index(stem_) for i, stem_ in enumerate(a.stems) if stem_ in b.stems}
    for i, stem_ in enumerate(a.stems):
        if i in pairs:
            continue
        free = {s: j for j, s in enumerate(b.stems) if j not in pairs.values()}
        if meant := _standing(stem_, free, names):
            pairs[i] = free[meant[0]]
    return sorted(pairs.items())


def _left(a: Wording, b: Wording, pairs: Sequence[tuple[int, int]]) -> tuple[list[str], list[str]]:
    """The words of each that stand for nothing in the other."""
    light = _LIGHT | _light_here(a, b)
    met_a, met_b = {i for i, _ in pairs}, {j for _, j in pairs}
    return (
        [a.words[i] for i, s in enumerate(a.stems) if s not in light and i not in met_a],
        [b.words[j] for j, s in enumerate(b.stems) if s not in light and j not in met_b],
    )


def _swapped(left_a: Sequence[str], left_b: Sequence[str], names: frozenset[str], near: Near) -> bool:
    """Whether the words that each has over mean the same by their vectors."""
    orders = (left_b, left_b[::-1])
    return any(all(_alike(x, y, names, near) for x, y in zip(left_a, order, strict=True)) for order in orders)


def _alike(one: str, other: str, names: frozenset[str], near: Near) -> bool:
    if {one, other, stem(one), stem(other)} & (_DATES | names):
        return False
    return not opposed(stem(one), stem(other)) and not _prefixed(one, other) and near(one, other) >= WORD_ALIKE


def _prefixed(one: str, other: str) -> bool:
    """“common” and “uncommon”, “establish” and “disestablish”."""
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and long[: len(long) - len(short)] in _DENYING


def _light_here(a: Wording, b: Wording) -> frozenset[str]:
    """What the kind of question says already: “the reason” beside “why”, “money” beside “how much”."""
    light = frozenset[str]()
    if a.said and b.said:
        light |= _SPOKEN
    if a.asks == "reason":
        light |= REASONS | {stem("come")}
    if a.asks == "duration":
        light |= {stem("last"), stem("duration")}
    if "measure" in (a.asks, b.asks):
        sizes = [_SIZES.intersection(w.stems) for w in (a, b)]
        light |= {_MONEY} | (frozenset[str]() if all(sizes) else _SIZES)
    return light


def _standing(asked: str, others: Collection[str], names: frozenset[str]) -> list[str]:
    found = dict(stand_ins(asked, others))
    for other in others:
        if asked in stand_ins(other, (asked,)):
            found.setdefault(other, 0.5)
    return [word for word in sorted(found, key=lambda w: -found[w]) if _may_stand(asked, word, names)]


def _may_stand(one: str, other: str, names: frozenset[str]) -> bool:
    if opposed(one, other) or _prefixed(one, other):
        return False
    if {one, other} <= names:
        short, long = sorted((one, other), key=len)
        return long.startswith(short) and long[len(short) :] in _OF_A_COUNTRY
    return not {one, other} & _DATES


def _reversed(a: Wording, b: Wording, pairs: Sequence[tuple[int, int]]) -> bool:
    """“Japan's exports to America” and “America's exports to Japan”: three words in the opposite order."""
    if a.by != b.by:
        return False
    places = [j for _, j in sorted(pairs)]
    lowest = [min(places[k + 1 :], default=len(places)) for k in range(len(places))]
    highest = [max(places[:k], default=-1) for k in range(len(places))]
    return any(highest[k] > place > lowest[k] for k, place in enumerate(places))


def _turned_round(a: Wording, b: Wording, pairs: Sequence[tuple[int, int]]) -> bool:
    """“Who did the minister fire?” and “Who fired the minister?”: before the verb in one, behind it in the other."""
    if a.by != b.by or not {a.asks, b.asks} <= {"person", "what"}:
        return False
    verbs = [(i, j) for i, j in pairs if a.stems[i] in VERBS]
    return any((i < v) != (j < w) for v, w in verbs for i, j in pairs if (i, j) != (v, w))
