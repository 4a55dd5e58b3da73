"""Compounds: names that only stand together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs import Article, PersonKind
from briefs.compounds import put_together
from briefs.names import find_names
from briefs.people import find_people
from briefs.reading import read

OPENING = "The members met in Ashby on Monday and talked for hours about it. "


def named(text: str) -> dict[str, tuple[str, ...]]:
    return {person.name: person.aliases for person in find_people(Article.from_text(OPENING + text))}


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("The Harbour Workers Party (HWP) lost. The HWP had led.", "Harbour Workers Party", "HWP"),
        ("The HWP had led for years. The Harbour Workers Party lost.", "Harbour Workers Party", "HWP"),
        ("He left the Institute of Ports and Piers (IPP). The IPP is old.", "Institute of Ports and Piers", "IPP"),
        ("He spoke to the United Nations (UN). The UN voted.", "United Nations", "UN"),
    ],
)
def test_abbreviation_and_full_name_are_one_body(text: str, name: str, alias: str) -> None:
    """A body and its initials are one entry, whichever comes first."""
    assert alias in named(text)[name]


def test_washington_dc_is_one_place() -> None:
    """A district in dotted capitals belongs to the city before it."""
    assert "Washington, D.C." in named("Voters in Washington, D.C. watched the count.")


def test_country_keeps_its_kind_beside_its_initials() -> None:
    """Initials in brackets make no body of a place."""
    people = find_people(Article.from_text(OPENING + "Envoys of the United States (US) came. The US voted."))
    assert next(p.kind for p in people if p.name == "United States") is not PersonKind.ORGANISATION


def test_initials_of_a_person_name_nobody_else() -> None:
    """Only a body's initials are another name for it."""
    assert "HWP" in named("Ann Lee of the HWP spoke. Harry Ward Poole of Ashby did not.")


@given(st.text(alphabet="ABC abc.,()&\n", max_size=80))
def test_names_stay_in_order_and_apart(text: str) -> None:
    """Putting names together keeps them in order, none inside another."""
    reading = read(text)
    names = put_together(reading, find_names(reading))
    assert all(one.last <= other.first for one, other in pairwise(names))
