"""Margins measured from a pdf's text are judged over all its pages."""

import msgspec

from pipeline.builtin.rules.page_margins import PageMargins
from pipeline.builtin.stages.check import judge
from pipeline.contract import drafts
from pipeline.model.document import Document, Mark, Section
from pipeline.model.finding import Finding, NotChecked
from pipeline.model.layout import Margins, Page
from pipeline.model.metadata import Metadata
from pipeline.model.text import Span

TITLE = "关于做好防汛工作的通知"
LINE = "各单位要提高认识，加强领导，抓好落实。"
A4 = (210.0, 297.0)


def of_pages(*margins: Margins, measured: bool = True, size: tuple[float, float] = A4) -> Document:
    document = drafts.document("\n".join([LINE] * len(margins)))
    pages = tuple(
        Page(paragraph.span, number, *size, margins=white, measured=measured)
        for number, (paragraph, white) in enumerate(zip(document.paragraphs, margins, strict=True), 1)
    )
    return msgspec.structs.replace(
        document,
        title=TITLE,
        metadata=Metadata("通知", "drafted"),
        pages=pages,
        provides=("text", "styles", "geometry"),
    )


def judged(document: Document) -> list[str]:
    """The message of each finding, and the reason for what was not checked."""
    return [
        answer.message.zh if isinstance(answer, Finding) else f"未检查：{answer.reason.zh}"
        for answer in judge(PageMargins(), document)
    ]


def test_a_first_page_that_begins_low_and_a_last_that_ends_early_are_no_fault() -> None:
    assert judged(of_pages(Margins(72, 26, 36, 28), Margins(38, 27, 34, 28), Margins(37, 60, None, 28))) == []


def test_a_single_measured_page_with_much_white_is_no_fault() -> None:
    assert judged(of_pages(Margins(72, 26.5, 120, 28))) == []


def test_text_beyond_the_type_area_on_most_pages_is_one_fault_on_the_first() -> None:
    document = of_pages(*[Margins(25.4, 31.8, 25.4, 31.8)] * 5)
    (finding,) = judge(PageMargins(), document)
    assert isinstance(finding, Finding)
    assert (finding.scope, finding.span) == ("page", document.pages[0].span)
    assert "上约 25.4 毫米" in finding.message.zh
    assert "应为上 37 毫米、右 26 毫米、下 35 毫米、左 28 毫米（3.7、2.6、3.5、2.8 厘米）" in finding.message.zh
    assert "right 31.8 mm" in finding.message.en


def test_one_page_that_goes_beyond_is_no_fault_of_the_document() -> None:
    assert judged(of_pages(*[Margins(37, 26, 35, 28)] * 4, Margins(37, 10, 35, 28))) == []


def test_every_declared_set_up_is_reported_once() -> None:
    wrong, other, right = Margins(25.4, 26, 35, 28), Margins(37, 26, 35, 20), Margins(37, 26, 35, 28)
    messages = judged(of_pages(wrong, right, other, wrong, measured=False))
    assert len(messages) == 2
    assert "上 25.4" in messages[0]
    assert "左 20 毫米" in messages[1]


def test_landscape_pages_and_pages_without_known_margins_are_said_not_to_be_checked() -> None:
    reason = ["未检查：没有页边距可知的 A4 竖排页"]
    assert judged(of_pages(Margins(25, 25, 25, 25), size=(297, 210))) == reason
    assert judged(of_pages(Margins())) == reason


def test_an_attachment_with_a_table_may_have_margins_of_its_own() -> None:
    document = of_pages(Margins(37, 26, 35, 28), Margins(20, 20, 20, 20), measured=False)
    attachment = document.pages[1].span
    with_table = msgspec.structs.replace(
        document,
        sections=(Section(0, "附件", "名单", attachment, Span(attachment.start, attachment.start)),),
        marks=(Mark(attachment, "table"),),
    )
    assert judged(with_table) == []
    assert len(judged(msgspec.structs.replace(with_table, marks=()))) == 1


def test_documents_in_other_languages_are_not_judged() -> None:
    english = msgspec.structs.replace(
        drafts.document("The committee met in spring and adopted its report."),
        pages=(Page(Span(0, 51), 1, *A4, margins=Margins(25, 25, 25, 25)),),
        provides=("text", "styles", "geometry"),
    )
    (answer,) = judge(PageMargins(), english)
    assert isinstance(answer, NotChecked)
