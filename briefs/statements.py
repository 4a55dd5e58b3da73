"""Statements: indirect speech, what somebody is reported to have said, in the article's words."""

from __future__ import annotations

from briefs.article import Article
from briefs.lexicon import AUXILIARIES, ROLE_NOUNS
from briefs.modality import modality_of
from briefs.model import Person, Span, Statement
from briefs.pronouns import View, read_along
from briefs.reading import read
from briefs.saying import DOCUMENTS, REPORTING, SPEECH
from briefs.subjects import main_subject, subject_before
from briefs.syntax import NOT_NOUNS, REACH, Source, Syntax

SHORTEST = 4
"""Words: anything shorter says too little to stand alone."""
_OPENERS = frozenset(
    """
    that the a an he she it they his her its their this these those there we if whether both all
    some most no many
    """.split()
)
_PARTICIPLES = frozenset(
    """
    saying adding noting arguing insisting claiming warning stressing explaining predicting suggesting alleging
    asserting declaring vowing announcing
    """.split()
)
_NOT_CLAUSES = frozenset("to of with on in at from by about for as and or but".split())


def find_statements(article: Article, people: tuple[Person, ...]) -> tuple[Statement, ...]:
    """Every clause of indirect speech in text order, without its verb of saying; no quotation marks in it.

    A statement whose speaker the article does not make certain has no `speakers`.
    """
    reading = read(article.text)
    syntax = Syntax(article.text, reading, people)
    view: View | None = None
    found: list[Statement] = []
    for first, last in reading.sentences:
        end = _clause_end(syntax, first, last)
        for verb in range(first + 1, end):
            if not _reports(syntax, verb):
                continue
            lent = syntax.lows[verb] in _PARTICIPLES
            source = main_subject(syntax, first, verb) if lent else subject_before(syntax, verb, first)
            start = _clause_start(syntax, verb, end) if source and _can_speak(syntax, source) else 0
            if source and start:
                view = view or read_along(syntax)
                found.append(_statement(article, syntax, view, source, (start, end)))
                break
    return tuple(found)


def _reports(syntax: Syntax, at: int) -> bool:
    low = syntax.lows[at]
    if low.endswith("ing") and (low not in _PARTICIPLES or syntax.lows[at - 1] != ","):
        return False
    return low in SPEECH and not syntax.quoted(at) and not syntax.nounlike(at)


def _can_speak(syntax: Syntax, source: Source) -> bool:
    """People, bodies, and nouns that name some: officials, the report, a spokesman for Lee."""
    if source.people:
        return not any(syntax.is_place(number) for number in source.people)
    if source.pronoun:
        return source.pronoun in ("he", "she", "they", "it")
    words = source.nominal.lower().split()
    return any(word in ROLE_NOUNS or word.removesuffix("s") in ROLE_NOUNS or word in DOCUMENTS for word in words)


def _clause_end(syntax: Syntax, first: int, last: int) -> int:
    """The end of the sentence without its stops; its start where the sentence holds a quotation."""
    end = last
    while end > first and not syntax.quoted(end - 1) and syntax.lows[end - 1][0] in ".,!?;:":
        end -= 1
    return first if any(syntax.quoted(at) for at in range(first, end)) else end


def _clause_start(syntax: Syntax, verb: int, end: int) -> int:
    """Where what was said starts: after “that”, or straight after the verb; 0 where no clause follows."""
    start = verb + 1
    for at in range(verb + 1, min(end, verb + 8)):
        if syntax.lows[at] == "that":
            start = at + 1
            break
        if syntax.lows[at] in (",", ":", ";"):
            break
    if end - start < SHORTEST:
        return 0
    word = syntax.lows[start]
    opens = start > verb + 1 or word in _OPENERS or syntax.person(start) >= 0 or word.endswith("s")
    finite = any(_finite(syntax, at) for at in range(start + 1, min(end, start + REACH // 2)))
    return start if opens and finite and word not in _NOT_CLAUSES else 0


def _finite(syntax: Syntax, at: int) -> bool:
    low = syntax.lows[at]
    return low in AUXILIARIES or low.endswith("ed") or low in REPORTING or low in NOT_NOUNS


def _statement(article: Article, syntax: Syntax, view: View, source: Source, clause: tuple[int, int]) -> Statement:
    tokens = syntax.outline
    span = Span(article.id, syntax.reading.starts[tokens[clause[0]]], syntax.reading.ends[tokens[clause[1] - 1]])
    text = article.cut(span)
    return Statement(text, (span,), _names(syntax, view, source), modality_of(text))


def _names(syntax: Syntax, view: View, source: Source) -> tuple[str, ...]:
    numbers = source.people
    if not numbers and source.pronoun and view.sure.get(source.first, False):
        numbers = view.stands.get(source.first, ())[:1]
    if numbers:
        return tuple(syntax.people[number].name for number in numbers)
    return (source.nominal,) if source.nominal else ()
