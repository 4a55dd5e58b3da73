"""Boilerplate: what a page prints around a story: datelines, bylines, captions, “read more”, advertisements."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from briefs.article import Article
from briefs.model import Sentence
from briefs.patterns import pattern
from briefs.terms import content_stems

_PLACE = r"[A-Z][\w.'’-]*(?:[ /][A-Z(][\w.'’)-]*){0,4}(?:,\s[A-Z][\w.'’-]*(?:\s[A-Z0-9][\w.]*){0,3}){0,3}"
_AGENCY = r"\s?\([A-Z][\w .&/-]{1,40}\)"
_DATELINE = pattern(
    rf"(?P<line>{_PLACE}{_AGENCY}|\([A-Z][\w .&/-]{{1,40}}\)"
    r"|[A-Z][A-Z.'’ -]{2,30}(?:,\s[A-Z][\w.]+(?:\s\d{1,2})?){0,3})"
    r"(?:\s*(?:—|–|--)\s*|\s-\s+)(?=[A-Z\"“‘'])"
)
_FURNITURE = pattern(
    r"""(?:(?:published|updated|posted|last\supdated|first\spublished|modified|created)\s?:?\s(?:on\s|at\s)?(?:[A-Z]|\d|:)
      | (?:read\s(?:more|also|next|the\sfull)|see\salso|related\s?:|related\s(?:stories|articles|content|topics)
          |more\s(?:from|on|stories)|click\s(?:here|to)|tap\shere
         |scroll\sdown|sign\sup|subscribe|follow\s(?:us|@|\w+\son\s(?:Twitter|Facebook|X))|share\s(?:this|on)
           |watch\s?:|video\s?:
         |listen\s?:|photos?\s?:|image\s?:|picture\s?:|credit\s?:|source\s?:|copyright|©|all\srights\sreserved
         |story\shighlights|advertisement|sponsored\s(?:content|by)|promoted\s(?:content|stories)|join\s(?:our
           |the\sconversation)|download\s(?:our|the)\sapp
         |listen\sto\sthis|this\s(?:article|story|post)\s(?:(?:was|has\sbeen)\s)?(?:first|originally|updated|amended
           |corrected|published|produced)|comments?\s?[(:]|skip\sto|cookie
         |(?:additional\s)?(?:reporting|writing|editing|graphics)\s(?:and\s\w+\s)?by|to\scontact\sthe\s(?:author
           |reporter|editor)
         |(?:do\s)?you\shave\sa\s(?:story|tip)|have\syour\ssay|support\sour\sjournalism|get\s(?:our|the\slatest)
         |e-?mail\s?:|newsletter|loading|print\sthis)
      | (?:\(|\[)?(?:additional\s)?(?:reporting|writing|editing)\sby\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_THANKS = pattern(r"\bcontributed\s(?:reporting\s)?to\sthis\s(?:report|story|article)\b")
_BYLINE = pattern(r"B[yY]:? [A-Z][\w.'’-]*(?:,? [A-Z&][\w.'’-]*|,? (?:and|for|in|at|of|the)){1,9}$")
_POSITION = pattern(
    r"\((?:pictured|left|right|centre|center|above|below|top|bottom|second|far|front|back|file|L|R|C)\b[^)]{0,40}\)"
    r"|,\s(?:(?:far|second|third|top|bottom)\s)?(?:left|right|centre|center|above|below),"
    r"|\bpictured\b|\bfile (?:photo|picture|image)\b|\b(?:Getty|AFP|Reuters|AP) (?:Images|Photo)\b"
)
_POSITION_HINTS = (
    "(",
    "ictured",
    "ile p",
    ", left",
    ", right",
    ", cent",
    ", above",
    ", below",
    ", far",
    ", second",
    ", third",
    ", top",
    ", bottom",
    "Images",
    "Photo",
)
_IMAGE = pattern(r"(?:[\w.'’-]+\s){0,4}?(?:[Ii]mage|[Pp]hoto|[Pp]hotograph|[Pp]icture|[Ff]ootage|[Vv]iew)s?\sof\s")
_TELLS = pattern(r"\b(?:is|are|was|were|has|have|had|will|show(?:s|ed|n)?|said|says|emerged|appeared|\w+ed)\b")
_LABEL = pattern(r"['‘\"“]?[A-Z][\w'’-]*(?:,?\s[\w'’,-]+){0,5}['’\"”]?:\s[A-Z]")
_LABEL_SAYS = pattern(
    r"(?:But|And|So|The|A|An|He|She|It|They|We|I|This|That|There|Here|His|Her|Their|Its|My|Our|You|What|Why|How"
    r"|Who|When|Where|Q|A)\b|[^:]*\b(?:say|said|says|added|asked|is|are|was|were|has|have|[a-z]{2,}ed)\b[^:]*:"
)
_ENDED = ".!?…\"'”’»)。！？:"
_HEADING_WORDS = 12
_AGAIN = 0.6
"""Of a headline's words, what its story says again at once."""
_FEWEST = 4
_SMALL_WORDS = 3
"""Letters of words that a title in capitals leaves small."""
_TITLE_WORDS = 20
"""The headline itself, at the top, may be longer than headings below it."""


@lru_cache(maxsize=8)
def story(article: Article) -> tuple[Sentence, ...]:
    """The sentences that tell the story, each verbatim; a dateline is cut from the front of its sentence.

    Where nothing would be left, every sentence is given: a text of headings alone is still a text.
    """
    title = opening_title(article)
    told = tuple(_without_dateline(s) for s in article.sentences if s is not title and not is_boilerplate(s))
    told = tuple(s for s in told if s.text)
    return told or article.sentences


def opening_title(article: Article) -> Sentence | None:
    """The headline that stands in the text with a stop behind it: alone in its paragraph, said again in the next."""
    if len(article.sentences) < _FEWEST:
        return None
    first, second = article.sentences[:2]
    words = first.text.split(None, _TITLE_WORDS)
    alone = first.paragraph != second.paragraph and len(words) <= _TITLE_WORDS and len(first.text) < len(second.text)
    if not alone or _quotes(first.text):
        return None
    long = [word for word in words if len(word) > _SMALL_WORDS and word[0].isalpha()]
    capitals = len(long) >= _FEWEST and all(word[0].isupper() for word in long)
    stems = set(content_stems(first.text))
    again = stems & set(content_stems(" ".join(s.text for s in article.sentences[1:3])))
    return first if capitals or len(again) >= max(_FEWEST - 1, _AGAIN * len(stems)) else None


def dateline(article: Article) -> str:
    """“TOKYO (AP)” as the text opens, or what the article's metadata gave; empty where there is none."""
    if article.dateline:
        return article.dateline
    for sentence in article.sentences[:5]:
        if found := _DATELINE.match(sentence.text):
            return found.group("line").strip()
    return ""


def is_heading(sentence: Sentence) -> bool:
    """Whether `sentence` is a title: short, ended by nothing, and no byline or teaser."""
    text = sentence.text
    furniture = _FURNITURE.match(text) or _BYLINE.match(text)
    return not furniture and _heads(sentence, len(text[:400].split())) and not _quotes(text)


def is_boilerplate(sentence: Sentence) -> bool:
    """Whether `sentence` is furniture of the page (a caption, a byline, a heading, a teaser) and no story."""
    text = sentence.text
    if _FURNITURE.match(text):
        return len(text) < 400
    if len(text) < 120 and (_BYLINE.match(text) or _THANKS.search(text)):
        return True
    words = len(text[:400].split())
    return _labelled(text) or (not _quotes(text) and (_heads(sentence, words) or _captions(text, words)))


def _heads(sentence: Sentence, words: int) -> bool:
    longest = _HEADING_WORDS if sentence.index else _TITLE_WORDS
    return words <= longest and sentence.text[-1] not in _ENDED


def _labelled(text: str) -> bool:
    """“In good spirits: The president and his daughter share a joke.”"""
    return bool(_LABEL.match(text)) and not _LABEL_SAYS.match(text)


def _captions(text: str, words: int) -> bool:
    if words < 40 and any(hint in text for hint in _POSITION_HINTS) and _POSITION.search(text):
        return True
    return words < 25 and bool(_IMAGE.match(text)) and not _TELLS.search(text)


def _quotes(text: str) -> bool:
    return text[0] in '"“‘«„' or "“" in text


def _without_dateline(sentence: Sentence) -> Sentence:
    found = _DATELINE.match(sentence.text)
    if not found or sentence.index > 5:
        return sentence
    start = sentence.span.start + found.end()
    return replace(sentence, text=sentence.text[found.end() :], span=replace(sentence.span, start=start))
