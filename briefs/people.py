"""People: who is who in an article: names, roles, and which name a pronoun stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from briefs.article import Article
from briefs.gazetteer import PLACE_WORDS
from briefs.given_names import gender_of
from briefs.lexicon import (
    AUXILIARIES,
    FAMILY_FIRST,
    FEMALE_NOUNS,
    FEMALE_TITLES,
    MALE_NOUNS,
    MALE_TITLES,
    PREPOSITIONS,
    ROLE_NOUNS,
    SUFFIXES,
    TITLE_HEADS,
)
from briefs.model import Person, PersonKind, Span
from briefs.names import Name, find_names, opens_sentence
from briefs.pronouns import read_along
from briefs.reading import Reading, read
from briefs.roles import role_of
from briefs.saying import SPEECH
from briefs.syntax import NOT_NOUNS, Syntax

_WITH_GIVEN = frozenset(("", "sir", "dame", "lady"))
_SURNAME_STARTS = frozenset("van von de del della di da du le la den der ter ten".split())
_WHERE = frozenset("in at near off from outside around across".split())
_VOTES = {"he": "he", "she": "she", "his": "he"}
FAR = 40
"""Tokens beyond which a pronoun says nothing about a name."""
CHOICES = 20
"""Bearers of one surname that are held apart; a text with more of them is a list."""
LATELY = 200
"""Tokens after which a full name tells half as much about the bare surname."""


@dataclass(slots=True)
class _Cluster:
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


def find_people(article: Article) -> tuple[Person, ...]:
    """Everybody and everything named, in order of first mention.

    Mentions of one surname are one person unless given names or titles tell them apart. `kind` keeps
    organisations and places apart; `pronoun` is “he”, “she”, “they”, “it” or empty where nothing tells.
    """
    reading = read(article.text)
    names = find_names(reading)
    clusters = _cluster(reading, names)
    _vote(reading, clusters)
    people = [_person(article, reading, cluster) for cluster in clusters if _supported(reading, cluster)]
    return tuple(sorted(people, key=lambda person: person.spans[0].start))


def _supported(reading: Reading, cluster: _Cluster) -> bool:
    """Not a lone word that only the start of a sentence or a title gave its capital."""
    if cluster.kind is not None or cluster.given or len(cluster.names) > 2:
        return True
    if reading.lows[cluster.names[0].first] in TITLE_HEADS:
        return False
    if not all(opens_sentence(reading, name.first) for name in cluster.names) or any(cluster.votes.values()):
        return True
    plural = reading.lows[cluster.names[0].first].endswith("s")
    return not plural and any(_acts(reading, name.last) for name in cluster.names)


def _acts(reading: Reading, after: int) -> bool:
    """Whether the word behind a name is what people do: “said”, “smiled”, “'s”, “has”."""
    low = reading.lows[after] if after < len(reading.words) else ""
    return low in SPEECH or low in AUXILIARIES or low in NOT_NOUNS or (low.endswith("ed") and len(low) > 4)


def _vote(reading: Reading, clusters: list[_Cluster]) -> None:
    """Let each “he” and “she” speak for whom was last named before it."""
    able = [cluster for cluster in clusters if _can_be_he(reading, cluster)]
    owners = {name.first: cluster for cluster in able for name in cluster.names}
    last: _Cluster | None = None
    since = known_since = -FAR
    for token, low in enumerate(reading.lows):
        if reading.inside[token] >= 0:
            continue
        if token in owners and _prominent(reading, token):
            last, since = owners[token], token
            known_since = token if last.kind is PersonKind.PERSON else known_since
        elif low in _VOTES and last is not None and token - since < FAR:
            weighs = last.kind is PersonKind.PERSON or token - known_since > FAR
            last.votes[_VOTES[low]] += weighs


def _can_be_he(reading: Reading, cluster: _Cluster) -> bool:
    if cluster.kind is None:
        bare = [name for name in cluster.names if not name.determined]
        placed = sum(_placed(reading, name) for name in cluster.names)
        if 2 * len(bare) <= len(cluster.names) or 2 * placed >= len(cluster.names):
            return False
        return not all(opens_sentence(reading, name.first) for name in bare)
    return cluster.kind is PersonKind.PERSON


def _prominent(reading: Reading, token: int) -> bool:
    return token == 0 or reading.lows[token - 1] not in PREPOSITIONS


def _surname(reading: Reading, name: Name) -> str:
    last = name.last - 1
    while last > name.first and (reading.lows[last] in SUFFIXES or reading.words[last] == ","):
        last -= 1
    return reading.lows[last]


def _cluster(reading: Reading, names: list[Name]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    by_surname: defaultdict[str, list[_Cluster]] = defaultdict(list)
    by_given: defaultdict[str, list[_Cluster]] = defaultdict(list)
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
            own = _Cluster(given, surname, name.kind)
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


def _join(reading: Reading, cluster: _Cluster, name: Name) -> None:
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


def _mark_courtesy(reading: Reading, singles: list[Name], by_surname: dict[str, list[_Cluster]]) -> None:
    for name in singles:
        if name.honorific and len(choices := by_surname.get(reading.lows[name.first], [])) > 1:
            own = _choose(reading, name, choices)
            if own is not None:
                own.courteous = True


def _attach(
    reading: Reading,
    singles: list[Name],
    clusters: list[_Cluster],
    by_surname: dict[str, list[_Cluster]],
    by_given: dict[str, list[_Cluster]],
) -> None:
    others: dict[str, _Cluster] = {}
    bodies = {reading.lows[name.first] for name in singles if name.kind is not None and name.last - name.first > 1}
    for name in singles:
        key = " ".join(reading.lows[name.first : name.last])
        if (
            reading.lows[name.first] in _SURNAME_STARTS
            and name.last - name.first == 2
            and reading.lows[name.last - 1] in by_surname
        ):
            key = reading.lows[name.last - 1]
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
                own = others[key] = _Cluster("", key, name.kind or body)
                clusters.append(own)
        _join(reading, own, name)


def _choose(reading: Reading, name: Name, choices: list[_Cluster]) -> _Cluster | None:
    """Which of several bearers a bare name means: the one its title fits, else the one most often named in full."""
    choices = [c for c in choices if c.kind is not PersonKind.ORGANISATION]
    if gender := _title_gender(reading, name):
        fitting = [c for c in choices if gender in (_known_gender(c), "") or not _known_gender(c)]
        choices = fitting or []
    if not choices:
        return None
    return max(choices[:CHOICES], key=lambda c: _nearness(c, name))


def _nearness(cluster: _Cluster, name: Name) -> float:
    """How likely a bare name means this bearer: often named, and lately."""
    at = bisect_left(cluster.firsts, name.first)
    before = max(cluster.firsts[at - 1] if at else -1, cluster.bare_at)
    distance = name.first - before if before >= 0 else 2 * (cluster.firsts[0] - name.first) + LATELY
    weight = cluster.full + cluster.bare / 2
    return weight / (1 + distance / LATELY) * (0.5 if cluster.courteous and not name.honorific else 1)


def _known_gender(cluster: _Cluster) -> str:
    if cluster.genders:
        return cluster.genders.most_common(1)[0][0]
    return _known_given(cluster)


def _known_given(cluster: _Cluster) -> str:
    """The gender of the given name; none where a family name may come first, as in Kim Jong Un."""
    if not cluster.given or (cluster.given in FAMILY_FIRST and any(n.last - n.first > 2 for n in cluster.names)):
        return ""
    return gender_of(cluster.given)


def _person(article: Article, reading: Reading, cluster: _Cluster) -> Person:
    mentions = sorted(cluster.names, key=lambda name: name.first)
    texts = [article.text[reading.starts[n.first] : reading.ends[n.last - 1]] for n in mentions]
    longest = max(texts, key=len)
    kind = cluster.kind or _guess_kind(reading, mentions, sum(cluster.votes.values()))
    roles: list[str] = []
    for name in mentions:
        if kind is PersonKind.PERSON and (role := role_of(article.text, reading, name)) and role not in roles:
            roles.append(role)
    return Person(
        name=longest,
        kind=kind,
        roles=tuple(roles[:4]),
        aliases=tuple(dict.fromkeys(text for text in texts if text != longest)),
        pronoun=_pronoun(cluster, kind, roles),
        spans=tuple(Span(article.id, reading.starts[n.first], reading.ends[n.last - 1]) for n in mentions),
    )


def _guess_kind(reading: Reading, mentions: list[Name], votes: int) -> PersonKind:
    """Somebody speaks, has an age or a role, loses the given name; after “the” stands a thing, after “in” a place."""
    score, located = min(votes, 4), 0
    for name in mentions:
        score -= 2 * name.determined
        if _placed(reading, name):
            located += 1
        else:
            score += 2 * _lives(reading, name)
    lengths = {name.last - name.first for name in mentions}
    score += 2 * (1 in lengths and len(lengths) > 1)
    if located * 2 >= len(mentions) and score < 2:
        return PersonKind.PLACE
    score += sum(name.last - name.first in (2, 3) for name in mentions)
    return PersonKind.PERSON if score > 0 else PersonKind.ORGANISATION


def _placed(reading: Reading, name: Name) -> bool:
    """Whether something is there: “in Leeds”, “the island of Unst”."""
    if name.title == 0:
        return False
    before = reading.lows[name.title - 1]
    return before in _WHERE or (before == "of" and name.title > 1 and reading.lows[name.title - 2] in PLACE_WORDS)


def _lives(reading: Reading, name: Name) -> int:
    """How many things beside a mention tell of a person: speech, “who”, an age, a role."""
    lows = [*reading.lows[name.last : name.last + 3], "", "", ""]
    aged = lows[0] == "," and lows[1].isdigit() and lows[2] in (",", ".")
    speaks = lows[0] in SPEECH or lows[0] == "who" or (lows[0] == "," and lows[1] == "who")
    return (speaks or aged) + (name.first > 0 and reading.lows[name.first - 1] in ROLE_NOUNS)


def _pronoun(cluster: _Cluster, kind: PersonKind, roles: list[str]) -> str:
    if kind is not PersonKind.PERSON:
        return "it"
    if cluster.genders:
        return cluster.genders.most_common(1)[0][0]
    words = {word for role in roles for word in role.lower().split()}
    if bool(words & MALE_NOUNS) != bool(words & FEMALE_NOUNS):
        return "he" if words & MALE_NOUNS else "she"
    given = _known_given(cluster)
    he, she = cluster.votes["he"], cluster.votes["she"]
    return given or ("he" if he > 2 * she else "she" if she > 2 * he else "")


def antecedent(article: Article, people: tuple[Person, ...], span: Span) -> Person | None:
    """Whom the pronoun at `span` stands for, or None when the article leaves a doubt.

    `people` are those of `find_people`; a pronoun inside a quotation is never resolved.
    """
    stands = _settled(article.text, people)
    number = stands.get(span.start)
    return None if number is None else people[number]


@lru_cache(maxsize=1)
def _settled(text: str, people: tuple[Person, ...]) -> dict[int, int]:
    syntax = Syntax(text, read(text), people)
    view = read_along(syntax)
    starts = syntax.reading.starts
    return {starts[syntax.outline[at]]: found[0] for at, found in view.stands.items() if view.sure[at]}
