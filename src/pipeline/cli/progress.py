"""How far a run is: a live line on a terminal, nothing elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.model.language import say


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """What to call with the name of every input that is done. Shown on stderr."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TimeElapsedColumn(), TextColumn("{task.completed:.0f}  {task.description}")
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        line = bar.add_task(say("准备", "starting"), total=None)

        def watch(name: str) -> None:
            shown = "".join(char if char.isprintable() else "\ufffd" for char in name[-60:])
            bar.update(line, advance=1, description=escape(shown))

        yield watch
