"""Points: the story's own next facts, each with its setting, news before what came before it."""

from __future__ import annotations

import pytest

from briefs.article import Article
from briefs.condense import condense
from briefs.model import Brief
from briefs.news import looks_back, worth

DAM = """\
A court in Calmar has jailed the engineer who signed off the Vessel dam, which burst in March and killed 41 people.
Piet Oberholt, 58, was found guilty on Friday of falsifying 12 inspection reports. \
He had pleaded not guilty when the trial began.
The dam’s owner, Vessel Water, was fined 30 million crowns. The company said that it would appeal.
Oberholt had worked for the regional works office since 1991.
The relatives of the victims welcomed the ruling in a statement.
A commission led by the former judge Ada Renn found in June that the regional works office had ignored three warnings.
Renn called for an inspectorate of its own for each of the 112 dams in the country.
The inspectorate would cost 9 million crowns a year, according to the finance ministry.
Who will pay for it?
The finance minister, Ole Brandt, told reporters of 9 million crowns a year in a statement from the capital
I went to the valley last week, and the mud still lies in 300 kitchens there.
The finance ministry could not be reached for further comment on the 9 million crowns on Friday night.
"""


@pytest.fixture(scope="module")
def dam() -> Brief:
    return condense(Article.from_text(DAM))


def shown(brief: Brief) -> list[str]:
    return [line.text for line in brief.key_points]


def test_what_the_story_tells_next_comes_first(dam: Brief) -> None:
    """The outcome in the second paragraph is the first point."""
    assert shown(dam)[0].startswith("Piet Oberholt, 58, was found guilty")


def test_a_sentence_that_leans_shares_the_point_of_the_one_before(dam: Brief) -> None:
    """“He had pleaded not guilty” stands behind the sentence that names him, proven by a span of its own."""
    [verdict] = [line for line in dam.key_points if "He had pleaded" in line.text]
    assert verdict.text.startswith("Piet Oberholt")
    assert [DAM[span.start : span.end] for span in verdict.spans] == [
        "Piet Oberholt, 58, was found guilty on Friday of falsifying 12 inspection reports.",
        "He had pleaded not guilty when the trial began.",
    ]


def test_a_lede_takes_the_sentence_that_leans_on_it() -> None:
    """Where the second sentence says what “it” did, the two are the lede, and the short form is one of both."""
    brief = condense(
        Article.from_text(
            "The harbour of Port Ellis will close in March. It was broken by the storms of January.\n" + DAM
        )
    )
    assert brief.lede.text == "The harbour of Port Ellis will close in March. It was broken by the storms of January."
    assert len(brief.lede.spans) == 2
    assert brief.short.text == brief.lede.text


@pytest.mark.parametrize("words", ["Who will pay", "I went to the valley", "could not be reached"])
def test_questions_asides_and_silence_are_no_points(dam: Brief, words: str) -> None:
    """A question, the writer's own walk and a call that nobody took tell no news."""
    assert not [text for text in shown(dam) if words in text]


@pytest.mark.parametrize(("short", "full"), [("Renn called", "Ada Renn"), ("The inspectorate", "an inspectorate")])
def test_what_a_point_takes_as_known_stands_before_it(dam: Brief, short: str, full: str) -> None:
    """A surname or “the inspectorate” comes after the line that gives the name or the thing."""
    lines = [dam.lede.text, *shown(dam)]
    for at, text in enumerate(lines):
        if short in text:
            assert any(full in earlier for earlier in [*lines[:at], text.partition(short)[0]])


def test_a_full_length_adds_to_the_points_and_repeats_none(dam: Brief) -> None:
    assert dam.more_points
    assert not set(shown(dam)) & {line.text for line in dam.more_points}


@pytest.mark.parametrize(
    "own",
    [
        "Oberholt had worked for the office since 1991.",
        "The meeting came one week after she took office.",
        "Ada Renn was born in the valley.",
    ],
)
def test_what_was_before_the_news_looks_back(own: str) -> None:
    """Past perfect, birth and “one week after” tell the background, which stands below the news."""
    assert looks_back(own)


@pytest.mark.parametrize(
    "own",
    [
        "The court found that ministers had known of the danger.",
        "Renn said that the office had ignored three warnings.",
        "The company had to pay 30 million crowns.",
    ],
)
def test_a_report_of_what_had_been_is_news(own: str) -> None:
    """Only the telling is new, and it is in the main clause; “had to” is no past perfect."""
    assert not looks_back(own)


def test_an_outcome_tells_more_than_a_scene() -> None:
    """What was decided and who stands where comes before what it looked like, and a lead-in comes last."""
    assert worth("A hydrologist said that time was short.") < 0.0
    outcome, stand = worth("The court jailed the engineer."), worth("Renn called for an inspectorate.")
    assert outcome > stand > worth("The valley was quiet.") > worth("The ministry declined to comment.")


def test_a_lead_in_that_ends_nowhere_is_no_point(dam: Brief) -> None:
    """What it leads to stands elsewhere, or was lost with the page."""
    assert not any("Ole Brandt" in line.text for line in (*dam.key_points, *dam.more_points))
