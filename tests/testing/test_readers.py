"""Every reader of ours keeps the readers' contract, and a reader that does not is told what and where."""

from pathlib import Path
from typing import Any

import pytest
from testing import made_files

from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.builtin.readers.plain.reader import MarkdownReader, PlainReader
from pipeline.contract.parts import Reader
from pipeline.model.document import Source
from pipeline.testing import DocxWitness, PdfWitness, PlainWitness, Witness, pdf, reader_holds, reader_test
from support import ROOT, file_module

SAMPLES = ROOT / "sample_inputs"

test_docx = reader_test(
    DocxReader, [*sorted(SAMPLES.glob("*.docx")), *made_files.docx_files()], DocxWitness, unchecked=["pages"]
)
test_docx_that_holds_html = reader_test(
    DocxReader, made_files.embedded_files(), DocxWitness, unchecked=["pages", "places"]
)
test_pdf = reader_test(PdfReader, [*sorted(SAMPLES.glob("*.pdf")), *made_files.pdf_files()], PdfWitness)
test_text = reader_test(
    PlainReader, [*sorted(SAMPLES.glob("*.txt")), *made_files.text_files()], PlainWitness, unchecked=["pages"]
)
test_markdown = reader_test(
    MarkdownReader, [SAMPLES / "README.md", *made_files.markdown_files()], PlainWitness, unchecked=["pages"]
)


FAULTS = file_module(ROOT / "tests" / "faults" / "untrue_readers.py")


def _fault(name: str) -> Reader:
    reader: Reader = getattr(FAULTS, name)()
    return reader


LINES = "关于开展检查的通知\n各处室：\n请按时报送材料。\n"
TEXT = Source("a.txt", LINES.encode())
PAGES = Source("a.pdf", pdf("关于开展检查的通知", *[made_files.TEXT] * 20))


def told(reader: Reader, source: Source, witness: type[Witness] | None, unchecked: tuple[Any, ...] = ()) -> str:
    with pytest.raises(AssertionError) as failure:
        reader_holds(reader, source, witness, unchecked)
    return str(failure.value)


@pytest.mark.parametrize(
    ("fault", "what", "where"),
    [
        (
            "LosesParagraph",
            "letters of the file are missing, 7 in all: 请 按 时 报 送 材 料",
            "look at '请按时报送材料。'",
        ),
        ("Shifts", "the map is not true at 10–14, '各处室：': the file has '处室：'", "at Line(number=2, column=1)"),
        ("MakesUp", "letters are made up, 1 in all: 们", "look at '各处室：们'"),
        ("TextInNoPiece", "text in no piece, 9–15: '各处室：'", ""),
        ("Overlaps", "piece 3 is empty, overlaps the one before or leaves the text: 10–14", "'各处室：'"),
        ("TwoParagraphsInOne", "paragraph 1 has a line end in it", ""),
        ("OutOfOrder", "the marks", "out of order"),
        ("ClaimsStyles", "provides 'styles', and no piece has a font or a size", ""),
        ("ByHash", "other processes, with other hash seeds, make another document", ""),
        ("ByTheClock", "read twice, the same bytes give two different documents", ""),
        ("TakesAll", "recognises() takes zeros, called stranger.bin, for its own", ""),
        ("RaisesOnLooking", "recognises() gives ZeroDivisionError", "no bytes"),
        ("RaisesOnDamage", "read() raises AssertionError", "its file cut off at 10%"),
        ("ReadsNothing", "read() gives a NoneType", ""),
    ],
)
def test_an_untrue_reader_of_text_is_told_what_and_where(fault: str, what: str, where: str) -> None:
    message = told(_fault(fault), TEXT, PlainWitness, ("pages",))
    assert message.startswith("reader txt, a.txt: the contract is broken\n")
    assert what in message
    assert where in message


@pytest.mark.parametrize(
    ("fault", "what", "where"),
    [
        ("WrongPage", "the map is not true at 0–9, '关于开展检查的通知'", "LinePlace(page=2"),
        ("NextLine", "the map is not true", "LinePlace(page=1"),
        ("OneFurther", "the map is not true at 0–9, '于开展检查的通知关'", "LinePlace(page=1"),
        ("BesideInk", "no ink where '关于开展检查的通知' should be", "LinePlace(page=1"),
        ("LosesPage", "of the ink by pdfium is in no piece", "page 2: "),
    ],
)
def test_an_untrue_reader_of_pages_is_told_what_and_where(fault: str, what: str, where: str) -> None:
    message = told(_fault(fault), PAGES, PdfWitness)
    assert what in message
    assert where in message


def test_what_nobody_looked_at_does_not_pass() -> None:
    message = told(PlainReader(), TEXT, None)
    assert "not checked: letters (there is no witness); places (there is no witness); pages" in message
    message = told(PlainReader(), TEXT, PlainWitness)
    assert "not checked: pages (PlainWitness cannot tell)" in message
    reader_holds(PlainReader(), TEXT, PlainWitness, ("pages",))


def test_a_file_that_is_refused_is_no_proof() -> None:
    assert "cannot be read: There is no text" in told(PlainReader(), Source("a.txt", b" \n"), PlainWitness)


def test_without_poppler_the_other_library_is_the_witness(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    reader_holds(PdfReader(), PAGES, PdfWitness)
    assert "the map is not true at 0–9" in told(_fault("WrongPage"), PAGES, PdfWitness)
