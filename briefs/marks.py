"""Marks: where quotation marks open and close, whatever marks an outlet uses."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029\v\f]+")
_DOUBLE = re.compile(r"''|``|[\"“”„‟«»]")
_DOUBLE_WITHOUT_ANGLES = re.compile(r"''|``|[\"“”„‟]")
"""A lone » is an arrow."""
_SINGLE = re.compile(r"(?<!')'(?!')|[‘’‚‛`]")
_ROW = re.compile(r"([\"“”„‟«»‘’‚‛'`])\1{3,}")
"""A row of marks rules a line; it quotes nothing."""
_TAG = re.compile(r"<[A-Za-z/][^<>\n\r]*>")
"""Mark-up that a page left behind; the marks in it hold attributes."""
_CODE = re.compile(r"(?<!`)`(?!`)(?:[^`'’\n\r]|(?<=\w)['’](?=\w)){1,80}`(?!`)")
"""Two grave accents with no closing mark between them set off a thing's name, as code is set."""
_TURN = re.compile(r"\s?[A-Z][A-Z .’'-]{1,40}:")
"""A speaker's name inside the marks."""
_BEFORE_OPENER = frozenset("([{—–-/―")
_AFTER_CLOSER = frozenset(".,;:!?)]}…—–-/―")
_STOPS = frozenset(".,!?;:…—–-")
_ELIDED = re.compile(r"(?:\d\d(?:s|\b)|(?:em|til|till|cause|cos|tis|twas|n|round|bout|bye|kay|cept|neath)\b)", re.I)
_MARKS = "\"“”„‟«»‘’‚‛`'"


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of one paragraph between marks: the words are `text[start:end]`, with marks `[left, right)`."""

    start: int
    end: int
    left: int
    right: int
    paragraph: int
    resumes: bool = False
    """It goes on from the paragraph before, which was left open."""
    single: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    closes: bool
    glyph: str


def find_marked(text: str) -> tuple[Marked, ...]:
    """Everything between quotation marks, outermost marks only, in text order; never across a line break.

    Doubles (curly, straight, doubled singles, guillemets) are the main marks unless the text has more
    pieces in single marks. An apostrophe opens nothing. A paragraph left open runs to its end.
    """
    for other in (_ROW, _TAG, _CODE):
        text = other.sub(lambda found: " " * len(found.group()), text)
    lines = [line for line in _PARAGRAPH.finditer(text) if not line.group().isspace()]
    double = _DOUBLE if "«" in text and "»" in text else _DOUBLE_WITHOUT_ANGLES
    doubles = _pieces(text, lines, double, single=False, taken=())
    singles = _pieces(text, lines, _SINGLE, single=True, taken=doubles)
    if _words(text, singles) > _words(text, doubles):
        singles = _pieces(text, lines, _SINGLE, single=True, taken=())
        merged = _merge(singles, _pieces(text, lines, double, single=False, taken=singles))
    else:
        merged = _merge(doubles, singles)
    return tuple(piece for piece in merged if not _nickname(text, piece))


def _nickname(text: str, piece: Marked) -> bool:
    """Robert “Bobby” Scott: one capitalised word between two others, inside a name."""
    if not text[piece.start].isupper() or " " in text[piece.start : piece.end] or piece.left < 2:
        return False
    before = text[max(0, piece.left - 30) : piece.left].rsplit(None, 1)
    after = text[piece.right : piece.right + 2]
    return (
        bool(before)
        and before[-1][0].isupper()
        and before[-1][-1].isalpha()
        and after[:1] == " "
        and after[1:].isupper()
    )


def _merge(main: list[Marked], others: list[Marked]) -> tuple[Marked, ...]:
    """Both in text order, without those others that overlap a main piece."""
    starts = [piece.left for piece in main]
    free = [
        piece for piece in others if (at := bisect_left(starts, piece.right)) == 0 or main[at - 1].right <= piece.left
    ]
    return tuple(sorted([*main, *free], key=lambda piece: piece.left))


def _words(text: str, pieces: list[Marked]) -> int:
    return sum(text.count(" ", piece.start, piece.end) > 0 for piece in pieces)


def _pieces(
    text: str,
    lines: list[re.Match[str]],
    glyphs: re.Pattern[str],
    *,
    single: bool,
    taken: list[Marked] | tuple[()],
) -> list[Marked]:
    found: list[Marked] = []
    flipped = not single and _flipped(text)
    pending = block = False
    at = 0
    opens_with = [_opens_with(text, line.start(), glyphs) for line in lines] + [False]
    for number, line in enumerate(lines):
        marks: list[_Mark] = []
        for match in glyphs.finditer(text, line.start(), line.end()):
            while at < len(taken) and taken[at].right <= match.start():
                at += 1
            if at < len(taken) and taken[at].left <= match.start():
                continue
            marks.append(_mark(text, match, line.start(), line.end(), flipped))
        block = _in_block(text, marks, line.start(), block)
        if block and len(marks) == 1:
            continue
        walk = _walk_single if single else _walk_double
        spans, left_open = walk(text, marks, line.start(), line.end(), pending)
        for start, end, left, right, closed in spans:
            if single and not closed and not opens_with[number + 1] and not _introduced(text, line.start(), left):
                continue
            resumes = pending and not (found and found[-1].paragraph == number)
            piece = _trim(text, start, end, left, right, number, resumes, single, closed)
            if piece:
                found.append(piece)
        pending = left_open
    return found


def _introduced(text: str, low: int, left: int) -> bool:
    """Whether a colon, a comma or nothing at all comes before on the line."""
    while left > low and text[left - 1].isspace():
        left -= 1
    return left == low or text[left - 1] in ":,"


def _trim(
    text: str,
    start: int,
    end: int,
    left: int,
    right: int,
    number: int,
    resumes: bool,
    single: bool,
    closed: bool,
) -> Marked | None:
    while start < end and (text[start].isspace() or text[start] in "\u200b\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\u200b\ufeff"):
        end -= 1
    if start >= end or not any(c.isalnum() for c in text[start : min(end, start + 400)]):
        return None
    return Marked(start, end, left, max(right, end), number, resumes, single, closed)


def _flipped(text: str) -> bool:
    """»German« and Danish guillemets point inwards."""
    first, other = text.find("»"), text.find("«")
    return first >= 0 and (other < 0 or first < other)


def _opens_with(text: str, start: int, glyphs: re.Pattern[str]) -> bool:
    while start < len(text) and text[start] in " \t\xa0":
        start += 1
    match = glyphs.match(text, start)
    return bool(match and match.end() < len(text) and not text[match.end()].isspace())


def _mark(text: str, match: re.Match[str], low: int, high: int, flipped: bool) -> _Mark:
    before = text[match.start() - 1] if match.start() > low else ""
    after = text[match.end()] if match.end() < high else ""
    glyph = match.group()
    starts = before == "" or before.isspace() or before in _BEFORE_OPENER or before in _MARKS
    stops = after == "" or after.isspace() or after in _AFTER_CLOSER or after in _MARKS
    opens = starts and after != "" and not after.isspace() and (after not in ".,;:!?)" or after in ".$")
    closes = stops and before != "" and not before.isspace()
    if flipped and glyph in "«»":
        glyph = "»" if glyph == "«" else "«"
    return _Mark(match.start(), match.end(), opens, closes, glyph)


_Spans = tuple[list[tuple[int, int, int, int, bool]], bool]


def _walk_double(text: str, marks: list[_Mark], low: int, high: int, pending: bool) -> _Spans:
    """One paragraph's pieces as (start, end, left, right, closed), and whether it ends open."""
    spans: list[tuple[int, int, int, int, bool]] = []
    opened: _Mark | None = None
    surplus, inner = _surplus(marks), 0
    for index, mark in enumerate(marks):
        if opened is None:
            if _begins(text, mark):
                opened = mark
            elif index == 0 and pending and mark.closes:
                spans.append((low, mark.start, low, mark.end, True))
        elif inner and mark.glyph == "”":
            inner -= 1
        elif mark.opens and mark.glyph == "“" and _nests(opened, surplus[index]):
            inner += 1
        elif _finishes(mark, opened, len(marks) - index):
            spans.append((opened.end, mark.start, opened.start, mark.end, True))
            opened = None
        elif mark.opens and mark.glyph in ("“", '"', "''", "«"):
            if not _blocks(opened, mark, low):
                spans.append((opened.end, mark.start, opened.start, mark.start, False))
            opened = mark
    if opened is not None:
        spans.append((opened.end, high, opened.start, high, False))
    return spans, opened is not None


def _surplus(marks: list[_Mark]) -> list[int]:
    """For each mark how many more curly closers than openers come after it."""
    ahead, surplus = 0, [0] * len(marks)
    for index in range(len(marks) - 1, -1, -1):
        surplus[index] = ahead
        ahead += (marks[index].glyph == "”") - (marks[index].glyph == "“")
    return surplus


def _nests(opened: _Mark, surplus: int) -> bool:
    """Whether a curly opener inside an open quotation opens one inside it: closers enough for both follow."""
    return opened.glyph == "“" and surplus >= 2


def _in_block(text: str, marks: list[_Mark], low: int, block: bool) -> bool:
    """Whether a paragraph is part of such a block: it opens one, or goes on with a mark of its own that none closes.

    The turns of a transcript open so too, and are somebody's words.
    """
    if not marks or marks[0].glyph != '"' or marks[0].start != low or _TURN.match(text, marks[0].end):
        return False
    return block if len(marks) == 1 else marks[1].glyph == "“"


def _blocks(opened: _Mark, mark: _Mark, low: int) -> bool:
    """A straight mark that opens a paragraph with curly ones sets off a block of text; the curly ones quote."""
    return opened.glyph == '"' and mark.glyph == "“" and opened.start == low


def _begins(text: str, mark: _Mark) -> bool:
    if mark.glyph in ("“", "„", "‟", "«", "``"):
        return True
    if mark.glyph == "»":
        return False
    if mark.opens:
        return mark.glyph != "”" or not _after_mark(text, mark)
    return not mark.closes and mark.glyph != "”" and not text[max(0, mark.start - 1) : mark.start].isdigit()


def _after_mark(text: str, mark: _Mark) -> bool:
    """Whether only a space parts it from the mark before: a closer typed twice."""
    return text[max(0, mark.start - 2) : mark.start].strip(" \xa0")[-1:] in tuple(_MARKS)


def _finishes(mark: _Mark, opened: _Mark, left: int) -> bool:
    """Whether `mark` closes what `opened` opened; `left` counts this and the paragraph's later marks."""
    if mark.glyph in ("”", "»"):
        return mark.closes or not mark.opens or left % 2 == 1
    if mark.glyph in ("“", "‟"):
        return opened.glyph in ("„", "”") or (mark.closes and not mark.opens)
    if mark.glyph in ("„", "«", "``"):
        return False
    return mark.closes or not mark.opens or left % 2 == 1


def _walk_single(text: str, marks: list[_Mark], low: int, high: int, pending: bool) -> _Spans:
    spans: list[tuple[int, int, int, int, bool]] = []
    firm_ahead = _firm_ahead(text, marks, high)
    opened: _Mark | None = None
    for index, mark in enumerate(marks):
        if opened is None:
            if mark.opens and mark.glyph != "’" and not _ELIDED.match(text, mark.end):
                opened = mark
            elif index == 0 and pending and _firm(text, mark, high):
                spans.append((low, mark.start, low, mark.end, True))
        elif (
            mark.closes
            and mark.glyph in "'’"
            and (_firm(text, mark, high) or not (_apostrophe(text, mark) and firm_ahead[index]))
        ):
            spans.append((opened.end, mark.start, opened.start, mark.end, True))
            opened = None
    if opened is not None:
        spans.append((opened.end, high, opened.start, high, False))
    return spans, opened is not None


def _firm(text: str, mark: _Mark, high: int) -> bool:
    """A closer that no apostrophe looks like: after a stop, or before one where no plural ends."""
    if not mark.closes or mark.glyph not in "'’":
        return False
    return text[mark.start - 1] in _STOPS or (mark.end >= high and text[mark.start - 1] != "s")


def _apostrophe(text: str, mark: _Mark) -> bool:
    """The nations’ envoys, nothin’ new: it may belong to the word before."""
    return text[mark.start - 1] in "sSz" or text[mark.start - 2 : mark.start] == "in"


def _firm_ahead(text: str, marks: list[_Mark], high: int) -> list[bool]:
    """For each mark, whether a firm closer comes after it before anything opens."""
    ahead = [False] * len(marks)
    state = False
    for index in range(len(marks) - 1, -1, -1):
        ahead[index] = state
        if _firm(text, marks[index], high):
            state = True
        elif marks[index].opens and marks[index].glyph != "’":
            state = False
    return ahead
