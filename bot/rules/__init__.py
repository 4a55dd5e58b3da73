"""Rules: when a subscription is due, and how times, days, dates and zones are read as people write them."""

from bot.rules.dates import parse_date, parse_skipped
from bot.rules.describing import DAILY, WEEKDAYS, WEEKENDS, describe_date, describe_days
from bot.rules.errors import RuleError
from bot.rules.quiet import Quiet
from bot.rules.rule import Rule, Slot, next_slots
from bot.rules.writing import NONE, PUBLISHED, is_published, parse_days, parse_late, parse_quiet, parse_times
from bot.rules.zones import parse_zone, zones_like

__all__ = [
    "DAILY",
    "NONE",
    "PUBLISHED",
    "WEEKDAYS",
    "WEEKENDS",
    "Quiet",
    "Rule",
    "RuleError",
    "Slot",
    "describe_date",
    "describe_days",
    "is_published",
    "next_slots",
    "parse_date",
    "parse_days",
    "parse_late",
    "parse_quiet",
    "parse_skipped",
    "parse_times",
    "parse_zone",
    "zones_like",
]
