"""A short form of the torture: a few statements of the migrations, failing and killed."""

from tests.torture.upgrading.part import run


def test_a_migration_that_fails_or_is_killed_leaves_all_as_it_was() -> None:
    for count in run(tries=6, seed=7):
        assert (count.tried, count.wrong) == (6, ()), count
