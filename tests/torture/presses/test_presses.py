"""The short form of ``presses``."""

from tests.torture.presses.part import run


def test_no_press_has_an_effect_or_a_word_that_is_not_its_pressers() -> None:
    (count,) = run(60, 1)
    assert count.wrong == ()
    assert count.tried == 60
