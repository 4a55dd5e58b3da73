"""Subjects: the noun phrase that does what a verb says, found by walking the words beside the verb."""

from __future__ import annotations

from dataclasses import replace

from briefs.lexicon import ADVERBS, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, ROLE_NOUNS
from briefs.phrases import RELATIVES, phrase_after, phrase_before
from briefs.syntax import REACH, Source, Syntax

PARENTHESES = frozenset([",", "—", "–", "--", "―", "-", ")", "("])
_LEADS_IN = frozenset("and but so yet or nor still now then however meanwhile later earlier".split())


def subject_before(syntax: Syntax, verb: int, low: int) -> Source | None:
    """The subject of the verb at `verb`, to its left and not before `low`; None where another verb lends it."""
    low = max(low, verb - 2 * REACH)
    at = verb - 1
    while at >= low and syntax.adverb(at):
        at -= 1
    if at < low:
        return None
    word = syntax.lows[at]
    if word in RELATIVES and not syntax.quoted(at):
        return _antecedent(syntax, at, low)
    if word in PARENTHESES:
        return _around_parenthesis(syntax, at, low)
    found = phrase_before(syntax, at, low)
    if found and not found.pronoun and not (found.people and syntax.is_person(found.people[0])):
        return _apposed(syntax, found, low) or found
    return found


def _apposed(syntax: Syntax, phrase: Source, low: int) -> Source | None:
    """“Ann Lee, head of the trust said”: the name whose apposition nobody closed."""
    for comma in range(phrase.first - 1, max(low, phrase.first - REACH // 2), -1):
        if syntax.lows[comma] == ",":
            name = phrase_before(syntax, comma - 1, low)
            opens = name and (name.first <= low + 1 or syntax.lows[name.first - 1] in PARENTHESES)
            role = any(syntax.lows[at] in ROLE_NOUNS for at in range(comma + 1, phrase.last))
            return name if name and name.people and syntax.is_person(name.people[0]) and opens and role else None
        if not (syntax.lows[comma][0].isalnum() or syntax.lows[comma] == "'s") or syntax.quoted(comma):
            return None
    return None


def _antecedent(syntax: Syntax, relative: int, low: int) -> Source | None:
    before = relative - 2 if relative - 2 >= low and syntax.lows[relative - 1] == "," else relative - 1
    found = phrase_before(syntax, before, low)
    return replace(found, people=found.people[-1:]) if found else None


def _around_parenthesis(syntax: Syntax, comma: int, low: int) -> Source | None:
    """“Ann Lee, the mayor of Ashby, said”: past appositions, relative clauses and places to the name."""
    end, found = comma, None
    floor = max(low, comma - REACH)
    while end > floor:
        if syntax.lows[end] == ")":
            opening = next((at for at in range(end - 1, floor - 1, -1) if syntax.lows[at] == "("), -1)
            if opening > floor:
                end = opening
        start = end
        while start > floor and syntax.lows[start - 1] not in PARENTHESES and not syntax.quoted(start - 1):
            start -= 1
        candidate = phrase_before(syntax, end - 1, start) if start < end else None
        if candidate and not _aside(syntax, start, candidate):
            return candidate
        found = candidate or found
        if start <= floor or syntax.quoted(start - 1):
            break
        end = start - 1
    return found


def _aside(syntax: Syntax, start: int, phrase: Source) -> bool:
    """Whether the piece between two commas that starts at `start` only adds to a name before it."""
    word = syntax.lows[start]
    if syntax.person(start) < 0 and (word in PREPOSITIONS or word in RELATIVES or word.endswith(("ing", "ed"))):
        return True
    if phrase.people and phrase.first <= start + 1 and word not in DETERMINERS:
        return syntax.is_place(phrase.people[0])
    if phrase.pronoun:
        return False
    return not phrase.people or word in DETERMINERS or word in ROLE_NOUNS or word[0].isdigit()


def main_subject(syntax: Syntax, low: int, high: int) -> Source | None:
    """The first noun phrase of the sentence that nothing governs; else the first name of a person."""
    high = min(high, low + 2 * REACH)
    at = past_introduction(syntax, low, high)
    spare: Source | None = None
    start = True
    while at < high:
        if syntax.quoted(at):
            at, start = at + 1, False
            continue
        number = syntax.person(at)
        opens = start or syntax.lows[at - 1] in CONJUNCTIONS or syntax.lows[at - 1] in PARENTHESES
        word = syntax.lows[at]
        if number >= 0 or word in ("he", "she", "they", "who") or (start and (word == "it" or word in DETERMINERS)):
            source = phrase_after(syntax, at, high)
            governed = not opens and at > low and syntax.lows[at - 1] in PREPOSITIONS
            if source and _fits(syntax, source) and not governed:
                return source
            if source and source.people and syntax.is_person(source.people[0]):
                spare = spare or source
            at = source.last if source and source.last > at else at + 1
        else:
            at += 1
        start = False
    return spare


def _fits(syntax: Syntax, source: Source) -> bool:
    if source.people:
        return not syntax.is_place(source.people[0])
    return bool(source.pronoun) or _role_word(source.nominal) != ""


def _role_word(nominal: str) -> str:
    last = nominal.lower().split()[-1] if nominal else ""
    return last if last in ROLE_NOUNS or last.removesuffix("s") in ROLE_NOUNS else ""


def past_introduction(syntax: Syntax, low: int, high: int) -> int:
    """Past “On Monday, ”, “Speaking in Ashby, ”, “But ”."""
    at = low
    while (at < high and syntax.lows[at] in _LEADS_IN) or (at < high and syntax.lows[at] in ADVERBS):
        at += 1
        if at < high and syntax.lows[at] == ",":
            at += 1
    if (
        at < high
        and (syntax.lows[at] in PREPOSITIONS or syntax.lows[at].endswith(("ing", "ed")))
        and syntax.person(at) < 0
    ):
        for comma in range(at, min(high, at + REACH)):
            if syntax.lows[comma] == ",":
                rest = comma + 1
                return rest if rest < high and not syntax.quoted(rest) else at
    return at
