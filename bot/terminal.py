"""Terminal: a brief or an answer for the command line, to read or as JSON."""

from __future__ import annotations

import dataclasses
import json
import shutil
from datetime import UTC, datetime
from decimal import Decimal

from bot.cards import Card
from bot.compose import full_card
from bot.compose.replied import replied, replied_card
from bot.render.plain import plain
from bot.storage.editions import Edition
from briefs import Answer, Article, Brief, answer, condense


def show_brief(article: Article, *, as_json: bool = False) -> str:
    """The brief of an article as text, or as JSON with every span."""
    brief = condense(article)
    return _json(brief, article) if as_json else card_text(full_card(_edition(article, brief)))


def show_answer(article: Article, question: str, *, as_json: bool = False) -> str:
    """What the article says to a question, with the sentence that proves it."""
    found = answer(article, question)
    if as_json:
        return _json(found, article)
    return card_text(replied_card(_edition(article, condense(article)), question, replied(question, found)))


def card_text(card: Card) -> str:
    return plain(card, min(shutil.get_terminal_size((100, 24)).columns, 100))


def _edition(article: Article, brief: Brief) -> Edition:
    return Edition(0, "", 0, 1, brief, article, "Extracted, not reviewed", datetime.now(UTC), "UTC")


def _json(value: Brief | Answer, article: Article) -> str:
    about = {"id": article.id, "headline": article.headline, "outlet": article.outlet, "url": article.url}
    content = {"source": about, **dataclasses.asdict(value)}
    return json.dumps(content, default=_plain_value, ensure_ascii=False, indent=2)


def _plain_value(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
