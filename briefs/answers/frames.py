"""Frames: who does what to whom in a sentence, read off the order of its words without a grammar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.answers.lexicon import is_past_form
from briefs.answers.tagging import Word
from briefs.patterns import pattern

Place = tuple[int, int]
"""Word positions `[first, last)`."""
_NOMINAL = frozenset("DNMJ#")
_BINDS = frozenset("of between among".split())
"""Prepositions that belong to the noun before them."""
_MARKS = frozenset("'\"“”‘’")
"""What may stand around an adverb: “had ‘very effectively’ contained”."""
_LOOSE = frozenset("of between among from in at for with on to against about over by".split())
"""Prepositions that may stand between the head of a subject and its verb."""
_RELATIVE = frozenset("who which that".split())
_BE = frozenset("am is are was were be been being".split())
REACH = 40
"""Words that a walk goes at most."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb with what stands in the places around it."""

    verb: int
    subject: Place | None
    object: Place | None
    links: tuple[tuple[str, Place], ...]
    """What its prepositions bring, in their order; “to” with a verb brings the rest of the clause."""
    passive: bool = False

    def link(self, *prepositions: str) -> Place | None:
        """What the first of these prepositions brings."""
        return next((place for word, place in self.links if word in prepositions), None)


def find_frames(words: Sequence[Word]) -> tuple[Frame, ...]:
    """The frames of one tagged sentence, in the order of their verbs."""
    found: list[Frame] = []
    for k, word in enumerate(words):
        bare = word.tag == "X" and word.lower in _BE and not _leads_verb(words, k)
        if word.tag != "V" and not bare:
            continue
        group = _group(words, k)
        auxiliaries = {w.lower for w in words[group:k]}
        passive = is_past_form(word.lower) and bool(auxiliaries & _BE)
        subject = _subject(words, group, found)
        thing, after = _object(words, k + 1)
        means = words[after : after + 1] and words[after].lower == "to"
        if thing is None and not passive and not means:
            thing = _antecedent(words, k, subject)
        found.append(Frame(k, subject, thing, tuple(find_links(words, after)), passive))
    return tuple(found)


def _antecedent(words: Sequence[Word], k: int, subject: Place | None) -> Place | None:
    """What “that” stands for before the verb at `k`: “a tie that both said they mean to strengthen”."""
    for at in range(k - 1, max(0, k - REACH), -1):
        if words[at].tag == "." and words[at].text != "-":
            return None
        if words[at].lower in ("that", "which") and words[at].tag == "S":
            opens = words[at + 1].tag in "DNMR" and words[at - 1].tag in "NM"
            before = _back(words, at) if opens else None
            return (before, at) if before is not None and subject is not None and subject[0] > at else None
    return None


def _leads_verb(words: Sequence[Word], k: int) -> bool:
    """Whether a verb follows this auxiliary, adverbs and others like it left out."""
    for later in words[k + 1 : k + 5]:
        if later.tag == "V":
            return True
        if later.tag not in "AX" and later.lower != "to":
            return False
    return False


def _group(words: Sequence[Word], k: int) -> int:
    """Where the auxiliaries and adverbs of the verb at `k` begin."""
    while k and (words[k - 1].tag in "XA" or (words[k - 1].text in _MARKS and k > 1 and words[k - 2].tag in "XA")):
        k -= 1
    return k


def _subject(words: Sequence[Word], group: int, before: Sequence[Frame]) -> Place | None:
    at = group - 1
    if at < 0:
        return None
    word, last = words[at], before[-1] if before else None
    if word.lower == "to" and last is not None and last.verb < at:
        nearest = _back(words, at) if last.verb < at - 1 and words[at - 1].tag in "NMR" else None
        return last.subject if nearest is None else (nearest, at)
    if word.tag == "S" and word.lower in _RELATIVE:
        comma = at > 1 and words[at - 1].text == ","
        return taken_up(words, _noun_before(words, at - comma))
    if word.text in (",", "—", "–", "-", ")", "--"):
        doing = words[group].lower.endswith("ing") and words[group].tag == "V"
        return (before[0].subject if before else None) if doing else _around(words, at)
    if word.tag == "P" and last:
        return last.object or last.subject  # “congratulated her on breaking …”
    if word.tag == "C":
        return last.subject if last else None
    return _noun_before(words, at + 1)


_TAKES_UP = frozenset("issue matter move step dispute development problem topic event decision".split())
_BREAKS = frozenset(("—", "–", "--", ","))


def taken_up(words: Sequence[Word], place: Place | None) -> Place | None:
    """What “an issue that …” takes up again after a dash: the noun phrase before it."""
    if place is None or place[0] < 1 or words[place[0] - 1].text not in _BREAKS:
        return place
    again = words[place[0]].lower in ("a", "an") and words[place[1] - 1].lower in _TAKES_UP
    return (_noun_before(words, place[0] - 1) if again else None) or place


def _noun_before(words: Sequence[Word], end: int) -> Place | None:
    """The noun phrase that ends before `end`, with what “of”, “from” or “and” bind to its head."""
    start = _back(words, end)
    if start is None:
        return None
    while start > 1 and end - start < REACH:
        link = words[start - 1]
        joins = link.lower in ("and", "or") or link.lower in _LOOSE
        further = _back(words, start - 1) if joins else None
        if further is None:
            break
        start = further
    if start and words[start - 1].lower == "both":
        start -= 1
    return start, end


def _back(words: Sequence[Word], end: int) -> int | None:
    """Where the base noun phrase begins that ends before `end`; a pronoun is one too."""
    if end < 1:
        return None
    if words[end - 1].tag == "R":
        return end - 1
    if words[end - 1].tag not in "NM#J":
        return None
    start = end - 1
    while start and (words[start - 1].tag in "NM#J" or (words[start - 1].text == "-" and start > 1)):
        start -= 1
    if start > 1 and words[start - 1].tag == "A" and words[start - 2].tag == "D":
        start -= 1  # “a deeply felt loss”
    return start - 1 if start and words[start - 1].tag == "D" else start


def _around(words: Sequence[Word], comma: int) -> Place | None:
    """The noun phrase whose apposition or inserted clause ends at `comma`."""
    found: Place | None = None
    for at in range(comma - 1, max(-1, comma - REACH), -1):
        if words[at].text in (",", "(", "—", "–", "--") and (place := _noun_before(words, at)):
            found = place
            if place[0] == 0 or words[place[0] - 1].tag in "SC.":
                return place
    return found


def _object(words: Sequence[Word], at: int) -> tuple[Place | None, int]:
    """The noun phrase after a verb with what “of” and “and” bind to it, and where the words after it begin."""
    while at < len(words) and words[at].tag == "A":
        at += 1
    end = noun_end(words, at)
    return ((at, end), end) if end > at else (None, at)


def noun_end(words: Sequence[Word], at: int) -> int:
    """Where the noun phrase that begins at `at` ends; `at` where none does."""
    end = _base_end(words, at)
    while at < end < len(words) - 1:
        joins = words[end].lower in _BINDS or words[end].lower in ("and", "or")
        further = _base_end(words, end + 1) if joins else end
        if further <= end + 1 or (further < len(words) and words[end].lower in ("and", "or") and _acts(words, further)):
            break
        end = further
    return end


def is_capital_of(words: Sequence[Word], comma: int) -> bool:
    """Whether a state's letters follow the comma at this place: “Washington, D.C.”."""
    return comma + 1 < len(words) and words[comma].text == "," and bool(_INITIALS.fullmatch(words[comma + 1].text))


_INITIALS = pattern(r"(?:[A-Z]\.){2,}")


def _acts(words: Sequence[Word], at: int) -> bool:
    """Whether a verb follows, so that the noun before is its subject and not one more object."""
    return words[at].tag in "VX" and not words[at].lower.endswith("ing")


def joins_traits(words: Sequence[Word], at: int) -> bool:
    """Whether the word between two adjectives sets one against the other: “a poor but stable state” is never cut."""
    if not 1 < at < len(words) - 2 or words[at].lower not in ("but", "yet"):
        return False
    alone = words[at - 1].tag == "J" or (words[at - 1].tag == "N" and words[at - 2].tag in "DA")
    return alone and words[at + 1].tag in "JN" and words[at + 2].tag in "NJ"


def _base_end(words: Sequence[Word], at: int) -> int:
    if at < len(words) and (words[at].tag == "R" or _is_her(words, at)):
        return at + 1
    end, noun = at, False
    while end < len(words):
        word = words[end]
        inside = word.text in '-“”"' and end > at and end + 1 < len(words) and words[end + 1].tag in "NMJ#"
        opens = word.text in '“"' and end + 1 < len(words) and words[end + 1].tag in _NOMINAL
        if word.tag == "D" and end > at and words[end - 1].tag != "D":
            break
        adverb = word.tag == "A" and not noun and end + 1 < len(words) and words[end + 1].tag in "JN#"
        if not (word.tag in _NOMINAL or inside or opens or adverb or joins_traits(words, end)):
            break
        noun = noun or word.tag in "NM#"
        end += 3 if is_capital_of(words, end + 1) else 1
    while end > at and words[end - 1].tag in "DA.":
        end -= 1
    return end if noun else at


def whole_end(words: Sequence[Word], end: int) -> int:
    """Where a phrase ends with all that prepositions and “and” add to it: “his work in Asia and his role in …”."""
    limit = min(len(words), end + REACH)
    while end < limit - 1 and (words[end].tag == "P" or words[end].lower in ("and", "or")):
        verbal = words[end].tag == "P" and words[end + 1].tag == "V" and words[end + 1].lower.endswith("ing")
        verbal = verbal or (words[end].tag == "C" and words[end + 1].tag == "P")  # “in Asia and around the world”
        further = noun_end(words, end + 1 + verbal)
        finite = words[end].tag == "C" and further < len(words) and _acts(words, further)
        if further == end + 1 + verbal or finite:
            break
        end = further
    return end


def _is_her(words: Sequence[Word], at: int) -> bool:
    """Whether “her” stands alone: “congratulated her on …”."""
    return words[at].lower == "her" and (at + 1 == len(words) or words[at + 1].tag not in "NMJ#A")


def find_links(words: Sequence[Word], at: int) -> Iterator[tuple[str, Place]]:
    """The prepositional phrases that follow, up to the next mark, conjunction or verb."""
    limit = min(len(words), at + REACH)
    while at < limit and words[at].tag in "PA":
        if words[at].tag == "A":
            at += 1
            continue
        if at + 1 < len(words) and (words[at + 1].tag == "V"):
            end = clause_end(words, at + 1)
            yield words[at].lower, (at + 1, end)
            return
        end = noun_end(words, at + 1)
        if end == at + 1:
            return
        yield words[at].lower, (at + 1, end)
        at = end


def told_clause(words: Sequence[Word], frame: Frame) -> Place | None:
    """The clause that “that” brings after a verb: “announced that the bridge will open”."""
    at = frame.verb + 2
    if at >= len(words) or words[at - 1].lower != "that" or words[at - 1].tag != "S" or frame.passive:
        return None
    end = clause_end(words, at)
    return (at, end) if end > at + 1 else None


def clause_end(words: Sequence[Word], at: int) -> int:
    """Where the clause ends that `at` is in: the next mark or subordinator."""
    for k in range(at, min(len(words), at + REACH)):
        if words[k].tag == "S" or words[k].text in ',;:—–.?!”"()':
            return k
    return min(len(words), at + REACH)
