"""The summit in Tokyo: the sample that ships, and the article that it retells where that is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs import Article, condense
from briefs.context import opens_back
from briefs.model import Brief, Figure, Modality, QuoteKind

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "bot" / "sample" / "tokyo-summit.txt"
ORIGINAL = ROOT.parent / "shared" / "articles" / "tokyo-summit.txt"
UTTERANCES = (
    (("a big deal — not just for Japan, but for the entire world.",), "Donald Trump"),
    (
        (
            "I want to just let you know, anytime you have any question, any doubt, anything you want, any favors you "
            "need, anything I can do to help Japan, we will be there,",
            "We are an ally at the strongest level.",
        ),
        "Donald Trump",
    ),
    (
        (
            "Prime Minister Abe always spoke of the great trust and friendship between Japan and President Trump,",
            "I hope to continue that legacy as we face new challenges in Asia and around the world.",
        ),
        "Sanae Takaichi",
    ),
    (
        (
            "He spoke so well of you, long before we met,",
            "He would be very proud to see you leading Japan today, and I congratulate you on behalf of the United "
            "States.",
        ),
        "Donald Trump",
    ),
    (
        (
            "Our alliance has stood the test of time,",
            "It will continue to be the cornerstone of peace and stability in the Indo-Pacific region.",
        ),
        "Sanae Takaichi",
    ),
    (
        (
            "The U.S.-Japan friendship is stronger than ever,",
            "We’ve achieved great things together, and the best is yet to come.",
        ),
        "Donald Trump",
    ),
)
"""The six key utterances, part by part, with the full name of who spoke them."""


@pytest.fixture(params=[SAMPLE, ORIGINAL], ids=["sample", "original"], scope="module")
def brief(request: pytest.FixtureRequest) -> Brief:
    path: Path = request.param
    if not path.exists():
        pytest.skip(f"the original article is not here: ../{path.relative_to(ROOT.parent)}")
    return condense(Article.from_text(path.read_text()))


def figure(brief: Brief, text: str) -> Figure:
    return next(f for f in brief.figures if f.text == text)


@pytest.mark.parametrize(("parts", "speaker"), UTTERANCES, ids=[parts[0][:16] for parts, _ in UTTERANCES])
def test_each_key_utterance_has_its_full_speaker(brief: Brief, parts: tuple[str, ...], speaker: str) -> None:
    """Verbatim, split where the article splits it; the last pair, spoken by “he”, is Donald Trump's."""
    assert [q.speakers for q in brief.all_quotes if q.parts == parts] == [(speaker,)]
    assert parts in [q.parts for q in brief.quotes]


def test_the_bond_is_of_both_leaders(brief: Brief) -> None:
    """“Unbreakable bond” is a few words of two people, and stays so."""
    [bond] = [q for q in brief.all_quotes if q.parts == ("unbreakable bond",)]
    assert bond.kind is QuoteKind.PARTIAL
    assert set(bond.speakers) == {"Donald Trump", "Sanae Takaichi"}


def test_there_is_no_other_quotation(brief: Brief) -> None:
    """What is reported indirectly (“that Japan will donate 250 trees”) gets no marks."""
    assert len(brief.all_quotes) == 7


def test_the_tariff_in_force_is_not_the_one_threatened(brief: Brief) -> None:
    """15 percent was agreed; 25 percent was threatened, and stands in no line with it."""
    agreed, threatened = figure(brief, "15 percent"), figure(brief, "25 percent")
    assert (agreed.modality, threatened.modality) == (Modality.FACT, Modality.THREAT)
    assert "25" not in agreed.line
    assert "15" not in threatened.line


def test_the_trees_to_come_are_not_those_of_1912(brief: Brief) -> None:
    trees = figure(brief, "250")
    assert "tree" in trees.counts
    assert trees.modality is Modality.PLEDGE
    assert "1912" not in trees.line


def test_exports_are_compared_and_not_swapped(brief: Brief) -> None:
    """$80 billion went to Japan, $148 billion came from it; the two belong together."""
    to_japan, from_japan = figure(brief, "$80 billion"), figure(brief, "$148 billion")
    assert to_japan.group == from_japan.group != 0
    assert "to Japan" in to_japan.line
    assert "to the U.S." in from_japan.line


def test_trade_talks_are_only_expected(brief: Brief) -> None:
    """“Expected to” is kept in the line and beside it; the past threat is not to come."""
    [talks] = [line for line in brief.outlook if "expected" in line.text]
    assert talks.modality is Modality.EXPECTATION
    assert not [line.text for line in brief.outlook if "25 percent" in line.text or "$148" in line.text]


def test_no_date_is_invented(brief: Brief) -> None:
    """The article has no date: “on Monday”, “in July” and “earlier this month” stay words."""
    assert {event.date for event in brief.timeline} <= {"", "1912", "2024", "2026"}
    assert "on Monday" in brief.lede.text


def test_the_leaders_have_their_roles(brief: Brief) -> None:
    """A role is what somebody is, not what they did on Monday."""
    roles = {person.name: person.roles for person in brief.people}
    assert any("rime minister" in role.lower() for role in roles["Sanae Takaichi"])
    assert any("President" in role for role in roles["Donald Trump"])
    assert not [role for known in roles.values() for role in known if len(role.split()) > 6]


def test_nothing_dangles(brief: Brief) -> None:
    """No line opens on “it”, “them” or “the present”, whose meaning stands elsewhere."""
    shown = [*brief.key_points, *brief.outlook]
    assert not [line.text for line in shown if opens_back(line.text) or line.text.startswith("The present")]
