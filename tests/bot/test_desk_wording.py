"""Wording: what an editor writes keeps its evidence; what changed is said in words; what is not borne out is found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import Change, Wording, differences, findings, reword
from bot.desk.wording import evidence, reword_line, verbatim
from briefs import Article, Brief, Line, Modality, Origin
from tests.bot.editions import ARTICLE, BRIEF, JOINT, NOBODY, SPLIT, VOTE, line, span

WORK = "The work is expected to take two years."
DUTY = "Lindqvist and Tom Abara called it a “shared duty”."
TWO_POINTS = replace(BRIEF, key_points=(line(WORK), line(DUTY)))


def worded(brief: Brief = TWO_POINTS, **changes: object) -> Brief:
    wording = Wording(
        brief.headline.text, brief.lede.text, tuple(p.text for p in brief.key_points), brief.quotes, brief.figures
    )
    return reword(brief, ARTICLE, replace(wording, **changes), "Eve")  # type: ignore[arg-type]


def test_an_untouched_form_changes_nothing() -> None:
    """Opening and saving a draft makes nobody its editor."""
    assert worded() == TWO_POINTS


def test_an_edited_line_keeps_the_evidence_of_the_one_it_replaces() -> None:
    """The reader of the new wording still gets to the sentence that proves it."""
    edited = worded(lede="The council voted to widen the channel for $40 million.").lede
    assert Line(
        "The council voted to widen the channel for $40 million.", (span(VOTE),), Origin.EDITED, editor="Eve"
    ) == (edited)


def test_unchanged_lines_stay_extracted() -> None:
    """Only what was worded anew is marked as edited."""
    after = worded(points=("The work should take two years.", DUTY))
    assert [point.origin for point in after.key_points] == [Origin.EDITED, Origin.EXTRACTED]
    assert TWO_POINTS.key_points[1] == after.key_points[1]


def test_the_short_form_follows_an_edited_lede() -> None:
    """A notification must not go on saying what the lede was corrected of."""
    with_short = replace(TWO_POINTS, short=line(VOTE))
    assert worded(with_short).short == with_short.short
    assert worded(with_short, lede="The council voted.").short.text == "The council voted."
    assert worded(with_short, lede="The council voted. " * 20).short.text == ""


def test_points_may_be_moved_and_removed() -> None:
    """A point that moves is still the same point."""
    assert worded(points=(DUTY, WORK)).key_points == (TWO_POINTS.key_points[1], TWO_POINTS.key_points[0])
    assert worded(points=(DUTY,)).key_points == (TWO_POINTS.key_points[1],)


def test_a_reworded_point_is_matched_by_its_words_not_its_place() -> None:
    """Moved and reworded at once, it takes its own evidence along."""
    after = worded(points=("Lindqvist and Abara called it a duty they share.", "The work may take two years."))
    assert [TWO_POINTS.key_points[1].spans, TWO_POINTS.key_points[0].spans] == [p.spans for p in after.key_points]


def test_a_new_point_gets_the_sentence_that_shares_most_words() -> None:
    """Evidence is looked for in the whole article."""
    after = worded(points=(WORK, DUTY, "The harbour council voted to widen the channel."))
    assert (span(VOTE),) == after.key_points[2].spans


def test_a_sentence_of_the_article_is_nobody_s_wording() -> None:
    """Chosen as it stands, it is extracted: its own evidence, its own modality, no editor's name."""
    after = worded(points=(WORK, DUTY, VOTE))
    assert after.key_points[2] == Line(VOTE, (span(VOTE),))


def test_a_line_put_back_is_extracted_again() -> None:
    """Who undoes another's edit is not the editor of the article's own words."""
    edited = worded(headline="Wider", lede="The council voted.", points=("The two share a duty.",))
    wording = Wording(BRIEF.headline.text, BRIEF.lede.text, (WORK,), BRIEF.quotes, BRIEF.figures)
    assert reword(edited, ARTICLE, wording, "Bob", BRIEF) == BRIEF


def test_a_point_that_shares_nothing_has_no_evidence() -> None:
    """Better no source than a wrong one."""
    assert evidence("Bananas are yellow.", ARTICLE) == ()
    assert evidence("", ARTICLE) == ()


def test_a_modality_stays_with_a_reworded_line() -> None:
    """What is only expected does not become done by another wording."""
    after = worded(BRIEF, points=("The work should take two years.",))
    assert BRIEF.key_points[0].modality == after.key_points[0].modality


PLEDGE = (
    "Under an accord signed in July, Norland’s goods face a toll of 9 percent, and Norland pledged to plant 70 oaks."
)


@pytest.mark.parametrize(
    ("text", "firmness"),
    [
        ("Norland’s goods face a toll of 9 percent.", Modality.FACT),
        ("Norland plants 70 oaks.", Modality.PLEDGE),
        ("Norland promised 70 oaks.", Modality.PLEDGE),
        ("Bananas are yellow.", Modality.PLEDGE),
    ],
)
def test_a_modality_goes_with_the_words_that_it_was_said_of(text: str, firmness: Modality) -> None:
    """The clause beside a pledge was not pledged; leaving “pledged” out of the other one makes nothing done."""
    article = Article.from_text(PLEDGE)
    pledged = Line(PLEDGE, (article.sentences[0].span,), modality=Modality.PLEDGE)
    assert reword_line(text, pledged, article, "Eve").modality is firmness


def test_quotations_are_compared_to_the_letter() -> None:
    """One changed character, or a part too few, is seen."""
    assert verbatim(BRIEF, ARTICLE)
    assert not verbatim(
        replace(BRIEF, quotes=(replace(SPLIT, parts=("We have waited long enough!", SPLIT.parts[1])),)), ARTICLE
    )
    assert not verbatim(replace(BRIEF, all_quotes=(replace(SPLIT, parts=SPLIT.parts[:1]),)), ARTICLE)
    assert not verbatim(replace(BRIEF, article="another"), ARTICLE)


def test_equal_briefs_have_no_differences() -> None:
    """A review of an unchanged draft says that nothing waits."""
    assert differences(BRIEF, BRIEF) == ()


def test_differences_name_the_part_before_and_after() -> None:
    """An editor sees what became of which line."""
    after = worded(
        headline="Channel widened",
        points=(WORK, "Lindqvist and Abara called it a shared duty."),
        quotes=(JOINT, NOBODY),
    )
    assert (
        Change("Headline", "Channel to be widened", "Channel widened"),
        Change("Point", DUTY, "Lindqvist and Abara called it a shared duty."),
        Change("Quote", "", "“vanity project”"),
        Change("Quote", "“We have waited long enough … Ships will pass safely.” — Mara Lindqvist", ""),
    ) == differences(TWO_POINTS, after)


def test_an_order_alone_is_one_difference() -> None:
    """Moving a point is not removing it and adding it."""
    assert (Change("Points", "in the earlier order", "in a new order"),) == differences(
        TWO_POINTS, worded(points=(DUTY, WORK))
    )


def test_a_difference_reads_as_a_sentence() -> None:
    """Readers get it in `changes`."""
    assert str(Change("Point", "", "New.")) == "Point added: New."
    assert str(Change("Point", "Old.", "")) == "Point removed: Old."
    assert str(Change("Headline", "Old", "New")) == "Headline: “Old” became “New”"


def test_only_edited_lines_are_checked() -> None:
    """An invented number is found where somebody wrote it, with the line's name."""
    after = worded(points=(WORK, DUTY, "It will cost $77 million."))
    found = findings(after, ARTICLE)
    assert [(f.where, f.problem.kind, f.blocks) for f in found] == [("Point 3", "number", True)]
    assert findings(BRIEF, ARTICLE) == ()


@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=60))
def test_any_wording_can_be_saved(points: list[str], headline: str) -> None:
    """Whatever is typed, every point comes out once, and every span lies in the article."""
    after = worded(points=tuple(points), headline=headline)
    assert points == [point.text for point in after.key_points]
    assert all(0 <= s.start < s.end <= len(ARTICLE.text) for p in after.key_points for s in p.spans)
