"""Span: the shortest words of a sentence that answer a question."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from briefs.answers.candidates import mention_at
from briefs.answers.evidence import FITTING, Match
from briefs.answers.gaps import fill, read_gap
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mentions import Form, Mention
from briefs.answers.question import Question
from briefs.answers.tagging import Word
from briefs.answers.voices import is_asked
from briefs.lexicon import DEMONYMS, PLACE_PAIRS, PLACES
from briefs.patterns import pattern

_ORGANISATION = pattern(
    r"\b(?:Inc|Corp|Ltd|Company|Party|University|College|School|Ministry|Department|Office|Bank|Council|Court|Police|Union|Group|"
    r"Association|Institute|Agency|Commission|Committee|Congress|Parliament|Senate|House|Times|Post|News|BBC|CNN|Club|United|"
    r"Service|Organi[sz]ation|Federation|Foundation|Center|Centre|Authority|Museum|Army|Navy|Church|Airlines?|Coalition)\b"
)
_TITLED = pattern(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|President|Prime Minister|Minister|Senator|Sen|Judge|Professor"
    r"|Prof|King|Queen|Prince|"
    r"Princess|Pope|Captain|Colonel|General|Gov|Governor|Mayor|Secretary|Chancellor|Director|coach|actor|singer|spokesman|spokeswoman|officer)\.?\s$"
)
_STRANDED = pattern(r"\b(for|to|of|with|by|on|in|at|from|about|into|against|over)\W*$", re.I)
_STRANDED_ALIKE = {"about": ("about", "of", "on"), "for": ("for", "on", "over"), "over": ("over", "about", "on")}
"""“What did he talk about?”: “he spoke of …”; “what was he praised for?”: “praised on …”."""
_ACCORDING = pattern(r",?\s+according\s+to\s+[^,?]{1,60}(?=\W*$)", re.I)
"""Whose words answer; the preposition before it may still be stranded."""
_PLACING = frozenset("in at from near to outside across".split())


def span_features(laid: Match, i: int) -> tuple[tuple[Mention, ...], list[dict[str, float]]]:
    """The candidates of sentence `i` and what speaks for each, by name; the weights are in `weights.py`."""
    reading = laid.index.reading(i)
    text = laid.index.texts[i]
    seen = _Seen(laid, i, text, reading.words)
    return reading.candidates, [seen.features(mention) for mention in reading.candidates]


class _Seen:
    """A sentence with the question's words marked in it."""

    def __init__(self, laid: Match, i: int, text: str, words: Sequence[Word]) -> None:
        self.text, self.words, self.question = text, words, laid.question
        self.cast, self.i, self.voices = laid.index.cast, i, laid.index.voices[i]
        stems = laid.stem_weights()
        total = laid.total
        self.hits = [
            0.0 if w.tag in ".DPCXSRA" and w.stem not in laid.question.stems else stems.get(w.stem, 0.0) / total
            for w in words
        ]
        self.head = set(laid.question.head)
        for asked in laid.question.head:
            self.head |= {s for s, worth in laid.worth.get(asked, {}).items() if worth > 0.55}
        self.verb = self._verb_at(laid)
        ordered = laid.question.stems
        self.pairs = {(a, b) for a, b in pairwise(ordered) if a != b}
        self.stands: dict[str, set[str]] = {}
        for asked in ordered:
            for other, worth in laid.worth.get(asked, {}).items():
                if worth > 0.55:
                    self.stands.setdefault(other, set()).add(asked)
        self.subject_asked = _asks_subject(laid.question)
        self.stranded = found[1].lower() if (found := _STRANDED.search(_ACCORDING.sub("", laid.question.text))) else ""
        self.slots = _slots(laid, i, words)
        self.kind = question_kind(laid.question)
        self._mark()

    def _mark(self) -> None:
        """What is asked of every candidate and depends on the words alone: once a sentence."""
        words = self.words
        self.starts = [w.start for w in words]
        self.hit_at = [(k, hit) for k, hit in enumerate(self.hits) if hit]
        self.heads = [w.stem in self.head for w in words]
        self.meant = [w.tag not in ".DPCXSRA" for w in words]
        self.broken = [0, *accumulate(_breaks(w) for w in words)]
        """How many words before each place break the clause."""
        self.clauses: dict[tuple[int, int], float] = {}

    def _verb_at(self, laid: Match) -> int | None:
        verbs = laid.worth.get(laid.question.verb, {}) if laid.question.verb else {}
        for k, word in enumerate(self.words):
            if word.tag == "V" and word.stem in verbs:
                return k
        return next((k for k, w in enumerate(self.words) if w.tag == "V" and self.hits[k]), None)

    def features(self, mention: Mention) -> dict[str, float]:
        inside = range(bisect_left(self.starts, mention.start), bisect_left(self.starts, mention.end))
        first, last = (inside[0], inside[-1]) if inside else (0, 0)
        question = self.question
        row = {f"{question.wanted}:{mention.form}": 1.0, f"form {mention.form}": 1.0}
        fitting = FITTING.get(question.wanted)
        row["fits"] = float(fitting is not None and mention.form in fitting)
        row |= self._length(inside)
        row |= self._overlap(inside)
        row |= self._surroundings(first, last)
        row |= self._neighbours(mention, first, last)
        row |= self._names(mention, first)
        row |= self._voices(mention)
        return row | self._slot(mention)

    def _slot(self, mention: Mention) -> dict[str, float]:
        """Whether it is what fills the question's gap, or part of that."""
        whole = part = 0.0
        fitting = FITTING.get(self.question.wanted) if self.question.wanted in _BOUND else None
        if fitting is not None and mention.form not in fitting:
            return {}
        for slot, fit in self.slots:
            if (slot.start, slot.end) == (mention.start, mention.end):
                whole = max(whole, fit)
            elif slot.start <= mention.start and mention.end <= slot.end:
                part = max(part, fit)
        return {
            "fills gap": whole,
            "in gap": part,
            "gap elsewhere": max((f for _, f in self.slots), default=0.0) * (not whole and not part),
        }

    def _length(self, inside: Sequence[int]) -> dict[str, float]:
        n = len(inside)
        long = self.question.wanted in (Wanted.CLAUSE, Wanted.REASON, Wanted.QUOTE)
        key = "long words" if long else "words"
        return {key: min(n, 30) / 10, f"{key} one": float(n == 1), f"{key} many": float(n > 6)}

    def _overlap(self, inside: Sequence[int]) -> dict[str, float]:
        meant = [k for k in inside if self.meant[k]]
        repeated = [k for k in meant if self.hits[k]]
        fresh = len(meant) - len(repeated)
        heads = [k for k in meant if self.heads[k]]
        return {
            "repeats": len(repeated) / max(1, len(meant)),
            "nothing new": float(not fresh),
            "repeated weight": sum(self.hits[k] for k in repeated),
            "has head": float(bool(heads) and fresh > 0),
            "ends in head": float(bool(heads) and heads[-1] == (inside[-1] if inside else -1) and fresh > 0),
        }

    def _surroundings(self, first: int, last: int) -> dict[str, float]:
        """How near the question's words stand, and whether in the same clause."""
        near = same = before = after = 0.0
        broken = self.broken
        for k, hit in self.hit_at:
            if first <= k <= last:
                continue
            gap = first - k if k < first else k - last
            near += hit / (1 + gap / 3)
            if broken[last] == broken[k] if k > last else broken[k + 1] == broken[first]:
                same += hit
            if k < first:
                before += hit
            else:
                after += hit
        ordered = self._ordered(first, last)
        return {"near": near, "same clause": same, "hits before": before, "hits after": after, "ordered": ordered}

    def _ordered(self, first: int, last: int) -> float:
        """The share of the question's neighbouring words that follow each other in this clause: “exports to Japan”."""
        if not self.pairs:
            return 0.0
        key = (self.broken[first], self.broken[last + 1])
        if key not in self.clauses:
            self.clauses[key] = self._met_in(first, last)
        return self.clauses[key]

    def _met_in(self, first: int, last: int) -> float:
        low, high = first, last
        while low and not _breaks(self.words[low - 1]):
            low -= 1
        while high + 1 < len(self.words) and not _breaks(self.words[high + 1]):
            high += 1
        met = [self.stands[w.stem] for w in self.words[low : high + 1] if w.stem in self.stands]
        found = {(a, b) for one, two in pairwise(met) for a in one for b in two}
        return len(found & self.pairs) / len(self.pairs)

    def _neighbours(self, mention: Mention, first: int, last: int) -> dict[str, float]:
        words = self.words
        left = words[first - 1] if first else None
        right = words[last + 1] if last + 1 < len(words) else None
        row: dict[str, float] = {}
        if left is not None:
            row[f"left {left.tag}"] = 1.0
            row["left hit"] = float(self.hits[first - 1] > 0)
        else:
            row["opens"] = 1.0
        if right is not None:
            row[f"right {right.tag}"] = 1.0
            row["right hit"] = float(self.hits[last + 1] > 0)
        row["head beside"] = float(any(self.heads[max(0, first - 2) : first]) or any(self.heads[last + 1 : last + 4]))
        row["head next"] = float(right is not None and self.heads[last + 1])
        row |= self._counted(mention, last)
        if self.verb is not None:
            low, high = sorted((self.verb, first))
            row["verb clause"] = float(self.broken[max(low + 1, high)] == self.broken[low + 1])
            side = "subject" if last < self.verb else "object" if first > self.verb else "over"
            row[f"{'asks subject' if self.subject_asked else 'asks object'} {side}"] = 1.0
            row["after verb"] = float(first == self.verb + 1)
            row[f"{'asks subject' if self.subject_asked else 'asks object'} next"] = float(self._is_object(first))
            row["before verb"] = float(last == self.verb - 1)
        row["stranded"] = float(self._follows_stranded(first))
        row["named"] = float(any(w.lower in _NAMING for w in words[max(0, first - 2) : first]))
        row[f"{self.kind} bracketed"] = float(left is not None and left.text == "(")
        if left is not None and left.tag == "P":
            row[f"{self.question.wanted} after {left.lower}"] = 1.0
        row["bracketed"] = float(left is not None and left.text in '(“‘"')
        return row

    def _follows_stranded(self, first: int) -> bool:
        """“What is she known for?”: the words after “known for”."""
        k = first - 1
        while k > 0 and self.words[k].tag in "DJ":
            k -= 1
        if k < 1 or self.words[k].lower not in _STRANDED_ALIKE.get(self.stranded, (self.stranded,)):
            return False
        return any(self.hits[j] and self.words[j].tag in "VNJ" for j in range(max(0, k - 3), k))

    def _is_object(self, first: int) -> bool:
        """Whether nothing but an article, an adverb or “to be” stands between the asked verb and this word."""
        if self.verb is None or not self.verb < first <= self.verb + 4:
            return False
        return all(w.tag in "DA" or w.lower in _COPULA for w in self.words[self.verb + 1 : first])

    def _counted(self, mention: Mention, last: int) -> dict[str, float]:
        """For “how many trees”: whether this number counts trees."""
        if self.question.kind is not Kind.HOW_MANY or mention.form not in _NUMBERS:
            return {}
        after = self.words[last + 1 : last + 6]
        stop = next((k for k, w in enumerate(after) if w.tag in ".PVXSC"), len(after))
        inside = [w for w in self.words if mention.start <= w.start < mention.end]
        counted = [w.stem for w in (*inside, *after[:stop])]
        return {
            "counts head": float(any(s in self.head for s in counted)),
            "counts last": float(bool(self.head & set(counted[-1:]))),
        }

    def _voices(self, mention: Mention) -> dict[str, float]:
        if self.question.kind is not Kind.SAID:
            return {}
        for voice in self.voices:
            if voice.start <= mention.end and mention.start <= voice.end and is_asked(voice, self.question):
                whole = abs(voice.start - mention.start) < 4 and abs(voice.end - mention.end) < 4
                return {"their words": 1.0, "all their words": float(whole)}
        return {}

    def _names(self, mention: Mention, first: int) -> dict[str, float]:
        if mention.form is not Form.NAME:
            return {}
        piece = self.text[mention.start : mention.end]
        titled = bool(_TITLED.search(self.text[: mention.start])) or bool(_TITLED.match(piece.split(" ")[0] + " "))
        left = self.words[first - 1].lower if first else ""
        wanted = self.question.wanted
        row = {
            f"{wanted} organisation": float(bool(_ORGANISATION.search(piece))),
            f"{wanted} titled": float(titled),
            f"{wanted} placed": float(left in _PLACING),
            f"{wanted} several words": float(" " in piece),
        }
        kind = self.cast.kind(self.i, mention.start, mention.end)
        row[f"{wanted} is {kind or 'unknown'}"] = 1.0
        row[f"{wanted} country"] = float(piece.lower() in PLACES or piece.lower() in PLACE_PAIRS)
        row[f"{wanted} demonym"] = float(piece.lower() in DEMONYMS)
        row[f"{wanted} calendar"] = float(piece.lower().rstrip(".") in _CALENDAR)
        row[f"{wanted} possessor"] = float(self.text[mention.end : mention.end + 2] in ("’s", "'s"))
        return row


_BOUND = frozenset((Wanted.TIME, Wanted.MONEY, Wanted.PERCENT, Wanted.NUMBER, Wanted.DURATION, Wanted.AGE))
"""Types that what fills a gap must have."""


def _slots(laid: Match, i: int, words: Sequence[Word]) -> list[tuple[Mention, float]]:
    gap = read_gap(laid.question)
    if gap is None:
        return []
    return [(mention_at(words, filled.place), filled.fit) for filled in fill(laid, gap, i) if filled.place]


_COPULA = frozenset("be been being is are was were".split())
_NUMBERS = frozenset((Form.NUMBER, Form.COUNT, Form.PERCENT, Form.MONEY))


def _breaks(word: Word) -> bool:
    return word.text in ',;:—–--.?!“”"()' or word.tag == "S"


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)


_NAMING = frozenset("as called named known titled dubbed termed namely".split())


def question_kind(question: Question) -> str:
    return (
        "definition"
        if question.kind is Kind.DEFINE or re.search(r"\b(?:called|known|name|term)\b", question.text)
        else "other"
    )


_INVERTED = pattern(
    r"\b(?:[Ww]hat|[Ww]hom?|[Ww]hich\s+\w+)\s+(?:has|have|had|will|would|can|could|should)"
    r"\s+(?:the|an?|his|her|its|their|this|that|he|she|it|they|[A-Z]\w+)\s+(?:\w+\s+){0,4}?\w+"
)
"""“What has the gift become?”: the subject stands after the auxiliary."""


def _asks_subject(question: Question) -> bool:
    """“who hit Clarkson” asks for the subject, “whom did Clarkson hit” for the object."""
    low = question.text.lower()
    if question.kind is Kind.SPEAKER:
        return True
    if re.search(r"\b(?:did|does|do)\b", low) or _INVERTED.search(question.text):
        return False
    if re.search(r"\b(?:is|are|was|were|been|be)\s+(?:\w+\s+)?\w+ed\b", low):
        return bool(re.match(r"\W*(?:and\s+)?(?:who|what|which)\b", low))
    return bool(re.match(r"\W*(?:and\s+)?(?:who|what|which)\b", low))
