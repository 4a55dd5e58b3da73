"""Drafts: a brief as a form, and a sent form as an editor's wording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.cards import Field, FieldKind, Form, Option
from bot.commands.declare import Values
from bot.desk import DeskError, DraftText, Wording
from briefs import Brief, Figure, Quote, QuoteKind

T = TypeVar("T")

MOST_OPTIONS = 25
"""Discord's limit for a choice."""
LONGEST_TEXT = 3_000
"""Slack's limit for a text field; Discord's is 4,000."""
LIMITS = {"headline": 300, "lede": 1_500, "points": LONGEST_TEXT}
"""Characters of the form's fields; a browser can be made to send more."""
LABEL = 75
"""Slack's limit for an option's text."""


def draft_form(draft: DraftText, engine: Brief) -> Form:
    """The draft as it stands; `engine` is the automatic brief, whose quotes and figures may be chosen again."""
    brief = draft.brief
    chosen = {
        "headline": (brief.headline.text,),
        "lede": (brief.lede.text,),
        "points": ("\n".join(point.text for point in brief.key_points),),
        "quotes": tuple(quote_value(quote) for quote in brief.quotes),
        "figures": tuple(figure_value(figure) for figure in brief.figures),
    }
    return _form(draft, engine, chosen, f"Saved by {draft.saved_by}. Quotations are chosen, never reworded.")


def kept_form(draft: DraftText, unsaved: Values, engine: Brief) -> Form:
    """The form again, with a text that was not saved; sent, it goes over what was saved since."""
    about = f"This is your text; saving puts it over what {draft.saved_by} saved last."
    return _form(draft, engine, {"quotes": (), "figures": (), **unsaved}, about)


def wording_from(values: Values, draft: DraftText, engine: Brief) -> Wording:
    """What a sent form says. Raises `DeskError` for an empty headline or summary, or a text beyond its limit."""
    headline, lede = _text(values, "headline"), _text(values, "lede")
    if not headline or not lede:
        raise DeskError("A brief needs a headline and a summary. Nothing was saved yet.")
    _check_lengths(values, draft.brief)
    points = [part.strip().lstrip("•–—*- ").strip() for part in "\n".join(values.get("points", ())).splitlines()]
    quotes = {quote_value(quote): quote for quote in quotes_to_choose(draft, engine)}
    figures = {figure_value(figure): figure for figure in figures_to_choose(draft, engine)}
    return Wording(
        headline,
        lede,
        tuple(point for point in dict.fromkeys(points) if point),
        _chosen(values, "quotes", quotes, draft.brief.quotes),
        _chosen(values, "figures", figures, draft.brief.figures),
    )


def quotes_to_choose(draft: DraftText, engine: Brief) -> Sequence[Quote]:
    """The chosen quotes, then the others of the article."""
    others = [quote for quote in draft.brief.all_quotes if quote.kind is not QuoteKind.SCARE]
    return _first({quote_value(quote): quote for quote in (*draft.brief.quotes, *others, *engine.quotes)})


def figures_to_choose(draft: DraftText, engine: Brief) -> Sequence[Figure]:
    return _first({figure_value(figure): figure for figure in (*draft.brief.figures, *engine.figures)})


def quote_value(quote: Quote) -> str:
    return f"{quote.spans[0].start}-{quote.spans[-1].end}"


def figure_value(figure: Figure) -> str:
    return f"{figure.span.start}-{figure.span.end}"


def _form(draft: DraftText, engine: Brief, chosen: Values, about: str) -> Form:
    quotes = [
        Option(
            value, _label(f"{quote.quoted} {', '.join(quote.speakers) or 'unattributed'}"), value in chosen["quotes"]
        )
        for quote in quotes_to_choose(draft, engine)
        for value in (quote_value(quote),)
    ]
    figures = [
        Option(value, _label(f"{figure.text} {figure.counts}"), value in chosen["figures"])
        for figure in figures_to_choose(draft, engine)
        for value in (figure_value(figure),)
    ]
    fields = [
        Field(
            "headline", "Headline", FieldKind.LINE, _text(chosen, "headline"), limit=LIMITS["headline"], required=True
        ),
        Field("lede", "Summary", FieldKind.TEXT, _text(chosen, "lede"), limit=LIMITS["lede"], required=True),
        Field("points", "Points, one a line", FieldKind.TEXT, _text(chosen, "points"), limit=LIMITS["points"]),
    ]
    if quotes:
        fields.append(Field("quotes", "Key quotes", FieldKind.CHOICES, options=tuple(quotes)))
    if figures:
        fields.append(Field("figures", "Figures", FieldKind.CHOICES, options=tuple(figures)))
    return Form(
        f"Edit {draft.topic}"[:45], f"save:{draft.topic_id}:{draft.version}", tuple(fields), "Save draft", about
    )


def _check_lengths(values: Values, brief: Brief) -> None:
    """Raises `DeskError` for a text beyond its limit, unless the draft had it already."""
    had = {
        "headline": brief.headline.text,
        "lede": brief.lede.text,
        "points": "\n".join(point.text for point in brief.key_points),
    }
    for name, limit in LIMITS.items():
        text = _text(values, name)
        if len(text) > max(limit, len(had[name])):
            called = {"lede": "summary"}.get(name, name)
            raise DeskError(
                f"The {called} may have {limit:,} characters; this has {len(text):,}. Nothing was saved yet."
            )


def _first(found: dict[str, T]) -> Sequence[T]:
    return list(found.values())[:MOST_OPTIONS]


def _label(text: str) -> str:
    return text if len(text) <= LABEL else text[: LABEL - 1].rstrip() + "…"


def _text(values: Values, name: str) -> str:
    return "\n".join(values.get(name, ())).strip()


def _chosen(values: Values, name: str, known: dict[str, T], current: Sequence[T]) -> tuple[T, ...]:
    """The chosen ones in the draft's order, new ones behind; a form without the field changes nothing."""
    if name not in values:
        return tuple(current)
    wanted = set(values[name])
    return tuple(thing for value, thing in known.items() if value in wanted)
