"""Errata: the article's words on a card, with what the desk has found wrong in them set right, and said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import CardLine, LineKind, Run, line
from bot.storage.editions import Edition
from bot.words import listed
from briefs import Erratum, Quote, Span
from briefs.errata import note, touching


def printed(edition: Edition, whole: Span, bold: Sequence[Span] = ()) -> list[Run]:
    """The article's words at `whole`, those at `bold` in bold; in place of wrong ones, the right ones in brackets."""
    text = edition.article.text
    parts: list[Run] = []
    wrong = {erratum.span: erratum for erratum in edition.corrected.errata if _meet(erratum.span, whole)}
    at = whole.start
    for part in _apart((*wrong, *bold), whole):
        held = [erratum for span, erratum in wrong.items() if _meet(span, part)]
        strong = any(_meet(span, part) for span in bold)
        parts += [Run(text[at : part.start]), *_set_right(text, part, held, bold=strong)]
        at = part.end
    return [run for run in (*parts, Run(text[at : whole.end])) if run.text]


def set_right(edition: Edition, text: str, spans: Sequence[Span]) -> str:
    """`text` with wrong words set right in brackets, where it is the article's at `spans`; a person's is theirs."""
    if not touching(spans, edition.errata) or text != " ".join(map(edition.article.cut, spans)):
        return text
    return " ".join("".join(run.text for run in printed(edition, span)) for span in spans)


def quote_set_right(edition: Edition, quote: Quote) -> Quote:
    """A quotation with the words that were printed wrong in brackets, as editors do."""
    if not touching(quote.spans, edition.errata):
        return quote
    parts = zip(quote.parts, quote.spans, strict=False)
    return replace(quote, parts=tuple(set_right(edition, part, (span,)) for part, span in parts))


def corrected_by(edition: Edition, spans: Sequence[Span]) -> str:
    """“ (the article says “25 percent”; corrected by Ann Lee)” behind a line whose evidence is wrong."""
    found = touching(spans, edition.corrected.errata)
    if not found:
        return ""
    says = listed([f"“{edition.article.cut(erratum.span)}”" for erratum in found])
    who = listed(sorted({erratum.by for erratum in found if erratum.by}))
    return f" (the article says {says}; corrected{f' by {who}' if who else ''})"


def mark_run(edition: Edition, spans: Sequence[Span]) -> tuple[Run, ...]:
    said = corrected_by(edition, spans)
    return (Run(said, italic=True),) if said else ()


def note_lines(edition: Edition, spans: Sequence[Span]) -> list[CardLine]:
    """What was corrected at these places, why, and by whom, a line each."""
    found = touching(spans, edition.corrected.errata)
    return [line(note(erratum, edition.article), LineKind.SMALL) for erratum in found]


def _set_right(text: str, part: Span, errata: Sequence[Erratum], *, bold: bool) -> list[Run]:
    """The words of `part`, each erratum in it as a whole in brackets."""
    runs: list[Run] = []
    at = part.start
    for erratum in sorted(errata, key=lambda erratum: erratum.span):
        before = text[at : max(at, erratum.span.start)]
        runs += [Run(before, bold=bold), Run(f"[{erratum.right}]", bold=bold)]
        at = erratum.span.end
    return [*runs, Run(text[at : max(at, part.end)], bold=bold)]


def _apart(spans: Sequence[Span], whole: Span) -> list[Span]:
    """The spans inside `whole`, those that overlap joined, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        low, high = max(span.start, whole.start), min(span.end, whole.end)
        if low >= high:
            continue
        if found and low < found[-1].end:
            found[-1] = Span(span.article, found[-1].start, max(high, found[-1].end))
        else:
            found.append(Span(span.article, low, high))
    return found


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
