"""Where questions come from: the command line, a pipe, a prompt. None of their bytes can end a conversation."""

import sys
from collections.abc import Iterator


def text_of(argument: str) -> str:
    """Return an argument without the lone surrogates that stand for bytes of another encoding: none can be printed."""
    return argument.encode("utf-8", "replace").decode("utf-8")


def lines() -> Iterator[str]:
    """Yield the lines of standard input, empty ones too."""
    for line in sys.stdin.buffer:
        yield line.decode(sys.stdin.encoding, "replace").rstrip("\r\n")


def piped() -> Iterator[str]:
    """Yield each question of a pipe, printed first so that the answers can be told apart."""
    for line in lines():
        if question := line.strip():
            print(f"\n› {question}", flush=True)
            yield question


def typed() -> Iterator[str]:
    """Yield what a reader types at the prompt, until the end of input or /quit."""
    import readline

    readline.set_auto_history(True)
    print("Ask about the story; /quit or Ctrl-D ends.")
    while True:
        try:
            line = text_of(input("\n› ")).strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if line in ("/quit", "/exit"):
            return
        if line:
            yield line
