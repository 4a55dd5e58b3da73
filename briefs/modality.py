"""Modality: how firmly a sentence says something, at each of its words.

A cue ("threatened to", "expected to", "will") governs what follows it up to the end of its clause, and a
number that stands in its subject ("5,000 people are expected"). Everything else is said as a fact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefs.model import Modality
from briefs.patterns import pattern

_CUE = pattern(
    r"""(?:
    (?P<threat>
        threat(?:en(?:s|ed|ing)?|s)? | ultimatum | warn(?:s|ed|ing)?(?=\s(?:that\s)?\w+\s(?:would|will)\b) )
  | (?P<pledge>
        pledg(?:e|es|ed|ing) | promis(?:e|es|ed|ing) | vow(?:s|ed|ing)? | undert(?:ook|ake|akes|aking)\sto
      | commit(?:s|ted|ting)?(?:\s(?:it|him|her|them)sel(?:f|ves))?\sto
      | commitments?\sto(?=\s(?:buy|build|cut|end|give|help|invest|pay|provide|reduce|send|spend|supply)\b)
      | (?:agree(?:s|d|ing)?|agreements?|offer(?:s|ed|ing)?|guarantee[sd]?)\sto(?=\s[a-z])
      | guarantee[sd]?(?=\sthat)
      | (?:i|we)(?:\s(?:will|shall)|['’]ll|\s(?:am|are)\sgoing\sto|['’](?:m|re)\sgoing\sto) )
  | (?P<estimate>
        estimat(?:e|es|ed|ing|ions?) | forecast(?:s|ed|ing)?
      | project(?:s|ed|ing|ions?)(?=\s(?:that|to|an?|the)\b)
      | (?:believed|thought|reckoned|presumed|understood)\sto
      | (?:economists|analysts|experts|officials)\s(?:believe|think|reckon) )
  | (?P<expectation>
        expect(?:s|ed|ing|ations?)? | anticipat(?:e|es|ed|ing) | scheduled?
      | (?:due|set|poised|slated|ready|likely|unlikely|about|bound|destined|supposed|going)\sto
      | (?:set|slated|fixed)\sfor(?=\s(?:[0-9]|the\s|next\s|[a-z]+day\b|(?:january|february|march|april|may|june|july
          |august|september|october|november|december)\b)) | must\sstill | expires?\s(?:on|in|at)
      | (?:plan(?:s|ned|ning)?|hop(?:es?|ed|ing)|aim(?:s|ed|ing)?|inten(?:ds?|ded|ding|tions?)
         | propos(?:es?|ed|ing|als?)|consider(?:s|ed|ing)?|prepar(?:es?|ed|ing))\sto
      | plan(?:s|ned|ning)?\s(?:for|that) | hop(?:es?|ed|ing)\s(?:that|for) | considering
      | propos(?:e[sd]|als?) | planned | upcoming | tentative(?:ly)? | possibl[ey] | potential(?:ly)? | likely
      | probabl[ey] | perhaps | may | might | could | would | should | shall | will | won['’]t
      | (?:is|are)\sto(?=\s[a-z]) | prospect )
  | (?P<wish>
        (?:seek(?:s|ing)?|sought|want(?:s|ed)?|wish(?:es|ed)?|look(?:s|ing)|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|bid
         |need(?:s|ed)?|efforts?)\sto
      | (?:urg(?:es?|ed|ing)|ask(?:s|ed)?|call(?:s|ed|ing)?\sfor)\s\w+\sto | if | unless | whether )
    )(?![\w-])""",
    re.VERBOSE,
)
_WORD = pattern(r"(?<![\w'’-])([a-z]+)(['’]ll\b)?")
_FIRST_LETTERS = frozenset(
    """thre ulti warn pled prom vow vows vowe vowi unde comm agre offe guar i we esti fore proj beli thou reck pres
    econ anal expe offi anti sche due set pois slat fixe must read like unli abou boun dest supp goin plan
    hope hopi aim aims aime aimi inte seek soug want wish prop cons prep look try trie tryi atte bid need
    effo urge urgi ask asks aske call upco tent poss pote prob perh may migh coul woul shou shal will won is
    are if unle whet pros expi""".split()
)
"""The first four letters of every cue: only such words are worth a closer look."""
_HAD = pattern(r"\bhad\s(?:\w+ly\s|also\s|once\s)?$")
_ADJECTIVE = pattern(
    r"planned|proposed|upcoming|potential|possible|tentative|prospect|scheduled|projected", re.IGNORECASE
)
_AUXILIARY_BEFORE = pattern(
    r"\b(?:is|are|was|were|be|been|has|have|had|it|they|he|she|who)\s(?:\w+ly\s|also\s|not\s)?$"
)
_NOUN = pattern(
    r"(?:plan|hope|aim|promise|pledge|threat|offer|agreement|proposal|intention|expectation|commitment|estimate)s?\b"
)
_NOUN_BEFORE = pattern(
    r"\b(?:an?|the|its|his|her|their|our|my|no|any|some|of|on|for|over|about|with|from|under|such|these|those|new|more|despite"
    r"|securing|\w+(?<!ne)ed|\w+ing|has|have|had)\s$",
    re.IGNORECASE,
)
_QUOTATION = pattern(r"“[^”]*”|\"[^\"]*\"")
_NAMES = frozenset(["Will", "May"])
_NO_CUE = pattern(
    r"""\b(?: (?:could|would|might)(?:\snot|n['’]t)?\s(?:immediately\s)?be\sreached
      | wants?\sto\s(?:just\s)?(?:let|thank|say|tell|know)\b | if\snot\b | as\sif\b
      | (?:as|more|less|most)\slikely\sto\b
      | (?:military|full|naval|all\stheir|all\shis)\smight\b
      | (?:at|free|good|ill|political|his|her|their|last)\swill\b )""",
    re.VERBOSE,
)
_VERB = (
    r"(?:was|were|is|are|has|had|have|said|says|told|added|did|does|do|will|would|could|can"
    r"|signed|reached|rose|fell|won|lost)"
)
_BREAK = pattern(
    r"""[;:]\s | \s[—–-]{1,2}\s | — | ["“”]\s?
      | ,\s(?:which|who|whose|where|while|whereas|but|although|though|yet|so|because|since|when|after|before
          |as|VERB)\b
      | ,\sand\s(?=(?:the|an?|he|she|it|they|we|his|her|its|their|[A-Z]\w*|VERB)\s)
      | \s(?:while|whereas|although|though|because|when|but|following|despite)\b
      | \s(?:before|after|since)\b(?!\s(?:[0-9]|January|February|March|April|May|June|July|August|September|October
          |November|December)) | \suntil\b(?!\s(?:at\sleast|the\s|[0-9]|next|further|now|[A-Z]))
      | \sand\s(?=(?:he|she|it|they|we|[A-Z]\w*\sVERB|VERB)\s)
    """.replace("VERB", _VERB),
    re.VERBOSE,
)
_RELATIVE = pattern(r"\b(?:that|which|who|whose|where)\b")
_FINITE = pattern(r"\b(?:" + _VERB + r"|\w+ed|to)\b|[,(]|\band\s[A-Z]")
_ANNOUNCES = pattern(r"\b(?:announc|declar|assur)(?:es?|ed|ing)\b")
_SUBJECT_FIRST = pattern(
    r"(?:will|would|could|may|might|should|shall|expected|due|set|scheduled|planned|likely|unlikely|threatened"
    r"|pledged|promised|estimated|projected|forecast|believed|thought|proposed|(?:is|are)\sto)\b"
)
_PASSIVE = pattern(r"(?:threaten|pledg|promis|propos)ed\b|set\b|forecast\b|planned\b|scheduled\b")
_AUXILIARIES = {"is", "are", "was", "were", "be", "been", "has", "have", "had", "also", "now", "all"}
_ASIDE = pattern(
    r"[ ,]*(?:which|who|whose|where|while|whereas|although|though|before|after|until|because|since|when|as"
    r"|despite|following|so)\b"
)
_REPORTS = ("ed", "es", "ing", "said", "says", "say", "told", "him", "her", "them", "reporters")
_REACH = 160
"""How far, in characters, a subject may stand before the cue that governs it."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    modality: Modality
    takes_subject: bool
    wishes: bool
    """It leaves open what it governs, but the sentence states the wish (“wants to”) or the condition as a fact."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence's cues and clause breaks, so that each of its numbers is judged in logarithmic time."""

    text: str
    breaks: tuple[int, ...]
    cues: tuple[_Cue, ...]
    starts: tuple[int, ...]

    def clause(self, offset: int) -> tuple[int, int]:
        at = bisect_right(self.breaks, offset)
        return (
            self.breaks[at - 1] if at else 0,
            self.breaks[at] if at < len(self.breaks) else len(self.text),
        )


def modality_at(sentence_text: str, offset: int) -> Modality:
    """How firmly `sentence_text` says what stands at character `offset` of it."""
    reading = _read(sentence_text)
    low, high = reading.clause(offset)
    before = bisect_right(reading.starts, offset) - 1
    if before >= 0 and reading.starts[before] >= low:
        return reading.cues[before].modality
    after = before + 1
    if after < len(reading.cues) and reading.starts[after] < min(high, offset + _REACH):
        cue = reading.cues[after]
        if cue.takes_subject and _same_subject(sentence_text, max(low, offset - _REACH), offset, cue.start):
            return cue.modality
    return Modality.FACT


def modality_of(text: str) -> Modality:
    """How firmly `text`, a sentence or a line, makes its main statement."""
    reading = _read(text)
    quoted = _told_about(text)
    for cue in reading.cues:
        low, _ = reading.clause(cue.start)
        if cue.wishes or any(start <= cue.start < end for start, end in quoted):
            continue
        opening = text[max(low, cue.start - _REACH) : cue.start]
        if low and not _main_again(text, low):
            continue
        if not _in_relative_clause(opening):
            return cue.modality
    return Modality.FACT


def _told_about(text: str) -> list[tuple[int, int]]:
    """The quotations inside a sentence that says more than who speaks."""
    quoted = [found.span() for found in _QUOTATION.finditer(text, 0, 2_000)]
    own = len(text) - sum(end - start for start, end in quoted)
    return quoted if own > len(text) / 2 else []


def _in_relative_clause(opening: str) -> bool:
    """Whether the verb after `opening` is the verb of "that …" or "who …" and not of the main clause."""
    for relative in _RELATIVE.finditer(opening):
        between = opening[relative.end() :].split()
        verb_of_its_own = len(between) > 1 and between[0].endswith(("s", "ed")) and between[0] not in _AUXILIARIES
        if (
            len(between) <= 4
            and not verb_of_its_own
            and not (relative.group() == "that" and _reports(opening[: relative.start()]))
        ):
            return True
    return False


def _same_subject(text: str, low: int, offset: int, cue: int) -> bool:
    """Whether the words at `offset` belong to the subject of the verb at `cue`."""
    between = text[offset:cue].lstrip("0123456789.,").split()
    if _PASSIVE.match(text, cue) and (not between or between[-1] not in _AUXILIARIES):
        return False
    while between and between[-1] in _AUXILIARIES:
        between.pop()
    return not _FINITE.search(" ".join(between)) and not _RELATIVE.search(text, low, offset)


def _main_again(text: str, low: int) -> bool:
    """Whether the clause that opens at `low` carries on the main statement and is no aside."""
    return not _ASIDE.match(text, low)


def _reports(opening: str) -> bool:
    words = opening.rsplit(None, 1)
    return bool(words) and words[-1].endswith(_REPORTS)


@lru_cache(maxsize=256)
def _read(text: str) -> _Reading:
    breaks = tuple(found.start() for found in _BREAK.finditer(text))
    announcements = [found.start() for found in _ANNOUNCES.finditer(text)]
    cues = []
    for start, end, name in _cues(text):
        kind = Modality.EXPECTATION if name == "wish" else Modality(name)
        low = breaks[bisect_right(breaks, start) - 1] if breaks and breaks[0] <= start else 0
        announced = bisect_right(announcements, start) - 1
        if announced >= 0 and announcements[announced] >= low and text[start:end] in ("will", "would"):
            kind = Modality.PLEDGE
        wishes = name == "wish" or _is_noun(text, start, end)
        cues.append(_Cue(start, end, kind, bool(_SUBJECT_FIRST.match(text, start, end)), wishes))
    return _Reading(text, breaks, tuple(cues), tuple(cue.start for cue in cues))


def _is_noun(text: str, start: int, end: int) -> bool:
    """“abandoned plans to”, “a planned bridge”: the thing is named, and nothing is announced by the sentence."""
    if _HAD.search(text, max(0, start - 16), start):
        return True  # “had promised” tells of what was, whatever came of it
    if _ADJECTIVE.fullmatch(text, start, end):
        return not _AUXILIARY_BEFORE.search(text, max(0, start - 24), start)
    return bool(_NOUN.match(text, start, end) and _NOUN_BEFORE.search(text, max(0, start - 24), start))


def _cues(text: str) -> Iterator[tuple[int, int, str]]:
    barred = [found.span() for found in reversed([*_NO_CUE.finditer(text)])]
    lower = text.lower() if len(text.lower()) == len(text) else text  # a few letters grow when they are lowered
    done = 0
    for word in _WORD.finditer(lower):
        start = word.start()
        if word[2]:
            yield word.start(2), word.end(), "expectation"
        if start < done or word[1][:4] not in _FIRST_LETTERS:
            continue
        while barred and barred[-1][1] <= start:
            barred.pop()
        if (barred and barred[-1][0] <= start) or text[start : word.end()] in _NAMES:
            continue
        if found := _CUE.match(lower, start):
            done = found.end()
            yield start, done, found.lastgroup or "expectation"
