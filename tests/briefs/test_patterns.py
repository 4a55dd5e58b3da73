"""Patterns: expressions that wait to be compiled until they are asked."""

from __future__ import annotations

import re

import pytest

from briefs.patterns import pattern


def test_nothing_is_compiled_before_the_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Importing a room with fifty expressions costs nothing; the first search pays once."""
    compiled: list[str] = []
    compile_ = re.compile

    def noting(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return compile_(source, flags)

    monkeypatch.setattr(re, "compile", noting)
    words = pattern(r"[a-z]+")
    assert compiled == []
    assert [found.group() for found in words.finditer("a bc")] == ["a", "bc"]
    assert words.match("1") is None
    assert compiled == [r"[a-z]+"]


def test_flags_and_groups_are_kept() -> None:
    """A late expression does what a compiled one does."""
    found = pattern(r"(?P<name>ann) \s lee", re.VERBOSE | re.IGNORECASE).search("Dr. ANN LEE")
    assert found is not None
    assert found["name"] == "ANN"


def test_an_unknown_method_is_an_error() -> None:
    """A slip of the pen does not pass for an expression."""
    with pytest.raises(AttributeError, match="flatten"):
        pattern("a").flatten()  # type: ignore[attr-defined]
