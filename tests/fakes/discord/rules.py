"""Rules: what Discord refuses in a message or modal beyond what its OpenAPI description says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Component = Mapping[str, Any]

COMPONENTS_V2 = 1 << 15
ROW, BUTTON, SELECT, INPUT, SECTION, TEXT, CONTAINER, LABEL = 1, 2, 3, 4, 9, 10, 17, 18


def walk(components: Iterable[Component]) -> Iterator[Component]:
    """Every component, nested ones too, in order."""
    for component in components:
        yield component
        yield from walk(component.get("components", ()))
        for inner in ("accessory", "component"):
            yield from walk([component[inner]] if inner in component else ())


def words(message: Mapping[str, Any]) -> str:
    """The text of a message as sent, one component a line."""
    shown = [c["content"] for c in walk(message.get("components") or ()) if c["type"] == TEXT]
    return "\n".join([message["content"], *shown] if message.get("content") else shown)


def size(text: str) -> int:
    """The longer of the two ways of counting: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def message_problems(message: Mapping[str, Any]) -> list[str]:
    """Why Discord would refuse this message; empty where it takes it."""
    every = list(walk(message.get("components") or ()))
    found = list(_shared(every))
    if message.get("flags", 0) & COMPONENTS_V2:
        if message.get("content") or message.get("embeds"):
            found.append("a message of components has content or embeds beside them")
        if not every:
            found.append("a message of components has none")
        if len(every) > 40:
            found.append(f"{len(every)} components; 40 are allowed")
        if sum(size(c["content"]) for c in every if c["type"] == TEXT) > 4000:
            found.append("more than 4,000 characters of text")
    elif len(message.get("content") or "") > 2000:
        found.append("content longer than 2,000")
    embeds = message.get("embeds") or ()
    if len(embeds) > 10 or sum(size(text) for embed in embeds for text in _texts(embed)) > 6000:
        found.append("more than 10 embeds, or 6,000 characters in them")
    if len(str(message.get("nonce") or "")) > 25:
        found.append("a nonce longer than 25")
    return found


def _texts(part: Any) -> Iterator[str]:
    """The words of an embed that count: title, description, fields, footer and author."""
    if isinstance(part, Mapping):
        for name, value in part.items():
            counts = name in ("title", "description", "name", "value", "text")
            yield from (str(value),) if counts else _texts(value)
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each)


def modal_problems(modal: Mapping[str, Any]) -> list[str]:
    """Why Discord would refuse to open this modal."""
    components = modal.get("components", [])
    found = list(_shared(list(walk(components))))
    if not 1 <= len(modal.get("title", "")) <= 45:
        found.append("a title of 1 to 45 characters is needed")
    if not 1 <= len(components) <= 5:
        found.append(f"{len(components)} components; 1 to 5 are allowed")
    for component in walk(components):
        if component["type"] == LABEL and not 1 <= len(component["label"]) <= 45:
            found.append("a label of 1 to 45 characters is needed")
        if component["type"] == INPUT and len(component.get("value", "")) > component.get("max_length", 4000):
            found.append("a value longer than its field takes")
    return found


def _shared(every: list[Component]) -> Iterator[str]:
    custom = [c["custom_id"] for c in every if "custom_id" in c]
    ids = [c["id"] for c in every if c.get("id")]
    if len(set(custom)) < len(custom):
        yield "two components with the same custom id"
    if len(set(ids)) < len(ids):
        yield "two components with the same id"
    if any(not 1 <= len(each) <= 100 for each in custom):
        yield "a custom id of 1 to 100 characters is needed"
    for component in every:
        yield from _own(component)


def _own(component: Component) -> Iterator[str]:
    match component["type"]:
        case 1 if not 1 <= len(component["components"]) <= 5:
            yield "a row holds 1 to 5 buttons"
        case 2 if not 1 <= size(component.get("label", "")) <= 80:
            yield "a button's label has 1 to 80 characters"
        case 2 if ("url" in component) == ("custom_id" in component):
            yield "a button has either a custom id or an address"
        case 3:
            values = [option["value"] for option in component["options"]]
            if not 1 <= len(values) <= 25 or len(set(values)) < len(values):
                yield "a select has 1 to 25 different options"
            if any(not 1 <= size(o["label"]) <= 100 or len(o["value"]) > 100 for o in component["options"]):
                yield "an option's label has 1 to 100 characters, its value at most 100"
            if component.get("max_values", 1) > len(values):
                yield "a select asks for more values than it has"
        case 9 if not 1 <= len(component["components"]) <= 3 or "accessory" not in component:
            yield "a section has 1 to 3 texts and something beside them"
        case 10 if not component["content"].strip():
            yield "a text is empty"
        case 17 if not component["components"]:
            yield "a container is empty"
