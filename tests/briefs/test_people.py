"""Who is who in an article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.article import Article
from briefs.model import Person, PersonKind, Span
from briefs.people import antecedent, find_people


def people(text: str) -> dict[str, Person]:
    return {person.name: person for person in find_people(Article.from_text(text))}


def stands_for(text: str, before: str) -> str | None:
    """The name of whom the pronoun that ends `before` stands for."""
    article = Article.from_text(text)
    end = text.index(before) + len(before)
    start = end - len(before.rsplit(None, 1)[-1])
    found = antecedent(article, find_people(article), Span(article.id, start, end))
    return found.name if found else None


def test_the_longest_name_gathers_its_short_forms() -> None:
    """Surname, title and surname, and full name are one person; the title stays out of the name."""
    found = people("President Ruth Calder spoke first. Mrs. Calder left early. Later Calder sent a note.")
    assert set(found) == {"Ruth Calder"}
    assert found["Ruth Calder"].aliases == ("Calder",)
    assert len(found["Ruth Calder"].spans) == 3


def test_titles_tell_two_bearers_of_a_surname_apart() -> None:
    """Mr and Mrs choose among people of one surname."""
    text = "Paul Calder met Ruth Calder at noon. Mrs. Calder smiled. Mr. Calder did not."
    found = people(text)
    assert [text[s.start : s.end + 8] for s in found["Ruth Calder"].spans][-1].startswith("Calder smiled")
    assert [text[s.start : s.end + 8] for s in found["Paul Calder"].spans][-1].startswith("Calder did")


def test_role_is_kept_as_the_article_words_it() -> None:
    """Before the name and in apposition, without the article."""
    found = people(
        "Japanese Prime Minister Sanae Takaichi arrived. Tom Ward, the mayor of Port Ellis, met her. "
        "Frontman Joe Bell sang."
    )
    assert found["Sanae Takaichi"].roles[0] == "Japanese Prime Minister"
    assert found["Tom Ward"].roles[0] == "mayor of Port Ellis"
    assert found["Joe Bell"].roles[0] == "Frontman"


def test_a_role_before_a_comma_introduces_a_name() -> None:
    """“The leader of the council, Ann Lee, said”: the noun phrase is hers, and what follows the comma is a verb."""
    found = people(
        "Norland’s new prime minister, Sanna Tuovi, received President Olaf Brekke in Oslo on Monday. A spokesman for "
        "the ministry, Jonas Wirth, declined to comment. “We are ready,” said the union’s general secretary, "
        "Deirdre Malloy."
    )
    assert found["Sanna Tuovi"].roles == ("Norland’s new prime minister",)
    assert found["Olaf Brekke"].roles == ("President",)
    assert found["Jonas Wirth"].roles == ("spokesman for the ministry",)
    assert found["Deirdre Malloy"].roles == ("general secretary",)


def test_what_somebody_did_is_no_role() -> None:
    """The main clause after “NAME,” may name another's office."""
    text = "In Oslo, when they met the president, Ann Lee smiled. Tom Ward, met President Olaf Brekke on Monday."
    assert not people(text)["Ann Lee"].roles
    assert not people(text)["Tom Ward"].roles


def test_an_opening_word_belongs_to_the_role() -> None:
    """“Opposition leader” at the head of a sentence, but not “As President”."""
    found = people(
        "Opposition leader Martin Vogler left. As President Ruth Calder spoke, Justices Amy Park and Tom Ward sat."
    )
    assert found["Martin Vogler"].roles == ("Opposition leader",)
    assert found["Ruth Calder"].roles == ("President",)
    assert found["Amy Park"].roles == ("Justice",)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Tom Ward left for Japan.", "Japan", PersonKind.PLACE),
        ("He works for the Department of Health in Leeds.", "Department of Health", PersonKind.ORGANISATION),
        ("A spokesman for NATO declined.", "NATO", PersonKind.ORGANISATION),
        ("They met in New York on Monday.", "New York", PersonKind.PLACE),
        ("The bowl was made by Tom Ward.", "Tom Ward", PersonKind.PERSON),
    ],
)
def test_people_places_and_bodies_are_kept_apart(text: str, name: str, kind: PersonKind) -> None:
    """A place is no person, and neither is a body."""
    assert people(text)[name].kind is kind


def test_days_and_sentence_openers_name_nobody() -> None:
    """A capital at the start of a sentence or of a day makes no name."""
    assert people("Yesterday it rained. Nobody came on Monday. Then they left.") == {}


@pytest.mark.parametrize(
    ("text", "name", "pronoun"),
    [
        ("Ruth Calder spoke.", "Ruth Calder", "she"),
        ("Mr. Okonjo-Bright spoke.", "Okonjo-Bright", "he"),
        ("Actress Kim Voss spoke.", "Kim Voss", "she"),
        ("Chairman Quill said the plan was his. Quill smiled.", "Quill", "he"),
    ],
)
def test_what_tells_he_from_she(text: str, name: str, pronoun: str) -> None:
    """Given names, titles, nouns and the pronouns used nearby."""
    assert people(text)[name].pronoun == pronoun


def test_pronoun_stands_for_the_last_subject_of_its_gender() -> None:
    """Between a man and a woman the pronoun chooses."""
    text = "Tom Ward thanked Ruth Calder for the boat. Then she smiled, and he left."
    assert stands_for(text, "Then she") == "Ruth Calder"
    assert stands_for(text, "and he") == "Tom Ward"


def test_pronoun_in_doubt_stands_for_nobody() -> None:
    """Two men equally in view: no answer is better than a guess."""
    assert stands_for("Tom Ward and Paul Calder met. He left.", "He") is None


def test_pronoun_inside_a_quotation_is_not_resolved() -> None:
    """The speaker's “he” is the speaker's business."""
    assert stands_for("Tom Ward left. “I think he won,” Ruth Calder said.", "think he") is None


@settings(max_examples=60)
@given(st.text(max_size=150))
def test_any_text_has_people_with_verbatim_spans(text: str) -> None:
    """No text is too strange, and every mention stands in the text."""
    article = Article.from_text(text)
    for person in find_people(article):
        assert person.name in text
        assert all(article.cut(span) for span in person.spans)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They live on the island of Sal Verde. Sal Verde’s ministry said so.", "Sal Verde", PersonKind.PLACE),
        ("The ferry from Cape Fell went back to Port Ansley late at night.", "Port Ansley", PersonKind.PLACE),
        ("The book was found in Lomvik.", "Lomvik", PersonKind.PLACE),
        ("Four towns share it with Dosht. Dosht, which lies downstream, said no.", "Dosht", PersonKind.ORGANISATION),
        ("It stood in the journal Reef Biology.", "Reef Biology", PersonKind.ORGANISATION),
        ("Rovers' manager left. Northgate Rovers won.", "Northgate Rovers", PersonKind.ORGANISATION),
        ("They beat Stanmore City. Stanmore said nothing.", "Stanmore", PersonKind.ORGANISATION),
        ("It was built by Bergum and Sons.", "Bergum and Sons", PersonKind.ORGANISATION),
        ("He sued the Harlow Tenants' Association.", "Harlow Tenants' Association", PersonKind.ORGANISATION),
    ],
)
def test_the_words_beside_a_name_tell_places_and_bodies(text: str, name: str, kind: PersonKind) -> None:
    """“The island of”, “the journal”, a club's longer name: none of these is a person."""
    assert people(text)[name].kind in (kind, PersonKind.PLACE)


def test_capitals_that_name_nothing_are_left_out() -> None:
    """“U-turn”, “DNA”, “Celsius”, “MPs” and “Sundays” are nobody and no body."""
    assert not people("A council U-turn on DNA kits came at 33 degrees Celsius, and MPs met on Sundays.")


def test_ben_is_a_given_name() -> None:
    """“ben” is a particle of surnames only where no first name can stand."""
    assert people("The author Ben Achterberg left early. Later Achterberg sent a note.")["Ben Achterberg"].aliases
