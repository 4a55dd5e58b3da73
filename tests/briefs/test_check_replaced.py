"""Check, by place: in a line that follows its source, what took another's place is found."""

from __future__ import annotations

import pytest

from briefs import Article, check

ARTICLE = Article.from_text(
    "The driver, 51, and his friend, 48, were hurt when the bus from Oslo to Bergen left the road near Voss, Norway. "
    "Clara Holt met Ivar Dahl at the station and gave him the keys of the two-hour train.\n\n"
    "Fares rose 12 percent in May after a rise of 7 percent in April, and 40,000 people now take the bus each day. "
    "“The road is old,” Mayor Ivar Dahl said. The mayor said in June that Britain would lend Norway a hand."
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (
            "The driver, 48, and his friend, 51, were hurt when the bus from Oslo to Bergen left the road near Voss.",
            "number",
        ),
        (
            "The driver, 51, and his friend, 48, were hurt when the bus from Bergen to Oslo left the road near Voss.",
            "name",
        ),
        (
            "The driver and his friend were hurt when the bus from Oslo to Bergen left the road near Norway, Voss.",
            "name",
        ),
        ("Ivar Dahl met Clara Holt at the station and gave him the keys of the train.", "name"),
        ("Clara Holt met Ivar Dahl at the station and gave him the keys of the two-day train.", "number"),
        ("Fares rose 7 percent in May after a rise of 12 percent in April.", "number"),
        ("Fares rose 12 points in May after a rise of 7 percent in April.", "number"),
        ("“The road is old,” Mayor Clara Holt said.", "speaker"),
    ],
)
def test_what_took_another_s_place_is_found(line: str, kind: str) -> None:
    """The words around are the article's; the place alone tells."""
    assert kind in {problem.kind for problem in check(line, ARTICLE)}


@pytest.mark.parametrize(
    "line",
    [
        "Fares rose 12% in May after a rise of 7% in April.",
        "Holt met Dahl at the station and gave him the keys of the two-hour train.",
        "Fares rose twelve percent in May, and 40,000 people now take the bus each day.",
        "The mayor said in June that the UK would lend Norway a hand.",
        "After a rise of 7 percent in April, fares rose 12 percent in May.",
    ],
)
def test_the_same_said_otherwise_is_no_replacement(line: str) -> None:
    """A number in another form, a surname, another name of the same country, clauses in another order."""
    assert check(line, ARTICLE) == ()


HEDGED = Article.from_text(
    "The ferry company is widely expected to add 300 jobs by May, and its rival might also hire more sailors. "
    "According to the harbour survey, one in four ferries was late last winter. "
    "The old pier was unsafe for years, two engineers warned the council on Tuesday. "
    "A spokesman for the union said that the crews had asked for an “extra watch” and got none."
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The ferry company added 300 jobs by May, and its rival might also hire more sailors.", "modality"),
        ("The ferry company is widely expected to add 300 jobs by May, and its rival hired more sailors.", "modality"),
        ("One in four ferries was late last winter.", "attribution"),
        ("The old pier was unsafe for years.", "attribution"),
        ("The crews had asked for an “extra watch” and got none.", "attribution"),
    ],
)
def test_what_was_left_out_is_found_by_its_place(line: str, kind: str) -> None:
    """A hedge beside another that stays, a source at the head or the tail, a saying around some words in marks."""
    assert kind in {problem.kind for problem in check(line, HEDGED)}


@pytest.mark.parametrize(
    "line",
    [
        "The ferry company is expected to add 300 jobs by May.",
        "The ferry company is likely to add 300 jobs by May, and its rival might also hire more sailors.",
        "One in four ferries was late last winter, the harbour survey found.",
        "Two engineers warned the council that the old pier was unsafe for years.",
    ],
)
def test_what_is_said_at_another_place_was_not_left_out(line: str) -> None:
    """Another hedge, or the same source moved, is enough."""
    assert check(line, HEDGED) == ()
