"""Where a line stands between the edges of the text: in the middle, or at the right."""

from pipeline.builtin.readers.pdf.frames import Frame
from pipeline.builtin.readers.pdf.lines import Line

TITLE = 18.0
"""pt (小二); centred lines of this size and above are one title."""
GRID = 1.8
"""More than indents leave where characters are set apart on a grid: a cell and a half there are two characters."""
APART = 1.15
"""Sizes from one character to the next; more in lines whose characters are set apart."""


def centred(line: Line, around: Frame) -> bool:
    """Whether the line stands in the middle, with more white on both sides than indents leave; titles may have less."""
    left, right = line.x0 - around.left, around.right - line.x1
    em, even = max(line.size, 1.0), abs(left - right)
    least = min(left, right)
    if least > max(2.6 * em, GRID * line.em if apart(line) else 0.0):
        return even < 1.05 * em
    if line.size < TITLE:
        return False
    return even < 0.6 * em if least > 0.8 * em else even < 0.2 * em < least


def in_the_middle(line: Line, around: Frame) -> bool:
    """Whether there is as much white on one side as on the other, be it none."""
    return abs(line.x0 - around.left - around.right + line.x1) < 1.05 * line.size


def right_set(line: Line, around: Frame) -> bool:
    """Whether the line stands at the right, as a signature and its date do, at most 7 characters off."""
    width = around.right - around.left
    return line.x0 - around.left > 0.4 * width and around.right - line.x1 < 7 * line.size and not centred(line, around)


def to_fill_in(line: Line, around: Frame) -> bool:
    """Whether it is a label before room for what is written there by hand, which does not end at an edge."""
    return line.text[-1] in "：:" and around.right - line.x1 > 0.6 * line.size


def apart(line: Line) -> bool:
    """Whether its characters are set apart, as on a grid."""
    return line.em > APART * line.size
