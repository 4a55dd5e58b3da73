"""Summary: the sentences of an article that say most of it in least space, none hanging in the air."""

from __future__ import annotations

from itertools import islice

from briefs.article import Article
from briefs.boilerplate import story
from briefs.choice import Choice
from briefs.clauses import shortened
from briefs.context import needs_context
from briefs.model import Line, Sentence, Span
from briefs.modality import modality_of

SHORT = 280
"""Characters of the short form: a notification shows no more."""
LONGEST_LINE = 240
"""Characters that a line of the standard length should not exceed, where whole clauses can go."""
_FEWEST_WORDS = 4


def summarize(article: Article, sentences: int = 3) -> tuple[Sentence, ...]:
    """At most `sentences` sentences in the article's order: the first of the story, then the most telling.

    Each is verbatim (a dateline is cut from its front); none opens on words that point at one left out.
    """
    return choose(story(article), sentences)


def choose(told: tuple[Sentence, ...], most: int) -> tuple[Sentence, ...]:
    """The `most` sentences of a story that together tell most of it, in order."""
    pool = _worded(told)
    if most < 1 or not pool:
        return ()
    choice = Choice(pool)
    choice.take(0)
    while len(choice.taken) < most and (best := choice.best()) is not None:
        choice.take(best)
    return tuple(pool[at] for at in sorted(choice.taken))


def key_points(told: tuple[Sentence, ...], lede: Line, most: int) -> tuple[Line, ...]:
    """Up to `most` lines beside the lede that bring new figures, names and speakers, in the article's order.

    Each stands alone; none says what another or the lede says.
    """
    pool = _worded(told)
    choice = Choice(pool, by_place=0.5, by_facts=1.0)
    opening = _index_of(pool, lede)
    choice.take(opening)
    while len(choice.taken) <= most and (best := choice.best(alone=True)) is not None:
        choice.take(best)
    return tuple(line_of(pool[at], LONGEST_LINE) for at in sorted(choice.taken) if at != opening)


def _worded(told: tuple[Sentence, ...]) -> list[Sentence]:
    return [s for s in told if len(s.text.split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS] or [*told]


def _index_of(pool: list[Sentence], line: Line) -> int:
    start = line.spans[0].start if line.spans else 0
    return next((at for at, s in enumerate(pool) if s.span.start <= start < s.span.end), 0)


def lede_of(told: tuple[Sentence, ...]) -> Line:
    """The first sentence of the story that stands alone, within the first five; else the very first."""
    for sentence in islice(told, 5):
        if len(sentence.text.split(None, 5)) > 5 and not needs_context(sentence.text):
            return line_of(sentence, LONGEST_LINE)
    return line_of(told[0], LONGEST_LINE) if told else Line("")


def short_form(told: tuple[Sentence, ...], lede: Line) -> Line:
    """The lede within `SHORT` characters: whole trailing clauses go first, then whole words."""
    if len(lede.text) <= SHORT or not lede.spans:
        return lede
    pool = [*told]
    line = line_of(pool[_index_of(pool, lede)], SHORT)
    return line if len(line.text) <= SHORT else _cut(line, line.text.rfind(" ", 0, SHORT + 1))


def line_of(sentence: Sentence, longest: int) -> Line:
    """`sentence` as a line of a brief, without such trailing clauses as may go where it is too long."""
    end = shortened(sentence.text, longest)
    span = Span(sentence.span.article, sentence.span.start, sentence.span.start + end)
    return Line(sentence.text[:end], (span,), modality=modality_of(sentence.text[:end]))


def _cut(line: Line, end: int) -> Line:
    text = line.text[: end if end > 0 else SHORT].rstrip(" ,;:–—-")
    span = line.spans[0]
    return Line(text, (Span(span.article, span.start, span.start + len(text)),), modality=line.modality)
