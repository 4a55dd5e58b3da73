"""Roles: the words in the place that a question asks for by its noun, its preposition or its manner."""

from __future__ import annotations

import pytest

from briefs import Article, answer

STORY = Article.from_text(
    "Harbour Minister Ida Lund met Mayor Karl Brenner in the port of Vessby on Friday. "
    "Lund thanked Brenner for his patient efforts in the northern docks and his part in a truce with the pilots. "
    "As a sign of gratitude, Lund said that the state would give twelve lanterns to the town. "
    "Two weeks after the storm the crane owner quietly assumed control following a vote of the Pilots Union. "
    "The treaty sets a 9 percent levy on foreign timber while winning a promise from Vessby to build a school. "
    "The two towns have a closely entangled fishing trade. "
    "“He would be so proud to see the new quay,” Lund said. "
    "Surveyor Olga Reiss from Vessby Borough Council found the lost bell on muddy planks. "
    "The patient remains in a grave but steady condition. "
    "Piet Hansen, a former Brenner aide, is expected to testify. "
    "The tower is an emblem of the town. "
    "She praised his part in easing quarrels between Vessby and Marden — an issue that had stirred the whole coast. "
    "The fire broke out at Lindholm airfield in Westshire."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which minister met Brenner in Vessby?", "Ida Lund"),
        ("For which efforts did Lund thank Brenner?", "his patient efforts in the northern docks"),
        ("As a sign of what will the lanterns be given?", "gratitude"),
        ("What did the owner quietly assume two weeks after the storm?", "control"),
        ("Which promise did the treaty win from Vessby?", "promise from Vessby to build a school"),
        ("How high is the levy on timber?", "9 percent"),
        ("How would he feel to see the new quay?", "so proud"),
        ("Who found the lost bell?", "Olga Reiss"),
        ("On what was the bell found?", "muddy planks"),
        ("In what condition is the patient?", "grave but steady condition"),
        ("Which former aide will testify?", "Piet Hansen"),
        ("What is the tower a sign of?", "town"),
        ("What issue stirred the whole coast?", "quarrels between Vessby and Marden"),
        ("Where did the fire break out?", "Lindholm airfield in Westshire"),
    ],
)
def test_the_asked_role_is_given(question: str, words: str) -> None:
    """The phrase of the asked noun, the object of the asked verb, the complement of the asked preposition."""
    assert answer(STORY, question).text == words


def test_a_trait_is_the_adjectives_of_its_noun() -> None:
    """“How is the trade described?” wants no clause."""
    assert answer(STORY, "How does the article describe the fishing trade?").text == "closely entangled"


TRADE = Article.from_text(
    "In 2023, Norwegian exports to Spain came to $80 million, while Spanish exports to Norway reached $148 million. "
    "Spain promised to invest $90 million in Norwegian harbours."
)


def test_a_comparison_names_both_asked_things() -> None:
    """What is no export is not compared by the figures of exports, and the reader is told so."""
    given = answer(TRADE, "Which is larger, the investment or the trade deficit?")
    assert given.status == "not_in_article"
    assert "both" in given.note


def test_exports_are_compared_by_their_own_figures() -> None:
    """Both sides stand beside each other in one sentence."""
    given = answer(TRADE, "Which is larger, Norwegian exports to Spain or Spanish exports to Norway?")
    assert given.text == "Spanish exports to Norway"


def test_words_of_the_news_stand_for_each_other() -> None:
    """Efforts are initiatives, politics are views, and an obstacle is a ceiling."""
    story = Article.from_text(
        "Ann Doe, known for her liberal views, opened the talks in Marden. "
        "She commended Carl Berg for his tireless initiatives in the eastern valleys. "
        "Berg said that she had broken the ceiling of the guild."
    )
    assert answer(story, "How are Doe's politics described?").text == "liberal"
    assert answer(story, "Which efforts did Doe commend?").text == "his tireless initiatives in the eastern valleys"
