"""`python -m bot`: the same as `newsdesk`."""

from bot.cli import main

main()
