"""A bar on stderr while a model is exported or texts are embedded; a plain line where stderr is no terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from retrieval.exporting import Stage
from retrieval.publishing import EmbeddingProgress


@contextmanager
def working() -> Iterator[tuple[Stage, EmbeddingProgress]]:
    """Yield what to call when a stage of the work begins, and with how much of it is done, of how much."""
    console = Console(stderr=True, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task: TaskID = bar.add_task("starting", total=None)

        def stage(what: str) -> None:
            bar.reset(task, description=what, total=None)
            if not console.is_terminal and what not in ("indexing", "asking"):
                console.print(f"newsdesk: {what} …")

        def counted(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield stage, counted
