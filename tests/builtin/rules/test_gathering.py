"""A document with the same fault all over gets one finding for it, whose fix mends all."""

from pipeline.builtin.rules.no_halfwidth_punctuation import NoHalfwidthPunctuation
from pipeline.builtin.stages.check import Check
from pipeline.contract import drafts
from pipeline.contract.parts import Kit
from pipeline.model import edits
from pipeline.model.document import Document


def checked(text: str) -> Document:
    rule = NoHalfwidthPunctuation()
    return Check().advance(drafts.document(text), Kit(rules={rule.name: rule}))


def test_up_to_twenty_are_told_one_by_one() -> None:
    document = checked("加强领导,落实责任。\n" * 20)
    assert [finding.scope for finding in document.findings] == ["text"] * 20


def test_more_are_told_as_one_of_each_kind() -> None:
    document = checked("加强领导,落实责任(见附件)。\n" * 15 + "联系电话:0900。")
    assert [(finding.scope, finding.message.zh) for finding in document.findings] == [
        ("document", "半角“,”应为全角“，”（全文 15 处）"),
        ("document", "半角括号“()”应为全角“（）”（全文 15 处）"),
        ("text", "半角“:”应为全角“：”"),
    ]


def test_the_one_mends_all_and_is_safe_only_where_each_was() -> None:
    document = checked("加强领导,落实责任。\n" * 25 + "联系电话:0900。")
    assert [finding.fix is not None and finding.fix.safe for finding in document.findings] == [True, False]
    fixed = edits.apply(document.text, edits.choose(finding.fix for finding in document.findings if finding.fix))
    assert fixed == "加强领导，落实责任。\n" * 25 + "联系电话：0900。"
    assert checked(fixed).findings == ()
