"""Bearers: which mentions of a name mean one and the same."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from briefs.compounds import abbreviations
from briefs.given_names import gender_of
from briefs.lexicon import FAMILY_FIRST, FEMALE_NOUNS, FEMALE_TITLES, MALE_NOUNS, MALE_TITLES, SUFFIXES
from briefs.model import PersonKind
from briefs.names import Name
from briefs.reading import Reading

_WITH_GIVEN = frozenset(("", "sir", "dame", "lady"))
_SURNAME_STARTS = frozenset("van von de del della di da du le la den der ter ten".split())
CHOICES = 20
"""Bearers of one surname that are held apart; a text with more of them is a list."""
LATELY = 200
"""Tokens after which a full name tells half as much about the bare surname."""


@dataclass(slots=True)
class Bearer:
    """One who is named, while the mentions are still being gathered."""

    given: str
    surname: str
    kind: PersonKind | None
    names: list[Name] = field(default_factory=list)
    full: int = 0
    firsts: list[int] = field(default_factory=list)
    """Where it is named in full."""
    bare: int = 0
    bare_at: int = -1
    courteous: bool = False
    """Called Mr or Mrs somewhere: where that tells two bearers apart, the bare name is the other one's."""
    genders: Counter[str] = field(default_factory=Counter)
    votes: Counter[str] = field(default_factory=Counter)


def _surname(reading: Reading, name: Name) -> str:
    last = name.last - 1
    while last > name.first and (reading.lows[last] in SUFFIXES or reading.words[last] == ","):
        last -= 1
    return reading.lows[last]


def gather(reading: Reading, names: list[Name]) -> list[Bearer]:
    """Everybody and everything named, each with its mentions; full names first, bare ones joined to them."""
    clusters: list[Bearer] = []
    by_surname: defaultdict[str, list[Bearer]] = defaultdict(list)
    by_given: defaultdict[str, list[Bearer]] = defaultdict(list)
    singles: list[Name] = []
    tails = _tails(reading, names)
    for name in names:
        if name.kind in (PersonKind.ORGANISATION, PersonKind.PLACE):
            singles.append(name)
            continue
        surname = _surname(reading, name)
        given = reading.lows[name.first]
        if given == surname or (given in _SURNAME_STARTS and name.last - name.first == 2):
            singles.append(name)
            continue
        given = tails.get((given, surname), given)
        own = next((c for c in by_surname[surname][-CHOICES:] if _same_given(given, c.given)), None)
        if own is None:
            own = Bearer(given, surname, name.kind)
            clusters.append(own)
            by_surname[surname].append(own)
            by_given[given].append(own)
        _join(reading, own, name)
        own.full += 1
        own.firsts.append(name.first)
    _mark_courtesy(reading, singles, by_surname)
    _attach(reading, singles, clusters, by_surname, by_given)
    return clusters


def _tails(reading: Reading, names: list[Name]) -> dict[tuple[str, str], str]:
    """Double surnames: the last two words of longer names, with the given name before them."""
    lows = reading.lows
    return {
        (lows[name.last - 2], lows[name.last - 1]): lows[name.first]
        for name in names
        if name.last - name.first > 2 and len(lows[name.last - 2].rstrip(".")) > 1
    }


def _same_given(one: str, other: str) -> bool:
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return long.startswith(short) if len(short) != 2 or short == long else False


def _join(reading: Reading, cluster: Bearer, name: Name) -> None:
    cluster.names.append(name)
    if name.kind is PersonKind.PERSON or cluster.kind is None:
        cluster.kind = name.kind or cluster.kind
    if gender := _title_gender(reading, name):
        cluster.genders[gender] += 3


def _title_gender(reading: Reading, name: Name) -> str:
    for token in range(name.title, name.first):
        low = reading.lows[token].rstrip(".")
        if low in MALE_TITLES or low in MALE_NOUNS:
            return "he"
        if low in FEMALE_TITLES or low in FEMALE_NOUNS:
            return "she"
    return ""


def _mark_courtesy(reading: Reading, singles: list[Name], by_surname: dict[str, list[Bearer]]) -> None:
    for name in singles:
        if name.honorific and len(choices := by_surname.get(reading.lows[name.first], [])) > 1:
            own = _choose(reading, name, choices)
            if own is not None:
                own.courteous = True


def _attach(
    reading: Reading,
    singles: list[Name],
    clusters: list[Bearer],
    by_surname: dict[str, list[Bearer]],
    by_given: dict[str, list[Bearer]],
) -> None:
    others: dict[str, Bearer] = {}
    meant = abbreviations(reading, singles)
    bodies = {reading.lows[name.first] for name in singles if name.kind is not None and name.last - name.first > 1}
    for name in singles:
        key = " ".join(reading.lows[name.first : name.last])
        if (
            reading.lows[name.first] in _SURNAME_STARTS
            and name.last - name.first == 2
            and reading.lows[name.last - 1] in by_surname
        ):
            key = reading.lows[name.last - 1]
        key = meant.get(key, key)
        choices = by_surname.get(key) or (by_given.get(key) if name.honorific in _WITH_GIVEN else None) or []
        if name.kind is PersonKind.ORGANISATION and name.determined:
            choices = []
        own = _choose(reading, name, choices)
        if own is not None:
            own.bare, own.bare_at = own.bare + 1, name.first
        if own is None:
            own = others.get(key)
            if own is None:
                body = PersonKind.ORGANISATION if key in bodies else None
                own = others[key] = Bearer("", key, name.kind or body)
                clusters.append(own)
        _join(reading, own, name)


def _choose(reading: Reading, name: Name, choices: list[Bearer]) -> Bearer | None:
    """Which of several bearers a bare name means: the one its title fits, else the one most often named in full."""
    choices = [c for c in choices if c.kind is not PersonKind.ORGANISATION]
    if gender := _title_gender(reading, name):
        fitting = [c for c in choices if gender in (known_gender(c), "") or not known_gender(c)]
        choices = fitting or []
    if not choices:
        return None
    return max(choices[:CHOICES], key=lambda c: _nearness(c, name))


def _nearness(cluster: Bearer, name: Name) -> float:
    """How likely a bare name means this bearer: often named, and lately."""
    at = bisect_left(cluster.firsts, name.first)
    before = max(cluster.firsts[at - 1] if at else -1, cluster.bare_at)
    distance = name.first - before if before >= 0 else 2 * (cluster.firsts[0] - name.first) + LATELY
    weight = cluster.full + cluster.bare / 2
    return weight / (1 + distance / LATELY) * (0.5 if cluster.courteous and not name.honorific else 1)


def known_gender(cluster: Bearer) -> str:
    if cluster.genders:
        return cluster.genders.most_common(1)[0][0]
    return known_given(cluster)


def known_given(cluster: Bearer) -> str:
    """The gender of the given name; none where a family name may come first, as in Kim Jong Un."""
    if not cluster.given or (cluster.given in FAMILY_FIRST and any(n.last - n.first > 2 for n in cluster.names)):
        return ""
    return gender_of(cluster.given)
