"""Naming: every name of a line must be the article's, beside what the article puts it beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefs.answers.tagging import Word
from briefs.answers.wording import RELATED, SYNONYM
from briefs.checks.alignment import Line
from briefs.checks.anchors import Anchors, anchors, likeness
from briefs.checks.quotation import find_quoted
from briefs.lexicon import CALENDAR
from briefs.model import Person, PersonKind, Problem
from briefs.terms import find_terms, stem

_RANKS = frozenset("deputy vice former ex acting assistant interim outgoing shadow junior senior".split())
"""Words that change a title when they are left out."""
MOST = 12
"""Names of one line that are tried in each other's place."""
CROSSED = 0.5
"""How much better names must fit the other way round."""


def check_names(line: Line) -> Iterator[Problem]:
    """Names that the article lacks, titles cut short, names that changed places."""
    yield from _unknown(line)
    yield from _ranks(line)
    yield from _swapped(line)
    yield from _strangers(line)
    yield from _replaced(line)


def _unknown(line: Line) -> Iterator[Problem]:
    quoted = list(find_quoted(line.text))
    for first, last in name_runs(line.words):
        words = line.words[first : last + 1]
        if any(a <= words[0].start < b for a, b in quoted):
            continue
        lost = [w for w in words if not _known(line, w)]
        if lost and not _spelled_out(line, words):
            start, end = lost[0].start, lost[-1].end
            yield Problem(
                "name",
                f"The name {line.text[start:end]} is not in the article.",
                line.span(start, end),
                line.evidence(),
            )


def name_runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Positions of the first and last word of each run of capitalised words."""
    first = None
    for k, word in enumerate([*words, None]):
        capital = word is not None and word.tag == "M" and word.lower.rstrip(".") not in CALENDAR
        if capital and first is None:
            first = k
        elif not capital and first is not None:
            yield first, k - 1
            first = None


def same_name(line: Line, one: Word, other: Word) -> bool:
    """Whether two words name the same: one stem or its stand-in, initials, or parts of one person's name."""
    if one.stem == other.stem or other.stem in line.worth.get(one.stem, {}):
        return True
    short, long = sorted((one.text.replace(".", ""), other.text), key=len)
    if short.isupper() and long[:1] == short[:1]:
        return True
    return any(
        {one.stem, other.stem} <= {s for name in (p.name, *p.aliases) for s in map(stem, name.split())}
        for p in line.index.cast.people
    )


def _known(line: Line, word: Word) -> bool:
    if word.lower.rstrip(".") in _TITLES or len(word.text) == 1:
        return True
    pieces = [t.stem for t in find_terms(word.text) if not t.stops] or [word.stem]
    vocabulary = line.index.documents
    if all(p in vocabulary or len(p) == 1 or _alias(line, p) for p in pieces):
        return True
    low = word.lower
    return bool(re.search(rf"\b{re.escape(low)}", line.article.text.lower()))


_TITLES = frozenset("mr mrs ms miss dr sir lord lady dame mx prof rev".split())


def _alias(line: Line, piece: str) -> bool:
    """A country for its people, a synonym: “Britain” for “UK”; a name with another letter is another name."""
    return any(worth in (SYNONYM, RELATED) for worth in line.worth.get(piece, {}).values())


def _spelled_out(line: Line, words: Sequence[Word]) -> bool:
    """“IMF” for “International Monetary Fund”, and the other way round."""
    text = line.article.text
    if len(words) == 1 and words[0].text.isupper() and len(words[0].text) > 1:
        initials = r"\w*[\s-](?:of\s|the\s|for\s|and\s)*".join(re.escape(c) for c in words[0].text.replace(".", ""))
        return bool(re.search(rf"\b{initials}", text))
    letters = "".join(w.text[0] for w in words if w.text[0].isupper())
    return len(letters) > 1 and bool(re.search(rf"\b{letters}\b", text))


def _ranks(line: Line) -> Iterator[Problem]:
    own = {w.lower for w in line.words}
    for i in line.sources:
        words = line.index.reading(i).words
        for k, word in enumerate(words[:-1]):
            if word.lower not in _RANKS or word.lower in own:
                continue
            kept = [w for w in words[k + 1 : k + 4] if w.lower in own and w.tag in "NMJ"]
            if len(kept) < 2 and not (kept and words[k + 1].lower in own):
                continue
            at = next(w for w in line.words if w.lower == kept[0].lower)
            yield Problem(
                "name",
                f"The article says “{word.text} {words[k + 1].text}”.",
                line.span(at.start, at.end),
                line.evidence(i),
            )
            return


def _swapped(line: Line) -> Iterator[Problem]:
    """Two names of one source that fit each other's words better than their own."""
    for i in line.sources[:1]:
        theirs = {_key(line.index.reading(i).words, run): run for run in name_runs(line.index.reading(i).words)}
        own = {_key(line.words, run): run for run in name_runs(line.words)}
        shared = [key for key in own if key in theirs][:MOST]
        words = line.index.reading(i).words
        for a, one in enumerate(shared):
            for two in shared[a + 1 :]:
                if not _apart(line.words, own[one], own[two]) or not _apart(words, theirs[one], theirs[two]):
                    continue
                mine = [_around(line.words, own[k], own.values()) for k in (one, two)]
                right = [_around(words, theirs[k], theirs.values()) for k in (one, two)]
                straight = likeness(mine[0], right[0]) + likeness(mine[1], right[1])
                crossed = likeness(mine[0], right[1]) + likeness(mine[1], right[0])
                if crossed > straight + CROSSED:
                    start = line.words[own[one][0]].start
                    end = line.words[own[one][1]].end
                    message = f"{one.title()} and {two.title()} seem to have changed places."
                    yield Problem("name", message, line.span(start, end), line.evidence(i))
                    return


def _apart(words: Sequence[Word], one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Names with a verb or “and” between them are two; “EEF’s chief economist, Lee Hopley” is one."""
    low, high = sorted((one, two))
    return any(w.tag in "VXCS" for w in words[low[1] + 1 : high[0]])


def _key(words: Sequence[Word], run: tuple[int, int]) -> str:
    """A name is known by its last word."""
    return words[run[1]].stem


def _around(words: Sequence[Word], run: tuple[int, int], others: object) -> Anchors:
    rivals = {k for first, last in others if (first, last) != run for k in range(first, last + 1)}  # type: ignore[attr-defined]
    found = anchors(words, run[0], run[1], lambda k: k in rivals)
    return {s: w for s, w in found.items() if not any(words[k].stem == s for k in rivals)}


def _strangers(line: Line) -> Iterator[Problem]:
    """“Lee Hopley, chief economist at Markit”: two names joined as one's place or employer that no sentence joins."""
    runs = list(name_runs(line.words))
    for (_, b), (c, d) in pairwise(runs):
        between = line.words[b + 1 : c]
        if not between or len(between) > 6 or any(w.tag in "VXS" for w in between):
            continue
        if not (between[-1].lower in ("of", "at", "from", "for", "in") and between[-1].tag == "P"):
            continue
        one, two = line.words[b].stem, line.words[d].stem
        if one == two or _together(line, one, two):
            continue
        if not (line.index.documents[one] and line.index.documents[two]):
            continue
        start, end = line.words[c].start, line.words[d].end
        message = f"The article does not join {line.words[b].text} with {line.text[start:end]}."
        yield Problem("name", message, line.span(start, end), line.evidence())
        return


def _together(line: Line, one: str, two: str) -> bool:
    """Whether the two stand in one sentence, or in two that follow each other with the person carried over."""
    index = line.index
    for i in range(len(index.texts)):
        here = {*index.counts[i], *index.carried[i]}
        before = {*index.counts[i - 1]} if i else set()
        if one in here and two in here:
            return True
        if (one in here and two in before) or (two in here and one in before):
            return True
    return False


RETOLD = 0.75
"""The share of the rest of the line that one source must hold before a name in it can be out of place."""


def _replaced(line: Line) -> Iterator[Problem]:
    """A person or place of the article that stands where the source has another of its kind."""
    if not line.sources:
        return
    i = line.sources[0]
    index = line.index
    here = [index.cast.people[n.person] for n in index.cast.named[i]]
    own = {w.stem for w in line.words}
    voiced = {s for v in index.voices[i] if v.certain for s in stems_of(v.speakers)}
    for person in index.cast.people:
        last = stem(person.name.split()[-1])
        if last not in own or last in index.counts[i] or last in index.carried[i] or not _stands(line, person, i):
            continue
        gone = [p for p in here if p.kind is person.kind and stem(p.name.split()[-1]) not in own]
        if person.kind is PersonKind.ORGANISATION or not gone or _beside(line, last, i):
            continue
        at = next(w for w in line.words if w.stem == last)
        speaks = person.kind is PersonKind.PERSON and any(stem(p.name.split()[-1]) in voiced for p in gone)
        message = f"Where the line has {person.name}, the article has {gone[0].name}."
        yield Problem("speaker" if speaks else "name", message, line.span(at.start, at.end), line.evidence(i))
        return


def _stands(line: Line, person: Person, i: int) -> bool:
    """Whether source `i` holds nearly all of the line but this name."""
    stems = {stem(part) for part in person.name.split()}
    rest = {s: w for s, w in line.weights.items() if s not in stems}
    total = sum(rest.values())
    return bool(total) and sum(w * line.held(s, (i,)) for s, w in rest.items()) / total >= RETOLD


def _beside(line: Line, last: str, i: int) -> bool:
    """Whether the name stands in the sentence before or after, so that the line may have filled in a pronoun."""
    near = [k for k in (i - 1, i + 1) if 0 <= k < len(line.index.texts)]
    pronoun = re.search(r"\b(?:he|she|his|her|him|they|their|there|it|its|here)\b", line.index.texts[i], re.I)
    return bool(pronoun) and any(last in line.index.counts[k] for k in near)


def stems_of(names: Sequence[str]) -> set[str]:
    """The stems of the last words of names."""
    return {stem(name.split()[-1]) for name in names if name}
