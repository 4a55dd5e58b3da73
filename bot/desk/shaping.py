"""Shaping: what an editor does to one line of a draft, named by its key: p2 is the second point, q1 the first quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from bot.desk.errors import DeskError
from bot.desk.wording import reword_line
from briefs import Article, Brief, Line, Quote, Span

T = TypeVar("T")

LISTS = {"p": "key_points", "q": "quotes", "f": "figures", "t": "timeline", "o": "outlook"}
"""The letter of a key, and the list of a brief that it counts in."""
SINGLE = {"h": "headline", "l": "lede"}
WORDED = frozenset("hlpo")
"""Lines that may be put in other words; quotations, figures and events stay the article's."""
LONGEST = 1_500
"""Characters of one line."""
LONGEST_NOTE = 300
MOST = {"p": 12, "q": 25, "f": 25, "t": 25, "o": 12}
_KEY = re.compile(r"([hlpqfto])(\d{0,3})")
GONE = "This line is not in the draft any more; somebody changed it meanwhile. Load the page anew."


def reword_at(brief: Brief, article: Article, key: str, text: str, editor: str, engine: Brief | None = None) -> Brief:
    """The line at `key` in other words; in the article's own words it is extracted again. Raises `DeskError`."""
    letter, at = parse(key)
    text = " ".join(text.split())
    if letter not in WORDED:
        raise DeskError("Quotations, figures and events are the article's own. Reword a point, the summary or a title.")
    if not text:
        raise DeskError("A line needs words. Drop it instead, if it is to go.")
    if len(text) > LONGEST:
        raise DeskError(f"A line may have {LONGEST:,} characters; this has {len(text):,}. Shorten it.")
    old = line_at(brief, key)
    line = replace(reword_line(text, old, article, editor, engine), note=old.note)
    if letter in SINGLE:
        return _with(brief, SINGLE[letter], line)
    lines = list(getattr(brief, LISTS[letter]))
    lines[at] = line
    return _with(brief, LISTS[letter], tuple(lines))


def move(brief: Brief, key: str, to: int) -> Brief:
    """The thing at `key` at place `to` of its list, counted from 1; beyond the ends it goes to the end."""
    letter, at = parse(key)
    things = _things(brief, letter, at)
    thing = things.pop(at)
    things.insert(max(0, to - 1), thing)
    return _with(brief, LISTS[letter], tuple(things))


def annotate(brief: Brief, key: str, note: str) -> Brief:
    """The draft with what the desk tells readers beside the thing at `key`; empty takes it away. Raises `DeskError`."""
    letter, at = parse(key)
    if letter == "h":
        raise DeskError("A headline carries no note. Put it beside the summary.")
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise DeskError(f"A note may have {LONGEST_NOTE} characters; this has {len(note):,}. Shorten it.")
    if letter in SINGLE:
        return _with(brief, SINGLE[letter], replace(line_at(brief, key), note=note))
    things = _things(brief, letter, at)
    things[at] = replace(things[at], note=note)
    return _with(brief, LISTS[letter], tuple(things))


def drop(brief: Brief, key: str) -> Brief:
    """The draft without the thing at `key`."""
    letter, at = parse(key)
    things = _things(brief, letter, at)
    del things[at]
    return _with(brief, LISTS[letter], tuple(things))


def speakers_to_choose(brief: Brief, quote: Quote) -> Sequence[str]:
    """Whose words a quotation may be: who is named for it, its candidates, then everybody else whom the brief knows."""
    people = [person.name for person in brief.people]
    return tuple(dict.fromkeys((*quote.speakers, *quote.candidates, *people)))


def name_speaker(brief: Brief, key: str, speaker: str) -> Brief:
    """The quotation at `key` as `speaker`'s, or unattributed where that is empty. Raises `DeskError` for a stranger."""
    quote = quote_at(brief, key)
    if speaker and speaker not in speakers_to_choose(brief, quote):
        raise DeskError(f"The article names no {speaker}. Choose one of those whom it names, or nobody.")
    role = next((p.roles[0] for p in brief.people if p.name == speaker and p.roles), "")
    named = replace(quote, speakers=(speaker,) if speaker else (), role=role, how="editor")
    return _with_quote(brief, key, named)


def trim(brief: Brief, article: Article, key: str, part: int, first: int, last: int) -> Brief:
    """Of one part of the quotation at `key` only the sentences `first` to `last`, counted from 0.

    The words stay; an ellipsis shows where some were left out.
    """
    quote = quote_at(brief, key)
    if not 0 <= part < len(quote.spans):
        raise DeskError(GONE)
    sentences = sentences_of(article, quote.spans[part])
    if not 0 <= first <= last < len(sentences):
        raise DeskError("A quotation is shortened by whole sentences, and one of them has to stay.")
    span = Span(quote.spans[part].article, sentences[first].start, sentences[last].end)
    spans = (*quote.spans[:part], span, *quote.spans[part + 1 :])
    shorter = replace(
        quote,
        spans=spans,
        parts=tuple(article.cut(s) for s in spans),
        cut_before=quote.cut_before or (part == 0 and first > 0),
        cut_after=quote.cut_after or (part == len(spans) - 1 and last < len(sentences) - 1),
    )
    return _with_quote(brief, key, shorter)


def sentences_of(article: Article, span: Span) -> Sequence[Span]:
    """The sentences of a quoted part, as spans of the article."""
    inside = (sentence.span.start for sentence in article.sentences)
    starts = [span.start, *(start for start in inside if span.start < start < span.end)]
    ends = [*starts[1:], span.end]
    return tuple(
        Span(span.article, start, start + len(article.text[start:end].rstrip()))
        for start, end in zip(starts, ends, strict=True)
    )


def parse(key: str) -> tuple[str, int]:
    """The letter of a key and the place in its list, counted from 0. Raises `DeskError` for no key."""
    found = _KEY.fullmatch(key)
    if found is None or (found[1] in LISTS) != bool(found[2]):
        raise DeskError(GONE)
    return found[1], int(found[2] or 1) - 1


def line_at(brief: Brief, key: str) -> Line:
    letter, at = parse(key)
    if letter in SINGLE:
        line: Line = getattr(brief, SINGLE[letter])
        return line
    found: Line = _things(brief, letter, at)[at]
    return found


def quote_at(brief: Brief, key: str) -> Quote:
    letter, at = parse(key)
    if letter != "q":
        raise DeskError(GONE)
    found: Quote = _things(brief, letter, at)[at]
    return found


def _things(brief: Brief, letter: str, at: int) -> list[Any]:
    things = list(getattr(brief, LISTS[letter])) if letter in LISTS else []
    if not 0 <= at < len(things):
        raise DeskError(GONE)
    return things


def _with_quote(brief: Brief, key: str, quote: Quote) -> Brief:
    _, at = parse(key)
    return replace(brief, quotes=(*brief.quotes[:at], quote, *brief.quotes[at + 1 :]))


def _with(brief: Brief, name: str, value: object) -> Brief:
    changed: dict[str, Any] = {name: value}
    return replace(brief, **changed)
