"""Signs: a refusal names the command that comes next; here it names the page or the button that does the same."""

from __future__ import annotations

PLACES = {
    "with `edit`": "in the draft",
    "Use `publish`": "Use “Approve and publish”",
    "with `publish`": "with “Approve and publish”",
    "`publish` first": "Publish it first",
    "Choose `correction` (readers see a dated note) or `refile` (a slip, only logged)": "Choose a correction, of which "
    "readers see a dated note, or a slip, which is only logged",
    "`history` lists them": "The review's history lists them",
    "look at `history`": "look at the history",
    "`review` shows": "The review shows",
    "`rollback` brings": "“Bring it back” brings",
    "`correct` changes": "“Correct what readers have” changes",
    "`errata` lists": "Errata lists",
    "`answers` lists": "Questions lists",
    "with `answers`": "under Questions",
    ": `answers`.": " under Questions.",
    "`code me` makes": "a code from People makes",
    "with `code editor`": "under People",
    ": `code admin`.": ", with a code from People.",
    "`topic list` names": "Topics names",
    "`topic list` shows": "Topics shows",
    "`status` lists": "Deliveries lists",
    "`schedule list` shows": "Schedules shows",
}


def in_the_browser(sentence: str) -> str:
    """The sentence with pages and buttons in the place of commands that nobody types here."""
    for typed, here in PLACES.items():
        sentence = sentence.replace(typed, here)
    return sentence
