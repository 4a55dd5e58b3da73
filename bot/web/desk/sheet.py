"""Sheet: a draft beside its article, as the editor's page shows them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.compose.front import figures_in_front
from bot.compose.lines import LINE_KEYS
from bot.desk import DraftText, Finding
from bot.desk.shaping import sentences_of, speakers_to_choose
from bot.words import MODALITY
from briefs import Article, Brief, Event, Figure, Line, Modality, Origin, Quote, Span


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the draft. `was` tells whether somebody changed it since the page was made."""

    key: str
    label: str
    text: str
    was: str
    places: str
    """Its evidence, as “12-80 95-140”, offsets into the article."""
    proof: tuple[str, ...]
    """The article's words at these places."""
    origin: str = ""
    worded: bool = False
    """May be put in other words."""
    moved: bool = False
    """Stands in a list, so it can be moved and dropped."""
    last: bool = False
    note: str = ""
    """What a reader is told beside it: “expected”."""
    remark: str = ""
    """What the desk tells readers beside it."""
    speaker: str = ""
    speakers: tuple[str, ...] = ()
    sentences: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Of a quotation, the sentences of each part that has several."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    letter: str
    rows: tuple[Row, ...]
    folded: tuple[Row, ...] = ()
    """Those that a reader's brief leaves to whoever asks for all of them."""

    def holds(self, key: str) -> bool:
        """Whether the line of that key is among the folded ones."""
        return any(row.key == key for row in self.folded)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Of the article: sentences with their offsets."""

    sentences: tuple[tuple[int, int, str], ...]


def parts_of(draft: DraftText, found: Sequence[Finding]) -> tuple[Part, ...]:
    """The draft's lines in the order that readers meet them."""
    brief, article = draft.brief, draft.article
    front = (_line("h", brief.headline, article, found, "Headline"), _line("l", brief.lede, article, found, "Summary"))
    points = [
        _line(f"p{n}", point, article, found, f"Point {n}", n == len(brief.key_points))
        for n, point in enumerate(brief.key_points, 1)
    ]
    outlook = [
        _line(f"o{n}", line, article, found, "", n == len(brief.outlook)) for n, line in enumerate(brief.outlook, 1)
    ]
    figures = tuple(_figure(brief, article, n) for n in range(1, len(brief.figures) + 1))
    shown = figures_in_front(brief)
    return (
        Part("Headline and summary", "", front),
        Part("Points", "p", tuple(points)),
        Part("Key quotes", "q", tuple(_quote(brief, article, n) for n in range(1, len(brief.quotes) + 1))),
        Part("Figures", "f", figures[:shown], figures[shown:]),
        Part("Timeline", "t", tuple(_event(brief, article, n) for n in range(1, len(brief.timeline) + 1))),
        Part("What comes next", "o", tuple(outlook)),
    )


def paragraphs_of(article: Article) -> tuple[Paragraph, ...]:
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for sentence in article.sentences:
        rows.setdefault(sentence.paragraph, []).append((sentence.span.start, sentence.span.end, sentence.text))
    return tuple(Paragraph(tuple(rows[number])) for number in sorted(rows))


def fingerprint(thing: Line | Quote | Figure | Event) -> str:
    """Short, and another one as soon as anything about the line is changed."""
    return hashlib.sha256(repr(thing).encode()).hexdigest()[:16]


def rows_of(brief: Brief) -> dict[str, Line | Quote | Figure | Event]:
    """Every line by its key."""
    rows: dict[str, Line | Quote | Figure | Event] = {"h": brief.headline, "l": brief.lede}
    rows |= {f"p{n}": point for n, point in enumerate(brief.key_points, 1)}
    rows |= {f"q{n}": quote for n, quote in enumerate(brief.quotes, 1)}
    rows |= {f"f{n}": figure for n, figure in enumerate(brief.figures, 1)}
    rows |= {f"t{n}": event for n, event in enumerate(brief.timeline, 1)}
    return rows | {f"o{n}": line for n, line in enumerate(brief.outlook, 1)}


def _line(key: str, line: Line, article: Article, found: Sequence[Finding], where: str, last: bool = False) -> Row:
    return Row(
        key,
        where or LINE_KEYS[key[0]],
        line.text,
        fingerprint(line),
        _places(line.spans),
        _proof(article, line.spans),
        origin=f"reworded by {line.editor or 'an editor'}" if line.origin is Origin.EDITED else "extracted",
        worded=True,
        moved=key not in ("h", "l"),
        last=last,
        note=_firmness(line.modality),
        remark=line.note,
        findings=tuple(finding for finding in found if finding.where == where),
    )


def _quote(brief: Brief, article: Article, n: int) -> Row:
    quote = brief.quotes[n - 1]
    split = [(part, sentences_of(article, span)) for part, span in enumerate(quote.spans)]
    return Row(
        f"q{n}",
        f"Quote {n}",
        quote.quoted,
        fingerprint(quote),
        _places(quote.spans),
        _proof(article, quote.spans),
        origin="extracted, word for word",
        remark=quote.note,
        moved=True,
        last=n == len(brief.quotes),
        speaker=quote.speakers[0] if len(quote.speakers) == 1 else " and ".join(quote.speakers),
        speakers=tuple(speakers_to_choose(brief, quote)),
        sentences=tuple((part, tuple(article.cut(s) for s in cut)) for part, cut in split if len(cut) > 1),
    )


def _figure(brief: Brief, article: Article, n: int) -> Row:
    figure = brief.figures[n - 1]
    spans = (figure.line_span or figure.span,)
    return Row(
        f"f{n}",
        f"Figure {n}",
        f"{figure.text} – {figure.line}" if figure.line else figure.text,
        fingerprint(figure),
        _places(spans),
        _proof(article, spans),
        origin="extracted",
        moved=True,
        last=n == len(brief.figures),
        note=_firmness(figure.modality),
        remark=figure.note,
    )


def _event(brief: Brief, article: Article, n: int) -> Row:
    event = brief.timeline[n - 1]
    return Row(
        f"t{n}",
        f"Event {n}",
        f"{event.when}: {event.text}",
        fingerprint(event),
        _places(event.spans),
        _proof(article, event.spans),
        origin="extracted",
        moved=True,
        last=n == len(brief.timeline),
        note=_firmness(event.modality),
        remark=event.note,
    )


def _places(spans: Sequence[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def _proof(article: Article, spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(article.cut(span) for span in spans)


def _firmness(modality: Modality) -> str:
    return MODALITY.get(modality, "")
