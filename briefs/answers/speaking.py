"""Speaking: who said the words that were found, and whose words are asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.gaps import read_gap
from briefs.answers.index import Index
from briefs.model import Quote
from briefs.patterns import pattern


def speakers_of(index: Index, i: int, start: int, end: int) -> tuple[str, ...]:
    """Whose words `[start, end)` of sentence `i` are, where the article is certain; empty for the reporter's."""
    for voice in index.voices[i]:
        if voice.start < end and start < voice.end and voice.certain:
            return voice.speakers
    return ()


def name_speaker(laid: Match, order: Sequence[int]) -> Found | None:
    """The name of who said what is asked, from the best sentence that has somebody's words."""
    index = laid.index
    for i in order[:3]:
        voices = [v for v in index.voices[i] if v.speakers and v.certain] or [v for v in index.voices[i] if v.speakers]
        best = max(voices, key=lambda v: _shared(laid, i, v.start, v.end), default=None)
        if best is None or not (_shared(laid, i, best.start, best.end) or i == order[0]):
            continue
        if found := _joint(index, best.speakers, i) or _named(index, best.speakers[0], i):
            return replace(found, proof=i)
    return None


_WHO_SAID = pattern(
    r"^\W*who(?:se\s+words)?\s+(?:\w+\s+){0,2}?(?:said|says|say|told|called|spoke(?!\s+of\b)|promised|vowed|insisted|are|were)\b[\s,:]*(?:that\s+)?(.{6,400}?)\W*$",
    re.I,
)
SHORTEST, LONGEST_QUOTED = 3, 300
"""Words of a quotation that tell it from others, and the letters of one that are looked for."""


def name_who_said(question: str, index: Index) -> tuple[Quote, Found] | None:
    """The quotation whose words a question repeats (“who said ‘we will be there’?”) and the name of who spoke."""
    asked = _WHO_SAID.match(question[:LONGEST_QUOTED])
    wanted = _spelled(asked[1]) if asked else ""
    if len(wanted.split()) < SHORTEST:
        return None
    for quote in index.quotes:
        if not quote.speakers or f" {wanted} " not in f" {_spelled(quote.text)} ":
            continue
        holds = [k for k, text in enumerate(index.texts) if wanted in _spelled(text)]
        holds += [k for k, text in enumerate(index.texts) if any(part in text for part in quote.parts)]
        found = _joint(index, quote.speakers, holds[0]) if holds else None
        found = found or (_named(index, quote.speakers[0], holds[0]) if holds else None)
        return (quote, replace(found, proof=holds[0])) if found else None
    return None


def _spelled(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9’']+", text.lower().replace("’", "'")))


_DID = pattern(r"\b(?:do|does|did)\b", re.I)
"""“Who did she meet?” asks for the other one."""
_I = pattern(r"\b(?:I|[Mm]y|[Mm]e)\b")


def name_who_says_i(laid: Match, i: int) -> Found | None:
    """Who the “I” of sentence `i` is, where a question asks who does what somebody says there of themselves."""
    index = laid.index
    gap = read_gap(laid.question)
    if _DID.search(laid.question.text) or (gap is not None and gap.slot not in ("", "subject")):
        return None
    total = _shared(laid, i, 0, len(index.texts[i]))
    for voice in index.voices[i]:
        of_self = voice.quoted and voice.certain and _I.search(index.texts[i], voice.start, voice.end)
        within = _shared(laid, i, voice.start, voice.end) > total / 2
        if of_self and within and len(voice.speakers) == 1 and (found := _named(index, voice.speakers[0], i)):
            return replace(found, proof=i)
    return None


def _shared(laid: Match, i: int, start: int, end: int) -> float:
    stems = laid.stem_weights()
    return sum(stems.get(t.stem, 0.0) for t in laid.index.terms[i] if start <= t.start < end)


def _joint(index: Index, speakers: Sequence[str], i: int) -> Found | None:
    """Two speakers as the sentence names them together: “Trump and Takaichi”."""
    if len(speakers) < 2:
        return None
    text = index.texts[i]
    for one, two in (speakers[:2], speakers[1::-1]):
        pair = re.search(rf"(?:{re.escape(one)}|{_last(one)}) and (?:{re.escape(two)}|{_last(two)})\b", text)
        if pair:
            return Found(i, pair.start(), pair.end())
    return None


def _last(name: str) -> str:
    return re.escape(name.split()[-1])


def _named(index: Index, name: str, i: int) -> Found | None:
    """Where the full name stands: in this sentence, else nearest before it, else anywhere."""
    for k in (i, *range(i - 1, -1, -1), *range(i + 1, len(index.texts))):
        at = index.texts[k].find(name)
        if at >= 0:
            return Found(k, at, at + len(name))
    return None
