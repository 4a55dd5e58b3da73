"""Attribution: what the article only reports somebody as saying must not be told as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.checks.alignment import Line
from briefs.checks.plain import wording
from briefs.model import Problem
from briefs.saying import SPEECH

_CREDITS = re.compile(
    r"\baccording\sto\b|\b(?:survey|poll|study|report|figures|data|statement|research|index|officials?|police|witnesses|reports)\b.{0,40}\b(?:show|found|indicat|suggest|"
    r"say|said|says|reveal|confirm)|\bin\s(?:his|her|their|its|the)\s(?:view|words|opinion|statement|speech)\b|\balleg\w+|\bclaim\w*|\baccus\w+|\bblam\w+|\bargu\w+|"
    r"\bbeliev\w+|\bthink\w*|\bthought\b|\bfear\w*|\bwarn\w*|\bwant\w*|\binsist\w*|\bden(?:y|ies|ied)\b|\bcall\w*\sfor\b|\burg\w+|\bhop(?:e|es|ed|ing)\b|\bexpect\w*|\bvow\w*|"
    r"\bpledg\w*|\bpromis\w*|\bannounc\w*|\bdescrib\w+|\breckon\w*|\bthank\w*|\bcongratulat\w*|\bprais\w+|\bcommend\w*|\bpredict\w*|\bquot\w+|\bsuggest\w*|\backnowledg\w*|\bconced\w*|\badmit\w*|"
    r"\bagree\w*|\bsaw\b|\bsees\b|\bfelt\b|\bfeels\b|\baffirm\w*|\becho\w*|\brecall\w*|\btribute\b|\bsigned\b|\bposted\b|\btweet\w*|\bwrote\b|\bwrit\w+|\bindicat\w+|\bshow\w*",
    re.I,
)
SAID = 0.55
"""The share of the line's weight that must lie in somebody's words."""


def check_attribution(line: Line) -> Iterator[Problem]:
    """A line that retells somebody's words and names nobody for them."""
    if not line.sources or line.quotes or _credits(line):
        return
    i = line.sources[0]
    for voice in line.index.voices[i]:
        held = _held_in(line, i, voice.start, voice.end)
        if held < SAID or _reported_plainly(line, i):
            continue
        who = " and ".join(voice.speakers) or "somebody"
        message = f"The article gives this as the words of {who}; the line tells it as a fact."
        yield Problem("attribution", message, line.span(0, len(line.text)), line.evidence(i))
        return


def _credits(line: Line) -> bool:
    low = line.text.lower()
    return bool(_CREDITS.search(low)) or any(w.lower in SPEECH for w in line.words if w.tag in "VNX")


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
