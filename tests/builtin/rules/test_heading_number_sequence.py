"""How sure the rule is of a break in a count, and which counts are no breaks."""

import pytest

from pipeline.builtin.rules.heading_number_sequence import HeadingNumberSequence
from pipeline.contract import drafts
from pipeline.testing import builtin_splitters, split
from support import found_by


def breaks(text: str) -> list[tuple[str, str]]:
    document = split(drafts.document(text), builtin_splitters())
    return [(document.cut(found.span), found.severity) for found in found_by(HeadingNumberSequence(), document)]


def parts(*titles: str) -> str:
    return "\n".join(f"{title}\n各单位要抓好落实，按期完成。" for title in titles)


@pytest.mark.parametrize(
    ("titles", "number"),
    [
        (("一、甲", "二、乙", "四、丙", "五、丁"), "四、"),
        (("一、甲", "二、乙", "二、丙", "四、丁"), "二、"),
        (("一、甲", "二、乙", "三、丙", "三、丁"), "三、"),
        (("一、甲", "三、乙", "二、丙", "四、丁"), "三、"),
        (("一、甲", "二、乙", "五、丙", "四、丁"), "五、"),
        (("（一）甲", "（三）乙"), "（三）"),
        (("第一条　甲。", "第二条　乙。", "第四条　丙。", "第五条　丁。"), "第四条"),
        (("1.1 甲", "1.2 乙", "1.4 丙", "1.5 丁"), "1.4"),
        (("一、甲", "一、乙", "三、丙"), "一、"),
        (("1.甲", "1.乙", "3.丙"), "1."),
    ],
)
def test_a_break_with_a_count_on_both_sides_is_a_warning(titles: tuple[str, ...], number: str) -> None:
    assert breaks(parts(*titles)) == [(number, "warning")]


@pytest.mark.parametrize(
    "titles",
    [
        ("一、甲", "二、乙", "五、丙", "六、丁"),
        ("第一章 甲", "第二章 乙", "第三章 丙", "第一章 丁", "第三章 戊"),
        ("一、甲", "（二）乙", "（三）丙"),
        ("一、甲", "一、乙"),
        ("一、甲", "二、乙", "五、丙"),
        ("1.甲", "2.乙", "3.丙", "简表", "1.丁", "2.戊", "4.己", "5.庚"),
    ],
)
def test_a_break_that_another_list_may_explain_is_information(titles: tuple[str, ...]) -> None:
    assert [severity for _, severity in breaks(parts(*titles))] == ["info"]


def test_many_breaks_in_one_document_are_rather_its_own_way_of_counting() -> None:
    lists = [parts(f"{chapter}、任务", "1.甲", "2.乙", "4.丙", "5.丁") for chapter in "一二三四"]
    assert [severity for _, severity in breaks("\n".join(lists))] == ["info"] * 4
    assert [severity for _, severity in breaks("\n".join(lists[:2]))] == ["warning"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n1.乙。\n2.丙。\n二、丁\n3.戊。\n4.己。\n三、庚\n5.辛。",
        "第一章 甲\n（一）乙。\n（二）丙。\n第二章 丁\n（三）戊。\n（四）己。",
        "本书包括：\n第一章 总则；\n第二章 分则。\n第一章 总则\n一、目的\n甲。\n第二章 分则\n一、乙",
        "一、选择题\n1.甲（ ）。\nA.一\nB.二\n2.乙（ ）。\nA.一\nB.二\n二、简答题\n3.丙？\n4.丁？",
        "5.甲（ ）。\n6.16 世纪的思想家是（ ）。\n7.乙（ ）。\n8.丙（ ）。",
        "1.甲。\n(2)乙。\n3.丙。\n4.丁。",
        "（1）甲。\n2）乙。\n（3）丙。\n（4）丁。",
        "1.18周岁以下的人员；\n2.18周岁以上的人员；\n3.60周岁以上的人员。",
        "第一百三十三条　甲。\n第一百三十三条\n之一　乙。\n第一百三十三条\n之二　丙。\n第一百三十四条　丁。",
        "三、甲\n乙。\n四、丙\n丁。",
        "一、目的：1、甲。\n2、乙。\n二、意义：1、丙。\n2、丁。\n3、戊。",
        "七、甲\n乙。\n二、丙\n丁。",
    ],
)
def test_another_way_of_counting_is_no_break(text: str) -> None:
    assert breaks(text) == []
