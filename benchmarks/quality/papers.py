"""Clean official documents, written as plain lines and laid out by GB/T 9704-2012."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from tools.samples.blocks import BLANK, Block, heading

TYPE_AREA: Final = 156
"""mm"""
NUMBERS: Final = tuple(
    re.compile(form)
    for form in (r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）", r"\d+\.(?!\d)", r"（\d+）")
)
"""The numbers of the four levels."""

SENTENCE: Final = 16
"""Characters from which what stands behind 一、 is a sentence of the text, which offices set as such, no heading."""


class Attachment(NamedTuple):
    """An attachment; lines of ``text`` that begin with ``|`` are rows of a table."""

    title: str
    text: str


class Paper(NamedTuple):
    """What an official document says; where a part is empty it has none."""

    kind: str
    """文种; with the title's begin it names the file."""
    issuer: str
    title: str
    text: str
    date: str
    to: str = ""
    mark: str = ""
    """发文机关标志, in the 版头."""
    number: str = ""
    """发文字号; after a tab the 签发人."""
    note: str = ""
    attachments: tuple[Attachment, ...] = ()
    copies: str = ""
    """抄送"""
    printed: str = ""
    """印发机关, a tab, 印发日期."""
    signed: bool = True
    """Whether 署名 and 成文日期 stand below the text; 纪要 have none."""

    def blocks(self) -> list[Block]:
        """The document as blocks."""
        made: list[Block] = []
        if self.mark:
            made += [Block("issuer-mark", self.mark), BLANK, BLANK]
        if self.number:
            made += [Block("document-number", self.number), BLANK, BLANK]
        made += [Block("title", self.title), BLANK]
        if self.to:
            made.append(Block("addressee", self.to))
        made += lines(self.text)
        made += self._notes()
        if self.signed:
            made += [BLANK, Block("signature", self.issuer), Block("date", self.date)]
        if self.note:
            made.append(Block("note", self.note))
        for number, attachment in enumerate(self.attachments, 1):
            called = "附件" if len(self.attachments) == 1 else f"附件{number}"
            made += [Block("attachment", called), BLANK, Block("attachment-title", attachment.title), BLANK]
            made += lines(attachment.text)
        if self.copies:
            made.append(Block("copy-to", self.copies, before=120))
        if self.printed:
            made.append(Block("imprint", self.printed))
        return made

    def _notes(self) -> Iterator[Block]:
        if not self.attachments:
            return
        yield BLANK
        if len(self.attachments) == 1:
            yield Block("attachment-note", f"附件：{self.attachments[0].title}")
            return
        for number, attachment in enumerate(self.attachments, 1):
            yield Block("attachment-note", f"{'附件：' if number == 1 else ''}{number}.{attachment.title}")


def lines(text: str) -> list[Block]:
    """Lines as blocks: headings by their numbers, rows of tables by ``|``, everything else body."""
    made: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in [*text.strip().splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(line.strip("|").split("|")))
            continue
        if rows:
            made.append(Block("table", rows=tuple(rows), widths=(TYPE_AREA / len(rows[0]),) * len(rows[0])))
            rows = []
        if line:
            made.append(_line(line))
    return made


def _line(line: str) -> Block:
    level = next((level for level, form in enumerate(NUMBERS, 1) if form.match(line)), None)
    if level is None or line.endswith("；"):
        return Block("body", line)
    head, stop, rest = line.partition("。")
    if level == 1 and stop and len(head) > SENTENCE:
        return Block("body", line)
    if not rest:
        return heading(level, line) if not stop else Block("body", line)
    return heading(level, head + stop, rest)
