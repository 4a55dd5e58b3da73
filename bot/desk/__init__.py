"""Desk: the editorial rules. Who may move a brief from draft to readers, what blocks it, and what is kept about it."""

from __future__ import annotations

from bot.desk.differences import Change, differences
from bot.desk.drafting import DraftText
from bot.desk.errors import Blocked, Conflict, DeskError
from bot.desk.findings import Finding, findings
from bot.desk.history import PastRevision
from bot.desk.house import House, HouseRules
from bot.desk.live import Seen
from bot.desk.marking import Mark
from bot.desk.newsdesk import SEVERITIES, Desk
from bot.desk.outgoing import Leaving
from bot.desk.replacing import Replaced
from bot.desk.weighing import Weighed, weigh
from bot.desk.wording import Wording, reword

__all__ = [
    "SEVERITIES",
    "Blocked",
    "Change",
    "Conflict",
    "Desk",
    "DeskError",
    "DraftText",
    "Finding",
    "House",
    "HouseRules",
    "Leaving",
    "Mark",
    "PastRevision",
    "Replaced",
    "Seen",
    "Weighed",
    "Wording",
    "differences",
    "findings",
    "reword",
    "weigh",
]
