"""Lines: the rules by what they do, and the lines that they make of articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.planting import claiming, counting, faithful, naming, quoting
from benchmarks.planting.source import Rule, Source, read_sources
from briefs import Article

A_KIND = 3
"""Lines of each kind made from one article at most."""
UNTOUCHED = "untouched"

ERRORS: dict[str, tuple[Rule, frozenset[str]]] = {
    name: (rule, frozenset(kinds.split()))
    for name, rule, kinds in (
        ("a quoted word changed", quoting.quote_word, "quotation"),
        ("reporter’s words quoted", quoting.reporters_words, "quotation"),
        ("a figure changed", counting.figure, "number"),
        ("a year changed", counting.year, "date"),
        ("a unit changed", counting.unit, "number"),
        ("two figures swapped", counting.two_figures, "number date"),
        ("the speaker swapped", naming.speaker, "speaker"),
        ("a reported speaker swapped", naming.reported, "speaker name"),
        ("a stranger’s name", naming.stranger, "name speaker"),
        ("two people swapped", naming.person, "name speaker"),
        ("a place swapped", naming.place, "name"),
        ("two places swapped", naming.two_places, "name"),
        ("a hedge dropped", claiming.hedge, "modality"),
        ("the speaker dropped", claiming.unattributed, "attribution"),
        ("a weekday made a date", counting.dated, "date_absolute date"),
    )
}
"""Each rule with the kinds of problem that name it rightly."""
FAITHFUL: dict[str, Rule] = {
    "percent as %": faithful.percent,
    "$ as dollars": faithful.dollars,
    "a name shortened": faithful.short_name,
    "a clause moved": faithful.moved,
    "said turned round": faithful.turned,
    "a tail cut": faithful.cut_tail,
    "a head cut": faithful.cut_head,
}


@dataclass(frozen=True, slots=True)
class Planted:
    """A line made of a sentence; `kinds` are the problems that would name what was done, none for a true line."""

    done: str
    kinds: frozenset[str]
    text: str
    article: Article


def plant(texts: Sequence[str], seed: int, half: str = "") -> Iterator[Planted]:
    """Every article's lines: some untouched, then `A_KIND` by each rule. `half`: only “odd” or “even” articles."""
    for number, source in enumerate(read_sources(texts, seed), 1):
        if half in ("", "odd" if number % 2 else "even"):
            yield from _of_article(source)


def _of_article(source: Source) -> Iterator[Planted]:
    sentences = source.sentences()
    for text in sentences[:A_KIND]:
        yield Planted(UNTOUCHED, frozenset(), text, source.article)
    for done, (rule, kinds) in ERRORS.items():
        for line in _made(rule, source, sentences):
            yield Planted(done, kinds, line, source.article)
    for done, rule in FAITHFUL.items():
        for line in _made(rule, source, sentences):
            yield Planted(done, frozenset(), line, source.article)


def _made(rule: Rule, source: Source, sentences: Sequence[str]) -> list[str]:
    made: list[str] = []
    for text in sentences:
        line = rule(source, text)
        if line and line != text:
            made.append(line)
        if len(made) == A_KIND:
            break
    return made
