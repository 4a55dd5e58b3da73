"""Sample: the article that a first start briefs, a report of the Tokyo summit in our own words."""

from __future__ import annotations

from importlib.resources import files

from briefs import Article

TOPIC = "Tokyo summit"
NOTE = (
    "Sample article, written for Readout in its own words; the words in quotation marks are the leaders’, verbatim. "
    "`topic add` briefs an article of yours."
)


def sample_article() -> Article:
    text = files(__package__).joinpath("tokyo-summit.txt").read_text(encoding="utf-8")
    return Article.from_text(
        text, headline="Trump and Takaichi affirm their alliance at a first meeting in Tokyo", outlet="Readout sample"
    )
