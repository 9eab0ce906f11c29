"""Imported once, by the server process that workers are forked from; importing it is all it is for.

The server then has in it what nearly every document needs, libraries, word tables and
templates, so that a worker begins at once. It ends when the run ends, however that ends.
"""

import contextlib

from pipeline.builtin.executors.worker import end_with_parent
from pipeline.document.ingest import ingest
from pipeline.document.stages import advance
from pipeline.model.document import Source
from pipeline.model.outcome import Outcome
from pipeline.plan.kit import load
from pipeline.plan.plan import Plan

TEXT = "关于开展检查的通知\n各单位：\n一、总体要求\n请于10月1日前完成检查工作。\n"


def warm() -> None:
    """Go once through what is done for a document, with the libraries that read the heavy formats."""
    import pipeline.builtin.readers.docx.reading
    import pipeline.builtin.readers.pdf.reading  # noqa: F401

    kit = load(Plan())
    source = Source("warm.txt", TEXT.encode())
    document = advance(ingest(source, kit), kit)
    for exporter in kit.exporters.values():
        exporter.render(Outcome("warm.txt", "done"), document, source, Plan().lang)


end_with_parent()
with contextlib.suppress(Exception):  # what does not work here says so where it is needed
    warm()
