"""Taking: deliveries are claimed and read together, as many as are wanted at the same moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.claiming import Claim, claim_edits, claim_posts
from bot.delivery.kit import Kit
from bot.delivery.preparing import Work, read_in
from bot.storage.tables import Delivery, Part, Subscription

Claiming = Callable[[Kit, AsyncSession, Sequence[int]], Awaitable[dict[int, Claim]]]


@dataclass(frozen=True, slots=True)
class Taken:
    claim: Claim
    work: Work


async def take_post(kit: Kit, delivery_id: int) -> Taken | None:
    """A delivery to post, or None where it is not its turn or somebody else has it."""
    return await kit.together(take_post, partial(_take, kit, claim_posts), delivery_id)


async def take_edit(kit: Kit, delivery_id: int) -> Taken | None:
    """A delivery whose messages are to be edited, or None where somebody else has it."""
    return await kit.together(take_edit, partial(_take, kit, claim_edits), delivery_id)


async def _take(kit: Kit, claim: Claiming, session: AsyncSession, wanted: Sequence[int]) -> Sequence[Taken | None]:
    claims = await claim(kit, session, wanted)
    kept, parts = await _preload(session, list(claims)), await _parts(session, list(claims))
    works = {one: await read_in(session, one, parts.get(one, ())) for one in claims}
    del kept
    return [Taken(claims[one], works[one]) if one in claims else None for one in wanted]


async def _preload(session: AsyncSession, ids: Sequence[int]) -> Sequence[object]:
    """One statement for all of them; a session finds again what it holds, as long as somebody refers to it."""
    rows: list[object] = list((await session.execute(select(Delivery).where(Delivery.id.in_(ids)))).scalars())
    of_these = select(Subscription).join(Delivery, Delivery.subscription_id == Subscription.id)
    rows += (await session.execute(of_these.where(Delivery.id.in_(ids)))).scalars()
    return rows


async def _parts(session: AsyncSession, ids: Sequence[int]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    wanted = select(Part).where(Part.delivery_id.in_(ids)).order_by(Part.delivery_id, Part.position)
    for part in (await session.execute(wanted)).scalars():
        found.setdefault(part.delivery_id, []).append(part)
    return found
