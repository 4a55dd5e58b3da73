"""What the wording of a question and a sentence settle although they share few words: ages, ends, first and last
words, what lies ahead; in articles of our own."""

from __future__ import annotations

import pytest

from briefs import Answer, Article, answer
from briefs.answers import build_index

JUBILEE = Article.from_text(
    "The Marden Bridge Company will celebrate its 150th anniversary in 2027 with a fair on the quay. "
    "Mayor Ann Doe said the town would give 80 lanterns. "
    "In 2026 Peru marks the 50th anniversary of the founding of its national park service. "
    "Governor Bob Roe, who will celebrate his 60th birthday in May, called the bridge a “quiet wonder”. "
    "The Lyme Museum opened a show on the tenth anniversary of the great flood."
)
HARBOUR = Article.from_text(
    "Dock workers in Marden had threatened to close the port before the union and the council struck a deal on Friday. "
    "“The port is the heart of this valley,” said Mayor Ann Doe, opening the talks at noon. "
    "Union leader Bob Roe answered with a smile. “We asked for little,” Roe said. "
    "The row over night shifts lasted for nine weeks. "
    "In the end, the two sides settled on shorter shifts for older crews, and nobody lost a job. "
    "“Our children will sail from this quay,” Doe said. “There are good years ahead of us.” "
    "Roe had the last say. “I am going home to sleep,” he said."
)
OFFICE = Article.from_text(
    "Governor Bob Roe opened the new quay in Lyme on Friday with Mayor Ann Doe. "
    "The visit came three weeks after Doe was sworn in following her victory in the May ballot, and it was the first "
    "joint visit of the two. "
    "Roe, who took office nine months ago, praised the masons. “We built it by hand,” he said. "
    "Doe is the first deaf mayor of Lyme. "
    "Critics of the quay in Lyme had spoken warmly of Doe long before she ran for office."
)
BRIDGE = Article.from_text(
    "The mayors of Marden and Lyme met on Friday. “Our bridge has carried us for a century,” Ann Doe said. "
    "“It remains the heart of the valley and of our trade.” "
    "Bob Roe said the county would reopen its mill in Westley, which was closed in 2011 to spare the budget, and would "
    "send 60 guards to a winter drill in May. "
    "The two called the old ferry a “floating wonder”. The truce followed weeks of shouting over the toll. "
    "Ministers from Chile, Peru and Bolivia signed a lake accord at noon. "
    "Under the pact, the three countries will share one rescue boat. Trout stocks fell by 30 percent last year. "
    "Prices of the fish rose by 12 percent, the harbour office said."
)
SNOW = Article.from_text(
    "“If Marden runs out of salt, we will send it,” Mayor Ann Doe told Marden. "
    "The Norwegian architect Ola Dahl and Peruvian Governor Rosa Paz listened. "
    "Paz said that her late father had always spoken fondly of Doe before the two families moved to Lyme. "
    "Paz had threatened to close the pass. “The pass is old,” Dahl said. “I hope to rebuild it.”"
)
TOLL = Article.from_text(
    "Mayor Ann Doe, who became mayor in April, met Governor Bob Roe on Monday. Roe took office last year. "
    "Farmers condemned the toll and blocked the bridge. "
    "Bakers, who sell less now, welcomed the toll, saying it was due. "
    "Lyme had threatened on Tuesday to leave the league. "
    "The town dug a ditch last year, a long one, to keep the goats out. "
    "The toll, which was imposed last year after complaints from the ferrymen, is paid in coins. "
    "Sales fell by half, according to the River Board, the regional body that organized the talks."
)
INDEXES = {
    article.id: build_index(article, embedder=None) for article in (JUBILEE, HARBOUR, OFFICE, BRIDGE, SNOW, TOLL)
}


def ask(article: Article, question: str) -> Answer:
    return answer(article, question, index=INDEXES[article.id])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How old will the Marden Bridge Company be in 2027?", "150"),
        ("how old will the marden bridge company turn in 2027", "150"),
        ("How many years will have passed since the founding of Peru's national park service in 2026?", "50"),
        ("How old will Bob Roe be in May?", "60"),
        ("How many years have passed since the great flood?", "tenth"),
    ],
)
def test_an_anniversary_tells_an_age(question: str, words: str) -> None:
    """The number of somebody's birthday, or of the anniversary of the asked thing, is how old it is."""
    assert ask(JUBILEE, question).text == words


@pytest.mark.parametrize(
    "question",
    ["How old was Peru in 2026?", "How old is the Lyme Museum?", "How old will the bridge company be in 2030?"],
)
def test_an_anniversary_of_something_else_tells_no_age(question: str) -> None:
    """Neither of whose service it is, nor of who marks it, nor of another year."""
    assert ask(JUBILEE, question).text not in ("50", "tenth", "150")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Did the dock workers end up closing the port?", "No"),
        ("Was the closure of the port averted?", "Yes"),
        ("How was the row over night shifts settled?", "settled on shorter shifts for older crews"),
        ("How did the quarrel about the shifts end?", "settled on shorter shifts for older crews"),
    ],
)
def test_an_agreement_ends_a_threat(question: str, words: str) -> None:
    """What an agreement came before was not done in the end, and is how a quarrel was settled."""
    assert ask(HARBOUR, question).text == words


def test_only_a_question_for_the_end_gets_a_no() -> None:
    """Whether it was done at all is not said by a threat."""
    assert ask(HARBOUR, "Did the dock workers close the port?").status == "not_in_article"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What were Roe's last words?", "I am going home to sleep"),
        ("What was the first thing Ann Doe said?", "The port is the heart of this valley"),
        ("What did Doe say last?", "There are good years ahead of us."),
        ("What are Doe's closing words in the story?", "There are good years ahead of us."),
        ("What did Doe say about the future?", "There are good years ahead of us."),
    ],
)
def test_words_are_told_by_their_place_and_time(question: str, words: str) -> None:
    """First and last words by where they stand; the future by what is said to lie ahead."""
    assert ask(HARBOUR, question).text == words


def test_who_says_nothing_of_the_time_to_come_is_not_quoted_on_it() -> None:
    """Words on something else are no answer."""
    assert ask(HARBOUR, "What did Roe say about the harvest?").status == "not_in_article"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How long had Doe been mayor at the time of the visit?", "three weeks"),
        ("How many weeks had Ann Doe been in office by the day of Roe's visit?", "three weeks"),
        ("How long had Roe been governor when the quay was opened?", "nine months"),
    ],
)
def test_a_time_in_office_counts_from_taking_it(question: str, words: str) -> None:
    """Whichever post the question names, and however the sentence words the beginning."""
    assert ask(OFFICE, question).text == words


def test_a_time_in_office_is_of_the_asked_one() -> None:
    """Not of somebody whose name only tells who it is."""
    assert ask(OFFICE, "How long had Roe's father been mayor when he came?").text != "nine months"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why is Doe's time as mayor historic?", "first deaf mayor of Lyme"),
        ("Why was the visit notable?", "first joint visit of the two"),
        ("Why is the quay historic?", ""),
    ],
)
def test_what_is_the_first_of_its_sort_is_historic(question: str, words: str) -> None:
    """The person or thing that a sentence calls the first, and no other."""
    assert ask(OFFICE, question).text == words


def test_a_way_into_office_is_found_wherever_it_stands() -> None:
    """“Following her victory” tells how she got to be mayor."""
    assert ask(OFFICE, "How did Doe get to be mayor?").text == "her victory"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How did Ann Doe describe the bridge's role in the valley?", "heart of the valley and of our trade"),
        ("Which two words describe the ferry?", "floating wonder"),
        ("What preceded the truce?", "weeks of shouting"),
        ("What came before the truce?", "weeks of shouting"),
        ("Which three countries made the accord?", "Chile, Peru and Bolivia"),
        ("What are the three countries that will share a boat?", "Chile, Peru and Bolivia"),
        ("By how much have trout prices risen?", "12 percent"),
    ],
)
def test_what_stands_for_another_is_named(question: str, words: str) -> None:
    """“It is …” behind the thing, “the three countries” for their names, “the fish” for its kind."""
    assert ask(BRIDGE, question).text == words


def test_a_purpose_belongs_to_its_verb() -> None:
    """“Closed in 2011 to spare the budget” tells why it was shut, not the verb that comes behind."""
    assert ask(BRIDGE, "Why was the mill in Westley shut?").text == "to spare the budget"


def test_to_speak_highly_is_to_praise() -> None:
    """So a clause that dates the one dates the other."""
    assert ask(OFFICE, "When had critics of the quay in Lyme praised Doe?").text == "long before she ran for office"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What nationality is Ola Dahl?", "Norwegian"),
        ("What is Paz's nationality?", "Peruvian"),
        ("What did Paz's father think of Doe?", "had always spoken fondly of Doe"),
        ("What was the father's opinion of Doe?", "had always spoken fondly of Doe"),
    ],
)
def test_an_origin_and_a_repute_are_told_by_others(question: str, words: str) -> None:
    """A nation stands before the name; what somebody thought of another is told by a third."""
    assert ask(SNOW, question).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who spoke first?", "Ann Doe"),
        ("Which person spoke last?", "Dahl"),
        ("Who is the last person to be quoted?", "Dahl"),
        ("What does Dahl expect of the future?", "I hope to rebuild it."),
    ],
)
def test_who_is_quoted_first_and_last_is_told(question: str, words: str) -> None:
    """By the order of the quotations."""
    assert ask(SNOW, question).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What was Paz's threat?", "close the pass"),
        ("What did Doe offer to Marden?", "we will send it"),
        ("What assurance did Doe give Marden?", "we will send it"),
    ],
)
def test_a_threat_and_an_offer_are_what_is_to_be_done(question: str, words: str) -> None:
    """The noun asks for the same as its verb; an offer is a promise."""
    assert ask(SNOW, question).text == words


def test_what_makes_a_thing_historic_is_asked_in_several_ways() -> None:
    """“What makes it a milestone?” asks why it is one."""
    assert ask(OFFICE, "What makes the visit so special?").text == "first joint visit of the two"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did farmers think of the toll?", "condemned the toll and blocked the bridge"),
        ("How did the bakers react to the toll?", "welcomed the toll"),
        ("What was the farmers' reaction to the toll?", "condemned the toll and blocked the bridge"),
        ("What did the goats think of the toll?", ""),
    ],
)
def test_a_stance_is_told_by_what_somebody_did(question: str, words: str) -> None:
    """Who is not quoted on a thing may have welcomed or condemned it."""
    assert ask(TOLL, question).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Since when has Doe been mayor?", "April"),
        ("Since when has Roe been in office?", "last year"),
    ],
)
def test_an_office_is_held_since_it_was_taken(question: str, words: str) -> None:
    """Not since the day on which something else took place."""
    assert ask(TOLL, question).text == words


def test_a_threat_and_a_purpose_may_stand_apart_from_their_verb() -> None:
    """By a day, or by a phrase set between commas."""
    assert ask(TOLL, "What was Lyme's threat?").text == "leave the league"
    assert ask(TOLL, "Why did the town dig a ditch?").text in ("keep the goats out", "to keep the goats out")


def test_a_name_is_given_for_the_phrase_beside_it() -> None:
    """“The river board, the body that organized the talks” is the board."""
    assert ask(TOLL, "Who organized the talks?").text == "River Board"


def test_why_it_was_done_may_be_asked_by_another_verb() -> None:
    """What was imposed was introduced."""
    assert ask(TOLL, "Why was the toll introduced?").text == "complaints from the ferrymen"
