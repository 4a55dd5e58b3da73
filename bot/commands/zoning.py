"""Zoning: the time zones that somebody most likely means, by the language that they use."""

from __future__ import annotations

from bot.commands.context import Context
from bot.commands.schedule_rule import COMMON_ZONES, default_zone

BY_LANGUAGE = {
    "bg": ("Europe/Sofia",),
    "cs": ("Europe/Prague",),
    "da": ("Europe/Copenhagen",),
    "de": ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich"),
    "el": ("Europe/Athens",),
    "en-gb": ("Europe/London", "Europe/Dublin"),
    "en-us": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "es-419": ("America/Mexico_City", "America/Bogota", "America/Lima", "America/Santiago"),
    "es": ("Europe/Madrid",),
    "fi": ("Europe/Helsinki",),
    "fr": ("Europe/Paris", "Europe/Brussels", "America/Toronto"),
    "hi": ("Asia/Kolkata",),
    "hr": ("Europe/Zagreb",),
    "hu": ("Europe/Budapest",),
    "id": ("Asia/Jakarta",),
    "it": ("Europe/Rome",),
    "ja": ("Asia/Tokyo",),
    "ko": ("Asia/Seoul",),
    "lt": ("Europe/Vilnius",),
    "nl": ("Europe/Amsterdam",),
    "no": ("Europe/Oslo",),
    "pl": ("Europe/Warsaw",),
    "pt": ("America/Sao_Paulo", "Europe/Lisbon"),
    "ro": ("Europe/Bucharest",),
    "ru": ("Europe/Moscow",),
    "sv": ("Europe/Stockholm",),
    "th": ("Asia/Bangkok",),
    "tr": ("Europe/Istanbul",),
    "uk": ("Europe/Kyiv",),
    "vi": ("Asia/Ho_Chi_Minh",),
    "zh-cn": ("Asia/Shanghai",),
    "zh-tw": ("Asia/Taipei", "Asia/Hong_Kong"),
}
OFTEN = ("Asia/Singapore", "Asia/Seoul", "Asia/Shanghai", "Asia/Kolkata", "Australia/Sydney", "America/Chicago")
MOST = 20


def likely_zones(ctx: Context) -> list[str]:
    """The caller's own zone or those of their language first, then the newsroom's, then common ones."""
    language = ctx.caller.locale.lower()
    own = BY_LANGUAGE.get(language) or BY_LANGUAGE.get(language.partition("-")[0]) or ()
    known = ([ctx.caller.zone] if ctx.caller.zone else []) + [*own, default_zone(ctx)[0], *COMMON_ZONES, *OFTEN]
    return list(dict.fromkeys(known))[:MOST]
