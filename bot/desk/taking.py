"""Taking: words that an editor selected in the article become a quote, a point, a figure or an event of the draft."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.errors import DeskError
from bot.desk.shaping import LISTS, LONGEST, MOST
from briefs import Article, Brief, Line, Quote, QuoteKind, Span
from briefs.modality import modality_of

KINDS = ("quote", "point", "figure", "event")


def take(brief: Brief, article: Article, engine: Brief, kind: str, start: int, end: int) -> Brief:
    """`brief` with what stands at `[start, end)`, last in its list. `engine` is the article's automatic brief.

    Raises `DeskError` where the words there cannot become that.
    """
    selected = _tidied(article, start, end)
    match kind:
        case "point":
            return _checked("p", replace(brief, key_points=(*brief.key_points, _point(article, selected))))
        case "quote":
            quote = _quote(brief, article, engine, selected)
            return _checked("q", replace(brief, quotes=(*brief.quotes, quote)))
        case "figure":
            inside = [figure for figure in engine.figures if _meets(figure.span, selected)]
            new = [figure for figure in inside if figure.span not in {own.span for own in brief.figures}]
            if not new:
                raise DeskError(
                    _told(bool(inside), "There is no figure in these words. Select a number with its unit.")
                )
            return _checked("f", replace(brief, figures=(*brief.figures, *new)))
        case "event":
            events = [event for event in engine.timeline if any(_meets(span, selected) for span in event.spans)]
            fresh = [event for event in events if event not in brief.timeline]
            if not fresh:
                raise DeskError(_told(bool(events), "These words name no time. Select a sentence that says when."))
            return _checked("t", replace(brief, timeline=(*brief.timeline, *fresh)))
    raise DeskError(f"Words of the article become one of {', '.join(KINDS)}.")


def _tidied(article: Article, start: int, end: int) -> Span:
    """The selection without blanks around it."""
    text = article.text
    if not 0 <= start < end <= len(text):
        raise DeskError("Nothing of the article is selected. Mark the words first.")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise DeskError("Nothing of the article is selected. Mark the words first.")
    if end - start > LONGEST:
        raise DeskError(f"A line may have {LONGEST:,} characters; this has {end - start:,}. Select less.")
    return Span(article.id, start, end)


def _point(article: Article, selected: Span) -> Line:
    """The article's own words; a break between paragraphs divides the evidence."""
    spans, at = [], selected.start
    for piece in article.cut(selected).splitlines(keepends=True):
        words = piece.strip()
        if words:
            start = at + piece.index(words)
            spans.append(Span(article.id, start, start + len(words)))
        at += len(piece)
    text = " ".join(article.cut(span) for span in spans)
    return Line(text, tuple(spans), modality=modality_of(text))


def _quote(brief: Brief, article: Article, engine: Brief, selected: Span) -> Quote:
    """The quotation that the selection lies in, as far as it was selected by whole words."""
    known = [quote for quote in (*brief.all_quotes, *engine.all_quotes) if quote.kind is not QuoteKind.SCARE]
    whole = next((quote for quote in known if any(_meets(span, selected) for span in quote.spans)), None)
    if whole is None:
        raise DeskError("Nobody is quoted in these words: they stand between no quotation marks. Add them as a point.")
    if any(quote.spans == whole.spans for quote in brief.quotes):
        raise DeskError("This quotation is in the draft already.")
    return whole


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _checked(letter: str, longer: Brief) -> Brief:
    if len(getattr(longer, LISTS[letter])) > MOST[letter]:
        raise DeskError(f"There are {MOST[letter]} of them already, more than a reader takes in. Drop one first.")
    return longer


def _told(inside: bool, sentence: str) -> str:
    return "That is in the draft already." if inside else sentence
