"""What a model is asked goes to its endpoint and to nobody else, whatever the environment says of tracing."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.openai_server import openai_server

HOUSE = Path(__file__).parents[3]
ASKING = """
import asyncio, sys
from langchain_core.tracers.langchain import wait_for_all_tracers
from pydantic import SecretStr
from retrieval.writing.endpoint import Endpoint
from retrieval.writing.model import Message
from retrieval.writing.openai_chat import open_chat
from retrieval.writing.openai_model import OpenAIModel

async def ask(base_url, traced):
    endpoint = Endpoint("scripted", base_url, retries=0)
    if traced:
        print((await open_chat(endpoint, "none").ainvoke("Who sued?")).text)
    else:
        print((await OpenAIModel(endpoint, SecretStr("none")).complete([Message("user", "Who sued?")], None)).text)

asyncio.run(ask(sys.argv[1], sys.argv[2] == "traced"))
wait_for_all_tracers()
"""


@contextmanager
def tracer() -> Iterator[tuple[str, list[str]]]:
    """Where a tracer would send what it hears: an address, and the paths of the requests that come."""
    heard: list[str] = []

    class Hearing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # as the base class names it
            heard.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Hearing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", heard
        server.shutdown()


def told_to_a_tracer(how: str, **environment: str) -> int:
    """How many requests reach a tracer's endpoint while a model is asked one thing."""
    with openai_server() as model, tracer() as (address, heard):
        told = {"LANGSMITH_ENDPOINT": address, "LANGCHAIN_ENDPOINT": address, "LANGSMITH_API_KEY": "none"}
        asked = subprocess.run(
            [sys.executable, "-c", ASKING, model.base_url, how],
            env={"PYTHONPATH": str(HOUSE), "PATH": "", **told, **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert "in_sources" in asked.stdout, asked.stderr
        return len(heard)


@pytest.mark.parametrize(
    "variables",
    [("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"), ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER")],
    ids=["now", "of old"],
)
def test_no_variable_of_the_environment_lets_a_tracer_hear(variables: tuple[str, ...]) -> None:
    assert told_to_a_tracer("untold", **dict.fromkeys(variables, "true")) == 0


def test_without_what_is_done_about_it_a_tracer_would_hear() -> None:
    assert told_to_a_tracer("traced", LANGSMITH_TRACING="true") > 0
