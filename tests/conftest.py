"""What holds for every test."""

import os

from hypothesis import settings

# A busy machine is no failure: no example has a time to keep to. Where CI is set, every run draws the same examples.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")

# No test asks a language model because whoever runs it has a key.
os.environ.pop("OPENAI_API_KEY", None)
