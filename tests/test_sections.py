"""In which section a character of a document stands."""

from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import document
from pipeline.model.document import Document, Section
from pipeline.model.text import Span

TEXT = (
    "关于做好防汛工作的通知\n各区县：\n现就有关事项通知如下。\n"
    "一、加强领导\n（一）落实责任\n各单位要明确分工。\n（二）加强值守\n二、抓好检查\n汛前检查一次。\n"
    "附件\n检查项目\n一、堤防\n有无裂缝。"
)


def test_the_innermost_section_is_told() -> None:
    read = Structure().split(document(TEXT))

    def title(words: str) -> str | None:
        section = read.section_at(TEXT.index(words))
        return None if section is None else section.title

    assert title("明确分工") == "落实责任"
    assert title("加强领导") == "加强领导"
    assert title("汛前") == "抓好检查"
    assert title("裂缝") == "堤防"
    assert title("检查项目") == "检查项目"
    assert title("现就") is None
    assert read.section_at(len(TEXT)) is None


def test_what_stands_behind_a_subsection_is_in_the_section_around_it() -> None:
    outer = Section(1, "一、", "外", Span(0, 20), Span(0, 4))
    inner = Section(2, "（一）", "内", Span(6, 10), Span(6, 8))
    last = Section(1, "二、", "后", Span(24, 30), Span(24, 26))
    read = Document("a.txt", "txt", "字" * 30, sections=(outer, inner, last))
    assert [read.section_at(at) for at in (0, 6, 9, 10, 19, 20, 24, 29)] == [
        outer, inner, inner, outer, outer, None, last, last,
    ]  # fmt: skip
