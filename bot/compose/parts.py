"""Parts: one part of a brief in full: its quotations, figures, timeline, people or sources."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Button, Card, CardLine, LineKind, Run, Words, line
from bot.compose.errata import mark_run, set_right
from bot.compose.front import correction_lines, footer, page_lines
from bot.compose.lines import event_line, figure_lines, keyed_lines, person_line, quote_line
from bot.storage.editions import Edition
from bot.words import listed
from briefs import Person, PersonKind, QuoteKind, Span

GROUPS = {
    PersonKind.PERSON: "People",
    PersonKind.ORGANISATION: "Organisations",
    PersonKind.PLACE: "Places",
}


def quotes_card(edition: Edition, speaker: str | None = None) -> Card:
    """Every quotation in the article's order, or one speaker's; then what is reported without marks."""
    brief = edition.brief
    introduced: set[str] = set()
    lines = [
        quote_line(edition, f"a{n}", quote, introduced)
        for n, quote in enumerate(brief.all_quotes, 1)
        if quote.kind is not QuoteKind.SCARE and (speaker is None or speaker in quote.speakers)
    ]
    statements = [
        CardLine(
            (*_whose(s.speakers if speaker is None else ()), *_told(edition, s.text, s.spans)),
            LineKind.POINT,
            source=f"source:{edition.revision_id}:s{n}",
        )
        for n, s in enumerate(brief.statements, 1)
        if speaker is None or speaker in s.speakers
    ]
    if statements:
        lines += [line("Reported, not quoted", LineKind.HEADING), *statements]
    title = f"What {speaker} said" if speaker else "Quotations"
    return _part(edition, title, lines, "The article quotes nobody.")


def figures_card(edition: Edition, name: str | None = None) -> Card:
    """Every figure, those that matter most first, or those whose words contain `name`."""
    chosen = [
        (n, figure)
        for n, figure in enumerate(edition.brief.figures, 1)
        if name is None or name.lower() in f"{figure.line} {figure.text} {figure.counts}".lower()
    ]
    lines = figure_lines(edition, chosen)
    return _part(edition, f"Figures: {name}" if name else "Figures", lines, "The article gives no figures for that.")


def timeline_card(edition: Edition) -> Card:
    lines = [event_line(edition, f"t{n}", event) for n, event in enumerate(edition.brief.timeline, 1)]
    return _part(edition, "Timeline", lines, "The article dates nothing.")


def people_card(edition: Edition, name: str | None = None) -> Card:
    """Who is who; for one name, what they said and did."""
    people = edition.brief.people
    if name is not None:
        chosen = [person for person in people if person.name == name]
        return _part(
            edition, name, [part for p in chosen for part in _portrait(edition, p)], f"No {name} in the article."
        )
    lines: list[CardLine] = []
    for kind, heading in GROUPS.items():
        group = [person_line(person) for person in people if person.kind is kind]
        lines += [line(heading, LineKind.HEADING), *group] if group else []
    return _part(edition, "Who is who", lines, "The article names nobody.")


def sources_card(edition: Edition) -> Card:
    """The article itself, and every line of the brief with a way to its evidence."""
    article = edition.article
    facts = [
        ("Headline", article.headline or ""),
        ("Outlet", article.outlet or ""),
        ("By", article.byline or ""),
        ("Published", f"{article.published:%d %b %Y, %H:%M %Z}" if article.published else "the article gives no date"),
        ("Licence", article.licence or ""),
        ("Version", article.id),
    ]
    lines = [CardLine((Run(f"{label}: ", bold=True), Run(value)), LineKind.POINT) for label, value in facts if value]
    if article.url:
        lines.append(CardLine((Run("Read it: ", bold=True), Run(article.url, url=article.url)), LineKind.POINT))
    lines.append(line("Every line and its evidence", LineKind.HEADING))
    lines += [
        CardLine(_told(edition, text, spans), LineKind.POINT, source=f"source:{edition.revision_id}:{key}")
        for key, text, spans in keyed_lines(edition.brief)
        if spans and key[0] in "lpqfo"
    ]
    return _part(edition, "Sources", lines, "")


def _told(edition: Edition, text: str, spans: Sequence[Span]) -> Words:
    return (Run(set_right(edition, text, spans)), *mark_run(edition, spans))


def _whose(speakers: Sequence[str]) -> Words:
    """Who is reported to have said what follows."""
    return (Run(f"{listed(speakers)}: "),) if speakers else ()


def _portrait(edition: Edition, person: Person) -> list[CardLine]:
    lines = [person_line(person)]
    if person.aliases:
        lines.append(line(f"Also as {listed(person.aliases)}.", LineKind.SMALL))
    introduced = {person.name}
    said = [
        quote_line(edition, f"a{n}", quote, introduced)
        for n, quote in enumerate(edition.brief.all_quotes, 1)
        if person.name in quote.speakers
    ]
    done = [
        CardLine(
            _told(edition, edition.article.cut(s), (s,)),
            LineKind.POINT,
            source=f"source:{edition.revision_id}:x{s.start}-{s.end}",
        )
        for s in person.did
    ]
    lines += [line("Said", LineKind.HEADING), *said] if said else []
    return lines + ([line("Did", LineKind.HEADING), *done] if done else [])


def _part(edition: Edition, title: str, lines: list[CardLine], otherwise: str) -> Card:
    body = lines or [line(otherwise)]
    buttons = (Button("Full brief", f"part:{edition.revision_id}:full"), Button("Ask", f"ask:{edition.revision_id}"))
    return Card(
        title,
        (*correction_lines(edition), *body, footer(edition)[0], *page_lines(edition)),
        buttons,
        False,
        edition.article.url or "",
    )
