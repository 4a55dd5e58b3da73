"""Front: the whole brief, its short form, and what stands in its place after a withdrawal."""

from __future__ import annotations

from bot.cards import Button, Card, CardLine, LineKind, Moment, Run, line
from bot.compose.errata import set_right
from bot.compose.lines import event_line, figure_lines, figures_by_line, quote_line, text_line
from bot.storage.editions import Edition
from bot.words import listed, on_day
from briefs import Brief, Event, Origin, Span

FIGURES_SHOWN = 5
EVENTS_SHOWN = 4
QUOTES_SHOWN = 6


def full_card(edition: Edition) -> Card:
    """Everything a reader needs on one screen; the rest is a button away."""
    brief = edition.brief
    introduced: set[str] = set()
    lines = [*correction_lines(edition), text_line(edition, "l", brief.lede, LineKind.TEXT)]
    lines += [text_line(edition, f"p{n}", point, LineKind.POINT) for n, point in enumerate(brief.key_points, 1)]
    lines += _section(
        "Key quotes",
        [quote_line(edition, f"q{n}", q, introduced) for n, q in enumerate(brief.quotes[:QUOTES_SHOWN], 1)],
    )
    lines += _section("Figures", figure_lines(edition, enumerate(brief.figures, 1), FIGURES_SHOWN))
    lines += _section("Timeline", [event_line(edition, f"t{n}", event) for n, event in _around_the_news(brief)])
    lines += _section(
        "What comes next", [text_line(edition, f"o{n}", o, LineKind.POINT) for n, o in enumerate(brief.outlook, 1)]
    )
    lines += [line(note, LineKind.SMALL) for note in brief.notes]
    return Card(headline(edition), (*lines, *footer(edition)), _buttons(edition), False, edition.article.url or "")


def figures_in_front(brief: Brief) -> int:
    """How many figures, counted from the first, it takes to fill the whole brief's lines of figures."""
    lines = figures_by_line(enumerate(brief.figures, 1))[:FIGURES_SHOWN]
    return max((line[0][0] for line in lines), default=0)


def _around_the_news(brief: Brief) -> list[tuple[int, Event]]:
    """The events next to the one that the lede tells, numbered from 1 as in the whole timeline."""
    events = list(enumerate(brief.timeline, 1))
    told = [
        (event.when_span.start, n)
        for n, event in events
        if any(_meet(span, own) for span in event.spans for own in brief.lede.spans)
    ]
    first = max(0, (min(told)[1] if told else len(events)) - EVENTS_SHOWN + 1)
    first = max(0, min(first, len(events) - EVENTS_SHOWN))
    return events[first : first + EVENTS_SHOWN]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def short_card(edition: Edition) -> Card:
    """Headline and lede, for a notification, and the way to the rest."""
    lines = [*correction_lines(edition), text_line(edition, "l", edition.brief.lede, LineKind.TEXT)]
    buttons = (Button("Full brief", part_action(edition, "full")), Button("Source", f"source:{edition.revision_id}:l"))
    return Card(
        headline(edition),
        (*lines, *footer(edition)[:1], *page_lines(edition)),
        (*buttons, Button("Ask", f"ask:{edition.revision_id}")),
        False,
        edition.article.url or "",
    )


def headline(edition: Edition) -> str:
    return set_right(edition, edition.brief.headline.text, edition.brief.headline.spans)


def withdrawn_card(edition: Edition) -> Card:
    return Card(
        "Withdrawn",
        (
            line(f"The brief “{edition.brief.headline.text}” was withdrawn."),
            line(edition.withdrawn),
        ),
        private=False,
    )


def part_action(edition: Edition, part: str) -> str:
    return f"part:{edition.revision_id}:{part}"


def correction_lines(edition: Edition) -> list[CardLine]:
    return [
        CardLine((Run(f"Correction, {on_day(note.at, edition.zone)}: ", bold=True), Run(note.text)))
        for note in edition.corrections
    ]


def footer(edition: Edition) -> list[CardLine]:
    """Who answers for it and when; the source; whose words the lines are."""
    article = edition.article
    answered = CardLine((Run(f"{edition.label} · "), Moment(edition.published, edition.zone)), LineKind.SMALL)
    parts = [part for part in (article.outlet, article.byline) if part]
    named = ", ".join(parts) or "the article"
    source = [Run("Source: "), Run(named, url=article.url or ""), Run(f". {_whose_words(edition)}")]
    lines = [answered, CardLine(tuple(source), LineKind.SMALL)]
    if edition.article_note:
        lines.append(line(edition.article_note, LineKind.SMALL))
    return [*lines, *page_lines(edition)]


def page_lines(edition: Edition) -> list[CardLine]:
    """The way to the brief's own page, in words that a plain message has as well."""
    if not edition.page:
        return []
    return [CardLine((Run("On the web: "), Run(edition.page, url=edition.page)), LineKind.SMALL)]


def _whose_words(edition: Edition) -> str:
    brief = edition.brief
    editors = [
        text.editor or "an editor"
        for text in (brief.headline, brief.lede, *brief.key_points, *brief.outlook)
        if text.origin is Origin.EDITED
    ]
    if editors:
        return f"Lines are extracted from it; {len(editors)} reworded by {listed(sorted(set(editors)))}."
    return "Lines are extracted from it, in its own words."


def _section(heading: str, lines: list[CardLine]) -> list[CardLine]:
    return [line(heading, LineKind.HEADING), *lines] if lines else []


def _buttons(edition: Edition) -> tuple[Button, ...]:
    brief = edition.brief
    parts = [
        ("Quotes", "quotes", brief.all_quotes),
        ("Figures", "figures", brief.figures),
        ("Timeline", "timeline", brief.timeline),
        ("Who is who", "people", brief.people),
    ]
    found = [Button("Source", f"source:{edition.revision_id}:all")]
    found += [Button(label, part_action(edition, part)) for label, part, content in parts if content]
    return (*found, Button("Ask", f"ask:{edition.revision_id}"))
