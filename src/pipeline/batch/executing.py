"""Has the executor start what it can while all else is still to be loaded."""

from pipeline.plan.kit import shipped_executor
from pipeline.plan.plan import Plan

PRELOAD = f"{__package__}.preload"
"""The module that makes a process ready to work on documents, by importing it."""


def expect_work(plan: Plan) -> None:
    """Tell the executor of ``plan`` that there will be work, before the kit is loaded.

    An executor that a plugin brings is told once its kit is loaded.

    Raises:
        PlanError: an option of the executor does not exist or has a wrong value.
    """
    executor = shipped_executor(plan)
    if executor is not None:
        executor.expect(PRELOAD)
