"""Markup: a message without what chat programs and pages add to its words: marks, tags, links, mentions of all."""

from __future__ import annotations

import re

from briefs.patterns import pattern

_CODE = pattern(r"<(script|style)\b[^<>]{0,200}>[^<>]{0,500}</\1>", re.I)
_TAG = pattern(r"<[/@!#:a-z][^<>]{0,200}>", re.I)
_LINK = pattern(r"\[([^\[\]]{1,200})\]\([^()\s]{1,300}\)")
_ALL = pattern(r"@(?:everyone|here|channel)\b", re.I)
_MARKS = pattern(r"\*{1,3}|~~|`{1,3}|\|\|")


def unmarked(text: str) -> str:
    """The words of `text` alone; `text` itself where nothing but markup was there. Linear in the text."""
    bare = _LINK.sub(r"\1", _TAG.sub(" ", _CODE.sub(" ", text)))
    return _MARKS.sub("", _ALL.sub(" ", bare)).strip() or text
