"""Everything about a language model that writes: its door, what it may say, and what is done when it fails.

A model's words are believed by nobody: what comes out of this room is a ``Draft``, which ``verifying`` holds against
the articles. The room knows nothing of how an answer is shown.
"""
