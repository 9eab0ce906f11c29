"""Files in a line: what cannot be built is refused, not left out."""

import pytest

from pipeline.contract.drafts import Draft, Para
from pipeline.model.layout import RuledLine
from pipeline.testing import docx, pdf

LINE = RuledLine(0, 0.35)


@pytest.mark.parametrize(
    "draft",
    [
        Draft((Para("页脚", container="footer"),)),
        Draft((Para("增补", marks={"inserted": ""}),)),
        Draft((Para("抄送：甲。", ruled=(LINE,)),)),
        Draft((Para("抄送：甲。"),), ruled=(LINE,)),
    ],
)
def test_what_no_file_can_be_given_is_refused(draft: Draft) -> None:
    for build in (docx, pdf):
        with pytest.raises(ValueError, match="can be built"):
            build(draft)


def test_an_automatic_number_is_typed_in_a_pdf_and_refused_in_a_docx() -> None:
    numbered = Para("总体要求", number="一、")
    assert "一、总体要求".encode("utf-16-be").hex() in pdf(numbered).decode("latin-1")
    with pytest.raises(ValueError, match="can be built"):
        docx(numbered)
