"""What Readout may do on a server that another replica hears of: computed as discord.py does for one of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from discord import Permissions

from bot.platforms.discord.elsewhere import held

VIEW, SEND = Permissions(view_channel=True).value, Permissions(send_messages=True).value
ADMIN = Permissions(administrator=True).value
EVERYONE, OURS, ME = "1", "2", "3"


def guild(everyone: int = VIEW | SEND, ours: int = 0, owner: str = "9") -> dict[str, Any]:
    roles = [{"id": EVERYONE, "permissions": str(everyone)}, {"id": OURS, "permissions": str(ours)}]
    return {"id": EVERYONE, "owner_id": owner, "roles": roles}


def written(whose: str, *, allow: int = 0, deny: int = 0) -> dict[str, str]:
    return {"id": whose, "allow": str(allow), "deny": str(deny)}


@pytest.mark.parametrize(
    ("server", "overwrites", "may_send"),
    [
        (guild(), [], True),
        (guild(everyone=VIEW), [], False),
        (guild(everyone=VIEW, ours=SEND), [], True),
        (guild(), [written(EVERYONE, deny=SEND)], False),
        (guild(), [written(EVERYONE, deny=SEND), written(OURS, allow=SEND)], True),
        (guild(), [written(OURS, allow=SEND), written(ME, deny=SEND)], False),
        (guild(), [written(ME, allow=SEND), written(OURS, deny=SEND), written(EVERYONE, deny=SEND)], True),
        (guild(), [written("77", deny=SEND)], True),
        (guild(ours=ADMIN), [written(ME, deny=SEND)], True),
        (guild(owner=ME), [written(ME, deny=SEND)], True),
    ],
)
def test_overwrites_follow_discords_order(
    server: dict[str, Any], overwrites: Sequence[dict[str, str]], may_send: bool
) -> None:
    """Everyone's, then the roles', then the member's own; an administrator and the owner may do everything."""
    found = held(server, {"user": {"id": ME}, "roles": [OURS]}, {"permission_overwrites": overwrites})
    assert found.send_messages == may_send
