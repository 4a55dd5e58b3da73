"""A draft survives a new version of its article: what still stands there is found, what does not is told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.reanchoring import Reanchored, reanchor
from bot.desk.shaping import drop, reword_at
from bot.desk.wording import verbatim
from bot.sample import sample_article
from briefs import Article, Brief, condense

OLD = sample_article()
BRIEF = condense(OLD)


def over(text: str, brief: Brief = BRIEF) -> tuple[Reanchored, Article]:
    new = Article.from_text(text, OLD.headline)
    return reanchor(brief, OLD, new, condense(new)), new


def test_lines_keep_their_place_when_text_is_put_before_them() -> None:
    """Every span moves along, and nothing is lost."""
    found, new = over("An editor's note stands here now.\n\n" + OLD.text)
    assert found.lost == ()
    assert [point.text for point in found.brief.key_points] == [point.text for point in BRIEF.key_points]
    assert new.cut(found.brief.key_points[0].spans[0]) == OLD.cut(BRIEF.key_points[0].spans[0])
    assert verbatim(found.brief, new)


def test_editors_choice_stays_a_choice() -> None:
    """A quote that was dropped does not come back with the new text."""
    found, _ = over(OLD.text + "\n\nA last sentence was added to the report.", drop(BRIEF, "q1"))
    assert [quote.parts for quote in found.brief.quotes] == [quote.parts for quote in BRIEF.quotes[1:]]


def test_extracted_line_whose_words_are_gone_goes_and_is_told() -> None:
    gone = OLD.cut(BRIEF.key_points[0].spans[0])
    found, _ = over(OLD.text.replace(gone, "Something else was said there."))
    assert BRIEF.key_points[0].text not in [point.text for point in found.brief.key_points]
    assert any(told.startswith("Point 1 went:") for told in found.lost)


def test_edited_line_stays_with_the_nearest_evidence() -> None:
    """An editor's words are not thrown away because a comma changed in the source."""
    edited = reword_at(BRIEF, OLD, "p1", "Takaichi thanked her guest for standing by Japan.", "Ann Lee")
    sentence = OLD.cut(BRIEF.key_points[0].spans[0])
    found, new = over(OLD.text.replace(sentence, sentence.replace("Takaichi,", "Takaichi", 1)), edited)
    line = found.brief.key_points[0]
    assert line.text == "Takaichi thanked her guest for standing by Japan."
    assert "Takaichi" in new.cut(line.spans[0])


def test_changed_quotation_is_never_kept() -> None:
    """Nobody is quoted with words that the article has no more."""
    part = BRIEF.quotes[0].parts[0]
    found, new = over(OLD.text.replace(part, part.replace("great", "small")))
    assert part not in [quote.parts[0] for quote in found.brief.quotes]
    assert verbatim(found.brief, new)


def test_second_of_two_equal_passages_stays_the_second() -> None:
    """The words before it tell which one is meant."""
    text = "The port opened. The sea rose and fell all day.\n\nThe gate closed. The sea rose and fell all day."
    old = Article.from_text(text)
    start = text.rindex("The sea")
    brief = condense(old)
    line = replace(
        brief.lede,
        text="The sea rose and fell all day.",
        spans=(replace(brief.lede.spans[0], start=start, end=len(text)),),
    )
    new = Article.from_text("A line was put before it all.\n\n" + text)
    found = reanchor(replace(brief, lede=line), old, new, condense(new))
    assert found.brief.lede.spans[0].start == new.text.rindex("The sea")


@given(st.lists(st.sampled_from(OLD.text.split("\n")), max_size=12))
def test_any_shuffled_text_gives_a_verbatim_draft(paragraphs: list[str]) -> None:
    """Whatever the new version is, every quotation stands in it."""
    found, new = over("\n".join(paragraphs))
    assert verbatim(found.brief, new)
    assert all(span.end <= len(new.text) for point in found.brief.key_points for span in point.spans)
