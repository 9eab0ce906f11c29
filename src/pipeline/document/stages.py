"""The stages of the plan, one after the other, over one document."""

import functools

from pipeline.contract import sound
from pipeline.contract.breakage import attempt
from pipeline.contract.parts import Kit, Stage
from pipeline.model.document import Document
from pipeline.model.finding import NotChecked
from pipeline.model.text import Text
from pipeline.model.whereabouts import located
from pipeline.plan.kit import for_document

NO_CHECK = Text("方案的阶段中没有 check，规则没有运行", "the plan has no stage check, so no rule ran")


def advance(document: Document, kit: Kit) -> Document:
    """The document after every stage of the plan; one that breaks is said and passed over.

    Each stage runs the parts that :func:`~pipeline.plan.kit.for_document` gives for what is known of the document by
    then: behind ``split`` that is what kind of document it is. The stages and their order are the plan's for all.
    """
    for name, stage in kit.stages.items():
        work = functools.partial(_advanced, stage, document, for_document(kit, document))
        given = attempt("stages", name, work)
        document = given if isinstance(given, Document) else document.grown(not_checked=(given,))
    if "check" not in kit.stages:
        document = document.grown(not_checked=(NotChecked("check", NO_CHECK),))
    return located(document)


def _advanced(stage: Stage, document: Document, kit: Kit) -> Document:
    return sound.grown(stage.advance(document, kit), document, stage)
