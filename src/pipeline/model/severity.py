"""How grave findings are: one table for the terminal, the pages and the workbook."""

from typing import Final

import msgspec

from pipeline.model.finding import Severity
from pipeline.model.text import Text


class Grade(msgspec.Struct, frozen=True):
    """What a severity is called, and its colours. Ink on wash has a contrast of at least 5 to 1."""

    name: Text
    """On pages and in reports. The terminal says the value in English, as plans and options have it."""
    terminal: str
    """The colour of text in a terminal."""
    ink: str
    """The colour of text on white paper, and on the wash."""
    wash: str
    """The ground of text on white paper."""
    dark_ink: str
    """The same two on a dark screen."""
    dark_wash: str


GRADES: Final[dict[Severity, Grade]] = {
    "error": Grade(Text("错误", "Error"), "red", "#b3201c", "#fbdedb", "#ff9a90", "#5a211d"),
    "warning": Grade(Text("警告", "Warning"), "yellow", "#8a5200", "#fdebc4", "#f5c469", "#4d3a10"),
    "info": Grade(Text("提示", "Note"), "cyan", "#1a5fa8", "#dcebfb", "#92c1f7", "#1b3a5e"),
}
"""The gravest first."""
SEVERITIES: Final = tuple(GRADES)
