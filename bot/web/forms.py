"""Forms: what a page of ours sends, read as text."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web
from multidict import MultiDictProxy

from bot.render.html import FIELD

CONTENT_TYPE = "application/x-www-form-urlencoded"

Sent = MultiDictProxy[str | bytearray | bytes | web.FileField]


async def read_form(request: web.Request) -> Sent:
    """The fields sent. Raises a refusal with a sentence where they are no form or no UTF-8."""
    if request.content_type != CONTENT_TYPE:
        raise web.HTTPUnsupportedMediaType(text="Only a form of this page can be sent here.")
    try:
        return await request.post()
    except (UnicodeDecodeError, LookupError):  # from the body's bytes, or the charset that it claims
        raise web.HTTPBadRequest(text="What was sent could not be read: it is not UTF-8 text.") from None


def text_in(sent: Sent, name: str) -> str:
    value = sent.get(name, "")
    return _clean(value) if isinstance(value, str) else ""


def number_in(text: str) -> int:
    """A number as an address or a form carries it; 0, which nothing has, for one that is none."""
    return int(text) if text.isdecimal() and len(text) < 13 else 0


def values_in(sent: Sent) -> Mapping[str, tuple[str, ...]]:
    """The fields of a card's form, under their own names."""
    found: dict[str, tuple[str, ...]] = {}
    for key, value in sent.items():
        if key.startswith(FIELD) and isinstance(value, str):
            name = key.removeprefix(FIELD)
            found[name] = (*found.get(name, ()), _clean(value))
    return found


def _clean(text: str) -> str:
    """Lines end as they do everywhere else; NUL is nobody's word, and PostgreSQL takes none."""
    return text.replace("\r\n", "\n").replace("\x00", "")
