"""What one run carries: the plan, the kit, what outcomes rest on, and where files go."""

import functools
import os
from pathlib import Path

from pipeline.batch.fingerprint import dependencies, fingerprint, limited
from pipeline.batch.summary import Footing
from pipeline.contract.parts import Kit, LimitedExecutor
from pipeline.document.export import Desk
from pipeline.document.outputs import Places, there
from pipeline.model.errors import PipelineError
from pipeline.plan.kit import load
from pipeline.plan.plan import Plan


class Session:
    """The values of one run, each made when it is first asked for.

    A run on which nothing can have changed but documents rests on ``last``, the footing of the run before, and
    loads the kit only when there is something to do.

    ``kit`` and what comes of it raise :class:`~pipeline.model.errors.PlanError` and
    :class:`~pipeline.model.errors.PluginError`.
    """

    def __init__(self, plan: Plan, out: Path, last: Footing | None = None) -> None:
        self.plan = plan
        self.folder = Path(os.path.abspath(out))
        self._last = last

    def resting_on(self, last: Footing | None) -> "Session":
        """The session that rests on the footing of an earlier run, if plan, code and reports are what they were."""
        if last is None:
            return self
        again = Session(self.plan, self.folder, last)
        try:
            same = again.limited == last.fingerprint
        except PipelineError:
            return self
        return again if same and all(there(self.folder / name) for name in last.reports) else self

    @property
    def rests(self) -> bool:
        """Whether plan, code and reports are what they were at the run before."""
        return self._last is not None

    @functools.cached_property
    def kit(self) -> Kit:
        """The parts of the plan."""
        return load(self.plan)

    @functools.cached_property
    def desk(self) -> Desk:
        """What writes the files of an outcome."""
        return Desk.of(self.kit, self.folder, self.plan.lang)

    @functools.cached_property
    def places(self) -> Places:
        """The folder and the names of all files that the run writes."""
        if self._last is None:
            return self.desk.places
        pairs = zip(self._last.exporter_names, self._last.exporters, strict=True)
        return Places(self.folder, tuple((name, *rest) for name, rest in pairs), self._last.reports)

    @functools.cached_property
    def depends(self) -> tuple[str, ...]:
        """Paths of the files, beside the plan and its plugins, that can change a result."""
        return dependencies(self.kit) if self._last is None else self._last.depends

    @functools.cached_property
    def fingerprint(self) -> str:
        """A digest of all that can change a result."""
        return fingerprint(self.plan, self.depends)

    @functools.cached_property
    def limited(self) -> str:
        """The fingerprint with the executor and its limits taken in."""
        return limited(self.plan, self.fingerprint)

    @property
    def timeout(self) -> float | None:
        """The seconds that one input may take; ``None`` where the executor has no limit."""
        executor = self.kit.executor
        return executor.timeout if isinstance(executor, LimitedExecutor) else None

    def footing(self, *, stale: bool) -> Footing:
        """The footing on which the next run may rest.

        ``stale`` says that outcomes are kept that today's plan would not give.
        """
        places = self.places
        return Footing(
            "" if stale else self.limited,
            self.depends,
            tuple((suffix, statuses) for _, suffix, statuses in places.exporters),
            places.reports,
            tuple(name for name, _, _ in places.exporters),
        )
