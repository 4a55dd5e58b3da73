"""Check: what a line says that its article does not bear out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs import Article, check

TEXT = "\n\n".join(
    (
        "The port of Harlow will lay off 450 dockers by June, its director Marta Lund said on Thursday. "
        "The company lost £12 million in 2023, after a loss of £7 million the year before.",
        "“We have no choice,” Lund said. “The ships go elsewhere.”",
        "The union may call a strike. "
        "Its leader, Owen Price, accused the company of breaking a promise. "
        "“They told us that every job was safe,” "
        "Price said.",
        "About 2,000 people work in the port, deputy mayor Ravi Shah said. Last week the town offered a loan.",
        "The city of Newport is expected to take over part of the trade, according to a study by Harlow College.",
    )
)
ARTICLE = Article.from_text(TEXT)


def kinds(line: str) -> set[str]:
    return {problem.kind for problem in check(line, ARTICLE)}


@pytest.mark.parametrize(
    "line",
    [
        "The union may call a strike.",
        "The port of Harlow will lay off 450 dockers by June, its director Marta Lund said.",
        "Marta Lund said: “We have no choice.”",
        "Lund said that ships “go elsewhere”.",
        "The company lost £12 million in 2023, after £7 million a year earlier.",
        "The company lost 12 million pounds in 2023.",
        "About 2,000 people work in the port, Ravi Shah, the deputy mayor, said.",
        "The union’s leader, Owen Price, accused the company of breaking a promise.",
        "Newport is expected to take over some of the trade, a study by Harlow College says.",
    ],
)
def test_a_faithful_line_has_no_problem(line: str) -> None:
    """Verbatim, trimmed and reworded lines pass."""
    assert check(line, ARTICLE) == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Lund said: “We have a choice.”", "quotation"),
        ("The port will “lay off 450 dockers” by June, Marta Lund said.", "quotation"),
        ("“They told us that every job was safe,” Marta Lund said.", "speaker"),
        ("The port of Harlow will lay off 540 dockers by June, its director Marta Lund said.", "number"),
        ("The company lost £7 million in 2023, after a loss of £12 million the year before.", "number"),
        ("The company lost £12 billion in 2023.", "number"),
        ("The company lost £12 million in 2021.", "date"),
        ("The port will lay off 450 dockers by July, its director Marta Lund said.", "date"),
        ("On 14 March the town offered a loan.", "date_absolute"),
        ("The port of Hamburg will lay off 450 dockers by June, its director Marta Lund said.", "name"),
        ("About 2,000 people work in the port, mayor Ravi Shah said.", "name"),
        ("The union called a strike.", "modality"),
        ("Every job was safe.", "attribution"),
        ("The union may call a strike and has booked the stadium for a concert.", "unsupported"),
    ],
)
def test_each_kind_of_error_is_found_and_named(line: str, kind: str) -> None:
    """One planted error, one kind."""
    assert kind in kinds(line)


def test_a_problem_points_at_its_words_and_at_the_evidence() -> None:
    """The span cuts the wrong words out of the line; the evidence is a place in the article."""
    line = "Lund said the port of Harlow will lay off 540 dockers."
    (problem,) = [p for p in check(line, ARTICLE) if p.kind == "number"]
    assert line[problem.span.start : problem.span.end] == "540"
    assert problem.evidence is not None
    assert "450 dockers" in ARTICLE.cut(problem.evidence)
    assert problem.severity == "major"


def test_the_reporters_words_in_marks_are_a_warning() -> None:
    """Words of the article that nobody said are no invention: they warn and do not block."""
    (problem,) = check("Lund said the port will “lay off 450 dockers” by June.", ARTICLE)
    assert (problem.kind, problem.severity) == ("quotation", "minor")


def test_a_dropped_about_is_a_warning() -> None:
    """“About 2,000” told as 2,000 is minor."""
    found = check("Deputy mayor Ravi Shah said that 2,000 people work in the port.", ARTICLE)
    assert [(p.kind, p.severity) for p in found] == [("number", "minor")]


def test_a_quotation_may_leave_words_out_with_dots() -> None:
    """Parts of one quotation in their order are no alteration."""
    assert "quotation" not in kinds("Price said: “They told us … every job was safe.”")


def test_every_line_of_a_text_is_checked() -> None:
    """Offsets of later sentences count from the start of the whole text."""
    text = "The union may call a strike. The company lost £99 million in 2023."
    (problem,) = check(text, ARTICLE)
    assert text[problem.span.start : problem.span.end].strip() == "£99 million"


def test_nothing_is_said_about_nothing() -> None:
    """Empty texts have no problems, and nothing can be held against an empty article."""
    assert check("", ARTICLE) == ()
    assert check("A line.", Article.from_text("")) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_checked_without_an_error(text: str, article: str) -> None:
    """No text breaks the check, and spans stay inside the texts."""
    source = Article.from_text(article)
    for problem in check(text, source):
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert problem.evidence is None or 0 <= problem.evidence.start <= problem.evidence.end <= len(article)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([s.text for s in ARTICLE.sentences]))
def test_a_sentence_of_the_article_is_faithful(line: str) -> None:
    """Word for word is never wrong."""
    assert check(line, ARTICLE) == ()
