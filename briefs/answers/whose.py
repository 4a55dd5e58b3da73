"""Whose: deeds, offices and names of another: what the other side gave, who governs elsewhere, another body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefs.answers.countries import is_country
from briefs.answers.evidence import Match
from briefs.answers.frames import Place, find_links
from briefs.answers.kinds import Kind
from briefs.answers.lexicon import MODALS
from briefs.answers.naming import whole_names
from briefs.answers.tagging import Word, tag_words
from briefs.answers.wording import stand_ins
from briefs.lexicon import DEMONYMS
from briefs.patterns import pattern
from briefs.terms import content_stems, stem


def another(laid: Match, best: int) -> bool:
    """Whether the best sentence is of another than the question names: its giver, its office-holder, its body."""
    return is_crossed(laid, best) or other_office(laid) or only_former(laid) or other_body(laid)


_GIVES = frozenset(
    map(
        stem,
        "give donate send sell pay offer grant award hand lend deliver provide present gift export invest owe donation "
        "loan payment pledge".split(),
    )
)
_MAKES = frozenset((stem("make"), "made"))
"""“Which gift will they make?”."""
_ASKS = MODALS | frozenset("do does did has have had".split())
_POSSESSIVE = ("'s", "’s", "s'", "s’")


def is_crossed(laid: Match, i: int) -> bool:
    """“What did the US give to Peru?” of a sentence in which Peru gives, or the US gets."""
    giver, getter = _sides(laid)
    told = list(_gifts(laid, i)) if giver or getter else []
    words = laid.index.reading(i).words if told else ()
    return bool(told) and all(
        not _has(words, by, giver)
        and (_has(words, to, giver) or (_has(words, by, getter) and not _has(words, to, getter)))
        for by, to in told
    )


def gifts_of_others(laid: Match, order: Sequence[int]) -> tuple[int, ...]:
    """Those of some sentences that tell of another's gift, where one of them tells of the asked giver's."""
    giver, _ = _sides(laid)
    if not giver:
        return ()
    own = any(_has(laid.index.reading(i).words, by, giver) for i in order for by, _ in _gifts(laid, i))
    return tuple(i for i in order if is_crossed(laid, i)) if own else ()


def _sides(laid: Match) -> tuple[frozenset[str], frozenset[str]]:
    """What stands for who gives and for who gets in the question; empty where it does not tell."""
    words = tag_words(laid.question.text)
    if not any(word.stem in _GIVES for word in words):
        return frozenset(), frozenset()
    giver, at = _giver(laid, words)
    asks = laid.question.kind is Kind.WHO and words[0].lower == "who" and words[1:2] and words[1].tag in "VNX"
    if not giver and not (asks and words[-1].tag in ".MN"):
        return giver, frozenset()
    return giver, _getter(laid, words, at if giver else 1)


def _giver(laid: Match, words: Sequence[Word]) -> tuple[frozenset[str], int]:
    """What stands for the name between “did” and its verb, and the verb's place; empty where no name is there."""
    asks = next((k for k, w in enumerate(words) if w.lower in _ASKS), None)
    at = first = len(words) if asks is None else asks + 1
    while at < len(words) and _may_name(words[at]):
        at += 1
    acts = at < len(words) and not words[at].lower.endswith("s") and words[at].stem in _GIVES | _MAKES
    return (_stands(laid, words[first:at]) if acts else frozenset()), at


def _may_name(word: Word) -> bool:
    return (word.tag in "DMJ" or _is_state(word)) and word.stem not in _GIVES | _MAKES


def _getter(laid: Match, words: Sequence[Word], verb: int) -> frozenset[str]:
    """What stands for the name after “to”, or right after the verb."""
    for k in range(verb, len(words) - 1):
        if k == verb or words[k].lower == "to":
            first = k + 1 + (words[k + 1].tag == "D")
            end = first
            while end < len(words) and (words[end].tag == "M" or _is_state(words[end])):
                end += 1
            modifies = end < len(words) and words[end].tag in "NJ"  # “to the Spain match”
            if end > first and not modifies:
                return _stands(laid, words[first:end])
    return frozenset()


def _stands(laid: Match, words: Sequence[Word]) -> frozenset[str]:
    names = [w for w in words if w.tag == "M" or _is_state(w)]
    written = " ".join("America" if w.text in ("US", "U.S.", "USA") else w.text for w in names)
    documents, known = laid.index.documents, laid.index.names
    return frozenset(
        other for s in content_stems(written) for other in (s, *stand_ins(s, documents, name=True, names=known))
    )


def _has(words: Sequence[Word], place: Place | None, meant: frozenset[str]) -> bool:
    return place is not None and any(w.stem in meant for w in words[place[0] : place[1]])


def _gifts(laid: Match, i: int) -> Iterator[tuple[Place, Place | None]]:
    """Who gives, and to whom, as sentence `i` tells it by a verb or by a noun: “Peru’s gift of books to Chile”."""
    reading = laid.index.reading(i)
    for frame in reading.frames:
        if reading.words[frame.verb].stem in _GIVES and frame.subject and not (frame.passive or frame.link("by")):
            yield frame.subject, frame.link("to", "in")
    for k, word in enumerate(reading.words):
        if word.tag == "N" and word.stem in _GIVES and (owner := _owner(reading.words, k)):
            links = dict(find_links(reading.words, k + 1))
            yield owner, links.get("to") or links.get("in")


def _owner(words: Sequence[Word], k: int) -> Place | None:
    """Whose the noun at `k` is: “Peru’s”, “Peruvian”, “from Peru”; None where nobody's."""
    for at in range(k - 1, max(-1, k - 1 - BEFORE), -1):
        if words[at].tag not in "NMJ#":
            break
        if words[at].tag == "M" and (words[at].text.endswith(_POSSESSIVE) or _is_state(words[at])):
            return at, at + 1
    links = dict(find_links(words, k + 1))
    return links.get("from") or links.get("by")


def _is_state(word: Word) -> bool:
    return word.lower in DEMONYMS or is_country(word.text)


BEFORE = 4
"""Words between an owner and the noun."""
_OFFICES = frozenset(
    map(
        stem,
        "minister president leader chancellor king queen emperor mayor governor premier ambassador parliament".split(),
    )
)
NEAR = 7
"""Words within which an office names whose it is."""
_OWNS = frozenset("his her its their our my your".split())


_NOW = pattern(r"\b(?:now|today|currently|current|present|incumbent)\b", re.I)
_FORMER = frozenset("former ex late then-".split())


def only_former(laid: Match) -> bool:
    """“Who is the mayor now?” where only a former mayor is told of."""
    if laid.question.kind not in (Kind.WHO, Kind.DEFINE) or not _NOW.search(laid.question.text):
        return False
    offices = {w.stem for w in tag_words(laid.question.text) if w.stem in _OFFICES}
    told = [
        any(w.lower in _FORMER or w.lower.startswith("ex-") for w in words[max(0, k - BEFORE) : k + 1])
        for words in (laid.index.reading(i).words for i, c in enumerate(laid.index.counts) if offices & set(c))
        for k, word in enumerate(words)
        if word.stem in offices
    ]
    return bool(told) and all(told)


def other_office(laid: Match) -> bool:
    """“Who is the queen of Spain?” where every queen is told of another country, and never Spain's."""
    if laid.question.kind is Kind.YES_NO:
        return False
    return any(_held_elsewhere(laid, office, owner) for office, owner in _offices(tag_words(laid.question.text)))


def _offices(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """The offices of a question with the country of each: “Spain’s first queen”, “the queen of Spain”."""
    for k, word in enumerate(words):
        if word.stem not in _OFFICES or word.tag == "M":
            continue
        if k + 2 < len(words) and words[k + 1].lower == "of":
            named = words[k + 2 + (words[k + 2].tag == "D") :][:1]
            yield from ((word, w) for w in named if w.tag == "M")
        yield from ((word, words[at[0]]) for at in (_owner(words, k),) if at and at[1] <= k)


def _held_elsewhere(laid: Match, office: Word, owner: Word) -> bool:
    meant = {owner.stem, *_stands(laid, (owner,))}
    elsewhere = False
    for i, count in enumerate(laid.index.counts):
        words = laid.index.reading(i).words if office.stem in count else ()
        for k in (k for k, w in enumerate(words) if w.stem == office.stem):
            own = _owner_words(words, k)
            if own and not any(w.stem in meant or _alike(w, owner) for w in own):
                elsewhere = True
            elif own or _may_be_of(words, k, meant):
                return False
    return elsewhere


_OTHERWISE = {"dutch": "ne ho", "british": "uk en", "filipino": "ph", "american": "us u. un"}
"""How the countries begin whose people are called quite otherwise."""


def _alike(one: Word, other: Word) -> bool:
    """Whether two names may be of one country: “French” and “France” begin alike, as all but a few do."""
    first, second = one.lower[:2], other.lower[:2]
    return first == second or second in _OTHERWISE.get(one.lower, "") or first in _OTHERWISE.get(other.lower, "")


def _owner_words(words: Sequence[Word], k: int) -> tuple[Word, ...]:
    """The states that the office at `k` is of: “Spanish”, “Spain’s”, “of Spain and Peru”."""
    before = _owner(words[: k + 1], k)
    own = [] if before is None else [words[before[0]]]
    if not own and k + 1 < len(words) and words[k + 1].lower == "of":
        own = [w for w in words[k + 2 : k + 2 + BEFORE] if _is_state(w)]
    return tuple(w for w in own if _is_state(w) or is_country(w.text[:-2]))


def _may_be_of(words: Sequence[Word], k: int, meant: set[str]) -> bool:
    """Whether it is told near the office at `k`, or left to “her”, whose it is."""
    near = (*words[max(0, k - NEAR) : k], *words[k + 1 : k + 1 + NEAR])
    return any(w.stem in meant for w in near) or any(w.lower in _OWNS for w in words[max(0, k - BEFORE) : k])


_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president prime minister senator judge professor king queen prince princess pope "
    "captain colonel general governor mayor secretary chancellor chief premier the former late new".split()
)


def other_body(laid: Match) -> bool:
    """“The Northern Trade Council” where the article has a Southern Trade Council, and nothing northern."""
    return any(_has_namesake(laid, name.split()) for name in whole_names(laid.question))


def _has_namesake(laid: Match, parts: Sequence[str]) -> bool:
    own = [stem(part) for part in parts]
    if len(own) < 2 or parts[0].lower() in _TITLES or laid.worth.get(own[0]) or own[0] in laid.index.documents:
        return False
    rest = own[1:]
    for i, count in enumerate(laid.index.counts):
        if all(s in count for s in rest):
            words = laid.index.reading(i).words
            for k in range(1, len(words) - len(rest) + 1):
                same = [w.stem for w in words[k : k + len(rest)]] == rest and words[k].text[0].isupper()
                if same and words[k - 1].tag == "M" and words[k - 1].lower not in _TITLES:
                    return True
    return False
