"""Settings: documented, exemplified, and refused with the line to write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[2]
NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_every_setting_stands_in_the_example_in_order() -> None:
    """`.env.example` shows each setting once, commented out, in the order of the class."""
    example = (ROOT / ".env.example").read_text()
    assert re.findall(r"^# ?([A-Z_]+)=", example, re.MULTILINE) == NAMES


def test_every_setting_is_documented_with_its_own_words() -> None:
    """The table in docs/settings.md has a row for each setting with the description of the class."""
    page = (ROOT / "docs" / "settings.md").read_text()
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| [^|]* \| (.*?) \|$", page, re.MULTILINE))
    assert rows == {name.upper(): field.description for name, field in Settings.model_fields.items()}


def test_nothing_needs_to_be_set() -> None:
    """Without any variable the bot has all it needs for the embedded default."""
    settings = load_settings()
    assert (settings.http_host, settings.http_port, settings.has_token) == ("127.0.0.1", 8080, False)


def test_an_empty_line_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PORT", "")
    assert load_settings().http_port == 8080


def test_the_env_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("HTTP_PORT=9000\n")
    assert load_settings().http_port == 9000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTP_PORT", "eighty"),
        ("DISCORD_API_BASE", "nonsense"),
        ("DISCORD_GATEWAY_URL", "ws//127.0.0.1"),
        ("SLACK_API_BASE", "nonsense"),
        ("HTTP_PORT", "70000"),
        ("TIMEZONE", "Tokio"),
        ("PUBLIC_URL", "news.example"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "http://[::1"),
        ("PUBLIC_URL", "https://news.example:port"),
        ("PUBLIC_URL", "https://news example"),
        ("DISCORD_TOKEN", "two words"),
        ("SLACK_APP_TOKEN", "xapp-1\nxapp-2"),
        ("LOG_LEVEL", "LOUD"),
        ("LOCAL", "perhaps"),
    ],
)
def test_an_unusable_value_is_named_with_the_line_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The error names the variable and shows a line that works."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=rf"{name} cannot be used: .*(Write a line like|Mend) {name}="):
        load_settings()


def test_secrets_do_not_show_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing the settings shows no token."""
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret-token")
    assert "very-secret-token" not in repr(load_settings())


def test_a_token_is_read_without_what_was_copied_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blanks and line ends are no part of it, and one that has them inside is refused without being shown."""
    monkeypatch.setenv("DISCORD_TOKEN", " secret\r\n")
    assert load_settings().discord_token.get_secret_value() == "secret"
    monkeypatch.setenv("DISCORD_TOKEN", "very secret")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert "very secret" not in str(refused.value)
