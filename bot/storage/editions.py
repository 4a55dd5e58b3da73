"""Editions: a published brief as a reader meets it, with its article, who answers for it, and its corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefs import Article, Brief


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One revision, ready to show. `withdrawn` holds the note that replaces the body, or nothing."""

    topic_id: int
    topic: str
    revision_id: int
    number: int
    brief: Brief
    article: Article
    label: str
    """“Approved by Ann Lee” or “Published without review”."""
    published: datetime
    zone: str
    """The newsroom's zone, for times where the platform has none of the reader's."""
    article_note: str = ""
    """What readers are told about the article: “A sample in Readout's own words”."""
    corrections: tuple[CorrectionNote, ...] = ()
    """Dated, oldest first; refiles are not shown."""
    withdrawn: str = ""
