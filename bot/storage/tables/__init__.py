"""Tables: what Readout remembers. Times are stored in UTC and come back aware; the words are DESIGN's."""

from __future__ import annotations

from bot.storage.tables.answers import FeedbackMark, OpenQuestion, PinnedAnswer, PinnedVersion
from bot.storage.tables.base import Base, Instant
from bot.storage.tables.deliveries import Delivery, Gesture, LocalMessage, Part, Sender, Subscription
from bot.storage.tables.desk import HouseRule, Outgoing
from bot.storage.tables.installations import Installation, InstallState
from bot.storage.tables.newsrooms import (
    Account,
    Audit,
    ChannelTopic,
    Code,
    Fact,
    Newsroom,
    PersonRow,
    Server,
    ServerRole,
)
from bot.storage.tables.shards import Listener, Shard
from bot.storage.tables.texts import ArticleRow, Correction, Draft, ErratumRow, Revision, Topic

__all__ = [
    "Account",
    "ArticleRow",
    "Audit",
    "Base",
    "ChannelTopic",
    "Code",
    "Correction",
    "Delivery",
    "Draft",
    "ErratumRow",
    "Fact",
    "FeedbackMark",
    "Gesture",
    "HouseRule",
    "InstallState",
    "Installation",
    "Instant",
    "Listener",
    "LocalMessage",
    "Newsroom",
    "OpenQuestion",
    "Outgoing",
    "Part",
    "PersonRow",
    "PinnedAnswer",
    "PinnedVersion",
    "Revision",
    "Sender",
    "Server",
    "ServerRole",
    "Shard",
    "Subscription",
    "Topic",
]
