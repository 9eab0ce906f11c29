"""附件说明 below the text, and the labels on top of attachments (GB/T 9704-2012, 7.3.4, 7.3.7)."""

import re
from collections.abc import Iterable

from pipeline.builtin.gongwen.blanks import BLANK, GAP
from pipeline.builtin.gongwen.copies import COPY_TO
from pipeline.builtin.gongwen.dates import DATE, ENDS_IN_DATE, IMPRINT
from pipeline.builtin.gongwen.numerals import DIGIT, ONE_TO_TEN
from pipeline.builtin.structure.blocks import Block, Roles
from pipeline.builtin.structure.numbering import Form, Number, readings

_LABEL = re.compile(
    rf"(?P<label>(?P<kind>附{GAP}件|附{GAP}录|附{GAP}表|附(?=[:：])){GAP}(?P<n>[{DIGIT}]{{1,3}}|[{ONE_TO_TEN}]{{1,3}}|[A-Z])?"
    rf"|(?i:(?P<latin>appendix|annex|attachment)[ \t]+(?P<m>\d{{1,2}}|[A-Z]))\b)"
    rf"(?P<tail>{GAP}[（(](?:可选|略|另附|续)[）)])?(?P<gap>{GAP}[:：.]?{BLANK}*)(?P<rest>.*)",
    re.DOTALL,
)
_NEAR = 12
_LONGEST_ENTRY = 100
"""Characters of a name in a list of attachments."""


def read(roles: Roles) -> list[int]:
    """Give the roles of 附件说明 and of the labels; the indices of the labels."""
    labels: list[int] = []
    closed = False
    first = next((i for i in range(len(roles.blocks)) if roles.free(i)), -1)
    for index, block in enumerate(roles.blocks):
        if not roles.free(index):
            continue
        if block.short and index > first + 5 and (DATE.fullmatch(block.text) or ENDS_IN_DATE.fullmatch(block.text)):
            closed = True
        match = _LABEL.match(block.text) if block.text[0] in "附AaＡ" else None
        if match is None or not _stands_alone(match):
            continue
        if index != first and _is_note(roles, index, match, closed=closed, labelled=bool(labels)):
            _give_note(roles, index, match)
            continue
        if match["kind"] == "附" and match["rest"]:
            continue
        labels.append(index)
        if match["rest"]:
            roles.share(index, ("attachment", match.start("rest"), ""), ("attachment-title", len(block.text), ""))
        else:
            roles.give(index, "attachment")
    return labels


def number_of(text: str) -> tuple[str, str]:
    """The number of an attachment (``附件2``) and the title behind it on the same line, if any."""
    match = _LABEL.match(text)
    assert match is not None
    label = match["label"] if match["latin"] else "".join(match["label"].split())
    return label.strip(), match["rest"].strip()


def _stands_alone(match: re.Match[str]) -> bool:
    rest, gap = match["rest"], match["gap"]
    if not rest:
        return True
    if match["kind"] is None or match["kind"][-1] != "件":
        return bool(gap) and len(rest) <= 60 and rest[-1] not in "。；，：;,." and "。" not in rest
    return bool(gap.strip()) or (bool(gap) and len(rest) <= 80 and "。" not in rest)


def _is_note(roles: Roles, index: int, match: re.Match[str], *, closed: bool, labelled: bool) -> bool:
    if match["kind"] == "附" and match["rest"]:
        return not labelled and len(match["rest"]) <= 80 and _date_follows(roles, index)
    if labelled or (match["kind"] or "")[-1:] != "件":
        return False
    colon = any(char in "：:" for char in match["gap"])
    if not match["rest"]:
        following = _next(roles, index)
        number = roles.blocks[following].number if following is not None else None
        return colon and (_date_follows(roles, index) or (number is not None and number.form == "1." and not closed))
    if _date_follows(roles, index):
        return True
    return colon and (not closed or _ends_here(roles, index))


def _next(roles: Roles, index: int) -> int | None:
    return next((i for i in range(index + 1, min(index + _NEAR, len(roles.blocks))) if roles.free(i)), None)


def _date_follows(roles: Roles, index: int) -> bool:
    for i in range(index + 1, min(index + 1 + _NEAR, len(roles.blocks))):
        block = roles.blocks[i]
        if len(block.text) > 80 or block.container != "body":
            return False
        if DATE.fullmatch(block.text) or ENDS_IN_DATE.fullmatch(block.text):
            return True
    return False


def _ends_here(roles: Roles, index: int) -> bool:
    """Whether nothing follows but more of the list and the 版记."""
    for block in roles.blocks[index + 1 : index + 1 + _NEAR]:
        if block.container != "body" or COPY_TO.match(block.text):
            return True
        if (
            block.number is None
            and _LABEL.match(block.text) is None
            and not (block.short and IMPRINT.fullmatch(block.text))
        ):
            return False
    return True


def _give_note(roles: Roles, index: int, match: re.Match[str]) -> None:
    roles.give(index, "attachment-note")
    first = next((number for number in readings(match["rest"]) if number.ordinal == 1), None)
    forms: tuple[Form, ...] = (first.form,) if first else ("1.", "（1）")
    expected, at = 2 if first else 1, index + 1
    while (entry := _entry(roles, at, forms, expected)) is not None:
        for i in range(at, entry + 1):
            roles.give(i, "attachment-note")
        expected, at = expected + 1, entry + 1


def _entry(roles: Roles, at: int, forms: tuple[Form, ...], expected: int) -> int | None:
    """The block that names attachment ``expected``: the one ``at``, or the next if the name before has two lines."""
    for i, block in enumerate(roles.blocks[at : at + 2], at):
        if not roles.free(i) or len(block.text) > _LONGEST_ENTRY or "。" in block.text[:-1]:
            return None
        if any(number.form in forms and number.ordinal == expected for number in _readings(block)):
            return i
        if block.number is not None or expected == 1 or block.text[-1] in "。：" or DATE.fullmatch(block.text):
            return None
    return None


def _readings(block: Block) -> Iterable[Number]:
    return (block.number,) if block.number is not None else readings(block.text)
