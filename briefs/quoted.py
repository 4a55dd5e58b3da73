"""Quoted: whether words that somebody passes on stand in an article, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from briefs.article import Article
from briefs.checks.quotation import find_quoted
from briefs.model import Quote, Span
from briefs.patterns import pattern
from briefs.sentences import split_sentences

VERBATIM, ALTERED, ABSENT = "verbatim", "altered", "absent"
MOST = 5
"""Passages of one message that are looked for."""
FEWEST = 2
"""Words: a single one in quotation marks is irony or a title more often than a quotation."""
NEAR = 0.6
"""The share of its words that a sentence of the article must have in the same order to be the one that was meant."""
LONGEST = 80
"""Words of one passage that are compared with a sentence."""
_WORD = pattern(r"\w+(?:['’]\w+){0,3}")
_GAP = pattern(r"…|\.\.\.|\[[^\]\n]{0,200}\]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that were passed on, and what the article has of them."""

    words: str
    status: str
    """“verbatim”, “altered” or “absent”. Marks, capitals and dashes of another shape are no alteration."""
    spans: tuple[Span, ...] = ()
    """Where they stand, part by part; of altered ones the sentence that comes nearest."""
    same: tuple[Span, ...] = ()
    """Of that sentence, the words that were passed on as they stand there."""
    quote: Quote | None = None
    """The article's quotation that holds them; None where they are the reporter's own."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def passages(text: str, article: Article, quotes: Sequence[Quote]) -> tuple[Passage, ...]:
    """What `text` quotes, or where it has no quotation marks itself, looked for in `article`; at most five passages.

    `quotes` are the article's. Linear in the article for each passage.
    """
    own = _words(article.text)
    return tuple(_looked_for(words, article, own, quotes) for words in _passed_on(text))


def find_named(text: str, names: Sequence[str]) -> bool:
    """Whether one of `names` stands in `text`, as whole words."""
    own = [word.text for word in _words(text)]
    return any(_find(own, [word.text for word in _words(name)], 0) >= 0 for name in names if name.strip())


def _passed_on(text: str) -> list[str]:
    """Each quotation; else each sentence."""
    marked = [text[start:end] for start, end in find_quoted(text)]
    found = [words for words in marked if len(_words(words)) >= FEWEST]
    if not found:
        found = [text[s.span.start : s.span.end] for s in split_sentences(text, "")]
    return [words.strip() for words in dict.fromkeys(found) if len(_words(words)) >= FEWEST][:MOST]


def _looked_for(words: str, article: Article, own: Sequence[_Word], quotes: Sequence[Quote]) -> Passage:
    spans = _stands(words, article, own)
    if spans:
        held = next((q for q in quotes if all(any(_meet(s, part) for part in q.spans) for s in spans)), None)
        return Passage(words, VERBATIM, spans, quote=held)
    near = _nearest(words, article)
    if near is None:
        return Passage(words, ABSENT)
    sentence, same = near
    held = next((q for q in quotes if any(_meet(sentence, part) for part in q.spans)), None)
    return Passage(words, ALTERED, (sentence,), same, held)


def _stands(words: str, article: Article, own: Sequence[_Word]) -> tuple[Span, ...]:
    """Where the words stand, each part of a split wording behind the one before it; empty where one is missing."""
    texts = [word.text for word in own]
    found: list[Span] = []
    at = 0
    for part in _GAP.split(words):
        wanted = [word.text for word in _words(part)]
        if not wanted:
            continue
        at = _find(texts, wanted, at)
        if at < 0:
            return ()
        found.append(Span(article.id, own[at].start, own[at + len(wanted) - 1].end))
        at += len(wanted)
    return tuple(found)


def _find(texts: Sequence[str], wanted: Sequence[str], start: int) -> int:
    """The position of the first run of `wanted`, by one search in a string; -1 where there is none."""
    joined = " ".join(["", *texts[start:], ""])
    place = joined.find(" ".join(["", *wanted, ""]))
    return -1 if place < 0 else start + joined.count(" ", 0, place)


def _nearest(words: str, article: Article) -> tuple[Span, tuple[Span, ...]] | None:
    wanted = [word.text for word in _words(words)][:LONGEST]
    asked = set(wanted)
    best, found = NEAR, None
    for sentence in article.sentences:
        own = _words(sentence.text)
        if len(asked & {word.text for word in own}) < NEAR * len(asked):
            continue
        blocks = SequenceMatcher(None, wanted, [word.text for word in own], autojunk=False).get_matching_blocks()
        likeness = sum(block.size for block in blocks) / len(wanted)
        if likeness > best:
            begins = sentence.span.start
            runs = ((own[b.b], own[b.b + b.size - 1]) for b in blocks if b.size)
            same = tuple(Span(article.id, begins + first.start, begins + last.end) for first, last in runs)
            best, found = likeness, (sentence.span, same)
    return found


def _words(text: str) -> list[_Word]:
    return list(_each(text))


def _each(text: str) -> Iterator[_Word]:
    for found in _WORD.finditer(text):
        yield _Word(found[0].casefold().replace("'", "").replace("’", ""), found.start(), found.end())


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
