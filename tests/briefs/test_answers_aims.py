"""Aims, parties, totals and sides that a question names by its wording, in an article of our own."""

from __future__ import annotations

import pytest

from briefs import Article, answer

STORY = Article.from_text(
    "Mayor Ann Doe met Governor Bob Roe in Marden on Thursday, marking the first official talks between the two since "
    "Roe took over earlier this year. "
    "Doe took office in May following her election as head of the Green Club. "
    "“If the harbour floods again, we will lend Marden our pumps,” Roe said. "
    "Critics praised the harbour plan long before they saw a drawing. "
    "Roe, known for his cautious views and long walks, thanked Doe for her patience. "
    "“My father would be very happy to watch you open this bridge,” Roe said. "
    "Doe praised Governor Roe for his work in the valley and his role in calming disputes between Lyme and Westley. "
    "Peru and Norway signed a fishing treaty in July that set a 12 percent levy on cod while securing a promise from "
    "Norway to build $300 million of ships. "
    "Peru had threatened to raise the levy to 20 percent. "
    "In 2023, cod sales to Norway totaled about $40 million, while trout sales to Peru reached $90 million, in a "
    "trade that both sides said they intend to widen next year. "
    "The visit underscored a firm cultural and economic friendship. "
    "Norway remains one of Peru’s oldest fishing partners."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How do both sides intend to change the trade?", "widen next year"),
        ("What did Roe promise Marden?", "we will lend Marden our pumps"),
        ("What would make Roe's father very happy?", "to watch you open this bridge"),
        ("What was Roe's role between Lyme and Westley?", "calming disputes between Lyme and Westley"),
    ],
)
def test_an_aim_is_told_by_its_verb(question: str, words: str) -> None:
    """What somebody means, promises, would be happy about or had a part in is the verb with what belongs to it."""
    assert answer(STORY, question).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which country made a promise to build ships?", "Norway"),
        ("With which country did Peru sign a fishing treaty?", "Norway"),
        ("What did the treaty secure from Norway?", "promise"),
    ],
)
def test_a_party_is_told_from_the_other(question: str, words: str) -> None:
    """Who gives is the one after “from”; who signs with the asked one is the other one of two."""
    assert answer(STORY, question).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which sales reached $90 million?", "trout sales to Peru"),
        ("Which sales totaled about $40 million in 2023?", "cod sales to Norway"),
        ("Which imports reached $90 million?", ""),
    ],
)
def test_a_figure_is_of_the_asked_sort(question: str, words: str) -> None:
    """What reached a figure is named by its sentence, and only where it is of the asked sort."""
    found = answer(STORY, question)
    assert found.text == words if words else found.text not in ("trout sales to Peru", "cod sales to Norway")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Is Roe known for cautious or green views?", "cautious"),
        ("Is the agreed levy higher or lower than the threatened 20 percent?", "lower"),
        ("When did the first official talks take place?", "Thursday"),
        ("Before what did critics praise the harbour plan?", "they saw a drawing"),
        ("Following what event did Doe take office?", "her election as head of the Green Club"),
        ("For what did Doe praise the governor?", "his work in the valley and his role in calming disputes"),
        ("Which friendship did the visit underscore?", "firm cultural and economic friendship"),
        ("What is Norway to Peru in terms of fishing?", "one of Peru’s oldest fishing partners"),
    ],
)
def test_the_whole_phrase_of_the_asked_side(question: str, words: str) -> None:
    """A trait, a side, a day, a step or a reason is given whole, and from the clause that tells it."""
    assert answer(STORY, question).text.startswith(words)


def test_a_vowed_deed_leaves_only_its_object_open() -> None:
    """“What did he vow to lend?” asks for the thing, not for the whole promise."""
    assert not answer(STORY, "What did Roe vow to lend?").text.startswith("we will")
