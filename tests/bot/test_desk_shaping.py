"""What an editor does to a draft line by line, and with words selected in the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import DeskError
from bot.desk.shaping import (
    drop,
    line_at,
    move,
    name_speaker,
    parse,
    quote_at,
    reword_at,
    sentences_of,
    speakers_to_choose,
    trim,
)
from bot.desk.taking import KINDS, take
from bot.desk.wording import verbatim
from bot.sample import sample_article
from briefs import Article, Brief, Origin, condense

ARTICLE = sample_article()
BRIEF = condense(ARTICLE)


def at(words: str, article: Article = ARTICLE) -> tuple[int, int]:
    start = article.text.index(words)
    return start, start + len(words)


def test_reworded_point_keeps_its_evidence_and_names_its_editor() -> None:
    changed = reword_at(BRIEF, ARTICLE, "p1", "Takaichi thanked her guest.", "Ann Lee")
    line = line_at(changed, "p1")
    assert (line.origin, line.editor, line.spans) == (Origin.EDITED, "Ann Lee", BRIEF.key_points[0].spans)


def test_line_put_back_to_the_articles_words_is_extracted_again() -> None:
    """Nobody is named for words that are the article's."""
    changed = reword_at(BRIEF, ARTICLE, "p1", "Takaichi thanked her guest.", "Ann Lee")
    back = reword_at(changed, ARTICLE, "p1", BRIEF.key_points[0].text, "Ann Lee", BRIEF)
    assert line_at(back, "p1").origin is Origin.EXTRACTED


@pytest.mark.parametrize("key", ["q1", "f1", "t1"])
def test_what_is_the_articles_own_is_not_reworded(key: str) -> None:
    with pytest.raises(DeskError, match="article's own"):
        reword_at(BRIEF, ARTICLE, key, "Other words.", "Ann Lee")


@pytest.mark.parametrize(("text", "why"), [("  ", "needs words"), ("x" * 1_501, "1,500 characters")])
def test_empty_and_endless_lines_are_refused(text: str, why: str) -> None:
    with pytest.raises(DeskError, match=why):
        reword_at(BRIEF, ARTICLE, "p1", text, "Ann Lee")


def test_moved_point_takes_its_place() -> None:
    """Places count from 1, and beyond the end is the end."""
    first = BRIEF.key_points[0]
    assert move(BRIEF, "p1", 2).key_points[1] == first
    assert move(BRIEF, "p1", 99).key_points[-1] == first
    assert move(BRIEF, "p2", 1).key_points[1] == first


def test_dropped_quote_leaves_the_others() -> None:
    assert drop(BRIEF, "q1").quotes == BRIEF.quotes[1:]


@pytest.mark.parametrize("key", ["p99", "p0", "x1", "p", "h1", "", "p1000"])
def test_line_that_is_gone_is_said(key: str) -> None:
    with pytest.raises(DeskError, match="not in the draft"):
        drop(BRIEF, key)


def test_speaker_is_chosen_among_those_whom_the_article_names() -> None:
    changed = name_speaker(BRIEF, "q1", "Donald Trump")
    assert quote_at(changed, "q1").speakers == ("Donald Trump",)
    assert quote_at(name_speaker(BRIEF, "q1", ""), "q1").speakers == ()
    with pytest.raises(DeskError, match="names no Bob Roy"):
        name_speaker(BRIEF, "q1", "Bob Roy")


def test_first_choice_is_whom_the_text_names() -> None:
    quote = BRIEF.quotes[0]
    assert speakers_to_choose(BRIEF, quote)[0] == quote.speakers[0]


def test_quotation_is_shortened_by_whole_sentences() -> None:
    """Its words stay the article's, to the letter."""
    text = "Ann Lee spoke on Monday. “We waited. We worked! We won,” the mayor, Ann Lee, said to the council of Ashby."
    article = Article.from_text(text)
    brief = condense(article)
    whole = brief.all_quotes[0]
    brief = Brief(brief.article, brief.headline, brief.lede, quotes=(whole,), all_quotes=brief.all_quotes)
    assert [article.cut(s) for s in sentences_of(article, whole.spans[0])] == ["We waited.", "We worked!", "We won,"]
    shorter = trim(brief, article, "q1", 0, 1, 2)
    assert quote_at(shorter, "q1").parts == ("We worked! We won,",)
    assert verbatim(shorter, article)
    with pytest.raises(DeskError, match="whole sentences"):
        trim(brief, article, "q1", 0, 2, 1)


def test_selected_words_become_a_point_with_their_evidence() -> None:
    start, end = at("Trade was expected to be on the agenda as well.")
    point = take(BRIEF, ARTICLE, BRIEF, "point", start - 1, end + 1).key_points[-1]
    assert point.text == "Trade was expected to be on the agenda as well."
    assert [ARTICLE.cut(span) for span in point.spans] == [point.text]


def test_selection_inside_a_quotation_takes_the_whole_of_it() -> None:
    """Nobody's words are cut by a slip of the hand."""
    bare = drop(BRIEF, "q1")
    quote = BRIEF.quotes[0]
    start = quote.spans[0].start + 3
    assert take(bare, ARTICLE, BRIEF, "quote", start, start + 5).quotes[-1].parts == quote.parts


def test_words_between_no_marks_are_nobodys_quotation() -> None:
    with pytest.raises(DeskError, match="Nobody is quoted"):
        take(BRIEF, ARTICLE, BRIEF, "quote", *at("Trade was expected"))


def test_dropped_figure_is_taken_from_the_article_again() -> None:
    figure = BRIEF.figures[0]
    bare = drop(BRIEF, "f1")
    assert take(bare, ARTICLE, BRIEF, "figure", figure.span.start, figure.span.end).figures[-1] == figure


@pytest.mark.parametrize(
    ("kind", "why"), [("figure", "no figure"), ("event", "name no time"), ("picture", "become one of")]
)
def test_words_that_cannot_become_it_say_why(kind: str, why: str) -> None:
    with pytest.raises(DeskError, match=why):
        take(BRIEF, ARTICLE, BRIEF, kind, *at("Trade was expected"))


@given(st.integers(-5, 3_000), st.integers(-5, 3_000), st.sampled_from(KINDS))
def test_any_selection_gives_a_draft_that_is_verbatim_or_a_sentence(start: int, end: int, kind: str) -> None:
    """No selection makes a line that does not stand in the article."""
    try:
        taken = take(BRIEF, ARTICLE, BRIEF, kind, start, end)
    except DeskError:
        return
    assert verbatim(taken, ARTICLE)
    assert all(" ".join(ARTICLE.cut(span) for span in p.spans) == p.text for p in taken.key_points[5:])


@given(st.text(max_size=6))
def test_any_key_is_one_or_a_sentence(key: str) -> None:
    try:
        letter, place = parse(key)
    except DeskError:
        return
    assert letter in "hlpqfto"
    assert place >= -1
