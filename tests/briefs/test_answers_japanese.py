"""Questions in Japanese: what their words are called in an English brief."""

from __future__ import annotations

from briefs import Article, answer
from briefs.answers import build_index
from briefs.answers.japanese import english_stems, is_japanese
from briefs.terms import stem

ARTICLE = Article.from_text(
    "President Donald Trump met the prime minister in Tokyo on Monday. Japan will donate 250 cherry trees. "
    "The two countries signed a trade agreement in July that sets a tariff of 15 percent."
)


def test_known_words_have_their_english_stems() -> None:
    """The longest word counts; full-width numbers are numbers."""
    assert english_stems("関税は１５％", ()) == (stem("tariff"), "15")
    assert stem("export") in english_stems("対米輸出", ())


def test_a_name_in_katakana_is_told_by_its_consonants() -> None:
    """トランプ is Trump, and no other name of the article."""
    assert english_stems("トランプ", ("trump", "takaichi", "tokyo")) == ("trump",)


def test_english_is_not_japanese() -> None:
    """Only kana and kanji are."""
    assert is_japanese("何本")
    assert not is_japanese("how many? ¿cuántos?")


def test_a_question_in_japanese_is_answered_by_words_alone() -> None:
    """Without the model the known words find the sentence."""
    found = answer(ARTICLE, "関税は何パーセントですか？", index=build_index(ARTICLE, embedder=None))
    assert found.sentence is not None
    assert "15 percent" in found.sentence.text


def test_nothing_in_common_is_refused() -> None:
    """A question in Japanese about something else gets no closest passage."""
    assert answer(ARTICLE, "今日の天気は？", index=build_index(ARTICLE, embedder=None)).status == "not_in_article"
