"""Templates of the pages: everything escaped, nothing invisible, nothing loaded from elsewhere."""

import base64
import functools
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from pipeline.model.severity import GRADES

if TYPE_CHECKING:
    from jinja2 import Environment

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_FOREIGN = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def visible(value: object) -> object:
    """A string with what one cannot see made visible; anything else as it is.

    Control characters become their pictures (``␀``), U+000B a line break, lone surrogates
    U+FFFD; bidirectional controls, zero-width characters and the like read ``[U+202E]``.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _UNSEEN.sub(_picture, value)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x0B:
        return "\n"
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"[U+{code:04X}]"


def link(path: str) -> str:
    """The relative URL of ``path`` (with ``/``), also when its name is not valid UTF-8."""
    return "./" + quote(_FOREIGN.sub("\ufffd", path), errors="surrogateescape")


SHARED = Path(__file__).parent / "templates"
"""Templates that all pages share."""


@functools.cache
def environment(folder: Path) -> "Environment":
    """The templates in ``folder`` and, behind them, the ones that all pages share.

    Offers ``digest(name)``, the Content-Security-Policy source of a script, ``grades``, the severities, and the filters
    ``count`` (12,345) and ``link``.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([folder, SHARED]),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def digest(name: str) -> Markup:
        code = hashlib.sha256(made.get_template(name).render().encode()).digest()
        return Markup("'sha256-{}'").format(base64.b64encode(code).decode())

    made.globals["digest"] = digest
    made.globals["grades"] = GRADES
    made.filters["link"] = link
    made.filters["count"] = "{:,}".format
    return made
