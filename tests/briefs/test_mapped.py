"""Mapped files: their pages can be given back at any time, and read the same afterwards."""

from __future__ import annotations

import mmap
from pathlib import Path

from briefs.mapped import give_back


def test_what_is_given_back_reads_the_same(tmp_path: Path) -> None:
    """Only the copy in our memory goes; the file is read again when it is touched."""
    file = tmp_path / "weights.bin"
    file.write_bytes(bytes(range(256)) * 64)
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        before = mapped[:]
        give_back("weights.bin")
        assert mapped[:] == before


def test_a_file_that_is_not_mapped_is_no_error() -> None:
    """Nothing to give back, nothing to do."""
    give_back("nowhere.bin")
