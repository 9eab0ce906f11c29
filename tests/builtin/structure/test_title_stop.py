import pytest

from pipeline.contract.drafts import document
from pipeline.testing import builtin_splitters, split


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "青岚县人民政府\n关于修建水库的请示。\n市人民政府：\n现将有关事项请示如下。",
            "青岚县人民政府关于修建水库的请示。",
        ),
        ("关于做好防汛\n准备工作的通知。\n各乡镇：\n请抓好落实。", "关于做好防汛准备工作的通知。"),
        ("关于工作情况的报告\n市政府：\n现作如下的报告。\n一、总体情况", "关于工作情况的报告"),
    ],
)
def test_a_stop_behind_a_title_does_not_hide_it(text: str, title: str) -> None:
    assert split(document(text), builtin_splitters()).title == title
