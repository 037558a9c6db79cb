"""Discord's OpenAPI document: which operation a request is, and what its schema says about the body."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

DOCUMENT = Path(__file__).parent / "openapi.json.gz"
VARIABLE = re.compile(r"\{(\w+)\}")
SNOWFLAKE = {"anyOf": [{"type": "string", "pattern": "^(0|[1-9][0-9]*)$"}, {"type": "integer", "minimum": 0}]}
"""discord.py sends ids as integers in bodies, and Discord takes them."""

MEASURED = {"maxLength": "characters", "maxItems": "items", "maxProperties": "keys"}


@dataclass(frozen=True)
class Operation:
    """One method of one path; ``body`` is None where the document knows of none."""

    template: str
    body: Any
    body_required: bool
    parameters: tuple[dict[str, Any], ...]


@cache
def document() -> dict[str, Any]:
    """The document, with ids that may be integers and objects that refuse what they do not list."""
    loaded: dict[str, Any] = json.loads(gzip.decompress(DOCUMENT.read_bytes()))
    schemas = loaded["components"]["schemas"]
    schemas["SnowflakeType"] = SNOWFLAKE
    # What the document leaves out: a command's `nsfw`, which Discord's reference has, and what discord.py sends and
    # Discord passes over, `tts` with edits and `flags` with embeds.
    for command in ("ApplicationCommandCreateRequest", "ApplicationCommandUpdateRequest"):
        schemas[command]["properties"]["nsfw"] = {"type": "boolean"}
    schemas["RichEmbed"]["properties"]["flags"] = {"type": "integer"}
    for schema in schemas.values():
        if "allowed_mentions" in schema.get("properties", {}):
            schema["properties"].setdefault("tts", {"type": "boolean"})
    _close_objects(loaded)
    return loaded


def operation_of(method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
    """Return the operation and the values of its path's variables; the most literal path wins."""
    for template, pattern in _templates():
        matched = pattern.fullmatch(path)
        if matched and method.lower() in document()["paths"][template]:
            return _operation(method.lower(), template), matched.groupdict()
    return None


def schema_faults(schema: Any, value: Any) -> list[str]:
    """Say what of ``value`` is against the schema, each with its place."""
    return [f"{_place(error)}{_words(error)}" for error in _validator(json.dumps(schema)).iter_errors(value)]


def _close_objects(node: Any) -> None:
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict) and "type" in node:
            node.setdefault("additionalProperties", False)
        for child in node.values():
            _close_objects(child)
    elif isinstance(node, list):
        for child in node:
            _close_objects(child)


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    literal_first = sorted(document()["paths"], key=lambda template: len(VARIABLE.findall(template)))
    return tuple((template, re.compile(VARIABLE.sub(r"(?P<\1>[^/]+)", template))) for template in literal_first)


@cache
def _operation(method: str, template: str) -> Operation:
    path = document()["paths"][template]
    described = path[method]
    body = described.get("requestBody", {})
    contents = body.get("content", {})
    schema = next(
        (contents[kind]["schema"] for kind in ("application/json", "multipart/form-data") if kind in contents), None
    )
    parameters = (*path.get("parameters", ()), *described.get("parameters", ()))
    return Operation(template, schema, bool(body.get("required")), tuple(parameters))


def _resolved(schema: Any) -> Any:
    """Follow a reference inside the document."""
    while isinstance(schema, dict) and "$ref" in schema:
        node: Any = document()
        for step in schema["$ref"].removeprefix("#/").split("/"):
            node = node[step]
        schema = node
    return schema


def _reference(validator: Any, reference: str, value: Any, schema: Any) -> Iterator[ValidationError]:
    del schema
    yield from validator.descend(value, _resolved({"$ref": reference}))


def _union(validator: Any, branches: list[Any], value: Any, schema: Any) -> Iterator[ValidationError]:
    """One branch must fit; where ``type`` tells which one is meant, only that one is looked at, for better words."""
    del schema
    meant = [branch for branch in branches if _may_be(_resolved(branch), value)]
    failures = []
    for branch in meant or branches:
        errors = list(validator.descend(value, branch))
        if not errors:
            return
        failures.append(errors)
    fewest = min(failures, key=len)
    if meant and len(fewest) < 4:
        yield from fewest
    else:
        yield ValidationError(f"{json.dumps(value)[:200]} is none of what is allowed here")


def _may_be(schema: Any, value: Any) -> bool:
    if not isinstance(value, dict):
        return "properties" not in schema and (schema.get("type") != "null" or value is None)
    if schema.get("type") == "null":
        return False
    kinds = schema.get("properties", {}).get("type", {}).get("enum")
    return kinds is None or value.get("type") in kinds


DocumentValidator: Any = extend(Draft202012Validator, {"$ref": _reference, "oneOf": _union, "anyOf": _union})


@cache
def _validator(schema: str) -> Any:
    return DocumentValidator(json.loads(schema))


def _words(error: ValidationError) -> str:
    if error.validator in MEASURED:
        return f"{len(error.instance)} {MEASURED[error.validator]}, {error.validator_value} allowed"
    return str(error.message)[:300]


def _place(error: ValidationError) -> str:
    place = ".".join(str(step) for step in error.absolute_path)
    return f"{place}: " if place else ""
