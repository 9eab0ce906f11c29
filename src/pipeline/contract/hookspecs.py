"""What a plugin may bring. Every hook takes nothing and returns a dict of name to class.

All hooks are called once, in the parent and in every worker, before the first document.
They may raise nothing. All plugins' answers count; a name brought twice is an error that
names both plugins, except that a plan's own plugin may not replace a part silently: it
takes a new name, and the plan leaves out the old one.
"""

import pluggy

from pipeline.contract.family import Family
from pipeline.contract.parts import KINDS, Executor, Exporter, Reader, Report, Splitter, Stage, Tagger
from pipeline.contract.rule import Rule

PROJECT = "pipeline"
HOOKS = (*KINDS, "families")
"""The names of the hooks."""
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def readers() -> dict[str, type[Reader]]:  # type: ignore[empty-body]
    """File formats, by kind. Run in the worker; raise ``DocumentError`` for a bad file."""


@hookspec
def stages() -> dict[str, type[Stage]]:  # type: ignore[empty-body]
    """Steps between reading and writing. Run in the worker, in the plan's order."""


@hookspec
def splitters() -> dict[str, type[Splitter]]:  # type: ignore[empty-body]
    """What finds structure, run by the stage ``split`` in the worker. May raise: that part alone is lost and said."""


@hookspec
def taggers() -> dict[str, type[Tagger]]:  # type: ignore[empty-body]
    """What finds terms, run by the stage ``tag`` in the worker. May raise, as splitters."""


@hookspec
def rules() -> dict[str, type[Rule]]:  # type: ignore[empty-body]
    """What finds faults, run by the stage ``check`` in the worker. May raise, as splitters."""


@hookspec
def families() -> dict[str, type[Family]]:  # type: ignore[empty-body]
    """Forms of rule without code: a table ``[family.name]`` of the plan becomes the rule ``name``."""


@hookspec
def exporters() -> dict[str, type[Exporter]]:  # type: ignore[empty-body]
    """What writes a file for each input. Run in the worker. May raise: its file alone is lost, and said."""


@hookspec
def reports() -> dict[str, type[Report]]:  # type: ignore[empty-body]
    """What writes a file for the batch. Run in the parent after the last document. May raise, as exporters."""


@hookspec
def executors() -> dict[str, type[Executor]]:  # type: ignore[empty-body]
    """Ways to run a batch; the plan names one. Run in the parent."""
