"""News: how much a sentence tells of what came out, who stands where, what is at stake, or of what was before."""

from __future__ import annotations

from functools import lru_cache

from briefs.patterns import pattern

_CAME_OUT = frozenset(
    """
    ruled sentenced jailed imprisoned convicted acquitted fined banned charged arrested detained guilty admits admitted
    pleaded denies denied killed died dead injured wounded survived rescued evacuated missing won lost beat defeated
    scored signed agreed approved adopted passed voted resigned sacked fired dismissed appointed elected announced
    ordered suspended cancelled canceled closed reopened launched seized settled collapsed withdrew withdrawn halted
    scrapped abandoned reached broke rose risen fell fallen raised increased dropped doubled tripled confirmed revealed
    concluded
    """.split()
)
_STANDS = frozenset(
    """
    urges urged urging demands demanded demanding accuses accused accusing criticises criticised criticizes criticized
    condemns condemned defends defended rejects rejected refuses refused insists insisted opposes opposed opposing
    welcomes welcomed warns warned warning argues argued disagrees disagreed backs backed supports supported commends
    commended praises praised seeks seeking blames blamed pledges pledged promises promised vows vowed threatens
    threatened fears feared afraid cost costs costing worth risk risks risked stake
    """.split()
)
_AHEAD = pattern(
    r"\b(?:(?:will|shall)\s(?:be\s)?(?!always\b|never\b)[a-z]+|(?:is|are)\s(?:\w+\s)?(?:due|set|scheduled|expected|to\sbe)|(?:has|have)\sbeen\s(?:set|scheduled|adjourned|called)"
    r"|adjourned|has\suntil|have\suntil|deadline)\b"
)
_WHEN = pattern(
    r"\b(?:(?:on|by|until|till|in|from|before|for|next|this)\s(?:the\s)?(?:[0-9]{1,2}\s)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|20[0-9][0-9])"
    r"|tomorrow|tonight|next\s(?:week|month|year|spring|summer|autumn|winter)|later\sthis\s(?:week|month|year))\b"
)
_MEASURED = pattern(
    r"[£$€¥]\s?[0-9]|\b[0-9]+(?:[.,][0-9]+)*\s?(?:%|per\s?cent|percent|[mb]illion|[mb]n\b|m\b|people|men\b|women|children"
    r"|(?!years?\b|was\b|has\b|is\b|its\b)[a-z]+(?:s|\s[a-z]+s|\s[a-z]+\s[a-z]+s)\b)"
)
_SAID = pattern(r"\b(?:said|says|told|according\sto|added|explained|reported)\b")
_CAUSED = pattern(
    r"\b(?:because|due\sto|caused?|causing|thanks\sto|owing\sto|led\sto|as\sa\sresult|reasons?|triggered|sparked|prompted)\b"
)
_CONDITION = pattern(
    r"\b(?:critical|stable|serious|life-threatening|unharmed|unhurt|hospital|surgery|treated|treatment|recover(?:s|ed|ing|y)?)\b"
)
_SAME = {
    word: root
    for root, words in {
        "die": "died dies dead death deaths killed kills killing fatal fatally",
        "jail": "jailed sentenced sentence imprisoned prison jail",
        "charge": "charged charges arrested arrest",
        "resign": "resigned resignation quit quits",
        "convict": "convicted guilty conviction",
        "hurt": "injured injuries wounded injury hurt",
        "apologise": "apologised apologises apologized apology",
    }.items()
    for word in words.split()
}
"""Words for one event."""
_TERM = pattern(r"\b(?:months?|years|weeks|days|times|[0-9]{2,})\b|[£$€¥]")
_VERDICT = pattern(
    r"\b(?:jailed|sentenced|imprisoned|banned|suspended|fined|ordered\sto\spay|cleared|convicted|acquitted|found\s(?:not\s)?guilty|pleaded"
    r"|admitt(?:ed|ing)\s(?:[a-z]+\s){0,3}(?:charges?|counts?|offences?|breach\w*|manslaughter|murder|theft|fraud|assault))\b"
)
_OPINION = pattern(
    r"\b(?:no\ssurprise|(?:un)?surprisingly|little\swonder|no\swonder|needless\sto\ssay|of\scourse|to\sbe\sfair"
    r"|perhaps\sthe\smost|(?:one|another)\s(?:person|user|fan|viewer|commenter|reader|follower|critic|onlooker|wrote|tweeted))\b"
)
"""The writer's comment, or the word of anybody."""
_CALLS = pattern(r"\bcall(?:s|ed|ing)\s(?:for|on)\b")
_SMALL_WORD = pattern(r"[a-z]+")
_WRITER = pattern(
    r"\b(?:I(?=\s(?!of\b|and\b)[a-z])|I['’]\w+|me|my|we|We|our|Our|us|you|You|your|Your|[Ww]e['’]\w+|[Yy]ou['’]\w+)\b"
)
_WRITERS = frozenset("i me my we our us you your".split())
_KEEPS_SILENT = frozenset("not didn declined refused".split())
_SILENT = pattern(
    r"\b(?:(?:could|would)\snot\s(?:immediately\s)?be\sreached|(?:did\snot|has\snot|have\snot|had\snot|didn['’]t)\s"
    r"(?:immediately\s|yet\s)?(?:respond|responded|return|returned|reply|replied)|(?:declined|refused)\sto\scomment"
    r"|(?:was|were)\snot\s(?:immediately\s)?available)\b"
)
_BARELY_SAID = pattern(r"\b(?:said|says|added|warned|insisted)\s(?:that\s)?(?:[a-z’'-]+\s){0,6}[a-z’'-]+\.?$")
"""“… said that time was short.”"""
_FIRST_HAD = pattern(r"(?:[\w’',-]+\s){1,8}?had\s(?:\w+ly\s|also\s|already\s)?(?!to\b)[a-z]+(?:ed|en|n|t|e|d|k|g)\b")
_REPORTS = pattern(r"\b(?:said|says|told|that|who|which|whose|where|according|reported|claim\w*|as|after|because)\b")
_TOLD = pattern(r"\b(?:said|says|told|according\sto|reported|reports)\b")
_BEFORE = pattern(
    r"\b(?:was|were)\sborn\b|\bused\sto\b|\bdates?\sback\b|\b(?:days?|weeks?|months?|years?)\s(?:after|before|earlier)\b"
)
_AGO = pattern(r"\b(?:ago|last\s(?:year|month)|earlier\sthis\syear)\b")
_FRONT, _TAIL = 100, 60
"""Characters of a sentence that say when it plays, and those of its last words."""


@lru_cache(maxsize=1024)
def _small_words(own: str) -> frozenset[str]:
    return frozenset(_SMALL_WORD.findall(own.lower()))


@lru_cache(maxsize=1024)
def worth(own: str) -> float:
    """How much a sentence's own words (quotations blanked) tell as news, about -1 to 0.5; 0 is plain telling."""
    words = _small_words(own)
    if own.rstrip().endswith("?") or (not _KEEPS_SILENT.isdisjoint(words) and _SILENT.search(own)):
        return -0.6
    stands = not _STANDS.isdisjoint(words) or ("call" in own and bool(_CALLS.search(own)))
    told = 0.35 * (not _CAME_OUT.isdisjoint(words)) + 0.2 * stands + 0.35 * is_next_step(own)
    told += 0.25 * bool(_VERDICT.search(own))
    told -= 0.4 * bool(_OPINION.search(own))
    told -= 0.3 * bool(_BARELY_SAID.search(own.rstrip()[-_TAIL:]))
    speaks = not _WRITERS.isdisjoint(words) and speaks_for_itself(own)
    return told - 0.5 * speaks - 0.2 * looks_back(own)


@lru_cache(maxsize=1024)
def is_next_step(own: str) -> bool:
    """Whether a sentence says what comes next, and when: “will be sentenced on Monday”, “has until June”."""
    ahead = _AHEAD.search(own)
    return ahead is not None and bool(_WHEN.search(own))


@lru_cache(maxsize=1024)
def tells(own: str) -> bool:
    """Whether a sentence has news of a kind: an outcome, a position, a measure, a cause, a condition, a next step."""
    words = _small_words(own)
    if not (_CAME_OUT.isdisjoint(words) and _STANDS.isdisjoint(words)):
        return True
    kinds = (_SAID, _MEASURED, _CAUSED, _CONDITION, _CALLS)
    return is_next_step(own) or any(kind.search(own) for kind in kinds)


def events(own: str) -> frozenset[str]:
    """The outcomes that a sentence tells, one word for each; none where it measures them (“for four months”)."""
    words = _small_words(own)
    told = frozenset(_SAME.get(word, word) for word in words if word in _CAME_OUT or word in _SAME)
    return frozenset() if told and _TERM.search(own) else told


def speaks_for_itself(own: str) -> bool:
    """Whether the writer speaks as “I” or “we”, or to a “you”."""
    return bool(_WRITER.search(own))


@lru_cache(maxsize=1024)
def looks_back(own: str) -> bool:
    """Whether a sentence tells what was before the news: “had left”, “was born”, “one week after”."""
    front = own[:_FRONT]
    had = _FIRST_HAD.match(front)
    if had and not _REPORTS.search(had.group()) and not _TOLD.search(own):
        return True
    return bool(_BEFORE.search(front) or _AGO.search(front))
