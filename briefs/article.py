"""Article: an immutable version of a source text, known by its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from briefs.model import Sentence, Span
from briefs.sentences import split_sentences

LONGEST = 1_000_000
"""Characters: about 160,000 words, ten times the longest report that was ever briefed."""


@dataclass(frozen=True)
class Article:
    """A source text with what is known of it. `text` is kept to the character; spans index it."""

    id: str
    text: str
    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: datetime | None = None
    """Aware where the source gives a zone."""
    url: str | None = None
    licence: str | None = None

    @classmethod
    def from_text(
        cls,
        text: str,
        headline: str | None = None,
        published: datetime | None = None,
        url: str | None = None,
        *,
        outlet: str | None = None,
        byline: str | None = None,
        dateline: str | None = None,
        licence: str | None = None,
    ) -> Article:
        """Any text becomes an article; `problem` says why one cannot be briefed."""
        return cls(
            id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            text=text,
            headline=headline,
            outlet=outlet,
            byline=byline,
            dateline=dateline,
            published=published,
            url=url,
            licence=licence,
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return split_sentences(self.text, self.id)

    def cut(self, span: Span) -> str:
        """The evidence: the article's own words at `span`."""
        return self.text[span.start : span.end]
