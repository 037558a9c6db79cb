"""The command line: `newsdesk ask`, `chat`, `run`, `index`, `corpus`, `privacy`, `eval`, `doctor`, `config`.

Exit codes: 0 answered or declined, 1 the operator's fault (one line and a hint), 2 wrong usage.
What is slow to import is imported by the command that needs it.
"""

import asyncio
import json
import os
import resource
import sys
from collections.abc import Callable
from functools import update_wrapper
from pathlib import Path
from typing import Any, TextIO

import click

from bot.questions import lines, piped, text_of, typed
from bot.settings import Settings, load, path_of
from corpus.errors import FaultyCorpus, NewsdeskError

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


def pass_settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Hand a command the settings as its first argument. They are read only now: to be helped needs no config.toml."""

    def with_settings(*given: Any, **options: Any) -> Any:
        return command(load(click.get_current_context().find_root().params["config"]), *given, **options)

    return update_wrapper(with_settings, command)


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
@click.option("--config", type=click.Path(path_type=Path), help="The config.toml to read; by default the one here.")
@click.version_option(package_name="newsdesk")
def main(config: Path | None) -> None:
    """Answers questions about a news story in the articles' own words, each sentence cited."""
    del config  # pass_settings reads it
    # A dump of our memory would hold every secret, and what people asked.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


@main.command()
@click.argument("question", required=False)
@click.option("--stdin", "from_stdin", is_flag=True, help="One question a line in, one JSON object a line out.")
@json_option
@click.option("--explain", is_flag=True, help="Tell how the answer came about, and what it took.")
@pass_settings
def ask(settings: Settings, question: str | None, from_stdin: bool, as_json: bool, explain: bool) -> None:
    """Answer QUESTION, or say that the corpus does not."""
    if (question is None) != from_stdin:
        raise click.UsageError("give one QUESTION, or --stdin and one question a line")
    from bot.terminal_asking import converse

    questions = lines() if question is None else iter([text_of(question)])
    asyncio.run(converse(settings, questions, click.echo, as_json=as_json or from_stdin, explain=explain))


@main.command()
@pass_settings
def chat(settings: Settings) -> None:
    """Ask one question after another; the lines of a pipe are answered, then it ends."""
    from bot.terminal_asking import converse

    asyncio.run(converse(settings, typed() if sys.stdin.isatty() else piped(), click.echo, follow_up=True))


@main.command()
@pass_settings
def index(settings: Settings) -> None:
    """Let the articles as they are now be what is answered from."""
    from bot.progress import working
    from bot.wiring import index as publish_articles

    with working() as (stage, progress):
        done = publish_articles(settings, stage, progress)
    if done.unchanged:
        click.echo(f"Edition {done.edition[:8]} serves already: no article has changed.")
    else:
        click.echo(f"Edition {done.edition[:8]} serves: {done.articles} articles, {done.passages} passages.")
        click.echo(f"Sentences: {done.embedded} embedded, {done.kept} kept, {done.removed} removed.")


@main.command(hidden=True)
@pass_settings
def restore(settings: Settings) -> None:
    """Let the edition that serves stand again as it was: what the bot runs when it finds it damaged."""
    from bot.progress import working
    from bot.wiring import restore as publish_again

    with working() as (stage, progress):
        publication = publish_again(settings, stage, progress)
    click.echo(f"Edition {publication.edition[:8]} serves: {publication.articles} articles.")


@main.command()
@pass_settings
def run(settings: Settings) -> None:
    """Serve Discord, with the token in DISCORD_TOKEN, until it is told to stop."""
    from bot.logs import write_logs
    from bot.running import run as serve
    from bot.running import token_in

    token = token_in(os.environ)
    write_logs(settings.monitoring.log_level)
    asyncio.run(serve(settings, token, click.get_current_context().find_root().params["config"]))


@main.group()
def corpus() -> None:
    """Look at the articles."""


@corpus.command("list")
@json_option
@pass_settings
def list_articles(settings: Settings, as_json: bool) -> None:
    """List the articles of the corpus folder."""
    from bot.terminal import article_as_json, article_as_text
    from corpus.folder import read_folder

    for article in read_folder(settings.corpus.folder):
        click.echo(article_as_json(article) if as_json else article_as_text(article))


@corpus.command()
@pass_settings
def check(settings: Settings) -> None:
    """Name every bad file with its line and what would be right."""
    from corpus.folder import read_folder

    click.echo(f"{len(read_folder(settings.corpus.folder))} articles, no faults.")


@corpus.command()
@pass_settings
def diff(settings: Settings) -> None:
    """Say which articles `newsdesk index` would add, change and remove."""
    from corpus.changed import difference
    from corpus.folder import read_folder
    from retrieval.snapshot import read_pointer, read_snapshot

    pointer = read_pointer(settings.state.folder)
    published = read_snapshot(settings.state.folder, pointer.current).articles if pointer else ()
    found = difference(read_folder(settings.corpus.folder), published)
    for sign, ids in (("+", found.added), ("~", found.changed), ("-", found.removed)):
        for article_id in ids:
            click.echo(f"{sign} {article_id}")
    if not (found.added or found.changed or found.removed):
        click.echo("Nothing has changed since the edition that serves.")


@main.group()
def privacy() -> None:
    """Show or delete what is kept of a person in Discord, such as one who has left it."""


@privacy.command()
@click.argument("user_id", type=int)
@pass_settings
def show(settings: Settings, user_id: int) -> None:
    """Print all that is kept of the person with this id, as one JSON object."""
    from bot.persons import copy_of

    click.echo(json.dumps(asyncio.run(copy_of(settings, _records_folder(), user_id)), indent=1))


@privacy.command()
@click.argument("user_id", type=int)
@pass_settings
def delete(settings: Settings, user_id: int) -> None:
    """Delete what is kept of the person with this id, and say how much it was; the audit stays."""
    from bot.persons import forget

    held = asyncio.run(forget(settings, _records_folder(), user_id))
    click.echo(f"Deleted: {held.answers} answers, {held.feedback} votes, {held.requests} requests.")
    click.echo(f"Of a moderator's: {held.moderation} drafts, reviews, publications; {held.audited} of the audit stay.")


@main.command("eval")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@json_option
@click.option("--predictions", type=click.File("w", encoding="utf-8"), help="Write each reply there, one JSON a line.")
@click.option("--writer", type=click.Choice(["quote", "openai"]), default="quote", help="Who writes the replies.")
@click.option("--limit", type=click.IntRange(min=1), help="Ask so many questions, spread evenly over the set.")
@click.option("--language", help="Take corpus.LANGUAGE.jsonl and its questions; en: corpus.jsonl and English ones.")
@click.option("--open-corpus", is_flag=True, help="Search all documents even where the set names which to search.")
@pass_settings
def evaluate(settings: Settings, folder: Path, as_json: bool, predictions: TextIO | None, **how: Any) -> None:
    """Ask the questions of the set in FOLDER and measure the replies."""
    from bot.evaluating import evaluate_set
    from bot.evaluation.report import as_object, as_text
    from bot.progress import working

    with working() as (stage, progress):
        summary = evaluate_set(settings, folder, stage, progress, predictions, **how)
    click.echo(json.dumps(as_object(summary), ensure_ascii=False) if as_json else as_text(summary))


@main.command()
@pass_settings
def doctor(settings: Settings) -> None:
    """Check whatever can be wrong, and name the mend; exit 1 when something is."""
    from bot.doctor import examine

    sound = True
    for finding in examine(settings, click.get_current_context().find_root().params["config"]):
        click.echo(f"{'ok   ' if finding.sound else 'FAULT'} {finding.what}")
        if not finding.sound:
            click.echo(f"      {finding.mend}")
        sound = sound and finding.sound
    if not sound:
        sys.exit(1)


@main.command()
@pass_settings
def config(settings: Settings) -> None:
    """Print every setting as it is now, the environment's included."""
    click.echo(json.dumps(settings.model_dump(mode="json"), indent=2, ensure_ascii=False))


def _records_folder() -> Path:
    """Return the folder that the address of the records is relative to."""
    return path_of(click.get_current_context().find_root().params["config"]).parent
