"""Notes: the sentences that go with an answer or a refusal."""

from __future__ import annotations

SILENT = "The article does not say."
CLOSEST = "The article does not say this directly; this is the closest passage."
EMPTY = "Ask a question in words, such as “Who met whom?” or “How much?”."
NOTHING = "There is no text to answer from."
BOT = (
    "I answer questions about the article in the article’s own words and show the sentence that says it; "
    "what the article does not say, I do not say either."
)
LONG = "Only the beginning of the question was read."
UNKNOWN_NAME = "The article does not mention {name}."
NO_WORDS = "The article does not report what {name} said about this."
NO_TYPE = "The article does not give {thing}."
NO_WORD = "The word “{word}” is not in the article."
NO_COUNT = "The article does not count any {word}."
OTHER_NUMBERS = "The numbers in the article count other things."
OPEN = "The article does not settle this with a yes or a no; this is the closest passage."
INCOMPARABLE = "The article does not give the numbers of both beside each other."
COMPARED = "{winner} against {other}."
