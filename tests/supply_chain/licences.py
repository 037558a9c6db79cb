"""`python -m tests.supply_chain.licences`: the licence of each package that a user is given; 1 at one not allowed.

A licence is as the package declares it: its SPDX expression, else its classifiers, else the first line of its field.
"""

import re
import sys
from collections.abc import Mapping
from importlib.metadata import Distribution

from tests.supply_chain.parts import installed, wanted

ALLOWED = frozenset(
    {
        *("MIT", "MIT License", "MIT-CMU", "ISC License (ISCL)", "Zlib", "BSL-1.0", "CC0-1.0", "CNRI-Python"),
        *("BSD License", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "3-Clause BSD License"),
        *("Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Apache 2.0 License", "Apache License, Version 2.0"),
        *("Apache Software License", "PSF-2.0", "Python Software Foundation License"),
    }
)
"""Whoever passes these on has to keep their notices, and nothing else."""

ARGUED: Mapping[str, str] = {
    "certifi": "MPL-2.0: a list of certificates, used as it comes",
    "orjson": "MPL-2.0 in part: brought by Chroma and langsmith, used as it comes",
    "tqdm": "MPL-2.0 in part: brought by Chroma and transformers, used as it comes",
    "tld": "MPL-1.1, LGPL-2.1 or GPL-2.0: taken under MPL-1.1; brought by trafilatura, used as it comes",
}
"""Licences that ask for more of whoever changes the package itself, which nobody does here, and what each is of."""


def licence_of(package: Distribution) -> str:
    """Return what a package declares."""
    said = package.metadata.json
    classifiers = [line for line in said.get("classifier", ()) if line.startswith("License ::")]
    return str(
        said.get("license_expression")
        or " AND ".join(line.rpartition(" :: ")[2] for line in classifiers)
        or str(said.get("license") or "nothing").strip().splitlines()[0]
    )


def is_allowed(licence: str) -> bool:
    """Tell whether every licence that an expression joins by AND is allowed; by OR, one of them."""
    if licence in ALLOWED:
        return True
    if (inside := re.fullmatch(r"\((.*)\)", licence)) and "(" not in inside[1]:
        return is_allowed(inside[1])
    for joint, decide in ((" AND ", all), (" OR ", any)):
        parts = re.split(rf"{joint}(?![^(]*\))", licence)
        if len(parts) > 1:
            return decide(map(is_allowed, parts))
    return False


def main() -> int:
    """Print a line for each package."""
    refused = 0
    for name, package in installed(wanted()).items():
        licence = licence_of(package)
        why = "" if is_allowed(licence) else ARGUED.get(name, "NOT ALLOWED")
        refused += why == "NOT ALLOWED"
        print(f"{name} {package.version}: {licence}" + (f"  ({why})" if why else ""))
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
