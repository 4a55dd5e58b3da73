"""Light verbs: “offer her congratulations” as “congratulate her”: a deed told by its noun in the words of its verb."""

from __future__ import annotations

import re

from briefs.patterns import pattern

_LIGHT = (
    r"(?P<light>offer|extend|give|send|express|convey|say|voice|address|deliver|present)(?P<form>s|ed|d)?"
    r"|(?P<past>gave|sent|said)"
)
_OWN = (
    r"(?:(?:his|her|their|its|some|a|an|the|any)\s+)?"
    r"(?:(?:warm|warmest|sincere|deep|heartfelt|best|kind|high|public)\s+)?"
)
_NOUN = r"(?P<noun>congratulations?|thanks|thank\s+you|gratitude|praise|condolences?|sympathy)"
_WHOM = r"[\w.’'-]+(?:\s[\w.’'-]+){0,4}?"
_TO = pattern(rf"\b(?:{_LIGHT})\s+{_OWN}{_NOUN}\s+(?:to|towards?)\s+(?=\w)", re.I)
"""“Offered congratulations to Doe”."""
_BEFORE = pattern(rf"\b(?:{_LIGHT})\s+(?!(?:to|in|as|with|by|for|on|at)\b)(?P<whom>{_WHOM})\s+{_OWN}{_NOUN}\b", re.I)
"""“Offered Doe her congratulations”."""
_TO_WHOM = pattern(r"^\W*(?:to\s+wh|who(?:m)?\s[^?]*\sto\W*$)", re.I)
_VERB = {"c": "congratulate", "t": "thank", "g": "thank", "p": "praise", "s": "console"}
_GOOD_WORDS = pattern(
    r"\b(?P<have>had|has|have)\s+(?:such\s+|many\s+|only\s+)?(?:good|nice|kind|warm|flattering|positive|great)\s+"
    r"(?:things?|words?|stuff)\s+(?:to\s+say\s+)?(?:about|for|of)\s+(?=\w)",
    re.I,
)
_SPEAK = {"had": "spoke highly of ", "has": "speaks highly of ", "have": "speak highly of "}


def in_one_verb(text: str) -> str:
    """`text` with the verb for a deed that it tells by a light verb and a noun; anything else unchanged.

    “Why did Roe offer Doe his congratulations?” asks “Why did Roe congratulate Doe?”.
    """
    text = _TO.sub(lambda found: f"{_verb(found)} ", text)
    if _TO_WHOM.match(text):
        return text  # “to whom did Doe express her thanks?”
    text = _BEFORE.sub(lambda found: f"{_verb(found)} {found['whom']}", text)
    return _GOOD_WORDS.sub(lambda found: _SPEAK[found["have"].lower()], text)


def _verb(found: re.Match[str]) -> str:
    noun = found["noun"].lower()
    verb = "console" if noun.startswith("cond") else _VERB[noun[0]]
    past = bool(found["past"]) or (found["form"] or "") in ("ed", "d")
    return verb + (("d" if verb.endswith("e") else "ed") if past else (found["form"] or ""))
