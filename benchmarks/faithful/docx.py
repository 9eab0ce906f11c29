"""Does the docx reader give every character that a docx shows, and no other?

``python -m benchmarks.faithful.docx FOLDER…`` reads every docx below the folders and compares
the characters of the text with an independent count. Prints each file that differs, and the
share that is equal; exit code 1 when one differs. Left out on both sides, as the reader says
of each document: text of DrawingML in charts, diagrams and canvases. Compared by number alone:
signs of symbol fonts (``w:sym``). Counted beside the text: the readings of phonetic guides.
"""

import argparse
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faithful.independent import Count
from lxml import etree

from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.model.layout import Generated


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description="Compare the text of docx files with an independent count.")
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()
    equal = opened = closed = denied = 0
    for path in sorted(_files(options.folders)):
        data = path.read_bytes()
        try:
            document = DocxReader().read(Source(path.name, data))
        except DocumentError as error:
            closed += 1
            code = error.reason.code
            print(f"{'denied' if code == 'no-text' and has_text(data) else 'not opened'}: {code}: {path}")
            denied += code == "no-text" and has_text(data)
            continue
        opened += 1
        differing = difference(document, data)
        equal += differing is None
        if differing is not None:
            print(f"differs: {path}: {differing}")
    share = equal / opened if opened else 0.0
    print(f"{equal} of {opened} equal ({share:.2%}); {closed} not opened, {denied} of them denied text that is there")
    return 0 if equal == opened and not denied else 1


def _files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix.lower() in DocxReader.suffixes and path.is_file():
                yield path


def difference(document: Document, data: bytes) -> str | None:
    """What one count has and the other lacks; ``None`` when they are equal."""
    try:
        count = Count(data)
    except (zipfile.BadZipFile, etree.LxmlError, KeyError, StopIteration, ValueError) as error:
        return f"the independent count failed: {error!r}"
    given = text_of(document)
    missing, extra = count.characters - given, given - count.characters
    if not missing and extra.total() == count.symbols:
        return None
    return f"missing {_told(missing)}, beyond {_told(extra)} ({count.symbols} signs of symbol fonts)"


def has_text(data: bytes) -> bool:
    """Whether the independent count finds a letter."""
    return any(map(str.isalpha, Count(data).characters))


def text_of(document: Document) -> Counter[str]:
    """The characters of the text without white space: no generated numbers, the readings of phonetic guides too."""
    generated = [piece.span for piece in document.pieces if isinstance(piece.place, Generated)]
    given = Counter("".join(document.text.split()))
    for span in generated:
        given.subtract("".join(document.cut(span).split()))
    for mark in document.marked("ruby"):
        given.update("".join(mark.value.split()))
    return +given


def _told(characters: Counter[str]) -> str:
    return f"{characters.total()} {''.join(sorted(characters.elements()))[:60]!r}"


if __name__ == "__main__":
    sys.exit(main())
