"""A plan that nobody gave by ``--plan``: what it says is shown, and no file of Python that it names is run."""

from pathlib import Path

import msgspec

from pipeline.contract.parts import Kit
from pipeline.model.errors import PlanError
from pipeline.plan import plan as plans
from pipeline.plan.plan import FILENAME, Plan


def without_files(given: Path | None) -> tuple[Plan, PlanError | None]:
    """The plan less the files of Python that it names unasked, and the sentence that says so where it names some.

    Raises:
        PlanError: as :func:`pipeline.plan.plan.find`.
    """
    plan = plans.find(given, ())
    held = [name for name in plan.plugins if name.endswith(".py")]
    if given is not None or not held:
        return plan, None
    names = [Path(name).name for name in held]
    return msgspec.structs.replace(plan, plugins=tuple(name for name in plan.plugins if name not in held)), PlanError(
        f"{FILENAME} 中的插件 {'、'.join(names)} 是代码，没有用 --plan 指定就不运行；要运行请加 --plan {FILENAME}",
        f"{FILENAME} names code, {', '.join(names)}, which is not run unasked; add --plan {FILENAME} to run it",
    )


def kit_without_files(plan: Plan) -> Kit:
    """The kit of as much of ``plan`` as makes sense without those files: all, else its own rules, else its packages.

    Raises:
        PluginError: a package that it names cannot be used.
    """
    from pipeline.plan.kit import load

    bare = Plan(path=plan.path, plugins=plan.plugins)
    for part in (plan, msgspec.structs.replace(bare, families=plan.families)):
        try:
            return load(part)
        except PlanError:
            continue
    return load(bare)
