"""Levels, contents and lists of the kinds of documents that are no plain notice."""

from pipeline.builtin.readers.plain.reader import MarkdownReader
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import document
from pipeline.model.document import Document, Source


def split(text: str) -> Document:
    return Structure().split(document(text))


def outline(found: Document) -> list[tuple[int, str, str]]:
    return [(section.level, section.number, section.title) for section in found.sections]


def cut(found: Document, role: str) -> list[str]:
    return [found.cut(mark.span) for mark in found.marks if mark.name == role]


def items(found: Document, number: str) -> list[str]:
    section = next(section for section in found.sections if section.number == number)
    return [item.number for item in section.items]


def markdown(text: str) -> Document:
    return Structure().split(MarkdownReader().read(Source("a.md", text.encode())))


def test_headings_of_markdown_are_sections_with_and_without_numbers() -> None:
    found = markdown(
        "发布日期：2026年5月8日\n\n# 水库调度要点\n\n## 背景\n\n来水偏少。\n\n### 历年情况\n\n逐年减少。\n\n"
        "## 一、总体要求\n\n统筹兼顾。\n\n## 结语\n\n到此为止。\n"
    )
    assert found.title == "水库调度要点"
    assert outline(found) == [(1, "", "背景"), (2, "", "历年情况"), (1, "一、", "总体要求"), (1, "", "结语")]


def test_a_number_typed_twice_or_out_of_order_is_a_heading_still() -> None:
    found = split(
        "关于甲的通知\n各单位：\n一、任务\n甲。\n二、办法\n乙。\n三、安排\n丙。\n三、要求\n丁。\n五、保障\n戊。\n四、附则\n己。"
    )
    assert [number for _, number, _ in outline(found)] == ["一、", "二、", "三、", "三、", "五、", "四、"]


def test_a_list_of_contents_with_page_numbers_ends_where_they_do() -> None:
    found = split(
        "系统建设方案\n目录\n系统建设方案\t1\n1 引言\t1\n1.1 目的\t1\n2 设计\t2\n2.1 总体\n结构\t2\n"
        "1 概述\n本文说明系统的建设。\n1.1 目的\n1）统一接口；\n2）统一格式。\n1.2 范围\n全市。"
    )
    assert outline(found) == [(1, "1", "概述"), (2, "1.1", "目的"), (2, "1.2", "范围")]
    assert items(found, "1.1") == ["1）", "2）"]
    assert len(cut(found, "contents")) == 7


def test_what_is_enclosed_without_a_number_is_told_from_labels_to_fill_in() -> None:
    found = split(
        "关于表彰先进的通知\n各单位：\n现将名单予以公布，望再接再厉。\n附：先进单位名单\n江州市水务局\n2026年5月8日"
    )
    assert cut(found, "attachment-note") == ["附：先进单位名单"]
    assert cut(found, "signature") == ["江州市水务局"]
    form = split("志愿服务证明\n兹有该同学参加服务，特此证明。\n附：\n单位具体地址：\n单位联系方式：")
    assert cut(form, "addressee") == []


def test_an_interpretation_whose_articles_stand_under_headings() -> None:
    found = split(
        "关于适用某法若干问题的解释\n一、管辖\n第一条　重大案件由中级人民法院管辖。\n第二条　下列人员应当回避：\n"
        "（一）当事人；\n（二）证人。\n二、证据\n第三条　证据应当出示。"
    )
    assert [(level, number) for level, number, _ in outline(found)] == [
        (1, "一、"),
        (2, "第一条"),
        (2, "第二条"),
        (1, "二、"),
        (2, "第三条"),
    ]
    assert items(found, "第二条") == ["（一）", "（二）"]


def test_numbers_in_brackets_stand_below_decimal_ones() -> None:
    found = split(
        "平台建设方案\n第一章　总则\n1.项目概况\n平台。\n1.1 范围\n全市。\n1.2 定义\n"
        "（1）“平台”指系统。\n（2）“用户”指单位。"
    )
    assert [level for level, _, _ in outline(found)] == [1, 4, 5, 5, 6, 6]


def test_lectures_are_parts_and_a_list_within_one_paragraph_is_no_heading() -> None:
    found = split(
        "辅导讲座提纲\n第一讲　重大意义\n一、历史方位\n第一讲政治，第二讲规矩。\n第二讲　核心要义\n一、工作保障\n"
        "（一）加强领导；（二）保障经费；（三）严格考核。\n二、工作要求\n要做到：（1）责任明确；（2）措施到位，投入3.5万元。"
    )
    assert [(level, number) for level, number, _ in outline(found)] == [
        (1, "第一讲"),
        (2, "一、"),
        (1, "第二讲"),
        (2, "一、"),
        (2, "二、"),
    ]
    assert [[item.number for item in section.items] for section in found.sections[3:]] == [
        ["（一）", "（二）", "（三）"],
        ["（1）", "（2）"],
    ]


def test_a_heading_of_two_short_words_below_the_title_is_no_name() -> None:
    found = split("党课辅导提纲\n第一讲　重大意义\n各级组织要深刻领会。\n第二讲　实践要求\n各级组织要抓好落实。")
    assert [number for _, number, _ in outline(found)] == ["第一讲", "第二讲"]
    assert cut(found, "signature") == []
