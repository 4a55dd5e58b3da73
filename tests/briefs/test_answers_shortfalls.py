"""What was found is no answer where it lacks what is asked for: a figure, a name, somebody, the asked stuff."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from tests.briefs.asking import Asked

TEXT = (
    "Finance Minister Ida Berg received the Peruvian envoy Luis Vega in Lima on Monday. "
    "The two talked for an hour at Garden House, the residence of the province’s governor. "
    "“On the fish we never quarrelled,” said Vega, who chaired the session at a hotel by the lake. "
    "The two countries signed a tin accord in April that sets a 9 percent duty on copper. "
    "Peru sold $70 million worth of copper to Norway last year. "
    "It buys natural gas from Chile. "
    "Berg, 51, took over the Harbour Party after its vote in March, which Ann Doe lost. "
    "Karl Moe, her driver, waited outside with 12 guards. "
    "A court gave the trader Ivo Pike 7 years on 19 charges."
)
REPORT = Asked(TEXT)
ask, refuses = REPORT.ask, REPORT.refuses


@pytest.mark.parametrize(
    "question",
    [
        "How old is Luis Vega?",
        "How many surgeons operated on Doe?",
        "How many doctors operated on Ann Doe?",
        "How old is the Peruvian envoy?",
        "How many ships belong to Moe?",
    ],
)
def test_no_figure_in_the_sentence_is_no_answer(question: str) -> None:
    """An age, a count or a share that the best sentence cannot have is refused, not shown as near."""
    assert refuses(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How old is Berg?", "51"),
        ("How many guards were there?", "12"),
        ("What is the duty on copper?", "9 percent"),
        ("How much copper did Peru sell to Norway?", "$70 million"),
        ("How many charges were there against Pike?", "19"),
    ],
)
def test_a_figure_of_the_asked_sort_is_told(question: str, words: str) -> None:
    """An age, a count, a share and a sum that stand there are given."""
    assert words in ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "How much gas does Peru sell to Norway?",
        "How much natural gas did Peru sell to Norway?",
        "How much natural gas will Peru sell to Norway?",
        "How much gas did Norway buy?",
        "How many years did Pike ask for?",
    ],
)
def test_a_sum_of_other_stuff_is_no_answer(question: str) -> None:
    """Copper tells nothing of gas, and who signed nothing of what was paid."""
    assert refuses(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the province's governor?",
        "What is the name of the province's governor?",
        "What is the name of the hotel?",
        "Which minister accompanied Vega?",
        "Who beat Berg in the vote?",
    ],
)
def test_nobody_who_is_named_is_no_answer(question: str) -> None:
    """A house is no governor, a guest no hotel, and where nobody came along or won nobody is told."""
    assert refuses(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who is the finance minister?", "Berg"),
        ("What is the name of her driver?", "Karl Moe"),
        ("Which minister received Vega?", "Berg"),
        ("Where did the two talk for an hour?", "Garden House"),
        ("Who is the Peruvian envoy?", "Luis Vega"),
    ],
)
def test_somebody_of_the_asked_office_is_named(question: str, words: str) -> None:
    """A name beside the office, and a name that says itself what it is, is given."""
    assert words in ask(question).text


def test_a_year_is_no_date_and_a_month_is_nobody() -> None:
    """A date needs its day, and “who” is told by no month."""
    article = Article.from_text("Ann Doe was born in Ostby in 1961. The plan has to be approved in March.")
    assert answer(article, "On what date was Doe born?").status == "not_in_article"
    assert answer(article, "Who has to approve the plan?").text != "March"


def test_the_sentence_of_the_asked_year_without_a_count_tells_none() -> None:
    """“How many boats were in the 1951 gift?” of the only sentence on that gift, which counts nothing."""
    article = Article.from_text(
        "Norway will give 40 fishing boats to Canada. The gesture echoes Canada’s original 1951 gift of timber boats."
    )
    assert answer(article, "How many boats were in the original gift of 1951?").status == "not_in_article"
    assert answer(article, "How many fishing boats will Norway give to Canada?").text.startswith("40")
