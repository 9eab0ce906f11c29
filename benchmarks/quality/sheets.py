"""The sheets that readers judge by: what the program said and what stands there, but no names of rules."""

import bisect
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec
from benchmarks.quality.layout_facts import facts
from benchmarks.quality.results import places, text_of
from benchmarks.quality.verdicts import Verdict

from pipeline.model.record import FindingRecord, Record

AROUND: Final = 300
"""Characters shown on either side of a place."""
PLACES: Final = 5
"""Places shown of a finding that has more."""
NEAR: Final = 60
"""Characters shown on either side of the further places."""
SEVERITIES: Final = {"error": "错误", "warning": "警告", "info": "提示"}
HEAD: Final = """\
请判断下面每一条意见对不对。⟦ ⟧ 之间是它所指的地方，前后各附三百字；吃不准时请打开原文件看。
right      说得对：这里确有此错，写文件的人看了会改，级别（错误、警告）也得当。
debatable  可商：有人会改，有人不会；或者确有毛病，但不是所说的毛病，或者级别偏高。
wrong      说错了：这里没有错，或者这份文件不该按此要求。
在答卷（.tsv）里每条填一行：序号、right 或 debatable 或 wrong、理由（用自己的话，不抄原文）。
"""


def write(folder: Path, drawn: Sequence[tuple[Record, FindingRecord]], batch: int) -> None:
    """Write ``sheet-01.txt`` and its blank ``sheet-01.tsv``, and so on, ``batch`` findings on each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, begin in enumerate(range(0, len(drawn), batch), 1):
        entries = list(enumerate(drawn[begin : begin + batch], begin + 1))
        sheet = "\n".join([HEAD, *(entry(at, record, finding) for at, (record, finding) in entries)])
        (folder / f"sheet-{number:02}.txt").write_text(sheet, encoding="utf-8")
        blanks = "".join(f"{at}\t\t\n" for at, _ in entries)
        (folder / f"sheet-{number:02}.tsv").write_text(blanks, encoding="utf-8")


def write_drawn(folder: Path, lines: Iterable[Verdict]) -> None:
    """Write what the numbers of the sheets stand for, in their order."""
    content = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    (folder / "drawn.jsonl").write_bytes(content)


def entry(number: int, record: Record, finding: FindingRecord) -> str:
    """A finding as a reader sees it."""
    text = text_of(record)
    lines = [
        f"──── {number} ────",
        f"文件：{record.path}（{record.kind}）",
        f"标题：{record.title or '（无）'}",
        f"级别：{SEVERITIES[finding.severity]}",
        f"意见：{finding.message}",
    ]
    at = places(finding)
    for index, (start, end) in enumerate(at[:PLACES]):
        lines.append(f"位置：{_where(finding, text, index)}")
        lines.extend(facts(record, start, end))
        lines.append(shown(text, start, end, NEAR if index else AROUND))
    if len(at) > PLACES:
        lines.append(f"（另有 {len(at) - PLACES} 处）")
    return "\n".join([*lines, "判断：            理由：", ""])


def shown(text: str, start: int, end: int, around: int) -> str:
    """The text around a place; of a long place its begin and its end."""
    inside = text[start:end]
    if len(inside) > 2 * AROUND:
        inside = f"{inside[:AROUND]} …… {inside[-AROUND:]}"
    before, after = text[max(start - around, 0) : start], text[end : end + around]
    return f"{before}⟦{inside}⟧{after}".replace("\v", "\n").replace("\f", "\n")


def _where(finding: FindingRecord, text: str, index: int) -> str:
    if finding.scope != "text" and not index and not finding.excerpt:
        return "全文" if finding.scope == "document" else "页面"
    place = finding.places[index] if finding.places else None
    start = place.start if place else finding.start
    line_ends = [at for at, char in enumerate(text) if char == "\n"]
    paragraph = place.paragraph if place and place.paragraph else bisect.bisect_left(line_ends, start) + 1
    page = f"第 {place.page} 页，" if place and place.page else ""
    return f"{page}第 {paragraph} 段"
