"""OAuth: an admin allows the app in a workspace; codes and refresh tokens serve once; tokens expire and are revoked."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.fakes.slack.errors import ApiError
from tests.fakes.slack.workspace import APP_ID, BOT_USER, Json, Workspace

CLIENT_ID = "1234567890.1234567890"
CLIENT_SECRET = "0f1e2d3c4b5a"
TOKEN_FOR = timedelta(hours=12)


@dataclass
class Token:
    workspace: Workspace
    expires: datetime | None = None
    dead: str = ""
    """Error code: account_inactive, token_revoked."""


@dataclass
class OAuth:
    """The app's installations. `workspace` is what the admin chooses on Slack's page."""

    clock: Callable[[], datetime]
    rotates: bool = False
    denies: bool = False
    """The admin presses Cancel."""
    workspace: Workspace | None = None
    tokens: dict[str, Token] = field(default_factory=dict)
    codes: dict[str, tuple[Workspace, str, str]] = field(default_factory=dict)
    """Code -> workspace, redirect address, scopes."""
    refreshes: dict[str, Workspace] = field(default_factory=dict)
    refreshed: int = 0
    """Exchanges of refresh tokens that went well."""
    _count: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def authorize(self, query: Json) -> str:
        """The address that the browser is sent back to. Raises `ApiError` where Slack shows an error page."""
        if query.get("client_id") != CLIENT_ID:
            raise ApiError("invalid_client_id")
        back, state = query["redirect_uri"], query["state"]
        if self.denies or self.workspace is None:
            return f"{back}?error=access_denied&state={state}"
        code = f"code{next(self._count)}"
        self.codes[code] = (self.workspace, back, query["scope"])
        return f"{back}?code={code}&state={state}"

    def access(self, given: Json) -> Json:
        """oauth.v2.access, for a code or a refresh token."""
        if given.get("client_id") != CLIENT_ID:
            raise ApiError("invalid_client_id")
        if given.get("client_secret") != CLIENT_SECRET:
            raise ApiError("bad_client_secret")
        if given.get("grant_type") == "refresh_token":
            return self._refresh(given.get("refresh_token", ""))
        workspace, back, scopes = self.codes.pop(given.get("code", ""), (None, "", ""))
        if workspace is None:
            raise ApiError("invalid_code")
        if back != given.get("redirect_uri"):
            raise ApiError("bad_redirect_uri")
        return self._grant(workspace, scopes)

    def workspace_of(self, token: str) -> Workspace:
        """Raises `ApiError` for a token that serves no more."""
        known = self.tokens.get(token)
        if known is None:
            raise ApiError("invalid_auth")
        if known.dead:
            raise ApiError(known.dead)
        if known.expires is not None and known.expires <= self.clock():
            raise ApiError("token_expired")
        return known.workspace

    def end(self, workspace: Workspace, error: str) -> None:
        """Every token of the workspace is dead from now on."""
        for token in self.tokens.values():
            if token.workspace is workspace:
                token.dead = error
        self.refreshes = {name: there for name, there in self.refreshes.items() if there is not workspace}

    def _refresh(self, refresh_token: str) -> Json:
        workspace = self.refreshes.pop(refresh_token, None)
        if workspace is None:
            raise ApiError("invalid_refresh_token")
        self.refreshed += 1
        return self._grant(workspace, ",".join(sorted(workspace.scopes)))

    def _grant(self, workspace: Workspace, scopes: str) -> Json:
        number = next(self._count)
        token = f"{'xoxe.' if self.rotates else ''}xoxb-{workspace.team}-{number}"
        self.tokens[token] = Token(workspace, self.clock() + TOKEN_FOR if self.rotates else None)
        granted: Json = {
            "access_token": token,
            "token_type": "bot",
            "scope": scopes,
            "bot_user_id": BOT_USER,
            "app_id": APP_ID,
            "team": {"id": workspace.team, "name": workspace.name},
            "enterprise": None,
            "authed_user": {"id": "U0000001"},
            "is_enterprise_install": False,
        }
        if self.rotates:
            refresh = f"xoxe-1-{number}"
            self.refreshes[refresh] = workspace
            granted |= {"refresh_token": refresh, "expires_in": int(TOKEN_FOR.total_seconds())}
        return granted
