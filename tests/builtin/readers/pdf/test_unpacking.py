import base64
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from built_pdf import bare, shown
from pipeline.builtin.readers.pdf.pdfplumber_engine import Missing, sheets
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.builtin.readers.pdf.sheet import Sheet
from pipeline.builtin.readers.pdf.unpacking import bounded
from pipeline.model.document import Source
from pipeline.model.errors import DocumentError

MEMORY = """
import sys
from pathlib import Path
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.errors import DocumentError
from pipeline.model.document import Source
try:
    PdfReader().read(Source("a.pdf", Path(sys.argv[1]).read_bytes()))
except DocumentError as error:
    print(error.reason.code)
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""
MOST = 300
"""MB that a worker may take for a file of a few kilobytes."""
TEXT = b"BT /F 9 Tf "


def nested(name: str, depth: int = 8) -> bytes:
    return f"/Filter[/ASCIIHexDecode{f'/{name}' * depth}]".encode()


def twice(content: bytes) -> bytes:
    return zlib.compress(zlib.compress(content, 9), 9)


def growing_runs() -> bytes:
    """LZW whose codes stand for ever longer runs: some 16 MB in 10 KB."""
    bits, width, known = "", 9, 258
    for index, code in enumerate([256, 65, *range(258, 4000), *[3999] * 3000]):
        bits += f"{code:0{width}b}"
        known += index > 1
        width = 9 if known < 511 else 10 if known < 1023 else 11 if known < 2047 else 12
    size = -(-len(bits) // 8)
    return int(bits.ljust(8 * size, "0"), 2).to_bytes(size, "big")


BOMBS = {
    "runs": bare(b"8181>", packed=nested("RunLengthDecode")),
    "runs by their short name": bare(b"8181>", packed=nested("RL")),
    "a wide row": bare(zlib.compress(b"\2" * 9), packed=b"/Filter/Fl/DecodeParms<</Predictor 12/Columns 900000000>>"),
    "a wide fax": bare(b"\0" * 9, packed=b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 900000000>>"),
    "many filters": bare(b"41>", packed=nested("ASCIIHexDecode", 2000)),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory that a process took is told by /proc alone")
@pytest.mark.parametrize("name", BOMBS)
def test_a_few_bytes_cost_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(BOMBS[name])
    done = subprocess.run([sys.executable, "-c", MEMORY, path], capture_output=True, text=True, check=True)
    code, most = done.stdout.split()
    assert code in ("limit", "no-text")
    assert int(most) < MOST << 10


@pytest.mark.parametrize(
    ("packed", "entries"),
    [
        (twice(b" " * 20_000_000), b"/Filter[/Fl/FlateDecode]"),
        (growing_runs(), b"/Filter/LZWDecode"),
        (growing_runs(), b"/Filter/LZW"),
        (twice(TEXT + b"(a) Tj " * 60_000), b"/Filter[/Fl/Fl]"),
        (twice(TEXT + b"0 0 m 9 9 l S " * 60_000), b"/Filter[/Fl/Fl]"),
    ],
)
def test_what_is_beyond_the_limits_is_not_read_by_the_second_engine(packed: bytes, entries: bytes) -> None:
    assert len(packed) < 20_000
    with bounded():
        assert list(sheets(bare(packed, packed=entries))) == [Missing(1, large=True)]


def test_content_that_unpacks_to_too_much_is_beyond_the_limits() -> None:
    with pytest.raises(DocumentError) as caught:
        PdfReader().read(Source("a.pdf", BOMBS["runs"]))
    assert caught.value.reason.code == "limit"
    assert "第 1 页的内容解压后过大" in caught.value.reason.message.zh
    assert "pages 1 unpack to more than" in caught.value.reason.message.en


def test_pages_beside_it_are_read_and_it_is_named() -> None:
    content = bare(shown(b"Notice"), b"8181>")
    place = content.index(b"13 0 obj")
    content = content[:place] + content[place:].replace(b"<</Length 5>>", b"<</Length 5%s>>" % nested("RL"), 1)
    document = PdfReader().read(Source("a.pdf", content))
    assert document.text == "Notice"
    (said,) = [entry.reason.en for entry in document.not_checked]
    assert said.startswith("the content of pages 2 unpacks to more than the safety limit")


@pytest.mark.parametrize(
    ("entries", "packed"),
    [
        (b"/Filter/FlateDecode", zlib.compress(shown(b"Notice"))),
        (b"/Filter[/A85/Fl]", base64.a85encode(zlib.compress(shown(b"Notice"))) + b"~>"),
        (b"/Filter/AHx", shown(b"Notice").hex().encode() + b">"),
        (b"/Filter/RunLengthDecode", bytes([len(shown(b"Notice")) - 1]) + shown(b"Notice") + b"\x80"),
        (b"/Filter/FlateDecode", zlib.compress(shown(b"Notice"))[:-3]),
    ],
)
def test_the_second_engine_unpacks_what_is_packed(entries: bytes, packed: bytes) -> None:
    with bounded():
        (sheet,) = sheets(bare(packed, packed=entries))
    assert isinstance(sheet, Sheet)
    assert sheet.text == "Notice"
