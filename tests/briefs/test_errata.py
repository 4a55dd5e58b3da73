"""Errata: what an article should say, with the evidence where it was printed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefs import Answer, Article, Erratum, Span
from briefs.errata import corrected, note, touching

ARTICLE = Article.from_text(
    "The harbour lost 25 cranes in March. Its owner, Ann Lee, wants 7 more.", headline="Cranes lost", outlet="The Post"
)


def erratum(wrong: str, right: str, article: Article = ARTICLE, why: str = "", by: str = "") -> Erratum:
    at = article.text.index(wrong)
    return Erratum(Span(article.id, at, at + len(wrong)), right, why, by)


def test_the_corrected_words_stand_where_the_wrong_ones_were() -> None:
    """Every erratum is set right, and the rest is the article's to the letter."""
    reading = corrected(ARTICLE, (erratum("Ann Lee", "Eve Park"), erratum("25 cranes", "five cranes")))
    assert reading.article.text == "The harbour lost five cranes in March. Its owner, Eve Park, wants 7 more."


def test_a_corrected_article_is_an_article_of_its_own() -> None:
    """Its id is its text's, so that nobody takes an index of the wrong text for it; headline and outlet stay."""
    reading = corrected(ARTICLE, (erratum("25", "15"),))
    assert reading.article.id == Article.from_text(reading.article.text).id != ARTICLE.id
    assert (reading.article.headline, reading.article.outlet) == ("Cranes lost", "The Post")


def test_without_errata_it_is_the_article_itself() -> None:
    """Nothing is copied or read anew."""
    assert corrected(ARTICLE).article is ARTICLE
    assert corrected(ARTICLE).back(Span(ARTICLE.id, 3, 5)) == Span(ARTICLE.id, 3, 5)


def test_evidence_is_where_it_was_printed() -> None:
    """A place of the corrected text maps to the original's, the words after it too."""
    reading = corrected(ARTICLE, (erratum("25 cranes", "a hundred and five cranes"),))
    at = reading.article.text.index("hundred")
    assert ARTICLE.cut(reading.back(Span("", at, at + 7))) == "25 cranes"
    at = reading.article.text.index("Ann Lee")
    assert ARTICLE.cut(reading.back(Span("", at, at + 7))) == "Ann Lee"


def test_a_place_is_read_as_it_should_be() -> None:
    """What was printed there, set right."""
    reading = corrected(ARTICLE, (erratum("25", "15"),))
    at = ARTICLE.text.index("lost 25 cranes")
    assert reading.read(Span(ARTICLE.id, at, at + 14)) == "lost 15 cranes"


def test_the_last_word_on_a_place_counts() -> None:
    """An erratum takes the place of an earlier one that it overlaps."""
    reading = corrected(ARTICLE, (erratum("25", "15"), erratum("lost 25 cranes", "lost no crane")))
    assert reading.article.text.startswith("The harbour lost no crane in March.")


def test_what_is_no_place_of_the_article_is_left_out() -> None:
    """An erratum of another version, past the end or without words changes nothing."""
    other = Erratum(Span("another", 0, 3), "A")
    past = Erratum(Span(ARTICLE.id, 60, 500), "A")
    empty = Erratum(Span(ARTICLE.id, 4, 4), "A")
    nothing = Erratum(Span(ARTICLE.id, 4, 8), "")
    assert corrected(ARTICLE, (other, past, empty, nothing)).article == ARTICLE


def test_those_that_touch_a_place_are_found() -> None:
    """Sharing a character counts, standing beside does not."""
    one = erratum("25", "15")
    start, end = one.span.start, one.span.end
    assert touching((Span(ARTICLE.id, 0, start + 1),), (one,)) == (one,)
    assert touching((Span(ARTICLE.id, 0, start), Span(ARTICLE.id, end, end + 5)), (one,)) == ()


def test_the_note_says_what_is_right_why_and_who_says_so() -> None:
    """One sentence with the article's words in it."""
    full = erratum("25 cranes", "15 cranes", why="The owner's report counts them.", by="Ann Lee")
    assert note(full, ARTICLE) == (
        "The article says “25 cranes”; the desk corrects this to “15 cranes”: The owner's report counts them (Ann Lee)."
    )
    assert note(erratum("25", "15"), ARTICLE) == "The article says “25”; the desk corrects this to “15”."


def test_an_answer_is_told_in_corrected_words_at_the_printed_place() -> None:
    """Words and sentence corrected, spans the original's, and the note beside what was noted already."""
    reading = corrected(ARTICLE, (erratum("25 cranes", "5 cranes", by="Ann Lee"),))
    first, second = reading.article.sentences
    at = reading.article.text.index("5 cranes")
    span = Span(reading.article.id, at, at + 1)
    found = Answer("answered", "5", first, (first, second), (span,), note="Counted in March.")
    told = reading.told(found)
    assert told.sentence is not None
    assert (told.text, told.sentence.text) == ("5", "The harbour lost 5 cranes in March.")
    assert ARTICLE.cut(told.spans[0]) == "25 cranes"
    assert [ARTICLE.cut(s.span) for s in told.sentences] == [s.text for s in ARTICLE.sentences]
    assert told.note.startswith("Counted in March. The article says “25 cranes”;")


def test_an_answer_from_elsewhere_has_no_note() -> None:
    """Only what an erratum touches is noted."""
    reading = corrected(ARTICLE, (erratum("25", "15"),))
    second = reading.article.sentences[1]
    assert reading.told(Answer("answered", "7", second, (second,), (second.span,))).note == ""


@given(st.lists(st.tuples(st.integers(0, 75), st.integers(0, 12), st.text(max_size=6)), max_size=6), st.data())
def test_any_errata_leave_all_other_words_in_their_place(made: list[tuple[int, int, str]], data: st.DataObject) -> None:
    """Going forth and back leads to the place itself, or to the whole of what is wrong there."""
    errata = tuple(Erratum(Span(ARTICLE.id, a, a + n), right) for a, n, right in made)
    reading = corrected(ARTICLE, errata)
    start = data.draw(st.integers(0, len(ARTICLE.text) - 1))
    place = Span(ARTICLE.id, start, data.draw(st.integers(start + 1, len(ARTICLE.text))))
    forth = reading.forth(place)
    if touching((place,), reading.errata):
        back = reading.back(forth)
        assert back.start <= place.start < place.end <= back.end
    else:
        assert reading.article.cut(forth) == ARTICLE.cut(place)
        assert reading.back(forth) == place
