"""Names: the capitalised names in a reading, apart from titles, headlines and words that only open a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.capitals import is_capital, is_no_name, joins_a_body
from briefs.gazetteer import (
    DEMONYMS,
    ORGANISATION_WORDS,
    ORGANISATIONS,
    PEOPLES,
    PLACE_PAIRS,
    PLACE_STARTS,
    PLACE_WORDS,
    PLACES,
    STATES,
    THINGS,
)
from briefs.given_names import FEMALE, MALE, WORDS_TOO
from briefs.lexicon import (
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    HONORIFICS,
    PARTICLES,
    PREPOSITIONS,
    ROLE_NOUNS,
    SUFFIXES,
    TITLE_HEADS,
    TITLES,
)
from briefs.model import PersonKind
from briefs.reading import Reading

_NICK_MARKS = frozenset(("“", "”", '"', "''", "``", "‘", "’", "'", "(", ")"))
_SMALL = (
    PREPOSITIONS
    | DETERMINERS
    | CONJUNCTIONS
    | CALENDAR
    | frozenset("is was are be has not will he she it they".split())
)
"""Words that headlines may write small, and days, which are never small."""
_OF_LINKS = frozenset(("of", "for", "on", "&"))
LONGEST_NAME = 12
"""Tokens: a longer run of capitals is a headline or a list."""
_OF_HEADS = ORGANISATION_WORDS | frozenset(
    """
    republic secretary bank state kingdom isle museum minister citizens americans doctors physicians mothers friends
    students lawyers people women veterans workers families scientists teachers parents
    """.split()
)


_COURTESY = frozenset("mr mrs ms miss mx dr sir lord lady dame".split())
_PARTY = re.compile(r"[DRI]-[A-Z]")


@dataclass(frozen=True, slots=True)
class Name:
    """One mention: tokens `[first, last)`; its title is tokens `[title, first)`."""

    title: int
    first: int
    last: int
    kind: PersonKind | None
    """None where the mention alone does not tell."""
    honorific: str = ""
    determined: bool = False
    """It stands after “the”, “a” or “an”."""


def find_names(reading: Reading) -> list[Name]:
    """Every mention in order, inside quotations as well."""
    found: list[Name] = []
    lows = {word for word in reading.words if word[0].islower()}
    titled = _titled_tokens(reading)
    known = _known(reading, titled)
    at, size = 0, len(reading.words)
    while at < size:
        if not is_capital(reading.words[at]):
            at += 1
            continue
        if at in titled:
            end = _known_run(reading, at, known)
            if end > at:
                found.extend(_parse(reading, at, end, lows))
        else:
            end = _run(reading, at)
            found.extend(_parse(reading, at, end, lows))
        at = max(end, at + 1)
    return found


def _is_titled(reading: Reading, start: int, end: int) -> bool:
    words = [
        reading.words[token]
        for token in range(start + 1, end)
        if reading.words[token][0].isalpha() and reading.lows[token] not in _SMALL
    ]
    capitals = sum(map(is_capital, words))
    if capitals == len(words) > 0:
        return len(words) >= 3 or reading.words[end - 1][0].isalnum()
    return len(words) >= 3 and capitals >= 0.8 * len(words)


def _known(reading: Reading, titled: set[int]) -> set[str]:
    """Words whose capital means a name: they stand with one inside a sentence."""
    return {
        reading.lows[token]
        for token, word in enumerate(reading.words)
        if is_capital(word) and token not in titled and not opens_sentence(reading, token)
    } - FUNCTION_WORDS


def _known_run(reading: Reading, at: int, known: set[str]) -> int:
    """In a headline only words that the text below shows to be names go together as one."""
    end = at
    while end < len(reading.words) and end - at < LONGEST_NAME and is_capital(reading.words[end]):
        low = reading.lows[end]
        if low not in known and not (end == at and _given(low)):
            break
        end += 1
    return end if end > at and reading.lows[end - 1] in known else at


def _titled_tokens(reading: Reading) -> set[int]:
    """Tokens of headlines In Title Case and of lines IN CAPITALS: their capitals tell nothing."""
    titled: set[int] = set()
    size, start = len(reading.words), 0
    while start < size:
        end = start
        while end < size and reading.words[end][0] != "\n":
            end += 1
        if _is_titled(reading, start, end):
            titled.update(range(start, end))
        start = end + 1
    return titled


def _run(reading: Reading, at: int) -> int:
    """The end of the run of capitalised tokens that starts at `at`."""
    words, lows, inside, size = reading.words, reading.lows, reading.inside, len(reading.words)
    end = at + 1
    while end < size and end - at < LONGEST_NAME and inside[end] == inside[at]:
        if is_capital(words[end]):
            end += 1
        elif end + 1 < size and lows[end] in PARTICLES and is_capital(words[end + 1]) and words[end][0].islower():
            end += 2
        elif (
            words[end] in _OF_LINKS
            and lows[end - 1].rstrip(".") in _OF_HEADS
            and (after := _next_capital(reading, end))
        ):
            end = after
        elif joins_a_body(reading, end):
            end += 2
        elif (nick := _nickname(reading, end)) > end:
            end = nick
        elif words[end] == "," and end + 1 < size and lows[end + 1] in SUFFIXES:
            end += 2
        else:
            break
    return end


def _nickname(reading: Reading, at: int) -> int:
    """Past the marks in Robert “Bobby” Scott; `at` where there is no such thing."""
    words = reading.words
    if words[at] not in _NICK_MARKS or at + 3 >= len(words) or not is_capital(words[at + 1]):
        return at
    close = at + 2
    return close + 1 if words[close] in _NICK_MARKS and is_capital(words[close + 1]) else at


def _next_capital(reading: Reading, at: int) -> int:
    """Past “of”, “of the”: the end of the capitalised token after it, or 0."""
    step = at + 2 if at + 2 < len(reading.words) and reading.words[at + 1] == "the" else at + 1
    if step < len(reading.words) and is_capital(reading.words[step]) and reading.inside[step] == reading.inside[at]:
        return step + 1
    return 0


def opens_sentence(reading: Reading, at: int) -> bool:
    """Whether the token has its capital because a sentence, a line or a quotation starts there."""
    if at == 0:
        return True
    before = reading.words[at - 1]
    return before[0] in "\n.!?…:“\"‘'«—–-;•*" or before in ("''", "``") or reading.inside[at] != reading.inside[at - 1]


def _parse(reading: Reading, at: int, end: int, common: set[str]) -> list[Name]:
    """The names in one run of capitals, its title split off, days and months cut out."""
    lows = reading.lows
    while at < end and _opens_only(reading, at, end, common):
        at += 1
    names: list[Name] = []
    start = at
    for token in range(at, end + 1):
        if token == end or (lows[token].rstrip(".") in CALENDAR and not (token > start and _given(lows[token - 1]))):
            if token > start and (name := _name(reading, start, token)):
                names.append(name)
            start = token + 1
    return names


def _counts(low: str) -> bool:
    return low.split("-")[0] in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _given(low: str) -> bool:
    return low in MALE or low in FEMALE


def _opens_only(reading: Reading, at: int, end: int, common: set[str]) -> bool:
    low = reading.lows[at]
    alone = at + 1 == end
    if ("'" in low and low[:2] in ("i'", "he", "sh", "we", "it", "yo", "th")) or "n't" in low:
        return True
    if low in FUNCTION_WORDS:
        pair = not alone and f"{low} {reading.lows[at + 1]}" in PLACE_PAIRS
        return alone or not (_given(low) or pair) or reading.lows[at + 1] in FUNCTION_WORDS
    if not opens_sentence(reading, at) or low.rstrip(".") in TITLES or low in ROLE_NOUNS:
        return False
    if alone:
        return low in common or "'" in low or low.endswith("ly") or _counts(low)
    return _counts(low) or (low in common and not _given(low) and low not in DEMONYMS)


def _name(reading: Reading, start: int, end: int) -> Name | None:
    """The name in tokens `[start, end)` with its title, or None for a title alone, a thing, a shout."""
    lows = reading.lows
    bare = [lows[t].rstrip(".") for t in range(start, end)]
    head = _title_head(bare, opens_sentence(reading, start))
    honorific, first = "", start
    if 0 <= head < len(bare) - 1 and not _organisation(bare):
        honorific = bare[head] if bare[head] in HONORIFICS else ""
        first = start + head + 1
    elif head == len(bare) - 1 and len(bare) > 1:
        return None
    first = _past_epithet(lows, first, end)
    while first + 1 < end and lows[first] in DEMONYMS and _given(lows[first + 1]) and not _given(lows[first]):
        first += 1
    names = lows[first:end]
    kind = _kind(reading, first, end, names, titled=first > start)
    if kind is not PersonKind.PERSON and _no_name(reading.words[first:end], names, kind):
        return None
    determined = start > 0 and lows[start - 1] in ("the", "a", "an") and reading.words[start - 1] != "\n"
    return Name(start, first, end, kind, honorific, determined)


def _title_head(bare: list[str], opens: bool) -> int:
    """The index of the last word of the title, or -1."""
    head = -1
    for index, low in enumerate(bare):
        courteous = index == len(bare) - 1 > 0 and bare[index - 1] in _COURTESY
        if courteous or (index and _given(bare[index - 1]) and bare[index - 1] not in TITLES):
            continue
        if low in TITLE_HEADS or (opens and index == 0 and low in ROLE_NOUNS):
            head = index
    if head >= 0 and bare[head] == "secretary" and bare[head + 1 : head + 2] == ["of"]:
        head += 2
    return head


def _no_name(words: list[str], names: list[str], kind: PersonKind | None) -> bool:
    if len(names) == 1:
        low = names[0]
        if is_no_name(words[0]):
            return True
        return kind is None and (low in PEOPLES or low.rstrip(".") in TITLES or len(low) == 1)
    if kind is None and _PARTY.match(words[0]):
        return True
    return names[-1] in THINGS or names[-1] in DEMONYMS or (len(names) > 2 and all(word.isupper() for word in words))


def _past_epithet(lows: list[str], first: int, end: int) -> int:
    """Miss Universe Ann Lee, Crooked Ann Lee: a given name inside starts the name."""
    if _given(lows[first]) or end - first < 3:
        return first
    for at in range(first + 1, end - 1):
        if (
            _given(lows[at])
            and lows[at] not in PLACES
            and lows[at + 1] not in SUFFIXES
            and lows[first] not in PARTICLES
        ):
            return at if not _given(lows[at - 1]) and len(lows[first].rstrip(".")) > 1 else first
    return first


def _organisation(bare: list[str]) -> bool:
    return bare[-1] in ORGANISATION_WORDS and not any(_given(low) for low in bare[:-1])


def _kind(reading: Reading, first: int, end: int, names: list[str], titled: bool) -> PersonKind | None:
    bare = [name.rstrip(".") for name in names]
    given = len(bare) > 1 and _given(bare[0]) and not (bare[0] in WORDS_TOO and bare[-1] in PLACE_WORDS)
    if titled and not _organisation(bare):
        return PersonKind.PERSON
    if "of" in bare or "for" in bare or "&" in bare:
        return PersonKind.ORGANISATION
    if bare[-1] in ORGANISATION_WORDS and not (given and len(bare) == 2):
        return PersonKind.ORGANISATION
    if " ".join(names) in PLACE_PAIRS or (
        len(bare) == 1 and (bare[0] in PLACES or names[0] in PLACES or names[0] in STATES)
    ):
        return PersonKind.PLACE
    if len(bare) == 1:
        word = reading.words[first]
        acronym = len(word) > 1 and word[:2].replace(".", "").isupper() and len(word) < 8
        return PersonKind.ORGANISATION if acronym or bare[0] in ORGANISATIONS else None
    if given:
        return PersonKind.PERSON
    if bare[-1] in PLACE_WORDS or bare[-1] in PLACES or bare[0] in PLACE_STARTS:
        return PersonKind.PLACE
    if (
        bare[0] in PLACES
        or bare[0] in ORGANISATIONS
        or bare[0] in DEMONYMS
        or any(name in FUNCTION_WORDS for name in names)
    ):
        return PersonKind.ORGANISATION
    return None
