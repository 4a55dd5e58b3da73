"""The timeline: dates as the article has them, resolved only where its own date is known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.article import Article
from briefs.model import Event, Modality
from briefs.timeline import find_events

TUESDAY = datetime(2025, 10, 28, 9, 0, tzinfo=UTC)


def events_of(text: str, published: datetime | None = None) -> tuple[Event, ...]:
    return find_events(Article.from_text(text, published=published))


@pytest.mark.parametrize(
    ("words", "date", "precision"),
    [
        ("The bridge opened on 14 July 2026 in rain.", "2026-07-14", "day"),
        ("The bridge opened on July 14, 2026 in rain.", "2026-07-14", "day"),
        ("The bridge opened in March 2019 in rain.", "2019-03", "month"),
        ("The bridge opened in 1912 in rain.", "1912", "year"),
        ("The bridge was closed between 2009 and 2018 for works.", "2009", "year"),
        ("The bridge opened in the 1990s in rain.", "1990s", "decade"),
        ("The bridge opened on 2026-07-14 in rain.", "2026-07-14", "day"),
        ("The bridge opened on 31 April 2020 in rain.", "2020-04", "month"),
    ],
)
def test_a_date_keeps_the_precision_it_was_given_with(words: str, date: str, precision: str) -> None:
    """A day is a day and a decade a decade; a day that no month has is left out."""
    (event,) = events_of(words)
    assert (date, precision) == (event.date, event.precision)


@pytest.mark.parametrize(
    "words", ["on Monday", "earlier this month", "last week", "in July", "yesterday", "two weeks ago"]
)
def test_relative_dates_stay_words_in_an_undated_article(words: str) -> None:
    """No date is invented."""
    (event,) = events_of(f"The two ministers met {words} behind closed doors.")
    assert (words, "", "relative") == (event.when, event.date, event.precision)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("on Monday", "2025-10-27"),
        ("earlier this month", "2025-10"),
        ("in July", "2025-07"),
        ("in December", "2024-12"),
        ("yesterday", "2025-10-27"),
        ("last year", "2024"),
        ("three days ago", "2025-10-25"),
        ("two weeks ago", "2025-10"),
        ("last week", ""),
        ("before July 14", "2025-07-14"),
        ("before Sept. 11", ""),
    ],
)
def test_a_dated_article_adds_the_date_beside_the_words(words: str, date: str) -> None:
    """The words stay; the resolution stands beside them, no finer than the words are."""
    (event,) = events_of(f"The two ministers met {words} behind closed doors.", TUESDAY)
    assert (words, date) == (event.when, event.date)


def test_a_weekday_ahead_is_the_next_one() -> None:
    """“will meet on Friday” looks forward, “met on Friday” back."""
    assert [e.date for e in events_of("The ministers will meet on Friday in Rome.", TUESDAY)] == ["2025-10-31"]
    assert [e.date for e in events_of("The ministers met on Friday in Rome.", TUESDAY)] == ["2025-10-24"]


def test_events_come_in_order_as_far_as_known() -> None:
    """Years past, then what is told from today, then what is ahead."""
    text = (
        "The ministers met on Monday in Tokyo. A new bridge is planned for 2030. The first one was built in 1912. "
        "A treaty was signed earlier this year. It was renewed last week."
    )
    assert [e.when for e in events_of(text)] == ["in 1912", "earlier this year", "last week", "on Monday", "for 2030"]


def test_an_anchor_stands_beside_the_event_told_before_it() -> None:
    """“three days later” has no date of its own and follows what it counts from."""
    text = "The bridge fell in 2007. Three days later, divers found the last car. A new one opened in 2008."
    assert [e.when for e in events_of(text)] == ["in 2007", "Three days later", "in 2008"]


def test_an_event_is_told_as_firmly_as_the_article_tells_it() -> None:
    """A plan for a year is no event of that year."""
    (event,) = events_of("The port is expected to open in 2031 after long delays.")
    assert event.modality is Modality.EXPECTATION


def test_a_newspaper_named_after_a_day_is_no_date() -> None:
    """“the Sunday Times” says nothing about when."""
    assert events_of("She told the Sunday Times that nothing would change.") == ()


def test_a_day_in_somebody_s_words_is_no_event() -> None:
    """“today” in a quotation is the speaker's day."""
    assert events_of("“She would be proud to see you here today,” the mayor of Port Ellis told him.") == ()


def test_an_event_told_twice_is_listed_once() -> None:
    """The same words about the same time, as in a caption and its story, are one event."""
    text = "The old bridge of the town fell in 2007. Nobody was hurt. The old bridge of the town fell in 2007."
    assert len(events_of(text)) == 1


@given(st.text(alphabet=st.sampled_from("onMday 0123456789inJuly,.the lastweekago-"), max_size=120), st.booleans())
def test_every_event_is_verbatim(text: str, dated: bool) -> None:
    """Words and time stand in the article at their spans, whatever the text and its date."""
    article = Article.from_text(text, published=TUESDAY if dated else None)
    for event in find_events(article):
        assert event.text == " ".join(article.cut(span) for span in event.spans)
        assert event.when == article.cut(event.when_span)
