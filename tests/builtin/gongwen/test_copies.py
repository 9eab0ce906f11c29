"""抄送 and its kin are known however they are spaced."""

import pytest

from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import document


@pytest.mark.parametrize("label", ["抄送：", "抄　报：", "抄\xa0送:", "主   送：", "分\t送\t："])
def test_copies_are_known_by_their_label(label: str) -> None:
    text = f"关于做好防汛工作的通知\n各区县：\n请抓好落实。\n云泽市人民政府\n2026年5月8日\n{label}石桥县委，林安县委。"
    read = Structure().split(document(text))
    assert [read.cut(mark.span) for mark in read.marked("copy-to")] == [f"{label}石桥县委，林安县委。"]
