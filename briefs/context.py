"""Context: whether a sentence stands alone, or opens on words that only the sentence before it explains."""

from __future__ import annotations

import re

from briefs.model import Sentence

_MARKS = " \t\"“”‘’'«»„([—–-…"
_POINTS_BACK = re.compile(
    r"""(?:he|she|it|they|him|his|her|hers|its|them|their|theirs|this|that|these|those|such|both|neither|either|another|others?
      |and|but|or|nor|so|yet|then|thus|hence|therefore|however|moreover|furthermore|nevertheless|nonetheless|meanwhile|instead
      |also|too|besides|likewise|similarly|otherwise|still|even\sso|afterwards?|later|earlier|here|there(?!\s(?:is|are|was|were|has|have|will))
      |because|which|who|whose|what['’]s\smore|in\s(?:addition|contrast|turn|fact|other\swords|response|return|that|this)
      |as\s(?:a\sresult|such|well)|for\s(?:example|instance|that|this)|on\sthe\s(?:other\shand|contrary)|at\sthe\ssame\stime
      |by\scontrast|after\s(?:that|this)|until\sthen|since\sthen|one\sof\s(?:them|these|those)|some\sof\s(?:them|these|those)
      |the\s(?:two|pair|duo|trio|former|latter|move|gesture|same|other|others|latest|incident|decision|couple|news|comments?|remarks?|statement)
      |(?:two|three|four)\s(?:others?|more|of\sthem))\b(?!-)""",
    re.VERBOSE | re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"(?:it|there|this)(?:\s(?:is|was|has\sbeen|will\sbe)|['’]s)\s(?:not\s|n['’]t\s)?"
    r"(?:the\s(?:first|last|second|third|latest|biggest|largest|worst)|clear|unclear|time|likely|possible|important|believed"
    r"|understood|thought|reported|hoped|expected|estimated|feared|claimed|alleged)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_COMMON_OPENERS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "By",
        "For",
        "From",
        "With",
        "As",
        "After",
        "Before",
        "When",
        "While",
        "If",
        "To",
        "Of",
        "Some",
    ]
    + [
        "Many",
        "Most",
        "All",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "During",
        "Since",
        "Under",
        "Over",
        "Now",
        "Today",
        "Yesterday",
    ]
    + [
        "Last",
        "Next",
        "Although",
        "Though",
        "Despite",
        "Asked",
        "Speaking",
        "Earlier",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
    ]
    + [
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
    ]
    + [
        "October",
        "November",
        "December",
        "No",
        "Not",
        "Just",
        "Only",
        "Even",
        "Once",
        "Because",
        "However",
        "I",
        "We",
        "You",
    ]
)


def opens_back(text: str) -> bool:
    """Whether `text` opens on a pronoun or connective that points at an earlier sentence."""
    opening = text[:80].lstrip(_MARKS)
    return bool(_POINTS_BACK.match(opening)) and not _EXPLETIVE.match(opening)


def needs_context(text: str) -> bool:
    """Whether a reader of `text` alone would ask “who?” or “which?”: it opens back, or “he” comes before any name."""
    return opens_back(text) or _pronoun_first(text)


def dangles(sentences: tuple[Sentence, ...], at: int) -> bool:
    """Whether sentence `at` of a summary opens back while the sentence before it in the article was left out."""
    if not opens_back(sentences[at].text):
        return False
    return at == 0 or sentences[at - 1].index != sentences[at].index - 1


def unquoted(text: str) -> str:
    """`text` with everything between quotation marks blanked, offsets kept."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), text)


def _pronoun_first(text: str) -> bool:
    said = unquoted(text[:1000])
    pronoun = _PRONOUN.search(said)
    if not pronoun:
        return False
    return not any(name not in _COMMON_OPENERS for name in _NAME.findall(said, 0, pronoun.start()))
