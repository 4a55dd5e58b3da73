"""Mix: what people type, in the shares that they type it."""

from __future__ import annotations

QUESTIONS = (
    "Who met in Tokyo?",
    "How much will Japan invest?",
    "what did the leaders say about trade",
    "When was the agreement signed?",
    "Where did they meet?",
    "How many trees?",
    "Is the tariff 15 or 25 percent?",
    "who is takaichi",
    "What did it cost?",
    "Which countries are mentioned?",
)
KINDS = ("ask",) * 6 + ("brief",) * 2 + ("quotes", "source")
READERS = 40
"""So many people ask in turn, so that few questions follow another one of the same person."""


def question(number: int) -> str:
    """The question of the mix with this number; the first 700 are all worded differently."""
    openings = ("", "please: ", "hey, ", "tell me: ", "hello. ", "now: ", "so ", "well, ", "hi! ", "question: ")
    endings = ("", " please", " thanks", " ok", " quick", " again", " exactly")
    wording, kind = divmod(number, len(QUESTIONS))
    ending, opening = divmod(wording, len(openings))
    return f"{openings[opening]}{QUESTIONS[kind]}{endings[ending % len(endings)]}"
