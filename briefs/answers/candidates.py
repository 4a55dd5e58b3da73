"""Candidates: every stretch of a sentence that could be a short answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefs.answers.frames import Frame, Place, joins_traits, told_clause
from briefs.answers.mentions import Form, Mention, find_mentions
from briefs.answers.tagging import Word
from briefs.patterns import pattern

MOST = 120
"""Candidates of one sentence: sentences beyond 60 words have more than anybody reads."""
_REASONS = pattern(
    r"\b(?:because(?:\sof)?|due\sto|in\sorder\sto|so\sthat|as\sa\sresult\sof|thanks\sto|in\s(?:celebration|hono(?:u)?r|memory|protest|response|return|exchange|recognition)\s(?:of|to|for|at)|blaming|owing\sto|for\sfear|amid|after|to|since|as|for|by|over|on|citing|saying)\s",
    re.I,
)


def find_candidates(text: str, words: Sequence[Word], frames: Sequence[Frame] = ()) -> tuple[Mention, ...]:
    """Typed mentions, what stands around verbs, noun phrases with and without what follows them, verb phrases and
    clauses."""
    found = {(m.start, m.end): m for m in _of_frames(words, frames)}
    found |= {(m.start, m.end): m for m in _phrases(text, words)}
    typed = {(m.start, m.end): m for m in reversed(find_mentions(text, words))}
    found |= typed
    kept = [m for m in found.values() if m.end > m.start]
    kept.sort(key=lambda m: (m.start, m.end))
    return tuple(kept[:MOST])


def _of_frames(words: Sequence[Word], frames: Sequence[Frame]) -> Iterator[Mention]:
    for frame in frames:
        told = told_clause(words, frame)
        for place in (frame.subject, frame.object, told, *(place for _, place in frame.links)):
            if place:
                yield mention_at(words, place)


def mention_at(words: Sequence[Word], place: Place) -> Mention:
    """What stands at `place`, without its article."""
    first, last = place
    if last - first > 1 and words[first].lower in ("the", "a", "an"):
        first += 1
    form = Form.VERB if words[first].tag == "V" else Form.NOUN
    owner = 2 if words[last - 1].text.endswith(("’s", "'s")) else 0
    return Mention(words[first].start, words[last - 1].end - owner, form)


def _phrases(text: str, words: Sequence[Word]) -> Iterator[Mention]:
    chunks = list(_chunks(words))
    yield from _nouns(words, chunks)
    yield from _verbs(words)
    yield from _clauses(text, words)


def _chunks(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Base noun phrases as word positions: determiner, adjectives, nouns, names, numbers."""
    i = 0
    while i < len(words):
        if words[i].tag not in "DNMJ#R":
            i += 1
            continue
        j = i
        if words[i].tag == "R":
            i += 1
            continue
        while j < len(words) and (
            words[j].tag in ("N", "M", "J", "#")
            or (words[j].tag == "D" and j == i)
            or _inside(words, i, j)
            or _hyphen(words, j)
            or joins_traits(words, j)
        ):
            j += 1
        if any(w.tag in "NM#J" for w in words[i:j]):
            yield i, j
        i = max(j, i + 1)


def _inside(words: Sequence[Word], start: int, at: int) -> bool:
    word = words[at]
    if at == start or at + 1 >= len(words):
        return False
    return (word.tag == "D" and word.lower in ("many", "few")) or (word.tag == "A" and words[at - 1].tag == "D")


def _hyphen(words: Sequence[Word], at: int) -> bool:
    """Whether the mark joins two names without a space: “U.S.-Mexico border”."""
    if not 0 < at < len(words) - 1 or words[at].text not in "-–/":
        return False
    return words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def _nouns(words: Sequence[Word], chunks: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    for k, (start, end) in enumerate(chunks):
        first = start + 1 if words[start].tag == "D" and end - start > 1 else start
        form = Form.COUNT if words[first].tag == "#" and end - first > 1 else Form.NOUN
        yield Mention(words[first].start, words[end - 1].end, form)
        if first != start and words[start].lower not in ("the", "a", "an"):
            yield Mention(words[start].start, words[end - 1].end, Form.NOUN)
        yield from _without_possessor(words, first, end)
        last = end
        for following, stop in chunks[k + 1 : k + 4]:  # “the mayor of the town in the north”
            between = words[last:following]
            if (
                (
                    len(between) == 1
                    and between[0].tag == "P"
                    and between[0].lower not in ("after", "before", "during", "since", "until")
                )
                or (
                    len(between) == 1
                    and (
                        between[0].lower in ("and", "or", "&")
                        or (
                            between[0].text == ","
                            and words[following].tag != "D"
                            and (words[following].tag == "M") == (words[last - 1].tag == "M")
                        )
                    )
                )
                or (len(between) == 2 and between[0].text == "," and between[1].lower in ("and", "or"))
            ):
                last = stop
                yield Mention(words[first].start, words[last - 1].end, form)
            else:
                break
        if start and words[start - 1].tag == "P" and words[start - 1].lower in _PLACING:
            yield Mention(words[start - 1].start, words[end - 1].end, Form.PLACE)
            if k + 1 < len(chunks) and chunks[k + 1][0] == end + 1 and words[end].lower in ("in", "of", "near", "at"):
                yield Mention(words[start - 1].start, words[chunks[k + 1][1] - 1].end, Form.PLACE)


_PLACING = frozenset(
    "in at near from to outside inside across between around off on into through beside behind along".split()
)


def _without_possessor(words: Sequence[Word], first: int, end: int) -> Iterator[Mention]:
    for i in range(first, end - 1):
        if words[i].lower.endswith(("'s", "’s", "s’", "s'")):
            yield Mention(
                words[first].start,
                words[i].end - (2 if words[i].lower.endswith("s") and words[i].lower[-2] in "'’" else 1),
                Form.NOUN,
            )
            yield Mention(words[i + 1].start, words[end - 1].end, Form.NOUN)


def _verbs(words: Sequence[Word]) -> Iterator[Mention]:
    """A verb with what follows it, up to the next mark or conjunction."""
    for i, word in enumerate(words):
        if word.tag == "V" and (not i or words[i - 1].tag != "V"):
            stops = [
                j
                for j in range(i + 1, len(words))
                if (words[j].tag == "." and words[j].text in ",.;:—–--!?") or words[j].tag == "S"
            ]
            stop = stops[0] if stops else len(words)
            if stop > i + 1:
                yield Mention(word.start, words[stop - 1].end, Form.VERB)
                if i and words[i - 1].lower == "to":
                    yield Mention(words[i - 1].start, words[stop - 1].end, Form.REASON)
                for j in range(i + 1, stop):
                    if words[j].tag == "C" and j > i + 1:
                        yield Mention(word.start, words[j - 1].end, Form.VERB)
                        break


def _clauses(text: str, words: Sequence[Word]) -> Iterator[Mention]:
    limits = [0, *(w.end for w in words if w.text in (",", ";", ":", "—", "–", "--")), len(text)]
    for k in range(len(limits) - 1):
        start, end = limits[k], limits[k + 1]
        yield _cut(text, start, end, Form.CLAUSE)
        if k + 2 < len(limits):
            yield _cut(text, start, limits[k + 2], Form.CLAUSE)
        for m in _REASONS.finditer(text, start, end):
            strong = m.group().lower().startswith(_STRONG) or bool(_DOING.match(text, m.start()))
            yield _cut(text, m.end(), end, Form.REASON if strong else Form.CLAUSE)
            if strong:
                yield _cut(text, m.start(), end, Form.REASON)
    for word in words:
        if word.tag == "S" and word.lower in ("that", "because", "how", "why", "whether"):
            yield _cut(text, word.end, len(text), Form.CLAUSE)
    yield _cut(text, 0, len(text), Form.CLAUSE)


_DOING = pattern(r"(?:for|on|over|by)\s+\w{3,}ing\b", re.I)
"""“congratulated her on breaking …”."""
_STRONG = (
    "because",
    "due",
    "in order",
    "in celebration",
    "in hono",
    "in memory",
    "in protest",
    "in response",
    "in return",
    "in exchange",
    "in recognition",
    "so that",
    "as a result",
    "thanks",
    "owing",
    "blaming",
    "for fear",
    "after",
    "to ",
    "since",
)
"""What opens a reason more often than not; “for” and “by” seldom do."""
_EDGE = " ,;:.—–-!?\"“”‘’'()[]"


def _cut(text: str, start: int, end: int, form: Form) -> Mention:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(_EDGE))
    tail = len(piece.rstrip(_EDGE))
    return Mention(start + lead, start + max(tail, lead), form)
