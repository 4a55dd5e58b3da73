"""Faithful: true lines said otherwise, as editors do: none of them may alarm."""

from __future__ import annotations

import re

from benchmarks.planting.source import Source, outside_quotes
from briefs.checks.quotation import find_quoted
from briefs.model import PersonKind


def percent(source: Source, text: str) -> str | None:
    return None if list(find_quoted(text)) else re.sub(r"(\d) per ?cent\b", r"\1%", text)


def dollars(source: Source, text: str) -> str | None:
    return None if list(find_quoted(text)) else re.sub(r"\$(\d+(?:\.\d+)?) (million|billion)\b", r"\1 \2 dollars", text)


def short_name(source: Source, text: str) -> str | None:
    for found in source.people:
        if found.kind is PersonKind.PERSON and len(found.name.split()) == 2 and found.name in text:
            at = text.find(found.name)
            if outside_quotes(text, at) and not re.search(r"[A-Z][\w.]*,? $", text[:at]):
                return text[:at] + found.name.split()[-1] + text[at + len(found.name) :]
    return None


def moved(source: Source, text: str) -> str | None:
    """“In 2024, exports rose.” as “Exports rose in 2024.”"""
    m = re.match(r"^((?:In|On|At|After|During|Last|Since) [^,“”\"]{3,60}), ([^“”\"]{20,})\.$", text)
    if not m or "," in m.group(2):
        return None
    rest = m.group(2)
    return f"{rest[0].upper()}{rest[1:]} {m.group(1)[0].lower()}{m.group(1)[1:]}."


def turned(source: Source, text: str) -> str | None:
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


def cut_tail(source: Source, text: str) -> str | None:
    """A line without its last clause, where that is no attribution."""
    m = re.match(r"^([^“”\"]{50,}), (?:which|where|while|with|including|after|as) [^“”\"]{15,}\.$", text)
    return f"{m.group(1)}." if m else None


def cut_head(source: Source, text: str) -> str | None:
    """A line without the words before its first comma, where they are no attribution and no condition."""
    m = re.match(r"^(?:In|On|At|After|During|Last|Since|Meanwhile|However|But) [^,“”\"]{2,60}, ([^“”\"]{50,})$", text)
    return m.group(1)[0].upper() + m.group(1)[1:] if m else None
