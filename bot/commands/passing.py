"""Passing on: what a message of somebody's passes on: words, checked against the article; a link, briefed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from urllib.parse import urlsplit

from bot.cards import Card, Reply, say
from bot.commands.context import Context
from bot.commands.declare import Values, action, shortcut
from bot.commands.topics import edition_meant
from bot.compose import FORMATS, compose, evidence_card
from bot.compose.quoted import quoted_card
from bot.desk import DeskError
from bot.fetch import fetch_article
from bot.storage.editions import Edition
from bot.words import listed
from briefs import Article, PersonKind
from briefs.patterns import pattern
from briefs.quoted import ABSENT, ALTERED, VERBATIM, Passage, find_named, passages

LONGEST = 4_000
"""Characters of a message that are looked at."""
TOPICS = 5
"""Topics whose articles are looked through, the one meant here first."""
RANK = {VERBATIM: 0, ALTERED: 1, ABSENT: 2}
LABEL = "Briefed by machine for you alone; nobody has looked it through"
_LINK = pattern(r"https?://[^\s<>\"|]{1,2000}")


@shortcut("check_quote", "Check this quote", about="Whether the article has these words, and who said them")
async def check_quote(ctx: Context, text: str) -> Reply:
    editions = await _editions(ctx)
    if not text.strip():
        raise DeskError("This message has no text to check: a picture's words are not read.")
    checked = [(edition, *await asyncio.to_thread(_checked, text[:LONGEST], edition)) for edition in editions]
    best = min(checked, key=lambda one: _rank(one[1]))
    if not best[1]:
        raise DeskError("There are no words to check in this message: two at least are needed.")
    return quoted_card(*best)


@shortcut("brief_link", "Brief this link", about="The brief of the article that this message links to")
async def brief_link(ctx: Context, text: str) -> Reply:
    address = link_in(text)
    if not address:
        raise DeskError("There is no link in this message. Choose one with an address such as https://news.example.")
    for edition in await _editions(ctx, needed=False):
        if edition.article.url == address:
            return compose(edition, "full")
    key = f"{ctx.caller.platform}:{ctx.caller.user}"
    reading = ctx.services.memory.reading
    if key in reading:
        raise DeskError("The link before this one is still being read. Choose this one again when its brief is there.")
    reading.add(key)
    try:
        edition = await _read(ctx, address)
    finally:
        reading.discard(key)
    return _linked(compose(edition, "full"), ctx.services.memory.linked.put(edition))


@action("linked")
async def linked(ctx: Context, args: tuple[str, ...], values: Values) -> Reply:
    """`linked:<key>:source:<line>` or `linked:<key>:part:<format>`, under the brief of a link."""
    key, what, which = (*args, "", "", "")[:3]
    edition = ctx.services.memory.linked.get(key)
    if edition is None:
        return say("The brief of this link is not kept any more. Choose *Brief this link* once more.")
    card = (
        evidence_card(edition, which) if what == "source" else compose(edition, which if which in FORMATS else "full")
    )
    return _linked(card, key)


def link_in(text: str) -> str:
    """The first web address in a text, without the marks of the sentence that it stands in; empty for none."""
    found = _LINK.search(text)
    return found[0].rstrip(".,;:!?'’”)]}*_~`") if found else ""


async def _editions(ctx: Context, *, needed: bool = True) -> list[Edition]:
    """What is live: the topic meant here first, then the newest others. Raises `DeskError` for none, if needed."""
    known = [topic.id for topic in await ctx.services.reading.topics(ctx.newsroom_id) if topic.published]
    if needed or known:
        known.insert(0, (await edition_meant(ctx, None))[0].topic_id)
    found = [await ctx.services.reading.edition(topic_id) for topic_id in list(dict.fromkeys(known))[:TOPICS]]
    live = [edition for edition in found if edition is not None and not edition.withdrawn]
    if needed and not live:
        raise DeskError("The brief here is withdrawn at the moment, so there is no article to check against.")
    return live


def _checked(text: str, edition: Edition) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """What the article has of it, and what the message has wrong of who said it."""
    found = passages(text, edition.article, edition.brief.all_quotes)
    if all(passage.status == ABSENT for passage in found):
        return found, ()
    return found, tuple(filter(None, (_misattributed(text, passage, edition) for passage in found)))


def _misattributed(text: str, passage: Passage, edition: Edition) -> str:
    """A sentence where the message names people of the article beside the words, and none of those who said them."""
    speakers = passage.quote.speakers if passage.quote is not None else ()
    if not speakers:
        return ""
    beside = text.replace(passage.words, " ")
    people = [p for p in edition.brief.people if p.kind is PersonKind.PERSON]
    named = [p.name for p in people if find_named(beside, (p.name, *p.aliases, p.name.split()[-1]))]
    if not named or set(named) & set(speakers):
        return ""
    return f"The message names {listed(named[:3])}; in the article it was {listed(speakers)}."


def _rank(found: tuple[Passage, ...]) -> float:
    """The lower, the more of the message the article has."""
    return sum(RANK[passage.status] for passage in found) / len(found) if found else 3.0


async def _read(ctx: Context, address: str) -> Edition:
    """An edition of nobody's. Raises `FetchError`."""
    article = await fetch_article(address)
    brief = await ctx.services.reading.condensed(article)
    return Edition(0, _site(article, address), 0, 0, brief, article, LABEL, ctx.now, ctx.caller.zone or "UTC")


def _site(article: Article, address: str) -> str:
    return article.outlet or urlsplit(address).hostname or "the link"


def _linked(card: Card, key: str) -> Card:
    """The card with its evidence and parts found under `key`; what only a topic has is left out."""
    lines = tuple(replace(known, source=_moved(known.source, key)) for known in card.lines)
    buttons = tuple(
        replace(button, action=_moved(button.action, key))
        for button in card.buttons
        if button.url or _moved(button.action, key)
    )
    return replace(card, lines=lines, buttons=buttons)


def _moved(action: str, key: str) -> str:
    word, _, rest = action.partition(":0:")
    return f"linked:{key}:{word}:{rest}" if word in ("source", "part") and rest else ""
