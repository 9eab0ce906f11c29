"""Build the documents of ``sample_inputs/``.

``python -m tools.samples.build [--fonts FOLDER] [--no-pdf]``: docx and txt come out the same to the byte each time;
the pdf are made from them by LibreOffice (``soffice``) with the fonts it finds.
"""

import argparse
import sys
from pathlib import Path

from tools.samples import (
    convert,
    english,
    letter,
    minutes,
    notice,
    official,
    planted,
    report,
    request,
    self_examination,
    unfinished,
)
from tools.samples.blocks import plain

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent.parent / "sample_inputs"

AS_PDF = ("通知-规范", "对照检查材料")
OFFICE_DEFAULT = official.Sheet(top=25.4, right=31.8, bottom=25.4, left=31.8)


def main() -> int:
    """Build everything; 1 when the pdf could not be made."""
    parser = argparse.ArgumentParser(description="Build the sample documents.")
    parser.add_argument("--fonts", type=Path, help="a folder with more fonts for the pdf")
    parser.add_argument("--no-pdf", action="store_true", help="leave the pdf as they are")
    options = parser.parse_args()

    official.build(notice.clean(), FOLDER / "通知-规范.docx")
    official.build(notice.faulty(), FOLDER / "通知-有误.docx", OFFICE_DEFAULT)
    official.build(request.clean(), FOLDER / "请示-规范.docx")
    official.build(request.faulty(), FOLDER / "请示-有误.docx", OFFICE_DEFAULT)
    official.build(self_examination.faulty(), FOLDER / "对照检查材料.docx")
    official.build(minutes.clean(), FOLDER / "会议纪要.docx")
    official.build(report.clean(), FOLDER / "报告-含表格.docx")
    unfinished.build(FOLDER / "函-未清稿.docx")
    english.build(FOLDER / "english-report.docx")
    (FOLDER / "对照检查材料.txt").write_bytes(plain(self_examination.faulty()).encode())
    (FOLDER / "函-gb18030.txt").write_bytes(letter.TEXT.replace("\n", "\r\n").encode("gb18030"))
    (HERE / "expected.toml").write_bytes(planted.as_toml().encode())
    if options.no_pdf:
        return 0
    try:
        convert.convert([FOLDER / f"{name}.docx" for name in AS_PDF], FOLDER, options.fonts)
    except convert.ConversionError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
