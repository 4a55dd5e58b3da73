"""Tagging: a shallow guess at what each word of a sentence is, enough to find phrases and clauses.

No trained model: closed classes by list, verbs by ending and by what stands before them, names by capitals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefs.answers.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    ING_NOUNS,
    MODALS,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    VERB_FORMS,
    VERBS,
    is_past_form,
)
from briefs.capitals import is_capital
from briefs.lexicon import DEMONYMS
from briefs.patterns import pattern
from briefs.terms import stem

_PIECE = pattern(
    r"[£$€¥]\s?\d+(?:[.,:]\d+)*(?:bn|m|k|tn)?%?"
    r"|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|bn|m|k|tn|s)?\b%?"
    r"|\d+(?:[.,:/]\d+)*"
    r"|(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z])"
    r"|[^\W\d_]+(?:[-–'’&/][^\W\d_]+|[-–]\d+)*(?:(?<=s)[’'](?=\s[a-z]))?"
    r"|--|[^\w\s]"
)
_NUMBER = pattern(r"[£$€¥]?\s?\d")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark of a sentence: offsets into the sentence, its tag and its stem.

    Tags: N noun, M name, J adjective, # number, V verb, X auxiliary, D determiner, P preposition, C conjunction,
    S subordinator, R pronoun, A adverb, . mark.
    """

    text: str
    start: int
    end: int
    tag: str
    stem: str

    @property
    def lower(self) -> str:
        return self.text.lower()


def tag_words(text: str) -> tuple[Word, ...]:
    """The words and marks of one sentence in order, each with its guessed tag."""
    pieces = list(_pieces(text))
    words: list[Word] = []
    for i, (piece, start, end) in enumerate(pieces):
        following = pieces[i + 1][0] if i + 1 < len(pieces) else ""
        tag = _tag(piece, words, following)
        words.append(Word(piece, start, end, tag, stem(_bare(piece))))
    return tuple(_with_clauses(words))


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """The words and marks with their places; a mark after “s” that closes a quotation is no possessive."""
    opened = False
    for found in _PIECE.finditer(text):
        piece, start, end = found.group(), found.start(), found.end()
        if piece in "'‘":
            opened = not opened or piece == "‘"
        elif opened and piece[-1] in "'’" and len(piece) > 1:
            yield piece[:-1], start, end - 1
            piece, start, opened = piece[-1], end - 1, False
        yield piece, start, end


_MAY_OPEN_CLAUSE = frozenset("since before after until till as".split())


def _with_clauses(words: list[Word]) -> list[Word]:
    """“since Takaichi became …”: a preposition with a verb soon after its noun opens a clause."""
    for i, word in enumerate(words):
        if _points(words, i):
            words[i] = replace(word, tag="D")
        if _heads_subject(words, i):
            words[i] = replace(word, tag="N")
        if word.tag != "P" or word.lower not in _MAY_OPEN_CLAUSE:
            continue
        for later in words[i + 1 : i + 7]:
            if later.tag in ".PCS":
                break
            if later.tag in "VX" and later.start > words[i + 1].start and not later.lower.endswith("ing"):
                words[i] = replace(word, tag="S")
                break
    return words


def _heads_subject(words: list[Word], i: int) -> bool:
    """“Air strikes by both states had stopped it”: no verb, as one follows with nothing else for its subject."""
    verbal = words[i].tag == "V" and words[i].lower.endswith("s")
    if not verbal or not i or words[i - 1].tag not in "NM":
        return False
    if i + 1 >= len(words) or words[i + 1].tag != "P":
        return False
    after = next((w for w in words[i + 2 : i + 12] if w.tag not in "DJNM#CP" and w.text not in "-’'"), None)
    return after is not None and after.tag == "X" and after.lower in _FINITE


_FINITE = frozenset("is are was were has have had does do did will would can could may might must should".split())


def _points(words: list[Word], i: int) -> bool:
    """“continue that legacy”: a determiner, where no verb follows its noun."""
    if words[i].lower != "that" or not i or words[i - 1].tag not in "VP" or i + 2 > len(words) - 1:
        return False
    after = next((w for w in words[i + 1 : i + 5] if w.tag not in "NJ#"), None)
    return words[i + 1].tag in "NJ" and (after is None or after.tag in ".PSC")


def _bare(piece: str) -> str:
    low = piece.lower()
    for ending in ("'s", "’s"):
        low = low.removesuffix(ending)
    return low


def _tag(piece: str, before: list[Word], following: str) -> str:
    if _NUMBER.match(piece):
        return "#"
    if not piece[0].isalpha():
        return "."
    low = piece.lower()
    last = _last(before)
    if piece in _ALIKE and before and before[-1].text not in '“"':
        return "M"
    if closed := _closed(low):
        return closed
    if _is_name(piece, before, following):
        return "M"
    if low in NUMBER_WORDS or (low.split("-")[0] in NUMBER_WORDS and "-" in low and low.split("-")[1] in NUMBER_WORDS):
        return "#"
    return _open(low, last, following)


_ALIKE = frozenset(("US", "May", "Will"))
"""Names that are spelt like small words."""


def _last(before: list[Word]) -> Word | None:
    """The word before, adverbs left out."""
    for word in reversed(before):
        if word.tag != "A":
            return word
    return None


def _closed(low: str) -> str:
    if low in AUXILIARIES:
        return "X"
    if low in SUBORDINATORS:
        return "S"
    if low in DETERMINERS:
        return "D"
    if low in PRONOUNS:
        return "R"
    if low in PREPOSITIONS:
        return "P"
    if low in CONJUNCTIONS:
        return "C"
    if low in ADVERBS:
        return "A"
    return ""


def _is_name(piece: str, before: list[Word], following: str) -> bool:
    if not is_capital(piece):
        return False
    opens = not before or before[-1].text in '“"‘«(:—–-•' or (before[-1].tag == "." and len(before) < 3)
    if not opens:
        return True
    low = _bare(piece)
    if (piece.isupper() and len(piece) > 1) or following[:1].isupper():
        return True
    return low not in VERB_FORMS and stem(low) not in VERBS and not low.endswith(("ing", "ed", "ly"))


def _open(low: str, last: Word | None, following: str) -> str:
    previous = last.tag if last else ""
    if low.endswith("ly") and len(low) > 4 and low not in _LY_NOUNS:
        return "J" if low in _LY_ADJECTIVES else "A"
    if "-" in low:
        return "J" if following[:1].isalpha() and following.lower() not in PREPOSITIONS else "N"
    if last and (last.lower in MODALS or (last.lower == "to" and _may_be_verb(low))):
        return "V" if _may_be_verb(low) or last.lower in MODALS else "N"
    if is_past_form(low):
        return _past(low, previous, following)
    if low.endswith("ing") and len(low) > 5 and low not in ING_NOUNS:
        return "V" if previous in (".", "X", "P", "C", "S", "", "N", "M", "V", "R") else "N"
    if stem(low) in VERBS and previous in ("R", "S") and (last is None or last.lower not in ("his", "its", "their")):
        return "V"
    if low.endswith("ers") and low[:-1] not in VERBS and len(low) > len("riders"):
        return "N"  # “foreign fighters who …”
    if low.endswith("s") and stem(low) in VERBS and previous in ("N", "M") and _opens_object(following):
        return "N" if last is not None and _is_of_a_country(last) else "V"
    if stem(low) in VERBS and previous in ("N",) and last is not None and last.lower.endswith("s"):
        return "V" if _opens_object(following) else "N"
    if (low in _ADJECTIVES or low in _MOST) and following[:1].isalpha():
        return "J"
    if low.endswith(("ous", "ful", "ive", "able", "ible", "less", "ical", "ish")) and following[:1].isalpha():
        return "J"
    return "N"


_ADJECTIVES = frozenset(
    "new old big small great good bad strong weak high low large young major minor huge tiny wide deep key full fresh "
    "hot cold rich poor safe best worst fair rare proud ready senior junior".split()
)
_MOST = frozenset(
    "largest biggest highest lowest strongest greatest oldest youngest longest shortest smallest newest latest closest "
    "nearest richest poorest fastest hardest deepest widest finest busiest heaviest".split()
)
_LY_NOUNS = frozenset("family supply reply italy july ally assembly anomaly monopoly butterfly".split())
_LY_ADJECTIVES = frozenset(
    "stately friendly lovely elderly costly deadly lonely likely unlikely orderly early only daily weekly hourly "
    "nightly monthly yearly quarterly holy ugly silly ghostly scholarly worldly heavenly".split()
)


def _past(low: str, previous: str, following: str) -> str:
    if previous == "D":
        return "J"
    opens = following.lower() in PREPOSITIONS or following.lower() in DETERMINERS or following.lower() in PRONOUNS
    if previous == "P" and following[:1].isalpha() and not opens:
        return "J"
    return "V"


def _is_of_a_country(word: Word) -> bool:
    """“Japanese exports to …”: an adjective with a capital does nothing."""
    return word.tag == "M" and (word.text in ("U.S.", "U.K.", "US", "UK", "EU") or word.lower in DEMONYMS)


def _may_be_verb(low: str) -> bool:
    return stem(low) in VERBS or low in VERBS


def _opens_object(following: str) -> bool:
    low = following.lower()
    return (
        low in DETERMINERS
        or low in PREPOSITIONS
        or low in PRONOUNS
        or low in SUBORDINATORS
        or following[:1].isupper()
        or bool(_NUMBER.match(following))
    )
