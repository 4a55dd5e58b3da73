"""Summaries: what is kept, what may go, and that nothing is left hanging."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.article import Article
from briefs.boilerplate import story
from briefs.clauses import clauses, may_end, shortened
from briefs.context import dangles, needs_context, opens_back
from briefs.headline import LONGEST as LONGEST_HEADLINE
from briefs.headline import headline_of
from briefs.model import Line, Modality
from briefs.outlook import outlook_of
from briefs.summary import SHORT, lede_of, short_form, summarize

HARBOUR = (
    "The harbour of Port Ellis will close for six weeks so that its sea wall can be rebuilt, the council decided on "
    "Tuesday. Storms in January tore a hole of 40 metres into the wall, which was built in 1911.\n"
    "It was the worst damage in living memory. However, no boat was lost.\n"
    "“We have waited long enough,” said Mayor Ruth Calder after the vote. “The boats have paid for it.”\n"
    "The work is expected to cost £12 million, of which the government in London has promised to pay half. "
    "Fishermen plan to land their catch at Sandwick, 18 miles up the coast, until the harbour opens again. "
    "Her rivals on the council had rejected the plan twice before, in 2019 and in 2022, because of its price."
)


def article_of(text: str, headline: str | None = None) -> Article:
    return Article.from_text(text, headline=headline)


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_summary_begins_with_the_story_s_first_sentence_and_keeps_the_order(count: int) -> None:
    """The first sentence is always there, and the rest follow as in the article."""
    summary = summarize(article_of(HARBOUR), count)
    assert summary[0].index == 0
    assert len(summary) == count
    assert [s.index for s in summary] == sorted(s.index for s in summary)


def test_no_sentence_of_a_summary_hangs_in_the_air() -> None:
    """“It was the worst” comes only with the sentence that says what it was."""
    for count in range(1, 7):
        summary = summarize(article_of(HARBOUR), count)
        assert not any(dangles(summary, at) for at in range(len(summary)))


@pytest.mark.parametrize(
    "text",
    [
        "It was the worst damage in years.",
        "However, no boat was lost.",
        "“He spoke well of you,” the envoy said.",
        "But the mayor disagreed.",
        "These were lost.",
        "The two had met before.",
        "In response, the mayor left.",
        "Both sides of it were torn.",
    ],
)
def test_a_sentence_that_points_back_needs_the_one_before(text: str) -> None:
    """Pronouns, demonstratives and connectives at the opening lean on what was said before."""
    assert opens_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is the first time that the harbour is closed.",
        "There were forty boats in the harbour.",
        "The two countries signed a treaty.",
        "Thistle Bay is closed too.",
        "Butter prices rose by a third.",
        "This-worldly pleasures are dear.",
    ],
)
def test_a_sentence_that_stands_alone_is_not_held_back(text: str) -> None:
    """Words that only look like pronouns or connectives lean on nothing."""
    assert not opens_back(text)


def test_words_of_somebody_unnamed_need_context() -> None:
    """A sentence that is all quotation does not say whose; “he said” does not either."""
    assert needs_context("“The boats have paid for it.”", " " * 28)
    assert needs_context("“The boats have paid,” he said.", "                       he said.")
    assert not needs_context("“The boats have paid,” Ruth Calder said.", "                       Ruth Calder said.")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The two states signed a treaty in July that sets a duty of 15 percent, ending a year of talks between them.",
         "The two states signed a treaty in July that sets a duty of 15 percent"),
        ("The wall of the old harbour fell in January, which nobody in the small town had thought possible.",
         "The wall of the old harbour fell in January"),
    ],
)  # fmt: skip
def test_a_long_sentence_loses_whole_trailing_clauses(text: str, kept: str) -> None:
    """What is left is a sentence, word for word."""
    assert text[: shortened(text, 80)] == kept


@pytest.mark.parametrize(
    "text",
    [
        "The harbour will stay open through the winter and the spring, according to Mayor Ruth Calder of Port Ellis.",
        "The harbour will stay open through the whole of the winter, Mayor Ruth Calder of Port Ellis said on Tuesday.",
        "The council will pay for the wall of the harbour in full, unless the government in London refuses its share.",
        "Mayor Ruth Calder, who was elected for the third time last year, has promised to rebuild the harbour's wall.",
        "The harbour will close in March for six long weeks, but the boats may still leave it at night and at dawn.",
        "Calder told them “the wall will be rebuilt and the boats will be back, while the council pays for all of it”.",
        "The council agreed to the plan of the mayor on Tuesday night, although it is expected to be fought in court.",
    ],
)
def test_attributions_conditions_and_quotations_are_never_cut(text: str) -> None:
    """A sentence that cannot lose a clause without saying something else is kept whole, however long it is."""
    assert shortened(text, 80) == len(text)


def test_cutting_never_hardens_what_is_said() -> None:
    """A clause goes only if the rest is said just as firmly."""
    text = "The port of the town will be closed to all boats in the spring, as many had long wished to see."
    end = text.index(", as")
    assert may_end(text, end)
    assert not may_end("The port is closed to all boats now, the mayor is expected to say later today.", 35)


def test_nothing_is_cut_inside_quotation_marks_or_brackets() -> None:
    """Commas and dashes of a quotation divide no clause."""
    text = "Calder called it “a big deal — not just for us, while others sleep” and left (which surprised some)."
    assert len(clauses(text)) == 1


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("The harbour of Port Ellis will close in March.", "The harbour of Port Ellis will close in March"),
        (
            "President Ann Lee met with the newly sworn-in Prime Minister Eva Maria Castellanos-Ortiz in Lisbon on "
            "Monday, marking their first talks.",
            "President Ann Lee met with the newly sworn-in Prime Minister Eva Maria Castellanos-Ortiz",
        ),
        (
            "The harbour of Port Ellis will close for six weeks so that its wall can be rebuilt, which the council of "
            "the town decided on Tuesday.",
            "The harbour of Port Ellis will close for six weeks so that its wall can be rebuilt",
        ),
    ],
)
def test_an_article_without_headline_gets_a_clause_of_its_lede(text: str, headline: str) -> None:
    """At most 90 characters, verbatim, cut where a clause or a phrase ends."""
    article = article_of(text)
    line = headline_of(article, story(article))
    assert line.text == headline
    assert len(line.text) <= LONGEST_HEADLINE
    assert [article.cut(span) for span in line.spans] == [line.text]


def test_a_given_headline_is_kept() -> None:
    """It has no span, because it does not stand in the text."""
    article = article_of(HARBOUR, headline="Harbour  to close\n")
    assert headline_of(article, story(article)) == Line("Harbour to close")


def test_the_short_form_fits_a_notification() -> None:
    """At most 280 characters of the lede, whole clauses where that is possible."""
    article = article_of("The harbour of Port Ellis closed, " + "which was a pity, " * 30 + "in March.")
    told = story(article)
    short = short_form(told, lede_of(article, told))
    assert 0 < len(short.text) <= SHORT
    assert article.text.startswith(short.text)


def test_the_outlook_is_what_the_article_says_is_to_come() -> None:
    """Plans, pledges and expectations of the reporter's own words, each as firm as it is said."""
    article = article_of(HARBOUR)
    told = story(article)
    ahead = outlook_of(article, told, [lede_of(article, told)])
    assert [line.modality for line in ahead] == [Modality.EXPECTATION, Modality.EXPECTATION]
    assert [line.text.split()[0] for line in ahead] == ["The", "Fishermen"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of the old town had planned to close the harbour in March.",
        "The envoy told them: “We will be there for you whenever you need us again.”",
        "Who will pay for the wall of the old harbour in the end?",
        "The price of bread in Sandwick may rise or fall like that of fish.",
        "The town of Sandwick could not be reached for comment all day.",
        "The accord was signed in July while securing a pledge to invest in it.",
    ],
)
def test_what_was_once_ahead_or_only_said_is_no_outlook(text: str) -> None:
    """Past plans, hopes inside quotations and questions announce nothing."""
    article = article_of(HARBOUR.split("\n")[0] + "\n" + text)
    told = story(article)
    assert text not in [line.text for line in outlook_of(article, told, [lede_of(article, told)])]


@given(st.text(max_size=400), st.integers(0, 6))
def test_a_summary_of_any_text_is_verbatim(text: str, count: int) -> None:
    """Every sentence stands in the text at its span, and there are no more than asked for."""
    article = article_of(text)
    summary = summarize(article, count)
    assert len(summary) <= count
    assert all(sentence.text == article.cut(sentence.span) for sentence in summary)
