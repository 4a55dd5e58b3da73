"""Mapped: pages of a file that is mapped into this process, given back to the system, which keeps them in its cache."""

from __future__ import annotations

import ctypes
import sys
from functools import lru_cache
from pathlib import Path

_DONT_NEED = 4  # MADV_DONTNEED of Linux: a page of a file is read again, from the cache, when it is next touched


def give_back(file: str) -> None:
    """Take the pages of every mapped file of this name out of our memory; nothing happens where that cannot be done."""
    for start, length in _places(file):
        _libc().madvise(ctypes.c_void_p(start), ctypes.c_size_t(length), _DONT_NEED)


@lru_cache(maxsize=4)
def _places(file: str) -> tuple[tuple[int, int], ...]:
    """Where the file is mapped; it stays there as long as the process lives."""
    maps = Path("/proc/self/maps")
    if sys.platform != "linux" or not maps.exists():
        return ()
    lines = (line.split(maxsplit=5) for line in maps.read_text("utf-8", "replace").splitlines())
    own = (fields for fields in lines if len(fields) > 5 and Path(fields[5]).name == file)
    found = [fields[0].split("-") for fields in own if fields[1].startswith("r--")]  # what nobody writes to
    return tuple((int(low, 16), int(high, 16) - int(low, 16)) for low, high in found)


@lru_cache(maxsize=1)
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)
