"""Joint: several speakers of one quotation, named or described, beside the verb that they share."""

from __future__ import annotations

from dataclasses import replace

from briefs.lexicon import AUXILIARIES, DETERMINERS, PREPOSITIONS, ROLE_NOUNS, SUBJECT_PRONOUNS
from briefs.phrases import RELATIVES, phrase_after
from briefs.referents import BODIES
from briefs.saying import REPORTING
from briefs.syntax import REACH, Source, Syntax

_AND = frozenset(("and", "&"))


def joint_subject(syntax: Syntax, begin: int, verb: int) -> Source | None:
    """“Mayor Ann Lee and the union's leader said”: who shares the verb, where nothing else stands from `begin` on."""
    end = verb
    while end > begin and (syntax.adverb(end - 1) or syntax.lows[end - 1] == ","):
        end -= 1
    if end - begin > 2 * REACH or not any(_joins(syntax, at) for at in range(begin + 1, end)):
        return None
    if any(_governs(syntax, at) for at in range(begin, end)):
        return None
    parts: list[Source] = []
    aside = False  # in “Lee, a professor and an adviser,” the second one is no other person
    for first, last in _pieces(syntax, begin, end):
        part = _part(syntax, first, last)
        apposed = syntax.lows[first - 1] == "," and first > begin
        if part is None and not apposed:
            return None
        roles = aside and syntax.lows[first - 2] != ","
        if part and part.people and apposed and len(parts) == 1 and parts[0].nominal:
            parts = [replace(part, first=parts[0].first)]
        elif part and (_named(syntax, part) or not roles) and (part.people or not apposed):
            parts.append(part)
        aside = (apposed or roles) and not (part and part.people)
    return _together(syntax, parts)


def joint_after(syntax: Syntax, found: Source, high: int) -> Source:
    """“said Ann Lee, the mayor, and Bob Roy”: `found`, which follows its verb, with those joined to it."""
    parts = [found]
    while (at := _next(syntax, parts[-1].last, high)) is not None:
        part = phrase_after(syntax, at, high)
        if part is None or not _speaks(syntax, part) or (part.last < high and _acts(syntax, part.last)):
            break
        parts.append(part)
    joined = any(_joins(syntax, at) for at in range(found.last, parts[-1].last))
    return (_together(syntax, parts) or found) if joined and _speaks(syntax, found) else found


def _next(syntax: Syntax, at: int, high: int) -> int | None:
    """Where the next of a list starts: behind “and”, behind a comma that a name follows, past an apposition."""
    if at + 1 >= high:
        return None
    if _joins(syntax, at):
        return at + 1
    if syntax.lows[at] != ",":
        return None
    if _joins(syntax, at + 1) or syntax.person(at + 1) >= 0:
        return at + 1 + _joins(syntax, at + 1)
    for comma in range(at + 1, min(high - 2, at + REACH)):
        if _governs(syntax, comma):
            return None
        if syntax.lows[comma] == ",":
            return comma + 2 if _joins(syntax, comma + 1) else None
    return None


def _pieces(syntax: Syntax, begin: int, end: int) -> list[tuple[int, int]]:
    """What “and” and commas divide."""
    pieces, first = [], begin
    for at in range(begin, end + 1):
        if at == end or _joins(syntax, at) or syntax.lows[at] == ",":
            if at > first:
                pieces.append((first, at))
            first = at + 1
    return pieces


def _part(syntax: Syntax, first: int, last: int) -> Source | None:
    """The name in `[first, last)`, or its common nouns where they tell a role; None for an apposition."""
    head = next((at for at in range(first, last) if syntax.lows[at] in PREPOSITIONS), last)
    for at in range(head - 1, first - 1, -1):
        if syntax.person(at) >= 0:
            return (
                Source(first, last, people=(syntax.person(at),)) if at == head - 1 else _described(syntax, first, last)
            )
    return _described(syntax, first, last)


def _described(syntax: Syntax, first: int, last: int) -> Source | None:
    """Common nouns in one phrase: neither a bare name nor a second article parts them."""
    found = Source(first, last, nominal=syntax.words(first, last))
    head = next((at for at in range(first + 1, last) if syntax.lows[at] in PREPOSITIONS), last)
    loose = any(syntax.lows[at] in DETERMINERS for at in range(first + 1, head))
    bare = any(_names(syntax, at) and (at + 1 >= last or syntax.lows[at + 1] != "'s") for at in range(first, head))
    return found if _speaks(syntax, found) and not loose and not bare else None


def _names(syntax: Syntax, at: int) -> bool:
    """Whether a name of a person ends at `at`."""
    number = syntax.person(at)
    return number >= 0 and syntax.is_person(number) and syntax.name_end(at) == at + 1


def _named(syntax: Syntax, source: Source) -> bool:
    return bool(source.people) and syntax.is_person(source.people[0])


def _speaks(syntax: Syntax, source: Source) -> bool:
    if source.people:
        return not syntax.is_place(source.people[0])
    words = source.nominal.lower().split()
    head = next((at for at, word in enumerate(words) if at and word in PREPOSITIONS), len(words))
    last = words[head - 1].strip(",") if words else ""
    return last in BODIES or last in ROLE_NOUNS or last.removesuffix("s") in ROLE_NOUNS


def _together(syntax: Syntax, parts: list[Source]) -> Source | None:
    if len(parts) < 2:
        return None
    if parts[0].nominal and parts[1].people and not _introduces(syntax, parts[0].first):
        named = replace(parts[1], first=parts[0].first)  # “said author and journalist Ed Moss”
        return _together(syntax, [named, *parts[2:]]) or named
    whole = replace(parts[0], last=parts[-1].last, owner=-1)
    if any(part.nominal and not _introduces(syntax, part.first) for part in parts[1:]):
        return None  # “the actor and singer” is one
    people = tuple(dict.fromkeys(number for part in parts for number in part.people))
    if all(part.people for part in parts):
        return replace(whole, people=people, nominal="")
    return replace(whole, people=(), nominal=syntax.words(whole.first, whole.last), joint=tuple(parts))


def _introduces(syntax: Syntax, first: int) -> bool:
    """Whether a phrase that starts there begins anew: with an article, an owner, a plural."""
    number = syntax.person(first)
    if syntax.lows[first] in DETERMINERS or (number >= 0 and syntax.is_person(number)):
        return True
    return syntax.lows[first].endswith("s") and syntax.lows[first].removesuffix("s") in ROLE_NOUNS


def _joins(syntax: Syntax, at: int) -> bool:
    return syntax.lows[at] in _AND and syntax.person(at) < 0


def _governs(syntax: Syntax, at: int) -> bool:
    """A verb, a quotation or a relative clause: then what stands around it is no mere list."""
    word = syntax.lows[at]
    if syntax.quoted(at):
        return True
    if syntax.person(at) >= 0:
        return False
    if (word in AUXILIARIES and word != "'s") or word in RELATIVES or word in SUBJECT_PRONOUNS:
        return True
    if word.endswith(("ed", "ing")) and word not in ROLE_NOUNS:
        return syntax.lows[at - 1] not in DETERMINERS if at else True
    return word in REPORTING and word not in ROLE_NOUNS and not syntax.nounlike(at)


def _acts(syntax: Syntax, at: int) -> bool:
    """Whether a verb of its own follows: “said Lee and Roy nodded”."""
    return not syntax.quoted(at) and syntax.person(at) < 0 and syntax.lows[at] != "," and syntax.verbal(at)
