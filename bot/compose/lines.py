"""Lines: the lines of a brief as card lines, each with the key under which its evidence is found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.cards import CardLine, LineKind, Run, Words
from bot.compose.errata import corrected_by, mark_run, printed, quote_set_right, set_right
from bot.storage.editions import Edition
from bot.words import MODALITY, listed
from briefs import Brief, Event, Figure, Line, Modality, Person, PersonKind, Quote, Span

LINE_KEYS = {
    "h": "Headline",
    "l": "Lede",
    "p": "Point",
    "q": "Key quote",
    "a": "Quotation",
    "s": "Statement",
    "f": "Figure",
    "t": "Event",
    "o": "Outlook",
}
"""The first letter of a line's key; points and the like add their number from 1: “p2”."""

_NO_ADDRESSEE = frozenset(("me", "us", "him", "her", "them"))
_COMPLEMENTS = frozenset(("of", "for", "at", "from", "in", "to", "and", "who"))
_LINK = re.compile(r"^of\s", re.IGNORECASE)
UNATTRIBUTED = "Unattributed: the article does not say for certain who said it"


def source_action(edition: Edition, key: str) -> str:
    return f"source:{edition.revision_id}:{key}"


def keyed_lines(brief: Brief) -> Iterable[tuple[str, str, tuple[Span, ...]]]:
    """Every line of a brief as (key, text, spans), in the order of a full brief."""
    yield "h", brief.headline.text, brief.headline.spans
    yield "l", brief.lede.text, brief.lede.spans
    for n, point in enumerate(brief.key_points, 1):
        yield f"p{n}", point.text, point.spans
    for n, quote in enumerate(brief.quotes, 1):
        yield f"q{n}", quote.quoted, quote.spans
    for n, figure in enumerate(brief.figures, 1):
        yield f"f{n}", figure.line or figure.text, (figure.line_span or figure.span,)
    for n, event in enumerate(brief.timeline, 1):
        yield f"t{n}", event.text, event.spans
    for n, statement in enumerate(brief.statements, 1):
        yield f"s{n}", statement.text, statement.spans
    for n, ahead in enumerate(brief.outlook, 1):
        yield f"o{n}", ahead.text, ahead.spans
    for n, quote in enumerate(brief.all_quotes, 1):
        yield f"a{n}", quote.quoted, quote.spans


def spans_of(brief: Brief, key: str) -> tuple[Span, ...] | None:
    """The evidence of the line with this key, or None where there is no such line."""
    if key.startswith("x"):
        start, _, end = key[1:].partition("-")
        return (Span(brief.article, int(start), int(end)),) if start.isdigit() and end.isdigit() else None
    return next((spans for known, _, spans in keyed_lines(brief) if known == key), None)


def line_of(brief: Brief, key: str) -> str:
    return next((text for known, text, _ in keyed_lines(brief) if known == key), "")


def finished(text: str) -> str:
    """A line whose clauses were left out shows it: an ellipsis for what stood before it, a full stop at its end."""
    before, after = _cut_ends(text)
    return f"{before}{text}{after}"


def _cut_ends(text: str) -> tuple[str, str]:
    before = "… " if text[:1].islower() else ""
    return before, "." if text[-1:].isalnum() or text.endswith((")", "%", "]")) else ""


def marked(text: str, modality: Modality) -> Words:
    """Words with their modality behind them, where they are no plain fact and do not say so themselves."""
    mark = _mark(text, modality)
    return (Run(finished(text)), Run(f" ({mark})", italic=True)) if mark else (Run(finished(text)),)


def _mark(text: str, modality: Modality) -> str:
    """“pledged”, but nothing behind “Japan pledged to invest”: the mark would cover the line's other clauses too."""
    mark = MODALITY.get(modality, "")
    return "" if mark.removesuffix("ed") in text.lower() else mark


def text_line(edition: Edition, key: str, line: Line, kind: LineKind) -> CardLine:
    source = source_action(edition, key) if line.spans else ""
    words = marked(set_right(edition, line.text, line.spans), line.modality)
    return CardLine((*words, *mark_run(edition, line.spans), *note_run(line.note)), kind, source=source)


def note_run(note: str) -> tuple[Run, ...]:
    """What the desk adds for readers, in brackets behind the article's own words."""
    return (Run(f" [Note: {note}]", italic=True),) if note else ()


def quote_line(edition: Edition, key: str, quote: Quote, introduced: set[str]) -> CardLine:
    """`introduced` holds the speakers who already stand with their role in this card."""
    noted = "".join(run.text for run in note_run(quote.note))
    by = f"{_speaker(quote, introduced)}{corrected_by(edition, quote.spans)}{noted}"
    words = (Run(quote_set_right(edition, quote).quoted),)
    return CardLine(words, LineKind.QUOTE, by=by, source=source_action(edition, key))


def _speaker(quote: Quote, introduced: set[str]) -> str:
    if not quote.speakers:
        return quote.source or UNATTRIBUTED
    name = listed(quote.speakers)
    with_role = quote.role and name not in introduced and len(quote.speakers) == 1
    introduced.update(quote.speakers)
    whole = _with_role(name, quote.role) if with_role else name
    return f"{whole}, {said}" if (said := _occasion(quote.occasion)) else whole


def _with_role(name: str, role: str) -> str:
    """A title stands before a name, a description behind it: “Rosa Tiller, teacher from the island of Skerrow”."""
    words = role.split()
    title = len(words) <= (6 if words[0][0].isupper() else 3) and not _COMPLEMENTS.intersection(words)
    return f"{role} {name}" if title else f"{name}, {role}"


def _occasion(said: str) -> str:
    """“told reporters on Monday” is “to reporters on Monday” beside a name; “told me” says nothing to a reader."""
    verb, _, rest = said.partition(" ")
    if verb != "told":
        return rest
    whom, _, when = rest.partition(" ")
    return when if whom in _NO_ADDRESSEE else f"to {rest}" if rest else ""


def figure_lines(edition: Edition, numbered: Iterable[tuple[int, Figure]], most: int | None = None) -> list[CardLine]:
    """The first `most` lines that numbers stand in, each once with all its numbers in bold.

    `numbered` holds figures with their numbers in the brief, from 1.
    """
    return [
        CardLine(
            _figure_words(edition, [f for _, f in found]),
            LineKind.POINT,
            source=source_action(edition, f"f{found[0][0]}"),
        )
        for found in figures_by_line(numbered)[:most]
    ]


def figures_by_line(numbered: Iterable[tuple[int, Figure]]) -> list[list[tuple[int, Figure]]]:
    """Figures that stand in the same words together, in the order of the first of each."""
    found = list(numbered)
    widest = _widest([figure.line_span or figure.span for _, figure in found])
    together: dict[Span, list[tuple[int, Figure]]] = {}
    for n, figure in found:
        together.setdefault(widest[figure.line_span or figure.span], []).append((n, figure))
    return list(together.values())


def _widest(spans: Sequence[Span]) -> dict[Span, Span]:
    """Per span, the widest of them that it lies in."""
    found: dict[Span, Span] = {}
    outer: Span | None = None
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if outer is None or span.end > outer.end:
            outer = span
        found[span] = outer
    return found


def _figure_words(edition: Edition, figures: Sequence[Figure]) -> Words:
    """The numbers in bold inside the words that make them readable."""
    widest = max(figures, key=lambda figure: len(figure.line))
    told = widest.line_span or widest.span
    if widest.line_span is None or widest.text not in widest.line:
        number = set_right(edition, widest.text, (widest.span,))
        words = [Run(number, bold=True), Run(f" {widest.counts}" if widest.counts else "")]
    else:
        before, after = _cut_ends(widest.line)
        inside = printed(edition, told, [figure.span for figure in figures])
        words = [Run(before), *inside, Run(after)]
    said = Run(f" — {widest.source}" if widest.source and not _names(widest.line, widest.source) else "")
    firmness = Run(_firmness(edition, figures), italic=True)
    notes = [run for note in dict.fromkeys(figure.note for figure in figures) for run in note_run(note)]
    return tuple(run for run in (*words, firmness, said, *mark_run(edition, (told,)), *notes) if run.text)


def _names(line: str, source: str) -> bool:
    """Whether a line says itself whose figure it is, by a surname at least."""
    return all(name.split()[-1] in line for name in source.split(", "))


_NAMES_ITS_NOUN = frozenset(("ordinal", "year"))
"""Units of numbers that tell which, not how many: “the 250th anniversary” is not expected as a sum is."""


def _firmness(edition: Edition, figures: Sequence[Figure]) -> str:
    """“ (pledged)” behind a line; where its numbers differ in that, which of them: “ ($550 billion pledged)”."""
    counts = [figure for figure in figures if figure.unit not in _NAMES_ITS_NOUN] or figures
    texts = [set_right(edition, figure.text, (figure.span,)) for figure in counts]
    marks = [(text, MODALITY.get(figure.modality, "")) for text, figure in zip(texts, counts, strict=True)]
    if len({mark for _, mark in marks}) == 1:
        mark = _mark(max((figure.line for figure in figures), key=len), counts[0].modality)
        return f" ({mark})" if mark else ""
    return f" ({', '.join(f'{text} {mark}' for text, mark in marks if mark)})"


def event_line(edition: Edition, key: str, event: Event) -> CardLine:
    """The time, then what happened; a time that opens the words is not said twice."""
    text, when = set_right(edition, event.text, event.spans), set_right(edition, event.when, (event.when_span,))
    added = f" [{event.date}]" if event.date and event.date not in when and when == event.when else ""
    words: Words
    if text.lower().startswith(when.lower()):
        when, rest = text[: len(when)], text[len(when) :]
        words = (Run(when, bold=True), Run(added), *marked(rest, event.modality))
    else:
        when = _LINK.sub("", when).rstrip(".,; ")
        words = (Run(when[:1].upper() + when[1:], bold=True), Run(f"{added}: "), *marked(text, event.modality))
    return CardLine(
        (*words, *mark_run(edition, (*event.spans, event.when_span)), *note_run(event.note)),
        LineKind.POINT,
        source=source_action(edition, key),
    )


def person_line(person: Person) -> CardLine:
    words = [Run(person.name, bold=True)]
    if person.roles:
        words.append(Run(f" — {'; '.join(person.roles[:2])}"))
    if person.kind is PersonKind.PERSON and person.said:
        words.append(Run(f" · quoted {'once' if len(person.said) == 1 else f'{len(person.said)} times'}"))
    return CardLine(tuple(words), LineKind.POINT)
