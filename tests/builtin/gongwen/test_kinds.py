"""Each kind of document is known wherever its name says something."""

import pytest

from pipeline.builtin.rules.title_present import TitlePresent
from pipeline.builtin.structure.protected import Protected
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import document
from pipeline.model.document import Document
from pipeline.model.finding import Finding


def read(text: str) -> Document:
    return Structure().split(Protected().split(document(text)))


@pytest.mark.parametrize("name", ["云泽简报", "云泽专报", "防汛快报", "信息要报"])
@pytest.mark.parametrize("number", ["第3期\n", ""])
def test_the_name_of_a_series_is_no_title(name: str, number: str) -> None:
    found = read(f"{name}\n{number}关于防汛工作进展的情况\n各区县全力做好防汛工作，完成了检查。")
    assert [found.cut(mark.span) for mark in found.marked("issuer-mark")] == [name]
    assert found.title == "关于防汛工作进展的情况"


@pytest.mark.parametrize("kind", ["通知", "令"])
def test_a_stop_behind_a_title_does_not_hide_it(kind: str) -> None:
    text = f"云泽市人民政府\n关于做好防汛工作的{kind}。\n各区县：\n请抓好落实。\n云泽市人民政府\n2026年5月8日"
    found = read(text)
    assert found.title == f"云泽市人民政府关于做好防汛工作的{kind}。"
    findings = [one for one in TitlePresent().check(found) if isinstance(one, Finding)]
    assert [found.cut(one.span) for one in findings] == ["。"]
