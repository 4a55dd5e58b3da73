"""Articles of our own, briefed: what an editor who signs for the brief would insist on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from briefs import Article, condense
from briefs.context import opens_back
from briefs.model import Brief, Figure, Modality, PersonKind, Quote, QuoteKind

ARTICLES = Path(__file__).parents[1] / "articles"
NAMES = tuple(sorted(path.stem for path in ARTICLES.glob("*.txt")))
LONG = tuple(name for name in NAMES if name != "two-sentences")

SAID = (
    ("court-ruling", "It does not supply the rain", "Helena Brandvold"),
    ("court-ruling", "read a dictionary", "Tomas Ekeland"),
    ("court-ruling", "a hole in our budget", "Ingrid Solbakken"),
    ("court-ruling", "We will not close a single library", "Ingrid Solbakken"),
    ("court-ruling", "an invoice for the leak", "Aksel Dunmore"),
    ("court-ruling", "a victory for anyone", "Priya Venkataraman"),
    ("strike", "Now they are called greedy", "Deirdre Malloy"),
    ("strike", "the best offer in 15 years", "Martin Osei"),
    ("strike", "I can’t hand out money", "Martin Osei"),
    ("strike", "never on the table", "Anneke Vos"),
    ("strike", "within hours, not days", "Lionel Abara"),
    ("strike", "I support them", "Rosa Tiller"),
    ("strike", "empty boats", "Chamber of Commerce"),
    ("strike", "the one on the picket line", "Deirdre Malloy"),
    ("match-report", "I closed my eyes", "Luca Ferrante"),
    ("match-report", "thinking about in August", "Silvia Lindqvist"),
    ("match-report", "the bravest player", "Bryn Maddox"),
    ("match-report", "He ran 12.4 kilometres", "Bryn Maddox"),
    ("match-report", "Ask me when I've slept", "Luca Ferrante"),
    ("science-paper", "a small effect, if any", "Noor Haddad"),
    ("science-paper", "one species on one island", "Lars Nyholm"),
    ("science-paper", "two million euros to prove it", "Noor Haddad"),
    ("live-blog", "anybody up a pole", "Samir Qureshi"),
    ("live-blog", "We saw a raft", "Idris Bowen"),
    ("live-blog", "leave your home tonight", "Claudia Renwick"),
    ("live-blog", "They saved 12 million", "Martin Vogler"),
    ("british-marks", "misjudged the mood", "Marjorie Tench"),
    ("british-marks", "the branches of a tree", "Marjorie Tench"),
    ("british-marks", "on a damp mattress", "Colin Farthing"),
    ("british-marks", "more residents than", "Anjali Mercer"),
    ("british-marks", "bring a cushion", "Hugh Pascoe"),
    ("british-marks", "their sausages on the internet", "Derek Osgood"),
    ("british-marks", "the shopkeepers’ opinion", "Derek Osgood"),
    ("british-marks", "look at it in 2325", "Fergus Lyle"),
    ("british-marks", "So has the chainsaw", "Marjorie Tench"),
    ("dateline-wire", "they are still thirsty", "Amara Diallo"),
    ("dateline-wire", "a piece of paper", "Viktor Sandu"),
    ("dateline-wire", "close a river like a tap", "Yusra Benali"),
    ("dateline-wire", "wait for the lawyers", "Ilse Kappel"),
)
"""(article, words of a quotation, who said them)."""
MAY_BE_OPEN = (
    ("court-ruling", "read this judgment", "Jonas Wirth"),
    ("court-ruling", "very good at avoiding it", "Henrik Falsen"),
    ("match-report", "eat with my mum", "Kofi Adeyemi"),
    ("match-report", "Football owes you nothing", "Caio Duarte"),
    ("match-report", "at any price this summer", "Bryn Maddox"),
    ("science-paper", "A reef that forgets", "Ben Achterberg"),
    ("live-blog", "moving more slowly", "Elin Marsh"),
    ("dateline-wire", "weighing every option", "Yusra Benali"),
    ("dateline-wire", "buried enough sons", "Viktor Sandu"),
)
"""Harder ones: their speaker may be left open in public, never be somebody else."""
WITHOUT_A_NAME = (
    ("science-paper", "should be read with care"),
    ("live-blog", "to clear the road for other people"),
    ("live-blog", "cheap, and badly timed"),
    ("strike", "within touching distance"),
    ("british-marks", "of moderate amenity value"),
    ("british-marks", "perhaps 20 to 30 years"),
    ("two-sentences", "A boat is calling"),
)
"""Words of a paper, a family, an official: no name of the article may stand under them."""
AHEAD = (
    ("court-ruling", "A hearing on the plan has been set for 14 July"),
    ("strike", "Talks are expected to resume on Wednesday"),
    ("match-report", "expects to announce on Tuesday"),
    ("british-marks", "is to be taken at a meeting on 18 November"),
    ("dateline-wire", "are to meet again in the spring"),
    ("no-quotes", "is planned for the next council meeting"),
    ("live-blog", "Schools in 14 districts will stay closed"),
)
"""What the article says is still to come."""
SETTLED = ("had promised", "had threatened", "had intended", "could die", "2.3 times as likely", "was lost between")
FURNITURE = ("READ MORE", "Photo:", "Reporting by", "ADVERTISEMENT", "Sign up", "By Oren", "Last updated", "GENEVA")
FIRMNESS = (
    ("british-marks", "£480,000", Modality.EXPECTATION),
    ("british-marks", "£310,000", Modality.ESTIMATE),
    ("dateline-wire", "$85 million", Modality.THREAT),
    ("dateline-wire", "$1.2 billion", Modality.EXPECTATION),
    ("strike", "$38 million", Modality.FACT),
    ("no-quotes", "214 million", Modality.FACT),
)
NO_PERSONS = """Lake Teval|Dosht|Upper Sahl|Sal Verde|Port Ansley|Cape Fell|Calder Line|Reef Biology|Maroa|Lomvik\
|Northgate Rovers|Stanmore|Stanmore City|Freedom|DNA|Union""".split("|")


@cache
def article(name: str) -> Article:
    return Article.from_text((ARTICLES / f"{name}.txt").read_text())


@cache
def brief(name: str) -> Brief:
    return condense(article(name))


def quoted(name: str, words: str) -> Quote:
    found = [quote for quote in brief(name).all_quotes if words in quote.text]
    assert len(found) == 1, f"“{words}” stands in {len(found)} quotations of {name}"
    return found[0]


def figure(name: str, text: str) -> Figure:
    return next(f for f in brief(name).figures if f.text.startswith(text))


def lines(told: Brief) -> Iterator[str]:
    yield from (line.text for line in (told.headline, told.lede, *told.key_points, *told.more_points, *told.outlook))


@pytest.mark.parametrize(("name", "words", "speaker"), SAID)
def test_a_quotation_names_its_speaker_in_full(name: str, words: str, speaker: str) -> None:
    """Pronouns, roles, split quotations and appositions all lead to the one full name."""
    assert speaker in quoted(name, words).speakers


@pytest.mark.parametrize(("name", "words", "speaker"), MAY_BE_OPEN)
def test_a_hard_speaker_is_right_or_left_open(name: str, words: str, speaker: str) -> None:
    """Nobody is given words in public that somebody else said."""
    assert quoted(name, words).speakers in ((speaker,), ())


@pytest.mark.parametrize(("name", "words"), WITHOUT_A_NAME)
def test_words_of_a_nameless_source_get_no_name(name: str, words: str) -> None:
    """A report, a family or an official who is not named speaks as such, or not at all."""
    assert not quoted(name, words).speakers


def test_a_split_quotation_is_one_utterance() -> None:
    """“We saw a raft,” he told me, “but we could not see …” has two parts and one speaker."""
    assert len(quoted("live-blog", "We saw a raft").parts) == 2


def test_inner_marks_open_no_quotation_of_their_own() -> None:
    """What Farthing's wife said stays inside what Farthing said."""
    assert "bring your own towel" in quoted("british-marks", "on a damp mattress").text


def test_an_article_without_quotations_has_none() -> None:
    assert not brief("no-quotes").all_quotes


@pytest.mark.parametrize("name", LONG)
def test_the_article_s_own_headline_is_the_brief_s(name: str) -> None:
    """The line at the top that is no sentence is the headline, and no line of the brief below it."""
    first = article(name).text.partition("\n")[0]
    assert brief(name).headline.text == first
    assert first not in " ".join(line.text for line in (brief(name).lede, *brief(name).key_points))


@pytest.mark.parametrize("name", [name for name in LONG if name != "live-blog"])
def test_the_news_comes_first(name: str) -> None:
    """The lede is the story's first sentence, after byline and dateline."""
    told = [p for p in article(name).text.split("\n") if p.endswith(".")]
    assert brief(name).lede.text[:60] in told[0]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_dangles(name: str) -> None:
    """No line below the lede opens on words whose meaning stands in a sentence left out."""
    told = brief(name)
    assert not [line.text for line in (*told.key_points, *told.outlook) if opens_back(line.text)]


@pytest.mark.parametrize("name", NAMES)
def test_furniture_of_the_page_is_left_out(name: str) -> None:
    """Bylines, captions, teasers, advertisements and datelines are no news."""
    assert not [text for text in lines(brief(name)) if any(piece in text for piece in FURNITURE)]


@pytest.mark.parametrize(("name", "words"), AHEAD)
def test_what_comes_next_is_said(name: str, words: str) -> None:
    """A date that is set, a vote that is planned or talks that are to resume are found, and marked as ahead."""
    told = (*brief(name).outlook, *brief(name).key_points)
    assert [line.modality for line in told if words in line.text][:1] not in ([], [Modality.FACT])


@pytest.mark.parametrize("name", NAMES)
def test_what_is_settled_does_not_come_next(name: str) -> None:
    """A past promise, a past threat and a statistic are not to come."""
    assert not [line.text for line in brief(name).outlook if any(words in line.text for words in SETTLED)]


@pytest.mark.parametrize(("name", "text", "firmness"), FIRMNESS)
def test_a_figure_keeps_how_firmly_it_was_said(name: str, text: str, firmness: Modality) -> None:
    assert figure(name, text).modality is firmness


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_s_line_is_no_scrap(name: str) -> None:
    """The words around a number read alone: they do not begin with it torn from “since 2016”, nor leave marks open."""
    for found in brief(name).figures:
        assert found.line.count("“") == found.line.count("”"), found.line
        assert len(found.line.split()) >= 3, found.line


@pytest.mark.parametrize("name", NAMES)
def test_places_and_things_are_not_people(name: str) -> None:
    people = {person.name for person in brief(name).people if person.kind is PersonKind.PERSON}
    assert not people & set(NO_PERSONS)


@pytest.mark.parametrize("name", NAMES)
def test_a_role_is_a_role(name: str) -> None:
    """A role is a few words and tells of no deed."""
    roles = [role for person in brief(name).people for role in person.roles]
    assert not [role for role in roles if len(role.split()) > 12 or " said" in role or "received" in role]


@pytest.mark.parametrize("name", NAMES)
def test_no_date_is_invented(name: str) -> None:
    """The articles carry no date of their own, so “on Monday” stays “on Monday”."""
    assert not [e for e in brief(name).timeline if e.date and e.date[:4] not in e.when]


def test_two_sentences_are_shown_whole() -> None:
    """Full stops inside a quotation do not make two sentences more."""
    told = brief("two-sentences")
    assert told.notes
    assert "Going down to look" in " ".join(line.text for line in (told.lede, *told.key_points))


@pytest.mark.parametrize("name", NAMES)
def test_a_speaker_s_words_are_quoted_once_among_the_key_quotes(name: str) -> None:
    shown = [part for quote in brief(name).quotes for part in quote.parts]
    assert len(shown) == len(set(shown))
    assert not [quote for quote in brief(name).quotes if quote.kind is QuoteKind.SCARE]
