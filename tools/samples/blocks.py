"""A document as its author thinks of it: a list of blocks, and planted errors that change them."""

from collections.abc import Iterable
from typing import NamedTuple


class Block(NamedTuple):
    """A paragraph or a table. ``font``, ``size`` (pt) and ``indent`` stay as GB/T 9704-2012 has them when ``None``."""

    role: str
    text: str = ""
    """``\\v`` breaks the line, ``\\t`` goes to the next tab stop."""
    level: int = 0
    run_on: str = ""
    """What follows a heading in the same paragraph."""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    """Column widths, mm."""
    automatic: bool = False
    """Whether the editor generates the heading's number."""
    font: str | None = None
    latin: str | None = None
    """Font of letters and digits."""
    size: float | None = None
    indent: bool = True
    before: float = 0
    """Space before 抄送, pt: pushes the 版记 to the foot of its page."""


BLANK = Block("blank")


def heading(level: int, text: str, run_on: str = "", *, automatic: bool = False) -> Block:
    """A heading, 一、 being level 1; ``run_on`` is body text in the same paragraph."""
    return Block("heading", text, level=level, run_on=run_on, automatic=automatic)


def body(*texts: str) -> list[Block]:
    """Paragraphs of body text."""
    return [Block("body", text) for text in texts]


class Slip(NamedTuple):
    """An error: where the text says ``right``, write ``wrong``. ``excerpt`` is the part of ``wrong`` at fault."""

    rule: str
    right: str
    wrong: str
    excerpt: str
    note: str


class Restyle(NamedTuple):
    """An error of layout: the paragraph that begins with ``start`` takes these properties."""

    rule: str
    start: str
    note: str
    font: str | None = None
    size: float | None = None
    indent: bool = True


def spoil(blocks: Iterable[Block], slips: Iterable[Slip | Restyle]) -> list[Block]:
    """The blocks with the errors in. Raises ``ValueError`` unless each has exactly one place."""
    spoilt = list(blocks)
    for slip in slips:
        wanted = slip.right if isinstance(slip, Slip) else slip.start
        at = [number for number, block in enumerate(spoilt) if _holds(block, slip)]
        if len(at) != 1 or not wanted:
            raise ValueError(f"{len(at)} places for {wanted!r}")
        block = spoilt[at[0]]
        if isinstance(slip, Slip):
            block = block._replace(
                text=block.text.replace(slip.right, slip.wrong, 1),
                run_on=block.run_on if slip.right in block.text else block.run_on.replace(slip.right, slip.wrong, 1),
            )
        else:
            block = block._replace(font=slip.font, size=slip.size, indent=slip.indent)
        spoilt[at[0]] = block
    return spoilt


def _holds(block: Block, slip: Slip | Restyle) -> bool:
    if isinstance(slip, Restyle):
        return block.text.startswith(slip.start)
    return slip.right in block.text or slip.right in block.run_on


def plain(blocks: Iterable[Block]) -> str:
    """The text of a document without tables, indented with two full-width blanks as people type it."""
    lines = []
    for block in blocks:
        indented = block.role in {"body", "heading", "attachment-note", "note"}
        lines.append(("　　" if indented and block.text else "") + block.text + block.run_on)
    return "\n".join(lines) + "\n"
