"""A headline that was pasted with the text, with a stop behind it, is the headline and not the news."""

from __future__ import annotations

import pytest

from briefs import Article, condense

STORY = (
    "The harbour council of Ashby voted on Tuesday to widen the northern channel for 40 million crowns. "
    "Fishing crews had asked for it since the spring.\n\n"
    "“We have waited long enough,” said the council's chair, Mara Lindqvist. Work will begin on 4 May."
)


@pytest.mark.parametrize(
    "title",
    [
        "Ashby Council Votes For Wider Channel After Long Wait.",
        "Harbour council votes to widen northern channel.",
        "Poll: Crews Back Plan To Widen Ashby Channel.",
    ],
)
def test_title_heads_the_brief_and_the_news_is_its_lede(title: str) -> None:
    """What the title says again in short takes no line from the story."""
    brief = condense(Article.from_text(f"{title}\n\n{STORY}"))
    assert brief.headline.text == title.rstrip(".")
    assert brief.lede.text.startswith("The harbour council of Ashby voted on Tuesday")


@pytest.mark.parametrize(
    "first",
    [
        "A fisherman has been rescued after nine days at sea.",
        "The mayor of Ashby has resigned.",
        "“We have waited long enough,” the chair said.",
    ],
)
def test_short_first_paragraph_of_its_own_news_stays(first: str) -> None:
    """Many reports open on a paragraph of one short sentence."""
    brief = condense(Article.from_text(f"{first}\n\n{STORY}"))
    assert first.split()[1].strip("“”,") in f"{brief.lede.text} {' '.join(p.text for p in brief.key_points)}"
