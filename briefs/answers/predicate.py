"""Predicate: the main verb of a question, told from its auxiliary, its order and its endings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefs.answers.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    ING_NOUNS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    is_past_form,
)
from briefs.terms import Term, stem

_DO = MODALS | {"do", "does", "did", "to"}
_BE = frozenset("am is are was were be been being has have had having".split())
_ASKING = frozenset("who what which when where why how whose whom".split())
_TAKES_PLACE = frozenset(map(stem, ("place", "part")))
LIGHT = frozenset(
    map(
        stem,
        """
        do be have make take get give go happen become say use involve include call occur mean tell see think
        know find come try want need like talk mention describe name say work look ask feel seem keep lead hold
        stand interview associate establish strive manage attempt begin start continue help appear expect refer
        consider base relate concern offer express issue voice run
        """.split(),
    )
)
"""Verbs that say so little, or so many things, that an article may well put them otherwise."""


def main_verb(terms: Sequence[Term]) -> str:
    """The stem of the main verb: “study” of “where did she study?”; empty where none can be told."""
    low = [term.lower for term in terms]
    for i, word in enumerate(low):
        if word in _DO and (found := _bare(terms[i + 1 :])):
            return found
        if word in _BE:
            named = {id(b) for a, b in pairwise(terms) if a.lower in DETERMINERS}  # “in the running”
            return next((t.stem for t in terms[i + 1 :] if _is_participle(t) and id(t) not in named), "")
    reach = 8 if low[:1] == ["how"] else 4  # “how many cherry trees died”
    return next((t.stem for t in terms[1:reach] if _is_finite(t)), "") if low[:1] and low[0] in _ASKING else ""


def telling_verb(terms: Sequence[Term]) -> str:
    """The main verb where an article that answers would hardly do without it or one like it; else empty."""
    verb = main_verb(terms)
    return "" if verb in LIGHT or any(t.stem in _TAKES_PLACE for t in terms) else verb


def _bare(terms: Iterable[Term]) -> str:
    """The verb after “did”, its subject left out: the first that may be one, or whatever stands right after a name."""
    before: Term | None = None
    for term in terms:
        low = term.lower
        plain = not (
            low in _NO_VERB or term.text[0].isupper() or (low.endswith(("ing", "s", "ly")) and low not in _ENDS_ALIKE)
        )
        if plain and (before is None or before.lower not in DETERMINERS):
            known = (term.stem in VERBS or low in VERBS) and (low in _ALIKE or not is_past_form(low))
            if known or (before is not None and (before.text[0].isupper() or before.lower in PRONOUNS)):
                return term.stem
        before = term
    return ""


_NO_VERB = DETERMINERS | PREPOSITIONS | AUXILIARIES | PRONOUNS | CONJUNCTIONS | ADVERBS | _ASKING
_ENDS_ALIKE = VERBS | frozenset("apply supply reply rely comply imply multiply fly".split())
"""Verbs that end as adverbs and other forms do."""
_ALIKE = frozenset("put cut hit hurt let set shut split spread cost quit bet cast read beat".split())
"""Verbs whose past is spelt like them."""


def _is_participle(term: Term) -> bool:
    low = term.lower
    progressive = low.endswith("ing") and low not in ING_NOUNS and term.stem in VERBS
    return not term.text[0].isupper() and low not in AUXILIARIES and (is_past_form(low) or progressive)


def _is_finite(term: Term) -> bool:
    low = term.lower
    return low not in AUXILIARIES and (is_past_form(low) or (low.endswith("s") and term.stem in VERBS))
