"""Whether a line continues the paragraph above it."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pipeline.builtin.gongwen.numerals import CIRCLED, HAN_NUMERAL, ONE_TO_TEN
from pipeline.builtin.readers.pdf.frames import Frame
from pipeline.builtin.readers.pdf.lines import Line, stretched, wide
from pipeline.builtin.readers.pdf.standing import TITLE, centred, right_set
from pipeline.model.layout import Style

Tie = Literal["wrapped", "broken"]
"""How a line hangs on the one above: the text ran on, or its author broke it by hand."""

_COUNTED = f"{ONE_TO_TEN}百"
"""What entries count with. Not all of a numeral: a line that wraps may well begin with ``二〇二六、``."""
NUMBERED = re.compile(
    rf"[{_COUNTED}]{{1,4}}[、．.]|[（(][{_COUNTED}\d]{{1,4}}[)）]|\d{{1,2}}[.．、](?!\d)"
    rf"|\d{{1,2}}[)）]|\d+(?:\.\d+)+\s|[{CIRCLED}]|第[{HAN_NUMERAL}\d]+[条章节款编部]|附件[\d{ONE_TO_TEN}]{{0,3}}[：:]"
    r"|附[件表录页]\d|[（(][A-Za-z][)）]|[A-Za-z][.．、)）](?![A-Za-z.])"
    r"|[●•■◆▪○□✓✔➢·]|\[\d{1,3}\]|[-–]\s|[*#>]{1,6}[\s*\d]"
)
_HEADING = re.compile(rf"[{ONE_TO_TEN}]{{1,3}}、|\d{{1,2}}(?:\.\d{{1,2}}){{2,4}}(?![\d.])")
_LEADS = "第、，,（(至和及与或《“"
"""What a line may end with before a number that is no heading's."""
_ATTACHMENT = re.compile(rf"附件\s*[\d{ONE_TO_TEN}]{{0,3}}\s*[：:]?")
_LABEL = re.compile(r"\w{1,6}[：:]")
_DECIMAL = re.compile(r"\d{1,3}(?:[.．]\d{1,3})+[.．]?(?=\D)")
_LEADER = re.compile(r"(?:[.．…·]{3}|(?:[.·…] ){3})[.．…· ]*[（(]?(?:\d{1,4}|[ivxIVX]{1,6})[)）]?\Z")
"""The end of an entry in a table of contents."""
_LATIN = r"[^\s\u2e80-\uffff“”‘’—…·]"
_WORD = re.compile(
    rf"[（《〈“‘〔【「『(\[]*(?:{_LATIN}+|.)"
    rf"(?:[“‘”’](?:{_LATIN}+|\S)|[：，、；（.,:;]+{_LATIN}+|[，。、；：？！…—）》〉”’〕】」』％,.;:?!)\]%/]+)*"
)
"""What may not be parted at the end of a line: a Latin word or a Chinese character, with the marks around it."""
_ENDS = "。！？：；!?:;…」』”’）)."
_LONGEST_WORD, _LONGEST_NAME = 200, 24
"""Characters: of an address or a path, and of any other word."""


def tie(lines: Sequence[Line], over: Frame, line: Line, around: Frame, pitch: float | None) -> Tie | None:
    """How ``line`` continues the paragraph that ends in ``lines``; ``None`` where it does not.

    ``over`` is the frame of the last of them, ``around`` that of the line; ``pitch`` is the distance of baselines
    that is usual there. One line in ``lines`` is the whole paragraph.
    """
    above = lines[-1]
    if not _one_size(above, line) or _LEADER.search(above.text[-16:]):
        return None
    same_flow = above.page == line.page and line.y > above.y
    if same_flow and _far(lines, line, pitch):
        return "wrapped" if _ends_title(lines, over, line) else None
    if _in_block(lines, over, line):
        return "wrapped"
    if centred(line, around) or centred(above, over) or _on_one_axis(above, over, line):
        return _in_title(lines, over, line) if same_flow else None
    return "wrapped" if _runs_on(lines, over, line, around) else None


def tie_in_cell(lines: Sequence[Line], over: Frame, line: Line, pitch: float | None) -> Tie | None:
    """The same inside a cell of a table, where any line may stand in the middle."""
    above = lines[-1]
    if not _one_size(above, line) or (line.y > above.y and _far(lines, line, pitch)):
        return None
    room = over.right - above.x1
    return None if room > _first_word(line, above) + line.em or _other_font(above, line) else "wrapped"


def _runs_on(lines: Sequence[Line], over: Frame, line: Line, around: Frame) -> bool:
    above, em = lines[-1], min(line.em, lines[-1].em)
    indent, before = line.x0 - around.left, above.x0 - over.left
    other_font = _other_font(above, line)
    if _in_sentence(above, over, line, around):
        return True
    left = _edge(lines, over) - above.x1 - _first_word(line, above)
    if left > (1.0 if line.size >= TITLE else 0.5) * em or (left > 0.05 * em and _justified(lines[:-1], over)):
        return False
    if (other_font and indent > 0.5 * em) or right_set(line, around) or _ATTACHMENT.fullmatch(line.text):
        return False
    if len(lines) == 1 and before > max(0.4 * (over.right - over.left), indent + em):
        return False  # a signature or a date, whatever stands below
    if NUMBERED.match(line.text) and (indent > 0.5 * em or above.text[-1] in _ENDS):
        return False
    if _HEADING.match(line.text) and above.text[-1] not in _LEADS:
        return False
    if len(lines) > 1:
        return abs(indent - before) < 0.7 * em
    if indent < 0.7 * em:
        return True
    if indent > before + 0.7 * em:
        return _hangs(above, line) or (indent < before + 2.5 * em and _breaks_off(above, over, line))
    if 1.5 * em < before - indent < 2.5 * em:
        return True
    return indent < before + 0.7 * em and above.text[-1] not in _ENDS


def _in_title(lines: Sequence[Line], over: Frame, line: Line) -> Tie | None:
    """A centred line goes on where the one above is full; lines of a title also where their author broke it."""
    above = lines[-1]
    if _other_font(above, line) or any(abs(_middle(one) - _middle(line)) > 0.55 * line.size for one in lines):
        return None
    if _full(above, over, line):
        return "wrapped" if line.size >= TITLE or above.text[-1] not in _ENDS else None
    return "broken" if line.size >= TITLE else None


def _on_one_axis(above: Line, over: Frame, line: Line) -> bool:
    """Whether both stand in the middle to a hair, one of them with white that is no indent."""
    middle = (over.left + over.right) / 2
    return (
        max(abs(_middle(above) - middle), abs(_middle(line) - middle)) < 0.1 * line.size
        and line.x0 - above.x0 > 0.8 * line.size
    )


def _ends_title(lines: Sequence[Line], over: Frame, line: Line) -> bool:
    """Whether a title set with wide spacing goes on: nothing but the length of its line parts the two."""
    above = lines[-1]
    return (
        line.size >= TITLE
        and line.y - above.y < 3 * line.size
        and _full(above, over, line)
        and _in_title(lines, over, line) is not None
    )


def _full(above: Line, over: Frame, line: Line) -> bool:
    """Whether a centred line has no room left for the first word of the next."""
    return over.right - over.left - above.x1 + above.x0 < _first_word(line, above) + 0.05 * line.em


def _middle(line: Line) -> float:
    return (line.x0 + line.x1) / 2


def _in_block(lines: Sequence[Line], over: Frame, line: Line) -> bool:
    """Whether ``line`` goes on a block of long lines that end together, before the edge of the text.

    So do lines beside a figure, and those of a paragraph that stands in from both edges.
    """
    above, near = lines[-1], 0.15 * line.em
    if over.right - above.x1 < 1.5 * line.size or above.x1 - above.x0 < 0.5 * (over.right - over.left):
        return False
    if above.text[-1] in _ENDS or NUMBERED.match(line.text) or _tabled(above) or _tabled(line):
        return False
    if len(lines) > 1:
        off = 0.35 * line.em
        return abs(lines[-2].x1 - above.x1) < off and abs(line.x0 - above.x0) < near and line.x1 < above.x1 + off
    even = abs(above.x0 - line.x0) < near and not NUMBERED.match(above.text)
    return abs(line.x1 - above.x1) < near and (
        abs(above.x0 - line.x0 - 2 * line.em) < near or (even and (stretched(above) or stretched(line)))
    )


def _tabled(line: Line) -> bool:
    """Whether its parts stand far from each other, as in a table."""
    return any(after.lefts[0] - before.rights[-1] > 1.5 * line.size for before, after in pairwise(line.runs))


def _justified(lines: Sequence[Line], over: Frame) -> bool:
    """Whether the lines were stretched to the edge, so that it is known to a hair."""
    if not lines or not stretched(lines[-1]):
        return False
    return all(-1.1 * line.em < over.right - line.x1 < 0.15 * line.em for line in lines if line.page == lines[-1].page)


def _edge(lines: Sequence[Line], over: Frame) -> float:
    """The right edge of the paragraph: its own, where its last two lines end together before that of the text."""
    above = lines[-1]
    own = len(lines) > 1 and abs(lines[-2].x1 - above.x1) < 0.15 * above.em
    return min(above.x1, over.right) if own else over.right


def _far(lines: Sequence[Line], line: Line, pitch: float | None) -> bool:
    """Whether the line stands farther below than lines of one paragraph do."""
    own = [b.y - a.y for a, b in pairwise(lines) if a.page == b.page and b.y > a.y]
    usual = min(own) if own else pitch
    distance = line.y - lines[-1].y
    if usual is None or usual < 0.9 * line.size:
        usual = 2.2 * line.size
    if not own:
        usual = max(usual, (1.7 if line.size >= TITLE else 1.35) * line.size)
    return distance > 1.3 * usual + 0.5


def leeway(lines: Sequence[Line], line: Line) -> float:
    """How much closer, as a share, other lines may stand around a distance that is wide but inside a paragraph.

    It is inside one where no sentence ends above, the more so where the first line alone is indented.
    """
    indented = len(lines) == 1 and lines[0].x0 - line.x0 > 1.5 * line.size
    if lines[-1].text[-1] in _ENDS:
        return 0.03 if indented else 0.0
    alike = lines[-1].last.font == line.first.font and NUMBERED.match(line.text) is None
    return 1.0 if indented and alike else 0.2


def _first_word(line: Line, above: Line) -> float:
    """How much room the first word of the line would take up at the end of the one above, pt."""
    match = _WORD.match(line.text[:_LONGEST_WORD])
    left = match.end() if match else 1
    if "/" not in line.text[:left]:
        left = min(left, _LONGEST_NAME)
    apart = min(line.em, above.em) - line.size
    for run in line.runs:
        if left <= len(run.text):
            return run.rights[left - 1] - line.x0 + apart
        left -= len(run.text)
    return line.x1 - line.x0 + apart


def _one_size(above: Line, line: Line) -> bool:
    if abs(above.size - line.size) <= 0.1 * line.size:
        return True
    one, two = above.last.size or 0.0, line.first.size or 0.0
    return abs(one - two) <= 0.1 * two


def _other_font(above: Line, below: Line) -> bool:
    one: Style = above.last
    two: Style = below.first
    if one is two or one.font == two.font:
        return False
    if "other" in (one.font_class, two.font_class):
        return False
    return one.font_class != two.font_class


def _in_sentence(above: Line, over: Frame, line: Line, around: Frame) -> bool:
    """Whether an indented first line stops in the middle of a sentence, and the line goes on at the left edge.

    Such paragraphs stand in from the right edge by themselves.
    """
    em, width = line.em, over.right - over.left
    return (
        1.5 * em < above.x0 - over.left < 3.5 * em
        and abs(line.x0 - around.left) < 0.3 * em
        and above.x1 - over.left > 0.8 * width
        and wide(above.text[-1])
        and above.text[-1] not in _ENDS
        and any(mark in above.text for mark in "，；。、：")
        and NUMBERED.match(line.text) is None
        and not _LABEL.match(line.text)
        and above.last.font == line.first.font
    )


def _breaks_off(above: Line, over: Frame, line: Line) -> bool:
    """Whether ``above`` reaches the edge in the middle of a sentence that the line takes up in the same font."""
    return (
        abs(over.right - above.x1) < 0.2 * above.em
        and above.text[-1] not in _ENDS
        and above.last.font == line.first.font
        and NUMBERED.match(above.text) is None
    )


def _hangs(above: Line, line: Line) -> bool:
    """Whether ``line`` begins under the text behind the number or the label that ``above`` begins with.

    It may begin anywhere to the right where the sentence of a numbered line goes on.
    """
    number = NUMBERED.match(above.text) or _DECIMAL.match(above.text)
    match = number or _LABEL.match(above.text)
    if match is None:
        return False
    runs = zip(above.runs, above.spaced, strict=True)
    lefts = [x for run, space in runs for x in ([run.lefts[0], *run.lefts] if space else run.lefts)]
    if any(abs(line.x0 - x) < 0.5 * line.size for x in lefts[match.end() : match.end() + 3]):
        return True
    return number is not None and above.text[-1] not in _ENDS and line.x0 - above.x0 < 4 * line.em
