"""Which lines begin with a number is judged by the lines around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.builtin.structure.numbered import Numbers
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import Draft, Para, document
from pipeline.model.document import Document

DIGITS = "0123456789０１２３４５６７８９"


def split(*lines: str) -> Document:
    return Structure().split(document("\n".join(lines)))


def numbers(found: Document) -> list[str]:
    """The numbers of headings and entries, in order."""
    return [found.cut(mark.span) for mark in found.marked("number")]


def automatic(*numbered: tuple[str, str]) -> Document:
    """A document whose editor wrote the first of each pair."""
    return Structure().split(document(Draft(tuple(Para(text, number=number) for number, text in numbered))))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1.校园安全。", "2.5G基站建设。", "3.消防安全。"], ["1.", "2.", "3."]),
        (["1、校园安全。", "2、5G基站建设。", "3、消防安全。"], ["1、", "2、", "3、"]),
        (["1.18周岁以下的人员。", "2.3家企业联合的。", "3.5个工作日未办的。"], ["1.", "2.", "3."]),
        (["1、2024年完成摸底。", "2、2025年完成整改。", "3、2026年验收。"], ["1、", "2、", "3、"]),
        (["1、3月底前摸底。", "2、年底前整改。", "3、月报制度。", "4、日常管理。"], ["1、", "2、", "3、", "4、"]),
        (["1,校园安全。", "2,消防安全。", "3,5个工作日内办结。"], ["1,", "2,", "3,"]),
        (["1、5 G设备采购", "2、120急救中心", "3、1,500元以上的采购", "4、 3月底前完成"], ["1、", "2、", "3、", "4、"]),
        (["1．校园安全。", "2．30％以上的单位。", "3．消防安全。"], ["1．", "2．", "3．"]),
        (["1. 5G基站建设。", "2. 12345热线办理。", "3. 校园安全。"], ["1.", "2.", "3."]),
    ],
)
def test_entries_that_begin_with_a_digit(lines: list[str], expected: list[str]) -> None:
    assert numbers(split("关于开展检查的通知", "各处室：", *lines)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["1.总则", "1.1目的", "1.2范围", "2.功能", "2.1家庭用户", "2.2企业用户"],
            ["1.", "1.1", "1.2", "2.", "2.1", "2.2"],
        ),
        (["8. 询问", "8. 1 地点", "8. 2 时间", "9. 质疑"], ["8.", "8. 1", "8. 2", "9."]),
        (["4.评标", "4．1 方法", "4. 2 步骤", "5.签约"], ["4.", "4．1", "4. 2", "5."]),
        (["5 试验", "5.1 与其他系统的接口", "5.2 到货验收", "5.3 所有设备"], ["5", "5.1", "5.2", "5.3"]),
    ],
)
def test_decimals_that_count_are_no_entries(lines: list[str], expected: list[str]) -> None:
    assert numbers(split("系统说明书", *lines)) == expected


@pytest.mark.parametrize(
    "mention",
    [
        "11.5.14.2 的要求适用于高压设备。",
        "11.5.14.2的要求适用于高压设备。",
        "11.5.14.2 和 11.5.14.3 所列项目可以合并。",
        "11.5.14.2、11.5.14.3 可以合并。",
        "11.5.14.2～11.5.14.3 可以合并。",
        "11.5.14.2 至 11.5.14.3 可以合并。",
        "11.5.14.2 中规定的数值应当核对。",
        "11.5.14.2 所列数值应当核对。",
        "11.5.14.2 规定的数值应当核对。",
        "11.5.14.2 条中的数值应当核对。",
        "按照 11.5.14.2 执行。",
    ],
)
def test_a_line_that_begins_with_a_clause_it_mentions_is_body(mention: str) -> None:
    lines = [
        "11 检验",
        "11.5 电气",
        "11.5.14 绝缘",
        "11.5.14.1 总则",
        "室温下进行。",
        mention,
        "11.5.14.2 强度",
        "加压。",
    ]
    found = split("检验规程", *lines)
    assert [(section.level, section.number) for section in found.sections] == [
        (1, "11"),
        (2, "11.5"),
        (3, "11.5.14"),
        (4, "11.5.14.1"),
        (4, "11.5.14.2"),
    ]
    assert found.sections[-1].title == "强度"


@pytest.mark.parametrize(
    "line",
    [
        "3.5万元",
        "2.0版本已经上线。",
        "10.1假期安排另行通知。",
        "2.5亿元的资金已经到位。",
        "1,500元以下的自行采购。",
        "1、2号楼先行改造。",
        "一、二审期间的费用由双方分担。",
        "2026年5月8日起施行的规定。",
        "GB/T 9704—2012 的要求。",
        "十 五年规划",
    ],
)
def test_what_counts_with_nothing_is_body(line: str) -> None:
    assert numbers(split("关于开展检查的通知", "各处室：", "请遵照执行。", line, "特此通知。")) == []


def test_an_amount_in_a_sentence_broken_at_a_fixed_width_is_no_entry() -> None:
    found = split(
        "关于资金的通知",
        "各处室：",
        "1.完成投资。今年以来共完成各类投资，其中省级补助资金和市级配套资金合计",
        "2.5亿元的部分另行安排，主要用于水库的除险加固。",
        "其余照旧。",
    )
    assert numbers(found) == ["1."]


def test_articles_typed_without_a_gap_and_mentions_of_them() -> None:
    found = split(
        "检查管理办法",
        "第一章　总则",
        "第一条为了规范管理，制定本办法。",
        "第二条项目单位应当申请。",
        "第三条第二款规定的项目除外。",
        "第三章项目验收",
        "第三条与项目有关的计划由局里编制。",
        "第四条和第五条规定的情形从其规定。",
        "第四条所有项目应当验收。",
        "第五条第三人不得干预。",
    )
    assert numbers(found) == ["第一章", "第一条", "第二条", "第三章", "第三条", "第四条", "第五条"]


def test_numerals_without_a_mark_count_as_well() -> None:
    found = split("工作报告", "一、回顾", "成绩很大。", "二、问题", "问题不少。", "三 打算", "继续努力。")
    assert [section.title for section in found.sections] == ["回顾", "问题", "打算"]


def test_the_second_half_of_an_article_number_on_the_next_line() -> None:
    found = split(
        "某某法", "第九条　处罚款。", "第九条", "之一　处拘役。", "第九条", "之二　处罚金。", "第十条　处徒刑。"
    )
    assert [section.number for section in found.sections] == ["第九条", "第九条之一", "第九条之二", "第十条"]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("第一章", "项目申报"),
        ("第一节", "课程设置"),
        ("第一条", "规定的范围由市局确定。"),
        ("第一款", "所列的情形从其规定。"),
        ("一、", "二审程序"),
        ("（一）", "、（二）项所列的情形。"),
        ("1. ", "18周岁以下的人员。"),
        ("1、", "2号楼改造"),
        ("1 ", "2024年的工作"),
        ("1.1 ", "的规定从其规定。"),
        ("一 ", "二审程序"),
        ("A. ", "甲方案"),
        ("I. ", "总论"),
        ("a) ", "甲方案"),
        ("（b）", "乙方案"),
        ("ii. ", "乙方案"),
        ("①", "白天值守"),
    ],
)
def test_a_number_that_the_editor_wrote_is_never_a_mention(pattern: str, text: str) -> None:
    found = automatic(
        ("", "关于开展检查的通知"), ("", "各处室："), ("", "请遵照执行。"), (pattern, text), ("", "特此通知。")
    )
    assert numbers(found) == [pattern.strip()]


def test_what_the_editor_wrote_that_is_no_number_does_not_hide_one() -> None:
    assert numbers(automatic(("", "关于检查的通知"), ("● ", "说明"), ("1", "、加强领导"), ("1", "、落实责任"))) == [
        "1、",
        "1、",
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["1.", "2、", "3,", "2,", "1.1", "1.2", "第一条", "第二条", "一 ", "二、", "8. ", "（一）", "①"]
            ),
            st.text(DIGITS + "条项目的万元 A、.之一\u200b", max_size=6),
        )
    )
)
def test_rules_read_every_number_that_was_found(lines: list[tuple[str, str]]) -> None:
    found = split(*("".join(line) for line in lines))
    numbers = Numbers(found)
    starts = {mark.span.start for mark in found.marked("heading", "item")}
    for mark in found.marked("number"):
        number = numbers.at(mark.span.start)
        assert mark.span.start in starts
        assert number is not None
        assert (number.span, number.proper) == (mark.span, mark.value)


def test_many_doubtful_lines_are_read_once() -> None:
    """Each line has several readings, and none of them is looked at again for another."""
    found = split(*(f"{n % 50 + 1}.{n % 7 + 1}家企业" for n in range(2_000)))
    assert len(found.marks) >= 2_000


@pytest.mark.parametrize("line", ["2.95%办结", "2.4K", "2.6", "2.0—2岁入托", "2.3.5万元以上采购", "2.4·15宣传"])
def test_a_line_that_the_count_demands_is_an_entry(line: str) -> None:
    found = split("关于开展检查的通知", "一、任务", "1.校园安全", line, "3.消防安全")
    assert numbers(found) == ["一、", "1.", "2.", "3."]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1.60岁", "2.5户", "3.其他人"], ["1.", "2.", "3."]),
        (["1、2户", "2、4K", "3、其他人"], ["1、", "2、", "3、"]),
        (["1.0至2岁入托", "2.2至6岁入园"], ["1.", "2."]),
        (["1.2.5万元奖励", "2.3万元奖励", "3.4万元奖励"], ["1.", "2.", "3."]),
    ],
)
def test_a_list_of_entries_that_all_begin_with_a_figure(lines: list[str], expected: list[str]) -> None:
    assert numbers(split("关于开展检查的通知", *lines)) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["各区完成产值：甲区", "1.2亿元，乙区", "2.6亿元，丙区", "3.4亿元，总体平稳。"],
        ["总共", "1.4亿元。", "内含", "2.2亿元为专款。"],
        ["图一", "1.0", "2.0", "3.0", "4.0"],
    ],
)
def test_amounts_and_axes_that_happen_to_count_are_body(lines: list[str]) -> None:
    assert numbers(split("关于开展检查的通知", *lines)) == []


def test_articles_that_go_on_as_mentions_do_are_counted() -> None:
    words = ["规定时限内", "是否受理", "之前办理的", "的士经营", "辑录资料", "所列设备", "修订工作", "中的人员"]
    lines = [f"第{han}条{word}由市局负责。" for han, word in zip("一二三四五六七八", words, strict=True)]
    assert numbers(split("检查管理办法", *lines)) == [f"第{han}条" for han in "一二三四五六七八"]


@pytest.mark.parametrize("mention", ["第二条的规定处理。", "第三条规定的情形除外。", "第七条之规定办理。"])
def test_a_mention_at_the_start_of_a_wrapped_line_is_body(mention: str) -> None:
    lines = [
        "第一条 为了规范管理。",
        "依照《设备管理办法》",
        mention,
        "第二条 市局负责。",
        "违反",
        mention,
        "第三条 完。",
    ]
    assert numbers(split("检查管理办法", *lines)) == ["第一条", "第二条", "第三条"]


def test_a_numeral_that_the_editor_wrote_and_its_typed_mark_are_one_number() -> None:
    found = automatic(("", "检查管理办法"), ("一", "、说明"), ("二", "、要求"))
    assert [(section.number, section.title) for section in found.sections] == [("一、", "说明"), ("二、", "要求")]
