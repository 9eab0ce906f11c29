"""What became of one input; the only thing that travels from a worker to its parent."""

from typing import Literal

import msgspec

from pipeline.model.document import Section, Tag
from pipeline.model.finding import Finding, NotChecked, Severity
from pipeline.model.layout import Page
from pipeline.model.layout_record import LayoutRecord
from pipeline.model.metadata import Metadata
from pipeline.model.text import Text

Status = Literal["done", "failed", "skipped"]


class Reason(msgspec.Struct, frozen=True):
    """Why a document failed or was skipped: a code of ``errors.REASONS`` and a sentence."""

    code: str
    message: Text


class Outcome(msgspec.Struct, frozen=True):
    """What became of one input: small, plain data that may travel between processes."""

    path: str
    """The name of the input folder and what is below it, with ``/``, fit for display."""
    status: Status
    reason: Reason | None = None
    kind: str | None = None
    title: str = ""
    metadata: Metadata = Metadata()
    sections: tuple[Section, ...] = ()
    tags: tuple[Tag, ...] = ()
    findings: tuple[Finding, ...] = ()
    excerpts: tuple[str, ...] = ()
    """One for each finding."""
    not_checked: tuple[NotChecked, ...] = ()
    text_length: int = 0
    text: str | None = None
    pages: tuple[Page, ...] = ()
    """Those of the document; given with its text."""
    sha256: str | None = None
    outputs: tuple[str, ...] = ()
    """Files written for it, below the output folder, with ``/``, as they are called on the disk."""
    seconds: float = 0.0
    last_seen: str | None = None
    """When a run last saw it, ISO 8601, for one that is kept though this run did not see it."""
    layout: LayoutRecord | msgspec.UnsetType = msgspec.UNSET
    """How the document looks, where the plan asks for it. Unset it takes no room in the ledger."""

    def count(self, severity: Severity) -> int:
        """How many findings of this severity."""
        return sum(finding.severity == severity for finding in self.findings)


class Input(msgspec.Struct, frozen=True):
    """A file to process: where it is, what it is called, where its outputs go."""

    path: str
    """Absolute, as the system gives it."""
    name: str
    """The name of the input folder and what is below it, with ``/``; may hold lone surrogates where it is not UTF-8."""
    root: str = ""
    """The input that this file belongs to, of those that were named to the run; absolute."""
