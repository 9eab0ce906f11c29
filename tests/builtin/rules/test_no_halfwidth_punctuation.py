"""Half-width marks that stand where a Chinese reader expects others, and the many points that are right."""

import pytest

from pipeline.builtin.rules.no_halfwidth_punctuation import NoHalfwidthPunctuation
from pipeline.builtin.structure.protected import Protected
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import document

PROSE = "关于做好防汛工作的通知\n各县区：\n为做好防汛工作，现将有关事项通知如下。\n"


def found(line: str) -> list[str]:
    """Where the marks stand in ``line`` that are to be replaced, with the six characters before each."""
    text = PROSE + line
    read = Structure().split(Protected().split(document(text)))
    spans = [item.span for item in NoHalfwidthPunctuation().check(read)]
    return [text[max(len(PROSE), span.start - 6) : span.end] for span in spans if len(span) == 1]


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ('要求是"各单位落实责任."', "各单位落实责任."),
        ("各单位要落实责任（含自查责任.）", "（含自查责任."),
        ("各单位要落实责任(含自查责任.)", "(含自查责任."),
        ("会议指出：“各单位要落实责任.”", "单位要落实责任."),
        ("现印发《关于各单位落实责任.》", "单位落实责任."),
        ("会议指出：“各单位要落实责任(含自查).”", "任(含自查)."),
        ("会议指出：“各单位要落实责任（含自查）.”", "任（含自查）."),
        ("会议指出：‘各单位要落实责任.’", "单位要落实责任."),
        ("会议指出：'各单位要落实责任.'", "单位要落实责任."),
        ("会议指出：“要落实责任.”各单位照此办理。", "：“要落实责任."),
        ("各单位要落实责任（含自查责任.）。", "（含自查责任."),
        ("市局印发了《工作方案》(试行方案),2026年起施行。", "(试行方案),"),
        ('市局印发了“工作方案",ABC三类单位照此办理。', '“工作方案",'),
        ('市局印发了"工作方案",2026年起施行。', '"工作方案",'),
        ("市局印发了（工作方案),2026年起施行。", "（工作方案),"),
        ('市局印发了“工作方案",各单位照此办理。', '“工作方案",'),
        ("加强领导.各单位要落实责任。", "加强领导."),
        ("各单位要加强领导. 各部门要落实责任，不得推诿。", "位要加强领导."),
        ("各单位要加强领导.“三个责任”要落实到人。", "位要加强领导."),
        ("各单位要学习《防汛条例》.各部门要落实责任，不得推诿。", "防汛条例》."),
        ("各单位要落实责任(含自查).各部门要加强检查，不得推诿。", "任(含自查)."),
        ("各单位要落实责任,加强检查.各部门要密切配合,不得推诿.", "任,加强检查."),
    ],
)
def test_a_stop_or_comma_of_half_width_is_seen(line: str, before: str) -> None:
    assert any(one.endswith(before[-4:]) for one in found(line))


@pytest.mark.parametrize(
    "line",
    [
        "全年完成3.5万元，同比增长2.0%，共1.18平方米。",
        "会议定于2026.3.1召开，见3.1节和附件1.2。",
        "作家J.K.罗琳和A.托尔斯泰参加了会议。",
        "学者穆罕默德.阿里巴德表示，愿意合作。",
        "总统弗拉基米尔.普金先生认为，形势很好。",
        "请登录www.example.cn，或者发信到a.b@example.cn。",
        "附件为工作方案.docx，另见数据.终稿.xlsx。",
        "系统版本为V2.3.1，由Node.js编写。",
        "会议指出，加强领导...各单位要落实责任......",
        "他说：“Work is done.”各单位鼓掌。",
        "参数f(x).g(x)随x增大，公式为a.b=c。",
        "1.加强领导，落实责任。",
        "A.加强领导，落实责任。",
        "一.加强领导，落实责任。",
        "第十二条.各单位要落实责任，不得推诿。",
        "第一.各单位要落实责任，不得推诿。",
        "二〇二六.五月十八日起施行，各单位照办。",
        "张岚,李明.防汛工作研究与实践[M].江州大学出版社，2019.",
        "李明.水库安全管理研究报告.江州大学出版社,2019",
        "系统管理平台.用户管理模块.登录，是第一层。",
        "各单位落实责任（no.1），编号为No.12。",
        "目录\n总体要求......1",
    ],
)
def test_points_that_are_right_are_left_alone(line: str) -> None:
    assert [one for one in found(line) if one[-1] == "."] == []


@pytest.mark.parametrize(
    "line",
    [
        '"方案名称",2026,"方案编号",12',
        '"工作方案",3项,"工作办法",5项。',
        "防汛学报(自然科学版),2020(3):1-5",
        "张岚(主编),2020年.",
        '采购显示器（27",含支架），数量为2。',
        "函数f(方案,x)见附件，g(x),y同此。",
    ],
)
def test_a_comma_behind_a_bracket_or_quotation_mark_in_data_is_left_alone(line: str) -> None:
    assert [one for one in found(line) if one[-2:] in ('",', "),")] == []
