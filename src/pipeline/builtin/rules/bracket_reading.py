"""The marks of one paragraph that come in pairs: what closes what, and what is left over."""

import re
from collections.abc import Container

import msgspec

from pipeline.builtin.gongwen.numerals import CIRCLED, DIGIT, ONE_TO_TEN
from pipeline.builtin.gongwen.punctuation import PAIRS
from pipeline.model.document import BLANK
from pipeline.model.text import Span

PARTNERS = {opener: closer for opener, closer in PAIRS.items() if opener not in "「『"}
"""Without the quotation marks of vertical text, which stand alone as ornaments."""
OPENERS = {closer: opener for opener, closer in PARTNERS.items()}
_KINDS = {"(": "（", "[": "〔", "［": "〔", "【": "〔"}
"""Openers that people mix with one another, by the one that stands for all of the kind."""
_SIGN = re.compile("[" + re.escape("".join((*PARTNERS, *OPENERS))) + "]")
_NUMBERED = re.compile(
    rf"(?:^|[\s，。；：、,;:.“])(?:[A-Z]{{0,2}}[{DIGIT}]{{1,3}}|[A-Za-zａ-ｚＡ-Ｚ]|[{ONE_TO_TEN}]{{1,3}}|[ivx]{{1,4}}|[{CIRCLED}])\s?\Z"
    rf"|{BLANK}\s?\Z"
)
"""What stands before a ） that closes nothing: the number of an entry, ``1）``, which may have been blanked."""
_LONGEST_NUMBER = 6
_LABEL = re.compile(rf"([A-Z]{{0,2}}[{DIGIT}]{{1,3}}|(?<![A-Za-z])[a-z]|(?<![{ONE_TO_TEN}])[{ONE_TO_TEN}])\s?\Z")
"""What such a number may be in the middle of a sentence: 方法1）…和2）…, 见问题Q6）."""
_DIGITS = "0123456789０１２３４５６７８９"
_ARROW = re.compile(r"(?:[-=－＝]|[—–]{2,})\s?\Z")
_INCHES = re.compile(r"[0-9０-９]\s?\Z")
_FACE = re.compile("[:：;；]-?\\Z")
"""The eyes of a face, ``：）``, which stands at the end of a line or a sentence."""
_CODE = re.compile("[-A-Za-z=*#/_]")
"""Beside an apostrophe, a prime or a quotation mark of a program."""
_END = re.compile(r"[。！？…\s）)”’]*")


class Opened(msgspec.Struct, frozen=True):
    """An opening mark. ``paragraph``: index of its paragraph; ``first``: whether it begins it."""

    at: int
    sign: str
    paragraph: int
    first: bool


class Reading:
    """The marks of one paragraph: what pairs, and what does not.

    ``labels`` are the numbers of entries, ``Q6``, that begin paragraphs of the document; they may be spoken of, and
    go on in the middle of a paragraph.
    """

    def __init__(self, text: str, span: Span, index: int, labels: Container[str] = ()) -> None:
        self.left: list[Opened] = []
        """Opened here and not closed here."""
        self.loose: list[int] = []
        """Closed here and not opened here."""
        self.crossed: list[tuple[Opened, int]] = []
        self.mixed: list[tuple[Opened, int]] = []
        self.quoted_to_the_end = False
        """Whether one quotation begins and ends the paragraph."""
        self._text = text
        self._open: dict[str, int] = {}
        self._passed: dict[str, list[Opened]] = {}
        start = span.start + len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip())
        entries, numbers = 0, []
        for match in _SIGN.finditer(text, span.start, span.end):
            at, sign = match.start(), match.group()
            if sign in PARTNERS:
                self.left.append(Opened(at, sign, index, first=at == start))
                self._open[kind_of(sign)] = self._open.get(kind_of(sign), 0) + 1
                continue
            near = text[max(span.start, at - _LONGEST_NUMBER) : at]
            entry = sign in "）)" and _NUMBERED.search(near) is not None
            if self._close(sign, at):
                entries += entry
                opener = self._last
                whole = opener.first and sign == "”" and _END.fullmatch(text, at, span.end)
                self.quoted_to_the_end = self.quoted_to_the_end or bool(whole)
            elif sign in "）)" and (entry or entries):
                numbers.append(near)
                entries -= not entry
            elif not self._is_none(sign, at, near):
                self.loose.append(at)
        self.left = sorted((*self.left, *(one for passed in self._passed.values() for one in passed)), key=_place)
        self._take_out_numbers(numbers, labels)

    def _close(self, sign: str, at: int) -> bool:
        """Whether something was open that ``sign`` closes."""
        kind = kind_of(OPENERS[sign])
        if self._open.get(kind):
            while kind_of(self.left[-1].sign) != kind:
                passed = self.left.pop()
                self._open[kind_of(passed.sign)] -= 1
                self._passed.setdefault(kind_of(passed.sign), []).append(passed)
            self._last = self.left.pop()
            self._open[kind] -= 1
            if PARTNERS[self._last.sign] != sign:
                self.mixed.append((self._last, at))
        elif self._passed.get(kind):
            self._last = self._passed[kind].pop()
            self.crossed.append((self._last, at))
        else:
            return False
        return True

    def _is_none(self, sign: str, at: int, near: str) -> bool:
        """Whether a closing mark is none: a prime or an apostrophe, inches, a face, the head of an arrow."""
        if sign == "’":
            return any(map(_CODE.match, (near[-1:], self._text[at + 1 : at + 2])))
        if sign == "”":
            return _INCHES.search(near) is not None
        if sign in "）)" and _FACE.search(near):
            return not self._text[at + 1 : at + 2].strip(" \n。！～~")
        return sign == "》" and _ARROW.search(near) is not None

    def _take_out_numbers(self, numbers: list[str], labels: Container[str]) -> None:
        """Take out brackets of numbers that count with others of the paragraph, or are spoken of: 见问题Q6）."""
        told = {at: _label(self._text[max(0, at - _LONGEST_NUMBER) : at]) for at in self.loose}
        known = {_label(near) for near in numbers} | set(told.values())

        def counts(label: str) -> bool:
            return label in labels or any(one in known or one in labels for one in _neighbours(label))

        self.loose = [at for at, label in told.items() if self._text[at] not in "）)" or not label or not counts(label)]


def labels_of(lines: list[str]) -> frozenset[str]:
    """The numbers with one bracket, ``Q6）``, that begin lines."""
    found = (re.match(rf"\s*([A-Z]{{0,2}}[{DIGIT}]{{1,3}}|[a-z])\s?[)）]", line) for line in lines)
    return frozenset(match[1] for match in found if match is not None)


def kind_of(opener: str) -> str:
    """The opener that stands for all that people mix with this one."""
    return _KINDS.get(opener, opener)


def _label(near: str) -> str:
    found = _LABEL.search(near)
    return found[1] if found else ""


def _neighbours(label: str) -> tuple[str, ...]:
    """The numbers before and behind ``label``."""
    head, last = label.rstrip(_DIGITS), label[len(label.rstrip(_DIGITS)) :]
    if last:
        return f"{head}{int(last) - 1}", f"{head}{int(last) + 1}"
    if label in ONE_TO_TEN:
        at = ONE_TO_TEN.index(label)
        return tuple(ONE_TO_TEN[max(0, at - 1) : at] + ONE_TO_TEN[at + 1 : at + 2])
    return chr(ord(label) - 1), chr(ord(label) + 1)


def _place(opened: Opened) -> int:
    return opened.at
