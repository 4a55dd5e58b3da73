"""Questions that take for granted what the article does not tell, or ask for more than it tells, are not answered."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from briefs.answers import build_index
from tests.briefs.asking import Asked

TEXT = (
    "Norwegian Prime Minister Ida Berg met Canadian Foreign Minister Paul Roy in Oslo on Thursday, the first talks "
    "between the two ministers since Berg won the leadership of the Northern Farmers Party last month. "
    "The talks were held at the old Customs House, a museum since 1988. "
    "Berg announced that Norway will give 40 fishing boats to Canada to mark the anniversary of a fisheries treaty. "
    "The boats recall Canada’s 1951 gift of timber to Norway, a lasting sign of goodwill. "
    "The ministers were also due to discuss shipping, above all the Arctic routes. "
    "In March the two countries signed a fisheries accord that set an 8 percent levy on Norwegian salmon and secured "
    "a pledge from Norway to spend $3 billion in Canada. "
    "Roy had threatened to raise the levy to 20 percent before both sides found a compromise. "
    "“If you need any advice, any loan, any ship, call us,” Roy said. "
    "Berg thanked him for his work in the Arctic Council and praised him for calming a dispute in Iceland. "
    "The late Prime Minister Leif Dahl trusted Canada more than anybody. "
    "Most trawlers carry sonar that finds cod."
)
REPORT = Asked(TEXT)
ask, refuses = REPORT.ask, REPORT.refuses


@pytest.mark.parametrize(
    "question",
    [
        "How many boats will Canada give to Norway?",
        "how many boats will canada give to norway",
        "Who gave timber to Canada?",
    ],
)
def test_a_gift_is_not_told_of_who_gets_it(question: str) -> None:
    """Who gives in the sentence must not be who gets in the question."""
    assert refuses(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many boats will Norway give to Canada?", "40"),
        ("What did Canada give to Norway in 1951?", "timber"),
        ("Who gave timber to Norway?", "Canada"),
    ],
)
def test_the_asked_giver_is_found_beside_another(question: str, words: str) -> None:
    """Of two gifts that go both ways the one of the asked giver is told."""
    assert words in ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "Who is Denmark's prime minister?",
        "For what did the prime minister of Iceland thank Roy?",
        "Who leads the Southern Farmers Party?",
    ],
)
def test_an_office_or_a_body_of_another_name_is_another(question: str) -> None:
    """A prime minister of one country is none of another, and a party of another name is another party."""
    assert refuses(question)


def test_an_office_is_told_where_its_country_stands_beside_it() -> None:
    """“Canadian” says whose the minister is."""
    assert "Roy" in ask("Who is Canada's foreign minister?").text


@pytest.mark.parametrize(
    "question",
    [
        "Why did Norway leave the Arctic Council?",
        "Why did Berg turn down the accord?",
        "Why did Canada cancel the accord?",
    ],
)
def test_why_needs_that_it_happened(question: str) -> None:
    """Nothing is the reason of what no sentence tells; a verb with its particle is another verb."""
    assert refuses(question)


def test_why_is_told_of_what_happened() -> None:
    """What the sentence tells has its reason in it."""
    assert "work in the Arctic Council" in ask("Why did Berg thank Roy?").text


def test_a_denial_is_not_answered_by_its_contrary() -> None:
    """Of trawlers that carry sonar nothing follows for those that do not."""
    assert refuses("What do most trawlers not carry?")
    assert not refuses("What do most trawlers carry?")


def test_what_is_offered_in_any_case_was_not_asked_for() -> None:
    """“Any loan” is none that somebody asked for."""
    assert refuses("Which loan did Berg ask Roy for?")


def test_nothing_is_decided_about_what_was_to_be_discussed() -> None:
    """What ministers are due to discuss they have not decided."""
    assert refuses("What did the ministers decide about shipping?")


def test_that_it_was_done_does_not_tell_how_exactly() -> None:
    """“Exactly” asks for more than the deed."""
    assert refuses("How exactly did Roy calm the dispute in Iceland?")


def test_a_threatened_figure_neither_starts_nor_lasts() -> None:
    """When and how long are not told of a rate that was only threatened, whatever the tense."""
    assert refuses("When does the 20 percent levy start?")
    assert refuses("How long was the 20 percent levy in force?")


def test_a_yes_needs_the_deed_that_it_is_for() -> None:
    """Thanked for one thing is not thanked for another."""
    assert ask("Did Berg thank Roy for lowering the levy?").text != "Yes"
    assert ask("Did Berg thank Roy for his work in the Arctic Council?").text == "Yes"


@pytest.mark.parametrize(
    "question",
    [
        "In which industries will the $3 billion be spent?",
        "Which provinces will get the $3 billion?",
        "Where in Canada will the boats be stationed?",
        "How many minutes did Berg and Roy talk?",
        "On which day of the month did Berg meet Roy?",
        "By which year must Norway spend the $3 billion?",
        "Which mayor of Oslo sent the timber?",
        "Who else won the leadership?",
        "when was dahl prime minister",
    ],
)
def test_a_coarser_answer_is_none(question: str) -> None:
    """A country is no industry, two ministers are no minutes, a weekday is no day of a month."""
    assert refuses(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("On what day did Berg meet Roy?", "Thursday"),
        ("Where in Oslo were the talks held?", "Customs House"),
        ("In which country will the $3 billion be spent?", "Canada"),
        ("Since when has the Customs House been a museum?", "1988"),
    ],
)
def test_an_answer_as_fine_as_asked_is_given(question: str, words: str) -> None:
    """What is asked in general may be told in general."""
    assert words in ask(question).text


OTHER = Article.from_text(
    "French President Marie Colin welcomed Egypt’s new foreign minister, Hassan Nour, to Lyon on Tuesday. "
    "She promised that France would lend 120 paintings to the Cairo Museum for its birthday in 2028. "
    "French doctors helped after the floods in Aswan, which killed 43 people. "
    "Paris had warned that it would end the discount if Cairo did not pay by June. "
    "The former ambassador, Luc Perrin, described the contract as “a bridge over troubled water”. "
    "The ministers are expected to sign a treaty on fishing next spring."
)
OTHERS = build_index(OTHER, embedder=None)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the president of Egypt?",
        "Who is the ambassador now?",
        "How many doctors helped after the floods?",
        "Why did Paris end the discount?",
        "When did Paris end the discount?",
        "When was the treaty on fishing signed?",
        "Which month of 2028 is the birthday of the museum?",
    ],
)
def test_what_stands_near_is_not_what_is_asked(question: str) -> None:
    """A president of another country, a former ambassador, people for doctors, a warning, a day to come, no month."""
    assert answer(OTHER, question, index=OTHERS).status == "not_in_article"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who is the French president?", "Colin"),
        ("Which museum gets the paintings?", "Cairo Museum"),
        ("When will the treaty on fishing be signed?", "next spring"),
        ("How many people were killed in the floods?", "43"),
    ],
)
def test_what_is_asked_is_told(question: str, words: str) -> None:
    """The same words answer what they are told of."""
    assert words in answer(OTHER, question, index=OTHERS).text
