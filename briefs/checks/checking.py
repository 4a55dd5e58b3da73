"""Checking: a text held against its article: quotes, numbers, names, attribution, modality."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence

from briefs.answers.index import Index, build_index
from briefs.article import Article
from briefs.checks.alignment import Line, lay
from briefs.checks.attribution import check_attribution
from briefs.checks.dating import check_dates
from briefs.checks.exchanging import check_exchanged
from briefs.checks.firmness import check_firmness
from briefs.checks.naming import check_names
from briefs.checks.numbers import check_numbers
from briefs.checks.plain import plain, wording
from briefs.checks.quotation import check_quotations
from briefs.checks.repeating import check_repeated, find_mistakes, name_corrections
from briefs.checks.replacing import check_replaced
from briefs.checks.shortened import set_inside
from briefs.checks.speaker import check_speakers
from briefs.checks.support import check_support
from briefs.errata import corrected
from briefs.model import Erratum, Problem
from briefs.sentences import split_sentences

LONGEST_LINE = 1_500
"""Characters of one sentence that are checked: no line of a brief is a tenth as long."""
LONGEST = 20_000
"""Characters of a text that are checked: a brief is a tenth of it."""
_CHECKS: tuple[Callable[[Line], Iterator[Problem]], ...] = (
    check_quotations,
    check_speakers,
    check_numbers,
    check_dates,
    check_names,
    check_replaced,
    check_exchanged,
    check_firmness,
    check_attribution,
    check_support,
)


class _Shelf:
    """The last few articles as they were read: an editor checks line after line of the same one."""

    def __init__(self, room: int = 8) -> None:
        self._room, self._lock = room, threading.Lock()
        self._read: OrderedDict[str, tuple[Index, frozenset[str]]] = OrderedDict()

    def get(self, article: Article) -> tuple[Index, frozenset[str]]:
        with self._lock:
            if article.id in self._read:
                self._read.move_to_end(article.id)
                return self._read[article.id]
        index = build_index(article, embedder=None)
        found = index, frozenset(map(plain, index.texts))
        with self._lock:
            self._read[article.id] = found
            while len(self._read) > self._room:
                self._read.popitem(last=False)
        return found


_shelf = _Shelf()


def check(text: str, article: Article, errata: Sequence[Erratum] = ()) -> tuple[Problem, ...]:
    """What `text` says that `article` does not bear out, in the order of the text.

    Spans index `text`; evidence indexes the article. Sentence by sentence; a sentence that stands in the article
    word for word has no problem. Where `errata` mark the article as wrong, what is right is what counts. Linear in
    the article for each sentence of the text.
    """
    if not article.text.strip() or not text.strip():
        return ()
    reading = corrected(article, errata)
    mistakes = find_mistakes(reading)
    index, told = _shelf.get(reading.article)
    found: list[Problem] = []
    for sentence in split_sentences(set_inside(text[:LONGEST]), ""):
        if not wording(sentence.text).strip() or plain(sentence.text) in told:
            continue
        line = lay(sentence.text[:LONGEST_LINE], sentence.span.start, reading.article, index)
        problems = _once(problem for run in _CHECKS for problem in run(line))
        problems += check_repeated(line, mistakes)
        found += name_corrections(problems, text, reading, mistakes)
    return tuple(sorted(found, key=lambda problem: (problem.span.start, problem.span.end)))


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """What two checks find at one place is one problem: the first one's."""
    kept: list[Problem] = []
    for problem in problems:
        span = problem.span
        if not any(k.kind == problem.kind and k.span.start < span.end and span.start < k.span.end for k in kept):
            kept.append(problem)
    return kept
