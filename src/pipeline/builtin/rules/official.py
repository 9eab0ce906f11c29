"""Whether a document is one to which the page and the type of GB/T 9704-2012 apply."""

import re

from pipeline.builtin.gongwen.document_numbers import YEAR_OPEN
from pipeline.builtin.gongwen.han import mainly_chinese
from pipeline.builtin.gongwen.kinds import OFFICIAL, STATUTORY
from pipeline.builtin.gongwen.organs import ORGAN
from pipeline.builtin.structure.numbered import Numbers
from pipeline.model.document import Document
from pipeline.model.metadata import UNKNOWN
from pipeline.model.text import Text

NOT_OFFICIAL = Text(
    "不像公文：没有红头、文号、主送或署名和日期，标题也不是公文标题（条文体的法规除外）",
    "does not look like an official document (公文): no 文号, 主送, signature with date, nor a title of that kind",
)
"""Why a rule on layout did not judge a document."""
NOT_CHINESE = Text("不是以中文为主的文件", "not mainly in Chinese")
TRADE = re.compile("招标|投标|采购|中标|成交|磋商|竞价|比选")
"""In titles of notices that follow the forms of tendering."""
SURE = frozenset(("issuer-mark", "signer", "addressee", "copy-to", "imprint"))
HEADED = frozenset(("issuer-mark", "signer", "imprint"))
"""Parts that only the cover of a 公文 has, whatever is issued by it."""
CARRIED = ("办法", "名单", "说明", "研究报告", "技术文件")
"""Kinds that are issued under a 版头 as well."""
CLOSING = frozenset(("signature", "date"))
"""What a letter of an organ ends with; that of a person (入党申请书) does as well."""
REPORTER = re.compile("(?:汇报|报告|述职|述廉|对照检查|发言)人")
"""Before the name of somebody who reports to an organ."""
FEW = 2
"""第×条 from which on a text without 主送 is a regulation, which is published in forms of its own."""


def not_judged(document: Document) -> Text | None:
    """Why rules on layout leave ``document`` alone; ``None`` when they do not."""
    if not mainly_chinese(document.text):
        return NOT_CHINESE
    return None if looks_official(document) else NOT_OFFICIAL


def looks_official(document: Document) -> bool:
    """Whether the document is of a kind that is laid out as a 公文, or has what only those have."""
    kind = document.metadata.kind
    end = next((section.span.start for section in document.sections if section.level == 0), len(document.text))
    marks = [mark for mark in document.marks if mark.span.start < end]
    roles = {mark.name for mark in marks}
    if kind not in OFFICIAL and kind != UNKNOWN:
        return kind in CARRIED and bool(roles & HEADED)
    if roles & SURE:
        return True
    numbers = Numbers(document)
    articles = sum(
        mark.name == "heading" and (number := numbers.at(mark.span.start)) is not None and number.form == "条"
        for mark in marks
    )
    if articles >= FEW or TRADE.search(document.title):
        return False
    numbered = any(mark.name == "document-number" and re.search(YEAR_OPEN, document.cut(mark.span)) for mark in marks)
    if kind in OFFICIAL or numbered:
        return True
    names = (document.cut(mark.span).strip() for mark in marks if mark.name == "signature")
    signed = any(ORGAN.fullmatch(name) or REPORTER.match(name) for name in names)
    return signed and roles >= CLOSING and "contents" not in roles


def strictly_official(document: Document) -> bool:
    """Whether the forms of the standards are demanded beyond doubt: of one of the 15 kinds, or of one with their parts.

    A plan, a review or a speech may be anybody's.
    """
    if not looks_official(document):
        return False
    roles = {mark.name for mark in document.marks}
    return document.metadata.kind in STATUTORY or bool(roles & {*HEADED, "addressee", "document-number"})
