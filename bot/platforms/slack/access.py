"""Access: which ways to Slack the settings open, and what they lack."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.platform import Refused
from bot.platforms.slack.granting import Client
from bot.settings import Settings

BOT_MISSING = (
    "SLACK_BOT_TOKEN is missing. Copy it from the app's page OAuth & Permissions into .env (it begins with xoxb-): "
    "SLACK_BOT_TOKEN=xoxb-…"
)
WAY_MISSING = (
    "SLACK_APP_TOKEN is missing: Readout talks to Slack over Socket Mode, which needs it. Make one under Basic "
    "Information, App-Level Tokens, with the scope connections:write, and write it into .env: SLACK_APP_TOKEN=xapp-… "
    "To be called over HTTP instead, write SLACK_SIGNING_SECRET=… (Basic Information, Signing Secret)."
)
URL_MISSING = (
    "PUBLIC_URL is missing: {what}. Write the address under which Slack reaches this server into .env: "
    "PUBLIC_URL=https://news.example"
)
HALF_CLIENT = (
    "SLACK_CLIENT_SECRET is missing: with SLACK_CLIENT_ID it lets workspaces install the app. Copy it from Basic "
    "Information into .env: SLACK_CLIENT_SECRET=…"
)
ID_MISSING = (
    "SLACK_CLIENT_ID is missing: SLACK_CLIENT_SECRET goes with it. Copy it from Basic Information into .env: "
    "SLACK_CLIENT_ID=…"
)
KEYS_MISSING = (
    "TOKEN_KEYS is missing: the tokens of workspaces that install the app are kept encrypted. Print a key with "
    "`python -m bot token-key` and write it into .env: TOKEN_KEYS=…"
)


@dataclass(frozen=True, slots=True)
class Access:
    """What the settings say of Slack."""

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    client: Client
    keys: tuple[str, ...] = field(repr=False)
    public_url: str

    @classmethod
    def of(cls, settings: Settings) -> Access:
        return cls(
            settings.slack_bot_token.get_secret_value(),
            settings.slack_app_token.get_secret_value(),
            settings.slack_signing_secret.get_secret_value(),
            Client(settings.slack_client_id, settings.slack_client_secret.get_secret_value()),
            tuple(settings.keys),
            settings.public_url,
        )

    @property
    def over_http(self) -> bool:
        """Slack calls us; with an app token there is a socket instead."""
        return bool(self.signing_secret) and not self.app_token

    @property
    def installable(self) -> bool:
        """Whether workspaces can install the app by themselves."""
        return bool(self.client.id and self.client.secret and self.keys and self.public_url)

    def check(self) -> None:
        """Raise `Refused` with the variable that is missing, and the line to write."""
        for missing, sentence in self._gaps():
            if missing:
                raise Refused(sentence)

    def _gaps(self) -> tuple[tuple[bool, str], ...]:
        oauth = bool(self.client.id or self.client.secret)
        return (
            (not self.bot_token and not oauth, BOT_MISSING),
            (not self.app_token and not self.signing_secret, WAY_MISSING),
            (oauth and not self.client.secret, HALF_CLIENT),
            (oauth and not self.client.id, ID_MISSING),
            (oauth and not self.keys, KEYS_MISSING),
            (oauth and not self.public_url, URL_MISSING.format(what="who installs the app comes back to it")),
            (self.over_http and not self.public_url, URL_MISSING.format(what="Slack calls it over HTTP")),
        )
