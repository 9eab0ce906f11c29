"""Enumerations inside paragraphs: 一是…二是…, 其一…其二…, 第一，…第二，…, 首先…其次…最后…, （一）…（二）…, 1.…2.…"""

import re
from collections.abc import Iterable

import msgspec

from pipeline.builtin.gongwen.numerals import CIRCLED, ONE_TO_TEN, value
from pipeline.model.document import Item
from pipeline.model.text import Span

_N = f"[{ONE_TO_TEN}]{{1,3}}"
_FAMILIES = re.compile(
    rf"(?:(?<=[。；：，、！？;:,（(\s“”])|\A)(?:"
    rf"(?P<shi>(?P<a>{_N})是)|(?P<yao>(?P<b>{_N})要)|(?P<qi>其(?P<c>{_N}))|(?P<di>第(?P<d>{_N})(?=[，,、：:是]))"
    rf"|(?P<order>首先|其次|再次|最后)|(?P<han>（(?P<e>{_N})）)|(?P<circle>[{CIRCLED}])"
    r"|[（(](?P<bracket>[1-9][0-9]?)[）)]|(?P<point>[1-9][0-9]?)[.．、](?![0-9]))"
)
_ORDER = {"首先": 1, "其次": 2, "再次": 3, "最后": 9}


class _Found(msgspec.Struct, frozen=True):
    family: str
    ordinal: int
    raw: str
    start: int
    paragraph_end: int


def inline(text: str, spans: Iterable[Span]) -> list[Item]:
    """The entries of enumerations in these stretches of ``text``, which are one section's paragraphs.

    At least the first and the next one must be there; numbers may be skipped, never fall.
    """
    found: list[_Found] = []
    for span in spans:
        stretch = text[span.start : span.end]
        for match in _FAMILIES.finditer(stretch):
            numeral = next((match[name] for name in (*"abcde", "bracket", "point") if match[name]), "")
            raw = match.group()
            ordinal = value(numeral) if numeral else _ORDER.get(raw) or ord(raw) - ord("①") + 1
            found.append(_Found(_family(match), ordinal, raw, span.start + match.start(), span.end))
    return sorted((item for run in _runs(found) for item in _items(run)), key=lambda item: item.span)


def _family(match: re.Match[str]) -> str:
    return next(
        name for name in ("shi", "yao", "qi", "di", "order", "han", "circle", "bracket", "point") if match[name]
    )


def _runs(found: list[_Found]) -> list[list[_Found]]:
    done: list[list[_Found]] = []
    current: dict[str, list[_Found]] = {}
    for one in found:
        run = current.get(one.family)
        if run and run[-1].ordinal < one.ordinal <= run[-1].ordinal + (9 if one.family == "order" else 2):
            run.append(one)
        elif one.ordinal == 1:
            current[one.family] = [one]
            done.append(current[one.family])
    return [run for run in done if len(run) > 1]


def _items(run: list[_Found]) -> list[Item]:
    ends = [following.start for following in run[1:]] + [run[-1].paragraph_end]
    return [Item(one.raw, Span(one.start, min(one.paragraph_end, end))) for one, end in zip(run, ends, strict=True)]
