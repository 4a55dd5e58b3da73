"""Delivery: the outbox. What is owed is posted exactly once, and corrections reach every copy."""

from bot.delivery.errors import DeliveryError
from bot.delivery.limits import Limits
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import PACES, Budget, Pace, Rate
from bot.delivery.previewing import Preview, Upcoming
from bot.delivery.revising import IT_IS_THERE, POST_AGAIN, Copies, Unreachable
from bot.delivery.states import MEANS, Outcome, State

__all__ = [
    "IT_IS_THERE",
    "MEANS",
    "PACES",
    "POST_AGAIN",
    "Budget",
    "Copies",
    "DeliveryError",
    "Limits",
    "Outbox",
    "Outcome",
    "Pace",
    "Preview",
    "Rate",
    "State",
    "Unreachable",
    "Upcoming",
]
