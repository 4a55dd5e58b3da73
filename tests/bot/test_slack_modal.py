"""Forms as Slack modals, and what comes back from them."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import Field, FieldKind, Form, Option
from bot.render.slack_modal import carried, modal, values
from tests.fakes.slack.blocks import view_problems
from tests.fakes.slack.filling import filled

EDIT = Form(
    "Edit the brief of the Tokyo summit",
    "save:3:12",
    (
        Field("headline", "Headline", value="Talks open", required=True, limit=200),
        Field("points", "Points", FieldKind.TEXT, "One\nTwo", about="One a line."),
        Field(
            "quotes",
            "Quotes",
            FieldKind.CHOICES,
            options=tuple(Option(f"q{n}", f"“{n} " + "words " * 30 + "”", n < 3) for n in range(14)),
        ),
        Field("format", "Format", FieldKind.CHOICE, options=(Option("full", "Full", True), Option("short", "Short"))),
    ),
)


def sent(view: dict[str, Any], **changes: Any) -> dict[str, tuple[str, ...]]:
    return values(filled(view, changes))


def test_form_is_a_valid_view() -> None:
    """A form with all kinds of fields is within the limits of a view."""
    assert view_problems(modal(EDIT, {"channel": "C1"})) == []


def test_unchanged_form_gives_back_what_it_showed() -> None:
    """Sending the form as it opened loses and changes nothing."""
    assert sent(modal(EDIT, {})) == {
        "headline": ("Talks open",),
        "points": ("One\nTwo",),
        "quotes": ("q0", "q1", "q2"),
        "format": ("full",),
    }


def test_choices_over_two_groups_are_one_field() -> None:
    """Slack shows ten checkboxes in a group; the eleventh is chosen in the next and comes back with the others."""
    assert sent(modal(EDIT, {}), quotes=("q1", "q12"))["quotes"] == ("q1", "q12")


def test_choosing_nothing_is_an_answer() -> None:
    """A field of choices with nothing chosen comes back empty, not missing."""
    assert sent(modal(EDIT, {}), quotes=())["quotes"] == ()


def test_action_rides_along() -> None:
    """The form's action and where it was opened come back with the view."""
    view = modal(EDIT, {"channel": "C1"})
    assert carried(view) == {"channel": "C1", "action": "save:3:12"}


def test_long_title_is_shown_in_full_inside() -> None:
    """Slack cuts a title at 24 characters, so the whole title is the first line."""
    view = modal(EDIT, {})
    assert view["title"]["text"] == "Edit the brief of the…"
    assert view["blocks"][0]["text"]["text"] == "Edit the brief of the Tokyo summit"


def test_nothing_to_choose_is_said() -> None:
    """A field of choices without any choice says so; Slack refuses an empty group."""
    view = modal(Form("Edit", "save", (Field("quotes", "Quotes", FieldKind.CHOICES),)), {})
    assert view["blocks"][0]["text"]["text"] == "Quotes: nothing to choose from."
    assert view_problems(view | {"blocks": [*view["blocks"]]}) == []


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200).map(lambda text: text * 60))
def test_long_text_comes_back_whole(text: str) -> None:
    """A text over an input's 3,000 characters is spread over several, and no line of it is lost."""
    view = modal(Form("Edit", "save", (Field("points", "Points", FieldKind.TEXT, text),)), {})
    (returned,) = sent(view)["points"]
    assert view_problems(view) == []
    assert returned.replace("\n", "") == text.replace("\n", "")
