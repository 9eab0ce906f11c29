"""Stretches whose characters are not prose: addresses, numbers of documents, dates, formulas, quotations."""

import re
from collections.abc import Iterator

from pipeline.builtin.gongwen.dates import CENTURIES
from pipeline.builtin.gongwen.document_numbers import YEAR_CLOSE, YEAR_OPEN
from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.gongwen.numerals import DAY_NUMERAL, YEAR_DIGITS
from pipeline.builtin.gongwen.placeholders import CROSSES, STARS
from pipeline.contract.parts import Splitter
from pipeline.model.document import Document, Mark
from pipeline.model.text import Span

_WEB = re.compile(
    r"(?:https?|ftp)://[^\s\u3000-\u9fff\uff00-\uffef“”‘’<>\"]{1,2000}+|www\.[A-Za-z0-9][A-Za-z0-9./?=&%_~#:-]{1,500}+",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9-]{1,63}+(?:\.[A-Za-z0-9-]{1,63}+){1,8}")
_EXTENSION = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|txt|md|csv|zip|rar|7z|jpe?g|png|tiff?|html?|json|xml|exe|py)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_NOT_IN_A_NAME = frozenset(" \t\n\v\u3000\xa0，。；：、！？“”‘’《》（）()[]【】<>\"'/\\|*?:,;")
_LONGEST_NAME = 60

_YEAR = f"{CENTURIES}[0-9]{{2}}"
_DOCUMENT_YEAR = re.compile(
    rf"{YEAR_OPEN}(?:{_YEAR}|[{CROSSES}{STARS}]{{2,4}}){YEAR_CLOSE}[{HAN_RANGES}]{{0,4}}第?"
    rf"[ ]?[0-9{CROSSES}{STARS}]{{1,6}}+[ ]?号(?!楼|线|机|院)"
)
_ISSUER_END = re.compile(rf"[{HAN_RANGES}A-Z]{{1,14}}\Z")
_NOT_ISSUER = re.compile(
    r".*(?:根据|按照|依据|关于|印发|转发|批转|执行|落实|参照|符合|违反|详见|规定|通知|办法|意见|以及|之|的|和|及|与|由|见|按|据|以|在|对|是|为)"
)
_STANDARD = re.compile(
    r"(?<![A-Za-z])(?:GB|GBZ|GJB|DB|JJG|JJF|YD|GA|MZ|DA|JR|HJ|CJJ|JGJ|SL|NY|WS|TB|JT|QX|DL|HG|SJ|ISO|IEC|IEEE|RFC|EN|T|Q)"
    r"[0-9]{0,4}+(?:/(?:T|Z|IEC|[A-Z]{1,8}))?[ ]?[0-9]{2,6}+(?:[.:][0-9]{1,4}+){0,3}(?:[-—–:][0-9]{4}(?![0-9]))?"
)
_CLOCK = r"[0-2]?[0-9][:：][0-5][0-9](?:[:：][0-5][0-9])?"
_ONE_DATE = (
    rf"(?:{_YEAR}[ ]?年(?:[ ]?[01]?[0-9][ ]?月(?:份|[ ]?[0-3]?[0-9][ ]?[日号])?)?"
    rf"|{_YEAR}[-/.．][01]?[0-9](?:[-/.．][0-3]?[0-9])(?![0-9])"
    rf"|[01]?[0-9][ ]?月[ ]?[0-3]?[0-9][ ]?[日号]|{_CLOCK}(?![0-9]))"
)
_TO = "[ ]?(?:[-—–～~]{1,2}|至|到)[ ]?"
_DATE = re.compile(
    rf"(?<![0-9.])(?:(?:{_YEAR}|[01]?[0-9]月(?:[0-3]?[0-9]日)?|[0-3]?[0-9]日){_TO})?"
    rf"{_ONE_DATE}(?:(?:{_TO}|[ ]){_ONE_DATE}){{0,3}}"
    rf"|(?<![0-9.]){_YEAR}{_TO}{_YEAR}(?![0-9])"
    rf"|[{YEAR_DIGITS}]{{4}}年(?:[{DAY_NUMERAL}]{{1,3}}月(?:[{DAY_NUMERAL}]{{1,3}}[日号])?)?"
)
_PHONE = re.compile(
    r"(?<![0-9-])(?:(?:\+?86[- ]?)?1[3-9][0-9]{9}|[（(]0[0-9]{2,3}[）)][ ]?[0-9]{7,8}"
    r"|0[0-9]{2,3}[-－— ][0-9]{7,8}(?:[-－—转][0-9]{1,6})?"
    r"|[48]00-?[0-9]{3}-?[0-9]{4}|0[0-9]{9,11})(?![0-9])"
)
_LABELLED_PHONE = re.compile(
    r"(?:电话|传真|手机|热线|分机)[^0-9\n]{0,6}(?P<n>[0-9]{5,12}(?:[-－—转][0-9]{1,6})?)(?![0-9])"
)
_AMOUNT = re.compile(r"(?<![0-9A-Za-z.])[vV]?[0-9]++(?:[.,:：/][0-9]++)+%?")
_TERM = r"[A-Za-z0-9.%_αβγδεθλμπσφωΔΣΩ]{1,40}+"
_FORMULA = re.compile(rf"(?<![A-Za-z0-9.%_])[(（]?{_TERM}(?:[ ]?[=＝+＋×÷*^<>≤≥≈±√/-][ ]?[(（]?{_TERM}[)）]?){{1,40}}+")
_OPERATOR = re.compile("[=＝+＋×÷*^<>≤≥≈±]")
_QUOTES = re.compile("[“”《》\n]")


class Protected(Splitter, frozen=True):
    """Marks what rules about prose must leave alone.

    ``url``, ``filename``, ``standard``, ``cited-number`` (文号, the document's own included),
    ``phone``, ``time`` (dates, times, ranges of them) and ``formula`` (sums, ratios, versions,
    decimals) never overlap each other. ``quotation`` is what stands between “ ” and 《 》,
    these included, nested ones too (value: the opening mark); one that does not end within
    its paragraph is none.
    """

    def split(self, document: Document) -> Document:
        """The document with these marks."""
        text = document.text
        taken = bytearray(len(text))
        marks: list[Mark] = []
        for name, spans in (
            ("url", _addresses(text)),
            ("filename", _filenames(text)),
            ("standard", _plain(_STANDARD, text)),
            ("cited-number", _document_numbers(text)),
            ("phone", _phones(text)),
            ("time", _plain(_DATE, text)),
            ("formula", _formulas(text)),
        ):
            for start, end in spans:
                if start < end and taken.find(1, start, end) < 0:
                    taken[start:end] = b"\x01" * (end - start)
                    marks.append(Mark(Span(start, end), name))
        marks += _quotations(text)
        return document.grown(marks=marks)


_Spans = Iterator[tuple[int, int]]


def _plain(pattern: re.Pattern[str], text: str) -> _Spans:
    return (match.span() for match in pattern.finditer(text))


def _addresses(text: str) -> _Spans:
    for match in _WEB.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip(".,;:!?)]}'"))
    if "@" in text:
        yield from _plain(_MAIL, text)


def _filenames(text: str) -> _Spans:
    for match in _EXTENSION.finditer(text):
        start = end = match.start()
        if end and text[end - 1] in ")）":
            opened = max(text.rfind(char, max(0, end - 22), end) for char in "(（")
            start = end if opened < 0 else opened
        first = max(0, start - _LONGEST_NAME)
        while start > first and text[start - 1] not in _NOT_IN_A_NAME:
            start -= 1
        if start < end:
            yield start, match.end()


def _document_numbers(text: str) -> _Spans:
    for match in _DOCUMENT_YEAR.finditer(text):
        issuer = _ISSUER_END.search(text[max(0, match.start() - 14) : match.start()])
        before = issuer.group() if issuer else ""
        before = before[word.end() :] if (word := _NOT_ISSUER.match(before)) else before
        yield match.start() - len(before), match.end()


def _phones(text: str) -> _Spans:
    yield from _plain(_PHONE, text)
    yield from (match.span("n") for match in _LABELLED_PHONE.finditer(text))


def _formulas(text: str) -> _Spans:
    for match in _FORMULA.finditer(text):
        if _OPERATOR.search(match.group()):
            yield match.span()
    yield from _plain(_AMOUNT, text)


def _quotations(text: str) -> list[Mark]:
    found: list[Mark] = []
    opened: list[int] = []
    for match in _QUOTES.finditer(text):
        char, at = match.group(), match.start()
        if char == "\n":
            opened.clear()
        elif char in "“《":
            opened.append(at)
        else:
            start = "“" if char == "”" else "《"
            while opened and text[opened[-1]] != start:
                opened.pop()
            if opened:
                found.append(Mark(Span(opened.pop(), at + 1), "quotation", start))
    return found
