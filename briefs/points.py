"""Points: the lines below the lede. First what the story tells next, then what adds most, each with its setting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.article import Article
from briefs.choice import THIN, Choice, stems
from briefs.clauses import has_verb
from briefs.context import needs_context, own_words
from briefs.introductions import Introductions
from briefs.modality import modality_of
from briefs.model import Line, Modality, Person, Sentence
from briefs.news import events, is_next_step, looks_back, tells, worth
from briefs.patterns import pattern
from briefs.summary import SHORT, line_of
from briefs.theme import Theme

LONGEST_LINE = 240
"""Characters that a sentence of a point should not exceed, where whole clauses can go."""
LONGEST_PAIR = 360
"""Characters of two sentences that share a point because the second leans on the first."""
_LONGEST_OPENING = 520
"""The same for what stands right behind the lede."""
_LONGEST_UNIT = 480
"""Characters beyond which a sentence, with the whole of what it quotes, is no point."""
_OPENING = 2
"""Sentences after the lede that are shown unless something speaks against them."""
_BY_PLACE, _BY_FACTS = 0.5, 3.6
_ENOUGH_FACTS = 6.0
"""New facts that a point may bring before more of them add nothing."""
_ROOM = 0.002
"""What a character costs: of two sentences with as much to tell the shorter is shown."""
_UNKNOWN = 0.6
"""What a sentence loses for each thing it takes as known that the reader has not met."""
_ENOUGH = 2
"""Points after which none is worth having that takes something unknown as known."""
_BRIEF = 3
"""Words of meaning that a sentence must have which only goes on from another; one of its own needs `THIN`."""
_OWN, _FEWEST = 0.35, 5
"""Share and number of a sentence's words that are not quotation: the quotations have a place of their own."""
_QUOTED, _MOSTLY = 0.4, 0.6
"""What a sentence loses that has fewer of its own words than this share."""
_FLOOR = 3
"""Points after which a further one must bring news of the story's own subject."""
_STRAYS, _ASIDE = 0.3, 0.1
"""What a sentence loses that is about a side figure, that is not about the story's subject."""
_MOST_ALIKE = 0.5
"""Share of words from which a point repeats another: lines of a brief are read side by side."""
_TELLS, _NEWS = 1.25, 0.1
"""What an outcome or a position weighs against new names and figures; what any news of the story's subject adds."""
_RETOLD = 0.4
"""Share of words that a sentence has from all lines shown, if what came out is in them too: it is told again."""
_BROKEN = pattern(r"\b(?:the|a|an|of|with|and|for|in|my|his|her|its|their|to|at|by|from|that|was|is)\.(?:\s|$)")
"""A line-end that took a stop, “starring My Week With.”"""
_SPLIT, _SPLITS = pattern(r"(?:\b[a-z]{3,}|^A)\.\s[a-z0-9]"), 0.3
"""The same in the midst of a sentence, and what that loses by it: “taken from the. streets”."""
_ENDS = frozenset(".!…”’\"')»")
"""How a whole sentence ends: neither a question nor a lead-in to what stands elsewhere (“… said in his column”)."""
_PAIRED = 0.3
"""What a second sentence must bring to be worth its room."""


class Points:
    """The points taken so far: groups of one sentence, or of two where the second leans on the first.

    `told` are whole sentences, quotations unbroken. No point says what the lede or another says; one that takes for
    granted what nothing before it has told loses by it.
    """

    def __init__(self, article: Article, told: Sequence[Sentence], people: Sequence[Person], lede: Line) -> None:
        own = own_words(article)
        self.told = told
        self.own = [own[s.span.start : s.span.end] for s in told]
        self.groups: list[list[int]] = []
        self.leans = [needs_context(s.text, o) for s, o in zip(told, self.own, strict=True)]
        self._lede, self.lede = lede, _of_line(told, lede)
        start = self.lede[0] if self.lede else 0
        self.fit = [at >= start and self._fits(at) for at in range(len(told))]
        self._quotation = [len(o.split()) < _MOSTLY * len(s.text.split()) for s, o in zip(told, self.own, strict=True)]
        self.theme = Theme(told, f"{article.headline or ''} {lede.text}")
        merits = [self._worth(at) if fit else 0.0 for at, fit in enumerate(self.fit)]
        self.choice = Choice(
            told,
            own,
            by_place=_BY_PLACE,
            by_facts=_BY_FACTS,
            worth=merits,
            most_alike=_MOST_ALIKE,
            enough=_ENOUGH_FACTS,
        )
        self._events = [events(said) if fit else frozenset() for said, fit in zip(self.own, self.fit, strict=True)]
        self._words = [stems(s.text) for s in told]
        self._told_events: set[str] = set()
        self._told_words: set[str] = set()
        self.known = Introductions(told, own, people)
        for at in self.lede:
            self._show(at)
        self.lengths: dict[int, int] = {}

    def open(self) -> None:
        """Take what stands right behind the lede: the story's own next facts."""
        start = self.lede[-1] + 1 if self.lede else 0
        for at in range(start, min(start + _OPENING, len(self.told))):
            if not self._may(at) or self.known.lacks_name(at):
                continue
            if not self.leans[at]:
                self._take([at])
            elif self._length(at) > _LONGEST_OPENING:
                continue
            elif self.lede == [at - 1]:
                self.lede.append(at)
                self._show(at)
            elif [at - 1] in self.groups:
                self._join(at)

    def look_ahead(self) -> None:
        """Take what is fixed to come next, where the story says when: the sentence, the hearing, the vote."""
        ahead = [at for at, own in enumerate(self.own) if self.fit[at] and is_next_step(own)]
        steps = [at for at in ahead if self._may(at) and not self.leans[at] and self._is_fixed(at)]
        if steps:
            self._take([max(steps, key=self.choice.gain)])

    def lead(self) -> Line:
        """The lede, with the sentence that follows it where that one leans on it."""
        return self._line(self.lede, SHORT) if len(self.lede) > 1 else self._lede

    def leave(self, lines: Sequence[Line]) -> None:
        """Leave out what `lines` say, which are shown elsewhere."""
        for line in lines:
            for at in _of_line(self.told, line):
                self.choice.take(at)

    def fill(self, most: int, *, joining: bool = True, strict: bool = True) -> None:
        """Take what adds most until there are `most` groups; `strict`, only news of the subject beyond `_FLOOR`."""
        left = [at for at, fit in enumerate(self.fit) if fit]
        while len(self.groups) < most:
            left = [at for at in left if not self._is_said(at)]
            ways = [way for at in left for way in self._ways(at, joining)]
            sound = [way for way in ways if not self._unknown(way)]
            ways = sound if sound or len(self.groups) >= _ENOUGH else ways
            if strict and len(self.groups) >= _FLOOR:
                ways = [way for way in ways if self._is_news(way[-1])]
            if not ways:
                return
            best = max(ways, key=self._gain)
            if best[:1] in self.groups:
                self._join(best[-1])
            else:
                self._take(best)

    def lines(self, since: int = 0) -> tuple[Line, ...]:
        """The lines of the groups from number `since`: news before what looks back, else as in the story."""
        groups = sorted(self.groups[since:])
        late = [g for g in groups if self._is_background(g[0]) and not self._is_needed(g, groups)]
        return tuple(self._line(group) for group in [*(g for g in groups if g not in late), *late])

    def _fits(self, at: int) -> bool:
        """Whether a sentence is more than a bridge (“Trump struck the same note”) and more than a quotation."""
        text, own = self.told[at].text, self.own[at]
        words = len(text.split())
        least = _BRIEF if self.leans[at] or is_next_step(own) else THIN
        if _BROKEN.search(text) or text.count("(") != text.count(")"):
            return False
        if len(stems(text)) < least or text[0].islower() or text.rstrip()[-1] not in _ENDS:
            return False
        said = len(own.split())
        if len(text) > _LONGEST_UNIT:
            return False
        return said > words * _OWN and said >= _FEWEST and has_verb(own)

    def _is_news(self, at: int) -> bool:
        """Whether a sentence brings news of the story's own subject, more loosely before the middle of the story."""
        own = self.own[at]
        about = self.theme.holds(at) or (2 * at < len(self.told) and self.theme.touches(at))
        sound = worth(own) >= 0 and not looks_back(own) and not _SPLIT.search(own)
        return about and sound and tells(own) and not self._strays(at)

    def _is_fixed(self, at: int) -> bool:
        """Whether what comes next by a sentence is neither promised nor threatened, and needs no setting."""
        hoped = modality_of(self.told[at].text) in (Modality.PLEDGE, Modality.THREAT)
        return not hoped and self._is_news(at) and not self.known.lacking(at)

    def _is_said(self, at: int) -> bool:
        return at in self.choice.taken or self.choice.repeats(at) or self._retells(at)

    def _retells(self, at: int) -> bool:
        """Whether what came out by a sentence is told already, and most of its words with it."""
        told, words = self._events[at], self._words[at]
        return bool(told) and told <= self._told_events and len(words & self._told_words) > _RETOLD * len(words)

    def _ways(self, at: int, joining: bool) -> Iterator[list[int]]:
        """How a sentence that is not told yet may be shown: alone, or behind the one before it where it needs that."""
        if not self.leans[at]:
            yield [at]
        if not joining or self._quotation[at] or not (self.leans[at] or self.known.leans(at, [at - 1])):
            return
        before = [at - 1] in self.groups or (at > 0 and self._may(at - 1) and not self.leans[at - 1])
        if before and self._length(at) < LONGEST_PAIR:
            yield [at - 1, at]

    def _may(self, at: int) -> bool:
        return self.fit[at] and not self._is_said(at)

    def _length(self, at: int) -> int:
        """Characters of a sentence with the one before it, as they would be shown."""
        if at not in self.lengths:
            self.lengths[at] = len(line_of(self.told[at], LONGEST_LINE).text)
        return len(self.told[at - 1].text) + self.lengths[at]

    def _gain(self, group: list[int]) -> float:
        room = _ROOM * sum(len(self.told[at].text) for at in group if [at] not in self.groups)
        return self.choice.gain(group[-1]) - room - _UNKNOWN * self._unknown(group) - _PAIRED * (len(group) - 1)

    def _unknown(self, group: list[int]) -> int:
        """How many things the reader of a group has not met."""
        return self.known.lacking(group[0]) + (self.known.lacking(group[1], group[0]) if group[1:] else 0)

    def _worth(self, at: int) -> float:
        own = self.own[at]
        aside = _STRAYS * self._strays(at) + _ASIDE * (not self.theme.holds(at))
        broken = _SPLITS * bool(_SPLIT.search(own))
        return _TELLS * worth(own) + _NEWS * self._is_news(at) - _QUOTED * self._quotation[at] - aside - broken

    def _strays(self, at: int) -> bool:
        return self.theme.strays(self.own[at], speaks=not self._quotation[at])

    def _take(self, group: list[int]) -> None:
        for at in group:
            self._show(at)
        self.groups.append(group)

    def _join(self, at: int) -> None:
        self._show(at)
        self.groups[self.groups.index([at - 1])].append(at)

    def _show(self, at: int) -> None:
        self.choice.take(at)
        self.known.show(at)
        self._told_events |= self._events[at]
        self._told_words |= self._words[at]

    def _is_background(self, at: int) -> bool:
        """Whether a sentence tells what was before; what stands right behind the lede belongs there."""
        return looks_back(self.own[at]) and not (self.lede and at <= self.lede[-1] + _OPENING)

    def _is_needed(self, group: list[int], groups: list[list[int]]) -> bool:
        """Whether a later point takes as known what nothing before it but this one tells."""
        others = [*self.lede, *(at for other in groups if other < group for at in other)]
        return any(self.known.leans(at, group, others) for other in groups if other > group for at in other)

    def _line(self, group: list[int], longest: int = LONGEST_LINE) -> Line:
        whole = [line_of(self.told[at]) for at in group[:-1]]
        parts = [*whole, line_of(self.told[group[-1]], longest)]
        modality = next((part.modality for part in parts if part.modality is not Modality.FACT), Modality.FACT)
        spans = tuple(span for part in parts for span in part.spans)
        return Line(" ".join(part.text for part in parts), spans, modality=modality)


def _of_line(told: Sequence[Sentence], line: Line) -> list[int]:
    """Which sentences of `told` a line was taken from."""
    starts = [span.start for span in line.spans]
    return [at for at, s in enumerate(told) if any(s.span.start <= start < s.span.end for start in starts)]
