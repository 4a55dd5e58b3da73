"""Utterance: the whole words of somebody, where a question asks for them and for nothing more."""

from __future__ import annotations

from briefs.answers.index import Index
from briefs.answers.kinds import Kind
from briefs.answers.question import Question
from briefs.model import PersonKind, Quote, QuoteKind
from briefs.terms import content_stems, stem

_SAYING = frozenset(map(stem, "say said tell told comment remark state write wrote think respond reply".split()))


def words_asked_for(asked: Question, index: Index) -> Quote | None:
    """The first whole quotation of whom “what did the mayor say?” names; None where a topic is asked for as well."""
    if asked.kind is not Kind.SAID or asked.earlier:
        return None
    wanted = {stem for stem in asked.stems if stem not in _SAYING}
    name = _meant(wanted, index) if wanted else ""
    quotes = [q for q in index.quotes if q.speakers[:1] == (name,) and q.kind is not QuoteKind.SCARE] if name else []
    return next((q for q in quotes if q.kind is QuoteKind.DIRECT), quotes[0] if quotes else None)


def _meant(wanted: set[str], index: Index) -> str:
    """The only one whose name, or else whose role, holds all the words."""
    people = [p for p in index.cast.people if p.kind is not PersonKind.PLACE]
    named = [p.name for p in people if wanted <= set(content_stems(p.name))]
    if not named:
        named = [p.name for p in people if any(wanted <= set(content_stems(role)) for role in p.roles)]
    if not named and len(wanted) == 1:
        named = [p.name for p in people if _apposed(next(iter(wanted)), p.name, index)]
    return named[0] if len(set(named)) == 1 else ""


NEAR = 60
"""Characters between an office and the name set beside it: “the Bishop of Marden, the Right Reverend Hugh Pascoe”."""


def _apposed(role: str, name: str, index: Index) -> bool:
    """Whether the office stands before the name, with nothing but one comma between their phrases."""
    for text, terms in zip(index.texts, index.terms, strict=True):
        at = text.find(name)
        for term in terms if at >= 0 else ():
            between = text[term.end : at]
            if term.stem == role and 0 < at - term.end <= NEAR and between.count(",") == 1 and _plain(between):
                return True
    return False


def _plain(between: str) -> bool:
    """Whether no other sentence part comes between: “of Marden, the Right Reverend ”."""
    words = between.replace(",", " ").split()
    return all(word[:1].isupper() or word in ("of", "the", "for", "at", "and") for word in words)
