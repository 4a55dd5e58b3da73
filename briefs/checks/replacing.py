"""Replacing: where a line follows its source word for word, what took another's place is seen by the place alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.answers.tagging import Word
from briefs.checks.alignment import Line, Piece
from briefs.checks.naming import name_runs, same_name, stems_of
from briefs.checks.numerals import Number, read_numbers, same_number
from briefs.checks.quotation import find_quoted
from briefs.model import Problem

LONGEST = 8
"""Words of a replaced piece: a longer one is another wording."""


def check_replaced(line: Line) -> Iterator[Problem]:
    """Numbers and names that stand where the source has others of their kind."""
    if not line.sources:
        return
    i = line.sources[0]
    marked = list(find_quoted(line.text))
    pieces = [p for p in line.pieces if len(p.own) <= LONGEST and len(p.theirs) <= LONGEST]
    pieces = [p for p in pieces if not (p.own and any(a <= p.own[0].start < b for a, b in marked))]
    yield from _numbers(line, i, pieces)
    yield from _names(line, i, pieces)


def _numbers(line: Line, i: int, pieces: Sequence[Piece]) -> Iterator[Problem]:
    own, theirs = read_numbers(line.text), read_numbers(line.index.texts[i])
    for piece in pieces:
        mine, right = _within(own, piece.own), _within(theirs, piece.theirs)
        for number in mine:
            if right and not any(same_number(number, other) for other in right):
                said = line.text[number.start : number.end].strip()
                has = line.index.texts[i][right[0].start : right[0].end].strip()
                message = f"Where the line has {said}, the article has {has}."
                yield Problem("number", message, line.span(number.start, number.end), line.evidence(i))
                return


def _names(line: Line, i: int, pieces: Sequence[Piece]) -> Iterator[Problem]:
    for piece in pieces:
        mine, right = _named(piece.own), _named(piece.theirs)
        if not mine or not right or any(same_name(line, a, b) for a in mine for b in right):
            continue
        yield _misplaced(line, i, mine, right)
        return


def _misplaced(line: Line, i: int, mine: Sequence[Word], right: Sequence[Word]) -> Problem:
    voiced = {stem for voice in line.index.voices[i] for stem in stems_of(voice.speakers)}
    kind = "speaker" if any(word.stem in voiced for word in right) else "name"
    said, has = (" ".join(word.text for word in words) for words in (mine, right))
    message = f"Where the line has {said}, the article has {has}."
    return Problem(kind, message, line.span(mine[0].start, mine[-1].end), line.evidence(i))


def _within(numbers: Sequence[Number], words: Sequence[Word]) -> list[Number]:
    """The numbers that any of these words is part of."""
    return [n for n in numbers if any(n.start < w.end and w.start < n.end for w in words)]


def _named(words: Sequence[Word]) -> list[Word]:
    """The first name among these words."""
    first = next(iter(name_runs(words)), None)
    return list(words[first[0] : first[1] + 1]) if first else []
