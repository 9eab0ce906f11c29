"""The published form of an outcome: one JSON object for each input."""

import re
from typing import Any, Literal

import msgspec

from pipeline.model.document import Section
from pipeline.model.errors import REASONS
from pipeline.model.finding import Finding, Fix, FoundAt, PageEdit, ParagraphEdit, Severity, StyleEdit
from pipeline.model.layout_record import LayoutRecord
from pipeline.model.metadata import Situation
from pipeline.model.outcome import Outcome

SCHEMA: Literal[3] = 3
"""The version of :class:`Record`."""
_LONE = re.compile("[\ud800-\udfff]")


class ReasonRecord(msgspec.Struct, frozen=True):
    """Why the document failed or was skipped. ``code`` is stable, ``message`` is for people."""

    code: str
    message: str


class MetadataRecord(msgspec.Struct, frozen=True):
    """What the document is as a whole.

    ``kind`` is a Chinese word such as ``通知`` or ``合同``, or ``unknown``. ``situation``: ``drafted`` (laid out here,
    to be issued or handed in), ``issued`` (the final form of what has gone out or come in), ``template`` (to be
    filled in or followed by others), ``copy`` (a text without the layout of its author) or ``unknown``.
    ``evidence`` are sentences for people.
    """

    kind: str
    situation: Situation
    evidence: list[str]


class ItemRecord(msgspec.Struct, frozen=True):
    """An entry of an enumeration inside a section."""

    number: str
    start: int
    end: int


class SectionRecord(msgspec.Struct, frozen=True):
    """A section; level 0 is an attachment. ``end`` includes its subsections."""

    level: int
    number: str
    title: str
    start: int
    end: int
    items: list[ItemRecord]


class TagRecord(msgspec.Struct, frozen=True):
    """A keyword or term; spans are ``[start, end]``."""

    term: str
    weight: float
    category: str
    spans: list[tuple[int, int]]


class EditRecord(msgspec.Struct, frozen=True):
    """One replacement."""

    start: int
    end: int
    text: str


class FixRecord(msgspec.Struct, frozen=True):
    """Edits that belong together: all are applied, or none. ``safe`` ones may be applied unasked.

    ``edits`` are those of the text. The others leave its characters alone: they say how characters (``styles``),
    paragraphs or pages shall look, and what is ``null`` in them stays as it is. Type is measured in pt, paper in mm.
    """

    safe: bool
    edits: list[EditRecord]
    styles: list[StyleEdit]
    paragraphs: list[ParagraphEdit]
    pages: list[PageEdit]


class BasisRecord(msgspec.Struct, frozen=True):
    """What the rule rests on."""

    kind: Literal["standard", "regulation", "practice", "house"]
    source: str
    clause: str


class FindingRecord(msgspec.Struct, frozen=True):
    """A fault at characters ``start`` (included) to ``end`` (excluded) of the text."""

    rule: str
    rule_name: str
    """What people call the rule; its identifier where it has no name in the language."""
    severity: Severity
    start: int
    end: int
    scope: Literal["text", "page", "document"]
    excerpt: str
    message: str
    basis: BasisRecord
    fix: FixRecord | None
    places: list[FoundAt]
    """Every place where the same is at fault; the first is ``start`` to ``end``. Several where one finding stands for
    many."""


class NotCheckedRecord(msgspec.Struct, frozen=True):
    """A rule, or another part, that could not do its work on this document.

    ``broken`` names the part that broke, with its kind (``rules.no-shouting``, ``exporters.html``): it raised,
    gave what cannot be used, or did not end. It is ``null`` where nothing broke and the file does not give
    what is needed.
    """

    rule: str
    rule_name: str
    """What people call the rule; its identifier where it has no name in the language, or is none."""
    reason: str
    broken: str | None


class Record(msgspec.Struct, frozen=True, omit_defaults=False):
    """What became of one input. Positions count Unicode code points in the text.

    ``outputs`` are the files written for it, as they are called below the output folder.
    ``schema`` is the version of this description. It grows when something is added; what is there keeps its meaning.
    A record without it is of version 1.
    """

    schema: Literal[3]
    path: str
    status: Literal["done", "failed", "skipped"]
    reason: ReasonRecord | None
    kind: str | None
    title: str
    metadata: MetadataRecord
    outline: list[SectionRecord]
    tags: list[TagRecord]
    findings: list[FindingRecord]
    not_checked: list[NotCheckedRecord]
    text_length: int
    sha256: str | None
    outputs: list[str]
    text: str | msgspec.UnsetType = msgspec.UNSET
    last_seen: str | msgspec.UnsetType = msgspec.UNSET
    """ISO 8601. Only of one that is kept though the run did not see it: when a run last saw it."""
    layout: LayoutRecord | msgspec.UnsetType = msgspec.UNSET
    """How the document looks. Only where the run asks for it (``--with-layout``) and the document could be read."""


def record(outcome: Outcome, lang: str) -> Record:
    """The record of ``outcome`` with its sentences in ``lang``."""
    return Record(
        schema=SCHEMA,
        path=outcome.path,
        status=outcome.status,
        reason=None if outcome.reason is None else ReasonRecord(outcome.reason.code, outcome.reason.message.say(lang)),
        kind=outcome.kind,
        title=outcome.title,
        metadata=MetadataRecord(
            outcome.metadata.kind,
            outcome.metadata.situation,
            [evidence.say(lang) for evidence in outcome.metadata.evidence],
        ),
        outline=[_section(section) for section in outcome.sections],
        tags=[
            TagRecord(tag.term, round(tag.weight, 6), tag.category, [(span.start, span.end) for span in tag.spans])
            for tag in outcome.tags
        ],
        findings=[
            _finding(finding, excerpt, lang)
            for finding, excerpt in zip(outcome.findings, outcome.excerpts, strict=True)
        ],
        not_checked=[
            NotCheckedRecord(entry.rule, entry.called(lang), entry.reason.say(lang), entry.broken)
            for entry in outcome.not_checked
        ],
        text_length=outcome.text_length,
        sha256=outcome.sha256,
        outputs=list(outcome.outputs),
        text=msgspec.UNSET if outcome.text is None else outcome.text,
        last_seen=msgspec.UNSET if outcome.last_seen is None else outcome.last_seen,
        layout=outcome.layout,
    )


def _section(section: Section) -> SectionRecord:
    return SectionRecord(
        section.level,
        section.number,
        section.title,
        section.span.start,
        section.span.end,
        [ItemRecord(item.number, item.span.start, item.span.end) for item in section.items],
    )


def _finding(finding: Finding, excerpt: str, lang: str) -> FindingRecord:
    return FindingRecord(
        rule=finding.rule,
        rule_name=finding.called(lang),
        severity=finding.severity,
        start=finding.span.start,
        end=finding.span.end,
        scope=finding.scope,
        excerpt=excerpt,
        message=finding.message.say(lang),
        basis=BasisRecord(finding.basis.kind, finding.basis.source, finding.basis.clause),
        fix=None if finding.fix is None else _fix(finding.fix),
        places=list(finding.places),
    )


def _fix(fix: Fix) -> FixRecord:
    return FixRecord(
        fix.safe,
        [EditRecord(edit.start, edit.end, edit.text) for edit in fix.edits],
        list(fix.styles),
        list(fix.paragraphs),
        list(fix.pages),
    )


def encode(outcome: Outcome, lang: str) -> bytes:
    """The record as JSON on one line, always valid UTF-8.

    A lone surrogate (half a character, from a damaged file or a name in another encoding)
    becomes U+FFFD: one character for one, so that positions still hold.
    """
    made = record(outcome, lang)
    try:
        return msgspec.json.encode(made)
    except UnicodeEncodeError:
        return msgspec.json.encode(_whole(msgspec.to_builtins(made)))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _whole(entry) for key, entry in value.items()}
    return [_whole(entry) for entry in value] if isinstance(value, (list, tuple)) else value


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of :class:`Record`, with every reason code and its sentence."""
    made = msgspec.json.schema(Record)
    made["$defs"]["ReasonRecord"]["properties"]["code"] = {
        "oneOf": [{"const": code, "description": text.en} for code, (_, text) in REASONS.items()]
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
