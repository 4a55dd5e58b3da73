"""Verdict: what an answer of Discord's means for a message that was to be posted, edited or read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.platform import Busy, Destination, Refused, Unsure
from bot.platforms.discord.budget import retry_after
from bot.platforms.discord.wire import Answer

WITHOUT_TOKEN = 300.0
"""Seconds between attempts while Discord refuses the token: 10,000 refused requests in 10 minutes ban the address."""
EDIT_CAP = 600.0
"""Seconds to wait where Discord takes no more edits of an old message now and does not say for how long."""
OLD_EDITS = 30046
"""Discord's code for too many edits of a message older than an hour."""


def judge(answer: Answer, where: Destination, lacking: Sequence[str] | None = None) -> None:
    """Return for a good answer. Raises `Refused`, `Busy` or `Unsure`, whose sentence names `where` and what to do.

    `lacking` are the permissions known to be missing there; the answer itself never names them.
    """
    if answer.good:
        return
    if answer.code == OLD_EDITS:
        raise Busy("Discord takes no more edits of this old message for the moment.", EDIT_CAP)
    if answer.status == 429:
        raise Busy("Discord's rate limit is used up for the moment.", retry_after(answer))
    if answer.status >= 500:
        raise Unsure(f"Discord answered {answer.status}: the message may or may not have arrived.")
    if answer.status == 401:
        raise Busy("DISCORD_TOKEN is refused by Discord (401): copy it again into .env and restart.", WITHOUT_TOKEN)
    if answer.body is None:
        raise Busy(f"A proxy before Discord answered {answer.status}; this is not about {_name(where)}.", WITHOUT_TOKEN)
    raise Refused(_sentence(answer, where, lacking))


def _sentence(answer: Answer, where: Destination, lacking: Sequence[str] | None) -> str:
    name = _name(where)
    match answer.code:
        case 10003 | 10004:
            return f"{name} is gone: it was deleted, or Readout was removed from the server. Schedule another channel."
        case 10008:
            return f"The message in {name} was deleted, so it cannot be changed."
        case 10013 | 50007:
            return (
                f"Discord does not let Readout write {name}: the person blocks direct messages or shares no server "
                "with it any more. After allowing them in the server's privacy settings, `/follow` starts again."
            )
        case 40067:
            return f"{name} takes no post without a tag. Switch off “require tags” there, then `/schedule resume`."
        case 50083 | 160005:
            return f"{name} is archived or locked. Open the thread again, then `/schedule resume`."
    if answer.status == 403:
        return _forbidden(name, where, lacking, answer)
    if answer.status == 404:
        return f"{name} is gone: it was deleted, or Readout was removed from the server. Schedule another channel."
    return (
        f"Discord refused the message for {name} ({answer.status}, code {answer.code}: {answer.message}). "
        "This is a fault in Readout; please report it with this sentence."
    )


def _forbidden(name: str, where: Destination, lacking: Sequence[str] | None, answer: Answer) -> str:
    if lacking and lacking[0] == "View Channels":  # without it no other counts
        named = lacking[0]
    elif lacking:
        named = " and ".join([", ".join(lacking[:-1]), lacking[-1]] if len(lacking) > 1 else lacking)
    elif answer.code == 50001:
        named = "View Channels"
    else:
        named = "Send Messages in Threads" if where.kind == "thread" else "Send Messages"
    return (
        f"Readout may not post in {name}: it lacks {named} there. Allow it in the channel's settings under "
        "Permissions, then `/schedule resume`."
    )


def _name(where: Destination) -> str:
    return where.name or (f"channel {where.channel}" if where.kind != "direct" else "this person")
