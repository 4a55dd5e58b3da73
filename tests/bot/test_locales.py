"""Languages: every command and option has its name in each, within Discord's rules; what is missing stays English."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Button, Card, CardLine, Field, Form, LineKind, Run, line, say
from bot.commands import COMMANDS, SHORTCUTS
from bot.locales import CATALOGUES, name_in, text_in
from bot.platforms.discord.commands import GROUPS, path_of
from bot.render.translated import card_in, form_in

DISCORDS = re.compile(r"[-_'\w]{1,32}")
"""Names of commands and options (API reference, Application Command Naming)."""
LANGUAGES = pytest.mark.parametrize("language", CATALOGUES)


@LANGUAGES
def test_every_command_and_option_has_a_name(language: str) -> None:
    """Nothing that can be typed is left in English by an oversight."""
    words = {word for name in COMMANDS for word in path_of(name)} | {
        argument.name for command in COMMANDS.values() for argument in command.arguments
    }
    assert {word for word in words if name_in(language, word) is None} == set()
    assert {one.name for one in SHORTCUTS.values() if name_in(language, one.name) is None} == set()


@LANGUAGES
def test_names_are_within_discords_rules(language: str) -> None:
    """Lower case, 1 to 32 letters and figures without spaces."""
    menus = {one.name for one in SHORTCUTS.values()}
    names = {word: name for word, name in CATALOGUES[language].names.items() if word not in menus}
    unfit = {name for name in names.values() if not DISCORDS.fullmatch(name) or name != name.lower()}
    assert unfit == set()
    assert all(len(CATALOGUES[language].names[menu]) <= 32 for menu in menus)


@LANGUAGES
def test_names_are_unique_where_they_stand_together(language: str) -> None:
    """Two commands of a group, or two options of a command, cannot be called the same."""
    together = Counter((*path_of(name)[:-1], name_in(language, path_of(name)[-1])) for name in COMMANDS)
    assert [place for place, count in together.items() if count > 1] == []
    for name, command in COMMANDS.items():
        options = [name_in(language, argument.name) for argument in command.arguments]
        assert len(set(options)) == len(options), name


@LANGUAGES
def test_every_description_is_translated_and_short(language: str) -> None:
    """At most 100 characters (Discord's limit), and as many gaps as the English one has."""
    abouts = {command.about for command in COMMANDS.values()} | set(GROUPS.values())
    abouts |= {argument.about for command in COMMANDS.values() for argument in command.arguments}
    assert {about for about in abouts if text_in(language, about) == about} == set()
    assert {about for about in abouts if len(text_in(language, about)) > 100} == set()
    texts = CATALOGUES[language].texts
    assert [english for english, own in texts.items() if english.count("{}") != own.count("{}")] == []


@given(st.text(max_size=200), st.sampled_from(["ja", "ja-JP", "fr", "", "zz", "en-US"]))
def test_whatever_is_not_known_stays(text: str, locale: str) -> None:
    """No text and no language breaks it."""
    assert isinstance(text_in(locale, text), str)
    assert text_in("fr", text) == text


@given(st.text(max_size=60), st.text(max_size=60))
def test_gaps_keep_what_stands_in_them(one: str, other: str) -> None:
    """Names are kept, whatever is in them."""
    told = text_in("ja", f"This is revision {one}; revision {other} is live now.")
    assert told.startswith("これは第") and one in told and other in told  # noqa: PT018


def test_evidence_is_never_translated() -> None:
    """An article's words stay its own, even where they are the same as ours."""
    evidence = CardLine((Run("No schedules."),), source="source:1:l")
    quote = CardLine((Run("No schedules."),), LineKind.QUOTE)
    shown = card_in("ja", Card("Status", (evidence, quote, line("No schedules.")), (Button("Source", "x"),)))
    assert [run.text for known in shown.lines for run in known.words if isinstance(run, Run)] == [
        "No schedules.",
        "No schedules.",
        "予定はありません。",
    ]
    assert (shown.title, shown.buttons[0].label) == ("状況", "根拠")


def test_what_is_filled_in_stays() -> None:
    """A form's labels are ours, its values are not."""
    form = form_in("ja", Form("Ask", "ask:1", (Field("question", "Your question", value="Source"),)))
    assert (form.title, form.fields[0].label, form.fields[0].value) == ("質問する", "質問", "Source")


def test_other_languages_are_left_alone() -> None:
    """The very card comes back."""
    card = say("No schedules.")
    assert card_in("de", card) is card
