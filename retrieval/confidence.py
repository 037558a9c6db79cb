"""Placeholder until the fit is in."""


def confidence(question, candidates):
    return max(0.0, min(1.0, candidates[0].score - 0.7)) if candidates else 0.0
