"""The plugin we ship. It has no right that other plugins lack."""

from pipeline.contract.family import Family
from pipeline.contract.hookspecs import hookimpl
from pipeline.contract.parts import Executor, Exporter, Reader, Report, Splitter, Stage, Tagger
from pipeline.contract.rule import Rule


@hookimpl
def readers() -> dict[str, type[Reader]]:
    """Docx, pdf, txt, md."""
    from pipeline.builtin.readers.docx.reader import DocxReader
    from pipeline.builtin.readers.pdf.reader import PdfReader
    from pipeline.builtin.readers.plain.reader import MarkdownReader, PlainReader

    return {"docx": DocxReader, "pdf": PdfReader, "txt": PlainReader, "md": MarkdownReader}


@hookimpl
def stages() -> dict[str, type[Stage]]:
    """The three steps between reading and writing."""
    from pipeline.builtin.stages.check import Check
    from pipeline.builtin.stages.split import Split
    from pipeline.builtin.stages.tag import TagTerms

    return {"split": Split, "tag": TagTerms, "check": Check}


@hookimpl
def splitters() -> dict[str, type[Splitter]]:
    """Protected stretches first, then roles and sections, then what the document is as a whole."""
    from pipeline.builtin.structure.kind.splitter import Kind
    from pipeline.builtin.structure.protected import Protected
    from pipeline.builtin.structure.roles import Structure

    return {"protected": Protected, "structure": Structure, "kind": Kind}


@hookimpl
def taggers() -> dict[str, type[Tagger]]:
    """Keywords, and the plan's vocabulary."""
    from pipeline.builtin.tags.keywords import Keywords
    from pipeline.builtin.tags.vocabulary import Vocabulary

    return {"keywords": Keywords, "vocabulary": Vocabulary}


@hookimpl
def rules() -> dict[str, type[Rule]]:
    """Every rule of ``builtin/rules/``."""
    from pipeline.builtin.rules import RULES

    return {rule.name: rule for rule in RULES}


@hookimpl
def families() -> dict[str, type[Family]]:
    """Every family of ``builtin/families/``."""
    from pipeline.builtin.families import FAMILIES

    return FAMILIES


@hookimpl
def exporters() -> dict[str, type[Exporter]]:
    """A record for programs and a page for people."""
    from pipeline.builtin.output.exporters.json_record import JsonRecord
    from pipeline.builtin.output.exporters.page import HtmlPage

    return {"json": JsonRecord, "html": HtmlPage}


@hookimpl
def reports() -> dict[str, type[Report]]:
    """The whole batch: records for programs, tables for spreadsheets, an overview for people."""
    from pipeline.builtin.output.reports.index import Index
    from pipeline.builtin.output.reports.results import Results
    from pipeline.builtin.output.reports.table import Table
    from pipeline.builtin.output.reports.workbook import Workbook

    return {"index": Index, "workbook": Workbook, "table": Table, "results": Results}


@hookimpl
def executors() -> dict[str, type[Executor]]:
    """A pool on this machine, or one input after another."""
    from pipeline.builtin.executors.local import Local
    from pipeline.builtin.executors.serial import Serial

    return {"local": Local, "serial": Serial}
