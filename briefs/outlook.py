"""Outlook: what the article itself says will, may or should come: plans, pledges, expectations, deadlines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.article import Article
from briefs.choice import MOST_ALIKE, Choice, likeness
from briefs.clauses import clauses, shortened
from briefs.context import own_words
from briefs.dates import find_dates
from briefs.modality import modality_at, modality_of
from briefs.model import Line, Modality, Sentence, Span
from briefs.patterns import pattern

MOST = 5
_LONGEST = 280
_AHEAD = pattern(
    r"""(?<!['’\w])(?:
        (?:will|won['’]t|shall)(?!\s(?:always|never)\b)
      | (?:pledg|vow)(?:es|ed|s) | promis(?:es|ed)\s(?:to|that) | (?:agree[sd]?|commit(?:s|ted)|offer(?:s|ed))\sto
      | expects | (?:is|are|be)\s(?:\w+\s)?expected\s(?:to|in|on|by|next|at)
      | (?:was|were)\s(?:\w+\s)?expected\s(?:to(?!\scost)|in|on|by|next|at)
      | (?:scheduled|slated|poised|set|ready)\s(?:to|for)\b | (?:is|are)\sto(?=\s[a-z]+\b) | must\sstill
      | until\s(?:[0-9]{1,2}\s[A-Z]|[A-Z][a-z]+\s[0-9]{1,2}\b)[\w\s]{0,20}?\bto | expires?\s(?:on|in|at)
      | due\s(?:to\s(?:be|last|meet|start|begin|open|close|take|go|speak|visit|vote|report|return|appear
          |hold|expire|end)|on|in|by|next|back)
      | plan(?:s|ned|ning)?\s(?:to|for)\b | intend(?:s|ed|ing)?\sto | (?:aim|hop)(?:s|es|ed|ing)\sto | deadline\s(?:of
          |for|to|is|by|on)
      | (?:is|are)\sconsidering | (?<!more\s)(?<!less\s)(?<!most\s)(?<!\bas\s)likely\sto(?!\scost) | forecast\sto
      | (?:threatens|threatening|(?<=has\s)threatened|(?<=have\s)threatened)\sto | tomorrow
      | next\s(?:week|month|year|summer|spring|autumn|fall|winter|[A-Z]\w+day) | by\s(?:the\send\sof\s|early\s
          |late\s)?20[2-9][0-9]
    )\b""",
    re.VERBOSE,
)
_REPORTED = pattern(
    r"\b(?:said|says|announced|confirmed|added|told\s\w+|insisted|believes?|stressed)\s(?:that\s)?(?:[\w’'-]+\s){1,5}$"
)
_FIRST_PERSON = pattern(r"\b(?:I|my|me|[Ww]e|our|us)\b")
"""A column speaks of its writer, and announces nothing."""
_WEAK = pattern(r"(?:likely|considering|hop)")
_ENOUGH = 3
_GAVE_WORD = pattern(r"(?:pledg|vow|promis|agree|commit|offer)")
_LONG_AGO = 60.0
"""Days."""
_PARTICIPLE = pattern(r"[a-z]+ing\s")
_PAST = pattern(r"\b(?:had|has\sonce|once|originally|initially|previously)\s(?:\w+\s){0,2}$")


def outlook_of(
    article: Article, told: tuple[Sentence, ...], besides: Sequence[Line], most: int = MOST
) -> tuple[Line, ...]:
    """Up to `most` lines about what is to come, in the article's order, each with the modality of its cue.

    Only the reporter's own words count: a hope inside a quotation is among the quotes. What `besides` say is
    not repeated.
    """
    own = own_words(article)
    cues: dict[int, int] = {}
    ahead: list[Sentence] = []
    for sentence in told:
        said = own[sentence.span.start : sentence.span.end]
        cue = _cue(said)
        if cue is not None and not any(_says(line, sentence) for line in besides):
            cues[sentence.index] = cue
            ahead.append(sentence)
    main = [s for s in ahead if _stated(s.text, cues[s.index])]
    firm = [s for s in main if not _WEAK.match(s.text, cues[s.index])]
    choice = Choice(firm if len(firm) >= _ENOUGH else main, own, by_place=0.4, by_facts=0.6)
    while len(choice.taken) < most and (best := choice.best(alone=True)) is not None:
        choice.take(best)
    chosen = (choice.pool[at] for at in sorted(choice.taken))
    return tuple(_line(sentence, cues[sentence.index]) for sentence in chosen)


def _stated(text: str, cue: int) -> bool:
    """Whether what is ahead is what the sentence states, and not an aside of it."""
    if _REPORTED.search(text, max(0, cue - 90), cue):
        return True
    return modality_of(text) is not Modality.FACT


def _says(line: Line, sentence: Sentence) -> bool:
    """Whether a line was taken from `sentence`, or says in the main the same."""
    taken = any(sentence.span.start <= span.start < sentence.span.end for span in line.spans)
    return taken or likeness(line.text, sentence.text) > MOST_ALIKE


def _cue(own: str) -> int | None:
    """Where a sentence speaks of what is ahead, outside quotation marks."""
    if len(own.split()) < 6 or own[0].islower() or own.rstrip().endswith("?") or _FIRST_PERSON.search(own):
        return None
    for found in _AHEAD.finditer(own):
        past = _PAST.search(own, max(0, found.start() - 40), found.start())
        if not past and not (_GAVE_WORD.match(found.group()) and _is_settled(own)):
            return found.start()
    return None


def _is_settled(own: str) -> bool:
    """Whether a sentence tells of a time long past: what was pledged then is history."""
    return any(when.away is not None and when.away < -_LONG_AGO for when in find_dates(own))


def _line(sentence: Sentence, cue: int) -> Line:
    """The sentence; where only its last clause looks ahead, that clause."""
    text = sentence.text
    begin, end = 0, shortened(text, _LONGEST)
    end = end if end > cue else len(text)
    if modality_of(text) is Modality.FACT:
        clause = next(part for part in reversed(clauses(text)) if part.start <= cue)
        opening = _PARTICIPLE.match(text, clause.start)
        begin, end = (opening.end() if opening else clause.start), clause.end
    start = sentence.span.start
    modality = modality_at(text, cue + 1)
    if modality is Modality.FACT:
        modality = Modality.EXPECTATION
    return Line(text[begin:end], (Span(sentence.span.article, start + begin, start + end),), modality=modality)
