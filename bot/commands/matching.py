"""Matching: the name that somebody means by what they typed, or the names nearest to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

CLOSE = 0.6


def find(typed: str, names: Sequence[str]) -> list[str]:
    """The names meant: the very one, else those with all the typed words, else those with their beginnings."""
    wanted = _plain(typed)
    if not wanted:
        return []
    exact = [name for name in names if _plain(name) == wanted]
    if exact:
        return exact[:1]
    words = wanted.split()
    whole = [name for name in names if set(words) <= set(_plain(name).split())]
    return whole or [
        name for name in names if all(any(own.startswith(w) for own in _plain(name).split()) for w in words)
    ]


def nearest(typed: str, names: Sequence[str], count: int = 3) -> list[str]:
    """Names like what is typed so far, best first; for nothing typed, the first `count` as they come."""
    wanted = _plain(typed)
    if not wanted:
        return list(names[:count])
    held = [name for name in names if wanted in _plain(name)]
    held.sort(key=lambda name: not any(part.startswith(wanted) for part in (_plain(name), *_plain(name).split())))
    scored = sorted(((_likeness(wanted, _plain(name)), name) for name in names if name not in held), reverse=True)
    return [*held, *(name for score, name in scored if score >= CLOSE)][:count]


def _likeness(wanted: str, name: str) -> float:
    """Of the whole name or its likest word: people mistype a surname alone."""
    return max(SequenceMatcher(None, wanted, part).ratio() for part in (name, *name.split()))


def _plain(text: str) -> str:
    """Lower case without accents, quotation marks or doubled spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in folded if not unicodedata.combining(c) and c not in "“”\"‘’'`«»@#")
    return " ".join(kept.replace("-", " ").split())
