"""The kinds of part that plugins bring, and the kit they make up.

Every part is a frozen class whose annotated fields are its options, with one method that
does its work. Derive from the class of the kind; a :class:`~pipeline.contract.rule.Rule` has a file
of its own.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, ClassVar

import msgspec

from pipeline.contract.rule import Part, Rule
from pipeline.model.document import Document, Source, Tag
from pipeline.model.outcome import Input, Outcome, Status
from pipeline.model.troubles import Broken, Missing


class Reader(Part, frozen=True):
    """Turns the bytes of one format into a :class:`~pipeline.model.document.Document`.

    ``kind`` is the format's name; ``suffixes`` are the endings that promise it
    (``(".docx",)``). ``traces`` are bytes of which a file of the format, however damaged, holds
    one, where the format has such; a file without them is not of it, whatever it is called.
    Runs in the worker. :meth:`read` raises :class:`~pipeline.model.errors.DocumentError` for a
    document that it cannot read in whole, and never returns less than the file says without a
    ``not_checked`` entry.
    """

    kind: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    traces: ClassVar[tuple[bytes, ...]] = ()

    def recognises(self, source: Source) -> bool:
        """Whether the content (not the name) is of this format. Cheap; must not raise."""
        raise NotImplementedError

    def read(self, source: Source) -> Document:
        """The document, with text, pieces, paragraphs, pages, reader's marks and ``provides``."""
        raise NotImplementedError


class Splitter(Part, frozen=True):
    """Says what the parts of the text are."""

    def split(self, document: Document) -> Document:
        """The document with marks, ``title`` and ``sections`` added; nothing else changed."""
        raise NotImplementedError


class Tagger(Part, frozen=True):
    """Says what the text is about."""

    def tag(self, document: Document) -> Iterable[Tag]:
        """The tags found. Spans lie in ``document.text``, sorted."""
        raise NotImplementedError


class Stage(Part, frozen=True):
    """A step between reading and writing; the plan orders them."""

    def advance(self, document: Document, kit: "Kit") -> Document:
        """The document with what this stage adds."""
        raise NotImplementedError


class Exporter(Part, frozen=True):
    """Writes one file for each input, in the worker; one that breaks loses this file alone.

    A file made of the source (a reviewed copy) finds the characters of a finding by the document:
    ``document.pieces_in(Span(place.start, place.end))`` for each place of the finding, and in each piece the
    address that its reader gave it, ``piece.place``:

    - docx: ``pipeline.builtin.readers.docx.body.places.RunPlace``: the part in the zip, the number of the run in it,
      and the character in the run's text, as ``run_text`` and ``glyphs`` of that module count it;
    - pdf: ``pipeline.builtin.readers.pdf.place.LinePlace``: the page, and the box and the edge of every character in
      pt of the page's user space, as annotations have them; ``box(i, j)`` is that of some characters of the piece;
    - txt and md: ``pipeline.contract.drafts.Line``: the line and the column.

    ``piece.place`` is the address of the piece's first character; the n-th character of the piece is n further on.
    The ends of paragraphs and what parts cells lie in no piece. A piece whose place is
    :class:`~pipeline.model.layout.Generated` (an automatic number) lies nowhere in the file. What a reader gives no
    better address for has a place of another class of that reader, so ask for the class that you need. Lengths of
    type are in pt, of paper in mm; what the file does not say is ``None``.
    """

    suffix: ClassVar[str]
    """Put behind the input's whole name: ``.json`` makes ``a.docx.json``."""
    statuses: ClassVar[tuple[Status, ...]] = ("done",)
    """Which outcomes get a file."""

    def __init_subclass__(cls, **config: Any) -> None:
        super().__init_subclass__(**config)
        taken = tuple(inspect.signature(cls.render).parameters)[1:]
        if len(taken) != len(RENDERED):
            raise TypeError(f"{cls.__name__}.render takes ({', '.join(RENDERED)}), not ({', '.join(taken)})")

    def render(self, outcome: Outcome, document: Document | None, source: Source | None, lang: str) -> bytes:
        """The file's content. ``lang``: ``zh`` or ``en``.

        ``source`` has the input's bytes, also of an input that could not be understood; ``None`` when the bytes
        could not be had (it vanished, or the worker died). ``document`` is ``None`` when the input could not be
        read. Neither is ``None`` for ``done``.
        """
        raise NotImplementedError


RENDERED = ("outcome", "document", "source", "lang")
"""What an exporter is given, in this order."""


class Before(msgspec.Struct, frozen=True):
    """An earlier run over the same inputs that ended in order."""

    started: str
    """ISO 8601, local time with offset."""
    counts: dict[str, int]
    """Inputs by status, findings by severity."""


class Batch(msgspec.Struct, frozen=True):
    """What a report is made from. ``outcomes`` may be walked more than once, in path order."""

    outcomes: Iterable[Outcome]
    started: str
    """ISO 8601, local time with offset."""
    seconds: float
    inputs: tuple[str, ...]
    lang: str
    reports: tuple[str, ...] = ()
    """The files of all reports that the run writes, side by side."""
    fresh: int | None = None
    """Inputs that this run worked on; the others are as they were. ``None``: not known."""
    removed: int = 0
    """Inputs of earlier runs that are no more."""
    failed_anew: frozenset[str] = frozenset()
    """Paths of the failures that no earlier run has told of."""
    before: Before | None = None
    """The last run to compare with."""
    broken: tuple[Broken, ...] = ()
    """The parts that broke, on documents that keep their outcome too, the most frequent first; reports last."""
    broken_before: frozenset[str] = frozenset()
    """Those that broke at the last run."""
    missing: tuple[Missing, ...] = ()
    """Inputs none of which, or less than half, is there; their documents are among the outcomes, with ``last_seen``."""


class Report(Part, frozen=True):
    """Writes one file for the whole batch, in the parent; one that breaks loses this file alone."""

    filename: ClassVar[str]
    lasting: ClassVar[bool] = False
    """Whether the file says what the outcomes say and no more: it is left as it is while they do not change."""

    def render(self, batch: Batch) -> Iterator[bytes]:
        """The file's content in parts; never holds all outcomes at once if it can help it."""
        raise NotImplementedError


class Executor(Part, frozen=True):
    """Runs a task over many inputs. Has the shape of ``map``."""

    def expect(self, module: str) -> None:
        """Start what can be started before the first input is there.

        Called before :meth:`map`, perhaps long before, while other parts are still being loaded, and perhaps on another
        instance with the same options. ``module`` names a module whose import makes a process ready for our work; it
        is of no other use.
        """

    def map(self, task: Callable[[Input], Outcome], items: Iterable[Input]) -> Iterator[Outcome]:
        """One outcome for each item, in any order, whatever happens. ``items`` is consumed lazily."""
        raise NotImplementedError


Jobs = Annotated[int, msgspec.Meta(ge=0, le=1000)]
"""Workers; 0: one for each processor we may use. More than this many processes no machine starts at once."""
Timeout = Annotated[float, msgspec.Meta(gt=0, le=86400)]
"""Seconds for one input; at most a day, since the system's clocks overflow at some weeks."""
Memory = Annotated[int, msgspec.Meta(ge=256, le=2**20)]
"""MB of address space for one worker: from what an empty one takes to a terabyte."""


class LimitedExecutor(Executor, frozen=True):
    """An executor with workers that ends an input beyond its limits.

    ``--jobs``, ``--timeout`` and ``--memory`` set its fields. :meth:`map` gives such an input the
    outcome ``timeout`` or ``memory``, and goes on.
    """

    jobs: Jobs = 0
    """Workers; 0: one for each processor we may use."""
    timeout: Timeout = 120.0
    """Seconds for one input."""
    memory: Memory = 2048
    """MB of address space for one worker."""


class Kit(msgspec.Struct, frozen=True):
    """All parts of one run with the plan's options bound, by name, in the order they run."""

    readers: dict[str, Reader] = {}
    stages: dict[str, Stage] = {}
    splitters: dict[str, Splitter] = {}
    taggers: dict[str, Tagger] = {}
    rules: dict[str, Rule] = {}
    exporters: dict[str, Exporter] = {}
    reports: dict[str, Report] = {}
    executors: dict[str, Executor] = {}

    @property
    def executor(self) -> Executor:
        """The one that the plan names."""
        (executor,) = self.executors.values()
        return executor


KINDS = tuple(Kit.__struct_fields__)
"""The kinds of part; each is also the name of a hook and of a table in the plan."""
