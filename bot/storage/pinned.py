"""Pinned: answers that editors pinned to questions, as they stand beside the article that readers have now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.editions import Edition
from bot.storage.tables import ArticleRow, PinnedAnswer, PinnedVersion
from briefs import Erratum, Span
from briefs.errata import touching

ARTICLE, DESK = "article", "desk"
"""Where an answer comes from: proven by words of the article, or the desk's own statement."""
GONE = "The words that prove it no longer stand in the article, so readers do not get it."
MARKED = "The desk has since marked the words that prove it as wrong, so readers do not get it."
NEWER = "The article has a newer version than the one it was written for; readers still get it."


@dataclass(frozen=True, slots=True)
class Pinned:
    """One pinned answer, as it stands in an edition."""

    id: int
    version: int
    question: str
    alike: tuple[str, ...]
    text: str
    origin: str
    words: str
    span: Span | None
    """Where the words that prove it stand."""
    by: str
    made: datetime
    pinned: bool = True
    review: str = ""
    """Why an editor has to look at it again; empty where nothing changed."""
    given: bool = True
    """Readers get it: it is pinned, and nothing has taken its proof away."""

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.question, *self.alike)


async def pinned_in(session: AsyncSession, edition: Edition, *, all_states: bool = False) -> Sequence[Pinned]:
    """The pinned answers of the edition's topic, the newest first; unpinned ones only with `all_states`."""
    wanted = (
        select(PinnedAnswer, PinnedVersion, ArticleRow.hash)
        .join(PinnedVersion, PinnedVersion.pinned_id == PinnedAnswer.id)
        .join(ArticleRow, PinnedVersion.article_id == ArticleRow.id)
        .where(PinnedAnswer.topic_id == edition.topic_id, PinnedVersion.number == PinnedAnswer.version)
        .order_by(PinnedAnswer.id.desc())
    )
    if not all_states:
        wanted = wanted.where(PinnedAnswer.state == "pinned")
    found = await session.execute(wanted)
    return [stands(edition, answer, version, article) for answer, version, article in found]


async def versions(session: AsyncSession, pinned_id: int) -> Sequence[PinnedVersion]:
    """What it said over time, the newest first."""
    wanted = select(PinnedVersion).where(PinnedVersion.pinned_id == pinned_id).order_by(PinnedVersion.number.desc())
    return (await session.execute(wanted)).scalars().all()


def stands(edition: Edition, answer: PinnedAnswer, version: PinnedVersion, article: str) -> Pinned:
    """A version beside the edition's article; `article` is the id of the one that it was written for."""
    span = find_words(edition, version.words)
    review, given = _review(edition, version, article, span)
    pinned = answer.state == "pinned"
    return Pinned(
        id=answer.id,
        version=version.number,
        question=version.question,
        alike=tuple(version.alike),
        text=version.text,
        origin=version.origin,
        words=version.words,
        span=span,
        by=version.made_by,
        made=version.made,
        pinned=pinned,
        review=review if pinned else "",
        given=given and pinned,
    )


def find_words(edition: Edition, words: str) -> Span | None:
    at = edition.article.text.find(words) if words else -1
    return None if at < 0 else Span(edition.article.id, at, at + len(words))


def errata_at(edition: Edition, span: Span | None) -> list[str]:
    """What is marked as wrong at a place, each in a form that can be compared later."""
    return [_written(erratum) for erratum in touching((span,) if span else (), edition.errata)]


def _review(edition: Edition, version: PinnedVersion, article: str, span: Span | None) -> tuple[str, bool]:
    """Why it has to be looked at, and whether readers get it meanwhile."""
    if version.origin == ARTICLE and span is None:
        return GONE, False
    if set(errata_at(edition, span)) - set(version.errata):
        return MARKED, False
    return (NEWER if edition.article.id != article else ""), True


def _written(erratum: Erratum) -> str:
    return f"{erratum.span.start}-{erratum.span.end}: {erratum.right}"
