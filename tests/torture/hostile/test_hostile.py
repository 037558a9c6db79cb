"""The short form of the torture by hostile input."""

from tests.torture.hostile.part import run


def test_nothing_hostile_crashes_hangs_pings_or_is_said_uncited() -> None:
    counts = list(run(tries=120, seed=7))
    assert counts[-1].tried >= 110
    assert [wrong for count in counts for wrong in count.wrong] == []
