"""Blanks that Word marks itself, wherever they stand."""

import pytest

from built_docx import package, read
from pipeline.builtin.rules.no_placeholder import NoPlaceholder
from pipeline.contract import drafts
from pipeline.testing import builtin_splitters, split
from support import found_by

RUN, P = "<w:r><w:t>{}</w:t></w:r>", "<w:p>{}</w:p>"
PROMPT = "单击此处输入文字。"


def judged(body: str, header: str = "<w:p/>") -> list[str]:
    """What is said of a document, with a header."""
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    document = read(package(P.format(RUN.format("各处室：")) + body + section, header1=header))
    return [document.cut(finding.span) for finding in found_by(NoPlaceholder(), document)]


def control(inner: str, switch: str = "<w:showingPlcHdr/>") -> str:
    return f"<w:sdt><w:sdtPr>{switch}<w:text/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def table(cell: str) -> str:
    return f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"


def merged(result: str) -> str:
    return f'<w:fldSimple w:instr=" MERGEFIELD 姓名 ">{result and RUN.format(result)}</w:fldSimple>'


BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
BUTTON = '<w:fldSimple w:instr=" MACROBUTTON NoMacro 单击此处输入文字。 "/>'


@pytest.mark.parametrize(
    "body",
    [
        P.format(RUN.format("联系人：") + control(RUN.format(PROMPT))),
        control(P.format(RUN.format(PROMPT))),
        control(control(P.format(RUN.format(PROMPT)))),
        table(f"<w:tc>{P.format(control(RUN.format(PROMPT)))}</w:tc>"),
        table(control(f"<w:tc>{P.format(RUN.format(PROMPT))}</w:tc>")),
        P.format(BOX.format(P.format(control(RUN.format(PROMPT))))),
        P.format(RUN.format("联系人：") + BUTTON),
    ],
)
def test_a_prompt_is_found_where_it_stands(body: str) -> None:
    assert judged(body) == [PROMPT]


def test_a_prompt_in_a_header_is_found() -> None:
    assert judged("", P.format(control(RUN.format(PROMPT)))) == [PROMPT]


@pytest.mark.parametrize("prompt", ["     ", "\u3000\u3000", "\xa0", "\u200b", " \t "])
def test_a_prompt_of_blanks_is_found(prompt: str) -> None:
    run = f'<w:r><w:t xml:space="preserve">{prompt}</w:t></w:r>'
    assert judged(P.format(RUN.format("联系人：") + control(run) + RUN.format("。"))) == [prompt]
    assert judged(control(P.format(run))) == [prompt]
    assert judged(P.format(RUN.format("联系人：") + control(run, "") + RUN.format("。"))) == []
    assert judged(P.format(control(run) + control(RUN.format(PROMPT)) * 11)) == [PROMPT]


def test_a_control_that_was_filled_in_is_none() -> None:
    for switch in ("", '<w:showingPlcHdr w:val="0"/>'):
        assert judged(P.format(control(RUN.format("张三"), switch))) == []


@pytest.mark.parametrize(("result", "found"), [("«姓名»", ["«姓名»"]), ("", ["«姓名»"]), ("张三", [])])
def test_a_letter_that_was_not_merged_is_found(result: str, found: list[str]) -> None:
    assert judged(P.format(merged(result) + RUN.format("同志："))) == found
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    parts = [char.format("begin"), "<w:r><w:instrText>MERGEFIELD 姓名</w:instrText></w:r>"]
    parts += [char.format("separate"), RUN.format(result)] if result else []
    assert judged(P.format("".join(parts) + char.format("end"))) == found


def test_the_prompts_of_a_form_are_meant() -> None:
    lines = P.format(RUN.format("甲方：____，乙方：____，日期：____")) + P.format(control(RUN.format(PROMPT)))
    assert judged(lines) == []


def test_many_prompts_are_one_finding() -> None:
    assert judged(P.format(control(RUN.format(PROMPT)) + RUN.format("，")) * 11) == [PROMPT]


def test_a_blank_inside_a_prompt_is_one_finding() -> None:
    assert judged(P.format(control(RUN.format("【待补充】")))) == ["【待补充】"]


@pytest.mark.parametrize("switch", ["", r" \* MERGEFORMAT", r' \b "尊敬的"', r' \f "，"', r" \m", r" \v"])
def test_a_merge_field_shows_its_column_and_none_of_its_switches(switch: str) -> None:
    field = f"<w:fldSimple w:instr=' MERGEFIELD 姓名{switch} '/>"
    assert judged(P.format(field)) == ["«姓名»"]


@pytest.mark.parametrize("result", ["«姓名» ", "尊敬的«姓名»"])
def test_a_merge_field_with_more_than_its_column_is_still_to_be_merged(result: str) -> None:
    assert judged(P.format(merged(result))) == [result.strip()]


NOTICE = (
    "关于做好2026年防汛工作的通知\n各区人民政府，市政府各部门：\n现将今年防汛工作的有关事项通知如下，请认真组织落实。\n"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NOTICE + "请于×月底前报送总结。", ["error"]),
        (NOTICE + "联系人：×××，电话：12345。", ["warning"]),
        ("关于统一公文格式、填写受理证明的通知\n各单位：\n请于×月底前报送格式检查的情况。", ["error"]),
        (NOTICE + "会议地点：【待定】。", ["warning"]),
        (NOTICE + "由张××、李××和××局负责。", ["info"]),
        ("会议记录\n讨论成员的分工。（待补充）", ["error"]),
        ("本次共计多收XX元，已如数退还。", ["warning"]),
        ("我在XX大学读书。", ["info"]),
        (NOTICE + "请填报附件。\n附件：防汛值班登记表\n附件\n防汛值班登记表\n××区，值班人×××，××月××日", ["info"]),
        ("防汛服务采购合同（范本）\n甲方：XXXX\n乙方：XXXX\n金额：XX元", ["info"]),
        ("公文写作教程\n标题由机关、事由和文种组成，如“××市政府关于××的通报”。", []),
        ("公文写作教程\n下面的例文供练习用。\n××市政府决定表彰×××同志，并印发××号文件。", ["info"]),
    ],
)
def test_what_is_said_is_as_grave_as_it_is_sure(text: str, said: list[str]) -> None:
    document = split(drafts.document(drafts.draft(text)), builtin_splitters())
    assert [finding.severity for finding in found_by(NoPlaceholder(), document)] == said


def test_blanks_for_others_are_said_once_with_what_where_and_how_many() -> None:
    text = (
        NOTICE
        + "请填报附件。\n附件：防汛值班登记表\n附件\n防汛值班登记表\n单位：××区，值班人：×××，电话：×××，共有××人"
    )
    (finding,) = found_by(NoPlaceholder(), split(drafts.document(drafts.draft(text)), builtin_splitters()))
    assert finding.scope == "document"
    assert finding.message.zh.startswith(
        "文中有4处空待填写（单位、值班人、电话等），在“防汛值班登记表”中，看来留给他人填写"
    )
    assert [text[place.start : place.end] for place in finding.places] == ["××", "×××", "×××", "××"]
