"""Annotating: what the desk tells readers beside a line is seen with it, wherever it goes, and is a change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.compose import compose
from bot.desk import DeskError, differences
from bot.desk.findings import is_extracted
from bot.desk.shaping import annotate, drop, move, reword_at
from bot.render.plain import plain
from bot.storage.documents import brief_from_json, brief_to_json
from tests.bot.editions import ARTICLE, BRIEF, EDITION

NOTE = "The council has not confirmed this."


@pytest.mark.parametrize("key", ["l", "p1", "q1", "f1", "t1"])
def test_note_stands_beside_its_line(key: str) -> None:
    """In brackets, behind the article's words or the speaker's name, and through the database."""
    noted = brief_from_json(brief_to_json(annotate(BRIEF, key, f" {NOTE} ")))
    assert f"[Note: {NOTE}]" in plain(compose(replace(EDITION, brief=noted), "full"))


def test_note_goes_where_its_line_goes() -> None:
    """Moved or reworded, it keeps it; dropped, it takes it along."""
    assert move(annotate(BRIEF, "q1", NOTE), "q1", 2).quotes[1].note == NOTE
    noted = annotate(BRIEF, "p1", NOTE)
    assert reword_at(noted, ARTICLE, "p1", "The council said yes.", "Eve").key_points[0].note == NOTE
    assert NOTE not in str(drop(noted, "p1"))


def test_empty_note_takes_it_away() -> None:
    assert annotate(annotate(BRIEF, "l", NOTE), "l", " ") == BRIEF


@pytest.mark.parametrize(
    ("key", "note", "why"),
    [("h", NOTE, "headline"), ("l", "x" * 301, "300"), ("p99", NOTE, "not in the draft any more")],
)
def test_note_that_cannot_be_is_a_sentence(key: str, note: str, why: str) -> None:
    with pytest.raises(DeskError, match=why):
        annotate(BRIEF, key, note)


def test_note_is_a_change_that_a_publisher_sees() -> None:
    """So is an event that went."""
    noted = annotate(BRIEF, "l", NOTE)
    assert [(one.part, one.before, one.after) for one in differences(BRIEF, noted)] == [("Note", "", NOTE)]
    assert differences(noted, noted) == ()
    gone = [one for one in differences(BRIEF, drop(BRIEF, "t1")) if one.part == "Event"]
    assert [bool(one.before) and not one.after for one in gone] == [True]


def test_what_is_annotated_is_no_pure_extraction() -> None:
    assert is_extracted(BRIEF) == is_extracted(annotate(annotate(BRIEF, "l", NOTE), "l", ""))
    assert not is_extracted(annotate(BRIEF, "l", NOTE))
