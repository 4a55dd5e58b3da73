"""Article: an immutable version of a source text, known by its hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from briefs.fitness import LONGEST, unfit
from briefs.model import Sentence, Span
from briefs.sentences import split_sentences

__all__ = ["LONGEST", "Article"]


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
        import hashlib  # brings OpenSSL, a tenth of what importing the engine costs

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

    @classmethod
    def from_html(cls, html: str | bytes, url: str | None = None) -> Article:
        """The story of a web page, with what the page says of headline, outlet, author, date, zone and licence.

        A page without a story gives an article whose `problem` says so.
        """
        from briefs.page import read_page  # trafilatura takes half a second to import

        page = read_page(html, url)
        return cls.from_text(
            page.text,
            page.headline,
            page.published,
            page.url,
            outlet=page.outlet,
            byline=page.byline,
            licence=page.licence,
        )

    @cached_property
    def problem(self) -> str | None:
        """A sentence saying why this cannot be briefed (empty, binary, too long, not English), or None."""
        return unfit(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return split_sentences(self.text, self.id)

    def cut(self, span: Span) -> str:
        """The evidence: the article's own words at `span`."""
        return self.text[span.start : span.end]
