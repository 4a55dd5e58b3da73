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
_OPENING = frozenset(("who", "what"))
_TAKES_PLACE = frozenset(map(stem, ("place", "part")))
_DELIVERS = frozenset(map(stem, ("deliver", "delivered")))
_SPEECHES = frozenset(map(stem, "speech address lecture sermon remarks keynote talk".split()))
"""Who delivers one of these says something, and an article tells what."""
LIGHT = frozenset(
    map(
        stem,
        """
        do be have make take get give go happen become say use involve include call occur mean tell see think
        know find come try want need like talk mention describe name say work look ask feel seem keep lead hold
        stand interview associate establish strive manage attempt begin start continue help appear expect refer
        suppose consider base relate concern offer express issue voice run
        """.split(),
    )
)
"""Verbs that say so little, or so many things, that an article may well put them otherwise."""


def main_verb(terms: Sequence[Term]) -> str:
    """The stem of the main verb: “study” of “where did she study?”; empty where none can be told."""
    low = [term.lower for term in terms]
    if len(low) > 1 and low[0] in _OPENING and is_past_form(low[1]) and low[1] not in AUXILIARIES:
        return terms[1].stem  # “who backed the bid after it was blocked?”
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
    spoken = verb in _DELIVERS and any(t.stem in _SPEECHES for t in terms)
    return "" if verb in LIGHT or spoken or any(t.stem in _TAKES_PLACE for t in terms) else verb


def _bare(terms: Iterable[Term]) -> str:
    """The verb after “did”, its subject left out: the first that may be one, or whatever stands right after a name."""
    told = list(terms)
    before: Term | None = None
    for k, term in enumerate(told):
        if _is_plain(term) and (before is None or before.lower not in DETERMINERS):
            led = before is not None and (before.text[0].isupper() or before.lower in PRONOUNS)
            sooner = k + 1 < len(told) and _is_plain(told[k + 1]) and _is_known(told[k + 1])
            if _is_known(term) or (led and not sooner):  # “did the US president hold …”
                return term.stem
        before = term
    return ""


def _is_plain(term: Term) -> bool:
    low = term.lower
    ends = low.endswith(("ing", "s", "ly")) and low not in _ENDS_ALIKE
    return not (low in _NO_VERB or term.text[0].isupper() or ends)


def _is_known(term: Term) -> bool:
    low = term.lower
    acts = low in VERBS or (term.stem in VERBS and not low.endswith(("er", "or")))  # a leader does not lead there
    return acts and (low in _ALIKE or not is_past_form(low))


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
