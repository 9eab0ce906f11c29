from collections.abc import Sequence

import pytest

from built_pdf import bare
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Document, Source

ITALIC = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Italic/Encoding/WinAnsiEncoding>>"
ROMAN = ITALIC.replace(b"-Italic", b"-Roman")
NARROW, WIDE = 0.278, 0.5
ADVANCES = {"f": NARROW, "l": NARROW, "i": NARROW, "j": NARROW, "O": 0.722, "c": 0.444, "e": 0.444, "s": 0.389}


def read(content: bytes) -> Document:
    return PdfReader().read(Source("a.pdf", content))


def set_one_by_one(
    word: str,
    *,
    closer: float = 0.0,
    shifts: Sequence[tuple[float, float]] = ((0.0, 0.0),),
    turn: str = ".75 0 0 .75",
    font: str = "I",
) -> bytes:
    """Each letter as a text of its own, at 13.33 units that are 10 pt; drawn at each of ``shifts`` (em)."""
    x, out = 100.0, b""
    level = turn.startswith(".75 0")
    for letter in word:
        for right, up in shifts:
            place = (x + 10 * right, 700 + 10 * up) if level else (100 - 10 * up, x + 10 * right)
            out += f"BT /{font} 13.333 Tf {turn} {place[0]:.3f} {place[1]:.3f} Tm ({letter}) Tj ET\n".encode()
        x += 10 * (ADVANCES.get(letter, WIDE) - closer)
    return out


@pytest.mark.parametrize("word", ["Offices", "Oficces", "offfice", "iijj", "illicit", "fjiiffl", "ffff", "cliff"])
@pytest.mark.parametrize("closer", [0.0, 0.03])
@pytest.mark.parametrize("font", ["I", "R"])
def test_a_letter_that_is_written_twice_is_read_twice(word: str, closer: float, font: str) -> None:
    """The engine takes the second for the first, drawn again: its shape overhangs and lies on the other's."""
    content = bare(set_one_by_one(word, closer=closer, font=font), fonts={"I": ITALIC, "R": ROMAN})
    assert read(content).text == word


def test_it_is_read_twice_on_a_page_that_is_turned() -> None:
    content = bare(set_one_by_one("Offices", turn="0 .75 -.75 0"), fonts={"I": ITALIC})
    assert read(content).text == "Offices"


def test_it_is_read_twice_in_a_form_of_another_scale() -> None:
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 1000 1000]/Resources<</Font 3 0 R>>/Length %d>>\nstream\n%s\nendstream"
    )
    drawn = set_one_by_one("Offices")
    resources = b"/Resources<</Font 3 0 R/XObject<</X 500 0 R>>>>"
    content = bare(b"2 0 0 2 0 -700 cm /X Do", fonts={"I": ITALIC}, objects={500: form % (len(drawn), drawn)})
    assert read(content.replace(b"/Resources<</Font 3 0 R>>/Contents", resources + b"/Contents")).text == "Offices"


@pytest.mark.parametrize("shift", [(0.02, 0.0), (0.05, 0.0), (0.0, 0.05), (0.04, -0.04), (-0.03, 0.0)])
@pytest.mark.parametrize("word", ["Offices", "illicit", "ffff"])
def test_a_letter_that_is_drawn_twice_is_read_once_and_is_bold(word: str, shift: tuple[float, float]) -> None:
    drawn = set_one_by_one(word, shifts=((0.0, 0.0), shift))
    document = read(bare(drawn, fonts={"I": ITALIC}))
    assert document.text == word
    assert all(piece.style.bold for piece in document.pieces)


def test_a_word_that_is_drawn_again_as_a_whole_is_read_once() -> None:
    again = set_one_by_one("Offices") + b"1 0 0 1 .3 0 cm\n" + set_one_by_one("Offices")
    assert read(bare(again, fonts={"I": ITALIC})).text == "Offices"
