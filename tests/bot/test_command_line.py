"""The command line, as somebody types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main

STORY = (
    "The harbour council voted on Tuesday to widen the northern channel for $40 million. "
    "“We have waited long enough,” said council chair Mara Lindqvist. "
    "The work is expected to take two years. Fishing crews had asked for it since the spring."
)


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def test_brief_prints_a_brief(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The lede and the quotation with its speaker are there to read."""
    assert main(["brief", story]) == 0
    shown = capsys.readouterr().out
    assert "voted on Tuesday" in shown
    assert "“We have waited long enough”\n  — council chair Mara Lindqvist" in shown


def test_brief_as_json_gives_every_span(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A program can cut the evidence out of the article by the offsets."""
    assert main(["brief", story, "--json"]) == 0
    brief = json.loads(capsys.readouterr().out)
    spans = brief["all_quotes"][0]["spans"]
    assert [STORY[s["start"] : s["end"]] for s in spans] == brief["all_quotes"][0]["parts"]


def test_ask_prints_the_sentence_that_proves_the_answer(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", story, "How much does the channel cost?"]) == 0
    assert "for $40 million." in " ".join(capsys.readouterr().out.split())


def test_ask_as_json_says_how_it_was_answered(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", story, "When did the council vote?", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "answered"


def test_a_missing_file_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """No traceback: the file is named, and the exit code says that it failed."""
    assert main(["brief", str(tmp_path / "gone.txt")]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.endswith("gone.txt cannot be read: no such file or directory.\n")


@pytest.mark.parametrize(
    "text", ["", "   \n", "Der Rat stimmte am Dienstag für den Ausbau der Fahrrinne, und die Arbeit beginnt im Mai."]
)
def test_what_cannot_be_briefed_is_said(text: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Empty and foreign texts get a sentence instead of a wrong brief."""
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8")
    assert main(["brief", str(path)]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.parametrize("command", [[], ["run"], ["brief"], ["ask"], ["slack-manifest"], ["discord-invite"]])
def test_help_has_examples_everywhere(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([*command, "--help"])
    assert "examples:\n  " in capsys.readouterr().out


def test_the_invite_link_needs_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["discord-invite", "readout"]) == 2
    assert "number of about 18 digits" in capsys.readouterr().err


def test_an_unusable_setting_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names the variable; exit code 2 says that the call was wrong."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HTTP_PORT", "eighty")
    assert main(["run"]) == 2
    assert "HTTP_PORT cannot be used" in capsys.readouterr().err
