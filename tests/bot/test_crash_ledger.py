"""The crash campaign's own ledger and plan: what it would see, and that it meets every point often enough."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.crash.brief import length
from benchmarks.crash.ledger import Doubts, Findings, Record, check
from benchmarks.crash.plan import PLACES, PLATFORMS, STORAGES, Point, Run

RUN = Run(1, "sqlite", "discord", slots=3)
FORMATS = RUN.formats
Text = dict[str, object]


def message(format_: str, number: int, revision: int = 2, *, published: bool = True) -> Text:
    return {"text": f"brief {format_}, paragraph {number}, revision {revision}. Words.", "published": published}


def whole(format_: str, revision: int = 2) -> list[Text]:
    return [message(format_, number, revision) for number in range(length(format_))]


def there(*messages: Text, place: str = "summit") -> Record:
    """The given messages in one place, and all that is owed in the others."""
    everything = [each for format_ in FORMATS for each in whole(format_)]
    return {each.name: list(messages) if each.name == place else everything for each in PLACES[RUN.platform]}


def found(record: Record, doubts: Doubts | None = None) -> Findings:
    return check(RUN, record, doubts or {})


def test_everything_once_and_in_order_is_clean() -> None:
    """What is owed in each place, whole and corrected, is what the ledger wants to see."""
    findings = found(there(*(each for format_ in FORMATS for each in whole(format_))))
    assert (findings.clean, findings.owed) == (True, len(FORMATS) * len(PLACES["discord"]))


def test_a_missing_brief_is_lost() -> None:
    """Two of three are there."""
    findings = found(there(*whole(FORMATS[0]), *whole(FORMATS[2])))
    assert findings.lost == [f"{RUN.name}: summit: {FORMATS[1]}"]


def test_a_brief_without_its_end_is_lost() -> None:
    """A message of several that is missing counts for the whole."""
    long = max(FORMATS, key=length)
    rest = [each for format_ in FORMATS for each in whole(format_) if each != whole(long)[-1]]
    assert found(there(*rest)).lost == [f"{RUN.name}: summit: {long}"]


def test_a_message_that_comes_twice_is_doubled() -> None:
    """One paragraph more than was owed is enough."""
    texts = [each for format_ in FORMATS for each in whole(format_)]
    assert found(there(*texts, texts[0])).duplicated == [f"{RUN.name}: summit: {FORMATS[0]}"]


def test_what_stands_after_something_later_is_out_of_order() -> None:
    """Slots in a place come in the order in which they were due."""
    swapped = (FORMATS[1], FORMATS[0], FORMATS[2])
    findings = found(there(*(each for format_ in swapped for each in whole(format_))))
    assert findings.out_of_order == [f"{RUN.name}: summit: {FORMATS[0]}"]


@pytest.mark.parametrize("old", [{"revision": 1}, {"published": False}], ids=["uncorrected", "unpublished"])
def test_what_does_not_show_the_correction_is_stale(old: dict[str, int]) -> None:
    """Every copy has to show the last revision, and an announcement has to reach its followers."""
    texts = [each for format_ in FORMATS for each in whole(format_)]
    texts[0] = message(FORMATS[0], 0, **old)  # type: ignore[arg-type]
    assert found(there(*texts)).stale == [f"{RUN.name}: summit: {FORMATS[0]}"]


def test_a_doubt_is_no_excuse_where_readout_may_look() -> None:
    """A delivery that waits for a person is not lost in a place without history; elsewhere it is."""
    kept = [each for format_ in FORMATS[1:] for each in whole(format_)]
    excused = found(there(*kept, place="blind"), {("blind", FORMATS[0]): "Nobody can look."})
    blamed = found(there(*kept), {("summit", FORMATS[0]): "Nobody looked."})
    assert (len(excused.lost), len(excused.unconfirmed)) == (0, 1)
    assert (len(blamed.lost), len(blamed.unconfirmed)) == (1, 1)


def test_plan_meets_every_point_often_enough() -> None:
    """At least 200 kills over ten seeds of each kind, and every point with room to spare over the ten it needs."""
    runs = [Run(seed, storage, platform) for seed in range(1, 11) for storage in STORAGES for platform in PLATFORMS]
    counts = Counter(kill.point for run in runs for kill in run.schedule_of_kills())
    assert counts.total() >= 200
    assert all(counts[point] >= 30 for point in Point)


def test_same_seed_means_the_same_plan() -> None:
    """A run is drawn from its seed alone."""
    again = replace(RUN)
    assert (RUN.schedule_of_kills(), RUN.formats) == (again.schedule_of_kills(), again.formats)
    assert RUN.schedule_of_kills() != replace(RUN, seed=2).schedule_of_kills()
