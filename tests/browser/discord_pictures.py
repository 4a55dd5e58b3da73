"""Discord pictures: our messages as Discord shows them, from the payloads that would be sent, for docs/discord.md.

python -m tests.browser.discord_pictures docs/images
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from bot.cards import Card
from bot.commands import Caller
from bot.platform import Destination
from bot.platforms.discord.naming import with_discord_names
from bot.platforms.discord.servers import welcome_card
from bot.render.discord import render
from bot.render.drawn_discord import discord_html
from tests.bot.newsroom import Newsroom, open_newsroom
from tests.browser.chromium import chromium, open_browser

LARGEST = 150_000
"""Bytes, of each."""
STATIC = Path(__file__).parents[2] / "bot" / "web" / "static"
PAGE = Markup(
    '<!doctype html><meta charset="utf-8"><style>{styles}</style>'
    '<body class="desk" style="display:block;width:600px;height:auto;padding:0 12px 12px">{messages}</body>'
)


async def cards(room: Newsroom) -> Iterator[tuple[str, Card]]:
    """The steps of the first brief, by the picture's name."""
    place = Destination("discord", "100", "1", "channel", "#summit")
    owner = Caller("discord", "1", "Olga", place, manages_server=True)
    shown = {
        "discord-setup": await room.press("setup:where:::", owner),
        "discord-brief": await room.type("brief length:short", owner),
        "discord-ask": await room.type("ask How many cherry trees will Japan give?", owner),
    }
    return iter(
        [("discord-welcome", welcome_card("en-US")), *((n, c) for n, c in shown.items() if isinstance(c, Card))]
    )


async def draw(path: str, folder: Path) -> None:
    """Write a picture of each message."""
    with tempfile.TemporaryDirectory() as home:
        async with open_newsroom(Path(home)) as room, open_browser(path) as browser:
            styles = Markup("").join(Markup((STATIC / name).read_text("utf-8")) for name in ("chat.css", "desk.css"))
            page = await browser.new_page(viewport={"width": 640, "height": 300})
            for name, card in await cards(room):
                drawn = Markup("").join(discord_html(payload) for payload in render(with_discord_names(card)))
                await page.set_content(PAGE.format(styles=styles, messages=drawn))
                await page.locator("body").screenshot(path=folder / f"{name}.png", animations="disabled")


def main(folder: Path) -> None:
    path = chromium()
    if path is None:
        raise SystemExit("Chromium is not installed: apt-get install chromium.")
    asyncio.run(draw(path, folder))
    for picture in folder.glob("discord-*.png"):
        if picture.stat().st_size > LARGEST:
            raise SystemExit(f"{picture} has {picture.stat().st_size:,} bytes; at most {LARGEST:,} are wanted.")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images"))
