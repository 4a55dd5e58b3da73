"""Naming: speakers, people and places in each other's place, or strangers in theirs."""

from __future__ import annotations

import re

from benchmarks.planting.source import Source, outside_quotes
from briefs.checks.quotation import find_quoted
from briefs.model import Quote
from briefs.saying import SPEECH

_SAYS = re.compile(r"\b(?:said|says|told|added|asked|wrote|tweeted|argued|claimed|warned|insisted)\b")


def speaker(source: Source, text: str) -> str | None:
    """Somebody else of the article, in full or by surname, says the quotation."""
    at = source.article.text.find(text)
    bare = re.sub(r"[“\"][^”\"]*[”\"]", lambda q: "_" * len(q.group()), text)
    for quote in source.quotes:
        if len(quote.speakers) != 1 or not _in(quote, at, at + len(text)):
            continue
        last = re.escape(quote.speakers[0].split()[-1])
        m = re.search(rf"\b(?:[A-Z][\w.’'-]+ )*{last}\b", bare)
        others = _others(source, quote.speakers[0], text)
        if m and others and _SAYS.search(text):
            return text[: m.start()] + _short(source, source.chance.choice(others)) + text[m.end() :]
    return None


def reported(source: Source, text: str) -> str | None:
    """Somebody else of the article is reported as saying it, without marks: “Lee said that …”."""
    if list(find_quoted(text)):
        return None
    for name in source.persons:
        m = re.search(rf"\b(?:{re.escape(name)}|{re.escape(name.split()[-1])})\b(?= (\w+) )", text)
        others = _others(source, name, text)
        if m and m.group(1) in SPEECH and others:
            return text[: m.start()] + _short(source, source.chance.choice(others)) + text[m.end() :]
    return None


def _in(quote: Quote, start: int, end: int) -> bool:
    return any(start <= span.start < end for span in quote.spans)


def _others(source: Source, name: str, text: str) -> list[str]:
    last = name.split()[-1]
    return [other for other in source.persons if other.split()[-1] != last and other.split()[-1] not in text]


def _short(source: Source, name: str) -> str:
    return name.split()[-1] if source.chance.random() < 0.3 else name


def stranger(source: Source, text: str) -> str | None:
    """A name of another article in place of one of this, in full or by surname."""
    names = [n for n in source.persons if n in text and outside_quotes(text, text.find(n))]
    if not names or not source.strangers:
        return None
    other = source.chance.choice(list(source.strangers))
    return text.replace(source.chance.choice(names), _short(source, other), 1)


def person(source: Source, text: str) -> str | None:
    """Two people of one sentence in each other's place."""
    here = [n for n in source.persons if n in text and outside_quotes(text, text.find(n))]
    if len(here) < 2 or here[0] in here[1] or here[1] in here[0]:
        return None
    return _exchanged(text, here[0], here[1])


def place(source: Source, text: str) -> str | None:
    """Another place, of this article or of another one, behind “in”, “at”, “from” or “to”."""
    here = [
        m
        for p in source.places
        for m in re.finditer(rf"(?:(?<=\bin )|(?<=\bat )|(?<=\bfrom )|(?<=\bto )){re.escape(p)}\b", text)
        if outside_quotes(text, m.start())
    ]
    others = [p for p in source.places if p not in text]
    if source.foreign and source.chance.random() < 0.3:
        others = list(source.foreign)
    if not here or not others:
        return None
    m = source.chance.choice(here)
    return text[: m.start()] + source.chance.choice(others) + text[m.end() :]


def two_places(source: Source, text: str) -> str | None:
    """Two places of one sentence in each other's place."""
    here = [p for p in source.places if re.search(rf"\b{re.escape(p)}\b", text) and outside_quotes(text, text.find(p))]
    here = [p for p in here if not any(p != q and p in q for q in here)]
    return _exchanged(text, here[0], here[1]) if len(here) > 1 else None


def _exchanged(text: str, one: str, two: str) -> str | None:
    swap = {one: two, two: one}
    shape = re.compile(rf"\b(?:{re.escape(one)}|{re.escape(two)})\b")
    made = shape.sub(lambda m: swap[m.group()], text)
    return None if made == text or re.search(rf"\b{re.escape(one)}\b,? (?:and|or|,) {re.escape(two)}\b", text) else made
