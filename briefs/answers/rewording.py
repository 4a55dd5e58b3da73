"""Rewording: an asked sentence in its plain form, and whose words are to tell it: “in Doe's view, what is ready?”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.frames import noun_end
from briefs.answers.light import in_one_verb
from briefs.answers.spelling import spelled_rightly
from briefs.answers.tagging import Word, tag_words
from briefs.patterns import pattern

_NAME = r"[\w.’'-]+(?:\s[\w.-]+){0,3}?"
_SOURCE = (
    rf"(?:in\s+(?P<a>{_NAME})(?:['’]s?)\s+(?:opinion|view|words|eyes|mind|judge?ment|telling|account)"
    rf"|in\s+the\s+(?:opinion|view|words|eyes)\s+of\s+(?P<b>{_NAME})"
    rf"|if\s+(?:we|one|you)\s+(?:believes?|trusts?)\s+(?P<c>{_NAME})"
    rf"|ac?cording\s+to\s+(?P<d>{_NAME}))"
)
_OPENS = pattern(rf"^\W*{_SOURCE}\s*,\s*(?P<rest>.+)$", re.I)
_CLOSES = pattern(rf"^(?P<rest>.+?)\s*,?\s+{_SOURCE}\W*$", re.I)
_SET_APART = pattern(
    r"^\W*(?P<thing>[^,?;:]{2,60}?)\s*[,:–—-]\s*(?P<ask>what|who)(?:\s+(?P<be>is|are|was|were)|['’]?s)\s+(?:that|it|this|they|he|she|those)\W*$",
    re.I,
)
"""“LDP, what is that?”."""
_SAYS = pattern(
    rf"^\W*what\s+(?:did|does|do)\s+(?P<who>{_NAME})\s+(?P<verb>say|claim|think|believe|tell|promise)\s+(?:that\s+)?(?P<rest>.+)$",
    re.I,
)
_SAYS_IS = pattern(
    rf"^\W*what\s+(?:did|does|do)\s+(?P<who>{_NAME})\s+(?:say|claim|think|believe)\s+(?:that\s+)?"
    r"(?P<is>(?:is|was|are|were|will|would|has|had|have|should|could)\s+.+)$",
    re.I,
)
_ECHOES = pattern(
    rf"^\W*(?!(?:wh\w+|how|did|does|do|has|have|is|was)\b)(?P<who>{_NAME})\s+(?:says?|said|thinks?|thought|believes?|believed)"
    r"\s+(?:that\s+)?(?P<rest>.+)$",
    re.I,
)
"""“Doe says Roe would be what if …”: a question in the order of a sentence."""
_SPOKE_OF = pattern(
    r"^(?P<who>[^?,]{1,60}?)\s+(?P<rest>(?:(?:always|often|usually|never)\s+)?[a-z]+\s+(?:about|of|on|with|to|for))\s+what\W*$",
    re.I,
)
"""“Roe always talked about what?” behind “Doe says”."""
_OPEN_PLACE = pattern(
    r"^(?P<who>[^?,]{1,60}?)\s+(?P<aux>would|will|could|should|is|was|are|were)\s+(?P<verb>be\s+)?what\b(?P<rest>.*)$",
    re.I,
)
_DO = frozenset("do does did done doing".split())
_HE = frozenset("he she they it".split())
_AUX = r"(?:did|does|do|has|have|had|is|are|was|were|will|would|can|could|should)"
_OWNER = r"[\w.-]+(?:\s[\w.-]+){0,3}"
_ROUNDABOUT = (
    (pattern(r"^\W*in\s+(?:what|which)\s+(?:manner|way|fashion|terms)\b", re.I), "How"),
    (pattern(r"^\W*for\s+(?:what|which)\s+reason\b|^\W*to\s+what\s+end\b|^\W*how\s+come\b", re.I), "Why"),
    (pattern(rf"^\W*what\s+(?:was|is)\s+({_OWNER})['’]s?\s+threat\W*$", re.I), r"What did \1 threaten to do?"),
    (pattern(rf"^\W*what\s+(?:was|is)\s+({_OWNER})['’]s?\s+(pledge|promise|vow)\W*$", re.I), r"What did \1 \2 to do?"),
    (
        pattern(
            r"^\W*which\s+(?:one\s+)?of\s+(?:the|these|those|both)\s+(?:\w+\s+)?(?:leaders|men|women|people|politicians|ministers"
            rf"|presidents|officials|speakers)\s+(?!{_AUX}\b)",
            re.I,
        ),
        "Who ",
    ),
    (
        pattern(
            rf"^\W*(?:what|which)\s+(?:(?:two|three|four|other|\d)\s+)?(?:things?|stuff)\s+(?:(?:between|in|about|on)\s[^?]{{2,80}}?\s)?(?={_AUX}\b)",
            re.I,
        ),
        "What ",
    ),
    (
        pattern(
            r"^\W*(?:which|what)\s+(office|post|position|title|job|role)\s+(does|did)\s+([\w.’'-]+(?:\s[\w.’'-]+){0,3}?)\s+(hold|have)\b[^?]*",
            re.I,
        ),
        r"What \1 \2 \3 \4",
    ),
    (
        pattern(
            r"^\W*(?P<what>[A-Z][^?]{2,80}?)\s+in\s+(which|what)\s+(part\s+of\s+the\s+world|region|country|city)\s+(is|was|were|are)\s",
            re.I,
        ),
        r"In which \3 \4 \1 ",
    ),
    (
        pattern(
            r"^(\W*which)\s+of\s+([\w.-]+(?:\s[\w.-]+)?)['’]s?\s+(ministers|aides|advis[eo]rs|officials|colleagues|deputies"
            r"|children|sons|daughters|players|friends|allies|rivals|staff)\s+(?=\w)",
            re.I,
        ),
        r"\1 \3 of \2 ",
    ),
    (pattern(r"^(\W*which)\s+of\s+(?:[\w.]+(?:\s[\w.]+)?['’]s?|his|her|their|its)\s+(?=\w)", re.I), r"\1 "),
    (pattern(r"((?:s|his|her|its)\s(?:\d{4}\s)?)present\b(?=\s+(?:to|for)\b)", re.I), r"\1gift"),
    (pattern(r"^(\W*which)\s+of\s+the\s+(?:two|three)\s+(?:countries|nations|states)\s+(?=\w)", re.I), r"\1 country "),
    (pattern(r"\bpart\s+of\s+the\s+world\b", re.I), "region"),
    (
        pattern(
            rf"^\W*(do|does|did)\s+({_NAME})\s+(?:count\s+among|rank\s+among|belong\s+to|number\s+among)\s+(?=the\b|\w+['’]s\b)",
            re.I,
        ),
        r"Is \2 one of ",
    ),
    (
        pattern(
            r"^\W*(?:what(?:\s+is|\s+was|['’]?s)|(?:tell|give)\s+me)\s+the\s+(?:amount|sum|volume|size|worth)\s+of\s+(?=\w)",
            re.I,
        ),
        "How much is ",
    ),
    (
        pattern(r"^\W*(?:the\s+)?name\s+of\s+the\s+([\w-]+)\s+(?:where|in\s+which|at\s+which)\s+(?=\w)", re.I),
        r"In which \1 did ",
    ),
    (
        pattern(
            r"^\W*(?:what\s+(?:do|does|did)\s+)?the\s+(?:letters|initials|abbreviation|acronym)\s+([\w.&]{2,10})\s+"
            r"(?:means?|meant|stands?\s+for|stood\s+for)(?:\s+what)?\b",
            re.I,
        ),
        r"What does \1 stand for",
    ),
    (pattern(r"\bsay\s+(?:thank\s+you|thanks)\s+to\b", re.I), "thank"),
    (pattern(r"\bsaid\s+(?:thank\s+you|thanks)\s+to\b", re.I), "thanked"),
    (pattern(r"\bcome\s+to\s+(?:represent|symboli[sz]e|stand\s+for|embody|signify)\b", re.I), "become"),
    (pattern(r"\b(?:characteri[sz]e|portray|depict)\b", re.I), "describe"),
    (pattern(r"\bsit\s+down(?:(?=\s+with\b)|\s+together\b)", re.I), "meet"),
    (pattern(r"\bsat\s+down(?:(?=\s+with\b)|\s+together\b)", re.I), "met"),
    (pattern(r"\bcarry\s+on\b(?=\W*$|\s+with\b)", re.I), "continue"),
)
"""Roundabout wordings and the plain ones."""
_ARTICLE = frozenset("article text story report piece news brief".split())


def plainly(text: str) -> tuple[str, str]:
    """`text` without the frame around what is asked, and the name of whose words answer; empty where none is given.

    “In Doe's view, what is ready?” and “What does Doe say is ready?” ask “What is ready?”.
    """
    text = _simply(text)
    if found := _SET_APART.match(text):
        return f"What {found['be'] or 'is'} {found['thing']}?", ""
    text, source = _without_source(text)
    if found := _ECHOES.match(text):
        if spoke := _SPOKE_OF.match(found["rest"]):
            return f"What did {spoke['who']} {spoke['rest']}?", found["who"]
        echoed = _OPEN_PLACE.match(found["rest"])
        return (_turned(echoed), found["who"]) if echoed else (text, source)
    if found := _SAYS_IS.match(text):
        return f"What {found['is']}", found["who"]
    found = _SAYS.match(text)
    told = _told(found["who"], found["verb"].lower(), found["rest"]) if found else ""
    return (told, found["who"]) if found and told else (text, source)


def _simply(text: str) -> str:
    """`text` with the plain question word for a roundabout one: “how” for “in what manner”."""
    text = spelled_rightly(text)
    for roundabout, plain in _ROUNDABOUT:
        text = roundabout.sub(plain, text)
    return in_one_verb(text)


def _without_source(text: str) -> tuple[str, str]:
    found = _OPENS.match(text) or _CLOSES.match(text)
    who = next(filter(None, (found[key] for key in "abcd")), "") if found else ""
    if not found or not who or who.split()[-1].lower() in _ARTICLE:
        return text, ""
    return found["rest"], who


def _turned(echoed: re.Match[str]) -> str:
    return f"What {echoed['aux'].lower()} {echoed['who']} {(echoed['verb'] or '').strip()}{echoed['rest']}".strip()


def _told(who: str, verb: str, rest: str) -> str:
    """The question without “say”, where a clause follows it: “What did Doe always speak of?”; empty where none does."""
    words = tag_words(rest)
    end = _subject_end(words, 0)
    if verb == "tell" and 0 < end < len(words) and _subject_end(words, end) > end:
        start, end = end, _subject_end(words, end)
    else:
        start = 0
        if verb in ("tell", "promise"):
            return ""
    if not 0 < end < len(words):
        return ""
    subject = rest[words[start].start : words[end - 1].end]
    subject = who if subject.lower() in _HE else subject
    after = next((w for w in words[end:] if w.tag != "A"), None)
    if after is None or after.tag not in "XV" or after.lower in _DO:
        return ""
    tail = rest[words[end].start :]
    if after.tag == "X" and words[end] is after:
        return f"What {after.lower} {subject} {rest[after.end :].strip()}"
    return f"What did {subject} {tail}"


def _subject_end(words: Sequence[Word], at: int) -> int:
    if at < len(words) and words[at].tag == "R":
        return at + 1
    return noun_end(words, at)
