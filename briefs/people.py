"""People: who is who in an article: names, roles, and which name a pronoun stands for."""

from __future__ import annotations

from functools import lru_cache

from briefs.article import Article
from briefs.bearers import Bearer, gather, known_given
from briefs.compounds import put_together
from briefs.gazetteer import PLACE_WORDS
from briefs.lexicon import (
    AUXILIARIES,
    FEMALE_NOUNS,
    MALE_NOUNS,
    PREPOSITIONS,
    ROLE_NOUNS,
    TITLE_HEADS,
)
from briefs.model import Person, PersonKind, Span
from briefs.names import Name, find_names, opens_sentence
from briefs.pronouns import read_along
from briefs.reading import Reading, read
from briefs.roles import role_of
from briefs.saying import SPEECH
from briefs.syntax import NOT_NOUNS, Syntax

_WHERE = frozenset("in at near off from outside around across".split())
_VOTES = {"he": "he", "she": "she", "his": "he"}
FAR = 40
"""Tokens beyond which a pronoun says nothing about a name."""


def find_people(article: Article) -> tuple[Person, ...]:
    """Everybody and everything named, in order of first mention.

    Mentions of one surname are one person unless given names or titles tell them apart. `kind` keeps
    organisations and places apart; `pronoun` is “he”, “she”, “they”, “it” or empty where nothing tells.
    """
    reading = read(article.text)
    names = put_together(reading, find_names(reading))
    clusters = gather(reading, names)
    _vote(reading, clusters)
    people = [_person(article, reading, cluster) for cluster in clusters if _supported(reading, cluster)]
    return tuple(sorted(people, key=lambda person: person.spans[0].start))


def _supported(reading: Reading, cluster: Bearer) -> bool:
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


def _vote(reading: Reading, clusters: list[Bearer]) -> None:
    """Let each “he” and “she” speak for whom was last named before it."""
    able = [cluster for cluster in clusters if _can_be_he(reading, cluster)]
    owners = {name.first: cluster for cluster in able for name in cluster.names}
    last: Bearer | None = None
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


def _can_be_he(reading: Reading, cluster: Bearer) -> bool:
    if cluster.kind is None:
        bare = [name for name in cluster.names if not name.determined]
        placed = sum(_placed(reading, name) for name in cluster.names)
        if 2 * len(bare) <= len(cluster.names) or 2 * placed >= len(cluster.names):
            return False
        return not all(opens_sentence(reading, name.first) for name in bare)
    return cluster.kind is PersonKind.PERSON


def _prominent(reading: Reading, token: int) -> bool:
    return token == 0 or reading.lows[token - 1] not in PREPOSITIONS


def _person(article: Article, reading: Reading, cluster: Bearer) -> Person:
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


def _pronoun(cluster: Bearer, kind: PersonKind, roles: list[str]) -> str:
    if kind is not PersonKind.PERSON:
        return "it"
    if cluster.genders:
        return cluster.genders.most_common(1)[0][0]
    words = {word for role in roles for word in role.lower().split()}
    if bool(words & MALE_NOUNS) != bool(words & FEMALE_NOUNS):
        return "he" if words & MALE_NOUNS else "she"
    given = known_given(cluster)
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
