"""An article: its text to the character, what a page tells of its origin, and why one cannot be briefed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.article import LONGEST, Article
from briefs.boilerplate import dateline, story
from tests.briefs import pages

URL = "https://ellis-courier.example/harbour"


@pytest.mark.parametrize("layout", pages.LAYOUTS)
def test_a_saved_page_tells_its_story_and_nothing_else(layout: Callable[[], str]) -> None:
    """Menus, teasers, captions, comments and banners of ten layouts are left out, every paragraph is kept."""
    told = [sentence.text for sentence in story(Article.from_html(layout(), URL))]
    assert list(pages.STORY) == told


@pytest.mark.parametrize("layout", pages.LAYOUTS)
def test_a_saved_page_says_when_it_was_published_and_in_which_zone(layout: Callable[[], str]) -> None:
    """The time keeps the zone that the page gives."""
    article = Article.from_html(layout(), URL)
    assert datetime.fromisoformat(pages.STAMP) == article.published
    assert (article.headline, article.url) == (pages.HEADLINE, URL)


@pytest.mark.parametrize("stamp", ["", "2026-13-45T99:99:99Z", "soon"])
def test_a_page_without_its_date_is_not_dated_by_its_story(stamp: str) -> None:
    """The years that a story tells of say nothing about when it was published."""
    page = pages.plain().replace(pages.STAMP, stamp)
    assert Article.from_html(page, URL).published is None


def test_a_saved_page_says_who_wrote_it_for_whom_under_which_licence() -> None:
    """Outlet, author and licence come from the page's own metadata."""
    article = Article.from_html(pages.with_json_ld(), URL)
    assert (article.outlet, article.byline) == (pages.OUTLET, pages.AUTHOR)
    assert article.licence == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize("page", ["<html></html>", "", b"", b"\x89PNG\r\n\x1a\n\x00\x00", "<p>"])
def test_a_page_without_a_story_says_so(page: str | bytes) -> None:
    """A page that tells nothing is an article with a problem, not an error."""
    assert Article.from_html(page).problem == "There is no text to brief. Give the words of an article."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no text"),
        (" \n\t ", "no text"),
        ("\u200b\u2060\ufeff", "no text"),
        ("12 34 56 …", "no words"),
        ("PNG\x00\x01\x02 the data", "binary"),
        ("a\x01b\x02c\x03d\x04 the thing", "binary"),
        ("the " * (LONGEST // 4 + 1), "longest that can be briefed"),
        ("Die Regierung hat am Montag beschlossen, dass der Hafen für sechs Wochen geschlossen wird, weil die Mauer "
         "neu gebaut werden muss und die Stadt das Geld dafür nun endlich bekommen hat.", "English"),
        ("Le conseil a décidé mardi que le port sera fermé pendant six semaines afin que la digue puisse être "
         "reconstruite, et la maire a déclaré que les bateaux avaient assez attendu.", "English"),
        ("Совет решил во вторник, что гавань будет закрыта на шесть недель.", "English"),
        ("港は六週間閉鎖されると議会が火曜日に決めた。", "English"),
        ("x" * 4_000, "English"),
    ],
)  # fmt: skip
def test_what_cannot_be_briefed_says_why(text: str, why: str) -> None:
    """Empty, binary, overlong and foreign texts are named as what they are."""
    assert why in (Article.from_text(text).problem or "")


@pytest.mark.parametrize(
    "text",
    [
        "Storm closes harbour.",
        "The harbour will close for six weeks.",
        "ALL BOATS MUST LEAVE BY NOON TODAY, THE MAYOR SAID.",
    ],
)
def test_short_and_shouted_english_is_english(text: str) -> None:
    """A few words give too little evidence to refuse them."""
    assert Article.from_text(text).problem is None


@given(st.text(max_size=200))
def test_every_sentence_is_verbatim(text: str) -> None:
    """Sentences stand in the text at their spans."""
    article = Article.from_text(text)
    assert all(sentence.text == article.cut(sentence.span) for sentence in article.sentences)


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("TOKYO (AP) — ", "TOKYO (AP)"),
        ("LONDON, March 3 (Reuters) - ", "LONDON, March 3 (Reuters)"),
        ("WASHINGTON — ", "WASHINGTON"),
        ("(CNN) -- ", "(CNN)"),
        ("FAYETTEVILLE, Georgia (CNN) -- ", "FAYETTEVILLE, Georgia (CNN)"),
    ],
)
def test_a_dateline_is_known_and_kept_out_of_the_story(opening: str, place: str) -> None:
    """The sentence after a dateline begins with its own first word, and is verbatim."""
    article = Article.from_text(opening + pages.STORY[0])
    assert place == dateline(article)
    (sentence,) = story(article)
    assert pages.STORY[0] == sentence.text == article.cut(sentence.span)


@pytest.mark.parametrize(
    "furniture",
    [
        "By Nora Whitlock",
        "BY NORA WHITLOCK, COAST CORRESPONDENT",
        "Published: 18:30, 17 March 2026",
        "Read more: Ten walks by the sea",
        "Scroll down for video",
        "ADVERTISEMENT",
        "Subscribe to our newsletter for the best of the coast.",
        "Rough water: Waves break over the harbour wall in January.",
        "Mayor Ruth Calder (left) inspects the wall with engineers.",
        "Mayor Ruth Calder, second right, inspects the wall.",
        "A navy image of boats leaving the harbour in January.",
        "Back on the water again: Ruth Calder tries the first of the boats.",
        "The Courier's Sam Poole contributed to this report.",
        "© 2026 The Ellis Courier. All rights reserved.",
        "(Reporting by Nora Whitlock; Editing by Sam Poole)",
        "The harbour in pictures",
    ],
)
def test_the_furniture_of_a_page_is_no_story(furniture: str) -> None:
    """Bylines, captions, teasers, advertisements and headings are left out."""
    article = Article.from_text("\n".join([furniture, *pages.STORY, furniture]))
    assert list(pages.STORY) == [sentence.text for sentence in story(article)]


@pytest.mark.parametrize(
    "sentence",
    [
        "COVID-19 kept the boats in the harbour all year.",
        "US-led forces left the harbour in May last year.",
        "By the time the wall fell, the boats had left.",
        "“Read more and talk less,” the mayor told them: “We will.”",
        "The mayor said: We will pay for the wall ourselves.",
        "Related claims were thrown out by the court in May.",
        "Credit is due to the men who saved the boats.",
        "Images of the broken wall were shown all over the country.",
        "Sure enough, common sense prevailed: Boats may stay in the harbour.",
    ],
)
def test_a_sentence_that_looks_like_furniture_is_kept(sentence: str) -> None:
    """A word such as “by” or “related” makes no furniture of a sentence."""
    article = Article.from_text("\n".join([*pages.STORY, sentence]))
    assert sentence == story(article)[-1].text
