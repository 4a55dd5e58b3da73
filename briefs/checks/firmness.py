"""Firmness: what the article says may, should or is expected to be must not become what is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.answers.tagging import Word
from briefs.answers.wording import stand_ins
from briefs.checks.alignment import Line
from briefs.checks.quotation import find_quoted
from briefs.model import Problem
from briefs.patterns import pattern

_HEDGE = pattern(
    r"\b(?:may|might|could|would|should|probabl[ey]|likely|unlikely|possibl[ey]|perhaps|potentially|reportedly|allegedly|apparently|suspected|alleged|"
    r"appears?\sto|appeared\sto|seems?\sto|seemed\sto|expected|(?:is|are|was|were)\sdue\sto|plan(?:s|ned|ning)?\sto|hop(?:es?|ed|ing)\sto|aim(?:s|ed|ing)?\sto|intend(?:s|ed)?\sto|"
    r"want(?:s|ed)?\sto|threaten(?:s|ed|ing)?\sto|threat\sto|vow(?:s|ed)?\sto|pledg(?:e|es|ed)\sto|promis(?:e|es|ed)\sto|agree[sd]?\sto|offer(?:s|ed)?\sto|"
    r"propos(?:e|es|ed)\sto|consider(?:s|ed|ing)?|set\sto|going\sto|scheduled\sto|tr(?:y|ies|ied|ying)\sto|attempt(?:s|ed|ing)?\sto|urg(?:e|es|ed|ing)|call(?:s|ed|ing)?\sfor|"
    r"believed\sto|thought\sto|estimated|forecast|if|unless|in\scase|can)\b",
    re.I,
)
_WILL = pattern(r"\b(?:will|shall|'ll|’ll)\b", re.I)
_LOOSE = pattern(
    _HEDGE.pattern[:-3]
    + r"|suggest\w*|predict\w*|forecast\w*|expect\w*|plan\w*|threat\w*|pledg\w*|promis\w*|vow\w*|hope\w*|likely|chance|"
    r"possib\w*|potential\w*|aim\w*|intend\w*|want\w*|to\sbe|is\sto|are\sto|proposal|proposed|alleg\w*|accus\w*|suspect\w*|"
    r"believ\w*|think\w*|thought|fear\w*|risk\w*|seek\w*|asked|urged|offer\w*|agreed)\b",
    re.I,
)
_TO_WILL = pattern(
    r"^(?:may|might|could|probabl|likely|unlikely|possib|perhaps|potential|if|unless|hop|threat|consider|propos|want|would)",
    re.I,
)
_UNSURE = pattern(_TO_WILL.pattern + r"|^(?:expected|forecast|estimated|believed|thought|suspected|alleged)", re.I)
"""What “will” hardens where the line has the source's other words."""
REACH = 12
"""Words that a hedge governs."""
OPENING = 4
"""The first words that are governed: a line may keep them and leave out the rest."""
BEFORE, AFTER = 8, 2
"""Words around what is kept in which a hedge of the line's own counts."""
KEPT = 0.6
"""The share of what the hedge governs that the line must retell."""


def check_firmness(line: Line) -> Iterator[Problem]:
    """A hedge of the source that the line drops while it keeps what was hedged."""
    for i in line.sources[:2]:
        text, words = line.index.texts[i], line.index.reading(i).words
        marked = list(find_quoted(text))
        for hedge in _hedges(text):
            governed = _governed(words, hedge.end())
            kept = [w for w in governed if _in_line(line, w.stem)]
            if _keeps(line.text, text, hedge.group()):
                continue
            if not governed or not _retells(governed, kept) or _shields(line, hedge.group(), kept):
                continue
            if any(a <= hedge.start() < b for a, b in marked) and _quotes_same(line, text, marked):
                continue
            if _said_elsewhere(line, i, kept):
                continue
            at = _first(line, kept)
            yield _firmer(line, i, hedge, at)
            return
    yield from _by_place(line)


def _by_place(line: Line) -> Iterator[Problem]:
    """A hedge left out where the line follows its source and keeps the very word that was hedged."""
    for piece in line.pieces:
        if not piece.theirs or len(piece.theirs) > REACH:
            continue
        text = line.index.texts[line.sources[0]]
        low, high = piece.theirs[0].start, piece.theirs[-1].end
        own = " ".join(w.text for w in piece.own)
        for hedge in _hedges(text, low, high):
            hedged = next((w for w in (*piece.theirs, *piece.next) if w.start >= hedge.end() and w.tag in "VNMJ"), None)
            kept = hedged is not None and (hedged in piece.next[:3] or any(_same_verb(w, hedged) for w in piece.own))
            if not kept or _LOOSE.search(own) or (_WILL.search(own) and not _UNSURE.match(hedge.group())):
                continue
            at = piece.own[0] if piece.own else _first(line, [hedged] if hedged else [])
            yield _firmer(line, line.sources[0], hedge, at)
            return


def _same_verb(one: Word, other: Word) -> bool:
    return one.stem == other.stem or (len(other.text) > 2 and one.lower[:3] == other.lower[:3])


def _firmer(line: Line, i: int, hedge: re.Match[str], at: Word) -> Problem:
    message = f"The article says “{_around(line.index.texts[i], hedge)}”; the line says it more firmly."
    return Problem("modality", message, line.span(at.start, at.end), line.evidence(i))


def _hedges(text: str, low: int = 0, high: int | None = None) -> Iterator[re.Match[str]]:
    """The hedges that begin in `text[low:high]`; the month of May is none."""
    end = len(text) if high is None else high
    for found in _HEDGE.finditer(text, low, end + len(" to")):
        if found.start() < end and (found.group() != "May" or not found.start()):
            yield found


def _keeps(line: str, text: str, hedge: str) -> bool:
    """Whether the line has the hedge as often as its source."""
    word = rf"\b{re.escape(hedge)}\b"
    return len(re.findall(word, line, re.I)) >= len(re.findall(word, text, re.I))


def _governed(words: tuple[Word, ...], end: int) -> list[Word]:
    """The content words after a hedge, up to the end of its clause."""
    found: list[Word] = []
    for word in words:
        if word.start < end:
            continue
        if word.text in ',;:.—–()”"' or (word.tag == "S" and found) or len(found) >= REACH:
            break
        if word.tag in "VNMJ#" and word.tag != "X":
            found.append(word)
    return found


def _in_line(line: Line, stem: str) -> bool:
    return bool(stem) and any(stand_ins(w.stem, (stem,)) for w in line.words if w.tag not in ".DPCXSR")


def _retells(governed: list[Word], kept: list[Word]) -> bool:
    """The main verb (the first word) and most of the rest."""
    opening = governed[:OPENING]
    begun = sum(w in kept for w in opening) / len(opening) > KEPT and len(kept) >= OPENING - 1
    if not kept or (len(kept) / len(governed) < KEPT and not begun):
        return False
    verbs = [w for w in governed if w.tag == "V"]
    return not verbs or verbs[0] in kept or len(kept) / len(governed) > 0.8


def _shields(line: Line, hedge: str, kept: list[Word]) -> bool:
    """Whether the line has a hedge of its own before what it keeps."""
    stems = {w.stem for w in kept}
    first = next((k for k, w in enumerate(line.words) if any(stand_ins(w.stem, (s,)) for s in stems)), 0)
    near = line.words[max(0, first - BEFORE) : first + AFTER]
    rest = " ".join(w.text for w in near if w.stem not in stems or w.tag in "XP")
    if _LOOSE.search(rest):
        return True
    return bool(_WILL.search(rest)) and not _TO_WILL.match(hedge)


def _quotes_same(line: Line, text: str, marked: list[tuple[int, int]]) -> bool:
    return any(text[a:b][:40].lower() in line.text.lower() for a, b in marked)


def _said_elsewhere(line: Line, source: int, kept: list[Word]) -> bool:
    """Whether another sentence says the same without a hedge."""
    stems = {w.stem for w in kept}
    for i, count in enumerate(line.index.counts):
        if i != source and len(stems) > 1 and all(s in count for s in stems) and not _HEDGE.search(line.index.texts[i]):
            return True
    return False


def _first(line: Line, kept: list[Word]) -> Word:
    stems = {w.stem for w in kept}
    return next((w for w in line.words if any(stand_ins(w.stem, (s,)) for s in stems)), line.words[0])


def _around(text: str, hedge: re.Match[str]) -> str:
    low = text.rfind(" ", 0, max(0, hedge.start() - 12)) + 1
    high = text.find(" ", min(len(text), hedge.end() + 24))
    return text[low : high if high > 0 else len(text)].strip(' ,.“”"')
