"""Ledger: what was owed, made from the plan alone, held against what the server says stands in each place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.crash.brief import LAST_REVISION, TAG, length
from benchmarks.crash.plan import PLACES, Place, Run

Record = Mapping[str, Sequence[Mapping[str, Any]]]
"""Place -> the messages that stand there, in order, each with its text and whether it was published."""
Doubts = Mapping[tuple[str, str], str]
"""(place, format) of a delivery that waits for a person -> why."""


@dataclass
class Findings:
    """Each entry is one brief in one place."""

    owed: int = 0
    lost: list[str] = field(default_factory=list)
    """Not there, or not all of it."""
    duplicated: list[str] = field(default_factory=list)
    """There more than once, even if only in part."""
    out_of_order: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    """Does not show the correction, or was not published to followers."""
    unconfirmed: list[str] = field(default_factory=list)
    """With the reason that was recorded."""

    def __iadd__(self, other: Findings) -> Findings:
        self.owed += other.owed
        for name in ("lost", "duplicated", "out_of_order", "stale", "unconfirmed"):
            getattr(self, name).extend(getattr(other, name))
        return self

    @property
    def clean(self) -> bool:
        return not (self.lost or self.duplicated or self.out_of_order or self.stale)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One that stands in a place, as it names itself."""

    format: str
    number: int
    revision: int
    published: bool


def check(run: Run, record: Record, doubts: Doubts) -> Findings:
    """Hold the server's record against what was owed: in each place every slot's brief, once, whole and in order."""
    findings = Findings()
    for place in PLACES[run.platform]:
        here = {format_: why for (name, format_), why in doubts.items() if name == place.name}
        findings += _Page(run, place, list(_paragraphs(record[place.name])), here).findings()
    return findings


def _paragraphs(there: Sequence[Mapping[str, Any]]) -> Iterator[Paragraph]:
    for message in there:
        for format_, number, revision in TAG.findall(str(message["text"])):
            yield Paragraph(format_, int(number), int(revision), bool(message["published"]))


@dataclass(frozen=True, slots=True)
class _Page:
    """One place of the ledger."""

    run: Run
    place: Place
    there: Sequence[Paragraph]
    doubts: Mapping[str, str]

    def findings(self) -> Findings:
        formats = self.run.formats
        counts = Counter((each.format, each.number) for each in self.there)
        often = {f: [counts[f, n] for n in range(length(f))] for f in formats}
        return Findings(
            len(formats),
            lost=[self._named(f) for f in formats if 0 in often[f] and not self._waits(f)],
            duplicated=[self._named(f) for f in formats if max(often[f]) > 1],
            out_of_order=[self._named(f) for f in self._late()],
            stale=[self._named(f) for f in formats if f not in self.doubts and self._is_stale(f)],
            unconfirmed=[f"{self._named(f)}: {why}" for f, why in self.doubts.items()],
        )

    def _waits(self, format_: str) -> bool:
        """Whether a person is asked about it. Where Readout may look, that is no excuse."""
        return not self.place.readable and format_ in self.doubts

    def _is_stale(self, format_: str) -> bool:
        """A message whose id nobody knows cannot be changed; all others show the last revision."""
        mine = (each for each in self.there if each.format == format_)
        return any(each.revision != LAST_REVISION or not each.published for each in mine)

    def _late(self) -> list[str]:
        """Briefs of which something stands after what was owed later."""
        order = {format_: number for number, format_ in enumerate(self.run.formats)}
        newest, late = (-1, -1), []
        for each in dict.fromkeys((order[each.format], each.number) for each in self.there):
            if each < newest:
                late.append(self.run.formats[each[0]])
            newest = max(newest, each)
        return list(dict.fromkeys(late))

    def _named(self, format_: str) -> str:
        return f"{self.run.name}: {self.place.name}: {format_}"
