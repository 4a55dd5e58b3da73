"""Sourcing: what a brief takes over of its source, and what an editor left out of a quotation is shown everywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cards import Card, CardLine, LineKind, Run
from bot.desk.shaping import quote_at, reword_at, trim
from bot.desk.sourcing import share_of, sourced
from bot.render import discord, slack
from bot.render.html import card_html
from bot.render.plain import plain
from bot.storage.documents import brief_from_json, brief_to_json
from briefs import Article, Brief, check, condense

TEXT = (
    "Ann Lee spoke on Monday. “We waited. We worked in the U.S. for years! We won,” the mayor, Ann Lee, said in Ashby."
)
ARTICLE = Article.from_text(TEXT)


@pytest.fixture
def brief() -> Brief:
    made = condense(ARTICLE)
    return Brief(made.article, made.headline, made.lede, quotes=made.all_quotes[:1], all_quotes=made.all_quotes)


@pytest.mark.parametrize(
    ("first", "last", "quoted"),
    [
        (1, 2, "“… We worked in the U.S. for years! We won”"),
        (0, 1, "“We waited. We worked in the U.S. for years! …”"),
        (1, 1, "“… We worked in the U.S. for years! …”"),
        (0, 2, "“We waited. We worked in the U.S. for years! We won”"),
    ],
)
def test_left_out_sentences_leave_an_ellipsis(brief: Brief, first: int, last: int, quoted: str) -> None:
    """Inside the marks, on the side where they stood."""
    assert quote_at(trim(brief, ARTICLE, "q1", 0, first, last), "q1").quoted == quoted


def test_ellipsis_stays_when_it_is_shortened_once_more(brief: Brief) -> None:
    """And through the database."""
    shorter = trim(trim(brief, ARTICLE, "q1", 0, 1, 2), ARTICLE, "q1", 0, 0, 0)
    kept = brief_from_json(brief_to_json(shorter))
    assert quote_at(kept, "q1").quoted == "“… We worked in the U.S. for years! …”"


def test_ellipsis_is_seen_on_each_platform(brief: Brief) -> None:
    quoted = quote_at(trim(brief, ARTICLE, "q1", 0, 1, 1), "q1").quoted
    card = Card("", (CardLine((Run(quoted),), LineKind.QUOTE, by="Ann Lee"),), private=False)
    shown = (str(card_html(card)), plain(card), str(discord.render(card)), str(slack.messages(card)))
    assert [quoted in words for words in shown] == [True] * 4


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee said: “… We won.”",
        "Ann Lee said: “We waited …”",
        "“… We worked in the U.S. for years! …” Ann Lee said.",
        'Ann Lee said: "... We won."',
    ],
)
def test_check_accepts_a_shortened_quotation(line: str) -> None:
    """The words between are the article's, and they are given to whom the article gives them."""
    assert check(line, ARTICLE) == ()


def test_check_still_finds_altered_words_behind_an_ellipsis() -> None:
    assert [problem.kind for problem in check("Ann Lee said: “… We lost.”", ARTICLE)][:1] == ["quotation"]


def test_quotation_stands_beside_its_source(brief: Brief) -> None:
    """What was left out is marked as gone; a whole one is word for word."""
    assert sourced(brief, ARTICLE)[0].whole
    (shown,) = sourced(trim(brief, ARTICLE, "q1", 0, 1, 2), ARTICLE)
    assert not shown.whole
    assert next((piece.kind, piece.text) for piece in shown.pieces) == ("gone", "We waited.")


def test_share_counts_each_word_of_the_article_once(brief: Brief) -> None:
    """The whole text repeated is all of it, however often it is repeated."""
    line = replace(brief.lede, text=TEXT, spans=(replace(brief.lede.spans[0], start=0, end=len(TEXT)),))
    full = share_of(replace(brief, headline=line, lede=line), ARTICLE)
    assert (full.percent, full.words) == (100, full.repeated)
    assert 0 < full.percent_quoted < 100


def test_reworded_lines_do_not_count(brief: Brief) -> None:
    """They are the editor's words, whatever they rest on."""
    before = share_of(brief, ARTICLE)
    after = share_of(reword_at(brief, ARTICLE, "l", "The mayor looked back.", "Eve"), ARTICLE)
    assert after.repeated <= before.repeated


def test_empty_article_has_no_share() -> None:
    article = Article.from_text("")
    brief = condense(article)
    assert share_of(brief, article).percent == 0
