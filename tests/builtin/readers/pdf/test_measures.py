"""Measures of pages that LibreOffice made of documents whose every measure is known."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from builtin.readers.measured import Expected, Measured, columns, official

from measuring import CEILING
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Document, Source
from pipeline.model.layout import Paragraph
from support import needs

HANGING = "悬挂"
"""The paragraph whose lines look like those of two in a pdf."""


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Measured, Document]]:
    """What was written and what is read of it."""
    office, folder = needs("soffice", "--version"), tmp_path_factory.mktemp("measured")
    documents = {"official": official(), "columns": columns()}
    for name, made in documents.items():
        (folder / f"{name}.docx").write_bytes(made.docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = [str(folder / f"{name}.docx") for name in documents]
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=CEILING)
    return {name: (made, _read(folder / f"{name}.pdf")) for name, made in documents.items()}


def _read(path: Path) -> Document:
    return PdfReader().read(Source(path.name, path.read_bytes()))


def pairs(made: Measured, document: Document) -> list[tuple[Expected, Paragraph]]:
    """What was written beside the paragraph that begins like it."""
    found = []
    for expected in made.paragraphs:
        alike = [p for p in document.paragraphs if document.cut(p.span).startswith(expected.text[:9])]
        if len(alike) == 1:  # one that the end of a page parts may begin anywhere
            found.append((expected, alike[0]))
    return found


@pytest.mark.parametrize("name", ["official", "columns"])
def test_paper_and_margins(printed: Any, name: str) -> None:
    made, document = printed[name]
    sheet = made.sheet
    for page in document.pages:
        assert (page.width, page.height) == pytest.approx((sheet.width, sheet.height), abs=0.1)
    for side in ("top", "left"):
        known = [value for page in document.pages if (value := getattr(page.margins, side)) is not None]
        assert known
        assert known == pytest.approx([getattr(sheet, side)] * len(known), abs=0.5)
    rights = [page.margins.right for page in document.pages if page.margins.right is not None]
    assert rights or name == "columns", "the lines of two columns show no margin on the right of both"
    assert rights == pytest.approx([sheet.right] * len(rights), abs=0.5)
    line = 11  # mm; what may be free below the last line
    for page in document.pages:
        assert page.margins.bottom is None or sheet.bottom - 0.5 <= page.margins.bottom <= sheet.bottom + line


def test_what_a_page_does_not_show_is_not_known(printed: Any) -> None:
    _, document = printed["official"]
    first, *_, last = document.pages
    assert first.margins.top is None  # it begins with a title
    assert last.margins.bottom is None  # it is not full
    assert last.margins.right is None  # none of its lines was stretched


def test_columns_are_counted(printed: Any) -> None:
    assert {page.columns for page in printed["official"][1].pages} == {1}
    assert [page.columns for page in printed["columns"][1].pages[:2]] == [2, 2]


@pytest.mark.parametrize("name", ["official", "columns"])
def test_sizes_pitches_and_indents(printed: Any, name: str) -> None:
    made, document = printed[name]
    compared = pairs(made, document)
    assert len(compared) >= len(made.paragraphs) - 1
    for expected, paragraph in compared:
        for piece in document.pieces_in(paragraph.span):
            assert piece.style.size == pytest.approx(expected.size, abs=0.1)
        if paragraph.line_pitch is not None:
            assert paragraph.line_pitch == pytest.approx(expected.line_pitch, abs=0.2)
        tenth = 0.1 * expected.size
        if expected.text.startswith(HANGING) or expected.alignment == "centre":
            continue
        if paragraph.first_indent is not None:
            assert paragraph.first_indent == pytest.approx(expected.first_indent, abs=tenth)
        if paragraph.left_indent is not None:
            assert paragraph.left_indent == pytest.approx(expected.left_indent, abs=tenth)
        if paragraph.right_indent is not None:
            assert paragraph.right_indent == pytest.approx(expected.right_indent, abs=tenth)


def test_every_paragraph_of_several_lines_shows_its_pitch_and_its_indents(printed: Any) -> None:
    made, document = printed["official"]
    for expected, paragraph in pairs(made, document):
        if expected.alignment == "justify":
            assert None not in (paragraph.line_pitch, paragraph.first_indent, paragraph.left_indent)
