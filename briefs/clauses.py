"""Clauses: where a sentence may be cut, and what may be left out at its end without changing what it says."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from briefs.modality import modality_of
from briefs.patterns import pattern

_BOUNDARY = pattern(
    r"""(?P<open>[“«„]) | (?P<close>[”»]) | (?P<straight>") | (?P<left>[(\[]) | (?P<right>[)\]])
      | ;\s | \s?—\s? | \s[–-]{1,2}\s
      | ,\s(?=(?:which|who|whose|whom|where|when|while|whereas|although|though|but|as|after|before|because|since|with
                |despite|following|including|and\s(?:the|an?|he|she|it|they|we|his|her|its|their|[A-Z]\w*)
                |[a-z]{3,}ing)\s)
      | \s(?=(?:while|whereas|because|although|though|when|during\swhich|in\swhich)\s
          |(?:before|after|since)\s(?![0-9]|(?:one|two|three|four|five|six|seven|eight|nine|ten|a|an)\s|last|this|then|early|late|mid|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)
            |(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))""",
    re.VERBOSE,
)
_OPENER = pattern(
    r"(?:and |but |during |in )?(?:which|who|whose|whom|where|when|while|whereas|although|though|before|after|because"
    r"|since|as)\s"
)
_VERB = pattern(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|says?|said|told|met|won|lost"
    r"|made|took|taken|came|went|gave|got|held|led|left|kept|found|felt|paid|sold|sent|set|put|cut|hit|rose|fell|grew|began"
    r"|became|brought|bought|built|broke|caught|chose|drew|drove|fought|flew|hurt|knew|let|ran|saw|sought|spent|spoke|stood"
    r"|shows|offers|makes|gets|helps|seems|keeps|adds|puts|sits|appears|knows|becomes|reveals|opens|struck|swore|swept|thought|threw|told|understood|wore|wrote|beat|bid|shot|shut|split|spread|wants?|plans?|faces?"
    r"|[a-z]{2,}ed|[a-z]{3,}(?:izes|ises|tes|ves|ces|rns|ins|ows|eks|lls|nds))\b"
)
_ATTRIBUTES = pattern(
    r"\b(?:said|says|say|told|tells|according to|added|announced|claim(?:s|ed)|insist(?:s|ed)|report(?:s|ed)|wrote"
    r"|warn(?:s|ed)|testif(?:ied|ies)|argu(?:es|ed)|den(?:ies|ied)|alleg(?:es|ed|edly)|reportedly|believ(?:es|ed)"
    r"|estimat(?:es|ed)|suggest(?:s|ed)|confirm(?:s|ed)|quot(?:es|ed|ing)|saying|adding|claiming|citing|calling"
    r"|stat(?:es|ed)|tweet(?:s|ed))\b"
)
_SAYS_NEXT = pattern(
    r",?[”\"’']?,?\s(?:as\s)?(?:according\sto|(?:[\w’'.-]+\s){1,6}(?:said|says|told|added|announced|reported|warned|claim(?:s|ed)"
    r"|estimate[sd]|insist(?:s|ed)|confirmed|wrote)\b)"
)
_CONDITIONS = pattern(
    r"\b(?:if|unless|until|except|provided|only|not|never|without|no|nor|although"
    r"|though|but|despite)\b|n['’]t\b"
)
_UNDOES = pattern(r"[\s,]*(?:before|only to|but|as part of|as long as)\b")
_DASH = pattern(r"—|\s[–-]{1,2}\s")
_SPELLS_OUT = pattern(r"\s?(?:—|[–-]{1,2})\s?(?:from|to|in|of|for|by|at|on|that|whether|if)\b")
"""“… called on them to ban everyone — from bankers to club owners — from the country”."""
_SINGLE_OPENS = pattern(r"(?:(?<=\s)|(?<=^)|(?<=[(“]))[‘'](?=\w)")
_SINGLE_CLOSES = pattern(r"(?<=[\w.,!?])[’'](?=[\s,.;:)”—]|$)")
_INITIALS = pattern(r"\b[A-Za-z]\.(?:[A-Za-z]\.)+$")
_JOINED = pattern(r"(?:and|but)\s")
_TORN = pattern(r"(?:according|compared|said|says|[0-9]\S*,?\s(?:could|would|said|has|was))\b")
_ROOM = 100
"""Characters that a whole sentence may have more than a clause where the clause alone makes no sense."""
_ENDLESS = 600
"""Characters: no clause that somebody wrote is longer."""
_LEAN_ON = frozenset(
    """ever long shortly soon until till just day days week weeks month months year years hours hour minutes minute even
    only has have had not right immediately moments decades once and or from the named called
    looked asked sought""".split()
)
_RESUMES = pattern(r",\s(?:" + _VERB.pattern.removeprefix(r"\b") + ")")


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` of a sentence; the words that open it ("while", "which") belong to it."""

    start: int
    end: int


@lru_cache(maxsize=64)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence in order, as far as commas, dashes and conjunctions show them.

    Nothing is cut inside quotation marks or brackets.
    """
    found: list[Clause] = []
    start = depth = 0
    quoted = False
    for cut in _BOUNDARY.finditer(text):
        match cut.lastgroup:
            case "open" | "left":
                depth += 1
            case "close" | "right":
                depth = max(0, depth - 1)
            case "straight":
                quoted = not quoted
            case _ if not depth and not quoted and cut.start() > start and not _bound(text, cut.start()):
                found.append(Clause(start, cut.start()))
                start = cut.end()
    end = len(text.rstrip())
    if start < end:
        found.append(Clause(start, end))
    return tuple(found)


def clause_at(text: str, offset: int, longest: int = 220) -> Clause:
    """The readable words around `offset`: its clause, with what goes before while that is no statement alone.

    A clause without end is cut to whole words around `offset`.
    """
    parts = clauses(text)
    at = max(0, bisect_right(parts, offset, key=lambda part: part.start) - 1)
    start, end = parts[at].start, parts[at].end
    if end - start > _ENDLESS:
        return _around(text, max(start, offset - longest), min(end, offset + longest))
    while at and end - parts[at - 1].start <= longest and not _stands(text[start:end]):
        at -= 1
        start = parts[at].start
    opener = _OPENER.match(text, start, end)
    joined = _JOINED.match(text, start, end) if start else None
    start = opener.end() if opener else joined.end() if joined else start
    torn = (opener and opener.group() == "as ") or not _reads(text[start:end], start)
    if torn and len(text) <= longest + _ROOM:
        start, end = 0, len(text.rstrip())
    if _SAYS_NEXT.match(text, end) and len(text) <= longest + _ROOM:
        end = len(text.rstrip())  # who says so is never what is left out
    start, end = _within_marks(text, start, end)
    while end > start and text[end - 1] in ".,;: " and not _INITIALS.search(text[max(start, end - 6) : end]):
        end -= 1
    return Clause(start, end)


def _reads(piece: str, start: int) -> bool:
    """Whether the words alone make sense: not torn off in front, no mark left open."""
    torn = start > 0 and _TORN.match(piece)
    return not torn and piece.count("“") == piece.count("”") and piece.count('"') % 2 == 0


def _within_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a mark whose partner stands in another sentence, and without what it opens or closes half."""
    piece = text[start:end]
    straight = piece.count('"') % 2
    if straight or piece.count("“") > piece.count("”"):
        if piece[0] in '"“':
            return start + 1, end
        if piece[-1:] == '"':
            return start, end - 1
        return start, start + max(piece.rfind('"' if straight else "“"), 1)
    if piece.count("”") > piece.count("“"):
        return (start, end - 1) if piece[-1] == "”" else (start, end)
    return start, end


def _around(text: str, low: int, high: int) -> Clause:
    start = text.find(" ", low, high) + 1 if low else 0
    end = text.rfind(" ", low, high) if high < len(text) else high
    return Clause(start or low, end if end > start else high)


def shortened(text: str, longest: int) -> int:
    """How much of a sentence to show: the end of its longest beginning of at most `longest` characters.

    Only whole trailing clauses go, and none that attributes, limits or softens what is said. Where nothing
    may go, the whole length is given back, however long it is.
    """
    if len(text) <= longest:
        return len(text)
    parts = clauses(text)
    for last in range(len(parts) - 2, -1, -1):
        end = len(text[: parts[last].end].rstrip(" ,;:–—-"))
        if end <= longest and may_end(text, end):
            return end
    return len(text)


def may_end(text: str, end: int) -> bool:
    """Whether `text[:end]` says the same as `text`, only less of it."""
    head, tail = text[:end], text[end:]
    return (
        has_verb(head)
        and len(head.split()) >= 6
        and not attributes(tail)
        and not _CONDITIONS.search(tail)
        and not _RESUMES.search(tail)
        and not _UNDOES.match(tail)
        and not _DASH.search(tail, 4)
        and not (_DASH.match(tail) and len(_DASH.findall(head)) % 2)
        and not _SPELLS_OUT.match(tail)
        and modality_of(head) is modality_of(text)
        and head.count("“") == head.count("”")
        and len(_SINGLE_OPENS.findall(head)) <= len(_SINGLE_CLOSES.findall(head))
    )


def _bound(text: str, cut: int) -> bool:
    """Whether the word before `cut` belongs to the conjunction after it: “one week after”, “ever since”."""
    if text[cut] != " ":
        return False
    word = text[max(0, cut - 12) : cut].rsplit(None, 1)[-1:]
    return bool(word) and word[0] in _LEAN_ON


def attributes(text: str) -> bool:
    """Whether `text` says whose words something is."""
    return bool(_ATTRIBUTES.search(text))


def has_verb(text: str) -> bool:
    return bool(_VERB.search(text))


def _stands(clause: str) -> bool:
    """Whether a clause has a subject and a verb of its own."""
    words = clause.split(None, 2)
    opens_on_verb = bool(words) and (
        words[0].endswith("ing") or words[0] in ("which", "who", "whose", "including", "with")
    )
    return len(words) > 2 and not opens_on_verb and has_verb(clause)
