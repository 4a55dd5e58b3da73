"""Question: what somebody asks: the kind of question, the words that matter, and the type of answer wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.answers.kinds import Kind, Wanted, kind_of, wanted_by_head
from briefs.answers.lexicon import AUXILIARIES, VERBS, is_past_form
from briefs.answers.predicate import main_verb
from briefs.answers.rewording import plainly
from briefs.gazetteer import PEOPLES
from briefs.lexicon import PLACES
from briefs.patterns import pattern
from briefs.terms import Term, content_stems, find_terms, stem

LONGEST = 600
"""Characters of a question that are read: commands pass at most 300, a pasted page is not a question."""
SHORTEST_PLACE = 3
"""Letters: “us” and “uk” are more often other things in small letters."""
MEASURED = (Wanted.MONEY, Wanted.PERCENT, Wanted.NUMBER)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was read. `stems` are the words that the evidence should share, names among them."""

    text: str
    kind: Kind
    wanted: Wanted
    terms: tuple[Term, ...]
    stems: tuple[str, ...]
    head: tuple[str, ...] = ()
    """Stems of the noun that the question word asks for: “which uni”, “how many trees”."""
    names: tuple[str, ...] = ()
    """Capitalised words, as written."""
    numbers: tuple[str, ...] = ()
    """Numbers as written."""
    plural: bool = False
    """Whether several things are asked for."""
    earlier: tuple[str, ...] = ()
    """Stems that a follow-up takes from the questions and answers before it."""
    verb: str = ""
    """Stem of the main verb where it can be told."""
    speaker: tuple[str, ...] = ()
    """Stems of whom “what did X say about Y?” asks for words; empty where the wording does not tell."""


_HAPPENED = pattern(r"\bhap{1,2}en{1,2}e?d\b", re.I)
"""“Hapened” and “happend”."""
_COUNTRY = pattern(r"\b[Tt]he us\b")
"""“the us” is no pronoun."""
_HOW_A = pattern(
    r"^\W*how\s+(?:big|great|serious|grave|important|significant|bad|good|strong|heavy|major)\s+(?:of\s+)?an?\s+(?=\w)",
    re.I,
)
"""“How big a threat is it?” asks what threat it is said to be."""
_WEEKDAY = pattern(r"\bday\s+of\s+the\s+week\b", re.I)
_TAKES_PLACE = pattern(r"\b(?:take|takes|took|taken|taking)\s+place\b", re.I)
_PHRASES = {True: (stem("take"), stem("place"))}
"""Words of a phrase that says no more than “happen”."""
_RUN_ON = pattern(r"\b([Ww]hat|[Ww]ho|[Ww]here|[Ww]hen|[Hh]ow)s\b")
"""“whats” for “what's”."""
_SPEAKER = pattern(
    r"\b(?:did|does|do|has|have|had|is|was)\s+(.{1,60}?)\s+(?:say|said|tell|told|tweet|think|comment|call|describe|write|written|"
    r"respond|reply|claim|argue|warn|react)\w*\b|\bquotes?\s+(?:from|by|of)\s+(.{1,60})",
    re.I,
)
"""Who is asked for words, before the verb."""
_ACCORDING = pattern(
    r"\baccording\s+to\s+([A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*)|\bin\s+([A-Z]\w+)['’]s\s+(?:words|view|opinion|eyes)\b"
)
_REQUEST = frozenset(
    map(
        stem,
        "please article text story say mention mentioned according anything something".split(),
    )
)
_ASKED_OF_US = pattern(
    r"\b(?:tell|give|show)\s+(?:me|us)\b|\b(?:you|anyone|anybody)\s+know\b|\bknow\s+(?:if|whether)\b|^\W*(?:list|name|show|give|tell)\b|\b(?:i|we)\s+want\b|\bname\s+of\b|['’]s\s+name\b|\bnamed?\W*$",
    re.I,
)
"""“Tell me”, “the name of”: words to us, not to the article."""


def read_question(text: str, history: Sequence[tuple[str, str]] = ()) -> Question:
    """Read `text` as a question; `history` holds (question, answer) pairs of the thread, oldest first."""
    text = " ".join(_visible(text[: LONGEST * 4]).split())[:LONGEST]
    text = _HAPPENED.sub("happened", text)
    text = _unscrambled(_RUN_ON.sub(r"\1's", _COUNTRY.sub("the US", _WEEKDAY.sub("day", text))))
    text = as_question(text) if not history else text
    text = _HOW_A.sub("What ", text)
    text, told_by = plainly(text)
    terms = find_terms(text)
    if not terms:
        return Question(text, Kind.EMPTY, Wanted.ANY, terms, ())
    kind, wanted = kind_of(text)
    head, start = _head(text, terms)
    if kind in (Kind.WHAT, Kind.LIST):
        wanted = wanted_by_head(head, wanted)
        if wanted is Wanted.ANY and len(head) == 1 and any(t.stem == head[0] and t.lower in PEOPLES for t in terms):
            wanted = Wanted.PERSON  # “with which Spaniard did she sing?”
    elif kind is Kind.DEFINE and wanted_by_head(head, wanted) in MEASURED:  # “what was the score?” wants no definition
        kind, wanted = Kind.WHAT, wanted_by_head(head, wanted)
    empty = {*_PHRASES.get(bool(_TAKES_PLACE.search(text)), ()), *(() if kind is Kind.SAID else _REQUEST)}
    ours = [m.span() for m in _ASKED_OF_US.finditer(text)]
    stems = tuple(
        t.stem for t in terms if not t.stops and t.stem not in empty and not any(a <= t.start < b for a, b in ours)
    )
    names = _names(text, terms)
    numbers = tuple(t.text for t in terms if t.text[0].isdigit())
    plural = kind is Kind.LIST or _is_plural(text, terms, start, len(head))
    earlier = _earlier(text, stems, history)
    verb = main_verb(terms) or _verb(terms)
    told = _ACCORDING.search(text)
    speaker = _speaker(text) if kind is Kind.SAID else content_stems(told[1] or told[2]) if told else ()
    speaker = content_stems(told_by) if told_by and kind is not Kind.SAID else speaker
    return Question(text, kind, wanted, terms, stems, head, names, numbers, plural, earlier, verb, speaker)


def _speaker(text: str) -> tuple[str, ...]:
    found = _SPEAKER.search(text)
    return content_stems(next(filter(None, found.groups()))) if found else ()


_ASKING = {
    "".join(sorted(word)): word
    for word in "what when where which whose much many does will did high long large".split()
}


_NAME_IT = pattern(
    r"^\W*(?:please\s+)?(?:name|give|state|identify|specify|tell\s+me|give\s+me|show\s+me)\s+((?:the|his|her|its|their)\s+.+)$",
    re.I,
)
_QUOTE_IT = pattern(r"^\W*quote\s+([A-Z][\w.]*(?:\s[A-Z]\w*)*)(?:\s+(?:on|about)\s+(.+))?$", re.I)
_ASKS = pattern(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|"
    r"should|may|might|list|name|summar\w+|tell|give|show|said|says|or|whats|hows|tl;?dr|help|you|your|bot)\b|^\W*(?:and|but|so)\b",
    re.I,
)
_BARE = 6
"""Words of a bare phrase at most: “tariff on Japanese goods?”."""


_NAME_OF = pattern(
    r"^\W*what(?:['’]?s|\s+(?:is|was))\s+the\s+name\s+of\s+(.{3,80}\b(?:minister|president|leader|mayor|chancellor|king|queen"
    r"|governor|spokes\w+|chief|head|director|captain|secretary|negotiator|envoy|ambassador))\W*$",
    re.I,
)


def as_question(text: str) -> str:
    """“Name the venue” and “her party?” as “what is …”, “what is the name of the mayor?” as “who is …”."""
    if found := _NAME_OF.match(text):
        return f"Who is {found[1]}?"
    if found := _NAME_IT.match(text):
        return f"What is {found[1]}"
    if found := _QUOTE_IT.match(text):
        return f"What did {found[1]} say about {found[2]}" if found[2] else f"What did {found[1]} say"
    words = text.split()
    if not text.isascii() or not 1 < len(words) <= _BARE or _ASKS.search(text) or any(c in text for c in "@#<>*_/"):
        return text
    if not text.rstrip().endswith("?") or words[0][0].isdigit():
        return text
    return f"what is {text}" if words[0].lower() in _OWNED else f"what is the {text}"


_OWNED = frozenset("the a an his her its their our my this that these those".split())
_SHORT = {
    "hw": "how", "wat": "what", "wut": "what", "wen": "when", "wher": "where", "ppl": "people", "abt": "about",
    "intl": "international", "govt": "government", "gonna": "going to", "cuz": "because", "pres": "president",
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "weds": "Wednesday", "thu": "Thursday",
    "thurs": "Thursday", "fri": "Friday", "yr": "year", "yrs": "years", "ur": "your", "pls": "please",
    "wich": "which", "whic": "which", "whith": "with", "wehn": "when",
}  # fmt: skip
"""What people write short in a chat."""


def _written_out(text: str) -> str:
    return _WORD.sub(lambda found: _SHORT.get(found[0].lower(), found[0]), text)


_WORD = pattern(r"(?<![\w.’'-])[A-Za-z]{2,5}(?![\w’'-])")


def _unscrambled(text: str) -> str:
    """A question word with its letters in a wrong order, put right: “how mcuh” is “how much”."""
    words = _written_out(text).split(" ")
    for k, word in enumerate(words[:4]):
        meant = _ASKING.get("".join(sorted(word.lower())))
        if meant and word.lower() != meant and word[:1].lower() == meant[0]:
            words[k] = meant
    return " ".join(words)


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() or c.isspace() else " " for c in text)


def _head(text: str, terms: Sequence[Term]) -> tuple[tuple[str, ...], int]:
    """Stems of the noun phrase right after the question word, and the index of its first term."""
    for i, term in enumerate(terms):
        if term.lower.removesuffix("'s").removesuffix("’s") in ("what", "which", "whose", "many", "much"):
            phrase: list[str] = []
            kind_of_it = len(terms) > i + 2 and terms[i + 1].lower in _SORTS and terms[i + 2].lower == "of"
            for later in terms[i + 1 + 2 * kind_of_it :]:
                if (
                    later.lower in AUXILIARIES
                    or (later.stops and later.lower not in ("many", "much"))
                    or len(phrase) > 3
                ):
                    break
                if is_past_form(later.lower) and (phrase or _acts(terms, later)):
                    break  # “which minister met Doe?”, “what led to it?”
                phrase.append(later.stem)
            if phrase:
                return tuple(phrase), i + 1
            after = [t for t in terms[i + 1 : i + 8] if t.lower not in AUXILIARIES]
            if (
                term.lower.startswith("what")
                and not _LEFT_OPEN.match(text, term.start)
                and not any(t.lower in _DO for t in terms[i + 1 : i + 2])
                and after
                and after[0].lower in ("the", "a", "an", "his", "her", "its", "their")
                and len(after) > 1
            ):
                return _until_stop(after[1:]), i + 1
    return (), 0


_LEFT_OPEN = pattern(
    r"what(?:['’]?s|\s+(?:is|are|was|were))\s+[^?,]{2,100}?\s(?:\w+ed|meant|set|due|going|planning|trying|hoping)\s"
    r"(?:to\s+\w+|(?:of|for|with|by|in|on|at|to|from|about)\W*$)",
    re.I,
)
"""“What is the mayor accused of?” and “what was she meant to do?” ask for no mayor."""


def _acts(terms: Sequence[Term], word: Term) -> bool:
    """Whether a past form right after “what” is its verb: no noun of its own and a verb follow, as in “what united
    front did they …”."""
    at = next(k for k, term in enumerate(terms) if term.start == word.start)
    return not any(later.lower in AUXILIARIES for later in terms[at + 1 : at + 4])


_DO = frozenset("do does did will would can could should has have had".split())
"""After these the subject comes first: “what does the union want” asks for no union."""


_SORTS = ("kind", "kinds", "type", "types", "sort", "sorts")


def _until_stop(terms: Sequence[Term]) -> tuple[str, ...]:
    phrase: list[str] = []
    for term in terms:
        if term.stops or (phrase and term.lower.endswith("ed")):
            break  # “the boats expected to …”
        phrase.append(term.stem)
    return tuple(phrase[:3])


_OFFICES = frozenset("ceo cfo pm".split())
"""Written as names, and told of whoever is chief executive."""


def _names(text: str, terms: Sequence[Term]) -> tuple[str, ...]:
    found = []
    for i, term in enumerate(terms):
        if term.lower in _OFFICES:
            continue
        first = i == 0 or text[: term.start].rstrip()[-1:] in ".?!"
        if term.lower in PLACES and len(term.text) > SHORTEST_PLACE and not term.text[0].isupper():
            found.append(term.text)  # “what tariff does china pay”
        if term.text[0].isupper() and not term.stops and (not first or (term.text.isupper() and len(term.text) > 1)):
            found.append(term.text)
    if len(found) > 0.7 * len(terms) and len(terms) > 3:
        return ()  # shouted or titled: capitals say nothing
    return tuple(found)


def _is_plural(text: str, terms: Sequence[Term], start: int, length: int) -> bool:
    word = terms[start].lower if start and start < len(terms) else ""
    last = terms[start + length - 1].lower if word and length > 1 and start + length <= len(terms) else ""
    if word in ("two", "three", "four", "five", "both", "all"):
        return True
    several = any(noun.endswith("s") and not noun.endswith("ss") for noun in (word, last))
    return bool(re.search(r"\b(?:who|what|which)\b.{0,30}\bare\b", text, re.I)) or (
        several and terms[start - 1].lower in ("what", "which")
    )


_BACK = frozenset(
    "he him his she her hers it its they them their that this there other direction one former latter".split()
)


def _earlier(text: str, stems: Sequence[str], history: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    if not history:
        return ()
    words = {t.lower for t in find_terms(text)}
    opens = re.match(r"\W*(?:and|but|so|what\s+about|how\s+about|or|then|also)\b", text, re.I)
    if not (opens or words & _BACK or len(stems) <= 2):
        return ()
    own = set(stems)
    kept: list[str] = []
    for asked, _ in reversed(history[-TURNS:]):
        if len(set(kept)) < ENOUGH:
            kept += [t.stem for t in find_terms(asked[:LONGEST]) if not t.stops and t.stem not in _REQUEST]
    kept += [t.stem for t in find_terms(history[-1][1][:LONGEST])[:12] if t.text[0].isupper() and not t.stops]
    return tuple(dict.fromkeys(s for s in kept if s not in own))


TURNS, ENOUGH = 4, 2
"""How far back a thread is read, and after how many words of content no further."""


def _verb(terms: Sequence[Term]) -> str:
    for term in reversed(terms):
        if term.stem in VERBS and not term.stops:
            return term.stem
    return ""
