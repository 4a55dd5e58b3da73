"""Showing: what a delivery shows of an edition, and the card that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.cards import Card, public, say
from bot.compose import ROTATION, changes_card, under_headline
from bot.storage.editions import Edition
from bot.storage.tables import Delivery

if TYPE_CHECKING:
    from bot.delivery.kit import Kit

NOTICE = "notice"
"""The format of a message to one person about a schedule of theirs; its subject is the words."""


@dataclass(frozen=True, slots=True)
class Showing:
    """Equal ones show the same of an edition."""

    format: str
    subject: str = ""
    """The question of an “answer”, the earlier revision of “changes”, the words of a “notice”."""
    plain: bool = False
    silent: bool = False
    """Without a notification. Only a schedule's first message can give one; an edit never does."""
    alone: bool = False
    """By a schedule: nobody asked for it there, so a part stands under the headline."""

    @classmethod
    def of(cls, delivery: Delivery) -> Showing:
        return cls(delivery.format, delivery.subject, delivery.plain, alone=delivery.subscription_id is not None)


async def card_of(kit: Kit, edition: Edition, showing: Showing) -> Card:
    """The public card that shows `edition` so; a withdrawn edition shows its note instead."""
    return public(replace(await _card(kit, edition, showing), plain=showing.plain, silent=showing.silent))


async def _card(kit: Kit, edition: Edition, showing: Showing) -> Card:
    if showing.format == NOTICE:
        return say(showing.subject, title="A schedule of yours")
    if edition.withdrawn:
        return kit.compose(edition, "full")
    if showing.format == "changes":
        async with kit.sessions() as session:
            return changes_card(await kit.load(session, int(showing.subject)), edition)
    if showing.format == "answer":
        card = await kit.reanswer(edition, showing.subject)
    else:
        card = kit.compose(edition, showing.format)
    return under_headline(edition, card) if showing.alone and showing.format in ROTATION else card
