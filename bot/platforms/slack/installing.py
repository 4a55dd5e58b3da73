"""Installing: the pages with which a workspace's admin installs the app there (OAuth v2)."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Button, Card, line
from bot.platform import Busy, Refused, Show, Unsure
from bot.platforms.slack.access import Access
from bot.platforms.slack.bureaus import Bureaus
from bot.platforms.slack.features import SCOPES
from bot.platforms.slack.granting import exchange, granted
from bot.platforms.slack.installations import Installations
from bot.platforms.slack.manifest import INSTALL_PATH, RETURN_PATH
from bot.platforms.slack.states import GOOD_FOR, States
from bot.platforms.slack.verdict import answered, cause_of
from bot.platforms.slack.workspace import Workspace, lacking, who

log = logging.getLogger(__name__)

COOKIE = "readout_install"
ASKS = "Install Readout on Slack"
WHAT = (
    "Readout posts briefs of the news in the channels and at the times that you choose, and answers questions with the "
    "sentence that proves the answer. Slack shows you next what it may do in your workspace."
)
TOO_MANY = "Too many installations are under way. Wait ten minutes and open this page again."
STALE = (
    "This installation was begun in another browser, more than ten minutes ago, or is done already. Nothing was "
    "installed now. Begin again from the page below."
)
CANCELLED = "You did not allow it, so nothing was installed."
LOST = "Slack's answer was lost, so the installation may not be complete. Begin again from the page below."
WHOLE_ORG = (
    "Readout is installed in single workspaces, not in a whole organisation. Choose one workspace and try again."
)
TAKEN_BACK = "Slack did not confirm the installation ({code}). Begin again from the page below."
OURS_WRONG = frozenset(
    "invalid_client_id bad_client_secret bad_redirect_uri invalid_team_for_non_distributed_app".split()
)
OURS = "This Readout is not set up rightly for Slack, so nothing was installed. Whoever runs it finds why in its log."
WRONG_APP = (
    "Slack refused an installation (%s): compare SLACK_CLIENT_ID and SLACK_CLIENT_SECRET with Basic Information, the "
    "redirect URL with OAuth & Permissions, and see that the app is distributed (Manage Distribution)."
)


class Installing:
    def __init__(
        self,
        access: Access,
        web_client: AsyncWebClient,
        states: States,
        installations: Installations,
        bureaus: Bureaus,
        clock: Callable[[], datetime],
        show: Show,
    ) -> None:
        """`web_client` has no token of its own."""
        self._access = access
        self._web = web_client
        self._states = states
        self._installations = installations
        self._bureaus = bureaus
        self._clock = clock
        self._show = show
        self._back = access.public_url + RETURN_PATH

    def routes(self) -> list[web.RouteDef]:
        return [web.get(INSTALL_PATH, self.begin), web.get(RETURN_PATH, self.come_back)]

    async def begin(self, request: web.Request) -> web.StreamResponse:
        """The page with the button, and a cookie: the installation ends in the browser that began it."""
        browser = request.cookies.get(COOKIE, "")[:100] or secrets.token_urlsafe(32)
        state = await self._states.begin(browser)
        if state is None:
            return self._show(503, Card(ASKS, (line(TOO_MANY),)))
        page = self._show(200, Card(ASKS, (line(WHAT),), (Button("Add to Slack", url=self._slack(state)),)))
        page.set_cookie(
            COOKIE,
            browser,
            max_age=int(GOOD_FOR.total_seconds()),
            path=urlsplit(self._access.public_url).path.rstrip("/") + "/slack",
            secure=self._access.public_url.startswith("https://"),
            httponly=True,
            samesite="Lax",  # Slack sends the browser back here
        )
        return page

    async def come_back(self, request: web.Request) -> web.StreamResponse:
        """Where Slack sends the browser back to, with a code for the token."""
        query = request.query
        if not await self._states.use_up(query.get("state", "")[:100], request.cookies.get(COOKIE, "")[:100]):
            return self._again(400, STALE)
        if query.get("error") or not query.get("code"):
            return self._again(200, CANCELLED)
        try:
            return await self._install(await self._exchange(query["code"]))
        except (Refused, Busy, Unsure) as error:
            return self._failed(error)

    def _slack(self, state: str) -> str:
        asked = {
            "client_id": self._access.client.id,
            "scope": ",".join(SCOPES),
            "redirect_uri": self._back,
            "state": state,
        }
        return f"{urljoin(self._web.base_url, '/oauth/v2/authorize')}?{urlencode(asked)}"

    async def _exchange(self, code: str) -> Mapping[str, Any]:
        request = exchange(self._web, self._access.client, code=code, redirect_uri=self._back)
        return await answered(request, "the installation")

    async def _install(self, answer: Mapping[str, Any]) -> web.StreamResponse:
        team = answer.get("team") or {}
        if answer.get("is_enterprise_install") or not team.get("id"):
            return self._again(400, WHOLE_ORG)
        grant = granted(answer, self._clock())
        scopes = [scope for scope in str(answer.get("scope") or "").split(",") if scope]
        found = await who(self._bureaus.client(grant.token), TAKEN_BACK)
        workspace = Workspace(
            str(team["id"]),
            str(team.get("name") or found.name),
            str(answer.get("bot_user_id") or found.bot),
            found.bot_name,
            lacking(scopes),
            found.bot_id,
        )
        by = str((answer.get("authed_user") or {}).get("id") or "")
        await self._installations.keep(workspace, grant, scopes, by)
        self._bureaus.installed(workspace.team)
        await self._bureaus.of(workspace.team)
        log.info("Slack: installed in another workspace.")
        return self._show(200, _installed(workspace))

    def _failed(self, error: Refused | Busy | Unsure) -> web.StreamResponse:
        code = cause_of(error)
        if code in OURS_WRONG:
            log.error(WRONG_APP, code)
            return self._again(500, OURS)
        return self._again(502, TAKEN_BACK.format(code=code) if code else LOST)

    def _again(self, status: int, sentence: str) -> web.StreamResponse:
        again = Button("Begin again", url=self._access.public_url + INSTALL_PATH)
        return self._show(status, Card(ASKS, (line(sentence),), (again,)))


def _installed(workspace: Workspace) -> Card:
    steps = (
        f"Readout is installed in {workspace.name}.",
        f"In the channel that is to get the brief, type /invite @{workspace.bot_name}.",
        "Type /brief there: it appears, for you alone.",
        "Type /brief schedule add weekdays 09:00: the first one is posted at once.",
        "Schedules that stopped when Readout was removed go on with /brief schedule resume.",
    )
    missing = (
        f"It was not given {', '.join(workspace.lacking)}: some things will not work." if workspace.lacking else ""
    )
    return Card("Readout is on Slack", tuple(line(step) for step in (*steps, missing) if step))
