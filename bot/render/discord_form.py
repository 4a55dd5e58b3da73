"""Discord forms: a form as a modal's payload, and a sent modal's values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.cards import Field, FieldKind, Form, Option
from bot.platform import Payload
from bot.render.discord import OPTIONS, Component, custom_id, shorten
from bot.render.discord_text import escape

TITLE_LIMIT = 45
LABEL_LIMIT = 45
ABOUT_LIMIT = 100
FIELDS = 5
"""Fields in one modal."""
TEXT_LIMIT = 4000
"""Characters in one text input."""

_SELECT, _INPUT, _NOTE, _LABEL = 3, 4, 10, 18
_SHORT, _PARAGRAPH = 1, 2


class TooLarge(Exception):
    """Discord cannot show the form without losing some of it; `str()` is a sentence for who wanted it."""


def render_form(form: Form) -> Payload:
    """The modal that asks for `form`. Raises `TooLarge`: what a modal cannot hold must not come back as deleted."""
    fields = [_label(field) for field in form.fields if field.options or field.kind in _TYPED]
    if not 1 <= len(fields) <= FIELDS:
        raise TooLarge(
            f"“{form.title}” has {len(fields)} fields and Discord shows {FIELDS} at most: open it on the chat page."
        )
    note = [{"type": _NOTE, "content": escape(shorten(form.about, 1000))}] if form.about else []
    if note and len(fields) == FIELDS:  # no room for a sixth: the note goes under the first field's label
        fields[0].setdefault("description", shorten(form.about, ABOUT_LIMIT))
        note = []
    return {
        "title": shorten(form.title, TITLE_LIMIT),
        "custom_id": custom_id(form.action),
        "components": [*note, *fields],
    }


def values_of(components: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """What was filled in, by field: the components of a sent modal."""
    values: dict[str, tuple[str, ...]] = {}
    for component in components:
        inner = component.get("component")
        values |= values_of([inner] if inner else component.get("components", ()))
        if "custom_id" in component:
            single = (component["value"],) if "value" in component else ()
            values[component["custom_id"]] = tuple(component.get("values") or single)
    return values


_TYPED = {FieldKind.LINE, FieldKind.TEXT}


def _label(field: Field) -> Component:
    made: Component = {"type": _LABEL, "label": shorten(field.label, LABEL_LIMIT) or field.name}
    if field.about:
        made["description"] = shorten(field.about, ABOUT_LIMIT)
    return made | {"component": _typed(field) if field.kind in _TYPED else _chosen(field)}


def _typed(field: Field) -> Component:
    if len(field.value) > TEXT_LIMIT:
        raise TooLarge(
            f"“{field.label}” has {len(field.value):,} characters and Discord takes {TEXT_LIMIT:,}: "
            "open it on the chat page."
        )
    made: Component = {
        "type": _INPUT,
        "custom_id": field.name,
        "style": _PARAGRAPH if field.kind is FieldKind.TEXT else _SHORT,
        # A field may hold more than is accepted now; Discord would refuse to open the form with it.
        "max_length": min(max(field.limit, len(field.value), 1), TEXT_LIMIT),
        "required": field.required,
    }
    return made | ({"value": field.value} if field.value else {})


def _chosen(field: Field) -> Component:
    options = _at_most(OPTIONS, field.options)
    several = field.kind is FieldKind.CHOICES
    return {
        "type": _SELECT,
        "custom_id": field.name,
        "min_values": int(field.required),
        "max_values": len(options) if several else 1,
        "required": field.required,
        "options": [
            {"label": shorten(o.label, 100) or o.value, "value": o.value, "default": o.chosen} for o in options
        ],
    }


def _at_most(count: int, options: Sequence[Option]) -> list[Option]:
    """The first options that fit, in order, those already chosen before the others."""
    if len(options) <= count:
        return list(options)
    kept = {o.value for o in sorted(options, key=lambda o: not o.chosen)[:count]}
    return [o for o in options if o.value in kept]
