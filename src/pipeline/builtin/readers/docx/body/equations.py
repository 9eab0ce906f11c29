"""What Word shows of an ``EQ`` field, as one line of text (ECMA-376 part 1, 17.16.5.20).

Word makes signs in circles, phonetic guides and joined heads with such fields and stores no result.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

DEEPEST: Final = 32
"""Operands inside each other that are followed."""
COMBINED: Final = 6
"""Characters up to which two raised and lowered stretches are one sign of Word's (合并字符), not two names."""

_COMMAND: Final = re.compile(r"\\([abdfilorsx])(?![a-z])", re.IGNORECASE)
_OPTION: Final = re.compile(
    r"\s*\\(?:(bc|lc|rc|fc|vc)\\?(.)|(al|ac|ar|ad|co|vs|hs|fo|ba|li|su|pr|in|ai|up|di|do|to|bo|le|ri)\s*(?:-?\d+)?)",
    re.IGNORECASE,
)
_FORMAT: Final = re.compile(r"\\\*\s*(?:\"[^\"]*\"?|[^\s\\]+)\s*")
_OPENING: Final = re.compile(r"\s*\(")
_PLAIN: Final = re.compile(r"[^\\(),;]+")
_SIMPLE: Final = re.compile(r"[\w.%√]*")
_LITERAL: Final = frozenset("\\(),;")
_CIRCLES: Final = frozenset("○◯〇⚪⭘🞅🞆🞇")
_SQUARES: Final = frozenset("□☐▢◻⬜🞎🞏🞐")
_SHAPES: Final = _CIRCLES | _SQUARES | frozenset("△◇▽")
_TICKS: Final = dict.fromkeys("√✓✔∨", "☑") | dict.fromkeys("×✗✘✕╳xX", "☒")
_CLOSING: Final = {"(": ")", "[": "]", "{": "}", "<": ">"}
_RAISED: Final = str.maketrans("0123456789n", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ")
_ENCLOSED: Final = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for first, last in ((0x2460, 0x2473), (0x24B6, 0x24EA), (0x3251, 0x325F), (0x3280, 0x32B0), (0x32B1, 0x32BF))
    for code in range(first, last + 1)
}
"""Signs in a circle by what stands in it."""


class Equation(NamedTuple):
    """A stretch of text, and the phonetic guides in it."""

    text: str
    readings: tuple[tuple[int, int, str], ...] = ()
    """(start, end, reading), counted from the start of the text."""
    level: str = ""
    """``up`` or ``do`` where the whole is raised or lowered."""


class _MalformedError(Exception):
    """It is no equation."""


def equation(instruction: str) -> Equation | None:
    """What an ``EQ`` field with these operands shows; ``None`` where Word says that it is in error."""
    parser = _Parser(instruction.strip())
    try:
        found = parser.sequence("", 0)
    except _MalformedError:
        return None
    return found if found.text or instruction.strip() else None


class _Parser:
    """Reads the operands from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def sequence(self, ends: str, depth: int) -> Equation:
        """What stands up to one of the characters ``ends``."""
        if depth > DEEPEST:
            raise _MalformedError
        parts: list[Equation] = []
        while self._at < len(self._text) and (char := self._text[self._at]) not in (ends or "\0"):
            if char == "\\":
                parts.append(self._command(depth))
            elif char == "(":
                self._at += 1
                inner = self.sequence(")", depth + 1)
                self._expect(")")
                parts.append(Equation(f"({inner.text})"))
            else:
                plain = _PLAIN.match(self._text, self._at)
                found = plain.group() if plain else char
                self._at += len(found)
                parts.append(Equation(found))
        return _joined(parts)

    def _command(self, depth: int) -> Equation:
        if self._text[self._at + 1 : self._at + 2] in _LITERAL:
            self._at += 2
            return Equation(self._text[self._at - 1])
        switch = _FORMAT.match(self._text, self._at)
        if switch:
            self._at = switch.end()
            return Equation("")
        command = _COMMAND.match(self._text, self._at)
        if command is None:
            raise _MalformedError
        self._at = command.end()
        options: dict[str, str] = {}
        operands: list[Equation] = []
        while True:
            option = _OPTION.match(self._text, self._at)
            if option:
                options[(option[1] or option[3]).lower()] = option[2] or ""
                self._at = option.end()
                continue
            opening = _OPENING.match(self._text, self._at)
            if opening is None or (operands and command[1] not in "sS"):
                break
            self._at = opening.end() - 1
            operands += self._operands(depth)
        if not operands:
            raise _MalformedError
        return _shown(command[1].lower(), options, operands)

    def _operands(self, depth: int) -> list[Equation]:
        """Those between brackets, which semicolons part where no comma does."""
        separator = "," if self._has_comma() else ";"
        self._at += 1
        found = [self.sequence(f"{separator})", depth + 1)]
        while self._text[self._at : self._at + 1] == separator:
            self._at += 1
            found.append(self.sequence(f"{separator})", depth + 1))
        self._expect(")")
        return [one._replace(text=one.text.strip()) if not one.readings else one for one in found]

    def _has_comma(self) -> bool:
        """Whether a comma parts operands between the brackets that open here."""
        depth, at = 0, self._at
        while at < len(self._text):
            char = self._text[at]
            if char == "\\":
                at += 1
            elif char == "(":
                depth += 1
            elif char == ")":
                depth -= 1
                if not depth:
                    return False
            elif char == "," and depth == 1:
                return True
            at += 1
        return False

    def _expect(self, char: str) -> None:
        if self._text[self._at : self._at + 1] != char:
            raise _MalformedError
        self._at += 1


def _joined(parts: Sequence[Equation]) -> Equation:
    """Parts side by side."""
    told = [part for part in parts if part.text]
    if len(told) == 1:
        return told[0]
    text, readings = "", []
    for part in told:
        readings += [(start + len(text), end + len(text), reading) for start, end, reading in part.readings]
        text += part.text
    return Equation(text, tuple(readings))


def _shown(command: str, options: dict[str, str], operands: list[Equation]) -> Equation:
    """One command with its operands."""
    texts = [operand.text for operand in operands]
    if command == "o":
        return _overstruck(operands)
    if command == "s":
        return Equation("".join(texts), level="".join([level for level in ("up", "do") if level in options]))
    if command == "a":
        return Equation(" ".join(filter(None, texts)))
    if command == "b":
        both = options.get("bc") or ("" if options else "(")
        left, right = options.get("lc", both), options.get("rc", _CLOSING.get(both, both))
        return Equation(f"{left}{''.join(texts)}{right}")
    if command == "f":
        return Equation("/".join([text if _SIMPLE.fullmatch(text) else f"({text})" for text in texts]))
    if command == "r":
        root = texts[-1] if _SIMPLE.fullmatch(texts[-1]) else f"({texts[-1]})"
        return Equation(f"{''.join(texts[:-1]).translate(_RAISED)}√{root}")
    if command == "i":
        sign = options.get("fc") or options.get("vc") or ("∑" if "su" in options else "∏" if "pr" in options else "∫")
        bounds = f"({','.join(texts[:2])})" if len(texts) > 1 and any(texts[:2]) else ""
        return Equation(f"{sign}{bounds}{''.join(texts[2:] if len(texts) > 1 else texts)}")
    return Equation(",".join(texts) if command == "l" else "".join(texts))


def _overstruck(operands: list[Equation]) -> Equation:
    """Operands drawn over each other: a sign in a circle or box, a phonetic guide, two lines, or simply signs."""
    told = [one for one in operands if one.text]
    shapes = [one.text for one in told if one.text in _SHAPES]
    if shapes and len(told) == len(shapes) + 1:
        signs = _ENCLOSED if shapes[0] in _CIRCLES else _TICKS if shapes[0] in _SQUARES else {}
        inner = next(one.text for one in told if one.text not in _SHAPES)
        sign = signs.get(unicodedata.normalize("NFKC", inner)) if len(shapes) == 1 else None
        return Equation(sign) if sign else _joined(told)
    raised = [one for one in told if one.level == "up"]
    level = [one for one in told if not one.level]
    if len(raised) == len(level) == 1 == len(told) - 1:
        return Equation(level[0].text, ((0, len(level[0].text), raised[0].text),))
    apart = all(one.level for one in told) and sum(len(one.text) for one in told) > COMBINED
    return Equation(" ".join([one.text for one in told])) if apart else _joined(told)
