"""What holds for every test."""

from hypothesis import settings

# A busy machine is no failure: no example has a time to keep to.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
