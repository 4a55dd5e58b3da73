"""Condensing: a whole brief from any text, every line of it proven by its span."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.article import Article
from briefs.choice import likeness
from briefs.condense import condense
from briefs.context import opens_back
from briefs.model import Brief, Line, Modality, Span
from tests.briefs import pages

SUMMIT = """\
President Donald Trump was received in Tokyo on Monday by Sanae Takaichi, Japan’s new prime minister, for a first \
meeting.
Trump called her rise “a big deal — not just for Japan, but for the entire world.”
“We are an ally at the strongest level,” Trump said.
Takaichi announced that Tokyo will donate 250 cherry trees to the United States for the nation’s 250th birthday in \
2026. The first such trees reached Washington in 1912.
The leaders were also expected to talk about trade. An accord of July set a duty of 15 percent on Japanese goods \
and secured a pledge from Tokyo to invest $550 billion in America. Trump had threatened to raise the duty to 25 \
percent before the accord was struck.
In 2024, exports to Japan came to about $80 billion, while Japanese exports to America reached $148 billion.
Both leaders affirmed the “unbreakable bond” between their nations.
“Our alliance has stood the test of time,” Takaichi said.
“The U.S.-Japan friendship is stronger than ever,” he said.
"""
COURT = """\
The Supreme Court of Norland ruled on Thursday that the state must pay 1,200 former miners for the harm that coal \
dust did to their lungs. Judge Edda Holm, who wrote for a majority of five to two, found that ministers had known \
of the danger since 1974.
“The state knew, and it looked away,” Holm wrote.
Payments will begin in May and could reach 90 million crowns, according to the finance ministry. The ministry has \
until 30 April to publish the rules. Two judges disagreed, saying that parliament and not a court should decide on \
such sums.
The miners’ union had sued in 2015, after talks with three governments failed. Its chairman, Olav Brekke, said \
that 300 of the men had died while they waited.
"""


def lines_of(brief: Brief) -> tuple[Line, ...]:
    return (brief.lede, brief.short, *brief.key_points, *brief.more_points, *brief.outlook)


def evidence_of(brief: Brief) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Every text of a brief with the spans that prove it."""
    yield from ((line.text, line.spans) for line in (*lines_of(brief), brief.headline) if line.spans)
    yield from ((part, (span,)) for q in brief.all_quotes for part, span in zip(q.parts, q.spans, strict=True))
    yield from ((figure.text, (figure.span,)) for figure in brief.figures)
    yield from ((event.text, event.spans) for event in brief.timeline)
    yield from ((event.when, (event.when_span,)) for event in brief.timeline)


def proven(article: Article, brief: Brief) -> bool:
    return all(
        text == " ".join(article.cut(span) for span in spans) and {span.article for span in spans} == {article.id}
        for text, spans in evidence_of(brief)
    )


@pytest.mark.parametrize("text", [SUMMIT, COURT, "\n".join(pages.STORY)])
def test_every_line_is_proven_by_its_span(text: str) -> None:
    """The text of each line is the article's at the line's spans."""
    article = Article.from_text(text)
    assert proven(article, condense(article))


@pytest.mark.parametrize("text", [SUMMIT, COURT, "\n".join(pages.STORY)])
def test_no_key_point_leans_on_a_sentence_that_was_left_out(text: str) -> None:
    """Points are read alone, so none opens on “he”, “but” or “this”."""
    brief = condense(Article.from_text(text))
    assert brief.key_points
    assert not [line.text for line in (*brief.key_points, *brief.outlook) if opens_back(line.text)]


@pytest.mark.parametrize("text", [SUMMIT, COURT, "\n".join(pages.STORY)])
def test_no_two_lines_say_the_same(text: str) -> None:
    """Lede, points and outlook share no more than half of their words."""
    brief = condense(Article.from_text(text))
    lines = (brief.lede, *brief.key_points, *brief.outlook)
    assert not [
        (one.text, other.text)
        for at, one in enumerate(lines)
        for other in lines[at + 1 :]
        if likeness(one.text, other.text) > 0.6
    ]


def test_the_summit_is_briefed_as_its_report_says_it() -> None:
    """What was expected stays expected, what was threatened is no outlook, and the pledge is one."""
    brief = condense(Article.from_text(SUMMIT))
    assert brief.lede.text.startswith("President Donald Trump was received in Tokyo")
    ahead = {line.text.split(None, 3)[0]: line.modality for line in brief.outlook}
    assert ahead == {"Takaichi": Modality.PLEDGE, "The": Modality.EXPECTATION}
    duties = {str(f.value): f.modality for f in brief.figures if f.unit == "percent"}
    assert duties == {"15": Modality.FACT, "25": Modality.THREAT}
    assert {event.date for event in brief.timeline if event.when in ("on Monday", "of July")} <= {""}
    assert brief.notes == ()


def test_an_article_of_two_sentences_is_shown_whole() -> None:
    """There is nothing to leave out, and the note says so."""
    brief = condense(Article.from_text("The harbour of Port Ellis will close. The mayor, Ruth Calder, said why."))
    assert brief.lede.text == "The harbour of Port Ellis will close. The mayor, Ruth Calder, said why."
    assert (len(brief.lede.spans), brief.key_points) == (2, ())
    assert brief.notes == ("This article is too short to condense; it is shown whole.",)


def test_an_article_without_quotations_has_none() -> None:
    """No quotations are made of reported speech."""
    brief = condense(Article.from_text("\n".join(s for s in pages.STORY if "“" not in s)))
    assert (brief.quotes, brief.all_quotes) == ((), ())
    assert brief.key_points


def test_a_dateline_is_in_no_line() -> None:
    """“PORT ELLIS (AP) —” says where the report was filed and belongs to no sentence."""
    brief = condense(Article.from_text("PORT ELLIS, March 17 (AP) — " + "\n".join(pages.STORY)))
    assert brief.lede.text == pages.STORY[0]
    assert not [line for line in lines_of(brief) if "(AP)" in line.text]


def test_british_marks_and_spelling_read_as_well() -> None:
    """Single marks quote, and apostrophes in them do not."""
    text = (
        "The harbour’s programme was criticised by fishermen on Tuesday night.\n"
        "‘We’ve waited long enough, and the boats’ owners know it,’ said the mayor, Ruth Calder, after the vote.\n"
        "She favours a new defence of stone, which would cost £12m and take two years to organise.\n"
        "Labour’s councillors abstained, and the town’s 40 fishermen walked out of the theatre in protest."
    )
    brief = condense(Article.from_text(text))
    assert [quote.parts[0] for quote in brief.all_quotes] == [
        "We’ve waited long enough, and the boats’ owners know it,"
    ]
    assert [quote.speakers for quote in brief.all_quotes] == [("Ruth Calder",)]


def test_a_saved_page_is_briefed_like_its_text() -> None:
    """What surrounds the story changes nothing of the brief."""
    brief = condense(Article.from_html(pages.with_furniture(), "https://ellis-courier.example/"))
    assert brief.headline.text == pages.HEADLINE
    assert brief.lede.text == pages.STORY[0]
    days = {event.when: event.date for event in brief.timeline}
    assert days["on Tuesday"] == datetime.fromisoformat(pages.STAMP).date().isoformat()


def test_a_long_article_has_five_points_and_ten_more() -> None:
    """10,000 words make a brief of the same length, with more behind it."""

    def word(n: int) -> str:
        return "".join("bcdfglmnrs"[int(digit)] + "aeiouaeiou"[int(digit)] for digit in f"{n:04}")

    told = (
        f"The council of {word(n + 300).title()} {word(n + 600)} {n + 3} new {word(n + 900)} for {word(n + 1200)}. "
        f"The council said {n * 7 + 40} {word(n + 1500)}s and {word(n + 1800)} were {word(n + 2100)} "
        f"in {word(n + 2400).title()}."
        for n in range(500)
    )
    brief = condense(Article.from_text("\n".join(told)))
    assert (len(brief.key_points), len(brief.more_points)) == (5, 10)


@pytest.mark.parametrize(
    "text", ["", "\0\1\2", "12 12 12", "Das ist nicht auf Englisch geschrieben, sondern auf Deutsch."]
)
def test_what_cannot_be_briefed_is_a_brief_that_says_why(text: str) -> None:
    """No exception: the note carries the reason."""
    article = Article.from_text(text)
    brief = condense(article)
    assert brief.notes == (article.problem,)
    assert (brief.lede.text, brief.key_points, brief.figures) == ("", (), ())


HOSTILE = {
    "quotation marks": "“" * 10_000,
    "straight marks": '" ' * 10_000,
    "capitals": "A" * 10_000,
    "capital words": "ABC Def " * 5_000,
    "digits": "1" * 10_000,
    "numbers": "12 " * 4_000,
    "figures": "$5 million and 7 percent in 2024 " * 500,
    "one word": "word " * 4_000,
    "sentences of one word": "The. " * 4_000,
    "right to left": "שלום עולם " * 4_000,
    "emoji": "😀 " * 10_000,
    "zero width": "a\u200bb\u2060 " * 4_000,
    "mixed line ends": "He said it.\r\nThe boat.\u2028It\rleft.\x0b" * 1_200,
    "brackets": "(" * 10_000,
    "commas": "the boat, which " * 1_000,
    "dashes": "the boat — " * 4_000,
    "entities": "the &amp; boat &quot; " * 2_000,
    "apostrophes": "the ‘boat’ ’ ‘ " * 1_000,
    "colons": "Boats: The " * 4_000,
    "said": "the man said “no” and " * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_condensed_or_refused(name: str) -> None:
    """Alone or inside a real report, it raises nothing and every line stays verbatim."""
    for text in (HOSTILE[name], f"{SUMMIT}\n{HOSTILE[name]}\n{COURT}"):
        article = Article.from_text(text)
        brief = condense(article)
        assert proven(article, brief)
        assert len(brief.short.text) <= 280


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([*SUMMIT.split(" "), *COURT.split(" "), "\n", "“", "”", "’", '"', "(", "he", "—"]), max_size=80
    )
)
def test_any_shuffle_of_news_words_is_condensed_verbatim(words: list[str]) -> None:
    """Whatever the order of marks, names and figures, no exception, and every line is proven."""
    article = Article.from_text(" ".join(words))
    assert proven(article, condense(article))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_inside_a_report_is_condensed_verbatim(before: str, after: str) -> None:
    """Any characters around real sentences."""
    article = Article.from_text(f"{before}\n{COURT}\n{after}")
    assert proven(article, condense(article))
