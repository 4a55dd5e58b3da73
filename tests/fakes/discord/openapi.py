"""OpenAPI: Discord's own description of its API as the referee of what goes over the wire."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tests.fakes.discord.rest import Call

PLACE = Path(__file__).parents[4] / "shared" / "discord-api" / "openapi.json"
"""Beside the repository; not part of it."""
JSON = "application/json"


class Referee:
    """`paths` and `components` of the description."""

    def __init__(self, description: Mapping[str, Any]) -> None:
        self._components = description["components"]
        self._paths = [(_pattern(path), path, operations) for path, operations in description["paths"].items()]
        self._valid: set[tuple[int, str]] = set()
        """Schemas and bodies that were found good: many requests say the same."""
        self._validators: dict[int, Draft202012Validator] = {}

    def problems(self, call: Call) -> list[str]:
        """What is wrong with a request; one that is not described at all is wrong as well."""
        operation = self._operation(call)
        if operation is None:
            return [f"{call.method} {call.path} is not in the description"]
        described = operation.get("requestBody")
        if described is None:
            return [] if call.body is None else [f"{call.method} {call.path} takes no body"]
        if call.body is None:
            return [f"{call.method} {call.path} needs a body"] if described.get("required") else []
        schema = described["content"][JSON]["schema"]
        body = (id(schema), json.dumps(call.body, sort_keys=True))
        if body in self._valid:
            return []
        errors = list(self._validator(schema).iter_errors(call.body))
        if not errors:
            self._valid.add(body)
        return [f"{call.method} {call.path}: {error.json_path}: {error.message[:300]}" for error in errors]

    def _validator(self, schema: Mapping[str, Any]) -> Draft202012Validator:
        """Kept, since the first use of one reads the whole description."""
        if id(schema) not in self._validators:
            self._validators[id(schema)] = Draft202012Validator({**schema, "components": self._components})
        return self._validators[id(schema)]

    def _operation(self, call: Call) -> Mapping[str, Any] | None:
        found = [
            (path.count("{"), operations)
            for pattern, path, operations in self._paths
            if pattern.fullmatch(call.path) and call.method.lower() in operations
        ]
        # The path with the fewest placeholders is meant: “/users/@me”, not “/users/{user_id}”.
        return min(found, key=lambda each: each[0])[1][call.method.lower()] if found else None


@lru_cache
def referee() -> Referee | None:
    """None where the description is not at hand."""
    return Referee(json.loads(PLACE.read_text(encoding="utf-8"))) if PLACE.exists() else None


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)))
