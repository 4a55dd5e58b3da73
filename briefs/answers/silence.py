"""Silence: hard rules that tell what an article does not say, each with the sentence that the reader gets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.answers import notes
from briefs.answers.doubt import FAR
from briefs.answers.evidence import Match
from briefs.answers.gaps import is_turned
from briefs.answers.holder import office_asked, place_of_office
from briefs.answers.index import LONGEST_READ
from briefs.answers.kin import has_kin
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mentions import Form
from briefs.answers.mismatch import GENERIC, has_word, lacking, mismatches, number_of_others
from briefs.answers.naming import whole_names
from briefs.answers.predicate import LIGHT, telling_verb
from briefs.answers.taken import taken
from briefs.answers.unsaid import LIKELY, content_lost, unsaid
from briefs.answers.voices import is_asked
from briefs.answers.whose import another
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

VERBLESS = {Kind.WHAT: 0.4, Kind.YES_NO: 0.7, Kind.EITHER: 0.7, Kind.HOW_MANY: 0.85}
VERBLESS_ELSE, COUNTLESS, OTHERS, OTHER_COUNT = 0.5, 0.5, 0.5, 0.8
"""Below these chances a question is refused whose verb, counted thing or person is not where it would be answered:
“what” is put in more ways than “when”, and a number or a yes hangs on its verb more than a name does."""
LIKELY_OTHER = 0.97
"""The chance from which what is told of another is taken to be told of the asked one after all."""
DOUBTED = {Kind.WHAT: 0.4, Kind.HOW_MANY: 0.85, Kind.WHERE: 0.85}
DOUBTED_ELSE, COUNTED = 0.7, 0.65
"""Below these it gets no more than the closest passage."""


def reason(laid: Match, chance: float, best: int) -> str | None:
    """Why the article does not answer: a name, year, count, age, relative or verb that it lacks, or a speaker without
    words on it; None where no rule says so. `chance` is that of the best sentence."""
    return next(_reasons(laid, chance, best), None)


def is_doubtful(laid: Match, chance: float, best: int) -> bool:
    """Whether the best sentence is shown as no more than the closest passage: a rule that is now and then wrong speaks
    against it, and so much else for it that no reader should go without it."""
    kind = laid.question.kind
    if chance < DOUBTED.get(kind, DOUBTED_ELSE) and _verb_lost(laid, best):
        return True
    if chance < COUNTED and kind is Kind.HOW_MANY and _uncounted(laid):
        return True
    return (chance < LIKELY and content_lost(laid)) or _ages_others(laid, best)


def _reasons(laid: Match, chance: float, best: int) -> Iterator[str]:
    question, index = laid.question, laid.index
    yield from _unknown(laid)
    counted = OTHER_COUNT if number_of_others(laid, best) else COUNTLESS
    if question.kind is Kind.HOW_MANY and chance < counted and _uncounted(laid):
        yield lacking(laid, question.head[-1], notes.NO_COUNT)
    if _stuff_lost(laid):
        yield notes.SILENT
    if question.kind is Kind.HOW_OLD and not _ages(laid):
        yield notes.NO_TYPE.format(thing="an age")
    if chance < OTHERS and _ages_others(laid, best):
        yield notes.NO_TYPE.format(thing="an age")
    if (found := _RELATIVE.search(question.text)) and stem(next(filter(None, found.groups()))) not in index.documents:
        yield notes.SILENT
    if any(s in _relations.stems() and not _kinship.stems() & set(laid.worth.get(s, {})) for s in question.stems):
        yield notes.SILENT
    if question.kind is Kind.SAID and (asked := _asked_person(laid)) and not _speaks_of_it(laid, asked):
        yield notes.NO_WORDS.format(name=asked)
    if _verb_lost(laid, best) and chance < VERBLESS.get(question.kind, VERBLESS_ELSE):
        yield lacking(laid, telling_verb(question.terms))
    if thing := _unit_lost(laid):
        yield notes.NO_TYPE.format(thing=thing)
    if _office_lost(laid) or (_owned_lost(laid, best) and chance < OWNED):
        yield notes.SILENT
    if chance < LIKELY_OTHER and another(laid, best):
        yield notes.SILENT
    yield from taken(laid, chance, best)
    yield from mismatches(laid, chance, best)
    yield from unsaid(laid, chance, best)
    if (_measure_lost(laid) or _all_lost(laid)) and chance < DOUBTED_ELSE:
        yield notes.SILENT


def _unknown(laid: Match) -> Iterator[str]:
    """Names and years that the article lacks; not one of two that a question offers."""
    question = laid.question
    if question.kind is Kind.EITHER:
        return
    for whole in whole_names(question):
        if not any(laid.worth.get(stem(part)) for part in whole.split()) or _namesake(laid, whole):
            yield notes.UNKNOWN_NAME.format(name=whole)
    for term in question.terms:
        beside = question.text[max(0, term.start - 1) : term.start] + question.text[term.end : term.end + 1]
        alone = not set(beside) & set("-–/")
        if alone and _YEAR.fullmatch(term.text) and term.text not in laid.index.documents:
            yield notes.UNKNOWN_NAME.format(name=term.text)


def _ages_others(laid: Match, best: int) -> bool:
    """“How old is Doe?” of a sentence that is not about anybody whom the question names."""
    names = laid.question.names
    return laid.question.kind is Kind.HOW_OLD and bool(names) and not any(has_word(laid, best, stem(n)) for n in names)


def _namesake(laid: Match, whole: str) -> bool:
    """“Melania Trump” where only Donald Trump is named: another first name before a known surname."""
    first, *_, last = [stem(part) for part in whole.split()] if " " in whole else ("", "")
    if not first or first in _TITLE_STEMS.stems() or laid.worth.get(first):
        return False
    namesakes = [p for p in laid.index.cast.people if p.kind == "person" and stem(p.name.split()[-1]) == last]
    return bool(namesakes) and all(" " in p.name for p in namesakes)


def _uncounted(laid: Match) -> bool:
    """Whether nothing is counted by the asked noun, nor by one like it in a sentence with a number."""
    head = laid.question.head[-1] if laid.question.head else ""
    if not head or head in GENERIC or head not in laid.question.stems or head in _spans.stems():
        return False
    meant = laid.worth.get(head, {})
    index = laid.index
    if any(other in index.documents for other, worth in meant.items() if worth >= OWN):
        return False
    likely = (i for i, count in enumerate(index.counts) if any(other in count for other in meant))
    return not any(m.form in _COUNTS for i in likely for m in index.reading(i).candidates)


_HOW_MUCH_OF = pattern(r"\bhow\s+much\s+([a-z]+)\s+(?:did|does|do|will|would|has|have|is|are|was|were|can)\b", re.I)


def _stuff_lost(laid: Match) -> bool:
    """“How much rice will they buy?” where nothing is said of rice."""
    found = _HOW_MUCH_OF.search(laid.question.text)
    head = stem(found[1].lower()) if found else ""
    return head in laid.weights and head not in GENERIC and head not in _sums.stems() and not laid.worth.get(head)


OWN = 0.7
"""The worth of another form of the same word; what is worth less is a synonym."""
_COUNTS = frozenset((Form.NUMBER, Form.COUNT))


def _verb_lost(laid: Match, best: int) -> bool:
    """Whether the verb that the question hangs on is nowhere in the article, nor any kin of it in the best sentence."""
    verb = telling_verb(laid.question.terms)
    if laid.question.kind in (Kind.SAID, Kind.SPEAKER) or verb not in laid.weights or laid.worth.get(verb):
        return False
    if laid.question.wanted is Wanted.MONEY and verb in _prices.stems():
        return not any(m.form is Form.MONEY for m in laid.index.reading(best).candidates)
    yes_no = laid.question.kind in (Kind.YES_NO, Kind.EITHER)
    if yes_no:
        return not has_kin(verb, laid.index.documents)
    return not has_kin(verb, laid.index.counts[best]) and not is_turned(laid, verb, best)


def _measure_lost(laid: Match) -> bool:
    """“What is the population of Japan?” where nothing is said of a population, nor of anything like it."""
    question = laid.question
    asked = question.head[:1] or question.stems[:1]
    return question.kind is Kind.WHAT and any(s in _measures.stems() and not laid.worth.get(s) for s in asked)


OWNED = 0.75
"""Below this chance “her salary” is not said where no salary is."""
LONGEST_WORD = 30
_OWNED = pattern(
    r"^\W*(?:and\s+)?(?:what|who|where|which)(?:['’]?s|\s+(?:is|are|was|were))\s+(?:[\w’'.-]+\s+){0,3}?[A-Z][\w.-]*['’]s?"
    r"\s+((?:[\w-]+\s+){0,2}[\w-]+?)(?:\s+(?:called|named|like))?(?:\s+(?:in|of|at|on|for)\s+[\w .’'-]{2,40})?\W*$",
    re.I,
)


_WHY_IS = pattern(r"^\W*why(?:['’]?s|\s+(?:is|are|was|were))\b", re.I)


def _owned_lost(laid: Match, best: int) -> bool:
    """“What is Takaichi's phone number?” where nothing of the kind is spoken of; or why she is what is never said."""
    found = _OWNED.search(laid.question.text)
    why = laid.question.kind is Kind.WHY and bool(_WHY_IS.match(laid.question.text))
    asked = laid.question.stems[-1:] if why else ()
    if asked and has_kin(asked[0], laid.index.counts[best]):
        return False  # “why was it introduced?” of “it was imposed”
    if found:
        asked = tuple(s for s in content_stems(found[1]) if s not in _shades.stems() | _saying.stems())
    return any(s in laid.weights and s not in LIGHT and not laid.worth.get(s) for s in asked)


_STATE = frozenset("leader president minister chancellor king queen emperor premier pm".split())


def _office_lost(laid: Match) -> bool:
    """“Who is the foreign minister of Japan?” where a word of the office is nowhere."""
    office = office_asked(laid.question)
    if (where := place_of_office(laid.question)) and office and office.split()[-1].lower() in _STATE:
        sides = [set(laid.worth.get(content_stems(office)[-1], {})), {o for s in where for o in laid.worth.get(s, {})}]
        together = any(
            all(side & {*count, *more} for side in sides)
            for count, more in zip(laid.index.counts, laid.index.carried, strict=True)
        )
        if not together:
            return True
    return any(s in laid.weights and not laid.worth.get(s) for s in content_stems(office))


_UNITS = (
    (
        pattern(r"\bhow\s+(?:tall|wide|deep)\b", re.I),
        "a height or a width",
        r"feet|foot|ft|met(?:re|er)s?|inch(?:es)?|cm|m|storeys|stories",
    ),
    (
        pattern(r"\bhow\s+heavy\b|\bhow\s+much\b.*\bweigh", re.I),
        "a weight",
        r"kg|kilo(?:gram)?s?|pounds|lbs?|tons?|tonnes?|grams?|stone",
    ),
    (
        pattern(r"\bhow\s+fast\b", re.I),
        "a speed",
        r"mph|km/h|kph|an\s+hour|per\s+hour|a\s+second|per\s+second|knots|seconds|minutes",
    ),
    (pattern(r"\bhow\s+far\b", re.I), "a distance", r"miles?|km|kilomet(?:re|er)s?|met(?:re|er)s?|yards?|feet|metres"),
)


def _unit_lost(laid: Match) -> str:
    """What is asked to be measured, where the article measures nothing of the kind; else empty."""
    for asks, thing, units in _UNITS:
        if asks.search(laid.question.text):
            said = re.compile(
                rf"(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand))[\s-]?(?:\w+\s)?(?:{units})\b"
            )
            return "" if any(said.search(text[:LONGEST_READ]) for text in laid.index.texts) else thing
    return ""


def _all_lost(laid: Match) -> bool:
    """Whether not one word that tells the question from others is in the article."""
    telling = [s for s in laid.weights if s.isascii() and s not in LIGHT and s not in _general.stems()]
    if not any(laid.worth.values()) and any(len(s) > LONGEST_WORD for s in laid.weights):
        return True
    if not laid.question.text.isascii() and not any(laid.worth.values()) and laid.index.vectors is None:
        return True  # by words alone nothing speaks for any sentence
    if not telling or not laid.question.text.isascii() or any(laid.worth.get(s) for s in telling):
        return False
    return len(telling) > 1 or 0 < max(laid.near) < FAR


def _speaks_of_it(laid: Match, name: str) -> bool:
    """Whether the asked person speaks at all and, where a topic is named, in or right after a sentence about it."""
    question, index = laid.question, laid.index
    spoken = [i for i, voices in enumerate(index.voices) if any(is_asked(v, question) for v in voices)]
    topic = [s for s in question.stems if s not in content_stems(name) and s not in _saying.stems()]
    before = {i - 1 for i in spoken if i and index.paragraphs[i - 1] == index.paragraphs[i]}
    near = {*spoken, *before}
    return bool(spoken) and (not topic or any(has_word(laid, i, s) for i in near for s in topic))


_YEAR = pattern(r"1[0-9]\d\d|20\d\d")


class _Words:
    """Some words as stems, worked out at the first question."""

    def __init__(self, words: str) -> None:
        self._words, self._stems = words, frozenset[str]()

    def stems(self) -> frozenset[str]:
        self._stems = self._stems or frozenset(map(stem, self._words.split()))
        return self._stems


_relations = _Words(
    "wife husband spouse son daughter mother father brother sister uncle aunt girlfriend boyfriend fiancé fiancée "
    "marry divorce pregnant"
)
_TITLE_STEMS = _Words(
    "mr mrs ms miss dr sir lord lady president minister senator judge professor king queen prince princess pope "
    "captain colonel general governor mayor secretary chancellor director coach chief premier pm "
    "leader the us japanese american"
)
_general = _Words("event incident occasion affair matter situation thing story issue case day time place")
_shades = _Words("real actual true full exact current new old main state own first last")
_sums = _Words("money cash damage time longer more of it this that stuff fund funding aid debt tax")
_spans = _Words("year month week day hour minute point")
"""Units, which a number may have without the word: “the 250th anniversary”."""
_prices = _Words("cost price pay spend charge fetch worth value sell buy")
"""What a sum says without the verb: “a channel for $40 million”."""
_measures = _Words(
    "population temperature distance height weight length width depth speed turnout salary rent profit "
    "revenue deficit capital"
)
_kinship = _Words(
    "wife husband spouse son daughter mother father brother sister uncle aunt girlfriend boyfriend fiancé fiancée mum "
    "mom dad parent sibling child kid boy girl marry marriage wed wedding couple family widow"
)
_saying = _Words(
    "say said tell told comment remark state write wrote think respond reply call describe react quote speak claim "
    "argue warn word view opinion reaction answer statement"
)


def _ages(laid: Match) -> bool:
    """Whether a sentence about what is asked has an age, or a number that could be one."""
    index = laid.index
    names = [s for s in laid.question.stems if laid.worth.get(s)]
    for i, count in enumerate(index.counts):
        if names and not any(o in count or o in index.carried[i] for s in names for o in laid.worth[s]):
            continue
        if _ANNIVERSARY.search(index.texts[i][:LONGEST_READ]):
            return True
        for mention in index.reading(i).candidates:
            piece = index.texts[i][mention.start : mention.end]
            if mention.form is Form.AGE or (mention.form is Form.NUMBER and piece.isdigit() and int(piece) < 120):
                return True
    return False


_ANNIVERSARY = pattern(r"\d(?:st|nd|rd|th)\s+(?:anniversary|birthday)\b", re.I)


_RELATION = (
    r"(wife|husband|spouse|son|daughter|child|children|baby|mother|father|parents?|brother|sister|uncle|aunt|girlfriend|boyfriend|"
    r"fiancée?|dog|cat|driver|lawyer|teacher|doctor|landlord|neighbou?r)"
)
_RELATIVE = pattern(
    rf"\bnames?\s+of\s+(?:\w+['’]?s?\s+){{0,3}}?{_RELATION}\b|\b{_RELATION}['’]s\s+name\b|\bwho\s+(?:is|was)\s+(?:\w+['’]s|his|her)\s+{_RELATION}\b",
    re.I,
)


def _asked_person(laid: Match) -> str:
    """The person of the article that the question names."""
    stems = set(laid.question.speaker or laid.question.stems)
    for person in laid.index.cast.people:
        if set(content_stems(person.name)[-1:]) & stems and person.kind == "person":
            return person.name
    return ""
