"""Planting: the errors that measure the check are errors, and the faithful changes are none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.planting import ERRORS, FAITHFUL, _lines
from briefs import check

SAMPLES = [
    (Path(__file__).parents[2] / "bot" / "sample" / "tokyo-summit.txt").read_text("utf-8"),
    *(p.read_text("utf-8") for p in sorted((Path(__file__).parents[1] / "articles").glob("*.txt"))),
]


def test_the_same_seed_plants_the_same_lines() -> None:
    """Chance is seeded, so that figures can be measured again."""
    assert [line[:3] for line in _lines(SAMPLES, 7)] == [line[:3] for line in _lines(SAMPLES, 7)]


def test_a_planted_line_is_no_sentence_of_its_article() -> None:
    """Every change changes something; what is untouched is verbatim."""
    for kind, _, line, article in _lines(SAMPLES, 7):
        assert (line in article.text) == (kind == "untouched") or kind in FAITHFUL or kind == "the speaker dropped"


def test_most_planted_errors_are_found_and_true_lines_pass() -> None:
    """On our own articles: untouched lines never alarm, four of five errors do."""
    made, found = Counter[str](), Counter[str]()
    for kind, _, line, article in _lines(SAMPLES, 7):
        group = "errors" if kind in ERRORS else "faithful" if kind in FAITHFUL else kind
        made[group] += 1
        found[group] += bool(check(line, article))
    assert found["untouched"] == 0
    assert found["errors"] >= 0.8 * made["errors"]
    assert found["faithful"] <= 0.1 * made["faithful"]
