"""A deed of another, of another day, or only promised or due, answers no question that takes it for done."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from tests.briefs.asking import Asked

TEXT = (
    "Port Governor Lena Strand welcomed the shipping magnate Omar Haddad at the stately Tide House on Wednesday, their "
    "first meeting since she won the leadership of the Coastal Reform Party in May. "
    "Haddad had threatened to move his ferries to Ostby before both sides settled. "
    "Strand rejected his plan for a second pier. "
    "The council and the company signed a harbour lease in June that secured a pledge from Haddad to spend $40 million "
    "on new cranes. "
    "Haddad repaired the old lighthouse and gave 30 lamps to the sailing school. "
    "The lease still has to be approved by the town council before the end of March. "
    "“The winter will be hard,” Strand warned. "
    "Strand praised the crew of the rescue boat, who saved 14 fishermen in April."
)
REPORT = Asked(TEXT)
ask, refuses = REPORT.ask, REPORT.refuses


@pytest.mark.parametrize(
    "question",
    [
        "Why did Strand threaten to move the ferries to Ostby?",
        "What did Haddad reject?",
        "What did Strand repair?",
        "Whose plan did Haddad reject?",
        "Which crew did Haddad praise?",
    ],
)
def test_a_deed_of_another_is_not_told_of_the_asked_one(question: str) -> None:
    """Where the sentence names who did it, and it is not whom the question names, nothing answers."""
    assert refuses(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Haddad threaten to do?", "move his ferries"),
        ("What did Strand reject?", "his plan"),
        ("What did Haddad repair?", "lighthouse"),
        ("How many lamps did Haddad give to the sailing school?", "30"),
        ("Whom did Strand praise?", "crew"),
    ],
)
def test_a_deed_of_the_asked_one_is_answered(question: str, words: str) -> None:
    """The rule leaves alone what is told of whom the question names."""
    assert words in ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "Why did the company call off the lease?",
        "When was the lease called off?",
        "Why did Strand step down?",
        "Why did the talks break down?",
        "Why did Haddad back out of the lease?",
    ],
)
def test_what_is_nowhere_undone_has_no_reason_and_no_day(question: str) -> None:
    """A deed of a verb with its particle that the article tells in no words at all never happened there."""
    assert refuses(question)


@pytest.mark.parametrize(
    ("text", "question", "words"),
    [
        ("The firm called off the sale because of a strike.", "Why did the firm call off the sale?", "strike"),
        ("Doe stepped down in May over the leak.", "When did Doe step down?", "May"),
        ("The club cancelled the match on Friday.", "When was the match called off?", "Friday"),
        ("Ray turned down the offer in June.", "When did Ray turn down the offer?", "June"),
        ("Talks broke off in March after a quarrel.", "When did the talks break off?", "March"),
    ],
)
def test_what_was_undone_in_any_words_is_told(text: str, question: str, words: str) -> None:
    """The same phrase, or a single verb for it, in the article keeps the question open."""
    assert words in answer(Article.from_text(text), question).text


@pytest.mark.parametrize(
    "question",
    [
        "When did the town council approve the lease?",
        "When was the lease approved?",
        "Who approved the lease?",
        "how much has haddad spent on cranes so far",
        "How much did Haddad spend on new cranes?",
    ],
)
def test_what_is_due_or_pledged_is_not_told_as_done(question: str) -> None:
    """No day, doer or sum is given of a deed that is still to come."""
    assert refuses(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much was Haddad’s pledge?", "$40 million"),
        ("How much did Haddad pledge to spend on cranes?", "$40 million"),
        ("How much will Haddad spend on new cranes?", "$40 million"),
        ("By when must the lease be approved?", "March"),
        ("How many fishermen did the crew save?", "14"),
    ],
)
def test_a_plan_asked_for_as_one_is_told(question: str, words: str) -> None:
    """A question that speaks of the pledge, or of what is to come, gets its figure."""
    assert words in ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "What harbour lease did the council and the company sign on Wednesday?",
        "What did they sign on Wednesday?",
        "Which lease was signed in May?",
        "How many fishermen were saved on Monday?",
        "Who led the Coastal Reform Party before Strand?",
    ],
)
def test_what_was_done_on_another_day_is_no_answer(question: str) -> None:
    """A day of the question that the sentence lacks, where it has another one; and what was before is never told."""
    assert refuses(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did the council and the company sign in June?", "lease"),
        ("How many fishermen did the crew save in April?", "14"),
        ("Who met Strand on Wednesday?", "Haddad"),
        ("Where did Strand and Haddad meet on Wednesday?", "Tide House"),
        ("Which party did Strand win the leadership of in May?", "Coastal Reform Party"),
    ],
)
def test_what_was_done_on_the_asked_day_is_told(question: str, words: str) -> None:
    """The day of the sentence itself stands in nobody's way."""
    assert words in ask(question).text


STATES = Article.from_text(
    "Norwegian Prime Minister Ida Berg received Canadian Foreign Minister Paul Roy in Oslo on Thursday. "
    "Roy had threatened to raise the levy to 20 percent before both sides found a compromise. "
    "Norway pledged $3 billion for a harbour. "
    "The late Leif Dahl trusted Canada more than anybody."
)


@pytest.mark.parametrize(
    "question",
    [
        "Why did Norway threaten to raise the levy to 20 percent?",
        "How much did Roy pledge for a harbour?",
        "Where did Berg and Dahl meet?",
        "Where did Dahl and Roy meet?",
        "What levy did Berg threaten to raise?",
    ],
)
def test_a_state_is_not_told_by_the_minister_of_another(question: str) -> None:
    """A deed of another country's minister, a state's pledge and a meeting with somebody else are no answers."""
    assert answer(STATES, question).status == "not_in_article"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why did Canada threaten to raise the levy?", ""),
        ("How much did Norway pledge for a harbour?", "$3 billion"),
        ("How much did Oslo pledge for a harbour?", "$3 billion"),
        ("Where did Berg and Roy meet?", "Oslo"),
        ("How high a levy did Roy threaten?", "20 percent"),
    ],
)
def test_a_state_may_be_told_by_its_own_minister(question: str, words: str) -> None:
    """A capital stands for its country, and a minister for whose minister it is."""
    told = answer(STATES, question)
    assert words in told.text
    assert told.status != "not_in_article" or not words
