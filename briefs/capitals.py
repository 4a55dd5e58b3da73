"""Capitals: capitalised words that name nothing, and small words inside the name of one body."""

from __future__ import annotations

from briefs.gazetteer import ORGANISATION_WORDS
from briefs.patterns import pattern
from briefs.reading import Reading

_NO_NAMES = frozenset(
    "dna rna tv gdp ceo cfo phd hiv aids ai gps cd dvd suv vat celsius fahrenheit kelvin mp mps ngo ngos id".split()
)
_SHAPES = pattern(r"[A-Z]-[a-z]+$|[A-Z]{2,5}s$|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days$")
_FAMILY_FIRMS = frozenset(("sons", "co", "daughters", "partners"))


_JOINED = pattern(r"(?:a[dlnrst]|el|ash|ul|ibn|bin|ben|abu|d)-[A-ZÀ-Þ]")


def is_capital(word: str) -> bool:
    """Whether the word has the capital of a name: “Abadi”, and “al-Abadi”, whose article is small."""
    return word[0].isupper() or bool(_JOINED.match(word))


def is_no_name(word: str) -> bool:
    """Whether a single capitalised word is a thing with a capital: “DNA”, “Celsius”, “U-turn”, “MPs”, “Sundays”."""
    return word.lower() in _NO_NAMES or bool(_SHAPES.match(word))


def joins_a_body(reading: Reading, at: int) -> bool:
    """Whether the token at `at` joins two capitals of one name: “Tenants' Association”, “Bergum and Sons”."""
    words, inside = reading.words, reading.inside
    if at + 1 >= len(words) or inside[at + 1] != inside[at] or not words[at + 1][0].isupper():
        return False
    low, after = reading.lows[at], reading.lows[at + 1].rstrip(".")
    return after in _FAMILY_FIRMS if low in ("and", "&") else low == "'" and after in ORGANISATION_WORDS
