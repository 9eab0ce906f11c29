"""What Word shows of a field that has no stored result: it makes such text itself each time."""

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from pipeline.builtin.gongwen.symbols import symbol
from pipeline.builtin.readers.docx.body.equations import equation
from pipeline.builtin.readers.docx.body.field_numbers import Around, FieldNumbers
from pipeline.builtin.readers.docx.body.fields import FORMULA, Field
from pipeline.builtin.readers.docx.package.ooxml import VALUE, W, child_value, has, on, whole

_NOTHING: Final = frozenset(
    ("XE", "TC", "TA", "RD", "PRIVATE", "SET", "ASK", "FILLIN", "ADVANCE", "PRINT", "NEXT", "NEXTIF", "SKIPIF", "PAGE")
)
"""Fields that show nothing where they stand, and the number of the page, which has a mark of its own."""
_COUNTS: Final = frozenset(("TOC", "TOA", "INDEX", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "SEQ", "FILENAME"))
_DATES: Final = frozenset(("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE"))
_NEVER_EMPTY: Final = _COUNTS | _DATES | {FORMULA}
"""Fields of which an empty result only means that no program has made it yet."""
_SYMBOL: Final = re.compile(r"\s*(0x[0-9a-f]+|[0-9]+|\S)", re.IGNORECASE)
_FONT: Final = re.compile(r'\\f\s*(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_UNICODE: Final = re.compile(r"\\u\b", re.IGNORECASE)
_OPERAND: Final = re.compile(r"\s*(?:\"([^\"]*)\"|([^\s\\]+))")
_HIGHEST_BYTE: Final = 0xFF


class Shown(NamedTuple):
    """What a field shows."""

    text: str
    readings: tuple[tuple[int, int, str], ...] = ()
    """Phonetic guides: (start, end, reading)."""
    prompt: bool = False
    """Whether it only says what to put in its place."""


def shown(field: Field, numbers: FieldNumbers, around: Around) -> Shown | None:
    """What Word shows of a field that has shown nothing so far; ``None`` where that is not known."""
    name, operands = field.name, field.operands
    compute = _COMPUTED.get(name)
    if compute is not None:
        return compute(field)
    if name == "LISTNUM":
        text = numbers.listed(operands, around)
        return None if text is None else Shown(text)
    if name in ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT"):
        return Shown(numbers.automatic(name, operands, around))
    if not name or name in _NOTHING or (field.start is not None and name not in _NEVER_EMPTY):
        return Shown("")
    return None


def _equation(field: Field) -> Shown | None:
    found = equation(field.operands)
    return None if found is None else Shown(found.text, found.readings)


def _symbol(field: Field) -> Shown | None:
    """SYMBOL (17.16.5.61): a character by its number, in the code page of Windows unless a switch says Unicode."""
    code = _SYMBOL.match(field.operands)
    if code is None:
        return None
    told = code[1].lower()
    point = (
        int(told, 16) if told.startswith("0x") else int(told) if told.isdecimal() and told.isascii() else ord(code[1])
    )
    font = _FONT.search(field.operands)
    if font is not None and (sign := symbol(font[1] or font[2], f"{point:x}")) != chr_of(point):
        return Shown(sign)
    if point <= _HIGHEST_BYTE and not _UNICODE.search(field.operands):
        text = bytes([point]).decode("cp1252", "replace")
    else:
        text = chr_of(point)
    return Shown(text) if text.isprintable() and text else None


def chr_of(point: int) -> str:
    """The character with that number, if there is one."""
    return chr(point) if point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else ""


def _check_box(field: Field) -> Shown:
    box = _form(field, "checkBox")
    state = None if box is None else box.find(W + "checked")
    if state is None:
        return Shown("☑" if has(box, "default") else "☐")
    return Shown("☑" if on(state.get(VALUE)) else "☐")


def _drop_down(field: Field) -> Shown:
    listed = _form(field, "ddList")
    if listed is None:
        return Shown("")
    entries = [entry.get(VALUE, "") for entry in listed.iterfind(W + "listEntry")]
    chosen = whole(child_value(listed, "result") or child_value(listed, "default"), 0)
    return Shown(entries[chosen] if chosen < len(entries) else "")


def _text_field(field: Field) -> Shown:
    """The text that a form begins with; a stored result counts before it, an empty one too."""
    return Shown("" if field.start is not None else child_value(_form(field, "textInput"), "default") or "")


def _button(field: Field) -> Shown:
    """MACROBUTTON and GOTOBUTTON show what stands behind the name of the macro or bookmark."""
    words = field.operands.split(maxsplit=1)
    return Shown(words[1].strip() if len(words) > 1 else "", prompt=field.name == "MACROBUTTON")


def _merge_field(field: Field) -> Shown:
    """The name of the column, as Word shows it before letters are merged."""
    operand = _OPERAND.match(field.operands)
    name = (operand[1] or operand[2] or "").strip() if operand else ""
    return Shown(f"«{name}»" if name and field.start is None else "")


def _form(field: Field, kind: str) -> Any:
    return None if field.data is None else field.data.find(f"{W}ffData/{W}{kind}")


_COMPUTED: Final[dict[str, Callable[[Field], Shown | None]]] = {
    "EQ": _equation,
    "SYMBOL": _symbol,
    "FORMCHECKBOX": _check_box,
    "FORMDROPDOWN": _drop_down,
    "FORMTEXT": _text_field,
    "MACROBUTTON": _button,
    "GOTOBUTTON": _button,
    "MERGEFIELD": _merge_field,
}
