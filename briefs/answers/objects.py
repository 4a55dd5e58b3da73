"""Objects: what stands after the verb with which a question ends: “what did the mayor open?”."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from briefs.answers.cutting import TAKES_COMPLEMENT
from briefs.answers.deeds import name_deed
from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.frames import clause_end, taken_up, whole_end
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.question import Question
from briefs.answers.tagging import Word
from briefs.patterns import pattern
from briefs.terms import stem

_ENDS_IN_VERB = pattern(
    r"\bwhat\s+(?:did|does|do|has|have|had|will|would|can|could)\s+(?:[^?,]{1,100}\s)?"
    r"(?P<verb>\w+)(?:,?\s+(?:in|according\s+to)\s+(?:[A-Z]\w+|his|her|their)(?:['’]s)?(?:\s+(?:view|opinion|words))?)?\W*$",
    re.I,
)
_LINKS = frozenset("of between to".split())
"""Prepositions that bind a noun to the one before it; the others may as well belong to the verb."""
_NOMINAL = frozenset("DNMJ#")
SURE = 0.7
"""What a word of the sentence must be worth to be the asked verb."""


def name_object(laid: Match, i: int) -> Found | None:
    """The phrase after the asked verb in sentence `i`, or the whole deed; None where the question has another form."""
    question = laid.question
    if question.kind is Kind.WHAT and (deed := name_deed(laid, i)):
        return deed
    if question.kind is Kind.WHAT and (found := _headed(laid, i)):
        return found
    asked = _ENDS_IN_VERB.search(question.text) if question.kind is Kind.WHAT and not question.head else None
    if not asked or question.wanted is not Wanted.ANY or _in_clause(question, asked):
        return None
    meant = {s for s, worth in laid.worth.get(stem(asked["verb"].lower()), {}).items() if worth >= SURE}
    words = laid.index.reading(i).words
    tags = "VN" if question.verb in ("", stem(asked["verb"].lower())) else "V"  # “… after the storm”
    for k, word in enumerate(words[:-1]):
        if word.stem in meant and word.tag in tags and (end := _end(words, k + 1, set(question.stems))) > k + 1:
            first = k + 2 if words[k + 1].lower in ("a", "an", "the") else k + 1
            return Found(i, words[first].start, words[end - 1].end) if end > first else None
    return None


_CLAUSE = pattern(r"\b(?:before|after|when|while|if|because|until)\b", re.I)


def _in_clause(question: Question, asked: re.Match[str]) -> bool:
    """Whether the verb that ends the question is that of a clause, and another is asked about: “what did they reach
    before it was raised?”."""
    return question.verb not in ("", stem(asked["verb"].lower())) and bool(_CLAUSE.search(asked[0]))


def _end(words: Sequence[Word], start: int, asked: Collection[str]) -> int:
    """Where the noun phrase at `start` ends, the phrases that “of”, “to” and “between” bind to it included, unless the
    question gives them: “what did he pay to Doe?”."""
    plural = words[start].tag == "N" and words[start].lower.endswith("s")
    if not (words[start].tag in "DJ#M" or plural or _determines(words, start)):
        return start
    k = start + 1
    while k < len(words):
        word = words[k]
        linked = (
            (word.lower in _LINKS or _completes(words, k))
            and k + 1 < len(words)
            and words[k + 1].tag in _NOMINAL - {"#"} | {"R"}
        )
        linked = linked and (word.lower == "of" or _first_noun(words, k + 1) not in asked)
        joined = word.lower == "and" and k + 1 < len(words) and words[k + 1].tag in "NMJ"
        hyphen = word.text in "-’" and word.start == words[k - 1].end
        doing = word.lower == "to" and k + 1 < len(words) and words[k + 1].lower.endswith("ing")
        if doing:
            k += 1
        elif not (word.tag in _NOMINAL or linked or joined or hyphen):
            break
        k += 1 + (linked and words[k + 1].tag == "R")
    return k


def _first_noun(words: Sequence[Word], at: int) -> str:
    """The stem of the word at this place, or of the one after it where it is an article."""
    return words[at + (words[at].tag == "D" and at + 1 < len(words))].stem


def _completes(words: Sequence[Word], k: int) -> bool:
    """Whether the preposition belongs to a noun that says little without it: “her friendship with him”."""
    return words[k].lower in ("with", "toward", "towards") and words[k - 1].lower in TAKES_COMPLEMENT


def _determines(words: Sequence[Word], at: int) -> bool:
    return words[at].lower in ("that", "this") and at + 1 < len(words) and words[at + 1].tag in "NJ"


def _headed(laid: Match, i: int) -> Found | None:
    """“What role did she praise him for?”: the phrase of that noun with all that belongs to it, where that is new."""
    question = laid.question
    if not question.head or question.wanted is not Wanted.ANY or not _HEADED.match(question.text):
        return None
    words = laid.index.reading(i).words
    for worth in (1.0, ALIKE):
        meant = {s for s, value in laid.worth.get(question.head[-1], {}).items() if value >= worth}
        for k, word in enumerate(words[:-1]):
            place = taken_up(words, (k - 1, k + 1)) if k and word.stem in meant and word.tag == "N" else None
            if place and place[1] < k:
                return Found(i, words[place[0]].start, words[place[1] - 1].end)
            if word.tag == "N" and words[k + 1].tag == "P" and word.stem in meant:
                end = _told_end(words, k + 1)
                if word.stem == question.verb and words[k + 1].lower == "of" and end > k + 3:
                    first = k + 2 + (words[k + 2].tag == "D")  # what is celebrated is no “celebration of …”
                    return Found(i, words[first].start, words[end - 1].end)
                if _mostly_asked(laid, words, k, end):
                    return Found(i, words[_opening(words, k)].start, word.end)
                told = any(w.tag in "NMJ#V" and w.stem not in question.stems for w in words[k + 1 : end])
                return Found(i, words[_opening(words, k)].start, words[end - 1].end) if told else None
    return None


def _mostly_asked(laid: Match, words: Sequence[Word], k: int, end: int) -> bool:
    """Whether the question gives most of what follows the noun itself, and something before it is new: “50th jubilee
    of the zoo’s opening in May” for “which jubilee will the zoo have in May?”."""
    after = [w for w in words[k + 1 : end] if w.tag in "NMJ#V"]
    asked = {s for one in laid.question.stems for s, worth in laid.worth.get(one, {}).items() if worth >= ALIKE}
    given = [w for w in after if w.stem in asked]
    first = _opening(words, k)
    return first < k and words[first].tag in "J#N" and len(after) < 2 * len(given)


def _opening(words: Sequence[Word], k: int) -> int:
    """Where the phrase begins that the noun at `k` ends; “his” belongs to it, “the” does not."""
    while k and words[k - 1].tag in "NMJ#A":
        k -= 1
    return k - 1 if k and words[k - 1].tag == "D" and words[k - 1].lower not in ("the", "a", "an") else k


def _told_end(words: Sequence[Word], at: int) -> int:
    """Where what belongs to a noun ends: neither at what came before or after, nor short of “to invest …”."""
    end = at if words[at].lower in _TIMES else whole_end(words, at)
    end = next((k for k in range(at, end) if words[k].lower in _TIMES or _adds(words, k)), end)
    if end + 1 < len(words) and words[end].lower == "to" and words[end + 1].tag == "V":
        return clause_end(words, end + 1)
    return end


def _adds(words: Sequence[Word], k: int) -> bool:
    """Whether “and” brings a noun of its own here: “his work in Asia and his role in …”."""
    return words[k].lower == "and" and k + 1 < len(words) and words[k + 1].tag == "D"


_TIMES = frozenset("following after before during since until till despite amid".split())
_HEADED = pattern(
    r"^\W*(?:(?:for|on|in|of|about|with|to|by|under|over|from|at|through)\s+)?(?:what|which)\s+(?!kind|type|sort)"
    r"(?!(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might)\b)\w",
    re.I,
)
"""“What role …”; “what kind of …” asks for the word before the noun."""
