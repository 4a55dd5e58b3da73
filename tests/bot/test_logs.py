"""What the terminal shows holds no secret."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest

from bot.logs import set_up_logs


@pytest.fixture(autouse=True)
def _root_logger_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def test_a_configured_secret_is_blanked(capsys: pytest.CaptureFixture[str]) -> None:
    """Also inside an exception, where a library may have put it."""
    set_up_logs("INFO", ["my-own-password"])
    try:
        raise OSError("cannot reach postgresql://readout:my-own-password@db/readout")
    except OSError:
        logging.getLogger("bot").exception("The database is away.")
    shown = capsys.readouterr().err
    assert "The database is away." in shown
    assert "my-own-password" not in shown


def test_an_exception_is_one_line_that_tells_what_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback, and nothing of what a statement's parameters would show of people's texts."""
    set_up_logs("INFO")
    try:
        raise ValueError("the index is broken\n[parameters: ('what a reader asked',)]")
    except ValueError:
        logging.getLogger("procrastinate").exception("A job failed.")
    shown = capsys.readouterr().err.splitlines()
    assert shown[0].endswith("A job failed.")
    assert re.fullmatch(r"Why: ValueError: the index is broken \(bot/test_logs\.py, line \d+\)", shown[1])
    assert len(shown) == 2


@pytest.mark.parametrize("token", ["xoxb-1234-abcdef", "xapp-1-A0-9", "https://user:hidden@db.example/x"])
def test_whatever_looks_like_a_secret_is_blanked(token: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    logging.getLogger("bot").info("Given: %s", token)
    assert "[secret]" in capsys.readouterr().err


def test_libraries_are_quiet_until_they_warn(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    logging.getLogger("apscheduler").info("tick")
    logging.getLogger("apscheduler").warning("late")
    assert [line.split(maxsplit=2)[2] for line in capsys.readouterr().err.splitlines()] == ["late"]
