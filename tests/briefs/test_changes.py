"""Changes: what a brief says that an earlier one did not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from briefs.changes import Change, ChangeKind, changes
from briefs.model import Brief, Figure, Line, Quote, Span

SPAN = Span("a", 0, 4)
LATER = Span("a", 90, 94)
OLD = Brief(
    "a",
    headline=Line("Harbour to close"),
    lede=Line("The harbour will close for six weeks.", (SPAN,)),
    key_points=(Line("Storms tore a hole into the wall.", (SPAN,)), Line("The work will cost £12 million.", (SPAN,))),
    quotes=(Quote(("We have waited long enough",), (SPAN,), ("Ruth Calder",)),),
    figures=(Figure("six weeks", SPAN, Decimal(6), "weeks"), Figure("40", SPAN, Decimal(40), "", "boats")),
)


def test_a_brief_does_not_differ_from_itself() -> None:
    """Equal briefs have no changes."""
    assert changes(OLD, OLD) == ()


def test_order_and_place_are_no_change() -> None:
    """The same lines in another order, from another place of the text, say the same."""
    moved = replace(OLD, key_points=tuple(replace(line, spans=(LATER,)) for line in reversed(OLD.key_points)))
    assert changes(moved, OLD) == ()


def test_a_new_line_is_added_and_a_missing_one_removed() -> None:
    """An added line points into the new article, a removed one into the old."""
    new = replace(OLD, key_points=(OLD.key_points[0], Line("Boats may use Sandwick.", (LATER,))))
    assert changes(new, OLD) == (
        Change(ChangeKind.ADDED, "point", "Boats may use Sandwick.", (LATER,)),
        Change(ChangeKind.REMOVED, "point", "The work will cost £12 million.", (SPAN,)),
    )


def test_a_line_worded_anew_is_changed() -> None:
    """Most of its words stayed: it is one line that changed, with what it said before."""
    new = replace(OLD, key_points=(OLD.key_points[0], Line("The work will cost £14 million.", (LATER,))))
    assert changes(new, OLD) == (
        Change(
            ChangeKind.CHANGED,
            "point",
            "The work will cost £14 million.",
            (LATER,),
            "The work will cost £12 million.",
        ),
    )


def test_a_lede_is_changed_however_little_stays() -> None:
    """There is one lede, so another one is a change of it."""
    (change,) = changes(replace(OLD, lede=Line("Nothing will close.")), OLD)
    assert (change.kind, change.part, change.before) == (ChangeKind.CHANGED, "lede", OLD.lede.text)


def test_a_figure_that_counts_the_same_is_changed() -> None:
    """40 boats became 45: the same figure with another number."""
    new = replace(OLD, figures=(OLD.figures[0], Figure("45", LATER, Decimal(45), "", "boats")))
    assert changes(new, OLD) == (Change(ChangeKind.CHANGED, "figure", "45 boats", (LATER,), "40 boats"),)


def test_a_quotation_by_another_speaker_is_changed() -> None:
    """Who said it is part of what is said."""
    new = replace(OLD, quotes=(replace(OLD.quotes[0], speakers=("Sam Poole",)),))
    (change,) = changes(new, OLD)
    assert change.kind is ChangeKind.CHANGED
    assert (change.text, change.before) == (
        "“We have waited long enough” — Sam Poole",
        "“We have waited long enough” — Ruth Calder",
    )
