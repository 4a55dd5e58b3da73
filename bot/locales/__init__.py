"""Locales: Readout's own words in the reader's language. What a catalogue lacks stays English, never fails."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from bot.locales import ja

LONGEST = 400
"""Characters of a sentence that is looked up; ours are shorter."""
GAP = "{}"
"""In a catalogue's sentence: any words, which stay as they are."""


class Catalogue(NamedTuple):
    names: Mapping[str, str]
    """Words of commands and options, within Discord's rules: lower case, 1 to 32 letters or figures, no spaces."""
    texts: Mapping[str, str]
    """Whole sentences and labels, by their English wording; a “{}” stands for words that are kept."""


CATALOGUES: Mapping[str, Catalogue] = {"ja": Catalogue(ja.NAMES, ja.TEXTS)}
"""By language, the first part of a locale such as “ja” or “ja-JP”."""


def name_in(locale: str, word: str) -> str | None:
    """The word of a command or option in this language, or None where there is none."""
    catalogue = _catalogue(locale)
    return catalogue.names.get(word) if catalogue is not None else None


def text_in(locale: str, text: str) -> str:
    """A sentence or label of ours in this language; whatever the catalogue does not know comes back as it is."""
    catalogue = _catalogue(locale)
    if catalogue is None or len(text) > LONGEST:
        return text
    known = catalogue.texts.get(text)
    return known if known is not None else _filled(locale.partition("-")[0].lower(), text)


def is_known(locale: str) -> bool:
    return _catalogue(locale) is not None


def _catalogue(locale: str) -> Catalogue | None:
    return CATALOGUES.get(locale.partition("-")[0].lower())


def _filled(language: str, text: str) -> str:
    for parts, translated in _templates(language):
        words = _gaps(text, parts)
        if words is not None:
            for word in words:
                translated = translated.replace(GAP, word, 1)
            return translated
    return text


@cache
def _templates(language: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    texts = CATALOGUES[language].texts
    return tuple((tuple(english.split(GAP)), translated) for english, translated in texts.items() if GAP in english)


def _gaps(text: str, parts: tuple[str, ...]) -> list[str] | None:
    """What stands between these parts in this order, the whole text through; None where they do not make it up."""
    first, *rest = parts
    if not text.startswith(first) or not text.endswith(parts[-1]):
        return None
    at, found = len(first), []
    for number, part in enumerate(rest, 1):
        end = len(text) - len(part) if number == len(rest) else text.find(part, at)
        if end < at:
            return None
        found.append(text[at:end])
        at = end + len(part)
    return found
