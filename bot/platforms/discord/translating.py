"""Translating: the names and descriptions of commands in the languages that Discord shows them in."""

from __future__ import annotations

from discord import Locale
from discord.app_commands import TranslationContextLocation, TranslationContextTypes, Translator, locale_str

from bot.locales import name_in, text_in

NAMES = frozenset(
    (
        TranslationContextLocation.command_name,
        TranslationContextLocation.group_name,
        TranslationContextLocation.parameter_name,
    )
)
OURS = Locale.american_english
"""Given explicitly: without it a reader in America is shown British names as soon as there are any."""


class Catalogued(Translator):
    """Reads `bot.locales`; what it does not have, Discord shows in English."""

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        text = string.message
        if locale is OURS:
            return text
        if context.location in NAMES:
            return name_in(locale.value, text)
        found = text_in(locale.value, text)
        return found if found != text else None
