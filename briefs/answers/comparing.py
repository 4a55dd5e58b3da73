"""Comparing: “which is larger, A or B?” from two figures, and “A or B?” from the sentence that has one of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.answers.doubt import asks_for_plans
from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.question import LONGEST
from briefs.answers.wording import stand_ins
from briefs.modality import modality_at
from briefs.model import Figure, Modality
from briefs.patterns import pattern
from briefs.terms import content_stems, find_terms, stem

_MORE = pattern(r"\b(?:larg|bigg|great|high|more\b|most\b|old|long|heav|tall|expensive|strong|rich)\w*", re.I)
_LESS = pattern(r"\b(?:small|low|less\b|least\b|few|young|short|light|cheap|weak|poor)\w*", re.I)
_OPTIONS = pattern(r"[,:–—-]\s*([^,:]{2,100}?),?\s+or\s+([^?]{2,100})")
_THAN = pattern(
    r"^\W*(?:is|are|was|were|did|do|does|has|have)\s+([^?]{2,100}?)\s+(?:\w+er|more|less|fewer|exceed\w*)(?:\s+\w+)?\s+than\s+([^?]{2,100})",
    re.I,
)
_EITHER_WAY = pattern(r"\b(\w+er|more|less)\s+or\s+(\w+er|more|less)\s+than\b", re.I)
"""“larger or smaller than”."""
_MORE_TO = pattern(
    r"^\W*(?:does|did|do)\s+((?:the\s+)?[\w.]+)\s+(?:export|sell|ship|send)\s+more(?:\s+goods)?\s+to\s+((?:the\s+)?[\w.]+)\s+than\s+"
    r"((?:the\s+)?[\w.]+)\s+(?:exports?|sells?|ships?|sends?|does)\s+to\s+((?:the\s+)?[\w.]+)",
    re.I,
)
"""“Does A export more to B than B exports to A?”."""
_EITHER = pattern(r"\b([\w$£€%.’'-]+(?:\s+[\w$£€%.’'-]+){0,4}?)\s+or\s+([\w$£€%.’'-]+(?:\s+[\w$£€%.’'-]+){0,4})", re.I)


MOST = 12
"""Compared figures that are looked at; an article with more is a table."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figure that wins, the one beside it, and whether the question only asked yes or no."""

    winner: Figure
    other: Figure
    says: str = ""


def compare(laid: Match, figures: Sequence[Figure]) -> Comparison | None:
    """Which of the two things that the question names is larger or smaller; None where the article gives no numbers."""
    text = _MORE_TO.sub(r"are \1 exports to \2 more than \3 exports to \4", laid.question.text[:LONGEST])
    than = _THAN.search(text)
    options = than or _OPTIONS.search(text)
    more, less = _MORE.search(text), _LESS.search(text)
    if not options or not (more or less):
        return None
    pair = _assigned(options.group(1), options.group(2), figures)
    if pair is None or pair[0].unit != pair[1].unit or pair[0].value == pair[1].value:
        return None
    first = (pair[0].value > pair[1].value) == bool(more)
    winner, other = pair if first else pair[::-1]
    return Comparison(winner, other, _said(text, first) if than else "")


def _said(text: str, is_first: bool) -> str:
    """“Yes” or “No”; of “larger or smaller” the word that is right."""
    if (choice := _EITHER_WAY.search(text)) is None:
        return "Yes" if is_first else "No"
    more, less = sorted(choice.groups(), key=lambda word: _MORE.match(word) is None)
    return (more if is_first else less).capitalize()


def _assigned(one: str, two: str, figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The figures that the two options mean: of all compared pairs the one that fits both best."""
    best: tuple[float, Figure, Figure] | None = None
    compared = [f for f in figures if f.group][:MOST]
    for figure in compared:
        for other in compared:
            if figure is other or not figure.group or figure.group != other.group:
                continue
            fit = _fit(one, two, figure) + _fit(two, one, other)
            named = _counts(figure, one) and _counts(other, two)
            if named and fit > 0 and (best is None or fit > best[0]):
                best = fit, figure, other
    return (best[1], best[2]) if best else None


def is_apart(laid: Match, best: int, found: str) -> bool:
    """Whether a question compares two things that the best sentence does not hold side by side, or
    the words `found` in it are neither of them nor a figure."""
    options = _OPTIONS.search(laid.question.text[:LONGEST])
    if not options or not _BY_SIZE.search(laid.question.text):
        return False
    heads = [_head(option) for option in options.groups()]
    names = {stem(name) for name in laid.question.names}
    count = laid.index.counts[best]
    told = content_stems(found)
    neither = not any(c.isdigit() for c in found) and not any(stand_ins(head, told) for head in heads if head)
    return neither or any(head and head not in names and not stand_ins(head, count) for head in heads)


_BY_SIZE = pattern(r"\b(?:larger|bigger|greater|higher|smaller|lower|more|less|fewer)\b", re.I)
_ENDS_HEAD = pattern(r"\s(?:to|from|of|in|for|on|with|by|between)\s|,")


def _head(option: str) -> str:
    """The stem of the noun that an option is about: “deficit” of “the trade deficit with Norway”; empty for “one”."""
    stems = content_stems(_ENDS_HEAD.split(option.strip(), maxsplit=1)[0])
    return stems[-1] if stems and stems[-1] != "one" else ""


def _counts(figure: Figure, option: str) -> bool:
    """Whether the figure counts what the option names, and not something else of the same field."""
    head = _head(option)
    return not head or bool(stand_ins(head, content_stems(figure.counts)))


def _fit(option: str, rival: str, figure: Figure) -> float:
    """How well a figure's noun fits one option rather than the other: shared words, and the words' order."""
    own, theirs = content_stems(option), content_stems(rival)
    counted = content_stems(figure.counts)
    shared = sum(1.0 for s in own if stand_ins(s, counted)) - 0.5 * sum(1.0 for s in theirs if stand_ins(s, counted))
    ordered = sum(1.0 for pair in _pairs(option) if pair in _pairs(figure.counts))
    from_place = re.search(r"\bfrom\s+(\w+)", option, re.I)
    if (
        from_place
        and counted
        and stand_ins(content_stems(from_place.group(1))[0] if content_stems(from_place.group(1)) else "", counted[:1])
    ):
        ordered += 1.0  # “exports from Japan” are “Japanese exports”
    return shared + ordered


def _pairs(text: str) -> set[tuple[str, str]]:
    terms = find_terms(text)
    return {(a.stem, b.stem) for a, b in itertools.pairwise(terms)}


def choose(laid: Match, order: Sequence[int]) -> Found | None:
    """The one of two options that the best sentences have and the other is not in."""
    found = _EITHER.search(laid.question.text)
    if not found:
        return None
    if against := _against(laid):
        return against
    own, other = _options(_last_phrase(found.group(1), found.group(2)), found.group(2))
    if sort := _ATTRIBUTES.search(laid.question.text):
        own, other = [*content_stems(sort[1])] or own, [*content_stems(sort[2])] or other
    other = [s for s in other if s != laid.question.verb] or other  # “did Doe or Roe say …”
    plans = asks_for_plans(laid.question)
    for i in order[:LOOKED_AT]:
        has = [stems for stems in (own, other) if stems and _has(laid, i, stems)]
        text = laid.index.texts[i]
        terms = [t for t in laid.index.terms[i] if has and t.stem in has[0] and not _in_name(laid, text, t.start)]
        if len(has) == 2 and (meant := _as_meant(laid, i, own, other)):
            return meant
        if len(has) != 1 or not terms:
            continue
        if plans or modality_at(laid.index.texts[i], terms[0].start) is not Modality.THREAT:
            return Found(i, terms[0].start, terms[-1].end if terms[-1].start - terms[0].start < 40 else terms[0].end)
    return None


_ATTRIBUTES = pattern(r"\b([a-z-]{3,})\s+or\s+([a-z-]{3,})\s+[a-z]+\W*$")
"""“For modern or traditional views?”: the noun belongs to both."""
_AGAINST = pattern(
    r"^\W*(?:is|are|was|were)\s[^?]{2,100}?\s(?P<one>more|less|\w+er)\s+or\s+(?P<two>more|less|\w+er)\s+than\s[^?]*\d",
    re.I,
)


def _against(laid: Match) -> Found | None:
    """Whether the article's only other figure of its unit lies above or below the one that the question gives."""
    asked, numbers = _AGAINST.match(laid.question.text[:LONGEST]), laid.question.numbers
    figures = [f for f in laid.index.figures if f.unit != "year" and f.high is None] if asked else []
    given = [f for f in figures if any(_same(n, f) for n in numbers)]
    others = [f for f in figures if given and f.unit == given[0].unit and f.value != given[0].value]
    if not asked or len({f.value for f in given}) != 1 or len({f.value for f in others}) != 1:
        return None
    above = others[0].value > given[0].value
    said = asked["one"] if bool(_MORE.match(asked["one"])) == above else asked["two"]
    for i, text in enumerate(laid.index.texts):
        at = text.find(others[0].text)
        if at >= 0:
            return Found(i, at, at + len(others[0].text), said.lower())
    return None


def _same(number: str, figure: Figure) -> bool:
    return number in figure.text.split() or number == f"{figure.value}"


def _in_name(laid: Match, text: str, at: int) -> bool:
    """Whether a word that the question writes small opens with a capital within a sentence: “the Green Club”."""
    word = text[at : at + 40].split()[0]
    return at > 1 and word[0].isupper() and word.lower() in laid.question.text and text[at - 2] not in ".?!"


LOOKED_AT = 4
"""Best sentences in which one of two options is looked for."""


_ARTICLE = pattern(r"\b(?:an?|the)\s+", re.I)
_ALONE = pattern(r"(?:an?|the)\s|already\s|just\s|only\s|\w+ed\b", re.I)


def _last_phrase(one: str, two: str) -> str:
    """The option before “or” without its subject: “a conservative” of “is Doe a conservative or a liberal?”."""
    return _ARTICLE.split(one)[-1] if _ALONE.match(two) else one


_MEANT = frozenset(map(stem, "pledge promise threat plan proposal offer idea expectation hope demand".split()))


def _as_meant(laid: Match, i: int, own: Sequence[str], other: Sequence[str]) -> Found | None:
    """“A pledge” of “a pledge to invest”, where a question asks whether it is one or was done."""
    for option in (own, other):
        if len(option) == 1 and option[0] in _MEANT:
            return next((Found(i, t.start, t.end) for t in laid.index.terms[i] if t.stem == option[0]), None)
    return None


def _options(one: str, two: str) -> tuple[list[str], list[str]]:
    """The stems that tell two options apart: “June” and “July” of “signed in June or July”."""
    first, second = content_stems(one), content_stems(two)
    size = min(len(first), len(second)) or 1
    mine = [s for s in first[-size:] if s not in second]
    theirs = [s for s in second[: size + 1] if s not in first]
    if any(s[0].isdigit() for s in first) and any(s[0].isdigit() for s in second):
        return [s for s in first if s[0].isdigit()], [s for s in second if s[0].isdigit()]
    return mine, theirs


def _has(laid: Match, i: int, stems: Sequence[str]) -> bool:
    return any(s in laid.index.counts[i] for s in stems)
