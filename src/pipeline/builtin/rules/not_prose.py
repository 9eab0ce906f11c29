"""Lines and stretches that are no prose, though Chinese stands in them: programs, data, references, ratios.

Half-width marks belong there, and rules about the marks of Chinese text leave them alone.
"""

import re

from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.rules.blanking import blanked
from pipeline.model.document import BLANK, Document
from pipeline.model.text import Span

_HAN = HAN_RANGES
CODE = re.compile(
    rf"^\s*\"[^\"]*\"\s*,?\s*\Z|\"\s*:\s*[\"\[{{\d]|</?[A-Za-z][^<>\n]{{0,200}}>|[-=]>|(?<![{_HAN}”》）])[{{}};]\s*\Z"
    r"|^\s*[{}\[<]\s*\Z|\w\(\)"
    r"|^\s*(?://|/\*|\*/|#include\b|import\s+[a-z]|from\s+[\w.]+\s+import\b|package\s+[a-z]|using\s+[A-Za-z])"
    r"|[A-Za-z_]\w*\(\s*[rbf]?[\"'“”]|;\s*(?://|%)|[│┃┌└├┤┬┴┼║]|\b(?:for|while|switch)\s?\("
    r"|^\s*(?:echo|print|set|export|grep|sed|cat|cd|sudo|pip|git|npm|docker)\s|^\s*(?:\d+\s+)?[a-z]{4,}=\S"
    r"|[A-Za-z_][\w.]*\s*=\s*[\"'\[{]"
    r"|[\"“”][A-Za-z_][\w.-]*[\"“”]\s*[:：]|[\[{]\s*[\"“”]"
    r"|\\[A-Za-z]+\s*[{\[]|\$\{"
    r"|\b(?:SELECT|INSERT INTO|DELETE FROM|CREATE TABLE|ALTER TABLE)\b|\bCOMMENT\s*'"
)
"""What shows that a line is of a program, of a command or of data."""
ENTRY = re.compile(
    r"\s*[\[［](?:[0-9０-９]{1,3}|序号)[\]］]"
    r"|.{0,400}(?:19|20)\d\d\s?[;,，:：]\s?(?:\d{1,4}\s?)?[（(]\d{1,4}[)）]\s?[:：,，]\s?\d{1,5}\s?[-–—]"
    r"|.{0,400}[\[［](?:J|M|D|C|N|R|P|S|Z|G|EB|DB|CP)(?:/(?:OL|CD|MT|DK))?[\]］]\s?(?:[.．,，:：/]|\Z)"
)
"""An entry of a list of references, which has half-width marks (GB/T 7714), by its number, its pages or the sign of its
kind."""
ENTRY_NUMBER = re.compile(r"\s*[\[［][0-9０-９]{1,3}[\]］]\s*")
"""The number of an entry in a cell or on a line of its own."""
REFERENCES = re.compile(r"\s*(?:[一二三四五六七八九十\d]{1,2}[、.．\s]\s*)?(?:主要)?参考(?:文献|资料|书目)\s*[:：]?\s*")
"""The heading of such a list."""
AFTER_REFERENCES = re.compile(r"\s*(?:致\s*谢|附\s*录|附\s*件|作者简介|个人简历|ABSTRACT|Abstract)")
NUMBERED = re.compile(r"\s*\d{1,3}[.．、)）]")
PRINTED = re.compile(r"(?:19|20)\d{2}|\d\s?[-–—−～~]\s?\d")
"""What an entry of the list holds: a year or pages."""
RATIO = re.compile(
    rf"[{_HAN}A-Za-z]{{1,8}}(?:\s?[:：]\s?[{_HAN}A-Za-z]{{1,8}}){{1,6}}"
    r"\s?(?:[=＝]|比例?[为是约]{0,2}|之比[为是约]{0,2})\s?\d+(?:\.\d+)?(?:\s?[:：]\s?\d+(?:\.\d+)?)+"
)
"""水泥:砂:石=1:2:3, 男:女比例为1:1"""
VOLUME = re.compile(r"\d\s?[（(]\d{1,4}(?:[-–]\d{1,4})?[)）]\s?:\s?\d")
"""Volume, number and pages, wherever a line was broken: 3（3）: 1544."""
_FIELD = rf"[{_HAN}A-Za-z0-9./-]{{0,12}}"
ROW = re.compile(rf"{_FIELD}(?:,{_FIELD}){{2,}}")
"""A row of fields parted by commas."""


def without(document: Document, text: str) -> str:
    """``text``, that of ``document`` or a mask of it, with what is no prose blanked; lines stay lines."""
    lines = text.split("\n")
    listed = _listed(document, lines)
    rows = [ROW.fullmatch(line) is not None for line in lines]
    kept = []
    for at, line in enumerate(lines):
        tabular = rows[at] and (rows[at - 1 if at else 0] or rows[min(at + 1, len(rows) - 1)]) and _beside(lines, at)
        dropped = tabular or at in listed or CODE.search(line) or ENTRY.match(line)
        kept.append(BLANK * len(line) if dropped else line)
    whole = "\n".join(kept)
    for pattern in (RATIO, VOLUME):
        whole = blanked(whole, (Span(*match.span()) for match in pattern.finditer(document.text)))
    return whole


def _beside(lines: list[str], at: int) -> bool:
    """Whether a line beside has as many fields."""
    commas = lines[at].count(",")
    return any(lines[other].count(",") == commas for other in (at - 1, at + 1) if 0 <= other < len(lines))


def _listed(document: Document, lines: list[str]) -> set[int]:
    """The lines that are entries below the heading of a list of references, or below a number of one."""
    found: set[int] = set()
    heads = {mark.span.start for mark in document.marked("heading")}
    at, inside = 0, False
    for number, line in enumerate(lines):
        if REFERENCES.fullmatch(line):
            inside = True
        elif inside and (AFTER_REFERENCES.match(line) or (at in heads and not NUMBERED.match(line))):
            inside = False
        elif _is_entry(line, lines[number - 1] if number else "", inside=inside):
            found.add(number)
        at += len(line) + 1
    return found


def _is_entry(line: str, above: str, *, inside: bool) -> bool:
    """Whether a line is an entry below the heading of a list of references, or below a number of one."""
    if inside and "。" not in line:
        return True
    return (inside or ENTRY_NUMBER.fullmatch(above) is not None) and PRINTED.search(line) is not None
