"""Planting: the errors that measure the check are errors, and the faithful changes are none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.planting import ERRORS, FAITHFUL, plant
from briefs import check

SAMPLES = [
    (Path(__file__).parents[2] / "bot" / "sample" / "tokyo-summit.txt").read_text("utf-8"),
    *(p.read_text("utf-8") for p in sorted((Path(__file__).parents[1] / "articles").glob("*.txt"))),
]


def test_the_same_seed_plants_the_same_lines() -> None:
    """Chance is seeded, so that figures can be measured again."""
    assert [line.text for line in plant(SAMPLES[:3], 7)] == [line.text for line in plant(SAMPLES[:3], 7)]


def test_a_planted_line_is_no_sentence_of_its_article() -> None:
    """Every change changes something; what is untouched is verbatim."""
    for line in plant(SAMPLES, 7):
        may_stand = line.done in FAITHFUL or line.done == "the speaker dropped"
        assert (line.text in line.article.text) == (line.done == "untouched") or may_stand


def test_a_half_is_every_other_article() -> None:
    """What rules were looked at on is kept apart from what they are measured on."""
    whole = [line.text for line in plant(SAMPLES[:4], 7)]
    halves = [line.text for half in ("odd", "even") for line in plant(SAMPLES[:4], 7, half)]
    assert sorted(halves) == sorted(whole)


def test_most_planted_errors_are_found_and_true_lines_pass() -> None:
    """On our own articles: untouched lines never alarm, four of five errors do."""
    made, found = Counter[str](), Counter[str]()
    for line in plant(SAMPLES, 7):
        group = "errors" if line.done in ERRORS else "faithful" if line.done in FAITHFUL else line.done
        made[group] += 1
        found[group] += bool(check(line.text, line.article))
    assert found["untouched"] == 0
    assert found["errors"] >= 0.8 * made["errors"]
    assert found["faithful"] <= 0.1 * made["faithful"]
