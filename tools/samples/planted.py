"""The planted errors of all samples as a list that tests can read."""

import json
from collections.abc import Sequence

from tools.samples import notice, request, self_examination, unfinished
from tools.samples.blocks import Block, Restyle, Slip

PRESENT = (
    "heading-number-form",
    "heading-number-sequence",
    "heading-number-order",
    "no-placeholder",
    "no-doubled-punctuation",
    "no-halfwidth-punctuation",
    "brackets-balanced",
    "date-form",
    "issue-number-form",
    "title-present",
    "announced-count",
    "body-font",
    "heading-font",
    "first-line-indent",
    "page-margins",
    "line-pitch",
    "page-number-form",
    "no-revisions",
)
"""Rules that exist; errors of other names wait for their rule."""

MARGINS = Slip("page-margins", "", "", "", "页边距为 25.4/31.8 mm，应为上 37、左 28 mm")
HEAD = """\
# The errors planted in the samples, made by build.py. [[error]]: of rules that exist; [[later]]: of rules to come,
# whose names here only say what is wrong. An empty excerpt means the page.
"""


def as_toml() -> str:
    """All errors, in the order of the samples."""
    errors: list[str] = []
    later: list[str] = []
    for file, slips, blocks in _samples():
        for slip in slips:
            entry = _entry(file, slip, blocks)
            (errors if slip.rule in PRESENT else later).append(entry)
    return "\n".join([HEAD, *(f"[[error]]\n{entry}" for entry in errors), *(f"[[later]]\n{entry}" for entry in later)])


def _samples() -> list[tuple[str, Sequence[Slip | Restyle], list[Block]]]:
    return [
        ("通知-有误.docx", (*notice.SLIPS, MARGINS), notice.faulty()),
        ("请示-有误.docx", (*request.SLIPS, MARGINS), request.faulty()),
        ("函-未清稿.docx", unfinished.SLIPS, []),
        *(
            (f"对照检查材料.{suffix}", self_examination.SLIPS, self_examination.faulty())
            for suffix in ("txt", "docx", "pdf")
        ),
    ]


def _entry(file: str, slip: Slip | Restyle, blocks: list[Block]) -> str:
    if isinstance(slip, Slip):
        excerpt = slip.excerpt
    else:
        excerpt = next(block.text for block in blocks if block.text.startswith(slip.start))
    fields = {"file": file, "rule": slip.rule, "excerpt": excerpt, "note": slip.note}
    return "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
