"""Planting: errors put into true lines of articles, and true lines said otherwise, to see what the check makes of them.

Every error is made by rule and by seeded chance from a sentence of the article, so its kind is known. A rule that finds
no place in a sentence makes no line. The faithful changes are the ones that editors make: “15%” for “15 percent”,
“550 billion dollars”, a shortened name, a clause moved, a tail cut.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from briefs import Article, check
from briefs.boilerplate import is_boilerplate
from briefs.checks.numerals import read_numbers
from briefs.checks.quotation import find_quoted
from briefs.model import Person, PersonKind, Quote
from briefs.people import find_people
from briefs.quotes import find_quotes
from briefs.terms import find_terms

A_KIND = 3
"""Lines of each kind made from one article at most."""
MONTHS = "January February March April June July August September October November December".split()
_DAY = re.compile(r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_HEDGED = re.compile(
    r"\b(?:(?:is|are|was|were) (?:expected|likely|due|set|planning|hoping|scheduled) to|(?:plans?|planned"
    r"|hopes?|hoped|threatened|wants?|wanted|aims?|intends?) to|"
    r"may|might|could)(?: (?:also|not))? ([a-z]{3,})\b"
)
_TAIL = re.compile(r"^(?P<claim>[A-Z][^“”\"]{30,}?), (?:[^,“”\"]{2,60} )?(?:said|says|told \w+)(?: [^,“”\"]{0,30})?\.$")
_HEAD = re.compile(
    r"^[A-Z][^,“”\"]{2,50} (?:said|says|claimed|argued|insisted"
    r"|warned)(?: (?:on )?[A-Z]\w+day)?(?: that)? (?P<claim>[a-z][^“”\"]{30,})$"
)
_UNITS = (
    ("million", "billion"), ("billion", "million"), ("percent", "points"), ("per cent", "points"), ("$", "£"),
    ("£", "$"),
    ("years", "months"), ("months", "years"), ("days", "weeks"), ("weeks", "days"),
)  # fmt: skip


@dataclass
class Source:
    """One article with what the rules draw on."""

    article: Article
    people: tuple[Person, ...]
    quotes: tuple[Quote, ...]
    strangers: Sequence[str]
    """Names of other articles."""
    chance: random.Random
    words: list[str] = field(default_factory=list)


Rule = Callable[[Source, str], str | None]


def report(texts: Sequence[str], seed: int, missed: int = 0) -> None:
    """Plant errors in the articles and print, for each kind, how many were found and how many rightly named."""
    made, found, named = Counter[str](), Counter[str](), Counter[str]()
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for kind, right, line, article in _lines(texts, seed):
        problems = check(line, article)
        made[kind] += 1
        found[kind] += bool(problems)
        named[kind] += any(p.kind == right for p in problems)
        if bool(problems) != bool(right):
            shown[kind].append(f"{line}\n      {[(p.kind, p.message) for p in problems]}")
    print(f"{'planted in ' + str(len(texts)) + ' articles':34s} lines  alarmed  rightly named")
    for kind in made:
        right_named = f"{named[kind] / made[kind]:8.1%}" if kind not in FAITHFUL and kind != "untouched" else ""
        print(f"{kind:34s} {made[kind]:5d} {found[kind] / made[kind]:8.1%} {right_named}")
    for kind, lines in shown.items():
        for line in lines[:missed]:
            print(f"- {kind}: {line}")


def _lines(texts: Sequence[str], seed: int) -> Iterator[tuple[str, str, str, Article]]:
    """(what was done, the kind of problem it should be or "", the line, its article)."""
    articles = [Article.from_text(text) for text in texts]
    names = [[p.name for p in find_people(a) if p.kind is PersonKind.PERSON and " " in p.name] for a in articles]
    for k, article in enumerate(articles):
        people = find_people(article)
        strangers = [
            n
            for other in names[k + 1 : k + 6] + names[max(0, k - 5) : k]
            for n in other
            if n.split()[-1] not in article.text
        ]
        chance = random.Random(f"{seed} {article.id}")
        words = [t.text for t in find_terms(article.text) if len(t.text) > 4 and t.text.islower() and not t.stops]
        source = Source(article, people, find_quotes(article, people), strangers, chance, words)
        yield from _of_article(source)


def _of_article(source: Source) -> Iterator[tuple[str, str, str, Article]]:
    inside = [span for quote in source.quotes for span in quote.spans]
    sentences = [
        s.text
        for s in source.article.sentences
        if not is_boilerplate(s)
        and 6 <= len(s.text.split()) <= 60
        and not any(span.start <= s.span.start + 2 and s.span.end - 2 <= span.end for span in inside)
    ]
    source.chance.shuffle(sentences)
    for text in sentences[:A_KIND]:
        yield "untouched", "", text, source.article
    for rules, right in ((ERRORS, True), (FAITHFUL, False)):
        for kind, (rule, expected) in rules.items():
            made = 0
            for text in sentences:
                line = rule(source, text)
                if line and line != text:
                    made += 1
                    yield kind, expected if right else "", line, source.article
                if made == A_KIND:
                    break


def _quote_word(source: Source, text: str) -> str | None:
    spans = [(a, b) for a, b in find_quoted(text) if len(text[a:b].split()) >= 5]
    if not spans or not source.words:
        return None
    a, b = spans[0]
    inside = [t for t in find_terms(text[a:b]) if len(t.text) > 3 and t.text.islower() and not t.stops]
    if not inside:
        return None
    term, other = source.chance.choice(inside), source.chance.choice(source.words)
    if other in text:
        return None
    return text[: a + term.start] + other + text[a + term.end :]


def _reporters_words(source: Source, text: str) -> str | None:
    if list(find_quoted(text)) or any(c in text for c in "“”\"‘'’"):
        return None
    terms = find_terms(text)
    if len(terms) < 10:
        return None
    first = source.chance.randrange(2, len(terms) - 6)
    start, end = terms[first].start, terms[first + 4].end
    piece = text[start:end]
    if not re.fullmatch(r"[\w ]+", piece) or not all(w.islower() for w in piece.split()):
        return None
    return f"{text[:start]}“{piece}”{text[end:]}"


def _outside_quotes(text: str, at: int) -> bool:
    return not any(a <= at < b for a, b in find_quoted(text))


def _figure(source: Source, text: str) -> str | None:
    digits = [
        m
        for m in re.finditer(r"(?<![\d.,:-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d:-])", text)
        if _outside_quotes(text, m.start())
    ]
    digits = [m for m in digits if not re.fullmatch(r"(?:1[0-9]|20)\d\d", m.group())]
    if not digits:
        return None
    m = source.chance.choice(digits)
    plain = m.group().replace(",", "")
    other = (
        str(float(plain) + source.chance.randint(2, 9))
        if "." in plain
        else f"{int(plain) + source.chance.choice((3, 7, 11, 20)):,}"
    )
    known = {n.value for n in read_numbers(source.article.text)}
    return None if float(other.replace(",", "")) in known else text[: m.start()] + other + text[m.end() :]


def _year(source: Source, text: str) -> str | None:
    m = next(
        (
            m
            for m in re.finditer(r"(?<![\d,.$£-])(?:1[0-9]|20)\d\d(?![\d,-])", text)
            if _outside_quotes(text, m.start())
        ),
        None,
    )
    if m is None:
        return None
    other = str(int(m.group()) + source.chance.choice((-3, -1, 2, 4)))
    return None if other in source.article.text else text[: m.start()] + other + text[m.end() :]


def _unit(source: Source, text: str) -> str | None:
    for unit, other in _UNITS:
        for m in re.finditer(
            rf"(?<=\d )\b{unit}\b" if unit.isalpha() or " " in unit else re.escape(unit) + r"(?=\d)", text
        ):
            if _outside_quotes(text, m.start()):
                return text[: m.start()] + other + text[m.end() :]
    return None


def _two_figures(source: Source, text: str) -> str | None:
    numbers = [
        n for n in read_numbers(text) if _outside_quotes(text, n.start) and text[n.start].isdigit() and not n.ordinal
    ]
    for one in numbers:
        for two in numbers:
            if (
                one.end <= two.start
                and one.unit == two.unit
                and one.value != two.value
                and len(text[one.start : one.end]) > 1
            ):
                a, b = text[one.start : one.end], text[two.start : two.end]
                years = [bool(re.fullmatch(r"(?:1[0-9]|20)\d\d", x)) for x in (a, b)]
                if years[0] == years[1] and not years[0]:
                    return text[: one.start] + b + text[one.end : two.start] + a + text[two.end :]
    return None


def _others(source: Source, name: str) -> list[str]:
    last = name.split()[-1]
    return [
        p.name
        for p in source.people
        if p.kind is PersonKind.PERSON and p.name.split()[-1] != last and len(p.name.split()) > 1
    ]


def _speaker(source: Source, text: str) -> str | None:
    at = source.article.text.find(text)
    for quote in source.quotes:
        if (
            not quote.speakers
            or len(quote.speakers) > 1
            or not any(at <= s.start < at + len(text) for s in quote.spans)
        ):
            continue
        last = quote.speakers[0].split()[-1]
        m = re.search(
            rf"\b(?:[A-Z][\w.’'-]+ )*{re.escape(last)}\b",
            re.sub(r"[“\"][^”\"]*[”\"]", lambda q: "_" * len(q.group()), text),
        )
        others = [o for o in _others(source, quote.speakers[0]) if o.split()[-1] not in text]
        if m and others and re.search(r"\b(?:said|says|told|added|asked|wrote|tweeted)\b", text):
            return text[: m.start()] + source.chance.choice(others) + text[m.end() :]
    return None


def _name(source: Source, text: str) -> str | None:
    names = [p.name for p in source.people if p.kind is PersonKind.PERSON and " " in p.name and p.name in text]
    names = [n for n in names if _outside_quotes(text, text.find(n))]
    if not names or not source.strangers:
        return None
    return text.replace(source.chance.choice(names), source.chance.choice(list(source.strangers)), 1)


def _place(source: Source, text: str) -> str | None:
    places = [p.name for p in source.people if p.kind is PersonKind.PLACE]
    here = [p for p in places if re.search(rf"\bin {re.escape(p)}\b", text) and _outside_quotes(text, text.find(p))]
    others = [p for p in places if p not in text]
    if not here or not others:
        return None
    return re.sub(rf"\bin {re.escape(here[0])}\b", f"in {source.chance.choice(others)}", text, count=1)


def _hedge(source: Source, text: str) -> str | None:
    m = next((m for m in _HEDGED.finditer(text) if _outside_quotes(text, m.start())), None)
    if m is None or m.group(1) in (
        "have",
        "not",
        "also",
        "the",
        "only",
        "well",
        "ever",
        "even",
        "just",
        "still",
        "soon",
        "never",
        "then",
        "once",
    ):
        return None
    verb = m.group(1)
    past = {
        "be": "was",
        "make": "made",
        "take": "took",
        "get": "got",
        "go": "went",
        "win": "won",
        "see": "saw",
        "run": "ran",
    }.get(verb)
    past = past or (
        verb + "d"
        if verb.endswith("e")
        else verb[:-1] + "ied"
        if verb.endswith("y") and verb[-2] not in "aeo"
        else verb + "ed"
    )
    return text[: m.start()] + past + text[m.end() :]


def _unattributed(source: Source, text: str) -> str | None:
    m = _TAIL.match(text) or _HEAD.match(text)
    if not m:
        return None
    claim = m.group("claim").strip()
    return claim[0].upper() + claim[1:].rstrip(".") + "."


def _dated(source: Source, text: str) -> str | None:
    m = next((m for m in _DAY.finditer(text) if _outside_quotes(text, m.start())), None)
    if m is None:
        return None
    return f"{text[: m.start()]}on {source.chance.randint(2, 27)} {source.chance.choice(MONTHS)}{text[m.end() :]}"


ERRORS: dict[str, tuple[Rule, str]] = {
    "a quoted word changed": (_quote_word, "quotation"),
    "reporter’s words quoted": (_reporters_words, "quotation"),
    "a figure changed": (_figure, "number"),
    "a year changed": (_year, "date"),
    "a unit changed": (_unit, "number"),
    "two figures swapped": (_two_figures, "number"),
    "the speaker swapped": (_speaker, "speaker"),
    "a stranger’s name": (_name, "name"),
    "a place swapped": (_place, "name"),
    "a hedge dropped": (_hedge, "modality"),
    "the speaker dropped": (_unattributed, "attribution"),
    "a weekday made a date": (_dated, "date_absolute"),
}


def _percent(source: Source, text: str) -> str | None:
    return None if list(find_quoted(text)) else re.sub(r"(\d) per ?cent\b", r"\1%", text)


def _dollars(source: Source, text: str) -> str | None:
    return None if list(find_quoted(text)) else re.sub(r"\$(\d+(?:\.\d+)?) (million|billion)\b", r"\1 \2 dollars", text)


def _short_name(source: Source, text: str) -> str | None:
    for person in source.people:
        if person.kind is PersonKind.PERSON and len(person.name.split()) == 2 and person.name in text:
            at = text.find(person.name)
            if _outside_quotes(text, at) and not re.search(r"[A-Z][\w.]*,? $", text[:at]):
                return text[:at] + person.name.split()[-1] + text[at + len(person.name) :]
    return None


def _moved(source: Source, text: str) -> str | None:
    """“In 2024, exports rose.” as “Exports rose in 2024.”"""
    m = re.match(r"^((?:In|On|At|After|During|Last|Since) [^,“”\"]{3,60}), ([^“”\"]{20,})\.$", text)
    if not m or "," in m.group(2):
        return None
    rest = m.group(2)
    return f"{rest[0].upper()}{rest[1:]} {m.group(1)[0].lower()}{m.group(1)[1:]}."


def _turned(source: Source, text: str) -> str | None:
    """“It rained, the mayor said.” as “The mayor said it rained.”"""
    m = re.match(r"^([A-Z][^,“”\"]{25,}), ((?:the |[A-Z])[^,“”\"]{2,40} said)\.$", text)
    if not m:
        return None
    claim = m.group(1)
    keep = claim.split()[0] in ("I", "The") or not re.search(
        rf"(?<!^)(?<![.!?] )\b{re.escape(claim.split()[0])}\b", source.article.text
    )
    low = claim[0].lower() + claim[1:] if keep and claim.split()[0] != "I" else claim
    return f"{m.group(2)[0].upper()}{m.group(2)[1:]} that {low}."


def _cut_tail(source: Source, text: str) -> str | None:
    """A line without its last clause, where that is no attribution."""
    m = re.match(r"^([^“”\"]{50,}), (?:which|where|while|with|including|after|as) [^“”\"]{15,}\.$", text)
    return f"{m.group(1)}." if m else None


FAITHFUL: dict[str, tuple[Rule, str]] = {
    "percent as %": (_percent, ""),
    "$ as dollars": (_dollars, ""),
    "a name shortened": (_short_name, ""),
    "a clause moved": (_moved, ""),
    "said turned round": (_turned, ""),
    "a tail cut": (_cut_tail, ""),
}
