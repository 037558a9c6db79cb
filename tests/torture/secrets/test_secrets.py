"""The short form of `python -m tests.torture secrets`: readers served while all else fails."""

from tests.torture.secrets import part as secrets

SEED = 7


def test_no_secret_and_no_reader_s_words_stand_in_what_a_process_wrote() -> None:
    for count in secrets.run(1, SEED):
        assert count.tried
        assert not count.wrong
