"""Context: whether a sentence stands alone, or opens on words that only the sentence before it explains."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from briefs.article import Article
from briefs.clauses import Clause
from briefs.lexicon import ROLE_NOUNS
from briefs.model import Sentence
from briefs.patterns import pattern
from briefs.phrases import AGED
from briefs.reading import read

_MARKS = " \t\"“”‘’'«»„([—–-…"
_POINTS_BACK = pattern(
    r"""(?:he|she|it|they|him|his|her|hers|its|them|their|theirs|this|that|these|those|such|both|neither|either|another|others?
      |and|but|or|nor|so(?!\sfar\b)|yet|then|thus|hence|therefore|however|moreover|furthermore|nevertheless|nonetheless|meanwhile
          |instead
      |also|too|besides|likewise|similarly|otherwise|still|even\sso|afterwards?|later|earlier|here|there(?!\s(?:is|are
          |was|were|has|have|will))
      |because|which|who|whose|what['’]s\smore|in\s(?:addition|contrast|turn|fact|other\swords|response|return|that
          |this)
      |as\s(?:a\sresult|such|well)|for\s(?:example|instance|that|this)|on\sthe\s(?:other\shand|contrary)
          |at\sthe\ssame\stime|each\stime|that\s(?:day|night)
      |by\scontrast|after\s(?:that|this)|until\sthen|since\sthen|one\sof\s(?:them|these|those)|some\sof\s(?:them|these
          |those)
      |the\stwo(?!\s[a-z]+s\b)
      |(?:on|in|at|by|with|for|to|from|under|among|after|before|despite|of)\s(?:it|them|him|this|that|these|those)
      |(?:in|at|on|during|under)\s(?:\w+\s){1,3}(?:of|after|before|since)\s(?:it|them|this|these|those)
      |the\s(?:pair|duo|trio|former|latter|move|gesture|present|gift|same|other|others|latest|incident|decision|couple|news
          |comments?|remarks?|statement)
      |(?:two|three|four)\s(?:others?|more|of\sthem))\b(?!-)""",
    re.VERBOSE | re.IGNORECASE,
)
_EXPLETIVE = pattern(
    r"(?:it|there|this)(?:\s(?:is|was|has\sbeen|will\sbe)|['’]s)\s(?:not\s|n['’]t\s)?"
    r"(?:the\s(?:first|last|second|third)\stime|clear|unclear|time|likely|possible|important|believed"
    r"|understood|thought|reported|hoped|expected|estimated|feared|claimed|alleged|revealed|announced)\b",
    re.IGNORECASE,
)
_PRONOUN = pattern(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_LEANS = pattern(
    r",\s(?:however|for\s(?:example|instance)|meanwhile|too|instead|therefore|in\sturn|likewise|though),"
    r"|\bin\sthe\smeantime\b"
)
_ENDS_BACK = pattern(
    r"\s(?:of|to|for|with|about|against|by|on|denied|confirmed|did|do|after|before)\s(?:that|this|those|these|so)[.!]?$"
)
_LEADS_IN = pattern(r"(?:With|In|At|On|For|After|Before|As|While|Despite|During|By|From|Since|Although|Though|When)\s")
_FULL_NAME = pattern(r"\b[A-Z][\w’'-]+\s[A-Z][\w’'-]+")
_LOOKS_AHEAD = 120
"""Characters in which a lead-in such as “In a case she says …,” must come to her name."""
_NAME = pattern(r"\b[A-Z][\w’'-]+")
_COMMON_OPENERS = frozenset(
    """The A An In On At By For From With As After Before When While If To Of Some Many Most All One Two Three Four
    Five During Since Under Over Now Today Yesterday Last Next Although Though Despite Asked Speaking Earlier
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December No Not Just Only Even Once Because However I We You""".split()
)


_WIDEST = 400
"""Characters of a line that a quotation may fill before it is cut to the words at hand."""


@lru_cache(maxsize=8)
def own_words(article: Article) -> str:
    """The article's text with everything between quotation marks blanked, offsets kept: the reporter's own words."""
    kept: list[str] = []
    at = 0
    for piece in read(article.text).marked:
        kept += [article.text[at : piece.left], " " * (piece.right - piece.left)]
        at = piece.right
    return "".join([*kept, article.text[at:]])


def with_marks(article: Article, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` of the text with its quotation marks whole: widened to both, or without the one too many."""
    marked = read(article.text).marked
    at = max(0, bisect_right(marked, start, key=lambda piece: piece.left) - 1)
    for piece in islice(marked, at, at + 8):
        if piece.left >= end:
            break
        if piece.right <= start or (start <= piece.left and piece.right <= end):
            continue
        low, high = min(start, piece.left), max(end, piece.right)
        start, end = (low, high) if high - low <= _WIDEST else (max(start, piece.start), min(end, piece.end))
    return start, end


def unbroken(article: Article, told: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """`told` where a sentence that begins in the midst of a quotation belongs to the one before it."""
    marked = read(article.text).marked
    joined: list[Sentence] = []
    after = -1
    for sentence in told:
        at = bisect_left(marked, sentence.span.start, key=lambda piece: piece.left) - 1
        inside = at >= 0 and marked[at].left < sentence.span.start < marked[at].end
        if joined and inside and sentence.index == after and joined[-1].paragraph == sentence.paragraph:
            span = replace(joined[-1].span, end=sentence.span.end)
            joined[-1] = replace(joined[-1], text=article.cut(span), span=span)
        else:
            joined.append(sentence)
        after = sentence.index + 1
    return tuple(joined)


def opens_back(text: str) -> bool:
    """Whether `text` opens on a pronoun or connective that points at an earlier sentence."""
    opening = text[:80].lstrip(_MARKS)
    return bool(_POINTS_BACK.match(opening)) and not _EXPLETIVE.match(opening)


@lru_cache(maxsize=1024)
def needs_context(text: str, own: str) -> bool:
    """Whether a reader of `text` alone would ask “who?” or “which?”. `own` is `text` without its quotations.

    It opens back, says “he” before any name, ends on “of that”, or is somebody's words and does not say whose.
    """
    if opens_back(text) or _pronoun_first(own) or _unattributed(text, own):
        return True
    said = own.rstrip()
    return bool(_LEANS.search(said[:100]) or _ENDS_BACK.search(said, max(0, len(said) - 30)))


def standing(text: str, clause: Clause) -> Clause:
    """`clause` of the sentence `text`, or the sentence where only the clause opens on “she” or “which”."""
    if not opens_back(text[clause.start : clause.end]) or opens_back(text) or len(text) > _WIDEST:
        return clause
    return Clause(0, len(text.rstrip(" .")))


def dangles(sentences: tuple[Sentence, ...], at: int, first: int = 0) -> bool:
    """Whether sentence `at` of a summary opens back while the sentence before it in the article was left out.

    Before sentence `first`, the story's own beginning, nothing can have been left out.
    """
    if not opens_back(sentences[at].text) or sentences[at].index <= first:
        return False
    return at == 0 or sentences[at - 1].index != sentences[at].index - 1


def _pronoun_first(own: str) -> bool:
    """Whether a pronoun comes before anybody it may mean: a name, “a man”, the name a lead-in looks ahead to."""
    pronoun = _PRONOUN.search(own, 0, 1000)
    if not pronoun:
        return False
    if any(name not in _COMMON_OPENERS for name in _NAME.findall(own, 0, pronoun.start())):
        return False
    if any(_is_somebody(word) for word in own[: pronoun.start()].lower().split()):
        return False
    return not (_LEADS_IN.match(own) and _FULL_NAME.search(own, pronoun.end(), pronoun.end() + _LOOKS_AHEAD))


def _is_somebody(word: str) -> bool:
    word = word.strip(",.;:'’\"")
    return word in ROLE_NOUNS or word.endswith(AGED) or word.partition("-")[0] in ROLE_NOUNS


def _unattributed(text: str, own: str) -> bool:
    """Whether nearly all of `text` is quotation."""
    return len(own.split()) < 2 < len(text.split())
