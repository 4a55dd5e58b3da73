"""Theme: what a story is about, and which points do not belong to it, tell it twice, or say what comes next."""

from __future__ import annotations

import pytest

from briefs.article import Article
from briefs.condense import condense
from briefs.news import events, is_next_step, tells
from briefs.theme import Theme

FIRE = """\
A baker has admitted setting fire to the town hall of Port Ellis, which burned down in May.
Karl Weller, 41, told the court in Calmar that he had been refused a licence for his bakery three times.
The town hall was insured for 4 million crowns, and Port Ellis has met in a school since the fire.
Weller admitted one count of arson and was told to expect a term of up to six years.
Weller will be sentenced on 27 June.
The juggler Otto Finn was cycling past the harbour with his dog that night.
The harbour cafe sells 14 kinds of soup in the summer, and the gulls are fond of all of them.
The mayor, Ruth Calder, said the town hall would be rebuilt in stone, because wood had burned twice.
Firefighters from Port Ellis and Calmar needed nine hours to put out the fire in the town hall.
The council of Port Ellis meets in the gymnasium of the school, beneath the ropes.
"""


def shown(text: str) -> list[str]:
    return [line.text for line in condense(Article.from_text(text)).key_points]


def test_the_next_step_is_a_point() -> None:
    """A date that is fixed is what a reader asks for, short as its sentence is; it is not told again as outlook."""
    brief = condense(Article.from_text(FIRE))
    assert "Weller will be sentenced on 27 June." in [line.text for line in brief.key_points]
    assert not [line for line in brief.outlook if "27 June" in line.text]


@pytest.mark.parametrize("words", ["juggler", "14 kinds of soup"])
def test_a_side_figure_is_no_point(words: str) -> None:
    """Who is named once and takes no position, and what has no word of the story's subject, is colour."""
    assert not [text for text in shown(FIRE) if words in text]


def test_a_story_with_less_news_has_fewer_points() -> None:
    """Beyond the third, a point must bring news of the story's own subject."""
    colour = "".join(f"The gulls of the {where} were loud in the morning air.\n" for where in "pier quay mole".split())
    news = FIRE.splitlines(keepends=True)
    assert len(shown("".join(news[:3]) + colour)) <= 3 < len(shown(FIRE + colour * 3))


def test_who_speaks_does_not_stray() -> None:
    """A judge or an expert is often named once; their words are a position. A stranger's walk is none."""
    article = Article.from_text(FIRE)
    theme = Theme(article.sentences, article.sentences[0].text)
    assert not theme.strays("The mayor, Ruth Calder, said the town hall would be rebuilt.")
    assert theme.strays("The juggler Otto Finn was cycling past the harbour.")
    assert not theme.strays("Weller was cycling past the harbour.")


def test_a_caption_before_the_lede_is_left_out() -> None:
    """It names whom the lede brings in as “A baker” and says the same."""
    caption = "Karl Weller set fire to the town hall of Port Ellis and watched it burn.\n"
    assert condense(Article.from_text(caption + FIRE)).lede.text.startswith("A baker has admitted")


def test_what_came_out_is_one_event_in_other_words() -> None:
    """“Fatally” and “died” tell of one death; a term or a sum is more than the event."""
    assert events("The referee was fatally struck.") == events("The referee died in hospital.") != frozenset()
    assert not events("The referee's killer was jailed for four years.")


@pytest.mark.parametrize(
    ("own", "ahead"),
    [
        ("The council will vote on Tuesday.", True),
        ("A hearing has been set for 14 July.", True),
        ("Talks are due to resume next week.", True),
        ("The bank will not lend without a deposit.", False),
        ("The vote on Tuesday was lost.", False),
    ],
)
def test_a_next_step_has_its_time(own: str, ahead: bool) -> None:
    """“will” alone is often a general truth, and a date alone is often past."""
    assert is_next_step(own) is ahead


def test_an_age_is_no_measure() -> None:
    """“28, was” counts nothing; “28 boats” does."""
    assert tells("The storm sank 28 boats in the bay.")
    assert not tells("Lee, 28, was in a red coat.")
