"""Plain: a text with its quotation marks, dashes, spaces and capitals made alike, so that wordings can be compared."""

from __future__ import annotations

from briefs.patterns import pattern

_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "—": "-", "–": "-", "\u00a0": " "}
)
_DASHES = pattern(r"\s*-{1,2}\s*")
_WORD = pattern(r"\w+")


def plain(text: str) -> str:
    """Lower case, straight marks, single spaces, dashes without spaces."""
    return " ".join(_DASHES.sub("-", text.translate(_ALIKE).lower()).split())


def wording(text: str) -> str:
    """The words alone, each with a space on both sides: a wording is in another when this is."""
    return f" {' '.join(_WORD.findall(text.translate(_ALIKE).lower().replace(chr(39), '')))} "
