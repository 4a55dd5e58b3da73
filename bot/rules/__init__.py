"""Rules: when a subscription is due, and how times, days and zones are read as people write them."""

from bot.rules.describing import DAILY, WEEKDAYS, WEEKENDS, describe_days
from bot.rules.errors import RuleError
from bot.rules.quiet import Quiet
from bot.rules.rule import Rule, Slot, next_slots
from bot.rules.writing import parse_days, parse_times
from bot.rules.zones import parse_zone, zones_like

__all__ = [
    "DAILY",
    "WEEKDAYS",
    "WEEKENDS",
    "Quiet",
    "Rule",
    "RuleError",
    "Slot",
    "describe_days",
    "next_slots",
    "parse_days",
    "parse_times",
    "parse_zone",
    "zones_like",
]
