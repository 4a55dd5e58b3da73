"""Verdict: what Slack's answer, or the lack of one, means for a message that was to be posted, edited or read."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platform import Busy, Refused, Unsure

UNREACHABLE = 15.0
"""Seconds until the next attempt while Slack cannot be reached."""
UNSAID = 30.0
"""Seconds to wait after a rate limit that does not say how long."""
UNKNOWN = 300.0
"""Seconds until the next attempt after an error that is not known: nothing was posted."""

LOST = frozenset("fatal_error internal_error service_unavailable request_timeout team_added_to_org".split())
"""Errors after which, in Slack's words, some aspect of the operation may have succeeded."""

INVITE = "Invite it there (type /invite @Readout in the channel), then resume: /brief schedule resume."
INSTALL = (
    "Install the app again from its page at api.slack.com/apps, and copy the new SLACK_BOT_TOKEN into .env; a "
    "workspace that installed it by a link does so by the same link."
)
REASONS = {
    "not_in_channel": "Readout is not a member of {where}. " + INVITE,
    "channel_not_found": "Slack knows no {where}, or it is private and Readout is not in it. " + INVITE,
    "is_archived": "{where} is archived. Open it again, or schedule another channel.",
    "thread_not_found": "The thread in {where} was deleted. Schedule another place.",
    "message_not_found": "The message in {where} was deleted, so it cannot be changed.",
    "cant_update_message": "The message in {where} belongs to another app, so Readout cannot change it.",
    "edit_window_closed": "This workspace does not let messages as old as this one in {where} be changed.",
    "account_inactive": "The app was removed from the workspace. " + INSTALL,
    "token_revoked": "The app's token was revoked. " + INSTALL,
    "token_expired": "The app's token has expired. " + INSTALL,
    "invalid_auth": "SLACK_BOT_TOKEN was refused by Slack. " + INSTALL,
    "not_authed": "SLACK_BOT_TOKEN was not accepted by Slack. " + INSTALL,
    "user_not_found": "{where} is nobody Slack knows in this workspace any more.",
    "user_disabled": "The account of {where} is deactivated.",
    "cannot_dm_bot": "{where} is a bot, and bots get no direct messages.",
    "messages_tab_disabled": "The app's Messages tab is off, so {where} cannot be written to: switch it on.",
    "restricted_action": "A rule of the workspace keeps Readout from posting in {where}. Ask its admins to allow it.",
    "restricted_action_read_only_channel": "{where} is read-only. Let Readout post there, or schedule another channel.",
    "restricted_action_thread_only_channel": "{where} takes threads only. Schedule another channel.",
    "restricted_action_non_threadable_channel": "{where} takes no threads. Schedule another channel.",
    "ekm_access_denied": "The workspace's key management keeps Readout from posting in {where}. Ask its admins.",
    "team_access_not_granted": "The app was not granted access to this workspace. " + INSTALL,
    "no_permission": "The app lacks a permission to post in {where}. " + INSTALL,
}
"""Slack's error code -> why a message is refused for good, and what an admin can do."""
FAULTS = frozenset("invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long no_text "
                   "invalid_metadata_format metadata_too_large invalid_arguments".split())  # fmt: skip


GONE = {
    "account_inactive": "The app was removed from the workspace.",
    "token_revoked": "The app's token was revoked.",
    "token_expired": "The app's token has expired.",
    "invalid_auth": "Slack takes the app's token no more.",
    "not_authed": "Slack takes the app's token no more.",
}
"""Errors that end what the app may do in a workspace, whatever it was asked for there."""


class Gone(Refused):
    """The token of the workspace serves no more; `said` is why, for a workspace that installed the app by OAuth."""

    def __init__(self, reason: str, code: str) -> None:
        super().__init__(reason)
        self.code = code
        self.said = GONE[code]


async def answered(request: Awaitable[AsyncSlackResponse], where: str) -> Mapping[str, Any]:
    """Slack's good answer. Raises `Refused`, `Busy` or `Unsure`, whose sentence names `where`."""
    try:
        response = await request
    except SlackApiError as error:
        raise outcome(error, where) from error
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise Busy(f"Slack cannot be reached ({type(error).__name__}).", UNREACHABLE) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Unsure(f"Slack's answer was lost ({type(error).__name__}).") from error
    return response.data if isinstance(response.data, dict) else {}


def outcome(error: SlackApiError, where: str) -> Refused | Busy | Unsure:
    """What an error of Slack's means: refused for good, not now, or not known."""
    status, code = status_of(error), code_of(error)
    if status == 429 or code in {"ratelimited", "rate_limited"}:
        return Busy("Slack's rate limit is used up for the moment.", _retry_after(error))
    if status >= 500 or code in LOST or not code:
        said = f"{status} {code}".strip()
        return Unsure(f"Slack answered {said}: the message may or may not have arrived in {where}.")
    if code == "missing_scope":
        return Refused(f"The app lacks the scope {_needed(error)}. Add it (docs/slack-manifest.yaml). " + INSTALL)
    if code in GONE:
        return Gone(REASONS[code], code)
    if code in REASONS:
        return Refused(REASONS[code].format(where=where))
    if code in FAULTS:
        return Refused(
            f"Slack refused the form of the message for {where} ({code}): a fault in Readout, please report it."
        )
    return Busy(f"Slack refused the message for {where} for now ({code}).", UNKNOWN)


def code_of(error: SlackApiError) -> str:
    """Slack's own error code; empty where the answer was none of Slack's."""
    data = getattr(error.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def cause_of(error: BaseException) -> str:
    """Slack's own error code that led to a `Refused`, `Busy` or `Unsure`; empty where there is none."""
    return code_of(error.__cause__) if isinstance(error.__cause__, SlackApiError) else ""


def status_of(error: SlackApiError) -> int:
    found = getattr(error.response, "status_code", None) or getattr(error.response, "status", 0)
    return found if isinstance(found, int) else 0


def _needed(error: SlackApiError) -> str:
    data = getattr(error.response, "data", None)
    return str(data.get("needed", "that this takes")) if isinstance(data, dict) else "that this takes"


def _retry_after(error: SlackApiError) -> float:
    headers = getattr(error.response, "headers", {})
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(said) if str(said).isdecimal() else UNSAID
