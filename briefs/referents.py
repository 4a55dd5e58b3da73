"""Referents: which of the people named a description means: “the senator”, “the commission”."""

from __future__ import annotations

from briefs.gazetteer import PEOPLES
from briefs.lexicon import DETERMINERS, FEMALE_NOUNS, MALE_NOUNS, PREPOSITIONS, ROLE_NOUNS
from briefs.model import PersonKind
from briefs.phrases import AGED
from briefs.pronouns import View

_SHORT = {
    "sen": "senator",
    "sens": "senator",
    "rep": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "lawmaker": "representative",
    "gov": "governor",
    "gen": "general",
    "lt": "lieutenant",
    "capt": "captain",
    "sgt": "sergeant",
    "col": "colonel",
    "prof": "professor",
    "dr": "doctor",
}
BODIES = frozenset(
    """
    agency association bank body bureau campaign charity club commission committee company
    corporation council court department firm group magazine ministry network newspaper organisation
    organization outlet paper party publication team union university watchdog website
    """.split()
)
"""Nouns for those who speak as one."""
_INDEFINITE = frozenset("a an one some several many another two three".split())


def referents(view: View, nominal: str, at: int, owner: int = -1) -> tuple[tuple[int, ...], bool]:
    """The numbers of those whom `nominal` may mean, best first, and whether no other is possible.

    Only who was named before character `at` comes into question, and not the owner (Lee, in “Lee's rival”).
    """
    words = [_plain(word) for word in nominal.lower().split()]
    if not words or words[0] in _INDEFINITE:
        return (), False
    words, complement = _split_complement(words)
    head, rest = words[-1], set(words[:-1]) - DETERMINERS
    known_by_now = [
        pair for pair in view.scores.items() if pair[0] != owner and view.people[pair[0]].spans[0].start < at
    ]
    ranked = sorted(known_by_now, key=lambda pair: -pair[1])
    fitting = [
        (len(rest & known), score, number)
        for number, score in ranked
        if head in (known := _description(view, number)) and (not complement or complement & known)
    ]
    if fitting:
        fitting.sort(key=lambda triple: (-triple[0], -triple[1]))
        return tuple(number for _, _, number in fitting[:3]), len(fitting) == 1
    if complement:
        return (), False
    return _by_kind(view, head, ranked), False


def _plain(word: str) -> str:
    word = word.strip(".,’'")
    return _SHORT.get(word, word)


def _split_complement(words: list[str]) -> tuple[list[str], set[str]]:
    """“the president of the brewery”: the words up to the head, and those that tell which president."""
    for index, word in enumerate(words):
        if index and word in PREPOSITIONS:
            return words[:index], {other for other in words[index:] if other not in PREPOSITIONS | DETERMINERS}
    return words, set()


def _description(view: View, number: int) -> frozenset[str]:
    known = view.descriptions.get(number)
    if known is None:
        person = view.people[number]
        texts = person.roles if person.kind is PersonKind.PERSON else (person.name,)
        known = frozenset(_plain(word) for text in texts for word in text.lower().split())
        view.descriptions[number] = known
    return known


def _by_kind(view: View, head: str, ranked: list[tuple[int, float]]) -> tuple[int, ...]:
    if head in BODIES:
        return tuple(number for number, _ in ranked if view.people[number].kind is PersonKind.ORGANISATION)[:3]
    if head not in ROLE_NOUNS and head not in PEOPLES and not head.endswith(AGED):
        return ()
    wanted = "he" if head in MALE_NOUNS else "she" if head in FEMALE_NOUNS else ""
    people = [number for number, _ in ranked if view.people[number].kind is PersonKind.PERSON]
    return tuple(number for number in people if not wanted or view.pronoun_of(number) in ("", wanted))[:3]
