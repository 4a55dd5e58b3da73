"""Documents: a brief and an article come back from the database as they went in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.sample import sample_article
from bot.storage.documents import DocumentError, article_from_row, article_to_row, brief_from_json, brief_to_json
from briefs import Article, condense
from tests.bot.editions import BRIEF

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_brief_survives_json() -> None:
    """Every span, number, modality and origin of a whole brief is the same after JSON's own writing and reading."""
    for brief in (BRIEF, condense(sample_article())):
        assert brief == brief_from_json(json.loads(json.dumps(brief_to_json(brief))))


def test_another_content_is_refused_with_a_sentence() -> None:
    """A brief changed by hand is told as such, without a trace of pydantic."""
    with pytest.raises(DocumentError, match="Restore a backup"):
        brief_from_json({"headline": 3})


def test_an_older_brief_without_a_newer_field_can_be_read() -> None:
    """What a later version adds to a brief has a default, so that earlier ones stay readable."""
    written = brief_to_json(BRIEF)
    del written["notes"]
    assert brief_from_json(written) == BRIEF


def test_an_article_keeps_its_own_zone() -> None:
    """The hour at which a source says it was published is not turned into another zone's."""
    tokyo = timezone(timedelta(hours=9))
    article = Article.from_text(
        "A short report.", "Headline", datetime(2026, 11, 23, 18, 5, tzinfo=tokyo), outlet="Post"
    )
    row = article_to_row(article, 1, 1, note="A note", added=NOON, added_by="Ann")
    assert article == article_from_row(row)
    assert row.published == "2026-11-23T18:05:00+09:00"


def test_an_article_without_a_date_has_none_afterwards() -> None:
    """No date is invented on the way through the database."""
    row = article_to_row(Article.from_text("A short report."), 1, 1, note="", added=NOON, added_by="Ann")
    assert article_from_row(row).published is None
