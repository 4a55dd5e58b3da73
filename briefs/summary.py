"""Summary: the sentences of an article that say most of it in least space, none hanging in the air."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from briefs.article import Article
from briefs.boilerplate import story
from briefs.choice import THIN, Choice, stems
from briefs.clauses import has_verb, shortened
from briefs.context import needs_context, own_words
from briefs.fitness import LONGEST
from briefs.modality import modality_of
from briefs.model import Line, Sentence, Span

SHORT = 280
"""Characters of the short form: a notification shows no more."""
LONGEST_LINE = 240
"""Characters that a line of the standard length should not exceed, where whole clauses can go."""
_ENDLESS = 1_500
"""Characters beyond which a sentence is no sentence and is cut between words."""
_FEWEST_WORDS = 4


def summarize(article: Article, sentences: int = 3) -> tuple[Sentence, ...]:
    """At most `sentences` sentences in the article's order: the first of the story, then the most telling.

    Each is verbatim (a dateline is cut from its front); none opens on words that point at one left out.
    """
    pool = _worded(story(article))
    if sentences < 1 or not pool:
        return ()
    choice = Choice(pool, own_words(article))
    choice.take(0)
    while len(choice.taken) < sentences and (best := choice.best()) is not None:
        choice.take(best)
    return tuple(pool[at] for at in sorted(choice.taken))


def key_points(article: Article, told: tuple[Sentence, ...], besides: Sequence[Line], most: int) -> tuple[Line, ...]:
    """Up to `most` lines that bring new figures, names and speakers to the lines `besides`, the most telling first.

    Each stands alone; none says what another or those lines say.
    """
    own = own_words(article)
    pool = [s for s in told if _says_enough(s, own) or any(_at([s], line) for line in besides)]
    choice = Choice(pool, own, by_place=0.3, by_facts=1.0)
    shown = sorted({at for line in besides for at in _at(pool, line)})
    for at in shown:
        choice.take(at)
    while len(choice.taken) - len(shown) < most and (best := choice.best(alone=True)) is not None:
        choice.take(best)
    return tuple(line_of(pool[at], LONGEST_LINE) for at in choice.taken[len(shown) :])


def in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines` as the article has them."""
    return tuple(sorted(lines, key=lambda line: line.spans))


def _says_enough(sentence: Sentence, own: str) -> bool:
    """Whether a sentence is more than a bridge (“Trump struck the same note”) and more than a quotation."""
    words = len(sentence.text.split())
    if len(stems(sentence.text)) < THIN or not has_verb(sentence.text) or sentence.text[0].islower():
        return False
    return len(own[sentence.span.start : sentence.span.end].split()) > words * 2 / 3


def _worded(told: tuple[Sentence, ...]) -> list[Sentence]:
    return [s for s in told if len(s.text.split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS] or [*told]


def _at(pool: Sequence[Sentence], line: Line) -> list[int]:
    """Which sentences of `pool` a line was taken from."""
    starts = [span.start for span in line.spans]
    return [at for at, s in enumerate(pool) if any(s.span.start <= start < s.span.end for start in starts)]


def lede_of(article: Article, told: tuple[Sentence, ...]) -> Line:
    """The first sentence of the story that stands alone, within the first five; else the very first."""
    own = own_words(article)
    for sentence in islice(told, 5):
        said = own[sentence.span.start : sentence.span.end]
        if len(sentence.text.split(None, 5)) > 5 and not needs_context(sentence.text, said):
            return line_of(sentence, SHORT)
    return line_of(told[0], SHORT) if told else Line("")


def short_form(told: tuple[Sentence, ...], lede: Line) -> Line:
    """The lede within `SHORT` characters: whole trailing clauses go first, then whole words."""
    if len(lede.text) <= SHORT or not lede.spans:
        return lede
    line = line_of(told[_at(told, lede)[0]], SHORT)
    return line if len(line.text) <= SHORT else _cut(line, line.text.rfind(" ", 0, SHORT + 1))


def line_of(sentence: Sentence, longest: int = LONGEST) -> Line:
    """`sentence` as a line of a brief, without such trailing clauses as may go where it is too long."""
    end = shortened(sentence.text, longest)
    if end > _ENDLESS:
        end = max(sentence.text.rfind(" ", 0, _ENDLESS), 0) or _ENDLESS
    span = Span(sentence.span.article, sentence.span.start, sentence.span.start + end)
    return Line(sentence.text[:end], (span,), modality=modality_of(sentence.text[:end]))


def _cut(line: Line, end: int) -> Line:
    text = line.text[: end if end > 0 else SHORT].rstrip(" ,;:–—-")
    span = line.spans[0]
    return Line(text, (Span(span.article, span.start, span.start + len(text)),), modality=line.modality)
