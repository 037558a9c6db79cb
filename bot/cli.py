"""The command line: `newsdesk ask`, `chat`, `index`, `corpus`, `eval`, `doctor`, `config`.

Exit codes: 0 answered or declined, 1 the operator's fault (one line and a hint), 2 wrong usage.
Modules that are slow to import are imported by the command that needs them.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console

from bot.settings import Settings, load
from corpus.errors import FaultyCorpus, NewsdeskError

pass_settings = click.make_pass_decorator(Settings)
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


class _Commands(click.Group):
    """Turns an operator's fault into one line with a hint on stderr, and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except NewsdeskError as error:
            report(error)
            ctx.exit(1)


def report(error: NewsdeskError) -> None:
    """Print what is wrong and what to do on stderr."""
    if isinstance(error, FaultyCorpus):
        for fault in error.faults:
            click.echo(str(fault), err=True)
    click.echo(f"newsdesk: {error}", err=True)
    if error.hint:
        click.echo(f"          {error.hint}", err=True)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(path_type=Path), help="config.toml to read; by default the one here.")
@click.version_option(package_name="newsdesk")
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Answers questions about a news story in the articles' own words, each sentence cited."""
    context.obj = load(config)


@main.command()
@click.argument("question", required=False)
@click.option("--stdin", "from_stdin", is_flag=True, help="One question a line in, one JSON object a line out.")
@as_json
@pass_settings
def ask(settings: Settings, question: str | None, from_stdin: bool, as_json: bool) -> None:
    """Answer QUESTION, or say that the corpus does not."""
    if (question is None) != from_stdin:
        raise click.UsageError("give one QUESTION, or --stdin and one question a line")
    questions = (line.rstrip("\r\n") for line in sys.stdin) if question is None else iter([question])
    converse(settings, questions, as_json=as_json or from_stdin)


@main.command()
@pass_settings
def chat(settings: Settings) -> None:
    """Ask one question after another; a pipe's lines are answered, then it ends."""
    converse(settings, typed_lines() if sys.stdin.isatty() else piped_lines(), as_json=False)


def converse(settings: Settings, questions: Iterator[str], *, as_json: bool) -> None:
    """Answer each question on stdout."""
    import asyncio

    from bot.outcome import outcome
    from bot.terminal import show
    from bot.wiring import open_desk

    console = Console(highlight=False)
    with open_desk(settings) as desk, asyncio.Runner() as runner:
        for question in questions:
            reply = runner.run(desk.ask(question))
            if as_json:
                click.echo(json.dumps(outcome(reply), ensure_ascii=False))
            else:
                show(reply, console)


def typed_lines() -> Iterator[str]:
    """Yield what a reader types at the prompt, until the end of input or /quit."""
    import readline  # noqa: F401  (gives input() its line editing and history)

    click.echo("Ask about the story; Ctrl-D or /quit ends.")
    while True:
        try:
            line = input("\n› ").strip()
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return
        if line in {"/quit", "/exit"}:
            return
        if line:
            yield line


def piped_lines() -> Iterator[str]:
    """Yield each question of a pipe, echoed so that the answers below can be told apart."""
    for line in sys.stdin:
        if line.strip():
            click.echo(f"\n› {line.strip()}")
            yield line.strip()
