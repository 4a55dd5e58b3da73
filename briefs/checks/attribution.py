"""Attribution: what the article only reports somebody as saying must not be told as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefs.answers.tagging import Word
from briefs.answers.voices import Voice
from briefs.checks.alignment import Line
from briefs.checks.naming import stems_of
from briefs.checks.plain import wording
from briefs.model import Problem
from briefs.patterns import pattern
from briefs.saying import SPEECH

_CREDITS = pattern(
    r"\baccording\sto\b|\b(?:survey|poll|study|report|figures|data|statement|research|index|officials?|police|witnesses|reports)\b.{0,40}\b(?:show|found|indicat|suggest|"
    r"say|said|says|reveal|confirm)|\bin\s(?:his|her|their|its|the)\s(?:view|words|opinion|statement|speech)\b|\balleg\w+|\bclaim\w*|\baccus\w+|\bblam\w+|\bargu\w+|"
    r"\bbeliev\w+|\bthink\w*|\bthought\b|\bfear\w*|\bwarn\w*|\bwant\w*|\binsist\w*|\bden(?:y|ies|ied)\b|\bcall\w*\sfor\b|\burg\w+|\bhop(?:e|es|ed|ing)\b|\bexpect\w*|\bvow\w*|"
    r"\bpledg\w*|\bpromis\w*|\bannounc\w*|\bdescrib\w+|\breckon\w*|\bthank\w*|\bcongratulat\w*|\bprais\w+|\bcommend\w*|\bpredict\w*|\bquot\w+|\bsuggest\w*|\backnowledg\w*|\bconced\w*|\badmit\w*|"
    r"\bagree\w*|\bsaw\b|\bsees\b|\bfelt\b|\bfeels\b|\baffirm\w*|\becho\w*|\brecall\w*|\btribute\b|\bsigned\b|\bposted\b|\btweet\w*|\bwrote\b|\bwrit\w+|\bindicat\w+|\bshow\w*",
    re.I,
)
_LEANS = pattern(r"\baccording\sto\b|\bin\s(?:his|her|their)\s(?:view|words|opinion)\b", re.I)
SAID = 0.55
"""The share of the line's weight that must lie in somebody's words."""


def check_attribution(line: Line) -> Iterator[Problem]:
    """A line that retells somebody's words and names nobody for them."""
    if not line.sources:
        return
    if saying := _left_out(line):
        if not _reported_plainly(line, line.sources[0]):
            yield _unsaid(line, saying)
        return
    if line.quotes:
        return
    i = line.sources[0]
    for voice in (*line.index.voices[i], *_reported(line.index.texts[i])):
        if _credits(line, i, voice):
            continue
        held = _held_in(line, i, voice.start, voice.end)
        if held < SAID or _reported_plainly(line, i):
            continue
        who = " and ".join(voice.speakers) or "somebody"
        message = f"The article gives this as the words of {who}; the line tells it as a fact."
        yield Problem("attribution", message, line.span(0, len(line.text)), line.evidence(i))
        return


def _unsaid(line: Line, saying: Sequence[Word]) -> Problem:
    words = line.index.texts[line.sources[0]][saying[0].start : saying[-1].end].strip(" ,:")
    message = f"The article says this with “{words}”; the line tells it as a fact."
    return Problem("attribution", message, line.span(0, len(line.text)), line.evidence())


def _left_out(line: Line) -> Sequence[Word]:
    """The saying that a line leaves out at the head or the tail of the source that it follows."""
    if len(line.words) < KEPT or any(_is_saying(piece.own) for piece in line.pieces):
        return ()
    for piece in line.pieces:
        if piece.theirs and len(piece.own) <= 3:
            if piece.first and _opens(piece.theirs):
                return piece.theirs
            if piece.last and _closes(piece.theirs):
                return piece.theirs
    return ()


def _opens(words: Sequence[Word]) -> bool:
    """“According to the survey,”, “The mayor told reporters on Monday that”."""
    text = " ".join(w.lower for w in words)
    if text.startswith("according to ") and len(words) <= LONGEST_SAYING:
        return True
    said = next((k for k, w in enumerate(words) if k and w.lower in _SAYS), None)
    if said is None or said > LONGEST_SAYING or words[0].lower in _SUBORDINATE:
        return False
    rest = words[said + 1 :]
    return not rest or rest[-1].lower in ("that", ":") or all(w.lower in _WHEN or w.tag == "M" for w in rest)


def _closes(words: Sequence[Word]) -> bool:
    """“, the mayor said on Monday”, “, according to the survey”; no clause of its own such as “, which he said …”."""
    words = [w for w in words if w.text not in ".!?”\"'"]
    if len(words) < 2 or words[0].text not in ",—–-" or words[1].lower in _SUBORDINATE:
        return False
    if [w.lower for w in words[1:3]] == ["according", "to"]:
        return True
    said = next((k for k, w in enumerate(words) if k > 1 and w.lower in _SAYS), None)
    return said is not None and said <= LONGEST_SAYING and len(words) - said <= LONGEST_SAYING


def _is_saying(words: Sequence[Word]) -> bool:
    return any(w.lower in _SAYS or w.lower == "according" or _CREDITS.search(w.lower) for w in words)


KEPT = 6
"""Words of a line below which nothing is told."""
LONGEST_SAYING = 12
"""Words before or behind the verb of a saying."""
_SAYS = SPEECH | frozenset(
    "found finds show shows showed believe believes believed think thinks thought indicates indicated".split()
)
_SUBORDINATE = frozenset(
    """which who whom whose where when while whereas with without including after before as since until because
    although though if unless but and or so than""".split()
)
_WHEN = frozenset(
    """on in last this earlier later today yesterday tonight now also previously monday tuesday wednesday thursday
    friday saturday sunday week month year night morning evening afternoon reporters him her them me us""".split()
)
_VERBS = (
    r"(?:said|says|say|told\s\w+|claim(?:s|ed)|argue[sd]|insist(?:s|ed)|warn(?:s|ed)|believe[sd]?|think[s]?"
    r"|estimate[sd]|suggest(?:s|ed)|report(?:s|ed)|indicated)"
)
_TAIL = pattern(
    rf"^(.{{20,}}),\s(?:(?:[^,“”\"]{{2,70}}\s)?{_VERBS}(?:\s[^,“”\"]{{0,40}})?|according\sto\s[^,“”\"]{{2,70}})[.!]?$",
    re.S,
)
_HEAD = pattern(rf"^[^,;:“”\"]{{2,90}}?\s{_VERBS}(?:\s(?:on\s)?[A-Z]\w+day)?(?:\sthat)?\s(.{{20,}})$", re.S)


def _reported(text: str) -> Iterator[Voice]:
    """Claims with their saying before or after them that name nobody: “…, a source said.”"""
    for shape in (_TAIL, _HEAD):
        if found := shape.match(text[:LONGEST]):
            yield Voice(found.start(1), found.end(1), (), certain=False, quoted=False)


LONGEST = 600
"""Characters of a sentence that are searched for its saying."""


def _credits(line: Line, i: int, voice: Voice) -> bool:
    """Whether the line names a speaker, or has a word of saying that is not among the words said."""
    said = {t.stem for t in line.index.terms[i] if voice.start <= t.start < voice.end}
    words = [w for w in line.words if w.stem not in said]
    if any(w.stem in stems_of(voice.speakers) for w in line.words):
        return any(w.lower in SPEECH or _CREDITS.search(w.lower) for w in line.words)
    if any(w.lower in SPEECH for w in (words if voice.speakers else line.words) if w.tag in "VNX"):
        return True
    return bool(_CREDITS.search(" ".join(w.text for w in words)) or _LEANS.search(line.text))


def _held_in(line: Line, i: int, start: int, end: int) -> float:
    """The share of the line's weight that stands in these words of the source."""
    own = {t.stem for t in line.index.terms[i] if start <= t.start < end and not t.stops}
    total = sum(line.weights.values()) or 1.0
    return sum(w for s, w in line.weights.items() if any(o in own for o in line.worth.get(s, {}))) / total


def _reported_plainly(line: Line, source: int) -> bool:
    """Whether another sentence says the same in the reporter's own voice."""
    own = wording(line.text)
    total = sum(line.weights.values()) or 1.0
    for i, count in enumerate(line.index.counts):
        if i == source or line.index.voices[i]:
            continue
        held = sum(w for s, w in line.weights.items() if any(o in count for o in line.worth.get(s, {})))
        if held / total >= SAID + 0.15 or own in wording(line.index.texts[i]):
            return True
    return False
