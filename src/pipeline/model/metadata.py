"""What a document is as a whole: its kind, the situation it is in, and what speaks for both."""

from typing import Literal

import msgspec

from pipeline.model.text import Text

Situation = Literal["drafted", "issued", "template", "copy", "unknown"]
"""``drafted``: somebody laid this file out, to be issued or handed in from here. ``issued``: the final form of a
document that has gone out or come in. ``template``: others are to fill it in or to follow it. ``copy``: the text of a
document without the layout of its author, as a web page or a database gives it. ``unknown``: nothing tells."""
UNKNOWN = "unknown"


class Metadata(msgspec.Struct, frozen=True):
    """The kind of a document, its situation, and the evidence for both in the order of its weight."""

    kind: str = UNKNOWN
    """A word such as ``通知`` or ``合同``: one of ``KINDS_OF_DOCUMENT`` in ``gongwen/kinds.py``; or ``unknown``."""
    situation: Situation = "unknown"
    evidence: tuple[Text, ...] = ()
