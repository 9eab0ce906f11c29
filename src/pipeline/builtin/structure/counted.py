"""Which number each line begins with, judged by the count around it.

A line alone often allows several readings (:mod:`.numbering`). The one that counts on from the lines above is taken:

- ``1.18周岁以下`` ``2.3家企业`` ``3.5个工作日``: as decimals they follow nothing, as entries they are 1, 2, 3;
- ``1、校园安全`` ``2、5G基站`` ``3、消防``: 2 is what the count waits for;
- ``1.1目的`` ``1.2范围`` ``2.1接口``: decimals that count, so they are no entries 1, 1, 2;
- ``8. 询问`` ``8. 1 地点`` ``8. 2 时间``: 8 stands already, 8.1 is the first below it;
- ``第一条为了规范…`` ``第二条本办法…``: articles, as 2 follows 1;
- ``11.5.14.1 通则`` ``11.5.14.2 中所列…`` ``11.5.14.2 强度``: the second line mentions what the third one numbers;
- ``第一百三十三条`` ``之一　有下列情形…``: the article 133.1, and no second article 133;
- ``…金额为`` ``2.5万元的项目``: a line that was broken in the middle of a sentence begins with no number in doubt.
- ``…不少于`` ``2. 5升的…`` ``2. 加水``: an amount with a blank in it, since the entry 2 is yet to come;
- ``H. …`` ``I. …`` ``J. …``: the letter, and no Roman numeral.

That a number is one is never in doubt where the editor wrote it.
"""

import re
from collections.abc import Iterable, Sequence

import msgspec

from pipeline.builtin.gongwen.blanks import BLANK
from pipeline.builtin.gongwen.numerals import ONE_TO_TEN
from pipeline.builtin.gongwen.sentences import LINE_ENDS
from pipeline.builtin.structure import figures
from pipeline.builtin.structure.automatic import NONE, Automatic, readings
from pipeline.builtin.structure.numbering import CHAPTERS, Form, Number, in_doubt, mentioned, number_at

_Key = tuple[Form, tuple[int, ...]]
_PARENTS: tuple[Form, ...] = ("1.", "1", "一、", *CHAPTERS)
"""What a number such as 3.1 may stand below, when it says 3."""
_LETTERS: tuple[Form, ...] = ("A.", "a.")
_BROKEN = 30
"""Characters of a line from which on one without an end mark was broken; typed lines are broken at 35 to 40."""
_LONGEST_CAPTION = 30
_SUB_ARTICLE = re.compile(rf"之[{ONE_TO_TEN}]{{1,3}}(?={BLANK}|\Z)")


class Line(msgspec.Struct, frozen=True):
    """A line of the text, without white space at its ends."""

    text: str
    automatic: Automatic = NONE
    """What the editor wrote in front of it, if anything; it is part of ``text``."""


class _Candidate(msgspec.Struct):
    """A reading of a line."""

    number: Number
    doubtful: bool
    mention: bool = False
    """Whether it goes on as a mention does."""
    following: int | None = None
    """The next number of its kind, whether in doubt or not; one that goes on as a mention does is left out."""
    next_mentioned: int | None = None
    """The next number of its kind, such mentions included."""
    sure_following: int | None = None
    """The next one beyond doubt, before numbering begins anew."""

    @property
    def key(self) -> _Key:
        """What it counts with: its form, and the numbers it stands below."""
        return self.number.form, self.number.ordinals[:-1]


def numbers(lines: Sequence[Line]) -> list[Number | None]:
    """The number of each line; ``None`` where it begins with none. Takes time in proportion to the lines."""
    candidates = [_candidates(line) for line in lines]
    _link(candidates)
    count = _Count((one.key, one.number.ordinal) for found in candidates for one in found if not one.doubtful)
    chosen: list[Number | None] = []
    above, open_above = "", False
    for line, found in zip(lines, candidates, strict=True):
        number = count.chosen(line.text, found, broken=_broken(above), open_above=open_above)
        chosen.append(number)
        open_above = above != "" and _open(line.text, number)
        above = line.text
    return [_with_its_end(number, lines[at : at + 2]) for at, number in enumerate(chosen)]


def _with_its_end(number: Number | None, lines: Sequence[Line]) -> Number | None:
    """``第一百三十三条`` on a line of its own, with the ``之一`` that begins the next line."""
    if number is None or number.form != "条" or len(lines) == 1 or lines[0].text != number.raw:
        return number
    end = _SUB_ARTICLE.match(lines[1].text)
    if end is None:
        return number
    return msgspec.structs.replace(number, raw=number.raw + end.group(), proper=number.proper + end.group())


def _candidates(line: Line) -> list[_Candidate]:
    """The readings of a line, the one beyond doubt first."""
    written = _written(line)
    if written:
        return [
            _Candidate(msgspec.structs.replace(number, generated=True), doubtful=order > 0)
            for order, number in enumerate(written)
        ]
    sure = number_at(line.text)
    parted = sure is not None and sure.form == "1." and figures.parted(line.text)
    found = [] if sure is None else [_Candidate(sure, doubtful=parted)]
    doubtful = (one for one in in_doubt(line.text) if sure is None or (one.raw, one.form) != (sure.raw, sure.form))
    return found + [_Candidate(number, True, mentioned(line.text, number)) for number in doubtful]


def _written(line: Line) -> list[Number]:
    """What the editor wrote can be, with the mark that may be typed behind it: ``A`` and ``、加强领导``.

    Nothing where it is a bare numeral with such a mark, which the whole line tells best.
    """
    found = list(readings(line.automatic))
    mark = line.text[len(line.automatic.text) :][:1]
    if not found or mark not in tuple("、.．）)") or not found[0].raw[-1].isalnum():
        return found
    if found[0].form in ("1", "一、"):
        return []
    return list(readings(msgspec.structs.replace(line.automatic, text=line.automatic.text + mark))) or found


def _link(candidates: list[list[_Candidate]]) -> None:
    """Tell each candidate what follows it."""
    following: dict[_Key, int] = {}
    mentions: dict[_Key, int] = {}
    sure: dict[_Key, int | None] = {}
    for found in reversed(candidates):
        for one in found:
            one.following, one.sure_following = following.get(one.key), sure.get(one.key)
            one.next_mentioned = mentions.get(one.key)
        for one in found:
            mentions[one.key] = one.number.ordinal
            if one.mention:
                continue
            following[one.key] = one.number.ordinal
            if one.number.ordinal == 1:
                sure[one.key] = None
            elif not one.doubtful:
                sure[one.key] = one.number.ordinal


def _broken(above: str) -> bool:
    """Whether the line ``above`` goes on in the next."""
    return len(above) >= _BROKEN and above[-1] not in LINE_ENDS


def _open(line: str, number: Number | None) -> bool:
    """Whether a sentence may go on below ``line``, which is not the first: no end mark, and no numbered heading."""
    return (line[-1:] not in LINE_ENDS or line[-1:] == "》") and (
        number is None or any(mark in line for mark in "，：；。")
    )


class _Count:
    """How far each kind of number has counted."""

    def __init__(self, sure: Iterable[tuple[_Key, int]]) -> None:
        self._sure = frozenset(sure)
        self._last: dict[_Key, int] = {}
        self._latest: _Key | None = None

    def chosen(self, text: str, candidates: list[_Candidate], *, broken: bool, open_above: bool) -> Number | None:
        """The number that is right here; the count goes on from it."""
        if not candidates:
            return None
        best = None if candidates[0].doubtful else candidates[0]
        others = [one for one in candidates if one.doubtful and (not broken or one.number.form in _LETTERS)]
        if best is None or (others and (not self._counts_on(best) or self._lettered(best, others))):
            best = next((one for one in others if self._believed(one, text, open_above=open_above)), best)
        if best is None:
            return None
        self._last[best.key] = best.number.ordinal
        self._latest = best.key
        return best.number

    def _counts_on(self, one: _Candidate) -> bool:
        last, number = self._last.get(one.key), one.number
        if number.ordinal == 1:
            return 2 in (one.following, one.next_mentioned) or (number.form == "1.1" and self._has_parent(number))
        return last == number.ordinal - 1

    def _lettered(self, best: _Candidate, others: list[_Candidate]) -> bool:
        """Whether the Roman I. may be the letter, although II. follows: J. comes first, or an I. stands already."""
        again = self._last.get(best.key) == best.number.ordinal
        return any(one.number.form in _LETTERS and (again or one.following == one.number.ordinal + 1) for one in others)

    def _has_parent(self, number: Number) -> bool:
        *above, parent = number.ordinals[:-1]
        if above:
            return self._last.get(("1.1", tuple(above))) == parent
        return any(self._last.get((form, ())) == parent for form in _PARENTS)

    def _believed(self, one: _Candidate, text: str, *, open_above: bool) -> bool:
        ordinal = one.number.ordinal
        if _caption(one.number, text) and (one.key, ordinal) not in self._sure:
            return True
        if not self._counts_on(one) or one.sure_following == ordinal:
            return False
        if one.number.form == "1." and not _fits(one, text, open_above=open_above):
            return False
        if one.mention and (not _article(one, open_above=open_above) or (ordinal == 1 and one.key in self._last)):
            return False
        return ordinal > 1 or self._last.get(one.key) != 1 or self._latest != one.key


def _fits(one: _Candidate, text: str, *, open_above: bool) -> bool:
    """Whether an entry that begins with a figure may be one at all.

    A figure alone needs the next entry and one beyond doubt later; an amount below an open line, the next beyond doubt.
    """
    following, sure = one.number.ordinal + 1, one.sure_following
    if figures.scanty(text, one.number.span.end):
        return one.following == following and sure is not None
    return sure == following or not (open_above and figures.amount(text))


def _article(one: _Candidate, *, open_above: bool) -> bool:
    """Whether an article that goes on as a mention does is one: the count goes on, or no line is open above."""
    ordinal, later = one.number.ordinal, (one.following, one.next_mentioned)
    return ordinal not in later and (ordinal + 1 in later or not open_above)


def _caption(number: Number, text: str) -> bool:
    """Whether it is ``第三章项目验收``: the whole line a title."""
    return (
        number.form in CHAPTERS
        and number.form not in ("条", "款")
        and len(text) <= _LONGEST_CAPTION
        and text[-1] not in "。！？；：.!?;:…，、,"
    )
