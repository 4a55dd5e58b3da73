"""Doers: who does it where no name stands in the asked place, and the phrase that a modifier belongs to."""

from __future__ import annotations

import pytest

from briefs import Article, answer

HARBOUR = Article.from_text(
    "Vessby's Prime Minister Omar al-Rashid met Karl Brenner in the old customs hall on Friday. "
    "Lund's plan was blocked at first, but she pressed on after the full council supported the plan. "
    "Olga Reiss, a retired diver now under police guard for angering the pilots, called for Karl Brenner to resign. "
    "The crew claimed they were held on Marden island and forced to unload the crates by masked Chilean smugglers. "
    "Now Colombian port prosecutor Luisa Parra has said the crew may go home. "
    "She said: 'It is quite likely that they will be home by the spring.' "
    "A stray cat was adopted by night watchmen who fed it herring. "
    "The meeting is being held to reach a lasting agreement on cod quotas, from all the towns of the coast. "
    "Sea walls by the old mole and the pier had 'very firmly' held back the flood."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who backed Lund's plan after it was blocked?", "full council"),
        ("Who adopted the stray cat?", "night watchmen"),
        ("Who is under police guard because she angered the pilots?", "Olga Reiss"),
        ("Who's the prime minister of Vessby?", "Omar al-Rashid"),
        ("Who forced them to unload the crates?", "masked Chilean smugglers"),
        ("Who said 'It is quite likely that they will be home by the spring'?", "Luisa Parra"),
        ("What is the meeting supposed to reach?", "lasting agreement on cod quotas"),
        ("What held back the flood?", "Sea walls by the old mole and the pier"),
    ],
)
def test_what_stands_in_the_asked_place_answers(question: str, words: str) -> None:
    """A council, smugglers or walls are as good a doer as somebody with a name, who only stands nearby."""
    assert answer(HARBOUR, question).text == words


INN = Article.from_text(
    "Brenner will not be tried over the blow to a Radio Marden producer, which cost him his job. "
    "Council officers are now visiting 'poor to middling' inns as a priority. "
    "Divers said inns were offered lanterns if they stayed open. "
    "The Vessby Harbour Group is hosting the Lantern Club at Ropewalk House in Marden. "
    "The cook was taken to Saint Anne's Hospital in Marden for burns. "
    "'We have to regard the weevil as probably the gravest single threat to our grain stores,' Reiss told the council. "
    "Reiss and Mr Brenner, from Marden, will have to pass 'written, oral and practical tests' and pay their own way. "
    "Although two in three innkeepers would face a fine by spring, one in two rated the risk as low. "
    "It will be months yet before the new pier is ready to take the big ferries. "
    "Marden belongs to a 14-town union. "
    "German innkeeper Ida Lund pressed the brass bell along with Belgian Minister of State Luc Claes in March."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Whom do council officers now visit as a priority?", "poor to middling' inns"),
        ("What were inns offered if they stayed open?", "lanterns"),
        ("In which building is the Lantern Club being hosted?", "Ropewalk House"),
        ("At which hospital was the cook treated?", "Saint Anne's Hospital"),
        ("How big a threat does Reiss say the weevil is?", "gravest single threat to our grain stores"),
        ("Which tests do Reiss and Brenner have to pass?", "written, oral and practical tests"),
        ("What proportion of innkeepers will face a fine?", "two in three"),
        ("When will the new pier be ready for big ferries?", "months yet"),
        ("How many towns does the union have?", "14"),
        ("With which Belgian did Lund press the bell?", "Luc Claes"),
    ],
)
def test_the_whole_phrase_of_the_asked_type_answers(question: str, words: str) -> None:
    """The noun with what tells of it, a building for a building, a share for a proportion."""
    assert answer(INN, question).text == words
