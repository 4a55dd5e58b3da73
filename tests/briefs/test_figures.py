"""Figures: every number with its unit, what it counts and how firmly it is said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.article import Article
from briefs.figures import find_figures, rank_figures
from briefs.model import Figure, Modality, Span, Statement

TRADE = (
    "Under the accord of July, goods from Japan carry a duty of 15 percent and Tokyo pledged to invest $550 billion. "
    "Washington had threatened to raise duties to 25 percent. "
    "In 2024, American exports reached about $80 billion, while Japanese exports totaled $148 billion. "
    "Tokyo announced that it will donate 250 cherry trees for the 250th birthday of the United States. "
    "The first trees came in 1912."
)


def figures_of(text: str) -> tuple[Figure, ...]:
    return find_figures(Article.from_text(text))


def one(text: str) -> Figure:
    (figure,) = figures_of(text)
    return figure


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("They paid $550 billion for it.", "550000000000", "USD"),
        ("They paid £1.5million for it.", "1500000", "GBP"),
        ("They paid 148 billion dollars for it.", "148000000000", "USD"),
        ("It rose by 3.5 per cent overnight.", "3.5", "percent"),
        ("It rose by 7 percentage points overnight.", "7", "percentage points"),
        ("The tower is 43 metres high today again.", "43", "metres"),
        ("Oil was sold at $80 a barrel there.", "80", "USD per barrel"),
        ("A crowd of twenty-five people waited there.", "25", ""),
        ("A crowd of half a million waited there.", "500000", ""),
        ("They marked the 250th anniversary of it.", "250", "ordinal"),
        ("They waited for three weeks in the cold.", "3", "weeks"),
        ("One in five stayed at home there.", "0.2", "fraction"),
        ("It fell by a fifth in that year.", "0.2", "fraction"),
        ("One-fifth stayed at home there.", "0.2", "fraction"),
        ("He paid no tax for 15-plus years there.", "15", "years"),
        ("The tiger was 200m away from them.", "200", "metres"),
        ("It was backed by two-thirds of the members.", "0.6667", "fraction"),
        ("They lost the match 2-1 at home again.", "2", "score"),
        ("Ann Lee, 25, was among those there.", "25", "years old"),
        ("It was minus or rather -5°C up there.", "-5", "°C"),
    ],
)
def test_a_number_is_read_with_its_scale_and_unit(words: str, value: str, unit: str) -> None:
    """Digits, words, scales, signs and units come to one value and one name of the unit."""
    assert (Decimal(value), unit) == (one(words).value, one(words).unit)


@pytest.mark.parametrize(
    "words",
    [
        "An F-16 flew over the base.",
        "They met at 10:30 there, at eight o'clock and again at 9 p.m. that day.",
        "No one of them came, at first.",
        "Covid-19 came back there.",
        "Radio 4 told the First Minister about 9/11 again.",
    ],
)
def test_digits_in_names_and_clock_times_are_no_figures(words: str) -> None:
    """What counts nothing is not listed."""
    assert figures_of(words) == ()


def test_a_range_is_one_figure_with_two_ends() -> None:
    """“between 5 and 7 million” is one figure from 5 million to 7 million."""
    figure = one("Between 5 and 7 million people watched it.")
    assert (Decimal(5_000_000), Decimal(7_000_000), "people") == (figure.value, figure.high, figure.counts)


def test_a_rise_from_one_to_another_is_two_figures_kept_together() -> None:
    """“from 15 to 25 percent” is a change, not a range, and both are percent."""
    first, second = figures_of("Duties went from 15 to 25 percent overnight.")
    assert (Decimal(15), "percent", Decimal(25), "percent") == (first.value, first.unit, second.value, second.unit)
    assert first.group == second.group != 0


def test_a_fall_from_one_to_another_shares_its_unit() -> None:
    """The second number is in square kilometres as well, and “ranging from … to” is a range."""
    lake = figures_of("The lake shrank from 9,800 square kilometers to about 5,900 of them.")
    assert [f.unit for f in lake] == ["square km", "square km"]
    assert one("Fees ranging from 15 to 60 marks were paid.").high == 60


def test_hedges_make_a_figure_approximate() -> None:
    """“about”, “more than”, “or so” and “dozens of” are not exact."""
    words = "About 40 boats, more than 60 cars, 12 or so vans and dozens of bikes came; 7 trains did not."
    assert [figure.approximate for figure in figures_of(words)] == [True, True, True, True, False]


def test_the_threatened_duty_is_not_the_one_in_force() -> None:
    """15 percent is a fact and 25 percent a threat, and they are not set side by side."""
    duties = {str(f.value): f for f in figures_of(TRADE) if f.unit == "percent"}
    assert (duties["15"].modality, duties["25"].modality) == (Modality.FACT, Modality.THREAT)
    assert (duties["15"].group, duties["25"].group) == (0, 0)


def test_the_trees_are_not_mixed_with_the_anniversary_or_the_year() -> None:
    """250 counts trees and is pledged, 250th counts a birthday, 1912 is a year."""
    trees, birthday = (f for f in figures_of(TRADE) if f.value == 250)
    assert (trees.counts, trees.modality, trees.unit) == ("cherry trees", Modality.PLEDGE, "")
    assert (birthday.unit, birthday.counts) == ("ordinal", "birthday of the United States")
    assert [f.unit for f in figures_of(TRADE) if f.value == 1912] == ["year"]


def test_figures_that_are_compared_share_a_group() -> None:
    """$80 billion and $148 billion belong together; the $550 billion do not belong to them."""
    money = {f.text: f for f in figures_of(TRADE) if f.unit == "USD"}
    assert money["$80 billion"].group == money["$148 billion"].group != 0
    assert money["$550 billion"].group == 0
    assert money["$80 billion"].approximate
    assert not money["$148 billion"].approximate


def test_sums_say_what_they_measure() -> None:
    """The subject before “reached” is what a sum counts."""
    money = {f.text: f.counts for f in figures_of(TRADE) if f.unit == "USD"}
    assert (money["$80 billion"], money["$148 billion"]) == ("American exports", "Japanese exports")


def test_a_figure_in_somebody_s_words_has_that_source() -> None:
    """Who says so is taken from the statement that the figure stands in."""
    article = Article.from_text("Ann Lee said 40 boats were lost. Another 12 came back.")
    said = Statement("40 boats were lost", (Span(article.id, 13, 31),), ("Ann Lee",))
    assert [figure.source for figure in find_figures(article, [said])] == ["Ann Lee", ""]


def test_sums_and_shares_come_before_small_counts_and_dates() -> None:
    """The order is by weight, and what is compared stays together."""
    article = Article.from_text(TRADE)
    order = [figure.text for figure in rank_figures(find_figures(article), article)]
    assert order[0] == "$550 billion"
    assert order.index("15 percent") < order.index("250") < order.index("1912")
    assert abs(order.index("$80 billion") - order.index("$148 billion")) == 1


def test_a_figure_said_twice_is_ranked_once() -> None:
    """A repeated figure is one line of the list."""
    article = Article.from_text("The duty is 15 percent. Everybody pays the 15 percent duty.")
    assert [figure.text for figure in rank_figures(find_figures(article), article)] == ["15 percent"]


def test_a_figure_s_line_does_not_open_on_a_pronoun_where_its_sentence_does_not() -> None:
    """The whole sentence tells who “she” is."""
    [sum_] = [f for f in figures_of("Ruth Calder was hailed after she paid £140,000 for the boats.") if f.unit == "GBP"]
    assert sum_.line == "Ruth Calder was hailed after she paid £140,000 for the boats"


def test_a_figure_is_shown_where_its_line_reads_alone() -> None:
    """Of two mentions of one figure, the one whose line needs no other is listed."""
    article = Article.from_text("It cost the town £9 million. The wall of Port Ellis is worth £9 million.")
    assert [figure.line for figure in rank_figures(find_figures(article), article)] == [
        "The wall of Port Ellis is worth £9 million"
    ]


@given(st.text(alphabet=st.sampled_from("0123456789 $£%.,-–to andmillionbetween€½thper"), max_size=120))
def test_every_figure_is_verbatim(text: str) -> None:
    """Text and line stand in the article at their spans, whatever the text."""
    article = Article.from_text(text)
    for figure in find_figures(article):
        assert figure.text == article.cut(figure.span)
        assert figure.line_span is not None
        assert figure.line == article.cut(figure.line_span)
