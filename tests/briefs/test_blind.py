"""The blind reading: two readers, opposite orders, and a count that knows whose was preferred."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from benchmarks import blind

ARTICLES = Path(__file__).parents[1] / "articles"


def arguments(out: Path, *more: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    blind.add_arguments(parser)
    return parser.parse_args(["--out", str(out), *more])


def articles_shown(folder: Path) -> dict[str, str]:
    """Which pair of a reader's folder shows which article."""
    return {page.read_text().split("# The article")[1]: page.stem for page in folder.glob("*.md")}


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    blind.main(arguments(tmp_path, "--data", str(ARTICLES), "--count", "4"))
    return tmp_path


def test_each_reader_sees_every_article_once_in_opposite_orders(pairs: Path) -> None:
    """What one has as A, the other has as B, so that a liking for the first counts for neither side."""
    key = json.loads((pairs / blind.KEY).read_text())
    one, other = articles_shown(pairs / "a"), articles_shown(pairs / "b")
    assert len(one) == 4
    assert one.keys() == other.keys()
    assert all({key[one[text]], key[other[text]]} == {"A", "B"} for text in one)


def test_no_page_says_whose_is_which(pairs: Path) -> None:
    """The key stands beside the folders, not in them."""
    assert {path.suffix for reader in blind.READERS for path in (pairs / reader).iterdir()} == {".md"}
    assert not [page for page in pairs.glob("*/*.md") if "eadout" in page.read_text() or "lead-3" in page.read_text()]


def test_choices_are_counted_for_each_reader(pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A reader who always took ours and one who never did make a half."""
    key = json.loads((pairs / blind.KEY).read_text())
    wrong = {"A": "B", "B": "A"}
    choices = [{"pair": name, "better": side if name[0] == "a" else wrong[side]} for name, side in key.items()]
    made = pairs / "choices.jsonl"
    made.write_text("\n".join(map(json.dumps, choices)))
    blind.main(arguments(pairs, "--choices", str(made)))
    printed = capsys.readouterr().out.splitlines()
    assert ["4 of 4 pairs (100 %)" in printed[0], "0 of 4 pairs (0 %)" in printed[1], "4 of 8" in printed[2]] == [
        True
    ] * 3
