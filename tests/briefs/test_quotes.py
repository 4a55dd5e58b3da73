"""Quotations as an editor gets them."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.article import Article
from briefs.deeds import with_deeds
from briefs.model import Quote, QuoteKind
from briefs.people import find_people
from briefs.quotes import find_quotes, rank_quotes
from briefs.statements import find_statements

SUMMIT = Path(__file__).parents[2].parent / "shared" / "articles" / "tokyo-summit.txt"


def quotes(text: str) -> tuple[Quote, ...]:
    article = Article.from_text(text)
    return find_quotes(article, find_people(article))


@pytest.fixture(scope="module")
def summit() -> Article:
    if not SUMMIT.exists():
        pytest.skip("The summit article is kept in ../shared/articles, which is not beside this checkout.")
    return Article.from_text(SUMMIT.read_text(encoding="utf-8"))


def test_summit_has_six_key_utterances_with_their_speakers(summit: Article) -> None:
    """The article this project began with: six whole utterances, each with its speaker's full name."""
    found = find_quotes(summit, find_people(summit))
    key = rank_quotes(found, summit)
    spoken = sorted((quote.speakers[0], quote.parts[0].split()[0], len(quote.parts)) for quote in key)
    assert spoken == [
        ("Donald Trump", "He", 2),
        ("Donald Trump", "I", 2),
        ("Donald Trump", "The", 2),
        ("Donald Trump", "a", 1),
        ("Sanae Takaichi", "Our", 2),
        ("Sanae Takaichi", "Prime", 2),
    ]


def test_summit_bond_is_partial_and_of_both(summit: Article) -> None:
    """The seventh quotation is two words of both leaders."""
    (bond,) = [q for q in find_quotes(summit, find_people(summit)) if q.text == "unbreakable bond"]
    assert (bond.speakers, bond.kind) == (("Donald Trump", "Sanae Takaichi"), QuoteKind.PARTIAL)


def test_summit_words_about_abe_are_trumps(summit: Article) -> None:
    """What Trump says that Abe said is said by Trump, about Abe."""
    (quote,) = [q for q in find_quotes(summit, find_people(summit)) if q.text.startswith("He spoke")]
    assert (quote.speakers, quote.about) == (("Donald Trump",), "Shinzo Abe")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It will hold for years,” Ruth Calder said.", QuoteKind.DIRECT),
        ("Ruth Calder said it would “hold for many years.”", QuoteKind.PARTIAL),
        ("The so-called “sea wall” is new.", QuoteKind.SCARE),
        ("She sang “The Long Way Home” to the crowd.", QuoteKind.SCARE),
        ("In his book “Walls of the North” he tells all.", QuoteKind.SCARE),
    ],
)
def test_kinds(text: str, kind: QuoteKind) -> None:
    """Whole words, some words, and marks that quote nobody."""
    (quote,) = quotes(text)
    assert quote.kind is kind


def test_headline_is_not_quoted_twice() -> None:
    """Single marks in a headline repeat what the story quotes in double ones."""
    text = "Mayor: wall ‘will hold for years’\nThe wall is new. “It will hold for years,” Ruth Calder said."
    assert [q.kind for q in quotes(text)] == [QuoteKind.SCARE, QuoteKind.DIRECT]


def test_british_paper_with_single_marks() -> None:
    """Singles as main marks, apostrophes and possessives beside them."""
    text = (
        "Ruth Calder didn't wait for the boats' owners. 'It's the town's wall,' she said. "
        "'The owners' money is welcome, but we won't wait.'"
    )
    (quote,) = quotes(text)
    assert quote.parts == ("It's the town's wall,", "The owners' money is welcome, but we won't wait.")
    assert quote.speakers == ("Ruth Calder",)


def test_ranking_leaves_out_what_nobody_is_sure_of() -> None:
    """Key quotations have a speaker and are whole; the rest is listed elsewhere."""
    text = "“It will hold for many years,” Ruth Calder said.\nIt was “new.”\n“It will not hold at all,” he said."
    article = Article.from_text(text)
    ranked = rank_quotes(find_quotes(article, find_people(article)), article)
    assert [quote.text for quote in ranked] == ["It will hold for many years,"]


def test_indirect_speech_is_a_statement_without_marks() -> None:
    """What somebody is reported to have said, in the article's words, with its speaker."""
    article = Article.from_text("Ruth Calder announced that the town will plant 40 trees. “Soon,” she said.")
    (statement,) = find_statements(article, find_people(article))
    assert statement.text == "the town will plant 40 trees"
    assert statement.speakers == ("Ruth Calder",)


def test_statement_lent_by_a_participle() -> None:
    """“…, saying he had paid” is what the subject of the sentence said."""
    article = Article.from_text("Tom Ward thanked the crew, saying he had spoken highly of them for years.")
    (statement,) = find_statements(article, find_people(article))
    assert (statement.speakers, statement.text) == (
        ("Tom Ward",),
        "he had spoken highly of them for years",
    )


def test_people_know_what_they_said_and_did() -> None:
    """Quotations and statements of a speaker, and the sentences where somebody acts."""
    text = "Ruth Calder opened the gate. “It will hold for years,” Calder said. Tom Ward was not there."
    article = Article.from_text(text)
    people = find_people(article)
    filled = with_deeds(article, people, find_quotes(article, people), find_statements(article, people))
    ruth = filled[0]
    assert [article.cut(span) for span in ruth.said] == ["It will hold for years,"]
    assert [article.cut(span) for span in ruth.did] == ["Ruth Calder opened the gate."]


@settings(max_examples=60)
@given(st.text(max_size=150))
def test_any_text_has_verbatim_quotations(text: str) -> None:
    """No exception, and every part is the text at its span."""
    article = Article.from_text(text)
    people = find_people(article)
    for quote in find_quotes(article, people):
        assert tuple(article.cut(span) for span in quote.spans) == quote.parts
    for statement in find_statements(article, people):
        assert article.cut(statement.spans[0]) == statement.text


WORDS = "“ ” \" ' said Lee Ann he she the of , . \n who Mr. according to by called senator 's and its claim : —".split(
    " "
)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_order_of_news_words_is_read(words: list[str]) -> None:
    """The words that the sieves look for, in senseless orders, break nothing."""
    text = " ".join(words)
    article = Article.from_text(text)
    for quote in find_quotes(article, find_people(article)):
        assert tuple(article.cut(span) for span in quote.spans) == quote.parts


HOSTILE = {
    "marks": "“" * 3000,
    "straight": '"' * 3000,
    "apostrophes": "'" * 3000,
    "pairs": "“a” " * 800,
    "capitals": "A" * 3000,
    "names": "Ann Lee " * 400,
    "possessives": "Lee's " * 500,
    "prepositions": "of Lee " * 500,
    "verbs": "said he said " * 300,
    "pronouns": "he " * 1000,
    "lines": "“a\n" * 900,
    "hebrew": "שלום “שלום” " * 200,
    "emoji": "😀“😀”" * 300,
    "zero width": "\u200b“\u200b”" * 300,
    "mixed ends": "“a b”\r\n\u2028\x85\v" * 200,
    "entities": "&ldquo;a&rdquo; said &amp; " * 200,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read(name: str) -> None:
    """A text of nothing but what the reader looks for is read to its end."""
    article = Article.from_text(HOSTILE[name] + " “It will hold for years,” Ruth Calder said.")
    people = find_people(article)
    for quote in find_quotes(article, people):
        assert tuple(article.cut(span) for span in quote.spans) == quote.parts
    find_statements(article, people)


def test_work_grows_with_the_text_and_no_faster() -> None:
    """Twice the text takes about twice the steps: counted in calls, not in seconds."""

    def steps(size: int) -> int:
        chance = random.Random(3)
        article = Article.from_text(" ".join(chance.choice(WORDS) for _ in range(size)))
        count = 0

        def tick(frame: object, event: str, arg: object) -> None:
            nonlocal count
            count += event == "call"

        sys.setprofile(tick)
        try:
            find_quotes(article, find_people(article))
        finally:
            sys.setprofile(None)
        return count

    assert steps(8000) < 2.6 * steps(4000)
