"""Voices: whose words each quotation holds, told by reading an article once from its start."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from briefs.kinds import UNSAID, kind_of
from briefs.marks import Marked
from briefs.model import QuoteKind
from briefs.occasions import occasion_of
from briefs.pronouns import PARAGRAPH_FADE, SENTENCE_FADE, SPOKEN, View, follow
from briefs.referents import referents
from briefs.saying import REPORTING
from briefs.secondhand import reported_by
from briefs.speakers import NEAR, Lead, find_lead
from briefs.subjects import main_subject, subject_before
from briefs.syntax import Source, Syntax

_LABEL = re.compile(r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):\s")
WRITTEN = frozenset(
    "statement letter email e-mail tweet post speech memo message blog column op-ed essay testimony".split()
)
"""What speaks with its owner's voice."""
GOING_ON = frozenset("added adds adding continued continues continuing went concluded".split())
"""Verbs with which the same speaker goes on."""
INHERITED = frozenset("split resumed following continued".split())
"""Sieves that take over the speaker of the piece before."""
SAID = frozenset("after before closing split resumed following participle".split())
"""Sieves after which a paragraph of nothing but quotation has the same speaker."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What is known of one piece's speaker; people are numbers."""

    sieve: str = ""
    people: tuple[int, ...] = ()
    """The best guess; several for joint words."""
    others: tuple[int, ...] = ()
    nominal: str = ""
    sure: bool = False
    lead: Lead | None = None
    occasion: str = ""
    about: int = -1
    """Whose words are passed on at second hand."""

    @property
    def known(self) -> bool:
        return bool(self.people or self.nominal)


@dataclass(slots=True)
class Teller:
    """Keeps who is in view and who spoke last while the sentences go by."""

    syntax: Syntax
    view: View
    headline: bool = False
    voices: dict[int, Voice] = field(default_factory=dict)
    kinds: dict[int, QuoteKind] = field(default_factory=dict)
    spoken: int = -1
    """The last piece that is somebody's words."""
    since: int = 99
    """Sentences since then."""
    labels: dict[str, int] = field(default_factory=dict)

    def tell(self) -> dict[int, Voice]:
        """A voice for every piece between marks, by its number."""
        reading = self.syntax.reading
        self.labels = {p.name.rsplit(None, 1)[-1].lower(): n for n, p in enumerate(self.view.people)}
        previous: tuple[int, int] | None = None
        paragraph = -1
        for (first, last), number in zip(reading.sentences, reading.paragraphs, strict=True):
            self.view.fade(SENTENCE_FADE * (PARAGRAPH_FADE if number != paragraph else 1.0))
            paragraph = number
            follow(self.syntax, self.view, first, last)
            alone = self._alone(first, last)
            self.since += 1
            for at in range(first, last):
                if self.syntax.quoted(at):
                    self._hear(at, first, last, previous, alone)
            previous = (first, last)
        self._hand_back()
        return self.voices

    def _hand_back(self) -> None:
        """Paragraphs left open before the one that names the speaker have the same one."""
        marked = self.syntax.reading.marked
        for piece in range(len(marked) - 2, -1, -1):
            later = self.voices[piece + 1]
            if marked[piece + 1].resumes and self.voices[piece].sieve in UNSAID and later.sieve in SAID - INHERITED:
                self.voices[piece] = later

    def _hear(self, at: int, first: int, last: int, previous: tuple[int, int] | None, alone: bool) -> None:
        piece = -1 - self.syntax.outline[at]
        marked = self.syntax.reading.marked[piece]
        voice = self._labelled(marked)
        if voice is None:
            lead = find_lead(self.syntax, at, first, last)
            voice = self._resolve(lead) if lead else self._context(piece, at, previous, alone)
            voice = voice if voice.known else self._in_view(voice)
            if lead:
                voice = replace(voice, occasion=occasion_of(self.syntax, lead, at, last))
        voice = replace(voice, about=reported_by(self.syntax, self.view, marked, voice.people))
        self.voices[piece] = voice
        self.kinds[piece] = kind_of(self.syntax, marked, voice.sieve, voice.lead, self.headline)
        if self.kinds[piece] is not QuoteKind.SCARE:
            self.spoken, self.since = piece, 0
        if voice.people and voice.sieve not in INHERITED:
            self.view.see(voice.people[0], SPOKEN)

    def _in_view(self, voice: Voice) -> Voice:
        """The last resort: whoever is most in view, of the right gender where a pronoun asked for one."""
        pronoun = voice.lead.source.pronoun if voice.lead else ""
        ranked = self.view.candidates(pronoun if pronoun in ("he", "she") else "")
        return replace(voice, sieve=voice.sieve or "view", people=tuple(n for _, n in ranked[:1]), sure=False)

    def _labelled(self, marked: Marked) -> Voice | None:
        """“LEE: …” inside the marks, as transcripts have it."""
        match = _LABEL.match(self.syntax.text, marked.start, min(marked.end, marked.start + 80))
        if match is None:
            return None
        name = match.group(1)
        number = self.labels.get(name.rsplit(None, 1)[-1].lower())
        if number is None:
            return Voice("label", nominal=name.title())
        return Voice("label", (number,), sure=True)

    def _resolve(self, lead: Lead) -> Voice:
        source = lead.source
        if source.people:
            return Voice(lead.sieve, source.people, sure=True, lead=lead)
        if source.joint:
            return self._together(lead)
        if source.pronoun in ("it", "they") and (echo := self._echo(source)):
            return replace(echo, sieve=lead.sieve, lead=lead)
        if lead.verb >= 0 and self.syntax.lows[lead.verb] in GOING_ON and (same := self._same(source.pronoun)):
            return replace(same, sieve=lead.sieve, lead=lead)
        if source.pronoun == "they" and self.view.together and self.view.together_age <= 2:
            return Voice(lead.sieve, self.view.together, sure=self.view.together_age <= 1, lead=lead)
        if source.pronoun:
            found = self.view.stands.get(source.first, ())
            sure = self.view.sure.get(source.first, False) and source.pronoun in ("he", "she")
            return Voice(lead.sieve, found[:1], found[1:], sure=sure, lead=lead)
        start = self.syntax.reading.starts[self.syntax.outline[source.first]]
        found, sure = referents(self.view, source.nominal, start, source.owner)
        if not found and source.owner >= 0:
            head = source.nominal.rsplit(None, 1)[-1].lower()
            if head in WRITTEN or lead.sieve == "participle":
                found, sure = (source.owner,), head in WRITTEN
        return Voice(lead.sieve, found[:1], found[1:], source.nominal, sure, lead)

    def _together(self, lead: Lead) -> Voice:
        """Everybody who shares the verb, or the article's words for them where one stays unknown."""
        each = [self._resolve(replace(lead, source=part)) for part in lead.source.joint]
        people = tuple(dict.fromkeys(number for voice in each for number in voice.people[:1]))
        if len(people) == len(each) and all(voice.sure for voice in each):
            return Voice(lead.sieve, people, sure=True, lead=lead)
        return Voice(lead.sieve, nominal=lead.source.nominal, lead=lead)

    def _echo(self, source: Source) -> Voice | None:
        """“It added”: the body or paper that spoke last."""
        last = next(reversed(self.voices.values()), None)
        if last is None or not last.known:
            return None
        if last.people and self.syntax.is_person(last.people[0]) and len(last.people) == 1:
            return None
        return last

    def _same(self, pronoun: str) -> Voice | None:
        """“He added”: whoever spoke just before, if the pronoun fits."""
        last = self.voices.get(self.spoken)
        if last is None or pronoun not in ("he", "she") or len(last.people) != 1 or last.sieve in UNSAID:
            return None
        fits = self.view.pronoun_of(last.people[0]) in ("", pronoun)
        return last if fits and self.syntax.is_person(last.people[0]) and self.since <= 2 else None

    def _alone(self, first: int, last: int) -> bool:
        """Whether the sentence is a paragraph of quotations and nothing else."""
        lows = self.syntax.lows
        ends = last >= len(lows) or lows[last][0] == "\n"
        starts = first == 0 or lows[first - 1][0] == "\n"
        return starts and ends and all(self.syntax.quoted(at) or not lows[at][0].isalnum() for at in range(first, last))

    def _context(self, piece: int, at: int, previous: tuple[int, int] | None, alone: bool) -> Voice:
        """A quotation that fills its sentence: the words before it tell."""
        marked = self.syntax.reading.marked
        if marked[piece].resumes and piece - 1 in self.voices:
            return replace(self.voices[piece - 1], sieve="resumed")
        before = self.voices.get(self.spoken)
        if (
            before
            and marked[piece].paragraph == marked[self.spoken].paragraph
            and previous
            and self._quotes(previous[0], at)
        ):
            return replace(before, sieve="split")
        if previous is None:
            return Voice()
        if before and before.sieve == "label" and self._quotes(*previous):
            return replace(before, sieve="label")
        if before and self._quotes(*previous):
            if alone and before.sieve in SAID:
                return replace(before, sieve="following")
            return replace(before, sieve="continued", sure=False)
        return self._introduced(previous)

    def _quotes(self, first: int, last: int) -> bool:
        """Whether somebody's words stand there."""
        for spot in range(last - 1, max(first, last - 4 * NEAR) - 1, -1):
            if self.syntax.quoted(spot) and self.kinds.get(-1 - self.syntax.outline[spot]) is not QuoteKind.SCARE:
                return True
        return False

    def _introduced(self, previous: tuple[int, int]) -> Voice:
        first, last = previous
        for verb in range(last - 1, max(first, last - 2 * NEAR) - 1, -1):
            if self.syntax.lows[verb] in REPORTING and not self.syntax.nounlike(verb):
                source = subject_before(self.syntax, verb, first)
                voice = self._resolve(Lead("introduced", source, verb)) if source else None
                if voice and voice.people:
                    return voice
        source = main_subject(self.syntax, first, last)
        return self._resolve(Lead("context", source)) if source else Voice()
