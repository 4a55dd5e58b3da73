"""Taken for granted: what a question presupposes and no sentence tells: why of what never happened, a denial."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefs.answers import notes
from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.gaps import is_turned
from briefs.answers.kin import has_kin, kin_of
from briefs.answers.kinds import Kind
from briefs.answers.mismatch import has_word
from briefs.answers.predicate import main_verb, telling_verb
from briefs.answers.question import Question
from briefs.answers.tagging import tag_words
from briefs.modality import modality_at
from briefs.model import Modality
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

LIKELY, SURE = 0.8, 0.9
"""Chances from which a rule that is now and then, or seldom, wrong no longer refuses."""


def taken(laid: Match, chance: float, best: int) -> Iterator[str]:
    """What the question takes for granted and the best sentence, of that chance, does not bear out; each note."""
    if chance < LIKELY and (never_happened(laid, best) or never_said(laid, best)):
        yield notes.SILENT
    if chance < SURE and (undenied(laid, best) or only_offered(laid) or undecided(laid)):
        yield notes.SILENT
    if no_manner(laid, best) or nobody_else(laid, best):
        yield notes.SILENT


NEAREST = 4
"""The sentences with most of the question's words that are searched for its verb."""
_REASONED = pattern(r"\b(?:because|due\s+to|so\s+that|in\s+order\s+to|owing\s+to|thanks\s+to|the\s+reason)\b", re.I)


def never_happened(laid: Match, best: int) -> bool:
    """“Why did she leave the union?” where neither the best sentences nor those beside them tell of leaving."""
    question = laid.question
    verb = telling_verb(question.terms) or main_verb(question.terms)
    if question.kind is not Kind.WHY or not verb or not question.text.isascii() or is_turned(laid, verb, best):
        return False
    if _REASONED.search(laid.index.texts[best]):
        return False
    if meant := _PHRASES.get((verb, _particle(question, verb))):
        return not any(s in laid.index.documents for s in (stem(meant), *kin_of(stem(meant))))
    order = sorted(range(len(laid.coverage)), key=lambda i: -laid.coverage[i])[:NEAREST]
    near = {best - 1, best, best + 1, *order} & set(range(len(laid.index.texts)))
    return not any(has_word(laid, i, verb) or has_kin(verb, laid.index.counts[i]) for i in near)


_SAY_THAT = pattern(r"^\W*why\b.{1,60}\b(?:say|claim|think|believe|warn|insist|suggest)\s+(?:that\s+)?(.+)$", re.I)


def never_said(laid: Match, best: int) -> bool:
    """“Why did she say that it would rain?” of a sentence without rain: what she is to have said ends in its gist."""
    asked = _SAY_THAT.search(laid.question.text) if laid.question.kind is Kind.WHY else None
    gist = content_stems(asked[1])[-1:] if asked else ()
    return any(s in laid.weights and not laid.worth.get(s) and not has_kin(s, laid.index.counts[best]) for s in gist)


_PHRASES = {
    ("turn", "down"): "reject", ("call", "off"): "cancel", ("pull", "out"): "withdraw", ("back", "out"): "withdraw",
    ("give", "up"): "abandon", ("break", "off"): "end", ("drop", "out"): "withdraw", ("walk", "out"): "leave",
}  # fmt: skip
"""Verbs that their particle makes another deed, told here by a single word."""


def _particle(question: Question, verb: str) -> str:
    """The word after the verb."""
    return next((b.lower for a, b in pairwise(question.terms) if a.stem == verb), "")


_DENIED = pattern(
    r"\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could)(?:n['’]t|\s(?:[\w.’'-]+\s){0,6}?not)\b", re.I
)
_TELLS = pattern(r"\b(?:say|says|said|claims?|claimed|thinks?|believes?|reckon\w*|that|why)\b", re.I)
_SAYS_NO = pattern(
    r"\b(?:not?|never|nor|neither|without|cannot|\w+n['’]t|lack\w*|fail\w*|un\w+|refus\w+|den(?:y|ie[sd]|ying)|rul\w+\sout|miss\w*|"
    r"only|stop\w*|too|ban(?:s|ned)?|reject\w*|avoid\w*|out\sof|exempt\w*|prevent\w*|exclud\w*|forb\w+|prohibit\w*|bar(?:s|red)|"
    r"other\sthan|rather\sthan|instead|drop\w*|declin\w*|yet\sto|still|less|fewer|little|few|hardly|rarely|seldom|except)\b",
    re.I,
)


def undenied(laid: Match, best: int) -> bool:
    """“Which cells do not carry it?” of a sentence that denies nothing."""
    question = laid.question
    if question.kind in (Kind.YES_NO, Kind.EITHER, Kind.SPEAKER, Kind.SAID, Kind.WHY) or not question.text.isascii():
        return False
    asks = _DENIED.search(question.text)
    return bool(asks) and not _TELLS.search(question.text) and not _SAYS_NO.search(laid.index.texts[best])


_OPEN = frozenset(("any", "no", "without"))
OWN = 0.7
"""The worth of another form of the same word."""
_ASKS_WHICH = pattern(r"\b(?:which|what)\s+(?:\w+\s)?\w+\s(?:did|does|do|has|have|had|was|were)\b", re.I)


def only_offered(laid: Match) -> bool:
    """“Which help did he ask for?” where help is spoken of as “any help that you need” alone."""
    question = laid.question
    if question.kind is not Kind.WHAT or not question.head or not _ASKS_WHICH.search(question.text):
        return False
    nouns = {s for s, worth in laid.worth.get(question.head[-1], {}).items() if worth >= OWN}
    told = False
    for i, count in enumerate(laid.index.counts):
        words = laid.index.reading(i).words if any(s in count for s in nouns) else ()
        for k in (k for k, w in enumerate(words) if w.stem in nouns):
            told = True
            if not any(w.lower in _OPEN for w in words[max(0, k - 2) : k]):
                return False
    return told


_DECIDES = frozenset(map(stem, "decide agree conclude resolve settle achieve accomplish".split()))
_TOPIC = pattern(r"\b(?:about|on|over|regarding|concerning)\s+(?:the\s+)?([a-z]+)\b", re.I)


def undecided(laid: Match) -> bool:
    """“What did they decide about fish?” where nothing is decided, and fish was only to be discussed."""
    verb = main_verb(laid.question.terms)
    topic = _TOPIC.search(laid.question.text) if verb in _DECIDES and laid.question.kind is Kind.WHAT else None
    if not topic or laid.worth.get(verb):
        return False
    meant = {s for s, worth in laid.worth.get(stem(topic[1].lower()), {}).items() if worth >= OWN}
    return any(_is_expected(laid, i, meant) for i, count in enumerate(laid.index.counts) if meant & set(count))


def _is_expected(laid: Match, i: int, meant: set[str]) -> bool:
    text = laid.index.texts[i]
    at = [w.start for w in laid.index.reading(i).words if w.stem in meant]
    return bool(at) and all(modality_at(text, start) is Modality.EXPECTATION for start in at)


_EXACTLY = pattern(r"\b(?:exactly|precisely|specifically|concretely|in\s+detail)\b", re.I)
_DOES = pattern(r"\bwhat\s+(?:exactly\s+)?(?:did|does|has|have|had|will)\b.{1,60}\b(?:do|done)\b", re.I)
_MANNER = pattern(r"\b(?:by|through|via|using|with\s+the\s+help)\b", re.I)


def no_manner(laid: Match, best: int) -> bool:
    """“How exactly did he do it?” of a sentence without a “by …”: that it was done tells nothing new."""
    question = laid.question
    if not _EXACTLY.search(question.text) or not (question.kind is Kind.HOW or _DOES.search(question.text)):
        return False
    return not _MANNER.search(laid.index.texts[best])


_ELSE = pattern(r"\b(?:who|what|which\s\w+|where)\s+else\b", re.I)
_FURTHER = pattern(
    r"\b(?:also|others?|another|too|and|as\swell|along\w*|includ\w+|both|besides|further|more|together|again)\b", re.I
)


def nobody_else(laid: Match, best: int) -> bool:
    """“Who else stood?” of a sentence that tells of one alone."""
    return bool(_ELSE.search(laid.question.text)) and not _FURTHER.search(laid.index.texts[best])


_LEADS = frozenset("for of by about from in on with".split())


def is_unearned(laid: Match, found: Found | None) -> bool:
    """“Yes” to “did she thank him for lifting it?” of a sentence where she thanks him, and nothing is lifted."""
    if found is None or found.words != "Yes":
        return False
    words, i = tag_words(laid.question.text), found.sentence
    doing = (
        word.stem
        for before, word in pairwise(words)
        if before.lower in _LEADS and word.tag == "V" and word.lower.endswith("ing")
    )
    return any(s in laid.weights and not has_word(laid, i, s) and not has_kin(s, laid.index.counts[i]) for s in doing)
