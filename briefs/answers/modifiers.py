"""Modifiers: a name or an adjective that only tells of the noun after it, and is no answer without that noun."""

from __future__ import annotations

from briefs.answers.evidence import Match
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mentions import Form, Mention
from briefs.answers.tagging import Word
from briefs.lexicon import DEMONYMS
from briefs.model import PersonKind

_MARKS = (" ", "’ ", "' ", "” ", '" ')
"""What may stand between the modifier and its noun."""
_FORMS = frozenset((Form.NAME, Form.QUOTE, Form.NOUN))


def with_noun(laid: Match, i: int, mention: Mention, start: int, end: int) -> tuple[int, int]:
    """“Peruvian gangsters” for “Peruvian”, “radio producer” for “radio”; where a person's name follows, that name.

    Only where somebody or anything is asked for: a country is one in “Peruvian gangsters” as well.
    """
    question = laid.question
    who = question.kind is Kind.WHO
    if mention.form not in _FORMS or not (who or (question.kind is Kind.WHAT and question.wanted is Wanted.ANY)):
        return start, end
    words = laid.index.reading(i).words
    last = next((k for k, w in enumerate(words) if w.end >= end), len(words))
    if last >= len(words) or not _may_modify(laid, i, words[last], mention, who):
        return start, end
    at = last + 1
    while at < len(words) and words[at].text in "'’”\"":
        at += 1
    stop = at
    while stop < len(words) and words[stop].tag == "N" and words[stop].text.islower():
        stop += 1
    if stop == at or laid.index.texts[i][end : words[at].start] not in _MARKS:
        return start, end
    named = _person_at(laid, i, words[stop].start) if who and stop < len(words) else None
    first = next(k for k, w in enumerate(words) if w.end > start)
    while mention.form is Form.NAME and first and words[first - 1].tag == "J":
        first -= 1  # “masked Peruvian gangsters”
    return named or (words[first].start if mention.form is Form.NAME else start, words[stop - 1].end)


def _may_modify(laid: Match, i: int, word: Word, mention: Mention, who: bool) -> bool:
    """Whether the last word of the mention is a name of no person, an adjective, or quoted words of somebody."""
    if mention.form is Form.QUOTE:
        return who
    if mention.form is Form.NOUN:
        return word.tag == "J"
    place = laid.index.cast.kind(i, mention.start, mention.end)
    return word.lower in DEMONYMS or (who and place is not PersonKind.PERSON and not word.text.endswith(("’s", "'s")))


def _person_at(laid: Match, i: int, start: int) -> tuple[int, int] | None:
    cast = laid.index.cast
    for name in cast.named[i]:
        if name.start == start and cast.people[name.person].kind is PersonKind.PERSON:
            return name.start, name.end
    return None
