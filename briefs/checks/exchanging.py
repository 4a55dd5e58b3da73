"""Exchanging: a line that has its source's words, with two of its numbers, names or dates in each other's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefs.answers.index import LONGEST_READ
from briefs.answers.tagging import Word
from briefs.checks.alignment import Line
from briefs.checks.naming import name_runs, same_name
from briefs.checks.numerals import Number, read_numbers, same_number
from briefs.model import Problem


@dataclass(frozen=True)
class Slot:
    """A word, or a whole name, number or date; `kind` is the word itself, or what it is."""

    kind: str
    text: str
    start: int
    end: int
    last: Word
    number: Number | None = None


_SLOTS = {"\0name": "name", "\0number": "number", "\0date": "date"}
SURE = 4
"""Words and slots in a row that must be alike before their places are compared."""


def check_exchanged(line: Line) -> Iterator[Problem]:
    """Numbers, names or dates of the source that the line has in each other's place, all else being the same."""
    if not line.sources:
        return
    i = line.sources[0]
    own = _slots(line.text, line.words)
    theirs = _slots(line.index.texts[i], line.index.reading(i).words)
    codes = SequenceMatcher(None, [s.kind for s in own], [s.kind for s in theirs], autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in codes:
        if tag != "equal" or i2 - i1 < SURE:
            continue
        pairs = [(a, b) for a, b in zip(own[i1:i2], theirs[j1:j2], strict=True) if a.kind in _SLOTS]
        for a, b in pairs:
            if _same_slot(line, a, b) or not any(_same_slot(line, a, other) for _, other in pairs if other is not b):
                continue
            if a.number is None and _only_listed(own, pairs, a, b):
                continue
            message = f"Where the line has {a.text}, the article has {b.text}."
            yield Problem(_SLOTS[a.kind], message, line.span(a.start, a.end), line.evidence(i))
            return


def _slots(text: str, words: Sequence[Word]) -> list[Slot]:
    numbers = read_numbers(text[:LONGEST_READ])
    names = dict(name_runs(words))
    found: list[Slot] = []
    k = 0
    while k < len(words):
        word, last = words[k], names.get(k, k)
        number = next((n for n in numbers if n.start < word.end and word.start < n.end), None)
        if k in names:
            kind = "\0name"
        elif number is not None:
            kind = "\0number"
            while last + 1 < len(words) and words[last + 1].start < number.end:
                last += 1
        else:
            kind = "\0date" if word.tag == "M" else word.lower
        end = words[last].end
        found.append(Slot(kind, text[word.start : end], word.start, end, words[last], number))
        k = last + 1
    return found


def _same_slot(line: Line, one: Slot, other: Slot) -> bool:
    if one.kind != other.kind:
        return False
    if one.number is not None and other.number is not None:
        return same_number(one.number, other.number)
    return one.text == other.text or (one.kind == "\0name" and same_name(line, one.last, other.last))


def _only_listed(own: Sequence[Slot], pairs: Sequence[tuple[Slot, Slot]], one: Slot, other: Slot) -> bool:
    """“Trump and Takaichi” for “Takaichi and Trump”: an order of two that says nothing."""
    twin = next((a for a, b in pairs if a.text == other.text and b.text == one.text), None)
    if twin is None:
        return False
    low, high = sorted((own.index(one), own.index(twin)))
    return [s.kind for s in own[low + 1 : high]] in (["and"], ["or"], ["&"])
