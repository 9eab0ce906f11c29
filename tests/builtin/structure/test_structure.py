"""Outlines and roles of whole documents, written as an office writes them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measuring import MOST, growth
from pipeline.builtin.gongwen.invisible import visible
from pipeline.builtin.readers.plain.reader import MarkdownReader
from pipeline.builtin.structure.protected import Protected
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import Draft, Para, document
from pipeline.model.document import ROLES, Document, Source
from pipeline.model.layout import Style

NOTICE = """000012
机密★1年
特急
江州市教育局文件
江教发〔2026〕8号
江州市教育局关于做好
2026年秋季开学工作的通知
各县（区）教育局，市属各学校：
为做好秋季开学工作，现将有关事项通知如下。
一、加强组织领导
各单位要压实责任。一是成立专班。二是细化方案，落实到人。三是加强督查。
二、抓好重点工作
（一）排查安全隐患。开学前完成校舍、食堂、校车检查，建立台账。
（二）保障教材供应
1.核对征订数量。发现缺漏的，立即补订。
2.做好发放登记。
三、严明工作纪律。严禁违规收费。
附件：1.开学工作检查表
2.值班安排表
江州市教育局
2026年8月20日
（此件公开发布）
抄送：市委办公室，市政府办公室。
江州市教育局办公室　　2026年8月20日印发
附件1
开学工作检查表
一、校舍
二、食堂
附件2
值班安排表
请各单位填写。"""


def split(text: str) -> Document:
    return Structure().split(document(text))


def outline(found: Document) -> list[tuple[int, str, str]]:
    return [(section.level, section.number, section.title) for section in found.sections]


def roles(found: Document) -> list[tuple[str, str]]:
    return [(mark.name, found.cut(mark.span)) for mark in found.marks if mark.name in ROLES]


def cut(found: Document, role: str) -> list[str]:
    return [text for name, text in roles(found) if name == role]


def items(found: Document, number: str) -> list[str]:
    section = next(section for section in found.sections if section.number == number)
    return [item.number for item in section.items]


def test_a_notice_with_everything_an_office_puts_on_it() -> None:
    found = split(NOTICE)
    assert found.title == "江州市教育局关于做好2026年秋季开学工作的通知"
    assert outline(found) == [
        (1, "一、", "加强组织领导"),
        (1, "二、", "抓好重点工作"),
        (2, "（一）", "排查安全隐患"),
        (2, "（二）", "保障教材供应"),
        (3, "1.", "核对征订数量"),
        (3, "2.", "做好发放登记"),
        (1, "三、", "严明工作纪律"),
        (0, "附件1", "开学工作检查表"),
        (1, "一、", "校舍"),
        (1, "二、", "食堂"),
        (0, "附件2", "值班安排表"),
    ]
    assert items(found, "一、") == ["一是", "二是", "三是"]
    for role, lines in {
        "copy-number": ["000012"],
        "secrecy": ["机密★1年"],
        "urgency": ["特急"],
        "issuer-mark": ["江州市教育局文件"],
        "document-number": ["江教发〔2026〕8号"],
        "title": ["江州市教育局关于做好", "2026年秋季开学工作的通知"],
        "addressee": ["各县（区）教育局，市属各学校："],
        "attachment-note": ["附件：1.开学工作检查表", "2.值班安排表"],
        "signature": ["江州市教育局"],
        "date": ["2026年8月20日"],
        "note": ["（此件公开发布）"],
        "copy-to": ["抄送：市委办公室，市政府办公室。"],
        "imprint": ["江州市教育局办公室　　2026年8月20日印发"],
        "attachment": ["附件1", "附件2"],
        "attachment-title": ["开学工作检查表", "值班安排表"],
    }.items():
        assert cut(found, role) == lines


def test_a_heading_whose_text_runs_on_ends_after_its_first_sentence() -> None:
    found = split(NOTICE)
    assert ("heading", "（一）排查安全隐患。") in roles(found)
    assert ("body", "开学前完成校舍、食堂、校车检查，建立台账。") in roles(found)


def test_sections_hold_their_subsections_and_end_before_the_closing() -> None:
    found = split(NOTICE)
    spans = {section.title: found.cut(section.span) for section in found.sections}
    assert spans["抓好重点工作"].endswith("2.做好发放登记。")
    assert spans["严明工作纪律"] == "三、严明工作纪律。严禁违规收费。"
    assert spans["开学工作检查表"] == "附件1\n开学工作检查表\n一、校舍\n二、食堂"


def test_a_request_names_its_signer_and_ends_in_contact_details() -> None:
    found = split(
        "江州市水务局文件\n江水〔2026〕15号　　　　签发人：李明\n关于解决防汛物资经费的请示\n市政府：\n"
        "为做好防汛工作，现请示如下：\n一、基本情况\n全市共有水库12座。\n二、请示事项\n恳请安排经费200万元。\n"
        "妥否，请批示。\n江州市水务局\n2026年3月9日\n（联系人：王强，联系电话：0555-1234567）"
    )
    assert cut(found, "signer") == ["签发人：李明"]
    assert cut(found, "document-number") == ["江水〔2026〕15号"]
    assert cut(found, "addressee") == ["市政府："]
    assert cut(found, "note") == ["（联系人：王强，联系电话：0555-1234567）"]
    assert outline(found) == [(1, "一、", "基本情况"), (1, "二、", "请示事项")]
    assert found.cut(found.sections[1].span).endswith("妥否，请批示。")


def test_self_examination_with_causes_numbered_without_the_level_between() -> None:
    found = split(
        "2025年度民主生活会个人对照检查材料\n陈　立\n（2026年1月12日）\n根据统一部署，现将有关情况报告如下。\n"
        "一、存在的主要问题\n（一）在带头提高政治能力方面\n一是学习不深入。比如，原著读得少。二是运用不到位。\n"
        "（二）在带头担当作为方面\n其一，闯劲不足。其二，办法不多。\n"
        "二、产生问题的原因剖析\n1.理论武装抓得不紧。学用脱节，浅尝辄止。\n2.宗旨意识有所淡化。\n"
        "三、今后努力方向和整改措施\n首先，强化学习。其次，改进作风。最后，严格自律。"
    )
    assert found.title == "2025年度民主生活会个人对照检查材料"
    assert cut(found, "signature") == ["陈　立"]
    assert cut(found, "date") == ["（2026年1月12日）"]
    assert outline(found) == [
        (1, "一、", "存在的主要问题"),
        (2, "（一）", "在带头提高政治能力方面"),
        (2, "（二）", "在带头担当作为方面"),
        (1, "二、", "产生问题的原因剖析"),
        (3, "1.", "理论武装抓得不紧"),
        (3, "2.", "宗旨意识有所淡化"),
        (1, "三、", "今后努力方向和整改措施"),
    ]
    assert items(found, "（一）") == ["一是", "二是"]
    assert items(found, "（二）") == ["其一", "其二"]
    assert items(found, "三、") == ["首先", "其次", "最后"]


def test_minutes_take_their_name_from_the_mark_when_no_title_follows() -> None:
    found = split(
        "江州市人民政府专题会议纪要\n第12期\n江州市人民政府办公室　　　　2026年5月8日\n"
        "5月8日，市政府召开专题会议。会议议定以下事项：\n一、关于道路改造；\n二、关于管网建设；\n三、关于资金安排。\n"
        "出席：张三，李四。"
    )
    assert found.title == "江州市人民政府专题会议纪要"
    assert cut(found, "issuer-mark") == ["江州市人民政府专题会议纪要"]
    assert cut(found, "signature") == ["江州市人民政府办公室"]
    assert cut(found, "date") == ["2026年5月8日"]
    assert cut(found, "item") == ["一、关于道路改造；", "二、关于管网建设；", "三、关于资金安排。"]


def test_a_law_with_contents() -> None:
    found = split(
        "江州市档案管理办法\n（2026年1月1日市政府第3次常务会议通过）\n目　　录\n第一章　总　　则\n第二章　职　　责\n"
        "第一章　总　　则\n第一条　为了加强档案管理，制定本办法。\n第二条　本办法适用于下列单位：\n"
        "（一）机关；\n（二）团体；\n（三）其他单位。\n第二章　职　　责\n"
        "第三条　根据第二条第一项规定，各单位应当配备人员。\n第四条　施行日期"
    )
    assert outline(found) == [
        (1, "第一章", "总则"),
        (2, "第一条", "为了加强档案管理"),
        (2, "第二条", "本办法适用于下列单位"),
        (1, "第二章", "职责"),
        (2, "第三条", "根据第二条第一项规定"),
        (2, "第四条", "施行日期"),
    ]
    assert items(found, "第二条") == ["（一）", "（二）", "（三）"]
    assert len(cut(found, "contents")) == 3


def test_a_regulation_issued_by_a_notice_without_the_label_attachment() -> None:
    found = split(
        "关于印发档案管理办法的通知\n各单位：\n现将《档案管理办法》印发给你们，请遵照执行。\n江州市档案局\n2026年2月3日\n"
        "档案管理办法\n第一条　为了加强档案管理，制定本办法。\n第二条　本办法自公布之日起施行，有效期五年。"
    )
    assert found.title == "关于印发档案管理办法的通知"
    assert outline(found)[:2] == [(0, "", "档案管理办法"), (1, "第一条", "为了加强档案管理")]


def test_joint_signatures_and_a_date_in_chinese_numerals() -> None:
    found = split(
        "关于联合开展检查的通知\n各单位：\n现将有关事项通知如下，请遵照执行。\n江州市财政局\n江州市审计局\n二〇二六年五月八日"
    )
    assert cut(found, "signature") == ["江州市财政局", "江州市审计局"]
    assert cut(found, "date") == ["二〇二六年五月八日"]


def test_an_english_report() -> None:
    found = split(
        "Annual Report on Water Quality\nI. Introduction\n"
        "This report covers the year 2025 and was written by the bureau.\nII. Findings\n"
        "A. Rivers\nAll rivers were tested, and the results are given in the table below.\nB. Lakes\nNo change.\n"
        "III. Conclusion\nWater quality has improved."
    )
    assert found.title == "Annual Report on Water Quality"
    assert outline(found) == [
        (1, "I.", "Introduction"),
        (1, "II.", "Findings"),
        (2, "A.", "Rivers"),
        (2, "B.", "Lakes"),
        (1, "III.", "Conclusion"),
    ]


def test_a_technical_document_with_decimal_numbers() -> None:
    found = split(
        "系统设计说明书\n1 范围\n本文规定了系统的设计，共3.5万字。\n1.1 目的\n3.5万元用于建设。\n1.2 背景\n1.2.1 现状\n"
        "2 总体设计\n2.1 架构\n（1）前端；\n（2）后端。"
    )
    assert outline(found) == [
        (1, "1", "范围"),
        (2, "1.1", "目的"),
        (2, "1.2", "背景"),
        (3, "1.2.1", "现状"),
        (1, "2", "总体设计"),
        (2, "2.1", "架构"),
    ]
    assert items(found, "2.1") == ["（1）", "（2）"]


@pytest.mark.parametrize(
    "text",
    [
        "关于甲的通知\n各单位：\n二审、三审案件较多。\n一、二审法院要配合。",
        "关于甲的通知\n各单位：\n第三条第二款规定如下。\n（一）、（二）项除外。",
        "关于甲的通知\n各单位：\n3.5万亿元投资已经到位。\n12月4日召开会议。",
        "关于甲的通知\n各单位：\n第一节课于八点开始。\n2026年召开会议。",
    ],
)
def test_what_only_looks_like_a_number_is_no_heading(text: str) -> None:
    assert outline(split(text)) == []


def test_what_people_type_instead_of_the_right_number_is_a_heading_still() -> None:
    found = split("关于甲的通知\n各单位：\n一. 总体要求\n(一)目标\n1、任务\n（二）、措施\n二，保障\n１．人员\n(1)经费")
    assert [(level, number) for level, number, _ in outline(found)] == [
        (1, "一."),
        (2, "(一)"),
        (3, "1、"),
        (2, "（二）、"),
        (1, "二，"),
        (3, "１．"),
        (4, "(1)"),
    ]


def test_the_same_outline_with_layout_line_breaks_and_without_indents() -> None:
    plain = split(NOTICE)
    laid_out = Structure().split(
        document(
            Draft(
                tuple(
                    Para(line, alignment="centre" if number < 7 else "justify", first_indent=32)
                    for number, line in enumerate(
                        NOTICE.replace("做好\n2026", "做好\v2026").replace("\n一、", "\n\n　　一、").split("\n")
                    )
                )
            )
        )
    )
    joined = split(NOTICE.replace("做好\n2026", "做好2026"))
    assert outline(laid_out) == outline(plain) == outline(joined)
    assert laid_out.title == joined.title == plain.title


def test_a_title_may_be_broken_after_an_enumeration_comma() -> None:
    found = split("江州市教育局\n关于做好招生、\n编班工作的通知\n各学校：\n请遵照执行。")
    assert found.title == "江州市教育局关于做好招生、编班工作的通知"


def test_an_organisation_names_title_endings_of_its_own() -> None:
    text = "江州市供水突发事件处置\n工作备忘录\n各单位：\n请遵照执行。"
    assert split(text).title != "江州市供水突发事件处置工作备忘录"
    found = Structure(title_endings=("备忘录",)).split(document(text))
    assert found.title == "江州市供水突发事件处置工作备忘录"


def test_the_largest_type_tells_a_title_that_nothing_else_tells() -> None:
    paras = (
        Para("江州学刊　第56卷", Style(size=9)),
        Para("水库调度的若干思考", Style(size=18)),
        Para("本文讨论水库调度中常见的几个问题，并提出建议。", Style(size=10.5)),
    )
    found = Structure().split(document(Draft(paras)))
    assert found.title == "水库调度的若干思考"
    assert roles(found)[0] == ("body", "江州学刊　第56卷")


def test_paragraphs_of_tables_and_footers_are_never_headings() -> None:
    import msgspec

    made = document("关于甲的通知\n一、要求\n二、表内\n三、页脚")
    first, second, third, last = made.paragraphs
    made = msgspec.structs.replace(
        made,
        paragraphs=(
            first,
            second,
            msgspec.structs.replace(third, container="table"),
            msgspec.structs.replace(last, container="footer"),
        ),
    )
    found = Structure().split(made)
    assert outline(found) == [(1, "一、", "要求")]
    assert [name for name, _ in roles(found)] == ["title", "heading", "table-text", "other"]


_LINE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(NOTICE.split("\n")),
    st.sampled_from(("一、要求", "一是甲。", "二是乙。", "第一条　凡有下列情形：", "（一）甲；", "（二）乙；")),
    st.text("一二十第章条（）()1.、；。：附件录抄送印发年月日2026 　\v“”《》〔〕号目关于的通知A", max_size=20),
)


@settings(max_examples=300)
@given(st.lists(_LINE, max_size=25).map("\n".join))
def test_role_marks_cover_every_character_that_is_not_blank_once(text: str) -> None:
    found = split(text)
    covered = bytearray(len(text))
    for mark in found.marked(*ROLES):
        assert 0 <= mark.span.start < mark.span.end <= len(text)
        assert not any(covered[mark.span.start : mark.span.end])
        covered[mark.span.start : mark.span.end] = b"\1" * len(mark.span)
    assert all(covered[at] or not visible(char)[0].strip() for at, char in enumerate(text))
    for mark in found.marked("number"):
        assert any(one.span.start == mark.span.start for one in found.marked("heading", "item"))
    at = 0
    for section in found.sections:
        assert at <= section.span.start
        assert section.span.holds(section.heading)
        assert section.span.end <= len(text)
        assert all(section.span.holds(item.span) and item.span for item in section.items)
        at = section.span.start


@pytest.mark.parametrize(
    "line", ["（一）" * 40, "第一章" * 40, "一、" + "“" * 90, "附件：", "1.1", "目录", "2026年5月8日", "（"]
)
def test_hostile_text_is_split_without_quadratic_time(line: str) -> None:
    assert growth(lambda lines: document("\n".join([line] * lines)), Structure().split, 6_000) < MOST


def test_dates_and_numbers_in_the_text_are_not_taken_for_the_roles_of_that_name() -> None:
    text = "关于甲的通知\n各单位：\n根据江发〔2025〕3号，2026年5月1日起施行。\n江州市档案局\n2026年4月8日"
    found = Structure().split(Protected().split(document(text)))
    assert [found.cut(mark.span) for mark in found.marked("date", "document-number")] == ["2026年4月8日"]


def test_a_numbered_line_in_brackets_below_a_date_is_a_heading_and_no_note() -> None:
    found = split(
        "云泽市林业局关于做好防火工作的通知\n各科室：\n现通知如下。\n（一）清查隐患（重点林区）\n逐一登记。\n云泽市林业局\n"
        "2026年5月1日\n（此件公开发布）\n（三）授权委托书（样本）\n本人授权如下。"
    )
    assert cut(found, "note") == ["（此件公开发布）"]
    assert cut(found, "heading") == ["（一）清查隐患（重点林区）", "（三）授权委托书（样本）"]


@pytest.mark.parametrize("title", ["时间特性", "分析方法", "立项依据", "个人信息", "人员安排", "日常管理"])
def test_a_decimal_number_may_stand_right_before_a_word_that_begins_like_a_unit(title: str) -> None:
    found = split(f"系统需求说明书\n5.1数据精确度\n说明如下。\n5.2{title}\n说明如下。\n5.2.1{title}\n说明如下。")
    assert [(number, name) for _, number, name in outline(found)] == [
        ("5.1", "数据精确度"),
        ("5.2", title),
        ("5.2.1", title),
    ]


UNSEEN = ["\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\ufeff", "\xad", "\u180e"]


@pytest.mark.parametrize("char", UNSEEN)
def test_unseen_characters_count_as_nothing(char: str) -> None:
    plain = split(NOTICE)
    found = split(f"{char}\u3000\xa0\n" + "\n".join(char.join(line) for line in NOTICE.split("\n")))
    assert found.title == plain.title
    assert outline(found) == outline(plain)
    assert [(name, text.replace(char, "")) for name, text in roles(found)] == roles(plain)
    assert [mark.value for mark in found.marked("number")] == [mark.value for mark in plain.marked("number")]


@pytest.mark.parametrize("char", UNSEEN)
def test_unseen_characters_before_the_marks_of_markdown(char: str) -> None:
    text = f"{char}\n{char}# 关于{char}检查的通知\n各处室：\n{char}## 一、要求\n"
    found = Structure().split(MarkdownReader().read(Source("a.md", text.encode())))
    assert found.title == "关于检查的通知"
    assert outline(found) == [(1, "一、", "要求")]


def test_nothing_in_a_code_fence_is_structure() -> None:
    text = (
        "# 系统说明\n```\n# 注释\n一、总则\n第一章　范围\n关于检查的通知\n附件1\n一是甲；二是乙。\n```\n"
        "## 一、安装\n~~~sh\n二、甲\n1.1 乙\n~~~\n## 二、使用\n正文。\n"
    )
    found = Structure().split(MarkdownReader().read(Source("a.md", text.encode())))
    assert found.title == "系统说明"
    assert outline(found) == [(1, "一、", "安装"), (1, "二、", "使用")]
    assert [section.items for section in found.sections] == [(), ()]


@pytest.mark.parametrize(
    "note",
    [
        "附件：1.先进单位名单\n2.先进个人名单。",
        "附件：1.先进单位名单\n2.2026年先进个人名单。\n3.18岁以下人员名单",
        "附件：\n1、先进单位名单；\n2、先进个人名单。",
        "附件：一、先进单位名单\n二、先进个人名单。",
        "附件：1.全市水利系统先进单位和先进个人\n推荐名单汇总表\n2.先进个人名单。",
    ],
)
def test_a_list_of_attachments_may_end_in_a_stop(note: str) -> None:
    found = split(f"关于印发名单的通知\n各处室：\n现将名单印发给你们。\n{note}\n江州市水务局\n2026年5月8日")
    assert "\n".join(cut(found, "attachment-note")) == note
    assert outline(found) == []
    assert cut(found, "signature") == ["江州市水务局"]
