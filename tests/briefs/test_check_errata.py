"""Check with errata: what the desk has set right is what a line is held against."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs import Article, Erratum, Span, check

ARTICLE = Article.from_text(
    "The port of Harlow will lay off 450 dockers by June, its director Marta Lund said on Thursday. "
    "The company lost £12 million in 2023, after a loss of £7 million the year before.\n\n"
    "“We have no choice,” Lund said. “The ships go elsewhere.”\n\n"
    "Last year 450 lorries a day left the port. The union may call a strike, its leader Owen Price said."
)


def erratum(wrong: str, right: str) -> Erratum:
    at = ARTICLE.text.index(wrong)
    return Erratum(Span(ARTICLE.id, at, at + len(wrong)), right, "The port has said so.", "Ann Lee")


@pytest.mark.parametrize(
    ("wrong", "right", "line"),
    [
        ("450 dockers", "540 dockers", "The port of Harlow will lay off 540 dockers by June, Marta Lund said."),
        ("£12 million", "£15 million", "The company lost 15 million pounds in 2023."),
        ("by June", "by July", "The port of Harlow will lay off 450 dockers by July, Marta Lund said."),
        ("Marta Lund", "Greta Lund", "The port of Harlow will lay off 450 dockers by June, Greta Lund said."),
        ("no choice", "no other choice", "“We have no other choice,” Lund said."),
    ],
)
def test_a_line_with_what_is_right_passes(wrong: str, right: str, line: str) -> None:
    """The corrected reading is what is true: the line would fail against the article as printed."""
    assert check(line, ARTICLE) != ()
    assert check(line, ARTICLE, (erratum(wrong, right),)) == ()


@pytest.mark.parametrize(
    ("wrong", "right", "line", "kind"),
    [
        ("450 dockers", "540 dockers", "The port of Harlow will lay off 450 dockers by June, Lund said.", "number"),
        ("£12 million", "£15 million", "The company lost £12m in 2023.", "number"),
        ("by June", "by July", "The port of Harlow will lay off 450 dockers by June, Marta Lund said.", "date"),
        ("Owen Price", "Ivy Price", "The union may call a strike, its leader Owen Price said.", "name"),
        ("no choice", "no money", "“We have no choice,” Lund said.", "quotation"),
        ("a strike", "a ballot", "The union may call a strike, Owen Price said.", "unsupported"),
    ],
)
def test_a_line_with_what_is_wrong_is_told_of_the_correction(wrong: str, right: str, line: str, kind: str) -> None:
    """One problem, in a sentence, with the printed words as its evidence; a verbatim line is no exception."""
    (problem,) = check(line, ARTICLE, (erratum(wrong, right),))
    assert problem.kind == kind
    assert problem.severity == "major"
    assert problem.message == (
        f"The article’s “{wrong}” is marked as wrong; right is “{right}”: The port has said so (Ann Lee)."
    )
    assert problem.evidence is not None
    assert ARTICLE.cut(problem.evidence) == wrong
    assert line[problem.span.start : problem.span.end] in wrong or kind in ("quotation", "number")


def test_the_same_number_elsewhere_in_the_article_stays_true() -> None:
    """Only the marked place is wrong: 450 lorries are still 450."""
    assert check("Last year 450 lorries left the port a day.", ARTICLE, (erratum("450 dockers", "540 dockers"),)) == ()


def test_other_problems_keep_their_own_words_and_printed_evidence() -> None:
    """After a longer correction, the evidence of what follows it is still where it was printed."""
    made = erratum("450 dockers", "five hundred and forty of its dockers")
    (problem,) = check("The company lost £99 million in 2023.", ARTICLE, (made,))
    assert "£99 million" in problem.message
    assert problem.evidence is not None
    assert ARTICLE.cut(problem.evidence).startswith("The company lost £12 million")


def test_errata_of_another_version_say_nothing() -> None:
    """A span of another text marks nothing here."""
    other = Erratum(Span("another", 0, 20), "A ship")
    line = "The company lost £12 million in 2023."
    assert check(line, ARTICLE, (other,)) == check(line, ARTICLE) == ()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 300), st.integers(1, 60), st.text(min_size=1, max_size=20), st.sampled_from(ARTICLE.sentences))
def test_any_erratum_is_obeyed_without_an_error(start: int, length: int, right: str, sentence: object) -> None:
    """Whatever is marked, problems stay inside their texts."""
    line = str(sentence)
    for problem in check(line, ARTICLE, (Erratum(Span(ARTICLE.id, start, start + length), right),)):
        assert 0 <= problem.span.start <= problem.span.end <= len(line)
        assert problem.evidence is None or problem.evidence.article == ARTICLE.id
        assert problem.evidence is None or 0 <= problem.evidence.start <= problem.evidence.end <= len(ARTICLE.text)
