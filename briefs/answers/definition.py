"""Definition: what the article calls somebody or something: a role, an apposition, “X is a …”, a long form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.found import Found
from briefs.answers.frames import noun_end, whole_end
from briefs.answers.index import Index
from briefs.answers.lexicon import is_past_form
from briefs.answers.question import Question
from briefs.answers.tagging import Word
from briefs.model import PersonKind
from briefs.patterns import pattern
from briefs.terms import Term, stem

_IS = pattern(
    r"\s*(?:,[^,.;]{1,80},)?\s+(?:is|was|are|were|remains|became)\s+((?:an?|the|one|another|his|her|its|their|two|three)\b[^.;!?]*)",
    re.I,
)
_APPOSED = pattern(
    r"[”\"’']?\s*(?:,|\s[-–—]{1,2}|\()\s*((?:an?|the|who|which|known|one of|formerly|his|her|their|whose"
    r"|also|head|chief|president|director|chairman|"
    r"secretary|leader|founder|professor|spokes\w+|[a-z]+ist|[a-z]+er|[a-z]+or"
    r"|(?:(?:U\.S\.|UK|[A-Z][a-z]+)\s){0,2}(?:attorney|lawyer|judge|minister|president|coach|mayor|ambassador|editor|boss))"
    r"\b(?:U\.S\.|[^,;.()–—])*)"
)
_BEFORE = pattern(
    r"(?:^|[,;(“\"]\s?)((?:[Tt]he |[Aa]n? |[Hh]is |[Hh]er |[A-Z][\w.]*['’]s? )(?:[\w’'-]+ ){0,7}(?:minister"
    r"|president|leader|chief|chancellor|king|queen|"
    r"head|director|secretary|mayor|governor|chairman|chairwoman|coach|captain|founder|spokes\w+|professor|judge|author|senator|ambassador|manager|star|"
    r"[a-z]{3,}(?:er|or|ist|ian|ant)))(?: of [A-Z][\w’' ]{2,40})?, (?:(?:Mr|Mrs|Ms|Dr|Sir) )?(?:[A-Z][\w.’'-]* )*$"
)
"""“Japan’s new prime minister, Sanae ” before “Takaichi”."""
_ACRONYM = pattern(r"\s*\(([A-Z][A-Za-z.&]{1,9})\)")
_LONG_FORM = pattern(r"((?:[A-Z][\w’'&.-]*|of|the|for|and|de)(?:\s+(?:[A-Z][\w’'&.-]*|of|the|for|and|de))*)\s*\($")
_LOWER = pattern(r"(?:(?:of|the|for|and|de)\s+)+")
_LONGEST_TAIL = 220


_JOBS = frozenset(
    map(stem, "job role position profession occupation title post work live living do hold have office".split())
)


def define(question: Question, index: Index, order: tuple[int, ...]) -> Found | None:
    """What `question` asks to be told about, where the article says what it is; None where it does not."""
    wanted = tuple(s for s in question.stems if s not in _JOBS)
    if not wanted:
        return None
    return _role(question, index) or _stated(wanted, index, order) or _called(wanted, index)


def _called(wanted: tuple[str, ...], index: Index) -> Found | None:
    """“Branching coral” of “the branching coral Acropora”: the noun phrase right before the name of a thing."""
    for i, terms in enumerate(index.terms):
        for start, end in _mentions(wanted, terms):
            words = index.reading(i).words
            at = next((k for k, w in enumerate(words) if w.start >= start), len(words))
            if index.cast.kind(i, start, end) is PersonKind.PERSON or at >= len(words) or words[at].tag != "M":
                continue
            first = at
            while first and words[first - 1].tag in "NJM":
                first -= 1
            told = first < at and words[at - 1].tag == "N" and words[at - 1].text.islower()
            if told and first and words[first - 1].tag == "D":
                return Found(i, words[first].start, words[at - 1].end)
    return None


_STANDS_FOR = pattern(
    r"^\W*what(?:['’]?s|\s+(?:is|does|do|did))\s+(?:the\s+)?([A-Z][A-Za-z.&]{1,9})\s+(?:stands?|stood|short|mean)\b"
    r"|\b(?:full\s+(?:name|form)\s+of|spell(?:ed)?\s+out|(?:abbreviation|acronym)(?:\s+for)?)\s+(?:the\s+)?[“\"']?([A-Z][A-Za-z.&]{1,9})\b",
    re.I,
)


def spell_out(question: Question, index: Index) -> Found | None:
    """The long form of the abbreviation that a question asks about, its initials those of the abbreviation."""
    asked = _STANDS_FOR.search(question.text)
    short = next(filter(None, asked.groups())).rstrip(".") if asked else ""
    for i, text in enumerate(index.texts):
        at = text.lower().find(f"({short.lower()})") if short else -1
        if at < 0:
            continue
        words = list(_CAPITAL.finditer(text, max(0, at - _LONGEST_TAIL), at))[-len(short.replace(".", "")) :]
        if "".join(w[0][0] for w in words).lower() == short.replace(".", "").lower():
            return Found(i, words[0].start(), words[-1].end())
    return None


_CAPITAL = pattern(r"\b[A-Z][\w’'-]*\b(?<!’s)(?<!'s)")


def _role(question: Question, index: Index) -> Found | None:
    """“Japanese Prime Minister” before the name of a person, as the article words it."""
    stems = {s for s in question.stems if s not in _JOBS}
    for p, person in enumerate(index.cast.people):
        if not person.roles or not stems <= index.cast.stems[p]:
            continue
        for role in person.roles:
            if is_past_form(role.split()[0].lower()):
                continue  # “received the president”: what somebody did
            for i, named in enumerate(index.cast.named):
                for name in named:
                    before = index.texts[i][: name.start].rstrip()
                    if name.person == p and before.endswith(role):
                        return Found(i, len(before) - len(role), len(before))
                if (at := index.texts[i].find(role)) >= 0 and any(name.person == p for name in named):
                    return Found(i, at, at + len(role))
    return None


def _stated(wanted: tuple[str, ...], index: Index, order: tuple[int, ...]) -> Found | None:
    places = [(i, start, end) for i in range(len(index.texts)) for start, end in _mentions(wanted, index.terms[i])]
    for i, _, end in places:
        if found := _IS.match(index.texts[i], end, min(end + _LONGEST_TAIL, len(index.texts[i]))):
            return Found(i, found.start(1), _phrase_end(index.reading(i).words, found.start(1)) or found.end(1))
    for i, start, _ in places:
        if found := _BEFORE.search(index.texts[i][max(0, start - _LONGEST_TAIL) : start]):
            shift = max(0, start - _LONGEST_TAIL)
            return Found(i, shift + found.start(1), shift + found.end(1))
    for i, start, end in places:
        text = index.texts[i]
        if (opened := text[:start].rstrip()).endswith("(") and (long := _LONG_FORM.search(opened[-120:])):
            shift = len(opened) - len(opened[-120:])
            lead = _LOWER.match(long[1])
            return Found(i, shift + long.start(1) + (lead.end() if lead else 0), shift + long.end(1))
        if found := _ACRONYM.match(text, end):
            after = _APPOSED.match(text, found.end())
            return Found(i, after.start(1), after.end(1)) if after else None
        if found := _APPOSED.match(text, end, min(end + _LONGEST_TAIL, len(text))):
            begins = _WHO_IS.match(text, found.start(1))
            first = begins.end() if begins else found.start(1)
            return Found(i, first, _end(text, first, found.end(1)))
    return None


def _mentions(wanted: tuple[str, ...], terms: tuple[Term, ...]) -> list[tuple[int, int]]:
    """Where the asked words stand one after the other; the last of them must end the phrase."""
    return [
        (terms[k].start, terms[k + len(wanted) - 1].end)
        for k in range(len(terms) - len(wanted) + 1)
        if all(terms[k + j].stem == w for j, w in enumerate(wanted))
    ]


_WHO_IS = pattern(r"(?:who|which)\s+(?:is|was|are|were)\s+(?:also\s+)?")
TELLING = 3
"""Words that a definition has at least: “the author” says nothing without “who wrote it”."""


def _phrase_end(words: Sequence[Word], start: int) -> int:
    """Where the noun phrase at `start` ends, prepositional phrases included; 0 where it says too little."""
    first = next((k for k, w in enumerate(words) if w.start >= start), len(words))
    end = whole_end(words, noun_end(words, first))
    return words[end - 1].end if end - first > TELLING else 0


def _end(text: str, start: int, end: int) -> int:
    """A definition ends before “and” with a new verb, at the latest after its clause."""
    piece = text[start:end]
    return start + len(piece.rstrip(" ,–—-"))
