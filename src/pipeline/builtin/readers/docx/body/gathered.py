"""What is met on the way through the text of a document and told after it."""

from pipeline.builtin.readers.docx.body.comments import Comments
from pipeline.builtin.readers.docx.body.ruling import Line
from pipeline.builtin.readers.docx.formatting.paragraph_formatting import Borders


class Gathered:
    """Grows while the parts of one document are read."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []
        """The notes referred to: (``footnote`` or ``endnote``, id)."""
        self.unread: set[str] = set()
        """The kinds of content whose text lies in parts that are not read."""
        self.fields: set[str] = set()
        """The names of fields whose text is neither stored nor known."""
        self.comments = Comments()
        self.page_numbers: list[tuple[int, int]] = []
        """Where the text shows the number of its page: (start, end), equal where none is stored."""
        self.lines: list[Line] = []
        """Level lines, in the order of the text."""
        self.borders: list[tuple[int, Borders]] = []
        """The paragraphs, by their index, with a border above, between or below."""
