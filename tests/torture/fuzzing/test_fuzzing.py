"""What is fuzzed holds of what each target knows, and of all that once went wrong."""

import pytest

from tests.torture.fuzzing.part import CRASHES
from tests.torture.fuzzing.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds_of_what_it_knows_and_of_what_once_went_wrong(name: str) -> None:
    once = sorted((CRASHES / name).glob("*")) if (CRASHES / name).is_dir() else []
    for given in (*TARGETS[name].seeds, *(path.read_bytes() for path in once)):
        TARGETS[name].call(given)
