"""Whether Discord would take a request: its OpenAPI document, and the rules that it keeps but does not write there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from tests.discord_api.commands import command_faults, commands_faults
from tests.discord_api.document import Operation, operation_of, schema_faults
from tests.discord_api.messages import component_faults, message_faults

MESSAGE_PLACES = ("/messages", "/messages/{message_id}", "/messages/@original", "/{webhook_token}")
NEW_MESSAGE, UPDATE, MODAL = 4, 7, 9
MOST_MODAL_PARTS = 5
BOOLEANS = {"1": True, "0": False, "true": True, "false": False, "True": True, "False": False}


class Request(Protocol):
    """A request that a bot made, such as simcord logs."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def params(self) -> dict[str, Any]: ...
    @property
    def json(self) -> Any: ...


class Environment(Protocol):
    """What logs requests, such as simcord's."""

    @property
    def http_requests(self) -> Iterable[Request]: ...


def assert_valid(env: Environment) -> None:
    """Fail, with every fault named, when Discord would have refused a request of this test."""
    found = [
        f"{request.method} {request.path}: {fault}"
        for request in env.http_requests
        for fault in faults(request.method, request.path, request.json, request.params)
    ]
    assert not found, "Discord would refuse:\n" + "\n".join(found)


def faults(method: str, path: str, json_body: Any = None, params: Mapping[str, Any] | None = None) -> list[str]:
    """Say what Discord would refuse of a request, nothing when it would take it.

    ``path`` stands without ``/api/v10``; ``json_body`` is ``payload_json`` when files go with it.
    """
    found = operation_of(method, path)
    if found is None:
        return ["Discord knows no such path and method"]
    operation, variables = found
    against_document = [
        *_parameter_faults(operation, variables, params or {}),
        *_body_faults(operation, json_body),
    ]
    # The rules speak of bodies that are shaped as the document says.
    return against_document or list(_rule_faults(method, operation.template, json_body))


def _parameter_faults(operation: Operation, variables: dict[str, str], params: Mapping[str, Any]) -> Iterator[str]:
    schemas = {(each["in"], each["name"]): each["schema"] for each in operation.parameters}
    for place, given in (("path", variables), ("query", params)):
        for name, value in given.items():
            if (place, name) not in schemas:
                yield f"{place} parameter {name} is not known"
                continue
            schema = schemas[place, name]
            yield from (f"{place} parameter {name}: {fault}" for fault in schema_faults(schema, _typed(schema, value)))


def _typed(schema: dict[str, Any], value: Any) -> Any:
    """Return what a url's text stands for."""
    kind = schema.get("type")
    if kind == "boolean":
        return BOOLEANS.get(str(value), value)
    if kind == "integer" and str(value).isdecimal():
        return int(value)
    return str(value) if kind == "string" else value


def _body_faults(operation: Operation, body: Any) -> Iterator[str]:
    if operation.body is None:
        if body:
            yield "a body where Discord knows of none"
    elif body is not None:
        yield from schema_faults(operation.body, body)
    elif operation.body_required:
        yield "a body is missing"


def _rule_faults(method: str, template: str, body: Any) -> Iterator[str]:
    if template.endswith("/commands") and isinstance(body, list):
        yield from commands_faults(body)
    elif not isinstance(body, dict):
        return
    elif template.endswith(("/commands", "/commands/{command_id}")) and method != "PATCH":
        yield from command_faults(body)
    elif template.endswith("/callback"):
        yield from _callback_faults(body)
    elif template.endswith(MESSAGE_PLACES) and "lobbies" not in template:
        yield from message_faults(body, new=method == "POST")


def _callback_faults(body: dict[str, Any]) -> Iterator[str]:
    kind, data = body.get("type"), body.get("data") or {}
    if kind in (NEW_MESSAGE, UPDATE):
        yield from message_faults(data, new=kind == NEW_MESSAGE)
    elif kind == MODAL:
        yield from component_faults(data.get("components") or [])
        if len(data.get("components") or []) > MOST_MODAL_PARTS:
            yield f"a modal of {len(data['components'])} parts, {MOST_MODAL_PARTS} are allowed"
