"""Headline: the article's own, or a fitting clause of its lede, word for word."""

from __future__ import annotations

import re

from briefs.article import Article
from briefs.boilerplate import is_heading, opening_title
from briefs.clauses import attributes, clauses, has_verb
from briefs.context import opens_back
from briefs.modality import modality_of
from briefs.model import Line, Sentence, Span
from briefs.patterns import pattern

LONGEST = 90
"""Characters: more does not fit a message's title beside the topic's name."""
_PHRASE = pattern(
    r"\s(?=(?:in|on|at|for|after|amid|during|following|over|from|as|under|near|because|despite|when|while|since|until)\s)"
)
_LOOSER = pattern(r"\s(?=(?:with|by|to|into|about|against|without|between|through|across|and|or|where|so)\s)")
_ASIDE = pattern(r",\s(?:who|which|whose|where)\s[^,]*$")
_RELATIVE = pattern(r"\b(?:who|which)\b")
_OPENING = pattern(
    r"(?:After|When|While|As|Although|Though|Since|Before|If|Because|Once|More than|Less than|Having|Speaking)\s"
)
_LED_IN = pattern(r"(?:Following|With|In|At|On|By|For|Despite|Under|During|Amid|Just|To)\s")
_DOUBTS = pattern(
    r"\b(?:allegedly|reportedly|according\sto|if|unless|provided)\b|,\s[^,]{0,60}\b(?:claim|alleg)(?:s|es|ed)?\b[^,]*$"
)
_MARK = pattern(r"[“\"‘]|(?<!\w)'")
_DAY = pattern(
    r"\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|afternoon|evening|night))?(?=\s[a-z])"
)
_SHORTEST = 25
_LEANS = pattern(
    r"\b(?:of|the|an?|and|or|to|in|on|at|for|with|from|by|as|that|which|who|is|are|was|were|be|been|has|have|had|will|would"
    r"|could|may|might|must|can|not|its|his|her|their|than|between|both|newly|very|more|most|about|said|says|told|met|settles?"
    r"|[a-z]+ing|out|up|down|off|ruled|found|decided|announced|reported|agreed|voted|warned|claimed|added|looks?|comes?|came"
    r"|goes|went|just|almost|even|only|after|before|when|while|he|she|they|it|into|across|through|against|under|over|without"
    r"|but|so|if|because|until|since|directed|based|due|yet|another|new|other|what|how|why|first|one|two|three)$",
    re.IGNORECASE,
)


def headline_of(article: Article, told: tuple[Sentence, ...]) -> Line:
    """A line of at most `LONGEST` characters where it is taken from the text; the given headline whole.

    The given headline has no span: it does not stand in the text.
    """
    if article.headline and article.headline.strip():
        return Line(" ".join(article.headline.split()))
    if heading := _heading(article):
        return heading
    for sentence in told[:3]:
        if line := _clause_of(sentence, first=sentence is told[0]):
            return line
    return _line(told[0], _forced(told[0].text)) if told else Line("")


def _clause_of(sentence: Sentence, *, first: bool) -> Line | None:
    """A statement from the front of `sentence`; of any but the first only one that needs nothing before it."""
    if not first and opens_back(sentence.text):
        return None
    end = _fitting(sentence.text)
    if end < _SHORTEST and (line := _without_day(sentence)):
        return line
    end = end or (_longest(sentence.text, _cuts(_LOOSER, sentence.text)) if first else 0)
    return _line(sentence, end) if end else None


def _heading(article: Article) -> Line | None:
    """A headline that was pasted with the text: its first line, where that is no sentence."""
    first, *rest = article.sentences[:2] or (None,)
    if first is None or not rest or rest[0].paragraph == first.paragraph:
        return None
    if first is opening_title(article):
        return _line(first, len(first.text.rstrip(". ")))
    if len(first.text) > LONGEST or len(first.text.split()) < 4 or not is_heading(first):
        return None
    return _line(first, len(first.text))


def _fitting(text: str) -> int:
    """Where the longest beginning that is a statement and fits may end; 0 where there is none.

    A whole clause is better than a longer one that loses only a phrase of time or place.
    """
    whole = len(text.rstrip())
    bare = whole if text[whole - 1] in '!?”"’' else len(text[:whole].rstrip(".;:,"))
    if bare <= LONGEST and has_verb(text):
        return bare
    ends = [clause.end for clause in clauses(text)]
    return _longest(text, [end for end in ends if end >= _SHORTEST]) or _longest(text, _cuts(_PHRASE, text))


def _cuts(phrase: re.Pattern[str], text: str) -> list[int]:
    return [found.start() for found in phrase.finditer(text, 0, LONGEST + 2)]


def _without_day(sentence: Sentence) -> Line | None:
    """“The court ruled on Thursday that …” loses its day, and is proven by two spans."""
    text = sentence.text
    day = _DAY.search(text, 0, LONGEST)
    if not day:
        return None
    told = text[: day.start()] + text[day.end() :]
    end = _fitting(told)
    if end < max(_SHORTEST, day.start() + 2):
        return None
    article, start = sentence.span.article, sentence.span.start
    rest = start + day.end() + 1
    spans = (Span(article, start, start + day.start()), Span(article, rest, rest + end - day.start() - 1))
    return Line(told[:end], spans)


def _longest(text: str, ends: list[int]) -> int:
    for end in sorted(ends, reverse=True):
        head = text[:end].rstrip(" ,;:–—-")
        if len(head) <= LONGEST and _states(head) and _says_as_much(text, len(head)):
            return len(head)
    return 0


def _says_as_much(text: str, end: int) -> bool:
    """Whether a beginning of `text` is said as firmly as the whole, and no doubt or speaker of quoted words goes."""
    head, tail = text[:end], text[end:]
    if modality_of(head) is not modality_of(text) or _DOUBTS.search(tail):
        return False
    return not (_MARK.search(head) and attributes(tail))


def _states(head: str) -> bool:
    """Whether a beginning of a sentence is a statement: subject and verb, nothing that leans on what follows."""
    return (
        len(head.split()) >= 4
        and _has_main_verb(head)
        and not _LEANS.search(head)
        and not _ASIDE.search(head)
        and head.count("“") == head.count("”")
        and head.count('"') % 2 == 0
        and head.count("(") == head.count(")")
    )


def _has_main_verb(head: str) -> bool:
    """The verb of a clause that only leads in (“After …,”) or of “who …” is not the statement's."""
    last = head.rsplit(", ", 1)[-1]
    if _OPENING.match(head):
        return last != head and has_verb(last)
    if _LED_IN.match(head):
        head = last
    relative = _RELATIVE.search(head)
    return has_verb(head[: relative.start()] if relative else head)


def _forced(text: str) -> int:
    """The end of the last whole word that fits and does not lean on the next."""
    if len(text) <= LONGEST:
        return len(text)
    head = text[: max(text.rfind(" ", 0, LONGEST + 1), 0) or LONGEST]
    while len(head) > _SHORTEST and (lean := _LEANS.search(head.rstrip(" ,;:–—-"))):
        head = head[: lean.start()]
    return len(head.rstrip(" ,;:–—-")) or LONGEST


def _line(sentence: Sentence, end: int) -> Line:
    start = sentence.span.start
    return Line(sentence.text[:end], (Span(sentence.span.article, start, start + end),))
