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
    return named[0] if len(set(named)) == 1 else ""
