"""Counting: figures, years and units changed, two figures in each other's place, a weekday made a date."""

from __future__ import annotations

import re

from benchmarks.planting.source import Source, outside_quotes
from briefs.checks.numerals import Number, read_numbers

MONTHS = "January February March April June July August September October November December".split()
_DAY = re.compile(
    r"\b[Oo]n (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:yesterday|(?:last|this) (?:week|month|Mon|Tues)(?:day)?)\b"
)
_YEAR = r"(?:1[0-9]|20)\d\d"
_UNITS = (
    ("million", "billion"), ("billion", "million"), ("thousand", "million"), ("percent", "points"),
    ("per cent", "points"), ("years", "months"), ("months", "years"), ("days", "weeks"), ("weeks", "days"),
    ("hours", "minutes"), ("minutes", "hours"), ("miles", "kilometres"), ("feet", "metres"), ("metres", "feet"),
)  # fmt: skip
_RATES = (
    ("a day", "a week"), ("a week", "a month"), ("a month", "a year"), ("a year", "a month"), ("per year", "per month"),
    ("annual", "monthly"), ("daily", "weekly"), ("weekly", "daily"),
)  # fmt: skip
_SIGNS = (("$", "£"), ("£", "$"), ("$", "€"), ("€", "£"))
_WORDS = "two three four five six seven eight nine ten eleven twelve".split()


def figure(source: Source, text: str) -> str | None:
    """A number in digits, or a spelled-out count, is another one: of the article's own, or of nobody's."""
    digits = [
        m
        for m in re.finditer(r"(?<![\d.,:-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d:-])", text)
        if outside_quotes(text, m.start()) and not re.fullmatch(_YEAR, m.group())
    ]
    words = [
        m for m in re.finditer(rf"\b(?:{'|'.join(_WORDS)})\b(?= [a-z]+s\b)", text) if outside_quotes(text, m.start())
    ]
    if not digits and not words:
        return None
    m = source.chance.choice(digits or words)
    plain = (n.group() for n in re.finditer(r"(?<![\d.,:$£€-])\d{2,}(?![\d:.,-])", source.article.text))
    own = [written for written in plain if written not in text and not re.fullmatch(_YEAR, written)]
    if own and m in digits and source.chance.random() < 0.3:
        return text[: m.start()] + source.chance.choice(own) + text[m.end() :]
    other = _another(source, m.group())
    known = {n.value for n in read_numbers(source.article.text)}
    (made,) = read_numbers(other)[:1] or (Number(-1.0, "", 0, 0),)
    return None if made.value in known else text[: m.start()] + other + text[m.end() :]


def _another(source: Source, written: str) -> str:
    plain = written.replace(",", "")
    if plain in _WORDS:
        return source.chance.choice([word for word in _WORDS if word != plain])
    if "." in plain:
        return f"{float(plain) + source.chance.randint(2, 9):.1f}"
    return f"{int(plain) + source.chance.choice((3, 7, 11, 20)):,}"


def year(source: Source, text: str) -> str | None:
    found = re.finditer(rf"(?<![\d,.$£-]){_YEAR}(?![\d,-])", text)
    m = next((m for m in found if outside_quotes(text, m.start())), None)
    if m is None:
        return None
    other = str(int(m.group()) + source.chance.choice((-3, -1, 2, 4)))
    return None if other in source.article.text else text[: m.start()] + other + text[m.end() :]


def unit(source: Source, text: str) -> str | None:
    found = [
        (m, other)
        for one, other in _UNITS
        for m in re.finditer(rf"(?<=\d ){one}\b|(?<=\d-){one.removesuffix('s')}(?=-)", text)
    ]
    found += [(m, other) for sign, other in _SIGNS for m in re.finditer(re.escape(sign) + r"(?=\d)", text)]
    found += [
        (m, other)
        for one, other in _RATES
        for m in re.finditer(rf"(?<=[a-z\d] ){one}\b(?! (?:ago|old|after))", text)
        if re.search(r"\d", text[max(0, m.start() - 30) : m.end() + 20])
    ]
    found = [(m, other) for m, other in found if outside_quotes(text, m.start())]
    if not found:
        return None
    m, other = source.chance.choice(found)
    other = other.removesuffix("s") if text[m.end() : m.end() + 1] == "-" else other
    return text[: m.start()] + other + text[m.end() :]


def two_figures(source: Source, text: str) -> str | None:
    """Two numbers of one sort, in digits or words, each in the other's place, with or without their units."""
    numbers = [n for n in read_numbers(text) if outside_quotes(text, n.start) and not n.ordinal]
    pairs = [
        (one, two)
        for k, one in enumerate(numbers)
        for two in numbers[k + 1 :]
        if one.unit == two.unit and one.value != two.value and _alike(text, one, two)
    ]
    if not pairs:
        return None
    one, two = source.chance.choice(pairs)
    a, b = text[one.start : one.end], text[two.start : two.end]
    return text[: one.start] + b + text[one.end : two.start] + a + text[two.end :]


def _alike(text: str, one: Number, two: Number) -> bool:
    """Both years or neither, both in digits or both in words, and apart."""
    a, b = text[one.start : one.end], text[two.start : two.end]
    years = [bool(re.fullmatch(_YEAR, x)) for x in (a, b)]
    return one.end <= two.start and years[0] == years[1] and a[:1].isalpha() == b[:1].isalpha()


def dated(source: Source, text: str) -> str | None:
    """A relative day becomes a date, written in either order, with or without a year."""
    m = next((m for m in _DAY.finditer(text) if outside_quotes(text, m.start())), None)
    if m is None:
        return None
    day, month = source.chance.randint(2, 27), source.chance.choice(MONTHS)
    date = source.chance.choice((f"{day} {month}", f"{month} {day}", f"{month} {day}, 2016", f"{day} {month} 2015"))
    on = "On" if not m.start() else "on"
    return f"{text[: m.start()]}{on} {date}{text[m.end() :]}"
