"""Support: what nothing in the article bears out, and what it says the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefs.answers.tagging import Word
from briefs.checks.alignment import Line
from briefs.checks.quotation import find_quoted
from briefs.model import Problem
from briefs.patterns import pattern
from briefs.terms import STOP

LOST = 0.6
"""The share of a clause's weight that must be missing."""
_LIGHT = frozenset(
    """say tell add include make take get give go come see know use show find want need call ask try keep let
    put seem become according people man woman year day time thing way part number amount official also still
    however leader member new other former late early report state announce statement survey study figure
    data move place case fact set rise fall drop grow increase decrease reach end start begin""".split()
)
_NEGATION = pattern(
    r"\b(?:not|never|no|none|nobody|neither|nor|without|cannot|\w+n['’]t|refus\w+|fail\w*|den(?:y|ies|ied)|unable|reject\w*)\b",
    re.I,
)


def check_support(line: Line) -> Iterator[Problem]:
    """Clauses whose words the article lacks, and lines that deny what their source says."""
    if not line.sources:
        yield Problem("unsupported", "Nothing in the article supports this.", line.span(0, len(line.text)), None)
        return
    quoted = list(find_quoted(line.text))
    for clause in _clauses(line.words):
        words = [w for w in clause if w.tag in "VNJM#" and w.stem not in _LIGHT and w.lower not in STOP]
        words = [w for w in words if not any(a <= w.start < b for a, b in quoted)]
        lost = [w for w in words if w.tag != "#" and not _somewhere(line, w)]
        if len(lost) >= 2 and _weight(line, lost) >= LOST * _weight(line, words) and _weight(line, words):
            span = line.span(clause[0].start, clause[-1].end)
            text = line.text[clause[0].start : clause[-1].end]
            yield Problem("unsupported", f"Nothing in the article supports “{text}”.", span, line.evidence())
            return
    yield from _lone_verbs(line, quoted)
    yield from _contrary(line, quoted)


def _weight(line: Line, words: Sequence[Word]) -> float:
    return sum(line.weights.get(w.stem, 1.0) for w in words)


def _somewhere(line: Line, word: Word) -> bool:
    return bool(line.worth.get(word.stem)) or word.lower in line.article.text.lower()


def _clauses(words: Sequence[Word]) -> list[list[Word]]:
    """Pieces between marks, conjunctions and subordinators."""
    found: list[list[Word]] = [[]]
    for word in words:
        if word.tag in ".S" or (word.tag == "C" and word.lower in ("and", "but", "or")):
            found.append([])
        else:
            found[-1].append(word)
    return [clause for clause in found if clause]


def _lone_verbs(line: Line, quoted: Sequence[tuple[int, int]]) -> Iterator[Problem]:
    """“and apologised”: a second verb after “and” that the article does not have."""
    words = line.words
    for k, word in enumerate(words[1:], 1):
        opens = words[k - 1].tag == "C" or (words[k - 1].tag == "A" and k > 1 and words[k - 2].tag == "C")
        if (
            not (opens and word.tag == "V" and word.lower.endswith("ed"))
            or word.stem in _LIGHT
            or any(a <= word.start < b for a, b in quoted)
        ):
            continue
        after = [w for w in words[k + 1 : k + 6] if w.tag in "VNJM" and w.stem not in _LIGHT]
        if after and not _somewhere(line, word):
            end = after[-1].end if after else word.end
            text = line.text[word.start : end]
            yield Problem(
                "unsupported", f"Nothing in the article supports “{text}”.", line.span(word.start, end), line.evidence()
            )
            return


def _contrary(line: Line, quoted: Sequence[tuple[int, int]]) -> Iterator[Problem]:
    """A negation on one side only, where line and source are otherwise nearly the same."""
    if line.coverage < 0.8 or quoted:
        return
    source = line.index.texts[line.sources[0]]
    ours, theirs = _NEGATION.search(line.text), _NEGATION.search(source)
    near = {k for i in line.sources for k in (i - 1, i, i + 1) if 0 <= k < len(line.index.texts)}
    if ours and not theirs and not any(_NEGATION.search(line.index.texts[k]) for k in near):
        yield Problem(
            "unsupported", "The article says this without the negation.", line.span(*ours.span()), line.evidence()
        )
    elif theirs and not ours and _covers(line, source, theirs):
        yield Problem(
            "unsupported", "The article says this with a negation.", line.span(0, len(line.text)), line.evidence()
        )


def _covers(line: Line, source: str, negation: re.Match[str]) -> bool:
    """Whether the line retells the words right after the source's negation."""
    after = [w for w in line.index.reading(line.sources[0]).words if w.start >= negation.end() and w.tag in "VNJM"][:2]
    own = {w.stem for w in line.words}
    return bool(after) and all(w.stem in own for w in after)
