"""Readout's own sentences as Slack says them; an article's words are left alone."""

from __future__ import annotations

from bot.cards import Card, CardLine, Form, LineKind, Run, line, say
from bot.platforms.slack.wording import in_slack
from bot.render.plain import plain


def test_forms_name_commands_as_they_are_typed() -> None:
    """The sentence over a form's fields says `/brief topic add`, as a reply does."""
    form = Form("Take in an article", "topic:text", (), "Take in", about="Use `topic add` on this server.")
    assert in_slack(form).about == "Use `/brief topic add` in this workspace."


def test_help_lists_commands_as_they_are_typed() -> None:
    """An item of `help` begins with what is typed: /brief quotes, /brief, /ask."""
    names = ("quotes", "brief", "ask", "schedule add")
    items = tuple(CardLine((Run(name, bold=True), Run(" — what it does")), LineKind.POINT) for name in names)
    shown = [one.split(" — ")[0] for one in plain(in_slack(Card("", items))).splitlines() if one]
    assert [one.lstrip("• ") for one in shown] == ["/brief quotes", "/brief", "/ask", "/brief schedule add"]


def test_server_is_a_workspace() -> None:
    """Slack's people know workspaces and user groups."""
    told = in_slack(Card("On this server", (line("A code for another server; roles of this server."),)))
    assert plain(told).split("\n")[0] == "In this workspace"
    assert "A code for another workspace; user groups of this workspace." in plain(told)


def test_words_of_an_article_stay() -> None:
    """A line with evidence, or a quotation, is the article's."""
    words = "“On this server we `quotes`.”"
    lines = (CardLine((Run(words),), source="source:1:l"), CardLine((Run(words),), LineKind.QUOTE))
    assert in_slack(Card("", lines)).lines == lines
    assert in_slack(say("`quotes`")).lines != say("`quotes`").lines
