"""Who said the words between two marks."""

from __future__ import annotations

import pytest

from briefs.article import Article
from briefs.model import Quote
from briefs.people import find_people
from briefs.quotes import find_quotes

PAIR = "Tom Ward, the mayor, met Ruth Calder, a lawyer, in Leeds. "


def quotes(text: str) -> tuple[Quote, ...]:
    article = Article.from_text(text)
    return find_quotes(article, find_people(article))


@pytest.mark.parametrize(
    ("text", "speakers", "how"),
    [
        ("“It will hold for years,” Ruth Calder said.", ("Ruth Calder",), "after"),
        ("“It will hold for years,” said Ruth Calder, a lawyer.", ("Ruth Calder",), "after"),
        ("“It will hold for years,” said the lawyer, Ruth Calder.", ("Ruth Calder",), "after"),
        ("The Union met. “It will hold,” said the union’s chief lawyer, Ruth Calder.", ("Ruth Calder",), "after"),
        ("“It will hold for years,” Ruth Calder, a lawyer from Leeds, told reporters.", ("Ruth Calder",), "after"),
        ("“Will it hold for years?” Ruth Calder asked.", ("Ruth Calder",), "after"),
        ("‘It will hold for years’, said Ruth Calder.", ("Ruth Calder",), "after"),
        ("“It will hold for years,” according to Ruth Calder.", ("Ruth Calder",), "according"),
        ("Ruth Calder said: “It will hold for years.”", ("Ruth Calder",), "before"),
        ("Ruth Calder, head of the trust said: “It will hold for years.”", ("Ruth Calder",), "before"),
        ("Ruth Calder said on Monday that it would “hold for years and years.”", ("Ruth Calder",), "before"),
        ("Ruth Calder praised the wall, calling it “a thing to hold for years.”", ("Ruth Calder",), "participle"),
        ("The wall was described by Ruth Calder as “a thing to hold for years.”", ("Ruth Calder",), "by"),
        ("A wall that “holds for many years” is worth it, Ruth Calder said.", ("Ruth Calder",), "closing"),
        ("“It will hold for years,” as the mayor knows, said Ruth Calder.", ("Ruth Calder",), "closing"),
        ("“It will hold for years.” — Ruth Calder", ("Ruth Calder",), "dash"),
        ("Ruth Calder spoke first of all.\nCalder: “It will hold for years.”", ("Ruth Calder",), "transcript"),
    ],
)
def test_sieves(text: str, speakers: tuple[str, ...], how: str) -> None:
    """Each way in which English sets a speaker beside a quotation, with the sieve that finds it."""
    (quote,) = quotes(text)
    assert (quote.speakers, quote.how) == (speakers, how)


def test_spokesman_is_not_the_one_he_speaks_for() -> None:
    """“A spokesman for Lee said” names no speaker: the source is given in the article's words."""
    (quote,) = quotes("“It will hold for years,” a spokesman for Ruth Calder said.")
    assert quote.speakers == ()
    assert quote.source == "a spokesman for Ruth Calder"


def test_document_is_a_source_without_a_name() -> None:
    """A report speaks, but has no name to publish."""
    (quote,) = quotes(PAIR + "“It will hold for years,” the report said.")
    assert quote.speakers == ()
    assert quote.source == "the report"


def test_description_stands_for_the_only_one_it_fits() -> None:
    """“The mayor” is the mayor named before."""
    (quote,) = quotes(PAIR + "“It will hold for years,” the mayor said.")
    assert quote.speakers == ("Tom Ward",)


def test_pronoun_speaker_is_named_in_full() -> None:
    """“she said” becomes the woman in view."""
    (quote,) = quotes(PAIR + "“It will hold for years,” she said.")
    assert quote.speakers == ("Ruth Calder",)


def test_doubtful_pronoun_is_a_guess_and_not_published() -> None:
    """With two men in view the candidates are listed, best first, and nobody is named."""
    (quote,) = quotes("Tom Ward and Paul Bell met. “It will hold for years,” he said.")
    assert quote.speakers == ()
    assert set(quote.candidates) == {"Tom Ward", "Paul Bell"}


def test_joint_words_have_two_speakers() -> None:
    """What both affirm is said by both."""
    (quote,) = quotes("The day ended with both Tom Ward and Ruth Calder affirming the “lasting bond” between them.")
    assert quote.speakers == ("Tom Ward", "Ruth Calder")


def test_quotation_after_its_speaker_goes_on_with_the_same_one() -> None:
    """The second half after “, she said.” belongs to the same utterance."""
    (quote,) = quotes("“It will hold,” Ruth Calder said. “We built it twice.”")
    assert quote.parts == ("It will hold,", "We built it twice.")
    assert quote.speakers == ("Ruth Calder",)


def test_quotation_over_two_paragraphs_is_one_utterance() -> None:
    """A paragraph left open is resumed by the next."""
    (quote,) = quotes("Ruth Calder said: “It will hold.\n“We built it twice.”")
    assert quote.parts == ("It will hold.", "We built it twice.")


def test_open_paragraphs_have_the_speaker_named_at_the_end() -> None:
    """A quotation over two paragraphs may name its speaker only after the last."""
    (quote,) = quotes("Tom Ward listened.\n“It will hold for years.\n“We built it twice,” Ruth Calder said.")
    assert (quote.speakers, len(quote.parts)) == (("Ruth Calder",), 2)


def test_paragraph_of_quotation_follows_its_speaker() -> None:
    """A paragraph of nothing but quotation goes on with whoever ended the one before."""
    found = quotes("“It will hold for years,” said Ruth Calder.\n“We built it twice, you know.”")
    assert [(quote.speakers, quote.how) for quote in found] == [
        (("Ruth Calder",), "after"),
        (("Ruth Calder",), "following"),
    ]


def test_whoever_spoke_goes_on() -> None:
    """“She added” is the last speaker, whoever was named in between."""
    text = "“It will hold,” Ruth Calder said. Jane Moss and Kate Bell listened. She added: “For years and years.”"
    assert [quote.speakers for quote in quotes(text)] == [("Ruth Calder",), ("Ruth Calder",)]


def test_title_does_not_lend_its_context() -> None:
    """Words after the name of a programme are not the programme's."""
    text = "On “Face the Nation,” Ruth Calder named her reasons. “The younger ones are tired of waiting.”"
    assert quotes(text)[-1].candidates[0] == "Ruth Calder"


def test_body_with_a_spokesman_is_not_named_for_him() -> None:
    """“A Department for Transport spokesman said” is the spokesman."""
    (quote,) = quotes("A Department for Transport spokesman said: “It will hold for years.”")
    assert (quote.speakers, quote.source) == ((), "A Department for Transport spokesman")


def test_place_after_a_name_is_no_speaker() -> None:
    """Ages, towns and states between a name and its verb are passed over."""
    (quote,) = quotes(
        "Ruth Calder, 59, of Ashton, Md., who watched on a screen, said it was “a thing to hold for years.”"
    )
    assert quote.speakers == ("Ruth Calder",)


def test_labels_inside_a_transcript() -> None:
    """In transcripts the name stands inside the marks."""
    found = quotes("Ruth Calder met Tom Ward.\n“CALDER: Will it hold for years?\n“WARD: It will hold for years.”")
    assert [quote.speakers for quote in found] == [("Ruth Calder",), ("Tom Ward",)]


def test_words_inside_a_clause_belong_to_its_own_verb() -> None:
    """A speaker of the next clause does not take over a phrase quoted in this one."""
    (quote,) = quotes("As Tom Ward condemned the “cold and brutal theft”, Ruth Calder said boats could leave at once.")
    assert quote.speakers == ("Tom Ward",)


def test_second_hand_words_are_the_speakers_and_about_another() -> None:
    """Who reports is the speaker; who is reported is whom it is about."""
    text = "Ruth Calder paid tribute to Paul Bell. “He spoke so well of you all,” Calder said."
    (quote,) = quotes(text)
    assert (quote.speakers, quote.about) == (("Ruth Calder",), "Paul Bell")


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("“It will hold for years,” Ruth Calder told reporters on Monday.", "told reporters on Monday"),
        ("“It will hold for years,” Ruth Calder said in a statement.", "said in a statement"),
        ("“It will hold for years,” said Ruth Calder at a rally in Leeds.", "at a rally in Leeds"),
        ("“It will hold for years,” Ruth Calder said.", ""),
    ],
)
def test_occasion(text: str, occasion: str) -> None:
    """To whom, when and where, in the article's words."""
    (quote,) = quotes(text)
    assert quote.occasion == occasion


def test_role_comes_with_the_speaker() -> None:
    """The role as the article gives it at first mention."""
    (quote,) = quotes("Prosecutor Ruth Calder spoke first. “It will hold for years,” Calder said.")
    assert quote.role == "Prosecutor"


def test_a_sentence_broken_off_by_its_speaker_is_one_utterance() -> None:
    """“I support them,” she said, “but …” has two parts; a phrase quoted later in the sentence is another."""
    found = quotes("“I support them,” Ruth Calder said, “but we wait.” “It is bad,” Tom Ward said of the “big” plan.")
    assert [quote.parts for quote in found][:2] == [("I support them,", "but we wait."), ("It is bad,",)]
