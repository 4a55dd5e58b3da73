"""News: how much a sentence tells of what came out, who stands where, what is at stake, or of what was before."""

from __future__ import annotations

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
_BARELY_SAID = pattern(r"\b(?:said|says|added|warned|insisted)\s(?:that\s)?(?:[a-z’'-]+\s){0,3}[a-z’'-]+\.?$")
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


def worth(own: str) -> float:
    """How much a sentence's own words (quotations blanked) tell as news, about -1 to 0.5; 0 is plain telling."""
    words = frozenset(_SMALL_WORD.findall(own.lower()))
    if own.rstrip().endswith("?") or (not _KEEPS_SILENT.isdisjoint(words) and _SILENT.search(own)):
        return -0.6
    stands = not _STANDS.isdisjoint(words) or ("call" in own and bool(_CALLS.search(own)))
    told = 0.25 * (not _CAME_OUT.isdisjoint(words)) + 0.15 * stands
    told -= 0.3 * bool(_BARELY_SAID.search(own.rstrip()[-_TAIL:]))
    speaks = not _WRITERS.isdisjoint(words) and speaks_for_itself(own)
    return told - 0.5 * speaks - 0.2 * looks_back(own)


def speaks_for_itself(own: str) -> bool:
    """Whether the writer speaks as “I” or “we”, or to a “you”."""
    return bool(_WRITER.search(own))


def looks_back(own: str) -> bool:
    """Whether a sentence tells what was before the news: “had left”, “was born”, “one week after”."""
    front = own[:_FRONT]
    had = _FIRST_HAD.match(front)
    if had and not _REPORTS.search(had.group()) and not _TOLD.search(own):
        return True
    return bool(_BEFORE.search(front) or _AGO.search(front))
