"""`python -m tests.supply_chain.bill FILE`: a CycloneDX bill of what a user is given, models' weights included.

The packages are as cyclonedx-py finds them in this environment. The weights are added here: they come inside packages,
and each file is named with the SHA-256 that Newsdesk holds it to before it is used.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from bot import local_model
from retrieval.carriers import CARRIERS
from tests.supply_chain.parts import HOUSE, installed, wanted

VERSION = SchemaVersion.V1_6
Component = dict[str, Any]


def bill() -> dict[str, Any]:
    """Return the bill of this environment."""
    whole = _environment()
    given = installed(wanted())
    components = [each for each in whole["components"] if canonicalize_name(each["name"]) in given]
    models = list(_models())
    root = whole["metadata"]["component"]["bom-ref"]
    kept = {root, *(each["bom-ref"] for each in components)}
    depends = [
        {**each, "dependsOn": sorted(kept.intersection(each.get("dependsOn", ())))}
        for each in whole["dependencies"]
        if each["ref"] in kept
    ]
    for each in depends:
        if each["ref"] == root:
            each["dependsOn"] = [*each["dependsOn"], *(model["bom-ref"] for model in models)]
    depends += [{"ref": model["bom-ref"]} for model in models]
    return {**whole, "components": [*components, *models], "dependencies": depends}


def main() -> int:
    """Write the bill, once it is held to be valid."""
    text = json.dumps(bill(), ensure_ascii=False, indent=2)
    if fault := JsonStrictValidator(VERSION).validate_str(text):
        print(f"the bill of materials is not valid CycloneDX {VERSION.to_version()}: {fault}", file=sys.stderr)
        return 1
    Path(sys.argv[1]).write_text(text + "\n", encoding="utf-8")
    print(f"{sys.argv[1]}: {len(json.loads(text)['components'])} components")
    return 0


def _environment() -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        written = Path(folder) / "bill.json"
        options = ("--pyproject", str(HOUSE / "pyproject.toml"), "--output-reproducible", "--no-validate")
        command = (sys.executable, "-m", "cyclonedx_py", "environment", *options)
        subprocess.run([*command, "--spec-version", VERSION.to_version(), "--output-file", str(written)], check=True)
        found: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
        return found


def _models() -> Iterator[Component]:
    for carrier in CARRIERS.values():
        package = f"{carrier.package}@{carrier.version}"
        yield _model(carrier.model, package, {f"{carrier.folder}/{name}": sha for name, sha in carrier.files.items()})
    path = f"{local_model.PACKAGE}/{local_model.FILE}"
    yield _model(local_model.NAME, local_model.PACKAGE.replace("_", "-"), {path: local_model.SHA256})


def _model(name: str, package: str, files: dict[str, str]) -> Component:
    parts = [
        {
            "type": "file",
            "bom-ref": f"model {name}: {path}",
            "name": path,
            "hashes": [{"alg": "SHA-256", "content": sha256}],
        }
        for path, sha256 in files.items()
    ]
    return {
        "type": "machine-learning-model",
        "bom-ref": f"model {name}",
        "name": name,
        "description": f"weights that come inside the package {package}",
        "components": parts,
    }


if __name__ == "__main__":
    sys.exit(main())
