"""Follow-up: what a question leaves out because the thread has said it: a person, or the other of two numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.question import LONGEST, Question, read_question
from briefs.model import Figure, Person, PersonKind
from briefs.patterns import pattern

_OTHER = pattern(
    r"\b(?:other|opposite|reverse)\s+(?:direction|way|side|one|country)?\b|\bthe\s+other\b|\bvice\s+versa\b|\bconversely\b",
    re.I,
)
_ABOUT = pattern(r"^\W*(?:and\s+|but\s+|so\s+)?(?:(?:what|how)\s+about\s+)?([^?]{2,40}?)\W*$", re.I)
_OPENS = pattern(r"^\W*(?:(?:and|but|so)\b|(?:(?:what|how)\s+about)\b)", re.I)
_PRONOUNS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}


History = Sequence[tuple[str, str]]
"""(question, answer) pairs, oldest first."""


def read_in_thread(question: str, history: History, people: Sequence[Person]) -> Question:
    """The question with what it leaves out because `history` has said it."""
    return read_question(spelled_out(question, history, people), history)


def reads_alone(
    question: str, history: History, since: History, people: Sequence[Person], figures: Sequence[Figure]
) -> bool:
    """Whether the question reads after `history` and `since` as after `since` alone: it is answered the same."""
    thread = [*history, *since]
    asked, alone = read_in_thread(question, thread, people), read_in_thread(question, since, people)
    sides = (other_figure(asked.text, thread, figures), other_figure(alone.text, since, figures))
    return asked == alone and bool(asked.stems) and sides[0] == sides[1]


def other_figure(question: str, history: Sequence[tuple[str, str]], figures: Sequence[Figure]) -> Figure | None:
    """The figure compared with the one that the last answer gave, where the question asks for the other side."""
    if not history or not _OTHER.search(question[:LONGEST]):
        return None
    last = history[-1][1]
    given = next((f for f in figures if f.group and f.text in last), None)
    if given is None:
        return None
    return next((f for f in figures if f.group == given.group and f.span != given.span and f.unit == given.unit), None)


def spelled_out(question: str, history: Sequence[tuple[str, str]], people: Sequence[Person]) -> str:
    """“what about Takaichi?” after “What did Trump say?” as “What did Takaichi say?”; any other question as it is."""
    text = question.strip()[:LONGEST]
    found = _ABOUT.match(text) if _OPENS.match(text) else None
    if not history or not found:
        return question
    asked = history[-1][0][:LONGEST]
    before = next((p for p in people if p.kind is PersonKind.PERSON and _mention(p, asked)), None)
    if before is None:
        return question
    who = found.group(1).strip()
    if pronoun := _PRONOUNS.get(who.lower()):
        other = next((p for p in people if p.pronoun == pronoun and p.name != before.name), None)
        who = other.name if other else ""
    elif not any(p is not before and _mention(p, who) for p in people):
        return question
    mention = _mention(before, asked)
    return asked.replace(mention, who, 1) if who and mention else question


def _mention(person: Person, text: str) -> str:
    """The form of the person's name that stands in the text, longest first; empty where none does."""
    names = sorted({person.name, *person.aliases, person.name.split()[-1]}, key=len, reverse=True)
    found = (re.search(rf"\b{re.escape(name)}\b", text, re.I) for name in names)
    return next((m.group() for m in found if m), "")
