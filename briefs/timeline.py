"""Timeline: what happened when, and what is to come, as far as the article says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from briefs.article import Article
from briefs.boilerplate import story
from briefs.choice import stems
from briefs.clauses import Clause, clause_at
from briefs.context import own_words, standing, with_marks
from briefs.dates import When, find_dates
from briefs.modality import modality_at
from briefs.model import Event, Modality, Sentence, Span

_APART = 20
"""Characters between two times of one clause that are not parts of one."""
_A_MONTH_OFF = -100.0
_AHEAD = frozenset([Modality.PLEDGE, Modality.EXPECTATION, Modality.THREAT])


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where an event stands: `era` 0 is the dated past, 1 what is told from the article's day, 2 what is ahead."""

    era: int
    date: str
    away: float
    start: int


def find_events(article: Article) -> tuple[Event, ...]:
    """The dated events of `article`, earliest first as far as known.

    Words such as “on Monday” stay words, with no `date`, unless the article's own date is known.
    """
    today = article.published.date() if article.published else None
    own = own_words(article)
    found: dict[tuple[str, frozenset[str]], tuple[_Place, Event]] = {}
    before = _Place(1, today.isoformat() if today else "", -1.0, 0)
    for sentence in story(article):
        for when, event in _in_sentence(sentence, today):
            if not event.date and not own[event.when_span.start : event.when_span.end].strip():
                continue  # “today” in a quotation is the speaker's day
            before = _place(event, when, before, today)
            event = _with_marks(article, event)
            found.setdefault((event.when.lower(), stems(event.text)), (before, event))
    return tuple(event for _, event in sorted(found.values(), key=lambda pair: pair[0]))


def _in_sentence(sentence: Sentence, today: date | None) -> Iterator[tuple[When, Event]]:
    """The events of a sentence; a second time in the same clause adds one only where it has a date and stands apart."""
    told, ends = None, 0
    ahead = {
        when.start: when
        for when in (find_dates(sentence.text, today, ahead=True) if today else ())
        if modality_at(sentence.text, when.start) in _AHEAD
    }
    for when in find_dates(sentence.text, today):
        if when.vague:
            continue
        clause = standing(sentence.text, clause_at(sentence.text, when.start))
        apart = bool(when.date) and when.start - ends > _APART
        if clause != told or apart:
            told, ends = clause, when.end
            yield when, _event(sentence, ahead.get(when.start, when), clause)


def _event(sentence: Sentence, when: When, clause: Clause) -> Event:
    start, article = sentence.span.start, sentence.span.article
    begin = when.start + (len("of ") if sentence.text.startswith("of ", when.start) else 0)
    return Event(
        sentence.text[clause.start : clause.end],
        (Span(article, start + clause.start, start + clause.end),),
        sentence.text[begin : when.end],
        Span(article, start + begin, start + when.end),
        when.date,
        when.precision,
        modality_at(sentence.text, when.start),
    )


def _with_marks(article: Article, event: Event) -> Event:
    """`event` with a text whose quotation marks are whole."""
    (span,) = event.spans
    start, end = with_marks(article, span.start, span.end)
    return replace(event, text=article.text[start:end], spans=(replace(span, start=start, end=end),))


def _place(event: Event, when: When, before: _Place, today: date | None) -> _Place:
    """An event told by another (“three days later”) stands with the one that was told before it."""
    start = event.when_span.start
    past = event.when.lower().startswith("since") or (when.away not in (None, _A_MONTH_OFF) and when.away <= -1.0)
    ahead = event.modality in _AHEAD and not past
    if today:
        return _Place(1, event.date or before.date, 0.0, start)
    if when.away is None and not when.date:
        return replace(before, start=start)
    if when.away is None:
        return _Place(2 if ahead else 0, when.date, 0.0, start)
    if ahead:  # a month or day without its year lies ahead as well
        return _Place(2, "", when.away if when.away > _A_MONTH_OFF else 30.0, start)
    return _Place(1 if when.away <= 0 else 2, "", when.away, start)
