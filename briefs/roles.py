"""Roles: what an article calls somebody beside a name: “Mencap president”, “a tax lawyer”."""

from __future__ import annotations

from briefs.gazetteer import DEMONYMS
from briefs.lexicon import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    HONORIFICS,
    PREPOSITIONS,
    PRONOUNS,
    ROLE_NOUNS,
    TITLE_HEADS,
)
from briefs.names import Name, opens_sentence
from briefs.reading import Reading
from briefs.saying import REPORTING
from briefs.terms import IRREGULAR

LONGEST_ROLE = 14
_ENDS_ROLE = frozenset("who which said told says also was is were are has had have will he she they and,".split())
_POSSESSIVES = frozenset("his her their its my our your".split())
_CLOSES = frozenset((",", ".", ";", ":", "—", "–", ")", "\n"))
_LEADING = frozenset("when while after before if although though as because since until where but so yet".split())
_OWNING = frozenset(("'s", "'"))
_NO_START = PREPOSITIONS | _LEADING | _OWNING
_LINKS = frozenset("of for at in and the on to a its with by 's".split())


def role_of(text: str, reading: Reading, name: Name) -> str:
    """The role beside this mention, as worded, without article or honorific; empty where there is none."""
    return _before(text, reading, name) or _introducing(text, reading, name) or _after(text, reading, name)


def _cut(text: str, reading: Reading, first: int, last: int) -> str:
    while first < last and (reading.lows[first] in DETERMINERS or reading.lows[first].rstrip(".") in HONORIFICS):
        first += 1
    return text[reading.starts[first] : reading.ends[last - 1]] if first < last else ""


def _before(text: str, reading: Reading, name: Name) -> str:
    """“Japanese Prime Minister”, “former campaign manager”: the words up to the name."""
    first = name.first
    if name.title == name.first and (not first or reading.lows[first - 1] not in ROLE_NOUNS):
        return ""
    first = name.title
    while first < name.first and reading.lows[first].rstrip(".") in HONORIFICS:
        first += 1
    if first == name.first and (not first or reading.lows[name.title - 1] not in ROLE_NOUNS):
        return ""
    first = name.title
    low_limit = max(0, first - 6)
    while first > low_limit and _describes(reading, first - 1, name):
        first -= 1
    return _singular(_cut(text, reading, first, name.first))


def _singular(role: str) -> str:
    """“Justices Amsel and Okonjo”: each of them is a Justice."""
    last = role.rsplit(None, 1)[-1].lower() if role else ""
    return role[:-1] if last.endswith("s") and last not in ROLE_NOUNS and last[:-1] in ROLE_NOUNS else role


def _introducing(text: str, reading: Reading, name: Name) -> str:
    """“The leader of the council, Ann Lee, said”: a noun phrase and a comma before the name, and a stop behind it."""
    size = len(reading.words)
    comma = name.title - 1
    if comma < 1 or reading.words[comma] != "," or (name.last < size and reading.words[name.last] not in _CLOSES):
        return ""
    first = comma
    while first > 0 and comma - first < LONGEST_ROLE and _in_phrase(reading, first - 1, name):
        first -= 1
    while first < comma and reading.lows[first] in _NO_START:
        first += 1
    head = next((at for at in range(first, comma) if reading.lows[at] in PREPOSITIONS), comma) - 1
    if head < first or reading.lows[head] not in ROLE_NOUNS or not _opens_phrase(reading, first, head):
        return ""
    owned = [at for at in range(first + 1, head) if reading.lows[at] in _OWNING and reading.words[at - 1][0].islower()]
    return _cut(text, reading, owned[-1] + 1 if owned else first, comma)


def _in_phrase(reading: Reading, token: int, name: Name) -> bool:
    word, low = reading.words[token], reading.lows[token]
    if reading.inside[token] != reading.inside[name.first]:
        return False
    if low in ROLE_NOUNS or low in _OWNING:
        return True
    if not word[0].isalnum():
        return False
    return low not in REPORTING and low not in CONJUNCTIONS and low not in AUXILIARIES and low not in _ENDS_ROLE


def _opens_phrase(reading: Reading, first: int, head: int) -> bool:
    """Whether the words up to the head noun are a noun phrase: “the”, an owner or a bare title in front."""
    if any(reading.lows[at] in PRONOUNS and reading.lows[at] not in _POSSESSIVES for at in range(first, head)):
        return False
    owned = any(reading.lows[at] in _OWNING for at in range(first, head))
    return reading.lows[first] in DETERMINERS or owned or first == head


def _describes(reading: Reading, token: int, name: Name) -> bool:
    low, word = reading.lows[token], reading.words[token]
    if reading.inside[token] != reading.inside[name.first] or not word[0].isalpha():
        return False
    if low in DETERMINERS or low in _LINKS:
        return False
    if word[0].isupper():
        if low in DEMONYMS or low.rstrip(".") in TITLE_HEADS or word.isupper():
            return True
        plain = low in PREPOSITIONS or low in CONJUNCTIONS or low in AUXILIARIES or low in _LEADING
        return not plain and opens_sentence(reading, token) and reading.lows[token + 1] in ROLE_NOUNS
    if low in PREPOSITIONS or low in AUXILIARIES or low in CONJUNCTIONS or low in REPORTING or low.endswith("ing"):
        return False
    if _acts(reading, token):
        return False
    return (
        low in ROLE_NOUNS
        or low in DEMONYMS
        or (reading.lows[token + 1] in ROLE_NOUNS and reading.lows[token + 1].rstrip(".") not in HONORIFICS)
        or low in ("former", "late", "then", "vice", "deputy", "acting", "outgoing")
    )


def _acts(reading: Reading, token: int) -> bool:
    """Whether a verb of the name before it stands there: “Lee received President Calder”."""
    low = reading.lows[token]
    if low in IRREGULAR:
        return low not in ROLE_NOUNS
    before = reading.words[token - 1] if token else ""
    return low.endswith("ed") and (before[:1].isupper() or before == "," or before.lower() in PRONOUNS)


def _after(text: str, reading: Reading, name: Name) -> str:
    """“, the attorney general of Oklahoma,”: an apposition that holds a role noun."""
    size = len(reading.words)
    at = name.last
    if at + 1 < size and reading.words[at] == "," and reading.lows[at + 1].isdigit():
        at += 2
    if at >= size or reading.words[at] != ",":
        return ""
    start = at + 1
    end = start
    held = False
    if start < size and _goes_on(reading, start):
        return ""
    while end < size and end - start < LONGEST_ROLE:
        word, low = reading.words[end], reading.lows[end]
        if not (word[0].isalnum() or low == "'s") or reading.inside[end] != reading.inside[name.first]:
            break
        if low in _ENDS_ROLE or (low in REPORTING and low not in ROLE_NOUNS and low.endswith("ed")):
            return "" if not held else _cut(text, reading, start, end)
        if low in ROLE_NOUNS and not held:
            held = end - start < 5 and not any(reading.lows[at] in _POSSESSIVES for at in range(start + 1, end))
        end += 1
    closed = end < size and reading.words[end][0] in ",.;—–\n"
    return (
        _cut(text, reading, start, end) if held and closed and reading.lows[start] not in ("and", "but", "as") else ""
    )


def _goes_on(reading: Reading, start: int) -> bool:
    """Whether a verb follows: “Ann Lee, received President Calder” does not say that she is one."""
    low = reading.lows[start]
    if low in ROLE_NOUNS:
        return False
    if low in REPORTING or low in AUXILIARIES or low in IRREGULAR:
        return True
    return low.endswith("ed") and start + 1 < len(reading.lows) and reading.lows[start + 1] not in ROLE_NOUNS
