"""Newsdesk judged on question sets: read a set, ask its questions, score the replies, report."""
