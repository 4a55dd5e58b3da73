"""Holder: who has the office that a question names: “who is the prime minister of Japan?”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.kinds import Kind
from briefs.answers.question import Question
from briefs.model import Person, PersonKind
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

_OFFICE = pattern(
    r"^\W*(?:(?:and|so|but)\s+)?(?:who|what)(?:['’]?s|\s+(?:is|was|are|were))\s+(?:the\s+(?:name\s+of\s+the\s+)?|an?\s+)?"
    r"(?P<role>(?:[\w’'-]+\s+){0,5}?(?:minister|president|leader|chief|chancellor|king|queen|emperor|pope|head|director|secretary|"
    r"mayor|governor|chair\w*|coach|captain|founder|spokes\w+|judge|senator|ambassador|manager|boss|ceo|pm|premier|owner))"
    r"(?:\s+(?:of|for|in|at|to)\s+(?:the\s+)?(?P<where>[\w .’'-]{2,60}?))?\s*(?:now|today|currently)?\W*$",
    re.I,
)
_NEW = frozenset(map(stem, "new newly current present incumbent sitting today".split()))
_PAST = ("former", "late", "ex", "outgoing", "previous")


def office_asked(question: Question) -> str:
    """The office, where the question asks for nothing but who has it; else empty."""
    found = _OFFICE.match(question.text) if question.kind in (Kind.WHO, Kind.DEFINE) else None
    return found["role"] if found else ""


def place_of_office(question: Question) -> tuple[str, ...]:
    """The stems of what the asked office is of: “of Cambodia”."""
    found = _OFFICE.match(question.text) if question.kind in (Kind.WHO, Kind.DEFINE) else None
    return content_stems(found["where"]) if found and found["where"] else ()


def name_holder(laid: Match) -> Found | None:
    """The name of who has the asked office, beside it where the article gives both; None where nobody has it there."""
    found = _OFFICE.match(laid.question.text)
    if not found:
        return None
    asked = [s for s in content_stems(f"{found['role']} {found['where'] or ''}") if s not in _NEW]
    past = any(word in found["role"].lower() for word in _PAST)
    for p, person in enumerate(laid.index.cast.people):
        if person.kind is PersonKind.PERSON and any(_fits(laid, asked, role, past) for role in person.roles):
            return _beside(laid, p, person)
    return _owned(laid, asked, past)


def _owned(laid: Match, asked: Sequence[str], past: bool) -> Found | None:
    """“Peru’s Prime Minister Ann Doe”: an office with whose it is before it."""
    index = laid.index
    for i, named in enumerate(index.cast.named):
        for name in named:
            person, before = index.cast.people[name.person], index.texts[i][: name.start].rstrip(" ,")
            role = next((r for r in person.roles if before.endswith(r)), "")
            owner = _OWNER.search(before[: len(before) - len(role)][-LONGEST:]) if role else None
            if owner and person.kind is PersonKind.PERSON and _fits(laid, asked, f"{owner[1]} {role}", past):
                return Found(i, name.start, name.end)
    return None


LONGEST = 60
_OWNER = pattern(r"((?:[A-Z][\w-]*\s){0,2}[A-Z][\w-]*)[’']s?\s(?:[a-z]+\s){0,2}$")


def _fits(laid: Match, asked: Sequence[str], role: str, past: bool) -> bool:
    own = set(content_stems(role))
    if not past and own & set(map(stem, _PAST)):
        return False
    return all(s in own or own & set(laid.worth.get(s, {})) for s in asked)


def _beside(laid: Match, p: int, person: Person) -> Found | None:
    index = laid.index
    for i, named in enumerate(index.cast.named):
        for name in named:
            if name.person == p and any(index.texts[i][: name.start].rstrip(" ,").endswith(r) for r in person.roles):
                return Found(i, name.start, name.end)
    return None
