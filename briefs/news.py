"""News: how much a sentence tells of what came out, who stands where, what is at stake, or of what was before."""

from __future__ import annotations

import re

from briefs.patterns import pattern

_CAME_OUT = pattern(
    r"""\b(?: ruled|sentenced|jailed|imprisoned|convicted|acquitted|cleared\sof|fined|banned|charged|arrested|detained
      | guilty|admit(?:s|ted)|pleaded|denie[sd]|killed|died|dead|injured|wounded|survived|rescued|evacuated|missing|won
      | lost|beat|defeated|scored|signed|agreed|approved|adopted|passed|voted|resigned|sacked|fired|dismissed|appointed
      | elected|announced|ordered|suspended|cancelled|canceled|closed|reopened|launched|seized|settled|collapsed
      | withdrew|withdrawn|halted|scrapped|abandoned|reached|broke\s(?:down|out|off)|rose|risen|fell|fallen|raised
      | increased|dropped|doubled|tripled|confirmed|revealed|found\s(?:that|guilty|dead)|concluded )\b""",
    re.VERBOSE,
)
_STANDS = pattern(
    r"""\b(?: call(?:s|ed|ing)\s(?:for|on)|urg(?:es|ed|ing)|demand(?:s|ed|ing)?|accus(?:es|ed|ing)
      | critici[sz](?:es|ed|ing)|condemn(?:s|ed|ing)?|defend(?:s|ed|ing)?|reject(?:s|ed|ing)?|refus(?:es|ed|ing)
      | insist(?:s|ed)|oppos(?:es|ed|ing)|welcom(?:es|ed|ing)|warn(?:s|ed|ing)?|argu(?:es|ed|ing)|disagree(?:s|d)?
      | back(?:s|ed)|support(?:s|ed)|commend(?:s|ed)|praise[sd]|seek(?:s|ing)|blam(?:es|ed)|pledg(?:es|ed)
      | promis(?:es|ed)|vow(?:s|ed)|threaten(?:s|ed)|fear(?:s|ed)?|afraid|cost(?:s|ing)?|worth|risk(?:s|ed)?
      | at\sstake )\b""",
    re.VERBOSE,
)
_WRITER = pattern(
    r"\b(?:I(?=\s(?!of\b|and\b)[a-z])|I['’]\w+|me|my|we|We|our|Our|us|you|You|your|Your|[Ww]e['’]\w+|[Yy]ou['’]\w+)\b"
)
_SILENT = pattern(
    r"\b(?:(?:could|would)\snot\s(?:immediately\s)?be\sreached|(?:did\snot|has\snot|have\snot|had\snot|didn['’]t)\s"
    r"(?:immediately\s|yet\s)?(?:respond|responded|return|returned|reply|replied)|(?:declined|refused)\sto\scomment"
    r"|(?:was|were)\snot\s(?:immediately\s)?available)\b"
)
_FIRST_HAD = pattern(r"(?:[\w’',-]+\s){1,8}?had\s(?:\w+ly\s|also\s|already\s)?(?!to\b)[a-z]+(?:ed|en|n|t|e|d|k|g)\b")
_REPORTS = pattern(r"\b(?:said|says|told|that|who|which|whose|where|according|reported|claim\w*|as|after|because)\b")
_TOLD = pattern(r"\b(?:said|says|told|according\sto|reported|reports)\b")
_BEFORE = pattern(
    r"\b(?:was|were)\sborn\b|\bused\sto\b|\bdates?\sback\b|\b(?:days?|weeks?|months?|years?)\s(?:after|before|earlier)\b"
)
_AGO = pattern(r"\b(?:ago|last\s(?:year|month)|earlier\sthis\syear)\b")
_FRONT = 100
"""Characters of a sentence that say when it plays."""


def worth(own: str) -> float:
    """How much a sentence's own words (quotations blanked) tell as news, about -1 to 0.5; 0 is plain telling."""
    if own.rstrip().endswith("?"):
        return -0.6
    if _SILENT.search(own):
        return -0.6
    told = 0.25 * bool(_CAME_OUT.search(own)) + 0.15 * bool(_STANDS.search(own))
    return told - 0.5 * speaks_for_itself(own) - 0.2 * looks_back(own)


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
