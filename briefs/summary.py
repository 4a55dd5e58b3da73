"""Summary: the sentences of an article that say most of it in least space, none hanging in the air."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from briefs.article import Article
from briefs.boilerplate import story
from briefs.choice import Choice, facts, likeness
from briefs.clauses import shortened
from briefs.context import needs_context, own_words
from briefs.fitness import LONGEST
from briefs.modality import modality_of
from briefs.model import Line, Sentence, Span
from briefs.news import speaks_for_itself, worth
from briefs.patterns import pattern

SHORT = 280
"""Characters of the short form: a notification shows no more."""
_ENDLESS = 1_500
"""Characters beyond which a sentence is no sentence and is cut between words."""
_FEWEST_WORDS = 4
_SCENE = 12
"""Words up to which a sentence without name, figure or outcome is a lead-in."""


_NAMED = pattern(r"[A-Z][\w’'-]+\s[A-Z][\w’'-]+")
_BRINGS_IN = pattern(r"An?\s(?:[a-z][a-z-]*\s){2,6}")
_CAPTION = 0.25
"""Share of words that a caption has in common with the lede behind it."""


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


def is_scene(text: str, own: str) -> bool:
    """Whether a sentence only leads in: a question, or a few words (the writer's: any) without name or figure."""
    if own.rstrip().endswith("?"):
        return True
    short = len(text.split(None, _SCENE)) <= _SCENE or speaks_for_itself(own)
    return short and not facts(text) and worth(own) <= 0


def _worded(told: tuple[Sentence, ...]) -> list[Sentence]:
    return [s for s in told if len(s.text.split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS] or [*told]


def _at(pool: Sequence[Sentence], line: Line) -> list[int]:
    """Which sentences of `pool` a line was taken from."""
    starts = [span.start for span in line.spans]
    return [at for at, s in enumerate(pool) if any(s.span.start <= start < s.span.end for start in starts)]


def lede_of(article: Article, told: tuple[Sentence, ...]) -> Line:
    """The first sentence of the story that says something and stands alone, within the first five; else the very first.

    Before the very first nothing was left out: that it opens on “They” only means that it looks ahead.
    """
    own = own_words(article)
    for sentence in islice(told, _is_caption(told), 5):
        said = own[sentence.span.start : sentence.span.end]
        words = len(sentence.text.split(None, _SCENE))
        leans = needs_context(sentence.text, said) and (sentence is not told[0] or words < _SCENE)
        if words > 5 and not leans and not is_scene(sentence.text, said):
            return line_of(sentence, SHORT)
    return line_of(told[0], SHORT) if told else Line("")


def _is_caption(told: tuple[Sentence, ...]) -> bool:
    """Whether the first sentence is a picture's: it names who the second, the lede, brings in as “A singer”."""
    if len(told) < 2 or not _NAMED.search(told[0].text) or not _BRINGS_IN.match(told[1].text):
        return False
    return likeness(told[0].text, told[1].text) >= _CAPTION


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
