"""Settings: every variable that Readout reads from the environment or `.env`, with a safe default for each."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

KEY_BYTES = 32
Port = Annotated[int, Field(ge=0, le=65535)]


class SettingsError(Exception):
    """A setting cannot be used; `str()` names the variable and the line to write in `.env`."""


class Settings(BaseSettings):
    """One class for all; the order is that of `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    data_dir: Path = Field(
        Path("data"), description="Folder for the database and its backups; made at the first start."
    )
    database_url: SecretStr = Field(
        SecretStr(""),
        description="Database to use instead of SQLite in DATA_DIR, as postgresql://user:password@host/name.",
    )
    timezone: str = Field("", description="Zone of new schedules, such as Europe/Paris; empty: the machine's own.")
    http_host: str = Field("127.0.0.1", description="Address that the chat page listens on.")
    http_port: Port = Field(8080, description="Port that the chat page listens on; 0 takes any free one.")
    public_url: str = Field(
        "", description="Address under which others reach the chat page, such as https://news.example."
    )
    newsroom: str = Field(
        "Readout", min_length=1, max_length=100, description="Name of the newsroom, made at the first start."
    )
    local: bool = Field(True, description="Whether the chat page runs (true or false).")
    discord_token: SecretStr = Field(SecretStr(""), description="Bot token from the Discord application's Bot page.")
    slack_bot_token: SecretStr = Field(SecretStr(""), description="Slack bot token (xoxb-…), from OAuth & Permissions.")
    slack_app_token: SecretStr = Field(
        SecretStr(""), description="Slack app-level token (xapp-…) with connections:write, for Socket Mode."
    )
    slack_signing_secret: SecretStr = Field(
        SecretStr(""),
        description="Slack signing secret, from Basic Information; checks requests that come over HTTP.",
    )
    slack_client_id: str = Field(
        "", description="Slack client id, from Basic Information; lets other workspaces install the app."
    )
    slack_client_secret: SecretStr = Field(
        SecretStr(""), description="Slack client secret, from the same place; needed with SLACK_CLIENT_ID."
    )
    token_keys: SecretStr = Field(
        SecretStr(""),
        description="Keys that encrypt the tokens of workspaces that install the app, newest first, commas between.",
    )
    meaning: bool = Field(
        True, description="Whether answers are also found by meaning (sentence vectors), where installed."
    )
    questions_days: int = Field(
        90,
        ge=0,
        le=3650,
        description="Days for which unanswered questions are kept for the editors, without who asked; 0 keeps none.",
    )
    undo_seconds: int = Field(
        60,
        ge=0,
        le=600,
        description="Seconds that a publication waits and can be undone, unless the desk sets others; 0: none.",
    )
    log_level: str = Field("INFO", description="How much the terminal shows: DEBUG, INFO, WARNING or ERROR.")
    discord_api_base: str = Field(
        "", description="Another Discord API to talk to, such as http://127.0.0.1:9000/api/v10."
    )
    discord_gateway_url: str = Field(
        "", description="Another Discord gateway to talk to, such as ws://127.0.0.1:9000/gateway."
    )
    slack_api_base: str = Field("", description="Another Slack Web API to talk to, such as http://127.0.0.1:9001/api/.")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if zone and zone not in available_timezones():
            raise ValueError(f"“{zone}” is not a time zone; write one like Europe/Paris or America/New_York")
        return zone

    @field_validator("public_url")
    @classmethod
    def _whole_address(cls, url: str) -> str:
        if url and not _is_address(url):
            raise ValueError("write the whole address, such as https://news.example")
        return url.rstrip("/")

    @field_validator("discord_api_base", "discord_gateway_url", "slack_api_base")
    @classmethod
    def _another_server(cls, url: str) -> str:
        if url and not _is_address(url.replace("ws", "http", 1) if url.startswith(("ws://", "wss://")) else url):
            raise ValueError("write the whole address, such as http://127.0.0.1:9000")
        return url

    @field_validator("token_keys")
    @classmethod
    def _whole_keys(cls, secret: SecretStr) -> SecretStr:
        keys = [key.strip() for key in secret.get_secret_value().split(",") if key.strip()]
        if not all(_is_key(key) for key in keys):
            raise ValueError("write keys as `python -m bot token-key` prints them, the newest first, commas between")
        return SecretStr(",".join(keys))

    @field_validator(
        "discord_token", "slack_bot_token", "slack_app_token", "slack_signing_secret", "slack_client_secret"
    )
    @classmethod
    def _one_word(cls, secret: SecretStr) -> SecretStr:
        value = secret.get_secret_value().strip()
        if len(value.split()) > 1:
            raise ValueError("there is a blank or a line break in it; copy it again as one word")
        return SecretStr(value)

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("write DEBUG, INFO, WARNING or ERROR")
        return level.upper()

    def address(self, port: int) -> str:
        """What people type to get to the chat page on `port`."""
        if self.public_url:
            return self.public_url
        host = "localhost" if self.http_host in {"0.0.0.0", "::", ""} else self.http_host  # noqa: S104 - compared, not bound
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    @property
    def keys(self) -> list[str]:
        """`token_keys` one by one."""
        return [key for key in self.token_keys.get_secret_value().split(",") if key]

    @property
    def secrets(self) -> list[str]:
        """The values that no log may show."""
        values = (getattr(self, name) for name in type(self).model_fields)
        hidden = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
        return [value for value in (*hidden, *self.keys) if value]

    @property
    def has_token(self) -> bool:
        return any(
            secret.get_secret_value()
            for secret in (self.discord_token, self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        )


def _is_key(written: str) -> bool:
    """32 bytes as URL-safe base64, which is what Fernet takes."""
    try:
        return len(base64.b64decode(written, altchars=b"-_", validate=True)) == KEY_BYTES
    except ValueError:
        return False


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0  # asking for the port raises where it is no number
    except ValueError:
        return False
    return named and parts.scheme in {"http", "https"} and not (parts.query or parts.fragment or len(url.split()) > 1)


def new_key() -> str:
    """A key for TOKEN_KEYS."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def load_settings(**given: Any) -> Settings:
    """Read the environment and `.env`. Raises `SettingsError`, whose text never holds a secret's value."""
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]).upper()
        field = Settings.model_fields[name.lower()]
        why = str(first["msg"]).removeprefix("Value error, ")
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        mend = (
            f"Write a line like {name}={default} in .env, or remove" if default else f"Mend {name}= in .env, or remove"
        )
        raise SettingsError(
            f"{name} cannot be used: {why}. {field.description} {mend} the line for the default."
        ) from None
