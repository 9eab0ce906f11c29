"""How far a run is: a live line on a terminal, nothing elsewhere."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.messages import say
from pipeline.model import Outcome


@contextmanager
def progress() -> Iterator[Callable[[Outcome], None]]:
    """What to call with every outcome. Shown on stderr."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TimeElapsedColumn(), TextColumn("{task.description}")
    counts: Counter[str] = Counter()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        line = bar.add_task("")

        def watch(outcome: Outcome) -> None:
            counts[outcome.status] += 1
            what = say(
                "完成 {done}，失败 {failed}，跳过 {skipped}  {name}",
                "{done} done, {failed} failed, {skipped} skipped  {name}",
            )
            name = "".join(char if char.isprintable() else "�" for char in outcome.path[-60:])
            known = {status: counts[status] for status in ("done", "failed", "skipped")}
            bar.update(line, description=what.format(name=escape(name), **known))

        yield watch
