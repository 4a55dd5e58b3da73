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
