"""Slack modal: a form as a view, and a sent view as the values that were filled in.

Limits (views reference): title and buttons 24 characters, 100 blocks, `private_metadata` 3,000; a text input takes
3,000 characters, a group of checkboxes 10 options of 75 characters with 75 more as description.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.cards import Field, FieldKind, Form, Option
from bot.render.slack import OPTIONS, shortened
from bot.render.slack_words import Json, clean

CALLBACK = "form"
TITLE = 24
INPUT = 3_000
GROUP = 10
LABEL = 75
ABOUT = 2_000


def modal(form: Form, carried: Mapping[str, str]) -> Json:
    """The view that asks for `form`; `carried` comes back with it (in all at most 2,800 characters of JSON)."""
    blocks = [block for field in form.fields for block in _inputs(field)]
    about = [text for text in (form.title if len(form.title) > TITLE else "", form.about) if text]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": _plain(shortened(form.title, TITLE)),
        "submit": _plain(shortened(form.send, TITLE)),
        "close": _plain("Cancel"),
        "private_metadata": json.dumps({**carried, "action": form.action}),
        "blocks": [*({"type": "section", "text": _plain(shortened(text, INPUT))} for text in about), *blocks],
    }


def carried(view: Mapping[str, Any]) -> dict[str, str]:
    """What rode along with a sent view; `action` is the form's."""
    found = json.loads(view.get("private_metadata") or "{}")
    return {str(key): str(value) for key, value in found.items()}


def values(view: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """What was filled in, by field name. A field that took several inputs is one again."""
    found: dict[str, list[str]] = {}
    texts: set[str] = set()
    for block_id, inputs in view["state"]["values"].items():
        name = block_id.rpartition("#")[0]
        for element in inputs.values():
            texts |= {name} if element["type"] == "plain_text_input" else set()
            found.setdefault(name, []).extend(_given(element))
    return {name: ("\n".join(given),) if name in texts else tuple(given) for name, given in found.items()}


def _given(element: Mapping[str, Any]) -> list[str]:
    if element["type"] == "plain_text_input":
        return [element.get("value") or ""]
    chosen = element.get("selected_options") or [element.get("selected_option")]
    return [option["value"] for option in chosen if option]


def _inputs(field: Field) -> Iterator[Json]:
    match field.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            portions = list(_portions(field.value))
            for at, portion in enumerate(portions):
                room = field.limit if len(portions) == 1 else INPUT
                yield _input(field, at, len(portions), _text_input(field.kind, portion, room))
        case FieldKind.CHOICE if field.options:
            yield _input(field, 0, 1, _choice(field.options))
        case FieldKind.CHOICES if field.options:
            groups = [field.options[at : at + GROUP] for at in range(0, len(field.options), GROUP)]
            for at, group in enumerate(groups):
                yield _input(field, at, len(groups), _chosen("checkboxes", group, several=True))
        case _:
            yield {"type": "section", "text": _plain(f"{shortened(field.label, ABOUT)}: nothing to choose from.")}


def _portions(text: str) -> Iterator[str]:
    """A text that is longer than one input takes, in several, cut between lines."""
    text = clean(text)
    while len(text) > INPUT:
        at = text.rfind("\n", 0, INPUT + 1)
        at, skipped = (at, 1) if at > 0 else (INPUT, 0)
        yield text[:at]
        text = text[at + skipped :]
    yield text


def _input(field: Field, at: int, of: int, element: Json) -> Json:
    label = f"{field.label} ({at + 1} of {of})" if of > 1 else field.label
    # A group of checkboxes that goes on in another cannot be asked to have something chosen in each.
    needed = field.required and at == 0 and not (of > 1 and field.kind is FieldKind.CHOICES)
    made: Json = {
        "type": "input",
        "block_id": f"{field.name}#{at}",
        "label": _plain(shortened(label, ABOUT)),
        "element": {**element, "action_id": "value"},
        "optional": not needed,
    }
    return made | ({"hint": _plain(shortened(field.about, ABOUT))} if field.about and at == 0 else {})


def _text_input(kind: FieldKind, portion: str, room: int) -> Json:
    """What stands there may be longer than is asked for; it is not cut, so that nobody loses words by opening it."""
    limit = min(max(room, len(portion), 1), INPUT)
    made: Json = {"type": "plain_text_input", "multiline": kind is FieldKind.TEXT, "max_length": limit}
    return made | ({"initial_value": portion} if portion else {})


def _choice(options: Sequence[Option]) -> Json:
    return _chosen("radio_buttons" if len(options) <= GROUP else "static_select", options[:OPTIONS], several=False)


def _chosen(kind: str, options: Sequence[Option], *, several: bool) -> Json:
    shown = [(option, _option(option, described=kind != "static_select")) for option in options]
    chosen = [made for option, made in shown if option.chosen]
    element: Json = {"type": kind, "options": [made for _, made in shown]}
    if not chosen:
        return element
    return element | ({"initial_options": chosen} if several else {"initial_option": chosen[0]})


def _option(option: Option, *, described: bool) -> Json:
    """Label and value; a label of more than 75 characters goes on in the description, where there is one."""
    label = shortened(option.label, LABEL)
    rest = clean(option.label).strip()[len(label) - 1 :].strip() if label.endswith("…") else ""
    made: Json = {"text": _plain(label), "value": option.value}
    return made | ({"description": _plain(shortened(f"…{rest}", LABEL))} if rest and described else {})


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": clean(text), "emoji": False}
